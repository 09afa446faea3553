package retrieval

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	chromem "github.com/philippgille/chromem-go"
)

// ChromemEmbedder is an Embedder over any embedding function of chromem-go,
// and so over all providers that it knows: Cohere, Mistral, Jina, Vertex,
// Azure and more. Each text is a request of its own. Time-outs, tries again
// and what an error tells are the function's own: give a context with a
// deadline, for most of the functions have none. For an OpenAI-compatible
// endpoint, package retrieval/openai does all that, and sends batches.
type ChromemEmbedder struct {
	Func        chromem.EmbeddingFunc // must be given, and be safe for concurrent use
	Name        string                // of the model, with its provider; must be given
	Prefixes    Prefixes
	Concurrency int // requests at once; 0: 4
}

const defaultConcurrency = 4

func (e ChromemEmbedder) Model() string { return e.Prefixes.Model(e.Name) }

// EmbedPassages starts no request after one has failed, and waits for those
// under way. It returns the vectors of the texts before the first that failed.
func (e ChromemEmbedder) EmbedPassages(ctx context.Context, texts []string) ([][]float32, error) {
	workers := e.Concurrency
	if workers <= 0 {
		workers = defaultConcurrency
	}
	vectors, errs := make([][]float32, len(texts)), make([]error, len(texts))
	var next atomic.Int64
	var failed atomic.Bool
	var group sync.WaitGroup
	for range min(workers, len(texts)) {
		group.Go(func() {
			for !failed.Load() {
				i := int(next.Add(1)) - 1
				if i >= len(texts) {
					return
				}
				if vectors[i], errs[i] = e.embed(ctx, e.Prefixes.Passage+texts[i]); errs[i] != nil {
					failed.Store(true)
				}
			}
		})
	}
	group.Wait()
	if i := slices.IndexFunc(errs, func(err error) bool { return err != nil }); i >= 0 {
		return vectors[:i], errs[i]
	}
	if err := CheckVectors(e.Name, vectors, len(texts), 0); err != nil {
		return nil, err
	}
	return vectors, nil
}

func (e ChromemEmbedder) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	return e.embed(ctx, e.Prefixes.Query+text)
}

func (e ChromemEmbedder) embed(ctx context.Context, text string) ([]float32, error) {
	if e.Func == nil || e.Name == "" {
		return nil, errors.New("retrieval: a ChromemEmbedder needs Func and Name")
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	v, err := e.Func(ctx, text)
	if err != nil {
		return nil, fmt.Errorf("retrieval: %s: %w", e.Name, err)
	}
	return v, CheckVectors(e.Name, [][]float32{v}, 1, 0)
}
