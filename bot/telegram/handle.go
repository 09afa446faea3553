package telegram

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"

	"github.com/referat-dk/referat/bot"
	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/minutes/mask"
)

// handled is handle, for which a fault in it ends one answer and not the bot:
// Telegram would deliver the same update to the next start, and the next.
func (b *Bot) handled(ctx context.Context, u update) (r reply) {
	defer func() {
		if x := recover(); x != nil { // what it says may be somebody's words
			b.options.Log.Error("a fault in the program", "update", u.ID, "kind", fmt.Sprintf("%T", x), "stack", string(debug.Stack()))
			r = reply{text: plainDocument(failedText), toast: failedText, status: string(bot.Failed)}
		}
	}()
	return b.handle(ctx, u)
}

// handle decides what an update is answered.
func (b *Bot) handle(ctx context.Context, u update) reply {
	if !b.meant(u) {
		return reply{status: "ignored"}
	}
	if notice, status := b.refusal(u); status != "" {
		r := reply{status: status}
		switch {
		case u.Callback != nil:
			r.toast = notice
		case notice != "":
			r.text = plainDocument(notice)
		}
		return r
	}
	if u.Callback != nil {
		return b.pressed(ctx, u)
	}
	return b.said(ctx, u, u.Message)
}

// meant reports whether an update is for the bot: what people write to it; in
// a group only commands and replies to what it wrote.
func (b *Bot) meant(u update) bool {
	switch m := u.Message; {
	case u.chat() == 0:
		return false
	case u.Callback != nil:
		return u.Callback.Message == nil || !u.Callback.Message.isGroup() || !b.options.NoGroups
	case m.From == nil || m.From.IsBot || m.Chat.IsChannel():
		return false
	case !m.isGroup():
		return true
	case b.options.NoGroups:
		return false
	default:
		name, to, _ := m.command()
		mine := to == "" || strings.EqualFold(to, b.self.UserName)
		reply := m.ReplyTo != nil && m.ReplyTo.From != nil && m.ReplyTo.From.ID == b.self.ID
		return m.Text != "" && (name != "" && mine || reply && name == "")
	}
}

// refusal is why an update is not answered, and what to say; "" if it is.
func (b *Bot) refusal(u update) (notice, status string) {
	protects := false // deleting, and reading what is kept, are refused for haste alone
	if u.Message != nil {
		name, _, _ := u.Message.command()
		protects = name == "slet" || name == "privatliv"
	}
	switch v := b.limits.check(u.person(), b.allowed(u)); {
	case v == tellsOff:
		return "", "limited"
	case v == tooFast:
		return tooFastText, "limited"
	case v == busy:
		return busyText, "limited"
	case protects:
		return "", ""
	case b.closed():
		return closedText, "closed for now"
	case !b.allowed(u):
		return notAllowedText, "not allowed"
	}
	return "", ""
}

// said answers a message: a command, or a question.
func (b *Bot) said(ctx context.Context, u update, m *message) reply {
	name, _, rest := m.command()
	switch said := strings.ToLower(strings.Trim(strings.TrimSpace(m.Text), "?!.")); {
	case m.Text == "" && m.isGroup():
		return reply{status: "ignored"}
	case m.Text == "":
		return reply{text: plainDocument(onlyTextText), status: "no text"}
	case said == "hjælp" || said == "help":
		name = "hjaelp"
	case name == "":
		return b.ask(ctx, u, bot.Message{Text: m.Text, ReplyTo: b.repliedTo(u, m)})
	}
	name = danishLetters.Replace(name)
	for _, c := range commands {
		if c.name == name || slices.Contains(c.also, name) {
			return c.run(b, ctx, u, rest)
		}
	}
	return reply{text: plainDocument(unknownCommandText), status: "unknown command"}
}

var danishLetters = strings.NewReplacer("æ", "ae", "ø", "oe", "å", "aa")

// repliedTo is the ID of the answer that a message replies to.
func (b *Bot) repliedTo(u update, m *message) string {
	if m.ReplyTo == nil {
		return ""
	}
	a, _ := b.sent.find(conversation(u), m.ReplyTo.ID)
	return a.id
}

// ask answers a question in its conversation.
func (b *Bot) ask(ctx context.Context, u update, m bot.Message) reply {
	m.Chat = conversation(u)
	stop := b.typing(ctx, u)
	answer, err := b.options.Chats.Answer(ctx, m)
	stop()
	if err != nil {
		b.options.Log.Error("no answer", "update", u.ID, "error", b.logged(err))
		return reply{text: plainDocument(failedText), status: string(bot.Failed)}
	}
	if x := answer.Explanation; x.Err != nil {
		b.options.Log.Warn("the model gave no answer; the minutes' own words did", "update", u.ID, "error", b.logged(x.Err))
	} else if x.Asked {
		b.options.Log.Info("worded by the model", "update", u.ID, "kept", x.Kept, "dropped", len(x.Dropped))
	}
	if b.options.LogWords && answer.Status != bot.Refused {
		b.options.Log.Info("words", "update", u.ID, "question", mask.Contacts(m.Text))
	}
	r := b.show(answer, false)
	if answer.Status != bot.Refused {
		r.question = m.Text
	}
	return r
}

