package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/referat-dk/referat/bot"
	"github.com/referat-dk/referat/bot/telegram"
	"github.com/referat-dk/referat/retrieval"
)

const wrongClock = time.Minute // beyond which "sidste år" and limits may be wrong

// newDoctor checks what the bot needs and says what is wrong.
func newDoctor(from *archive) *cobra.Command {
	var vectors embedding
	var f telegramFlags
	words := model{server: &vectors.server}
	c := &cobra.Command{
		Use:   "doctor",
		Short: "Undersøg, om botten har, hvad den skal bruge",
		Long:  "doctor prøver indeks, mappe, token, ur og model og siger, hvad der er galt, og hvad man gør ved det. Den læser ingen beskeder.",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			p, sick := newPrinter(c.OutOrStdout()), 0
			tell := func(name, well string, err error) {
				if err == nil {
					p.line("", "✓ "+name+": "+well)
					return
				}
				sick++
				p.line(bold, "✗ "+name+": "+oneLine(storeInDanish(inDanish(inTelegramDanish(err))).Error()))
			}
			index, err := from.index(c.Context(), &vectors, c.ErrOrStderr())
			defer from.close()
			tell("Indeks", indexHealth(index), err)
			dir, err := stateHealth(f.state)
			tell("Mappe", dir, err)
			health, err := f.telegramHealth(c.Context())
			tell("Telegram", telegramWell(health), err)
			if err == nil {
				tell("Ur", "går rigtigt", clockHealth(health.Skew))
				tell("Beskeder", f.deliveryWell(), f.deliveryHealth(health))
			}
			if well, err := words.health(c.Context(), index); well != "" || err != nil {
				tell("Model", well, err)
			}
			if sick > 0 {
				return fmt.Errorf("%s skal rettes; se ovenfor", count(sick, "ting", "ting"))
			}
			return p.err()
		},
	}
	vectors.register(c)
	words.register(c)
	_ = c.Flags().MarkHidden("explain")
	f.register(c) // the same as referat telegram, so that its command line can be tried
	return c
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func indexHealth(index *retrieval.Index) string {
	if index == nil {
		return ""
	}
	c := retrieval.Covers(index.Meetings())
	return fmt.Sprintf("%s, %s til %s", count(c.Meetings, "møde", "møder"), c.From.Danish(), c.To.Danish())
}

// stateHealth tries to write where the bot will.
func stateHealth(flag string) (string, error) {
	dir, err := stateFolder(flag)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", errors.New(describe(dir, err))
	}
	file, err := os.CreateTemp(dir, ".doctor-*")
	if err != nil {
		return "", fmt.Errorf("%s kan ikke skrives i; ret rettighederne, eller vælg en anden med --state", dir)
	}
	return dir, errors.Join(file.Close(), os.Remove(file.Name()))
}

func (f *telegramFlags) telegramHealth(ctx context.Context) (telegram.Health, error) {
	token, server, err := f.token()
	if err != nil {
		return telegram.Health{}, err
	}
	return telegram.Check(ctx, server, token)
}

func telegramWell(h telegram.Health) string {
	text := "@" + h.Name + ", " + count(h.Waiting, "besked venter", "beskeder venter")
	if h.Webhook != "" {
		text += ", webhook " + h.Webhook
	}
	return text
}

func (f *telegramFlags) deliveryWell() string {
	if f.webhook != "" {
		return "kommer på " + f.webhook
	}
	return "hentes hos Telegram"
}

// deliveryHealth checks that updates can reach the bot in the way that the
// flags say.
func (f *telegramFlags) deliveryHealth(h telegram.Health) error {
	if f.webhook == "" {
		if h.Webhook != "" && !f.deleteHook {
			return inTelegramDanish(telegram.ErrWebhook)
		}
		return nil
	}
	if _, err := f.hookSecret(); err != nil {
		return err
	}
	if !strings.HasPrefix(f.webhook, "https://") {
		return usagef("--webhook skal være en https-adresse")
	}
	if firstOf(f.listen, os.Getenv("REFERAT_LISTEN")) == "" {
		return usagef(webhookNeedsListen)
	}
	return nil
}

func clockHealth(skew time.Duration) error {
	if skew.Abs() < wrongClock {
		return nil
	}
	return fmt.Errorf("uret går %v forkert; lad maskinen hente tiden (timedatectl set-ntp true)", skew.Abs().Round(time.Second))
}

// health asks the model, if there is one, to word an answer.
func (m *model) health(ctx context.Context, index *retrieval.Index) (string, error) {
	composer, err := m.composer()
	if err != nil || composer == nil || index == nil {
		return "", err
	}
	for _, meeting := range index.Meetings() {
		for it := range meeting.All() {
			if it.Closed || it.Decision.Len() == 0 {
				continue
			}
			answer, err := (&bot.Answerer{Searcher: index, Composer: composer}).Answer(ctx, bot.Conversation{}, "Hvad blev besluttet om "+it.Title+"?")
			if x := answer.Explanation; err == nil && x.Asked {
				if x.Err != nil {
					return "", errors.New(m.reason(x.Err))
				}
				return m.name + " svarer", nil
			}
		}
	}
	return m.name + " blev ikke prøvet, for indekset har ingen beslutning at spørge om", nil
}
