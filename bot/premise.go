package bot

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
	"github.com/referat-dk/referat/retrieval/danish"
)

// This file holds what a question takes for granted against the item found:
// an answer to "hvorfor faldt antallet" is wrong where it rose.

// unborneVerb reports whether "hvornår" or "hvorfor" asks about something that
// the item has no word for: "hvornår lukkede …", "hvorfor faldt …".
func unborneVerb(q Question, h retrieval.Hit) bool {
	if len(q.Words) < 2 || q.Words[0] != "hvornår" && q.Words[0] != "hvorfor" {
		return false
	}
	verb := q.Words[1]
	return !danish.IsStop(verb) && !danish.IsAct(verb) &&
		slices.ContainsFunc(h.Unmatched, func(w string) bool { return danish.Normal(w) == verb })
}

// decided are words of a sentence that tells what a body decided.
var decided = wordSet("besluttede besluttet vedtog vedtaget godkendte godkendt anbefalede anbefaler tiltrådte tiltrådt afviste afvist")

// otherBodyUnheard reports whether a body is asked about whose minutes are not
// known, and the item does not name it; or what it said or decided is asked
// for, and no sentence near to the question tells that.
func otherBodyUnheard(q Question, h retrieval.Hit) bool {
	if q.OtherBody == "" {
		return false
	}
	name := strings.TrimSuffix(strings.TrimSuffix(q.OtherBody, "et"), "en")
	named := func(text string) bool {
		return slices.ContainsFunc(normalWords(text), func(w string) bool { return strings.HasPrefix(w, name) })
	}
	switch {
	case q.Asks.Decision:
		return !near(h, func(text string) bool {
			return named(text) && slices.ContainsFunc(normalWords(text), func(w string) bool { return decided[w] })
		})
	case slices.ContainsFunc(q.Words, danish.IsAct):
		return !near(h, named)
	}
	return !named(h.Meeting.Quote(h.Item.Span))
}

// opposed are words of questions and minutes on who was against.
var opposed = wordSet("imod modstemte modstander modstandere stemte stemmer")

// noneOpposed reports whether a question asks who was against something in an
// item that tells of nobody who was.
func noneOpposed(q Question, h retrieval.Hit) bool {
	against := func(words []string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return opposed[w] })
	}
	return q.Asks.Who && against(q.Words) && !against(normalWords(h.Meeting.Quote(h.Item.Span)))
}

// granted are words of a sentence that tells that somebody got what was asked
// for; sums are what one gets.
var (
	granted = wordSet("modtaget modtog fået fik bevilget bevilgede tildelt tildelte opnået opnåede imødekommet")
	sums    = wordSet("penge pengene millioner mio kroner kr tilskud tilskuddet tilsagn bevilling bevillingen puljen pulje puljemidler støtten")
)

// notGranted reports whether a question asks if somebody got money in an item
// that only tells that it was applied for.
func notGranted(q Question, h retrieval.Hit) bool {
	asks := len(q.Words) > 0 && q.Words[0] == "fik" && slices.ContainsFunc(q.Words, func(w string) bool { return sums[w] })
	return asks && !near(h, func(text string) bool {
		return slices.ContainsFunc(normalWords(text), func(w string) bool { return granted[w] })
	})
}

// sentenceEnds stand before a word that has a capital letter for its place.
const sentenceEnds = ".:!?•-–"

// unknownName reports whether a word that the minutes do not know is written
// as a name in the middle of a sentence of the question ("Aalborg").
func unknownName(q Question, r retrieval.Result) bool {
	return slices.ContainsFunc(r.Missing, func(word string) bool {
		before, _, said := strings.Cut(q.Text, word)
		first, _ := utf8.DecodeRuneInString(word)
		last, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(before))
		return said && strings.TrimSpace(before) != "" && !strings.ContainsRune(sentenceEnds, last) && unicode.IsUpper(first) && strings.ToUpper(word) != word
	})
}

// holdsName reports whether text has a word with a capital letter that does not
// open a sentence or line.
func holdsName(text string) bool {
	opens := true
	for word := range strings.FieldsSeq(text) {
		first, _ := utf8.DecodeRuneInString(word)
		if unicode.IsUpper(first) && !opens {
			return true
		}
		last, _ := utf8.DecodeLastRuneInString(word)
		opens = strings.ContainsRune(sentenceEnds, last)
	}
	return false
}

