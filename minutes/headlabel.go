package minutes

import (
	"strings"
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
	deputyField    // who came instead of somebody
	publishedField // when the page was published, or another meeting: no date of this one
	contentsField
	ignoredField // known, but holds nothing that a Meeting keeps
)

// headLabels are the labels of the head, folded. One that ends in " " may
// stand before its value without a colon ("Mødested Udvalgsværelset, …").
var headLabels = map[string]headField{
	"mødedato": startField, "mødedato ": startField, "dato": startField, "tidspunkt": startField, "starttidspunkt": startField,
	"starttidspunkt ": startField, "mødet startede ": startField, "mødet begyndte ": startField, "mødetidspunkt": startField, "tid": startField, "mødetid": startField, "mødetid ": startField, "dato for mødet": startField, "dato og tid": startField, "dato og tidspunkt": startField, "kl": startField, "kl. ": startField, "kl.": startField,
	"sluttidspunkt": endField, "sluttidspunkt ": endField, "mødet hævet ": endField, "mødet blev hævet ": endField, "mødet afsluttet ": endField, "mødet hævet": endField, "mødet sluttede ": endField, "mødet slut ": endField,
	"mødet slut": endField, "mødet sluttet": endField, "mødet sluttet ": endField, "mødet sluttede": endField, "mødet afsluttet": endField, "mødet blev hævet": endField,
	"møde slut": endField, "møde sluttede": endField, "mødet startet": startField, "mødet startet ": startField, "mødet startede": startField, "mødet start": startField,
	"mødet start ": startField, "mødet begyndte": startField, "mødet begyndt": startField, "mødet begyndt ": startField, "møde start": startField,
	"tidspunkt og sted": placeAndTimeField, "sted og tidspunkt": placeAndTimeField, "tid og sted": placeAndTimeField,
	"mødested": placeField, "mødested ": placeField, "sted": placeField, "lokale": placeField, "mødelokale": placeField, "lokation": placeField,
	"udvalg": bodyField, "råd": bodyField,
	"mødedeltagere": presentField, "deltagere": presentField, "til stede": presentField, "tilstede": presentField, "tilstede var": presentField,
	"medlemmer": membersField, "indkaldt": membersField, "indkaldte": membersField, "i mødet deltog": presentField,
	"til stede var": presentField, "tilstedeværende": presentField, "til stede var ": presentField, "mødt var ": presentField, "mødt": presentField, "mødt var": presentField, "mødte": presentField, "mødte var": presentField, "fremmødte": presentField, "fremmødt": presentField,
	"afbud": excusedField, "afbud fra": excusedField, "fraværende med afbud": excusedField,
	"fravær": absentField, "afbud/fraværende": excusedField, "fraværende ": absentField, "deltog ikke ": absentField,
	"fraværende": absentField, "fraværende uden afbud": absentField, "fraværende i mødet": absentField,
	"ikke til stede": absentField, "deltog ikke": absentField,
	"ikke mødt": absentField, "ikke mødt op": absentField, "mødte ikke": absentField, "ikke fremmødt": absentField, "ikke fremmødte": absentField,
	"udeblevet": absentField, "udeblevne": absentField, "ikke deltagende": absentField, "frafald": absentField, "forfald": absentField,
	"afbud fra ": excusedField, "ordstyrer": roleField, "ref": roleField, "ref.": roleField, "dirigent": roleField, "referent": roleField, "mødeleder": roleField,
	"stedfortræder": deputyField, "stedfortrædere": deputyField, "suppleant": deputyField, "suppleanter": deputyField,
	"udgivet ": publishedField, "udgivet": publishedField, "publiceret ": publishedField, "publiceret": publishedField,
	"udskrevet": publishedField, "udskriftsdato": publishedField, "printet": publishedField, "printdato": publishedField,
	"sidst ændret": publishedField, "sidst opdateret": publishedField, "senest opdateret": publishedField, "referat godkendt": publishedField,
	"referatdato": publishedField, "udsendt": publishedField, "referat udsendt": publishedField, "referatet er udsendt": publishedField, "dagsorden udsendt": publishedField,
	"næste møde": publishedField, "næste møde ": publishedField, "kommende møder": publishedField, "forrige møde": publishedField, "sidste møde": publishedField,
	"referat publiceret": publishedField, "dagsorden publiceret": publishedField,
	"indholdsfortegnelse": contentsField, "punkter": contentsField, "oversigtsdagsorden": contentsField, "dagsorden": contentsField, "indhold": contentsField,
	"møde": ignoredField, "til": ignoredField, "fra": ignoredField, "bemærkninger": ignoredField, "emne": ignoredField, "sagsoversigt": contentsField, "dagsordenspunkter": contentsField,
}

