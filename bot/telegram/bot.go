package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"slices"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/referat-dk/referat/bot"
)

// Errors that end the bot. Somebody has to do something about them.
var (
	ErrToken    = errors.New("telegram: the token is wrong or was revoked")
	ErrConflict = errors.New("telegram: another program reads this bot's updates")
	ErrWebhook  = errors.New("telegram: the bot has a webhook, so its updates cannot be polled")
	ErrServer   = errors.New("telegram: the Bot API server's address must be like http://127.0.0.1:8081")
)

// Options of a Bot. Token, State and Chats are needed.
type Options struct {
	Token  Token  // from @BotFather
	Server string // address of a Bot API server; "": Telegram's own
	State  string // folder for what must outlive a restart; made if it is missing. One Bot a folder
	Chats  *bot.Chats

	Log *slog.Logger // IDs, statuses and times; nil: none
	// LogWords logs what people write too, without personal numbers, addresses
	// and telephone numbers. For finding a fault, on one's own messages.
	LogWords bool

	Allow      []int64 // chats and persons that are answered; empty: all
	NoGroups   bool    // groups are not answered; else commands and replies to the bot are
	ClosedFile string  // while this file exists, everybody is told that the bot is closed; "": never

	PerPerson int // messages a minute that are answered; 0: 60, negative: no limit
	Total     int // of all people together; 0: 600, negative: no limit

	Now func() time.Time // nil: time.Now
}

// Token is what a bot proves itself with. It does not print: whoever has it can
// read what people write to the bot.
type Token string

const hiddenToken = "(token)"

// Format writes that there is a token, whatever the verb.
func (Token) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, hiddenToken) }

// MarshalText is Format for encoders.
func (Token) MarshalText() ([]byte, error) { return []byte(hiddenToken), nil }

// Bot is a bot on Telegram. Its methods may be called at the same time.
type Bot struct {
	options  Options
	api      *api
	self     tgbotapi.User
	journal  *journal
	feedback *feedback
	queue    *queue
	limits   *limits
	sent     *sentAnswers
	stats    stats
	work     context.Context // of answers under way
	stop     context.CancelFunc
	sleep    func(context.Context, time.Duration) error
}

// New connects to Telegram. Where the network or Telegram fails it tries again
// until ctx is done; ErrToken ends it at once.
func New(ctx context.Context, o Options) (*Bot, error) { return newBot(ctx, o, sleep) }

func newBot(ctx context.Context, o Options, sleep func(context.Context, time.Duration) error) (*Bot, error) {
	switch {
	case o.Token == "":
		return nil, errors.New("telegram: Options.Token is empty")
	case !goodToken.MatchString(string(o.Token)):
		return nil, fmt.Errorf("%w: it is not of the form 123456789:letters and digits", ErrToken)
	case !goodServer(o.Server):
		return nil, ErrServer
	case o.State == "":
		return nil, errors.New("telegram: Options.State is empty: name a folder")
	case o.Chats == nil || o.Chats.Answerer == nil || o.Chats.Answerer.Searcher == nil:
		return nil, errors.New("telegram: Options.Chats needs an Answerer with a Searcher")
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.LogWords {
		o.Log.Warn("what people write is logged: for finding a fault only; tell the people who write")
	}
	b := &Bot{options: o, sleep: sleep, limits: newLimits(o.PerPerson, o.Total, o.Now), sent: newSentAnswers(o.Now)}
	b.work, b.stop = context.WithCancel(context.WithoutCancel(ctx))
	b.queue = newQueue(b.process)
	var err error
	if b.journal, err = openJournal(o.State, o.Now); err != nil {
		return nil, err
	}
	b.feedback = openFeedback(o.State)
	if err := b.connect(ctx); err != nil {
		return nil, errors.Join(err, b.journal.close())
	}
	b.options.Log.Info("connected", "bot", b.self.UserName)
	b.register(ctx)
	return b, nil
}

const graceTime = 10 * time.Second

// Close ends the bot after Poll has returned or the webhook's server is shut
// down. Answers under way get ten seconds to go out; what is not answered by
// then, the next start answers.
func (b *Bot) Close() error {
	if !b.queue.wait(graceTime) {
		b.stop()
		b.queue.wait(graceTime)
	}
	b.stop()
	return b.journal.close()
}

func (b *Bot) connect(ctx context.Context) error {
	for try := 0; ; try++ {
		api, err := connect(ctx, b.options.Server, b.options.Token)
		if err == nil {
			b.api, b.self = api, api.library.Self
			return nil
		}
		if fatal := b.trouble(ctx, err, try); fatal != nil {
			return fatal
		}
	}
}

// trouble waits after a call that failed for the try-th time, counted from 0,
// and returns an error if another try would be of no use.
func (b *Bot) trouble(ctx context.Context, err error, try int) error {
	var failed *apiError
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case !errors.As(err, &failed):
		return err
	case failed.isToken():
		return fmt.Errorf("%w (%w)", ErrToken, err)
	}
	wait := backOff(try, failed.wait)
	b.options.Log.Warn("telegram does not answer", "error", err.Error(), "wait", wait.String())
	return b.sleep(ctx, wait)
}

const longestWait = time.Minute

// backOff is how long to wait after a number of tries: what the server asks
// for, else 1 s, 2 s, 4 s … at most a minute.
func backOff(tries int, asked time.Duration) time.Duration {
	if asked > 0 {
		return asked
	}
	return min(time.Second<<min(tries, 10), longestWait)
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// register tells Telegram which commands to suggest. Where that fails the bot
// works all the same.
func (b *Bot) register(ctx context.Context) {
	for _, language := range []string{"", "en"} {
		list := []tgbotapi.BotCommand{}
		for _, c := range commands {
			text := c.danish
			if language == "en" {
				text = c.english
			}
			if text != "" {
				list = append(list, tgbotapi.BotCommand{Command: c.name, Description: text})
			}
		}
		data, _ := json.Marshal(list)
		params := tgbotapi.Params{"commands": string(data)}
		params.AddNonEmpty("language_code", language)
		if err := b.api.call(ctx, "setMyCommands", params, nil); err != nil {
			b.options.Log.Info("the commands could not be registered", "error", err.Error())
		}
	}
}

// closed reports whether the operator has closed the bot for now. Where that
// cannot be told, it is.
func (b *Bot) closed() bool {
	if b.options.ClosedFile == "" {
		return false
	}
	_, err := os.Stat(b.options.ClosedFile)
	return !errors.Is(err, os.ErrNotExist)
}

func (b *Bot) allowed(u update) bool {
	return len(b.options.Allow) == 0 || slices.Contains(b.options.Allow, u.chat()) || slices.Contains(b.options.Allow, u.person())
}
