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
	lexical float32 // score of its words
	nearest int32   // chunk that the vectors found, where the words found none
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
	near, err := x.nearText(ctx, q.Text, allowed)
	if ctx.Err() != nil {
		return Result{}, ctx.Err()
	}
	result.WordsOnly = err
	asked := x.asked(concepts, allowed)
	ranked := x.fused(x.best(asked, depth(q.Limit, x.options.VectorWeight)), near)
	sought := make([]*sought, len(x.segments))
	for i, s := range ranked[:min(q.Limit, len(ranked))] {
		found := asked[s.segment].scoreOf(s.group)
		if i == 0 && hasSubject(concepts) {
			result.Confidence = confidence(found)
		}
		if sought[s.segment] == nil {
			sought[s.segment] = newSought(concepts, s.segment)
		}
		result.Hits = append(result.Hits, x.hit(s, found, sought[s.segment], q.Sections))
	}
	return result, nil
}

// hasSubject reports whether a question says what it is about, and not only
// what was done ("hvad koster det").
func hasSubject(concepts []concept) bool {
	return slices.ContainsFunc(concepts, func(c concept) bool { return c.weight == 1 })
}

// confidence that the item answers the question, in [0,1].
func confidence(s wordScore) float64 {
	return math.Min(1, float64(s.matched+s.focused)/2)
}

// filter marks, by segment, the chunks that q lets through; nil lets all
// through.
func (x *snapshot) filter(q Query) (allowed [][]bool, covered Coverage) {
	if !q.filters() {
		return make([][]bool, len(x.segments)), x.coverage
	}
	for _, s := range x.segments {
		allowed = append(allowed, s.filter(q))
	}
	if len(q.Bodies) == 0 && q.From.IsZero() && q.To.IsZero() {
		return allowed, x.coverage
	}
	var meetings []*minutes.Meeting
	for _, m := range x.meetings {
		if q.AcceptsMeeting(m) {
			meetings = append(meetings, m)
		}
	}
	return allowed, Covers(meetings)
}

func (s *segment) filter(q Query) []bool {
	open := make([]bool, len(s.chunks))
	sections := q.Sections
	if q.Sections = nil; !q.filters() {
		for _, kind := range sections {
			for _, c := range s.kinds[kind] {
				open[c] = true
			}
		}
		return open
	}
	for _, h := range s.meetings {
		if !q.AcceptsMeeting(h.meeting) {
			continue
		}
		for g := h.from; g < h.to; g++ {
			if q.AcceptsItem(s.groups[g].item) {
				for c := s.first[g]; c < s.first[g+1]; c++ {
					open[c] = true
				}
			}
		}
	}
	if len(sections) == 0 {
		return open
	}
	ofKind := make([]bool, len(s.chunks))
	for _, kind := range sections {
		for _, c := range s.kinds[kind] {
			ofKind[c] = open[c]
		}
	}
	return ofKind
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
func (x *snapshot) fused(byWords []scored, near []similar) []scored {
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
			fused = append(fused, scored{place: n.place, nearest: n.chunk})
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

func (x *snapshot) hit(s scored, found wordScore, want *sought, kinds []minutes.SectionKind) Hit {
	segment, g := x.segments[s.segment], x.group(s.place)
	h := Hit{Ref: g.ref, Meeting: g.meeting, Item: g.item, Score: s.fused, Matched: float64(found.matched)}
	first := segment.first[s.group]
	var chunks []int32
	for i, c := range found.chunks {
		if c.matched > 0 {
			chunks = append(chunks, first+int32(i))
		}
	}
	if len(chunks) == 0 {
		chunks = []int32{s.nearest}
	}
	slices.SortStableFunc(chunks, func(a, b int32) int { return cmp.Compare(found.chunks[b-first].score, found.chunks[a-first].score) })
	for _, c := range chunks[:min(chunksPerHit, len(chunks))] {
		h.Chunks = append(h.Chunks, segment.chunks[c])
	}
	h.Passages, h.Unmatched = segment.passages(want, g, kinds)
	return h
}

// listed answers a Query without words: what the filters let through.
func (x *snapshot) listed(q Query, allowed [][]bool) (hits []Hit) {
	type meeting struct {
		segment int
		held
	}
	var list []meeting
	for i, s := range x.segments {
		for _, h := range s.meetings {
			list = append(list, meeting{i, h})
		}
	}
	slices.SortFunc(list, func(a, b meeting) int { return minutes.ByDate(b.meeting, a.meeting) })
	for _, m := range list {
		s := x.segments[m.segment]
		for i := m.from; i < m.to && len(hits) < q.Limit; i++ {
			g := s.groups[i]
			for c := s.first[i]; c < s.first[i+1] && g.item != nil; c++ {
				if allowed[m.segment] == nil || allowed[m.segment][c] {
					hits = append(hits, Hit{Ref: g.ref, Meeting: g.meeting, Item: g.item, Chunks: []Chunk{s.chunks[c]}})
					break
				}
			}
		}
	}
	return hits
}
