package bot

import (
	"fmt"
	"slices"
	"strings"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
)

// Everything that people read stands in this file.

const (
	refusedText = "Dit spørgsmål ser ud til at indeholde et CPR-nummer. Jeg har ikke gemt det og ikke søgt med det. Skriv spørgsmålet igen uden personnummer."

	tooLongText = "Spørgsmålet er for langt. Skriv det med højst 1.000 tegn."
	ownCaseText = "Jeg kan kun fortælle, hvad der står i referaterne, og ikke rådgive om din egen sag. Spørg din sagsbehandler eller kommunens borgerrådgiver."
	opinionText = "Jeg har ingen mening om det. Jeg kan fortælle, hvad der står i referaterne."
	privateText = "Den slags oplysninger om personer står ikke i referaterne."

	thanksText = "Selv tak. Spørg endelig igen."
	helloText  = "Hej. Jeg er en maskine, der svarer på spørgsmål ud fra offentlige referater og viser, hvor svaret står. Spørg for eksempel: »Hvad blev besluttet om aflastning?« Skriv ikke personnumre."

	noSuchItemText = "Det punkt har jeg ikke længere. Spørg igen, så søger jeg i de referater, jeg har nu."
	noMoreText     = "Jeg har ikke fundet flere steder, der handler om det."

	sameItemLead  = "I samme punkt står:"
	advisorLead   = "Om borgerrådgiveren står der i referaterne:"
	decisionLead  = "Beslutningen:"
	agreementLead = "Det blev aftalt:"
	undecidedLead = "Under punktet står ingen beslutning, men dette:"
	presentLabel  = "Til stede"
	absentLabel   = "Fraværende"
)

// quoted sets a quote apart from what the bot says itself. Characters that
// nobody sees, and that may turn what others see, are in the Citation alone.
func quoted(quote string) string { return "»" + visible(quote) + "«" }

func referenceLine(c Citation) string {
	line := "— " + c.label
	if c.Title != "" {
		line += ": " + plainName(c.Title)
	}
	return line
}

// render writes an answer: quotes grouped by item, each group with its
// reference below.
func render(q Question, r retrieval.Result, sentences []verified) string {
	var b strings.Builder
	for _, reading := range r.Readings {
		if !plainWord(reading.Word) {
			continue
		}
		fmt.Fprintf(&b, "(Jeg læste »%s« som »%s«.)\n", reading.Word, reading.As)
	}
	if n := places(sentences); q.Asks.Several && n > 1 {
		fmt.Fprintf(&b, "Det står %d steder:\n", n)
	}
	for i, s := range sentences {
		if i > 0 && s.citation.Ref == sentences[i-1].citation.Ref {
			b.WriteString("\n")
		}
		if s.text != "" {
			b.WriteString(s.text + "\n")
		} else if i == 0 && s.citation.Punkt != "" && places(sentences) == 1 {
			b.WriteString(raisedText(q, s.citation) + "\n")
		}
		b.WriteString(quoted(s.citation.Quote) + "\n")
		if i+1 == len(sentences) || s.citation.Ref != sentences[i+1].citation.Ref {
			b.WriteString(referenceLine(s.citation) + "\n\n")
		}
	}
	for _, a := range shortForms(sentences, r.Hits) {
		fmt.Fprintf(&b, "(%s er %s.)\n", strings.ToUpper(a.Short), a.Long)
	}
	return strings.TrimSpace(b.String())
}

// raisedText says in whose meeting an item was, above a quote that nothing else
// is said of.
func raisedText(q Question, c Citation) string {
	if q.Item != nil {
		return sameItemLead
	}
	text := "Det var oppe i " + c.Body
	if !c.Date.IsZero() {
		text += " den " + c.Date.Danish()
	}
	return text + ". I referatet står:"
}

// outcomeTexts say in plain words what a body did with an item.
var outcomeTexts = map[minutes.Outcome]string{
	minutes.Approved:    "%s godkendte det %s:",
	minutes.Recommended: "%s anbefalede det %s:",
	minutes.Noted:       "%s tog det til efterretning %s:",
	minutes.Discussed:   "%s drøftede det %s:",
	minutes.Postponed:   "%s udsatte det %s:",
	minutes.Rejected:    "%s sagde nej til det %s:",
	minutes.Referred:    "%s sendte det videre %s:",
}

