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
	unfitWeight  = 0.3  // of a sentence with a link, a command or hidden characters: another is quoted rather
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
			d.Sentences = append(d.Sentences, Sentence{Text: quote.lead, Source: i + 1, Quote: h.Meeting.Quote(quote.at), At: quote.at})
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
	quoted := func(at minutes.Span) bool {
		return slices.ContainsFunc(quotes, func(o quote) bool {
			return o.at.Start < at.End && at.Start < o.at.End || h.Meeting.Quote(o.at) == h.Meeting.Quote(at)
		})
	}
	if h.Item != nil {
		if decision := h.Item.Decision.Span; q.Asks.Decision && decision.Len() > 0 && q.OtherBody == "" {
			quotes = append(quotes, quote{lead: q.Language.decisionText(h.Meeting, h.Item.Decision), at: shortSpan(h.Meeting, decision)})
		}
		if q.Asks.Agreement || q.Asks.Decision && len(quotes) == 0 {
			if at, ok := bestAgreement(h); ok && !quoted(at) {
				quotes = append(quotes, quote{lead: q.Language.say(agreementLead), at: at})
			}
		}
	}
	for _, better := range bestQuotes(q, h) {
		if quoted(better.at) || len(quotes) == mostQuotes {
			continue
		}
		said := slices.ContainsFunc(quotes, func(o quote) bool { return o.at.Contains(better.intro) })
		if better.intro.Len() > 0 && !said && len(quotes)+1 < mostQuotes {
			quotes = append(quotes, quote{at: better.intro})
		}
		quotes = append(quotes, better)
	}
	if len(quotes) == 0 && h.Item != nil {
		quotes = append(quotes, q.Language.opening(h))
	}
	if q.Item != nil && q.Asks.Decision && quotes[0].lead == "" {
		quotes[0].lead = q.Language.say(undecidedLead)
	}
	return quotes
}

// bestQuotes are the passages with most of the question, grown to what can be
// read without the rest.
func bestQuotes(q Question, h retrieval.Hit) []quote {
	p := pageOf(h)
	ranked := slices.Clone(h.Passages)
	for i := range ranked {
		ranked[i].Score *= fit(q, p, ranked[i])
	}
	slices.SortStableFunc(ranked, func(a, b retrieval.Passage) int { return cmp.Compare(b.Score, a.Score) })
	var quotes []quote
	for _, passage := range ranked[:min(len(ranked), 4*mostQuotes)] {
		if passage.Score < closeSecond*ranked[0].Score {
			break
		}
		better := quote{at: grow(q, p, passage.Span)}
		if intro, ok := p.listIntro(passage.Span); ok && !better.at.Contains(intro) {
			better.intro = intro
		}
		quotes = append(quotes, better)
	}
	return quotes
}

// fit weighs a sentence by whether it, or at least its paragraph, holds the
// kind of thing asked for.
func fit(q Question, p page, passage retrieval.Passage) float64 {
	f := 1.0
	line := p.line(passage.Span)
	switch {
	case holdsAsked(q, p.m.Quote(passage.Span)):
		f = 2
	case line.Len() <= longestList && holdsAsked(q, p.m.Quote(line)):
		f = 1.2
	}
	if q.Asks.Proposal && passage.Kind == minutes.Recommendation {
		f *= 1.5
	}
	if passage.Kind == minutes.Attachments {
		f *= 0.5
	}
	if unfitQuote(p.m.Quote(passage.Span)) {
		f *= unfitWeight
	}
	return f
}

// holdsAsked reports whether text has the kind of thing that q asks for: a
// figure, a date, a reason. It is false where q asks for none of them.
func holdsAsked(q Question, text string) bool {
	return q.Asks.HowMuch && holdsFigure(text, q.Words) ||
		q.Item != nil && (q.Asks.Who || containsPhrase(q.Words, votingWords)) && holdsSpeaker(q, text) ||
		q.Asks.When && len(minutes.FindDates(text)) > 0 ||
		q.Asks.Why && holdsReason(text)
}

// holdsSpeaker reports whether text tells who said, proposed or voted what, or
// names somebody of the meeting; of a vote, it has to tell of one.
func holdsSpeaker(q Question, text string) bool {
	words := normalWords(text)
	if containsPhrase(q.Words, votingWords) {
		return containsPhrase(words, votingWords)
	}
	return containsPhrase(words, speakingWords) ||
		slices.ContainsFunc(everybody(q.of), func(p minutes.Person) bool { return strings.Contains(text, p.Name) })
}

var votingWords = phrases(`imod, stemte, stemmer, stemt, stemmerne, undlod, forbehold, mindretal, mindretallet, flertal, flertallet, enig, enige, enighed, uenige, enstemmig, enstemmigt`)

var speakingWords = phrases(`fremførte, fremfører, oplyste, oplyser, orienterede, orienterer, spurgte, spørger, bemærkede, bemærker, foreslog, foreslår, mente, mener, understregede, tilkendegav, tilkendegiver,
	ønskede, ønsker, fortalte, fortæller, påpegede, påpeger, svarede, svarer, stemte, anbefalede, gjorde opmærksom, repræsentanterne, repræsentanter, kontakter, skriver`)

// holdsReason reports whether text has a word that gives a reason or an aim.
func holdsReason(text string) bool { return containsPhrase(normalWords(text), reasonWords) }

var reasonWords = []string{"fordi", "skyldes", "da", "derfor", "årsag", "årsagen", "årsager", "begrundelse", "begrundelsen", "grund", "grundet", "idet", "eftersom", "således",
	"som følge af", "som konsekvens af", "på grund af", "pga", "i og med", "manglende", "på baggrund af", "hvilket", "for at", "med henblik på", "hensigten", "formålet"}

// grow makes a quote of a sentence: its whole section where that is short,
// its paragraph, or the list that it announces, and in a long paragraph the
// sentence after it that has what is asked for.
func grow(q Question, p page, s minutes.Span) minutes.Span {
	if grown := grown(q, p, s); unfitQuote(p.m.Quote(s)) || !unfitQuote(p.m.Quote(grown)) {
		return grown
	}
	return s // rather than take in a link or a command
}

func grown(q Question, p page, s minutes.Span) minutes.Span {
	section, ok := p.section(s)
	if !ok {
		return s
	}
	if section.Len() <= wholeLine && section.Kind != minutes.Attachments && section.Kind != minutes.DecisionText {
		return section.Span
	}
	line := p.line(s)
	if line.Len() <= wholeLine {
		s = line
	} else if next, ok := p.next(s); ok && !holdsAsked(q, p.m.Quote(s)) && holdsAsked(q, p.m.Quote(next)) {
		s.End = next.End
	}
	if s.End == line.End {
		return p.withList(s, section.End)
	}
	return s
}

// opening quotes the decision, or the first sentences, of an item that only
// its title speaks for.
func (l Language) opening(h retrieval.Hit) quote {
	if d := h.Item.Decision.Span; d.Len() > 0 {
		return quote{lead: l.decisionText(h.Meeting, h.Item.Decision), at: shortSpan(h.Meeting, d)}
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
	page := pageOf(h)
	for _, c := range h.Item.Commitments {
		sum := 0.0
		for _, p := range h.Passages { // what was agreed on stands before it: "… blev drøftet. Det blev aftalt, at …"
			if c.Span.Contains(p.Span) || page.line(c.Span).Contains(p.Span) {
				sum += p.Score
			}
		}
		if sum > score {
			best, score = c.Span, sum
		}
	}
	return best, score >= 0
}
