package endpoint

import (
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"time"
)

// Error says which endpoint and model failed, and how. errors.Is finds
// ErrBudget, Request.Unusable, context.Canceled, context.DeadlineExceeded and
// os.ErrDeadlineExceeded (Options.Timeout) in it.
type Error struct {
	Host    string // of the base URL
	Model   string
	Status  int    // of HTTP; 0: there was no answer, or no request
	Tries   int    // how often it was tried
	Message string // one line, without the key

	said       string // by the server, as it stands in Message: it may repeat words of the question
	cause      error  // not the provider's own: that may have the key in it
	again      bool   // whether to try again
	retryAfter time.Duration
}

func (e *Error) Error() string {
	tries := ""
	if e.Tries > 1 {
		tries = fmt.Sprintf(" (tried %d times)", e.Tries)
	}
	return fmt.Sprintf("openai: %s, model %s: %s%s", e.Host, e.Model, e.Message, tries)
}

func (e *Error) Unwrap() error { return e.cause }

// LogValue is Error without what the server said, for that may repeat words of
// the question.
func (e *Error) LogValue() slog.Value {
	text := e.Error()
	if e.said != "" {
		text = strings.ReplaceAll(text, e.said, "(its words are not logged)")
	}
	return slog.StringValue(text)
}

func (c *Client) failed(status int, message string, cause error) *Error {
	return &Error{Host: c.host, Model: c.options.Model, Status: status, Message: c.scrub(message), cause: cause}
}

// scrubber returns a function that takes key out of a text.
func scrubber(key string) func(string) string {
	if key == "" {
		return func(s string) string { return s }
	}
	return strings.NewReplacer(key, "[key]", url.QueryEscape(key), "[key]", url.PathEscape(key), "[key]").Replace
}

const excerptLength = 200 // bytes

// Excerpt makes what a server said fit for one line of an error. The key goes
// before the text is cut, for a half of it would not be found.
func (c *Client) Excerpt(body string) string {
	text := strings.Join(strings.Fields(c.scrub(body)), " ")
	switch {
	case text == "":
		return "with an empty body"
	case strings.HasPrefix(text, "<"):
		return "with a page of HTML in place of JSON"
	case len(text) > excerptLength:
		return strings.ToValidUTF8(text[:excerptLength], "") + "…"
	}
	return strings.ToValidUTF8(text, "")
}
