package minutes

import (
	"strings"
	"unicode"
)

// This file reads the lines that hold the case number of an item.

// casesAbove reports whether a document prints the case numbers of its items
// above their headings: more often than below.
func casesAbove(lines []line, headings []heading) bool {
	above, below := 0, 0
	for k, h := range headings {
		if h.line > 0 && isCaseLine(lines[h.line-1]) {
			above++
		}
		next := len(lines)
		if k+1 < len(headings) {
			next = headings[k+1].line - 1 // right above a heading, a number may be that one's
		}
		for i := h.next; i < min(next, h.next+3); i++ {
			if isCaseLine(lines[i]) {
				below++
				break
			}
		}
	}
	return above > below
}

// isCaseLine reports whether l holds a case number and nothing else.
func isCaseLine(l line) bool {
	if number, rest, ok := caseLabel(l); ok {
		return number != "" && len(rest) <= longestLabel
	}
	found := FindCaseNumbers(l.text)
	return len(found) == 1 && found[0].Len() == len(l.text)
}

// withoutLastCase takes the case number off the end of an item that has none
// in front.
func (r *itemReader) withoutLastCase(it *Item, lines []line) []line {
	last := len(lines) - 1
	if last < 0 || len(it.Cases) > 0 {
		return lines
	}
	if number, rest, _ := caseLabel(lines[last]); number == "" || rest != "" {
		return lines
	}
	r.caseLine(it, lines[last])
	return lines[:last]
}

// isNumberAlone reports whether s is one word of figures: "2031-008817".
func isNumberAlone(s string) bool {
	return isDigit(s[0]) && !strings.ContainsRune(s, ' ') && len(s) >= 4
}

// isOwnNumber reports whether s is a case number of a body's own, by its short
// form: "SUD 11/2031".
func isOwnNumber(s string) bool {
	body, number, ok := strings.Cut(s, " ")
	serial, year, slashed := strings.Cut(number, "/")
	_, isSerial := smallNumber(serial)
	y, isYear := smallNumber(year)
	return ok && slashed && isUpperWord(body) && isSerial && isYear && (len(year) == 2 || plausibleYear(y))
}

// caseLine reads a line that holds nothing but access and case number, or a
// case number under its label.
func (r *itemReader) caseLine(it *Item, l line) bool {
	if number, rest, ok := caseLabel(l); ok {
		if number != "" {
			it.Cases = append(it.Cases, number)
		}
		it.Closed = it.Closed || strings.Contains(fold(rest), "lukket")
		r.bodyBeside(rest)
		return true
	}
	if number, closed, ok := initialledCase(l.text); ok {
		it.Cases, it.Closed = append(it.Cases, number), it.Closed || closed
		return true
	}
	found := FindCaseNumbers(l.text)
	if len(found) != 1 {
		return false
	}
	c := found[0]
	access := strings.Trim(fold(l.text[:c.Start]+l.text[c.End:]), " -–:")
	if closed, known := accessWords[access]; known {
		it.Closed = it.Closed || closed
	} else if access != "" {
		return false
	}
	it.Cases = append(it.Cases, c.Case)
	if c.Case.damaged() {
		r.m.problem(Span{l.Start + c.Start, l.Start + c.End}, "sagsnummer med skade: bogstavet mangler efter emnet")
	}
	return true
}

// bodyBeside takes the body from "Sagsnr. 999835 Kultur- og Idrætsudvalget
// Åbent punkt", where the head does not name it.
func (r *itemReader) bodyBeside(rest string) {
	for _, access := range []string{" Åbent punkt", " Lukket punkt"} {
		if name, ok := strings.CutSuffix(rest, access); ok && r.m.Body == "" && isBody(name) {
			r.m.Body = bodyName(name)
		}
	}
}

// caseWords introduce a case number on its line.
var caseWords = []string{"sagsnummer", "sagsnr", "sagsid", "sagnr", "j.nr", "journalnr"}

