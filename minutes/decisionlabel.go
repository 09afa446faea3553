package minutes

import (
	"strings"
	"unicode"
)

// decisionLabel reads the headings that say who decided, and when:
//
//	Beslutning i Social- og Sundhedsudvalget den 16-01-2031
//	BESLUTNING: Socialudvalget den 13-01-2031
//	Borgerrepræsentationens beslutning i mødet den 11. december 2031
//	Kultur- og Idrætsudvalget, 02-04-2031, pkt. 42
//	Børne- og Skoleudvalget den 4. november 2031:
//	Kultur- og Fritidsudvalget behandlede sagen i møde den 12. august 2031:
func decisionLabel(l line) (label, bool) {
	if l.text == "" || len(l.text) > 2*longestLabel || !strings.HasSuffix(l.text, ":") && !isDigit(l.text[len(l.text)-1]) && !decisionMarks.in(l.text) {
		return label{}, false
	}
	folded := lowerSameLength(l.text)
	lab := label{kind: DecisionText, heading: strings.TrimRight(l.text, " :"), inline: l.End}
	dates := FindDates(l.text)
	end := len(l.text) // of the label's own words
	if len(dates) > 0 {
		lab.date, end = dates[0].Date, dates[0].End
	}
	switch {
	case strings.HasPrefix(folded, "beslutning"):
		rest := l.text[len("beslutning"):]
		rest = strings.TrimLeft(strings.TrimPrefix(rest, "er"), " :")
		if name, ok := strings.CutPrefix(rest, "fra "); ok && len(dates) > 0 && !strings.HasPrefix(folded, "beslutninger") {
			lab.body = bodyName(name)
			end += itemTail(l.text[end:])
			break
		}
		in := len(rest) > 2 && strings.EqualFold(rest[:2], "i ")
		if in {
			rest = rest[2:]
		}
		name, after, dated := cutFold(rest, " den")
		if !dated || !isBody(bodyName(name)) && !(in && len(dates) == 1 && dates[0].Complete() && isBodyBefore(name)) {
			return label{}, false
		}
		lab.body = bodyName(name)
		if len(dates) > 0 && strings.TrimSpace(after[:max(0, len(after)-(len(l.text)-dates[0].Start))]) != "" { // the date stands further on
			dates, lab.date = nil, Date{}
		}
		if len(dates) == 0 { // scanned pages drop the date: "den : Godkendt."
			end = len(l.text) - len(after)
		}
		end += itemTail(l.text[end:])
	case strings.Contains(folded, "s beslutning i mødet") && len(dates) > 0:
		lab.body = l.text[:strings.Index(folded, "s beslutning i mødet")]
	case len(dates) > 0 && strings.Contains(folded, treatedWords) && isBody(l.text[:strings.Index(folded, treatedWords)]):
		lab.body = bodyName(l.text[:strings.Index(folded, treatedWords)])
		if _, words, quoted := strings.Cut(l.text[end:], "beslutningen blev:"); quoted { // "… punkt 12, hvor beslutningen blev: »Udsat.«"
			end = len(l.text) - len(words) - 1
		}
	case len(dates) > 0 && itemTail(l.text[end:]) > 0 && len(strings.Trim(l.text[end+itemTail(l.text[end:]):], " :")) == 0 && isBodyBefore(l.text[:dates[0].Start]):
		lab.body = bodyName(withoutQuoting(l.text)) // "Udvikling, By og Land, 6. maj 2031, pkt. 37:"
		return lab, true
	case len(dates) > 0 && (strings.HasSuffix(folded, ":") || strings.Contains(folded, " den ")) && isBody(bodyName(l.text)) && end+1 >= len(l.text) && !containsAny(folded, documentWords),
		len(dates) == 1 && dates[0].Complete() && l.text[end:] == ":" && strings.HasSuffix(folded[:dates[0].Start], " den ") && isFields(l.text[:dates[0].Start-len(" den ")]):
		lab.body = bodyName(withoutQuoting(l.text))
	default:
		return label{}, false
	}
	rest := strings.TrimLeftFunc(l.text[end:], func(r rune) bool { return unicode.IsSpace(r) || r == ':' })
	if rest != "" {
		if len(rest) == len(l.text[end:]) || !strings.ContainsAny(l.text[end:len(l.text)-len(rest)], ":\t") && len(dates) > 0 {
			return label{}, false // running text goes on
		}
		lab.heading, lab.inline = strings.TrimRight(l.text[:end], " :"), l.End-len(rest)
	}
	return lab, true
}

// withoutQuoting drops "Tidligere beslutning:" before the body that decided.
func withoutQuoting(s string) string {
	if before, after, ok := strings.Cut(s, ":"); ok && containsAny(fold(before), quotingWords) && strings.TrimSpace(after) != "" {
		return after
	}
	return s
}

