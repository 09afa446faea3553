package minutes

import (
	"slices"
	"strings"
	"unicode"
)

// This file tells the numbers of items from those of lists inside them.

const widestGap = 9 // numbers that closed items may have taken out of the sequence

// nestedList is a list inside an item, as far as it has been read.
type nestedList struct {
	last   heading // its last entry; number 0: no list is open
	indent int     // how far in it stands
	loose  bool    // text stands between its entries
	lower  bool    // every entry goes on in lower case: "1. at skolen lukkes"
}

// add takes in the next entry.
func (n *nestedList) add(lines []line, h heading) {
	lower := h.form == entryForm
	if h.number == 1 {
		*n = nestedList{last: h, indent: lines[h.line].indent, lower: lower}
		return
	}
	n.loose = n.loose || h.line > n.last.next
	n.lower = n.lower && lower
	n.last = h
}

// continues reports whether h has the number and place of the next entry.
func (n *nestedList) continues(lines []line, h heading) bool {
	return n.last.number > 0 && h.number == n.last.number+1 && lines[h.line].indent >= n.indent
}

// endedBefore reports whether h, which has the number of the next entry and of
// the next item too, stands clear of the list: entries stood line by line, and
// now there is text between.
func (n *nestedList) endedBefore(h heading) bool {
	return n.lower || !n.loose && h.line > n.last.next
}

// sequenceForms are the forms that headings without a word such as "Punkt" have,
// the surest first.
var sequenceForms = []headingForm{accessForm, rowForm, numberedForm, markedForm, yearForm, paragraphForm, romanForm, bulletForm, bareForm, aloneForm, gluedForm, adForm}

// strictForms are those that other lines than headings often have.
var strictForms = map[headingForm]bool{markedForm: true, yearForm: true, paragraphForm: true, romanForm: true, aloneForm: true, adForm: true}

// bestSequence finds the numbered headings of one form that are those of the
// items: of the surest form, unless they all stand inside one item of another.
func bestSequence(lines []line, all []heading) (best []heading) {
	label, entries := firstLabel(lines), listEntries(lines)
	for _, form := range sequenceForms {
		var headings []heading
		if !strictForms[form] {
			headings = inSequence(lines, all, entries, form)
		}
		if strictForms[form] || form == bareForm && len(headings) == 0 {
			headings = countedUp(lines, all, form)
		}
		if form == gluedForm && (len(headings) < 2 || best != nil) {
			continue
		}
		// a sequence that begins below the first section label is a list in it
		if form == adForm && (best != nil || len(headings) > 0 && belowLabel(lines, headings[0].line)) {
			continue // points of a decision
		}
		if len(headings) > 0 && headings[0].line < label && (best == nil || holds(headings, best)) {
			best = headings
		}
	}
	return best
}

// belowLabel reports whether a section label stands above line i.
func belowLabel(lines []line, i int) bool {
	return slices.ContainsFunc(lines[:i], func(l line) bool {
		_, ok := sectionLabel(l)
		return ok
	})
}

// holds reports whether every line of list stands in one and the same item of
// headings.
func holds(headings, list []heading) bool {
	if len(headings) < 2 || headings[0].line > list[0].line {
		return false
	}
	for _, h := range headings {
		if h.line >= list[0].line && h.line <= list[len(list)-1].line {
			return false
		}
	}
	return true
}

// countedUp keeps the candidates of a form that is also that of other lines,
// "§ 5 i vedtægten", where they count up from the first one without a gap,
// two at least, each below an empty line but where the form has a sign of its
// own. Figures and Roman figures begin at 1.
func countedUp(lines []line, all []heading, form headingForm) []heading {
	var kept []heading
	for _, h := range all {
		if h.form != form || lines[h.line].bullet {
			continue
		}
		apart := lines[h.line].gap && !endsSentence(h.title)
		switch {
		case !apart && (form == bareForm || form == aloneForm || form == markedForm || form == adForm):
		case len(kept) == 0 && (h.number == 1 || form == yearForm), len(kept) > 0 && step(kept[len(kept)-1], h) == 1:
			kept = append(kept, h)
		}
	}
	if len(kept) < 2 || form == bareForm && len(kept) < 3 {
		return nil
	}
	return kept
}

