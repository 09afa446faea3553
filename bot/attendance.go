package bot

import (
	"slices"
	"strings"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval/danish"
)

// attendanceAnswer answers who was there or not, at a meeting or an item.
// What is left of the question must be a name or group of the lists: anything
// else is a question about something else.
func attendanceAnswer(q Question, f fact, chosen []*minutes.Meeting, left []string) (recordAnswer, bool) {
	if len(left) > 0 && !inLists(chosen, left) {
		return recordAnswer{}, false
	}
	if len(chosen) > 1 {
		if len(left) == 0 || f == absentFact && len(left) > 0 && q.Query.From.IsZero() && len(q.Query.Bodies) == 0 {
			return clarifyAnswer(q, chosen), true
		}
	}
	r := recordAnswer{status: Answered}
	for _, m := range chosen {
		one, ok := attendanceOf(q, f, m, left)
		if !ok {
			continue
		}
		r.citations = append(r.citations, one.citations...)
		r.text = strings.TrimSpace(r.text + "\n\n" + one.text)
	}
	if len(r.citations) == 0 {
		return recordAnswer{status: NotFound, text: q.Language.notListedText(f, chosen, q.Query.Punkt, left)}, true
	}
	return r, true
}

// inLists reports whether each word stands in the attendance of some meeting.
func inLists(meetings []*minutes.Meeting, words []string) bool {
	for _, w := range words {
		found := slices.ContainsFunc(meetings, func(m *minutes.Meeting) bool {
			return slices.ContainsFunc(everybody(m), func(p minutes.Person) bool { return mentions(p, w) })
		})
		if !found {
			return false
		}
	}
	return true
}

func everybody(m *minutes.Meeting) []minutes.Person {
	people := slices.Concat(m.Attendance.Present, m.Attendance.Absent)
	for it := range m.All() {
		people = append(people, it.Absent...)
		people = append(people, it.Present...)
	}
	return people
}

// mentions reports whether the word is part of a person's name, role, note or
// group; a group is also named by the beginning or end of its word ("unge" in
// Ungerepræsentanter, "forvaltningen" in Socialforvaltningen).
func mentions(p minutes.Person, word string) bool {
	for _, t := range danish.Tokens(p.Name + " " + p.Role + " " + p.Note) {
		if t.Norm == word || t.Norm+"s" == word || danish.Stem(t.Norm) == danish.Stem(word) {
			return true
		}
	}
	for _, t := range danish.Tokens(p.Group) {
		if stem := danish.Stem(word); danish.Stem(t.Norm) == stem || len(stem) >= 3 && strings.HasPrefix(t.Norm, stem) || len(stem) >= 6 && strings.HasSuffix(danish.Stem(t.Norm), stem) {
			return true
		}
	}
	return false
}

func attendanceOf(q Question, f fact, m *minutes.Meeting, left []string) (recordAnswer, bool) {
	present, absent := m.Attendance.Present, slices.Clone(m.Attendance.Absent)
	item := punkt(m, q.Query.Punkt)
	if item != nil {
		absent = append(slices.Clone(item.Absent), withoutNames(absent, item.Absent)...)
		present = append(slices.Clone(item.Present), present...)
	}
	if item == nil && len(left) > 0 { // somebody asked for by name may be named at one item only
		for it := range m.All() {
			present = append(slices.Clip(present), it.Present...)
			absent = append(absent, withoutNames(slices.Clone(it.Absent), absent)...)
		}
	}
	wanted := func(p minutes.Person) bool {
		return !slices.ContainsFunc(left, func(w string) bool { return !mentions(p, w) })
	}
	if slices.ContainsFunc(q.Words, func(w string) bool { return strings.HasPrefix(w, "referent") }) || containsPhrase(q.Words, wroteMinutes) {
		wanted = func(p minutes.Person) bool { return strings.EqualFold(p.Note, "referent") }
	}
	named := func(list []minutes.Person) []minutes.Person {
		return slices.DeleteFunc(slices.Clone(list), func(p minutes.Person) bool { return !wanted(p) })
	}
	var lists []peopleList
	if f == presentFact {
		if people := named(present); len(people) > 0 {
			lists = append(lists, peopleList{presentLabel, people})
		}
	}
	if f == absentFact || len(left) > 0 {
		if people := named(absent); len(people) > 0 {
			lists = append(lists, peopleList{absentLabel, people})
		}
	}
	if f == absentFact && len(lists) == 0 && len(left) > 0 {
		if people := named(present); len(people) > 0 { // asked whether somebody was away who was there
			lists = append(lists, peopleList{presentLabel, people})
		}
	}
	if item == nil && (f == absentFact || len(left) > 0) && len(named(m.Attendance.Absent)) == 0 && len(named(m.Attendance.Present)) == 0 {
		if r, ok := q.Language.itemAbsences(m, wanted); ok { // recorded at single items only
			return r, true
		}
	}
	if len(lists) == 0 {
		return recordAnswer{}, false
	}
	return q.Language.quotedLists(m, item, lists), true
}

