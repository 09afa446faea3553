// Package botapitest is a strict Bot API server for tests. It holds polls,
// confirms by offset, refuses what Telegram refuses, and makes the faults that
// others do not.
package botapitest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// Token is the only token that the server takes.
const Token = "1234567:AAfake-Token_of-a-test"

// Self is who the bot is.
var Self = map[string]any{"id": 666, "is_bot": true, "first_name": "Referat", "username": "referat_bot"}

// Server is a Bot API server. Its methods may be called at the same time.
type Server struct {
	URL    string
	t      testing.TB
	server *httptest.Server

	mu        sync.Mutex
	changed   chan struct{} // closed at the next change
	updates   []Update      // not confirmed, oldest first
	nextID    int
	messageID int
	sent      []Message
	calls     []Call
	faults    map[string][]Fault
	polls     int // open at this moment
}

// Update is what people do.
type Update map[string]any

// Message is what the bot sent, as Telegram took it.
type Message struct {
	ID     int
	Chat   int64
	Text   string // without tags
	HTML   string
	Params url.Values
}

// Buttons are those below a message: text and data (or address), in order.
func (m Message) Buttons() [][2]string {
	var markup struct {
		Rows [][]struct {
			Text string
			Data string `json:"callback_data"`
			URL  string
		} `json:"inline_keyboard"`
	}
	_ = json.Unmarshal([]byte(m.Params.Get("reply_markup")), &markup)
	var buttons [][2]string
	for _, row := range markup.Rows {
		for _, b := range row {
			buttons = append(buttons, [2]string{b.Text, b.Data + b.URL})
		}
	}
	return buttons
}

// Call is a request of the bot.
type Call struct {
	Method string
	Params url.Values
}

// Fault answers a request in place of the server. Before that, it may be
// carried out.
type Fault struct {
	Status int    // 0: the connection is closed without an answer
	Body   string // in place of the error's JSON
	Retry  int    // seconds of retry_after
	After  bool   // the request is carried out first
	Cut    bool   // the connection is closed in the middle of the right answer
}

// New starts a server that lives as long as the test.
func New(t testing.TB) *Server {
	s := &Server{t: t, changed: make(chan struct{}), nextID: 100, messageID: 10, faults: make(map[string][]Fault)}
	s.server = httptest.NewServer(http.HandlerFunc(s.serve))
	s.URL = s.server.URL
	t.Cleanup(func() {
		s.server.CloseClientConnections()
		s.server.Close()
	})
	return s
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	token, method, ok := strings.Cut(strings.TrimPrefix(r.URL.Path, "/bot"), "/")
	if err := r.ParseForm(); err != nil || !ok {
		fail(w, 404, "Not Found", 0)
		return
	}
	if token != Token {
		fail(w, 401, "Unauthorized", 0)
		return
	}
	fault, faulty := s.called(method, r.Form)
	if faulty && !fault.After && !fault.Cut {
		fault.answer(w)
		return
	}
	result, code, text := s.do(r, method)
	switch {
	case faulty:
		fault.cut(w, result)
	case code != 0:
		fail(w, code, text, 0)
	default:
		reply(w, map[string]any{"ok": true, "result": result})
	}
}

// called notes a request, and takes the next fault that waits for it.
func (s *Server) called(method string, params url.Values) (Fault, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = append(s.calls, Call{method, params})
	s.change()
	if list := s.faults[method]; len(list) > 0 {
		s.faults[method] = list[1:]
		return list[0], true
	}
	return Fault{}, false
}

func (s *Server) do(r *http.Request, method string) (result any, code int, text string) {
	switch method {
	case "getMe":
		return Self, 0, ""
	case "getWebhookInfo":
		return map[string]any{"url": "", "pending_update_count": s.Waiting()}, 0, ""
	case "getUpdates":
		return s.poll(r)
	case "sendMessage":
		return s.take(r.Form)
	case "answerCallbackQuery", "sendChatAction", "setMyCommands", "setWebhook", "deleteWebhook":
		return true, 0, ""
	case "editMessageReplyMarkup":
		return s.edit(r.Form)
	}
	return nil, 404, "Not Found: method not found"
}

// poll holds a request until there are updates. An offset confirms what comes
// before it. A second poll ends the first.
func (s *Server) poll(r *http.Request) (any, int, string) {
	offset, _ := strconv.Atoi(r.Form.Get("offset"))
	timeout, _ := strconv.Atoi(r.Form.Get("timeout"))
	end := time.After(time.Duration(timeout) * time.Second)
	s.mu.Lock()
	s.polls++
	mine := s.polls
	if offset > 0 {
		s.confirm(offset)
	}
	for {
		if len(s.updates) > 0 {
			list := s.updates[:min(len(s.updates), 100)]
			s.mu.Unlock()
			return list, 0, ""
		}
		changed := s.changed
		if s.polls != mine {
			s.mu.Unlock()
			return nil, 409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
		}
		s.mu.Unlock()
		select {
		case <-changed:
		case <-end:
			return []Update{}, 0, ""
		case <-r.Context().Done():
			return []Update{}, 0, ""
		}
		s.mu.Lock()
	}
}

// confirm deletes the updates before the first whose ID is offset or more.
// Those numbered anew after a reset are none of them.
func (s *Server) confirm(offset int) {
	for len(s.updates) > 0 && s.updates[0]["update_id"].(int) < offset && offset-s.updates[0]["update_id"].(int) < 10_000 {
		s.updates = s.updates[1:]
	}
	s.change()
}

func (s *Server) change() {
	close(s.changed)
	s.changed = make(chan struct{})
}

func reply(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v)
}

func fail(w http.ResponseWriter, code int, text string, retry int) {
	body := map[string]any{"ok": false, "error_code": code, "description": text}
	if retry > 0 {
		body["parameters"] = map[string]any{"retry_after": retry}
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(body)
}

func (f Fault) answer(w http.ResponseWriter) {
	switch {
	case f.Status == 0:
		hangUp(w, "")
	case f.Body != "":
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(f.Status)
		fmt.Fprint(w, f.Body)
	default:
		fail(w, f.Status, map[int]string{429: fmt.Sprintf("Too Many Requests: retry after %d", f.Retry), 403: "Forbidden: bot was blocked by the user", 409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"}[f.Status], f.Retry)
	}
}

// cut answers after the request was carried out: with the fault, or with half
// of the answer.
func (f Fault) cut(w http.ResponseWriter, result any) {
	if !f.Cut {
		f.answer(w)
		return
	}
	data, _ := json.Marshal(map[string]any{"ok": true, "result": result})
	hangUp(w, fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", len(data), data[:len(data)/2]))
}

// hangUp writes bytes to the connection and closes it.
func hangUp(w http.ResponseWriter, bytes string) {
	connection, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	_, _ = connection.Write([]byte(bytes))
	connection.Close()
}
