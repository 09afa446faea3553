package retrieval

import (
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
	chunk string // Chunk.ID
	score float32
}

func newVectors(ctx context.Context, chunks []Chunk, embeddings map[string][]float32) (*vectors, error) {
	refuse := func(context.Context, string) ([]float32, error) {
		return nil, errors.New("retrieval: chromem-go was handed a text without its vector")
	}
	collection, err := chromem.NewDB().CreateCollection("chunks", nil, refuse)
	if err != nil {
		return nil, err
	}
	documents := make([]chromem.Document, len(chunks))
	for i, c := range chunks {
		documents[i] = chromem.Document{ID: c.ID, Embedding: embeddings[c.ID]}
	}
	if len(documents) > 0 {
		if err := collection.AddDocuments(ctx, documents, 1); err != nil {
			return nil, err
		}
	}
	return &vectors{collection}, nil
}

// search returns the chunks nearest to query, best first, ties by ID.
func (v *vectors) search(ctx context.Context, query []float32) ([]similar, error) {
	n := v.collection.Count() // all of them: chromem-go cuts equal scores at random
	if n == 0 {
		return nil, nil
	}
	results, err := v.collection.QueryEmbedding(ctx, query, n, nil, nil)
	if err != nil {
		return nil, err
	}
	found := make([]similar, len(results))
	for i, r := range results {
		found[i] = similar{r.ID, r.Similarity}
	}
	slices.SortFunc(found, func(a, b similar) int {
		if a.score != b.score {
			if a.score > b.score {
				return -1
			}
			return 1
		}
		return strings.Compare(a.chunk, b.chunk)
	})
	return found, nil
}
