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
		return i > 0 && (groupHeading(lines[i-1]) != "" || isAccessLine(lines[i-1]))
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
		} else if k+1 < len(headings) && !headings[k+1].listed {
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
			l.gap && h.number > headings[0].number && len(l.text) <= longestLabel && !strings.HasSuffix(l.text, ".") {
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

// closedMarks stand before or after the title of a closed item.
var closedMarks = []string{"lukket - ", "lukket – ", "lukket sag - ", "lukket:", "lukket punkt -", "lukket punkt –", "- lukket punkt", "– lukket punkt", "(lukket)", "(lukket punkt)", "- lukket sag", "lukket punkt:", "(for lukkede døre)", "closed item"}

// categoryMark takes "(B)" or "(O)" off the start or end of a title.
func categoryMark(category, title string) (string, string) {
	if n := len(title); n > 4 {
		switch {
		case title[0] == '(' && title[2] == ')' && strings.IndexByte("ABCDEO", title[1]) >= 0:
			return title[1:2], strings.TrimSpace(title[3:])
		case title[n-1] == ')' && title[n-3] == '(' && title[n-4] == ' ' && strings.IndexByte("ABCDEO", title[n-2]) >= 0:
			return title[n-2 : n-1], strings.TrimSpace(title[:n-3])
		}
	}
	return category, title
}

// presenterMarks stand between a title and who presents the item.
var presenterMarks = []string{" v./ ", " v./", " v/ ", " v/", " v. ", " /ved "}

// wholeClosed are titles that say nothing but that the item is closed.
var wholeClosed = map[string]bool{"lukket": true, "lukket punkt": true, "lukket sag": true, "lukket dagsordenspunkt": true, "closed item": true}

// titledClosed reports whether a title says that its item is closed.
func titledClosed(title string) bool {
	var it Item
	readTitle(&it, title)
	return it.Closed
}

// readTitle takes category, closed mark and presenter off the printed title.
func readTitle(it *Item, title string) {
	if i := indexFold(title, "-sag:"); i == 1 { // "B-sag: Title"
		it.Category = title[:1]
		title = strings.TrimSpace(title[len("B-sag:"):])
	}
	it.Category, title = categoryMark(it.Category, title)
	if wholeClosed[strings.Trim(fold(title), " .")] {
		it.Closed = true
	}
	for _, mark := range closedMarks {
		folded := lowerSameLength(title)
		switch {
		case strings.HasPrefix(folded, mark):
			title, it.Closed = strings.TrimSpace(title[len(mark):]), true
		case strings.HasSuffix(folded, mark):
			title, it.Closed = strings.TrimSpace(title[:len(title)-len(mark)]), true
		}
	}
	it.Category, title = categoryMark(it.Category, title)
	for _, mark := range presenterMarks {
		if i := strings.LastIndex(title, mark); i > 0 && len(strings.Fields(title[i+len(mark):])) <= 5 && !strings.HasSuffix(title, ".") {
			it.Presenter = strings.TrimSpace(title[i+len(mark):])
			title = strings.TrimRight(title[:i], " ")
			break
		}
	}
	it.Title = withoutStop(title)
}

// withoutStop drops the dot that closes a title, unless it belongs to an
// abbreviation ("Evt.") or the title is more than one sentence.
func withoutStop(title string) string {
	base, ok := strings.CutSuffix(title, ".")
	last := base[strings.LastIndexByte(base, ' ')+1:]
	if !ok || abbreviations[strings.ToLower(last)] || strings.Contains(base, ". ") || strings.Contains(last, ".") {
		return strings.TrimSpace(title)
	}
	return strings.TrimSpace(base)
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
		if closed, ok := accessLine(l); ok && len(it.Cases) > 0 { // below the case number
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
		if repeated || r.caseLine(it, l) || isNoise(l) {
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
