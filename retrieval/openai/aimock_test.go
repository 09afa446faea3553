package openai

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/referat-dk/referat/retrieval"
	"github.com/referat-dk/referat/retrieval/openai/aimock"
)

// aimockVector is what aimock makes of a text: 1,536 bytes of a chain of
// SHA-256, each scaled to [-1, 1].
func aimockVector(text string) []float32 {
	var v []float32
	for sum := sha256.Sum256([]byte(text)); len(v) < 1536; sum = sha256.Sum256(sum[:]) {
		for _, b := range sum {
			v = append(v, float32(float64(b)/127.5-1))
		}
	}
	return v
}

func TestAimock(t *testing.T) {
	server := aimock.Start(t, testKey)
	texts := []string{"Bostøtte i egen bolig", "Ventelister", "Takster 2024", "Punkt 4", "e-Boks"}
	prefixes := retrieval.Prefixes{Passage: "passage: ", Query: "query: "}

	t.Run("vectors", func(t *testing.T) {
		e, _ := newTest(t, Options{URL: server.URL, Key: testKey, Model: "text-embedding-3-small", BatchTexts: 2, Prefixes: prefixes})
		vectors, err := e.EmbedPassages(t.Context(), texts)
		if err != nil {
			t.Fatal(err)
		}
		for i, text := range texts {
			if !slices.Equal(vectors[i], aimockVector("passage: "+text)) {
				t.Errorf("%q has the vector of another text", text)
			}
		}
		query, err := e.EmbedQuery(t.Context(), "Hvad koster bostøtte?")
		if err != nil || !slices.Equal(query, aimockVector("query: Hvad koster bostøtte?")) {
			t.Error("the query has the vector of another text: ", err)
		}
		var journal []struct {
			Body struct{ Model, EmbeddingInput string }
		}
		if err := json.Unmarshal(server.Control(t, "GET", "journal", ""), &journal); err != nil {
			t.Fatal(err)
		}
		if len(journal) != 4 || journal[2].Body.Model != "text-embedding-3-small" || journal[2].Body.EmbeddingInput != "passage: e-Boks" {
			t.Errorf("the journal of aimock has %+v", journal)
		}
	})

	t.Run("wrong key", func(t *testing.T) {
		e, _ := newTest(t, Options{URL: server.URL, Key: "sk-wrong-1"})
		_, err := e.EmbedQuery(t.Context(), "a")
		if err == nil || !strings.Contains(err.Error(), "HTTP 401 Unauthorized: the key was refused") || strings.Contains(err.Error(), "sk-wrong-1") {
			t.Error(err)
		}
	})

	faults := []struct {
		name, chaos string
		waits       []time.Duration
		says        string // after the last try
	}{
		{"rate limit", `{"rateLimitRate":1}`, []time.Duration{time.Second, time.Second}, "HTTP 429 Too Many Requests: Chaos: rate limit exceeded (tried 3 times)"},
		{"status 500", `{"dropRate":1}`, []time.Duration{250 * time.Millisecond, 500 * time.Millisecond}, "HTTP 500 Internal Server Error: Chaos: request dropped (tried 3 times)"},
		{"disconnect", `{"disconnectRate":1}`, []time.Duration{250 * time.Millisecond, 500 * time.Millisecond}, "the connection broke: "},
		{"latency", `{"latencyMs":5000}`, []time.Duration{250 * time.Millisecond, 500 * time.Millisecond}, "no answer within 500ms (tried 3 times)"},
		{"malformed", `{"malformedRate":1}`, nil, "the answer cannot be read"},
	}
	for _, tt := range faults {
		t.Run(tt.name, func(t *testing.T) {
			defer server.Control(t, "DELETE", "chaos", "")
			e, waits := newTest(t, Options{URL: server.URL, Key: testKey, BatchTexts: 2, Retries: 2, Timeout: 500 * time.Millisecond})
			server.Control(t, "POST", "chaos", tt.chaos)
			vectors, err := e.EmbedPassages(t.Context(), texts)
			if vectors != nil || err == nil || !strings.Contains(err.Error(), tt.says) || !slices.Equal(*waits, tt.waits) {
				t.Errorf("%d vectors, %v, after %v", len(vectors), err, *waits)
			}
			if tt.waits == nil {
				return
			}
			e.client.Sleep = func(context.Context, time.Duration) error { // the fault is over when the wait is
				server.Control(t, "DELETE", "chaos", "")
				return nil
			}
			if vectors, err = e.EmbedPassages(t.Context(), texts); err != nil || !slices.Equal(vectors[4], aimockVector(texts[4])) {
				t.Errorf("after the fault: %d vectors, %v", len(vectors), err)
			}
		})
	}
}
