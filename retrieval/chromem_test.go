package retrieval

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	chromem "github.com/philippgille/chromem-go"
)

// lengths is a chromem.EmbeddingFunc. It fails on the text "fails".
func lengths(_ context.Context, text string) ([]float32, error) {
	if text == "fails" {
		return nil, errors.New("no more money")
	}
	return []float32{1, float32(len(text))}, nil
}

func TestChromemEmbedder(t *testing.T) {
	vector := func(v ...float32) chromem.EmbeddingFunc {
		return func(context.Context, string) ([]float32, error) { return v, nil }
	}
	uneven := func(_ context.Context, text string) ([]float32, error) { return make([]float32, len(text)+1), nil }
	tests := []struct {
		name  string
		e     ChromemEmbedder
		texts []string
		done  int
		says  string
	}{
		{"in order", ChromemEmbedder{Func: lengths, Name: "m"}, []string{"a", "bb", "ccc", "dddd", "eeeee", "ffffff"}, 6, ""},
		{"no texts", ChromemEmbedder{Func: lengths, Name: "m"}, nil, 0, ""},
		{"fails half-way", ChromemEmbedder{Func: lengths, Name: "m"}, []string{"a", "bb", "fails", "dddd"}, 2, "m: no more money"},
		{"empty", ChromemEmbedder{Func: vector(), Name: "m"}, []string{"a"}, 0, "m returned 0 dimensions"},
		{"zero", ChromemEmbedder{Func: vector(0, 0), Name: "m"}, []string{"a"}, 0, "m returned a vector of length 0"},
		{"NaN", ChromemEmbedder{Func: vector(1, float32(math.NaN())), Name: "m"}, []string{"a"}, 0, "m returned a vector of length NaN"},
		{"dimensions", ChromemEmbedder{Func: func(c context.Context, s string) ([]float32, error) {
			v, err := uneven(c, s)
			v[0] = 1
			return v, err
		}, Name: "m"}, []string{"a", "bb"}, 0, "m returned 3 dimensions, not 2"},
		{"without a name", ChromemEmbedder{Func: lengths}, []string{"a"}, 0, "needs Func and Name"},
		{"without a function", ChromemEmbedder{Name: "m"}, []string{"a"}, 0, "needs Func and Name"},
	}
	for _, tt := range tests {
		vectors, err := tt.e.EmbedPassages(t.Context(), tt.texts)
		if len(vectors) != tt.done || (err == nil) != (tt.says == "") || err != nil && !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: %v, %v", tt.name, vectors, err)
		}
		for i, v := range vectors {
			if v[1] != float32(len(tt.texts[i])) {
				t.Errorf("%s: text %d has the vector %v", tt.name, i, v)
			}
		}
	}
	e := ChromemEmbedder{Func: lengths, Name: "e5", Prefixes: Prefixes{"passage: ", "query: "}}
	passages, err := e.EmbedPassages(t.Context(), []string{"a"})
	query, queryErr := e.EmbedQuery(t.Context(), "a")
	if err != nil || queryErr != nil || passages[0][1] != 10 || query[1] != 8 || e.Model() != `e5 "passage: "` {
		t.Errorf("%v %v %s, %v, %v", passages, query, e.Model(), err, queryErr)
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := e.EmbedPassages(cancelled, []string{"a"}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// TestChromemConcurrency: so many requests at once, no more and no fewer.
func TestChromemConcurrency(t *testing.T) {
	for concurrency, want := range map[int]int{0: defaultConcurrency, 1: 1, 7: 7} {
		synctest.Test(t, func(t *testing.T) {
			var mu sync.Mutex
			now, most := 0, 0
			change := func(by int) {
				mu.Lock()
				defer mu.Unlock()
				now += by
				most = max(most, now)
			}
			slow := func(context.Context, string) ([]float32, error) {
				change(1)
				time.Sleep(time.Second)
				change(-1)
				return []float32{1}, nil
			}
			e := ChromemEmbedder{Func: slow, Name: "m", Concurrency: concurrency}
			if _, err := e.EmbedPassages(t.Context(), slices.Repeat([]string{"a"}, 20)); err != nil {
				t.Fatal(err)
			}
			if most != want {
				t.Errorf("Concurrency %d: %d at once, want %d", concurrency, most, want)
			}
		})
	}
}

// ExampleChromemEmbedder shows a provider of chromem-go, here a local server
// in place of Ollama.
func ExampleChromemEmbedder() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `{"embedding":[3,4]}`)
	}))
	defer server.Close()

	embedder := ChromemEmbedder{
		Func:     chromem.NewEmbeddingFuncOllama("multilingual-e5-small", server.URL),
		Name:     "multilingual-e5-small",
		Prefixes: Prefixes{Passage: "passage: ", Query: "query: "},
	}
	vector, err := embedder.EmbedQuery(context.Background(), "Hvem skal betale for bostøtte?")
	fmt.Println(embedder.Model(), vector, err)
	// Output: multilingual-e5-small "passage: " [0.6 0.8] <nil>
}
