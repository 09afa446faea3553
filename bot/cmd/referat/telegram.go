package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/referat-dk/referat/bot"
	"github.com/referat-dk/referat/bot/telegram"
	"github.com/referat-dk/referat/retrieval"
)

// telegramFlags are what referat telegram is told on the command line.
type telegramFlags struct {
	tokenFile, api, state, listen  string
	webhook, secretFile            string
	closedFile                     string
	allow                          []int64
	noGroups, logWords, deleteHook bool
	perPerson, total               int
}

func newTelegram(from *archive) *cobra.Command {
	var f telegramFlags
	var vectors embedding
	words := model{server: &vectors.server}
	c := &cobra.Command{
		Use:   "telegram",
		Short: "Svar folk på Telegram",
		Long: "telegram lader folk spørge på Telegram. Botten får sit token af @BotFather.\n\n" +
			"Den henter selv beskederne, eller får dem på --webhook. Hver besked bliver besvaret én gang, også hen over en genstart.",
		Example: `  referat telegram --db referater.db --telegram-token-file token
  TELEGRAM_BOT_TOKEN=… referat telegram --from ~/referater --listen 127.0.0.1:8080`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			ctx, stop := signal.NotifyContext(c.Context(), syscall.SIGTERM)
			defer stop()
			composer, err := words.composer()
			if err != nil {
				return err
			}
			index, err := from.index(ctx, &vectors, c.ErrOrStderr())
			if err != nil {
				return err
			}
			defer from.close()
			log := slog.New(slog.NewTextHandler(c.ErrOrStderr(), nil))
			if from.store != nil {
				go refreshing(ctx, index, log)
			}
			return inTelegramDanish(f.run(ctx, &bot.Answerer{Searcher: index, Composer: composer}, log))
		},
	}
	vectors.register(c)
	words.register(c)
	_ = c.Flags().MarkHidden("explain") // people on Telegram are shown the answer alone
	f.register(c)
	return c
}

func (f *telegramFlags) register(c *cobra.Command) {
	f.registerToken(c)
	p := c.Flags()
	p.StringVar(&f.state, "state", "", "mappe til numre på besvarede beskeder og til tilbagemeldinger (ellers REFERAT_STATE, STATE_DIRECTORY eller ~/.local/state/referat)")
	p.StringVar(&f.listen, "listen", "", "adresse til /healthz, /readyz, /metrics og webhook, fx 127.0.0.1:8080 (ellers REFERAT_LISTEN; tom: ingen)")
	p.StringVar(&f.webhook, "webhook", "", "https-adresse, som Telegram skal sende beskeder til; den skal føre til /telegram på --listen")
	p.StringVar(&f.secretFile, "webhook-secret-file", "", "fil med webhookens hemmelighed, mindst 16 tegn (ellers TELEGRAM_WEBHOOK_SECRET)")
	p.BoolVar(&f.deleteHook, "delete-webhook", false, "fjern en webhook, botten har, før beskederne hentes")
	p.StringVar(&f.closedFile, "closed-file", "", "så længe denne fil findes, svarer botten, at den er lukket for nu")
	p.Int64SliceVar(&f.allow, "allow", nil, "svar kun disse chats og personer (numre med komma imellem; tom: alle)")
	p.BoolVar(&f.noGroups, "no-groups", false, "svar ikke i grupper")
	p.IntVar(&f.perPerson, "per-person", 0, "beskeder i minuttet fra én person (0: 60; negativ: ingen grænse)")
	p.IntVar(&f.total, "total", 0, "beskeder i minuttet i alt (0: 600; negativ: ingen grænse)")
	p.BoolVar(&f.logWords, "log-words", false, "log også, hvad folk skriver: kun til fejlfinding")
}

func (f *telegramFlags) registerToken(c *cobra.Command) {
	c.Flags().StringVar(&f.tokenFile, "telegram-token-file", "", "fil med bottens token (ellers TELEGRAM_BOT_TOKEN)")
	c.Flags().StringVar(&f.api, "telegram-api", "", "en anden Bot API-server (ellers TELEGRAM_API; tom: Telegrams egen)")
}

// token is the bot's token, and the server to use it at.
func (f *telegramFlags) token() (token telegram.Token, server string, err error) {
	text, err := secret("--telegram-token-file", f.tokenFile, "TELEGRAM_BOT_TOKEN")
	if err == nil && text == "" {
		err = usagef("botten mangler sit token: giv --telegram-token-file FIL eller TELEGRAM_BOT_TOKEN; @BotFather på Telegram laver et")
	}
	return telegram.Token(text), firstOf(f.api, os.Getenv("TELEGRAM_API")), err
}

// run answers until ctx is done.
func (f *telegramFlags) run(ctx context.Context, answerer *bot.Answerer, log *slog.Logger) error {
	token, server, err := f.token()
	if err != nil {
		return err
	}
	state, err := stateFolder(f.state)
	if err != nil {
		return err
	}
	b, err := telegram.New(ctx, telegram.Options{
		Token: token, Server: server, State: state, Chats: &bot.Chats{Answerer: answerer}, Log: log,
		LogWords: f.logWords, Allow: f.allow, NoGroups: f.noGroups, ClosedFile: f.closedFile, PerPerson: f.perPerson, Total: f.total,
	})
	if err != nil {
		if ctx.Err() != nil { // stopped before it had begun
			return nil
		}
		return err
	}
	err = f.serve(ctx, b, answerer, log)
	return errors.Join(err, b.Close())
}

