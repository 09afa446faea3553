package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"net/http/httptrace"
	"slices"
	"strconv"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/referat-dk/referat/bot"
)

// reply is what the bot does about an update. The zero reply is nothing.
type reply struct {
	text     document
	keyboard keyboard
	answer   bot.Answer // that text shows; its ID lets people reply to it
	question string     // that it answers, where it may be asked for again
	quotes   bool       // show which message it replies to

	toast string    // shown for a moment at the button that was pressed
	edit  *keyboard // what stands in place of that button's keyboard; nil: leave it

	status string // for the log
}

// errGivenUp is an answer that Telegram does not take: the person has blocked
// the bot, the chat is gone, or it was tried for too long.
var errGivenUp = errors.New("telegram: Telegram does not take the answer")

// process answers an update, once. It reports false where that has to be done
// again: ctx is done, or the disk does not take the journal.
func (b *Bot) process(ctx context.Context, u update) (finished bool) {
	state := b.journal.state(u.ID)
	if state == done {
		return true
	}
	began := b.options.Now()
	var r reply
	if state == sending {
		r = b.doubtful(u)
	} else {
		r = b.handled(ctx, u)
	}
	if ctx.Err() != nil {
		return false
	}
	err := b.deliver(ctx, u, r)
	switch {
	case errors.Is(err, errGivenUp):
		b.options.Log.Warn("not delivered", "update", u.ID, "chat", u.chat(), "error", err.Error())
	case ctx.Err() != nil:
		return false
	case err != nil:
		b.options.Log.Error("the journal cannot be written", "error", err.Error())
		_ = b.sleep(ctx, time.Minute)
		return false
	}
	if err := b.journal.set(u.ID, done); err != nil {
		b.options.Log.Error("the journal cannot be written", "error", err.Error())
		return false
	}
	took := b.options.Now().Sub(began)
	b.stats.handled(r.status, took)
	b.options.Log.Info("handled", "update", u.ID, "chat", u.chat(), "status", r.status, "ms", took.Milliseconds())
	return true
}

// deliver sends what a reply has.
func (b *Bot) deliver(ctx context.Context, u update, r reply) error {
	if u.Callback != nil {
		b.acknowledge(ctx, u.Callback, r)
	}
	messages := r.text.split(longestText)
	for i, text := range messages {
		params := b.address(u, r)
		if i == len(messages)-1 && len(r.keyboard) > 0 {
			params["reply_markup"] = r.keyboard.json()
		}
		id, err := b.send(ctx, u.ID, i == 0, params, text)
		if err != nil {
			return err
		}
		b.sent.add(conversation(u), id, u.person(), r)
	}
	return nil
}

// address is where the reply to an update goes.
func (b *Bot) address(u update, r reply) tgbotapi.Params {
	params := tgbotapi.Params{"chat_id": strconv.FormatInt(u.chat(), 10), "parse_mode": "HTML", "disable_web_page_preview": "true", "link_preview_options": `{"is_disabled":true}`}
	m := u.Message
	if m == nil && u.Callback != nil {
		m = u.Callback.Message
	}
	if m == nil {
		return params
	}
	if m.InTopic {
		params.AddNonZero("message_thread_id", m.Topic)
	}
	if u.Message != nil && (r.quotes || m.isGroup()) {
		params.AddNonZero("reply_to_message_id", m.ID)
		params.AddBool("allow_sending_without_reply", true)
	}
	return params
}

// longestTry is how long Telegram may refuse a message, while it answers at
// all: what is not answered is delivered again and again, and in the end
// nothing else would be.
const longestTry = 15 * time.Minute

