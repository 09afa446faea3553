package bot

import (
	"slices"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
)

// answerable is the confidence at which the best hit is shown as an answer.
// Measured on testdata/questions/dev.jsonl: below it, more answers are wrong
// than right.
const answerable = 0.5

// unanswered decides whether the minutes say anything on the question, and
// gives the reason if they do not.
func unanswered(q Question, r retrieval.Result) (reason string, missing bool) {
	switch {
	case r.Coverage.Meetings == 0:
		return noMeetingText(q.Query), true
	case len(r.Hits) == 0:
		return "", true
	}
	if q.Query.Punkt != "" || len(q.Query.Cases) > 0 {
		return "", false // asked for by number: the filters found it
	}
	return "", r.Confidence < answerable
}

const (
	alike       = 0.8 // share of the best hit's match at which another item also answers "several places"
	mostAnswers = 8
)

// answering chooses the hits that the answer is drawn from: the best, or every
// one that matches nearly as well where several places are asked for.
func answering(q Question, hits []retrieval.Hit) []retrieval.Hit {
	if !q.Asks.Several {
		return hits[:1]
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
	sortByDate(kept)
	return kept
}

func closedAnswer(a Answer, m *minutes.Meeting, it *minutes.Item) Answer {
	a.Status = Closed
	a.Citations = []Citation{cite(m, it, it.Heading)}
	a.Text = closedText(m, it)
	return a
}

func sortByDate(hits []retrieval.Hit) {
	slices.SortStableFunc(hits, func(a, b retrieval.Hit) int { return minutes.ByDate(a.Meeting, b.Meeting) })
}
