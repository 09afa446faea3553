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
	benchItems  = 20      // items a meeting, each of one chunk
	benchLength = 120     // words a chunk
	benchReal   = 0.6     // share of words drawn from the real minutes: all function words, and those of one field
	benchTypes  = 200_000 // words of all other fields, invented, by Zipf's law
)

// benchMeetings invents minutes of n chunks in all, the same on every run.
func benchMeetings(tb testing.TB, n int) []*minutes.Meeting {
	tb.Helper()
	random, real := rand.New(rand.NewPCG(1, 2)), benchWords(tb)
	others := rand.NewZipf(random, 1.1, 20, benchTypes-1)
	word := func() string {
		if random.Float64() < benchReal {
			return real[random.IntN(len(real))]
		}
		return inventedWord(others.Uint64())
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

// inventedWord spells a number in syllables: 4 to 10 letters.
func inventedWord(n uint64) string {
	const consonants, vowels = "bdfghklmnprstv", "aeiouyæøå"
	var w strings.Builder
	for n += uint64(len(consonants) * 9); n > 0; n /= uint64(len(consonants) * 9) {
		syllable := n % uint64(len(consonants)*9)
		w.WriteByte(consonants[syllable/9])
		w.WriteString(string([]rune(vowels)[syllable%9]))
	}
	return w.String()
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
