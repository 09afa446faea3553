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
		if len(kept) == 0 {
			kept, list = append(kept, h), nestedList{}
			continue
		}
		if titleKey(h) == titleKey(kept[len(kept)-1]) { // printed twice
			continue
		}
		step := h.number - kept[len(kept)-1].number
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
