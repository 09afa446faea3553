package retrieval

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/referat-dk/referat/minutes"
)

const (
	defaultLimit = 10
	chunksPerHit = 5
	rankConstant = 10  // k of rank fusion: how flat the ranks below the first are
	bestChunk    = 0.5 // share of an item's score that its best chunk alone gives
)

// MaxQuery is the longest Query.Text that Search takes, in bytes.
const MaxQuery = 4096

// ErrQueryTooLong is returned for a Query.Text over MaxQuery.
var ErrQueryTooLong = errors.New("retrieval: query too long")

// scored is an item while it is ranked.
type scored struct {
	group   int32
	lexical float64
	matched float64 // share of the question's weight matched anywhere in the item
	focused float64 // the same in its best chunk
	chunks  []scoredChunk
	fused   float64
}

type scoredChunk struct {
	chunk          int32
	score, matched float64
}

// Search ranks the items that have something of q. Chunks are scored by BM25F
// over words and by the vectors, the two rankings of items fused by weighted
// ranks; equal scores are ordered by reference. A Query without words lists
// the items that its filters let through, newest meeting first.
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
	allowed, covered := x.filter(q)
	result := Result{Coverage: Covers(covered)}
	concepts := x.lexical.concepts(q.Text)
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
	items := x.rankWords(concepts, allowed)
	if err := x.fuseVectors(ctx, q, allowed, items); err != nil {
		return Result{}, err
	}
	ranked := slices.SortedFunc(maps.Values(items), func(a, b *scored) int {
		if c := cmp.Compare(b.fused, a.fused); c != 0 {
			return c
		}
		return cmp.Compare(a.group, b.group)
	})
	if len(ranked) > 0 && hasSubject(concepts) {
		result.Confidence = confidence(ranked[0])
	}
	for _, s := range ranked[:min(q.Limit, len(ranked))] {
		result.Hits = append(result.Hits, x.hit(s, concepts, q.Sections))
	}
	return result, nil
}

// hasSubject reports whether a question says what it is about, and not only
// what was done ("hvad koster det").
func hasSubject(concepts []concept) bool {
	return slices.ContainsFunc(concepts, func(c concept) bool { return c.weight == 1 })
}

// confidence that the item answers the question, in [0,1].
func confidence(s *scored) float64 {
	return math.Min(1, (s.matched+s.focused)/2)
}

// filter marks the chunks that q lets through.
func (x *snapshot) filter(q Query) (allowed []bool, covered []*minutes.Meeting) {
	allowed = make([]bool, len(x.chunks))
	for _, m := range x.meetings {
		if q.AcceptsMeeting(m) {
			covered = append(covered, m)
		}
	}
	open := make([]bool, len(x.groups))
	for i, g := range x.groups {
		open[i] = q.AcceptsMeeting(g.meeting) && q.AcceptsItem(g.item)
	}
	for i, c := range x.chunks {
		allowed[i] = open[x.groupOf[i]] && (len(q.Sections) == 0 || slices.Contains(q.Sections, c.Kind))
	}
	return allowed, covered
}

// rankWords scores every item that has a word of the question.
func (x *snapshot) rankWords(concepts []concept, allowed []bool) map[int32]*scored {
	items := make(map[int32]*scored)
	total := 0.0
	for _, c := range concepts {
		total += c.idf
	}
	chunkAt := make(map[int32]int) // chunk -> position in its item's list
	for _, c := range concepts {
		best := make(map[int32]scoredChunk) // item -> best of this concept
		x.lexical.matches(c, func(chunk int32, score, weight float64) {
			if !allowed[chunk] {
				return
			}
			group, share := x.groupOf[chunk], math.Min(1, weight)*c.idf/total
			item := items[group]
			if item == nil {
				item = &scored{group: group}
				items[group] = item
			}
			at, ok := chunkAt[chunk]
			if !ok {
				at = len(item.chunks)
				chunkAt[chunk] = at
				item.chunks = append(item.chunks, scoredChunk{chunk: chunk})
			}
			item.chunks[at].score += score
			item.chunks[at].matched += share
			b := best[group]
			best[group] = scoredChunk{score: math.Max(b.score, score), matched: math.Max(b.matched, share)}
		})
		for group, b := range best {
			items[group].lexical += (1 - bestChunk) * b.score
			items[group].matched += b.matched
		}
	}
	for _, item := range items {
		slices.SortFunc(item.chunks, func(a, b scoredChunk) int {
			if c := cmp.Compare(b.score, a.score); c != 0 {
				return c
			}
			return cmp.Compare(a.chunk, b.chunk)
		})
		item.lexical += bestChunk * item.chunks[0].score
		item.lexical *= item.matched // many words of the question go before one word many times
		for _, c := range item.chunks {
			item.focused = math.Max(item.focused, c.matched)
		}
	}
	return items
}

// fuseVectors gives each item its score of rank fusion: the weighted sum of
// 1/(k+rank) over the ranking by words and the ranking by vectors.
func (x *snapshot) fuseVectors(ctx context.Context, q Query, allowed []bool, items map[int32]*scored) error {
	byWords := slices.SortedFunc(maps.Values(items), func(a, b *scored) int {
		if c := cmp.Compare(b.lexical, a.lexical); c != 0 {
			return c
		}
		return cmp.Compare(a.group, b.group)
	})
	for rank, s := range byWords {
		s.fused = 1 / float64(rankConstant+rank+1)
	}
	if x.options.VectorWeight < 0 {
		return nil
	}
	query, err := x.options.Embedder.EmbedQuery(ctx, q.Text)
	if err != nil {
		return fmt.Errorf("retrieval: embedding with %s: %w", x.options.Embedder.Model(), err)
	}
	if err := checkVectors(x.options.Embedder.Model(), [][]float32{query}, 1, x.dimensions()); err != nil {
		return err
	}
	near, err := x.nearest.search(ctx, query)
	if err != nil {
		return err
	}
	seen := make(map[int32]bool)
	for _, n := range near {
		chunk := x.byID[n.chunk]
		group := x.groupOf[chunk]
		if !allowed[chunk] || seen[group] {
			continue
		}
		seen[group] = true
		if items[group] == nil {
			items[group] = &scored{group: group, chunks: []scoredChunk{{chunk: chunk}}}
		}
		items[group].fused += x.options.VectorWeight / float64(rankConstant+len(seen))
	}
	return nil
}

func (x *snapshot) hit(s *scored, concepts []concept, kinds []minutes.SectionKind) Hit {
	g := x.groups[s.group]
	h := Hit{Ref: g.ref, Meeting: g.meeting, Item: g.item, Score: s.fused, Matched: s.matched}
	for _, c := range s.chunks[:min(chunksPerHit, len(s.chunks))] {
		h.Chunks = append(h.Chunks, x.chunks[c.chunk])
	}
	h.Passages = x.lexical.passages(concepts, g, kinds)
	return h
}

// listed answers a Query without words: what the filters let through.
func (x *snapshot) listed(q Query, allowed []bool) []Hit {
	var hits []Hit
	for i := range x.chunks {
		g := x.groups[x.groupOf[i]]
		if allowed[i] && g.item != nil && (len(hits) == 0 || hits[len(hits)-1].Ref != g.ref) {
			hits = append(hits, Hit{Ref: g.ref, Meeting: g.meeting, Item: g.item, Chunks: []Chunk{x.chunks[i]}})
		}
	}
	slices.SortStableFunc(hits, func(a, b Hit) int { return minutes.ByDate(b.Meeting, a.Meeting) })
	return hits[:min(q.Limit, len(hits))]
}
