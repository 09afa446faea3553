package minutes

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// FindCPR finds what may be a Danish personal number (CPR-nummer) in s, in
// text order: six digits that are a date DDMMYY, then four more, with no digit
// beside them.
//
//	010203-1234  0102031234  010203 1234  010203 - 1234  01 02 03 1234
//	01.02.03-1234  1.2.03-1234  01.02.1903-1234  0102 03-1234
//	(010203)1234  010203 (1234)  010203 -- 1234  010203-**1234**  010203|1234
//	0 1 0 2 0 3 - 1 2 3 4 (and a cell for each digit)
//	010203 | 1234 (over cells and list entries, if a word such as "cpr" is near)
//
// With a dash, a line break may part it anywhere; the end of a page ("Side 3")
// may stand between the halves. Look-alikes count as digits (O, l, raised ones,
// and those of other scripts; with a dash and seven real digits also S for 5
// and B for 8), signs without width are passed over, and the day may have 60
// added (a replacement number). The check digit is not looked at: it stopped
// holding in 2007.
//
// A date and a time of day is none: "15.08.16 0900", "24.12.31 - 2100". After
// signs within the date only a dash joins the halves, and after dots only one
// without space, if the rest is a time. None either is what its surroundings
// tell to be something else, see plainlyOther. Numbers of cases are found too,
// where they look like that; Parse leaves them where a label says what they are.
func FindCPR(s string) []Span {
	return merged(findWhole(s), findSplit(s))
}

// findWhole finds the numbers that stand in one piece.
func findWhole(s string) []Span {
	var found []Span
	inNumber, inWord := false, false
	for i := 0; i < len(s); {
		i, inNumber, inWord = passPlain(s, i, inNumber, inWord)
		if i == len(s) {
			break
		}
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		if noDigit(r) || inWord && r < utf8.RuneSelf && !isDigit(s[i]) {
			inNumber, inWord = false, unicode.IsLetter(r)
			i += size
			continue
		}
		_, digit := digitValue(r)
		hard := r >= '0' && r <= '9' || digit && isForeignDigit(r)
		if !inNumber && (hard || digit && !inWord) && !insideDate(s, i) {
			if end, ok := numberAt(s, i); ok {
				found = append(found, Span{i, end})
				size = end - i
			}
		}
		if !unicode.Is(unicode.Cf, r) {
			inNumber, inWord = hard, unicode.IsLetter(r)
		}
		i += size
	}
	return found
}

// charClass tells bytes that begin no number apart.
type charClass uint8

const (
	mayBeDigit charClass = iota // a digit, a sign like one, or the first byte of a rune to be looked at
	plainSign
	plainLetter
	likeDigit   // a letter that is read as a digit, unless it stands within a word
	latinLetter // the first byte of À to ÿ
)

// charClasses are the classes of all bytes.
var charClasses = func() (table [256]charClass) {
	for c := range rune(utf8.RuneSelf) {
		switch {
		case unicode.IsLetter(c) && noDigit(c):
			table[c] = plainLetter
		case unicode.IsLetter(c):
			table[c] = likeDigit
		case noDigit(c):
			table[c] = plainSign
		}
	}
	table[0xc3] = latinLetter
	return table
}()

// passPlain passes over what begins no number, which is most of any text.
func passPlain(s string, start int, inNumber, inWord bool) (i int, number, word bool) {
	for i = start; i < len(s); i++ {
		switch charClasses[s[i]] {
		case plainLetter:
			inWord = true
		case plainSign:
			inWord = false
		case likeDigit:
			if !inWord {
				return i, inNumber && i == start, false
			}
		case latinLetter:
			if i+1 == len(s) || s[i+1] == 0x97 || s[i+1] == 0xb7 || s[i+1]&0xc0 != 0x80 { // × and ÷
				return i, inNumber && i == start, inWord
			}
			inWord = true
			i++
		default:
			return i, inNumber && i == start, inWord
		}
	}
	return i, false, inWord
}

// numberAt reads a personal number that starts at i and returns its end.
func numberAt(s string, i int) (end int, ok bool) {
	n, ok := cprAt(s[i:min(len(s), i+longestCPR)])
	if !ok {
		return boxedCPR(s, i)
	}
	return i + n, !isoDate(s, i) && !plainlyOther(s, Span{i, i + n})
}

// noDigit reports whether r, of the Latin letters and signs, stands for no
// digit and has width.
func noDigit(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return r < '0' || r > '9' && r != 'O' && r != 'o' && r != 'l' && r != 'I' && r != '|'
	case r < 0x300:
		return r > '¹' || r != '\u00ad' && r != '¹' && r != '²' && r != '³'
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
