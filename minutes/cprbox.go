package minutes

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// boxedCPR reads ten digits at i that each stand alone: "0 1 0 2 0 3 - 0 0 0 0"
// or a cell for each. The dash makes it sure; without it, no eleventh may stand
// beside them.
func boxedCPR(s string, start int) (end int, ok bool) {
	var d [10]int
	dash, stray := false, false // after the sixth digit, elsewhere
	i := start
	for n := range d {
		if i == len(s) || !isDigit(s[i]) {
			return 0, false
		}
		d[n] = int(s[i] - '0')
		i++
		if n == 9 {
			break
		}
		width, dashed := boxGap(s[i:])
		if width == 0 {
			return 0, false
		}
		i += width
		dash, stray = dash || dashed && n == 5, stray || dashed && n != 5
	}
	if i < len(s) && isDigit(s[i]) || !cprDate(d) {
		return 0, false
	}
	before := strings.TrimRight(s[max(0, start-16):start], "–- |\t\u00a0")
	after, _ := boxGap(s[i:])
	alone := (before == "" || !isDigit(before[len(before)-1])) && (i+after == len(s) || !isDigit(s[i+after]))
	return i, alone || dash && !stray
}

// boxGap returns the width in bytes of what stands between two digits that
// stand alone, at most seven signs (" | - | "), and whether a dash is among them.
func boxGap(s string) (width int, dashed bool) {
	for range 7 {
		r, size := utf8.DecodeRuneInString(s[width:])
		switch {
		case unicode.Is(unicode.Pd, r):
			dashed = true
		case r != ' ' && r != '|' && r != '\t' && r != '\u00a0':
			return width, dashed
		}
		width += size
	}
	return width, dashed
}
