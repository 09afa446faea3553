package bot

import (
	"slices"
	"strings"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval/danish"
)

// attachmentsAnswer lists the annexes of an item.
func (l Language) attachmentsAnswer(m *minutes.Meeting, it *minutes.Item) recordAnswer {
	r := recordAnswer{status: Answered, text: l.attachmentsLead(m, it)}
	for _, a := range it.Attachments {
		r.text += "\n• " + plainName(a.Name)
		r.citations = append(r.citations, cite(m, it, a.Span))
	}
	r.text += "\n" + referenceLine(r.citations[0])
	return r
}

// nextAnswer quotes what the last of meetings says of the next: the item
// "Næste møde" if there is one, else sentences with those words and a date.
func (l Language) nextAnswer(meetings []*minutes.Meeting) (recordAnswer, bool) {
	m := meetings[len(meetings)-1]
	r := recordAnswer{status: Answered, text: l.nextLead(m)}
	for _, titled := range []bool{true, false} {
		for it := range m.All() {
			if it.Closed || titled && !containsPhrase(normalWords(it.Title), nextMeeting) {
				continue
			}
			for _, section := range it.Sections {
				for s := range m.Sentences(section.Span) {
					if len(r.citations) < mostQuotes && saysNext(m, m.Quote(s), titled) {
						c := cite(m, it, s)
						r.citations = append(r.citations, c)
						r.text += "\n" + quoted(c.Quote) + "\n" + referenceLine(c)
					}
				}
			}
		}
		if len(r.citations) > 0 {
			return r, true
		}
	}
	return r, false
}

var nextMeeting = []string{"næste møde", "kommende møde"}

// saysNext reports whether a sentence gives the day of the next meeting of the
// same body; below a title that says so, the day is enough.
func saysNext(m *minutes.Meeting, text string, titled bool) bool {
	words := normalWords(text)
	body := danish.Normal(m.Body)
	other := slices.ContainsFunc(words, func(w string) bool {
		return (strings.HasSuffix(w, "forum") || strings.HasSuffix(w, "udvalget") || strings.HasSuffix(w, "rådet")) && !strings.HasSuffix(body, w)
	})
	dated := slices.ContainsFunc(minutes.FindDates(text), func(d minutes.FoundDate) bool {
		return d.Day != 0 && (d.Year == 0 || d.Compare(m.Date) > 0)
	})
	return dated && (titled || !other && containsPhrase(words, nextMeeting))
}

// caseWords are said of any case number.
var caseWords = wordSet("sag sagen sager sagsnummer sagsnummeret sagsnr nummer kle alt under")

// caseAnswer shows the item with a case number, or lists them where there are
// several.
func caseAnswer(q Question, chosen []*minutes.Meeting, left []string) (recordAnswer, bool) {
	if len(left) > 0 {
		return recordAnswer{}, false
	}
	asked := func(it *minutes.Item) bool { return q.Query.AcceptsItem(it) }
	var last *minutes.Meeting
	var found []*minutes.Item
	for _, m := range chosen {
		for it := range m.All() {
			if asked(it) {
				last, found = m, append(found, it)
			}
		}
	}
	switch {
	case len(found) > 1:
		return q.Language.listAnswer(chosen, asked)
	case len(found) == 0:
		return recordAnswer{}, false
	case found[0].Closed:
		closed := q.Language.closedAnswer(Answer{}, last, found[0])
		return recordAnswer{status: closed.Status, text: closed.Text, citations: closed.Citations}, true
	}
	return q.Language.shownItem(last, found[0]), true
}

// listAnswer lists the items of meetings that wanted lets through.
func (l Language) listAnswer(meetings []*minutes.Meeting, wanted func(*minutes.Item) bool) (recordAnswer, bool) {
	var r recordAnswer
	for _, m := range meetings {
		for it := range m.All() {
			if wanted(it) {
				c := cite(m, it, it.Heading)
				r.citations = append(r.citations, c)
				r.text += "\n" + referenceLine(c)
			}
		}
	}
	r.status, r.text = Answered, l.listLead(len(r.citations))+r.text
	return r, len(r.citations) > 0
}

// agendaAnswer lists the items of a meeting, and what was decided where that
// is asked for.
func agendaAnswer(q Question, m *minutes.Meeting) recordAnswer {
	if r, ok := q.Language.agreementsAnswer(m); ok && q.Asks.Agreement {
		return r
	}
	r := recordAnswer{status: Answered, text: q.Language.agendaLead(m)}
	for it := range m.All() {
		at := it.Heading
		r.text += "\n" + q.Language.agendaLine(it)
		if d := it.Decision.Span; q.Asks.Decision && d.Len() > 0 {
			at = shortSpan(m, d)
			r.text += "\n   " + quoted(m.Quote(at))
		}
		r.citations = append(r.citations, cite(m, it, at))
	}
	return r
}

