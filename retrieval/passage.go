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
	concepts int
	terms    map[int32][]soughtTerm
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
	w := &sought{len(concepts), make(map[int32][]soughtTerm, size)}
	for i, c := range concepts {
		for _, a := range c.alternatives {
			if a.segment == segment {
				w.terms[a.id] = append(w.terms[a.id], soughtTerm{i, a.weight * c.idf / total})
			}
		}
	}
	return w
}

// passages lists the sentences of a hit that have a word of the question,
// best first, ties in printed order; of kinds only, if any are given.
func (s *segment) passages(want *sought, g group, kinds []minutes.SectionKind) []Passage {
	sections := []minutes.Section{{Span: g.meeting.Head}}
	switch {
	case g.item != nil && g.item.Closed:
		sections = nil
	case g.item != nil:
		sections = g.item.Sections
	}
	var list []Passage
	var shares [][]float64              // of each passage, by concept
	holds := make([]int, want.concepts) // sentences that have the concept
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
	return list
}

// sharesIn returns, by concept, the share of the question that a text has; nil
// if it has none.
func (s *segment) sharesIn(text string, want *sought) []float64 {
	var best []float64
	for _, t := range danish.Tokens(text) {
		for _, term := range want.terms[s.termOf(t)] {
			if best == nil {
				best = make([]float64, want.concepts)
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
