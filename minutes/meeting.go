package minutes

// Meeting is what was read from one set of minutes (et referat).
// A Meeting is never changed after Parse returns it, so it may be read from
// several goroutines at once.
type Meeting struct {
	ID           string     `json:"id"`           // "samarbejdsforum/2022-04-07": slug of the body / ISO date
	Organisation string     `json:"organisation"` // "Odense Kommune", as printed; "" if not printed in the head
	Body         string     `json:"body"`         // the committee (udvalg, råd, forum), as printed, without its term of office
	Kind         Kind       `json:"kind"`
	Date         Date       `json:"date"`
	Start        Clock      `json:"start"`
	End          Clock      `json:"end"`
	Place        string     `json:"place"`
	Attendance   Attendance `json:"attendance"`
	Head         Span       `json:"head"` // everything before the first item
	Printed      HeadLines  `json:"-"`
	Items        []Item     `json:"items"` // punkter in printed order
	Problems     []Problem  `json:"problems"`
	Text         string     `json:"text"` // valid UTF-8, lines end in "\n"; every Span points into it
	Source       Source     `json:"source"`
}

// HeadLines are the printed lines that a Meeting's fields were read from.
type HeadLines struct {
	Date, Start, End, Place Span
}

// Item is one punkt of the agenda. An item with lettered parts (5 A, 5 B)
// holds them in Items.
type Item struct {
	ID          string       `json:"id"`        // key within the meeting, unique: "5", "5c"; "5-2" where a number repeats
	Number      string       `json:"number"`    // as printed: "5", "2A", "IV", "16/2031", or "C" for a nested item
	Punkt       string       `json:"punkt"`     // the full number: "5", "5C"
	Title       string       `json:"title"`     // as printed, without number, category and presenter
	Presenter   string       `json:"presenter"` // who presents ("v. Kirsten Haaning")
	Category    string       `json:"category"`  // letter of the kind of case: A byrådet decides, B udvalget decides, C discussion, D orientation
	Closed      bool         `json:"closed"`    // lukket punkt: published without its text
	Cases       []CaseNumber `json:"cases"`
	Heading     Span         `json:"heading"` // the printed heading line
	Sections    []Section    `json:"sections"`
	Decision    Decision     `json:"decision"`
	Earlier     []Decision   `json:"earlier"` // decisions of other bodies or dates, quoted in this item
	Commitments []Commitment `json:"commitments"`
	Attendance
	Attachments []Attachment `json:"attachments"`
	Items       []Item       `json:"items"`
	Span                     // heading and everything up to the next item
}

// Section is one part of an item under a printed heading. Text that stands
// under no heading is a Section with an empty Kind and Heading.
type Section struct {
	Kind    SectionKind `json:"kind"`
	Heading string      `json:"heading"` // as printed
	Span                // the text below the heading, trimmed; may be empty
}

// Decision is what a body decided (beslutning). The zero Decision means that
// the minutes print none.
type Decision struct {
	Body    string  `json:"body,omitempty"` // only in Item.Earlier: who decided
	Date    Date    `json:"date,omitzero"`  // only in Item.Earlier: when
	Outcome Outcome `json:"outcome"`
	Phrase  Span    `json:"phrase"` // the words that the outcome was read from
	Votes   Votes   `json:"votes,omitzero"`
	Points  []Point `json:"points,omitempty"` // where the decision goes point by point; Outcome is then the first one's
	Span            // the decision's own words, without notes on who was absent
}

// Point is what was decided on one point of a proposal ("Ad 1", "At 2").
type Point struct {
	Label   string  `json:"label"` // as printed
	Outcome Outcome `json:"outcome"`
	Phrase  Span    `json:"phrase"`
	Span            // up to the next point
}

// Votes counts a printed vote. All zero means that no count is printed.
type Votes struct {
	For     int `json:"for"`
	Against int `json:"against"`
	Abstain int `json:"abstained"`
}

// Commitment is something that was agreed to be done ("Det blev aftalt, at …").
type Commitment struct {
	Due Date `json:"due"` // as printed; a date without a year is the first such date on or after the meeting
	Span
}

// Attendance lists who was there and who was not. In an Item it holds only
// what differs for that item.
type Attendance struct {
	Present []Person `json:"present"`
	Absent  []Person `json:"absent"`
}

// Person is one name in an attendance list, as printed.
type Person struct {
	Name    string `json:"name"`
	Role    string `json:"role,omitempty"`    // printed with the name: "Områdechef, Uddannelse 1", "Udvalgsmedlem"
	Note    string `json:"note,omitempty"`    // printed in brackets or about the absence: "LEV", "Referent", "den indledende del af punktet"
	Group   string `json:"group,omitempty"`   // printed before the list: "Forældrerepræsentanter"
	Excused bool   `json:"excused,omitempty"` // sent apologies (afbud); only in Attendance.Absent
	Span
}

// Attachment is the printed name of an annex (bilag).
type Attachment struct {
	Name string
	Span Span
}

// MarshalText prints the name alone, the form that the JSON contract has.
func (a Attachment) MarshalText() ([]byte, error) { return []byte(a.Name), nil }

// UnmarshalText reads what MarshalText wrote; the Span is lost.
func (a *Attachment) UnmarshalText(b []byte) error {
	a.Name = string(b)
	return nil
}

// Problem is something seen but not understood, or repaired.
type Problem struct {
	What     string `json:"what"`               // in Danish, for the person who published the minutes
	Repaired bool   `json:"repaired,omitempty"` // read all the same; false: not understood
	Span
}

// Source says where the text came from. Every field may be empty but SHA256,
// which Parse fills with the hash of the bytes it read, unless it is given.
type Source struct {
	Name      string `json:"name"`
	URL       string `json:"url"`
	Retrieved Date   `json:"retrieved,omitzero"`  // the day it was fetched from URL; zero: not known
	MediaType string `json:"mediaType,omitempty"` // of the published file
	SHA256    string `json:"sha256"`              // of the published file, hexadecimal
}

// Span is a half-open range of byte offsets in Meeting.Text.
// The zero Span is empty and means "not printed".
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len is the number of bytes in s.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether inner lies within s.
func (s Span) Contains(inner Span) bool { return s.Start <= inner.Start && inner.End <= s.End }

// Quote returns the text of s, letter by letter, and "" if s is no range of
// Meeting.Text.
func (m *Meeting) Quote(s Span) string {
	if s.Start < 0 || s.End > len(m.Text) || s.Start > s.End {
		return ""
	}
	return m.Text[s.Start:s.End]
}
