package retrieval_test

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
	"github.com/referat-dk/referat/retrieval/internal/invented"
	"github.com/referat-dk/referat/retrieval/sqlite"
)

// BenchmarkStored measures an index on a database of so many chunks of 120
// words, with vectors of 384 dimensions: to open it, with the memory that it
// keeps; to add one meeting of 20 chunks, until it can be found; and to
// ask it, by words and vectors, of all meetings and of the last year alone.
func BenchmarkStored(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000, 300_000} {
		b.Run(fmt.Sprintf("chunks=%d", n), func(b *testing.B) { benchStored(b, n) })
	}
}

func benchStored(b *testing.B, n int) {
	ctx := context.Background()
	list := retrieval.BenchMeetings(b, n)
	one, last := *list[0], list[len(list)-1].Date
	store := benchStore(b, list)
	list = nil
	var x *retrieval.Index
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			var err error
			if x, err = retrieval.Open(ctx, retrieval.Options{Store: store}); err != nil {
				b.Fatal(err)
			}
		}
		var memory runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&memory)
		b.ReportMetric(float64(memory.HeapAlloc)/1e6, "kept-MB")
	})
	added := 0
	b.Run("add", func(b *testing.B) {
		for b.Loop() {
			m := one
			m.ID = fmt.Sprintf("bench/new-%d", added)
			added++
			if err := x.Add(ctx, &m); err != nil {
				b.Fatal(err)
			}
		}
	})
	year := minutes.Date{Year: last.Year, Month: 1, Day: 1}
	for _, leg := range []struct {
		name  string
		query retrieval.Query
	}{{"ask", retrieval.Query{}}, {"ask-filtered", retrieval.Query{From: year}}} {
		b.Run(leg.name, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				q := leg.query
				q.Text = invented.Questions[len(took)%len(invented.Questions)]
				start := time.Now()
				if _, err := x.Search(ctx, q); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(start))
			}
			slices.Sort(took)
			b.ReportMetric(took[len(took)*95/100].Seconds()*1000, "p95-ms")
		})
	}
}

// benchStore makes a database of meetings.
func benchStore(b *testing.B, list []*minutes.Meeting) *sqlite.Store {
	b.Helper()
	ctx := context.Background()
	store, err := sqlite.Open(ctx, filepath.Join(b.TempDir(), "bench.db"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { store.Close() })
	for batch := range slices.Chunk(list, 100) {
		if err := retrieval.Embed(ctx, store, retrieval.HashEmbedder{}, batch...); err != nil {
			b.Fatal(err)
		}
		if err := store.Save(ctx, batch); err != nil {
			b.Fatal(err)
		}
	}
	return store
}
