package generate

import (
	_ "embed"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// counted is the words of testdata/minutes with how often they stand there:
// all function words, and the words of one field. It leaves out names, and the
// words that decide ("udsat", "godkendte"), so that running text tells of no
// decision but the one that was invented.
//
//go:embed words.txt
var counted string

const (
	realShare = 0.6     // of words that are drawn from the real minutes
	invented  = 200_000 // words of all other fields, invented
	simple    = 500     // of them that are no compounds: the most frequent ones
	roots     = 5_000   // that compounds are made of
)

// vocabulary draws words as often as minutes have them: real ones by their
// count, and invented ones by Zipf's law with the exponent 1.1, under which
// new words keep coming as text goes on, as in Danish, where they are mostly
// compounds.
type vocabulary struct {
	random *rand.Rand
	others *rand.Zipf
	real   []string
	upTo   []int // running sum of the counts of real
}

func newVocabulary(random *rand.Rand) *vocabulary {
	v := &vocabulary{random: random, others: rand.NewZipf(random, 1.1, 20, invented-1)}
	sum := 0
	for line := range strings.Lines(counted) {
		var word string
		var n int
		if _, err := fmt.Sscan(line, &word, &n); err != nil {
			panic("generate: words.txt: " + err.Error()) // it is part of the program
		}
		sum += n
		v.real, v.upTo = append(v.real, word), append(v.upTo, sum)
	}
	return v
}

func (v *vocabulary) word() string {
	if v.random.Float64() >= realShare {
		return inventedWord(v.others.Uint64())
	}
	i, _ := slices.BinarySearch(v.upTo, 1+v.random.IntN(v.upTo[len(v.upTo)-1]))
	return v.real[i]
}

// inventedWord returns the word of rank n: the first are roots, the rest
// compounds of two of them, most with the linking s that Danish has.
func inventedWord(n uint64) string {
	if n < simple {
		return root(n)
	}
	mixed := n * 0x9E3779B97F4A7C15 >> 16
	link := "s"
	if mixed%3 == 0 {
		link = ""
	}
	return root(mixed%roots) + link + root(mixed/roots%roots)
}

// root spells a number in syllables: 4 to 6 letters.
func root(n uint64) string {
	consonants, vowels := "bdfghklmnprstv", []rune("aeiouyæøå")
	syllables := uint64(len(consonants) * len(vowels))
	var w strings.Builder
	for n += syllables; n > 0; n /= syllables {
		syllable := n % syllables
		w.WriteByte(consonants[syllable/uint64(len(vowels))])
		w.WriteRune(vowels[syllable%uint64(len(vowels))])
	}
	return w.String()
}

// paragraphs returns about n words in paragraphs of some 60, each one line
// that begins with opening.
func (v *vocabulary) paragraphs(n int, opening string) []string {
	var list []string
	for n > 0 {
		var p strings.Builder
		p.WriteString(opening)
		words := min(n, 40+v.random.IntN(41))
		n -= words
		for left := words; left > 0; {
			length := min(left, 6+v.random.IntN(15))
			left -= length
			for i := range length {
				w := v.word()
				switch {
				case i > 0:
					p.WriteByte(' ')
				case left+length < words:
					p.WriteByte(' ')
					w = capitalised(w)
				}
				p.WriteString(w)
			}
			p.WriteByte('.')
		}
		list = append(list, p.String())
		opening = "Det fremgår videre, at "
	}
	return list
}

func capitalised(w string) string {
	r, size := utf8.DecodeRuneInString(w)
	return string(unicode.ToUpper(r)) + w[size:]
}
