package openai

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
)

const testKey = "sk-test-3dZk+8Qv/7x"

// fakeServer is an OpenAI-compatible server. It answers as in replies, one a
// request, and rightly when there are no more.
type fakeServer struct {
	*httptest.Server
	mu            sync.Mutex
	replies       []http.HandlerFunc
	requests      [][]string // the texts of each
	authorization string
}

func newServer(t *testing.T, replies ...http.HandlerFunc) *fakeServer {
	s := &fakeServer{replies: replies}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var request struct{ Input []string }
		if err := json.NewDecoder(r.Body).Decode(&request); err != nil || r.URL.Path != "/v1/embeddings" || r.Method != http.MethodPost {
			t.Errorf("%s %s: %v", r.Method, r.URL, err)
		}
		s.mu.Lock()
		s.requests = append(s.requests, request.Input)
		s.authorization = r.Header.Get("Authorization")
		reply := answer(vectorsOf(request.Input), len(strings.Join(request.Input, "")))
		if len(s.replies) > 0 {
			reply, s.replies = s.replies[0], s.replies[1:]
		}
		s.mu.Unlock()
		reply(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

// sent returns the texts of each request.
func (s *fakeServer) sent() [][]string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.requests)
}

// key returns the Authorization header of the last request.
func (s *fakeServer) key() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.authorization
}

// vectorOf is the right vector of a text here.
func vectorOf(text string) []float32 { return []float32{1, float32(len(text))} }

func vectorsOf(texts []string) string {
	var data []map[string]any
	for i, text := range texts {
		data = append(data, map[string]any{"index": i, "embedding": vectorOf(text)})
	}
	slices.Reverse(data) // no order is promised
	list, _ := json.Marshal(data)
	return string(list)
}

func answer(data string, tokens int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, `{"object":"list","data":%s,"usage":{"prompt_tokens":%d}}`, data, tokens)
	}
}

// newTest returns an Embedder that does not sleep, and the waits it would have
// made. Its clock stands still.
func newTest(t *testing.T, o Options) (*Embedder, *[]time.Duration) {
	t.Helper()
	if o.Model == "" {
		o.Model = "bge-m3"
	}
	o.URL += "/v1"
	e, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	var waits []time.Duration
	e.client.Now = func() time.Time { return testNow }
	e.client.Sleep = func(ctx context.Context, d time.Duration) error { waits = append(waits, d); return ctx.Err() }
	e.client.Jitter = func() float64 { return 0 }
	return e, &waits
}

var testNow = time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC)

func TestBatches(t *testing.T) {
	tests := []struct {
		name   string
		o      Options
		texts  []string
		want   []int // texts of each request
		prefix string
	}{
		{"by number", Options{BatchTexts: 2}, []string{"a", "bb", "ccc", "dddd", "eeeee"}, []int{2, 2, 1}, ""},
		{"by tokens", Options{BatchTokens: 30}, []string{strings.Repeat("a", 20), strings.Repeat("b", 20), "c", strings.Repeat("d", 200), "e"}, []int{2, 1, 1, 1}, ""},
		{"with a prefix", Options{Prefixes: retrieval.Prefixes{Passage: "passage: ", Query: "query: "}}, []string{"a", "b"}, []int{2}, "passage: "},
		{"no texts, no request", Options{}, nil, nil, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newServer(t)
			tt.o.URL = s.URL
			e, _ := newTest(t, tt.o)
			vectors, err := e.EmbedPassages(t.Context(), tt.texts)
			if err != nil {
				t.Fatal(err)
			}
			var sizes []int
			var sent []string
			for _, r := range s.sent() {
				sizes = append(sizes, len(r))
				sent = append(sent, r...)
			}
			if !slices.Equal(sizes, tt.want) {
				t.Errorf("requests of %v texts, want %v", sizes, tt.want)
			}
			for i, text := range tt.texts {
				if sent[i] != tt.prefix+text || !slices.Equal(vectors[i], vectorOf(tt.prefix+text)) {
					t.Errorf("text %d: sent %q, got %v", i, sent[i], vectors[i])
				}
			}
		})
	}
}

func TestQueryAndModel(t *testing.T) {
	s := newServer(t)
	e, _ := newTest(t, Options{URL: s.URL, Key: testKey, Model: "e5", Prefixes: retrieval.Prefixes{Passage: "passage: ", Query: "query: "}})
	if _, err := e.EmbedQuery(t.Context(), "hvad"); err != nil {
		t.Fatal(err)
	}
	if _, err := e.EmbedQuery(t.Context(), "hvad med 20 12 34 56 og mor@eksempel.dk"); err != nil {
		t.Fatal(err)
	}
	if got := s.sent()[1][0]; got != "query: hvad med [telefonnummer] og [e-mail]" {
		t.Errorf("sent %q", got)
	}
	if s.sent()[0][0] != "query: hvad" || s.key() != "Bearer "+testKey {
		t.Errorf("sent %q with %q", s.sent(), s.key())
	}
	if e.Model() != `e5 "passage: "` {
		t.Errorf("Model() = %s: vectors with and without the prefix would be mixed", e.Model())
	}
}

