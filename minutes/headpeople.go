package minutes

import (
	"strings"
)

// listed takes in a line of an attendance list: a group ("Fra
// administrationen:") or people. Any other line ends the list.
func (r *headReader) listed(l line) bool {
	if r.list == deputyField && strings.Contains(l.text, " for ") { // "N for N"
		r.deputies(l.Span)
		return true
	}
	label := groupLabel(l.text)
	if label != "" && (isGuests(label) || r.whole && r.group == "") && (r.list == absentField || r.list == excusedField) {
		r.list, r.whole = presentField, false // "Afbud: N" / "Gæster: N"
	}
	if group := strings.TrimRight(l.text, ":;"); group != l.text && len(l.text) <= longestLabel {
		r.group = group
		return true
	}
	if numbers, ok := strings.CutPrefix(fold(l.text), "deltog ikke under punkterne "); ok && len(r.m.Attendance.Present) > 0 { // below the name
		last := r.m.Attendance.Present[len(r.m.Attendance.Present)-1]
		r.ranges = append(r.ranges, absence{people: []Person{last}, items: readNumbers(numbers)})
		return true
	}
	whole := l.Span
	at, _ := splitStatus(r.m, whole)
	l = line{Span: at, text: r.m.Quote(at)}
	_, after, _ := strings.Cut(l.text, ";") // "Forældrerepræsentanter; N, N"
	_, colon, _ := strings.Cut(l.text, ":")
	for _, names := range []string{l.text, after, colon} {
		at = Span{l.End - len(names), l.End}
		parts := splitList(r.m, at)
		if len(parts) == 0 {
			continue
		}
		first := person(r.m.Quote(parts[0]), parts[0], "").Name
		if _, name := splitUnit(first); isName(first) || name != "" {
			r.people(whole)
			return true
		}
	}
	return r.list == membersField && strings.HasSuffix(l.text, ")")
}

// people adds the people of one line to the list that is open; "(afbud)"
// behind a name moves that person to the absent.
func (r *headReader) people(at Span) {
	if r.apart || isNobody(r.m.Quote(at)) {
		return
	}
	if first := sentenceEnd(r.m.Text, at.Start, at.End); first < at.End { // "N (F). I stedet for N mødte N."
		for s := range sentences(r.m.Text, at) {
			if !r.sentence(line{Span: s, text: r.m.Quote(s)}) {
				r.people(s)
			}
		}
		return
	}
	if at = r.withoutRanges(at); at.Len() == 0 {
		return
	}
	if r.list == deputyField {
		r.deputies(at)
		return
	}
	at, status := splitStatus(r.m, at)
	list := readPeople(r.m, at, &r.group)
	people := r.withRole(list.people)
	excused := list.excused || statusWords[status] == excusedField
	if len(r.m.Attendance.Present) > 0 || r.list == presentField { // as in sentence
		r.m.Attendance.Present = append(r.m.Attendance.Present, list.deputies...)
	}
	if items := readNumbers(strings.TrimPrefix(status, "deltog ikke i behandlingen af punkt: ")); len(items) > 0 {
		r.ranges = append(r.ranges, absence{people: people, items: items})
	}
	for _, p := range people {
		away, excuse := excuseIn(p.Note)
		away = away || excused || saysAbsent(p.Note)
		excuse = excuse || !away && r.list == excusedField || excused
		switch {
		case r.list == membersField && !away: // belongs to the body: nobody says whether they came
		case fold(p.Name) == "ingen": // "Afbud: Ingen"
		case !isName(p.Name):
			r.m.problem(p.Span, "»%s« i deltagerlisten er ikke læst som et navn", p.Name)
		case away || r.list == excusedField || r.list == absentField:
			p.Excused = excuse
			r.m.Attendance.Absent = append(r.m.Attendance.Absent, p)
		default:
			r.m.Attendance.Present = append(r.m.Attendance.Present, p)
		}
	}
}

// surelyRoled is the number of lines after which a list is one of a name and
// what that person is on each line.
const surelyRoled = 2

