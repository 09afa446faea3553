package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/referat-dk/referat/bot"
	"github.com/referat-dk/referat/bot/internal/botapitest"
	"github.com/referat-dk/referat/retrieval"
)

const question, answered = "Hvad blev besluttet om tilbuddet Tippen?", "Ændringerne blev godkendt"

var badGateway = botapitest.Fault{Status: 502, Body: "<html><h1>502 Bad Gateway</h1></html>"}

// TestFaults: whatever fails on the way, the answer comes, once, and what was
// waited is what Telegram asked for.
func TestFaults(t *testing.T) {
	for _, tt := range []struct {
		name, method string
		faults       []botapitest.Fault
		waits        time.Duration // one of the waits
		twice        bool          // the answer may come twice, and then says so
	}{
		{"rate limit", "sendMessage", []botapitest.Fault{{Status: 429, Retry: 17}, {Status: 429, Retry: 3}}, 17 * time.Second, false},
		{"gateway", "sendMessage", []botapitest.Fault{badGateway, badGateway}, 2 * time.Second, false},
		{"server error", "sendMessage", []botapitest.Fault{{Status: 500}}, time.Second, false},
		{"no answer", "sendMessage", []botapitest.Fault{{}}, time.Second, false},
		{"no answer, but it was sent", "sendMessage", []botapitest.Fault{{After: true}}, time.Second, true},
		{"half an answer", "sendMessage", []botapitest.Fault{{Cut: true}}, time.Second, true},
		{"typing fails", "sendChatAction", []botapitest.Fault{{Status: 500}, {Status: 500}}, 0, false},
		{"poll: rate limit", "getUpdates", []botapitest.Fault{{Status: 429, Retry: 5}}, 5 * time.Second, false},
		{"poll: gateway", "getUpdates", []botapitest.Fault{badGateway, badGateway, badGateway}, 4 * time.Second, false},
		{"poll: no answer", "getUpdates", []botapitest.Fault{{}, {}}, time.Second, false},
		{"poll: half an answer", "getUpdates", []botapitest.Fault{{Cut: true}}, time.Second, false},
		{"poll: another poll", "getUpdates", []botapitest.Fault{{Status: 409}, {Status: 409}}, 2 * time.Second, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			server := botapitest.New(t)
			server.Fail(tt.method, tt.faults...)
			server.Say(7, question)
			r := start(t, server)
			server.Until("the update to be confirmed", func() bool { return server.Waiting() == 0 })
			r.end()
			answers, explained := 0, 0
			for _, m := range server.Sent() {
				if strings.Contains(m.Text, answered) {
					answers++
				}
				if strings.Contains(m.Text, perhapsTwiceText) {
					explained++
				}
			}
			if answers < 1 || answers > 1+explained || explained > 0 && !tt.twice && tt.name != "no answer" {
				t.Errorf("%d answers, %d of them say that they may be the second: %+v", answers, explained, server.Sent())
			}
			if waited := r.waits.all(); tt.waits > 0 && !slices.Contains(waited, tt.waits) {
				t.Errorf("waited %v, and never %v", waited, tt.waits)
			}
		})
	}
}

