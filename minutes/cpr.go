package minutes

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// FindCPR finds what may be a Danish personal number (CPR-nummer) in s: six
// digits that are a date DDMMYY, then four more, with no digit beside them.
//
//	010203-1234  0102031234  010203 1234  010203 - 1234  01 02 03 1234
//	01.02.03-1234  01.02.1903-1234  0102 03-1234 (parted anywhere by a line break, if there is a dash)
//
// Look-alikes count as digits (O, l, and the digits of other scripts), signs
// without width are passed over, and the day may have 60 added (a replacement
// number). A date and what follows it ("15.08.16 0900") is none: after signs
// within the date, only a dash joins the halves. The check digit is not looked
// at: it stopped holding in 2007.
func FindCPR(s string) []Span {
	var found []Span
	inNumber, inWord := false, false
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		_, digit := digitValue(r)
		hard := r >= '0' && r <= '9' || digit && isForeignDigit(r)
		within := i > 1 && strings.IndexByte(".,:/", s[i-1]) >= 0 && isDigit(s[i-2]) // "16" in 15.08.16
		if !inNumber && !within && (hard || digit && !inWord) {
			if end, ok := cprAt(s[i:min(len(s), i+longestCPR)]); ok {
				found = append(found, Span{i, i + end})
				size = end
			}
		}
		if !unicode.Is(unicode.Cf, r) {
			inNumber, inWord = hard, unicode.IsLetter(r)
		}
		i += size
	}
	return found
}

const longestCPR = 96 // bytes, with signs without width between the digits

// cprAt reads a personal number at the start of s and returns its length.
func cprAt(s string) (int, bool) {
	var digits []int
	var inner []rune // signs within the date
	free := 0        // white space elsewhere than between day, month, year and serial
	dash := 0        // signs between the halves; 0 where they touch
	dashed := false
	hard := 0 // digits that are no look-alikes
	i := 0
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		v, isDigit := digitValue(r)
		n := len(digits)
		switch {
		case unicode.Is(unicode.Cf, r) && n > 0: // soft hyphen, zero-width space
		case isDigit && n < 12:
			if unicode.IsDigit(r) {
				hard++
			}
			digits = append(digits, v)
		case n == 12 || n == 10 && !isDash(r):
			return cprEnd(digits, inner, free, dash, dashed, hard, i, s[i:])
		case n == 6 || n == 8 && (isDash(r) || dashed):
			if dash++; dash > 3 || !isDash(r) && !unicode.IsSpace(r) {
				return 0, false
			}
			dashed = dashed || isDash(r)
		case (n == 2 || n == 4) && (r == '.' || r == '/' || r == ' ' || isDash(r)):
			inner = append(inner, r)
		case unicode.IsSpace(r) && r != '\t':
			free++
		default:
			return cprEnd(digits, inner, free, dash, dashed, hard, i, s[i:])
		}
		i += size
	}
	return cprEnd(digits, inner, free, dash, dashed, hard, i, "")
}

// cprEnd decides whether what cprAt read, up to end, is a personal number.
func cprEnd(digits []int, inner []rune, free, dash int, dashed bool, hard, end int, rest string) (int, bool) {
	next, _ := utf8.DecodeRuneInString(rest)
	long := len(digits) == 12 && dashed && (digits[4] == 1 || digits[4] == 2) // DDMMYYYY
	if len(digits) != 10 && !long || hard < 5 || rest != "" && unicode.IsDigit(next) {
		return 0, false
	}
	switch {
	case len(inner) == 1 && !(inner[0] == ' ' && dashed), len(inner) == 2 && inner[0] != inner[1], len(inner) > 2:
		return 0, false
	case len(inner) == 2 && inner[0] != ' ' && !dashed, free > 1 && !dashed, len(inner) == 2 && dash == 0:
		return 0, false
	case long && (digits[8] == 1 && digits[9] == 9 || digits[8] == 2 && digits[9] == 0):
		return 0, false // from a date to a year
	}
	if long {
		digits = append(append([]int{}, digits[:4]...), digits[6:]...)
	}
	date := [10]int(digits)
	if date[0] >= 6 && dashed {
		date[0] -= 6
	}
	return end, cprDate(date)
}

// isDash reports whether r can stand between the halves of a number.
func isDash(r rune) bool {
	return unicode.Is(unicode.Pd, r) || strings.ContainsRune("\u2212_:·./", r)
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
