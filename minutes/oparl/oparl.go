// Package oparl writes meetings in the vocabulary of OParl 1.1, the open
// standard for council information of German-speaking municipalities
// (https://oparl.org), for programs that already read it.
//
// What minutes do not print is left out; OParl requires little. Times carry
// the offset of Europe/Copenhagen. A meeting without a printed time has no
// start, for OParl knows no date without one: its date stands in its name.
//
// # IDs
//
// An ID is the base address, the kind of object and a name in ASCII. It is the
// same in every export of the same minutes, in whatever order they come:
//
//	organization/samarbejdsforum                  the body
//	meeting/samarbejdsforum/2022-04-07            the body and the day
//	agendaitem/samarbejdsforum/2022-04-07/5c      the meeting and minutes.Item.ID
//	location/samarbejdsforum/2022-04-07           the meeting
//	person/kirsten-haaning                        the name in lower case
//	person/soeren-juhl~c3360fb1                   with a hash, for "ø" is lost
//	paper/27.03.00-a00-2-16                       the case number
//
// Only where an export holds two objects of one name, more follows: the
// municipality where two have a body of that name
// (organization/socialudvalget~odense-kommune, and its meetings likewise), the
// start where a body met twice that day (2022-04-07-1300), and a hash of the
// text where one meeting has two texts, such as agenda and minutes.
//
// People are told apart by their names alone, and papers by their case numbers
// alone: export the minutes of each municipality by themselves, with a base of
// their own, if namesakes matter.
package oparl

import (
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // times have to be right where no time zones are installed

	"github.com/referat-dk/referat/minutes"
)

const schema = "https://schema.oparl.org/1.1/"

// Objects are the OParl objects of some meetings, each once, in order of first
// mention. IDs are addresses under the base that Export is given.
type Objects struct {
	Organizations []Organization `json:"organization"`
	Persons       []Person       `json:"person"`
	Papers        []Paper        `json:"paper"`
	Meetings      []Meeting      `json:"meeting"`
}

// Organization is a body: udvalg, råd, forum.
type Organization struct {
	ID               string `json:"id"`
	Type             string `json:"type"`
	Name             string `json:"name"`
	OrganizationType string `json:"organizationType"`
}

// Person is somebody named in an attendance list.
type Person struct {
	ID     string   `json:"id"`
	Type   string   `json:"type"`
	Name   string   `json:"name"`
	Status []string `json:"status,omitempty"` // roles as printed
}

// Paper is a case (sag), known by its case number.
type Paper struct {
	ID        string       `json:"id"`
	Type      string       `json:"type"`
	Name      string       `json:"name"`
	Reference string       `json:"reference"`
	Date      minutes.Date `json:"date,omitzero"`
}

// Meeting is one meeting with its agenda.
type Meeting struct {
	ID           string       `json:"id"`
	Type         string       `json:"type"`
	Name         string       `json:"name"`
	MeetingState string       `json:"meetingState,omitempty"`
	Start        string       `json:"start,omitempty"` // RFC 3339
	End          string       `json:"end,omitempty"`
	Location     *Location    `json:"location,omitempty"`
	Organization []string     `json:"organization,omitempty"`
	Participant  []string     `json:"participant,omitempty"` // those present
	AgendaItem   []AgendaItem `json:"agendaItem,omitempty"`
	Web          string       `json:"web,omitempty"`
}

// Location is where a meeting was held.
type Location struct {
	ID          string `json:"id"`
	Type        string `json:"type"`
	Description string `json:"description"`
}

// AgendaItem is a punkt; nested items stand in the list behind their parent.
type AgendaItem struct {
	ID             string `json:"id"`
	Type           string `json:"type"`
	Number         string `json:"number,omitempty"`
	Order          int    `json:"order"` // from 0
	Name           string `json:"name"`
	Public         bool   `json:"public"`
	Result         string `json:"result,omitempty"`         // minutes.Outcome
	ResolutionText string `json:"resolutionText,omitempty"` // the decision, letter by letter
}

