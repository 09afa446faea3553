package telegram

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"regexp"
	"strings"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

const (
	secretHeader = "X-Telegram-Bot-Api-Secret-Token"
	longestBody  = 1 << 20 // bytes of an update
)

var goodSecret = regexp.MustCompile(`^[A-Za-z0-9_-]{16,256}$`)

// GoodSecret reports whether Telegram, and Webhook, take a secret.
func GoodSecret(secret string) bool { return goodSecret.MatchString(secret) }

// Webhook is a handler for the updates that Telegram posts, instead of Poll.
// The secret, 16 to 256 of A-Z, a-z, 0-9, _ and -, is the one given to
// SetWebhook; a request without it is refused. Telegram gets its answer once
// the person has theirs: until then it delivers the update again.
func (b *Bot) Webhook(secret string) (http.Handler, error) {
	if !GoodSecret(secret) {
		return nil, errors.New("telegram: a webhook needs a secret of 16 to 256 letters, digits, _ and -")
	}
	want := sha256.Sum256([]byte(secret))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got := sha256.Sum256([]byte(r.Header.Get(secretHeader))) // so that lengths tell nothing
		switch {
		case r.Method != http.MethodPost:
			http.Error(w, "POST", http.StatusMethodNotAllowed)
		case subtle.ConstantTimeCompare(want[:], got[:]) != 1:
			http.Error(w, "wrong secret", http.StatusUnauthorized)
		default:
			b.posted(w, r)
		}
	}), nil
}

// posted answers one update that Telegram has posted.
func (b *Bot) posted(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, longestBody))
	if err != nil {
		http.Error(w, "too long or broken off", http.StatusBadRequest)
		return
	}
	updates := readUpdates([]json.RawMessage{body})
	if len(updates) == 0 || updates[0].ID == 0 {
		http.Error(w, "no update", http.StatusBadRequest)
		return
	}
	b.stats.polled(b.options.Now())
	j, _ := b.queue.add(b.work, updates[0])
	if j == nil {
		http.Error(w, "too much to do", http.StatusServiceUnavailable)
		return
	}
	select {
	case <-j.over:
	case <-r.Context().Done(): // it is done all the same, and known when it comes again
		return
	}
	if !j.finished {
		http.Error(w, "not answered", http.StatusServiceUnavailable)
	}
}

// SetWebhook asks Telegram to post updates to an address, with the secret.
func (b *Bot) SetWebhook(ctx context.Context, url, secret string) error {
	if !strings.HasPrefix(url, "https://") {
		return errors.New("telegram: a webhook needs an https address")
	}
	return b.insist(ctx, "setWebhook", tgbotapi.Params{"url": url, "secret_token": secret, "allowed_updates": allowedUpdates})
}

// DeleteWebhook lets the bot be polled again. No update is lost.
func (b *Bot) DeleteWebhook(ctx context.Context) error {
	return b.insist(ctx, "deleteWebhook", nil)
}

// insist makes a call again until Telegram has answered it: an outage as the bot
// starts must not end it.
func (b *Bot) insist(ctx context.Context, method string, params tgbotapi.Params) error {
	for try := 0; ; try++ {
		err := b.api.call(ctx, method, params, nil)
		var failed *apiError
		if err == nil || errors.As(err, &failed) && failed.code >= 400 && failed.code < 500 && failed.code != 429 {
			return err
		}
		if err := b.trouble(ctx, err, try); err != nil {
			return err
		}
	}
}
