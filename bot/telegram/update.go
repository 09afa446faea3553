package telegram

import (
	"encoding/json"
	"strings"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// update is what the bot reads of a Telegram update. The library's own type
// does not know topics of a group.
type update struct {
	ID       int       `json:"update_id"`
	Message  *message  `json:"message"`
	Callback *callback `json:"callback_query"`
}

const allowedUpdates = `["message","callback_query"]`

type message struct {
	ID      int            `json:"message_id"`
	Topic   int            `json:"message_thread_id"`
	InTopic bool           `json:"is_topic_message"`
	From    *tgbotapi.User `json:"from"`
	Chat    tgbotapi.Chat  `json:"chat"`
	Text    string         `json:"text"`
	ReplyTo *struct {
		ID   int            `json:"message_id"`
		From *tgbotapi.User `json:"from"`
		Text string         `json:"text"`
	} `json:"reply_to_message"`
}

// callback is the press of a button.
type callback struct {
	ID      string         `json:"id"`
	From    *tgbotapi.User `json:"from"`
	Message *message       `json:"message"` // that the button stands below; nil if it is too old
	Data    string         `json:"data"`
}

// chat is where an update belongs, 0 for one that the bot has no use for.
func (u update) chat() int64 {
	switch {
	case u.Message != nil:
		return u.Message.Chat.ID
	case u.Callback != nil && u.Callback.Message != nil:
		return u.Callback.Message.Chat.ID
	case u.Callback != nil && u.Callback.From != nil:
		return u.Callback.From.ID // of a private chat
	}
	return 0
}

// person is who wrote or pressed; 0 if Telegram does not say.
func (u update) person() int64 {
	switch {
	case u.Message != nil && u.Message.From != nil:
		return u.Message.From.ID
	case u.Callback != nil && u.Callback.From != nil:
		return u.Callback.From.ID
	}
	return 0
}

// readUpdates reads each update by itself: one that is not as expected must
// not hide the others.
func readUpdates(list []json.RawMessage) []update {
	updates := make([]update, 0, len(list))
	for _, raw := range list {
		var u update
		if json.Unmarshal(raw, &u) != nil {
			var id struct {
				ID int `json:"update_id"`
			}
			if json.Unmarshal(raw, &id) != nil {
				continue
			}
			u = update{ID: id.ID}
		}
		updates = append(updates, u)
	}
	return updates
}

// command splits "/moede@referat_bot 7. april" into the command, whom it is
// for, and the rest. A command is lower case, "" where there is none.
func (m *message) command() (name, to, rest string) {
	if !strings.HasPrefix(m.Text, "/") {
		return "", "", m.Text
	}
	word, rest, _ := strings.Cut(strings.ReplaceAll(m.Text[1:], "\n", " "), " ")
	name, to, _ = strings.Cut(word, "@")
	return strings.ToLower(name), to, strings.TrimSpace(rest)
}

// isGroup reports whether more people than one may read along.
func (m *message) isGroup() bool { return !m.Chat.IsPrivate() && m.Chat.Type != "" }
