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
	Email   = "[e-mail]"
	Phone   = "[telefonnummer]"
	Address = "[adresse]"
)

// Contacts returns text without e-mail addresses, telephone numbers, street
// addresses with a house number, and personal numbers. It takes out too much
// rather than too little: any eight digits may be a telephone number, but for
// dates, years, times and amounts. Characters that nobody sees are gone too,
// so that they hide nothing from it.
func Contacts(text string) string {
	text = minutes.RedactCPR(strings.Map(dropHidden, text))
	text = written.ReplaceAllString(email.ReplaceAllString(text, Email), Email)
	return streets.ReplaceAllString(withoutPhones(text), Address)
}

// dropHidden drops soft hyphens, zero-width and bidirectional characters.
func dropHidden(r rune) rune {
	if r == '\n' || r == '\t' || !unicode.In(r, unicode.Cf, unicode.Cc, unicode.Variation_Selector) {
		return r
	}
	return -1
}

var (
	email = regexp.MustCompile(`[\p{L}\d._%+-]+\s?@\s?[\p{L}\d-]+(?:\.[\p{L}\d-]+)*`)
	// written is an address with its signs in words: "navn (at) kommune punktum dk".
	written = regexp.MustCompile(`(?i)[\p{L}\d._%+-]+\s?(?:\(at\)|\[at\]|\(a\)|\bsnabel-?a\b)\s?[\p{L}\d-]+(?:\s?(?:\.|\(dot\)|\[dot\]|\bpunktum\b|\bdot\b)\s?[\p{L}\d-]+)+`)

	phone = regexp.MustCompile(`(?:\(?\+|00)\d(?:[ .()\x{a0}/-]{0,2}\d){7,13}` +
		`|\d{8}|\d{2}[ .\x{a0}/-]{1,2}\d{2}[ .\x{a0}/–-]{1,2}\d{2}[ .\x{a0}/-]{1,2}\d{2}|\d{4}[ \x{a0}-]{1,2}\d{4}` +
		`|\d{3}[ \x{a0}-]\d{2}[ \x{a0}-]\d{3}|\d{2}[ \x{a0}-]\d{3}[ \x{a0}-]\d{3}|\d{3}[ \x{a0}-]\d{3}[ \x{a0}-]\d{2}|\d(?:[ .\x{a0}-]\d){7}`)
	// noPhone is eight digits that are something else: a date, two years, or
	// from when to when.
	noPhone = regexp.MustCompile(`^(?:(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:19|20)\d\d[ -]{1,2}(?:19|20)\d\d|(?:[01]\d|2[0-4])\.[0-5]\d[ –-]{1,2}(?:[01]\d|2[0-4])\.[0-5]\d)$`)

	streets = regexp.MustCompile(`(?:(?:\p{Lu}[\p{L}.'-]*[ ])*(?:[\p{L}'-]{2,}(?i:vej|vejen|vænge|vænget|gade|gaden|stræde|strædet|allé|alléen|boulevard|boulevarden|torv|torvet|plads|pladsen|vangen|toften|lunden|marken|krogen|stien|bakken|parken|haven|skrænten)` +
		`|\p{Lu}[\p{L}'-]+(?:have|sti|gård|gården|lund|mark|bakke|dal|dalen|høj|højen|park|kaj|vang|toft|krog|alle|alleen)` +
		`|\p{Lu}[\p{L}.'-]*[ ](?i:vej|gade|stræde|alle|allé|boulevard|torv|plads|have|sti|kaj|park|gård|mark|bakke|vænge)))` +
		`[ ,]{1,2}(?i:nr\.?[ ]?|nummer )?\d{1,3}(?:[ ]?[a-hA-Z]\b)?(?:[ ]?,?[ ]?(?i:st|kl|\d{1,2})\.?[ ]?(?i:sal)?[ ]?,?[ ]?(?i:tv|th|mf)\b\.?)?(?:[ ]?,[ ]?\d{4}[ ]\p{L}+)?`)
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
		b.WriteString(text[from:start] + Phone)
		from, i = end, end
	}
	return b.String() + text[from:]
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