// uncounted reports whether a question asks for the number of things that the
// item speaks of, and counts in none of the lines that do ("hvor mange
// ukrainere").
func uncounted(q Question, h retrieval.Hit) bool {
	i := slices.Index(q.Words, "mange")
	if i < 1 || i+1 >= len(q.Words) || q.Words[i-1] != "hvor" || danish.IsFiller(q.Words[i+1]) {
		return false
	}
	stem, spoken := danish.Stem(q.Words[i+1]), false
	for _, line := range h.Meeting.Lines(h.Item.Span) {
		text := h.Meeting.Quote(line.Span)
		if !slices.ContainsFunc(normalWords(text), func(w string) bool { return danish.Stem(w) == stem }) {
			continue
		}
		if holdsFigure(text, q.Words) {
			return false
		}
		spoken = true
	}
	return spoken
}

// measures follow a figure that counts something.
var measures = wordSet("mio mia kr kroner millioner milliarder pct procent")

// sameFigures reports whether every sum, share or large number of the question
// stands in the item.
func sameFigures(q Question, h retrieval.Hit) bool {
	text := q.Query.Text
	tokens := danish.Tokens(text)
	var said map[string]bool
	for i, t := range tokens {
		counts := len(t.Norm) >= 3 || i+1 < len(tokens) && measures[tokens[i+1].Norm] || strings.HasPrefix(strings.TrimLeft(text[t.End:], " "), "%")
		if t.Kind != danish.Number || !counts || len(minutes.FindYears(t.Norm)) > 0 || inReference(t, tokens) {
			continue
		}
		if said == nil {
			said = make(map[string]bool)
			for _, n := range danish.Tokens(h.Meeting.Quote(h.Item.Span)) {
				said[n.Norm] = true
			}
		}
		if !said[t.Norm] {
			return false
		}
	}
	return true
}

// inReference reports whether a number is part of a date, paragraph or case.
func inReference(t danish.Token, tokens []danish.Token) bool {
	return slices.ContainsFunc(tokens, func(o danish.Token) bool {
		return o.Kind != danish.Number && o.Kind != danish.Word && o.Start <= t.Start && t.End <= o.End
	})
}

// pastVerbs are verbs of questions for what somebody did or what came out of
// something.
var pastVerbs = wordSet(`blev fik viste endte gik kom stemt stemte sagde mente besluttede vedtog godkendte afviste drøftede svarede valgte var havde
	skete landede udfaldet resultatet faldt steg lykkedes nåede`)

// outcomePhrases ask how something went that the minutes announce.
var outcomePhrases = phrases("hvordan gik, gik det, kom der ud af, kom ud af, resultatet af, udfaldet af, hvad endte, hvad skete der, hvordan var, hvordan forløb, hvem vandt")

// announced are words of a sentence about what is still to come.
var announced = phrases("kommende, såfremt, bliver sendt, vil blive, afholdes, forventes, planlægges, skal holdes, skal afholdes")

// yearEnd are phrases that stand before a year and mean its end.
var yearEnd = phrases("udgangen af, slutningen af, ultimo")

// laterPhrases name a time after the meeting.
var laterPhrases = []string{"næste år", "i fremtiden", "et år efter"}

// afterwards reports whether a question asks what happened at a time that lies
// after the item's meeting, which its minutes cannot tell.
func afterwards(q Question, h retrieval.Hit) bool {
	for _, phrase := range laterPhrases {
		if containsPhrase(q.Words, []string{phrase}) {
			return !near(h, func(text string) bool { return containsPhrase(normalWords(text), []string{phrase}) })
		}
	}
	later := func(d minutes.FoundDate) bool {
		first := d.Date // a month lies after the meeting if its first day does
		first.Day = max(first.Day, 1)
		return d.Year != 0 && first.Compare(h.Meeting.Date) > 0
	}
	if !q.Asks.Why && containsPhrase(q.Words, outcomePhrases) && len(h.Passages) > 0 {
		if told := h.Meeting.Quote(h.Passages[0].Span); slices.ContainsFunc(minutes.FindDates(told), later) || containsPhrase(normalWords(told), announced) {
			return true
		}
	}
	if q.Asks.When || !slices.ContainsFunc(q.Words, func(w string) bool { return pastVerbs[w] }) {
		return false
	}
	if from, _, _ := retrieval.FindPeriod(q.Text, minutes.Date{}); from.Compare(h.Meeting.Date) > 0 || slices.ContainsFunc(minutes.FindDates(q.Text), later) {
		return true
	}
	return slices.ContainsFunc(minutes.FindYears(q.Text), func(year int) bool { // the year of "mødeplanen for 2017" is no time of doing
		in, end := []string{fmt.Sprintf("i %d", year)}, h.Meeting.Date.Year == year && h.Meeting.Date.Month < time.December
		return year > h.Meeting.Date.Year && containsPhrase(q.Words, in) || end && containsPhrase(q.Words, yearEnd)
	})
}

