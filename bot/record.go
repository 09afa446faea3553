package bot

import (
	"slices"
	"strings"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
	"github.com/referat-dk/referat/retrieval/danish"
)

// fact is something that the record of a meeting says of itself.
type fact int

const (
	noFact fact = iota
	absentFact
	presentFact
	startFact
	endFact
	placeFact
	agendaFact
	meetingsFact
	itemFact
)

// factPhrases tell which fact is asked for; the first row with a phrase in
// the question decides. Every word of a row counts as said when what is left
// of the question is weighed.
var factPhrases = []struct {
	fact    fact
	phrases string
}{
	{absentFact, `fraværende, fravær, afbud, deltog ikke, ikke deltog, var ikke med, ikke med, ikke til stede, manglede, mangler, udeblev, ikke mødte op, mødte ikke op, meldte fra, meldt fra, meldte afbud, var ikke til stede, sprang over, absent`},
	{presentFact, `deltog, deltagere, deltagerne, deltager, med til, med på, var med, til stede, tilstede, mødte op, sad med, ved bordet, mødedeltagere, referent, referenten, skrev referat, tog referat, hvem var der, medlemmer, var der, present, attended, repræsenterede`},
	{startFact, `startede, begyndte, starter, begynder, hvad tid, hvilket tidspunkt, klokken, kl`},
	{endFact, `sluttede, slut, sluttet, hævet, færdig, færdige, hvor længe varede, varede`},
	{placeFact, `hvor blev, hvor holdt, hvor var, hvor foregik, hvor fandt, holdt, afholdt, foregik, mødested, lokale, adresse, sted`},
	{agendaFact, `dagsorden, dagsordenen, hvilke punkter, emner, på programmet, agenda`},
	{meetingsFact, `hvilke møder, hvilke referater, hvor mange møder, hvor mange referater, seneste møde, nyeste referat, sidste møde, which meetings`},
}

// factNeeds are words one of which must stand in the question too: "startede"
// alone may be about anything.
var factNeeds = map[fact]string{
	startFact: "mødet møde møder mødedato", endFact: "mødet møde", placeFact: "mødet møde møder", agendaFact: "dagsorden dagsordenen punkter agenda",
}

// answerFromRecord answers questions of fact from the Meeting itself: who was
// there, when and where, what an item is, which meetings there are. It
// reports false where the question asks for anything else as well.
func answerFromRecord(q Question, meetings []*minutes.Meeting) (recordAnswer, bool) {
	f := readFact(q)
	if f == noFact {
		return recordAnswer{}, false
	}
	var chosen []*minutes.Meeting
	for _, m := range meetings {
		if q.Query.AcceptsMeeting(m) {
			chosen = append(chosen, m)
		}
	}
	left := leftOver(q, f)
	switch {
	case f == meetingsFact && len(left) == 0:
		return meetingsAnswer(q, chosen), true
	case len(chosen) == 0 && len(left) == 0:
		return recordAnswer{status: NotFound, text: notFoundText(noMeetingText(q.Query), retrieval.Result{}, meetings)}, true
	case f == itemFact:
		return itemAnswer(q, chosen)
	case f == absentFact || f == presentFact:
		return attendanceAnswer(q, f, chosen, left)
	case len(left) > 0:
		return recordAnswer{}, false
	case len(chosen) > 1:
		return clarifyAnswer(chosen), true
	case len(chosen) == 0:
		return recordAnswer{}, false
	case f == agendaFact:
		return agendaAnswer(chosen[0]), true
	}
	return fieldAnswer(f, chosen[0])
}

func readFact(q Question) fact {
	text := " " + strings.Join(q.Words, " ") + " "
	has := func(phrase string) bool { return strings.Contains(text, " "+danish.Normal(phrase)+" ") }
	for _, row := range factPhrases {
		found := slices.ContainsFunc(strings.Split(row.phrases, ","), func(p string) bool { return has(strings.TrimSpace(p)) })
		need := strings.Fields(factNeeds[row.fact])
		if found && (len(need) == 0 || slices.ContainsFunc(need, has)) {
			return row.fact
		}
	}
	if q.Query.Punkt != "" {
		return itemFact
	}
	return noFact
}

// leftOver are the words of a question that neither name the fact nor choose
// the meeting: "Deltog Tim Vermund den 21. februar?" leaves the name.
func leftOver(q Question, f fact) []string {
	said := make(map[string]bool)
	for _, row := range factPhrases {
		if row.fact == f || f == absentFact && row.fact == presentFact {
			for w := range strings.FieldsFuncSeq(danish.Normal(row.phrases), func(r rune) bool { return r == ',' || r == ' ' || r == '\n' || r == '\t' }) {
				said[w] = true
			}
		}
	}
	for _, body := range q.Query.Bodies {
		for _, t := range danish.Tokens(body) {
			said[t.Norm], said[t.Norm+"s"] = true, true
		}
	}
	for _, w := range strings.Fields("udvalg udvalget udvalgsmøde udvalgsmødet udvalgets råd rådet forum holdt afholdt personer medlem folk navne hedder seneste sidste nyeste måned bsu deltagelse") {
		said[w] = true
	}
	var left []string
	for _, t := range danish.Tokens(q.Query.Text) {
		if t.Kind == danish.Word && !danish.IsStop(t.Norm) && !said[t.Norm] && len(t.Norm) > 1 {
			left = append(left, t.Norm)
		}
	}
	return left
}

