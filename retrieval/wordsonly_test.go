package retrieval

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
)

// fallible is an Embedder whose queries fail as it is told.
type fallible struct {
	HashEmbedder
	query func(context.Context) ([]float32, error)
}

func (f *fallible) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	return f.query(ctx)
}

// TestWordsOnly: an endpoint that is down, hangs, or gives what cannot be used
// costs the vectors and not the answer; a caller who gives up gets no answer.
func TestWordsOnly(t *testing.T) {
	hang := func(ctx context.Context) ([]float32, error) { <-ctx.Done(); return nil, ctx.Err() }
	query := Query{Text: "tilbuddet Tippen"}
	want := search(t, realIndex(t, Options{VectorWeight: -1}), query)
	embedder := new(fallible)
	x := realIndex(t, Options{Embedder: embedder})
	for _, tt := range []struct {
		why   string
		query func(context.Context) ([]float32, error)
	}{
		{"connection refused", func(context.Context) ([]float32, error) { return nil, errors.New("connection refused") }},
		{"deadline exceeded", hang},
		{"returned 2 dimensions, not 384", func(context.Context) ([]float32, error) { return []float32{1, 2}, nil }},
		{"returned a vector of length 0", func(context.Context) ([]float32, error) { return make([]float32, hashDimensions), nil }},
	} {
		embedder.query = tt.query
		synctest.Test(t, func(t *testing.T) { // in which time stands still but for waits
			got := search(t, x, query)
			if got.WordsOnly == nil || !strings.Contains(got.WordsOnly.Error(), tt.why) {
				t.Errorf("%s: %v", tt.why, got.WordsOnly)
			}
			if got.WordsOnly = nil; !reflect.DeepEqual(got, want) {
				t.Errorf("%s: another result than that of words alone", tt.why)
			}
		})
	}
	embedder.query = hang
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := x.Search(cancelled, query); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}
