package minutes

import (
	"strings"
	"unicode"
)

// headField is what a label in the head of the minutes announces.
type headField int

const (
	noField headField = iota
	startField
	endField
	placeField
	bodyField
	placeAndTimeField
	membersField // who belongs to the body: not who was there
	roleField    // one who was present, named by the label
	presentField
	absentField
	excusedField
	publishedField // when the page was published: no date of the meeting
	contentsField
	ignoredField // known, but holds nothing that a Meeting keeps
)

// headLabels are the labels of the head, folded. One that ends in " " may
// stand before its value without a colon ("Mødested Udvalgsværelset, …").
var headLabels = map[string]headField{
	"mødedato": startField, "mødedato ": startField, "dato": startField, "tidspunkt": startField, "starttidspunkt": startField,
	"starttidspunkt ": startField, "mødet startede ": startField, "mødet begyndte ": startField, "mødetidspunkt": startField, "tid": startField,
	"sluttidspunkt": endField, "sluttidspunkt ": endField, "mødet hævet ": endField, "mødet hævet": endField, "mødet sluttede ": endField, "mødet slut ": endField,
	"tidspunkt og sted": placeAndTimeField, "sted og tidspunkt": placeAndTimeField, "tid og sted": placeAndTimeField,
	"mødested": placeField, "mødested ": placeField, "sted": placeField, "lokale": placeField, "mødelokale": placeField, "lokation": placeField,
	"udvalg": bodyField, "råd": bodyField,
	"mødedeltagere": presentField, "deltagere": presentField, "til stede": presentField, "tilstede": presentField, "tilstede var": presentField,
	"medlemmer": membersField, "i mødet deltog": presentField,
	"afbud": excusedField, "afbud fra": excusedField, "fraværende med afbud": excusedField,
	"fraværende": absentField, "fraværende uden afbud": absentField, "fraværende i mødet": absentField,
	"ikke til stede": absentField, "deltog ikke": absentField,
	"afbud fra ": excusedField, "ordstyrer": roleField, "referent": roleField, "mødeleder": roleField,
	"udgivet ": publishedField, "udgivet": publishedField, "publiceret ": publishedField, "publiceret": publishedField,
	"referat publiceret": publishedField, "dagsorden publiceret": publishedField,
	"indholdsfortegnelse": contentsField, "punkter": contentsField, "oversigtsdagsorden": contentsField, "dagsorden": contentsField,
	"møde": ignoredField, "til": ignoredField, "bemærkninger": ignoredField, "sagsoversigt": contentsField, "dagsordenspunkter": contentsField,
}

// headLabel reads the label that l begins with, and where its value stands. A
// label may be glued to its value: "MødestedMødelokale 1".
func headLabel(l line) (headField, Span) {
	if len(l.text) <= longestLabel {
		if f, ok := headLabels[strings.TrimRight(fold(l.text), " :")]; ok {
			return f, Span{}
		}
	}
	if i := strings.IndexByte(l.text, ':'); i > 0 && i < longestLabel/2 {
		if f, ok := headLabels[fold(l.text[:i])]; ok {
			return f, afterLabel(l, i+1)
		}
	}
	first := nthSpace(l.text, 0)
	if first < 0 || first > longestLabel || !labelWords[fold(l.text[:first])] {
		return gluedLabel(l)
	}
	for n := range 3 { // labels without a colon have one to three words
		i := nthSpace(l.text, n)
		if i < 0 || i > longestLabel {
			break
		}
		if f, ok := headLabels[fold(l.text[:i])+" "]; ok {
			return f, afterLabel(l, i)
		}
	}
	return noField, Span{}
}

// labelWords are the first words of the labels that need no colon.
var labelWords = func() map[string]bool {
	set := make(map[string]bool)
	for name := range headLabels {
		if first, _, ok := strings.Cut(name, " "); ok && strings.HasSuffix(name, " ") {
			set[first] = true
		}
	}
	return set
}()

func gluedLabel(l line) (headField, Span) {
	for _, glued := range []string{"Mødested", "Udvalg", "Mødedato", "Starttidspunkt", "Sluttidspunkt"} {
		if rest, ok := strings.CutPrefix(l.text, glued); ok && (unicode.IsUpper(firstRune(rest)) || unicode.IsDigit(firstRune(rest))) {
			return headLabels[fold(glued)], afterLabel(l, len(glued))
		}
	}
	return noField, Span{}
}

func afterLabel(l line, i int) Span {
	rest := strings.TrimLeftFunc(l.text[i:], unicode.IsSpace)
	return Span{l.End - len(rest), l.End}
}

func nthSpace(s string, n int) int {
	for i := 0; i < len(s); i++ {
		if s[i] == ' ' {
			if n == 0 {
				return i
			}
			n--
		}
	}
	return -1
}
