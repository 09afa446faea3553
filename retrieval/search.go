package retrieval

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/referat-dk/referat/minutes"
)

const (
	defaultLimit = 10
	chunksPerHit = 5
	rankConstant = 10  // k of rank fusion: how flat the ranks below the first are
	fusedDepth   = 200 // items of each ranking that are fused; what is lower adds next to nothing
)

// MaxQuery is the longest Query.Text that Search takes, in bytes.
const MaxQuery = 4096

// ErrQueryTooLong is returned for a Query.Text over MaxQuery.
var ErrQueryTooLong = errors.New("retrieval: query too long")

// place is a group of one segment.
type place struct {
	segment int
	group   int32
}

// scored is an item while it is ranked.
type scored struct {
	place
	groupScore
	nearest int32 // chunk that the vectors found, where the words found none
	fused   float64
}

// Search ranks the items that have something of q. Chunks are scored by BM25F
// over words and by the vectors, the two rankings of items fused by weighted
// ranks; equal scores are ordered by reference. A Query without words lists
// the items that its filters let through, newest meeting first. Where the
// Embedder fails, or takes longer than ten seconds, words alone are searched
// for, and Result.WordsOnly says so; errors are those of ctx and
// ErrQueryTooLong.
//
// Result.Confidence rises with the share of the question's words, rare ones
// counting more, that the best item has, and that stand close together in it.
func (x *Index) Search(ctx context.Context, q Query) (Result, error) {
	return x.now.Load().search(ctx, q)
}

func (x *snapshot) search(ctx context.Context, q Query) (Result, error) {
	if len(q.Text) > MaxQuery {
		return Result{}, fmt.Errorf("%w: %d bytes", ErrQueryTooLong, len(q.Text))
	}
	if q.Limit <= 0 {
		q.Limit = defaultLimit
	}
	allowed, coverage := x.filter(q)
	result := Result{Coverage: coverage}
	concepts := x.concepts(q)
	if len(concepts) == 0 {
		result.Hits = x.listed(q, allowed)
		return result, nil
	}
	for _, c := range concepts {
		switch {
		case len(c.alternatives) == 0:
			result.Missing = append(result.Missing, c.word)
		case c.read != "":
			result.Readings = append(result.Readings, Reading{c.word, c.read})
		}
	}
	depth := max(fusedDepth, 4*q.Limit)
	found := x.score(concepts, allowed, depth)
	defer func() {
		for _, sc := range found {
			sc.release()
		}
	}()
	near, err := x.nearText(ctx, q.Text, allowed)
	if ctx.Err() != nil {
		return Result{}, ctx.Err()
	}
	result.WordsOnly = err
	ranked := x.fused(found, x.best(found, depth), near)
	if len(ranked) > 0 && hasSubject(concepts) {
		result.Confidence = confidence(ranked[0])
	}
	sought := make([]*sought, len(x.segments))
	for _, s := range ranked[:min(q.Limit, len(ranked))] {
		if sought[s.segment] == nil {
			sought[s.segment] = newSought(concepts, s.segment)
		}
		result.Hits = append(result.Hits, x.hit(s, found[s.segment], sought[s.segment], q.Sections))
	}
	return result, nil
}

// hasSubject reports whether a question says what it is about, and not only
// what was done ("hvad koster det").
func hasSubject(concepts []concept) bool {
	return slices.ContainsFunc(concepts, func(c concept) bool { return c.weight == 1 })
}

// confidence that the item answers the question, in [0,1].
func confidence(s scored) float64 {
	return math.Min(1, float64(s.matched+s.focused)/2)
}

// filter marks, by segment, the chunks that q lets through; nil lets all
// through.
func (x *snapshot) filter(q Query) (allowed [][]bool, covered Coverage) {
	if !q.filters() {
		return make([][]bool, len(x.segments)), x.coverage
	}
	var meetings []*minutes.Meeting
	for _, m := range x.meetings {
		if q.AcceptsMeeting(m) {
			meetings = append(meetings, m)
		}
	}
	for _, s := range x.segments {
		open := make([]bool, len(s.chunks))
		for g, group := range s.groups {
			if !q.AcceptsMeeting(group.meeting) || !q.AcceptsItem(group.item) {
				continue
			}
			for i := s.first[g]; i < s.first[g+1]; i++ {
				open[i] = len(q.Sections) == 0 || slices.Contains(q.Sections, s.chunks[i].Kind)
			}
		}
		allowed = append(allowed, open)
	}
	return allowed, Covers(meetings)
}

