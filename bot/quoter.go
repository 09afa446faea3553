package bot

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
)

// Quoter is the Composer that claims nothing of its own: it answers in the
// minutes' own words. The decision comes first when one is asked for, else
// the sentences that have most of the question.
type Quoter struct{}

const (
	mostQuotes   = 3
	longestQuote = 700  // bytes; a longer decision is cut after a sentence
	longestList  = 2000 // bytes of a list with the line that announces it
	wholeLine    = 400  // bytes up to which a paragraph is quoted whole
	closeSecond  = 0.6  // of the best sentence's score: below it, a sentence is not shown
)

func (Quoter) Compose(_ context.Context, q Question, hits []retrieval.Hit) (Draft, error) {
	var d Draft
	for i, h := range hits {
		quotes := quotesFrom(q, h)
		if len(hits) > 1 {
			quotes = quotes[:min(1, len(quotes))]
		}
		for _, quote := range quotes {
			d.Sentences = append(d.Sentences, Sentence{Text: quote.lead, Source: i + 1, Quote: h.Meeting.Quote(quote.at)})
		}
	}
	return d, nil
}

// quote is a range to be quoted and what is said above it.
type quote struct {
	lead  string
	at    minutes.Span
	intro minutes.Span // of an entry of a list: the line that announces the list
}

// quotesFrom chooses what to quote of one item.
func quotesFrom(q Question, h retrieval.Hit) []quote {
	var quotes []quote
	if h.Item != nil {
		if decision := h.Item.Decision.Span; q.Asks.Decision && decision.Len() > 0 {
			quotes = append(quotes, quote{lead: decisionLead, at: shortSpan(h.Meeting, decision)})
		}
		if q.Asks.Agreement || q.Asks.Decision && len(quotes) == 0 {
			if at, ok := bestAgreement(h); ok {
				quotes = append(quotes, quote{lead: agreementLead, at: at})
			}
		}
	}
	for _, better := range bestQuotes(q, h) {
		overlaps := slices.ContainsFunc(quotes, func(o quote) bool { return o.at.Start < better.at.End && better.at.Start < o.at.End })
		if overlaps || len(quotes) == mostQuotes {
			continue
		}
		said := slices.ContainsFunc(quotes, func(o quote) bool { return o.at.Contains(better.intro) })
		if better.intro.Len() > 0 && !said && len(quotes)+1 < mostQuotes {
			quotes = append(quotes, quote{at: better.intro})
		}
		quotes = append(quotes, better)
	}
	if len(quotes) == 0 && h.Item != nil {
		quotes = append(quotes, opening(h))
	}
	return quotes
}

// bestQuotes are the passages with most of the question, grown to what can be
// read without the rest.
func bestQuotes(q Question, h retrieval.Hit) []quote {
	ranked := slices.Clone(h.Passages)
	for i := range ranked {
		ranked[i].Score *= fit(q, h, ranked[i])
	}
	slices.SortStableFunc(ranked, func(a, b retrieval.Passage) int { return cmp.Compare(b.Score, a.Score) })
	var quotes []quote
	for _, p := range ranked {
		if p.Score < closeSecond*ranked[0].Score {
			break
		}
		better := quote{at: grow(q, h, p.Span)}
		if intro, ok := listIntro(h, p.Span); ok && !better.at.Contains(intro) {
			better.intro = intro
		}
		quotes = append(quotes, better)
	}
	return quotes
}

// fit weighs a sentence by whether it, or at least its paragraph, holds the
// kind of thing asked for.
func fit(q Question, h retrieval.Hit, p retrieval.Passage) float64 {
	f := 1.0
	switch {
	case holdsAsked(q, h.Meeting.Quote(p.Span)):
		f = 2
	case holdsAsked(q, h.Meeting.Quote(lineOf(h, p.Span))):
		f = 1.2
	}
	if q.Asks.Proposal && p.Kind == minutes.Recommendation {
		f *= 1.5
	}
	if p.Kind == minutes.Attachments {
		f *= 0.5
	}
	return f
}

// holdsAsked reports whether text has the kind of thing that q asks for: a
// figure, a date, a reason. It is false where q asks for none of them.
func holdsAsked(q Question, text string) bool {
	return q.Asks.HowMuch && holdsFigure(text, q.Words) ||
		q.Asks.When && len(minutes.FindDates(text)) > 0 ||
		q.Asks.Why && holdsReason(text)
}

// holdsReason reports whether text has a word that gives a reason or an aim.
func holdsReason(text string) bool { return containsPhrase(normalWords(text), reasonWords) }

var reasonWords = []string{"fordi", "skyldes", "da", "derfor", "årsag", "årsagen", "årsager", "begrundelse", "begrundelsen", "grund", "grundet", "idet", "eftersom", "således",
	"som følge af", "på baggrund af", "hvilket", "for at", "med henblik på", "hensigten", "formålet"}

