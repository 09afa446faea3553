package retrieval

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval/danish"
)

// Options of an Index. The zero value is an index in memory with the local
// embedder.
type Options struct {
	Embedder     Embedder        // nil: HashEmbedder
	Lexicon      *danish.Lexicon // everyday words and what they stand for; nil: danish.DefaultLexicon
	VectorWeight float64         // weight of the vector leg beside 1 for the words; 0: DefaultVectorWeight; negative: off
}

// DefaultVectorWeight is what the development questions support for the local
// embedder.
const DefaultVectorWeight = 0.05

// Index finds the items of meetings that answer a question. It may be used
// by several goroutines at once; Search sees a meeting whole or not at all.
type Index struct {
	options Options
	writer  sync.Mutex // held by Add from start to end
	now     atomic.Pointer[snapshot]
}

// snapshot is the index at one time. It is never changed, so that Search works
// on while Add makes the next one.
type snapshot struct {
	options  Options
	meetings map[string]*minutes.Meeting
	chunks   []Chunk              // by meeting ID, then printed order
	groups   []group              // the items, in the order of chunks
	groupOf  []int32              // position in chunks -> position in groups
	byID     map[string]int32     // Chunk.ID -> position in chunks
	vectors  map[string][]float32 // Chunk.ID -> embedding
	lexical  *lexical
	nearest  *vectors
}

// group is what a hit is: an item, or the head of a meeting (item nil).
type group struct {
	ref     minutes.Ref
	meeting *minutes.Meeting
	item    *minutes.Item
}

// Open returns an empty index.
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
	empty, err := newSnapshot(ctx, o, nil, nil)
	if err != nil {
		return nil, err
	}
	x := &Index{options: o}
	x.now.Store(empty)
	return x, nil
}

// Add puts meetings into the index. A meeting with the ID of one that is
// there replaces it. Either all of them are added or, on an error, none; only
// chunks whose text is new are embedded. The meetings must not be changed
// afterwards. Cost is linear in the whole index: add many meetings at once.
// Searches go on meanwhile, over what was there before.
func (x *Index) Add(ctx context.Context, meetings ...*minutes.Meeting) error {
	x.writer.Lock()
	defer x.writer.Unlock()
	last := x.now.Load()
	all, embeddings := maps.Clone(last.meetings), maps.Clone(last.vectors)
	old := make(map[string]Chunk, len(last.chunks))
	for _, c := range last.chunks {
		old[c.ID] = c
	}
	var fresh []Chunk
	for _, m := range meetings {
		switch {
		case m == nil || m.ID == "":
			return errors.New("retrieval: a meeting without an ID; make meetings with minutes.Parse")
		case m.Check() != nil:
			return fmt.Errorf("retrieval: %w", m.Check())
		}
		all[m.ID] = m
		for c := range Split(m) {
			if known, ok := old[c.ID]; !ok || embeddingText(known) != embeddingText(c) {
				fresh = append(fresh, c)
			}
		}
	}
	if err := embed(ctx, x.options.Embedder, fresh, last.dimensions(), embeddings); err != nil {
		return err
	}
	next, err := newSnapshot(ctx, x.options, all, embeddings)
	if err != nil {
		return err
	}
	x.now.Store(next)
	return nil
}

// embeddingText is what of a chunk is embedded.
func embeddingText(c Chunk) string { return c.Title + "\n" + c.Text }

const embedBatch = 64 // texts a call

// embed adds the vectors of chunks to into. Dimensions is what they must have,
// 0 where there are none yet.
func embed(ctx context.Context, e Embedder, chunks []Chunk, dimensions int, into map[string][]float32) error {
	for batch := range slices.Chunk(chunks, embedBatch) {
		texts := make([]string, len(batch))
		for i, c := range batch {
			texts[i] = embeddingText(c)
		}
		vectors, err := e.EmbedPassages(ctx, texts)
		if err != nil {
			return fmt.Errorf("retrieval: embedding with %s: %w", e.Model(), err)
		}
		if err := checkVectors(e.Model(), vectors, len(batch), dimensions); err != nil {
			return err
		}
		for i, c := range batch {
			into[c.ID], dimensions = vectors[i], len(vectors[i])
		}
	}
	return nil
}

// newSnapshot makes the index over meetings.
func newSnapshot(ctx context.Context, o Options, meetings map[string]*minutes.Meeting, embeddings map[string][]float32) (*snapshot, error) {
	s := &snapshot{options: o, meetings: make(map[string]*minutes.Meeting), byID: make(map[string]int32), vectors: make(map[string][]float32)}
	maps.Copy(s.meetings, meetings)
	for _, id := range slices.Sorted(maps.Keys(meetings)) {
		for c := range Split(meetings[id]) {
			s.byID[c.ID] = int32(len(s.chunks))
			s.chunks = append(s.chunks, c)
			if n := len(s.groups); n == 0 || s.groups[n-1].ref != c.Ref {
				s.groups = append(s.groups, group{c.Ref, meetings[id], meetings[id].Item(c.Ref.Item)})
			}
			s.groupOf = append(s.groupOf, int32(len(s.groups)-1))
			s.vectors[c.ID] = embeddings[c.ID]
		}
	}
	nearest, err := newVectors(ctx, s.chunks, s.vectors)
	if err != nil {
		return nil, err
	}
	s.nearest, s.lexical = nearest, newLexical(s.chunks, o.Lexicon)
	return s, nil
}

// dimensions of the vectors in the index, 0 while it is empty.
func (s *snapshot) dimensions() int {
	for _, v := range s.vectors {
		return len(v)
	}
	return 0
}

// Meeting returns a meeting of the index, or nil.
func (x *Index) Meeting(id string) *minutes.Meeting { return x.now.Load().meetings[id] }

// Meetings returns the meetings of the index, oldest first, ties by ID.
func (x *Index) Meetings() []*minutes.Meeting {
	return slices.SortedFunc(maps.Values(x.now.Load().meetings), minutes.ByDate)
}
