package telegram

import (
	"strings"
	"testing"

	"github.com/referat-dk/referat/bot"
	"github.com/referat-dk/referat/bot/internal/botapitest"
)

// TestButtonsAfterRestart: buttons of messages sent before a restart work, or
// say why they do not.
func TestButtonsAfterRestart(t *testing.T) {
	server, state := botapitest.New(t), t.TempDir()
	same := func(o *Options) { o.State = state }
	r := start(t, server, same)
	first, unclear, latest := r.ask("Hvad siger Samarbejdsforum om sagsbehandling?"), r.ask("Hvornår sluttede mødet i Samarbejdsforum?"), r.ask("/nyt")
	r.end()
	r = start(t, server, same)
	for _, tt := range []struct {
		below       botapitest.Message
		label, want string
	}{
		{first, wholeLabel, "Samarbejdsforum fremførte"},
		{first, placesLabel, "punkt 5 A"},
		{latest, "Socialdirektørforum", "punkter"},
		{unclear, "Samarbejdsforum", forgottenText},
	} {
		if m := r.press(tt.below, tt.label); !strings.Contains(m.Text, tt.want) {
			t.Errorf("%s: got %q, want %q", tt.label, m.Text, tt.want)
		}
	}
	n := len(server.Sent())
	for _, data := range []string{"", "i", "i:", "i:zzzzzzzz", "i:" + hashOf("x") + ":-7", "o:", "m:zzzzzzzz", "c:9", "r:lie:x", "r:", "k:item:" + hashOf("x"), "?", strings.Repeat("o", 64)} {
		server.Press(7, first, data) // by a client of somebody's own making
	}
	server.Until("them to be handled", func() bool { return server.Waiting() == 0 })
	for _, m := range server.Sent()[n:] {
		if strings.Contains(m.Text, "punkt 5") {
			t.Errorf("made-up data got %q", m.Text)
		}
	}
}

// TestPages: an item longer than a message is shown page by page.
func TestPages(t *testing.T) {
	r := start(t, botapitest.New(t))
	long, at := "", 0
	for _, m := range realIndex().Meetings() {
		for it := range m.All() {
			if !it.Closed && it.Len() > at {
				long, at = m.ID+"/"+it.ID, it.Len()
			}
		}
	}
	if at < 2*longestMessage {
		t.Fatalf("the longest item has %d bytes", at)
	}
	m := r.ask("/punkt " + long)
	pages := 1
	for ; len(m.Buttons()) > 0 && strings.HasPrefix(m.Buttons()[0][0], "Vis mere"); pages++ {
		m = r.press(m, "Vis mere")
	}
	whole := ""
	for _, sent := range r.server.Sent() {
		whole += sent.Text[:strings.LastIndex(sent.Text, "(side ")]
	}
	want := documentOf(r.options.Chats.Answerer.Show(long, bot.Danish).Parts()).text()
	if bare(whole) != bare(want) || pages < 2 {
		t.Errorf("%d pages:\n%s\nwant\n%s", pages, whole, want)
	}
}

// TestSourceURL: an address that Telegram refuses, that has a password, or that
// hides where it leads is no button.
func TestSourceURL(t *testing.T) {
	for address, want := range map[string]bool{
		"https://example.org/referat?id=1#2": true, "http://example.org": true, "https://rådhus.example/å": true,
		"": false, "javascript:alert(1)": false, "https://user:pw@example.org": false, "https://example.org@evil.example": false,
		"https://example.org/a b": false, "https://example.org/[cpr fjernet]": false, "https://example.org/\u202egpj": false,
		"http://localhost/x": false, "https://": false, "//example.org": false,
	} {
		if got := sourceURL(bot.Answer{Citations: []bot.Citation{{URL: address}}}); got != map[bool]string{true: address}[want] {
			t.Errorf("%q: %q", address, got)
		}
	}
}

// TestHashes of all items are different, and lead back.
func TestHashes(t *testing.T) {
	meetings := realIndex().Meetings()
	for _, m := range meetings {
		for it := range m.All() {
			if ref := m.ID + "/" + it.ID; refOf(hashOf(ref), meetings) != ref {
				t.Errorf("the hash of %s leads to %q", ref, refOf(hashOf(ref), meetings))
			}
		}
	}
	a := bot.Answer{Status: bot.Answered}
	for i := range 20 {
		a.Hits = append(a.Hits, bot.HitRef{Ref: strings.Repeat("x", 90+i), Punkt: "1", Near: true})
	}
	for _, row := range keyboardOf(a, false).rows() {
		for _, b := range row {
			if len(*b.CallbackData) > 64 {
				t.Errorf("%d bytes of data", len(*b.CallbackData))
			}
		}
	}
}
