package minutes

import (
	"slices"
	"strings"
	"unicode"
)

var documentKinds = map[string]Kind{"referat": Minutes, "mødereferat": Minutes, "beslutningsreferat": Minutes, "dagsorden": Agenda, "beslutningsprotokol": Resolution, "protokol": Resolution, "beslutninger": Resolution}

// headReader fills the head of a Meeting line by line. A value may stand on
// the line of its label or on the next, so the last label is remembered.
type headReader struct {
	m        *Meeting
	open     headField // waiting for its value
	list     headField // attendance list that goes on until another label
	group    string    // group of people that the list is in
	whole    bool      // the label of the list has names on its line: a group below is no part of it
	dated    bool      // the line above held the date and time
	contents bool
	last     line // the line above, if it was not understood
	line     Span // being read
	scanned  bool // the line was cut out of a scanned page
	sure     bool // the body was named as such, not only printed on a line
	apart    bool // on this scanned page, values do not follow their labels
	held     bool // a sentence said when the meeting was
	letter   bool // a line "Fra:" above: the date below it is that of a letter
	roled    int  // lines of the list with one name and what that person is
	ranges   []absence
	beside   string // the name before the date in the line above: a body, if the next one says what the document is
}

// readHead reads everything above the first item and returns the lines that
// it did not understand, and the absences that it tells for some items.
// Contents holds the lines of the table of contents, which are no items and
// no head.
func readHead(m *Meeting, lines []line, contents map[int]bool) (unread []line, ranges []absence) {
	m.Head = Span{}
	if len(lines) > 0 {
		m.Head = Span{lines[0].Start, lines[len(lines)-1].End}
	}
	r := headReader{m: m}
	skip := 0 // lines before this one are read
	for i, l := range lines {
		if contents[i] || i < skip {
			continue
		}
		parts := splitLabels(l)
		if n := r.attendanceTable(lines[i:]); n > 0 {
			skip = i + n
			continue
		}
		if cells, n := columns(lines[i:], r.list != noField); n > 0 {
			parts, skip = cells, i+n
		}
		for _, part := range parts {
			understood := r.read(part)
			if !understood {
				unread = append(unread, part)
			} else if r.dated && r.m.Body == "" && opensWithDay(part.text) && len(unread) > 0 && unread[len(unread)-1].Span == r.last.Span && mayNameBody(r.last) {
				r.m.Body = bodyName(r.last.text) // "Social og Sundhed" / "Onsdag 11. juni 2031 - 15:00"
				unread = unread[:len(unread)-1]
			}
			r.last = part
		}
	}
	return unread, r.ranges
}

// opensWithDay reports whether a line begins with its date.
func opensWithDay(s string) bool {
	first, _, _ := strings.Cut(fold(s), " ")
	return isDigit(s[0]) || first == "den" || strings.HasSuffix(strings.TrimRight(first, ","), "dag")
}

// mayNameBody reports whether a line right above the date, which nothing else
// explains, is the name of the body.
func mayNameBody(l line) bool {
	return len(l.text) <= longestLabel/2 && unicode.IsUpper(firstRune(l.text)) && !strings.ContainsAny(l.text, ".,:;!?0123456789|") && len(strings.Fields(l.text)) > 1
}

// splitLabels cuts "Mødested: Lokale 2 Sluttidspunkt: 16:40" before the second
// label, and a row of a table before each cell that is not the value of a label.
func splitLabels(l line) []line {
	field, _ := headLabel(l)
	if field == noField {
		return []line{l}
	}
	if cells := labelledCells(l); cells != nil {
		return cells
	}
	if strings.Count(l.text, "\t") > 1 && len(l.text) <= longestNote {
		return cutLine(l, cellCuts(l.text))
	}
	if l.scanned || len(l.text) > longestNote || strings.Count(l.text, ":") < 2 {
		return []line{l}
	}
	cuts := labelCuts(l)
	if field == presentField || field == absentField || field == excusedField {
		cuts = append(cuts, groupCuts(l.text)...)
		slices.Sort(cuts)
	}
	return cutLine(l, slices.Compact(cuts))
}

