package bot

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
)

// verified is a sentence whose quote was found, with its citation.
type verified struct {
	text     string
	citation Citation
}

// cut keeps the sentences of a draft whose quote stands letter by letter, in
// whole words, in the item named. It is enough for the Quoter, which has no
// words of its own.
func cut(d Draft, hits []retrieval.Hit) []verified {
	var kept []verified
	for _, s := range d.Sentences {
		if at, reason := locate(s, hits); reason == "" {
			kept = append(kept, cited(s, hits, at))
		}
	}
	return kept
}

func cited(s Sentence, hits []retrieval.Hit, at minutes.Span) verified {
	m := hits[s.Source-1].Meeting
	return verified{s.Text, cite(m, itemAt(m, at), at)}
}

const (
	mostSentences = 3    // of a model's draft that are shown
	mostRead      = 20   // of a model's draft that are looked at
	longestSaid   = 300  // letters of a sentence
	longestCited  = 2000 // bytes of a quote, grown to whole sentences
)

// verify keeps the sentences of a model's draft that the minutes bear out, and
// says of each other why it was dropped. A quote is grown to whole sentences,
// so that it is not shown without its "ikke". It proves that the words were
// written, not that the sentence follows from them: so it is always shown,
// and what the sentence says is checked against it (evidence.go), whose
// opinion it gives (attribution.go), and how it is written (wording.go).
func verify(q Question, d Draft, hits []retrieval.Hit) (kept []verified, dropped []Dropped) {
	for i, s := range d.Sentences {
		if i >= mostRead || len(kept) == mostSentences {
			dropped = append(dropped, Dropped{s, TooMany, ""})
			continue
		}
		s.Text = plainSpaces(s.Text)
		at, f := check(q, s, hits)
		switch {
		case f.reason != "":
		case repeats(kept, s, at):
			f = fault{Repeated, ""}
		default:
			kept = append(kept, cited(s, hits, at))
			continue
		}
		dropped = append(dropped, Dropped{s, f.reason, f.word})
	}
	return kept, dropped
}

// fault is why a sentence is dropped, and the word at fault where there is one.
// The zero fault is none.
type fault struct {
	reason Reason
	word   string
}

// check finds what is wrong with a sentence, and where its quote stands.
func check(q Question, s Sentence, hits []retrieval.Hit) (minutes.Span, fault) {
	at, reason := locate(s, hits)
	if reason != "" {
		return at, fault{reason, ""}
	}
	h := hits[s.Source-1]
	at = wholeSentences(h, at)
	quote := h.Meeting.Quote(at)
	switch {
	case len(quote) > longestCited:
		return at, fault{QuoteTooLong, ""}
	case unfitQuote(quote), onlyNames(h, at), ordersSomething(h.Meeting, at):
		return at, fault{UnfitQuote, ""}
	case s.Text == "": // the quote speaks for itself
		return at, fault{}
	case said(s.Text, decisionLead) && within(h, at, func(it *minutes.Item) []minutes.Span { return []minutes.Span{it.Decision.Span} }),
		said(s.Text, agreementLead) && within(h, at, agreed):
		return at, fault{} // announces the quote and says nothing
	}
	if f := wording(s.Text); f.reason != "" {
		return at, f
	}
	e := evidenceOf(q, h, at)
	if f := e.bearsOut(s.Text); f.reason != "" {
		return at, f
	}
	return at, e.attributes(s.Text)
}

// onlyNames reports whether at is a title or the name of an attachment, which
// says nothing.
func onlyNames(h retrieval.Hit, at minutes.Span) bool {
	section, ok := pageOf(h).section(at)
	return h.Item != nil && h.Item.Heading.Contains(at) || ok && section.Kind == minutes.Attachments
}

func ordersSomething(m *minutes.Meeting, at minutes.Span) bool {
	for s := range m.Sentences(at) {
		if ordering(m.Quote(s)) {
			return true
		}
	}
	return false
}

// within reports whether at lies in one of an item's spans.
func within(h retrieval.Hit, at minutes.Span, spans func(*minutes.Item) []minutes.Span) bool {
	it := itemAt(h.Meeting, at)
	if it == nil {
		return false
	}
	for _, s := range spans(it) {
		if s.Contains(at) {
			return true
		}
	}
	return false
}

func agreed(it *minutes.Item) []minutes.Span {
	spans := []minutes.Span{}
	for _, c := range it.Commitments {
		spans = append(spans, c.Span)
	}
	return spans
}

// repeats reports whether s says, or quotes with no more words, what is kept.
func repeats(kept []verified, s Sentence, at minutes.Span) bool {
	for _, k := range kept {
		if k.text == s.Text && (s.Text != "" || k.citation.Start == at.Start && k.citation.End == at.End) {
			return true
		}
	}
	return false
}

// locate finds the quote of s in the item that it names: where s says it
// stands, else where it first stands.
func locate(s Sentence, hits []retrieval.Hit) (minutes.Span, Reason) {
	switch {
	case s.Source < 1 || s.Source > len(hits):
		return minutes.Span{}, NoSource
	case strings.TrimSpace(s.Quote) == "":
		return minutes.Span{}, NoQuote
	}
	h := hits[s.Source-1]
	m, area := h.Meeting, bounds(h)
	at := s.At
	if at == (minutes.Span{}) {
		at = find(m, area, s.Quote)
	} else if !area.Contains(at) || m.Quote(at) != s.Quote {
		return at, NoQuote
	}
	if at.Len() == 0 || !wholeWords(m.Text, at) {
		return at, NoQuote
	}
	return at, ""
}

// find finds where quote first stands in area: letter by letter, with any
// white space between its words, for models do not keep double spaces. What is
// cited is cut from the text.
func find(m *minutes.Meeting, area minutes.Span, quote string) minutes.Span {
	text := m.Quote(area)
	if i := strings.Index(text, quote); i >= 0 {
		return minutes.Span{Start: area.Start + i, End: area.Start + i + len(quote)}
	}
	words := strings.Fields(quote)
	if len(quote) > longestCited || len(words) == 0 {
		return minutes.Span{}
	}
	for i, w := range words {
		words[i] = regexp.QuoteMeta(w)
	}
	pattern, err := regexp.Compile(strings.Join(words, `[\s\p{Zs}]+`))
	if err != nil { // not valid UTF-8
		return minutes.Span{}
	}
	at := pattern.FindStringIndex(text)
	if at == nil {
		return minutes.Span{}
	}
	return minutes.Span{Start: area.Start + at[0], End: area.Start + at[1]}
}

// bounds of a hit: its item, or the head of the meeting.
func bounds(h retrieval.Hit) minutes.Span {
	if h.Item != nil {
		return h.Item.Span
	}
	return h.Meeting.Head
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

// wholeSentences grows at to the printed sentences that it touches.
func wholeSentences(h retrieval.Hit, at minutes.Span) minutes.Span {
	for s := range h.Meeting.Sentences(bounds(h)) {
		if s.Start < at.End && at.Start < s.End {
			at = minutes.Span{Start: min(at.Start, s.Start), End: max(at.End, s.End)}
		}
	}
	return at
}
