package retrieval

import (
	"cmp"
	"math"
	"slices"
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

// clause is one word of a question as one segment has it.
type clause struct {
	lists    []weighted
	postings int     // in all lists
	scale    float32 // makes the score of an impact
	share    float32 // of the question's weight
	most     float64 // highest score that it gives a chunk
}

// weighted is the postings of one alternative.
type weighted struct {
	postings []posting
	weight   float32
}

// asked is a question as one segment has it.
type asked struct {
	segment *segment
	at      int // of the segment, in the snapshot
	clauses []clause
	allowed []bool // chunks; nil: all
}

// asked returns a question for each segment.
func (x *snapshot) asked(concepts []concept, allowed [][]bool) []asked {
	rareFirst := slices.SortedStableFunc(slices.Values(concepts), func(a, b concept) int { return cmp.Compare(b.idf, a.idf) })
	total := 0.0
	for _, c := range rareFirst {
		total += c.idf
	}
	list := make([]asked, len(x.segments))
	for i, s := range x.segments {
		list[i] = asked{s, i, make([]clause, len(rareFirst)), allowed[i]}
		for k, c := range rareFirst {
			list[i].clauses[k] = newClause(c, total, i)
		}
	}
	return list
}

func newClause(c concept, total float64, segment int) clause {
	made := clause{scale: float32(c.idf * (saturation + 1)), share: float32(c.idf / total)}
	for _, a := range c.alternatives {
		if a.segment == segment {
			made.lists = append(made.lists, weighted{a.postings, float32(a.weight)})
			made.postings += len(a.postings)
			made.most = max(made.most, a.weight*float64(a.highest)*c.idf*(saturation+1))
		}
	}
	return made
}

// wordScore is what the words of a question count in an item.
type wordScore struct {
	lexical float32      // of its best chunk
	matched float32      // share of the question's weight matched anywhere in the item
	focused float32      // the same in its best chunk
	chunks  []chunkScore // of the group, in printed order
}

type chunkScore struct{ score, matched float32 }

// scoreOf counts the words of a question in an item: in each chunk each of them
// once, by its best alternative. An item scores as its best chunk; what others
// of its chunks have counts for how much of the question it matches.
func (q asked) scoreOf(group int32) wordScore {
	from, to := q.segment.first[group], q.segment.first[group+1]
	found := wordScore{chunks: make([]chunkScore, to-from)}
	best := make([]chunkScore, to-from) // of one word
	for _, c := range q.clauses {
		clear(best)
		for _, l := range c.lists {
			for _, p := range l.postings[seek(l.postings, from):] {
				if p.chunk >= to {
					break
				}
				b := &best[p.chunk-from]
				b.score, b.matched = max(b.score, float32(l.weight*p.impact)), max(b.matched, l.weight)
			}
		}
		anywhere := float32(0)
		for i, b := range best {
			if !q.allows(from + int32(i)) {
				continue
			}
			share := c.share * b.matched
			found.chunks[i].score += float32(c.scale * b.score)
			found.chunks[i].matched += float32(share)
			anywhere = max(anywhere, share)
		}
		found.matched += anywhere
	}
	for _, c := range found.chunks {
		found.lexical, found.focused = max(found.lexical, c.score), max(found.focused, c.matched)
	}
	return found
}

func (q asked) allows(chunk int32) bool { return q.allowed == nil || q.allowed[chunk] }

// seek returns the position of the first posting that is not before chunk. It
// is fast where that is near the start.
func seek(list []posting, chunk int32) int {
	if len(list) == 0 || list[0].chunk >= chunk {
		return 0
	}
	end := 1
	for end < len(list) && list[end].chunk < chunk {
		end *= 2
	}
	from := end / 2
	at, _ := slices.BinarySearchFunc(list[from:min(end, len(list))], chunk, func(p posting, c int32) int { return cmp.Compare(p.chunk, c) })
	return from + at
}
