package minutes

import (
	"slices"
	"strings"
)

// contentsList finds the table of contents: at least two candidates with
// rising numbers and at most one other line between two of them, most of
// which come again further down.
func contentsList(lines []line, all []heading, last map[string]int) []heading {
	for i := 0; i < len(all); {
		end := i + 1
		again := 0
		for end < len(all) && followsInContents(lines, all[end-1], all[end]) {
			end++
		}
		for _, h := range all[i:end] {
			if last[titleKey(h)] > all[end-1].line {
				again++
			}
		}
		if end-i >= 2 && 2*again > end-i {
			return all[i:end]
		}
		i = end
	}
	return nil
}

// followsInContents reports whether b can be the entry after a: closed items
// may be left out, or have numbers of their own, and a supplement begins anew.
func followsInContents(lines []line, a, b heading) bool {
	apart := step(a, b)
	if b.line-a.line > 4 {
		return false
	}
	return apart > 0 && (apart <= widestGap || b.closed) || b.number == 1 && apart < 0 && opensSupplement(lines, b.line)
}

// supplementOpenings begin the line above items that were added to the agenda
// and count from 1 again.
var supplementOpenings = []string{"tillægsdagsorden", "supplerende dagsorden", "tillæg til dagsorden", "tillægspunkter", "ekstra punkter", "ekstraordinære punkter"}

// isSupplement reports whether l says that a supplement to the agenda begins.
func isSupplement(l line) bool {
	if len(l.text) > longestLabel || strings.HasSuffix(l.text, ".") {
		return false
	}
	text := fold(l.text)
	return slices.ContainsFunc(supplementOpenings, func(open string) bool { return strings.HasPrefix(text, open) })
}

// opensSupplement reports whether a supplement begins right above line i.
func opensSupplement(lines []line, i int) bool {
	for i > 0 && isAccessLine(lines[i-1]) {
		i--
	}
	return i > 0 && isSupplement(lines[i-1])
}

// inContents keeps, in order, the candidates after the contents list that
// bear a number and title standing in it, and the closed items that stand in
// it alone.
func inContents(lines []line, all, toc []heading) []heading {
	listed := make(map[string]bool)
	for _, h := range toc {
		listed[titleKey(h)] = true
	}
	var kept []heading
	next := toc[len(toc)-1].next // the first line that no heading has taken
	for _, h := range all {
		if key := titleKey(h); h.line >= next && listed[key] {
			kept = append(kept, h)
			next = h.next
			delete(listed, key)
		}
	}
	if len(kept) == 0 {
		return nil
	}
	closed, above, before := false, max(0, toc[0].line-1), ""
	for _, h := range toc {
		for _, l := range lines[min(above, h.line):h.line] {
			if access, ok := accessLine(l); ok {
				closed = access
			} else if isSupplement(l) {
				closed = false
			}
		}
		above = h.next
		if !listed[titleKey(h)] {
			before = titleKey(h)
		} else if h.closed || closed || titledClosed(h.title) {
			h.closed, h.listed, h.after = true, true, before
			kept = append(kept, h)
		}
	}
	return kept
}

// inOrder moves the items that stand in the contents list alone to where that
// has them. Headings are theirs, one an item.
func (r *itemReader) inOrder(headings []heading) {
	alone := make(map[string][]int) // by the key of the item that they follow
	for i, h := range headings {
		if h.listed {
			alone[h.after] = append(alone[h.after], i)
		}
	}
	if len(alone) == 0 {
		return
	}
	order := slices.Grow(alone[""], len(headings))
	for i, h := range headings {
		if key := titleKey(h); !h.listed {
			order = append(append(order, i), alone[key]...)
			delete(alone, key)
		}
	}
	if len(order) < len(headings) {
		return
	}
	items, numbers := r.m.Items, r.number
	r.m.Items, r.number = make([]Item, len(order)), make([]int, len(order))
	for to, from := range order {
		r.m.Items[to], r.number[to] = items[from], numbers[from]
	}
}

// withoutPage drops the page and the leaders before it off the end of a title
// in a contents list: "Dalby Slot......ii", "Budget\t4".
func withoutPage(title string) string {
	end := len(strings.TrimRight(title, "0123456789"))
	if len(title)-end > 3 { // a year
		return title
	}
	if end == len(title) {
		end = len(strings.TrimRight(title, "ivxlcIVXLC"))
	}
	if side, ok := strings.CutSuffix(lowerSameLength(title[:end]), "side "); ok { // "Budget ...... Side 4"
		end = len(side)
	}
	before := strings.TrimRight(title[:end], " \t")
	wide := end-len(before) > 1 || end > len(before) && title[end-1] == '\t'
	base := strings.TrimRight(before, ".…")
	for strings.HasSuffix(strings.TrimRight(base, " "), " .") { // ". . . ."
		base = strings.TrimRight(strings.TrimRight(base, " "), ".")
	}
	dots := len(before) - len(base)
	switch {
	case dots > 1 && (end < len(title) || dots > len("...")):
		return strings.TrimRight(base, " \t")
	case wide && end < len(title):
		return before
	}
	return title
}
