// Package eval measures an Answerer against a set of questions with known
// answers: where the right item ranks, whether quotes and references hold,
// and whether it stays silent exactly where the minutes do.
package eval

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/referat-dk/referat/bot"
	"github.com/referat-dk/referat/minutes"
)

// Question is one line of a question set.
type Question struct {
	ID       string   `json:"id"`
	Category string   `json:"cat"`
	Text     string   `json:"q"`
	Earlier  []string `json:"hist"` // the questions before it, oldest first
	Refs     []Ref    `json:"refs"` // items that answer it
	All      bool     `json:"all"`  // every one of Refs is wanted; else any one
	Must     []string `json:"must"` // patterns that the text or a quote has to match
	None     bool     `json:"none"` // the minutes do not answer it
}

// Ref names an item by the date of its meeting and its full number, "" for
// the head of the minutes.
type Ref struct {
	Date  string `json:"date"`
	Punkt string `json:"punkt"`
}

// Read reads a question set, one JSON object a line; empty lines are skipped.
func Read(r io.Reader) ([]Question, error) {
	var questions []Question
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		var q Question
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		for _, p := range q.Must {
			if _, err := regexp.Compile(p); err != nil {
				return nil, fmt.Errorf("line %d: %w", n, err)
			}
		}
		questions = append(questions, q)
	}
	return questions, lines.Err()
}

// Outcome is how one question went.
type Outcome struct {
	Question
	Answer     bot.Answer
	Rank       int  // of the first right item among the hits; 0: not among them
	Said       bool // every pattern of Must matches
	RightCites int  // citations of an item in Refs
	Cited      int  // of Refs, how many are cited
	Silent     bool // answered with not found, or refused
}

// Right reports whether a person got what was asked for: silence where the
// minutes are silent, else a citation of a right item, of every one where All,
// and the words of Must.
func (o Outcome) Right() bool {
	if o.None {
		return o.Silent
	}
	if o.All && o.Cited < len(o.Refs) {
		return false
	}
	return !o.Silent && o.Said && (o.Cited > 0 || len(o.Refs) == 0)
}

// Ask puts q to a and judges the answer.
func Ask(ctx context.Context, a *bot.Answerer, q Question) (Outcome, error) {
	answer, err := a.Answer(ctx, bot.Asked(q.Earlier...), q.Text)
	if err != nil {
		return Outcome{}, fmt.Errorf("%s: %w", q.ID, err)
	}
	o := Outcome{Question: q, Answer: answer, Said: true}
	o.Silent = answer.Status == bot.NotFound || answer.Status == bot.Refused || q.None && answer.Status == bot.Closed // only the title was shown
	for i, h := range answer.Hits {
		if o.Rank == 0 && q.wants(h.Date, h.Punkt) {
			o.Rank = i + 1
		}
	}
	said := answer.Text
	cited := make(map[string]bool)
	for _, c := range answer.Citations {
		said += "\n" + c.Quote
		if q.wants(c.Date, c.Punkt) {
			o.RightCites++
			cited[c.Ref] = true
		}
	}
	o.Cited = len(cited)
	for _, p := range q.Must {
		o.Said = o.Said && regexp.MustCompile(p).MatchString(said)
	}
	return o, nil
}

func (q Question) wants(date minutes.Date, punkt string) bool {
	for _, r := range q.Refs {
		if r.Date == date.String() && strings.EqualFold(r.Punkt, punkt) {
			return true
		}
	}
	return false
}

// Valid counts the citations of answer and those that hold: the quote is the
// text at its offsets, and the item exists in the meeting it names.
func Valid(answer bot.Answer, meetings []*minutes.Meeting) (valid, all int) {
	for _, c := range answer.Citations {
		all++
		for _, m := range meetings {
			ref, err := minutes.ParseRef(c.Ref)
			if err != nil || ref.Meeting != m.ID || m.Quote(minutes.Span{Start: c.Start, End: c.End}) != c.Quote || c.Quote == "" {
				continue
			}
			if ref.Item == "" && c.Punkt == "" || m.Item(ref.Item) != nil && m.Item(ref.Item).Span.Contains(minutes.Span{Start: c.Start, End: c.End}) {
				valid++
			}
		}
	}
	return valid, all
}
