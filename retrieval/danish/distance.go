package danish

import (
	"math/bits"
	"strings"
)

// Costs of one edit, in half edits: what is easily confused by ear or on a
// Danish keyboard costs half.
const (
	edit     = 2
	halfEdit = 1
)

// MaxDistance is how far a misspelt word of n letters may be from the word
// that is meant, in half edits; 0 means that words so short are not corrected.
func MaxDistance(n int) int {
	switch {
	case n < 5:
		return 0
	case n < 8: // "sagde" is no misspelt "sag", "lader" no "leder"
		return halfEdit
	}
	return edit + halfEdit
}

// Shape is what MayBeNear looks at of a word.
type Shape struct {
	letters uint32 // a bit each
	half    uint32 // those that cost half an edit to put in or to make of one of letters, and letters
	runes   int32
}

// ShapeOf returns the shape of a word in normal form.
func ShapeOf(word string) Shape {
	s := Shape{half: bitOf('h') | bitOf('d') | bitOf('e')}
	for _, r := range word {
		bit := bitOf(r)
		s.letters |= bit
		s.half |= bit | confused[bits.TrailingZeros32(bit)]
		s.runes++
	}
	return s
}

// Runes is the length of the word.
func (s Shape) Runes() int { return int(s.runes) }

// MayBeNear rules out most pairs of words before Distance is computed: it
// reports false only where two words of these shapes are further apart than
// limit. Each letter that the other word lacks takes an edit of its own.
func MayBeNear(a, b Shape, limit int) bool {
	return a.without(b) <= limit && b.without(a) <= limit && edit*(abs(int(a.runes-b.runes))-1) <= limit
}

// without is the least that it costs, in half edits, to take the letters out of
// a word that other lacks: one for each, and one more where half an edit will
// not do.
func (s Shape) without(other Shape) int {
	return bits.OnesCount64(uint64(s.letters&^other.letters)<<32 | uint64(s.letters&^other.half))
}

const longestCompared = 64 // runes up to which two words are compared without an allocation

// Distance is the edit distance of two words in normal form, in half edits,
// with two neighbouring letters swapped as half an edit; a distance above limit
// may be returned as limit+1.
func Distance(a, b string, limit int) int {
	var bufferA, bufferB [longestCompared]letter
	wa, wb := spelt(bufferA[:0], a), spelt(bufferB[:0], b)
	if edit*(abs(len(wa)-len(wb))-1) > limit {
		return limit + 1
	}
	var rows [3 * (longestCompared + 1)]int32
	cells, n := rows[:], len(wb)+1
	if 3*n > len(cells) {
		cells = make([]int32, 3*n)
	}
	prev2, prev, row := cells[:n], cells[n:2*n], cells[2*n:3*n]
	for j := range wb {
		prev[j+1] = prev[j] + wb[j].gap
	}
	for i := range wa {
		row[0] = prev[0] + wa[i].gap
		least := row[0]
		for j := range wb {
			cost := min(prev[j]+substitution(wa[i], wb[j]), prev[j+1]+wa[i].gap, row[j]+wb[j].gap)
			if i > 0 && j > 0 && wa[i].rune == wb[j-1].rune && wa[i-1].rune == wb[j].rune {
				cost = min(cost, prev2[j-1]+halfEdit)
			}
			row[j+1] = cost
			least = min(least, cost)
		}
		if int(least) > limit {
			return limit + 1
		}
		prev2, prev, row = prev, row, prev2
	}
	return int(prev[len(wb)])
}

// letter is one letter of a word that is compared.
type letter struct {
	rune     rune
	bit      uint32
	confused uint32 // bits of the letters that it is confused with
	gap      int32  // cost of leaving it out: half for one of a double letter, and for those that are often not heard
}

// spelt appends the letters of a word.
func spelt(list []letter, word string) []letter {
	last := rune(-1)
	for _, r := range word {
		l := letter{r, bitOf(r), 0, edit}
		l.confused = confused[bits.TrailingZeros32(l.bit)]
		if r == last || r == 'h' || r == 'd' || r == 'e' {
			l.gap = halfEdit
		}
		list, last = append(list, l), r
	}
	return list
}

// bitOf is the bit of a letter; those that are not Danish share three.
func bitOf(r rune) uint32 {
	switch {
	case r >= 'a' && r <= 'z':
		return 1 << (r - 'a')
	case r == 'æ':
		return 1 << 26
	case r == 'ø':
		return 1 << 27
	case r == 'å':
		return 1 << 28
	}
	return 1 << (29 + uint32(r)%3)
}

// confused has by the position of a letter's bit the bits of those that sound
// like it or stand beside it on the keyboard.
var confused = pairs("cs ck sz kq vw ij æe øo åo øæ æø bp dt gk æå yø yu ea mn")

func pairs(list string) (near [32]uint32) {
	for p := range strings.FieldsSeq(list) {
		r := []rune(p)
		a, b := bitOf(r[0]), bitOf(r[1])
		near[bits.TrailingZeros32(a)] |= b
		near[bits.TrailingZeros32(b)] |= a
	}
	return near
}

func substitution(a, b letter) int32 {
	switch {
	case a.rune == b.rune:
		return 0
	case a.confused&b.bit != 0:
		return halfEdit
	}
	return edit
}

func abs(n int) int { return max(n, -n) }
