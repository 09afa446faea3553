package minutes

import (
	"fmt"
	"unicode/utf8"
)

// Check reports the first thing that breaks the model: every span lies in
// Text, on rune starts; items follow one another, and what belongs to an item
// lies in it, but for the people of Attendance; no ID stands twice. It is nil
// for every Meeting that Parse returns.
func (m *Meeting) Check() error {
	c := checker{m: m}
	whole := Span{0, len(m.Text)}
	ids := make(map[string]bool)
	for it := range m.All() {
		if ids[it.ID] {
			c.fail("item %s stands twice", it.ID)
		}
		ids[it.ID] = true
	}
	c.in(whole, m.Head, "head")
	for _, l := range []Span{m.Printed.Date, m.Printed.Start, m.Printed.End, m.Printed.Place} {
		c.in(whole, l, "line of the head")
	}
	c.people(whole, m.Attendance)
	for _, p := range m.Problems {
		c.in(whole, p.Span, "problem")
	}
	last := m.Head.End
	for i := range m.Items {
		c.item(whole, &m.Items[i], &last)
	}
	return c.err
}

type checker struct {
	m   *Meeting
	err error
}

func (c *checker) fail(format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf("minutes: %s: %s", c.m.Source.Name, fmt.Sprintf(format, args...))
	}
}

// in checks that s is a range of the text that lies within outer.
func (c *checker) in(outer, s Span, what string) {
	switch {
	case s.Start > s.End || !outer.Contains(s):
		c.fail("%s %d–%d lies outside %d–%d", what, s.Start, s.End, outer.Start, outer.End)
	case !c.runeStart(s.Start) || !c.runeStart(s.End):
		c.fail("%s %d–%d cuts a letter", what, s.Start, s.End)
	}
}

func (c *checker) runeStart(i int) bool {
	return i == len(c.m.Text) || i >= 0 && i < len(c.m.Text) && utf8.RuneStart(c.m.Text[i])
}

func (c *checker) people(outer Span, a Attendance) {
	for _, list := range [][]Person{a.Present, a.Absent} {
		for _, p := range list {
			c.in(outer, p.Span, "person")
		}
	}
}

// item checks it and moves last, the end of what stood before it.
func (c *checker) item(outer Span, it *Item, last *int) {
	c.in(outer, it.Span, "item "+it.ID)
	c.in(it.Span, it.Heading, "heading of "+it.ID)
	if it.Closed && c.m.Head.Contains(it.Span) { // stands in the contents list alone
		return
	}
	if it.Start < *last {
		c.fail("item %s begins at %d, before %d", it.ID, it.Start, *last)
	}
	end := it.Start
	for _, s := range it.Sections {
		c.in(it.Span, s.Span, "section of "+it.ID)
		if s.Start < end {
			c.fail("sections of item %s overlap at %d", it.ID, s.Start)
		}
		end = s.End
	}
	for _, d := range append([]Decision{it.Decision}, it.Earlier...) {
		if d.Span != (Span{}) {
			c.in(it.Span, d.Span, "decision of "+it.ID)
			c.in(it.Span, d.orSpan(), "phrase of "+it.ID)
		}
	}
	for _, p := range it.Decision.Points {
		c.in(it.Decision.Span, p.Span, "point of "+it.ID)
		if p.Phrase != (Span{}) {
			c.in(p.Span, p.Phrase, "phrase of a point of "+it.ID)
		}
	}
	for _, x := range it.Commitments {
		c.in(it.Span, x.Span, "commitment of "+it.ID)
	}
	for _, a := range it.Attachments {
		c.in(it.Span, a.Span, "attachment of "+it.ID)
	}
	c.people(Span{0, len(c.m.Text)}, it.Attendance) // an absence may be told under another item
	for i := range it.Items {
		c.item(it.Span, &it.Items[i], &end)
	}
	*last = it.End
}

// orSpan is the phrase, or the whole decision where no phrase was found.
func (d Decision) orSpan() Span {
	if d.Phrase == (Span{}) {
		return d.Span
	}
	return d.Phrase
}
