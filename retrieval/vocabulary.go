package retrieval

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/referat-dk/referat/retrieval/danish"
)

// vocabulary is the words of a segment in the orders that look-ups need which
// a map cannot serve: parts of compounds and near spellings.
type vocabulary struct {
	surfaces []spelling          // by text
	stems    []word              // by text
	reversed []word              // stems spelt backwards, by text
	shortsOf map[string][]string // stem of the longest word of a name -> its short forms
}

// word is a stem and its postings.
type word struct {
	text string
	stem int32
}

// spelling is a word as it is written.
type spelling struct {
	text    string
	letters uint32 // which letters it has, a bit each; some share one
	length  int    // runes
	stem    int32  // postings of its stem
}

func newVocabulary(s *segment) vocabulary {
	var v vocabulary
	v.surfaces = make([]spelling, 0, len(s.surfaces))
	stems := make(map[int32]bool, len(s.surfaces))
	for text, stem := range s.surfaces {
		v.surfaces = append(v.surfaces, spelling{text, letters(text), utf8.RuneCountInString(text), stem})
		stems[stem] = true
	}
	for text, id := range s.terms {
		if stems[id] {
			v.stems = append(v.stems, word{text, id})
			v.reversed = append(v.reversed, word{reverse(text), id})
		}
	}
	byText := func(a, b word) int { return cmp.Compare(a.text, b.text) }
	slices.SortFunc(v.surfaces, func(a, b spelling) int { return cmp.Compare(a.text, b.text) })
	slices.SortFunc(v.stems, byText)
	slices.SortFunc(v.reversed, byText)
	v.shortsOf = make(map[string][]string)
	for _, short := range slices.Sorted(maps.Keys(s.shorts)) {
		stem := longestStem(s.shorts[short])
		v.shortsOf[stem] = append(v.shortsOf[stem], short)
	}
	return v
}

func letters(word string) (set uint32) {
	for _, r := range word {
		set |= 1 << (uint32(r) % 32)
	}
	return set
}

// withPrefix returns the words of a sorted list that are longer than prefix
// and begin with it.
func withPrefix(sorted []word, prefix string) []word {
	i, _ := slices.BinarySearchFunc(sorted, prefix, func(w word, p string) int { return cmp.Compare(w.text, p) })
	j := i
	for j < len(sorted) && strings.HasPrefix(sorted[j].text, prefix) {
		j++
	}
	if i < j && sorted[i].text == prefix {
		i++
	}
	return sorted[i:j]
}

// nearest finds the word of the corpus that a misspelt one is nearest to; of
// equally near ones the one whose stem is most frequent, then the first by
// alphabet.
func (x *snapshot) nearest(word string) (string, bool) {
	length, has := utf8.RuneCountInString(word), letters(word)
	limit := danish.MaxDistance(length)
	if limit == 0 {
		return "", false
	}
	least := limit
	frequency := make(map[string]int) // of the words that are nearest
	for _, s := range x.segments {
		for _, w := range s.words.surfaces {
			if !danish.MayBeNear(length, w.length, has, w.letters, least) {
				continue
			}
			d := danish.Distance(word, w.text, least)
			if d > least {
				continue
			}
			if d < least {
				least = d
				clear(frequency)
			}
			frequency[w.text] += len(s.postings[w.stem])
		}
	}
	best := ""
	for _, text := range slices.Sorted(maps.Keys(frequency)) {
		if best == "" || frequency[text] > frequency[best] {
			best = text
		}
	}
	return best, best != ""
}

func reverse(s string) string {
	r := []rune(s)
	slices.Reverse(r)
	return string(r)
}