const longestGroup = 40 // bytes of the name of a group of people

// groupCuts finds where a sentence ends and a group of people follows:
// "Til stede: N (IL). Gæst: N".
func groupCuts(text string) []int {
	var cuts []int
	for end := sentenceEnd(text, 0, len(text)); end < len(text); end = sentenceEnd(text, end, len(text)) {
		start := len(text) - len(strings.TrimLeft(text[end:], " "))
		if label := groupLabel(text[start:]); label != "" && len(label) <= longestGroup && !strings.Contains(label, ". ") && unicode.IsUpper(firstRune(label)) {
			cuts = append(cuts, start)
		}
	}
	return cuts
}

// cellCuts finds where the cells of a row begin that do not stand behind a
// label's cell.
func cellCuts(row string) []int {
	var cuts []int
	start, labelled := 0, false // of the cell; the cell is a label
	for i, c := range row {
		if c != '\t' {
			continue
		}
		_, label := headLabels[strings.TrimRight(fold(row[start:i]), " :")]
		labelled = label && !labelled
		if start = i + 1; !labelled {
			cuts = append(cuts, start)
		}
	}
	return cuts
}

// read takes in one line and reports whether it was understood.
func (r *headReader) read(l line) bool {
	if a, ok := rangeLabel(r.m, l); ok {
		r.line, r.scanned, r.list, r.ranges = l.Span, l.scanned, noField, append(r.ranges, a)
		return true
	}
	field, value := headLabel(l)
	for field == ignoredField && value.Len() > 0 { // "Bemærkninger: Afbud: Carl Dam"
		r.letter = r.letter || isSender(l.text)
		l = line{Span: value, text: r.m.Quote(value)}
		field, value = headLabel(l)
	}
	r.line, r.scanned = l.Span, l.scanned
	group := ""
	if field == noField {
		field, value = absentLabel(l)
	}
	if field == noField {
		if group, value = presentLabel(l); group != "" {
			field = presentField
		}
	}
	if field != noField {
		r.open, r.list, r.contents, r.dated = field, noField, field == contentsField, false
		if value.Len() == 0 {
			r.apart = l.scanned
			r.startList(field)
			return true
		}
		r.open = noField
		return r.value(field, value, group)
	}
	if isNoise(l) {
		r.open = noField
		return true
	}
	if len(l.text) <= longestGroup && isGuests(l.text) && !strings.ContainsAny(l.text, ":;,") && !isName(l.text) { // "Fra forvaltningen" / "Bo Falk"
		r.startList(presentField)
		r.group = l.text
		return true
	}
	if waits := r.open; waits == startField || waits == endField || waits == placeField || waits == bodyField || waits == placeAndTimeField || waits == roleField ||
		waits == publishedField && len(FindDates(l.text)) > 0 {
		r.open = noField
		return r.value(waits, l.Span, "")
	}
	r.open = noField
	switch {
	case isNobody(l.text), r.list != noField && r.listed(l):
		return true
	case r.contents && isContentsLine(l), groupHeading(l) != "", isAccessLine(l):
		return true
	}
	r.list = noField
	return r.title(l) || r.sentence(l)
}

func (r *headReader) startList(field headField) {
	switch field {
	case presentField, absentField, excusedField, deputyField, membersField:
		r.list, r.group, r.whole, r.roled = field, "", false, 0
	}
}

