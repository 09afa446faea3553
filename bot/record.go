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
	endFact
	startFact
	placeFact
	meetingsFact
	nextFact
	agendaFact
	closedFact
	itemFact
	caseFact
)

// factPhrases tell which fact is asked for; the first row with a phrase in
// the question decides. The row's words do not count as a subject of their own.
var factPhrases = []struct {
	fact    fact
	phrases string
}{
	{absentFact, `fraværende, fravær, afbud, deltog ikke, ikke deltog, deltog der ikke, var der ikke, var alle, var ikke med, ikke med, ikke til stede, manglede, udeblev, ikke mødte op, mødte ikke, kom ikke, ikke kom,
		meldte fra, meldt fra, meldte afbud, sprang over, var væk, kunne ikke komme, kunne ikke være, forhindret, blev væk, ikke til, ikke der, absent`},
	{nextFact, `næste møde, næste gang, kommende møde, mødes igen, mødes de igen, mødes I igen, next meeting`},
	{closedFact, `lukkede punkter, lukkede sager, punkter var lukkede, punkter er lukkede, punkter lukkede, closed items`},
	{agendaFact, `dagsorden, dagsordenen, hvilke punkter, hvor mange punkter, hvilke emner, hvilke sager, på programmet, agenda, hvad handlede mødet, hvad skete`},
	{presentFact, `deltog, deltagere, deltagerne, deltager, deltagerliste, deltagerlisten, med til, med på, var med, til stede, tilstede, mødte op, mødte frem, sad med, sad der, sidder med, sidder der, ved bordet, mødedeltagere, referent, referenten,
		skrev referat, skrev referatet, skriver referat, skriver referatet, tog referat, tager referat, førte referat, fører referat, laver referat, laver referatet, lavede referat, lavede referatet, hvem var der, hvem var til, hvem kom, hvem var på, medlemmer, repræsenterede, repræsentanter, kom til, present, attended, var på mødet, var til mødet`},
	{endFact, `sluttede, slut, sluttet, hævet, hævede, færdig, færdige, hvor længe, hvor lang tid, varede, varighed, forbi, afsluttet, afsluttede`},
	{startFact, `startede, begyndte, starter, begynder, start, hvad tid, hvilket tidspunkt, hvilken tid, klokken, kl, klokkeslæt, gik i gang, i gang`},
	{placeFact, `hvor blev, hvor holdt, hvor var, hvor foregik, hvor fandt, hvor mødtes, hvor lå, mødested, mødestedet, lokale, lokalet, mødelokale, mødelokalet, adresse, adressen, hvilket sted, henne`},
	{meetingsFact, `hvilke møder, hvilke referater, hvor mange møder, hvor mange referater, seneste møde, nyeste møde, sidste møde, seneste referat, nyeste referat, allernyeste, hvornår var, hvornår holdt, hvornår mødtes, hvornår blev mødet,
		hvornår er mødet, hvornår har, hvilken dato, hvilke datoer, hvilke udvalg, hvilke råd, noget fra, which meetings`},
}

// selectors are words that choose a meeting or fill a question of fact.
const selectors = `udvalg udvalget udvalgsmøde udvalgsmødet udvalgets råd rådet rådets forum forummet holdt afholdt personer person medlem folk navne navn hedder hed sidste seneste nyeste måned
	sad brugte brugt lang sidst sidste første foråret efteråret sommeren vinteren oversigt liste listen fuldt alle hele faktisk lige egentlig gang mødtes mødes bsu deltagelse pågældende gældende nogen ved hvem længe dato datoen vis navnene`

