package minutes

import (
	"strings"
	"unicode"
)

// findHeadings chooses the lines that open items. Numbered lists inside an
// item look like headings too, so the strongest evidence that the document
// gives decides, in this order: the word "Punkt" (or "Sag nr."); a table of
// contents with the same titles; numbers that follow one another; repeated
// case numbers or labels where nothing is numbered. The second result holds
// the lines of the contents list.
func findHeadings(lines []line) (headings []heading, contents map[int]bool) {
	all, alone := candidates(lines)
	headings, contents = explicitInContents(lines, explicit(lines, all))
	if trusted(headings, all) {
		return headings, contents
	}
	for _, candidates := range [][]heading{all, alone} {
		toc := contentsList(lines, candidates, lastLines(candidates))
		if len(toc) == 0 {
			continue
		}
		if headings = inContents(lines, candidates, toc); len(headings) > 0 {
			contents = make(map[int]bool)
			for _, h := range toc {
				contents[h.line] = true
			}
			return headings, contents
		}
	}
	if headings, contents = underAgenda(lines, all); len(headings) > 0 {
		return headings, contents
	}
	if headings = bestSequence(lines, withoutOverview(all, lastLines(all))); len(headings) > 0 {
		return headings, nil
	}
	if headings = inSequence(lines, alone, listEntries(lines), ownLineForm); len(headings) > 1 && headings[0].line < firstLabel(lines) {
		return headings, nil
	}
	return unnumbered(lines), nil
}

// explicitInContents takes the entries of the contents list out of headings
// that name themselves, "Pkt. 2 Budget", and come again below it.
func explicitInContents(lines []line, all []heading) (headings []heading, contents map[int]bool) {
	toc := contentsList(lines, all, lastLines(all))
	if len(toc) == 0 {
		return all, nil
	}
	contents = make(map[int]bool)
	for _, h := range toc {
		contents[h.line] = true
	}
	return inContents(lines, all, toc), contents
}

// underAgenda reads minutes that print the titles in an agenda alone, and the
// numbers below it: "Ad 1", "Ad 2".
func underAgenda(lines []line, all []heading) (headings []heading, contents map[int]bool) {
	var agenda []heading
	for _, h := range all {
		switch {
		case h.form == adForm && h.title == "":
			if h.number <= len(headings) || h.number > len(agenda) {
				return nil, nil // points of decisions, or not of this agenda
			}
			h.title = agenda[h.number-1].title
			headings = append(headings, h)
		case h.title == "" || h.form == adForm:
		case h.number == len(agenda)+1 && len(agenda) > 0 && h.form == agenda[0].form:
			if len(headings) > 0 {
				return nil, nil // the items go on: that was no agenda
			}
			if above := agenda[len(agenda)-1]; h.line == above.next || h.line == above.next+1 && unicode.IsLower(firstRune(lines[above.next].text)) {
				agenda = append(agenda, h)
			}
		case h.number == 1 && len(headings) == 0:
			agenda = []heading{h}
		}
	}
	if len(headings) < 2 || 2*len(headings) <= len(agenda) {
		return nil, nil
	}
	contents = make(map[int]bool)
	for _, h := range agenda {
		contents[h.line] = true
	}
	return headings, contents
}

// trusted reports whether headings that name themselves are those of the
// document: they rise, and come before any numbered line, or are more than
// count up from 1 there. A line "Nr. 4: Lønninger" does not make it an item.
func trusted(headings, all []heading) bool {
	if len(headings) == 0 {
		return false
	}
	rising, numbered, first := 0, 0, true
	for i, h := range headings {
		if i == 0 || step(headings[i-1], h) > 0 {
			rising++
		}
	}
	for _, h := range all {
		if h.form == numberedForm && h.number == numbered+1 {
			numbered++
			first = first && headings[0].line < h.line
		}
	}
	return 2*rising > len(headings) && (first || len(headings) > numbered)
}

// candidates reads every line that has the form of a heading; alone are
// numbers without any mark, each on a line of its own.
func candidates(lines []line) (all, alone []heading) {
	for i, l := range lines {
		if h, ok := numberAlone(lines, i); ok {
			alone = append(alone, h)
		}
		h, ok := readHeading(l)
		if !ok {
			continue
		}
		h.line, h.next = i, i+1
		if i > 0 && h.form == bareForm && isAccessLine(lines[i-1]) { // "Åbent  punkt" / " 1  Title"
			h.form, h.line = accessForm, i-1
			h.closed, _ = accessLine(lines[i-1])
		}
		if h.title == "" && h.form != punktForm && h.form != adForm {
			if i+1 == len(lines) || h.form == numberedForm && !isTitle(lines[i+1]) || h.form == aloneForm && (l.End == lines[i+1].Start || !isTitleCell(lines[i+1])) {
				continue
			}
			if below, ok := readHeading(lines[i+1]); ok && below.form == h.form {
				if below.number == h.number+1 { // a number whose item is left out
					all = append(all, h)
				}
				continue
			}
			h.title, h.next = lines[i+1].text, i+2
			h.at.End = lines[i+1].End
		}
		all = append(all, h)
	}
	return all, alone
}