// score counts the words of the question in every segment, rare ones first.
// Once so many items are found that those with only the words that are left
// cannot come among the first n, only items found are looked at.
func (x *snapshot) score(concepts []concept, allowed [][]bool, n int) []*scores {
	rareFirst := slices.SortedStableFunc(slices.Values(concepts), func(a, b concept) int { return cmp.Compare(b.idf, a.idf) })
	total, left := 0.0, 0.0 // left: the most that the words still to be counted can give
	for _, c := range rareFirst {
		total += c.idf
		left += c.most()
	}
	found := make([]*scores, len(x.segments))
	for i, s := range x.segments {
		found[i] = newScores(s, i)
	}
	known := false
	for i, c := range rareFirst {
		if !known && i > 0 {
			items := 0
			for _, sc := range found {
				items += sc.atLeast(float32(left))
			}
			known = items >= n
		}
		for i, sc := range found {
			sc.add(c, total, allowed[i], known)
		}
		left -= c.most()
	}
	for _, sc := range found {
		sc.finish()
	}
	return found
}

// best returns the n items with the highest scores of words, best first, ties
// by reference.
func (x *snapshot) best(found []*scores, n int) []scored {
	var list []scored
	least := float32(0) // score of the last of a full list
	for i, sc := range found {
		for _, g := range sc.items {
			if len(list) >= 2*n {
				x.sortByWords(list)
				list, least = list[:n], list[n-1].lexical
			}
			if sc.groups[g].lexical >= least {
				list = append(list, scored{place: place{i, g}, groupScore: sc.groups[g]})
			}
		}
	}
	x.sortByWords(list)
	return list[:min(n, len(list))]
}

func (x *snapshot) sortByWords(list []scored) {
	slices.SortFunc(list, func(a, b scored) int {
		if c := cmp.Compare(b.lexical, a.lexical); c != 0 {
			return c
		}
		return x.inOrder(a.place, b.place)
	})
}

// inOrder orders items by meeting ID, then as printed.
func (x *snapshot) inOrder(a, b place) int {
	one, two := x.group(a), x.group(b)
	if c := cmp.Compare(one.ref.Meeting, two.ref.Meeting); c != 0 {
		return c
	}
	return cmp.Compare(a.group, b.group) // a meeting is in one segment
}

func (x *snapshot) group(p place) group { return x.segments[p.segment].groups[p.group] }

// fused orders items by rank fusion: the weighted sum of 1/(k+rank) over the
// ranking by words and the ranking by vectors.
func (x *snapshot) fused(found []*scores, byWords []scored, near []similar) []scored {
	at := make(map[place]int, len(byWords))
	for rank := range byWords {
		byWords[rank].fused = 1 / float64(rankConstant+rank+1)
		at[byWords[rank].place] = rank
	}
	fused := byWords
	for rank, n := range near {
		i, known := at[n.place]
		if !known {
			i = len(fused)
			fused = append(fused, scored{place: n.place, groupScore: found[n.segment].groups[n.group], nearest: n.chunk})
		}
		fused[i].fused += x.options.VectorWeight / float64(rankConstant+rank+1)
	}
	slices.SortFunc(fused, func(a, b scored) int {
		if c := cmp.Compare(b.fused, a.fused); c != 0 {
			return c
		}
		return x.inOrder(a.place, b.place)
	})
	return fused
}

func (x *snapshot) hit(s scored, found *scores, want *sought, kinds []minutes.SectionKind) Hit {
	segment, g := x.segments[s.segment], x.group(s.place)
	h := Hit{Ref: g.ref, Meeting: g.meeting, Item: g.item, Score: s.fused, Matched: float64(s.matched)}
	var chunks []int32
	for c := segment.first[s.group]; c < segment.first[s.group+1]; c++ {
		if found.chunks[c].matched > 0 {
			chunks = append(chunks, c)
		}
	}
	if len(chunks) == 0 {
		chunks = []int32{s.nearest}
	}
	slices.SortStableFunc(chunks, func(a, b int32) int { return cmp.Compare(found.chunks[b].score, found.chunks[a].score) })
	for _, c := range chunks[:min(chunksPerHit, len(chunks))] {
		h.Chunks = append(h.Chunks, segment.chunks[c])
	}
	h.Passages, h.Unmatched = segment.passages(want, g, kinds)
	return h
}

// listed answers a Query without words: what the filters let through.
func (x *snapshot) listed(q Query, allowed [][]bool) []Hit {
	var hits []Hit
	for i, s := range x.segments {
		for c, chunk := range s.chunks {
			g := s.groups[s.groupOf[c]]
			if (allowed[i] == nil || allowed[i][c]) && g.item != nil && (len(hits) == 0 || hits[len(hits)-1].Ref != g.ref) {
				hits = append(hits, Hit{Ref: g.ref, Meeting: g.meeting, Item: g.item, Chunks: []Chunk{chunk}})
			}
		}
	}
	slices.SortStableFunc(hits, func(a, b Hit) int { return minutes.ByDate(b.Meeting, a.Meeting) })
	return hits[:min(q.Limit, len(hits))]
}
