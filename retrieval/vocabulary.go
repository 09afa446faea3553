package retrieval

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/referat-dk/referat/retrieval/danish"
)

// vocabulary is the words of a segment in the orders that look-ups need which
// a map cannot serve: parts of compounds and near spellings.
type vocabulary struct {
	spellings []spellings // words as they are written, by their length in runes
	stems     sortedWords
	reversed  sortedWords         // stems spelt backwards
	shortsOf  map[string][]string // stem of the longest word of a name -> its short forms
}

// word is a stem, or a word as it is written, and the postings of the stem.
type word struct {
	text string
	stem int32
}

// spellings are the words of one length, in no order. Their shapes, which are
// looked at far more often, stand apart.
type spellings struct {
	shapes []danish.Shape
	words  []word
}

// sortedWords are words by their text.
type sortedWords struct {
	words []word
	begin map[string][2]int32 // first letters, so many as minPart -> where the words stand that begin with them
}

const minPart = 4 // letters of a stem that is looked for as a part of compounds

func newVocabulary(s *segment) vocabulary {
	var v vocabulary
	stems := make(map[int32]bool, len(s.surfaces))
	for text, stem := range s.surfaces {
		shape := danish.ShapeOf(text)
		if more := shape.Runes() + 1 - len(v.spellings); more > 0 {
			v.spellings = append(v.spellings, make([]spellings, more)...)
		}
		same := &v.spellings[shape.Runes()]
		same.shapes, same.words = append(same.shapes, shape), append(same.words, word{text, stem})
		stems[stem] = true
	}
	var forwards, backwards []word
	for text, id := range s.terms {
		if stems[id] {
			forwards = append(forwards, word{text, id})
			backwards = append(backwards, word{reverse(text), id})
		}
	}
	v.stems, v.reversed = newSortedWords(forwards), newSortedWords(backwards)
	v.shortsOf = make(map[string][]string)
	for _, short := range slices.Sorted(maps.Keys(s.shorts)) {
		stem := longestStem(s.shorts[short])
		v.shortsOf[stem] = append(v.shortsOf[stem], short)
	}
	return v
}

func newSortedWords(words []word) sortedWords {
	slices.SortFunc(words, func(a, b word) int { return cmp.Compare(a.text, b.text) })
	begin := make(map[string][2]int32)
	for i, w := range words {
		if first, ok := firstLetters(w.text); ok {
			at, known := begin[first]
			if !known {
				at[0] = int32(i)
			}
			begin[first] = [2]int32{at[0], int32(i + 1)}
		}
	}
	return sortedWords{words, begin}
}

// firstLetters are the first minPart letters of a word, if it has so many.
func firstLetters(text string) (string, bool) {
	n := 0
	for i := range text {
		if n == minPart {
			return text[:i], true
		}
		n++
	}
	return text, n == minPart
}

// longerThan returns the words that are longer than prefix and begin with it;
// none if it has fewer letters than minPart.
func (s sortedWords) longerThan(prefix string) []word {
	first, ok := firstLetters(prefix)
	if !ok {
		return nil
	}
	at := s.begin[first]
	words := s.words[at[0]:at[1]]
	i, found := slices.BinarySearchFunc(words, prefix, func(w word, p string) int { return cmp.Compare(w.text, p) })
	if found {
		i++
	}
	j := i
	for j < len(words) && strings.HasPrefix(words[j].text, prefix) {
		j++
	}
	return words[i:j]
}

// nearest finds the word of the corpus that a misspelt one is nearest to; of
// equally near ones the one whose stem is most frequent, then the first by
// alphabet.
func (x *snapshot) nearest(word string) (string, bool) {
	shape := danish.ShapeOf(word)
	limit := danish.MaxDistance(shape.Runes())
	if limit == 0 {
		return "", false
	}
	least := limit
	frequency := make(map[string]int) // of the words that are nearest
	for _, s := range x.segments {
		shortest, longest := max(0, shape.Runes()-limit), min(shape.Runes()+limit+1, len(s.words.spellings))
		for _, same := range s.words.spellings[min(shortest, longest):longest] {
			for i, other := range same.shapes {
				if !danish.MayBeNear(shape, other, least) {
					continue
				}
				w := same.words[i]
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
