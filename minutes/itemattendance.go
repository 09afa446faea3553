package minutes

import (
	"slices"
	"strings"
)

const longestNote = 400 // bytes of a line on who was absent; longer ones are running text

// attendanceMarks are parts of every label and sentence that attendance reads:
// a line without any of them is not looked at closer.
var attendanceMarks = newMarks("eltog", "edvirke", "orhindre", "ravær", "RAVÆR", "fbud", "FBUD", "kke mødt", "kke fremmødt", "deblev", "stede", "STEDE", ", sag ", ", punkt ")

// attendance reads a line of an item for who was not there: a label with
// names, an entry of the list under such a label, or a sentence.
func (s *sectionReader) attendance(l line) {
	if len(l.text) > longestNote {
		s.absence = nil
		return
	}
	begun := s.marked && s.above.Start < l.Start && l.End-s.above.Start <= longestNote && goesOnBelow(s.last.text, l.text) // on the line above
	s.marked = attendanceMarks.in(l.text)
	if s.absence == nil && !s.marked && !begun {
		return
	}
	field, value := headLabel(l)
	switch {
	case field == absentField || field == excusedField:
		label := fold(l.text[:min(len(l.text), longestLabel)])
		whole := strings.HasPrefix(label, "fraværende med") || strings.HasPrefix(label, "fraværende uden")
		s.absence = &whole
		if value.Len() > 0 {
			s.absent(value, field == excusedField)
			s.absence = nil
		}
		return
	}
	if s.absence != nil && (strings.EqualFold(strings.TrimRight(l.text, "."), "ingen") || s.absent(l.Span, false)) {
		return
	}
	s.absence = nil
	if people, ok := apologies(s.m, l.Span); ok {
		s.m.Attendance.Absent = s.m.appendPeople(s.m.Attendance.Absent, people)
		return
	}
	at := l.Span
	if begun {
		at.Start = s.above.Start
	}
	for _, a := range readAbsences(s.m, at, s.open.Kind == DecisionText) {
		s.absentBy(a)
	}
}

// absentBy takes in what one sentence tells.
func (s *sectionReader) absentBy(a absence) {
	if a.items != nil {
		s.ranges = append(s.ranges, a)
		return
	}
	if a.meeting {
		known := len(s.m.Attendance.Absent)
		s.m.Attendance.Absent = s.m.appendPeople(s.m.Attendance.Absent, a.people)
		if len(s.m.Attendance.Absent) > known { // told here for the whole meeting
			return
		}
	}
	s.it.Absent = s.m.appendPeople(s.it.Absent, a.people)
}

// absent adds the people named in at, if it names any.
func (s *sectionReader) absent(at Span, excused bool) bool {
	if i := strings.Index(s.m.Quote(at), " - "); i > 0 { // "Ib Holm (V) - Jette Krog (V) mødte som stedfortræder."
		at.End = at.Start + i
	}
	group := ""
	people := readPeople(s.m, at, &group).people
	named := slices.ContainsFunc(people, func(p Person) bool { return isName(p.Name) })
	people = slices.DeleteFunc(people, func(p Person) bool {
		if named && !isName(p.Name) {
			s.m.problem(p.Span, "»%s« blandt de fraværende er ikke læst som et navn", p.Name)
		}
		return !isName(p.Name)
	})
	for i := range people {
		people[i].Excused = excused
	}
	if s.absence != nil && *s.absence {
		s.m.Attendance.Absent = s.m.appendPeople(s.m.Attendance.Absent, people)
	} else {
		s.it.Absent = s.m.appendPeople(s.it.Absent, people)
	}
	return len(people) > 0
}

// endOfMeeting reads "Mødet hævet kl. 13.06", which is no part of the item it
// stands in.
func (s *sectionReader) endOfMeeting(l line, value Span) bool {
	clocks := labelledClocks(s.m.Quote(value))
	if len(clocks) > 0 && s.m.End == "" {
		s.m.End, s.m.Printed.End = clocks[0], l.Span
	}
	return len(clocks) > 0
}

const (
	mostPeople = 500 // in one list; more names than that are no attendance
	mostRanges = 100 // absences told for several items, in one set of minutes
)

// appendPeople adds people who are not in list yet. What comes after mostPeople
// is a Problem.
func (m *Meeting) appendPeople(list, people []Person) []Person {
	for _, p := range people {
		if len(list) >= mostPeople {
			m.problem(p.Span, "listen har mere end %d navne; resten er ikke læst", mostPeople)
			break
		}
		if !slices.ContainsFunc(list, func(q Person) bool { return q.Name == p.Name }) {
			list = append(list, p)
		}
	}
	return list
}

// settleAttendance puts absences where they belong once all items are read:
// those told for a range, and those that an item on attendance tells for the
// whole meeting.
func (r *itemReader) settleAttendance() {
	m := r.m
	for i := range m.Items {
		it := &m.Items[i]
		n := r.number[i]
		if n == 0 || it.ID != slug(it.Number) { // a number that comes again is not the one meant
			continue
		}
		for _, a := range r.ranges[:min(len(r.ranges), mostRanges)] {
			if slices.ContainsFunc(a.items, func(r itemRange) bool { return n >= r.from && n <= r.to }) {
				it.Absent = m.appendPeople(it.Absent, a.people)
			}
		}
	}
	for i := range m.Items {
		it := &m.Items[i]
		onAttendance := strings.HasPrefix(fold(it.Title), "fraværende")
		if onAttendance {
			it.Absent = m.appendPeople(it.Absent, bareNames(m, it.Decision.Span))
		}
		if onAttendance || i == 0 && onlyAttendance(it) {
			m.Attendance.Absent = m.appendPeople(m.Attendance.Absent, it.Absent)
			it.Absent = nil
			it.Decision = Decision{}
		}
	}
}

// bareNames reads a decision that is nothing but names: "Anna Berg og Carl
// Dam." under an item "Fraværende".
func bareNames(m *Meeting, at Span) []Person {
	var people []Person
	for _, s := range splitList(m, at) {
		p := person(m.Quote(s), s, "")
		if !isName(p.Name) {
			return nil
		}
		people = append(people, p)
	}
	return people
}

// onlyAttendance reports whether the decision of an item says nothing but who
// was absent.
func onlyAttendance(it *Item) bool {
	for _, s := range it.Sections {
		if s.Kind == DecisionText && s.Len() > 0 {
			return it.Decision.Len() == 0
		}
	}
	return false
}

// partyNames reads a line of nothing but names with their parties, "Ida Juul
// (A), Eva Friis (C)": under a title, it names who was absent.
func partyNames(m *Meeting, l line) []Person {
	var people []Person
	for _, s := range splitList(m, l.Span) {
		p := person(m.Quote(s), s, "")
		if !isName(p.Name) || p.Note == "" || len(p.Note) > len("Ø, LEV") {
			return nil
		}
		people = append(people, p)
	}
	return people
}