// agreementsAnswer lists what was agreed at a meeting.
func (l Language) agreementsAnswer(m *minutes.Meeting) (recordAnswer, bool) {
	r := recordAnswer{status: Answered, text: l.agreementsLead(m)}
	for it := range m.All() {
		for _, c := range it.Commitments {
			r.text += "\n\n" + l.agendaLine(it) + "\n" + quoted(m.Quote(c.Span))
			r.citations = append(r.citations, cite(m, it, c.Span))
		}
	}
	return r, len(r.citations) > 0
}

func (l Language) meetingsAnswer(chosen []*minutes.Meeting) recordAnswer {
	r := recordAnswer{status: Answered, text: l.meetingsLead(len(chosen))}
	for _, m := range chosen {
		r.text += "\n" + l.meetingLine(m)
		if line := m.Printed.Date; line.Len() > 0 {
			r.citations = append(r.citations, cite(m, nil, line))
		}
	}
	return r
}

// fieldAnswer answers with the printed lines of the head: times or place.
func (l Language) fieldAnswer(f fact, m *minutes.Meeting) recordAnswer {
	var lines []minutes.Span
	text := ""
	switch f {
	case startFact:
		lines, text = []minutes.Span{m.Printed.Start}, l.startText(m)
	case endFact:
		lines, text = []minutes.Span{m.Printed.End, m.Printed.Start}, l.endText(m)
	case placeFact:
		lines, text = []minutes.Span{m.Printed.Place}, l.placeText(m)
	}
	if lines[0].Len() == 0 {
		return recordAnswer{status: NotFound, text: l.notPrintedText(f, m)}
	}
	r := recordAnswer{status: Answered, text: text + "\n"}
	for _, line := range slices.Compact(lines) {
		if line.Len() > 0 {
			c := cite(m, nil, line)
			r.citations = append(r.citations, c)
			r.text += "\n" + quoted(c.Quote)
		}
	}
	r.text += "\n" + referenceLine(r.citations[0])
	return r
}

// meetingVerbs are said of when a meeting or its decision was.
var meetingVerbs = wordSet("var skete blev besluttet sagt holdt afholdt mødet møde punktet sagen hvilken dato dag datoen")

// meetingTimes say that it is the meeting that began or ended.
var meetingTimes = wordSet("møde mødet mødte mødtes klokken kl klokkeslæt hævet hævede meeting")

// recordOfItem answers a follow-up on what was just shown, where the record
// has it: who was there, when and where it was, its annexes.
func recordOfItem(q Question) (recordAnswer, bool) {
	q.Query.Text = q.own
	left := slices.DeleteFunc(leftOver(q), func(w string) bool { return aboutItem[w] })
	others := slices.DeleteFunc(slices.Clone(q.Words), func(w string) bool { return danish.IsStop(w) || meetingVerbs[w] })
	if q.Asks.When && len(others) == 0 {
		r := recordAnswer{status: Answered, text: q.Language.whenText(q.of, q.Item), citations: []Citation{cite(q.of, q.Item, q.Item.Heading)}}
		if line := q.of.Printed.Date; line.Len() > 0 {
			r.citations[0] = cite(q.of, nil, line)
		}
		r.text += "\n" + quoted(r.citations[0].Quote)
		return r, true
	}
	for _, row := range factPhrases {
		if len(left) > 0 || containsPhrase(q.Words, votingWords) || !containsPhrase(q.Words, phrases(row.phrases)) {
			continue
		}
		switch row.fact {
		case absentFact, presentFact:
			return attendanceAnswer(q, row.fact, []*minutes.Meeting{q.of}, nil)
		case startFact, endFact, placeFact:
			if row.fact != placeFact && !slices.ContainsFunc(q.Words, func(w string) bool { return meetingTimes[w] }) {
				break // "hvornår sluttede det?": what the item is about
			}
			return q.Language.fieldAnswer(row.fact, q.of), true
		}
	}
	if slices.Contains(q.Words, "bilag") && len(q.Item.Attachments) > 0 {
		return q.Language.attachmentsAnswer(q.of, q.Item), true
	}
	return recordAnswer{}, false
}
