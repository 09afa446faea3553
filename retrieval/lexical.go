package retrieval

import (
	"math"
	"sync"
)

// The fields of a chunk. A word counts by where it stands: BM25F adds the
// weighted frequencies before it saturates them (Robertson, Zaragoza & Taylor
// 2004), so that a word in title and text is not counted as two.
type field int

const (
	titleField field = iota
	decisionField
	textField
	contextField
	headField // the head of the minutes, where names and contents stand
	numFields
)

// fieldModel is how words of a field count.
type fieldModel struct {
	weight float32
	b      float32 // how much a long field dampens
	length float32 // words of a usual field
}

// models of the fields. The usual lengths are constants, where BM25 takes the
// averages of the corpus: so what a word counts in a chunk depends on nothing
// but the chunk, and stays when other meetings come.
var models = [numFields]fieldModel{
	titleField:    {2.2, 0.4, 5},
	decisionField: {1.2, 0.6, 1.5},
	textField:     {1, 0.6, 45},
	contextField:  {0.5, 0, 12},
	headField:     {0.4, 0.75, 2},
}

const saturation = 1.2 // k1 of BM25

// impact is the saturated BM25F frequency, in (0,1), of a term that stands so
// often in the fields of a chunk. A product is rounded before it is added (the
// conversions), so that every machine computes the same.
func impact(counts, lengths [numFields]uint16) float32 {
	var tf float32
	for f, n := range counts {
		if m := models[f]; n > 0 {
			tf += float32(m.weight * float32(n) / (1 - m.b + float32(m.b*float32(lengths[f])/m.length)))
		}
	}
	return tf / (tf + saturation)
}

// frequency is the number of chunks that a term stands in.
func (x *snapshot) frequency(term string) int {
	n := 0
	for _, s := range x.segments {
		n += len(s.list(term).postings)
	}
	return n
}

// idf of a term that stands in df chunks; never negative.
func (x *snapshot) idf(df int) float64 {
	n := float64(x.chunks)
	return math.Log(1 + (n-float64(df)+0.5)/(float64(df)+0.5))
}

// scores are what the words of a question have found in one segment.
type scores struct {
	segment *segment
	at      int // of the segment, in the snapshot
	chunks  []chunkScore
	groups  []groupScore
	found   []int32 // chunks with a word, in no order
	items   []int32 // groups with one

	// of the concept that is being counted
	inChunk       []match
	inGroup       []float32 // highest share
	touched       []int32   // chunks
	touchedGroups []int32
}

// match is how well the alternatives of one concept match.
type match struct{ score, weight float32 }

type chunkScore struct{ score, matched float32 }

type groupScore struct {
	lexical float32 // of its best chunk
	matched float32 // share of the question's weight matched anywhere in the item
	focused float32 // the same in its best chunk
}

var scoresPool = sync.Pool{New: func() any { return new(scores) }}

// newScores returns zeroed scores; give them back with release.
func newScores(s *segment, at int) *scores {
	sc := scoresPool.Get().(*scores)
	sc.segment, sc.at = s, at
	sc.chunks = resized(sc.chunks, len(s.chunks))
	sc.inChunk = resized(sc.inChunk, len(s.chunks))
	sc.groups = resized(sc.groups, len(s.groups))
	sc.inGroup = resized(sc.inGroup, len(s.groups))
	return sc
}

// resized returns list with n elements; those it has are zero already.
func resized[T any](list []T, n int) []T {
	if cap(list) < n {
		return make([]T, n)
	}
	return list[:n]
}

// release zeroes what was touched and gives the scores back.
func (sc *scores) release() {
	for _, c := range sc.found {
		sc.chunks[c] = chunkScore{}
	}
	for _, g := range sc.items {
		sc.groups[g] = groupScore{}
	}
	sc.found, sc.items, sc.segment = sc.found[:0], sc.items[:0], nil
	scoresPool.Put(sc)
}

// add counts one concept: in each chunk its best alternative. An item scores as
// its best chunk; what others of its chunks have counts for how much of the
// question it matches. Total is the weight of the whole question; nil allows every
// chunk; known counts in items only that have an earlier word.
func (sc *scores) add(c concept, total float64, allowed []bool, known bool) {
	for _, alt := range c.alternatives {
		if alt.segment != sc.at {
			continue
		}
		weight := float32(alt.weight)
		for _, p := range alt.postings {
			m := &sc.inChunk[p.chunk]
			if m.weight == 0 {
				if allowed != nil && !allowed[p.chunk] || known && sc.groups[sc.segment.groupOf[p.chunk]].matched == 0 {
					continue
				}
				sc.touched = append(sc.touched, p.chunk)
			}
			m.take(weight*p.impact, weight)
		}
	}
	scale, part := float32(c.idf*(saturation+1)), float32(c.idf/total)
	for _, chunk := range sc.touched {
		score, share := scale*sc.inChunk[chunk].score, part*sc.inChunk[chunk].weight
		sc.inChunk[chunk] = match{}
		found := &sc.chunks[chunk]
		if found.matched == 0 {
			sc.found = append(sc.found, chunk)
		}
		found.score += float32(score)
		found.matched += float32(share)
		group := sc.segment.groupOf[chunk]
		if g := &sc.groups[group]; found.score > g.lexical {
			g.lexical = found.score
		}
		if sc.inGroup[group] == 0 {
			sc.touchedGroups = append(sc.touchedGroups, group)
		}
		sc.inGroup[group] = max(sc.inGroup[group], share)
	}
	for _, group := range sc.touchedGroups {
		g := &sc.groups[group]
		if g.matched == 0 {
			sc.items = append(sc.items, group)
		}
		g.matched += sc.inGroup[group]
		sc.inGroup[group] = 0
	}
	sc.touched, sc.touchedGroups = sc.touched[:0], sc.touchedGroups[:0]
}

// atLeast counts the items whose score, by the words counted so far, is least
// or more. What is still to be counted can only add to it.
func (sc *scores) atLeast(least float32) int {
	n := 0
	for _, group := range sc.items {
		if g := sc.groups[group]; g.lexical >= least {
			n++
		}
	}
	return n
}

// take keeps the better of two matches; the max of Go also orders NaN, and is
// slower.
func (m *match) take(score, weight float32) {
	if score > m.score {
		m.score = score
	}
	if weight > m.weight {
		m.weight = weight
	}
}

// finish tells, once all concepts are counted, how much of the question the
// best chunk of each item has.
func (sc *scores) finish() {
	for _, chunk := range sc.found {
		g := &sc.groups[sc.segment.groupOf[chunk]]
		g.focused = max(g.focused, sc.chunks[chunk].matched)
	}
}
