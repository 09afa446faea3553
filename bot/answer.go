package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/minutes/mask"
	"github.com/referat-dk/referat/retrieval"
)

// Status says what kind of answer an Answer is. The zero Status is no answer.
type Status string

const (
	Answered Status = "answered"
	NotFound Status = "not_found" // the minutes searched do not say
	Closed   Status = "closed"    // the item is lukket: only number, date and title are public
	Refused  Status = "refused"   // the question holds a personal number
	Clarify  Status = "clarify"   // more than one meeting or item could be meant
	Failed   Status = "error"     // set by the command; Answer itself returns an error
)

// Answer is an answer with its references. The field names are a contract:
// later versions add fields, they rename none.
type Answer struct {
	ID        string             `json:"id"`
	Question  string             `json:"question"`
	Status    Status             `json:"status"`
	Text      string             `json:"text"` // what a person is shown, in the language of the question
	Citations []Citation         `json:"citations"`
	Hits      []HitRef           `json:"hits"` // the ranked items behind the answer, best first, at most 10
	Coverage  retrieval.Coverage `json:"coverage"`

	// Confidence of the search in its best hit, in [0,1]; 1 where the answer
	// is a fact of the record or the item was asked for by its number.
	Confidence float64 `json:"confidence"`

	// Choices are what the question could mean, at most three; only of Clarify.
	Choices []Choice `json:"choices,omitempty"`

	// WordsOnly is why the embedding model could not be asked, so that words
	// alone were searched for; "" where it was, or was not needed.
	WordsOnly string `json:"words_only,omitempty"`

	asked string // the question as a conversation completed it, where Question leans on another
	of    string // ref of the item that it asked about

	Explanation Explanation `json:"-"` // what became of a model's draft
}

// Citation is a quote and where it stands.
type Citation struct {
	Ref     string       `json:"ref"` // "samarbejdsforum/2022-04-07/5c"
	Body    string       `json:"body"`
	Date    minutes.Date `json:"date"`
	Punkt   string       `json:"punkt"` // "5C"; "" for the head of the minutes
	Title   string       `json:"title"`
	Section string       `json:"section"` // heading as printed
	Quote   string       `json:"quote"`   // letter by letter: Meeting.Text[Start:End]
	Start   int          `json:"start"`
	End     int          `json:"end"`
	Source  string       `json:"source"` // name of the file
	URL     string       `json:"url,omitempty"`

	// Retrieved is the day the file was fetched from URL; zero: not known.
	Retrieved minutes.Date `json:"retrieved,omitzero"`

	label string // "Samarbejdsforum, 7. april 2022, punkt 5 C"
}

// HitRef is a ranked item in short.
type HitRef struct {
	Ref   string       `json:"ref"`
	Date  minutes.Date `json:"date"`
	Punkt string       `json:"punkt"`
	Score float64      `json:"score"`

	// Near tells that the item matches the question nearly as well as the
	// best, so that it is worth showing as another place.
	Near bool `json:"-"`
}

// Searcher finds the items that a question is about. *retrieval.Index is one.
type Searcher interface {
	Search(ctx context.Context, q retrieval.Query) (retrieval.Result, error)
	Meetings() []*minutes.Meeting // oldest first
}

// Composer words an answer from hits. What it returns is a draft: nothing of
// it reaches a person unless the verifier finds its quote in the minutes.
type Composer interface {
	Compose(ctx context.Context, q Question, hits []retrieval.Hit) (Draft, error)
}

// Draft is an unverified answer.
type Draft struct{ Sentences []Sentence }

// Sentence is one statement of a draft with the words of the minutes that it
// rests on.
type Sentence struct {
	Text   string       // said above the quote; "" lets the quote speak for itself
	Source int          // which of the hits, counted from 1
	Quote  string       // letter by letter from that hit's item
	At     minutes.Span // where the quote stands; the zero Span lets the verifier look for it
}

// Answerer answers questions. It keeps no state, so one Answerer serves any
// number of goroutines.
type Answerer struct {
	Searcher Searcher
	Composer Composer         // nil: Quoter, the minutes' own words
	Now      func() time.Time // what "sidste år" is counted from; nil: time.Now

	// Threshold is the confidence below which a question is not answered; 0:
	// DefaultThreshold, negative: none.
	Threshold float64
}

