package sqlite_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
	"github.com/referat-dk/referat/retrieval/sqlite"
)

// An index that is kept: what is added is there when it is opened again.
func Example() {
	dir, err := os.MkdirTemp("", "referat")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	ctx := context.Background()
	open := func() (*sqlite.Store, *retrieval.Index) {
		store, err := sqlite.Open(ctx, filepath.Join(dir, "minutes.db"))
		if err != nil {
			log.Fatal(err)
		}
		index, err := retrieval.Open(ctx, retrieval.Options{Store: store})
		if err != nil {
			log.Fatal(err)
		}
		return store, index
	}

	store, index := open()
	m, err := minutes.ParseFile("../../testdata/minutes/samarbejdsforum-2022-04-07.txt")
	if err != nil {
		log.Fatal(err)
	}
	if err := index.Add(ctx, m); err != nil {
		log.Fatal(err)
	}
	store.Close()

	store, index = open()
	defer store.Close()
	result, err := index.Search(ctx, retrieval.Query{Text: "omgørelsesprocent"})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(result.Hits[0].Ref)
	// Output: samarbejdsforum/2022-04-07/6
}