// bodyOfDecisions takes what the head does not print, body or date, from the
// headings of the decisions: the one of the meeting's day, or of the last day
// where the head has none.
func bodyOfDecisions(m *Meeting, lines []line) {
	var last label
	for _, l := range lines {
		lab, ok := decisionLabel(l)
		if !ok || lab.kind != DecisionText || lab.body == "" {
			continue
		}
		if m.Date.IsZero() && lab.date.Compare(last.date) > 0 || lab.date == m.Date || lab.date.IsZero() && last.body == "" {
			last = lab
		}
	}
	if m.Body == "" {
		m.Body = last.body
	}
	if m.Date.IsZero() && last.date.Complete() {
		m.Date = last.date
	}
}

// itemTail is the length of ", pkt. 118" or " Punkt 6" at the start of s, 0
// if it starts otherwise.
func itemTail(s string) int {
	rest := strings.TrimLeft(s, ", ")
	for _, word := range []string{"pkt. ", "punkt ", "pkt ", "sag nr. "} {
		if len(rest) > len(word) && strings.EqualFold(rest[:len(word)], word) && isDigit(rest[len(word)]) {
			return len(s) - len(strings.TrimLeft(rest[len(word):], "0123456789"))
		}
	}
	return 0
}

// isBodyBefore reports whether s, what stands before ", 6. maj 2031, pkt. 37",
// can name who decided.
func isBodyBefore(s string) bool {
	s = strings.TrimRight(strings.TrimSuffix(s, "den "), ", ")
	return unicode.IsUpper(firstRune(s)) && len(s) <= longestLabel && len(strings.Fields(s)) <= 8
}

// treatedWords come between a body and the day when it had the case.
const treatedWords = " behandlede sagen "

// decisionMarks are parts of every such heading that does not end in a colon.
var decisionMarks = newMarks("eslutning", "ESLUTNING", "pkt.", "Pkt.", "sag nr. ")

// isFields reports whether s names a body by its fields, a word each: "Teknik
// og Miljø", "Børn, Unge og Familier".
func isFields(s string) bool {
	fields := strings.Split(strings.ReplaceAll(s, " og ", ", "), ", ")
	for _, f := range fields {
		if strings.Contains(f, " ") || len(f) < 4 || !unicode.IsUpper(firstRune(f)) || isUpperWord(f) {
			return false
		}
	}
	return len(fields) > 1 && len(s) <= longestLabel
}

// bodyTails end the names of political bodies.
var bodyTails = []string{"udvalget", "udvalg", "rådet", "råd", "kommunalbestyrelsen", "kommunalbestyrelse", "borgerrepræsentationen", "magistraten", "forum", "bestyrelsen", "bestyrelse", "nævnet", "kommissionen"}

// isBody reports whether s can be the name of a political body, such as
// "Social- og Sundhedsudvalget" or "§17-udvalget: Ny skole".
func isBody(s string) bool {
	s = strings.TrimSpace(s)
	if i := strings.IndexByte(s, '('); i > 0 { // "Byrådet (30-33)"
		s = strings.TrimSpace(s[:i])
	}
	if s == "" || len(s) > longestLabel || len(strings.Fields(s)) > 8 {
		return false
	}
	if rest, ok := strings.CutPrefix(s, "Udvalget "); ok && unicode.IsUpper(firstRune(rest)) { // "Udvalget Miljø og Natur", not "Udvalget har …"
		return true
	}
	for _, open := range bodyOpenings {
		if strings.HasPrefix(fold(s), open) {
			return unicode.IsUpper(firstRune(s))
		}
	}
	if strings.HasPrefix(s, "§") {
		return strings.Contains(fold(s), "udvalget")
	}
	if !unicode.IsUpper(firstRune(s)) {
		return false
	}
	name, words := fold(s), strings.Fields(s)
	for i, w := range words { // "Oversigt over dagsordener for Byrådet" is a sentence
		if i < len(words)-1 && unicode.IsLower(firstRune(w)) && !bodyJoiners[w] {
			return false
		}
	}
	for _, tail := range bodyTails {
		if strings.HasSuffix(name, tail) {
			return true
		}
	}
	return false
}

// bodyJoiners are the small words that may stand inside the name of a body.
var bodyJoiners = map[string]bool{"og": true, "for": true, "i": true, "af": true, "med": true, "på": true, "vedr.": true, "vedrørende": true}

// bodyOpenings begin the names of bodies that do not end in one of bodyTails:
// "Udvalget for Kultur og Plan".
var bodyOpenings = []string{"udvalget for ", "udvalget vedr", "udvalget om ", "udvalget til ", "udvalg for ", "rådet for ", "råd for ", "nævnet for "}

// documentWords stand in the title of a document, which is no heading of a decision.
var documentWords = []string{"referat", "dagsorden", "protokol"}
