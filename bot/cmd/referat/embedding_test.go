package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

// embeddingServer answers each text with a vector, where the key is right.
func embeddingServer(t *testing.T, key string) (url string, texts *atomic.Int64) {
	texts = new(atomic.Int64)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var request struct {
			Model string
			Input []string
		}
		if r.Header.Get("Authorization") != "Bearer "+key {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		if err := json.NewDecoder(r.Body).Decode(&request); err != nil || request.Model != "bge-m3" {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		texts.Add(int64(len(request.Input)))
		var data []string
		for i, text := range request.Input {
			data = append(data, fmt.Sprintf(`{"index":%d,"embedding":[1,%d]}`, i, len(text)))
		}
		fmt.Fprintf(w, `{"data":[%s]}`, strings.Join(data, ","))
	}))
	t.Cleanup(s.Close)
	return s.URL + "/v1", texts
}

func TestEmbeddingModel(t *testing.T) {
	const key = "sk-test-0815"
	url, texts := embeddingServer(t, key)
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	closed := gone.URL + "/v1"
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	right, wrong, empty := file("key", key+"\n"), file("wrong", "sk-wrong-1"), file("empty", "\n")
	question := []string{"--from", realMinutes, "Hvad blev besluttet om tilbuddet Tippen?"}
	tests := []struct {
		name   string
		env    map[string]string
		args   []string
		status int
		stdout string
		stderr string
	}{
		{"ask by flags", nil, []string{"ask", "--embedding-model", "bge-m3", "--openai-url", url, "--openai-key-file", right}, 0, "punkt 6", ""},
		{"search by environment", map[string]string{"REFERAT_EMBEDDING_MODEL": "bge-m3", "OPENAI_BASE_URL": url, "OPENAI_API_KEY": key}, []string{"search"}, 0, "Tippen", ""},
		{"flags win", map[string]string{"REFERAT_EMBEDDING_MODEL": "none", "OPENAI_BASE_URL": closed, "OPENAI_API_KEY": "sk-wrong-2"}, []string{"ask", "--embedding-model", "bge-m3", "--openai-url", url, "--openai-key-file", right}, 0, "punkt 6", ""},
		{"not reachable", nil, []string{"ask", "--embedding-model", "bge-m3", "--openai-url", closed}, 0, "punkt 6", "der søges kun efter ord"},
		{"wrong key", nil, []string{"ask", "--embedding-model", "bge-m3", "--openai-url", url, "--openai-key-file", wrong}, 1, "", "afviser nøglen"},
		{"no such model", nil, []string{"ask", "--embedding-model", "bge-m4", "--openai-url", url, "--openai-key-file", right}, 1, "", "kender ikke modellen"},
		{"no such file", nil, []string{"ask", "--embedding-model", "bge-m3", "--openai-key-file", dir + "/none"}, 1, "", "findes ikke"},
		{"an empty file", nil, []string{"ask", "--embedding-model", "bge-m3", "--openai-key-file", empty}, 1, "", "filen er tom"},
		{"no key for OpenAI", nil, []string{"ask", "--embedding-model", "text-embedding-3-small"}, 2, "", "OpenAI kræver en nøgle"},
		{"no address", nil, []string{"ask", "--embedding-model", "bge-m3", "--openai-url", "localhost:11434"}, 2, "", "skriv adressen som"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, name := range []string{"REFERAT_EMBEDDING_MODEL", "OPENAI_BASE_URL", "OPENAI_API_KEY"} {
				t.Setenv(name, tt.env[name])
			}
			texts.Store(0)
			status, stdout, stderr := referat("", append(tt.args, question...)...)
			if status != tt.status || !strings.Contains(stdout, tt.stdout) || !strings.Contains(stderr, tt.stderr) {
				t.Errorf("status %d\nstdout %.300s\nstderr %s", status, stdout, stderr)
			}
			if status == 0 && texts.Load() < 100 && !strings.Contains(stderr, "kun efter ord") {
				t.Errorf("the server was asked for %d texts", texts.Load())
			}
			if status != 0 && strings.Count(stderr, "\n") != 1 {
				t.Errorf("more than a line:\n%s", stderr)
			}
			if strings.Contains(stderr+stdout, "sk-") {
				t.Errorf("the key in %s%s", stdout, stderr)
			}
		})
	}
}

// TestEmbeddingModelGoesDown: an index whose vectors are there answers on, by
// words, and says so once.
func TestEmbeddingModelGoesDown(t *testing.T) {
	url, _ := embeddingServer(t, "sk-1")
	t.Setenv("OPENAI_API_KEY", "sk-1")
	t.Setenv("REFERAT_EMBEDDING_MODEL", "bge-m3")
	db := filepath.Join(t.TempDir(), "x.db")
	if status, _, stderr := referat("", "add", "--db", db, "--openai-url", url, realMinutes); status != 0 {
		t.Fatal(stderr)
	}
	question := `{"id":"1","q":"Hvad blev besluttet om tilbuddet Tippen?"}` + "\n"
	for _, tt := range []struct {
		url  string
		want bool
	}{{url, false}, {"http://127.0.0.1:1/v1", true}} {
		status, stdout, stderr := referat(question+question, "ask", "--batch", "--db", db, "--openai-url", tt.url)
		if status != 0 || strings.Count(stdout, `"punkt":"6"`) < 2 || strings.Contains(stdout, `"words_only":"`) != tt.want {
			t.Errorf("status %d, %s", status, stdout)
		}
		if n := strings.Count(stderr, "\n"); n != map[bool]int{true: 1}[tt.want] {
			t.Errorf("%d lines: %s", n, stderr)
		}
	}
	status, _, stderr := referat("", "add", "--again", "--db", filepath.Join(t.TempDir(), "y.db"), "--openai-url", "http://127.0.0.1:1/v1", realMinutes)
	if status != 1 || !strings.Contains(stderr, "svarer ikke; er den startet") {
		t.Errorf("add: status %d, %s", status, stderr)
	}
}

// TestTokenBudget: add stops before the budget is exceeded, keeps what was paid
// for, and tells what it cost.
func TestTokenBudget(t *testing.T) {
	url, texts := embeddingServer(t, "sk-1")
	t.Setenv("OPENAI_API_KEY", "sk-1")
	db := filepath.Join(t.TempDir(), "x.db")
	add := func(budget string) (int, string) {
		status, _, stderr := referat("", "add", "--db", db, "--embedding-model", "bge-m3", "--openai-url", url, "--token-price", "0.02", "--token-budget", budget, realMinutes)
		return status, stderr
	}
	status, stderr := add("60000")
	if status != 1 || !strings.Contains(stderr, "--token-budget er brugt") || !strings.Contains(stderr, "tokens, pris 0,00") {
		t.Errorf("status %d: %s", status, stderr)
	}
	paid := texts.Load()
	if status, stderr = add("0"); status != 0 || !strings.Contains(stderr, "vektorer til ") || paid == 0 {
		t.Errorf("status %d after %d texts: %s", status, paid, stderr)
	}
	all := texts.Load()
	if add("0"); texts.Load() != all {
		t.Errorf("%d texts were paid for twice", texts.Load()-all)
	}
	texts.Store(0)
	if referat("", "add", "--db", db+"2", "--embedding-model", "bge-m3", "--openai-url", url, realMinutes); texts.Load() != all {
		t.Errorf("%d texts at one go, %d when it was stopped once", texts.Load(), all)
	}
	if status, stderr = add("-1"); status != 2 || !strings.Contains(stderr, "under 0") {
		t.Errorf("status %d: %s", status, stderr)
	}
}