// answerFromRecord answers questions of fact from the Meeting itself: who was
// there, when and where, what an item is, which meetings there are. It
// reports false where the question asks for anything else as well.
func answerFromRecord(q Question, meetings []*minutes.Meeting) (recordAnswer, bool) {
	if q.Item != nil {
		return recordOfItem(q)
	}
	chosen := choose(q, meetings)
	left := leftOver(q)
	f := readFact(q, left)
	switch {
	case f == noFact:
		return recordAnswer{}, false
	case f == caseFact:
		return caseAnswer(q, chosen, slices.DeleteFunc(left, func(w string) bool { return itemWords[w] || caseWords[w] }))
	case f == itemFact:
		return itemAnswer(q, chosen, slices.DeleteFunc(left, func(w string) bool { return itemWords[w] }))
	case len(chosen) == 0 && len(left) == 0:
		return recordAnswer{status: NotFound, text: q.Language.notFoundText(q.Language.noMeetingText(q.Query), retrieval.Result{}, meetings)}, true
	case f == absentFact || f == presentFact:
		return attendanceAnswer(q, f, chosen, left)
	case len(left) > 0 || len(chosen) == 0:
		return recordAnswer{}, false
	case f == nextFact:
		return q.Language.nextAnswer(chosen)
	case f == meetingsFact && len(chosen) == 1 && (q.Asks.Decision || q.Asks.Agreement): // "hvad blev besluttet på sidste møde?"
		return agendaAnswer(q, chosen[0]), true
	case f == meetingsFact:
		return q.Language.meetingsAnswer(chosen), true
	case f == closedFact:
		return q.Language.listAnswer(chosen, func(it *minutes.Item) bool { return it.Closed })
	case len(chosen) > 1:
		return clarifyAnswer(q, chosen), true
	case f == agendaFact:
		return agendaAnswer(q, chosen[0]), true
	}
	return q.Language.fieldAnswer(f, chosen[0]), true
}

// choose returns the meetings that a question of fact is about.
func choose(q Question, meetings []*minutes.Meeting) []*minutes.Meeting {
	years := minutes.FindYears(q.Query.Text)
	var chosen []*minutes.Meeting
	for _, m := range meetings {
		if q.Query.AcceptsMeeting(m) && (len(years) == 0 || slices.Contains(years, m.Date.Year)) {
			chosen = append(chosen, m)
		}
	}
	if len(chosen) > 1 && containsPhrase(q.Words, []string{"seneste", "nyeste", "allernyeste", "sidste møde", "sidste referat", "senest", "sidst", "latest"}) {
		chosen = chosen[len(chosen)-1:]
	}
	return chosen
}

// readFact finds the fact asked for. A question that names a meeting and
// nothing else asks what was on there.
func readFact(q Question, left []string) fact {
	numbered := q.Query.Punkt != "" || len(q.Query.Cases) > 0 // asks about one item, or who was there at it
	for _, row := range factPhrases {
		attendance := row.fact == absentFact || row.fact == presentFact
		if (attendance || !numbered) && containsPhrase(q.Words, phrases(row.phrases)) {
			return row.fact
		}
	}
	switch {
	case q.Query.Punkt != "":
		return itemFact
	case len(q.Query.Cases) > 0:
		return caseFact
	}
	switch {
	case len(left) == 0 && !q.Query.From.IsZero() && !q.Asks.Why && !q.Asks.HowMuch:
		return agendaFact
	case len(left) > 0 && attendanceVerbs[q.Words[0]]: // "Kom Ib Poulsen?"; anything but a name is no attendance
		return presentFact
	}
	return noFact
}

// asksAttendance reports whether words ask who was there or not.
func asksAttendance(words []string) bool {
	for _, row := range factPhrases {
		if containsPhrase(words, phrases(row.phrases)) {
			return row.fact == absentFact || row.fact == presentFact
		}
	}
	return false
}

// attendanceVerbs open questions on whether somebody was there.
var attendanceVerbs = wordSet("var kom deltog mødte sad")

func phrases(list string) []string {
	parts := strings.Split(list, ",")
	for i, p := range parts {
		parts[i] = strings.TrimSpace(p)
	}
	return parts
}

var factWords = func() map[string]bool {
	set := make(map[string]bool)
	add := func(list string) {
		for _, w := range normalWords(list) {
			set[w] = true
		}
	}
	add(selectors)
	for _, row := range factPhrases {
		add(row.phrases)
	}
	return set
}()

