package retrieval

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/referat-dk/referat/retrieval/danish"
)

// vocabulary is the words of a segment in the orders that look-ups need which
// a map cannot serve: parts of compounds and near spellings.
type vocabulary struct {
	surfaces []spelling // by text
	stems    []string   // sorted
	reversed []string   // stems spelt backwards, sorted
}

// spelling is a word as it is written.
type spelling struct {
	text    string
	letters uint32 // which letters it has, a bit each; some share one
	length  int    // runes
}

func newVocabulary(s *segment) vocabulary {
	var v vocabulary
	v.surfaces = make([]spelling, 0, len(s.surfaces))
	roots := make(map[string]bool, len(s.surfaces))
	for text, w := range s.surfaces {
		v.surfaces = append(v.surfaces, spelling{text, letters(text), utf8.RuneCountInString(text)})
		roots[w.root] = true
	}
	for root := range roots {
		v.stems = append(v.stems, root)
		v.reversed = append(v.reversed, reverse(root))
	}
	slices.SortFunc(v.surfaces, func(a, b spelling) int { return cmp.Compare(a.text, b.text) })
	slices.Sort(v.stems)
	slices.Sort(v.reversed)
	return v
}

func letters(word string) (set uint32) {
	for _, r := range word {
		set |= 1 << (uint32(r) % 32)
	}
	return set
}

// compoundsOf lists the stems of the corpus that begin (heads) or end (tails)
// with part.
func (x *snapshot) compoundsOf(part string) (heads, tails []string) {
	backwards := reverse(part)
	for _, s := range x.segments {
		heads = append(heads, withPrefix(s.words.stems, part)...)
		for _, r := range withPrefix(s.words.reversed, backwards) {
			tails = append(tails, reverse(r))
		}
	}
	if len(x.segments) > 1 {
		slices.Sort(heads)
		slices.Sort(tails)
		heads, tails = slices.Compact(heads), slices.Compact(tails)
	}
	return heads, tails
}

// withPrefix returns the strings of a sorted list that are longer than prefix
// and begin with it.
func withPrefix(sorted []string, prefix string) []string {
	i, _ := slices.BinarySearch(sorted, prefix)
	j := i
	for j < len(sorted) && strings.HasPrefix(sorted[j], prefix) {
		j++
	}
	if i < j && sorted[i] == prefix {
		i++
	}
	return sorted[i:j]
}

// nearest finds the word of the corpus that a misspelt one is nearest to; of
// equally near ones the most frequent, then the first by alphabet.
func (x *snapshot) nearest(word string) (string, bool) {
	length, has := utf8.RuneCountInString(word), letters(word)
	limit := danish.MaxDistance(length)
	if limit == 0 {
		return "", false
	}
	best, bestDistance := "", limit+1
	for _, s := range x.segments {
		for _, w := range s.words.surfaces {
			if !danish.MayBeNear(length, w.length, has, w.letters, limit) {
				continue
			}
			d := danish.Distance(word, w.text, min(limit, bestDistance))
			switch {
			case d < bestDistance:
			case d > limit || d > bestDistance || w.text == best:
				continue
			default:
				n, m := x.frequency(surfaceMark+w.text), x.frequency(surfaceMark+best)
				if n < m || n == m && w.text > best {
					continue
				}
			}
			best, bestDistance = w.text, d
		}
	}
	return best, bestDistance <= limit
}

func reverse(s string) string {
	r := []rune(s)
	slices.Reverse(r)
	return string(r)
}
