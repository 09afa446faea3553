// Command telegram is a bot on Telegram in a program of one's own; referat
// telegram is the same with flags:
//
//	TELEGRAM_BOT_TOKEN=… go run ./examples/telegram testdata/minutes
package main

import (
	"context"
	"log"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"

	"github.com/referat-dk/referat/bot"
	"github.com/referat-dk/referat/bot/telegram"
	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: telegram FOLDER")
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	index, err := retrieval.Open(ctx, retrieval.Options{})
	if err != nil {
		log.Fatal(err)
	}
	files, _ := filepath.Glob(filepath.Join(os.Args[1], "*.txt"))
	for _, file := range files {
		if m, err := minutes.ParseFile(file); err != nil {
			log.Print(err) // not minutes: go on with the rest
		} else if err := index.Add(ctx, m); err != nil {
			log.Fatal(err)
		}
	}
	b, err := telegram.New(ctx, telegram.Options{
		Token: telegram.Token(os.Getenv("TELEGRAM_BOT_TOKEN")),
		State: "telegram-state", // what must outlive a restart
		Chats: &bot.Chats{Answerer: &bot.Answerer{Searcher: index}},
		Log:   slog.Default(),
	})
	if err != nil {
		log.Fatal(err)
	}
	if err := b.Poll(ctx); err != nil {
		log.Print(err)
	}
	if err := b.Close(); err != nil {
		log.Print(err)
	}
}