// Export turns meetings into OParl objects. Base is the address that all IDs
// begin with, without a slash at its end. A closed item has its title alone.
// The same text given twice is one meeting. The meetings are not changed, and
// Export may be called concurrently.
func Export(base string, meetings ...*minutes.Meeting) Objects {
	e := exporter{base: base, ids: newIDs(meetings), known: make(map[string]bool), persons: make(map[string]int)}
	for _, m := range meetings {
		e.meeting(m)
	}
	return e.objects
}

type exporter struct {
	base    string
	ids     ids
	objects Objects
	known   map[string]bool // IDs of meetings, organizations and papers
	persons map[string]int  // ID -> position
}

// first reports whether id is seen for the first time.
func (e *exporter) first(id string) bool {
	seen := e.known[id]
	e.known[id] = true
	return !seen
}

func (e *exporter) id(kind string, parts ...string) string {
	return e.base + "/" + kind + "/" + strings.Join(parts, "/")
}

func (e *exporter) meeting(m *minutes.Meeting) {
	id := e.ids.meeting(m)
	if !e.first(e.id("meeting", id)) {
		return
	}
	out := Meeting{
		ID: e.id("meeting", id), Type: schema + "Meeting", Name: m.Label(nil), Web: webAddress(m.Source.URL),
		Start: timestamp(m.Date, m.Start), End: timestamp(m.Date, m.End),
	}
	if m.Kind == minutes.Minutes {
		out.MeetingState = "durchgeführt" // the standard's word for held
	}
	if m.Body != "" {
		out.Organization = []string{e.organization(m)}
	}
	if m.Place != "" {
		out.Location = &Location{ID: e.id("location", id), Type: schema + "Location", Description: m.Place}
	}
	for _, p := range m.Attendance.Present {
		out.Participant = append(out.Participant, e.person(p))
	}
	for _, p := range m.Attendance.Absent {
		e.person(p)
	}
	order := 0
	for it := range m.All() {
		item := AgendaItem{ID: e.id("agendaitem", id, itemID(it)), Type: schema + "AgendaItem", Number: it.Punkt, Order: order, Name: it.Title, Public: !it.Closed}
		if !it.Closed {
			item.Result, item.ResolutionText = string(it.Decision.Outcome), m.Quote(it.Decision.Span)
			e.papers(m, it)
		}
		out.AgendaItem = append(out.AgendaItem, item)
		order++
	}
	e.objects.Meetings = append(e.objects.Meetings, out)
}

func (e *exporter) organization(m *minutes.Meeting) string {
	id := e.id("organization", e.ids.body(m))
	if e.first(id) {
		e.objects.Organizations = append(e.objects.Organizations, Organization{id, schema + "Organization", m.Body, "Gremium"})
	}
	return id
}

// person adds a person once, as first printed, with every role that was printed.
func (e *exporter) person(p minutes.Person) string {
	id := e.id("person", personID(p.Name))
	at, known := e.persons[id]
	if !known {
		at = len(e.objects.Persons)
		e.persons[id] = at
		e.objects.Persons = append(e.objects.Persons, Person{ID: id, Type: schema + "Person", Name: p.Name})
	}
	person := &e.objects.Persons[at]
	for _, role := range []string{p.Role, p.Group} {
		if role != "" && !slices.Contains(person.Status, role) {
			person.Status = append(person.Status, role)
		}
	}
	return id
}

func (e *exporter) papers(m *minutes.Meeting, it *minutes.Item) {
	for _, c := range it.Cases {
		id := e.id("paper", paperID(c))
		if e.first(id) {
			e.objects.Papers = append(e.objects.Papers, Paper{id, schema + "Paper", it.Title, string(c), m.Date})
		}
	}
}

// webAddress leaves out an address that minutes.RedactCPR changed: it is none
// any more, and leads nowhere.
func webAddress(address string) string {
	if strings.Contains(address, " ") {
		return ""
	}
	return address
}

// timestamp joins a printed date and time; "" where either is not printed.
func timestamp(d minutes.Date, c minutes.Clock) string {
	if !d.Complete() || c == "" {
		return ""
	}
	copenhagen, err := time.LoadLocation("Europe/Copenhagen")
	if err != nil {
		return ""
	}
	t, err := time.ParseInLocation("2006-01-02 15:04", d.String()+" "+string(c), copenhagen)
	if err != nil {
		return ""
	}
	return t.Format(time.RFC3339)
}