// claimed are verbs that a question takes for done; an item that has no word
// for it cannot tell who did it, when or why.
var claimed = func() map[string]bool {
	stems := make(map[string]bool)
	for _, w := range strings.Fields(`stemme stemte stemt lukke nedlægge nedlagt nedlagde droppe fyre fyret fyrede fyring afskedige trak trække forlade forlod
		falde faldt stige steg afvise afviste afvist klage klagede anmelde anmeldt anmeldte bøde strejke straffe aflyse aflyst aflyste opsige opsagde fratræde ophøre`) {
		stems[danish.Stem(danish.Normal(w))] = true
	}
	return stems
}()

// unborneClaim reports whether a question takes for done what the item has no
// word for: "hvem stemte imod …", where nobody is said to have voted.
func unborneClaim(q Question, h retrieval.Hit) bool {
	if a := q.Asks; !a.Who && !a.When && !a.Why && !a.HowMuch { // "faldt …?" only asks
		return false
	}
	return slices.ContainsFunc(h.Unmatched, func(said string) bool {
		return slices.ContainsFunc(normalWords(said), func(w string) bool { return claimed[danish.Stem(w)] && slices.Contains(q.Words, w) })
	})
}

// offices are what one is "for" or "of" something.
var offices = normalSet("formand formanden næstformand næstformanden borgmester rådmand direktør direktøren leder lederen chef chefen ordfører ordføreren sekretær")

// otherOffice reports whether a question asks who holds an office, and no
// sentence with that office has what it is an office of: the chair of one
// council is not that of another.
func otherOffice(q Question, h retrieval.Hit) bool {
	i := slices.IndexFunc(q.Words, func(w string) bool { return offices[w] })
	if !q.Asks.Who || i < 0 || i+2 >= len(q.Words) || q.Words[i+1] != "for" && q.Words[i+1] != "af" && q.Words[i+1] != "i" {
		return false
	}
	of := slices.DeleteFunc(slices.Clone(q.Words[i+2:]), func(w string) bool { return !isContent(w) })
	office := strings.TrimSuffix(q.Words[i], "en")
	return !slices.ContainsFunc(h.Passages, func(p retrieval.Passage) bool {
		said := h.Meeting.Quote(p.Span)
		stems := stemsOf(said)
		holds := slices.ContainsFunc(normalWords(said), func(w string) bool { return strings.HasPrefix(w, office) })
		return holds && !slices.ContainsFunc(of, func(w string) bool { return !stems[danish.Stem(w)] })
	})
}

// unvoted reports whether a question asks how somebody voted in an item that
// tells of no vote.
func unvoted(q Question, h retrieval.Hit) bool {
	return containsPhrase(q.Words, []string{"stemte", "stemt", "stemmer"}) && !containsPhrase(normalWords(h.Meeting.Quote(h.Item.Span)), votingWords)
}

// datingWords tell when, without a date.
var datingWords = phrases("primo, medio, ultimo, hver, årligt, halvårligt, påske, sommer, sommeren, efteråret, foråret, vinteren, uge, næste møde, løbende, straks, snarest, nu")

// undated reports whether a question asks when, and no paragraph near to it
// tells a time; or the item has a word for no more than half of it.
func undated(q Question, h retrieval.Hit) bool {
	if !q.Asks.When || q.Asks.Decision || q.Asks.Several {
		return false
	}
	said, unheard := 0, 0
	for _, w := range q.Words {
		if isContent(w) && !danish.IsFiller(w) {
			said++
			if slices.ContainsFunc(h.Unmatched, func(u string) bool { return danish.Normal(u) == w }) {
				unheard++
			}
		}
	}
	return unheard > 0 && 2*unheard >= said ||
		!near(h, func(text string) bool {
			return len(minutes.FindDates(text)) > 0 || len(minutes.FindYears(text)) > 0 || containsPhrase(normalWords(text), datingWords)
		})
}