// TestBudget: a request that might exceed the budget is not sent, and what was
// done before is returned.
func TestBudget(t *testing.T) {
	s := newServer(t, answer(`[{"index":0,"embedding":[1,2]}]`, 40), answer(`[{"index":0,"embedding":[1,3]}]`, 40))
	e, _ := newTest(t, Options{URL: s.URL, BatchTexts: 1, TokenBudget: 100})
	texts := []string{strings.Repeat("a", 80), strings.Repeat("b", 80), strings.Repeat("c", 80)}
	vectors, err := e.EmbedPassages(t.Context(), texts)
	if len(vectors) != 2 || len(s.sent()) != 2 || !errors.Is(err, ErrBudget) {
		t.Errorf("%d vectors, %d requests, %v", len(vectors), len(s.sent()), err)
	}
	if want := "80 of 100 tokens are used, and the next request may need 44"; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("%v does not say %q", err, want)
	}
}

// TestBudgetTogether: requests under way are held against the budget too.
func TestBudgetTogether(t *testing.T) {
	const budget, estimated, counted = 1000, 40, 30
	s := newServer(t, slices.Repeat([]http.HandlerFunc{answer(`[{"index":0,"embedding":[1,2]}]`, counted)}, 50)...)
	e, _ := newTest(t, Options{URL: s.URL, TokenBudget: budget})
	var group sync.WaitGroup
	for range 50 {
		group.Go(func() { _, _ = e.EmbedQuery(context.Background(), strings.Repeat("a", 2*(estimated-4))) })
	}
	group.Wait()
	if spent := e.client.Spent(); spent > budget || spent < budget/estimated*counted {
		t.Errorf("%d tokens spent", spent)
	}
}

func TestProgress(t *testing.T) {
	s := newServer(t, answer(`[{"index":0,"embedding":[1,2]}]`, 1000), status(503, ""), answer(`[{"index":0,"embedding":[1,2]}]`, 0))
	var seen []string
	e, _ := newTest(t, Options{URL: s.URL, BatchTexts: 1, Price: 2, Progress: func(p Progress) {
		seen = append(seen, fmt.Sprintf("%d texts, %d tokens, %.4f, wait %v %t", p.Texts, p.Tokens, p.Cost, p.Wait, p.Cause != nil))
	}})
	if _, err := e.EmbedPassages(t.Context(), []string{"a", strings.Repeat("b", 12)}); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"1 texts, 1000 tokens, 0.0020, wait 0s false",
		"1 texts, 1000 tokens, 0.0020, wait 250ms true",
		"2 texts, 1010 tokens, 0.0020, wait 0s false", // the endpoint did not count: estimated
	}
	if !slices.Equal(seen, want) {
		t.Errorf("got  %q\nwant %q", seen, want)
	}
}

// TestResume: an Index whose Add failed half-way asks only for the rest.
func TestResume(t *testing.T) {
	m, err := minutes.ParseFile("../../testdata/minutes/samarbejdsforum-2022-06-15.txt")
	if err != nil {
		t.Fatal(err)
	}
	chunks := 0
	for range retrieval.Split(m) {
		chunks++
	}
	s := newServer(t)
	e, _ := newTest(t, Options{URL: s.URL, BatchTexts: 3, Retries: -1})
	index, err := retrieval.Open(t.Context(), retrieval.Options{Embedder: e})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // each time two requests go well, and the third fails
		s.replies = []http.HandlerFunc{right, right, status(500, "")}
		if err := index.Add(t.Context(), m); err == nil {
			t.Fatal("Add succeeded")
		}
	}
	if err := index.Add(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	paid := make(map[string]int)
	for i, texts := range s.sent() {
		for _, text := range texts {
			if i != 2 && i != 5 { // those that failed
				paid[text]++
			}
		}
	}
	if len(paid) != chunks || chunks <= 12 {
		t.Errorf("%d texts embedded, want %d", len(paid), chunks)
	}
	for text, times := range paid {
		if times != 1 {
			t.Errorf("paid %d times for %.40q", times, text)
		}
	}
}

// right answers three texts.
func right(w http.ResponseWriter, r *http.Request) {
	answer(`[{"index":0,"embedding":[1,2]},{"index":1,"embedding":[1,3]},{"index":2,"embedding":[1,4]}]`, 9)(w, r)
}
