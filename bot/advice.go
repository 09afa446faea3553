package bot

import (
	"context"
	"strings"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
	"github.com/referat-dk/referat/retrieval/danish"
)

// advisor is whom to ask about one's own case, and advisorRole what the minutes
// are searched for to say so in their own words.
const (
	advisor     = "borgerrådgiver"
	advisorRole = "borgerrådgiver rådgive, hjælpe, vejlede, formålet"
)

// whomToAsk quotes what the minutes say of the municipality's advisor
// (borgerrådgiver); it reports false where they have no item on it.
func (a *Answerer) whomToAsk(ctx context.Context, l Language) (verified, bool, error) {
	result, err := a.Searcher.Search(ctx, retrieval.Query{Text: advisorRole})
	if err != nil {
		return verified{}, false, err
	}
	for _, h := range result.Hits {
		if h.Item == nil || h.Item.Closed || !strings.Contains(danish.Normal(h.Item.Title), danish.Normal(advisor)) {
			continue
		}
		for _, p := range h.Passages { // best first
			at := pageOf(h).line(p.Span)
			if at.Len() > wholeLine {
				at = p.Span
			}
			if p.Kind != minutes.Attachments && strings.Contains(danish.Normal(h.Meeting.Quote(at)), danish.Normal(advisor)) {
				return verified{l.say(advisorLead), cite(h.Meeting, h.Item, at)}, true, nil
			}
		}
	}
	return verified{}, false, nil
}

// withAdvisor adds to the refusal to advise whom to ask, and which items come
// near to the question.
func (a *Answerer) withAdvisor(ctx context.Context, l Language, answer Answer, found retrieval.Result) (Answer, error) {
	answer.Text += l.nearestText(found)
	who, ok, err := a.whomToAsk(ctx, l)
	if err != nil || !ok {
		return answer, err
	}
	answer.Citations = append(answer.Citations, who.citation)
	answer.Text += "\n\n" + l.render(Question{}, retrieval.Result{}, []verified{who})
	return answer, nil
}
