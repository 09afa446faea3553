package openai

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/referat-dk/referat/retrieval"
)

// status answers with a status and a body; headers are name, value, …
func status(code int, body string, headers ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		w.WriteHeader(code)
		fmt.Fprint(w, body)
	}
}

// hangUp breaks the connection after a part of the answer.
func hangUp(part string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "1000")
		fmt.Fprint(w, part)
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	}
}

// silent answers nothing until the client is gone.
func silent(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }

// TestTriedAgain: what passes is waited for, as long as the server says.
func TestTriedAgain(t *testing.T) {
	const ms = time.Millisecond
	date := testNow.Add(7 * time.Second).Format(http.TimeFormat)
	tests := []struct {
		name    string
		replies []http.HandlerFunc
		waits   []time.Duration
	}{
		{"429, seconds", []http.HandlerFunc{status(429, `{"error":{"message":"slow down"}}`, "Retry-After", "3")}, []time.Duration{3000 * ms}},
		{"429, date", []http.HandlerFunc{status(429, "", "Retry-After", date)}, []time.Duration{7000 * ms}},
		{"429, nothing said", []http.HandlerFunc{status(429, "")}, []time.Duration{250 * ms}},
		{"503, a date that is past", []http.HandlerFunc{status(503, "", "Retry-After", testNow.Add(-time.Hour).Format(http.TimeFormat))}, []time.Duration{250 * ms}},
		{"429, nonsense", []http.HandlerFunc{status(429, "", "Retry-After", "soon")}, []time.Duration{250 * ms}},
		{"500 again and again", []http.HandlerFunc{status(500, ""), status(500, ""), status(500, "")}, []time.Duration{250 * ms, 500 * ms, 1000 * ms}},
		{"502 with HTML", []http.HandlerFunc{status(502, "<html>Bad Gateway</html>")}, []time.Duration{250 * ms}},
		{"no answer in time", []http.HandlerFunc{silent}, []time.Duration{250 * ms}},
		{"broken off", []http.HandlerFunc{hangUp(`{"data":[{"ind`)}, []time.Duration{250 * ms}},
		{"broken off before the body", []http.HandlerFunc{func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }}, []time.Duration{250 * ms}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newServer(t, tt.replies...)
			e, waits := newTest(t, Options{URL: s.URL, Timeout: 300 * ms})
			vectors, err := e.EmbedPassages(t.Context(), []string{"a", "bb"})
			if err != nil || !slices.Equal(vectors[1], vectorOf("bb")) {
				t.Errorf("%v, %v", vectors, err)
			}
			if !slices.Equal(*waits, tt.waits) {
				t.Errorf("waited %v, want %v", *waits, tt.waits)
			}
		})
	}
}

