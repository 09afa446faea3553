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

// MayBeNear rules out most pairs of words before Distance is computed: it
// reports false only where two words of these lengths in runes, which have
// these letters, are further apart than limit. A letter is bit (rune % 32).
func MayBeNear(lengthA, lengthB int, lettersA, lettersB uint32, limit int) bool {
	if edit*abs(lengthA-lengthB) > limit+halfEdit*2 {
		return false
	}
	return halfEdit*max(bits.OnesCount32(lettersA&^lettersB), bits.OnesCount32(lettersB&^lettersA)) <= limit
}

// Distance is the edit distance of two words in normal form, in half edits,
// with two neighbouring letters swapped as half an edit; a distance above limit
// may be returned as limit+1.
func Distance(a, b string, limit int) int {
	ra, rb := []rune(a), []rune(b)
	if edit*abs(len(ra)-len(rb)) > limit+halfEdit*2 {
		return limit + 1
	}
	prev2, prev, row := make([]int, len(rb)+1), make([]int, len(rb)+1), make([]int, len(rb)+1)
	for j := 1; j <= len(rb); j++ {
		prev[j] = prev[j-1] + gap(rb, j-1)
	}
	for i := 1; i <= len(ra); i++ {
		row[0] = prev[0] + gap(ra, i-1)
		least := row[0]
		for j := 1; j <= len(rb); j++ {
			cost := prev[j-1] + substitution(ra[i-1], rb[j-1])
			cost = min(cost, prev[j]+gap(ra, i-1), row[j-1]+gap(rb, j-1))
			if i > 1 && j > 1 && ra[i-1] == rb[j-2] && ra[i-2] == rb[j-1] {
				cost = min(cost, prev2[j-2]+halfEdit)
			}
			row[j] = cost
			least = min(least, cost)
		}
		if least > limit {
			return limit + 1
		}
		prev2, prev, row = prev, row, prev2
	}
	return prev[len(rb)]
}

// gap is the cost of leaving out word[i]: half for one of a double letter,
// and for the letters that are often not heard (h, d, e).
func gap(word []rune, i int) int {
	if i > 0 && (word[i] == word[i-1] || strings.ContainsRune("hde", word[i])) {
		return halfEdit
	}
	return edit
}

// confused letters sound alike or stand side by side on the keyboard.
var confused = pairs("cs ck sz kq vw ij æe øo åo øæ æø bp dt gk æå yø yu ea mn")

func pairs(list string) map[[2]rune]bool {
	set := make(map[[2]rune]bool)
	for p := range strings.FieldsSeq(list) {
		r := []rune(p)
		set[[2]rune{r[0], r[1]}] = true
		set[[2]rune{r[1], r[0]}] = true
	}
	return set
}

func substitution(a, b rune) int {
	switch {
	case a == b:
		return 0
	case confused[[2]rune{a, b}]:
		return halfEdit
	}
	return edit
}

func abs(n int) int { return max(n, -n) }
