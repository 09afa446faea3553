package minutes

import "strings"

// CaseNumber is a case number (sagsnummer), as printed. Most follow KL's
// subject system KLE: "27.03.00-A00-2-16" is subject 27.03.00, action facet
// A00, serial 2, year 2016. Spaces around the hyphens and a missing hyphen
// before the facet ("00.01.00P35-0104", the older form) are tolerated.
type CaseNumber string

const kleLen = len("27.03.00")

// KLE returns the subject number, such as "27.03.00", or "" if c is not
// numbered by KLE.
func (c CaseNumber) KLE() string {
	if !startsWithKLE(string(c)) {
		return ""
	}
	return string(c[:kleLen])
}

// Matches reports whether c is the case that want asks for: the same number,
// whatever its case and spaces, or any case under the number where want leaves
// its last parts out ("27.03.00-A00", "27.03.00").
func (c CaseNumber) Matches(want CaseNumber) bool {
	a, b := c.canonical(), want.canonical()
	return a == b || strings.HasPrefix(a, b+"-") || want.KLE() == b && c.KLE() == b
}

func (c CaseNumber) canonical() string {
	return strings.ToUpper(strings.ReplaceAll(string(c), " ", ""))
}

// damaged reports whether the facet lost its letter: scanned minutes print
// "00.30.00-000-7-23" where Ø00 is meant.
func (c CaseNumber) damaged() bool {
	rest := strings.TrimLeft(string(c[min(kleLen, len(c)):]), " -")
	return c.KLE() != "" && rest != "" && rest[0] >= '0' && rest[0] <= '9'
}

// FoundCase is a case number and where it stands in the text searched.
type FoundCase struct {
	Case CaseNumber
	Span
}

// FindCaseNumbers finds the KLE case numbers in s in text order; a subject
// number that stands alone ("27.03.00") counts.
func FindCaseNumbers(s string) []FoundCase {
	var found []FoundCase
	for i := 0; i+kleLen <= len(s); i++ {
		j := strings.IndexByte(s[i:], '.') // every number has its first dot after two digits
		if j < 0 {
			break
		}
		start := i + j - 2
		i += j
		if start < 0 || !startsWithKLE(s[start:]) || start > 0 && (isDigit(s[start-1]) || s[start-1] == '.') {
			continue
		}
		end := start + kleLen + caseTail(s[start+kleLen:])
		found = append(found, FoundCase{CaseNumber(s[start:end]), Span{start, end}})
		i = end - 1
	}
	return found
}

func startsWithKLE(s string) bool {
	if len(s) < kleLen {
		return false
	}
	for i := 0; i < kleLen; i++ {
		if i%3 == 2 {
			if s[i] != '.' {
				return false
			}
		} else if !isDigit(s[i]) {
			return false
		}
	}
	return len(s) == kleLen || !isDigit(s[kleLen]) && !(s[kleLen] == '.' && len(s) > kleLen+1 && isDigit(s[kleLen+1]))
}

// caseTail is the length of "-A00-2-16", "A00 - 2008/048591" or "P35-0104"
// at the start of s, 0 if there is none.
func caseTail(s string) int {
	i := hyphen(s, 0)
	facet := i
	switch {
	case strings.HasPrefix(s[i:], "Ø"), strings.HasPrefix(s[i:], "ø"):
		i += len("Ø")
	case i < len(s) && (s[i] >= 'A' && s[i] <= 'Z' || s[i] >= 'a' && s[i] <= 'z' || isDigit(s[i]) && i > 0):
		i++
	}
	if i == facet || i+2 > len(s) || !isDigit(s[i]) || !isDigit(s[i+1]) {
		return 0
	}
	i += 2
	for {
		next := hyphen(s, i)
		if next == i || next >= len(s) || !isDigit(s[next]) {
			return i
		}
		for i = next; i < len(s) && (isDigit(s[i]) || s[i] == '/'); i++ {
		}
	}
}

// hyphen returns the position after "-" or " - " at i, or i if none is there.
func hyphen(s string, i int) int {
	j := i
	for j < len(s) && s[j] == ' ' {
		j++
	}
	if j >= len(s) || s[j] != '-' {
		return i
	}
	for j++; j < len(s) && s[j] == ' '; j++ {
	}
	return j
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
