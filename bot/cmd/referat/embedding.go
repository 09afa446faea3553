package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/referat-dk/referat/retrieval"
	"github.com/referat-dk/referat/retrieval/openai"
)

// embedding is where the vectors come from: an OpenAI-compatible endpoint, or
// the local embedder.
type embedding struct {
	url, keyFile, model string
	prefixes            retrieval.Prefixes
}

// register adds the flags to a command that opens an index.
func (e *embedding) register(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&e.model, "embedding-model", "", "model, som laver vektorer, hos en OpenAI-kompatibel server; teksten sendes dertil (ellers REFERAT_EMBEDDING_MODEL; tom: lokalt)")
	f.StringVar(&e.url, "openai-url", "", "serverens adresse, for eksempel http://127.0.0.1:11434/v1 (ellers OPENAI_BASE_URL; tom: OpenAI)")
	f.StringVar(&e.keyFile, "openai-key-file", "", "fil med nøglen til serveren (ellers OPENAI_API_KEY; lokale servere behøver ingen)")
	f.StringVar(&e.prefixes.Passage, "passage-prefix", "", `sættes foran hver tekst fra referaterne; "passage: " til E5-modeller`)
	f.StringVar(&e.prefixes.Query, "query-prefix", "", `sættes foran hvert spørgsmål; "query: " til E5-modeller`)
}

// embedder returns nil, for the local one, where no model is named. Progress
// is told on stderr.
func (e *embedding) embedder(stderr io.Writer) (retrieval.Embedder, error) {
	model := firstOf(e.model, os.Getenv("REFERAT_EMBEDDING_MODEL"))
	if model == "" {
		return nil, nil
	}
	key := strings.TrimSpace(os.Getenv("OPENAI_API_KEY"))
	if e.keyFile != "" {
		data, err := os.ReadFile(e.keyFile)
		if err != nil {
			return nil, errors.New("--openai-key-file " + describe(e.keyFile, err))
		}
		if key = strings.TrimSpace(string(data)); key == "" {
			return nil, fmt.Errorf("--openai-key-file %s: filen er tom; skriv nøglen i den", e.keyFile)
		}
	}
	url := firstOf(e.url, os.Getenv("OPENAI_BASE_URL"))
	if url == "" && key == "" {
		return nil, usagef("--embedding-model %s: OpenAI kræver en nøgle (--openai-key-file eller OPENAI_API_KEY); en lokal server angives med --openai-url", model)
	}
	embedder, err := openai.New(openai.Options{URL: url, Key: key, Model: model, Prefixes: e.prefixes, Progress: progressOn(stderr)})
	if err != nil {
		return nil, usagef("--openai-url eller nøglen er forkert (%s); skriv adressen som http://127.0.0.1:11434/v1", strings.TrimPrefix(err.Error(), "openai: "))
	}
	return embedder, nil
}

const progressEvery = 5 * time.Second

// progressOn tells of waits, and every few seconds of what is done.
func progressOn(w io.Writer) func(openai.Progress) {
	var mu sync.Mutex
	last := time.Now()
	return func(p openai.Progress) {
		mu.Lock()
		defer mu.Unlock()
		switch {
		case p.Wait > 0:
			notice(w, "%v; prøver igen om %v", inDanish(p.Cause), p.Wait.Round(100*time.Millisecond))
		case time.Since(last) > progressEvery:
			last = time.Now()
			notice(w, "vektorer til %d tekster, %d tokens indtil nu", p.Texts, p.Tokens)
		}
	}
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// embeddingReasons are what a person can do about an endpoint's status.
var embeddingReasons = map[int]string{
	0:                          "svarer ikke; er den startet, og er --openai-url rigtig?",
	http.StatusUnauthorized:    "afviser nøglen; ret --openai-key-file eller OPENAI_API_KEY",
	http.StatusPaymentRequired: "siger, at der ikke er flere penge på kontoen",
	http.StatusForbidden:       "afviser nøglen; ret --openai-key-file eller OPENAI_API_KEY",
	http.StatusNotFound:        "kender ikke modellen eller adressen; ret --embedding-model, eller lad --openai-url slutte på /v1",
	http.StatusTooManyRequests: "har for travlt; prøv igen senere",
}

// inDanish says in one line what is wrong with the embedding endpoint; other
// errors are as they were.
func inDanish(err error) error {
	failed, ok := errors.AsType[*openai.Error](err)
	if !ok {
		return err
	}
	reason := embeddingReasons[failed.Status]
	switch {
	case errors.Is(err, context.Canceled):
		return context.Canceled
	case errors.Is(err, retrieval.ErrVector):
		reason = "gav vektorer, der ikke kan bruges; prøv en anden model"
	case reason == "":
		reason = "kunne ikke lave vektorer"
	}
	return fmt.Errorf("%s, model %s, %s (teknisk: %s)", failed.Host, failed.Model, reason, failed.Message)
}
