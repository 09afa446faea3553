package bot

import (
	"strconv"
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
	wholeItemHint  = "Skriv »hele punktet«, så viser jeg det hele."
	noMoreText     = "Jeg har ikke fundet flere steder, der handler om det."

	sameItemLead  = "I samme punkt står:"
	advisorLead   = "Om borgerrådgiveren står der i referaterne:"
	notFoundLead  = "Det kan jeg ikke finde svar på i referaterne."
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
func (l Language) render(q Question, r retrieval.Result, sentences []verified) string {
	var b strings.Builder
	for _, reading := range r.Readings {
		if !plainWord(reading.Word) {
			continue
		}
		b.WriteString(l.say("(Jeg læste »%s« som »%s«.)", reading.Word, reading.As) + "\n")
	}
	if n := places(sentences); q.Asks.Several && n > 1 {
		b.WriteString(l.say("Det står %d steder:", n) + "\n")
	}
	for i, s := range sentences {
		if i > 0 && s.citation.Ref == sentences[i-1].citation.Ref {
			b.WriteString("\n")
		}
		if s.text != "" {
			b.WriteString(s.text + "\n")
		} else if i == 0 && s.citation.Punkt != "" && places(sentences) == 1 {
			b.WriteString(l.raisedText(q, s.citation) + "\n")
		}
		b.WriteString(quoted(s.citation.Quote) + "\n")
		if i+1 == len(sentences) || s.citation.Ref != sentences[i+1].citation.Ref {
			b.WriteString(referenceLine(s.citation) + "\n\n")
		}
	}
	for _, a := range shortForms(sentences, r.Hits) {
		b.WriteString(l.say("(%s er %s.)", strings.ToUpper(a.Short), a.Long) + "\n")
	}
	return strings.TrimSpace(b.String())
}

// raisedText says in whose meeting an item was, above a quote that nothing else
// is said of.
func (l Language) raisedText(q Question, c Citation) string {
	if q.Item != nil {
		return l.say(sameItemLead)
	}
	if c.Date.IsZero() {
		return l.say("Det var oppe i %s. I referatet står:", c.Body)
	}
	return l.say("Det var oppe i %s den %s. I referatet står:", c.Body, l.date(c.Date))
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
func (l Language) decisionText(m *minutes.Meeting, d minutes.Decision) string {
	sentences := 0
	for range m.Sentences(d.Span) {
		sentences++
	}
	text, known := outcomeTexts[d.Outcome]
	if !known || sentences != 1 || len(d.Points) > 0 || m.Body == "" || m.Date.IsZero() {
		return l.say(decisionLead)
	}
	return l.say(text, m.Body, l.onDate(m))
}

// places counts the items that are quoted.
func places(sentences []verified) int {
	refs := make(map[string]bool)
	for _, s := range sentences {
		refs[s.citation.Ref] = true
	}
	return len(refs)
}

func (l Language) closedText(m *minutes.Meeting, it *minutes.Item) string {
	return l.say("Punktet er lukket, så referatet viser kun dets titel.\n— %s: %s", l.label(m, it), plainName(it.Title))
}

// notFoundText says that the minutes do not answer, why where that is known,
// and what was searched.
func (l Language) notFoundText(reason string, r retrieval.Result, meetings []*minutes.Meeting) string {
	parts := []string{l.say(notFoundLead)}
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
			parts = append(parts, l.say("De nævner ikke %s.", l.listing(words)))
		}
	}
	coverage := r.Coverage
	if coverage.Meetings == 0 {
		coverage = retrieval.Covers(meetings)
	}
	parts = append(parts, l.coverageText(coverage, meetings))
	text := strings.Join(parts, " ")
	if reason == "" || r.Coverage.Meetings == 0 { // no meeting fits, others may help
		text += l.nearestText(r)
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
func (l Language) nearestText(r retrieval.Result) string {
	text := ""
	for _, h := range r.Hits {
		if h.Item == nil || !nearBest(h, r.Hits) || strings.Count(text, "\n• ") == mostNearest {
			continue
		}
		text += "\n• " + l.label(h.Meeting, h.Item) + ": " + plainName(h.Item.Title)
	}
	if text == "" {
		return ""
	}
	return "\n\n" + l.say("Måske handler noget af dette om det:") + text
}

// nearBest reports whether a hit is worth naming beside the best.
func nearBest(h retrieval.Hit, hits []retrieval.Hit) bool {
	return h.Matched >= nearMatch*hits[0].Matched && hits[0].Matched >= nearMatched
}

func (l Language) coverageText(c retrieval.Coverage, meetings []*minutes.Meeting) string {
	if c.Meetings == 0 {
		return l.say("Der er ingen referater at søge i.")
	}
	bodies := retrieval.KnownFrom(meetings).Bodies
	text := l.say("Jeg har søgt i %s", l.count(c.Meetings, "referat", "referater"))
	if len(bodies) <= 4 && c.Bodies == len(bodies) {
		text += l.say(" fra %s", l.listing(bodies))
	}
	if c.From == c.To {
		return text + ", " + l.date(c.From) + "."
	}
	return text + l.say(", %s til %s.", l.date(c.From), l.date(c.To))
}

// noMeetingText says that no meeting fits the date and body asked for.
func (l Language) noMeetingText(q retrieval.Query) string {
	text := l.say("Jeg har intet referat")
	if len(q.Bodies) > 0 {
		text += l.say(" fra %s", l.listing(q.Bodies))
	}
	if !q.From.IsZero() || !q.To.IsZero() {
		text += l.say(" fra %s", l.periodText(q.From, q.To))
	}
	return text + "."
}

// periodText names a year or a month, or the days it begins and ends.
func (l Language) periodText(from, to minutes.Date) string {
	switch {
	case from == to:
		return l.say("den %s", l.date(from))
	case from.Year == to.Year && from.Month == 1 && from.Day == 1 && to.Month == 12 && to.Day == 31:
		return strconv.Itoa(from.Year)
	case from.Year == to.Year && from.Month == to.Month && from.Day == 1 && to.Day >= 28:
		return l.date(minutes.Date{Year: from.Year, Month: from.Month})
	case to.IsZero():
		return l.say("den %s og senere", l.date(from))
	case from.IsZero():
		return l.say("den %s og tidligere", l.date(to))
	}
	return l.say("den %s til den %s", l.date(from), l.date(to))
}

// noOtherBodyText says that there are no minutes of the body asked about.
func (l Language) noOtherBodyText(q Question) string {
	return l.say("Jeg har intet referat fra »%s«.", q.OtherBody)
}

func (l Language) otherDateText(q Question) string {
	for _, d := range minutes.FindDates(q.Query.Text) {
		if d.Complete() {
			return l.say("Jeg har intet referat fra den %s, og de andre siger det ikke.", l.date(d.Date))
		}
	}
	return ""
}

func (l Language) otherYearText(question string) string {
	years := make([]string, 0, 1)
	for _, y := range minutes.FindYears(question) {
		years = append(years, strconv.Itoa(y))
	}
	return l.say("Det siger referaterne ikke for %s.", l.listing(years))
}

// afterwardsText says that the minutes found are older than what is asked.
func (l Language) afterwardsText(h retrieval.Hit) string {
	return l.say("Det kan referatet fra %s ikke fortælle, for det er skrevet før.", l.label(h.Meeting, nil))
}

// contradictedText answers a question whose premise the decision does not
// bear out, with the decision.
func (l Language) contradictedText(h retrieval.Hit, decision minutes.Span) string {
	return l.say("Det fremgår ikke af referaterne. Beslutningen i %s lyder: %s", l.label(h.Meeting, h.Item), quoted(h.Meeting.Quote(decision)))
}

func (l Language) whenText(m *minutes.Meeting, it *minutes.Item) string {
	return l.say("Det var på mødet i %s %s, punkt %s.", m.Body, l.onDate(m), it.Punkt)
}

// notInItemText answers a follow-up that the item shown has nothing for.
func (l Language) notInItemText(q Question) string {
	text := "Referatet fra %s siger det ikke."
	for _, row := range []struct {
		asks bool
		text string
	}{
		{containsPhrase(q.Words, votingWords), "Referatet fra %s siger ikke noget om en afstemning."},
		{q.Asks.HowMuch, "Referatet fra %s siger ikke noget tal for det."},
		{q.Asks.When, "Referatet fra %s siger ikke hvornår."},
		{q.Asks.Why, "Referatet fra %s siger ikke hvorfor."},
		{q.Asks.Who, "Referatet fra %s siger ikke hvem."},
	} {
		if row.asks {
			text = row.text
			break
		}
	}
	return l.say(text, l.label(q.of, q.Item))
}

// listing joins words as Danish does: "a, b og c".
func (l Language) listing(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + l.say(" og ") + words[len(words)-1]
}

func (l Language) count(n int, one, many string) string {
	if n == 1 {
		return "1 " + l.say(one)
	}
	return strconv.Itoa(n) + " " + l.say(many)
}