// caseLabel reads "Sagsid.: 30/33839, Sagsinitialer: AGVA": the number, ""
// where none is printed, and what follows it.
func caseLabel(l line) (number CaseNumber, rest string, ok bool) {
	if l.text == "" || strings.IndexByte("sSjJ", l.text[0]) < 0 { // most lines
		return "", "", false
	}
	folded := lowerSameLength(l.text)
	for _, w := range caseWords {
		if !strings.HasPrefix(folded, w) {
			continue
		}
		value := l.text[len(w):]
		if value != "" && !strings.ContainsRune(".: \t", rune(value[0])) {
			continue
		}
		value = strings.TrimLeft(value, ".: \t")
		if found := FindCaseNumbers(value); len(found) > 0 && found[0].Start == 0 {
			return found[0].Case, value[found[0].End:], true
		}
		first, rest := value, ""
		if i := strings.IndexFunc(value, unicode.IsSpace); i >= 0 {
			first, rest = value[:i], strings.TrimSpace(value[i:])
		}
		first = strings.TrimRight(first, ",;")
		if second, more, _ := strings.Cut(rest, " "); isUpperWord(first) && second != "" && isDigit(second[0]) { // "J.nr. BOR 14/2031"
			first, rest = first+" "+second, more
		}
		if !strings.ContainsAny(first, "0123456789") {
			return "", value, true
		}
		return CaseNumber(first), rest, true
	}
	return "", "", false
}

// caseDetails are labels that stand beside a case number and hold nothing that
// an Item keeps: "Sagsbehandler: N", "Sbh: mabr".
var caseDetails = map[string]bool{"sagsbehandler": true, "øvrige sagsbehandlere": true, "sagsbehandlere": true, "sagsbeh": true, "sbh": true, "sagsansvarlig": true,
	"forvaltning": true, "besl. komp": true, "initialer": true, "sagsinitialer": true, "dok.nr": true, "doknr": true, "dokumentnr": true, "dok.id": true, "brevid": true}

// isCaseDetail reports whether l is one of caseDetails with its value.
func isCaseDetail(l line) bool {
	if len(l.text) > longestLabel {
		return false
	}
	label, value, ok := strings.Cut(l.text, ":")
	if !ok {
		label, value, ok = strings.Cut(l.text, ". ") // "Sagsbeh. N"
	}
	return ok && len(label) <= longestWord && caseDetails[strings.TrimRight(fold(label), " .")] && !strings.HasSuffix(value, ".")
}

// isUpperWord reports whether s is the short form of a body in capitals: "BOR".
func isUpperWord(s string) bool {
	return s != "" && len(s) <= 5 && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsUpper(r) }) < 0
}

// initialledCase reads a case number behind the initials of who had the case,
// with its access in the next column: "DIKEOL / 30/3208     ÅBEN SAG".
func initialledCase(s string) (number CaseNumber, closed, ok bool) {
	if len(s) > longestLabel {
		return "", false, false
	}
	before, last, wide := cutLastColumn(s)
	closed, ok = accessWord(last)
	if !wide || !ok {
		return "", false, false
	}
	if initials, rest, found := strings.Cut(before, " "); found && isInitialsOf(initials) {
		before = strings.TrimLeft(rest, "/- ")
	}
	i := strings.IndexAny(before, "/-")
	if i < 0 {
		return "", false, false
	}
	_, isYear := smallNumber(before[:i])
	_, isSerial := smallNumber(before[i+1:])
	return CaseNumber(before), closed, isYear && isSerial && (i == 2 || i == 4)
}

// isInitialsOf reports whether s is the short name of an official: "DIKEOL".
func isInitialsOf(s string) bool {
	return len(s) > 1 && len(s) <= 8 && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsUpper(r) }) < 0
}

// cutColumn cuts s at the first wide space in it: two spaces, or a tab.
func cutColumn(s string) (first, rest string, found bool) {
	for i := 1; i < len(s); i++ {
		if s[i] == '\t' || s[i] == ' ' && i+1 < len(s) && (s[i+1] == ' ' || s[i+1] == '\t') {
			return s[:i], strings.TrimLeft(s[i:], " \t"), true
		}
	}
	return s, "", false
}

// cutLastColumn cuts s at the last wide space in it.
func cutLastColumn(s string) (before, last string, found bool) {
	i := max(strings.LastIndex(s, "  "), strings.LastIndexByte(s, '\t'))
	if i <= 0 {
		return s, "", false
	}
	return strings.TrimRight(s[:i], " \t"), strings.TrimLeft(s[i:], " \t"), true
}
