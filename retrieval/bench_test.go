package retrieval

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/minutes/generate"
)

const (
	benchItems = 20  // items a meeting, each of one chunk, three of them standing ones of a few words
	benchWords = 130 // in each of the others, so that a chunk has 120 on average
)

// benchMeetings invents minutes of n items in all, the same on every run: four
// words in ten are of other fields than those of the real minutes.
func benchMeetings(tb testing.TB, n int) []*minutes.Meeting {
	tb.Helper()
	g := generate.New(1)
	g.Items, g.Words, g.Layout = benchItems, benchWords, generate.Notes
	var list []*minutes.Meeting
	for ; n > 0; n -= benchItems {
		m, err := minutes.Parse(strings.NewReader(g.Next().Text), minutes.Source{Name: "bench"})
		if err != nil {
			tb.Fatal(err)
		}
		list = append(list, m)
	}
	return list
}

// benchIndex is an index of words over invented minutes of n chunks.
func benchIndex(tb testing.TB, n int) *Index {
	tb.Helper()
	x, err := Open(context.Background(), Options{VectorWeight: -1})
	if err != nil {
		tb.Fatal(err)
	}
	if err := x.Add(context.Background(), benchMeetings(tb, n)...); err != nil {
		tb.Fatal(err)
	}
	return x
}

var benchSizes = []int{benchItems, 1_000, 100_000}

// benchQuestions have eight words that search, as the peer's have.
var benchQuestions = []string{
	"bevilling befordring handicap skole økonomi indstilling kommune borgere",
	"unge uddannelse beskæftigelse jobcenter samtaler forvaltning projekt midler",
	"takster tilbud botilbud region rammeaftale kapacitet belægning budget",
}

// BenchmarkSearch measures one question in an index of so many chunks of 120
// words, without vectors.
func BenchmarkSearch(b *testing.B) {
	for _, n := range benchSizes {
		b.Run(fmt.Sprintf("chunks=%d", n), func(b *testing.B) {
			x := benchIndex(b, n)
			b.ResetTimer()
			for i := range b.N {
				if _, err := x.Search(context.Background(), Query{Text: benchQuestions[i%len(benchQuestions)]}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkAdd measures how long it takes to index so many chunks at once.
func BenchmarkAdd(b *testing.B) {
	for _, n := range benchSizes {
		b.Run(fmt.Sprintf("chunks=%d", n), func(b *testing.B) {
			list := benchMeetings(b, n)
			b.ResetTimer()
			for range b.N {
				x, err := Open(context.Background(), Options{VectorWeight: -1})
				if err != nil {
					b.Fatal(err)
				}
				if err := x.Add(context.Background(), list...); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "chunks/s")
		})
	}
}
