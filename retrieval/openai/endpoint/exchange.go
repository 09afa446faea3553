package endpoint

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
	"strconv"
	"time"

	goopenai "github.com/sashabaranov/go-openai"
)

const maxReply = 256 << 20 // bytes

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
	reply.Body = io.NopCloser(bytes.NewReader(x.body))
	return reply, nil
}

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
func (c *Client) failure(ctx context.Context, x *exchange, err error) *Error {
	switch {
	case err == nil && x.status < 300:
		return nil
	case ctx.Err() != nil:
		return c.failed(0, ctx.Err().Error(), ctx.Err())
	case x.lost != nil:
		return c.lost(x.lost)
	case x.status == 0:
		return c.failed(0, err.Error(), nil)
	case x.status < 300:
		said := fmt.Sprintf("(%v): %s", err, c.Excerpt(string(x.body)))
		failed := c.failed(x.status, "the answer cannot be read "+said, nil)
		failed.said = c.scrub(said)
		return failed
	}
	said := c.Excerpt(string(x.body))
	if refusal, ok := errors.AsType[*goopenai.APIError](err); ok && refusal.Message != "" {
		said = c.Excerpt(refusal.Message)
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
	failed := c.failed(x.status, fmt.Sprintf("HTTP %d %s: %s", x.status, http.StatusText(x.status), said), nil)
	if x.status >= 400 && x.status != http.StatusUnauthorized {
		failed.said = c.scrub(said)
	}
	failed.again = x.status == http.StatusTooManyRequests || x.status >= 500
	failed.retryAfter = x.retryAfter
	return failed
}

// lost is the Error of a request without an answer.
func (c *Client) lost(err error) *Error {
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
		text, cause = fmt.Sprintf("no answer within %v", c.options.Timeout), os.ErrDeadlineExceeded
	default:
		text = "the connection broke: " + err.Error()
	}
	failed := c.failed(0, text, cause)
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
