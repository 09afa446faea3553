// Command answer puts the answerer into a program of one's own:
//
//	go run ./examples/answer
package main

import (
	"context"
	"fmt"
	"log"

	"github.com/referat-dk/referat/bot"
	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
)

func main() {
	ctx := context.Background()
	index, err := retrieval.Open(ctx, retrieval.Options{})
	must(err)
	m, err := minutes.ParseFile("testdata/minutes/samarbejdsforum-2022-04-07.txt")
	must(err)
	must(index.Add(ctx, m))
	answerer := bot.Answerer{Searcher: index}
	answer, err := answerer.Answer(ctx, bot.Conversation{}, "Hvad blev sagt om skift af sagsbehandler?")
	must(err)
	fmt.Println(answer.Text)
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
