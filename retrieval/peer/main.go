// Command peer prints the ablation of referat's search with bleve's Danish
// analyzer beside it. It is a module of its own, so that bleve is in nobody's
// binary and in no go.mod but this one.
//
//	go run -C retrieval/peer .
//	go test -C retrieval/peer -run '^$' -bench . -benchtime 300x -timeout 30m
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/referat-dk/referat/bot/eval"
	"github.com/referat-dk/referat/minutes"
)

func main() {
	from := flag.String("from", "../../testdata/minutes", "mappe med referater")
	questions := flag.String("questions", "../../testdata/questions/test.jsonl", "spørgsmål med kendte svar")
	flag.Parse()
	if err := run(context.Background(), os.Stdout, *from, *questions); err != nil {
		fmt.Fprintln(os.Stderr, "peer:", err)
		os.Exit(1)
	}
}

// run measures referat's search step by step, and then bleve.
func run(ctx context.Context, w io.Writer, from, file string) error {
	meetings, err := load(from)
	if err != nil {
		return err
	}
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	questions, err := eval.Read(f)
	if err != nil {
		return err
	}
	rows, err := eval.Ablation(ctx, meetings, questions)
	if err != nil {
		return err
	}
	for _, k := range kinds {
		p, err := newPeer(k, meetings)
		if err != nil {
			return err
		}
		row, err := eval.Measure(ctx, k.name, questions, p.rank)
		if err != nil {
			return err
		}
		rows = append(rows, row)
	}
	return eval.PrintRows(w, rows)
}

// load reads the texts in a folder.
func load(folder string) ([]*minutes.Meeting, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	if len(files) == 0 {
		return nil, errors.Join(err, fmt.Errorf("ingen referater (.txt) i %s", folder))
	}
	var meetings []*minutes.Meeting
	for _, file := range files {
		m, err := minutes.ParseFile(file)
		if err != nil {
			return nil, err
		}
		meetings = append(meetings, m)
	}
	return meetings, nil
}
