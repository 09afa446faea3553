package minutes

import (
	"strconv"
	"strings"
)

// groupTitles begin the printed headings over a group of items ("A. Sager til
// afgørelse i byrådet"), after the letter.
var groupTitles = []string{"sager til", "orientering", "drøftelse", "til afgørelse", "til drøftelse", "til orientering", "beslutning"}

// groupHeading returns the letter of a group heading, and "" for other lines.
func groupHeading(l line) string {
	if len(l.text) < 4 || l.text[0] < 'A' || l.text[0] > 'E' || l.text[1] != '.' {
		return ""
	}
	title := fold(l.text[2:])
	for _, t := range groupTitles {
		if strings.HasPrefix(title, t) {
			return l.text[:1]
		}
	}
	return ""
}

// openLine is where the item with its heading on line i begins: a group
// heading or "Lukket" right above belongs to it, and its case number where the
// document prints those above.
func openLine(lines []line, i int, caseAbove bool) int {
	above := func(i int) bool {
		return i > 0 && (groupHeading(lines[i-1]) != "" || isAccessLine(lines[i-1]) || isSupplement(lines[i-1]))
	}
	for above(i) {
		i--
	}
	if caseAbove && i > 0 && isCaseLine(lines[i-1]) {
		i--
	}
	for above(i) {
		i--
	}
	return i
}

// itemReader turns headings and the lines between them into items.
type itemReader struct {
	m      *Meeting
	ids    map[string]int // how often an ID was asked for
	ranges []absence
	number []int // of each item: 16 of "16/2031", 2 of "2A"
}

// readItems reads the items that the headings open. Ranges are the absences
// told in the head.
func readItems(m *Meeting, lines []line, headings []heading, ranges []absence) {
	r := itemReader{m: m, ids: make(map[string]int), ranges: ranges}
	last := len(lines)
	if last > 0 && isSignature(m, lines[last-1]) {
		last--
	}
	caseAbove := casesAbove(lines, headings)
	closed := false // by a line "Lukket" above a run of items
	category := ""  // by a group heading above a run of items
	taken := 0      // the first line that no item has
	for k, h := range headings {
		end := max(last, h.next)
		if h.listed {
			end = h.next
		} else if k+1 < len(headings) && !headings[k+1].listed { // those listed alone come last
			end = max(openLine(lines, headings[k+1].line, caseAbove), h.next, h.own)
		}
		for end <= h.line || end < last && lines[end].Start < h.at.End { // its own lines
			end++
		}
		open := openLine(lines, h.line, caseAbove)
		if !h.listed {
			open = min(max(open, taken), h.line)
			taken = max(end, h.next)
		}
		it := Item{Heading: h.at, Closed: h.closed}
		it.Number = h.print
		if h.number > 0 && h.print == "" {
			it.Number = strconv.Itoa(h.number)
		}
		it.Punkt = it.Number
		it.ID = r.id(it.Punkt)
		it.Span = Span{lines[open].Start, lines[max(end-1, open)].End}
		for _, l := range lines[open:h.line] {
			access, isAccess := accessLine(l)
			switch letter := groupHeading(l); {
			case isAccess:
				closed = access
			case letter != "":
				category = letter
			case isSupplement(l):
				closed = false
			default:
				r.caseLine(&it, l)
			}
		}
		it.Category = category
		it.Closed = it.Closed || closed
		readTitle(&it, h.title)
		r.body(&it, lines[h.next:max(end, h.next)], h.title)
		m.Items, r.number = append(m.Items, it), append(r.number, h.number)
	}
	r.inOrder(headings)
	r.conclude()
	r.settleAttendance()
	r.passedOver(lines, headings)
}

// passedOver lists the numbered lines that look like headings, stand no
// further in than the items, but were read as text.
func (r *itemReader) passedOver(lines []line, headings []heading) {
	opens := make(map[int]bool)
	for _, h := range headings {
		if h.form != numberedForm {
			return
		}
		opens[h.line] = true
	}
	for i, l := range lines {
		if h, ok := readHeading(l); ok && h.form == numberedForm && !opens[i] && len(headings) > 0 && i > headings[0].line &&
			h.number > headings[0].number && (h.title == "" || l.gap && len(l.text) <= longestLabel && !strings.HasSuffix(l.text, ".")) {
			r.m.problem(l.Span, "linjen ligner en overskrift, men er læst som tekst i punktet over")
		}
	}
}

// isSignature reports whether l, the last line, only repeats the publisher's
// name from the head: it is no part of the last item.
func isSignature(m *Meeting, l line) bool {
	return l.gap && strings.ContainsRune(l.text, ' ') && !strings.HasSuffix(l.text, ".") && strings.Contains(m.Quote(m.Head), l.text)
}

// id makes the key of an item from its full number; a number that repeats
// gets the count after it: "5", "5-2". Items without a number are "u1", "u2".
func (r *itemReader) id(punkt string) string {
	key := slug(punkt)
	r.ids[key]++
	n := r.ids[key]
	switch {
	case key == "":
		return "u" + strconv.Itoa(n)
	case n == 1:
		return key
	}
	return key + "-" + strconv.Itoa(n)
}

// body reads what stands below the heading of it.
func (r *itemReader) body(it *Item, lines []line, title string) {
	lines = r.withoutLastCase(it, r.front(it, lines, title))
	if parts := letteredParts(lines); parts != nil {
		r.nested(it, lines, parts)
		lines = lines[:parts[0]]
	}
	r.sections(it, lines)
}

// front reads the lines between heading and text: number and title again, the
// group again, "Åbent - 27.03.00-A00-2-16", a case number alone on its line.
func (r *itemReader) front(it *Item, lines []line, title string) []line {
	title = fold(title)
	labelled := false // a label "Sagsnummer" stands on the line above, its value here
	for i, l := range lines {
		if letter := groupHeading(l); letter != "" {
			it.Category = letter
			continue
		}
		if closed, ok := accessLine(l); ok && (len(it.Cases) > 0 || i == 0) { // below the case number or the title
			it.Closed = it.Closed || closed
			continue
		}
		if labelled && isNumberAlone(l.text) || isOwnNumber(l.text) {
			it.Cases, labelled = append(it.Cases, CaseNumber(l.text)), false
			continue
		}
		number, rest, isCase := caseLabel(l)
		labelled = isCase && number == "" && rest == ""
		again, isHeading := readHeading(l)
		repeated := fold(l.text) == title || isHeading && again.form == punktForm && again.title == "" && strconv.Itoa(again.number) == it.Number
		if repeated || r.caseLine(it, l) || isNoise(l) || isCaseDetail(l) {
			continue
		}
		if people := partyNames(r.m, l); len(people) > 0 && it.Number != "" {
			it.Absent = append(it.Absent, people...)
			continue
		}
		return lines[i:]
	}
	return nil
}
