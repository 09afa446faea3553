// Package endpoint sends requests to an OpenAI-compatible endpoint through
// go-openai, and does what go-openai leaves out: a time-out, tries again after
// 429, 5xx and broken connections as Retry-After says, a budget of tokens, and
// errors in one line that never hold the key.
package endpoint

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"time"

	goopenai "github.com/sashabaranov/go-openai"
)

const defaultURL = "https://api.openai.com/v1"

// Options of a Client. Only Model must be given.
type Options struct {
	URL     string // base of the API, up to and with /v1; "": OpenAI's own
	Key     string // sent as bearer token; "": none
	Model   string
	Timeout time.Duration // of one request, its answer read; 0: one minute
	Retries int           // of one request after it failed; 0: 5; negative: none

	TokenBudget int  // 0: no limit
	Daily       bool // the budget is for a day of Now and not for the life of the Client

	Waiting func(wait time.Duration, cause error) // called before each wait; nil: nobody is told
}

const (
	defaultTimeout = time.Minute
	defaultRetries = 5
)

// Client sends requests to one model. It may be used by several goroutines at
// once. Now, Sleep and Jitter are there to be replaced before the first
// request.
type Client struct {
	Now    func() time.Time
	Sleep  func(context.Context, time.Duration) error
	Jitter func() float64 // in [0,1)

	options Options // without the key
	host    string
	http    *http.Client
	openai  func(goopenai.HTTPDoer) *goopenai.Client
	scrub   func(string) string // takes the key out of a text
	budget  budget
}

// New checks o. It sends nothing.
func New(o Options) (*Client, error) {
	if o.URL == "" {
		o.URL = defaultURL
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
	if o.Timeout <= 0 {
		o.Timeout = defaultTimeout
	}
	if o.Retries == 0 {
		o.Retries = defaultRetries
	}
	config := goopenai.DefaultConfig(o.Key)
	config.BaseURL = o.URL
	c := &Client{
		Now:    time.Now,
		Sleep:  sleep,
		Jitter: rand.Float64,
		host:   base.Host,
		http: &http.Client{Timeout: o.Timeout, CheckRedirect: func(*http.Request, []*http.Request) error {
			return http.ErrUseLastResponse // a redirected POST loses its body, and the key may go astray
		}},
		openai: func(d goopenai.HTTPDoer) *goopenai.Client {
			config := config
			config.HTTPClient = d
			return goopenai.NewClientWithConfig(config)
		},
		scrub:  scrubber(o.Key),
		budget: budget{limit: o.TokenBudget, daily: o.Daily},
	}
	o.Key = ""
	c.options = o
	return c, nil
}

// Spent is how many tokens were used, of the day where the budget is daily.
func (c *Client) Spent() int { return c.budget.used(c.Now()) }

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}
