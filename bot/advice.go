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

// ownCase are phrases of questions about somebody's own case, which no
// minutes answer.
var ownCase = phrases(`min sag, mine sager, min ansøgning, min klage, min søns sag, min datters sag, mit barns sag, vores sag, vores ansøgning, min nabo, min nabos,
	har jeg ret, har vi ret, har min søn, har min datter, har mit barn, har min mor, har min far, kan jeg få, kan jeg søge, kan jeg klage, kan vi få,
	skal jeg sige, skal jeg klage, skal jeg søge, skal jeg skrive, skal jeg ringe, skal jeg henvende, kan du skrive, hvordan søger man, hvordan søger jeg, hvordan ansøger, hvordan laver man, skal vi sige, bør jeg, bør vi, hvad gør jeg, hvad gør vi,
	kan jeg ringe, kan vi ringe, kan jeg kontakte, kan vi kontakte, skal vi klage, skal vi søge, skal jeg vente, skal vi vente, skal han vente, skal hun vente, får jeg svar, får vi svar,
	is my son, is my daughter, is my child, can my son, can my daughter, my case, my application, should i, can i get, can i apply, am i entitled, what do i do`)

// ownModals and ownWords open a question on what one's own kin may have or
// must do, or on what they cost: "kan min søn få …", "hvad koster vores datters …".
var (
	ownModals = wordSet("kan skal bør får har koster")
	ownWords  = wordSet("min mit mine vor vores")
)

func isKin(word string) bool {
	word = strings.TrimSuffix(word, "s")
	return danish.IsKin(word) || word == "barn" || word == "børn"
}

// asksOwnCase reports whether a question is about somebody's own case. One that
// only tells of it ("min bror kan ikke …") may ask what the minutes say.
func asksOwnCase(words []string) bool {
	if containsPhrase(words, ownCase) {
		return true
	}
	for i := range words[:max(0, len(words)-2)] {
		asks := i == 0 || strings.HasPrefix(words[i-1], "hv")
		if asks && ownModals[words[i]] && ownWords[words[i+1]] && isKin(words[i+2]) {
			return true
		}
	}
	return false
}

// opinions are phrases of questions for what the bot thinks.
var opinions = phrases(`synes du, mener du, tror du, syntes du, hvad ville du, anbefaler du, vil du anbefale, kan du anbefale`)
