package retrieval

import (
	"math"
	"slices"
)

// How many chunks each comparison leaves to the next. A few hundred nearest by
// signs do for most texts; vectors that point anywhere need all of them.
const (
	minBySigns  = 5000 // at least
	bySignsPart = 20   // and one chunk in so many, so that recall does not fall as the index grows
	minExact    = 500  // left by signs and sizes, at least: TestRecall
)

// candidate is a chunk that may be near.
type candidate struct {
	segment  int
	chunk    int32
	distance int32
}

// candidates returns, of the chunks that are allowed, open in number, the n
// nearest to query by their sketches, by segment and chunk. A chunk as near as
// the last is a candidate too, so that nothing hangs on their order.
func (x *snapshot) candidates(query []float32, allowed [][]bool, open, n int) []candidate {
	p := newProbe(query)
	list := x.nearestBySigns(p, allowed, open, max(n, minBySigns, open/bySignsPart))
	if len(list) <= n {
		return list
	}
	for i, c := range list {
		list[i].distance = int32(-x.segments[c.segment].nearest.sketch.cosine(int(c.chunk), p))
	}
	list, _ = closest(list, n)
	return list
}

// nearestBySigns returns the n nearest chunks, all where they are no more.
func (x *snapshot) nearestBySigns(p probe, allowed [][]bool, open, n int) []candidate {
	full, limit := 2*n, int32(math.MaxInt32)
	list := make([]candidate, 0, min(full, open))
	for i, s := range x.segments {
		allowed, near := allowed[i], s.nearest
		for c := range s.vectors {
			if allowed != nil && !allowed[c] {
				continue
			}
			next := candidate{segment: i, chunk: int32(c)}
			if open > n {
				next.distance = int32(near.sketch.signDistance(c, p))
			}
			if next.distance > limit {
				continue
			}
			if len(list) >= full {
				list, limit = closest(list, n)
				full = max(full, 2*len(list)) // many as near as the last
			}
			list = append(list, next)
		}
	}
	if open > n {
		list, _ = closest(list, n)
	}
	return list
}

// closest keeps of a longer list the n of least distance, and those as near as
// the last of them, in their order. It reuses list, and returns that distance.
func closest(list []candidate, n int) ([]candidate, int32) {
	least, most := int32(math.MaxInt32), int32(math.MinInt32)
	for _, c := range list {
		least, most = min(least, c.distance), max(most, c.distance)
	}
	count := make([]int, most-least+1)
	for _, c := range list {
		count[c.distance-least]++
	}
	limit := least
	for n -= count[0]; n > 0; n -= count[limit-least] {
		limit++
	}
	return slices.DeleteFunc(list, func(c candidate) bool { return c.distance > limit }), limit
}
