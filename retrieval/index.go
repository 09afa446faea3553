package retrieval

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval/danish"
)

// Options of an Index. The zero value is an index in memory with the local
// embedder.
type Options struct {
	Store        Store           // where the index is kept; nil: nowhere
	Embedder     Embedder        // nil: HashEmbedder
	Lexicon      *danish.Lexicon // everyday words and what they stand for; nil: danish.DefaultLexicon
	VectorWeight float64         // weight of the vector leg beside 1 for the words; 0: DefaultVectorWeight; negative: off
	Ablation     Ablation        // for measuring what parts of the search give; leave it zero
}

// DefaultVectorWeight is what the development questions support for the local
// embedder.
const DefaultVectorWeight = 0.05

// Index finds the items of meetings that answer a question. It may be used
// by several goroutines at once; Search sees a meeting whole or not at all.
type Index struct {
	options Options
	writer  sync.Mutex           // held by what changes the index, from start to end
	paid    map[string][]float32 // by embeddingText: what an Add that failed had embedded; under writer
	now     atomic.Pointer[snapshot]

	revision int64 // of the Store, that now has; guarded by writer
}

// snapshot is the index at one time. It is never changed, so that Search works
// on while Add makes the next one.
type snapshot struct {
	options  Options
	meetings map[string]*minutes.Meeting
	segments []*segment
	coverage Coverage
	chunks   int // in all segments
}

// Open returns an index of what the Store has, an empty one without a Store.
// Vectors that the Store lacks, because another model was used before, are
// made and saved first; after an error, Open goes on from there.
func Open(ctx context.Context, o Options) (*Index, error) {
	if o.Embedder == nil {
		o.Embedder = HashEmbedder{}
	}
	if o.Lexicon == nil {
		o.Lexicon = danish.DefaultLexicon()
	}
	if o.VectorWeight == 0 {
		o.VectorWeight = DefaultVectorWeight
	}
	x := &Index{options: o}
	x.now.Store(newSnapshot(o, nil, nil))
	if _, err := x.Refresh(ctx); err != nil {
		return nil, err
	}
	return x, ctx.Err()
}

// Add puts meetings into the index, and into its Store. A meeting with the ID
// of one that is there replaces it. Either all of them are added or, on an
// error, none; only chunks whose text is new are embedded, and what was
// embedded before an error is not embedded again by the next Add. The meetings
// must not be changed afterwards. Cost is linear in what is added, and now and
// then, when parts of the index are joined, in the whole. Searches go on
// meanwhile, over what was there before.
func (x *Index) Add(ctx context.Context, list ...*minutes.Meeting) error {
	if err := checkMeetings(list); err != nil || len(list) == 0 {
		return err
	}
	x.writer.Lock()
	defer x.writer.Unlock()
	fresh := make(map[string]*minutes.Meeting) // of two with one ID, the last
	for _, m := range list {
		fresh[m.ID] = m
	}
	added := slices.SortedFunc(maps.Values(fresh), func(a, b *minutes.Meeting) int { return strings.Compare(a.ID, b.ID) })
	if x.options.Store != nil {
		return x.saved(ctx, added, nil)
	}
	vectors, err := x.embedded(ctx, x.now.Load(), added)
	if err != nil {
		return err
	}
	return x.apply(ctx, Changes{Put: added}, func() (map[string][]float32, error) { return vectors, nil })
}

// embedded returns the vectors of the chunks of meetings, by Chunk.ID: those
// of last where the text is the same, new ones for the rest. What it has when
// it fails is kept for the next Add.
func (x *Index) embedded(ctx context.Context, last *snapshot, meetings []*minutes.Meeting) (map[string][]float32, error) {
	vectors := make(map[string][]float32)
	if x.options.VectorWeight < 0 {
		return vectors, nil
	}
	var unknown []Chunk
	for _, m := range meetings {
		old := last.chunksOf(m.ID)
		for c := range Split(m) {
			if was, ok := old[c.ID]; ok && embeddingText(was.chunk) == embeddingText(c) {
				vectors[c.ID] = was.vector
			} else if v := x.paid[embeddingText(c)]; v != nil {
				vectors[c.ID] = v
			} else {
				unknown = append(unknown, c)
			}
		}
	}
	err := embed(ctx, x.options.Embedder, unknown, last.dimensions(), vectors)
	if err == nil {
		x.paid = nil
		return vectors, nil
	}
	if x.paid == nil {
		x.paid = make(map[string][]float32)
	}
	for _, c := range unknown {
		if v := vectors[c.ID]; v != nil {
			x.paid[embeddingText(c)] = v
		}
	}
	return nil, err
}

