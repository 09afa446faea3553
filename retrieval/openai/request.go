package openai

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"

	goopenai "github.com/sashabaranov/go-openai"

	"github.com/referat-dk/referat/retrieval"
)

const (
	firstWait   = 500 * time.Millisecond // before the second try; doubled for each one after
	longestWait = 30 * time.Second       // of our own
	mostPatient = 2 * time.Minute        // that Retry-After may ask for
	maxReply    = 256 << 20              // bytes
)

// embed sends one batch, again where that may help.
func (e *Embedder) embed(ctx context.Context, texts []string) ([][]float32, error) {
	for try := 1; ; try++ {
		vectors, failed := e.send(ctx, texts)
		if failed == nil {
			e.report(len(texts), 0, nil)
			return vectors, nil
		}
		failed.Tries = try
		if !failed.again || try > e.options.Retries {
			return nil, failed
		}
		if failed.retryAfter > mostPatient {
			failed.Message += fmt.Sprintf("; it asks to wait %v, try again then", failed.retryAfter)
			return nil, failed
		}
		wait := max(failed.retryAfter, e.backOff(try))
		e.report(0, wait, failed)
		if err := e.sleep(ctx, wait); err != nil {
			failed.Message += ", and then: " + err.Error()
			failed.cause = err
			return nil, failed
		}
	}
}

// backOff is a random time from the upper half of firstWait·2^(try-1).
func (e *Embedder) backOff(try int) time.Duration {
	wait := longestWait
	if try < 16 {
		wait = min(longestWait, firstWait<<(try-1))
	}
	return wait/2 + time.Duration(e.jitter()*float64(wait/2))
}

// send sends one batch once, and checks the answer.
func (e *Embedder) send(ctx context.Context, texts []string) ([][]float32, *Error) {
	tokens := estimate(texts...)
	if err := e.reserve(tokens); err != nil {
		return nil, e.failed(0, strings.TrimPrefix(err.Error(), "openai: "), ErrBudget)
	}
	x := &exchange{client: e.http, now: e.now}
	reply, err := e.client(x).CreateEmbeddings(ctx, goopenai.EmbeddingRequestStrings{
		Input: texts, Model: goopenai.EmbeddingModel(e.options.Model), EncodingFormat: goopenai.EmbeddingEncodingFormatFloat,
	})
	used := reply.Usage.PromptTokens
	switch {
	case x.refused(): // costs nothing
		used = 0
	case used == 0: // not said, or an answer that was lost
		used = tokens
	}
	e.settle(tokens, used)
	if failed := e.failure(ctx, x, err); failed != nil {
		return nil, failed
	}
	vectors, err := e.vectors(reply.Data, len(texts))
	if err != nil {
		if len(reply.Data) == 0 { // the body may say why, for example {"error": …} under status 200
			err = fmt.Errorf("%w: %s", err, e.excerpt(string(x.body)))
		}
		return nil, e.failed(x.status, err.Error(), retrieval.ErrVector)
	}
	return vectors, nil
}

