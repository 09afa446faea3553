package telegram

import (
	"bytes"
	"context"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/referat-dk/referat/bot"
	"github.com/referat-dk/referat/bot/internal/botapitest"
	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
)

// realIndex has the five real minutes that come with the checkout. Tests share
// it and change nothing in it.
var realIndex = sync.OnceValue(func() *retrieval.Index {
	index, err := retrieval.Open(context.Background(), retrieval.Options{})
	if err != nil {
		panic(err)
	}
	files, _ := filepath.Glob("../../testdata/minutes/*.txt")
	for _, file := range files {
		m, err := minutes.ParseFile(file)
		if err == nil {
			m.Source.URL = "https://example.org/" + filepath.Base(file)
			err = index.Add(context.Background(), m)
		}
		if err != nil {
			panic(err)
		}
	}
	return index
})

// clock is a time that stands still until it is moved.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) move(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// running is a bot that polls a strict server.
type running struct {
	*Bot
	t      *testing.T
	server *botapitest.Server
	clock  *clock
	log    *lockedBuffer
	waits  *waits
	ended  chan error
	cancel context.CancelFunc
}

// waits are the times that the bot would have slept. It moves the clock instead.
type waits struct {
	mu    sync.Mutex
	list  []time.Duration
	clock *clock
}

func (w *waits) sleep(ctx context.Context, d time.Duration) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.list = append(w.list, d)
	w.clock.move(d)
	return ctx.Err()
}

func (w *waits) all() []time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([]time.Duration{}, w.list...)
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// start runs a bot against a server until the test ends or stop is called.
func start(t *testing.T, server *botapitest.Server, change ...func(*Options)) *running {
	t.Helper()
	r := &running{t: t, server: server, clock: newClock(), log: &lockedBuffer{}, ended: make(chan error, 1)}
	r.waits = &waits{clock: r.clock}
	o := Options{
		Token: botapitest.Token, Server: server.URL, State: t.TempDir(), Now: r.clock.Now,
		Chats: &bot.Chats{Answerer: &bot.Answerer{Searcher: realIndex(), Now: r.clock.Now}, Now: r.clock.Now},
		Log:   slog.New(slog.NewTextHandler(r.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}
	for _, c := range change {
		c(&o)
	}
	var ctx context.Context
	ctx, r.cancel = context.WithCancel(t.Context())
	var err error
	if r.Bot, err = newBot(ctx, o, r.waits.sleep); err != nil {
		t.Fatal(err)
	}
	go func() { r.ended <- r.Poll(ctx) }()
	t.Cleanup(r.end)
	return r
}

// end stops the bot as a signal does. It checks what no bot may ever do.
func (r *running) end() {
	if r.cancel == nil {
		return
	}
	r.cancel()
	r.cancel = nil
	if err := <-r.ended; err != nil {
		r.t.Errorf("Poll ended with %v", err)
	}
	if err := r.Close(); err != nil {
		r.t.Error(err)
	}
	if strings.Contains(r.log.String(), botapitest.Token) {
		r.t.Error("the token stands in the log")
	}
}

// ask says something and returns what the bot says to it.
func (r *running) ask(text string, extra ...botapitest.Update) botapitest.Message {
	r.t.Helper()
	n := len(r.server.Sent())
	r.server.Say(7, text, extra...)
	return r.server.Await(n + 1)
}

// press presses the button with a label, and returns what the bot says to it.
func (r *running) press(m botapitest.Message, label string) botapitest.Message {
	r.t.Helper()
	n := len(r.server.Sent())
	r.server.Press(7, m, data(r.t, m, label))
	return r.server.Await(n + 1)
}

func data(t *testing.T, m botapitest.Message, label string) string {
	t.Helper()
	for _, b := range m.Buttons() {
		if strings.HasPrefix(b[0], label) {
			return b[1]
		}
	}
	t.Fatalf("no button %q below %q, but %q", label, m.Text, m.Buttons())
	return ""
}

func TestConversation(t *testing.T) {
	r := start(t, botapitest.New(t))
	has := func(m botapitest.Message, words ...string) {
		t.Helper()
		for _, w := range words {
			if !strings.Contains(m.HTML, w) {
				t.Errorf("%q is missing in\n%s", w, m.HTML)
			}
		}
	}
	has(r.ask("/start"), "<b>Hej. Jeg er en maskine.</b>", "5 referater", "ikke sikker post", "CPR-numre")
	has(r.ask("hjælp"), "/moede", "Spørg med dine egne ord")
	first := r.ask("Hvad siger Samarbejdsforum om skift af sagsbehandler?")
	has(first, "<blockquote>", "<b>— Samarbejdsforum, 7. april 2022, punkt 5 C</b>: Skift af sagsbehandler")
	has(r.ask("hvem sagde det?"), "punkt 5 C")
	has(r.ask("Hvad blev besluttet om tilbuddet Tippen?"), "Ændringerne blev godkendt")
	has(r.ask("hvem sagde det?", botapitest.Update{"reply_to_message": map[string]any{"message_id": first.ID, "from": botapitest.Self}}), "punkt 5 C")
	has(r.press(first, "Vis hele punktet"), "Skift af sagsbehandler", "punkt 5 C")
	unclear := r.ask("Hvornår sluttede mødet i Samarbejdsforum?")
	has(unclear, "Hvilket møde")
	has(r.press(unclear, "Samarbejdsforum, 7. april 2022"), "7. april 2022 siger ikke")
	latest := r.ask("/nyt")
	has(latest, "De nyeste møder", "5. december 2023")
	has(r.press(latest, "Samarbejdsforum, 7. april 2022"), "har 7 punkter")
	has(r.ask("/møde 7. april 2022"), "har 7 punkter")
	has(r.ask("/punkt 5c 7. april 2022"), "Skift af sagsbehandler")
	has(r.ask("/punkt samarbejdsforum/2022-04-07/5c"), "Skift af sagsbehandler")
	has(r.ask("/kilder"), "Socialdirektørforum: 1 referat")
	has(r.ask("/privatliv"), "30 minutter")
	has(r.ask("/ny"), "forfra")
	has(r.ask("/findesikke"), "/hjaelp")
	has(r.ask("Mit nummer er 010203-1234, hvad sker der?"), "CPR")
}

func chatsOf(index *retrieval.Index) *bot.Chats {
	return &bot.Chats{Answerer: &bot.Answerer{Searcher: index}}
}

// partsOf is an answer in which the same words are said, quoted, and a title.
func partsOf(said, label, title string) []bot.Part {
	return []bot.Part{{Kind: bot.Said, Text: said}, {Kind: bot.Quote, Text: said}, {Kind: bot.Said, Text: "\n"}, {Kind: bot.Reference, Text: label, Title: title}, {Kind: bot.Said, Text: "\n\n" + said}, {Kind: bot.Quote, Text: title}}
}
