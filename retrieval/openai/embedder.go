package openai

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	goopenai "github.com/sashabaranov/go-openai"

	"github.com/referat-dk/referat/retrieval"
)

// DefaultURL is the base of OpenAI's own API.
const DefaultURL = "https://api.openai.com/v1"

// Options of an Embedder. Only Model must be given.
type Options struct {
	URL         string // base of the API, up to and with /v1; "": DefaultURL
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
var ErrBudget = errors.New("openai: token budget used up")

const (
	defaultBatchTexts  = 64
	defaultBatchTokens = 16_384
	defaultTimeout     = time.Minute
	defaultRetries     = 5
)

// Embedder is a retrieval.Embedder. It may be used by several goroutines at
// once.
type Embedder struct {
	options Options // without the key
	host    string
	http    *http.Client
	client  func(goopenai.HTTPDoer) *goopenai.Client
	scrub   func(string) string // takes the key out of a text

	now    func() time.Time
	sleep  func(context.Context, time.Duration) error
	jitter func() float64 // in [0,1)

	mu         sync.Mutex
	spent      Progress
	reserved   int // estimated tokens of requests under way
	dimensions int
}

// New checks o. It sends nothing.
func New(o Options) (*Embedder, error) {
	if o.URL == "" {
		o.URL = DefaultURL
	}
	base, err := url.Parse(o.URL)
	switch {
	case o.Model == "":
		return nil, errors.New("openai: no model given")
	case err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" || base.RawQuery != "":
		return nil, errors.New("openai: the base URL must be like http://127.0.0.1:11434/v1")
	case base.User != nil:
		return nil, errors.New("openai: a key or password does not belong in the base URL")
	case strings.ContainsFunc(o.Key, func(r rune) bool { return r <= ' ' || r > '~' }):
		return nil, errors.New("openai: the key has a space, a line break or a letter that no key has")
	}
	o.BatchTexts = orDefault(o.BatchTexts, defaultBatchTexts)
	o.BatchTokens = orDefault(o.BatchTokens, defaultBatchTokens)
	if o.Timeout <= 0 {
		o.Timeout = defaultTimeout
	}
	if o.Retries == 0 {
		o.Retries = defaultRetries
	}
	config := goopenai.DefaultConfig(o.Key)
	config.BaseURL = o.URL
	e := &Embedder{
		host: base.Host,
		http: &http.Client{Timeout: o.Timeout, CheckRedirect: func(*http.Request, []*http.Request) error {
			return http.ErrUseLastResponse // a redirected POST loses its body, and the key may go astray
		}},
		client: func(d goopenai.HTTPDoer) *goopenai.Client {
			config := config
			config.HTTPClient = d
			return goopenai.NewClientWithConfig(config)
		},
		scrub:      scrubber(o.Key),
		now:        time.Now,
		sleep:      sleep,
		jitter:     rand.Float64,
		dimensions: o.Dimensions,
	}
	o.Key = ""
	e.options = o
	return e, nil
}

func orDefault(n, otherwise int) int {
	if n <= 0 {
		return otherwise
	}
	return n
}

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
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

// EmbedQuery returns the vector of one text. Its error is an *Error.
func (e *Embedder) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	vectors, err := e.embed(ctx, []string{e.options.Prefixes.Query + text})
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
		tokens += estimate(t)
		if len(batch) > 0 && tokens > e.options.BatchTokens {
			break
		}
		batch = append(batch, t)
	}
	return batch
}

// estimate of the tokens of texts, rather too many than too few: Danish
// minutes have 2.8 bytes a token in OpenAI's cl100k_base, and at worst 2.2 in
// a chunk of 600 bytes (measured on testdata). The rest is for the tokens that
// mark where a text begins and ends.
func estimate(texts ...string) int {
	const bytesPerToken, perText = 2, 4
	tokens := 0
	for _, t := range texts {
		tokens += len(t)/bytesPerToken + perText
	}
	return tokens
}

// reserve holds back tokens of the budget for a request.
func (e *Embedder) reserve(tokens int) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if most := e.options.TokenBudget; most > 0 && e.spent.Tokens+e.reserved+tokens > most {
		return fmt.Errorf("%w: %d of %d tokens are used, and the next request may need %d; raise the budget to go on", ErrBudget, e.spent.Tokens+e.reserved, most, tokens)
	}
	e.reserved += tokens
	return nil
}

// settle ends a reservation with what the request used.
func (e *Embedder) settle(reserved, used int) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.reserved -= reserved
	e.spent.Tokens += used
}

// report tells Options.Progress of texts that are done, or of a wait.
func (e *Embedder) report(texts int, wait time.Duration, cause error) {
	e.mu.Lock()
	e.spent.Texts += texts
	now := e.spent
	e.mu.Unlock()
	now.Wait, now.Cause = wait, cause
	now.Cost = float64(now.Tokens) / 1e6 * e.options.Price
	if e.options.Progress != nil {
		e.options.Progress(now)
	}
}