const maxQuestion = 1200 // bytes: some 1,000 letters

// Answer answers question. It never invents: every citation is cut from the
// stored text, and what the minutes do not say is NotFound. An error means
// that the search failed or was cancelled; an embedding service that fails is
// no error, see Answer.WordsOnly.
func (a *Answerer) Answer(ctx context.Context, c Conversation, question string) (Answer, error) {
	if a.Searcher == nil {
		return Answer{}, errors.New("bot: an Answerer needs a Searcher, such as a retrieval.Index")
	}
	meetings := a.Searcher.Meetings()
	answer := Answer{Question: question, Citations: []Citation{}, Hits: []HitRef{}, Coverage: retrieval.Covers(meetings)}
	switch {
	case minutes.MayHoldCPR(question) || slices.ContainsFunc(c.Turns, func(t Turn) bool { return minutes.MayHoldCPR(t.Question) }):
		answer.Question = ""
		answer.Status, answer.Text = Refused, languageOf(normalWords(question)).say(refusedText)
		return answer, nil
	case len(question) > maxQuestion:
		answer.Status, answer.Text = Clarify, languageOf(normalWords(question)).say(tooLongText)
		return answer, nil
	}
	c, err := a.recalled(ctx, c, question)
	if err != nil {
		return answer, err
	}
	q := readQuestion(question, c, meetings, a.today())
	if answer.asked = q.asked; q.Item != nil {
		answer.of = minutes.Ref{Meeting: q.of.ID, Item: q.Item.ID}.String()
	}
	if draft, ok := answerFromRecord(q, meetings); ok {
		answer.Confidence = 1
		return draft.into(answer), nil
	}
	found, err := a.fromSearch(ctx, q, answer)
	if err == nil && found.Status == NotFound && q.Item == nil && hasContent(normalWords(q.own)) { // "hvad med e-Boks?" may be a new subject
		q.Query.Text, q.own = q.own, ""
		if again, err := a.fromSearch(ctx, q, answer); err != nil || again.Status != NotFound {
			return again, err
		}
	}
	return found, err
}

// fromSearch completes answer with what the search finds.
func (a *Answerer) fromSearch(ctx context.Context, q Question, answer Answer) (Answer, error) {
	result, err := a.search(ctx, &q)
	if err != nil {
		return answer, fmt.Errorf("bot: search: %w", err)
	}
	if q.Item != nil {
		result.Hits = inItem(q, result.Hits)
	}
	answer.Coverage = result.Coverage
	if result.WordsOnly != nil {
		answer.WordsOnly = result.WordsOnly.Error()
	}
	for _, h := range result.Hits {
		ref := hitRef(h)
		ref.Near = nearBest(h, result.Hits)
		answer.Hits = append(answer.Hits, ref)
	}
	answer.Confidence = confidence(q, result)
	if reason, missing := unanswered(q, result, a.threshold()); missing {
		answer.Status, answer.Text = NotFound, q.Language.notFoundText(reason.text, result, a.Searcher.Meetings())
		if reason.cites.Len() > 0 {
			answer.Citations = append(answer.Citations, cite(result.Hits[0].Meeting, result.Hits[0].Item, reason.cites))
		}
		if reason.own {
			return a.withAdvisor(ctx, q.Language, answer, result)
		}
		return answer, nil
	}
	return a.compose(ctx, q, result, answer)
}

func (a *Answerer) threshold() float64 { return cmp.Or(a.Threshold, DefaultThreshold) }

func (a *Answerer) today() minutes.Date {
	now := time.Now
	if a.Now != nil {
		now = a.Now
	}
	t := now()
	return minutes.Date{Year: t.Year(), Month: t.Month(), Day: t.Day()}
}

