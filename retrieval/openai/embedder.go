package openai

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"sync"
	"time"

	goopenai "github.com/sashabaranov/go-openai"

	"github.com/referat-dk/referat/minutes/mask"
	"github.com/referat-dk/referat/retrieval"
	"github.com/referat-dk/referat/retrieval/openai/endpoint"
)

// Options of an Embedder. Only Model must be given.
type Options struct {
	URL         string // base of the API, up to and with /v1; "": OpenAI's own
	Key         string // sent as bearer token; "": none, as local servers need none
	Model       string // as the endpoint names it
	Prefixes    retrieval.Prefixes
	Dimensions  int            // that each vector must have; 0: those of the first answer
	BatchTexts  int            // most texts in a request; 0: 64
	BatchTokens int            // most estimated tokens in a request, a longer text goes alone; 0: 16,384
	Timeout     time.Duration  // of one request, its answer read; 0: one minute
	Retries     int            // of one request after it failed; 0: 5; negative: none
	TokenBudget int            // most tokens from New on, passages and queries, if the endpoint counts no more than one to two bytes; 0: no limit
	Price       float64        // of a million tokens, in whatever currency; for Progress.Cost
	Progress    func(Progress) // called after each answer and before each wait, if need be by several goroutines at once
}

// Progress is what was done from New on, and what is waited for.
type Progress struct {
	Texts  int           // embedded
	Tokens int           // as the endpoint counted them, as estimated where it did not
	Cost   float64       // of Tokens, by Options.Price
	Wait   time.Duration // before the next try; 0: none
	Cause  error         // of Wait
}

// ErrBudget is wrapped by the error of a request that was not sent because it
// might have exceeded Options.TokenBudget.
var ErrBudget = endpoint.ErrBudget

// Error says which endpoint and model failed, and how, in one line without the
// key. Its Status is that of HTTP, 0 where there was no answer. errors.Is
// finds ErrBudget, retrieval.ErrVector, context.Canceled,
// context.DeadlineExceeded and os.ErrDeadlineExceeded (Options.Timeout) in it.
type Error = endpoint.Error

const (
	defaultBatchTexts  = 64
	defaultBatchTokens = 16_384
)

// Embedder is a retrieval.Embedder. It may be used by several goroutines at
// once.
type Embedder struct {
	options Options // without the key
	client  *endpoint.Client

	mu         sync.Mutex
	texts      int // embedded
	dimensions int
}

// New checks o. It sends nothing.
func New(o Options) (*Embedder, error) {
	e := &Embedder{dimensions: o.Dimensions}
	client, err := endpoint.New(endpoint.Options{
		URL: o.URL, Key: o.Key, Model: o.Model, Timeout: o.Timeout, Retries: o.Retries, TokenBudget: o.TokenBudget,
		Waiting: func(wait time.Duration, cause error) { e.report(0, wait, cause) },
	})
	if err != nil {
		return nil, err
	}
	o.Key = ""
	o.BatchTexts = orDefault(o.BatchTexts, defaultBatchTexts)
	o.BatchTokens = orDefault(o.BatchTokens, defaultBatchTokens)
	e.options, e.client = o, client
	return e, nil
}

func orDefault(n, otherwise int) int {
	if n <= 0 {
		return otherwise
	}
	return n
}

// Model names the model, with the passage prefix where there is one.
func (e *Embedder) Model() string { return e.options.Prefixes.Model(e.options.Model) }

// EmbedPassages returns one vector a text, in their order. On an error, an
// *Error, it returns the vectors of texts[:len(vectors)], which are done and
// paid for: keep them, and go on with the rest.
func (e *Embedder) EmbedPassages(ctx context.Context, texts []string) ([][]float32, error) {
	var done [][]float32
	for len(done) < len(texts) {
		vectors, err := e.embed(ctx, e.batch(texts[len(done):]))
		if err != nil {
			return done, err
		}
		done = append(done, vectors...)
	}
	return done, nil
}