// TestEndsAtOnce where going on is of no use, and says why.
func TestEndsAtOnce(t *testing.T) {
	conflict := botapitest.Fault{Status: 409}
	for _, tt := range []struct {
		name   string
		token  Token
		faults []botapitest.Fault
		want   error
	}{
		{"wrong token", "1:wrong", nil, ErrToken},
		{"token revoked", botapitest.Token, []botapitest.Fault{{Status: 401}}, ErrToken},
		{"another poller", botapitest.Token, []botapitest.Fault{conflict, conflict, conflict, conflict, conflict}, ErrConflict},
		{"webhook", botapitest.Token, []botapitest.Fault{{Status: 409, Body: `{"ok":false,"error_code":409,"description":"Conflict: can't use getUpdates method while webhook is active"}`}}, ErrWebhook},
	} {
		t.Run(tt.name, func(t *testing.T) {
			server := botapitest.New(t)
			server.Fail("getUpdates", tt.faults...)
			w := &waits{clock: newClock()}
			o := start(t, botapitest.New(t)).options // for all that is needed
			o.Token, o.Server, o.State = tt.token, server.URL, t.TempDir()
			b, err := newBot(t.Context(), o, w.sleep)
			if err == nil {
				err = b.Poll(t.Context())
				b.Close()
			}
			if !errors.Is(err, tt.want) || strings.Contains(err.Error(), string(tt.token)) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
}

// TestNoTokenInErrors: not where the network fails, nor where a server repeats
// what it was asked.
func TestNoTokenInErrors(t *testing.T) {
	echo := botapitest.Fault{Status: 400, Body: `{"ok":false,"error_code":400,"description":"no such path /bot` + botapitest.Token + `/getUpdates"}`}
	server := botapitest.New(t)
	server.Fail("getUpdates", echo, badGateway, botapitest.Fault{}, botapitest.Fault{Cut: true}, botapitest.Fault{Status: 307})
	api, err := connect(t.Context(), server.URL, botapitest.Token)
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		err := api.call(t.Context(), "getUpdates", map[string]string{"timeout": "0"}, nil)
		if err == nil || strings.Contains(err.Error(), botapitest.Token) {
			t.Errorf("error %v", err)
		}
	}
	for _, address := range []string{"http://127.0.0.1:1", "http://nowhere.invalid", "ftp://x", ":", "http://127.0.0.1:1\n"} {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		_, err := connect(ctx, address, botapitest.Token)
		cancel()
		if err == nil || strings.Contains(err.Error(), botapitest.Token) {
			t.Errorf("%s: error %v", address, err)
		}
	}
}

// TestNoTokenInRefusals: what is no token or no address is refused before it
// is tried, for it would be written in an error in another way than it is.
func TestNoTokenInRefusals(t *testing.T) {
	for _, tt := range []struct {
		token  Token
		server string
		want   error
	}{
		{"123456:SECRET\nsecond line", "", ErrToken},
		{"123456:SEC%52ET", "", ErrToken},
		{"SECRET", "", ErrToken},
		{"123456:SECRET", "127.0.0.1:1", ErrServer},
		{"123456:SECRET", "http://127.0.0.1:1/%s%x", ErrServer},
		{"123456:SECRET", "http://SECRET@127.0.0.1:1", ErrServer},
	} {
		_, err := Check(t.Context(), tt.server, tt.token)
		_, errOfNew := New(t.Context(), Options{Token: tt.token, Server: tt.server, State: t.TempDir(), Chats: chatsOf(realIndex())})
		for _, err := range []error{err, errOfNew} {
			if !errors.Is(err, tt.want) || strings.Contains(err.Error(), "SEC") {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		}
	}
}

func TestTokenDoesNotPrint(t *testing.T) {
	o := Options{Token: botapitest.Token}
	data, err := json.Marshal(map[string]any{"token": o.Token})
	said := fmt.Sprintf("%v %+v %#v %s %q %x %d", o, o, o, o.Token, o.Token, o.Token, o.Token) + string(data)
	if err != nil || strings.Contains(said, "AAfake") || strings.Contains(said, fmt.Sprintf("%x", "AAfake")) {
		t.Errorf("%v: %s", err, said)
	}
}

// TestRenumbered: after a quiet week Telegram begins to number anew, lower,
// with numbers that were used before.
func TestRenumbered(t *testing.T) {
	server := botapitest.New(t)
	r := start(t, server)
	for _, id := range []int{900_000_000, 5, 5} {
		server.Renumber(id)
		r.ask(question)
		server.Until("it to be confirmed", func() bool { return server.Waiting() == 0 })
		r.clock.move(8 * 24 * time.Hour)
	}
	if n := len(server.Sent()); n != 3 {
		t.Errorf("%d messages, want 3", n)
	}
}

// TestRepeated: an update that is delivered again is not answered again, nor
// after a restart.
func TestRepeated(t *testing.T) {
	state := t.TempDir()
	same := func(o *Options) { o.State = state }
	server := botapitest.New(t)
	r := start(t, server, same)
	id := server.Say(7, question)
	server.Await(1)
	again := botapitest.Update{"update_id": id, "message": botapitest.Update{"message_id": 11, "from": botapitest.Person(7), "chat": map[string]any{"id": 7, "type": "private"}, "text": question}}
	server.Push(again)
	r.ask("/kilder")
	r.end()
	server.Push(again)
	r = start(t, server, same)
	r.ask("/kilder")
	if n := len(server.Sent()); n != 3 {
		t.Errorf("%d messages, want 3", n)
	}
}

// TestDoubtful: an answer that a crash found half-way out is not sent again,
// nor lost: the person is asked, and the button answers.
func TestDoubtful(t *testing.T) {
	state := t.TempDir()
	server := botapitest.New(t)
	id := server.Say(7, question)
	if err := os.WriteFile(filepath.Join(state, journalName), []byte("99 don\n"+strconv.Itoa(id)+" sending 1788264000\n100 se"), 0o600); err != nil {
		t.Fatal(err)
	}
	r := start(t, server, func(o *Options) { o.State = state })
	notice := server.Await(1)
	if !strings.Contains(notice.Text, "genstartet") || notice.Params.Get("reply_to_message_id") == "" {
		t.Errorf("got %q", notice.Text)
	}
	server.Press(7, notice, data(t, notice, againLabel), botapitest.Update{"reply_to_message": map[string]any{"message_id": 11, "text": question}})
	if m := server.Await(2); !strings.Contains(m.Text, answered) {
		t.Errorf("the button answered %q", m.Text)
	}
	server.Press(7, notice, data(t, notice, againLabel)) // what it replies to is deleted
	if m := server.Await(3); !strings.Contains(m.Text, "Skriv spørgsmålet igen") {
		t.Errorf("the button answered %q", m.Text)
	}
	r.end()
}

// TestBlocked: one person has blocked the bot; the others are answered.
func TestBlocked(t *testing.T) {
	server := botapitest.New(t)
	server.Fail("sendMessage", botapitest.Fault{Status: 403})
	server.Say(8, question)
	r := start(t, server)
	server.Until("it to be given up", func() bool { return server.Waiting() == 0 })
	if m := r.ask(question); m.Chat != 7 {
		t.Errorf("answered %d", m.Chat)
	}
}

// TestHeldUp: a message that Telegram refuses for long is given up in the end.
func TestHeldUp(t *testing.T) {
	server := botapitest.New(t)
	server.Fail("sendMessage", slices.Repeat([]botapitest.Fault{{Status: 500}}, 100)...)
	server.Say(8, question)
	r := start(t, server)
	server.Until("it to be given up", func() bool { return server.Waiting() == 0 })
	if waited := r.clock.Now().Sub(newClock().Now()); waited < longestTry || waited > longestTry+2*longestWait {
		t.Errorf("it was given up after %v", waited)
	}
}

// TestWebhookOutage: that Telegram is away as the webhook is set does not end
// the bot.
func TestWebhookOutage(t *testing.T) {
	server := botapitest.New(t)
	server.Fail("setWebhook", badGateway, botapitest.Fault{Status: 429, Retry: 3}, botapitest.Fault{})
	r := start(t, server)
	if err := r.SetWebhook(t.Context(), "https://example.org/telegram", "a-secret-of-the-webhook"); err != nil {
		t.Error(err)
	}
	server.Fail("setWebhook", botapitest.Fault{Status: 400})
	if err := r.SetWebhook(t.Context(), "https://example.org/telegram", "a-secret-of-the-webhook"); err == nil {
		t.Error("an address that Telegram refuses is taken")
	}
}

// TestRefusedHTML: where Telegram refuses our type, it gets the words alone.
func TestRefusedHTML(t *testing.T) {
	server := botapitest.New(t)
	server.Fail("sendMessage", botapitest.Fault{Status: 400, Body: `{"ok":false,"error_code":400,"description":"Bad Request: can't parse entities"}`})
	m := start(t, server).ask(question)
	if m.Params.Get("parse_mode") != "" || !strings.Contains(m.Text, answered) {
		t.Errorf("sent %q", m.Params)
	}
}

// TestRefusedButtons: an address in sources.csv that Telegram does not take
// costs the buttons, and nothing else.
func TestRefusedButtons(t *testing.T) {
	for _, said := range []string{"BUTTON_URL_INVALID", "inline keyboard button URL 'http://localhost' is invalid: Wrong HTTP URL"} {
		server := botapitest.New(t)
		server.Fail("sendMessage", botapitest.Fault{Status: 400, Body: `{"ok":false,"error_code":400,"description":"Bad Request: ` + said + `"}`})
		m := start(t, server).ask(question)
		if m.Params.Get("parse_mode") != "HTML" || len(m.Buttons()) > 0 || !strings.Contains(m.Text, answered) {
			t.Errorf("%s: sent %q", said, m.Params)
		}
	}
}

// TestLongAnswerTwice: an answer that fills a message, and is sent again with a
// word on that, loses nothing of its end.
func TestLongAnswerTwice(t *testing.T) {
	server := botapitest.New(t)
	r := start(t, server)
	server.Fail("sendMessage", botapitest.Fault{After: true})
	text := strings.Repeat("ord ", 5000) + "slut"
	r.queue.slots <- struct{}{} // as a job of the queue
	if err := r.deliver(t.Context(), update{ID: 1, Message: &message{Chat: tgbotapi.Chat{ID: 7, Type: "private"}}}, reply{text: plainDocument(text)}); err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, m := range server.Sent()[1:] { // the first came twice
		all.WriteString(strings.TrimPrefix(m.Text, perhapsTwiceText) + " ")
	}
	if got := strings.Join(strings.Fields(all.String()), " "); got != text {
		t.Errorf("%d of %d letters arrived", len(got), len(text))
	}
}

// faulty is an index with a fault: some questions end the program.
type faulty struct{ bot.Searcher }

func (f faulty) Search(ctx context.Context, q retrieval.Query) (retrieval.Result, error) {
	if strings.Contains(q.Text, "fatalt") {
		panic("index out of range: " + q.Text)
	}
	return f.Searcher.Search(ctx, q)
}

// TestFaultInProgram: a question that the program breaks on gets an answer that
// says so. It is not delivered to every start that follows, and the log has
// nothing of its words.
func TestFaultInProgram(t *testing.T) {
	r := start(t, botapitest.New(t), func(o *Options) { o.Chats = &bot.Chats{Answerer: &bot.Answerer{Searcher: faulty{realIndex()}}} })
	if m := r.ask("Hvad blev besluttet om det fatalt forkerte tilbud?"); m.Text != failedText {
		t.Errorf("got %q", m.Text)
	}
	if m := r.ask(question); !strings.Contains(m.Text, answered) {
		t.Errorf("the next question got %q", m.Text)
	}
	if log := r.log.String(); !strings.Contains(log, "a fault in the program") || strings.Contains(log, "fatalt") {
		t.Error(log)
	}
}

// TestWebhook: no secret, no entry; one answer for an update, however often it
// is posted.
func TestWebhook(t *testing.T) {
	const secret = "a-secret-of-the-webhook"
	server := botapitest.New(t)
	r := start(t, server)
	if _, err := r.Webhook("short"); err == nil {
		t.Error("a short secret was taken")
	}
	if err := r.SetWebhook(t.Context(), "http://example.org", secret); err == nil {
		t.Error("an address without https was taken")
	}
	if err := r.SetWebhook(t.Context(), "https://example.org/telegram", secret); err != nil {
		t.Error(err)
	}
	hook, err := r.Webhook(secret)
	if err != nil {
		t.Fatal(err)
	}
	const body = `{"update_id":5,"message":{"message_id":1,"from":{"id":7},"chat":{"id":7,"type":"private"},"text":"/kilder"}}`
	for _, tt := range []struct {
		method, secret, body string
		status               int
	}{
		{"POST", secret, body, 200},
		{"POST", secret, body, 200},
		{"POST", "", body, 401},
		{"POST", secret + "x", body, 401},
		{"GET", secret, "", 405},
		{"POST", secret, "no JSON", 400},
		{"POST", secret, strings.Repeat(" ", 2<<20), 400},
		{"POST", secret, `{"update_id":6,"poll":{}}`, 200},
	} {
		request, _ := http.NewRequest(tt.method, "/telegram", strings.NewReader(tt.body))
		request.Header.Set(secretHeader, tt.secret)
		w := &recorder{status: 200}
		hook.ServeHTTP(w, request.WithContext(t.Context()))
		if w.status != tt.status {
			t.Errorf("%s %.20q with %q: status %d, want %d", tt.method, tt.body, tt.secret, w.status, tt.status)
		}
	}
	if n := len(server.Sent()); n != 1 {
		t.Errorf("%d messages, want 1", n)
	}
}

type recorder struct{ status int }

func (r *recorder) Header() http.Header         { return http.Header{} }
func (r *recorder) Write(p []byte) (int, error) { return len(p), nil }
func (r *recorder) WriteHeader(status int)      { r.status = status }
