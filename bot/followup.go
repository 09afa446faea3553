package bot

import (
	"slices"
	"strings"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
	"github.com/referat-dk/referat/retrieval/danish"
)

// following reads q as it leans on the turn before it:
//
//	"nej, jeg mente i 2022"  the question before, of 2022
//	"og året efter?"         the question before, of the year after its answer
//	"hvem sagde det?"        of the item that the answer rests on
//	"og hvad med taksten?"   its own words beside those before
//
// A question with enough words of its own stands alone.
func (q Question) following(last Turn, known retrieval.Vocabulary, meetings []*minutes.Meeting) Question {
	before := retrieval.Understand(last.Question, known)
	m, it := firstOf(last.Refs, meetings)
	if rest, ok := correction(q.Text); ok {
		return q.instead(rest, last.Question, known)
	}
	if from, to, ok := q.otherTime(before, m, meetings); ok {
		q.Query.Text, q.Query.From, q.Query.To = "", from, to
		q = q.again(last.Question, before)
		q.asked = withoutYears(last.Question) + " " + q.Query.From.String()[:len("2006")]
		return q
	}
	if m != nil && len(q.Query.Bodies) == 0 && containsPhrase(q.Words, nextMeeting) { // "hvornår er næste møde?"
		q.Query.Bodies = []string{m.Body}
		return q
	}
	if it != nil && q.ofItem() {
		q.Item, q.of, q.own, q.asked = it, m, q.Query.Text, last.Question
		q.Query = retrieval.Query{Text: q.Query.Text + " " + before.Text, Bodies: []string{m.Body}, From: m.Date, To: m.Date, Punkt: it.Punkt}
		return q
	}
	if it != nil && q.newSubject(m, it) {
		return q
	}
	if leansBack(q.Words) {
		return q.beside(last.Question, before)
	}
	return q
}

// newSubject reports whether q is a "hvad med …" of words that the item shown
// has none of: a question of its own.
func (q Question) newSubject(m *minutes.Meeting, it *minutes.Item) bool {
	if !containsPhrase(q.Words, []string{"hvad med"}) || !hasContent(q.Words) {
		return false
	}
	text := " " + strings.Join(normalWords(it.Title+"\n"+m.Quote(it.Span)), " ")
	return !slices.ContainsFunc(q.Words, func(w string) bool { return isContent(w) && strings.Contains(text, danish.Stem(w)) })
}

// firstOf finds the item that the first of refs names; nil where it is none.
func firstOf(refs []string, meetings []*minutes.Meeting) (*minutes.Meeting, *minutes.Item) {
	if len(refs) == 0 {
		return nil, nil
	}
	ref, err := minutes.ParseRef(refs[0])
	if err != nil {
		return nil, nil
	}
	for _, m := range meetings {
		if m.ID == ref.Meeting {
			return m, m.Item(ref.Item)
		}
	}
	return nil, nil
}

// corrections open what somebody meant instead.
var corrections = phrases(`nej jeg mente, nej jeg mener, nej jeg tænkte på, nej ikke det, nej det var, jeg mente, jeg mener, jeg tænkte på, nej men, nej, no i meant, i meant, no`)

// correction returns what follows "nej, jeg mente".
func correction(text string) (rest string, ok bool) {
	tokens := danish.Tokens(text)
	for _, phrase := range corrections {
		words := strings.Fields(danish.Normal(phrase))
		if len(tokens) <= len(words) {
			continue
		}
		said := slices.EqualFunc(tokens[:len(words)], words, func(t danish.Token, w string) bool { return t.Norm == w })
		if rest := strings.TrimLeft(text[tokens[len(words)-1].End:], " ,.:;–-"); said && rest != "" {
			return rest, true
		}
	}
	return "", false
}

