package main

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
	"github.com/referat-dk/referat/retrieval/internal/invented"
)

const realMinutes = "../../testdata/minutes"

// TestRun: bleve finds most of what it is asked for, so its row measures
// bleve, and not a mistake in how it is set up.
func TestRun(t *testing.T) {
	var table strings.Builder
	if err := run(context.Background(), &table, realMinutes, "../../testdata/questions/sample.jsonl"); err != nil {
		t.Fatal(err)
	}
	for _, k := range kinds {
		if !strings.Contains(table.String(), "\n"+k.name+" ") {
			t.Errorf("no row %q in\n%s", k.name, &table)
		}
	}
	meetings, err := load(realMinutes)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range kinds {
		p, err := newPeer(k, meetings)
		if err != nil {
			t.Fatal(err)
		}
		found, err := p.search(context.Background(), "tilbuddet Tippen")
		if err != nil || len(found.Hits) == 0 || found.Hits[0].Ref.String() != "socialdirektoerforum/2016-08-15/6" {
			t.Errorf("%s: %v, %v", k.name, found.Hits, err)
		}
	}
}

// engine is a full-text search beside ours.
type engine struct {
	name  string
	build func([]*minutes.Meeting) (ask func(context.Context, string) error, close func() error, err error)
}

func engines() []engine {
	list := []engine{{"fts5", func(meetings []*minutes.Meeting) (func(context.Context, string) error, func() error, error) {
		f, err := newFTS5(meetings)
		if err != nil {
			return nil, nil, err
		}
		return func(ctx context.Context, question string) error { _, err := f.search(ctx, question); return err }, f.db.Close, nil
	}}}
	for _, k := range kinds {
		list = append(list, engine{k.index, func(meetings []*minutes.Meeting) (func(context.Context, string) error, func() error, error) {
			p, err := newPeer(k, meetings)
			if err != nil {
				return nil, nil, err
			}
			return func(ctx context.Context, question string) error { _, err := p.search(ctx, question); return err }, p.index.Close, nil
		}})
	}
	return list
}

// BenchmarkPeer measures another engine and referat's search by words in turns,
// on the same chunks of 120 words and questions of 8, and how many times as
// long the other takes.
func BenchmarkPeer(b *testing.B) {
	for _, chunks := range []int{1_000, 10_000, 100_000, 300_000} {
		list, err := invented.Meetings(chunks)
		if err != nil {
			b.Fatal(err)
		}
		for _, e := range engines() {
			b.Run(fmt.Sprintf("chunks=%d/%s", chunks, e.name), func(b *testing.B) { compare(b, e, list) })
		}
	}
}

func compare(b *testing.B, other engine, meetings []*minutes.Meeting) {
	ctx := context.Background()
	var ours *retrieval.Index
	var ask func(context.Context, string) error
	var closeOther func() error
	var err error
	must := func() {
		if err != nil {
			b.Fatal(err)
		}
	}
	report := func(what string, us, them time.Duration) {
		b.ReportMetric(float64(us.Microseconds())/1000, what+"-ms")
		b.ReportMetric(float64(them.Microseconds())/1000, what+"-peer-ms")
		b.ReportMetric(float64(them)/float64(us), what+"-ratio")
	}
	runtime.GC() // what the last pair left is not cleared away at our expense
	us := timed(func() {
		ours, err = retrieval.Open(ctx, retrieval.Options{VectorWeight: -1})
		must()
		err = ours.Add(ctx, meetings...)
	})
	must()
	runtime.GC()
	them := timed(func() { ask, closeOther, err = other.build(meetings) })
	must()
	defer closeOther()
	var askUs, askThem time.Duration
	n := 0
	for b.Loop() {
		question := invented.Questions[n%len(invented.Questions)]
		askUs += timed(func() { _, err = ours.Search(ctx, retrieval.Query{Text: question}) })
		must()
		askThem += timed(func() { err = ask(ctx, question) })
		must()
		n++
	}
	report("index", us, them)
	report("ask", askUs/time.Duration(n), askThem/time.Duration(n))
	b.ReportMetric(0, "ns/op") // of both together: says nothing
}

func timed(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}

// TestFTS5: SQLite's full-text search finds what it is asked for.
func TestFTS5(t *testing.T) {
	meetings, err := load(realMinutes)
	if err != nil {
		t.Fatal(err)
	}
	f, err := newFTS5(meetings)
	if err != nil {
		t.Fatal(err)
	}
	defer f.db.Close()
	rows, err := f.search(t.Context(), "tilbuddet Tippen")
	if err != nil || len(rows) == 0 {
		t.Fatal(rows, err)
	}
	var row int64
	for _, m := range meetings {
		for c := range retrieval.Split(m) {
			if row++; row == rows[0] && c.Ref.String() != "socialdirektoerforum/2016-08-15/6" {
				t.Errorf("found %s", c.Ref)
			}
		}
	}
}
