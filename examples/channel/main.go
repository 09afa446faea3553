// Command channel is a channel of one's own, here over HTTP. A chat goes on
// for as long as its name is used:
//
//	go run ./examples/channel &
//	curl -d 'Hvad blev besluttet om tilbuddet Tippen?' localhost:8081/chat/mig
//	curl -d 'vis hele punktet' localhost:8081/chat/mig
package main

import (
	"context"
	"fmt"
	"html"
	"io"
	"log"
	"net/http"
	"path/filepath"

	"github.com/referat-dk/referat/bot"
	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
)

func main() {
	chats := &bot.Chats{Answerer: &bot.Answerer{Searcher: load("testdata/minutes/*.txt")}}
	http.HandleFunc("POST /chat/{name}", func(w http.ResponseWriter, r *http.Request) {
		text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 4096))
		if err != nil {
			http.Error(w, "too long", http.StatusRequestEntityTooLarge)
			return
		}
		answer, err := chats.Answer(r.Context(), bot.Message{Chat: r.PathValue("name"), Text: string(text)})
		if err != nil {
			log.Print(err) // it never has what was asked
			http.Error(w, "the search failed", http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		for _, part := range answer.Parts() { // each in type of its own
			tag := map[bot.PartKind]string{bot.Said: "p", bot.Quote: "blockquote", bot.Reference: "cite"}[part.Kind]
			fmt.Fprintf(w, "<%s>%s</%s>\n", tag, html.EscapeString(part.Text), tag)
		}
	})
	log.Fatal(http.ListenAndServe("127.0.0.1:8081", nil))
}

func load(pattern string) *retrieval.Index {
	index, err := retrieval.Open(context.Background(), retrieval.Options{})
	if err != nil {
		log.Fatal(err)
	}
	files, _ := filepath.Glob(pattern)
	for _, file := range files {
		if m, err := minutes.ParseFile(file); err != nil {
			log.Print(err)
		} else if err := index.Add(context.Background(), m); err != nil {
			log.Fatal(err)
		}
	}
	return index
}
