package danish

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Abbreviation is a short form and what it stands for, as a text explains it.
type Abbreviation struct {
	Short string // normal form: "æhf"
	Long  string // as printed: "Ældre- og Handicapforvaltningen"
}

// Abbreviations finds the short forms that a text explains in brackets, as in
// "Center for Familier og Unge (CFU)" (after Schwartz & Hearst 2003), and the
// initials of double names, such as BSF for "Beskæftigelses- og
// Socialforvaltningen", which minutes use without a word. Whether those are
// used, the text has to show: they are what the name would be shortened to.
func Abbreviations(text string) []Abbreviation {
	var found []Abbreviation
	for i := 0; i < len(text); {
		open := strings.IndexAny(text[i:], "(-")
		if open < 0 {
			break
		}
		open += i
		i = open + 1
		if text[open] == '(' {
			if a, ok := explained(text, open); ok {
				found = append(found, a)
			}
		} else if a, ok := doubleName(text, open); ok {
			found = append(found, a)
		}
	}
	return found
}

const (
	longestShort = 7 // letters of a short form
	longestLong  = 100
)

// explained reads "Long Form (SHORT)" with its bracket at open.
func explained(text string, open int) (Abbreviation, bool) {
	end := strings.IndexByte(text[open:min(len(text), open+2*longestShort+2)], ')')
	if end < 0 {
		return Abbreviation{}, false
	}
	short := text[open+1 : open+end]
	n := utf8.RuneCountInString(short)
	if n < 2 || n > longestShort || strings.IndexFunc(short, func(r rune) bool { return !unicode.IsUpper(r) }) >= 0 {
		return Abbreviation{}, false
	}
	before := text[max(0, open-longestLong):open]
	if i := strings.LastIndexAny(before, ".:;\n•"); i >= 0 {
		before = before[i+1:]
	}
	start, ok := spelledBy(before, []rune(strings.ToLower(short)))
	if !ok {
		return Abbreviation{}, false
	}
	return Abbreviation{Normal(short), strings.TrimSpace(before[start:])}, true
}

// spelledBy finds, from the end of s, the letters of short in order, the first
// of them at the start of a word, and returns where that word begins.
func spelledBy(s string, short []rune) (start int, ok bool) {
	k := len(short) - 1
	for i := len(s); i > 0; {
		r, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
		if unicode.ToLower(r) != short[k] {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(s[:i])
		opens := i == 0 || !unicode.IsLetter(before)
		if k > 0 {
			k--
		} else if opens {
			return i, true
		}
	}
	return 0, false
}

// nameTails are the last parts of double names, each a letter of the initials.
var nameTails = []string{"forvaltningen", "udvalget", "rådet", "afdelingen", "centeret"}

// doubleName reads "Beskæftigelses- og Socialforvaltningen" with its hyphen at
// i.
func doubleName(text string, i int) (Abbreviation, bool) {
	second, ok := strings.CutPrefix(text[i:], "- og ")
	if !ok || !unicode.IsUpper(firstRune(second)) {
		return Abbreviation{}, false
	}
	second = second[:runEnd(second, 0, unicode.IsLetter)]
	start := strings.LastIndexFunc(text[max(0, i-longestLong):i], func(r rune) bool { return !unicode.IsLetter(r) }) + 1 + max(0, i-longestLong)
	first := text[start:i]
	for _, tail := range nameTails {
		if base, ok := strings.CutSuffix(strings.ToLower(second), tail); ok && base != "" && unicode.IsUpper(firstRune(first)) {
			short := string([]rune{firstRune(first), firstRune(second), firstRune(tail)})
			return Abbreviation{Normal(short), text[start : i+len("- og ")+len(second)]}, true
		}
	}
	return Abbreviation{}, false
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
