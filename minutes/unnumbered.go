package minutes

// unnumbered finds the items of minutes that print no numbers: each opens
// with its case number ("Sagsnr.: …") where there are any, else with the label
// that comes again after a decision. No title is read here.
func unnumbered(lines []line) []heading {
	var byCase []heading
	for i, l := range lines {
		if _, _, ok := caseLabel(l); ok {
			byCase = append(byCase, blankHeading(l, i))
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

func blankHeading(l line, i int) heading {
	return heading{line: i, next: i, at: Span{l.Start, l.Start}}
}

// titleAbove gives the only item of a page its title: the last line of the
// head that says nothing else. It returns the lines still not understood.
func titleAbove(m *Meeting, lines []line, h *heading, unread []line) []line {
	last := unread[len(unread)-1]
	for i := h.line - 1; i >= 0; i-- {
		if lines[i].Span == last.Span {
			h.line, h.title, h.at = i, last.text, last.Span
			m.Head.End = min(m.Head.End, last.Start)
			m.Head = trimSpan(m.Text, m.Head)
			return unread[:len(unread)-1]
		}
		if !isNoise(lines[i]) {
			return unread
		}
	}
	return unread
}
