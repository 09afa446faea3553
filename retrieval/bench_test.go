package retrieval

import (
	"context"
	"fmt"
	"testing"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval/internal/invented"
)

// benchMeetings invents minutes of n chunks in all, the same on every run.
func benchMeetings(tb testing.TB, n int) []*minutes.Meeting {
	tb.Helper()
	list, err := invented.Meetings(n)
	if err != nil {
		tb.Fatal(err)
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

var benchSizes = []int{5, 1_000, 100_000}

// BenchmarkSearch measures one question in an index of so many chunks of 120
// words, without vectors: of all, and of what filters let through, which should
// not cost more.
func BenchmarkSearch(b *testing.B) {
	for _, n := range benchSizes {
		b.Run(fmt.Sprintf("chunks=%d", n), func(b *testing.B) {
			x := benchIndex(b, n)
			some := x.Meetings()[len(x.Meetings())/2]
			for _, filter := range []struct {
				name string
				Query
			}{
				{"all", Query{}},
				{"body", Query{Bodies: []string{some.Body}}},
				{"year", Query{From: minutes.Date{Year: some.Date.Year, Month: 1, Day: 1}, To: minutes.Date{Year: some.Date.Year, Month: 12, Day: 31}}},
				{"day", Query{From: some.Date, To: some.Date}},
				{"decisions", Query{Sections: []minutes.SectionKind{minutes.DecisionText}}},
			} {
				b.Run(filter.name, func(b *testing.B) {
					for i := range b.N {
						q := filter.Query
						q.Text = invented.Questions[i%len(invented.Questions)]
						if _, err := x.Search(context.Background(), q); err != nil {
							b.Fatal(err)
						}
					}
				})
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
