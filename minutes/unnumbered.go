package minutes

import "strings"

// unnumbered finds the items of minutes that print no numbers: each opens
// with its case number ("Sagsnr.: …") where there are any, else with the label
// that comes again after a decision. No title is read here.
func unnumbered(lines []line) []heading {
	var byCase []heading
	free := 0 // the first line that no heading has taken
	for i, l := range lines {
		if _, _, ok := caseLabel(l); ok {
			h := besideCase(lines, i, free)
			byCase = append(byCase, h)
			if free = h.next + 1; h.title != "" && h.at.Start > l.Start { // the title stands below
				free++
			}
		}
	}
	if len(byCase) > 0 {
		return byCase
	}
	var headings []heading
	seen := make(map[SectionKind]bool)
	for i, l := range lines {
		lab, ok := sectionLabel(l)
		if !ok {
			continue
		}
		opens := lab.kind == Summary || lab.kind == Facts || lab.kind == Background || lab.kind == Recommendation
		if len(headings) == 0 || opens && seen[DecisionText] && seen[lab.kind] {
			headings = append(headings, blankHeading(l, i))
			clear(seen)
		}
		seen[lab.kind] = true
	}
	return headings
}

// besideCase opens an item at the case number on line i, with the title that
// stands right below it or right above. A title is one short line with no
// label and no full stop; below, a label follows it.
func besideCase(lines []line, i, free int) heading {
	h := blankHeading(lines[i], i)
	switch {
	case i+2 < len(lines) && isTitle(lines[i+1]) && isLabelled(lines[i+2]):
		h.title, h.at = lines[i+1].text, lines[i+1].Span
	case i > free && lines[i-1].gap && isTitle(lines[i-1]) && i+1 < len(lines) && isLabelled(lines[i+1]):
		h.line--
		h.title, h.at = lines[i-1].text, lines[i-1].Span
		if lines[i-1].scanned {
			h.title = pageTitle(h.title)
		}
	}
	return h
}

// pageTitle cuts the head of a scanned page off a title: "Handicaprådet
// Mødedato Side Oplæg til dialog Åben sag".
func pageTitle(s string) string {
	if i := strings.LastIndex(s, " Side "); i >= 0 {
		s = s[i+len(" Side "):]
	}
	for _, access := range []string{" Åben sag", " Åbent punkt", " Lukket sag", " Lukket punkt"} {
		s = strings.TrimSuffix(s, access)
	}
	return s
}

func isTitle(l line) bool {
	field, _ := headLabel(l)
	return field == noField && !l.bullet && !isNoise(l) && !isAccessLine(l) && !isLabelled(l) && titleStart(l.text) &&
		len(l.text) <= 2*longestLabel && !strings.HasSuffix(l.text, ".") && !strings.HasSuffix(l.text, ":") && !isBody(l.text) && len(FindDates(l.text)) == 0
}

func blankHeading(l line, i int) heading {
	return heading{line: i, next: i, at: Span{l.Start, l.Start}}
}

// titleAbove gives the only item of a page its title: the last line of the
// head that says nothing else. It returns the lines still not understood.
func titleAbove(m *Meeting, lines []line, h *heading, unread []line) []line {
	last := unread[len(unread)-1]
	for i := h.line - 1; i >= 0; i-- {
		if lines[i].Span == last.Span {
			opens := lines[openLine(lines, i)].Start
			if opens <= m.Head.Start {
				return unread
			}
			h.line, h.title, h.at = i, last.text, last.Span
			m.Head = trimSpan(m.Text, Span{m.Head.Start, min(m.Head.End, opens)})
			return unread[:len(unread)-1]
		}
		if !isNoise(lines[i]) {
			return unread
		}
	}
	return unread
}
