package minutes

import (
	"strings"
	"unicode"
)

// headField is what a label in the head of the minutes announces.
type headField int

const (
	noField headField = iota
	startField
	endField
	placeField
	bodyField
	presentField
	absentField
	excusedField
	publishedField // when the page was published: no date of the meeting
	contentsField
	ignoredField // known, but holds nothing that a Meeting keeps
)

// headLabels are the labels of the head, folded. One that ends in " " may
// stand before its value without a colon ("Mødested Udvalgsværelset, …").
var headLabels = map[string]headField{
	"mødedato": startField, "mødedato ": startField, "dato": startField, "tidspunkt": startField, "starttidspunkt": startField,
	"starttidspunkt ": startField, "mødetidspunkt": startField, "tid": startField,
	"sluttidspunkt": endField, "sluttidspunkt ": endField, "mødet hævet ": endField, "mødet hævet": endField, "mødet sluttede ": endField, "mødet slut ": endField,
	"mødested": placeField, "mødested ": placeField, "sted": placeField, "lokale": placeField, "lokation": placeField,
	"udvalg": bodyField, "råd": bodyField,
	"mødedeltagere": presentField, "deltagere": presentField, "til stede": presentField, "tilstede": presentField, "tilstede var": presentField,
	"medlemmer": presentField, "i mødet deltog": presentField,
	"afbud": excusedField, "afbud fra": excusedField, "fraværende med afbud": excusedField,
	"fraværende": absentField, "fraværende uden afbud": absentField, "ikke til stede": absentField, "deltog ikke": absentField,
	"udgivet ": publishedField, "udgivet": publishedField, "publiceret ": publishedField, "publiceret": publishedField,
	"referat publiceret": publishedField, "dagsorden publiceret": publishedField,
	"indholdsfortegnelse": contentsField, "punkter": contentsField, "oversigtsdagsorden": contentsField, "dagsorden": contentsField,
	"møde": ignoredField, "til": ignoredField, "spring til indhold": ignoredField, "skip navigationen": ignoredField,
}

var documentKinds = map[string]Kind{"referat": Minutes, "dagsorden": Agenda, "beslutningsprotokol": Resolution, "protokol": Resolution, "beslutninger": Resolution}

// headReader fills the head of a Meeting line by line. A value may stand on
// the line of its label or on the next, so the last label is remembered.
type headReader struct {
	m        *Meeting
	open     headField // waiting for its value
	list     headField // attendance list that goes on until another label
	group    string    // group of people that the list is in
	dated    bool      // the line above held the date and time
	contents bool
	line     Span // being read
}

// readHead reads everything above the first item. Contents holds the lines of
// the table of contents, which are no items and no head.
func readHead(m *Meeting, lines []line, contents map[int]bool) {
	m.Head = Span{0, len(m.Text)}
	if len(lines) > 0 {
		m.Head = Span{lines[0].Start, lines[len(lines)-1].End}
	} else {
		m.Head.End = 0
	}
	r := headReader{m: m}
	for i, l := range lines {
		if contents[i] || r.read(l) {
			continue
		}
		m.problem(l.Span, "linjen i referatets hoved er ikke forstået")
	}
}

// read takes in one line and reports whether it was understood.
func (r *headReader) read(l line) bool {
	r.line = l.Span
	field, value := headLabel(l)
	if field != noField {
		r.open, r.list, r.contents, r.dated = field, noField, field == contentsField, false
		if value.Len() == 0 {
			r.startList(field)
			return true
		}
		return r.value(field, value)
	}
	if r.open != noField && r.open != contentsField && r.open != ignoredField && !isAttendance(r.open) {
		field = r.open
		r.open = noField
		return r.value(field, l.Span)
	}
	r.open = noField
	switch {
	case r.list != noField:
		r.people(l.Span)
		return true
	case r.contents && isContentsLine(l), groupHeading(l) != "":
		return true
	}
	return r.title(l) || r.sentence(l)
}

func isAttendance(f headField) bool {
	return f == presentField || f == absentField || f == excusedField
}

func (r *headReader) startList(field headField) {
	if isAttendance(field) {
		r.list, r.group = field, ""
	}
}

func (r *headReader) value(field headField, at Span) bool {
	text := r.m.Quote(at)
	switch field {
	case startField:
		r.setDate(text, true)
		if clocks := findClocks(text); len(clocks) > 0 {
			r.m.Start, r.m.Lines.Start = clocks[0], r.line
			if len(clocks) > 1 {
				r.m.End, r.m.Lines.End = clocks[1], r.line
			}
		}
	case endField:
		if clocks := findClocks(text); len(clocks) > 0 {
			r.m.End, r.m.Lines.End = clocks[0], r.line
		}
	case placeField:
		r.m.Place, r.m.Lines.Place = text, r.line
	case bodyField:
		r.m.Body = withoutTerm(text)
	case presentField, absentField, excusedField:
		r.startList(field)
		r.people(at)
	}
	return true
}

func (r *headReader) people(at Span) {
	people, excused := readPeople(r.m, at, &r.group)
	switch {
	case excused || r.list == excusedField:
		for i := range people {
			people[i].Excused = true
		}
		r.m.Attendance.Absent = append(r.m.Attendance.Absent, people...)
	case r.list == absentField:
		r.m.Attendance.Absent = append(r.m.Attendance.Absent, people...)
	default:
		r.m.Attendance.Present = append(r.m.Attendance.Present, people...)
	}
}

