package bot

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
)

// Quoter is the Composer that claims nothing of its own: it answers in the
// minutes' own words. The decision comes first when one is asked for, else
// the sentences that have most of the question.
type Quoter struct{}

const (
	mostQuotes   = 3
	longestQuote = 700 // bytes; a longer decision is cut after a sentence
	closeSecond  = 0.6 // of the best sentence's score: below it, a sentence is not shown
)

func (Quoter) Compose(_ context.Context, q Question, hits []retrieval.Hit) (Draft, error) {
	var d Draft
	for i, h := range hits {
		quotes := quotesFrom(q, h)
		if len(hits) > 1 {
			quotes = quotes[:min(1, len(quotes))]
		}
		for _, quote := range quotes {
			quote.Source = i + 1
			d.Sentences = append(d.Sentences, quote)
		}
	}
	return d, nil
}

// quotesFrom chooses what to quote of one item.
func quotesFrom(q Question, h retrieval.Hit) []Sentence {
	if h.Item == nil {
		return quoteBest(q, h, minutes.Span{})
	}
	var quotes []Sentence
	decision := h.Item.Decision.Span
	if q.Asks.Decision && decision.Len() > 0 {
		quotes = append(quotes, Sentence{Text: decisionLead, Quote: shorten(h.Meeting, decision)})
	}
	if q.Asks.Agreement || q.Asks.Decision && decision.Len() == 0 {
		if at, ok := bestAgreement(h); ok {
			quotes = append(quotes, Sentence{Text: agreementLead, Quote: h.Meeting.Quote(at)})
		}
	}
	taken := minutes.Span{}
	if len(quotes) > 0 {
		taken = decision
	}
	for _, quote := range quoteBest(q, h, taken) {
		if len(quotes) < mostQuotes && !slices.ContainsFunc(quotes, func(s Sentence) bool { return strings.Contains(s.Quote, quote.Quote) }) {
			quotes = append(quotes, quote)
		}
	}
	return quotes
}

// quoteBest quotes the best sentences outside taken, or the beginning of the
// item where only its title has the words.
func quoteBest(q Question, h retrieval.Hit, taken minutes.Span) []Sentence {
	ranked := slices.Clone(h.Passages)
	for i := range ranked {
		ranked[i].Score *= fit(q.Asks, ranked[i], h.Meeting.Quote(ranked[i].Span))
	}
	slices.SortStableFunc(ranked, func(a, b retrieval.Passage) int {
		switch {
		case a.Score > b.Score:
			return -1
		case a.Score < b.Score:
			return 1
		}
		return 0
	})
	var quotes []Sentence
	for _, p := range ranked {
		if len(quotes) == mostQuotes || p.Score < closeSecond*ranked[0].Score {
			break
		}
		if taken.Len() == 0 || !taken.Contains(p.Span) {
			quotes = append(quotes, Sentence{Quote: h.Meeting.Quote(withList(h, p.Span))})
		}
	}
	if len(quotes) == 0 && h.Item != nil {
		return opening(h)
	}
	return quotes
}

// fit weighs a sentence by whether it holds the kind of thing asked for.
func fit(a Ask, p retrieval.Passage, text string) float64 {
	f := 1.0
	if a.HowMuch && strings.ContainsFunc(text, unicode.IsDigit) {
		f *= 1.4
	}
	if a.When && len(minutes.FindDates(text)) > 0 {
		f *= 1.3
	}
	if a.Why && containsAny(strings.ToLower(text), "fordi", "skyldes", "da ", "derfor", "årsag", "grund", "forsinket", "hensigten", "formålet") {
		f *= 1.3
	}
	if a.Proposal && p.Kind == minutes.Recommendation {
		f *= 1.5
	}
	if p.Kind == minutes.Attachments {
		f *= 0.5
	}
	return f
}

func containsAny(s string, parts ...string) bool {
	return slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(s, p) })
}

// withList takes in the list that a sentence announces with a colon.
func withList(h retrieval.Hit, s minutes.Span) minutes.Span {
	if !strings.HasSuffix(h.Meeting.Quote(s), ":") || h.Item == nil {
		return s
	}
	for _, section := range h.Item.Sections {
		if !section.Span.Contains(s) {
			continue
		}
		for next := range h.Meeting.Sentences(minutes.Span{Start: s.End, End: section.End}) {
			if next.End-s.Start > longestQuote || !inList(h.Meeting, next) {
				break
			}
			s.End = next.End
		}
	}
	return s
}

// inList reports whether s stands on a line that begins with a list mark or
// number.
func inList(m *minutes.Meeting, s minutes.Span) bool {
	line := strings.LastIndexByte(m.Text[:s.Start], '\n') + 1
	before := strings.TrimSpace(m.Text[line:s.Start])
	return before != "" || m.Text[s.Start] >= '0' && m.Text[s.Start] <= '9'
}

// opening quotes the decision, or the first sentences, of an item that only
// its title speaks for.
func opening(h retrieval.Hit) []Sentence {
	if d := h.Item.Decision.Span; d.Len() > 0 {
		return []Sentence{{Text: decisionLead, Quote: shorten(h.Meeting, d)}}
	}
	for _, s := range h.Item.Sections {
		if s.Len() > 0 && s.Kind != minutes.Attachments {
			return []Sentence{{Quote: shorten(h.Meeting, s.Span)}}
		}
	}
	return []Sentence{{Quote: h.Meeting.Quote(h.Item.Heading)}}
}

// shorten returns the text of s up to the last sentence end within longestQuote.
func shorten(m *minutes.Meeting, s minutes.Span) string { return m.Quote(shortSpan(m, s)) }

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
