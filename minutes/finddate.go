package minutes

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// FoundDate is a date and where it stands in the text searched.
type FoundDate struct {
	Date
	Span
}

// FindDates finds the dates in s in text order, in every form that Danish
// minutes print: 2016-08-15, 05-12-2023, 12.12.2019, 24/1 2017, 10/1-17,
// 15-maj-2002, 7. april 2022, 17. august den 2021, April 3, 2019, marts 2021.
// A day and month without a year count when the month is a name, or after a
// word such as "den" ("den 3/5"); a month alone counts after a word such as
// "i" ("i juni", Day and Year zero). A bare year and a bare "13.4" do not.
func FindDates(s string) []FoundDate {
	var found []FoundDate
	for i := 0; i < len(s); {
		c := s[i]
		digit := isDigit(c)
		if !digit && !isLetterByte(c) {
			i++
			continue
		}
		sc := dateScanner{s: s, i: i}
		var d Date
		var ok bool
		if digit {
			d, ok = sc.fromDigit(i)
		} else {
			d, ok = sc.fromMonth()
		}
		if ok && d.valid() && !partOfNumber(s, i, sc.i) {
			found = append(found, FoundDate{d, Span{i, sc.i}})
			i = sc.i
			continue
		}
		i = wordEnd(s, i)
	}
	return found
}

// dateScanner reads one date from s at i; i moves only over what was read.
type dateScanner struct {
	s string
	i int
}

func (sc *dateScanner) fromDigit(start int) (Date, bool) {
	first, width := sc.number(4)
	switch {
	case width == 4: // 2016-08-15
		if !sc.skip("-") {
			return Date{}, false
		}
		month, mw := sc.number(2)
		if mw != 2 || !sc.skip("-") {
			return Date{}, false
		}
		day, dw := sc.number(2)
		return Date{first, time.Month(month), day}, dw == 2
	case width == 0 || width > 2 || first == 0:
		return Date{}, false
	}
	if sc.skip("-") || sc.skip(".") || sc.skip("/") {
		sep := sc.s[sc.i-1]
		if month, width := sc.number(2); width > 0 {
			return sc.numericRest(start, first, time.Month(month), sep)
		}
	}
	sc.skipSpace()
	month, ok := sc.monthName()
	if !ok {
		return Date{}, false
	}
	return Date{sc.yearAfter(), month, first}, true
}

// numericRest reads the year of "5-12-2023", "24/1 2017", "10/1-17", "3.5.20".
func (sc *dateScanner) numericRest(start, day int, month time.Month, sep byte) (Date, bool) {
	end := sc.i
	if sc.skip("-") || sc.skip(".") || sc.skip("/") || sc.skip(" ") {
		spaced := sc.s[sc.i-1] == ' '
		year, width := sc.number(4)
		if width == 4 && plausibleYear(year) {
			return Date{year, month, day}, true
		}
		if width == 2 && !spaced && !strings.HasPrefix(sc.s[sc.i:], "/") { // not "24/1-31/1"
			return Date{century(year), month, day}, true
		}
		sc.i = end
	}
	return Date{0, month, day}, sep == '/' && datedBy(sc.s[:start])
}

// fromMonth reads "April 3, 2019", "marts 2021" and "marts".
func (sc *dateScanner) fromMonth() (Date, bool) {
	if sc.i > 0 && !atWordStart(sc.s, sc.i) {
		return Date{}, false
	}
	start := sc.i
	month, ok := sc.monthName()
	if !ok {
		return Date{}, false
	}
	after := sc.i
	sc.skipSpace()
	if day, width := sc.number(2); width > 0 && !sc.digitFollows() && sc.skip(",") {
		sc.skipSpace()
		if year, width := sc.number(4); width == 4 && plausibleYear(year) {
			return Date{year, month, day}, true
		}
	}
	sc.i = after
	year := sc.yearAfter()
	return Date{year, month, 0}, year != 0 || monthMeant(sc.s[:start], sc.s[start:after])
}

// monthMeant reports whether a month name that stands alone is one: "i marts",
// "fra juni", not "Jan Jensen" or "Augusta".
func monthMeant(before, name string) bool {
	if _, full := fullMonths[strings.ToLower(name)]; !full {
		return false
	}
	words := strings.Fields(before[max(0, len(before)-24):])
	if len(words) == 0 {
		return false
	}
	switch strings.ToLower(words[len(words)-1]) {
	case "i", "til", "fra", "og", "siden", "medio", "ultimo", "primo", "inden", "måned", "in":
		return true
	}
	return false
}

