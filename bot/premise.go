package bot

import (
	"slices"
	"strings"

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

// resultWords are verbs of questions for what came out of something.
var resultWords = wordSet("fik viste endte gik stemt stemte")

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
	if !slices.ContainsFunc(q.Words, func(w string) bool { return resultWords[w] }) {
		return false
	}
	if slices.ContainsFunc(minutes.FindYears(q.Text), func(year int) bool { return year > h.Meeting.Date.Year }) {
		return true
	}
	return slices.ContainsFunc(minutes.FindDates(q.Text), func(d minutes.FoundDate) bool {
		first := d.Date // a month lies after the meeting if its first day does
		first.Day = max(first.Day, 1)
		return d.Year != 0 && first.Compare(h.Meeting.Date) > 0
	})
}
