package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"regexp"
	"strings"
	"sync/atomic"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// api calls methods of a Bot API server. The library has no context, no time
// limit, and puts the token into every network error; and it logs it, where
// its own polling is used. So only MakeRequest is, each time with a client
// that has the context and takes the token out.
type api struct {
	library *tgbotapi.BotAPI
	client  *http.Client
	token   Token

	skew atomic.Int64 // how far the server's clock is ahead of ours, as a time.Duration
}

const (
	defaultAPI   = "https://api.telegram.org"
	callTime     = 20 * time.Second // for any call but a poll, which waits longer
	longestReply = 16 << 20         // bytes; 100 updates are far less
	idleTime     = 20 * time.Second // a connection idle for longer may be closed as we write to it
)

// goodToken has no sign that is written in another way in an address, and so
// in an error, than in the token.
var goodToken = regexp.MustCompile(`^\d+:[A-Za-z0-9_-]+$`)

// goodServer reports whether a server's address can have the token put behind it.
func goodServer(server string) bool {
	u, err := url.Parse(server)
	return server == "" || err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https") && u.User == nil && u.RawQuery == "" && u.Fragment == "" && !strings.Contains(server, "%")
}

// connect asks the server who the bot is.
func connect(ctx context.Context, server string, token Token) (*api, error) {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.IdleConnTimeout = idleTime
	transport.Protocols = new(http.Protocols)
	transport.Protocols.SetHTTP1(true) // a dead connection holds up one request, and not all that share it
	a := &api{token: token, client: &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }, // the token goes nowhere else
	}}
	if server == "" {
		server = defaultAPI
	}
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	var err error
	a.library, err = tgbotapi.NewBotAPIWithClient(string(token), strings.TrimRight(server, "/")+"/bot%s/%s", caller{a, ctx})
	if err != nil {
		return nil, a.hidden("getMe", err)
	}
	return a, nil
}

// call makes one request. The error is an *apiError.
func (a *api) call(ctx context.Context, method string, params tgbotapi.Params, result any) error {
	if _, ok := ctx.Deadline(); !ok {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, callTime)
		defer cancel()
	}
	library := *a.library
	library.Client = caller{a, ctx}
	response, err := library.MakeRequest(method, params)
	if err != nil {
		return a.hidden(method, err)
	}
	if result == nil {
		return nil
	}
	if err := json.Unmarshal(response.Result, result); err != nil {
		return a.hidden(method, fmt.Errorf("the answer cannot be read: %w", err))
	}
	return nil
}

// Health is what Telegram says of a bot.
type Health struct {
	Name    string        // "referat_bot"
	Webhook string        // where its updates are posted; "": they are polled
	Waiting int           // updates that are not delivered
	Skew    time.Duration // how far Telegram's clock is ahead of ours, give or take a second
}

// Check asks Telegram about a bot, without reading its updates. The server "" is
// Telegram's own. The error is ErrToken or ErrServer where these are at fault.
func Check(ctx context.Context, server string, token Token) (Health, error) {
	switch {
	case !goodToken.MatchString(string(token)):
		return Health{}, ErrToken
	case !goodServer(server):
		return Health{}, ErrServer
	}
	a, err := connect(ctx, server, token)
	if failed := (*apiError)(nil); errors.As(err, &failed) && failed.isToken() {
		return Health{}, fmt.Errorf("%w (%w)", ErrToken, err)
	}
	if err != nil {
		return Health{}, err
	}
	var hook struct {
		URL     string
		Waiting int `json:"pending_update_count"`
	}
	err = a.call(ctx, "getWebhookInfo", nil, &hook)
	return Health{a.library.Self.UserName, hook.URL, hook.Waiting, time.Duration(a.skew.Load())}, err
}

// isToken reports whether the token is at fault.
func (e *apiError) isToken() bool {
	return e.code == 401 || e.code == 404 && e.method != "getWebhookInfo"
}

// apiError is a failed call. Its text never holds the token, and it wraps
// nothing that might.
type apiError struct {
	method  string
	code    int // as HTTP has them; 0: no answer came
	text    string
	wait    time.Duration // the server wants us to wait; 0: it did not say
	migrate int64         // the chat's new ID, of a group that became a supergroup

	// doubt is true where the request went out and no answer came: whether
	// it was carried out is not known.
	doubt bool
	// cancelled is context.Canceled or DeadlineExceeded where that ended it.
	cancelled error
}

func (e *apiError) Error() string {
	if e.code == 0 {
		return fmt.Sprintf("telegram: %s: %s", e.method, e.text)
	}
	return fmt.Sprintf("telegram: %s: %d %s", e.method, e.code, e.text)
}

func (e *apiError) Unwrap() error { return e.cancelled }

// hidden turns err into an *apiError without the token.
func (a *api) hidden(method string, err error) *apiError {
	e := &apiError{method: method, text: err.Error()}
	var known *tgbotapi.Error
	switch broken := (*brokenError)(nil); {
	case errors.As(err, &known):
		e.code, e.text, e.migrate = known.Code, known.Message, known.MigrateToChatID
		e.wait = time.Duration(known.RetryAfter) * time.Second
	case errors.As(err, &broken):
		e.code, e.text, e.doubt = broken.code, broken.text, broken.doubt
		for _, c := range []error{context.Canceled, context.DeadlineExceeded} {
			if errors.Is(broken.err, c) {
				e.cancelled = c
			}
		}
	}
	e.text = strings.ReplaceAll(e.text, string(a.token), hiddenToken)
	return e
}

// brokenError is a request that got no answer of the Bot API.
type brokenError struct {
	code  int
	text  string
	doubt bool
	err   error
}

func (e *brokenError) Error() string { return e.text }

// caller carries the context of one call into the library.
type caller struct {
	api *api
	ctx context.Context
}

// Do reads the whole answer, so that the library sees either the Bot API's
// JSON or an error: not the HTML of a gateway, nor half an answer.
func (c caller) Do(r *http.Request) (*http.Response, error) {
	written := false
	trace := &httptrace.ClientTrace{WroteRequest: func(i httptrace.WroteRequestInfo) { written = i.Err == nil }}
	response, err := c.api.client.Do(r.WithContext(httptrace.WithClientTrace(c.ctx, trace)))
	if err != nil {
		text := "the connection broke or could not be made"
		if inner := errors.Unwrap(err); inner != nil { // without the address, which has the token
			text = inner.Error()
		}
		return nil, &brokenError{0, text, written, err}
	}
	defer response.Body.Close()
	if at, err := http.ParseTime(response.Header.Get("Date")); err == nil {
		c.api.skew.Store(int64(time.Until(at)))
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, longestReply))
	switch {
	case json.Valid(body) && bytes.HasPrefix(bytes.TrimSpace(body), []byte("{")):
		response.Body = io.NopCloser(bytes.NewReader(body))
		return response, nil
	case response.StatusCode == http.StatusOK:
		return nil, &brokenError{0, "the answer broke off", true, errors.Join(err, io.ErrUnexpectedEOF)}
	}
	return nil, &brokenError{response.StatusCode, http.StatusText(response.StatusCode) + ", and no JSON: a gateway or proxy answered", false, err}
}
