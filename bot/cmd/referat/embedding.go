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
	server   server
	model    string
	prefixes retrieval.Prefixes
	budget   int
	price    float64
	spent    spending
}

// register adds the flags to a command that opens an index.
func (e *embedding) register(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&e.model, "embedding-model", "", "model, som laver vektorer, hos en OpenAI-kompatibel server; teksten sendes dertil (ellers REFERAT_EMBEDDING_MODEL; tom: lokalt)")
	e.server.register(c)
	f.StringVar(&e.prefixes.Passage, "passage-prefix", "", `sættes foran hver tekst fra referaterne; "passage: " til E5-modeller`)
	f.StringVar(&e.prefixes.Query, "query-prefix", "", `sættes foran hvert spørgsmål; "query: " til E5-modeller`)
	f.IntVar(&e.budget, "token-budget", 0, "stop, før der er brugt flere tokens hos serveren; 0: ingen grænse")
	f.Float64Var(&e.price, "token-price", 0, "prisen på en million tokens, i den valuta du vil; så vises, hvad det koster")
}

// embedder returns nil, for the local one, where no model is named. Progress
// is told on stderr.
func (e *embedding) embedder(stderr io.Writer) (retrieval.Embedder, error) {
	model := firstOf(e.model, os.Getenv("REFERAT_EMBEDDING_MODEL"))
	if model == "" {
		return nil, nil
	}
	if e.budget < 0 || e.price < 0 {
		return nil, usagef("--token-budget og --token-price kan ikke være under 0")
	}
	url, key, err := e.server.read("--embedding-model", model)
	if err != nil {
		return nil, err
	}
	embedder, err := openai.New(openai.Options{URL: url, Key: key, Model: model, Prefixes: e.prefixes, TokenBudget: e.budget, Price: e.price, Progress: e.spent.progressOn(stderr)})
	if err != nil {
		return nil, wrongServer(err)
	}
	return embedder, nil
}

// isDown reports whether an embedding endpoint does not answer now, and may
// answer later: nothing that its user could mend.
func isDown(err error) bool {
	failed, ok := errors.AsType[*openai.Error](err)
	return ok && !errors.Is(err, context.Canceled) && !errors.Is(err, retrieval.ErrVector) && !errors.Is(err, openai.ErrBudget) &&
		(failed.Status == 0 || failed.Status == http.StatusTooManyRequests || failed.Status >= 500)
}

// noticeWordsOnly says why words alone are searched for, if they are.
func noticeWordsOnly(w io.Writer, reason string) {
	if reason != "" {
		notice(w, "modellen til vektorer kan ikke bruges; der søges kun efter ord (teknisk: %s)", oneLine(reason))
	}
}

const progressEvery = 5 * time.Second

// spending is what an endpoint was asked for. It may be used by several
// goroutines at once.
type spending struct {
	mu    sync.Mutex
	now   openai.Progress
	told  time.Time
	clear func() // called before a line is written; nil: nothing
}

// progressOn tells of waits, and every few seconds of what is done.
func (s *spending) progressOn(w io.Writer) func(openai.Progress) {
	s.told = time.Now()
	return func(p openai.Progress) {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.clear == nil {
			s.clear = func() {}
		}
		if p.Tokens > s.now.Tokens {
			s.now = p
		}
		switch {
		case p.Wait > 0:
			s.clear()
			notice(w, "%v; prøver igen om %v", inDanish(p.Cause), p.Wait.Round(100*time.Millisecond))
		case time.Since(s.told) > progressEvery:
			s.told = time.Now()
			s.clear()
			notice(w, "%s indtil nu", spent(p))
		}
	}
}

// sum is what was spent in all, "" if nothing was.
func (s *spending) sum() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.now.Texts == 0 {
		return ""
	}
	return spent(s.now)
}

func spent(p openai.Progress) string {
	text := fmt.Sprintf("vektorer til %s, %s", plural(p.Texts, "tekst", "tekster"), plural(p.Tokens, "token", "tokens"))
	if p.Cost > 0 {
		text += ", pris " + strings.Replace(fmt.Sprintf("%.4f", p.Cost), ".", ",", 1)
	}
	return text
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
	case errors.Is(err, openai.ErrBudget):
		reason = "får ikke flere tekster, for --token-budget er brugt; kør kommandoen igen med et større for at fortsætte, hvad der er betalt, er gemt"
	case reason == "":
		reason = "kunne ikke lave vektorer"
	}
	return fmt.Errorf("%s, model %s, %s (teknisk: %s)", failed.Host, failed.Model, reason, failed.Message)
}