// search looks for what q asks. Where no meeting fits its filters, the result
// has the items nearest to it in other meetings, and a date may be answered by
// those: "blev referatet fra den 11. maj godkendt".
func (a *Answerer) search(ctx context.Context, q *Question) (retrieval.Result, error) {
	result, err := a.Searcher.Search(ctx, q.Query)
	if err != nil || result.Coverage.Meetings > 0 || q.Query.Punkt != "" {
		return result, err
	}
	wide := *q
	wide.Query = retrieval.Query{Text: q.Text, Cases: q.Query.Cases, Limit: q.Query.Limit}
	again, err := a.Searcher.Search(ctx, wide.Query)
	if err != nil || len(again.Hits) == 0 {
		return result, err
	}
	if h := again.Hits[0]; h.Item != nil && slices.Contains(q.Words, "referatet") && again.Confidence >= a.threshold() && sameDates(wide, h) {
		*q = wide
		return again, nil
	}
	result.Hits = again.Hits
	return result, nil
}

// compose turns the hits that answer q into text.
func (a *Answerer) compose(ctx context.Context, q Question, result retrieval.Result, answer Answer) (Answer, error) {
	hits := answering(q, result.Hits)
	if len(hits) == 1 && hits[0].Item != nil && hits[0].Item.Closed {
		return q.Language.closedAnswer(answer, hits[0].Meeting, hits[0].Item), nil
	}
	verified, explanation := a.byModel(ctx, q, hits)
	answer.Explanation = explanation
	if len(verified) == 0 { // a model that fails is no reason to stay silent
		draft, err := Quoter{}.Compose(ctx, q, hits)
		if err != nil {
			return answer, err
		}
		verified = cut(draft, hits)
	}
	if len(verified) == 0 {
		answer.Status, answer.Text = NotFound, q.Language.notFoundText("", result, a.Searcher.Meetings())
		return answer, nil
	}
	answer.Status = Answered
	answer.Text = q.Language.render(q, result, verified)
	for _, v := range verified {
		answer.Citations = append(answer.Citations, v.citation)
	}
	return answer, nil
}

// byModel has the Composer word an answer, and keeps what the minutes bear out.
// The Composer sees the question without addresses and telephone numbers.
func (a *Answerer) byModel(ctx context.Context, q Question, hits []retrieval.Hit) ([]verified, Explanation) {
	if a.Composer == nil {
		return nil, Explanation{}
	}
	x := Explanation{Asked: true}
	draft, err := a.Composer.Compose(ctx, q.masked(), copies(hits)) // what it does to them changes nothing here
	if err != nil {
		x.Err = err
		return nil, x
	}
	kept, dropped := verify(q, draft, hits)
	x.Kept, x.Dropped = len(kept), dropped
	return kept, x
}

// masked is the question without what tells where or how to reach somebody.
func (q Question) masked() Question {
	for _, text := range []*string{&q.Text, &q.Query.Text, &q.own, &q.asked} {
		*text = mask.Contacts(*text)
	}
	left := normalWords(q.Text + " " + q.Query.Text)
	q.Words = slices.DeleteFunc(slices.Clone(q.Words), func(w string) bool { return !slices.Contains(left, w) })
	return q
}

// copies of hits that a Composer may change without changing the record.
func copies(hits []retrieval.Hit) []retrieval.Hit {
	list := slices.Clone(hits)
	for i := range list {
		m := *list[i].Meeting
		list[i].Meeting = &m
		if list[i].Item != nil {
			it := *list[i].Item
			list[i].Item = &it
		}
		list[i].Passages = slices.Clone(list[i].Passages)
	}
	return list
}

func hitRef(h retrieval.Hit) HitRef {
	r := HitRef{Ref: h.Ref.String(), Date: h.Meeting.Date, Score: h.Score}
	if h.Item != nil {
		r.Punkt = h.Item.Punkt
	}
	return r
}

// cite makes the citation of a span; item is nil for the head of the minutes.
func cite(m *minutes.Meeting, item *minutes.Item, s minutes.Span) Citation {
	c := Citation{Body: m.Body, Date: m.Date, Quote: m.Quote(s), Start: s.Start, End: s.End, Source: m.Source.Name, URL: m.Source.URL, Retrieved: m.Source.Retrieved, label: m.Label(item)}
	ref := minutes.Ref{Meeting: m.ID}
	if item != nil {
		ref.Item, c.Punkt, c.Title = item.ID, item.Punkt, item.Title
		for _, section := range item.Sections {
			if section.Span.Contains(s) {
				c.Section = section.Heading
			}
		}
	}
	c.Ref = ref.String()
	return c
}
