// Command durable keeps minutes in a file, and searches them:
//
//	go run ./examples/durable minutes.db testdata/minutes/*.txt    adds, or replaces
//	go run ./examples/durable minutes.db                           finds them again
package main

import (
	"context"
	"fmt"
	"log"
	"os"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
	"github.com/referat-dk/referat/retrieval/sqlite"
)

func main() {
	if len(os.Args) < 2 {
		log.Fatal("usage: durable DATABASE [FILE…]")
	}
	if err := run(context.Background(), os.Args[1], os.Args[2:]); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, database string, files []string) error {
	store, err := sqlite.Open(ctx, database)
	if err != nil {
		return err
	}
	defer store.Close() // what Add returned nil for is on the disk before that
	index, err := retrieval.Open(ctx, retrieval.Options{Store: store})
	if err != nil {
		return err
	}
	var meetings []*minutes.Meeting
	for _, file := range files {
		m, err := minutes.ParseFile(file)
		if err != nil {
			log.Print(err) // not minutes: go on with the rest
			continue
		}
		meetings = append(meetings, m)
	}
	if err := index.Add(ctx, meetings...); err != nil {
		return err
	}
	// A program that runs for long calls index.Refresh, each second if it
	// likes, to see what other processes have added.
	result, err := index.Search(ctx, retrieval.Query{Text: "omgørelsesprocent", Limit: 1})
	if err != nil {
		return err
	}
	for _, hit := range result.Hits {
		fmt.Println(hit.Ref, hit.Meeting.Label(hit.Item))
	}
	return nil
}
