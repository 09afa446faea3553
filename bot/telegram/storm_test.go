package telegram

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/referat-dk/referat/bot/internal/botapitest"
)

// TestStorm: many people write at once while everything fails now and then.
// Each gets each answer once, in order.
func TestStorm(t *testing.T) {
	const people = 12
	refs := []string{"1", "2", "2a", "2b", "2c", "3", "4", "5", "5a", "5b", "5c", "6", "7"}
	server, random := botapitest.New(t), rand.New(rand.NewPCG(8, 9))
	faults := []botapitest.Fault{{Status: 429, Retry: 2}, {Status: 500}, badGateway, {}, {Status: 504, Body: "<html>"}}
	for _, method := range []string{"sendMessage", "sendMessage", "sendMessage", "getUpdates", "sendChatAction"} {
		for range 20 {
			server.Fail(method, faults[random.IntN(len(faults))])
		}
	}
	state := t.TempDir()
	// A clock of its own: what everybody waits would add up, and be too long.
	unlimited := func(o *Options) { o.State, o.Total, o.Now = state, -1, newClock().Now }
	r := start(t, server, unlimited)
	for i, ref := range refs {
		for _, person := range random.Perm(people) {
			server.Say(int64(person+1), "/punkt samarbejdsforum/2022-04-07/"+ref)
		}
		if i%5 == 4 { // and the bot is stopped now and then
			r.end()
			r = start(t, server, unlimited)
		}
	}
	server.Until("all to be answered", func() bool { return server.Waiting() == 0 })
	var want []string
	for _, ref := range refs {
		want = append(want, "punkt "+strings.ToUpper(strings.TrimSpace(ref[:1]+" "+ref[1:]))+":")
	}
	got := make([][]string, people)
	for _, m := range server.Sent() {
		_, label, _ := strings.Cut(m.Text[strings.LastIndex(m.Text, "— "):], "7. april 2022, ")
		label, _, _ = strings.Cut(label, ":")
		got[m.Chat-1] = append(got[m.Chat-1], label+":")
	}
	for i, labels := range got {
		if !slices.Equal(labels, want) {
			t.Errorf("person %d got %q, want %q", i+1, labels, want)
		}
	}
}
