package minutes

import (
	"regexp"
	"strings"
)

var (
	yearBehind   = regexp.MustCompile(`^/(?:\d\d|(?:19|20)\d\d)(?:\D|$)`)
	amountBehind = regexp.MustCompile(`^(?:,\d\d)?[ \x{a0}]?(?i:kr|kroner|dkk)(?:\P{L}|$)`)
	bankBefore   = regexp.MustCompile(`(?:^|[^\d-])\d{4}-$`)
	pathBefore   = regexp.MustCompile(`(?:://|www\.)[^\s?#]*/[^\s?#]*$`)
)

// plainlyOther reports whether what stands around a number tells that it is no
// personal number, and no word for one stands before it:
//
//	151203-1234/31         a document, with its year
//	1512-0312345678        a bank account
//	1512031234 kr.         an amount
//	https://x.dk/1512031234.pdf
func plainlyOther(s string, at Span) bool {
	number, before, after := s[at.Start:at.End], s[max(0, at.Start-256):at.Start], s[at.End:min(len(s), at.End+16)]
	inRow := len(number) == 10 && strings.Trim(number, "0123456789") == ""
	switch {
	case len(number) == 11 && number[6] == '-' && yearBehind.MatchString(after):
	case inRow && (amountBehind.MatchString(after) || bankBefore.MatchString(before) || pathBefore.MatchString(before)):
	default:
		return false
	}
	for i := max(0, len(before)-nearBefore); i < len(before); i++ {
		if cprWordAt(before[i:]) {
			return false
		}
	}
	return true
}
