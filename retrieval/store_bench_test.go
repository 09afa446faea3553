package retrieval_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/referat-dk/referat/retrieval"
	"github.com/referat-dk/referat/retrieval/sqlite"
)

// BenchmarkColdStart measures how long it takes to open an index on a database
// of so many chunks of 120 words, with their vectors of 384 dimensions.
func BenchmarkColdStart(b *testing.B) {
	ctx := context.Background()
	for _, n := range []int{1_000, 100_000} {
		b.Run(fmt.Sprintf("chunks=%d", n), func(b *testing.B) {
			store, err := sqlite.Open(ctx, benchDatabase(b, n))
			if err != nil {
				b.Fatal(err)
			}
			defer store.Close()
			b.ResetTimer()
			for range b.N {
				if _, err := retrieval.Open(ctx, retrieval.Options{Store: store}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkAddStored measures how long one meeting of 20 chunks takes in an
// index on a database of 100,000 chunks.
func BenchmarkAddStored(b *testing.B) {
	ctx := context.Background()
	store, err := sqlite.Open(ctx, benchDatabase(b, 100_000))
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	x, err := retrieval.Open(ctx, retrieval.Options{Store: store})
	if err != nil {
		b.Fatal(err)
	}
	more := retrieval.BenchMeetings(b, 20)[0]
	b.ResetTimer()
	for i := range b.N {
		m := *more
		m.ID = fmt.Sprintf("bench/new-%d", i)
		if err := x.Add(ctx, &m); err != nil {
			b.Fatal(err)
		}
	}
}

// benchDatabase makes a database of n chunks once, and returns a copy's path.
func benchDatabase(b *testing.B, n int) string {
	b.Helper()
	ctx := context.Background()
	cached := filepath.Join(os.TempDir(), fmt.Sprintf("referat-bench-%d.db", n))
	if _, err := os.Stat(cached); err != nil {
		store, err := sqlite.Open(ctx, cached)
		if err != nil {
			b.Fatal(err)
		}
		for batch := range slices.Chunk(retrieval.BenchMeetings(b, n), 100) {
			if err := retrieval.Embed(ctx, store, retrieval.HashEmbedder{}, batch...); err != nil {
				b.Fatal(err)
			}
			if err := store.Save(ctx, batch); err != nil {
				b.Fatal(err)
			}
		}
		if err := store.Close(); err != nil {
			b.Fatal(err)
		}
	}
	data, err := os.ReadFile(cached)
	if err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(b.TempDir(), "bench.db")
	if err := os.WriteFile(path, data, 0o644); err != nil {
		b.Fatal(err)
	}
	return path
}