// wroteMinutes ask for the one who wrote the minutes (referenten).
var wroteMinutes = phrases(`skrev referat, skrev referatet, skriver referat, skriver referatet, tog referat, tager referat, førte referat, fører referat, laver referat, laver referatet, lavede referat, lavede referatet`)

// withoutNames drops from list the people that others names too.
func withoutNames(list, others []minutes.Person) []minutes.Person {
	return slices.DeleteFunc(list, func(p minutes.Person) bool {
		return slices.ContainsFunc(others, func(o minutes.Person) bool { return o.Name == p.Name })
	})
}

type peopleList struct {
	label  string
	people []minutes.Person
}

func (l Language) quotedLists(m *minutes.Meeting, item *minutes.Item, lists []peopleList) recordAnswer {
	r := recordAnswer{status: Answered}
	for _, list := range lists {
		r.text += l.peopleText(m, item, list) + "\n"
		for _, line := range linesOf(m, list.people) {
			c := cite(m, itemAt(m, line), line)
			r.citations = append(r.citations, c)
			r.text += quoted(c.Quote) + "\n"
		}
		r.text += referenceLine(r.citations[len(r.citations)-1]) + "\n\n"
	}
	r.text = strings.TrimSpace(r.text)
	return r
}

// itemAt is the innermost item that s lies in, nil in the head.
func itemAt(m *minutes.Meeting, s minutes.Span) *minutes.Item {
	var found *minutes.Item
	for it := range m.All() {
		if it.Span.Contains(s) {
			found = it
		}
	}
	return found
}

// itemAbsences answers for minutes that print absence at each item only.
func (l Language) itemAbsences(m *minutes.Meeting, wanted func(minutes.Person) bool) (recordAnswer, bool) {
	r := recordAnswer{status: Answered, text: l.itemAbsenceLead(m)}
	for it := range m.All() {
		for _, p := range it.Absent {
			if !wanted(p) {
				continue
			}
			for _, line := range linesOf(m, []minutes.Person{p}) {
				c := cite(m, it, line)
				r.citations = append(r.citations, c)
				r.text += "\n" + l.itemAbsenceLine(it, p)
			}
		}
	}
	return r, len(r.citations) > 0
}

// linesOf returns the printed lines that people stand on, in order.
func linesOf(m *minutes.Meeting, people []minutes.Person) []minutes.Span {
	var lines []minutes.Span
	for _, p := range people {
		start := strings.LastIndexByte(m.Text[:p.Start], '\n') + 1
		end := len(m.Text)
		if i := strings.IndexByte(m.Text[p.End:], '\n'); i >= 0 {
			end = p.End + i
		}
		text := m.Text[start:end]
		trimmed := strings.TrimLeft(text, " \t\u00a0•·-–*")
		start += len(text) - len(trimmed)
		line := minutes.Span{Start: start, End: start + len(strings.TrimSpace(trimmed))}
		if !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	return lines
}
