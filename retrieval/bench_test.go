package retrieval

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"

	"github.com/referat-dk/referat/minutes"
)

// benchWords is the running text of the real minutes as a bag of words, from
// which invented minutes are drawn, so that words are as frequent in them.
func benchWords(tb testing.TB) []string {
	var words []string
	for _, m := range realMeetings(tb) {
		words = append(words, strings.FieldsFunc(m.Text, func(r rune) bool { return !unicode.IsLetter(r) })...)
	}
	return words
}

const (
	benchItems  = 20  // items a meeting, each of one chunk
	benchLength = 120 // words a chunk
	benchRare   = 40  // one word in so many is a new compound, as corpora grow
)

// benchMeetings invents minutes of n chunks in all, the same on every run.
func benchMeetings(tb testing.TB, n int) []*minutes.Meeting {
	tb.Helper()
	random, words := rand.New(rand.NewPCG(1, 2)), benchWords(tb)
	word := func() string {
		w := words[random.IntN(len(words))]
		if random.IntN(benchRare) == 0 {
			w += strings.ToLower(words[random.IntN(len(words))])
		}
		return w
	}
	var list []*minutes.Meeting
	for n > 0 {
		var text strings.Builder
		fmt.Fprintf(&text, "Referat fra mødet i Udvalg%d den %d. maj %d\n\n", len(list)%30, 1+len(list)/30%28, 1960+len(list)/840)
		for i := 1; i <= benchItems && n > 0; i++ {
			n--
			fmt.Fprintf(&text, "%d. Sag om %s og %s\n\nSagsfremstilling\n", i, word(), word())
			for range benchLength {
				text.WriteString(word() + " ")
			}
			text.WriteString("\n\n")
		}
		m, err := minutes.Parse(strings.NewReader(text.String()), minutes.Source{Name: "bench"})
		if err != nil {
			tb.Fatal(err)
		}
		m.ID = fmt.Sprintf("bench/%06d", len(list))
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

var benchSizes = []int{5, 1_000, 100_000}

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