// headLabel reads the label that l begins with, and where its value stands. A
// label may be glued to its value: "MødestedMødelokale 1".
func headLabel(l line) (headField, Span) {
	if len(l.text) <= longestLabel {
		if f, ok := lookup(headLabels, l.text, " :"); ok {
			return f, Span{}
		}
	}
	if i := strings.IndexAny(l.text, ":\t"); i > 0 && i < longestLabel/2 { // a tab ends the label's cell of a table
		if f, ok := lookup(headLabels, l.text[:i], ""); ok {
			return f, afterLabel(l, i+1)
		}
	}
	if i := strings.Index(l.text[:min(len(l.text), longestLabel/2)], "  "); i > 0 { // as in a table
		if f, ok := lookup(headLabels, l.text[:i], ""); ok {
			return f, afterLabel(l, i)
		}
	}
	first := nthSpace(l.text, 0)
	if known, _ := lookup(labelWords, l.text[:max(0, min(first, longestWord))], ""); !known || first > longestWord {
		return gluedLabel(l)
	}
	for n := range 3 { // labels without a colon have one to three words
		i := nthSpace(l.text, n)
		if i < 0 || i > longestLabel {
			break
		}
		f, ok := headLabels[fold(l.text[:i])+" "]
		if ok && f == presentField && !(opensWithName(l.text[i+1:]) && sentenceEnd(l.text, 0, len(l.text)) == len(l.text)) {
			continue
		}
		if ok && (f != absentField || opensWithName(l.text[i:]) || isNobody(l.text[i:])) {
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

// opensWithName reports whether s is a list of names and not running text:
// "Fraværende Anne Krogh", not "Fraværende medlemmer skal …".
func opensWithName(s string) bool {
	first, _, _ := strings.Cut(s, ",")
	first, _, _ = strings.Cut(first, " og ")
	return isName(strings.TrimRight(first, " ."))
}

// gluedLabel reads a label of one word that lost the space behind it, as a
// capital or figure right behind a small letter shows: "StedMødelokale 4",
// "AfbudMie Stenstrup (V)".
func gluedLabel(l line) (headField, Span) {
	i := gluedCapital(l.text)
	if i < 0 {
		return noField, Span{}
	}
	f, ok := headLabels[fold(l.text[:i])]
	names := f == presentField || f == absentField || f == excusedField || f == deputyField || f == roleField
	if !ok || f == contentsField || f == ignoredField || names && !opensWithName(l.text[i:]) {
		return noField, Span{}
	}
	return f, afterLabel(l, i)
}

// gluedCapital returns where a capital or figure stands right behind a small
// letter in the first word of s, -1 if none does.
func gluedCapital(s string) int {
	small := false
	for i := 0; i < len(s) && i <= longestWord && s[i] > ' '; i++ {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z':
			small = true
		case c >= 'A' && c <= 'Z' || isDigit(c):
			if small {
				return i
			}
		case c == 0xc3 && i+1 < len(s): // Æ, Ø, Å, and æ, ø, å
			if small && s[i+1] <= 0x9e {
				return i
			}
			small = s[i+1] > 0x9e
			i++
		default:
			small = false
		}
	}
	return -1
}

func afterLabel(l line, i int) Span {
	rest := strings.TrimLeft(l.text[i:], "| \u00a0\t") // the bars of a table too
	end := l.End - (len(rest) - len(strings.TrimRight(rest, "| \u00a0\t")))
	return Span{min(l.End-len(rest), end), end}
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
