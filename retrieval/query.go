package retrieval

import (
	"slices"
	"strings"

	"github.com/referat-dk/referat/minutes"
)

// Query is a question taken apart. Empty fields do not restrict; the others
// must all hold for a chunk to be searched.
type Query struct {
	Text     string                // the words to search for
	Bodies   []string              // one of these, as in Meeting.Body
	From, To minutes.Date          // the meeting's date, both included
	Punkt    string                // full number of the item, "4" or "2B"; "4" takes in 4A, 4B, …
	Cases    []minutes.CaseNumber  // one of these, as printed; a KLE number takes in every case under it
	Sections []minutes.SectionKind // one of these
	Limit    int                   // hits returned; 0: 10
}

// Result is what Search found.
type Result struct {
	Hits       []Hit
	Coverage   Coverage  // what was searched, after the filters
	Confidence float64   // in [0,1]: how likely the best hit answers, see Search
	Readings   []Reading // words read as another, because the corpus does not know them
	Missing    []string  // words of the question that nothing in the corpus is near to
	WordsOnly  error     // why the Embedder could not be asked, and words alone were searched for; nil: it was, or is not wanted
}

// Hit is one item (or the head of a meeting, where Ref.Item is "").
type Hit struct {
	Ref     minutes.Ref
	Meeting *minutes.Meeting
	Item    *minutes.Item // nil for the head
	Score   float64       // of rank fusion; comparable within one Result only
	Matched float64       // in [0,1]: share of the question's weight that the item has words for
	Chunks  []Chunk       // those with a matching word, best first, at most 5
	// Passages are the item's sentences with a word of the question, best
	// first.
	Passages []Passage
	// Unmatched are the words of the question that neither a sentence of the
	// item nor its title has anything for, as asked.
	Unmatched []string
}

// Reading is a word of the question and the word it was taken for.
type Reading struct{ Word, As string }

// Coverage tells what was searched.
type Coverage struct {
	Meetings int          `json:"meetings"`
	Bodies   int          `json:"bodies"`
	From     minutes.Date `json:"from"`
	To       minutes.Date `json:"to"`
}

// Covers returns the coverage of a set of meetings.
func Covers(meetings []*minutes.Meeting) Coverage {
	var c Coverage
	bodies := make(map[string]bool)
	for _, m := range meetings {
		c.Meetings++
		bodies[m.Body] = true
		if m.Date.IsZero() {
			continue
		}
		if c.From.IsZero() || m.Date.Compare(c.From) < 0 {
			c.From = m.Date
		}
		if m.Date.Compare(c.To) > 0 {
			c.To = m.Date
		}
	}
	c.Bodies = len(bodies)
	return c
}

// filters reports whether q restricts anything.
func (q Query) filters() bool {
	return len(q.Bodies) > 0 || !q.From.IsZero() || !q.To.IsZero() || q.Punkt != "" || len(q.Cases) > 0 || len(q.Sections) > 0
}

// AcceptsMeeting reports whether the filters on body and date let m through.
func (q Query) AcceptsMeeting(m *minutes.Meeting) bool {
	if len(q.Bodies) > 0 && !slices.Contains(q.Bodies, m.Body) {
		return false
	}
	if !q.From.IsZero() && (m.Date.IsZero() || m.Date.Compare(q.From) < 0) {
		return false
	}
	return q.To.IsZero() || !m.Date.IsZero() && m.Date.Compare(q.To) <= 0
}

// AcceptsItem reports whether the filters on item and case number let it
// through; nil stands for the head of a meeting.
func (q Query) AcceptsItem(it *minutes.Item) bool {
	if it == nil {
		return q.Punkt == "" && len(q.Cases) == 0
	}
	if q.Punkt != "" && !strings.EqualFold(it.Punkt, q.Punkt) && !strings.EqualFold(strings.TrimRight(it.Punkt, "ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ"), q.Punkt) {
		return false
	}
	return len(q.Cases) == 0 || slices.ContainsFunc(it.Cases, func(c minutes.CaseNumber) bool {
		return slices.ContainsFunc(q.Cases, func(want minutes.CaseNumber) bool { return c.Matches(want) })
	})
}
