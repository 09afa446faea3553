package danish

import (
	"math"
	"strings"
	"unicode/utf8"
)

const longestWord = 40 // letters; longer ones are no words, and ways to split them grow fast

const minPart = 4 // letters of a part; shorter ones split words that are none

// Split cuts a compound in normal form into the stems of its parts, as far as
// freq knows them: freq returns how often a stem occurs in the corpus, 0 for
// never. Of several ways the one with the highest geometric mean of
// frequencies wins (Koehn & Knight 2003). A linking -s- or -e- between the
// parts is dropped. It returns nil for a word that is no compound of known
// parts.
func Split(word string, freq func(stem string) int) []string {
	if n := utf8.RuneCountInString(word); n < 2*minPart || n > longestWord {
		return nil
	}
	var best []string
	bestMean := 0.0
	for i := range word {
		if utf8.RuneCountInString(word[:i]) < minPart || utf8.RuneCountInString(word[i:]) < minPart {
			continue
		}
		head, headFreq := knownHead(word[:i], freq)
		if headFreq == 0 {
			continue
		}
		tail := Stem(word[i:])
		tails, product := []string{tail}, float64(freq(tail))
		if product == 0 {
			if tails = Split(word[i:], freq); tails == nil {
				continue
			}
			product = 1
			for _, t := range tails {
				product *= float64(freq(t))
			}
		}
		mean := math.Pow(float64(headFreq)*product, 1/float64(1+len(tails)))
		if mean > bestMean {
			best, bestMean = append([]string{head}, tails...), mean
		}
	}
	return best
}

// knownHead looks up the first part of a compound, as it stands and without
// its linking letter.
func knownHead(part string, freq func(string) int) (stem string, n int) {
	for _, link := range []string{"", "s", "e"} {
		base, ok := strings.CutSuffix(part, link)
		if !ok || utf8.RuneCountInString(base) < minPart {
			continue
		}
		if s := Stem(base); freq(s) > n {
			stem, n = s, freq(s)
		}
	}
	return stem, n
}