// instead reads a correction: with words of its own it is the question, under
// the filters of the one before that it does not set; else it sets filters of
// that question anew.
func (q Question) instead(rest, earlier string, known retrieval.Vocabulary) Question {
	before := retrieval.Understand(earlier, known)
	q.Text, q.Words, q.asked = rest, normalWords(rest), rest
	q.Query = retrieval.Understand(rest, known)
	q.Asks = readAsk(q.Words)
	bodies := q.Query.Bodies
	if !slices.ContainsFunc(normalWords(q.Query.Text), func(w string) bool { return isContent(w) && !inBodies(w, bodies) }) {
		return q.again(earlier, before)
	}
	return q.filteredAs(before)
}

// again asks the earlier question anew, of the time that q sets if it sets one,
// and under its filters.
func (q Question) again(earlier string, before retrieval.Query) Question {
	text := before.Text
	if !q.Query.From.IsZero() || len(minutes.FindYears(q.Text)) > 0 {
		text = withoutYears(text) + " " + q.Query.Text
		before.From, before.To, before.Punkt = minutes.Date{}, minutes.Date{}, ""
	}
	q.asked = withoutYears(earlier) + " " + q.Text
	q.Asks = readAsk(normalWords(earlier))
	q.Text = strings.TrimSpace(text)
	q.Words = normalWords(q.Text)
	q.Query.Text = text
	return q.filteredAs(before)
}

func withoutYears(text string) string {
	tokens := danish.Tokens(text)
	for _, t := range slices.Backward(tokens) {
		if t.Kind == danish.Number && len(minutes.FindYears(t.Norm)) > 0 {
			text = text[:t.Start] + text[t.End:]
		}
	}
	return text
}

// beside adds the words of the earlier question to those of q; a follow-up
// without a word of its own ("og i juni?") asks it again.
func (q Question) beside(earlier string, before retrieval.Query) Question {
	q.asked = earlier + " " + q.Text
	if !hasContent(q.Words) && q.Asks == (Ask{}) {
		q.Words = append(normalWords(earlier), q.Words...)
		q.Asks = readAsk(q.Words)
		q.Query.Text = before.Text
		if from := q.Query.From; !from.IsZero() && from == q.Query.To { // "og i april?" is of that day from here on
			q.asked = strings.TrimRight(before.Text, " ?") + " den " + from.Danish() + "?"
		}
	} else {
		q.own = q.Query.Text
		q.Query.Text += " " + before.Text
	}
	return q.filteredAs(before)
}

// filteredAs takes over the filters that q does not set.
func (q Question) filteredAs(before retrieval.Query) Question {
	if q.Query.From.IsZero() {
		q.Query.From, q.Query.To = before.From, before.To
	}
	if len(q.Query.Bodies) == 0 {
		q.Query.Bodies = before.Bodies
	}
	if q.Query.Punkt == "" && len(q.Query.Cases) == 0 {
		q.Query.Punkt, q.Query.Cases = before.Punkt, before.Cases
	}
	return q
}

func inBodies(word string, bodies []string) bool {
	return slices.ContainsFunc(bodies, func(b string) bool { return strings.Contains(danish.Normal(b), strings.TrimSuffix(word, "s")) })
}

// timeSteps move from the time of an answer to another: years, or meetings of
// the same body.
var timeSteps = []struct {
	phrases  string
	years    int
	meetings int
}{
	{`året efter, det næste år, det følgende år, the year after`, 1, 0},
	{`året før, året forinden, det forrige år, the year before`, -1, 0},
	{`mødet efter, det næste møde, på næste møde, mødet derefter, the next meeting`, 0, 1},
	{`mødet før, det forrige møde, forrige møde, mødet inden, the meeting before`, 0, -1},
}

// otherTime reads "og året efter?" and "på mødet før?", counted from the
// meeting of the last answer, or from the time that was asked for.
func (q Question) otherTime(before retrieval.Query, m *minutes.Meeting, meetings []*minutes.Meeting) (from, to minutes.Date, ok bool) {
	day := before.To
	if m != nil {
		day = m.Date
	}
	if day.IsZero() {
		return from, to, false
	}
	for _, step := range timeSteps {
		switch {
		case !containsPhrase(q.Words, phrases(step.phrases)) || hasContent(withoutPhrases(q.Words, phrases(step.phrases))):
		case step.years != 0:
			year := day.Year + step.years
			return minutes.Date{Year: year, Month: 1, Day: 1}, minutes.Date{Year: year, Month: 12, Day: 31}, true
		case m != nil:
			if other := neighbour(m, step.meetings, meetings); other != nil {
				return other.Date, other.Date, true
			}
		}
	}
	return from, to, false
}