// send sends one message, again and again until Telegram has taken it, ctx is
// done, or it is clear that it never will. Where a connection breaks so that
// nobody knows whether the message arrived, it is sent again and says so.
func (b *Bot) send(ctx context.Context, updateID int, first bool, params tgbotapi.Params, text document) (int, error) {
	doubt, began := false, b.options.Now()
	for try := 0; ; try++ {
		params["text"] = text.html()
		if doubt {
			params["text"] = slices.Concat(document{{italic, perhapsTwiceText}, {plain, "\n\n"}}, text).html()
		}
		if params["parse_mode"] == "" {
			params["text"] = text.text()
		}
		id, err := b.sendOnce(ctx, updateID, params)
		var failed *apiError
		if err == nil || !errors.As(err, &failed) {
			return id, err
		}
		doubt = doubt || failed.doubt
		if first && !doubt {
			if err := b.journal.set(updateID, unsent); err != nil {
				return 0, err
			}
		}
		switch {
		case ctx.Err() != nil:
			return 0, ctx.Err()
		case failed.migrate != 0:
			params["chat_id"] = strconv.FormatInt(failed.migrate, 10)
		case failed.code == 400 && strings.Contains(strings.ToUpper(failed.text), "BUTTON") && params["reply_markup"] != "":
			delete(params, "reply_markup") // such as one to an address that Telegram does not take
			b.options.Log.Error("Telegram refuses the buttons; the message is sent without", "update", updateID, "error", err.Error())
		case failed.code == 400 && params["parse_mode"] != "":
			params["parse_mode"] = "" // our HTML, or whatever else: what is said is worth more than how it looks
			delete(params, "reply_markup")
			b.options.Log.Error("Telegram refuses a message; it is sent without type", "update", updateID, "error", err.Error())
		case failed.code >= 400 && failed.code < 500 && failed.code != 429:
			return 0, errors.Join(errGivenUp, err)
		case failed.code != 0 && b.options.Now().Sub(began) > longestTry:
			return 0, errors.Join(errGivenUp, err)
		default:
			b.stats.retried()
			if err := b.queue.aside(func() error { return b.trouble(ctx, err, try) }); err != nil {
				return 0, err
			}
		}
	}
}

// sendOnce sends one message, and writes down that it does so: at the last
// moment, when there is a connection, so that a crash before that leaves no doubt.
func (b *Bot) sendOnce(ctx context.Context, updateID int, params tgbotapi.Params) (int, error) {
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	var unwritten error
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) {
		if unwritten = b.journal.set(updateID, sending); unwritten != nil {
			cancel()
		}
	}})
	var sent struct {
		ID int `json:"message_id"`
	}
	err := b.api.call(ctx, "sendMessage", params, &sent)
	if unwritten != nil {
		return 0, unwritten
	}
	return sent.ID, err
}

// acknowledge ends the waiting at the button that was pressed. That it fails
// stops nothing.
func (b *Bot) acknowledge(ctx context.Context, c *callback, r reply) {
	params := tgbotapi.Params{"callback_query_id": c.ID}
	params.AddNonEmpty("text", r.toast)
	if err := b.api.call(ctx, "answerCallbackQuery", params, nil); err != nil {
		b.options.Log.Info("a button was not acknowledged", "error", err.Error())
	}
	if r.edit == nil || c.Message == nil {
		return
	}
	params = tgbotapi.Params{"chat_id": strconv.FormatInt(c.Message.Chat.ID, 10), "message_id": strconv.Itoa(c.Message.ID), "reply_markup": r.edit.json()}
	if err := b.api.call(ctx, "editMessageReplyMarkup", params, nil); err != nil {
		b.options.Log.Info("buttons were not changed", "error", err.Error())
	}
}

// doubtful asks whether an answer arrived that a restart found half-way out:
// it must not come twice, and must not be lost.
func (b *Bot) doubtful(u update) reply {
	if u.Callback != nil {
		return reply{toast: pressAgainText, status: "doubtful"}
	}
	return reply{text: plainDocument(doubtfulText), keyboard: keyboard{{{text: againLabel, data: againData}}}, quotes: true, status: "doubtful"}
}

const typingEvery = 4 * time.Second // Telegram shows it for five

// typing shows that an answer is being made, until stop is called. That it
// fails stops nothing.
func (b *Bot) typing(ctx context.Context, u update) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	params := tgbotapi.Params{"chat_id": strconv.FormatInt(u.chat(), 10), "action": "typing"}
	if u.Message != nil && u.Message.InTopic {
		params.AddNonZero("message_thread_id", u.Message.Topic)
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for ctx.Err() == nil {
			if err := b.api.call(ctx, "sendChatAction", params, nil); err != nil && ctx.Err() == nil {
				b.options.Log.Debug("typing was not shown", "error", err.Error())
			}
			_ = sleep(ctx, typingEvery)
		}
	}()
	return func() { cancel(); <-ended }
}

func (k keyboard) json() string {
	data, _ := json.Marshal(map[string]any{"inline_keyboard": k.rows()})
	return string(data)
}
