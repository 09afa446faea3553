package minutes

import (
	"bytes"
	"encoding/json"
)

// MarshalJSON writes a nil list as [], as schema.json promises, also in a
// Meeting that somebody else than Parse built or added to.
func (m Meeting) MarshalJSON() ([]byte, error) {
	type plain Meeting
	m.Attendance = m.Attendance.filled()
	fill(&m.Items)
	fill(&m.Problems)
	return marshal(plain(m))
}

// MarshalJSON writes a nil list as [].
func (it Item) MarshalJSON() ([]byte, error) {
	type plain Item
	it.Attendance = it.Attendance.filled()
	fill(&it.Cases)
	fill(&it.Sections)
	fill(&it.Earlier)
	fill(&it.Commitments)
	fill(&it.Attachments)
	fill(&it.Items)
	return marshal(plain(it))
}

// filled is no MarshalJSON: Item embeds Attendance and would inherit that.
func (a Attendance) filled() Attendance {
	fill(&a.Present)
	fill(&a.Absent)
	return a
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
