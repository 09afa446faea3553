package bot

import (
	"cmp"
	"context"
	"slices"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
)

// Conversation holds what was said before. The zero value is a new one.
type Conversation struct {
	Turns []Turn // oldest first
}

// Turn is a question and where its answer stands.
type Turn struct {
	Question string
	// Refs are what the answer cited, as in Citation.Ref, the first one first.
	// Nil where they were not kept: a follow-up that needs them has the
	// question answered again.
	Refs []string
}

// Asked is a conversation of which only the questions were kept.
func Asked(questions ...string) Conversation {
	var c Conversation
	for _, q := range questions {
		c.Turns = append(c.Turns, Turn{Question: q})
	}
	return c
}

// turn is what a conversation keeps of an answer.
func (a Answer) turn(question string) Turn {
	t := Turn{Question: cmp.Or(a.asked, question), Refs: []string{}}
	if a.of != "" {
		t.Refs = append(t.Refs, a.of)
	}
	for _, cited := range a.Citations {
		if !slices.Contains(t.Refs, cited.Ref) {
			t.Refs = append(t.Refs, cited.Ref)
		}
	}
	return t
}

const mostRecalled = 3 // turns that may be answered again to find what they cited

// recalled finds what the last turn cited, where that was not kept and the
// question may need it.
func (a *Answerer) recalled(ctx context.Context, c Conversation, question string) (Conversation, error) {
	n := len(c.Turns)
	if n == 0 || c.Turns[n-1].Refs != nil || !mayFollow(question) {
		return c, nil
	}
	earlier := Conversation{c.Turns[max(0, n-mostRecalled) : n-1]}
	last := c.Turns[n-1].Question
	answer, err := a.Answer(ctx, earlier, last)
	if err != nil {
		return c, err
	}
	return Conversation{append(slices.Clone(earlier.Turns), answer.turn(last))}, nil
}

// mayFollow reports whether question can lean on the one before it.
func mayFollow(question string) bool {
	_, corrects := correction(question)
	own := 0
	for _, w := range normalWords(question) {
		if isContent(w) {
			own++
		}
	}
	return corrects || own <= shortQuestion
}

// unasked is the share of the best sentence's score that the other sentences
// of an item get when a follow-up asks something of it: "hvor meget?" may be
// answered where the words of the question before do not stand.
const unasked = 0.5

// inItem narrows hits to the item of a follow-up, with all its sentences.
func inItem(q Question, hits []retrieval.Hit) []retrieval.Hit {
	hit := retrieval.Hit{Ref: minutes.Ref{Meeting: q.of.ID, Item: q.Item.ID}, Meeting: q.of, Item: q.Item, Score: 1, Matched: 1}
	score := 1.0
	for _, h := range hits {
		if h.Ref == hit.Ref {
			hit = h
			if len(h.Passages) > 0 {
				score = h.Passages[0].Score
			}
		}
	}
	hit.Passages = slices.Clone(hit.Passages)
	for _, section := range q.Item.Sections {
		if section.Kind == minutes.Attachments {
			continue
		}
		for s := range q.of.Sentences(section.Span) {
			if !slices.ContainsFunc(hit.Passages, func(p retrieval.Passage) bool { return p.Span == s }) {
				hit.Passages = append(hit.Passages, retrieval.Passage{Span: s, Kind: section.Kind, Score: unasked * score})
			}
		}
	}
	return []retrieval.Hit{hit}
}