// grow makes a quote of a sentence: its whole section where that is short,
// its paragraph, or the list that it announces, and in a long paragraph the
// sentence after it that has what is asked for.
func grow(q Question, h retrieval.Hit, s minutes.Span) minutes.Span {
	if h.Item == nil {
		return s
	}
	for _, section := range h.Item.Sections {
		if !section.Span.Contains(s) {
			continue
		}
		if section.Len() <= wholeLine && section.Kind != minutes.Attachments && section.Kind != minutes.DecisionText {
			return section.Span
		}
		line := lineOf(h, s)
		if line.Len() <= wholeLine {
			s = line
		} else if next, ok := nextSentence(h.Meeting, s, line); ok && !holdsAsked(q, h.Meeting.Quote(s)) && holdsAsked(q, h.Meeting.Quote(next)) {
			s.End = next.End
		}
		if s.End == line.End {
			return withList(h.Meeting, s, section.End)
		}
	}
	return s
}

func nextSentence(m *minutes.Meeting, s, within minutes.Span) (minutes.Span, bool) {
	for next := range m.Sentences(minutes.Span{Start: s.End, End: max(s.End, within.End)}) {
		return next, true
	}
	return minutes.Span{}, false
}

// lineOf is the printed line, a paragraph of the minutes, that s stands on,
// without its list mark.
func lineOf(h retrieval.Hit, s minutes.Span) minutes.Span {
	start := strings.LastIndexByte(h.Meeting.Text[:s.Start], '\n') + 1
	end := len(h.Meeting.Text)
	if i := strings.IndexByte(h.Meeting.Text[s.End:], '\n'); i >= 0 {
		end = s.End + i
	}
	line := minutes.Span{}
	for sentence := range h.Meeting.Sentences(minutes.Span{Start: start, End: end}) {
		if line.Len() == 0 {
			line.Start = sentence.Start
		}
		line.End = sentence.End
	}
	return line
}

// withList takes in the list below a sentence that announces one: with a
// colon, or with a number of things to come ("fire temaer.").
func withList(m *minutes.Meeting, s minutes.Span, end int) minutes.Span {
	if inList(m, s) || !strings.HasSuffix(m.Quote(s), ":") && !strings.HasSuffix(m.Quote(s), ".") {
		return s
	}
	whole := s
	for next := range m.Sentences(minutes.Span{Start: s.End, End: end}) {
		if !inList(m, next) {
			break
		}
		if next.End-s.Start > longestList {
			return s // cut, a list would look complete
		}
		whole.End = next.End
	}
	return whole
}

// listIntro finds the line that announces the list in which s stands.
func listIntro(h retrieval.Hit, s minutes.Span) (minutes.Span, bool) {
	if h.Item == nil || !inList(h.Meeting, lineOf(h, s)) {
		return minutes.Span{}, false
	}
	for _, section := range h.Item.Sections {
		if !section.Span.Contains(s) {
			continue
		}
		last, found := minutes.Span{}, false
		for sentence := range h.Meeting.Sentences(minutes.Span{Start: section.Start, End: s.Start}) {
			if !inList(h.Meeting, lineOf(h, sentence)) {
				last, found = sentence, strings.HasSuffix(h.Meeting.Quote(sentence), ":")
			}
		}
		return last, found
	}
	return minutes.Span{}, false
}

// inList reports whether s stands on a line that begins with a list mark or
// number.
func inList(m *minutes.Meeting, s minutes.Span) bool {
	line := strings.LastIndexByte(m.Text[:s.Start], '\n') + 1
	before := strings.TrimSpace(m.Text[line:s.Start])
	return before != "" || s.Start < len(m.Text) && m.Text[s.Start] >= '0' && m.Text[s.Start] <= '9'
}

// opening quotes the decision, or the first sentences, of an item that only
// its title speaks for.
func opening(h retrieval.Hit) quote {
	if d := h.Item.Decision.Span; d.Len() > 0 {
		return quote{lead: decisionLead, at: shortSpan(h.Meeting, d)}
	}
	for _, s := range h.Item.Sections {
		if s.Len() > 0 && s.Kind != minutes.Attachments {
			return quote{at: shortSpan(h.Meeting, s.Span)}
		}
	}
	return quote{at: h.Item.Heading}
}

// shortSpan is s up to the last sentence end within longestQuote.
func shortSpan(m *minutes.Meeting, s minutes.Span) minutes.Span {
	end := s.Start
	for sentence := range m.Sentences(s) {
		if sentence.End-s.Start > longestQuote && end > s.Start {
			break
		}
		end = sentence.End
	}
	return minutes.Span{Start: s.Start, End: end}
}

// bestAgreement is the commitment that has most of the question.
func bestAgreement(h retrieval.Hit) (minutes.Span, bool) {
	best, score := minutes.Span{}, -1.0
	for _, c := range h.Item.Commitments {
		sum := 0.0
		for _, p := range h.Passages {
			if c.Span.Contains(p.Span) {
				sum += p.Score
			}
		}
		if sum > score {
			best, score = c.Span, sum
		}
	}
	return best, score >= 0
}
