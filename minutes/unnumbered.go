package minutes

import (
	"strings"
	"unicode"
)

// unnumbered finds the items of minutes that print no numbers: each opens
// with its case number ("Sagsnr.: …") where there are any, else with "Åben",
// else where the labels start over. No title is read here.
func unnumbered(lines []line) []heading {
	var byCase []heading
	free := 0 // the first line that no heading has taken
	for i, l := range lines {
		if _, _, ok := caseLabel(l); ok && i >= free {
			h := besideCase(lines, i, free)
			byCase = append(byCase, h)
			if free = h.own; h.title != "" && h.at.Start > l.Start { // the title stands below
				free++
			}
		}
	}
	if len(byCase) == 1 && firstLabel(lines) < byCase[0].line && byCase[0].own == len(lines) {
		return byLabels(lines) // a page for one item, its case number at the end
	}
	if len(byCase) > 0 {
		if titledBelow(lines, byCase) {
			return byCase
		}
		return titledOrNot(byCase, lines)
	}
	if byAccess := besideAccess(lines); len(byAccess) > 1 {
		return byAccess
	}
	return byLabels(lines)
}

// titledBelow gives each item the title below its case number, if a line that
// can be one stands apart below every number: then it need not have a label
// below it. A number with nothing below is a closed item.
func titledBelow(lines []line, headings []heading) bool {
	titles, titled := make([]int, 0, len(headings)), 0 // the line of each title; 0 for none
	for k, h := range headings {
		next, i := len(lines), h.own
		if k+1 < len(headings) {
			next = headings[k+1].line
		}
		switch {
		case i >= next:
			i = 0
		case !isTitle(lines[i]) || !lines[i].gap || i+1 >= next || !lines[i+1].gap:
			return false
		default:
			titled++
		}
		titles = append(titles, i)
	}
	if titled < 2 {
		return false
	}
	for k, i := range titles {
		if i > 0 && headings[k].title == "" {
			headings[k].title, headings[k].at = lines[i].text, lines[i].Span
		}
	}
	return true
}

// titledOrNot drops the titles where most items have none: then what stands
// above a case number is the last line of the item before.
func titledOrNot(headings []heading, lines []line) []heading {
	titled := 0
	for _, h := range headings {
		if h.title != "" {
			titled++
		}
	}
	for i, h := range headings {
		if 2*titled < len(headings) && h.title != "" && h.at.Start == lines[h.line].Start {
			headings[i] = blankHeading(lines[h.line+1], h.line+1)
			headings[i].own = h.own
		}
	}
	return headings
}

// besideAccess opens an item at each line "Åben" with a label below.
func besideAccess(lines []line) []heading {
	var headings []heading
	for i, l := range lines {
		if closed, ok := accessLine(l); ok && i+1 < len(lines) && isLabelled(lines[i+1]) {
			h := blankHeading(lines[i+1], i+1)
			h.closed = closed
			headings = append(headings, h)
		}
	}
	return headings
}

// byLabels opens an item where the labels start over: at the summary after a
// decision, or, where decisions stand first, at a decision after other text.
func byLabels(lines []line) []heading {
	var headings []heading
	first := decisionsFirst(lines)
	seen := make(map[SectionKind]bool)
	for i, l := range lines {
		lab, ok := sectionLabel(l)
		if !ok {
			continue
		}
		opener := lab.kind == Summary || lab.kind == Facts || lab.kind == Background || lab.kind == Recommendation
		opens := opener && seen[DecisionText] && seen[lab.kind]
		if first {
			opens = lab.kind == DecisionText && seen[DecisionText] && len(seen) > 1
		} else if lab.kind == Summary && seen[DecisionText] {
			opens = true
		}
		if len(headings) == 0 || opens {
			headings = append(headings, blankHeading(l, i))
			clear(seen)
		}
		seen[lab.kind] = true
	}
	return headings
}

