package endpoint

import (
	"context"
	"fmt"
	"strings"
	"time"

	goopenai "github.com/sashabaranov/go-openai"
)

const (
	firstWait   = 500 * time.Millisecond // before the second try; doubled for each one after
	longestWait = 30 * time.Second       // of our own
	mostPatient = 2 * time.Minute        // that Retry-After may ask for
)

// Request is one request, which may be sent more than once.
type Request struct {
	// Tokens that it and its answer may take, held back from the budget.
	Tokens int

	// Send sends it through client and returns the tokens that the endpoint
	// counted; 0: it did not say.
	Send func(ctx context.Context, client *goopenai.Client) (tokens int, err error)

	// Read reads what Send got, under a status of success; body is the answer
	// as it came. Its error becomes the message of an *Error that wraps
	// Unusable; it is not tried again.
	Read     func(body []byte) error
	Unusable error
}

// Do sends r, again where that may help. Its error is an *Error.
func (c *Client) Do(ctx context.Context, r Request) error {
	for try := 1; ; try++ {
		failed := c.send(ctx, r)
		if failed == nil {
			return nil
		}
		failed.Tries = try
		if !failed.again || try > c.options.Retries {
			return failed
		}
		wait := max(failed.retryAfter, c.backOff(try))
		if failed.retryAfter > mostPatient {
			failed.Message += fmt.Sprintf("; it asks to wait %v, try again then", failed.retryAfter)
			return failed
		}
		if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < wait {
			failed.Message += fmt.Sprintf("; no time is left to wait %v", wait)
			return failed
		}
		if c.options.Waiting != nil {
			c.options.Waiting(wait, failed)
		}
		if err := c.Sleep(ctx, wait); err != nil {
			failed.Message += ", and then: " + err.Error()
			failed.cause = err
			return failed
		}
	}
}

// backOff is a random time from the upper half of firstWait·2^(try-1).
func (c *Client) backOff(try int) time.Duration {
	wait := longestWait
	if try < 16 {
		wait = min(longestWait, firstWait<<(try-1))
	}
	return wait/2 + time.Duration(c.Jitter()*float64(wait/2))
}

// send sends r once, and has its answer read.
func (c *Client) send(ctx context.Context, r Request) *Error {
	if err := c.budget.reserve(r.Tokens, c.Now()); err != nil {
		return c.failed(0, strings.TrimPrefix(err.Error(), "openai: "), ErrBudget)
	}
	x := &exchange{client: c.http, now: c.Now}
	used, err := r.Send(ctx, c.openai(x))
	switch {
	case x.refused(): // costs nothing
		used = 0
	case used == 0: // not said, or an answer that was lost
		used = r.Tokens
	}
	c.budget.settle(r.Tokens, used, c.Now())
	if failed := c.failure(ctx, x, err); failed != nil {
		return failed
	}
	if err := r.Read(x.body); err != nil {
		return c.failed(x.status, err.Error(), r.Unusable)
	}
	return nil
}