// TestRefused: what does not pass fails at once, or after the last try, and
// says who failed and why. The key is nowhere.
func TestRefused(t *testing.T) {
	const two = `[{"index":0,"embedding":[1,2]},{"index":1,"embedding":%s}]`
	vector := func(v string) []http.HandlerFunc { return []http.HandlerFunc{answer(fmt.Sprintf(two, v), 9)} }
	again := func(h http.HandlerFunc) []http.HandlerFunc { return []http.HandlerFunc{h, h, h} }
	echo := func(w http.ResponseWriter, r *http.Request) {
		status(400, `{"error":{"message":"`+strings.Repeat("x", 190)+r.Header.Get("Authorization")+`"}}`)(w, r)
	}
	tests := []struct {
		name    string
		replies []http.HandlerFunc
		says    string
		status  int
		is      error
	}{
		{"500", again(status(500, `{"error":{"message":"out of\nmemory"}}`)), "HTTP 500 Internal Server Error: out of memory (tried 3 times)", 500, nil},
		{"502 with HTML", again(status(502, "<html><body>nginx</body></html>")), "HTTP 502 Bad Gateway: with a page of HTML in place of JSON (tried 3 times)", 502, nil},
		{"429 for too long", []http.HandlerFunc{status(429, "", "Retry-After", "3600")}, "it asks to wait 1h0m0s", 429, nil},
		{"429, no money left", []http.HandlerFunc{status(429, `{"error":{"message":"quota","code":"insufficient_quota"}}`)}, "HTTP 402 Payment Required: quota", 402, nil},
		{"no answer in time", again(silent), "no answer within 200ms (tried 3 times)", 0, os.ErrDeadlineExceeded},
		{"broken off", again(hangUp(`{"data":[`)), "the connection broke: unexpected EOF (tried 3 times)", 0, nil},
		{"wrong key", []http.HandlerFunc{status(401, `{"error":{"message":"Incorrect API key provided: `+testKey[:9]+`***"}}`)}, "HTTP 401 Unauthorized: the key was refused", 401, nil},
		{"no such model", []http.HandlerFunc{status(404, `{"error":{"message":"model \"bge-m3\" not found"}}`)}, `HTTP 404 Not Found: model "bge-m3" not found`, 404, nil},
		{"key repeated where the text is cut", []http.HandlerFunc{echo}, "xxxBearer [", 400, nil},
		{"key repeated in plain text", []http.HandlerFunc{status(400, "bad token "+testKey)}, "bad token [key]", 400, nil},
		{"redirected", []http.HandlerFunc{status(308, "", "Location", "https://example.org/"+testKey)}, "redirects are not followed", 308, nil},
		{"a page under 200", []http.HandlerFunc{status(200, "<html>log in</html>")}, "the answer cannot be read", 200, nil},
		{"error under 200", []http.HandlerFunc{status(200, `{"error":{"message":"no provider for model"}}`)}, "0 vectors for 2 texts: {\"error\":{\"message\":\"no provider for model\"}}", 200, retrieval.ErrVector},
		{"empty data", []http.HandlerFunc{answer(`[]`, 9)}, "0 vectors for 2 texts", 200, retrieval.ErrVector},
		{"fewer vectors than texts", []http.HandlerFunc{answer(`[{"index":0,"embedding":[1,2]}]`, 9)}, "1 vectors for 2 texts", 200, retrieval.ErrVector},
		{"index twice", []http.HandlerFunc{answer(`[{"index":1,"embedding":[1,2]},{"index":1,"embedding":[1,2]}]`, 9)}, "index 1 twice", 200, retrieval.ErrVector},
		{"index out of range", []http.HandlerFunc{answer(`[{"index":0,"embedding":[1,2]},{"index":2,"embedding":[1,2]}]`, 9)}, "index 2", 200, retrieval.ErrVector},
		{"other dimensions", vector(`[1,2,3]`), "3 dimensions, not 2", 200, retrieval.ErrVector},
		{"empty vector", vector(`[]`), "0 dimensions, not 2", 200, retrieval.ErrVector},
		{"zero vector", vector(`[0,0]`), "a vector of length 0", 200, retrieval.ErrVector},
		{"NaN as null", vector(`[1, null]`), "null (NaN)", 200, retrieval.ErrVector},
		{"vector is null", vector(`null`), "0 dimensions, not 2", 200, retrieval.ErrVector},
		{"NaN as such", vector(`[1,NaN]`), "the answer cannot be read", 200, nil},
		{"too large for a number", vector(`[1,1e99]`), "the answer cannot be read", 200, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newServer(t, tt.replies...)
			e, _ := newTest(t, Options{URL: s.URL, Key: testKey, Timeout: 200 * time.Millisecond, Retries: 2})
			vectors, err := e.EmbedPassages(t.Context(), []string{"a", "bb"})
			failed, ok := errors.AsType[*Error](err)
			if !ok || vectors != nil {
				t.Fatalf("%v, %v", vectors, err)
			}
			host := strings.TrimPrefix(s.URL, "http://")
			if !strings.HasPrefix(err.Error(), "openai: "+host+", model bge-m3: ") || !strings.Contains(err.Error(), tt.says) || strings.Contains(err.Error(), "\n") {
				t.Errorf("%v\ndoes not say %q", err, tt.says)
			}
			if failed.Status != tt.status || len(s.sent()) != len(tt.replies) || tt.is != nil && !errors.Is(err, tt.is) {
				t.Errorf("status %d, %d requests, %v", failed.Status, len(s.sent()), err)
			}
			if s.key() != "Bearer "+testKey {
				t.Fatalf("the key was not sent: %q", s.key())
			}
			for _, text := range []string{fmt.Sprintf("%+v", failed), fmt.Sprintf("%#v", *failed), fmt.Sprintf("%+v %#v", e, e)} {
				if strings.Contains(text, testKey[:9]) {
					t.Errorf("the key, or its first letters, in %s", text)
				}
			}
		})
	}
}