// logged is an error as the log may have it: some repeat words of a question,
// and know how to leave them out.
func (b *Bot) logged(err error) string {
	if quiet := slog.LogValuer(nil); errors.As(err, &quiet) && !b.options.LogWords {
		return mask.Contacts(quiet.LogValue().String())
	}
	return mask.Contacts(err.Error())
}

// show is a reply with an answer.
func (b *Bot) show(a bot.Answer, whole bool) reply {
	return reply{text: documentOf(a.Parts()), keyboard: keyboardOf(a, whole), answer: a, status: string(a.Status)}
}

// pressed answers the press of a button.
func (b *Bot) pressed(ctx context.Context, u update) reply {
	c := u.Callback
	kind, rest, _ := strings.Cut(c.Data, ":")
	meetings := b.options.Chats.Answerer.Searcher.Meetings()
	switch kind {
	case itemData:
		hash, page, _ := strings.Cut(rest, ":")
		n, _ := strconv.Atoi(page)
		return b.page(refOf(hash, meetings), max(n, 1))
	case placesData:
		r := b.show(b.options.Chats.Answerer.Places(refsOf(rest, meetings), bot.Danish), false)
		r.status = "places"
		return r
	case meetingData:
		return b.agenda(ctx, u, refOf(rest, meetings))
	case choiceData:
		return b.choose(ctx, u, rest)
	case againData:
		if c.Message == nil || c.Message.ReplyTo == nil || c.Message.ReplyTo.Text == "" {
			return reply{text: plainDocument(askAgainText), status: "again"}
		}
		m := *c.Message
		m.Text, m.ReplyTo = c.Message.ReplyTo.Text, nil
		r := b.said(ctx, u, &m)
		r.edit = &keyboard{}
		if from := c.Message.ReplyTo.From; from == nil || from.ID != u.person() {
			r.question = ""
		}
		return r
	case usefulData, wrongData, reasonData, keepData, dropData:
		return b.judged(u, kind, rest, meetings)
	}
	return reply{toast: oldButtonText, status: "old button"}
}

// page shows an item whole, a message at a time.
func (b *Bot) page(ref string, n int) reply {
	answer := b.options.Chats.Answerer.Show(ref, bot.Danish)
	pages := documentOf(answer.Parts()).split(longestText - pageLineLength)
	r := b.show(answer, true)
	r.status = "item"
	if len(pages) < 2 {
		return r
	}
	n = min(n, len(pages))
	r.text = append(slices.Clone(pages[n-1]), run{plain, "\n"}, run{italic, pageLine(n, len(pages))})
	if n < len(pages) {
		r.keyboard = slices.Concat(keyboard{{{text: nextPageLabel(n+1, len(pages)), data: itemData + ":" + hashOf(ref) + ":" + strconv.Itoa(n+1)}}}, r.keyboard)
	}
	return r
}

// agenda shows what a meeting treated.
func (b *Bot) agenda(ctx context.Context, u update, id string) reply {
	for _, m := range b.options.Chats.Answerer.Searcher.Meetings() {
		if m.ID == id {
			return b.ask(ctx, u, bot.Message{Text: agendaQuestion(m)})
		}
	}
	return reply{toast: noMeetingText, status: "old button"}
}

// choose answers a question in the reading that was pressed.
func (b *Bot) choose(ctx context.Context, u update, number string) reply {
	if u.Callback.Message != nil {
		if asked, ok := b.sent.find(conversation(u), u.Callback.Message.ID); ok {
			r := b.ask(ctx, u, bot.Message{Text: number, ReplyTo: asked.id})
			r.question, r.edit = asked.questionOf(u.person()), &keyboard{}
			return r
		}
	}
	return reply{text: plainDocument(forgottenText), status: "old button"}
}

// judged keeps what somebody thought of an answer.
func (b *Bot) judged(u update, kind, rest string, meetings []*minutes.Meeting) reply {
	if kind == wrongData {
		k := reasonKeyboard(rest)
		return reply{edit: &k, toast: whyText, status: "feedback"}
	}
	if kind == dropData {
		return reply{edit: &keyboard{}, toast: droppedText, status: "feedback"}
	}
	now := b.options.Now()
	line := Feedback{Day: minutes.Date{Year: now.Year(), Month: now.Month(), Day: now.Day()}, Useful: kind == usefulData}
	hash := rest
	if !line.Useful {
		line.Reason, hash, _ = strings.Cut(rest, ":")
		if !slices.ContainsFunc(reasons, func(r reason) bool { return r.key == line.Reason }) {
			return reply{toast: oldButtonText, status: "old button"}
		}
	}
	line.Ref = refOf(hash, meetings)
	r := reply{edit: &keyboard{}, toast: thanksText, status: "feedback"}
	var asked shownAnswer
	if u.Callback.Message != nil {
		asked, _ = b.sent.find(conversation(u), u.Callback.Message.ID)
	}
	question := asked.questionOf(u.person())
	switch {
	case kind == keepData && question == "":
		r.toast = forgottenText
		return r
	case kind == keepData:
		line.Question, line.Chat = question, u.chat()
	case kind == reasonData && question != "":
		r.edit = &keyboard{{{text: keepLabel, data: keepData + ":" + rest}}, {{text: dropLabel, data: dropData}}}
		r.toast = mayKeepText
	}
	if err := b.feedback.add(line); err != nil {
		b.options.Log.Error("feedback was not kept", "error", err.Error())
	}
	return r
}
