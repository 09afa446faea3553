package minutes

import (
	"strings"
	"time"
	"unicode"
)

// tenDigits leaves the century out of twelve digits DDMMYYYYSSSS.
func tenDigits(digits []int) [10]int {
	if len(digits) == 12 {
		digits = append(append([]int{}, digits[:4]...), digits[6:]...)
	}
	return [10]int(digits)
}

// isDash reports whether r can stand between the halves of a number.
func isDash(r rune) bool {
	return unicode.Is(unicode.Pd, r) || strings.ContainsRune("\u2212_:·./", r)
}

// digitValue reads a digit of any script, also raised or lowered, and the
// letters taken for 0 and 1.
func digitValue(r rune) (int, bool) {
	switch {
	case r >= '0' && r <= '9':
		return int(r - '0'), true
	case r == 'O' || r == 'o' || r == 'О':
		return 0, true
	case r == 'l' || r == 'I' || r == '|':
		return 1, true
	case r < 0xb2:
	case r == '¹':
		return 1, true
	case r == '²' || r == '³':
		return int(r-'²') + 2, true
	case r == '⁰' || r >= '⁴' && r <= '⁹':
		return int(r - '⁰'), true
	case r >= '₀' && r <= '₉':
		return int(r - '₀'), true
	case isForeignDigit(r):
		for _, table := range unicode.Nd.R16 {
			if rune(table.Lo) <= r && r <= rune(table.Hi) {
				return int(r-rune(table.Lo)) % 10, true
			}
		}
		for _, table := range unicode.Nd.R32 { // mathematical ones follow each other in five styles
			if rune(table.Lo) <= r && r <= rune(table.Hi) {
				return int(r-rune(table.Lo)) % 10, true
			}
		}
	}
	return 0, false
}

func isForeignDigit(r rune) bool { return r > unicode.MaxLatin1 && unicode.Is(unicode.Nd, r) }

// cprDate reports whether the first six of d are a day that exists in some
// century.
func cprDate(d [10]int) bool {
	day, month, year := d[0]*10+d[1], time.Month(d[2]*10+d[3]), d[4]*10+d[5]
	for _, century := range []int{1800, 1900, 2000} {
		if t := time.Date(century+year, month, day, 0, 0, 0, 0, time.UTC); t.Day() == day && t.Month() == month {
			return true
		}
	}
	return false
}
