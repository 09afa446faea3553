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
	Score   float64             // in [0,1]: share of the question's weight that the sentence has words for
}

// passages lists the sentences of a hit that have a word of the question,
// best first, ties in printed order.
func (x *lexical) passages(concepts []concept, g group) []Passage {
	sections := []minutes.Section{{Span: g.meeting.Head}}
	if g.item != nil {
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
	for _, s := range sections {
		for span := range g.meeting.Sentences(s.Span) {
			best := make([]float64, len(concepts))
			for _, t := range danish.Tokens(g.meeting.Quote(span)) {
				term := t.Norm
				if t.Kind == danish.Word {
					term = danish.Stem(term)
				}
				for _, w := range wanted[term] {
					best[w.concept] = math.Max(best[w.concept], w.share)
				}
			}
			p := Passage{Span: span, Kind: s.Kind, Heading: s.Heading}
			for _, share := range best {
				p.Score += share / total
			}
			if p.Score > 0 {
				list = append(list, p)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b Passage) int { return cmp.Compare(b.Score, a.Score) })
	return list
}

// wantedTerm is what a term of the corpus counts for.
type wantedTerm struct {
	concept int
	share   float64
}