func (r *headReader) value(field headField, at Span, group string) bool {
	text := r.m.Quote(at)
	switch field {
	case startField:
		if r.letter && strings.HasPrefix(fold(r.m.Quote(r.line)), "dato") && len(findClocks(text)) == 0 {
			return true
		}
		if r.held {
			return true
		}
		r.setDate(text, true)
		r.setTimes(text, true)
		if place := placeAfterTime(r.m.Quote(r.line)); place != "" && r.m.Place == "" { // "Kl. 18:00, Byrådssalen"
			r.setPlace(place)
		}
	case endField:
		if clocks := labelledClocks(text); len(clocks) > 0 {
			r.m.End, r.m.Printed.End = clocks[0], r.line
		}
	case placeField:
		r.setPlace(text)
	case placeAndTimeField: // "Mødelokale 3. s. 54 (15.45-18.15)"
		r.setDate(text, true)
		r.setTimes(text, true)
		place, after, _ := strings.Cut(text, "(")
		if len(FindDates(place)) > 0 { // "Torsdag den 8. maj 2031 (15.30 – 17.45), Nørregade 61"
			_, after, _ = strings.Cut(after, ")")
			place = strings.TrimLeft(after, ", ")
		}
		if place = strings.TrimSpace(place); place != "" {
			r.setPlace(place)
		}
	case bodyField:
		name := bodyName(text)
		if name == "" {
			return false
		}
		r.m.Body, r.sure = name, true
	case presentField, absentField, excusedField, deputyField, membersField:
		r.startList(field)
		r.group = group
		r.people(at)
		r.whole = true
	case roleField:
		r.role(at)
	}
	return true
}

// role takes in "Referent: N": somebody present, with the label as note.
func (r *headReader) role(at Span) {
	label, _, _ := strings.Cut(r.m.Quote(r.line), ":")
	for _, s := range splitList(r.m, at) {
		if p := person(r.m.Quote(s), s, ""); isName(p.Name) {
			p.Note = strings.TrimSpace(label)
			r.m.Attendance.Present = r.m.appendPeople(r.m.Attendance.Present, []Person{p})
		}
	}
}

func (r *headReader) setTimes(text string, sure bool) {
	clocks := findClocks(text)
	if sure {
		clocks = labelledClocks(text)
	}
	if len(clocks) == 0 || r.m.Start != "" && !sure {
		return
	}
	r.m.Start, r.m.Printed.Start = clocks[0], r.line
	if len(clocks) > 1 {
		r.m.End, r.m.Printed.End = clocks[1], r.line
	}
}

// setDate takes the first complete date of text and reports whether there is
// one: in "den 17. marts til den 18. marts 2031" only the last is whole. Sure
// is set for a date under its own label, which replaces one read before.
func (r *headReader) setDate(text string, sure bool) bool {
	for _, d := range FindDates(text) {
		if d.Year == 0 && d.Day != 0 {
			d.Year = yearInFront(text[:d.Start])
		}
		if d.Complete() && !ofThePaper(text[:d.Start]) {
			if sure || r.m.Date.IsZero() {
				r.m.Date, r.m.Printed.Date = d.Date, r.line
			}
			return true
		}
	}
	return false
}

// yearInFront reads "År 2031, tirsdag den", 0 where no year opens s like this.
func yearInFront(s string) int {
	word, rest, _ := strings.Cut(fold(s[:min(len(s), longestLabel)]), " ")
	if word != "år" && word != "anno" || len(rest) < len("2031") {
		return 0
	}
	year, ok := smallNumber(rest[:len("2031")])
	if !ok || !plausibleYear(year) {
		return 0
	}
	return year
}

// isSender reports whether a line says from whom a letter is, "Fra:
// Sekretariatet", and not from when: "Fra: kl. 16".
func isSender(s string) bool {
	const label = "fra:"
	return len(s) > len(label) && lower(s[:len(label)]) == label && !strings.ContainsAny(s, "0123456789")
}

// isContentsLine reports whether l can stand in a table of contents: a
// numbered title, or a title with its page after dots or a tab.
func isContentsLine(l line) bool {
	if _, ok := readHeading(l); ok {
		return true
	}
	title := strings.TrimRight(l.text, "0123456789")
	return title != l.text && (strings.HasSuffix(strings.TrimRight(title, " \t"), "..") || strings.HasSuffix(title, "\t"))
}
