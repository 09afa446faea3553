package bot

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
	"github.com/referat-dk/referat/retrieval/danish"
)

// DefaultThreshold is the confidence from which the best hit is shown as an
// answer. Measured on testdata/questions/dev.jsonl: below it, more answers are
// wrong than right.
const DefaultThreshold = 0.5

// confidence in the best hit. An item that is asked for by its number was found
// by the filters.
func confidence(q Question, r retrieval.Result) float64 {
	if q.Query.Punkt != "" || len(q.Query.Cases) > 0 {
		return 1
	}
	return r.Confidence
}

// silence is why a question is not answered. The zero silence names no reason.
type silence struct {
	text  string
	cites minutes.Span // of the best hit's meeting: what the text quotes
	own   bool         // it is about somebody's own case
}

// unanswered decides whether the minutes say anything on the question, and
// gives the reason if they do not. A hit that is about the right thing is not
// enough: it has to hold the kind of thing that is asked for.
func unanswered(q Question, r retrieval.Result, threshold float64) (reason silence, missing bool) {
	switch {
	case r.Coverage.Meetings == 0:
		return silence{text: q.Language.noMeetingText(q.Query)}, true
	case len(r.Hits) == 0:
		return silence{}, true
	case q.Item != nil:
		return silence{text: q.Language.notInItemText(q)}, !itemHolds(q, r.Hits[0])
	case q.Query.Punkt != "" || len(q.Query.Cases) > 0:
		return silence{}, false // asked for by number: the filters found it
	case q.Asks.Private && namesPerson(q, r.Hits):
		return silence{text: q.Language.say(privateText)}, true
	case asksOwnCase(q.Words):
		return silence{text: q.Language.say(ownCaseText), own: true}, true
	case containsPhrase(q.Words, opinions):
		return silence{text: q.Language.say(opinionText)}, true
	case r.Confidence < threshold:
		return silence{}, true
	case r.Hits[0].Item != nil && r.Hits[0].Item.Closed && !asksClosed(q, r.Hits[0]):
		return silence{}, true
	case r.Hits[0].Item == nil || r.Hits[0].Item.Closed:
		return silence{}, false
	}
	h := r.Hits[0]
	switch {
	case otherBodyUnheard(q, h):
		return silence{text: q.Language.noOtherBodyText(q)}, true
	case !sameDates(q, h):
		return silence{text: q.Language.otherDateText(q)}, true
	case !sameYears(q, h):
		return silence{text: q.Language.otherYearText(q.Text)}, true
	case afterwards(q, h):
		return silence{text: q.Language.afterwardsText(h)}, true
	case !sameFigures(q, h):
		return silence{}, true
	case contradicted(q, h.Item.Decision.Outcome):
		decision := shortSpan(h.Meeting, h.Item.Decision.Span)
		return silence{text: q.Language.contradictedText(h, decision), cites: decision}, true
	case q.Asks.HowMuch && !q.Asks.Several && !tellsFigure(q, h):
		return silence{}, true
	case q.Asks.Name && !near(h, holdsName), uncounted(q, h), otherOffice(q, h), unvoted(q, h), undated(q, h), unsaidOfAnyone(q, h), q.Asks.Why && !near(h, holdsReason), unborneVerb(q, h), unborneClaim(q, h), noneOpposed(q, h), notGranted(q, h), unknownName(q, r):
		return silence{}, true
	}
	return silence{}, false
}

// asksClosed reports whether a question is about a closed item, of which only
// the title is known: it says so, or asks for nothing that the title lacks.
func asksClosed(q Question, h retrieval.Hit) bool {
	title := stemsOf(h.Item.Title + "\n" + h.Meeting.Body + "\n" + h.Meeting.Organisation)
	return slices.ContainsFunc(q.Words, func(w string) bool {
		return strings.HasPrefix(w, "lukke")
	}) || !slices.ContainsFunc(normalWords(q.Query.Text), func(w string) bool {
		_, ok := supported([]string{w}, title)
		return isContent(w) && !danish.IsFiller(w) && !ok
	})
}

