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

// passages lists the sentences of a hit that have a word of the question,
// best first, ties in printed order; of kinds only, if any are given.
func (s *segment) passages(concepts []concept, g group, kinds []minutes.SectionKind) []Passage {
	sections := []minutes.Section{{Span: g.meeting.Head}}
	switch {
	case g.item != nil && g.item.Closed:
		sections = nil
	case g.item != nil:
		sections = g.item.Sections
	}
	total := 0.0
	wanted := make(map[string][]wantedTerm)
	for i, c := range concepts {
		total += c.idf
		for _, a := range c.alternatives {
			wanted[a.term] = append(wanted[a.term], wantedTerm{i, math.Min(1, a.weight) * c.idf})
		}
	}
	var list []Passage
	var shares [][]float64              // of each passage, by concept
	holds := make([]int, len(concepts)) // sentences that have the concept
	all := 0
	for _, section := range sections {
		if len(kinds) > 0 && !slices.Contains(kinds, section.Kind) {
			continue
		}
		for span := range g.meeting.Sentences(section.Span) {
			all++
			best, any := make([]float64, len(concepts)), false
			for _, t := range danish.Tokens(g.meeting.Quote(span)) {
				for _, w := range wanted[s.stem(t)] {
					best[w.concept] = math.Max(best[w.concept], w.share/total)
					any = true
				}
			}
			if any {
				list = append(list, Passage{Span: span, Kind: section.Kind, Heading: section.Heading})
				shares = append(shares, best)
				for i, share := range best {
					if share > 0 {
						holds[i]++
					}
				}
			}
		}
	}
	for p := range list {
		for i, share := range shares[p] {
			list[p].Score += share * telling(holds[i], all)
		}
	}
	slices.SortStableFunc(list, func(a, b Passage) int { return cmp.Compare(b.Score, a.Score) })
	return list
}

// telling is how much a concept that n of all sentences have tells them
// apart, in (0,1]: what the whole item is about tells little.
func telling(n, all int) float64 {
	if n == 0 {
		return 0
	}
	return math.Log(1+float64(all)/float64(n)) / math.Log(1+float64(all))
}

// wantedTerm is what a term of the corpus counts for.
type wantedTerm struct {
	concept int
	share   float64
}