// recordAnswer is an answer whose every word comes from the record.
type recordAnswer struct {
	status    Status
	text      string
	citations []Citation
}

func (r recordAnswer) into(a Answer) Answer {
	a.Status, a.Text = r.status, r.text
	a.Citations = append(a.Citations, r.citations...)
	for _, c := range r.citations {
		a.Hits = append(a.Hits, HitRef{Ref: c.Ref, Date: c.Date, Punkt: c.Punkt, Score: 1})
	}
	a.Hits = slices.Compact(a.Hits)
	return a
}

// itemAnswer shows one item: "hvad er punkt 4 den 5. december 2023".
func itemAnswer(q Question, chosen []*minutes.Meeting) (recordAnswer, bool) {
	if len(chosen) > 1 && q.Query.From.IsZero() && len(q.Query.Bodies) == 0 {
		return clarifyAnswer(chosen), true
	}
	for _, m := range slices.Backward(chosen) {
		it := m.Item(strings.ToLower(q.Query.Punkt))
		if it == nil {
			continue
		}
		if it.Closed {
			closed := closedAnswer(Answer{}, m, it)
			return recordAnswer{closed.Status, closed.Text, closed.Citations}, true
		}
		if len(contentWords(q.Query.Text)) > 0 {
			return recordAnswer{}, false // asks for something in the item: search there
		}
		return shownItem(m, it), true
	}
	if len(chosen) == 0 {
		return recordAnswer{}, false
	}
	m := chosen[len(chosen)-1]
	return recordAnswer{status: NotFound, text: noItemText(m, q.Query.Punkt)}, true
}

// contentWords are the words of text that name a subject.
func contentWords(text string) []string {
	var words []string
	for _, t := range danish.Tokens(text) {
		if t.Kind == danish.Word && !danish.IsStop(t.Norm) && !danish.IsAct(t.Norm) && !itemWords[t.Norm] {
			words = append(words, t.Norm)
		}
	}
	return words
}

// itemWords are said of any item.
var itemWords = map[string]bool{"handle": true, "handler": true, "handlede": true, "drejer": true, "drejede": true, "hed": true, "hedder": true, "vis": true, "titel": true, "titlen": true, "overskriften": true,
	"emne": true, "emnet": true, "indhold": true, "indholdet": true, "læs": true, "læse": true, "udvalget": true, "udvalg": true, "show": true}

func shownItem(m *minutes.Meeting, it *minutes.Item) recordAnswer {
	r := recordAnswer{status: Answered, text: itemHeadText(m, it)}
	quote := func(lead string, s minutes.Span) {
		c := cite(m, it, s)
		r.citations = append(r.citations, c)
		r.text += "\n\n" + lead + quoted(c.Quote)
	}
	if d := it.Decision.Span; d.Len() > 0 {
		quote(decisionLead+"\n", shortSpan(m, d))
	}
	for _, s := range it.Sections {
		if s.Kind != minutes.DecisionText && s.Kind != minutes.Attachments && s.Len() > 0 {
			quote("", shortSpan(m, s.Span))
			break
		}
	}
	for i := range it.Items {
		quote("", it.Items[i].Heading)
	}
	if len(r.citations) == 0 {
		quote("", it.Heading)
	}
	r.text += "\n" + referenceLine(r.citations[0])
	return r
}

func agendaAnswer(m *minutes.Meeting) recordAnswer {
	r := recordAnswer{status: Answered, text: agendaLead(m)}
	for it := range m.All() {
		r.citations = append(r.citations, cite(m, it, it.Heading))
		r.text += "\n" + agendaLine(it)
	}
	return r
}

func meetingsAnswer(q Question, chosen []*minutes.Meeting) recordAnswer {
	if len(chosen) == 0 {
		return recordAnswer{status: NotFound, text: noMeetingText(q.Query)}
	}
	r := recordAnswer{status: Answered, text: meetingsLead(len(chosen))}
	if slices.ContainsFunc(q.Words, func(w string) bool { return w == "seneste" || w == "nyeste" || w == "sidste" }) {
		chosen = chosen[len(chosen)-1:]
		r.text = latestLead
	}
	for _, m := range chosen {
		line := m.Lines.Date
		r.citations = append(r.citations, cite(m, nil, line))
		r.text += "\n" + meetingLine(m)
	}
	return r
}

// fieldAnswer answers with one printed line of the head: time or place.
func fieldAnswer(f fact, m *minutes.Meeting) (recordAnswer, bool) {
	var line minutes.Span
	text := ""
	switch f {
	case startFact:
		line, text = m.Lines.Start, startText(m)
	case endFact:
		line, text = m.Lines.End, endText(m)
	case placeFact:
		line, text = m.Lines.Place, placeText(m)
	}
	if line.Len() == 0 {
		return recordAnswer{status: NotFound, text: notPrintedText(f, m)}, true
	}
	c := cite(m, nil, line)
	return recordAnswer{Answered, text + "\n\n" + quoted(c.Quote) + "\n" + referenceLine(c), []Citation{c}}, true
}

func clarifyAnswer(meetings []*minutes.Meeting) recordAnswer {
	return recordAnswer{status: Clarify, text: clarifyText(meetings)}
}
