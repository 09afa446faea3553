package telegram

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/referat-dk/referat/bot"
	"github.com/referat-dk/referat/bot/internal/botapitest"
	"github.com/referat-dk/referat/bot/openai"
)

// in makes a message one of a group.
func in(group int64, more ...botapitest.Update) botapitest.Update {
	m := botapitest.Update{"chat": map[string]any{"id": group, "type": "supergroup", "title": "Pårørende"}}
	for _, u := range more {
		for k, v := range u {
			m[k] = v
		}
	}
	return m
}

func replyTo(id int, from any) botapitest.Update {
	return botapitest.Update{"reply_to_message": map[string]any{"message_id": id, "from": from, "text": "…"}}
}

// TestGroups: only commands for this bot, and replies to what it wrote.
func TestGroups(t *testing.T) {
	r := start(t, botapitest.New(t))
	answers := func(want bool, text string, extra botapitest.Update) {
		t.Helper()
		n := len(r.server.Sent())
		r.server.Say(7, text, in(-100, extra))
		r.server.Until("it to be handled", func() bool { return r.server.Waiting() == 0 })
		if got := len(r.server.Sent()) > n; got != want {
			t.Errorf("%q: answered %v, want %v", text, got, want)
		}
	}
	answers(false, question, nil)
	answers(false, "/kilder@another_bot", nil)
	answers(false, question, replyTo(3, botapitest.Person(8)))
	answers(true, "/kilder", nil)
	answers(true, "/spørg@Referat_Bot "+question, nil)
	sent := r.server.Sent()
	last := sent[len(sent)-1]
	if !strings.Contains(last.Text, answered) || last.Chat != -100 || last.Params.Get("reply_to_message_id") == "" {
		t.Errorf("got %q to %d", last.Text, last.Chat)
	}
	answers(true, "hvem sagde det?", replyTo(last.ID, botapitest.Self))
	answers(true, "/kilder", botapitest.Update{"message_thread_id": 9, "is_topic_message": true})
	if m := r.server.Sent()[len(r.server.Sent())-1]; m.Params.Get("message_thread_id") != "9" {
		t.Errorf("the answer went to topic %q", m.Params.Get("message_thread_id"))
	}
}

// TestWhoIsAnswered: the allow-list, the closed file, bots, and what is no text.
func TestWhoIsAnswered(t *testing.T) {
	file := filepath.Join(t.TempDir(), "closed")
	r := start(t, botapitest.New(t), func(o *Options) { o.Allow, o.NoGroups, o.ClosedFile = []int64{7, -100}, true, file })
	if m := r.ask(question); !strings.Contains(m.Text, answered) {
		t.Error("somebody on the list is not answered")
	}
	n := len(r.server.Sent())
	r.server.Say(8, question)
	if m := r.server.Await(n + 1); m.Text != notAllowedText {
		t.Errorf("somebody not on the list got %q", m.Text)
	}
	if m := r.ask("", botapitest.Update{"photo": []any{map[string]any{"file_id": "x"}}, "caption": "010203-1234"}); m.Text != onlyTextText {
		t.Errorf("a photograph got %q", m.Text)
	}
	n = len(r.server.Sent())
	r.server.Say(7, question, botapitest.Update{"from": map[string]any{"id": 9, "is_bot": true}})
	r.server.Say(7, "/kilder", in(-100))
	r.server.Push(botapitest.Update{"channel_post": map[string]any{"text": question}})
	r.server.Push(botapitest.Update{"message": "not as expected"})
	r.server.Until("them to be handled", func() bool { return r.server.Waiting() == 0 })
	if got := len(r.server.Sent()); got != n {
		t.Errorf("%d answers to a bot, a group, a channel and no message", got-n)
	}
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if m := r.ask(question); m.Text != closedText {
		t.Errorf("closed, it said %q", m.Text)
	}
	if m := r.ask("/slet"); m.Text != erasedText {
		t.Errorf("closed, it did not delete: %q", m.Text)
	}
}

// TestLimits: who asks too much is told once a minute; others are answered.
func TestLimits(t *testing.T) {
	r := start(t, botapitest.New(t), func(o *Options) { o.PerPerson, o.Total = 3, 5 })
	for range 6 {
		r.server.Say(7, "/kilder")
	}
	for range 4 {
		r.server.Say(8, "/kilder")
	}
	r.server.Until("them to be handled", func() bool { return r.server.Waiting() == 0 })
	count := map[string]int{}
	for _, m := range r.server.Sent() {
		count[strings.Fields(m.Text)[0]]++
	}
	if count["Hvad"] != 5 || count["Det"] != 1 || count["Der"] != 1 {
		t.Errorf("%v: want 5 answers, and each person told once", count)
	}
	r.clock.move(time.Minute)
	if m := r.ask("/kilder"); !strings.HasPrefix(m.Text, "Hvad") {
		t.Errorf("a minute later: %q", m.Text)
	}
}

// TestLimitsOfStrangers: who is not on the list cannot use up what those on it
// have together.
func TestLimitsOfStrangers(t *testing.T) {
	r := start(t, botapitest.New(t), func(o *Options) { o.Allow, o.Total = []int64{7}, 3 })
	for person := range int64(10) {
		r.server.Say(100+person, "/kilder")
	}
	r.server.Await(10)
	n := len(r.server.Sent())
	r.server.Say(7, "/kilder")
	if m := r.server.Await(n + 1); !strings.HasPrefix(m.Text, "Hvad") {
		t.Errorf("got %q", m.Text)
	}
}

