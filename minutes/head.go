package minutes

import (
	"strings"
	"unicode"
)

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
	scanned  bool // the line was cut out of a scanned page
	sure     bool // the body was named as such, not only printed on a line
}

// readHead reads everything above the first item and returns the lines that
// it did not understand. Contents holds the lines of the table of contents,
// which are no items and no head.
func readHead(m *Meeting, lines []line, contents map[int]bool) (unread []line) {
	m.Head = Span{}
	if len(lines) > 0 {
		m.Head = Span{lines[0].Start, lines[len(lines)-1].End}
	}
	r := headReader{m: m}
	for i, l := range lines {
		if !contents[i] && !r.read(l) {
			unread = append(unread, l)
		}
	}
	return unread
}

// read takes in one line and reports whether it was understood.
func (r *headReader) read(l line) bool {
	r.line, r.scanned = l.Span, l.scanned
	field, value := headLabel(l)
	if field != noField {
		r.open, r.list, r.contents, r.dated = field, noField, field == contentsField, false
		if value.Len() == 0 {
			r.startList(field)
			return true
		}
		r.open = noField
		if field == ignoredField { // "Bemærkninger: Afbud: Carl Dam"
			return r.read(line{Span: value, text: r.m.Quote(value)})
		}
		return r.value(field, value)
	}
	if isNoise(l) {
		r.open = noField
		return true
	}
	if waits := r.open; waits == startField || waits == endField || waits == placeField || waits == bodyField || waits == placeAndTimeField || waits == roleField {
		r.open = noField
		return r.value(waits, l.Span)
	}
	r.open = noField
	switch {
	case r.list != noField && r.listed(l):
		return true
	case r.contents && isContentsLine(l), groupHeading(l) != "", isAccessLine(l):
		return true
	}
	r.list = noField
	return r.title(l) || r.sentence(l)
}

// listed takes in a line of an attendance list: a group ("Fra
// administrationen:") or people. Any other line ends the list.
func (r *headReader) listed(l line) bool {
	if group, ok := strings.CutSuffix(l.text, ":"); ok && len(l.text) <= longestLabel {
		r.group = group
		return true
	}
	_, after, _ := strings.Cut(l.text, ";") // "Forældrerepræsentanter; N, N"
	_, colon, _ := strings.Cut(l.text, ":")
	for _, names := range []string{l.text, after, colon} {
		at := Span{l.End - len(names), l.End}
		parts := splitList(r.m, at)
		if len(parts) == 0 {
			continue
		}
		first := person(r.m.Quote(parts[0]), parts[0], "").Name
		if _, name := splitUnit(first); isName(first) || name != "" {
			r.people(l.Span)
			return true
		}
	}
	return r.list == membersField && strings.HasSuffix(l.text, ")")
}

func (r *headReader) startList(field headField) {
	switch field {
	case presentField, absentField, excusedField, membersField:
		r.list, r.group = field, ""
	}
}

func (r *headReader) value(field headField, at Span) bool {
	text := r.m.Quote(at)
	switch field {
	case startField:
		r.setDate(text, true)
		r.setTimes(text, true)
	case endField:
		if clocks := findClocks(text); len(clocks) > 0 {
			r.m.End, r.m.Printed.End = clocks[0], r.line
		}
	case placeField:
		if time, place, ok := strings.Cut(text, ", "); ok && len(findClocks(time)) > 0 { // "Kl. 18:00, Byrådssalen"
			r.setTimes(time, false)
			text = place
		}
		r.m.Place, r.m.Printed.Place = text, r.line
	case placeAndTimeField: // "Mødelokale 3. s. 54 (15.45-18.15)"
		r.setDate(text, true)
		r.setTimes(text, true)
		if place, _, _ := strings.Cut(text, "("); strings.TrimSpace(place) != "" {
			r.m.Place, r.m.Printed.Place = strings.TrimSpace(place), r.line
		}
	case bodyField:
		r.m.Body, r.sure = bodyName(text), true
	case presentField, absentField, excusedField, membersField:
		r.startList(field)
		r.people(at)
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
			r.m.Attendance.Present = appendPeople(r.m.Attendance.Present, []Person{p})
		}
	}
}