// inSequence keeps the candidates of one form that count up, no further to
// the right than the first. A list that starts again at 1 inside an item is
// passed over; a gap is taken for closed items where a label follows.
func inSequence(lines []line, all, entries []heading, form headingForm) []heading {
	if form == numberedForm {
		all = slices.Concat(all, entries)
		slices.SortStableFunc(all, func(a, b heading) int { return a.line - b.line })
	}
	var kept []heading
	var list nestedList
	for i, h := range all {
		if h.form == entryForm {
			if h.number == 1 || list.continues(lines, h) {
				list.add(lines, h)
			}
			continue
		}
		if h.form != form || form == bareForm && !(h.next < len(lines) && isLabelled(lines[h.next])) {
			continue
		}
		if form == ownLineForm && !opensAlone(lines, h, len(kept) == 0 || h.number == kept[len(kept)-1].number+1) {
			continue
		}
		if len(kept) == 0 && form == gluedForm && !labelFollows(lines, h) {
			continue
		}
		if len(kept) == 0 || h.number == 1 && opensSupplement(lines, h.line) {
			kept, list = append(kept, h), nestedList{}
			continue
		}
		if titleKey(h) == titleKey(kept[len(kept)-1]) { // printed twice
			continue
		}
		step := step(kept[len(kept)-1], h)
		outside := lines[h.line].indent <= lines[kept[0].line].indent
		strong := labelFollows(lines, h)
		apart := lines[h.line].gap && list.last.number == 0
		next := step == 1 && outside && (strong || list.endedBefore(h)) && !comesAgain(all[i+1:], h)
		switch {
		case list.continues(lines, h) && !next:
			list.add(lines, h)
		case outside && (step == 1 || step > 1 && step <= widestGap && (strong || apart)):
			kept, list = append(kept, h), nestedList{}
		case h.number == 1:
			list.add(lines, h)
		}
	}
	return kept
}

// opensAlone reports whether a number alone on its line opens an item: its
// title stands twice or above a case number, or above any label if the number
// is the next.
func opensAlone(lines []line, h heading, next bool) bool {
	if !lines[h.line].gap || h.next >= len(lines) {
		return false
	}
	below := lines[h.next]
	_, _, isCase := caseLabel(below)
	return isCase || isAccessLine(below) || fold(below.text) == fold(h.title) || next && isLabelled(below)
}

const longestList = 50 // entries of one list that are looked through

// comesAgain reports whether the number of h stands once more before a list
// begins: then h is an entry of a list, and the item is still to come.
func comesAgain(later []heading, h heading) bool {
	for _, l := range later[:min(len(later), longestList)] {
		switch {
		case l.form != h.form && l.form != entryForm, titleKey(l) == titleKey(h):
		case l.number == 1:
			return false
		case l.number == h.number && l.form == h.form:
			return true
		}
	}
	return false
}

// listEntries finds the numbered lines that go on in lower case: no headings,
// but part of a list whose other entries look like some.
func listEntries(lines []line) []heading {
	var entries []heading
	for i, l := range lines {
		n, ok := listNumber(l.text)
		if !ok || l.bullet || !unicode.IsLower(firstRune(strings.TrimLeft(l.text, "0123456789.) "))) {
			continue
		}
		if dates := FindDates(l.text); len(dates) > 0 && dates[0].Start == 0 { // "1. juli 2031 trådte …"
			continue
		}
		entries = append(entries, heading{line: i, next: i + 1, form: entryForm, number: n})
	}
	return entries
}

// labelFollows reports whether a label, or the title again, stands within the
// three lines below a heading.
func labelFollows(lines []line, h heading) bool {
	for _, l := range lines[h.next:min(len(lines), h.next+3)] {
		if again, ok := readHeading(l); ok && again.form == h.form && again.number != h.number {
			return false // an entry of a list, with the next one below
		}
		if isLabelled(l) || fold(l.text) == fold(h.title) {
			return true
		}
	}
	return false
}