// neighbour is the meeting of the same body so many before or after m.
func neighbour(m *minutes.Meeting, steps int, meetings []*minutes.Meeting) *minutes.Meeting {
	var same []*minutes.Meeting
	for _, o := range meetings { // oldest first
		if o.Body == m.Body {
			same = append(same, o)
		}
	}
	i := slices.Index(same, m) + steps
	if i < 0 || i >= len(same) {
		return nil
	}
	return same[i]
}

func withoutPhrases(words, phrases []string) []string {
	text := " " + strings.Join(words, " ") + " "
	for _, p := range phrases {
		text = strings.ReplaceAll(text, " "+danish.Normal(p)+" ", " ")
	}
	return strings.Fields(text)
}

// aboutItem are words of follow-ups that say nothing of their subject.
var aboutItem = wordSet(`imod for enig enige uenig uenige foreslog foreslået kom kommer sket skete videre stod står betyder forklar uddyb begrundelse begrundelsen grunden
	beslutningen beslutning afgørelsen sagen sag punktet punkt mødet møde det pris prisen penge kroner beløb beløbet procent endte ende udfald udfaldet resultat resultatet
	begyndte startede sluttede slutter stoppede varede ophørte deltog deltager deltagere fraværende afbud stemte stemmerne flertal flertallet ansvar ansvaret ansvarlig gælder hedder navn navnet sagsnummer sagsnummeret bilag bilagene
	who what when why decided said`)

// ofItem reports whether q asks something of what was just shown and names no
// subject, time or body of its own: "hvem sagde det?", "hvad endte det med?".
func (q Question) ofItem() bool {
	if !q.Query.From.IsZero() || len(q.Query.Bodies) > 0 || q.Query.Punkt != "" || len(q.Query.Cases) > 0 || len(q.Words) == 0 {
		return false
	}
	if asksAttendance(q.Words) && len(leftOver(q)) == 0 {
		return true
	}
	points := slices.ContainsFunc(q.Words, func(w string) bool { return pointing[w] || aboutItem[w] })
	if q.Asks == (Ask{}) && !points || q.Asks.Several || q.Asks.Private || containsPhrase(q.Words, []string{"hvad med"}) {
		return false
	}
	asked := make(map[string]bool)
	for _, row := range asks {
		for _, w := range normalWords(row.phrases) {
			asked[danish.Stem(w)] = true
		}
	}
	return !slices.ContainsFunc(q.Words, func(w string) bool { return isContent(w) && !aboutItem[w] && !asked[danish.Stem(w)] })
}

// pointing are words that point back.
var pointing = wordSet("det den de dem han hun ham hende dette denne disse deres derfor så that it they this")

const shortQuestion = 3 // content words of a question that can be a follow-up without a pointing word

// leansBack reports whether a question needs the one before it: it opens with
// "og", points back ("det", "hun"), or has hardly a word of its own.
func leansBack(words []string) bool {
	content := 0
	for _, w := range words {
		if !danish.IsStop(w) && !danish.IsAct(w) {
			content++
		}
	}
	points := slices.ContainsFunc(words, func(w string) bool { return pointing[w] })
	return len(words) > 0 && (words[0] == "og" || words[0] == "hvad" && len(words) > 1 && words[1] == "med" ||
		content < shortQuestion && points || content == 0)
}

func isContent(w string) bool { return !danish.IsStop(w) && !danish.IsAct(w) && !isMonthOrNumber(w) }

func hasContent(words []string) bool { return slices.ContainsFunc(words, isContent) }
