package retrieval_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"github.com/referat-dk/referat/retrieval"
	"github.com/referat-dk/referat/retrieval/sqlite"
)

// BenchmarkColdStart measures how long it takes to open an index on a database
// of so many chunks of 120 words, with their vectors of 384 dimensions.
func BenchmarkColdStart(b *testing.B) {
	for _, n := range []int{1_000, 100_000} {
		store := benchStore(b, n)
		b.Run(fmt.Sprintf("chunks=%d", n), func(b *testing.B) {
			for range b.N {
				if _, err := retrieval.Open(context.Background(), retrieval.Options{Store: store}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkAddStored measures how long it takes to add one meeting of 20
// chunks to an index on a database of so many chunks, until it can be found.
func BenchmarkAddStored(b *testing.B) {
	ctx := context.Background()
	const n = 100_000
	x, err := retrieval.Open(ctx, retrieval.Options{Store: benchStore(b, n)})
	if err != nil {
		b.Fatal(err)
	}
	one, added := *retrieval.BenchMeetings(b, 20)[0], 0
	b.Run(fmt.Sprintf("chunks=%d", n), func(b *testing.B) {
		for range b.N {
			m := one
			m.ID = fmt.Sprintf("bench/new-%d", added)
			added++
			if err := x.Add(ctx, &m); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// benchStore makes a database of n chunks.
func benchStore(b *testing.B, n int) *sqlite.Store {
	b.Helper()
	ctx := context.Background()
	store, err := sqlite.Open(ctx, filepath.Join(b.TempDir(), "bench.db"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { store.Close() })
	for batch := range slices.Chunk(retrieval.BenchMeetings(b, n), 100) {
		if err := retrieval.Embed(ctx, store, retrieval.HashEmbedder{}, batch...); err != nil {
			b.Fatal(err)
		}
		if err := store.Save(ctx, batch); err != nil {
			b.Fatal(err)
		}
	}
	return store
}
