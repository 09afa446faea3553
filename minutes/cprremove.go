package minutes

import (
	"errors"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

const cprRemoved = "[cpr fjernet]"

// RedactCPR returns s with each personal number replaced by "[cpr fjernet]",
// as Parse does with Text. It is meant for what stands outside the text: names
// of files, addresses, errors. A number written with the escapes of addresses
// ("010203%2D1234") is found too; the escapes of such an address are gone. So
// is "01.02.03 4567", unless the four digits are a time of day: "01.02.03 1234"
// may be a meeting at 12:34 and stays.
func RedactCPR(s string) string {
	s, _ = redactPath(s)
	plain := s
	for range 3 { // escapes may be escaped
		plain = unescape(plain)
	}
	if bare, found := redactPath(plain); found {
		return bare
	}
	return s
}

// spacedDate is a date with dots, a space, and four digits that are no time.
var spacedDate = regexp.MustCompile(`(^|\D)(?:0[1-9]|[12]\d|3[01])\.(?:0\d|1[0-2])\.(?:19|20)?\d\d (?:(?:2[4-9]|[3-9]\d)\d\d|\d\d[6-9]\d)\b`)

// redactPath looks at each part of a path by itself too: in "2022/010203-1234"
// the year does not belong to what follows, as it may in a text.
func redactPath(s string) (bare string, found bool) {
	s, removed := removeCPR(s)
	found = len(removed) > 0
	if spacedDate.MatchString(s) {
		s, found = spacedDate.ReplaceAllString(s, "${1}"+cprRemoved), true
	}
	parts := strings.Split(s, "/")
	for i := range parts {
		parts[i], removed = removeCPR(parts[i])
		found = found || len(removed) > 0
	}
	return strings.Join(parts, "/"), found
}

// unescape is url.QueryUnescape for any text: what is no escape stays.
func unescape(s string) string {
	if !strings.ContainsAny(s, "%+") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '+' {
			c = ' '
		} else if c == '%' && i+3 <= len(s) {
			if v, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				c = byte(v)
				i += 2
			}
		}
		b.WriteByte(c)
	}
	return b.String()
}

// pathRedacted takes personal numbers out of the path that an error names.
func pathRedacted(err error) error {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return &fs.PathError{Op: path.Op, Path: RedactCPR(path.Path), Err: path.Err}
	}
	return err
}

// redactSource takes personal numbers out of a Source, and lists that it did.
func (m *Meeting) redactSource() {
	for _, field := range []struct {
		text *string
		name string
	}{{&m.Source.Name, "navn"}, {&m.Source.URL, "adresse"}} {
		if bare := RedactCPR(*field.text); bare != *field.text {
			*field.text = bare
			m.repaired(Span{}, "et personnummer er fjernet fra filens %s", field.name)
		}
	}
}

// removeCPR takes personal numbers out of text and returns where they stood in
// the text that is left. The number of a case or document stays; see
// caseNumbered.
func removeCPR(text string) (string, []Span) {
	found := FindCPR(text)
	if len(found) == 0 {
		return text, nil
	}
	var b strings.Builder
	var removed []Span
	last := 0
	for _, s := range found {
		if caseNumbered(text[max(0, s.Start-24):s.Start], text[s.Start:s.End]) {
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

// caseLabels stand before the number of a case or document, without spaces.
var caseLabels = []string{"sagsnr", "sagnr", "sagsnummer", "sagsid", "j.nr", "journalnr", "journalnummer",
	"dok.nr", "doknr", "dok.id", "dokid", "dokumentnr", "dokumentnummer", "dokumentid"}

// caseNumbered reports whether a number is that of a case or document: a label
// ("Sagsnr.: ", "Dok. nr. ") stands right before it, and it is not plainly a
// personal number all the same.
//
// Cases about one person were once filed under that person's number, so the
// label alone does not clear it. Under a label a number counts as personal if
// it is printed as personal numbers are, DDMMYY-SSSS with a dash, and could
// have been given to somebody: its check digit (modulus 11) holds, or its day
// is 1 January, the one day for which numbers without a check digit are given
// out (cpr.dk, "Personnumre uden kontrolciffer"). No known system numbers
// cases in that form; of one that does, three numbers in a thousand would be
// taken out. Ten digits in a row stay: that is how documents are numbered.
func caseNumbered(before, number string) bool {
	label := strings.ToLower(strings.TrimRight(before, " .:\u00a0"))
	label = strings.NewReplacer(" ", "", "\u00a0", "").Replace(label)
	if !slices.ContainsFunc(caseLabels, func(w string) bool { return strings.HasSuffix(label, w) }) {
		return false
	}
	dashed := strings.ContainsFunc(number, func(r rune) bool { return unicode.Is(unicode.Pd, r) || r == '\u2212' })
	return !dashed || !couldBeGiven(number)
}

// couldBeGiven reports whether a number found by FindCPR keeps to the rules by
// which numbers are given out.
func couldBeGiven(number string) bool {
	var digits []int
	for _, r := range number {
		if v, ok := digitValue(r); ok {
			digits = append(digits, v)
		}
	}
	sum := 0
	d := tenDigits(digits)
	for i, weight := range [10]int{4, 3, 2, 7, 6, 5, 4, 3, 2, 1} {
		sum += d[i] * weight
	}
	return sum%11 == 0 || d[0] == 0 && d[1] == 1 && d[2] == 0 && d[3] == 1
}
