package main

import (
	"context"
	"log"
	"os"
	"path/filepath"
)

func Example() {
	dir, err := os.MkdirTemp("", "durable")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	database := filepath.Join(dir, "minutes.db")
	for _, files := range [][]string{{"../../testdata/minutes/samarbejdsforum-2022-04-07.txt"}, nil} {
		if err := run(context.Background(), database, files); err != nil {
			log.Fatal(err)
		}
	}
	// Output:
	// samarbejdsforum/2022-04-07/6 Samarbejdsforum, 7. april 2022, punkt 6
	// samarbejdsforum/2022-04-07/6 Samarbejdsforum, 7. april 2022, punkt 6
}
