package bot

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
	"github.com/referat-dk/referat/retrieval/danish"
)

// verified is a sentence whose quote was found, with its citation.
type verified struct {
	text     string
	citation Citation
}

// verify keeps the sentences of a draft that the minutes bear out: the quote
// stands letter by letter, in whole words, in the item named, and every number and every
// capitalised word of the sentence stands in that item or its heading. It
// returns how many it dropped. A quote that is found proves that the words
// were written, not that the sentence follows from them: so the quote is
// always shown.
func verify(d Draft, hits []retrieval.Hit) (kept []verified, dropped int) {
	for _, s := range d.Sentences {
		if s.Source < 1 || s.Source > len(hits) || strings.TrimSpace(s.Quote) == "" {
			dropped++
			continue
		}
		h := hits[s.Source-1]
		within := h.Meeting.Head
		if h.Item != nil {
			within = h.Item.Span
		}
		at, found := locate(h.Meeting, within, s)
		again := slices.ContainsFunc(kept, func(k verified) bool {
			return k.text == s.Text && k.citation.Quote == s.Quote && k.citation.Start == at.Start
		})
		if !found || again || !wholeWords(h.Meeting.Text, at) || !borneOut(s.Text, h) {
			dropped++
			continue
		}
		kept = append(kept, verified{s.Text, cite(h.Meeting, itemAt(h.Meeting, at), at)})
	}
	return kept, dropped
}

// locate finds the quote of s: where s says it stands, else where it first
// stands within the item.
func locate(m *minutes.Meeting, within minutes.Span, s Sentence) (minutes.Span, bool) {
	if s.At != (minutes.Span{}) {
		return s.At, within.Contains(s.At) && m.Quote(s.At) == s.Quote
	}
	i := strings.Index(m.Quote(within), s.Quote)
	return minutes.Span{Start: within.Start + i, End: within.Start + i + len(s.Quote)}, i >= 0
}

// wholeWords reports whether at cuts no word: "reelt en" out of "ureelt end"
// says something else.
func wholeWords(text string, at minutes.Span) bool {
	cut := func(i int) bool {
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i:])
		return isWordRune(before) && isWordRune(after)
	}
	return !cut(at.Start) && !cut(at.End)
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// borneOut reports whether the figures and names of text stand in the hit.
func borneOut(text string, h retrieval.Hit) bool {
	if text == decisionLead || text == agreementLead || text == undecidedLead { // announces the quote and says nothing
		return true
	}
	evidence := h.Meeting.Label(h.Item) + "\n"
	if h.Item != nil {
		evidence += h.Meeting.Quote(h.Item.Span)
	} else {
		evidence += h.Meeting.Quote(h.Meeting.Head)
	}
	known := make(map[string]bool)
	for _, w := range statements(evidence) {
		known[strings.ToLower(w)] = true
	}
	for i, w := range statements(text) {
		first, _ := utf8.DecodeRuneInString(w)
		opens := i == 0 && danish.IsStop(danish.Normal(w)) // a sentence may open with a capital that names nobody
		if (unicode.IsDigit(first) || unicode.IsUpper(first) && !opens) && !known[strings.ToLower(w)] {
			return false
		}
	}
	return true
}

// statements cuts text into words and figures; "12,2" and "10.997" stay whole.
func statements(text string) []string {
	words := strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != ',' && r != '.'
	})
	for i, w := range words {
		words[i] = strings.Trim(w, ".,")
	}
	return words
}
