package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

const modelKey = "sk-test-0815"

// modelServer answers each question with two sentences: one that the minutes
// bear out, and one that they do not.
func modelServer(t *testing.T) (url string, asked *atomic.Int64) {
	asked = new(atomic.Int64)
	answer, err := json.Marshal(`{"sentences":[{"text":"Ændringerne på Tippen blev godkendt.","source":1,"quote":"Ændringerne blev godkendt"},
		{"text":"Det koster 17 mio. kr.","source":1,"quote":"Ændringerne blev godkendt"}]}`)
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		body, _ := io.ReadAll(r.Body)
		if r.Header.Get("Authorization") != "Bearer "+modelKey {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		if !strings.Contains(string(body), `"model":"gemma3"`) {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		fmt.Fprintf(w, `{"choices":[{"message":{"role":"assistant","content":%s},"finish_reason":"stop"}],"usage":{"total_tokens":500}}`, answer)
	}))
	t.Cleanup(s.Close)
	return s.URL + "/v1", asked
}

func TestModel(t *testing.T) {
	url, asked := modelServer(t)
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	key := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(key, []byte(modelKey+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	const question = "Hvad blev besluttet om tilbuddet Tippen?"
	const modelled, own = "Ændringerne på Tippen blev godkendt.\n»Ændringerne blev godkendt«", "»Ændringerne blev godkendt«"
	tests := []struct {
		name   string
		env    map[string]string
		args   []string
		status int
		asked  int64
		stdout string
		stderr string
	}{
		{"by flags", nil, []string{"--model", "gemma3", "--openai-url", url, "--openai-key-file", key, question}, 0, 1, modelled, ""},
		{"by environment", map[string]string{"REFERAT_MODEL": "gemma3", "OPENAI_BASE_URL": url, "OPENAI_API_KEY": modelKey}, []string{question}, 0, 1, modelled, ""},
		{"explained", nil, []string{"--model", "gemma3", "--openai-url", url, "--openai-key-file", key, "--explain", question}, 0, 1,
			"Forklaring: 1 sætning fra modellen er med i svaret, 1 er udeladt.\n• udeladt (kilde 1): »Det koster 17 mio. kr.«: tallet står ikke i citatet: »17 mio«", ""},
		{"explained, as JSON", nil, []string{"--model", "gemma3", "--openai-url", url, "--openai-key-file", key, "--explain", "--json", question}, 0, 1,
			`"explanation":{"model":"gemma3","asked":true,"kept":1,"dropped":[{"text":"Det koster 17 mio. kr.","source":1,"quote":"Ændringerne blev godkendt","reason":"figure","word":"17 mio"}]}`, ""},
		{"explained without a model", nil, []string{"--explain", question}, 0, 0, "der er ikke valgt en model", ""},
		{"explained, of the record", nil, []string{"--model", "gemma3", "--openai-url", url, "--explain", "Hvem meldte afbud til Samarbejdsforum i juni 2022?"}, 0, 0, "modellen blev ikke spurgt", ""},
		{"server not there", nil, []string{"--model", "gemma3", "--openai-url", gone.URL + "/v1", "--explain", question}, 0, 0, own, "svarer ikke; er den startet"},
		{"wrong key", map[string]string{"OPENAI_API_KEY": "sk-wrong-1"}, []string{"--model", "gemma3", "--openai-url", url, question}, 0, 1, own, "afviser nøglen"},
		{"no such model", nil, []string{"--model", "gemma4", "--openai-url", url, "--openai-key-file", key, question}, 0, 1, own, "kender ikke modellen"},
		{"no key for OpenAI", nil, []string{"--model", "gpt-5-mini", question}, 2, 0, "", "--model gpt-5-mini: OpenAI kræver en nøgle"},
		{"no address", nil, []string{"--model", "gemma3", "--openai-url", "localhost:11434", question}, 2, 0, "", "skriv adressen som"},
		{"budget below 0", nil, []string{"--model", "gemma3", "--openai-url", url, "--model-budget", "-1", question}, 2, 0, "", "--model-budget kan ikke være under 0"},
		{"budget used up", nil, []string{"--model", "gemma3", "--openai-url", url, "--openai-key-file", key, "--model-budget", "10", question}, 0, 0, own, "--model-budget er brugt"},
		{"a personal number", nil, []string{"--model", "gemma3", "--openai-url", url, "--openai-key-file", key, "Hvad skete der med 010203-1234 og Tippen?"}, 0, 0, "CPR-nummer", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, name := range []string{"REFERAT_MODEL", "REFERAT_EMBEDDING_MODEL", "OPENAI_BASE_URL", "OPENAI_API_KEY"} {
				t.Setenv(name, tt.env[name])
			}
			asked.Store(0)
			status, stdout, stderr := referat("", append([]string{"ask", "--from", realMinutes}, tt.args...)...)
			if status != tt.status || asked.Load() != tt.asked || !strings.Contains(stdout, tt.stdout) || !strings.Contains(stderr, tt.stderr) || tt.stderr == "" && stderr != "" {
				t.Errorf("status %d, asked %d times\nstdout %s\nstderr %s", status, asked.Load(), stdout, stderr)
			}
			if strings.Contains(stdout+stderr, "sk-") || strings.Contains(stdout+stderr, "010203") {
				t.Errorf("a secret in %s%s", stdout, stderr)
			}
		})
	}
}

// TestModelInChatAndBatch: the same model answers there, and what is wrong
// with it is said once.
func TestModelInChatAndBatch(t *testing.T) {
	url, asked := modelServer(t)
	t.Setenv("OPENAI_API_KEY", modelKey)
	flags := []string{"--from", realMinutes, "--model", "gemma3", "--openai-url", url}
	const question = "Hvad blev besluttet om tilbuddet Tippen?"
	_, stdout, stderr := referat(question+"\n", append([]string{"chat"}, flags...)...)
	if !strings.Contains(stdout, "Ændringerne på Tippen blev godkendt.") || asked.Load() != 1 {
		t.Errorf("chat: %s%s", stdout, stderr)
	}
	line := `{"id":"1","q":"` + question + `"}` + "\n"
	_, stdout, _ = referat(line, append([]string{"ask", "--batch", "--explain"}, flags...)...)
	if !strings.Contains(stdout, `"kept":1`) {
		t.Errorf("batch: %s", stdout)
	}
	t.Setenv("OPENAI_API_KEY", "sk-wrong-1")
	_, stdout, stderr = referat(line+line+line, append([]string{"ask", "--batch"}, flags...)...)
	if strings.Count(stdout, "\n") != 3 || strings.Count(stderr, "afviser nøglen") != 1 || strings.Contains(stdout, "explanation") {
		t.Errorf("batch without a model: %s%s", stdout, stderr)
	}
}
