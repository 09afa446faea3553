package minutes

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const longestCPR = 160 // bytes, with signs without width between the digits, or the foot of a page

// cprAt reads a personal number at the start of s and returns its length.
// Where look-alikes follow ("0000Ole", "0000|") it tries without them.
func cprAt(s string) (int, bool) {
	var c cprScan
	end, ok := c.scan(s, 12)
	if !ok && c.n > 10 {
		c = cprScan{}
		end, ok = c.scan(s, 10)
	}
	if ok {
		return end, true
	}
	if len(s) > 6 && s[6] == '|' { // "|" stands for no digit there
		c = cprScan{}
		end, ok = c.scan(s[:6]+"-"+s[7:], 10)
		return end, ok && end == len("010203|0000")
	}
	return 0, false
}

// cprScan is what was read of a number so far.
type cprScan struct {
	read     [12]int
	n        int     // how many digits were read
	hard     int     // of them are no look-alikes
	pipes    int     // "|" taken for 1
	misread  int     // letters that scanners read for 5 and 8
	signs    [2]rune // within the date
	inner    int     // how many signs there are
	short    bool    // day or month has one digit
	free     int     // white space elsewhere than between day, month, year and serial
	gap      int     // signs between the halves; 0 where they touch
	spaces   int     // how many of them are white space
	joined   bool    // one of them is a sign of isDash
	dashed   bool    // and that is a dash
	fullYear bool    // the first of them comes after eight digits
}

// scan reads at most so many digits, counting look-alikes.
func (c *cprScan) scan(s string, most int) (int, bool) {
	i := 0
	for i < len(s) {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		v, isDigit := digitValue(r)
		n := c.n
		if (r == 'S' || r == 'B') && n > 0 && n < most {
			v, isDigit = misread(s, i)
		}
		switch {
		case isDigit && n < most:
			c.digit(r, v)
		case r >= 0x80 && unicode.Is(unicode.Cf, r) && n > 0: // soft hyphen, zero-width space
		case n == most || n == 10 && !isDash(r):
			return i, !unicode.IsDigit(r) && c.isCPR()
		case n == 6 || n == 8 && (isDash(r) || c.joined):
			if !c.between(r) {
				return 0, false
			}
			if r == '\n' {
				size += pageBreak(s[i+size:], c.dashed)
			}
		case (n == 2 || n == 4) && (r == '.' || r == '/' || r == ' ' || isDash(r)):
			c.sign(r)
		case (n == 1 || n == 3) && c.inner == n/2 && (r == '.' || r == '/' || r == '-'): // "1.2.03-"
			c.read[n-1], c.read[n] = 0, c.read[n-1]
			c.n, c.short = n+1, true
			c.sign(r)
		case unicode.IsSpace(r) && r != '\t':
			c.free++
		default:
			return i, !unicode.IsDigit(r) && c.isCPR()
		}
		i += size
	}
	return i, c.isCPR()
}

func (c *cprScan) digit(r rune, v int) {
	switch {
	case r == 'S' || r == 'B':
		c.misread++
	case r == '|':
		c.pipes++
	case !unicode.IsLetter(r):
		c.hard++
	}
	c.read[c.n] = v
	c.n++
}

func (c *cprScan) sign(r rune) {
	if c.inner < len(c.signs) {
		c.signs[c.inner] = r
	}
	c.inner++
}

// between takes in a sign between the halves, and reports whether it may stand
// there.
func (c *cprScan) between(r rune) bool {
	c.fullYear = c.fullYear || c.n == 8 && c.gap == 0
	c.gap++
	switch {
	case isDash(r):
		c.joined = true
		c.dashed = c.dashed || r == '\u2212' || unicode.Is(unicode.Pd, r)
	case unicode.IsSpace(r):
		c.spaces++
	case r != '(' && r != ')' && r != '*': // "(010203)0000", "010203-**0000**"
		return false
	}
	return c.gap <= 7 && c.spaces <= 3
}

// isCPR decides whether what was read is a personal number.
func (c *cprScan) isCPR() bool {
	if c.n < 10 {
		return false
	}
	digits, sign := c.read[:c.n], c.signs[0]
	long := len(digits) == 12 && c.joined && slices.Contains([]int{18, 19, 20}, digits[4]*10+digits[5]) // DDMMYYYY
	switch {
	case len(digits) != 10 && !long, c.fullYear && !long, c.hard < 4, c.hard < 5 && !c.dashed, c.pipes > 2: // more of them part the cells of a table
		return false
	case c.misread > 0 && (c.hard < 7 || !c.dashed), c.short && !(c.dashed && c.inner == 2):
		return false
	case c.inner == 1 && !(sign == ' ' && c.joined), c.inner == 2 && sign != c.signs[1], c.inner > 2:
		return false
	case c.inner == 2 && sign != ' ' && !c.joined, c.free > 1 && !c.joined, c.inner == 2 && c.gap == 0:
		return false
	case c.inner == 2 && sign == '.' && c.spaces > 0 && isTimeOfDay(digits[len(digits)-4:]): // "24.12.31 - 2100"
		return false
	case long && (digits[8] == 1 && digits[9] == 9 || digits[8] == 2 && digits[9] == 0):
		return false // from a date to a year
	case long && c.inner == 2 && sign == '-' && digits[4] == 2 && digits[8] < 4:
		return false // 11-01-2021-1700 is a meeting: who is born after 1999 has a serial from 4000 on
	}
	date := tenDigits(digits)
	if date[0] >= 6 && c.joined {
		date[0] -= 6
	}
	return cprDate(date)
}

// isTimeOfDay reads four digits as HHMM.
func isTimeOfDay(d []int) bool { return d[0]*10+d[1] < 24 && d[2] < 6 }

// misread reads the letter at i as the digit that a scanner took for it. It
// touches a digit or a dash before it, and no word begins with it.
func misread(s string, i int) (digit int, ok bool) {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[i+1:])
	if unicode.IsSpace(before) || unicode.IsLetter(after) && after != 'S' && after != 'B' {
		return 0, false
	}
	if s[i] == 'S' {
		return 5, true
	}
	return 8, true
}

// The line that numbers a page, with the space around it. A figure alone is
// one only between the halves of a number.
var (
	pageLine   = regexp.MustCompile(`^\s*[^\n]{0,60}\b(?i:side|page)[ \t]*\d{1,4}(?:[^\d\n]{1,4}\d{1,4})?[ \t]*\n\s*`)
	pageFigure = regexp.MustCompile(`^\s*[–-]?[ \t]*\d{1,3}[ \t]*[–-]?[ \t]*\n\s*(\d{4})\b`)
)

// pageBreak returns the length of the end of a page at the start of s, which
// follows a line break; 0 if there is none.
func pageBreak(s string, dashed bool) int {
	start := strings.TrimLeft(s, " \t\n\f")
	line, after, _ := strings.Cut(start, "\n")
	line = strings.TrimRight(line, " \t–-")
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(after, " \t\n\f"))
	_, more := digitValue(next)
	if line == "" || !isDigit(line[len(line)-1]) || !more { // most lines
		return 0
	}
	if at := pageLine.FindStringIndex(s); at != nil {
		return at[1]
	}
	if at := pageFigure.FindStringSubmatchIndex(s); at != nil && dashed {
		return at[2]
	}
	return 0
}
