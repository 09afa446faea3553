package minutes

import "strings"

// takeNumber reads the number that s begins with, in figures or, where no word
// stands before it, in the forms "2A", "16/2031" and "IV", and returns what
// follows.
func (h *heading) takeNumber(s string) (rest string, ok bool) {
	digits := 0
	for digits < len(s) && digits < 5 && isDigit(s[digits]) {
		digits++
	}
	if digits == 0 && h.form == bareForm {
		return h.takeRoman(s)
	}
	h.number, ok = smallNumber(s[:digits])
	if !ok || digits > 4 || h.number == 0 {
		return s, false
	}
	rest = s[digits:]
	switch {
	case len(rest) > len("/2031") && rest[0] == '/' && h.form == bareForm:
		year, isYear := smallNumber(rest[1:len("/2031")])
		if !isYear || !plausibleYear(year) || isDigit(rest[len("/2031")]) {
			return s, false
		}
		h.form, h.print = yearForm, s[:digits+len("/2031")]
		return rest[len("/2031"):], true
	case len(rest) > 1 && (rest[1] == '.' || rest[1] == ')' || rest[1] == ':') && (rest[0] >= 'A' && rest[0] <= 'Z' || rest[0] >= 'a' && rest[0] <= 'z'):
		h.letter, h.print = rest[0]&^0x20, s[:digits+1]
		return rest[1:], true
	}
	return rest, true
}

// romanNumbers are the numbers that items have in Roman figures.
var romanNumbers = func() map[string]int {
	tens := []string{"", "X", "XX", "XXX", "XL"}
	ones := []string{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"}
	table := make(map[string]int)
	for i, t := range tens {
		for j, o := range ones {
			table[t+o] = 10*i + j
		}
	}
	return table
}()

const longestRoman = len("XXXVIII")

// takeRoman reads "IV" before ".", ")" or ":".
func (h *heading) takeRoman(s string) (rest string, ok bool) {
	n := 0
	for n < len(s) && n <= longestRoman && strings.IndexByte("IVXL", s[n]) >= 0 {
		n++
	}
	if n == 0 || n+1 >= len(s) || strings.IndexByte(".):", s[n]) < 0 || s[n+1] != ' ' {
		return s, false
	}
	h.number, h.print, h.form = romanNumbers[s[:n]], s[:n], romanForm
	return s[n:], h.number > 0
}

// fits reports whether a number of the form that was read may have a mark
// behind it, or none: "2A. Title", "2A) Title", but no "2A Title".
func (h *heading) fits(marked bool) bool {
	return h.letter == 0 || marked && h.form != yearForm
}

// step is how many items b comes behind a: 1 where b is the next.
func step(a, b heading) int {
	if a.number == b.number {
		if b.letter == a.letter+1 || a.letter == 0 && b.letter == 'A' {
			return 1
		}
		return 0
	}
	if b.letter > 'A' {
		return 0
	}
	return b.number - a.number
}