// TestNothingPersonalIsKept: neither log nor disk has words of people; a
// personal number is refused, and goes nowhere.
func TestNothingPersonalIsKept(t *testing.T) {
	for _, words := range []bool{false, true} {
		state := t.TempDir()
		r := start(t, botapitest.New(t), func(o *Options) { o.State, o.LogWords = state, words })
		if m := r.ask("Hvad skete der med 010203-1234 og takststigninger?"); !strings.Contains(m.Text, "CPR") || len(m.Buttons()) > 0 {
			t.Errorf("got %q with %v", m.Text, m.Buttons())
		}
		r.ask("/spørg om 010203-1234")
		m := r.ask("Hvad blev besluttet om tilbuddet Tippen? Ring 12 34 56 78 eller skriv til mor@example.org, Skibhusvej 12")
		r.server.Press(7, m, data(t, m, wrongLabel))
		r.server.Until("it to be handled", func() bool { return r.server.Waiting() == 0 })
		r.end()
		kept := r.log.String()
		if strings.Contains(kept, "Tippen") != words {
			t.Errorf("words are to be logged: %v. The log:\n%s", words, kept)
		}
		files, _ := filepath.Glob(state + "/*")
		for _, f := range files {
			content, _ := os.ReadFile(f)
			kept += string(content)
			if bytes.Contains(content, []byte("Tippen")) {
				t.Errorf("%s has words: %s", f, content)
			}
		}
		for _, secret := range []string{"010203", "1234", "12 34 56 78", "mor@example.org", "Skibhusvej 12"} {
			if strings.Contains(kept, secret) {
				t.Errorf("%q was kept:\n%s", secret, kept)
			}
		}
	}
}

// TestModelErrorInLog: an endpoint that repeats the question in its error
// brings no words of people into the log.
func TestModelErrorInLog(t *testing.T) {
	endpoint := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		w.WriteHeader(http.StatusBadRequest)
		_ = json.NewEncoder(w).Encode(map[string]any{"error": map[string]any{"message": "too long: Tippen " + string(body)}})
	}))
	defer endpoint.Close()
	model, err := openai.New(openai.Options{URL: endpoint.URL, Model: "m"})
	if err != nil {
		t.Fatal(err)
	}
	r := start(t, botapitest.New(t), func(o *Options) {
		o.Chats = &bot.Chats{Answerer: &bot.Answerer{Searcher: realIndex(), Composer: model}}
	})
	if m := r.ask(question); !strings.Contains(m.Text, answered) {
		t.Errorf("got %q", m.Text)
	}
	r.end()
	if log := r.log.String(); strings.Contains(log, "Tippen") || !strings.Contains(log, "HTTP 400") {
		t.Error(log)
	}
}

// TestFeedback is kept without the question, unless the person agrees; and
// then it is deleted with the rest.
func TestFeedback(t *testing.T) {
	r := start(t, botapitest.New(t))
	m := r.ask(question)
	press := func(label string) {
		t.Helper()
		r.server.Press(7, m, data(t, m, label))
		r.server.Until("it to be handled", func() bool { return r.server.Waiting() == 0 })
		m = r.server.Sent()[0]
	}
	kept := func() string {
		content, _ := os.ReadFile(filepath.Join(r.options.State, "feedback.jsonl"))
		return string(content)
	}
	press(wrongLabel)
	press("Der mangler noget")
	const first = `{"day":"2026-09-01","ref":"socialdirektoerforum/2016-08-15/6","useful":false,"reason":"missing"}` + "\n"
	if got := kept(); got != first {
		t.Errorf("kept %s", got)
	}
	press(keepLabel)
	if got := kept(); !strings.Contains(got, `"question":"`+question+`","chat":7`) {
		t.Errorf("kept %s", got)
	}
	if n := len(m.Buttons()); n != 0 {
		t.Errorf("%d buttons are left", n)
	}
	n := len(r.server.Sent())
	r.server.Say(7, "/slet")
	r.server.Await(n + 1)
	if got := kept(); got != first {
		t.Errorf("after /slet: %s", got)
	}
}

// TestFeedbackOfAnother: in a group nobody else can let a question be kept than
// who asked it.
func TestFeedbackOfAnother(t *testing.T) {
	r := start(t, botapitest.New(t))
	m := r.ask("/spoerg "+question, in(-100))
	for _, pressed := range []string{data(t, m, wrongLabel), reasonData + ":off:" + hashOf("x"), keepData + ":off:" + hashOf("x")} {
		r.server.Press(8, m, pressed, in(-100))
		r.server.Until("it to be handled", func() bool { return r.server.Waiting() == 0 })
	}
	content, err := os.ReadFile(filepath.Join(r.options.State, "feedback.jsonl"))
	if err != nil || bytes.Contains(content, []byte("Tippen")) {
		t.Errorf("kept %s (%v)", content, err)
	}
}

// TestForgotten: after /ny and /slet a follow-up has nothing to follow.
func TestForgotten(t *testing.T) {
	for _, command := range []string{"/ny", "/slet"} {
		r := start(t, botapitest.New(t))
		r.ask("Hvad siger Samarbejdsforum om skift af sagsbehandler?")
		r.ask(command)
		if m := r.ask("hvem sagde det?"); strings.Contains(m.Text, "punkt 5 C") {
			t.Errorf("after %s it remembers", command)
		}
		r.end()
	}
}
