package bot

import (
	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
)

// Show answers with an item whole, letter by letter; of one that is closed,
// with its title. A ref that names none is NotFound.
func (a *Answerer) Show(ref string, l Language) Answer {
	meetings := a.Searcher.Meetings()
	answer := Answer{Citations: []Citation{}, Hits: []HitRef{}, Coverage: retrieval.Covers(meetings), Confidence: 1}
	m, it := firstOf([]string{ref}, meetings)
	switch {
	case m == nil || it == nil && ref != m.ID:
		answer.Status, answer.Text = NotFound, l.say(noSuchItemText)
		return answer
	case it != nil && it.Closed:
		return l.closedAnswer(answer, m, it)
	}
	at := m.Head
	if it != nil {
		at = it.Span
	}
	c := cite(m, it, at)
	answer.Status, answer.Citations = Answered, append(answer.Citations, c)
	answer.Text = quoted(c.Quote) + "\n" + referenceLine(c)
	return answer
}

const mostPlaces = 3 // shown at once

// Places answers with the first of some items, each by its decision or the
// words it begins with. The others stand in Hits.
func (a *Answerer) Places(refs []string, l Language) Answer {
	meetings := a.Searcher.Meetings()
	answer := Answer{Citations: []Citation{}, Hits: []HitRef{}, Coverage: retrieval.Covers(meetings), Confidence: 1}
	var shown []verified
	for _, ref := range refs {
		m, it := firstOf([]string{ref}, meetings)
		if it == nil {
			continue
		}
		hit := retrieval.Hit{Ref: minutes.Ref{Meeting: m.ID, Item: it.ID}, Meeting: m, Item: it, Score: 1}
		ref := hitRef(hit)
		ref.Near = true
		answer.Hits = append(answer.Hits, ref)
		if len(shown) < mostPlaces {
			words := l.opening(hit)
			shown = append(shown, verified{words.lead, cite(m, it, words.at)})
		}
	}
	if len(shown) == 0 {
		answer.Status, answer.Text = NotFound, l.say(noMoreText)
		return answer
	}
	answer.Status, answer.Text = Answered, l.render(Question{}, retrieval.Result{}, shown)
	for _, s := range shown {
		answer.Citations = append(answer.Citations, s.citation)
	}
	return answer
}