func (r *headReader) setTimes(text string, sure bool) {
	clocks := findClocks(text)
	if len(clocks) == 0 || r.m.Start != "" && !sure {
		return
	}
	r.m.Start, r.m.Printed.Start = clocks[0], r.line
	if len(clocks) > 1 {
		r.m.End, r.m.Printed.End = clocks[1], r.line
	}
}

// people adds the people of one line to the list that is open; "(afbud)"
// behind a name moves that person to the absent.
func (r *headReader) people(at Span) {
	if r.list == membersField || r.scanned { // on scanned pages values do not follow their labels
		return
	}
	people, excused := readPeople(r.m, at, &r.group)
	for _, p := range people {
		switch {
		case !isName(p.Name):
			r.m.problem(p.Span, "»%s« i deltagerlisten er ikke læst som et navn", p.Name)
		case excused || r.list == excusedField || strings.Contains(fold(p.Note), "afbud"):
			p.Excused = true
			r.m.Attendance.Absent = append(r.m.Attendance.Absent, p)
		case r.list == absentField:
			r.m.Attendance.Absent = append(r.m.Attendance.Absent, p)
		default:
			r.m.Attendance.Present = append(r.m.Attendance.Present, p)
		}
	}
}

// title reads "Referat fra mødet i Samarbejdsforum den 7. april 2022 i …,
// Odense Kommune", also where it is spread over several lines, and lines that
// hold the body, the date or the place alone.
func (r *headReader) title(l line) bool {
	text, folded := l.text, fold(l.text)
	word, _, _ := strings.Cut(folded, " ")
	kind, isKind := documentKinds[strings.Trim(word, ":")]
	if isKind && r.m.Kind == "" {
		r.m.Kind = kind
	}
	body, sure := "", true
	if _, after, ok := cutFold(text, "møde i "); ok {
		body = after
	} else if _, after, ok := cutFold(text, "mødet i "); ok {
		body = after
	} else if _, after, ok := strings.Cut(text, " "); isKind && ok && isBody(bodyName(after)) {
		body, sure = after, false
	} else if isBody(bodyName(text)) {
		body, sure = text, false
	}
	if body != "" && (r.m.Body == "" || sure && !r.sure) {
		r.m.Body, r.sure = bodyName(body), sure
	}
	if i := strings.LastIndex(text, ", "); body != "" && i >= 0 && isOrganisation(text[i+2:]) {
		r.m.Organisation = text[i+2:]
	}
	dated := r.dated
	r.dated = r.setDate(text, false)
	if r.dated {
		r.setTimes(text, false)
	}
	// "den 21. februar 2017 kl. 08:30" / "i Mødelokale 10.08, …"
	if dated && r.m.Place == "" && body == "" && !isKind && isPlace(folded) {
		r.m.Place, r.m.Printed.Place = strings.TrimPrefix(text, "i "), r.line
		return true
	}
	return isKind || body != "" || r.dated
}

// placeWords are parts of words for rooms and houses.
var placeWords = []string{"lokale", "sal", "rådhus", "bibliotek", "kantine", "skole", "center", "værelse", "teams", "vej "}

// isPlace reports whether a folded line, right below the date, names a place.
func isPlace(folded string) bool {
	if len(folded) > longestLabel || strings.HasSuffix(folded, ".") || strings.HasSuffix(folded, ":") {
		return false
	}
	return strings.HasPrefix(folded, "i ") || containsAny(folded, placeWords)
}

func containsAny(s string, parts []string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
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
				r.m.Date, r.m.Printed.Date = d.Date, r.line
			}
			return true
		}
	}
	return false
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
	s = strings.TrimSpace(s)
	stops := []string{" den ", " d. ", " i ", " kl. ", " - ", " (", ". (", " mandag", " tirsdag", " onsdag", " torsdag", " fredag"}
	if dates := FindDates(s); len(dates) > 0 && dates[0].Start > 0 {
		s = s[:dates[0].Start]
	}
	for _, stop := range stops {
		if i := strings.Index(lowerSameLength(s), stop); i > 0 {
			s = s[:i]
		}
	}
	return withoutTerm(strings.TrimRight(s, " ,:-–."))
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

// cutFold is strings.Cut around sub, given in lower case, whatever its case in s.
func cutFold(s, sub string) (before, after string, found bool) {
	if i := indexFold(s, sub); i >= 0 {
		return s[:i], s[i+len(sub):], true
	}
	return s, "", false
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
