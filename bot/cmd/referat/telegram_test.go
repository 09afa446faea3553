package main

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/referat-dk/referat/bot/internal/botapitest"
)

// TestTelegramCommand: what is wrong is said in Danish, in one line, and never
// shows the token.
func TestTelegramCommand(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	good, wrong, empty := write("good", botapitest.Token+"\n"), write("wrong", "1:wrong"), write("empty", "\n")
	server, conflict, hooked := botapitest.New(t), botapitest.New(t), botapitest.New(t)
	hook := botapitest.Fault{Status: 200, Body: `{"ok":true,"result":{"url":"https://example.org/old","pending_update_count":0}}`}
	hooked.Fail("getWebhookInfo", hook, hook)
	conflict.Fail("getUpdates", botapitest.Fault{Status: 409, Body: `{"ok":false,"error_code":409,"description":"Conflict: can't use getUpdates method while webhook is active"}`})
	t.Setenv("TELEGRAM_BOT_TOKEN", "")
	for _, tt := range []struct {
		args   string
		status int
		says   string
	}{
		{"telegram", 2, "@BotFather"},
		{"telegram --telegram-token-file " + empty, 1, "filen er tom"},
		{"telegram --telegram-token-file " + dir + "/none", 1, "findes ikke"},
		{"telegram --telegram-token-file " + wrong, 1, "kender ikke bottens token"},
		{"telegram --telegram-token-file " + good + " --webhook https://example.org/telegram", 2, "--listen"},
		{"telegram --telegram-token-file " + good + " --webhook https://example.org/telegram --listen 127.0.0.1:0", 2, "16-256"},
		{"telegram --telegram-token-file " + good + " --telegram-api " + conflict.URL, 1, "--delete-webhook"},
		{"doctor --telegram-token-file " + good, 0, "✓ Telegram: @referat_bot"},
		{"doctor --telegram-token-file " + good, 0, "✓ Ur"},
		{"doctor --telegram-token-file " + good + " --listen 127.0.0.1:0 --closed-file x --allow 1,2 --no-groups --per-person 5", 0, "✓ Beskeder: hentes"},
		{"doctor --telegram-token-file " + good + " --webhook https://example.org/telegram", 1, "✗ Beskeder: webhookens hemmelighed"},
		{"doctor --telegram-token-file " + good + " --telegram-api " + hooked.URL, 1, "✗ Beskeder: botten har en webhook"},
		{"doctor --telegram-token-file " + good + " --telegram-api " + hooked.URL + " --delete-webhook", 0, "✓ Beskeder"},
		{"doctor --telegram-token-file " + good + " --telegram-api http://127.0.0.1:1", 1, "✗ Telegram: Telegram svarer ikke"},
		{"doctor --telegram-token-file " + good + " --telegram-api 127.0.0.1:1", 1, "✗ Telegram: --telegram-api"},
		{"telegram --telegram-token-file " + good + " --telegram-api 127.0.0.1:1", 1, "--telegram-api"},
		{"telegram --telegram-token-file " + write("two", botapitest.Token+"\nsecond"), 1, "kender ikke bottens token"},
		{"doctor --telegram-token-file " + wrong, 1, "✗ Telegram: Telegram kender ikke"},
		{"doctor --telegram-token-file " + good + " --db " + dir + "/none.db", 1, "✗ Indeks: indekset"},
		{"doctor --telegram-token-file " + good + " --state " + good, 1, "✗ Mappe"},
		{"doctor --telegram-token-file " + good + " --model m --openai-url http://127.0.0.1:1/v1", 1, "✗ Model"},
	} {
		args := strings.Fields(tt.args)
		for flag, value := range map[string]string{"--telegram-api": server.URL, "--state": filepath.Join(dir, "state"), "--from": realMinutes} {
			if !strings.Contains(tt.args, flag) && (flag != "--from" || !strings.Contains(tt.args, "--db")) {
				args = append(args, flag, value)
			}
		}
		status, stdout, stderr := referat("", args...)
		said := stdout + stderr
		if status != tt.status || !strings.Contains(said, tt.says) || strings.Contains(said, botapitest.Token) || strings.Contains(said, "1:wrong") {
			t.Errorf("referat %s: status %d, want %d with %q:\n%s", tt.args, status, tt.status, tt.says, said)
		}
	}
}

// TestTelegramServes health and metrics while it answers, and ends with status
// 0 when it is stopped.
func TestTelegramServes(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	listener.Close()
	server := botapitest.New(t)
	t.Setenv("TELEGRAM_BOT_TOKEN", botapitest.Token)
	ctx, cancel := context.WithCancel(t.Context())
	root, log := newRoot(), new(bytes.Buffer)
	root.SetArgs([]string{"telegram", "--from", realMinutes, "--telegram-api", server.URL, "--state", t.TempDir(), "--listen", address})
	root.SetErr(log)
	ended := make(chan int)
	go func() { ended <- run(ctx, root) }()
	server.Say(7, "/kilder")
	server.Await(1)
	server.Until("it to be confirmed", func() bool { return server.Waiting() == 0 })
	for path, want := range map[string]string{
		"/healthz": "ok", "/readyz": "ok",
		"/metrics": `referat_updates_total{status="sources"} 1`,
	} {
		response, err := http.Get("http://" + address + path)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(response.Body)
		response.Body.Close()
		if response.StatusCode != http.StatusOK || !strings.Contains(string(body), want) {
			t.Errorf("%s: %s\n%s", path, response.Status, body)
		}
	}
	cancel()
	if status := <-ended; status != 0 || strings.Contains(log.String(), botapitest.Token) {
		t.Errorf("status %d:\n%s", status, log)
	}
}

// TestTelegramWebhook: Telegram is told where to post, with the secret, and
// what it posts is answered.
func TestTelegramWebhook(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	listener.Close()
	const secret = "a-secret-of-the-webhook"
	server := botapitest.New(t)
	t.Setenv("TELEGRAM_BOT_TOKEN", botapitest.Token)
	t.Setenv("TELEGRAM_WEBHOOK_SECRET", secret)
	ctx, cancel := context.WithCancel(t.Context())
	root := newRoot()
	root.SetArgs([]string{"telegram", "--from", realMinutes, "--telegram-api", server.URL, "--state", t.TempDir(), "--listen", address, "--webhook", "https://example.org/telegram"})
	root.SetErr(io.Discard)
	ended := make(chan int)
	go func() { ended <- run(ctx, root) }()
	server.Until("the webhook to be set", func() bool { return len(server.Calls("setWebhook")) == 1 })
	if set := server.Calls("setWebhook")[0].Params; set.Get("secret_token") != secret || set.Get("url") != "https://example.org/telegram" {
		t.Errorf("set %v", set)
	}
	post := func(secret string) int {
		for { // until it listens
			request, _ := http.NewRequest("POST", "http://"+address+"/telegram", strings.NewReader(`{"update_id":5,"message":{"message_id":1,"from":{"id":7},"chat":{"id":7,"type":"private"},"text":"/kilder"}}`))
			request.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
			response, err := http.DefaultClient.Do(request)
			if err == nil {
				response.Body.Close()
				return response.StatusCode
			}
			if t.Context().Err() != nil || !strings.Contains(err.Error(), "refused") {
				t.Fatal(err)
			}
		}
	}
	if wrong, right := post("another-secret-of-it"), post(secret); wrong != 401 || right != 200 || len(server.Sent()) != 1 {
		t.Errorf("status %d without the secret and %d with it, %d answers", wrong, right, len(server.Sent()))
	}
	cancel()
	if status := <-ended; status != 0 {
		t.Errorf("status %d", status)
	}
}
