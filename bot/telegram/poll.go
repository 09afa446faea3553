package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

const (
	pollTime      = 50 * time.Second       // Telegram holds a poll that long
	emptyPause    = 250 * time.Millisecond // after an empty answer that came at once, so as not to spin
	settleTime    = 300 * time.Millisecond // for answers to be ready, before what is not answered is fetched again
	heldTime      = 2 * time.Second        // the same, where nothing new came
	mostConflicts = 5                      // in a row: our own last poll may still be open at Telegram for a while
)

// Poll reads and answers updates until ctx is done, and then returns nil. It
// returns ErrToken, ErrConflict or ErrWebhook where going on is of no use.
func (b *Bot) Poll(ctx context.Context) error {
	offset, failed, conflicts := 0, 0, 0
	for ctx.Err() == nil {
		began := b.options.Now()
		updates, err := b.fetch(ctx, offset)
		if err == nil {
			failed, conflicts = 0, 0
			b.stats.polled(b.options.Now())
			b.take(ctx, updates, began)
			offset = b.next(updates)
			continue
		}
		if err := b.conflict(err, &conflicts); err != nil {
			return err
		}
		if err := b.trouble(ctx, err, failed); err != nil && ctx.Err() == nil {
			return err
		}
		failed++
	}
	return nil
}

// take queues updates, and leaves a moment for answering them before the next
// poll: it confirms what is answered.
func (b *Bot) take(ctx context.Context, updates []update, began time.Time) {
	var jobs []*job
	most := heldTime
	for _, u := range updates {
		j, isNew := b.queue.add(b.work, u)
		if isNew {
			most = settleTime
		}
		if j != nil {
			jobs = append(jobs, j)
		}
	}
	switch {
	case len(updates) > 0:
		b.queue.settle(ctx, jobs, most)
	case b.options.Now().Sub(began) < emptyPause:
		_ = b.sleep(ctx, emptyPause)
	}
}

func (b *Bot) fetch(ctx context.Context, offset int) ([]update, error) {
	ctx, cancel := context.WithTimeout(ctx, pollTime+callTime)
	defer cancel()
	var raw []json.RawMessage
	params := tgbotapi.Params{"timeout": strconv.Itoa(int(pollTime.Seconds())), "allowed_updates": allowedUpdates}
	params.AddNonZero("offset", offset)
	err := b.api.call(ctx, "getUpdates", params, &raw)
	return readUpdates(raw), err
}

// next is the offset of the next poll: it confirms what comes before it. That
// is the first update that is not answered yet, so that it is delivered again
// after a crash. After an empty answer all is confirmed, and 0 asks for
// whatever there is: Telegram may have begun to number anew, lower.
func (b *Bot) next(updates []update) int {
	for _, u := range updates {
		if b.journal.state(u.ID) != done {
			return u.ID
		}
	}
	if n := len(updates); n > 0 {
		return updates[n-1].ID + 1
	}
	return 0
}

// conflict tells whether another program reads our updates: after several
// tries in a row there is one.
func (b *Bot) conflict(err error, conflicts *int) error {
	var failed *apiError
	if !errors.As(err, &failed) || failed.code != 409 {
		return nil
	}
	if strings.Contains(failed.text, "webhook") {
		return fmt.Errorf("%w (%w)", ErrWebhook, err)
	}
	if *conflicts++; *conflicts >= mostConflicts {
		return fmt.Errorf("%w (%w)", ErrConflict, err)
	}
	return nil
}
