package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// boldLabels are the labels of minutes that are printed in bold in front of
// their text, without a colon ("**Beslutning** Godkendt."). Words that go on
// in the text ("Bilag 2", "Forslag 1") are not among them.
var boldLabels = lineSet(`
	beslutning, udvalgets beslutning, byrådets beslutning, indstilling, indstillinger, administrationens indstilling, resume, resumé, sagsresume,
	sagsfremstilling, sagsbeskrivelse, baggrund, formål, økonomi, økonomiske konsekvenser, lovgrundlag, kompetence, beslutningskompetence, sagens gang,
	udvalg, dato, mødedato, tid, tidspunkt, starttidspunkt, sluttidspunkt, sted, mødested, deltagere, mødedeltagere, til stede, afbud, fraværende, fravær`)

const longestBoldLabel = 40 // bytes

// endBold ends a bold run: where it is a label that opens its line, text after
// it may stand on a line of its own.
func (s *sheet) endBold() {
	label := strings.TrimSpace(strings.TrimPrefix(s.line.String(), s.lead))
	s.labelled = len(label) <= longestBoldLabel && boldLabels[strings.ToLower(label)]
}

// breakAfterLabel ends the line of a bold label before text that begins as a
// value does, with a capital or a figure: not ": Godkendt", "i Byrådet den …".
func (s *sheet) breakAfterLabel(text string) string {
	value := strings.TrimLeftFunc(text, unicode.IsSpace)
	if value == "" {
		return text
	}
	s.labelled = false
	if r, _ := utf8.DecodeRuneInString(value); !unicode.IsUpper(r) && !unicode.IsDigit(r) {
		return text
	}
	s.endLine()
	return value
}
