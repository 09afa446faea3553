package minutes

import (
	"time"
	"unicode"
	"unicode/utf8"
)

// FindCPR finds what may be a Danish personal number (CPR-nummer) in s: six
// digits that are a date DDMMYY, at most one separator (hyphen, dash, dot,
// slash or space), four digits, with no digit beside them. The check digit is
// not looked at: it stopped holding in 2007.
func FindCPR(s string) []Span {
	var found []Span
	var digits []byte
	var starts []int
	separators := 0
	end := 0
	flush := func() {
		if len(digits) == 10 && cprDate(digits) {
			found = append(found, Span{starts[0], end})
		}
		digits, starts, separators = digits[:0], starts[:0], 0
	}
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r >= '0' && r <= '9':
			digits, starts = append(digits, byte(r-'0')), append(starts, i)
			end = i + size
		case len(digits) == 6 && separators < 3 && (unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) || r == '.' || r == '/'):
			separators++ // "010203 - 1234" has three
		default:
			flush()
		}
		i += size
	}
	flush()
	return found
}

// cprDate reports whether the first six of d are a day that exists in some
// century.
func cprDate(d []byte) bool {
	day, month, year := int(d[0])*10+int(d[1]), time.Month(d[2]*10+d[3]), int(d[4])*10+int(d[5])
	for _, century := range []int{1800, 1900, 2000} {
		if t := time.Date(century+year, month, day, 0, 0, 0, 0, time.UTC); t.Day() == day && t.Month() == month {
			return true
		}
	}
	return false
}