// serve polls or takes what Telegram posts.
func (f *telegramFlags) serve(ctx context.Context, b *telegram.Bot, answerer *bot.Answerer, log *slog.Logger) error {
	mux := healthMux(b, answerer.Searcher, f.webhook != "")
	listen := firstOf(f.listen, os.Getenv("REFERAT_LISTEN"))
	if f.webhook != "" {
		if listen == "" {
			return usagef(webhookNeedsListen)
		}
		hidden, err := f.hookSecret()
		if err != nil {
			return err
		}
		hook, err := b.Webhook(hidden)
		if err != nil {
			return err
		}
		mux.Handle("/telegram", hook)
		if err := b.SetWebhook(ctx, f.webhook, hidden); err != nil {
			return err
		}
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	if listen != "" {
		if host, _, err := net.SplitHostPort(listen); err != nil || host != "localhost" && !net.ParseIP(host).IsLoopback() {
			log.Warn("--listen is no loopback address: others can read /metrics", "listen", listen)
		}
		server := &http.Server{Addr: listen, Handler: mux, ReadHeaderTimeout: 10 * time.Second, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn)}
		go func() { cancel(server.ListenAndServe()) }()
		defer shutDown(server)
	}
	if f.webhook == "" {
		if f.deleteHook {
			if err := b.DeleteWebhook(ctx); err != nil {
				return err
			}
		}
		if err := b.Poll(ctx); err != nil {
			return err
		}
	}
	<-ctx.Done()
	if err := context.Cause(ctx); !errors.Is(err, context.Canceled) {
		return fmt.Errorf("--listen %s: %w", listen, err)
	}
	return nil
}

const webhookNeedsListen = "--webhook kræver --listen, for eksempel --listen 127.0.0.1:8080"

// hookSecret is the secret of the webhook.
func (f *telegramFlags) hookSecret() (string, error) {
	hidden, err := secret("--webhook-secret-file", f.secretFile, "TELEGRAM_WEBHOOK_SECRET")
	if err == nil && !telegram.GoodSecret(hidden) {
		err = usagef("webhookens hemmelighed skal være 16-256 bogstaver, cifre, _ og -: giv --webhook-secret-file FIL eller TELEGRAM_WEBHOOK_SECRET")
	}
	return hidden, err
}

func shutDown(server *http.Server) {
	ctx, cancel := context.WithTimeout(context.Background(), 15*time.Second)
	defer cancel()
	_ = server.Shutdown(ctx)
}

const refreshEvery = time.Minute

// refreshing takes in what referat add has saved meanwhile.
func refreshing(ctx context.Context, index *retrieval.Index, log *slog.Logger) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(refreshEvery):
		}
		if _, err := index.Refresh(ctx); err != nil && ctx.Err() == nil {
			log.Warn("the index could not be refreshed", "error", err.Error())
		}
	}
}

// secret reads a secret from a file or the environment; "" where there is none.
func secret(flag, file, variable string) (string, error) {
	if file == "" {
		return strings.TrimSpace(os.Getenv(variable)), nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return "", errors.New(flag + " " + describe(file, err))
	}
	text := strings.TrimSpace(string(data))
	if text == "" {
		return "", fmt.Errorf("%s %s: filen er tom", flag, file)
	}
	return text, nil
}

// stateFolder is where the bot keeps what must outlive a restart.
func stateFolder(flag string) (string, error) {
	if dir := firstOf(flag, firstOf(os.Getenv("REFERAT_STATE"), os.Getenv("STATE_DIRECTORY"))); dir != "" { // the last is systemd's
		return dir, nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", usagef("sig, hvor botten må gemme, med --state MAPPE")
	}
	return filepath.Join(firstOf(os.Getenv("XDG_STATE_HOME"), filepath.Join(home, ".local", "state")), "referat"), nil
}

// inTelegramDanish says what to do about what ended the bot.
func inTelegramDanish(err error) error {
	for _, e := range []struct {
		is   error
		text string
	}{
		{telegram.ErrToken, "Telegram kender ikke bottens token; hent et nyt hos @BotFather"},
		{telegram.ErrServer, "--telegram-api (eller TELEGRAM_API) er ingen adresse på en server; skriv den som http://127.0.0.1:8081"},
		{telegram.ErrConflict, "et andet program henter denne bots beskeder; stop det, eller vent et minut efter en genstart"},
		{telegram.ErrWebhook, "botten har en webhook, så dens beskeder kan ikke hentes; start med --webhook, eller fjern den med --delete-webhook"},
	} {
		if errors.Is(err, e.is) {
			return fmt.Errorf("%s (teknisk: %v)", e.text, err)
		}
	}
	if err != nil && strings.HasPrefix(err.Error(), "telegram: getMe: ") {
		return fmt.Errorf("%s (teknisk: %v)", "Telegram svarer ikke; prøv netværket og --telegram-api", err)
	}
	return err
}
