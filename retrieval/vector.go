package retrieval

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	chromem "github.com/philippgille/chromem-go"
)

// vectors holds one vector a chunk in chromem-go, in memory. It is the only
// place that knows chromem-go, and hides its edges: it never embeds by
// itself, asks for no more results than there are, and orders equal scores.
type vectors struct {
	collection *chromem.Collection
}

// similar is a chunk and the cosine of its angle to the query, in [-1, 1].
type similar struct {
	segment int
	chunk   int32
	id      string // Chunk.ID
	score   float32
}

// newVectors returns nil where the chunks have no vectors.
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
	documents := make([]chromem.Document, len(chunks))
	for i, c := range chunks {
		documents[i] = chromem.Document{ID: c.ID, Embedding: embeddings[i]}
	}
	if len(documents) > 0 {
		if err := collection.AddDocuments(ctx, documents, 1); err != nil {
			return nil, err
		}
	}
	return &vectors{collection}, nil
}

// near returns the chunks nearest to query that are allowed, best first, ties
// by ID.
func (x *snapshot) near(ctx context.Context, query []float32, allowed [][]bool) ([]similar, error) {
	var found []similar
	for i, s := range x.segments {
		if s.nearest == nil {
			continue
		}
		n := s.nearest.collection.Count() // all of them: chromem-go cuts equal scores at random
		results, err := s.nearest.collection.QueryEmbedding(ctx, query, n, nil, nil)
		if err != nil {
			return nil, err
		}
		for _, r := range results {
			if c := s.position[r.ID]; allowed[i] == nil || allowed[i][c] {
				found = append(found, similar{i, c, r.ID, r.Similarity})
			}
		}
	}
	slices.SortFunc(found, func(a, b similar) int {
		if c := cmp.Compare(b.score, a.score); c != 0 {
			return c
		}
		return strings.Compare(a.id, b.id)
	})
	return found, nil
}
