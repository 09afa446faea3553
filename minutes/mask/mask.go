// Package mask takes out of a text how and where somebody can be reached,
// before it is logged or sent to a model.
package mask

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/referat-dk/referat/minutes"
)

// What stands in place of what was taken out.
const (
	emailMask   = "[e-mail]"
	phoneMask   = "[telefonnummer]"
	addressMask = "[adresse]"
)

// Contacts returns text without e-mail addresses, telephone numbers, street
// addresses with a house number, and personal numbers. It takes out too much
// rather than too little: any eight digits may be a telephone number, but for
// dates, years, times and amounts. Characters that nobody sees are gone too,
// so that they hide nothing from it.
func Contacts(text string) string {
	text = minutes.RedactCPR(strings.Map(plain, text))
	text = written.ReplaceAllString(email.ReplaceAllString(text, emailMask), emailMask)
	text = spoken.ReplaceAllString(text, emailMask)
	return posted.ReplaceAllString(streets.ReplaceAllString(withoutPhones(text), addressMask), addressMask)
}

// plain drops soft hyphens, zero-width and bidirectional characters, and writes
// every digit, space, dash and "@" in one way.
func plain(r rune) rune {
	switch {
	case r == '\n' || r == '\t':
		return r
	case unicode.In(r, unicode.Cf, unicode.Cc, unicode.Variation_Selector):
		return -1
	case r == '＠' || r == '﹫':
		return '@'
	case r == '．':
		return '.'
	case unicode.Is(unicode.Zs, r):
		return ' '
	case r > unicode.MaxASCII && unicode.Is(unicode.Nd, r):
		return '0' + valueOf(r)
	}
	return r
}

// valueOf is the value of a digit of another script: they stand ten in a row.
func valueOf(r rune) rune {
	for _, table := range unicode.Nd.R16 {
		if lo := rune(table.Lo); lo <= r && r <= rune(table.Hi) {
			return (r - lo) % 10
		}
	}
	for _, table := range unicode.Nd.R32 {
		if lo := rune(table.Lo); lo <= r && r <= rune(table.Hi) {
			return (r - lo) % 10
		}
	}
	return 0
}

const (
	gap   = `[ ./_*–-]{1,3}` // between the pairs of a telephone number
	house = `(?i:nr\.?[ ]?|nummer )?\d{1,3}(?:-\d{1,3})?(?:[ ]?[a-hA-Z])?\b`
)

var (
	// posted is an address of whatever name with its post code and town.
	posted = regexp.MustCompile(`(?:\p{Lu}[\p{L}.'-]*[ ]){0,3}\p{Lu}[\p{L}.'-]*[ ,]{1,2}` + house + `(?:[ ]?,?[ ]?(?i:st|kl|\d{1,2})\.?[ ]?(?i:sal)?[ ]?,?[ ]?(?i:tv|th|mf)\b\.?)?[ ,]{1,3}\d{4}[ ]\p{Lu}\p{L}+`)

	email = regexp.MustCompile(`[\p{L}\d._%+-]+\s?@\s?[\p{L}\d-]+(?:\.[\p{L}\d-]+)*`)
	// written is an address with its signs in words: "navn (at) kommune punktum dk".
	written = regexp.MustCompile(`(?i)[\p{L}\d._%+-]+\s?(?:[(\[{<](?:at|a|snabel-?a)[)\]}>]|\bsnabel-?a\b)\s?[\p{L}\d-]+(?:\s?(?:\.|\(dot\)|\[dot\]|\bpunktum\b|\bdot\b)\s?[\p{L}\d-]+)+`)

	// spoken is one with nothing around the words: "navn at kommune punktum dk".
	spoken = regexp.MustCompile(`(?i)[\p{L}\d._%+-]+\sat\s[\p{L}\d-]+(?:(?:\s(?:punktum|dot)\s[\p{L}\d-]+)+|\.(?:dk|com|net|org|eu|nu)\b)`)

	phone = regexp.MustCompile(`(?:\(?\+|00)\d(?:[ .()/-]{0,2}\d){7,13}` +
		`|\d{8}|\(?\d{2}\)?` + gap + `\d{2}` + gap + `\d{2}` + gap + `\d{2}|\d{4}[ .-]{1,2}\d{4}` +
		`|\d{3}[ -]\d{2}[ -]\d{3}|\d{2}[ -]\d{3}[ -]\d{3}|\d{3}[ -]\d{3}[ -]\d{2}|\d(?:[ .-]\d){7}` +
		`|\d{4}[ -]\d{2}[ -]\d{2}|\d{2} \d{4} \d{2}|\d{2} \d{2} \d{4}`)
	// noPhone is eight digits that are something else: a date, two years, or
	// from when to when.
	noPhone = regexp.MustCompile(`^(?:(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:19|20)\d\d[ -]{1,2}(?:19|20)\d\d|(?:[01]\d|2[0-4])\.[0-5]\d[ –-]{1,3}(?:[01]\d|2[0-4])\.[0-5]\d|(?:19|20)\d\d[ -](?:0[1-9]|1[0-2])[ -](?:0[1-9]|[12]\d|3[01])|(?:0[1-9]|[12]\d|3[01])[ -](?:0[1-9]|1[0-2])[ -](?:19|20)\d\d)$`)

	streets = regexp.MustCompile(`(?:(?:\p{Lu}[\p{L}.'-]*[ ])*(?:[\p{L}'-]{2,}(?i:vej|vejen|vænge|vænget|gade|gaden|stræde|strædet|allé|alléen|boulevard|boulevarden|torv|torvet|plads|pladsen|vangen|toften|lunden|marken|krogen|stien|bakken|parken|haven|skrænten)` +
		`|\p{Lu}[\p{L}'-]+(?:have|sti|gård|gården|lund|mark|bakke|dal|dalen|høj|højen|park|promenade|promenaden|hegnet|skoven|banken|engen|svinget|bjerget|draget|reden|løkken|ageren|kæret|ledet|mosen|ringen|volden|åsen|brinken|terrassen|terrasserne|vigen|lykken|holmen|dammen|buen|bugten|krattet|slippen|husene|tofterne|haverne|lien|rækken|passagen|v\.|kaj|vang|toft|krog|alle|alleen)` +
		`|\p{Lu}[\p{L}.'-]*[ ](?i:vej|gade|stræde|alle|allé|boulevard|torv|plads|have|sti|kaj|park|gård|mark|bakke|vænge)))` +
		`[ ,]{0,3}` + house + `(?:[ ]?,?[ ]?(?i:st|kl|\d{1,2})\.?[ ]?(?i:sal)?[ ]?,?[ ]?(?i:tv|th|mf)\b\.?)?(?:[ ]?,[ ]?\d{4}[ ]\p{L}+)?`)
)

// withoutPhones masks the telephone numbers that are no part of a longer
// number.
func withoutPhones(text string) string {
	var b strings.Builder
	from := 0
	for i := 0; i < len(text); {
		at := phone.FindStringIndex(text[i:])
		if at == nil {
			break
		}
		start, end := i+at[0], i+at[1]
		if start > 0 && isDigit(text[start-1]) || end < len(text) && isDigit(text[end]) || noPhone.MatchString(text[start:end]) {
			for i = start + 1; i < len(text) && isDigit(text[i]); i++ { // on behind this run of digits
			}
			continue
		}
		b.WriteString(text[from:start] + phoneMask)
		from, i = end, end
	}
	return b.String() + text[from:]
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