// itemHolds reports whether the item that a follow-up asks about has the kind
// of thing asked for.
func itemHolds(q Question, h retrieval.Hit) bool {
	switch {
	case h.Item.Closed:
		return true // which says so
	case q.Asks.HowMuch, q.Asks.When, q.Asks.Why, q.Asks.Who, containsPhrase(q.Words, votingWords):
		return slices.ContainsFunc(h.Passages, func(p retrieval.Passage) bool { return holdsAsked(q, h.Meeting.Quote(p.Span)) })
	}
	return true
}

func containsPhrase(words []string, phrases []string) bool {
	text := " " + strings.Join(words, " ") + " "
	return slices.ContainsFunc(phrases, func(p string) bool { return strings.Contains(text, " "+danish.Normal(p)+" ") })
}

// sameDates reports whether every whole date of the question that is not the
// meeting's stands in a sentence that has much of the question.
func sameDates(q Question, h retrieval.Hit) bool {
	for _, asked := range minutes.FindDates(q.Query.Text) {
		if !asked.Complete() || asked.Date == h.Meeting.Date {
			continue
		}
		said := func(text string) bool {
			return slices.ContainsFunc(minutes.FindDates(text), func(d minutes.FoundDate) bool {
				return d.Date == asked.Date || d.Year == 0 && d.Month == asked.Month && d.Day == asked.Day
			})
		}
		if !near(h, said) {
			return false
		}
	}
	return true
}

// sameYears reports whether every year of the question is the meeting's, or
// stands in a sentence that has much of the question.
func sameYears(q Question, h retrieval.Hit) bool {
	for _, year := range minutes.FindYears(q.Text) {
		if year == h.Meeting.Date.Year {
			continue
		}
		said := slices.ContainsFunc(h.Passages, func(p retrieval.Passage) bool {
			return p.Score >= h.Passages[0].Score/2 && slices.Contains(minutes.FindYears(h.Meeting.Quote(p.Span)), year)
		})
		if !said {
			return false
		}
	}
	return true
}

// claims are words of a question that take an outcome for granted, with the
// outcomes that bear them out.
var claims = []struct {
	words    []string
	outcomes []minutes.Outcome
}{
	{[]string{"afviste", "afvist", "afvises", "nej", "forkastede", "forkastet", "nægtede", "nægtet", "droppede", "droppet", "nedstemte", "nedstemt"}, []minutes.Outcome{minutes.Rejected, minutes.Withdrawn}},
	{[]string{"vedtaget", "vedtog", "godkendt", "godkendte", "ja"}, []minutes.Outcome{minutes.Approved, minutes.Recommended, minutes.Elected}},
	{[]string{"udsat", "udsatte", "udskudt", "udskød"}, []minutes.Outcome{minutes.Postponed}},
}

// contradicted reports whether a question takes for granted ("hvorfor afviste
// …", "hvornår blev … vedtaget") what the decision does not say.
func contradicted(q Question, outcome minutes.Outcome) bool {
	if outcome == "" || !q.Asks.Why && !q.Asks.When && !q.Asks.Who {
		return false
	}
	for _, c := range claims {
		said := func(w string) bool {
			at := slices.Index(q.Words, danish.Normal(w))
			return at == 1 || at > 1 && w != "udsatte" // "hvorfor udsatte …", and people who are "socialt udsatte"
		}
		if slices.ContainsFunc(c.words, said) {
			return !slices.Contains(c.outcomes, outcome)
		}
	}
	return false
}

// nearEnough is the share of the best sentence's score at which a sentence
// still speaks of what is asked.
const nearEnough = 0.4

var numberWords = wordSet("nul to tre fire fem seks syv otte ni ti elleve tolv halvdelen dobbelt ingen")

// near reports whether a paragraph that has much of the question holds what
// is asked for.
func near(h retrieval.Hit, holds func(text string) bool) bool {
	p := pageOf(h)
	return slices.ContainsFunc(h.Passages, func(passage retrieval.Passage) bool {
		at := p.line(passage.Span)
		if at.Len() > longestList {
			at = passage.Span
		}
		return passage.Score >= nearEnough*h.Passages[0].Score && holds(h.Meeting.Quote(at))
	})
}