// decisionText introduces a decision: with what the body did where the
// decision is one sentence with one outcome, else with no more than that it is
// the decision.
func decisionText(m *minutes.Meeting, d minutes.Decision) string {
	sentences := 0
	for range m.Sentences(d.Span) {
		sentences++
	}
	text, known := outcomeTexts[d.Outcome]
	if !known || sentences != 1 || len(d.Points) > 0 || m.Body == "" || m.Date.IsZero() {
		return decisionLead
	}
	return fmt.Sprintf(text, m.Body, onDate(m))
}

// places counts the items that are quoted.
func places(sentences []verified) int {
	refs := make(map[string]bool)
	for _, s := range sentences {
		refs[s.citation.Ref] = true
	}
	return len(refs)
}

func closedText(m *minutes.Meeting, it *minutes.Item) string {
	return fmt.Sprintf("Punktet er lukket, så referatet viser kun dets titel.\n— %s: %s", m.Label(it), plainName(it.Title))
}

// notFoundText says that the minutes do not answer, why where that is known,
// and what was searched.
func notFoundText(reason string, r retrieval.Result, meetings []*minutes.Meeting) string {
	parts := []string{"Det kan jeg ikke finde svar på i referaterne."}
	if reason != "" {
		parts[0] = reason
	} else {
		var words []string
		for _, w := range r.Missing {
			if plainWord(w) {
				words = append(words, "»"+w+"«")
			}
		}
		if len(words) > 0 {
			parts = append(parts, "De nævner ikke "+listing(words)+".")
		}
	}
	coverage := r.Coverage
	if coverage.Meetings == 0 {
		coverage = retrieval.Covers(meetings)
	}
	parts = append(parts, coverageText(coverage, meetings))
	text := strings.Join(parts, " ")
	if reason == "" || r.Coverage.Meetings == 0 { // no meeting fits, others may help
		text += nearestText(r)
	}
	return text
}

const (
	mostNearest = 3
	nearMatched = 0.35 // share of the question that the best hit must have; below it, the nearest items are no help
	nearMatch   = 0.6  // share of the best hit's match that the others must have
)

// nearestText names the items that come nearest to a question that is not
// answered.
func nearestText(r retrieval.Result) string {
	text := ""
	for _, h := range r.Hits {
		if h.Item == nil || h.Matched < nearMatch*r.Hits[0].Matched || r.Hits[0].Matched < nearMatched || strings.Count(text, "\n• ") == mostNearest {
			continue
		}
		text += "\n• " + h.Meeting.Label(h.Item) + ": " + plainName(h.Item.Title)
	}
	if text == "" {
		return ""
	}
	return "\n\nMåske handler noget af dette om det:" + text
}

func coverageText(c retrieval.Coverage, meetings []*minutes.Meeting) string {
	if c.Meetings == 0 {
		return "Der er ingen referater at søge i."
	}
	bodies := retrieval.KnownFrom(meetings).Bodies
	text := fmt.Sprintf("Jeg har søgt i %s", count(c.Meetings, "referat", "referater"))
	if len(bodies) <= 4 && c.Bodies == len(bodies) {
		text += " fra " + listing(bodies)
	}
	if c.From == c.To {
		return text + ", " + c.From.Danish() + "."
	}
	return text + fmt.Sprintf(", %s til %s.", c.From.Danish(), c.To.Danish())
}

// noMeetingText says that no meeting fits the date and body asked for.
func noMeetingText(q retrieval.Query) string {
	text := "Jeg har intet referat"
	if len(q.Bodies) > 0 {
		text += " fra " + listing(q.Bodies)
	}
	switch {
	case q.From.IsZero() && q.To.IsZero():
	case q.From == q.To:
		text += " fra den " + q.From.Danish()
	default:
		text += " fra " + periodText(q.From, q.To)
	}
	return text + "."
}