// withRole takes "Else Hornum, Røde Kors" for one person where the lines above
// have "N, formand" and "N, næstformand".
func (r *headReader) withRole(people []Person) []Person {
	if len(people) == 1 && people[0].Role != "" {
		r.roled++
	}
	if len(people) != 2 || r.whole || r.roled < surelyRoled || !strings.HasPrefix(r.m.Text[people[0].End:], ",") || people[0].Role != "" || people[1].Role != "" {
		return people
	}
	addRole(&people[0], people[1].Name)
	people[0].End = people[1].End
	return people[:1]
}

// deputies reads those under a label "Stedfortræder": "N for N", "N, N". One
// deputy alone is no list of who was there.
func (r *headReader) deputies(at Span) {
	for _, s := range splitList(r.m, at) {
		name, member, _ := strings.Cut(r.m.Quote(s), " for ")
		p := person(name, s, "")
		if !isName(p.Name) {
			r.m.problem(s, "»%s« i deltagerlisten er ikke læst som et navn", r.m.Quote(s))
			continue
		}
		p.Note = strings.TrimPrefix(p.Note+"; "+strings.TrimSuffix("stedfortræder for "+member, " for "), "; ")
		if len(r.m.Attendance.Present) > 0 {
			r.m.Attendance.Present = r.m.appendPeople(r.m.Attendance.Present, []Person{p})
		}
	}
}

// nobody is what stands in a list of people for none, folded.
var nobody = map[string]bool{
	"ingen": true, "ingen afbud": true, "ingen fravær": true, "ingen fraværende": true, "ingen meldte afbud": true, "ingen har meldt afbud": true,
	"der var ingen afbud": true, "der var ingen fraværende": true, "-": true, "–": true,
}

func isNobody(text string) bool { return nobody[strings.Trim(fold(text), " .|")] }

// statusWords stand behind a name, after a dash: "N (A) - Afbud".
var statusWords = map[string]headField{"deltog": presentField, "til stede": presentField, "tilstede": presentField, "afbud": excusedField, "fraværende": absentField}

// splitStatus cuts "N (O), 1. næstformand- afbud" before the dash and returns
// what stands behind it, folded; "" where no status does.
func splitStatus(m *Meeting, at Span) (people Span, status string) {
	text := m.Quote(at)
	i := max(strings.LastIndex(text, "- "), strings.LastIndex(text, "– "))
	if i <= 0 {
		return at, ""
	}
	status = fold(strings.TrimLeft(text[i:], "-– "))
	if statusWords[status] == noField && !strings.HasPrefix(status, "deltog ikke i behandlingen af punkt: ") {
		return at, ""
	}
	return trimSpan(m.Text, Span{at.Start, at.Start + i}), status
}

// withoutRanges takes "N (O), sag 129-130; " off the front of a list of absent
// people: those were there for the rest.
func (r *headReader) withoutRanges(at Span) Span {
	if r.list != absentField && r.list != excusedField {
		return at
	}
	for {
		one, _, more := strings.Cut(r.m.Quote(at), ";")
		a, ok := readAbsence(r.m, Span{at.Start, at.Start + len(one)})
		if !ok || a.items == nil {
			return at
		}
		r.ranges = append(r.ranges, a)
		at.Start += len(one)
		if more {
			at.Start++
		}
		at = trimSpan(r.m.Text, at)
	}
}

// sentence reads a line such as "Udvalgsmedlem Tim Vermund deltog ikke i
// mødet.", sentence by sentence, and reports whether it understood one.
func (r *headReader) sentence(l line) (ok bool) {
	if l.Len() > longestNote {
		return false
	}
	for s := range sentences(r.m.Text, l.Span) {
		ok = r.oneSentence(s) || ok
	}
	return ok
}

func (r *headReader) oneSentence(at Span) bool {
	if p, ok := readDeputy(r.m, at); ok {
		if len(r.m.Attendance.Present) > 0 { // one deputy alone is no list of who was there
			r.m.Attendance.Present = r.m.appendPeople(r.m.Attendance.Present, []Person{p})
		}
		return true
	}
	told := readAbsences(r.m, at, true)
	if people, ok := apologies(r.m, at); ok && len(told) == 0 {
		told = []absence{{people: people}}
	}
	for _, a := range told {
		if a.items != nil {
			r.ranges = append(r.ranges, a)
		} else {
			r.m.Attendance.Absent = r.m.appendPeople(r.m.Attendance.Absent, a.people)
		}
	}
	return len(told) > 0
}
