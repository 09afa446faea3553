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

var (
	fieldWeight = [numFields]float64{titleField: 2.2, decisionField: 1.2, textField: 1, contextField: 0.5, headField: 0.4}
	fieldB      = [numFields]float64{titleField: 0.4, decisionField: 0.6, textField: 0.6, contextField: 0, headField: 0.75}
)

const saturation = 1.2 // k1 of BM25

// norms are what one occurrence of a word in each field of a chunk counts: the
// field's weight, less in a field that is longer than on average.
type norms [][numFields]float32

func newNorms(s *segment, average [numFields]float64) norms {
	n := make(norms, len(s.chunks))
	for i, lengths := range s.lengths {
		for f, length := range lengths {
			b := fieldB[f]
			n[i][f] = float32(fieldWeight[f] / (1 - b + b*float64(length)/average[f]))
		}
	}
	return n
}

// averageLengths of the fields, over all chunks.
func averageLengths(segments []*segment) (average [numFields]float64) {
	chunks := 0
	for _, s := range segments {
		chunks += len(s.chunks)
		for _, lengths := range s.lengths {
			for f, n := range lengths {
				average[f] += float64(n)
			}
		}
	}
	for f := range average {
		average[f] = max(1, average[f]/float64(max(1, chunks)))
	}
	return average
}

// frequency is the number of chunks that a term stands in.
func (x *snapshot) frequency(term string) int {
	n := 0
	for _, s := range x.segments {
		n += len(s.list(term))
	}
	return n
}

// idf of a term that stands in df chunks; never negative.
func (x *snapshot) idf(df int) float64 {
	n := float64(x.chunks)
	return math.Log(1 + (n-float64(df)+0.5)/(float64(df)+0.5))
}

// scores are what the words of a question have found in one segment. A
// product is rounded before it is added (the conversions), so that every
// machine computes the same.
type scores struct {
	segment *segment
	chunks  []chunkScore
	groups  []groupScore
	found   []int32 // chunks with a word, in no order
	items   []int32 // groups with one

	// of the concept that is being counted
	best, weight   []float32 // by chunk
	touched        []int32
	bestIn, mostIn []float32 // by group
	touchedGroups  []int32
}

type chunkScore struct{ score, matched float32 }

type groupScore struct {
	lexical float32
	matched float32 // share of the question's weight matched anywhere in the item
	focused float32 // the same in its best chunk
	best    float32 // score of its best chunk
}

var scoresPool = sync.Pool{New: func() any { return new(scores) }}

// newScores returns zeroed scores; give them back with release.
func newScores(s *segment) *scores {
	sc := scoresPool.Get().(*scores)
	sc.segment = s
	sc.chunks = resized(sc.chunks, len(s.chunks))
	sc.best = resized(sc.best, len(s.chunks))
	sc.weight = resized(sc.weight, len(s.chunks))
	sc.groups = resized(sc.groups, len(s.groups))
	sc.bestIn = resized(sc.bestIn, len(s.groups))
	sc.mostIn = resized(sc.mostIn, len(s.groups))
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

// add counts one concept: in each chunk its best alternative, in each item its
// best chunk. Total is the weight of the whole question; nil allows every chunk.
func (sc *scores) add(c concept, total float64, n norms, allowed []bool) {
	for _, alt := range c.alternatives {
		weight := float32(alt.weight)
		for _, p := range sc.segment.list(alt.term) {
			var tf float32
			for f, count := range p.tf {
				if count > 0 {
					tf += float32(float32(count) * n[p.chunk][f])
				}
			}
			score := float32(weight * tf / (tf + saturation))
			if sc.weight[p.chunk] == 0 {
				if allowed != nil && !allowed[p.chunk] {
					continue
				}
				sc.touched = append(sc.touched, p.chunk)
			}
			sc.best[p.chunk] = max(sc.best[p.chunk], score)
			sc.weight[p.chunk] = max(sc.weight[p.chunk], weight)
		}
	}
	scale, part := float32(c.idf*(saturation+1)), float32(c.idf/total)
	for _, chunk := range sc.touched {
		score, share := scale*sc.best[chunk], part*min(1, sc.weight[chunk])
		sc.best[chunk], sc.weight[chunk] = 0, 0
		found := &sc.chunks[chunk]
		if found.matched == 0 {
			sc.found = append(sc.found, chunk)
		}
		found.score += float32(score)
		found.matched += float32(share)
		group := sc.segment.groupOf[chunk]
		if sc.mostIn[group] == 0 {
			sc.touchedGroups = append(sc.touchedGroups, group)
		}
		sc.bestIn[group], sc.mostIn[group] = max(sc.bestIn[group], score), max(sc.mostIn[group], share)
	}
	for _, group := range sc.touchedGroups {
		g := &sc.groups[group]
		if g.matched == 0 {
			sc.items = append(sc.items, group)
		}
		g.lexical += float32((1 - bestChunk) * sc.bestIn[group])
		g.matched += sc.mostIn[group]
		sc.bestIn[group], sc.mostIn[group] = 0, 0
	}
	sc.touched, sc.touchedGroups = sc.touched[:0], sc.touchedGroups[:0]
}

// finish gives the items their scores, once all concepts are counted.
func (sc *scores) finish() {
	for _, chunk := range sc.found {
		g, c := &sc.groups[sc.segment.groupOf[chunk]], sc.chunks[chunk]
		g.best, g.focused = max(g.best, c.score), max(g.focused, c.matched)
	}
	for _, group := range sc.items {
		g := &sc.groups[group]
		g.lexical += float32(bestChunk * g.best)
		g.lexical *= g.matched // many words of the question go before one word many times
	}
}