// title reads "Referat fra mødet i Samarbejdsforum den 7. april 2022 i …,
// Odense Kommune", also where it is spread over several lines.
func (r *headReader) title(l line) bool {
	text, folded := l.text, fold(l.text)
	word, _, _ := strings.Cut(folded, " ")
	kind, isKind := documentKinds[strings.Trim(word, ":")]
	if isKind && r.m.Kind == "" {
		r.m.Kind = kind
	}
	body := ""
	if i := indexFold(text, "møde i "); i >= 0 {
		body = text[i+len("møde i "):]
	} else if i := indexFold(text, "mødet i "); i >= 0 {
		body = text[i+len("mødet i "):]
	} else if isKind {
		body = strings.TrimSpace(text[len(word):])
	}
	if body != "" && r.m.Body == "" {
		r.m.Body = bodyName(body)
	}
	if i := strings.LastIndex(text, ", "); body != "" && i >= 0 && isOrganisation(text[i+2:]) {
		r.m.Organisation = text[i+2:]
	}
	dated := r.dated
	r.dated = r.setDate(text, false)
	if r.dated {
		if clocks := findClocks(text); len(clocks) > 0 && r.m.Start == "" {
			r.m.Start, r.m.Lines.Start = clocks[0], r.line
		}
	}
	// "den 21. februar 2017 kl. 08:30" / "i Mødelokale 10.08, …"
	if dated && r.m.Place == "" && strings.HasPrefix(folded, "i ") {
		r.m.Place, r.m.Lines.Place = strings.TrimSpace(text[2:]), r.line
		return true
	}
	return isKind || body != "" || r.dated
}

// sentence reads "Udvalgsmedlem Tim Vermund deltog ikke i mødet."
func (r *headReader) sentence(l line) bool {
	people := readAbsence(r.m, l.Span)
	r.m.Attendance.Absent = append(r.m.Attendance.Absent, people...)
	return len(people) > 0
}

// setDate takes the last complete date of text: in "den 17. marts til den 18.
// marts" only whole dates count. Sure is set for a date under its own label.
func (r *headReader) setDate(text string, sure bool) bool {
	for _, d := range FindDates(text) {
		if d.Complete() {
			if sure || r.m.Date.IsZero() {
				r.m.Date, r.m.Lines.Date = d.Date, r.line
			}
			return true
		}
	}
	return false
}

// headLabel reads the label that l begins with, and where its value stands.
func headLabel(l line) (headField, Span) {
	if f, ok := headLabels[strings.TrimRight(fold(l.text), " :")]; ok {
		return f, Span{}
	}
	if i := strings.IndexByte(l.text, ':'); i > 0 && i < 40 {
		if f, ok := headLabels[fold(l.text[:i])]; ok {
			return f, afterLabel(l, i+1)
		}
	}
	for n := range 3 { // labels without a colon have one or two words
		i := nthSpace(l.text, n)
		if i < 0 {
			break
		}
		if f, ok := headLabels[fold(l.text[:i])+" "]; ok {
			return f, afterLabel(l, i)
		}
	}
	return noField, Span{}
}

func afterLabel(l line, i int) Span {
	rest := strings.TrimLeftFunc(l.text[i:], unicode.IsSpace)
	return Span{l.End - len(rest), l.End}
}

func nthSpace(s string, n int) int {
	for i := 0; i < len(s); i++ {
		if s[i] == ' ' {
			if n == 0 {
				return i
			}
			n--
		}
	}
	return -1
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

// bodyName cuts "Samarbejdsforum den 7. april 2022 i …" down to the name.
func bodyName(s string) string {
	for _, stop := range []string{" den ", " d. ", " i ", " kl. "} {
		if i := strings.Index(s, stop); i > 0 {
			s = s[:i]
		}
	}
	return withoutTerm(s)
}

// withoutTerm drops a term of office: "Socialudvalget 2022-2025".
func withoutTerm(s string) string {
	s = strings.TrimSpace(s)
	if i := strings.IndexFunc(s, unicode.IsDigit); i > 0 {
		if rest := strings.TrimSpace(s[i:]); len(rest) >= 4 && plausibleTerm(rest) {
			s = s[:i]
		}
	}
	return strings.TrimRight(s, " ,:-–")
}

func plausibleTerm(s string) bool {
	n, ok := smallNumber(s[:4])
	return ok && plausibleYear(n)
}

func isOrganisation(s string) bool {
	return strings.HasSuffix(s, " Kommune") || strings.HasPrefix(s, "Region ")
}

// indexFold finds sub, given in lower case, in s whatever its case.
func indexFold(s, sub string) int {
	return strings.Index(lowerSameLength(s), sub)
}

// lowerSameLength lowers the letters whose lower case has as many bytes, so
// that offsets into the result are offsets into s.
func lowerSameLength(s string) string {
	lower := strings.ToLower(s)
	if len(lower) == len(s) {
		return lower
	}
	return strings.Map(func(r rune) rune {
		if l := unicode.ToLower(r); len(string(l)) == len(string(r)) {
			return l
		}
		return r
	}, s)
}
