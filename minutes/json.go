package minutes

import (
	"bytes"
	"encoding/json"
)

// MarshalJSON writes a nil list as [], as schema.json promises, also in a
// Meeting that somebody else than Parse built or added to.
func (m Meeting) MarshalJSON() ([]byte, error) {
	type plain Meeting
	m.fill()
	return marshal(plain(m))
}

// MarshalJSON writes a nil list as [].
func (it Item) MarshalJSON() ([]byte, error) {
	type plain Item
	it.fill()
	return marshal(plain(it))
}

// emptyLists replaces the nil lists of m and its items by empty ones, so that
// a Meeting is the same when it comes back from JSON.
func emptyLists(m *Meeting) {
	m.fill()
	for it := range m.All() {
		it.fill()
	}
}

func (m *Meeting) fill() {
	m.Attendance.fill()
	fill(&m.Items)
	fill(&m.Problems)
}

func (it *Item) fill() {
	it.Attendance.fill()
	fill(&it.Cases)
	fill(&it.Sections)
	fill(&it.Earlier)
	fill(&it.Commitments)
	fill(&it.Attachments)
	fill(&it.Items)
}

func (a *Attendance) fill() {
	fill(&a.Present)
	fill(&a.Absent)
}

func fill[T any](list *[]T) {
	if *list == nil {
		*list = []T{}
	}
}

// marshal leaves it to the caller's encoder whether "<" is escaped.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return b.Bytes(), err
}
