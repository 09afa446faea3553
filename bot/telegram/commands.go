package telegram

import (
	"context"
	"slices"
	"strings"

	"github.com/referat-dk/referat/bot"
	"github.com/referat-dk/referat/minutes"
)

// command is what a "/" leads to.
type command struct {
	name            string
	also            []string // other ways to write it
	danish, english string   // as Telegram suggests it; "": it does not
	run             func(b *Bot, ctx context.Context, u update, rest string) reply
}

// commands is filled by init, for help lists it.
var commands []command

func init() {
	commands = []command{
		{"start", nil, "", "", (*Bot).start},
		{"hjaelp", []string{"help", "hjalp"}, "Hvad jeg kan", "What I can do", (*Bot).help},
		{"spoerg", []string{"sporg", "ask"}, "Stil et spørgsmål (i grupper)", "Ask a question (in groups)", (*Bot).question},
		{"nyt", nil, "De nyeste møder", "The latest meetings", (*Bot).latest},
		{"moede", []string{"mode"}, "Hvad et møde handlede om, fx /moede 7. april 2022", "What a meeting was about", (*Bot).meeting},
		{"punkt", nil, "Vis et punkt, fx /punkt 5c 7. april 2022", "Show one item", (*Bot).item},
		{"kilder", nil, "Hvilke referater jeg søger i", "Which minutes I search", (*Bot).sources},
		{"ny", nil, "Begynd forfra", "Start anew", (*Bot).anew},
		{"slet", nil, "Slet alt om vores samtale", "Delete all about this chat", (*Bot).erase},
		{"privatliv", []string{"privacy"}, "Hvad jeg gemmer", "What I keep", (*Bot).privacy},
	}
}

func (b *Bot) meetings() []*minutes.Meeting { return b.options.Chats.Answerer.Searcher.Meetings() }

func (b *Bot) start(_ context.Context, _ update, _ string) reply {
	return reply{text: plainDocument(startText(b.meetings())), status: "start"}
}

func (b *Bot) help(_ context.Context, _ update, _ string) reply {
	return reply{text: plainDocument(helpText()), status: "help"}
}

func (b *Bot) question(ctx context.Context, u update, rest string) reply {
	if rest == "" {
		return reply{text: plainDocument(whatToAskText), status: "help"}
	}
	return b.ask(ctx, u, bot.Message{Text: rest})
}

const mostMeetings = 5 // listed at once

// latest lists the newest meetings, each with a button.
func (b *Bot) latest(_ context.Context, _ update, _ string) reply {
	meetings := b.meetings()
	var k keyboard
	newest := meetings[max(0, len(meetings)-mostMeetings):]
	for _, m := range slices.Backward(newest) {
		k = append(k, []button{{text: m.Label(nil), data: meetingData + ":" + hashOf(m.ID)}})
	}
	return reply{text: plainDocument(latestText(newest)), keyboard: k, status: "latest"}
}

func (b *Bot) meeting(ctx context.Context, u update, rest string) reply {
	if rest == "" {
		r := b.latest(ctx, u, rest)
		r.text, r.status = plainDocument(whichMeetingText), "help"
		return r
	}
	for _, m := range b.meetings() {
		if m.ID == strings.ToLower(rest) {
			return b.ask(ctx, u, bot.Message{Text: agendaQuestion(m)})
		}
	}
	return b.ask(ctx, u, bot.Message{Text: meetingQuestion(rest)})
}

func (b *Bot) item(ctx context.Context, u update, rest string) reply {
	if rest == "" {
		return reply{text: plainDocument(whichItemText), status: "help"}
	}
	if ref, err := minutes.ParseRef(rest); err == nil {
		return b.page(ref.String(), 1)
	}
	return b.ask(ctx, u, bot.Message{Text: itemQuestion(rest)})
}

func (b *Bot) sources(_ context.Context, _ update, _ string) reply {
	return reply{text: plainDocument(sourcesText(b.meetings())), status: "sources"}
}

func (b *Bot) anew(_ context.Context, u update, _ string) reply {
	b.forget(u)
	return reply{text: plainDocument(anewText), status: "anew"}
}

func (b *Bot) forget(u update) {
	b.options.Chats.Forget(conversation(u))
	b.sent.forget(conversation(u))
}

func (b *Bot) erase(_ context.Context, u update, _ string) reply {
	b.forget(u)
	if err := b.feedback.forget(u.chat()); err != nil {
		b.options.Log.Error("feedback was not deleted", "error", err.Error())
		return reply{text: plainDocument(notErasedText), status: string(bot.Failed)}
	}
	return reply{text: plainDocument(erasedText), status: "erased"}
}

func (b *Bot) privacy(_ context.Context, _ update, _ string) reply {
	return reply{text: plainDocument(privacyText), status: "privacy"}
}
