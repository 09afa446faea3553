// Package invented makes minutes of any number of chunks for benchmarks, with
// words as frequent as they are in real ones.
package invented

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"unicode"

	"github.com/referat-dk/referat/minutes"
)

const (
	items  = 20      // of a meeting, each of one chunk
	length = 120     // words of a chunk
	real   = 0.6     // share of words drawn from the real minutes: all function words, and those of one field
	types  = 200_000 // words of all other fields, invented, by Zipf's law
)

// Questions have eight words that search.
var Questions = []string{
	"bevilling befordring handicap skole økonomi indstilling kommune borgere",
	"unge uddannelse beskæftigelse jobcenter samtaler forvaltning projekt midler",
	"takster tilbud botilbud region rammeaftale kapacitet belægning budget",
}

// Meetings invents minutes of n chunks in all from the running text of real
// ones, the same on every run.
func Meetings(from []*minutes.Meeting, n int) ([]*minutes.Meeting, error) {
	var words []string // a bag: frequent ones are in it often
	for _, m := range from {
		words = append(words, strings.FieldsFunc(m.Text, func(r rune) bool { return !unicode.IsLetter(r) })...)
	}
	random := rand.New(rand.NewPCG(1, 2))
	others := rand.NewZipf(random, 1.1, 20, types-1)
	draw := func() string {
		if random.Float64() < real {
			return words[random.IntN(len(words))]
		}
		return word(others.Uint64())
	}
	var list []*minutes.Meeting
	for n > 0 {
		var text strings.Builder
		fmt.Fprintf(&text, "Referat fra mødet i Udvalg%d den %d. maj %d\n\n", len(list)%30, 1+len(list)/30%28, 1960+len(list)/840)
		for i := 1; i <= items && n > 0; i++ {
			n--
			fmt.Fprintf(&text, "%d. Sag om %s og %s\n\nSagsfremstilling\n", i, draw(), draw())
			for range length {
				text.WriteString(draw() + " ")
			}
			text.WriteString("\n\n")
		}
		m, err := minutes.Parse(strings.NewReader(text.String()), minutes.Source{Name: "bench"})
		if err != nil {
			return nil, err
		}
		m.ID = fmt.Sprintf("bench/%06d", len(list))
		list = append(list, m)
	}
	return list, nil
}

// word spells a number in syllables: 4 to 10 letters.
func word(n uint64) string {
	const consonants, vowels = "bdfghklmnprstv", "aeiouyæøå"
	var w strings.Builder
	for n += uint64(len(consonants) * 9); n > 0; n /= uint64(len(consonants) * 9) {
		syllable := n % uint64(len(consonants)*9)
		w.WriteByte(consonants[syllable/9])
		w.WriteString(string([]rune(vowels)[syllable%9]))
	}
	return w.String()
}