// vectors puts data in the order of the texts, and checks it.
func (e *Embedder) vectors(data []goopenai.Embedding, texts int) ([][]float32, error) {
	if len(data) != texts {
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

// exchange is one request and its answer; it keeps what go-openai drops.
type exchange struct {
	client     *http.Client
	now        func() time.Time
	sent       bool
	lost       error // no answer, or not all of it
	status     int
	retryAfter time.Duration
	body       []byte
}

// refused reports whether the request was not worked on.
func (x *exchange) refused() bool {
	return !x.sent || unreachable(x.lost) || x.lost == nil && x.status >= 300
}

// nullNumber is a list with null in it. QUIRK: nlohmann/json, which llama.cpp
// writes its answers with, prints NaN so; encoding/json would read it as 0.
var nullNumber = regexp.MustCompile(`[\[,]\s*null\s*[\],]`)

// Do makes exchange a goopenai.HTTPDoer.
func (x *exchange) Do(r *http.Request) (*http.Response, error) {
	x.sent = true
	reply, err := x.client.Do(r)
	if err != nil {
		x.lost = err
		return nil, err
	}
	defer reply.Body.Close()
	x.status = reply.StatusCode
	x.retryAfter = retryAfter(reply.Header.Get("Retry-After"), x.now())
	x.body, err = io.ReadAll(io.LimitReader(reply.Body, maxReply))
	if err != nil {
		x.lost = err
		return nil, err
	}
	if x.status < 300 && bytes.Contains(x.body, []byte("null")) && nullNumber.Match(x.body) { // the expression alone costs as much as decoding
		return nil, errNull
	}
	reply.Body = io.NopCloser(bytes.NewReader(x.body))
	return reply, nil
}

var errNull = fmt.Errorf("%w: the provider returned null (NaN) in a vector", retrieval.ErrVector)

// retryAfter reads the header's two forms, seconds and an HTTP date (RFC 9110,
// 10.2.3); 0 where it is missing, in the past or neither.
func retryAfter(header string, now time.Time) time.Duration {
	if s, err := strconv.ParseFloat(header, 64); err == nil && s > 0 {
		return time.Duration(min(s, 1e9) * float64(time.Second))
	}
	if t, err := http.ParseTime(header); err == nil {
		return max(0, t.Sub(now))
	}
	return 0
}

// failure says what went wrong in an exchange, nil if nothing did.
func (e *Embedder) failure(ctx context.Context, x *exchange, err error) *Error {
	switch {
	case err == nil && x.status < 300:
		return nil
	case ctx.Err() != nil:
		return e.failed(0, ctx.Err().Error(), ctx.Err())
	case errors.Is(err, errNull):
		return e.failed(x.status, errNull.Error(), retrieval.ErrVector)
	case x.lost != nil:
		return e.lost(x.lost)
	case x.status == 0:
		return e.failed(0, err.Error(), nil)
	case x.status < 300:
		return e.failed(x.status, fmt.Sprintf("the answer cannot be read (%v): %s", err, e.excerpt(string(x.body))), nil)
	}
	said := e.excerpt(string(x.body))
	if refusal, ok := errors.AsType[*goopenai.APIError](err); ok && refusal.Message != "" {
		said = e.excerpt(refusal.Message)
		if refusal.Code == "insufficient_quota" { // OpenAI's way to say that the money is gone
			x.status = http.StatusPaymentRequired
		}
	}
	switch {
	case x.status == http.StatusUnauthorized: // OpenAI repeats parts of the key
		said = "the key was refused"
	case x.status < 400:
		said = "redirects are not followed; give the base URL that answers"
	}
	failed := e.failed(x.status, fmt.Sprintf("HTTP %d %s: %s", x.status, http.StatusText(x.status), said), nil)
	failed.again = x.status == http.StatusTooManyRequests || x.status >= 500
	failed.retryAfter = x.retryAfter
	return failed
}

// lost is the Error of a request without an answer.
func (e *Embedder) lost(err error) *Error {
	if u, ok := errors.AsType[*url.Error](err); ok { // its text has the whole URL
		err = u.Err
	}
	var text string
	var cause error
	timeout, ok := errors.AsType[net.Error](err)
	switch {
	case unreachable(err):
		text = "cannot be reached: " + err.Error()
	case ok && timeout.Timeout():
		text, cause = fmt.Sprintf("no answer within %v", e.options.Timeout), os.ErrDeadlineExceeded
	default:
		text = "the connection broke: " + err.Error()
	}
	failed := e.failed(0, text, cause)
	failed.again = !unreachable(err)
	return failed
}

// unreachable reports whether a request ended before there was a connection,
// which the next try would not have either.
func unreachable(err error) bool {
	if op, ok := errors.AsType[*net.OpError](err); ok && (op.Op == "dial" || op.Op == "proxyconnect") {
		return true
	}
	_, untrusted := errors.AsType[*tls.CertificateVerificationError](err)
	_, noTLS := errors.AsType[tls.RecordHeaderError](err)
	return untrusted || noTLS
}