// TestHalfWay: what was done before a fault is returned with it, and the rest
// goes on from there. The dimensions of the first answer hold for all.
func TestHalfWay(t *testing.T) {
	s := newServer(t, right, status(400, ""), answer(`[{"index":0,"embedding":[1,2,3]}]`, 9))
	e, _ := newTest(t, Options{URL: s.URL, BatchTexts: 3})
	texts := []string{"a", "b", "c", "d"}
	vectors, err := e.EmbedPassages(t.Context(), texts)
	if len(vectors) != 3 || err == nil {
		t.Fatalf("%v, %v", vectors, err)
	}
	if _, err = e.EmbedPassages(t.Context(), texts[3:]); !errors.Is(err, retrieval.ErrVector) {
		t.Errorf("three dimensions after two: %v", err)
	}
	if _, err = e.EmbedPassages(t.Context(), texts[3:]); err != nil {
		t.Error(err)
	}
}

// TestCancelled: at any time, and without a try more.
func TestCancelled(t *testing.T) {
	t.Run("while the server thinks", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		s := newServer(t, right, func(w http.ResponseWriter, r *http.Request) { cancel(); silent(w, r) })
		e, _ := newTest(t, Options{URL: s.URL, BatchTexts: 3})
		vectors, err := e.EmbedPassages(ctx, []string{"a", "b", "c", "d"})
		if len(vectors) != 3 || !errors.Is(err, context.Canceled) || len(s.sent()) != 2 {
			t.Errorf("%v, %v, %d requests", vectors, err, len(s.sent()))
		}
	})
	t.Run("while waiting", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		s := newServer(t, status(429, "", "Retry-After", "60"))
		e, err := New(Options{URL: s.URL + "/v1", Model: "bge-m3", Progress: func(p Progress) { // it would sleep a minute
			if p.Wait == time.Minute {
				cancel()
			}
		}})
		if err != nil {
			t.Fatal(err)
		}
		_, err = e.EmbedQuery(ctx, "a")
		if !errors.Is(err, context.Canceled) || len(s.sent()) != 1 {
			t.Errorf("%v, %d requests", err, len(s.sent()))
		}
	})
}

// TestUnreachable: a server that is not there is not waited for.
func TestUnreachable(t *testing.T) {
	s := newServer(t)
	s.Close()
	e, waits := newTest(t, Options{URL: s.URL, TokenBudget: 1000})
	_, err := e.EmbedQuery(t.Context(), "a")
	if err == nil || !strings.Contains(err.Error(), "cannot be reached: dial tcp 127.0.0.1") || len(*waits) != 0 {
		t.Errorf("%v after %v", err, *waits)
	}
	if e.client.Spent() != 0 {
		t.Errorf("%d tokens counted for nothing", e.client.Spent())
	}
}

func TestNew(t *testing.T) {
	tests := []struct {
		o    Options
		says string // "": it is right
	}{
		{Options{Model: "m"}, ""},
		{Options{Model: "m", URL: "http://127.0.0.1:11434/v1/"}, ""},
		{Options{}, "no model"},
		{Options{Model: "m", URL: "127.0.0.1:4010/v1"}, "base URL must be like"},
		{Options{Model: "m", URL: "http://a/v1?key=x"}, "base URL must be like"},
		{Options{Model: "m", URL: "http://x:secret@a/v1"}, "does not belong"},
		{Options{Model: "m", URL: "http://x:" + testKey + "@a b/v1"}, "base URL must be like"},
		{Options{Model: "m", Key: testKey + "\n"}, "line break"},
	}
	for _, tt := range tests {
		_, err := New(tt.o)
		if (err == nil) != (tt.says == "") || err != nil && (!strings.Contains(err.Error(), tt.says) || strings.Contains(err.Error(), testKey)) {
			t.Errorf("%+v: %v, want %q", tt.o, err, tt.says)
		}
	}
}
