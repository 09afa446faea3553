package minutes

import (
	"strings"
)

// This file reads decisions of other bodies and days that stand inside an
// item, without a heading of their own.

// paragraph keeps track of where the paragraph of l began. A decision that
// running text announced ends with its paragraph, the one below that text.
func (s *sectionReader) paragraph(l line) {
	s.last, s.line = s.line, l
	if !l.gap && s.above.Len() > 0 {
		s.above.End = l.End
		return
	}
	s.above = l.Span
	if s.quoted && s.it.Earlier[len(s.it.Earlier)-1].Len() > 0 {
		s.quoted, s.earlier = false, false
	}
}

// announcingVerbs come between a body and the day when it had the case, in a
// sentence that ends in one of announcingEnds.
var (
	announcingVerbs = []string{" behandlede sagen ", " behandlede punktet ", " behandlede forslaget ", " drøftede sagen ", " traf ", " besluttede "}
	announcingEnds  = []string{"beslutning:", "beslutningen:", "besluttede:", "konklusion:"}
)

// announces reads the end of a sentence such as "Udvalget for Børn og Familie
// behandlede sagen den 02-04-2031 med følgende beslutning:", which may have
// begun on a line above. The paragraph below holds the decision.
func (s *sectionReader) announces(l line) bool {
	if l.text[len(l.text)-1] != ':' {
		return false
	}
	at := s.above
	if at.Len() > longestNote {
		at = l.Span
	}
	var last Span
	for sentence := range wrappedSentences(s.m.Text, at) {
		last = sentence
	}
	text, _ := unwrapped(s.m.Quote(last))
	lab, ok := announcement(text)
	if !ok || lab.date == s.m.Date {
		return false
	}
	s.it.Earlier = append(s.it.Earlier, Decision{Body: lab.body, Date: lab.date})
	s.quoted, s.earlier = true, true
	return true
}

// announcement reads who decided, and when, from such a sentence.
func announcement(text string) (lab label, ok bool) {
	folded := lowerSameLength(text)
	ends := false
	for _, end := range announcingEnds {
		ends = ends || strings.HasSuffix(folded, end)
	}
	dates := FindDates(text)
	if !ends || len(dates) != 1 || !dates[0].Complete() {
		return label{}, false
	}
	for _, verb := range announcingVerbs {
		if i := strings.Index(folded, verb); i > 0 && i < dates[0].Start && isBody(text[:i]) {
			return label{kind: DecisionText, body: bodyName(text[:i]), date: dates[0].Date}, true
		}
	}
	return label{}, false
}

// history reads a line of the course of a case: "18-08-2031 Magistraten"
// opens a decision of that body, the lines below are its words.
func (s *sectionReader) history(l line) {
	dates := FindDates(l.text)
	if len(dates) > 0 && dates[0].Start == 0 && dates[0].Complete() {
		name := strings.Trim(l.text[dates[0].End:], " ,:-–")
		s.earlier = isBody(name) && dates[0].Date != s.m.Date
		if s.earlier {
			s.it.Earlier = append(s.it.Earlier, Decision{Body: bodyName(name), Date: dates[0].Date})
		}
		return
	}
	if n := len(s.it.Earlier); s.earlier && n > 0 {
		d := &s.it.Earlier[n-1]
		if d.Len() == 0 {
			d.Span = l.Span
		}
		d.End = l.End
	}
}

// passedOn reads a line below a proposal in which a body on the way decided:
// "Økonomiudvalget anbefaler indstillingen." What it says of absence below was
// there and not here.
func (s *sectionReader) passedOn(l line) bool {
	text := lowerSameLength(l.text)
	for _, verb := range passingVerbs {
		i := strings.Index(text, verb)
		if i <= 0 || l.bullet || strings.HasSuffix(text, ",") || strings.HasSuffix(text, ":") {
			continue
		}
		name := strings.TrimSpace(l.text[:i])
		if !isBody(name) || slug(name) == slug(s.m.Body) {
			return false
		}
		s.earlier = true
		s.it.Earlier = append(s.it.Earlier, Decision{Body: name, Span: l.Span})
		return true
	}
	return false
}

// quotingWords stand in a line that announces what other minutes say.
var quotingWords = []string{"uddrag", "udskrift", "referat fra", "referatet fra", "tidligere beslutning"}

// passingVerbs say what a body on the way did; the space before them may be
// lost ("Udvalgetanbefaler").
var passingVerbs = []string{"anbefaler ", "tiltræder ", "tilslutter sig ", "indstiller til "}
