package minutes

import "strings"

// noisePrefixes are buttons of a page that its text runs into what follows.
var noisePrefixes = []string{"fold dette punkt ind ", "udskriv", "se alle bilag "}

// unglue takes lines apart that lost the break between them: a button before
// a label ("UdskrivSagsid.: 31/513"), the contents list behind a name, and the
// first item behind the last entry of the contents list ("32.
// Underskriftsark26. Godkendelse af dagsorden").
func unglue(lines []line) []line {
	listed := make(map[string]bool)
	for _, l := range lines {
		if h, ok := readHeading(l); ok && h.form != adForm {
			listed[titleKey(h)] = true
		}
	}
	out := make([]line, 0, len(lines))
	for _, l := range lines {
		l = withoutButton(l)
		cut := gluedAt(l, listed)
		if cut == 0 {
			cut = besideHeading(l, listed)
		}
		if cut > 0 {
			out = append(out, cutLine(l, []int{cut})...)
			continue
		}
		out = append(out, l)
	}
	return out
}

// besideHeading returns where what is no part of a heading begins on its line:
// a case number after a gap, "2  Takster      J.nr. 18.20.00-P20-3-31", or the
// text of an item whose title stands in the agenda, "Ad 1: Bo Falk bød
// velkommen"; 0 where nothing does.
func besideHeading(l line, listed map[string]bool) int {
	ad := len(l.text) > 2 && strings.EqualFold(l.text[:2], adWords[1])
	apart := len(l.text) <= 2*longestLabel && strings.Contains(l.text, columnGap)
	if !ad && !apart {
		return 0
	}
	h, ok := readHeading(l)
	switch {
	case !ok:
	case h.form == adForm && h.title != "" && len(listed) > 1 && !listed[titleKey(h)]:
		return len(l.text) - len(h.title)
	case apart:
		if cells := cellsOf(l); isCaseLine(cells[len(cells)-1].line) {
			return cells[len(cells)-1].Start - l.Start
		}
	}
	return 0
}

// withoutButton drops a button that stands before a label, or behind a heading.
func withoutButton(l line) line {
	if i := strings.Index(l.text, "Klik her for at "); i > 0 {
		if _, ok := readHeading(l); !ok { // running text stays whole
			return l
		}
		l.text = strings.TrimRight(l.text[:i], " ")
		l.End = l.Start + len(l.text)
		return l
	}
	for _, button := range noisePrefixes {
		if len(l.text) <= len(button) || !strings.EqualFold(l.text[:len(button)], button) {
			continue
		}
		rest := l
		rest.Start += len(button)
		rest.text = l.text[len(button):]
		if isLabelled(rest) {
			return rest
		}
	}
	return l
}

// gluedAt returns where the second of two lines begins, 0 if l is one.
func gluedAt(l line, listed map[string]bool) int {
	const contents = "Indholdsfortegnelse"
	if i := strings.Index(l.text, contents); i > 0 && l.text[i-1] != ' ' {
		return i
	}
	if len(l.text) > 2*longestLabel || len(listed) == 0 {
		return 0
	}
	for i := 1; i < len(l.text); i++ {
		if !isDigit(l.text[i]) || isDigit(l.text[i-1]) || !isLetterByte(l.text[i-1]) {
			continue
		}
		rest := line{Span: Span{l.Start + i, l.End}, text: l.text[i:]}
		if h, ok := readHeading(rest); ok && h.form == numberedForm && listed[titleKey(h)] {
			return i
		}
	}
	return 0
}