// numberAlone reads line i as the number of the item whose title stands on the
// line below.
func numberAlone(lines []line, i int) (heading, bool) {
	l := lines[i]
	n, ok := smallNumber(l.text)
	if !ok || n == 0 || len(l.text) > 3 || l.bullet || i+1 == len(lines) || !isTitle(lines[i+1]) || isDigit(lines[i+1].text[0]) || lines[i+1].scanned {
		return heading{}, false
	}
	title := withoutPage(lines[i+1].text)
	return heading{line: i, next: i + 2, form: ownLineForm, number: n, title: title, at: Span{l.Start, lines[i+1].End}}, true
}

// explicit takes the headings that name themselves. A number alone has its
// title on the line above ("Meddelelser" / "Sag nr. 24") where a label follows
// it, or follows most of them; else on the line below. A number printed twice
// is one item.
func explicit(lines []line, all []heading) []heading {
	var kept []heading
	alone, labelled := 0, 0
	for _, h := range all {
		if h.form == punktForm && h.title == "" && h.next < len(lines) {
			alone++
			if labelBelow(lines, h.next) {
				labelled++
			}
		}
	}
	for _, h := range all {
		if h.form != punktForm || len(kept) > 0 && kept[len(kept)-1].number == h.number {
			continue
		}
		if h.title == "" {
			above := 0 // the first line that no heading has taken
			if len(kept) > 0 {
				above = kept[len(kept)-1].next
			}
			h = withTitle(lines, h, above, labelled > 0 && 2*labelled >= alone)
		}
		kept = append(kept, h)
	}
	return kept
}

func withTitle(lines []line, h heading, above int, over bool) heading {
	free := func(i int) bool { // a line that is no heading itself
		if i < above || i >= len(lines) {
			return false
		}
		again, ok := readHeading(lines[i])
		return !ok || again.form != h.form
	}
	if h.next < len(lines) {
		if title := labelledTitle(lines[h.next]); title.Len() > 0 {
			h.title, h.at.End = lines[h.next].text[title.Start-lines[h.next].Start:], title.End
			h.next++
			return h
		}
	}
	below := free(h.next) && !labelBelow(lines, h.next) && !(over && free(h.line-1))
	switch {
	case !below && free(h.line-1):
		h.line--
		h.title = lines[h.line].text
		h.at.Start = lines[h.line].Start
	case below:
		h.title = lines[h.next].text
		h.at.End = lines[h.next].End
		h.next++
	}
	return h
}

// titleLabels stand before the title where the number is alone on its line.
var titleLabels = map[string]bool{"emne": true, "titel": true, "overskrift": true, "vedrørende": true, "vedr.": true, "sag": true, "sagens titel": true}

// labelledTitle finds the title in "Emne: Budget".
func labelledTitle(l line) Span {
	if i := strings.IndexAny(l.text, ":\t"); i > 0 && i < longestWord && titleLabels[fold(l.text[:i])] {
		return afterLabel(l, i+1)
	}
	return Span{}
}

// isLabelled reports whether l begins with a label that an item can have.
func isLabelled(l line) bool {
	if _, ok := sectionLabel(l); ok {
		return true
	}
	_, _, ok := caseLabel(l)
	return ok || isCaseDetail(l)
}

// labelBelow reports whether a label stands on line i, or below "Åbent" there.
func labelBelow(lines []line, i int) bool {
	return isLabelled(lines[i]) || isAccessLine(lines[i]) && i+1 < len(lines) && isLabelled(lines[i+1])
}

// firstLabel is the index of the first section label other than a decision,
// len(lines) if there is none.
func firstLabel(lines []line) int {
	for i, l := range lines {
		if lab, ok := sectionLabel(l); ok && lab.kind != DecisionText && labelledTitle(l).Len() == 0 {
			return i
		}
	}
	return len(lines)
}

// withoutOverview drops the headings that stand above smaller numbers and come
// again further down: an overview of the closed items before the open ones.
func withoutOverview(all []heading, last map[string]int) []heading {
	for len(all) > 1 && all[0].number > all[1].number && last[titleKey(all[0])] > all[0].line {
		all = all[1:]
	}
	return all
}

// lastLines tells on which line each number and title stands for the last time.
func lastLines(all []heading) map[string]int {
	last := make(map[string]int, len(all))
	for _, h := range all {
		last[titleKey(h)] = h.line
	}
	return last
}