// leftOver are the words of a question that neither name a fact nor choose
// the meeting: "Deltog Tim Vermund den 21. februar?" leaves the name.
func leftOver(q Question) []string {
	said := make(map[string]bool)
	for _, body := range q.Query.Bodies {
		for _, t := range danish.Tokens(body) {
			said[t.Norm], said[t.Norm+"s"] = true, true
		}
	}
	var left []string
	for _, t := range danish.Tokens(q.Query.Text) {
		if t.Kind == danish.Word && !danish.IsStop(t.Norm) && !danish.IsAct(t.Norm) && !said[t.Norm] && !factWords[t.Norm] && len(t.Norm) > 1 {
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
	choices   []Choice
}

func (r recordAnswer) into(a Answer) Answer {
	a.Status, a.Text, a.Choices = r.status, r.text, r.choices
	a.Citations = append(a.Citations, r.citations...)
	for _, c := range r.citations {
		a.Hits = append(a.Hits, HitRef{Ref: c.Ref, Date: c.Date, Punkt: c.Punkt, Score: 1})
	}
	a.Hits = slices.Compact(a.Hits)
	return a
}

// itemAnswer shows one item: "hvad er punkt 4 den 5. december 2023". Words
// left over ask for something in the item: that is searched for.
func itemAnswer(q Question, chosen []*minutes.Meeting, left []string) (recordAnswer, bool) {
	chosen = slices.DeleteFunc(slices.Clone(chosen), func(m *minutes.Meeting) bool { return len(chosen) > 1 && punkt(m, q.Query.Punkt) == nil })
	switch {
	case len(chosen) == 0:
		return recordAnswer{}, false
	case len(chosen) > 1 && len(left) == 0:
		return clarifyAnswer(q, chosen), true
	case len(chosen) > 1:
		return recordAnswer{}, false
	}
	m := chosen[0]
	it := punkt(m, q.Query.Punkt)
	switch {
	case it == nil:
		return recordAnswer{status: NotFound, text: q.Language.noItemText(m, q.Query.Punkt)}, true
	case it.Closed:
		closed := q.Language.closedAnswer(Answer{}, m, it)
		return recordAnswer{status: closed.Status, text: closed.Text, citations: closed.Citations}, true
	case len(left) == 1 && left[0] == "bilag" && len(it.Attachments) > 0:
		return q.Language.attachmentsAnswer(m, it), true
	case len(left) > 0:
		return recordAnswer{}, false
	}
	return q.Language.shownItem(m, it), true
}

// punkt finds an item by its full number, upper or lower case.
func punkt(m *minutes.Meeting, number string) *minutes.Item {
	return m.Item(strings.ToLower(number))
}

// itemWords are said of any item.
var itemWords = map[string]bool{"handle": true, "handler": true, "handlede": true, "drejer": true, "drejede": true, "hed": true, "hedder": true, "vis": true, "titel": true, "titlen": true, "overskriften": true,
	"giv": true, "kort": true, "lød": true, "lyder": true, "resume": true, "resumeet": true, "opsummering": true, "opsummer": true, "sammenfatning": true, "sammenfat": true, "overskrift": true, "indledningen": true, "tekst": true, "teksten": true,
	"første": true, "sidste": true, "tog": true, "taget": true,
	"emne": true, "emnet": true, "indhold": true, "indholdet": true, "læs": true, "læse": true, "udvalget": true, "udvalg": true, "show": true}

func (l Language) shownItem(m *minutes.Meeting, it *minutes.Item) recordAnswer {
	r := recordAnswer{status: Answered, text: l.itemHeadText(m, it)}
	quote := func(lead string, s minutes.Span) {
		c := cite(m, it, s)
		r.citations = append(r.citations, c)
		r.text += "\n\n" + lead + quoted(c.Quote)
	}
	if d := it.Decision.Span; d.Len() > 0 {
		quote(l.say(decisionLead)+"\n", shortSpan(m, d))
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

// clarifyAnswer asks which meeting is meant: the newest three are offered.
func clarifyAnswer(q Question, meetings []*minutes.Meeting) recordAnswer {
	r := recordAnswer{status: Clarify, text: q.Language.clarifyText(meetings)}
	for _, m := range slices.Backward(meetings[max(0, len(meetings)-mostChoices):]) {
		r.choices = append(r.choices, Choice{m.Label(nil), strings.TrimRight(q.Text, " ?.") + ", " + m.Body + " " + q.Language.onDate(m) + "?"})
	}
	return r
}