// tellsFigure reports whether a paragraph that has much of the question holds a
// figure, and of a year that is asked for: a sentence with a figure names that
// year or years on both sides of it, or the best of them names none.
func tellsFigure(q Question, h retrieval.Hit) bool {
	if !near(h, func(text string) bool { return holdsFigure(text, q.Words) }) {
		return false
	}
	asked := minutes.FindYears(q.Text)
	if len(asked) == 0 {
		return true
	}
	best := "" // sentence with a figure
	for _, p := range h.Passages {
		text := h.Meeting.Quote(p.Span)
		if p.Score < nearEnough*h.Passages[0].Score || !holdsFigure(text, q.Words) {
			continue
		}
		said := minutes.FindYears(text)
		if len(said) > 0 && slices.ContainsFunc(asked, func(y int) bool { return slices.Min(said) <= y && y <= slices.Max(said) }) {
			return true
		}
		best = cmp.Or(best, text)
	}
	return len(minutes.FindYears(best)) == 0
}

// figureLabels stand before a number that counts nothing: "Figur 1".
var figureLabels = wordSet("kl klokken figur tabel bilag punkt pkt side kapitel fase spor nr klasse")

// moneyWords ask for a sum.
var moneyWords = phrases("koste, koster, kostede, prisen, pris, kroner, hvor mange penge, hvor meget betaler, beløb, beløbet")

// ordinal is what stands behind a number that counts nothing: "4. kvartal".
var ordinal = regexp.MustCompile(`^\. \p{Ll}`)

// lengthWords ask for a time, and lengths tell one with a number before it.
var (
	lengthWords = phrases("hvor længe, hvor lang tid, ventetid, ventetiden, sagsbehandlingstid, sagsbehandlingstiden, how long")
	lengths     = regexp.MustCompile(`(?i)[\p{L}\d]+[- ](år|årig\pL*|måned\pL*|uger?|dage?|timer?|minut\pL*|kvartal\pL*|halvår)\b`)
)

// holdsFigure reports whether text has a number that is no year, part of a
// date or one of said; a sum, where the words said ask for one.
func holdsFigure(text string, said []string) bool {
	if containsPhrase(said, moneyWords) && !strings.Contains(text, "\t") { // a table has its unit in another line
		return slices.ContainsFunc(figuresIn(text, false), func(f figure) bool { return f.unit == kroner || strings.Contains(f.word, " mi") })
	}
	dates := minutes.FindDates(text)
	if containsPhrase(said, lengthWords) {
		return len(dates) > 0 || slices.ContainsFunc(lengths.FindAllString(text, -1), func(s string) bool { return len(figuresIn(s, false)) > 0 })
	}
	before := ""
	for _, t := range danish.Tokens(text) {
		label := figureLabels[before]
		before = t.Norm
		if label {
			continue
		}
		inDate := slices.ContainsFunc(dates, func(d minutes.FoundDate) bool { return d.Span.Contains(minutes.Span{Start: t.Start, End: t.End}) })
		n, err := strconv.Atoi(t.Norm)
		year := err == nil && n >= 1950 && n < 2100 && len(t.Norm) == 4
		switch {
		case slices.Contains(said, t.Norm) || inDate || ordinal.MatchString(text[t.End:]):
		case t.Kind == danish.Number && !year, t.Kind == danish.Word && numberWords[t.Norm]:
			return true
		}
	}
	return false
}

// privateThings are what is asked of people and not of meetings: whole words,
// or phrases.
var privateThings = phrases(`telefonnummer, telefonnummeret, telefon, mobilnummer, mobilnummeret, mobil, mail, mailadresse, e-mail, adresse, privatadresse, bor, bopæl, hedder den borger, hedder borgeren,
	navnet på borgeren, løn, tjener, gift, kæreste, børn har, gammel, alder, syg, sygdom, diagnose, parti, religion`)

