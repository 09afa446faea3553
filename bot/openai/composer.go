// Package openai is a bot.Composer over any OpenAI-compatible endpoint: OpenAI,
// Ollama, vLLM, llama.cpp and others, chosen by their base URL.
//
//	composer, err := openai.New(openai.Options{URL: "http://127.0.0.1:11434/v1", Model: "gemma3"})
//	answerer := bot.Answerer{Searcher: index, Composer: composer}
//
// The model sees the question and excerpts of the hits, both without telephone
// numbers, e-mail addresses, street addresses and personal numbers, as data
// between lines that they cannot contain (prompt.tmpl is all of it). It answers
// with sentences, each with the number of a source and a quote, in a strict
// JSON schema. What it writes is a draft: package bot verifies each sentence,
// and answers in the minutes' own words where nothing is left of it, where the
// endpoint fails or where the day's budget is used up.
package openai

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"time"

	goopenai "github.com/sashabaranov/go-openai"

	"github.com/referat-dk/referat/bot"
	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
	"github.com/referat-dk/referat/retrieval/openai/endpoint"
)

// Options of a Composer. Only Model must be given.
type Options struct {
	URL         string           // base of the API, up to and with /v1; "": OpenAI's own
	Key         string           // sent as bearer token; "": none, as local servers need none
	Model       string           // as the endpoint names it
	Timeout     time.Duration    // of an answer, all its tries; 0: 30 seconds
	Retries     int              // after 429, 5xx, a broken connection; 0: 2; negative: none
	DailyTokens int              // most tokens in a day of Now, from New on, questions and answers; 0: no limit
	Sources     int              // most tokens of the excerpts, as estimated (two bytes each); 0: 6,000
	Answer      int              // most tokens of an answer, with what a model thinks before it; 0: 1,500
	Now         func() time.Time // whose days the budget is for; nil: time.Now
}

// Error says which endpoint and model failed, and how, in one line without the
// key. Its Message may repeat words of the question, if the endpoint does.
// errors.Is finds ErrBudget, ErrAnswer, context.Canceled and
// context.DeadlineExceeded in it.
type Error = endpoint.Error

var (
	// ErrBudget is wrapped by the error of a question that was not sent because
	// it might have exceeded Options.DailyTokens.
	ErrBudget = endpoint.ErrBudget

	// ErrAnswer is wrapped by the error of an answer that cannot be used: none,
	// an empty one, a refusal, one that was cut off, or no JSON of the form asked
	// for.
	ErrAnswer = errors.New("openai: unusable answer")
)

const (
	defaultTimeout = 30 * time.Second
	defaultRetries = 2
	defaultSources = 6000
	defaultAnswer  = 1500
)

// Composer is a bot.Composer. It may be used by several goroutines at once.
type Composer struct {
	options Options // without the key
	client  *endpoint.Client
}

// New checks o. It sends nothing.
func New(o Options) (*Composer, error) {
	if o.Timeout <= 0 {
		o.Timeout = defaultTimeout
	}
	if o.Retries == 0 {
		o.Retries = defaultRetries
	}
	if o.Sources <= 0 {
		o.Sources = defaultSources
	}
	if o.Answer <= 0 {
		o.Answer = defaultAnswer
	}
	client, err := endpoint.New(endpoint.Options{
		URL: o.URL, Key: o.Key, Model: o.Model, Timeout: o.Timeout, Retries: o.Retries, TokenBudget: o.DailyTokens, Daily: true,
	})
	if err != nil {
		return nil, err
	}
	if o.Now != nil {
		client.Now = o.Now
	}
	o.Key = ""
	return &Composer{options: o, client: client}, nil
}

// SpentToday is how many tokens were used on this day.
func (c *Composer) SpentToday() int { return c.client.Spent() }

// Compose asks the model for a draft. Its error is an *Error, or ErrAnswer for
// a question that may hold a personal number, which is not sent.
func (c *Composer) Compose(ctx context.Context, q bot.Question, hits []retrieval.Hit) (bot.Draft, error) {
	if minutes.MayHoldCPR(q.Text) || minutes.MayHoldCPR(q.Query.Text) || len(hits) == 0 {
		return bot.Draft{}, ErrAnswer
	}
	ctx, cancel := context.WithTimeout(ctx, c.options.Timeout)
	defer cancel()
	request := c.request(promptFor(q, hits, c.options.Sources))
	var reply goopenai.ChatCompletionResponse
	var draft bot.Draft
	err := c.client.Do(ctx, endpoint.Request{
		Tokens: endpoint.Estimate(request.Messages[0].Content, request.Messages[1].Content, string(answerSchema)) + c.options.Answer,
		Send: func(ctx context.Context, client *goopenai.Client) (tokens int, err error) {
			reply, err = client.CreateChatCompletion(ctx, request)
			return reply.Usage.TotalTokens, err
		},
		Read: func([]byte) (err error) {
			draft, err = draftOf(reply)
			return err
		},
		Unusable: ErrAnswer,
	})
	return draft, err
}

// request is what is sent for a prompt.
func (c *Composer) request(p prompt) goopenai.ChatCompletionRequest {
	r := goopenai.ChatCompletionRequest{
		Model: c.options.Model,
		Messages: []goopenai.ChatCompletionMessage{
			{Role: goopenai.ChatMessageRoleSystem, Content: p.text("system")},
			{Role: goopenai.ChatMessageRoleUser, Content: p.text("user")},
		},
		MaxCompletionTokens: c.options.Answer,
		Temperature:         math.SmallestNonzeroFloat32, // go-openai leaves 0 out
		ResponseFormat: &goopenai.ChatCompletionResponseFormat{
			Type:       goopenai.ChatCompletionResponseFormatTypeJSONSchema,
			JSONSchema: &goopenai.ChatCompletionResponseFormatJSONSchema{Name: "answer", Schema: answerSchema, Strict: true},
		},
	}
	if goopenai.NewReasoningValidator().Validate(r) != nil { // reasoning models take no temperature
		r.Temperature = 0
	}
	return r
}

// answerSchema is the form of an answer; strict, so all is required and no
// more allowed.
var answerSchema = json.RawMessage(`{"type":"object","properties":{"sentences":{"type":"array","items":{"type":"object",` +
	`"properties":{"text":{"type":"string"},"source":{"type":"integer"},"quote":{"type":"string"}},` +
	`"required":["text","source","quote"],"additionalProperties":false}}},"required":["sentences"],"additionalProperties":false}`)