// EmbedQuery returns the vector of one text, which is sent without telephone
// numbers, e-mail addresses and street addresses. Its error is an *Error.
func (e *Embedder) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	vectors, err := e.embed(ctx, []string{e.options.Prefixes.Query + mask.Contacts(text)})
	if err != nil {
		return nil, err
	}
	return vectors[0], nil
}

// batch returns the first of texts, with their prefix, as many as one request
// may have and at least one.
func (e *Embedder) batch(texts []string) []string {
	var batch []string
	tokens := 0
	for _, t := range texts[:min(len(texts), e.options.BatchTexts)] {
		t = e.options.Prefixes.Passage + t
		tokens += endpoint.Estimate(t)
		if len(batch) > 0 && tokens > e.options.BatchTokens {
			break
		}
		batch = append(batch, t)
	}
	return batch
}

// embed sends one batch.
func (e *Embedder) embed(ctx context.Context, texts []string) ([][]float32, error) {
	var reply goopenai.EmbeddingResponse
	var vectors [][]float32
	err := e.client.Do(ctx, endpoint.Request{
		Tokens: endpoint.Estimate(texts...),
		Send: func(ctx context.Context, client *goopenai.Client) (tokens int, err error) {
			reply, err = client.CreateEmbeddings(ctx, goopenai.EmbeddingRequestStrings{
				Input: texts, Model: goopenai.EmbeddingModel(e.options.Model), EncodingFormat: goopenai.EmbeddingEncodingFormatFloat,
			})
			return reply.Usage.PromptTokens, err
		},
		Read: func(body []byte) (err error) {
			vectors, err = e.vectors(reply.Data, len(texts), body)
			return err
		},
		Unusable: retrieval.ErrVector,
	})
	if err != nil {
		return nil, err
	}
	e.report(len(texts), 0, nil)
	return vectors, nil
}

// nullNumber is a list with null in it. QUIRK: nlohmann/json, which llama.cpp
// writes its answers with, prints NaN so; encoding/json reads it as 0.
var nullNumber = regexp.MustCompile(`[\[,]\s*null\s*[\],]`)

// vectors puts data in the order of the texts, and checks it and the body that
// it was read from.
func (e *Embedder) vectors(data []goopenai.Embedding, texts int, body []byte) ([][]float32, error) {
	switch {
	case bytes.Contains(body, []byte("null")) && nullNumber.Match(body): // the expression alone costs as much as decoding
		return nil, fmt.Errorf("%w: the provider returned null (NaN) in a vector", retrieval.ErrVector)
	case len(data) == 0: // the body may say why, for example {"error": …} under status 200
		return nil, fmt.Errorf("%w: the provider returned 0 vectors for %d texts: %s", retrieval.ErrVector, texts, e.client.Excerpt(string(body)))
	case len(data) != texts:
		return nil, fmt.Errorf("%w: the provider returned %d vectors for %d texts", retrieval.ErrVector, len(data), texts)
	}
	vectors := make([][]float32, texts)
	for _, d := range data {
		if d.Index < 0 || d.Index >= texts || vectors[d.Index] != nil {
			return nil, fmt.Errorf("%w: the provider returned index %d twice, or out of range, for %d texts", retrieval.ErrVector, d.Index, texts)
		}
		vectors[d.Index] = append([]float32{}, d.Embedding...) // not nil
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := retrieval.CheckVectors("the provider", vectors, texts, e.dimensions); err != nil {
		return nil, err
	}
	e.dimensions = len(vectors[0])
	return vectors, nil
}

// report tells Options.Progress of texts that are done, or of a wait.
func (e *Embedder) report(texts int, wait time.Duration, cause error) {
	e.mu.Lock()
	e.texts += texts
	now := Progress{Texts: e.texts, Tokens: e.client.Spent(), Wait: wait, Cause: cause}
	e.mu.Unlock()
	now.Cost = float64(now.Tokens) / 1e6 * e.options.Price
	if e.options.Progress != nil {
		e.options.Progress(now)
	}
}