// embeddedChunk is a chunk of the index with its vector.
type embeddedChunk struct {
	chunk  Chunk
	vector []float32
}

// chunksOf returns the chunks of a meeting by Chunk.ID.
func (x *snapshot) chunksOf(meeting string) map[string]embeddedChunk {
	if x.meetings[meeting] == nil {
		return nil
	}
	found := make(map[string]embeddedChunk)
	for _, s := range x.segments {
		for i, c := range s.chunks {
			if c.Ref.Meeting == meeting && len(s.vectors) > 0 {
				found[c.ID] = embeddedChunk{c, s.vectors[i]}
			}
		}
	}
	return found
}

// without returns the segments without the meetings that are gone.
func (x *snapshot) without(ctx context.Context, gone map[string]bool) ([]*segment, error) {
	var kept []*segment
	for _, s := range x.segments {
		if s.has(func(id string) bool { return gone[id] }) {
			var err error
			if s, err = joined(ctx, []*segment{s}, func(id string) bool { return !gone[id] }); err != nil {
				return nil, err
			}
		}
		if len(s.chunks) > 0 {
			kept = append(kept, s)
		}
	}
	return kept, nil
}

// compacted joins the last segments until each is at most half as long as the
// one before it, so that there are never more than the logarithm of all chunks.
func compacted(ctx context.Context, segments []*segment) ([]*segment, error) {
	n := len(segments)
	from, size := n-1, len(segments[n-1].chunks)
	for from > 0 && 2*size > len(segments[from-1].chunks) {
		from--
		size += len(segments[from].chunks)
	}
	if from == n-1 {
		return segments, nil
	}
	one, err := joined(ctx, segments[from:], func(string) bool { return true })
	return append(slices.Clone(segments[:from]), one), err
}

// embeddingText is what of a chunk is embedded.
func embeddingText(c Chunk) string { return c.Title + "\n" + c.Text }

const embedBatch = 64 // texts a call

// embed adds the vectors of chunks to into, on an error those of the first of
// them. Dimensions is what they must have, 0 where there are none yet.
func embed(ctx context.Context, e Embedder, chunks []Chunk, dimensions int, into map[string][]float32) error {
	for batch := range slices.Chunk(chunks, embedBatch) {
		texts := make([]string, len(batch))
		for i, c := range batch {
			texts[i] = embeddingText(c)
		}
		vectors, failed := e.EmbedPassages(ctx, texts)
		if failed != nil {
			batch = batch[:min(len(vectors), len(batch))]
		}
		err := CheckVectors(e.Model(), vectors, len(batch), dimensions)
		if err == nil {
			for i, c := range batch {
				into[c.ID], dimensions = vectors[i], len(vectors[i])
			}
		}
		if failed != nil {
			err = fmt.Errorf("retrieval: embedding with %s: %w", e.Model(), failed)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// newSnapshot makes what is counted over all segments.
func newSnapshot(o Options, meetings map[string]*minutes.Meeting, segments []*segment) *snapshot {
	x := &snapshot{options: o, meetings: meetings, segments: segments, coverage: Covers(slices.Collect(maps.Values(meetings)))}
	if meetings == nil {
		x.meetings = make(map[string]*minutes.Meeting)
	}
	for _, s := range segments {
		x.chunks += len(s.chunks)
	}
	return x
}

// dimensions of the vectors in the index, 0 while it has none.
func (x *snapshot) dimensions() int {
	for _, s := range x.segments {
		for _, v := range s.vectors {
			return len(v)
		}
	}
	return 0
}

// Meeting returns a meeting of the index, or nil.
func (x *Index) Meeting(id string) *minutes.Meeting { return x.now.Load().meetings[id] }

// Meetings returns the meetings of the index, oldest first, ties by ID.
func (x *Index) Meetings() []*minutes.Meeting {
	return slices.SortedFunc(maps.Values(x.now.Load().meetings), minutes.ByDate)
}
