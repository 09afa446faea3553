package oparl_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/minutes/oparl"
)

func meeting(body, organisation, date string, start minutes.Clock) *minutes.Meeting {
	m := &minutes.Meeting{ID: strings.ToLower(body) + "/" + date, Body: body, Organisation: organisation, Start: start, Text: body + organisation + date + string(start)}
	if err := m.Date.UnmarshalText([]byte(date)); err != nil {
		panic(err)
	}
	return m
}

func meetingIDs(list ...*minutes.Meeting) []string {
	var ids []string
	for _, m := range oparl.Export("b", list...).Meetings {
		ids = append(ids, strings.TrimPrefix(m.ID, "b/meeting/"))
	}
	return ids
}

// TestMeetingIDs: body and day, and more only where two would share them.
func TestMeetingIDs(t *testing.T) {
	other := meeting("Forum", "", "2022-04-07", "")
	other.Text += "a second version"
	for name, tt := range map[string]struct {
		meetings []*minutes.Meeting
		want     []string
	}{
		"one":             {[]*minutes.Meeting{meeting("Forum", "Odense Kommune", "2022-04-07", "09:00")}, []string{"forum/2022-04-07"}},
		"no municipality": {[]*minutes.Meeting{meeting("Forum", "Odense Kommune", "2022-04-07", ""), meeting("Forum", "", "2022-05-07", "")}, []string{"forum/2022-04-07", "forum/2022-05-07"}},
		"two municipalities": {
			[]*minutes.Meeting{meeting("Forum", "Odense Kommune", "2022-04-07", "09:00"), meeting("Forum", "Sorø Kommune", "2022-04-07", "13:00"), meeting("Raad", "Sorø Kommune", "2022-04-07", "")},
			[]string{"forum~odense-kommune/2022-04-07", "forum~soroe-kommune/2022-04-07", "raad/2022-04-07"},
		},
		"twice a day":   {[]*minutes.Meeting{meeting("Forum", "", "2022-04-07", "09:00"), meeting("Forum", "", "2022-04-07", "13:00")}, []string{"forum/2022-04-07-0900", "forum/2022-04-07-1300"}},
		"given twice":   {[]*minutes.Meeting{meeting("Forum", "", "2022-04-07", ""), meeting("Forum", "", "2022-04-07", "")}, []string{"forum/2022-04-07"}},
		"two versions":  {[]*minutes.Meeting{meeting("Forum", "", "2022-04-07", ""), other}, []string{"forum/2022-04-07~ec6f9f32", "forum/2022-04-07~65493629"}},
		"no date":       {[]*minutes.Meeting{meeting("Forum", "", "", "")}, []string{"forum/udateret-4da7bd42"}},
		"no start once": {[]*minutes.Meeting{meeting("Forum", "", "2022-04-07", ""), meeting("Forum", "", "2022-04-07", "13:00")}, []string{"forum/2022-04-07", "forum/2022-04-07-1300"}},
	} {
		got := meetingIDs(tt.meetings...)
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
		slices.Reverse(tt.meetings)
		back := meetingIDs(tt.meetings...)
		slices.Reverse(back)
		if !slices.Equal(got, back) {
			t.Errorf("%s: in another order %q", name, back)
		}
	}
}

func TestWebIsAnAddress(t *testing.T) {
	for address, want := range map[string]string{"https://example.org/a%20b": "https://example.org/a%20b", "https://example.org/[cpr fjernet]": "", "": ""} {
		m := meeting("Forum", "", "2022-04-07", "")
		m.Source.URL = address
		if got := oparl.Export("b", m).Meetings[0].Web; got != want {
			t.Errorf("%q: web is %q", address, got)
		}
	}
}

// TestNamesOfPeople: one ID a person, in ASCII, whatever the case of letters.
func TestNamesOfPeople(t *testing.T) {
	names := []string{"Kirsten Haaning", "KIRSTEN HAANING", "Kirsten  Haaning", "Søren Juhl", "Soeren Juhl", "SØREN JUHL", "So\u0308ren Juhl",
		"Hans-Jørgen Bo", "Hans Jørgen Bo", "Ann-Bo Li", "Ann Bo Li", "Per B. Li", "René Li", "Rene Li", "Петр", "Анна"}
	m := meeting("Forum", "", "2022-04-07", "")
	for _, n := range names {
		m.Attendance.Present = append(m.Attendance.Present, minutes.Person{Name: n})
	}
	m.Items = []minutes.Item{{ID: "5å", Cases: []minutes.CaseNumber{"27.15.12-Ø40-20-22", "27.15.12-ø40 - 20-22", "2012/057275", "2012-057275", "27.03.00-A00-2-16"}}}
	o := oparl.Export("b", m)
	if len(o.Persons) != 13 || o.Persons[0].ID != "b/person/kirsten-haaning" || o.Persons[0].Name != "Kirsten Haaning" {
		t.Errorf("%d persons: %+v", len(o.Persons), o.Persons)
	}
	if len(o.Papers) != 4 || o.Papers[3].ID != "b/paper/27.03.00-a00-2-16" {
		t.Errorf("papers %+v", o.Papers)
	}
	ids := []string{o.Meetings[0].AgendaItem[0].ID}
	for _, p := range o.Persons {
		ids = append(ids, p.ID)
	}
	for _, p := range o.Papers {
		ids = append(ids, p.ID)
	}
	slices.Sort(ids)
	if len(slices.Compact(slices.Clone(ids))) != len(ids) {
		t.Errorf("an ID stands twice: %q", ids)
	}
	for _, id := range ids {
		if strings.ContainsFunc(id, func(r rune) bool { return r <= ' ' || r > '~' }) {
			t.Errorf("%q is not ASCII", id)
		}
	}
}
