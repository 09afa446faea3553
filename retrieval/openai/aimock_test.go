package openai

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/referat-dk/referat/retrieval"
)

// aimock is an OpenAI-compatible server that others wrote (npm
// @copilotkit/aimock). `npm ci --ignore-scripts --prefix
// retrieval/openai/testdata/aimock` installs it.
type aimock struct {
	t   *testing.T
	url string
}

const aimockProgram = "testdata/aimock/node_modules/@copilotkit/aimock/dist/cli.js"

// startAimock starts the server on a free port of loopback. Where it cannot be
// had, the test is skipped, but fails where REFERAT_CI is set.
func startAimock(t *testing.T) aimock {
	missing := t.Skip
	if os.Getenv("REFERAT_CI") != "" {
		missing = t.Fatal
	}
	node, err := exec.LookPath("node")
	if err != nil {
		missing("SKIPPED: node is not installed")
	}
	if _, err := os.Stat(aimockProgram); err != nil {
		missing("SKIPPED: aimock is not installed; run npm ci --ignore-scripts --prefix retrieval/openai/testdata/aimock")
	}
	fixtures := filepath.Join(t.TempDir(), "none.json")
	if err := os.WriteFile(fixtures, []byte(`{"fixtures":[]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	server := exec.CommandContext(t.Context(), node, aimockProgram, "-p", "0", "-f", fixtures)
	server.Env = append(os.Environ(), "AIMOCK_API_KEYS="+testKey)
	var said strings.Builder
	server.Stderr = &said
	out, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Wait() }) // t.Context is done by now, and has killed it
	lines := bufio.NewScanner(out)
	address := regexp.MustCompile(`listening on (http://127\.0\.0\.1:\d+)`)
	for lines.Scan() {
		if found := address.FindStringSubmatch(lines.Text()); found != nil {
			go io.Copy(io.Discard, out) //nolint:errcheck // it must not fill up
			return aimock{t, found[1]}
		}
	}
	t.Fatalf("aimock ended before it listened: %v\n%s", server.Wait(), said.String())
	return aimock{}
}

// control calls aimock's own interface.
func (a aimock) control(method, path, body string) []byte {
	a.t.Helper()
	r, err := http.NewRequest(method, a.url+"/__aimock/"+path, strings.NewReader(body))
	if err != nil {
		a.t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+testKey)
	reply, err := http.DefaultClient.Do(r)
	if err != nil {
		a.t.Fatal(err)
	}
	defer reply.Body.Close()
	data, err := io.ReadAll(reply.Body)
	if err != nil || reply.StatusCode != http.StatusOK {
		a.t.Fatalf("%s %s: %s, %v: %s", method, path, reply.Status, err, data)
	}
	return data
}

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
	server := startAimock(t)
	texts := []string{"Bostøtte i egen bolig", "Ventelister", "Takster 2024", "Punkt 4", "e-Boks"}
	prefixes := retrieval.Prefixes{Passage: "passage: ", Query: "query: "}

	t.Run("vectors", func(t *testing.T) {
		e, _ := newTest(t, Options{URL: server.url, Key: testKey, Model: "text-embedding-3-small", BatchTexts: 2, Prefixes: prefixes})
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
		if err := json.Unmarshal(server.control("GET", "journal", ""), &journal); err != nil {
			t.Fatal(err)
		}
		if len(journal) != 4 || journal[2].Body.Model != "text-embedding-3-small" || journal[2].Body.EmbeddingInput != "passage: e-Boks" {
			t.Errorf("the journal of aimock has %+v", journal)
		}
	})

	t.Run("wrong key", func(t *testing.T) {
		e, _ := newTest(t, Options{URL: server.url, Key: "sk-wrong-1"})
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
			defer server.control("DELETE", "chaos", "")
			e, waits := newTest(t, Options{URL: server.url, Key: testKey, BatchTexts: 2, Retries: 2, Timeout: 500 * time.Millisecond})
			server.control("POST", "chaos", tt.chaos)
			vectors, err := e.EmbedPassages(t.Context(), texts)
			if vectors != nil || err == nil || !strings.Contains(err.Error(), tt.says) || !slices.Equal(*waits, tt.waits) {
				t.Errorf("%d vectors, %v, after %v", len(vectors), err, *waits)
			}
			if tt.waits == nil {
				return
			}
			e.client.Sleep = func(context.Context, time.Duration) error { // the fault is over when the wait is
				server.control("DELETE", "chaos", "")
				return nil
			}
			if vectors, err = e.EmbedPassages(t.Context(), texts); err != nil || !slices.Equal(vectors[4], aimockVector(texts[4])) {
				t.Errorf("after the fault: %d vectors, %v", len(vectors), err)
			}
		})
	}
}