// fullMonths are the Danish month names written out.
var fullMonths = func() map[string]bool {
	set := make(map[string]bool)
	for _, name := range danishMonths {
		set[name] = true
	}
	return set
}()

// yearAfter reads the year after a month name: " 2022", ", 2021", " den 2021".
func (sc *dateScanner) yearAfter() int {
	after := sc.i
	sc.skip(".")
	sc.skip(",")
	sc.skip("-")
	sc.skipSpace()
	if sc.skip("den") {
		sc.skipSpace()
	}
	if year, width := sc.number(4); width == 4 && plausibleYear(year) && !sc.digitFollows() {
		return year
	}
	sc.i = after
	return 0
}

func (sc *dateScanner) number(max int) (n, width int) {
	for sc.i < len(sc.s) && isDigit(sc.s[sc.i]) && width < max {
		n = n*10 + int(sc.s[sc.i]-'0')
		sc.i++
		width++
	}
	return n, width
}

func (sc *dateScanner) digitFollows() bool {
	return sc.i < len(sc.s) && isDigit(sc.s[sc.i])
}

func (sc *dateScanner) skip(prefix string) bool {
	if strings.HasPrefix(sc.s[sc.i:], prefix) {
		sc.i += len(prefix)
		return true
	}
	return false
}

func (sc *dateScanner) skipSpace() {
	for sc.skip(" ") || sc.skip("\u00a0") {
	}
}

func (sc *dateScanner) monthName() (time.Month, bool) {
	end := wordEnd(sc.s, sc.i)
	if end-sc.i > len("september") || end-sc.i < len("maj") {
		return 0, false
	}
	month, ok := monthNames[strings.ToLower(sc.s[sc.i:end])]
	if ok {
		sc.i = end
	}
	return month, ok
}

// partOfNumber reports whether s[start:end] is cut out of something longer:
// a case number such as 27.03.00-A00-2-16, a sum such as 1.12.2000.000.
func partOfNumber(s string, start, end int) bool {
	if start > 1 && s[start-1] == '.' && isDigit(s[start-2]) {
		return true
	}
	if end >= len(s) {
		return false
	}
	dotted := strings.IndexByte(s[start:end], '.') >= 0
	goesOn := end+1 < len(s) && (isDigit(s[end+1]) || s[end] == '-' && s[end+1] >= 'A' && s[end+1] <= 'Z')
	return isDigit(s[end]) || dotted && goesOn && isDigit(s[end-1]) && (s[end] == '-' || s[end] == '.')
}

// datedBy reports whether the text before "3/5" makes it a date: fractions
// such as "2/3 af efterspørgslen" are none.
func datedBy(before string) bool {
	words := strings.Fields(before[max(0, len(before)-24):])
	if len(words) == 0 {
		return false
	}
	switch strings.ToLower(words[len(words)-1]) {
	case "den", "d.", "d", "pr.", "fra", "til", "siden", "inden", "senest", "mødet":
		return true
	}
	return false
}

// FindYears finds the four-digit years 1950–2099 that stand alone in s.
func FindYears(s string) []int {
	var years []int
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if n, ok := smallNumber(w); ok && len(w) == 4 && plausibleYear(n) {
			years = append(years, n)
		}
	}
	return years
}

func plausibleYear(y int) bool { return y >= 1950 && y < 2100 }

// century places a two-digit year: 00–49 in this century, 50–99 in the last.
func century(y int) int {
	if y < 50 {
		return 2000 + y
	}
	return 1900 + y
}

func isLetterByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= utf8.RuneSelf
}

// wordEnd is the end of the run of letters, or of digits, that starts at i;
// any other rune stands alone.
func wordEnd(s string, i int) int {
	first, size := utf8.DecodeRuneInString(s[i:])
	class := unicode.IsLetter
	switch {
	case unicode.IsDigit(first):
		class = unicode.IsDigit
	case !unicode.IsLetter(first):
		return i + size
	}
	for i += size; i < len(s); i += size {
		var r rune
		if r, size = utf8.DecodeRuneInString(s[i:]); !class(r) {
			break
		}
	}
	return i
}

func atWordStart(s string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return !unicode.IsLetter(r)
}

// smallNumber reads a string of 1 to 6 ASCII digits.
func smallNumber(s string) (int, bool) {
	if s == "" || len(s) > 6 {
		return 0, false
	}
	n := 0
	for i := 0; i < len(s); i++ {
		if !isDigit(s[i]) {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}