// periodText names a year or a month, or the days it begins and ends.
func periodText(from, to minutes.Date) string {
	switch {
	case from.Year == to.Year && from.Month == 1 && from.Day == 1 && to.Month == 12 && to.Day == 31:
		return fmt.Sprint(from.Year)
	case from.Year == to.Year && from.Month == to.Month && from.Day == 1 && to.Day >= 28:
		return minutes.Date{Year: from.Year, Month: from.Month}.Danish()
	case to.IsZero():
		return "den " + from.Danish() + " og senere"
	case from.IsZero():
		return "den " + to.Danish() + " og tidligere"
	}
	return "den " + from.Danish() + " til den " + to.Danish()
}

// noOtherBodyText says that there are no minutes of the body asked about.
func noOtherBodyText(q Question) string {
	return fmt.Sprintf("Jeg har intet referat fra »%s«.", q.OtherBody)
}

func otherDateText(q Question) string {
	for _, d := range minutes.FindDates(q.Query.Text) {
		if d.Complete() {
			return fmt.Sprintf("Jeg har intet referat fra den %s, og de andre siger det ikke.", d.Danish())
		}
	}
	return ""
}

func otherYearText(question string) string {
	years := make([]string, 0, 1)
	for _, y := range minutes.FindYears(question) {
		years = append(years, fmt.Sprint(y))
	}
	return fmt.Sprintf("Det siger referaterne ikke for %s.", listing(years))
}

// afterwardsText says that the minutes found are older than what is asked.
func afterwardsText(h retrieval.Hit) string {
	return fmt.Sprintf("Det kan referatet fra %s ikke fortælle, for det er skrevet før.", h.Meeting.Label(nil))
}

// contradictedText answers a question whose premise the decision does not
// bear out, with the decision.
func contradictedText(h retrieval.Hit, decision minutes.Span) string {
	return fmt.Sprintf("Det fremgår ikke af referaterne. Beslutningen i %s lyder: %s", h.Meeting.Label(h.Item), quoted(h.Meeting.Quote(decision)))
}

func whenText(m *minutes.Meeting, it *minutes.Item) string {
	return fmt.Sprintf("Det var på mødet i %s %s, punkt %s.", m.Body, onDate(m), it.Punkt)
}

// notInItemText answers a follow-up that the item shown has nothing for.
func notInItemText(q Question) string {
	asked := "det"
	for _, row := range []struct {
		asks bool
		what string
	}{{containsPhrase(q.Words, votingWords), "noget om en afstemning"}, {q.Asks.HowMuch, "noget tal for det"}, {q.Asks.When, "hvornår"}, {q.Asks.Why, "hvorfor"}, {q.Asks.Who, "hvem"}} {
		if row.asks {
			asked = row.what
		}
	}
	return fmt.Sprintf("Referatet fra %s siger ikke %s.", q.of.Label(q.Item), asked)
}

func noItemText(m *minutes.Meeting, punkt string) string {
	if len(m.Items) == 0 {
		return fmt.Sprintf("Jeg kunne ikke læse nogen punkter i referatet fra %s.", m.Label(nil))
	}
	return fmt.Sprintf("Referatet fra %s har intet punkt %s. Det har punkt %s til %s.", m.Label(nil), punkt, m.Items[0].Punkt, m.Items[len(m.Items)-1].Punkt)
}

func clarifyText(meetings []*minutes.Meeting) string {
	text := "Hvilket møde mener du? Skriv datoen med, for eksempel:"
	for _, m := range slices.Backward(meetings[max(0, len(meetings)-mostChoices):]) {
		text += "\n• " + m.Label(nil)
	}
	return text
}

func itemHeadText(m *minutes.Meeting, it *minutes.Item) string {
	return fmt.Sprintf("Punkt %s på mødet i %s %s er »%s«.", it.Punkt, m.Body, onDate(m), plainName(it.Title))
}

func agendaLead(m *minutes.Meeting) string {
	return fmt.Sprintf("Dagsordenen for mødet i %s %s har %s:", m.Body, onDate(m), count(len(m.Items), "punkt", "punkter"))
}

