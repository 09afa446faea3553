package eval

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/referat-dk/referat/bot"
	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
	"github.com/referat-dk/referat/retrieval/danish"
)

// Row is how one way to search did on a question set.
type Row struct {
	Name string
	Score
}

// Ranker searches for what answers a question: as it stands, with no answer
// made of it. Confidence below bot.DefaultThreshold counts as silence.
type Ranker func(ctx context.Context, q Question) (retrieval.Result, error)

// Measure puts every question to rank, but for those of the record.
func Measure(ctx context.Context, name string, questions []Question, rank Ranker) (Row, error) {
	row := Row{Name: name}
	for _, q := range questions {
		if q.ofRecord() {
			continue
		}
		result, err := rank(ctx, q)
		if err != nil {
			return row, fmt.Errorf("%s: %s: %w", name, q.ID, err)
		}
		row.add(Outcome{
			Question: q,
			Silent:   len(result.Hits) == 0 || result.Confidence < bot.DefaultThreshold,
			Rank: 1 + slices.IndexFunc(result.Hits, func(h retrieval.Hit) bool {
				return q.wants(h.Meeting.Date, punkt(h))
			}),
		})
	}
	return row, nil
}

func punkt(h retrieval.Hit) string {
	if h.Item == nil {
		return ""
	}
	return h.Item.Punkt
}

// ofRecord reports whether only the head of minutes answers q: who came, when
// they met. The bot reads that from the Meeting, without a search.
func (q Question) ofRecord() bool {
	return len(q.Refs) > 0 && !slices.ContainsFunc(q.Refs, func(r Ref) bool { return r.Punkt != "" })
}

// Searched is the text to search for: the question and, where it follows
// another, that one too.
func (q Question) Searched() string {
	if len(q.Earlier) == 0 {
		return q.Text
	}
	return q.Text + " " + q.Earlier[len(q.Earlier)-1]
}

// step is a line of the ablation. Set brings one part in, on top of those of
// the lines before; alone, it is left out of the lines that follow.
type step struct {
	name  string
	set   func(*parts)
	alone bool
}

type parts struct {
	retrieval.Options
	understand bool
}

// steps from plain BM25 to the search as it is meant.
var steps = []step{
	{name: "BM25", set: func(*parts) {}},
	{name: "+ stem", set: func(p *parts) { p.Ablation.NoStems = false }},
	{name: "+ compounds", set: func(p *parts) { p.Ablation.NoCompounds = false }},
	{name: "+ n-grams, left out below", set: func(p *parts) { p.Ablation.Grams = true }, alone: true},
	{name: "+ fields", set: func(p *parts) { p.Ablation.OneField = false }},
	{name: "+ spelling, short forms", set: func(p *parts) { p.Ablation.NoSpelling = false }},
	{name: "+ lexicon", set: func(p *parts) { p.Lexicon = nil }},
	{name: "+ understanding", set: func(p *parts) { p.understand = true }},
	{name: "+ vectors = referat", set: func(p *parts) { p.VectorWeight = 0 }},
	{name: "referat, no fields", set: func(p *parts) { p.Ablation.OneField = true }, alone: true},
	{name: "referat + n-grams", set: func(p *parts) { p.Ablation.Grams = true }, alone: true},
}

// Ablation measures the search with one part after another.
func Ablation(ctx context.Context, meetings []*minutes.Meeting, questions []Question) ([]Row, error) {
	p := parts{Options: retrieval.Options{
		Lexicon:      new(danish.Lexicon),
		VectorWeight: -1,
		Ablation:     retrieval.Ablation{OneField: true, NoStems: true, NoCompounds: true, NoSpelling: true},
	}}
	var rows []Row
	for _, s := range steps {
		with := p
		if s.set(&with); !s.alone {
			p = with
		}
		rank, err := with.ranker(ctx, meetings)
		if err != nil {
			return nil, err
		}
		row, err := Measure(ctx, s.name, questions, rank)
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// ranker searches meetings with p.
func (p parts) ranker(ctx context.Context, meetings []*minutes.Meeting) (Ranker, error) {
	index, err := retrieval.Open(ctx, p.Options)
	if err != nil {
		return nil, err
	}
	known := retrieval.KnownFrom(meetings)
	return func(ctx context.Context, q Question) (retrieval.Result, error) {
		query := retrieval.Query{Text: q.Searched()}
		if p.understand {
			query = retrieval.Understand(query.Text, known)
		}
		result, err := index.Search(ctx, query)
		if query.Punkt != "" || len(query.Cases) > 0 {
			result.Confidence = 1 // asked for by number: as the bot reads it
		}
		return result, err
	}, index.Add(ctx, meetings...)
}

// PrintRows writes a line for each way to search.
func PrintRows(w io.Writer, rows []Row) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, strings.Join([]string{"search", "n", "hit@1", "hit@3", "MRR", "rightly silent", "wrongly silent"}, "\t"))
	for _, r := range rows {
		fmt.Fprintf(t, "%s\t%d\t%s\t%s\t%s\t%s\t%s\n", r.Name, r.Questions, percent(r.First, r.Answerable), percent(r.Third, r.Answerable),
			r.mrr(), percent(r.Silent, r.Questions-r.Answerable), percent(r.WronglySil, r.Answerable))
	}
	return t.Flush()
}
