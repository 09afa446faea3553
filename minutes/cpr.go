package minutes

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// FindCPR finds what may be a Danish personal number (CPR-nummer) in s, in
// text order: six digits that are a date DDMMYY, then four more, with no digit
// beside them.
//
//	010203-1234  0102031234  010203 1234  010203 - 1234  01 02 03 1234
//	01.02.03-1234  01.02.1903-1234  0102 03-1234 (parted anywhere by a line break, if there is a dash)
//	010203 | 1234 (over cells and list entries, if a word such as "cpr" is near)
//
// Look-alikes count as digits (O, l, and the digits of other scripts), signs
// without width are passed over, and the day may have 60 added (a replacement
// number). A date and what follows it ("15.08.16 0900") is none: after signs
// within the date, only a dash joins the halves. The check digit is not looked
// at: it stopped holding in 2007. Numbers of cases are found too, where they
// look like that; Parse leaves them where a label says what they are.
func FindCPR(s string) []Span {
	return merged(findWhole(s), findSplit(s))
}

// findWhole finds the numbers that stand in one piece.
func findWhole(s string) []Span {
	var found []Span
	inNumber, inWord := false, false
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		if noDigit(r) || inWord && r < utf8.RuneSelf && !isDigit(s[i]) { // most of any text
			inNumber, inWord = false, unicode.IsLetter(r)
			i += size
			continue
		}
		_, digit := digitValue(r)
		hard := r >= '0' && r <= '9' || digit && isForeignDigit(r)
		if !inNumber && (hard || digit && !inWord) && !insideDate(s, i) {
			if end, ok := cprAt(s[i:min(len(s), i+longestCPR)]); ok && !isoDate(s, i) {
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

// noDigit reports whether r, of the Latin letters and signs, stands for no
// digit and has width.
func noDigit(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return r < '0' || r > '9' && r != 'O' && r != 'o' && r != 'l' && r != 'I' && r != '|'
	case r < 0x300:
		return r != '\u00ad'
	}
	return false
}

// insideDate reports whether a sign and a digit stand before i: "16" in
// 15.08.16.
func insideDate(s string, i int) bool {
	return i > 1 && strings.IndexByte(".,:/", s[i-1]) >= 0 && isDigit(s[i-2])
}

// isoDate reports whether what stands at i is the rest of a date that begins
// with its year: "01-11-1900" in 2021-01-11-1900.
func isoDate(s string, i int) bool {
	return i > 1 && s[i-1] == '-' && isDigit(s[i-2]) && s[i+2] == '-'
}

const longestCPR = 96 // bytes, with signs without width between the digits

// cprAt reads a personal number at the start of s and returns its length.
// Where look-alikes follow ("0000Ole", "0000|") it tries without them.
func cprAt(s string) (int, bool) {
	if end, ok := scanCPR(s, 12); ok {
		return end, true
	}
	return scanCPR(s, 10)
}

// cprScan is what was read of a number so far.
type cprScan struct {
	digits   []int
	hard     int    // digits that are no look-alikes
	pipes    int    // "|" taken for 1
	inner    []rune // signs within the date
	free     int    // white space elsewhere than between day, month, year and serial
	gap      int    // signs between the halves; 0 where they touch
	dashed   bool   // one of them is a dash
	fullYear bool   // the first of them comes after eight digits
}

// scanCPR reads at most so many digits, counting look-alikes.
func scanCPR(s string, most int) (int, bool) {
	var digits [12]int
	c := cprScan{digits: digits[:0]}
	i := 0
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		v, isDigit := digitValue(r)
		n := len(c.digits)
		switch {
		case unicode.Is(unicode.Cf, r) && n > 0: // soft hyphen, zero-width space
		case isDigit && n < most:
			if unicode.IsDigit(r) {
				c.hard++
			}
			if r == '|' {
				c.pipes++
			}
			c.digits = append(c.digits, v)
		case n == most || n == 10 && !isDash(r):
			return i, !unicode.IsDigit(r) && c.isCPR()
		case n == 6 || n == 8 && (isDash(r) || c.dashed):
			c.fullYear = c.fullYear || n == 8 && c.gap == 0
			if c.gap++; c.gap > 3 || !isDash(r) && !unicode.IsSpace(r) {
				return 0, false
			}
			c.dashed = c.dashed || isDash(r)
		case (n == 2 || n == 4) && (r == '.' || r == '/' || r == ' ' || isDash(r)):
			c.inner = append(c.inner, r)
		case unicode.IsSpace(r) && r != '\t':
			c.free++
		default:
			return i, !unicode.IsDigit(r) && c.isCPR()
		}
		i += size
	}
	return i, c.isCPR()
}

// isCPR decides whether what was read is a personal number.
func (c *cprScan) isCPR() bool {
	digits, inner := c.digits, c.inner
	long := len(digits) == 12 && c.dashed && slices.Contains([]int{18, 19, 20}, digits[4]*10+digits[5]) // DDMMYYYY
	switch {
	case len(digits) != 10 && !long, c.fullYear && !long, c.hard < 5, c.pipes > 2: // more of them part the cells of a table
		return false
	case len(inner) == 1 && !(inner[0] == ' ' && c.dashed), len(inner) == 2 && inner[0] != inner[1], len(inner) > 2:
		return false
	case len(inner) == 2 && inner[0] != ' ' && !c.dashed, c.free > 1 && !c.dashed, len(inner) == 2 && c.gap == 0:
		return false
	case long && (digits[8] == 1 && digits[9] == 9 || digits[8] == 2 && digits[9] == 0):
		return false // from a date to a year
	case long && len(inner) == 2 && inner[0] == '-' && digits[4] == 2 && digits[8] < 4:
		return false // 11-01-2021-1700 is a meeting: who is born after 1999 has a serial from 4000 on
	}
	date := tenDigits(digits)
	if date[0] >= 6 && c.dashed {
		date[0] -= 6
	}
	return cprDate(date)
}

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

// MayHoldCPR reports whether a question may hold a personal number, however it
// is written: with any signs between its digits ("0 1 0 2 0 3_0000"), with the
// year in four digits, or a replacement number (day plus 60). It takes more for
// a number than FindCPR does, which has to leave minutes as they are.
func MayHoldCPR(question string) bool {
	return len(FindCPR(question)) > 0 || hasCPRRun(question) || hasCPRRun(strings.ReplaceAll(question, "|", " ")) // "|" may stand for 1
}

func hasCPRRun(question string) bool {
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
	if len(run) != 10 && len(run) != 12 {
		return false
	}
	date := tenDigits(run)
	if date[0] >= 6 {
		date[0] -= 6
	}
	return cprDate(date)
}