// decisionsFirst reports whether the items of a document begin with their
// decision: the first label is one, and the last is none.
func decisionsFirst(lines []line) bool {
	var first, last SectionKind
	for _, l := range lines {
		if lab, ok := sectionLabel(l); ok && lab.kind != Attachments {
			if first == "" {
				first = lab.kind
			}
			last = lab.kind
		}
	}
	return first == DecisionText && last != DecisionText
}

// besideCase opens an item at the case number on line i, with the title that
// stands right below it or right above. A title is one short line with no
// label and no full stop; below, a label follows it.
func besideCase(lines []line, i, free int) heading {
	h := blankHeading(lines[i], i)
	h.own = caseBlock(lines, i)
	below := h.own
	switch {
	case below+1 < len(lines) && isTitle(lines[below]) && isLabelled(lines[below+1]):
		h.title, h.at = lines[below].text, lines[below].Span
	case i > free && lines[i-1].gap && isTitle(lines[i-1]) && !isListed(lines[i-1]) && i+1 < len(lines) && isLabelled(lines[i+1]):
		h.line--
		h.title, h.at = lines[i-1].text, lines[i-1].Span
		if lines[i-1].scanned {
			h.title = pageTitle(h.title)
		}
	}
	return h
}

// caseBlock returns the first line below the case number on line i: behind the
// number where it stands under its label, a second label ("Sagsid.: …") and
// "Åben". An empty line, or the same label again, begins another item.
func caseBlock(lines []line, i int) int {
	seen := make(map[string]bool)
	for start := i; i < len(lines) && (i == start || !lines[i].gap); i++ {
		number, rest, isCase := caseLabel(lines[i])
		word := fold(lines[i].text[:strings.IndexAny(lines[i].text+" ", ".: ")])
		if !isCase || seen[word] {
			break
		}
		seen[word] = true
		if number == "" && rest == "" && i+1 < len(lines) && isNumberAlone(lines[i+1].text) {
			i++
		}
	}
	if i < len(lines) && !lines[i].gap && isAccessLine(lines[i]) {
		i++
	}
	return i
}

// isListed reports whether l is an entry of a numbered list.
func isListed(l line) bool {
	_, ok := listNumber(l.text)
	return ok
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
	field, value := headLabel(l)
	meeting := field == publishedField && value.Len() == 0 // "Næste møde" is an item too
	return (field == noField || meeting) && !l.bullet && !isNoise(l) && !isAccessLine(l) && groupHeading(l) == "" && !isLabelled(l) && titleStart(l.text) &&
		len(l.text) <= 2*longestLabel && !strings.HasSuffix(l.text, ".") && !strings.HasSuffix(l.text, ":") && !isBody(l.text) && len(FindDates(l.text)) == 0
}

// isTitleCell reports whether l, below the cell of a number, can be the cell of
// the title.
func isTitleCell(l line) bool {
	return !l.gap && !l.bullet && unicode.IsUpper(firstRune(l.text)) && len(l.text) <= 2*longestLabel && !endsSentence(l.text)
}

func blankHeading(l line, i int) heading {
	return heading{line: i, next: i, at: Span{l.Start, l.Start}}
}

// titleAbove gives the only item of a page its title: the last line of the
// head that says nothing else. It returns the lines still not understood.
func titleAbove(m *Meeting, lines []line, h *heading, unread []line) []line {
	last := unread[len(unread)-1]
	if h.title != "" {
		return unread
	}
	if endsSentence(last.text) { // "N ankom kl. 17.48." is no title
		h.titleBelow(lines)
		return unread
	}
	for i := h.line - 1; i >= 0; i-- {
		if lines[i].Span == last.Span {
			opens := lines[openLine(lines, i, true)].Start
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

// titleBelow gives h the line that stands alone below its case number.
func (h *heading) titleBelow(lines []line) {
	i := caseBlock(lines, h.line)
	if i > h.line && i+1 < len(lines) && lines[i].gap && lines[i+1].gap && isTitle(lines[i]) {
		h.title, h.at = lines[i].text, lines[i].Span
	}
}
