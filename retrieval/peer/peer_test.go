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

// BenchmarkPeer measures bleve and referat's search by words in turns, on the
// same chunks of 120 words and questions of 8, and how many times as long bleve
// takes.
func BenchmarkPeer(b *testing.B) {
	for _, chunks := range []int{1_000, 100_000} {
		list, err := invented.Meetings(chunks)
		if err != nil {
			b.Fatal(err)
		}
		for _, k := range kinds {
			b.Run(fmt.Sprintf("chunks=%d/%s", chunks, k.index), func(b *testing.B) { compare(b, k, list) })
		}
	}
}

func compare(b *testing.B, k kind, meetings []*minutes.Meeting) {
	ctx := context.Background()
	var ours *retrieval.Index
	var theirs *peer
	var err error
	must := func() {
		if err != nil {
			b.Fatal(err)
		}
	}
	report := func(what string, us, them time.Duration) {
		b.ReportMetric(float64(us.Microseconds())/1000, what+"-ms")
		b.ReportMetric(float64(them.Microseconds())/1000, what+"-bleve-ms")
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
	them := timed(func() { theirs, err = newPeer(k, meetings) })
	must()
	defer theirs.index.Close()
	var askUs, askThem time.Duration
	n := 0
	for b.Loop() {
		question := invented.Questions[n%len(invented.Questions)]
		askUs += timed(func() { _, err = ours.Search(ctx, retrieval.Query{Text: question}) })
		must()
		askThem += timed(func() { _, err = theirs.search(ctx, question) })
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
