package retrieval

import (
	"cmp"
	"math"
	"slices"
	"sync"
)

// The best items are found without counting every word in every chunk
// (MaxScore, Turtle & Flood 1995): once n items are known, a chunk that has
// none of the rare words of a question cannot come among them if all of the
// common ones cannot give it as much as the last of these n. Then chunks are
// found by their rare words only, and the common ones looked up in the few that
// may still come so far.

// windowSize is the number of chunks that are counted at a time, so that what
// is counted stays in the processor's cache.
const windowSize = 2048

// roundingError is more than sums of rounded scores are off, as a share of
// them.
const roundingError = 1e-5

// lookUp is how many postings can be counted while one chunk is looked up in a
// list.
const lookUp = 8

// cell is what has been counted of one chunk.
type cell struct {
	score  float32
	before float32 // score without the clause that is being counted
	best   float32 // of that clause
	clause int32   // that clause, from 1; 0 for none
}

var cellPool = sync.Pool{New: func() any { return new([]cell) }}

// counting is a question while its words are counted in one segment.
type counting struct {
	asked
	rest   []float64 // the most that this clause and those after it can give a chunk
	passed [][]int   // of each list the postings before the chunks that are counted now
	found  []int32   // cells of a window whose items may be among the best
}

// best returns the n items with the highest scores of words, best first, ties
// by reference.
func (x *snapshot) best(question []asked, n int) []scored {
	best := top{index: x, n: n}
	for _, q := range question {
		c := counting{q, make([]float64, len(q.clauses)+1), make([][]int, len(q.clauses)), nil}
		for k := len(q.clauses) - 1; k >= 0; k-- {
			c.passed[k] = make([]int, len(q.clauses[k].lists))
			c.rest[k] = c.rest[k+1] + q.clauses[k].most
		}
		c.find(&best)
	}
	best.cut()
	return best.items
}

// find offers the items that may be among the best.
func (c *counting) find(best *top) {
	pooled := cellPool.Get().(*[]cell)
	defer cellPool.Put(pooled)
	s := c.segment
	for from := c.nextAllowed(0); int(from) < len(s.chunks); {
		last := s.groupOf[min(int(from)+windowSize, len(s.chunks))-1]
		from = s.first[s.groupOf[from]]
		to := s.first[last+1]
		if cap(*pooled) < int(to-from) {
			*pooled = make([]cell, to-from)
		}
		cells := (*pooled)[:to-from]
		clear(cells)
		if !c.window(from, cells, best) {
			return
		}
		from = c.nextAllowed(to)
	}
}

// nextAllowed returns the first chunk, at or after from, that is allowed.
func (c *counting) nextAllowed(from int32) int32 {
	if c.allowed == nil || int(from) == len(c.allowed) {
		return from
	}
	if i := slices.Index(c.allowed[from:], true); i >= 0 {
		return from + int32(i)
	}
	return int32(len(c.allowed))
}

// window offers the items of the chunks that cells stand for, from the first
// on. It reports whether any that come later may be among the best.
func (c *counting) window(from int32, cells []cell, best *top) bool {
	k, least := 0, float64(best.least)*(1-roundingError)
	for k < len(c.clauses) && c.rest[k] >= least {
		c.count(k, from, cells, 0)
		k++
	}
	if k == 0 {
		return false
	}
	found, enough := c.found[:0], max(float32(least-c.rest[k]), math.SmallestNonzeroFloat32)
	for i := range cells {
		if cells[i].score >= enough && c.allows(from+int32(i)) {
			found = append(found, int32(i))
		}
	}
	for ; k < len(c.clauses) && len(found) > 0; k++ {
		if word := c.clauses[k]; word.postings*len(cells)/len(c.segment.chunks) < lookUp*len(found)*len(word.lists) {
			c.count(k, from, cells, enough)
		} else {
			for _, i := range found {
				c.count(k, from+i, cells[i:i+1], enough)
			}
		}
		left := found[:0]
		enough = float32(least - c.rest[k+1])
		for _, i := range found {
			if cells[i].score >= enough {
				left = append(left, i)
			}
		}
		found = left
	}
	c.found = found
	for len(found) > 0 {
		item := scored{place: place{c.at, c.segment.groupOf[from+found[0]]}}
		for len(found) > 0 && c.segment.groupOf[from+found[0]] == item.group {
			item.lexical = max(item.lexical, cells[found[0]].score)
			found = found[1:]
		}
		best.offer(item)
	}
	return true
}

// count adds a clause to the chunks that cells stand for, from the first on,
// where their score is enough to come among the best.
func (c *counting) count(clause int, first int32, cells []cell, enough float32) {
	word, k := c.clauses[clause], int32(clause+1)
	for i, l := range word.lists {
		at := c.passed[clause][i]
		at += seek(l.postings[at:], first)
		for _, p := range l.postings[at:] {
			j := int(p.chunk - first)
			if j >= len(cells) {
				break
			}
			at++
			cell := &cells[j]
			if cell.score < enough {
				continue
			}
			if cell.clause != k {
				cell.clause, cell.before, cell.best = k, cell.score, 0
			}
			if v := l.weight * p.impact; v > cell.best {
				cell.best = v
				cell.score = cell.before + float32(word.scale*v)
			}
		}
		c.passed[clause][i] = at
	}
}

// top is the n best items so far, and up to n others that were offered since
// they were sorted out.
type top struct {
	index *snapshot
	n     int
	items []scored
	least float32 // score of the last of n; 0 while there are fewer
}

func (t *top) offer(s scored) {
	if t.least > 0 && t.compare(s, t.items[t.n-1]) > 0 {
		return
	}
	if t.items = append(t.items, s); len(t.items) >= 2*t.n {
		t.cut()
	}
}

// cut leaves the n best, best first, ties by reference.
func (t *top) cut() {
	slices.SortFunc(t.items, t.compare)
	if len(t.items) >= t.n {
		t.items = t.items[:t.n]
		t.least = t.items[t.n-1].lexical
	}
}

func (t *top) compare(a, b scored) int {
	if c := cmp.Compare(b.lexical, a.lexical); c != 0 {
		return c
	}
	return t.index.inOrder(a.place, b.place)
}

// depth is how many items of the ranking by words can come among the first
// limit of the fused ranking.
func depth(limit int, vectorWeight float64) int {
	if vectorWeight < 0 {
		return limit
	}
	all := max(fusedDepth, 4*limit)
	least := 1/float64(rankConstant+limit) - vectorWeight/float64(rankConstant+1) // share of the words without which no item comes so far
	if least <= 0 {
		return all
	}
	return int(math.Min(float64(all), math.Ceil(1/least)-rankConstant+1))
}
