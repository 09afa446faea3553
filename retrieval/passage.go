package retrieval

import (
	"cmp"
	"math"
	"slices"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval/danish"
)

// Passage is one sentence of an item.
type Passage struct {
	Span    minutes.Span
	Kind    minutes.SectionKind // of the section it stands in
	Heading string              // of that section, as printed
	Score   float64             // in [0,1]: the question's weight in the sentence; what few sentences of the item have counts more
}

// sought is what the words of a question look for in one segment.
type sought struct {
	words []string // as asked, a word a concept
	terms map[int32][]soughtTerm
}

// soughtTerm is what a term of the corpus counts for.
type soughtTerm struct {
	concept int
	share   float64 // of the question's weight
}

func newSought(concepts []concept, segment int) *sought {
	total, size := 0.0, 0
	for _, c := range concepts {
		total += c.idf
		size += len(c.alternatives)
	}
	w := &sought{terms: make(map[int32][]soughtTerm, size)}
	for i, c := range concepts {
		w.words = append(w.words, c.word)
		for _, a := range c.alternatives {
			if a.segment == segment {
				w.terms[a.id] = append(w.terms[a.id], soughtTerm{i, a.weight * c.idf / total})
			}
		}
	}
	return w
}

// passages lists the sentences of a hit that have a word of the question,
// best first, ties in printed order; of kinds only, if any are given. Unmatched
// are the words that none of them has.
func (s *segment) passages(want *sought, g group, kinds []minutes.SectionKind) (list []Passage, unmatched []string) {
	sections := []minutes.Section{{Span: g.meeting.Head}}
	switch {
	case g.item != nil && g.item.Closed:
		sections = nil
	case g.item != nil:
		sections = g.item.Sections
	}
	var shares [][]float64                // of each passage, by concept
	holds := make([]int, len(want.words)) // sentences that have the concept
	all := 0
	for _, section := range sections {
		if len(kinds) > 0 && !slices.Contains(kinds, section.Kind) {
			continue
		}
		for span := range g.meeting.Sentences(section.Span) {
			all++
			best := s.sharesIn(g.meeting.Quote(span), want)
			if best == nil {
				continue
			}
			list = append(list, Passage{Span: span, Kind: section.Kind, Heading: section.Heading})
			shares = append(shares, best)
			for i, share := range best {
				if share > 0 {
					holds[i]++
				}
			}
		}
	}
	for p := range list {
		for i, share := range shares[p] {
			list[p].Score += float64(share * telling(holds[i], all))
		}
	}
	slices.SortStableFunc(list, func(a, b Passage) int { return cmp.Compare(b.Score, a.Score) })
	var title []float64
	if g.item != nil {
		title = s.sharesIn(g.item.Title, want)
	}
	for i, word := range want.words {
		if holds[i] == 0 && (title == nil || title[i] == 0) {
			unmatched = append(unmatched, word)
		}
	}
	return list, unmatched
}

// sharesIn returns, by concept, the share of the question that a text has; nil
// if it has none.
func (s *segment) sharesIn(text string, want *sought) []float64 {
	var best []float64
	for _, t := range danish.Tokens(text) {
		for _, term := range want.terms[s.termOf(t)] {
			if best == nil {
				best = make([]float64, len(want.words))
			}
			best[term.concept] = math.Max(best[term.concept], term.share)
		}
	}
	return best
}

// telling is how much a concept that n of all sentences have tells them
// apart, in (0,1]: what the whole item is about tells little.
func telling(n, all int) float64 {
	if n == 0 {
		return 0
	}
	return math.Log(1+float64(all)/float64(n)) / math.Log(1+float64(all))
}