// unsaidOfAnyone reports whether something private of somebody is asked for, who
// need not be named, and the item has no word for it: "borgerrådgiverens løn".
func unsaidOfAnyone(q Question, h retrieval.Hit) bool {
	return q.Asks.Private && slices.ContainsFunc(h.Unmatched, func(w string) bool {
		at := slices.Index(q.Words, danish.Normal(w))
		return at > 0 && strings.HasSuffix(q.Words[at-1], "s") && containsPhrase(q.Words[at:at+1], privateThings)
	})
}

// namesPerson reports whether a question names somebody: two words of one
// name that stands in an attendance list or a hit, or "borger".
func namesPerson(q Question, hits []retrieval.Hit) bool {
	for _, h := range hits {
		for _, p := range everybody(h.Meeting) {
			said := 0
			for _, part := range normalWords(p.Name) {
				if slices.Contains(q.Words, part) || slices.Contains(q.Words, part+"s") {
					said++
				}
			}
			if said >= 2 {
				return true
			}
		}
	}
	return containsPhrase(q.Words, []string{"borger", "borgeren", "hun", "han", "ham", "hende"})
}

func wordSet(list string) map[string]bool {
	set := make(map[string]bool)
	for w := range strings.FieldsFuncSeq(list, unicode.IsSpace) {
		set[w] = true
	}
	return set
}

const (
	alike       = 0.6 // share of the best hit's match at which another item also answers "several places"
	mostAnswers = 8
)

// answering chooses the hits that the answer is drawn from: the best, or every
// one that matches nearly as well where several places are asked for.
func answering(q Question, hits []retrieval.Hit) []retrieval.Hit {
	if !q.Asks.Several {
		return withLater(q, hits)
	}
	var kept []retrieval.Hit
	for _, h := range hits {
		if h.Item != nil && !h.Item.Closed && h.Matched >= alike*hits[0].Matched && len(kept) < mostAnswers {
			kept = append(kept, h)
		}
	}
	if len(kept) == 0 {
		return hits[:1]
	}
	slices.SortStableFunc(kept, func(a, b retrieval.Hit) int { return minutes.ByDate(a.Meeting, b.Meeting) })
	return kept
}

// newestWords ask for the newest of several answers.
var newestWords = phrases(`seneste, nyeste, senest, sidste gang`)

// withLater is the best hit, or the newest of those that match as well where
// that is asked for, and before it, where a decision is asked for, the
// same case at a later meeting: what was decided last counts.
func withLater(q Question, hits []retrieval.Hit) []retrieval.Hit {
	first := hits[0]
	if containsPhrase(q.Words, newestWords) {
		for _, h := range hits {
			if h.Item != nil && h.Matched >= alike*hits[0].Matched && h.Meeting.Date.Compare(first.Meeting.Date) > 0 {
				first = h
			}
		}
		return []retrieval.Hit{first}
	}
	if !q.Asks.Decision || first.Item == nil || !q.Query.From.IsZero() || q.Query.Punkt != "" {
		return hits[:1]
	}
	for _, h := range hits[1:] {
		if h.Item != nil && !h.Item.Closed && h.Item.Decision.Len() > 0 && h.Meeting.Date.Compare(first.Meeting.Date) > 0 && sameCase(h.Item, first.Item) {
			return []retrieval.Hit{h, first}
		}
	}
	return hits[:1]
}

// sameCase reports whether two items have a case number in common that is no
// meeting's own (KLE facet P35).
func sameCase(a, b *minutes.Item) bool {
	return slices.ContainsFunc(a.Cases, func(c minutes.CaseNumber) bool {
		return !strings.Contains(string(c), "P35") && len(c) > len("27.03.00") && slices.ContainsFunc(b.Cases, c.Matches)
	})
}

func (l Language) closedAnswer(a Answer, m *minutes.Meeting, it *minutes.Item) Answer {
	a.Status = Closed
	a.Citations = []Citation{cite(m, it, it.Heading)}
	a.Text = l.closedText(m, it)
	return a
}
