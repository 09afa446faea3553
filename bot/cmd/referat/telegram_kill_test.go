package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/referat-dk/referat/bot/internal/botapitest"
)

// telegramProcess runs the bot in a process of its own.
func telegramProcess(t *testing.T, server *botapitest.Server, state string) *exec.Cmd {
	t.Helper()
	c := exec.Command(os.Args[0], "telegram", "--from", realMinutes, "--telegram-api", server.URL, "--state", state)
	c.Env = append(os.Environ(), mainEnv+"=1", "TELEGRAM_BOT_TOKEN="+botapitest.Token)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	return c
}

// TestTelegramIsKilled with kill -9, again and again, in the middle of
// conversations: nothing that was asked is lost, nothing is answered twice.
// Where nobody can know whether an answer arrived, the person is asked, and
// gets it at the press of a button.
func TestTelegramIsKilled(t *testing.T) {
	const chats, rounds, perRound = 4, 10, 5
	refs := []string{"1", "2", "2a", "2b", "2c", "3", "4", "5", "5a", "5b", "5c", "6", "7"}
	server, state := botapitest.New(t), t.TempDir()
	random := rand.New(rand.NewPCG(3, 4))
	type asked struct {
		chat   int64
		answer string // how its answer names the item
	}
	messages := make(map[string]asked) // by ID
	for round := range rounds {
		process := telegramProcess(t, server, state)
		for range perRound {
			n := len(messages)
			chat, ref := int64(1+n%chats), refs[n/chats]
			id := fmt.Sprint(1000 + n)
			messages[id] = asked{chat, "7. april 2022, punkt " + strings.ToUpper(strings.TrimSpace(ref[:1]+" "+ref[1:])) + ":"}
			server.Say(chat, "/punkt samarbejdsforum/2022-04-07/"+ref, botapitest.Update{"message_id": 1000 + n})
		}
		method := []string{"sendMessage", "sendMessage", "getUpdates"}[round%3]
		before, more := len(server.Calls(method)), 1+random.IntN(4)
		server.Until("something to kill it at", func() bool { return len(server.Calls(method)) >= before+more || server.Waiting() == 0 })
		process.Process.Kill()
		process.Wait()
	}
	last := telegramProcess(t, server, state)
	server.Until("all to be answered", func() bool { return server.Waiting() == 0 })
	doubts, lost := 0, 0
	for id, m := range messages {
		answers, notices := 0, 0
		for _, sent := range server.Sent() {
			if sent.Chat == m.chat && strings.Contains(sent.Text, m.answer) {
				answers++
			}
			if sent.Params.Get("reply_to_message_id") == id && strings.Contains(sent.Text, "genstartet") && len(sent.Buttons()) == 1 {
				notices++
			}
		}
		if answers > 1 || answers+notices == 0 {
			t.Errorf("message %s, %s: %d answers, %d notices", id, m.answer, answers, notices)
		}
		doubts += min(notices, 1)
		if answers == 0 {
			lost++
		}
	}
	t.Logf("of %d messages %d were in doubt; of these %d answers had not arrived", len(messages), doubts, lost)
	if err := last.Process.Signal(os.Interrupt); err != nil {
		t.Error(err)
	}
	if err := last.Wait(); err != nil {
		t.Errorf("stopped by a signal, it ended with %v", err)
	}
}
