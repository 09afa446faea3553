package bot

import (
	"strings"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
	"github.com/referat-dk/referat/retrieval/danish"
)

// Question is a question as it was read.
type Question struct {
	Text  string          // as asked
	Query retrieval.Query // what to search for, and where
	Asks  Ask             // what kind of thing is asked for
	Words []string        // of Text, in normal form
	// Language is that of the answer, around its Danish quotes.
	Language Language
	// OtherBody is a political body that is named, in normal form, and whose
	// minutes are not among those known; "" if none.
	OtherBody string
	// Item is what a follow-up asks about, such as "hvem sagde det?": the item
	// that the answer before it rests on. Nil for any other question.
	Item  *minutes.Item
	of    *minutes.Meeting // of Item
	own   string           // of a follow-up: its words, without those of the question before
	asked string           // of a follow-up: the question that it comes to, for the next one to lean on
}

// Ask is a set of what a question asks for; more than one may be true.
type Ask struct {
	Decision, Agreement, Proposal bool // hvad blev besluttet, aftalt, indstillet
	Who, When, HowMuch, Why       bool
	Several                       bool // every place is wanted: "på hvilke møder"
	Name                          bool // hvad hedder
	Private                       bool // somebody's telephone number, address, pay
}

// asks are the words that tell what is asked for: single words in any of
// their forms, phrases as they stand.
var asks = []struct {
	set     func(*Ask)
	phrases string
}{
	{func(a *Ask) { a.Decision = true }, `beslutte, vedtage, vedtog, godkende, afgjort, afgørelsen blev, endte, endt, resultatet, udfaldet, blev det til, nåede frem, frem til,
		kom der ud af, hvad gjorde, skete der med, sendte videre, tog stilling, konklusionen, sagde ja, sagde nej, stemte, tilføjelse, decided, approved`},
	{func(a *Ask) { a.Agreement = true }, `aftale, aftalt, lovet, lovede, følge op, enige om, opfølgning på næste, tages op`},
	{func(a *Ask) { a.Proposal = true }, `indstille, foreslå, foreslog, anbefale`},
	{func(a *Ask) { a.Who = true }, `hvem, who`},
	{func(a *Ask) { a.Name = true }, `hvad hedder, hvad hed, navnet på, navnene på, what is the name`},
	{func(a *Ask) { a.When = true }, `hvornår, hvilken dato, hvilken dag, datoen, when`},
	{func(a *Ask) { a.HowMuch = true }, `hvor meget, hvor mange, hvor stor, hvor stort, hvor store, hvor høj, hvor højt, hvor længe, hvor lang, hvor langt, koste, prisen, beløb, procent, how many, how much`},
	{func(a *Ask) { a.Why = true }, `hvorfor, hvad skyldes, årsagen, begrundelsen, hvad var grunden, why`},
	{func(a *Ask) { a.Several = true }, `på hvilke møder, hvilke møder, hvilke punkter, alle steder, hvor mange gange, ved hvilke lejligheder, i hvilke sager, møder i, flere steder`},
}

func readAsk(words []string) Ask {
	var a Ask
	stems := make(map[string]bool)
	for _, w := range words {
		stems[danish.Stem(w)] = true
	}
	for _, row := range asks {
		for _, phrase := range phrases(row.phrases) {
			if containsPhrase(words, []string{phrase}) || !strings.Contains(phrase, " ") && stems[danish.Stem(danish.Normal(phrase))] {
				row.set(&a)
				break
			}
		}
	}
	if len(words) > 0 && yesNoWords[words[0]] {
		a.Decision = true
	}
	a.Several = a.Several || containsPhrase(words, mayAskSeveral) && containsPhrase(words, spokenOf)
	a.Private = containsPhrase(words, privateThings)
	return a
}

// mayAskSeveral ask for every place, where it is asked when or where something
// was spoken of: "hvor er bostøtte nævnt", but not "hvor er mødelokalet".
var (
	mayAskSeveral = phrases("hvor er, hvor har, hvor blev, hvornår har, hvornår er, hvornår blev")
	spokenOf      = phrases(`behandlet, drøftet, diskuteret, talt om, snakket om, oppe, omtalt, nævnt, taget, på dagsordenen, et punkt, orienteret, står, beskrevet`)
)

// yesNoWords open questions that a decision answers: "Skal tilbuddet fortsætte?"
var yesNoWords = wordSet("skal fik bliver blev")

// readQuestion reads a question in its conversation.
func readQuestion(text string, c Conversation, meetings []*minutes.Meeting, today minutes.Date) Question {
	known := retrieval.KnownFrom(meetings)
	known.Today = today
	q := Question{Text: text, Query: retrieval.Understand(text, known), Words: normalWords(text)}
	q.Language = languageOf(q.Words)
	q.Asks = readAsk(q.Words)
	q.OtherBody = otherBody(q)
	if len(c.Turns) > 0 {
		q = q.following(c.Turns[len(c.Turns)-1], known, meetings)
	}
	chosen := choose(q, meetings)
	if q.Query.Punkt == "" {
		q.Query.Punkt = q.ordinalPunkt(chosen)
	}
	if len(chosen) == 1 && q.Query.From.IsZero() && containsPhrase(q.Words, latestMeeting) {
		q.Query.From, q.Query.To = chosen[0].Date, chosen[0].Date
	}
	return q
}

// latestMeeting are phrases for one meeting: the last of the body asked about.
var latestMeeting = phrases(`seneste møde, sidste møde, nyeste møde, seneste referat, sidste referat, nyeste referat, latest meeting, last meeting`)

// ordinalPunkt reads "det første punkt" and "sidste punkt", where one meeting
// is meant.
func (q Question) ordinalPunkt(chosen []*minutes.Meeting) string {
	if len(chosen) != 1 || len(chosen[0].Items) == 0 {
		return ""
	}
	items := chosen[0].Items
	switch {
	case containsPhrase(q.Words, []string{"første punkt", "first item"}):
		return items[0].Punkt
	case containsPhrase(q.Words, []string{"sidste punkt", "last item"}):
		return items[len(items)-1].Punkt
	}
	return ""
}

func isMonthOrNumber(w string) bool {
	return len(minutes.FindDates("i "+w)) > 0 || w[0] >= '0' && w[0] <= '9'
}

// otherBody finds a word such as "sundhedsudvalget" or "byrådet" that is no
// part of a body whose minutes are known.
func otherBody(q Question) string {
	if len(q.Query.Bodies) > 0 {
		return ""
	}
	for _, w := range q.Words {
		for _, tail := range []string{"udvalget", "rådet", "kommunalbestyrelsen", "magistraten", "bestyrelsen", "nævnet", "forummet"} {
			if base, ok := strings.CutSuffix(w, tail); ok && (base != "" || tail != "udvalget" && tail != "rådet") && !strings.HasSuffix(w, "området") {
				return w
			}
		}
	}
	return ""
}

func normalWords(text string) []string {
	var words []string
	end := -1
	for _, t := range danish.Tokens(text) {
		if t.Start >= end { // dates and hyphenated wholes lie over other words
			words = append(words, t.Norm)
			end = t.End
		}
	}
	return words
}