func agreementsLead(m *minutes.Meeting) string {
	return fmt.Sprintf("På mødet i %s %s blev det aftalt:", m.Body, onDate(m))
}

func attachmentsLead(m *minutes.Meeting, it *minutes.Item) string {
	return fmt.Sprintf("Punkt %s på mødet i %s %s har %s:", it.Punkt, m.Body, onDate(m), count(len(it.Attachments), "bilag", "bilag"))
}

func nextLead(m *minutes.Meeting) string {
	return fmt.Sprintf("Referatet fra %s siger om det næste møde:", m.Label(nil))
}

func listLead(n int) string {
	return fmt.Sprintf("Det er %s:", count(n, "punkt", "punkter"))
}

func agendaLine(it *minutes.Item) string {
	line := it.Punkt + ". " + plainName(it.Title)
	if it.Closed {
		line += " (lukket)"
	}
	return line
}

func meetingsLead(n int) string {
	return fmt.Sprintf("Jeg har %s:", count(n, "referat", "referater"))
}

func meetingLine(m *minutes.Meeting) string { return "• " + m.Label(nil) }

func startText(m *minutes.Meeting) string {
	return fmt.Sprintf("Mødet i %s %s begyndte kl. %s.", m.Body, onDate(m), m.Start)
}

func endText(m *minutes.Meeting) string {
	text := fmt.Sprintf("Mødet i %s %s sluttede kl. %s", m.Body, onDate(m), m.End)
	if m.Start != "" {
		text += fmt.Sprintf("; det begyndte kl. %s", m.Start)
	}
	return text + "."
}

func placeText(m *minutes.Meeting) string {
	return fmt.Sprintf("Mødet i %s %s blev holdt her: %s.", m.Body, onDate(m), m.Place)
}

var factNames = map[fact]string{startFact: "hvornår mødet begyndte", endFact: "hvornår mødet sluttede", placeFact: "hvor mødet blev holdt"}

func notPrintedText(f fact, m *minutes.Meeting) string {
	return fmt.Sprintf("Referatet fra %s siger ikke, %s.", m.Label(nil), factNames[f])
}

func notListedText(f fact, meetings []*minutes.Meeting, punkt string, left []string) string {
	where := "de referater, jeg har"
	if len(meetings) == 1 {
		where = "referatet fra " + meetings[0].Label(nil)
	}
	switch {
	case len(left) > 0:
		return fmt.Sprintf("Det fremgår ikke af %s.", where)
	case f == absentFact && punkt != "":
		return fmt.Sprintf("Ved punkt %s nævnes ingen fraværende i %s.", punkt, where)
	case f == absentFact:
		return fmt.Sprintf("Der er ikke nævnt nogen fraværende i %s.", where)
	}
	return fmt.Sprintf("Der er ingen deltagerliste i %s.", where)
}

func peopleText(m *minutes.Meeting, it *minutes.Item, l peopleList) string {
	names := make([]string, len(l.people))
	for i, p := range l.people {
		names[i] = p.Name
		if p.Excused {
			names[i] += " (afbud)"
		} else if p.Note != "" {
			names[i] += " (" + p.Note + ")"
		}
	}
	label := m.Label(it)
	return fmt.Sprintf("%s, %s: %s.", l.label, label, listing(names))
}

func itemAbsenceLead(m *minutes.Meeting) string {
	return fmt.Sprintf("Referatet fra %s nævner fravær ved enkelte punkter:", m.Label(nil))
}

func itemAbsenceLine(it *minutes.Item, p minutes.Person) string {
	line := fmt.Sprintf("• punkt %s: %s", it.Punkt, p.Name)
	if p.Note != "" {
		line += " (" + p.Note + ")"
	}
	return line
}

func onDate(m *minutes.Meeting) string {
	if m.Date.IsZero() {
		return "(uden dato)"
	}
	return "den " + m.Date.Danish()
}

// listing joins words as Danish does: "a, b og c".
func listing(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " og " + words[len(words)-1]
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
