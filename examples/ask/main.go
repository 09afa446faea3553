// Command ask answers one question from a folder of minutes:
//
//	go run ./examples/ask testdata/minutes "Hvad blev aftalt om e-Boks?"
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/referat-dk/referat/bot"
	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
)

func main() {
	if len(os.Args) != 3 {
		log.Fatal("usage: ask FOLDER QUESTION")
	}
	ctx := context.Background()
	index, err := retrieval.Open(ctx, retrieval.Options{})
	if err != nil {
		log.Fatal(err)
	}
	files, _ := filepath.Glob(filepath.Join(os.Args[1], "*.txt"))
	var meetings []*minutes.Meeting
	for _, file := range files {
		m, err := minutes.ParseFile(file)
		if err != nil {
			log.Print(err) // not minutes: go on with the rest
			continue
		}
		meetings = append(meetings, m)
	}
	if len(meetings) == 0 {
		log.Fatalf("no minutes in %s", os.Args[1])
	}
	if err := index.Add(ctx, meetings...); err != nil {
		log.Fatal(err)
	}
	answerer := bot.Answerer{Searcher: index}
	answer, err := answerer.Answer(ctx, bot.Conversation{}, os.Args[2])
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(answer.Text)
}
