package retrieval

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"

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

	mu       sync.RWMutex
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
	x := &Index{options: o, meetings: map[string]*minutes.Meeting{}, vectors: map[string][]float32{}}
	return x, x.rebuild(ctx, x.meetings, x.vectors)
}

// Add puts meetings into the index. A meeting with the ID of one that is
// there replaces it. Either all of them are added or, on an error, none; only
// chunks whose text is new are embedded. The meetings must not be changed
// afterwards. Cost is linear in the whole index.
func (x *Index) Add(ctx context.Context, meetings ...*minutes.Meeting) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	all, embeddings := maps.Clone(x.meetings), maps.Clone(x.vectors)
	old := make(map[string]Chunk, len(x.chunks))
	for _, c := range x.chunks {
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
	if err := x.embed(ctx, fresh, embeddings); err != nil {
		return err
	}
	return x.rebuild(ctx, all, embeddings)
}

// dimensions of the vectors in the index, 0 while it is empty.
func (x *Index) dimensions() int {
	for _, v := range x.vectors {
		return len(v)
	}
	return 0
}

// embeddingText is what of a chunk is embedded.
func embeddingText(c Chunk) string { return c.Title + "\n" + c.Text }

const embedBatch = 64 // texts a call

func (x *Index) embed(ctx context.Context, chunks []Chunk, into map[string][]float32) error {
	dimensions := x.dimensions()
	for batch := range slices.Chunk(chunks, embedBatch) {
		texts := make([]string, len(batch))
		for i, c := range batch {
			texts[i] = embeddingText(c)
		}
		vectors, err := x.options.Embedder.EmbedPassages(ctx, texts)
		if err != nil {
			return fmt.Errorf("retrieval: embedding with %s: %w", x.options.Embedder.Model(), err)
		}
		if err := checkVectors(x.options.Embedder.Model(), vectors, len(batch), dimensions); err != nil {
			return err
		}
		for i, c := range batch {
			into[c.ID], dimensions = vectors[i], len(vectors[i])
		}
	}
	return nil
}

// rebuild replaces the index by one over meetings.
func (x *Index) rebuild(ctx context.Context, meetings map[string]*minutes.Meeting, embeddings map[string][]float32) error {
	var chunks []Chunk
	byID := make(map[string]int32)
	kept := make(map[string][]float32)
	var groups []group
	var groupOf []int32
	for _, id := range slices.Sorted(maps.Keys(meetings)) {
		for c := range Split(meetings[id]) {
			byID[c.ID] = int32(len(chunks))
			chunks = append(chunks, c)
			if n := len(groups); n == 0 || groups[n-1].ref != c.Ref {
				groups = append(groups, group{c.Ref, meetings[id], meetings[id].Item(c.Ref.Item)})
			}
			groupOf = append(groupOf, int32(len(groups)-1))
			kept[c.ID] = embeddings[c.ID]
		}
	}
	nearest, err := newVectors(ctx, chunks, kept)
	if err != nil {
		return err
	}
	x.meetings, x.chunks, x.byID, x.vectors = meetings, chunks, byID, kept
	x.groups, x.groupOf = groups, groupOf
	x.lexical, x.nearest = newLexical(chunks, x.options.Lexicon), nearest
	return nil
}

// Meeting returns a meeting of the index, or nil.
func (x *Index) Meeting(id string) *minutes.Meeting {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.meetings[id]
}

// Meetings returns the meetings of the index, oldest first, ties by ID.
func (x *Index) Meetings() []*minutes.Meeting {
	x.mu.RLock()
	defer x.mu.RUnlock()
	list := slices.Collect(maps.Values(x.meetings))
	slices.SortFunc(list, minutes.ByDate)
	return list
}
