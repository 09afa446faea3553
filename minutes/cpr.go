package minutes

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// FindCPR finds what may be a Danish personal number (CPR-nummer) in s: six
// digits that are a date DDMMYY, then four more, with no digit beside them.
// The day, month and year may be parted by one sign each ("01.02.03-1234"),
// the halves by up to three (" - ", a line break), and look-alikes count as
// digits (O, l, and the digits of other scripts). The check digit is not
// looked at: it stopped holding in 2007.
func FindCPR(s string) []Span {
	var found []Span
	inNumber := false
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		digit := r >= '0' && r <= '9' || isForeignDigit(r)
		if digit && !inNumber {
			if end, ok := cprAt(s, i); ok {
				found = append(found, Span{i, end})
				size = end - i
			}
		}
		inNumber = digit
		i += size
	}
	return found
}

// cprAt reads a personal number that begins at i and returns its end.
func cprAt(s string, i int) (end int, ok bool) {
	var digits [10]int
	n := 0
	inner := rune(0) // sign between day, month and year
	parted := false  // a sign stands between the halves
	for n < len(digits) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if v, isDigit := digitValue(r); isDigit {
			if n == 6 && inner != 0 && !parted { // "15.08.2016 09:00" is a date
				return 0, false
			}
			digits[n] = v
			n++
			i += size
			continue
		}
		switch {
		case n == 2 && isSeparator(r):
			inner = r
			i += size
		case n == 4 && r == inner:
			i += size
		case n == 6:
			width := separatorsAt(s[i:])
			if width == 0 {
				return 0, false
			}
			i += width
			parted = true
		case n == 8 && r == ' ':
			i += size
		default:
			return 0, false
		}
		if next, _ := utf8.DecodeRuneInString(s[i:]); !digitOrLookalike(next) {
			return 0, false
		}
	}
	next, _ := utf8.DecodeRuneInString(s[i:])
	return i, !unicode.IsDigit(next) && cprDate(digits)
}

// separatorsAt is the length of one to three separators at the start of s.
func separatorsAt(s string) int {
	width := 0
	for range 3 {
		r, size := utf8.DecodeRuneInString(s[width:])
		if width+size > len(s) || size == 0 || !isSeparator(r) {
			break
		}
		width += size
	}
	return width
}

func isSeparator(r rune) bool {
	return unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) || r == '.' || r == '/' || r == '\u00ad'
}

func digitOrLookalike(r rune) bool {
	_, ok := digitValue(r)
	return ok
}

// digitValue reads a digit of any script, and the letters taken for 0 and 1.
func digitValue(r rune) (int, bool) {
	switch {
	case r >= '0' && r <= '9':
		return int(r - '0'), true
	case r == 'O' || r == 'o' || r == 'О':
		return 0, true
	case r == 'l' || r == 'I' || r == '|':
		return 1, true
	case isForeignDigit(r):
		for _, table := range unicode.Nd.R16 {
			if rune(table.Lo) <= r && r <= rune(table.Hi) {
				return int(r-rune(table.Lo)) % 10, true
			}
		}
	}
	return 0, false
}

func isForeignDigit(r rune) bool {
	return r > unicode.MaxLatin1 && r < 0x10000 && unicode.Is(unicode.Nd, r)
}

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

const cprRemoved = "[cpr fjernet]"

// removeCPR takes personal numbers out of text and returns where they stood in
// the text that is left. A number under a label for case or document numbers
// stays.
func removeCPR(text string) (string, []Span) {
	found := FindCPR(text)
	if len(found) == 0 {
		return text, nil
	}
	var b strings.Builder
	var removed []Span
	last := 0
	for _, s := range found {
		if numberedDocument(text[max(0, s.Start-24):s.Start]) {
			continue
		}
		b.WriteString(text[last:s.Start])
		removed = append(removed, Span{b.Len(), b.Len() + len(cprRemoved)})
		b.WriteString(cprRemoved)
		last = s.End
	}
	b.WriteString(text[last:])
	return b.String(), removed
}

// numberedDocument reports whether the words before a number make it that of a
// case or document: "Sagsnr.: ", "Dok.nr. ".
func numberedDocument(before string) bool {
	before = strings.ToLower(strings.TrimRight(before, " .:\u00a0"))
	for _, w := range []string{"sagsnr", "sagnr", "sagsnummer", "sagsid", "dok.nr", "dok. nr", "j.nr", "journalnr", "dokumentnr"} {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	return false
}

// MayHoldCPR reports whether a question may hold a personal number, however it
// is written: with any signs between its digits ("0 1 0 2 0 3_0000"), with the
// year in four digits, or a replacement number (day plus 60). It takes more for
// a number than FindCPR does, which has to leave minutes as they are.
func MayHoldCPR(question string) bool {
	var run []int
	gap := 0 // signs since the last digit
	for _, r := range question {
		v, isDigit := digitValue(r)
		switch {
		case isDigit && (len(run) > 0 || unicode.IsDigit(r)):
			run, gap = append(run, v), 0
		case unicode.IsLetter(r) || gap == 3:
			if cprInRun(run) {
				return true
			}
			run, gap = nil, 0
		default:
			gap++
		}
	}
	return cprInRun(run)
}

// cprInRun reports whether a run of digits is a personal number as a whole.
func cprInRun(run []int) bool {
	if len(run) == 12 { // DDMMYYYY
		run = append(append([]int{}, run[:4]...), run[6:]...)
	}
	if len(run) != 10 {
		return false
	}
	digits := [10]int(run)
	if digits[0] >= 6 {
		digits[0] -= 6
	}
	return cprDate(digits)
}
