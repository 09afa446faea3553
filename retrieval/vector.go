package retrieval

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	chromem "github.com/philippgille/chromem-go"
)

// exactLimit is the number of chunks up to which chromem-go compares the query
// with all: under a millisecond.
const exactLimit = 1000

// vectors holds one vector of length 1 a chunk in chromem-go, in memory, and
// their sketch. It is the only place that knows chromem-go, and hides its
// edges: it never embeds by itself, asks for no more results than there are,
// and orders equal scores. A vector of 384 dimensions takes 1,536 bytes, which
// chromem-go and segment share, 192 for the sketch, and some 200 for chromem-go.
type vectors struct {
	collection *chromem.Collection
	sketch     sketch
}

// similar is an item as its chunk nearest to the query, and the cosine of the
// angle between the two, in [-1, 1].
type similar struct {
	place
	chunk int32
	score float32
}

// newVectors returns nil where the chunks have no vectors. It puts into
// embeddings vectors of length 1 for those of another length.
func newVectors(ctx context.Context, chunks []Chunk, embeddings [][]float32) (*vectors, error) {
	if len(embeddings) == 0 {
		return nil, nil
	}
	refuse := func(context.Context, string) ([]float32, error) {
		return nil, errors.New("retrieval: chromem-go was handed a text without its vector")
	}
	collection, err := chromem.NewDB().CreateCollection("chunks", nil, refuse)
	if err != nil {
		return nil, err
	}
	for i, c := range chunks {
		embeddings[i] = unit(embeddings[i]) // else chromem-go makes a copy of its own
		if err := collection.AddDocument(ctx, chromem.Document{ID: c.ID, Embedding: embeddings[i]}); err != nil {
			return nil, err
		}
	}
	return &vectors{collection, newSketch(embeddings)}, ctx.Err()
}

// unit returns v if it has length 1, else a vector of length 1 in its
// direction.
func unit(v []float32) []float32 {
	sum := 0.0
	for _, x := range v {
		sum += float64(float64(x) * float64(x))
	}
	length := math.Sqrt(sum)
	if math.Abs(length-1) < 1e-6 { // as chromem-go sees it
		return v
	}
	u := make([]float32, len(v))
	for i, x := range v {
		u[i] = float32(float64(x) / length)
	}
	return u
}

// embedPatience is how long a question waits for its vector. An endpoint that
// is down shall not hold up the answer.
const embedPatience = 10 * time.Second

// nearText returns the items nearest to a text, none where the vector leg is
// off.
func (x *snapshot) nearText(ctx context.Context, text string, allowed [][]bool) ([]similar, error) {
	if x.options.VectorWeight < 0 {
		return nil, nil
	}
	waiting, cancel := context.WithTimeout(ctx, embedPatience)
	defer cancel()
	model := x.options.Embedder.Model()
	query, err := x.options.Embedder.EmbedQuery(waiting, text)
	if err != nil {
		return nil, fmt.Errorf("retrieval: embedding with %s: %w", model, err)
	}
	if err := CheckVectors(model, [][]float32{query}, 1, x.dimensions()); err != nil {
		return nil, err
	}
	return x.near(ctx, query, allowed, fusedDepth)
}

// near returns the n items nearest to query by a chunk that is allowed, best
// first, ties by Chunk.ID. In an index of more than exactLimit chunks it
// compares exactly only the candidates of the sketch, which miss some one in a
// hundred of the ten nearest (see TestRecall); which those are depends on
// nothing but the vectors and the query.
func (x *snapshot) near(ctx context.Context, query []float32, allowed [][]bool, n int) ([]similar, error) {
	var found []similar // by segment and chunk
	add := func(segment int, c int32, score float32) {
		s := x.segments[segment]
		next := similar{place{segment, s.groupOf[c]}, c, score}
		switch last := len(found) - 1; {
		case last < 0 || found[last].place != next.place:
			found = append(found, next)
		case x.nearer(next, found[last]) < 0:
			found[last] = next
		}
	}
	query = unit(query)
	open := x.open(allowed)
	if open == x.chunks && open <= exactLimit {
		err := x.scan(ctx, query, add)
		return x.firstNearest(found, n), err
	}
	for _, c := range x.candidates(query, allowed, open, max(minExact, 2*n)) {
		add(c.segment, c.chunk, dot(query, x.segments[c.segment].vectors[c.chunk]))
	}
	return x.firstNearest(found, n), ctx.Err()
}

// nearer orders by score, ties by Chunk.ID.
func (x *snapshot) nearer(a, b similar) int {
	if c := cmp.Compare(b.score, a.score); c != 0 {
		return c
	}
	return strings.Compare(x.segments[a.segment].chunks[a.chunk].ID, x.segments[b.segment].chunks[b.chunk].ID)
}

// firstNearest returns the first n of found, in order. It reuses found.
func (x *snapshot) firstNearest(found []similar, n int) []similar {
	kept, least := found[:0], float32(math.Inf(-1))
	for _, s := range found {
		if len(kept) >= 2*n {
			slices.SortFunc(kept, x.nearer)
			kept, least = kept[:n], kept[n-1].score
		}
		if s.score >= least {
			kept = append(kept, s)
		}
	}
	slices.SortFunc(kept, x.nearer)
	return kept[:min(n, len(kept))]
}

// scan adds all chunks, as chromem-go scores them.
func (x *snapshot) scan(ctx context.Context, query []float32, add func(segment int, c int32, score float32)) error {
	for i, s := range x.segments {
		if s.nearest == nil {
			continue
		}
		// All of them: chromem-go cuts equal scores at random.
		results, err := s.nearest.collection.QueryEmbedding(ctx, query, len(s.chunks), nil, nil)
		if err != nil {
			return err
		}
		scores := make([]float32, len(s.chunks))
		for _, r := range results {
			scores[s.position[r.ID]] = r.Similarity
		}
		for c, score := range scores {
			add(i, int32(c), score)
		}
	}
	return nil
}

// open counts the chunks with vectors that are allowed.
func (x *snapshot) open(allowed [][]bool) int {
	n := 0
	for i, s := range x.segments {
		if allowed[i] == nil {
			n += len(s.vectors)
			continue
		}
		for _, ok := range allowed[i][:len(s.vectors)] {
			if ok {
				n++
			}
		}
	}
	return n
}

// dot is the cosine of two vectors of length 1. The conversions keep the
// compiler from fusing a product into a sum, so that all machines agree.
func dot(a, b []float32) float32 {
	var s0, s1, s2, s3 float32
	b = b[:len(a)]
	i := 0
	for ; i+4 <= len(a); i += 4 {
		s0 += float32(a[i] * b[i])
		s1 += float32(a[i+1] * b[i+1])
		s2 += float32(a[i+2] * b[i+2])
		s3 += float32(a[i+3] * b[i+3])
	}
	for ; i < len(a); i++ {
		s0 += float32(a[i] * b[i])
	}
	return (s0 + s1) + (s2 + s3)
}
