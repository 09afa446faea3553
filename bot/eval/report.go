package eval

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"text/tabwriter"

	"github.com/referat-dk/referat/bot"
)

// Score sums up the questions of one category. Ratios are taken over the
// counts that stand beside them.
type Score struct {
	Questions  int
	Answerable int
	First      int     // right item first
	Third      int     // right item among the first three
	Reciprocal float64 // sum of 1/rank
	Right      int     // see Outcome.Right
	RightCites int     // citations of a right item …
	Cites      int     // … of all given to answerable questions
	Recalled   int     // answerable questions with a right citation
	Valid      int     // citations whose quote and reference hold …
	AllCites   int     // … of all
	Silent     int     // unanswerable questions left unanswered
	WronglySil int     // answerable questions left unanswered
}

// Report is the result of a run: scores by category, and every outcome.
type Report struct {
	Categories map[string]*Score
	Total      Score
	Outcomes   []Outcome
}

// Run puts every question to a.
func Run(ctx context.Context, a *bot.Answerer, questions []Question) (Report, error) {
	r := Report{Categories: make(map[string]*Score)}
	for _, q := range questions {
		o, err := Ask(ctx, a, q)
		if err != nil {
			return r, err
		}
		valid, all := Valid(o.Answer, a.Searcher.Meetings())
		if r.Categories[q.Category] == nil {
			r.Categories[q.Category] = new(Score)
		}
		for _, s := range []*Score{r.Categories[q.Category], &r.Total} {
			s.Valid += valid
			s.AllCites += all
			s.add(o)
		}
		r.Outcomes = append(r.Outcomes, o)
	}
	return r, nil
}

func (s *Score) add(o Outcome) {
	s.Questions++
	s.Right += one(o.Right())
	if o.None {
		s.Silent += one(o.Silent)
		return
	}
	s.Answerable++
	s.First += one(o.Rank == 1)
	s.Third += one(o.Rank >= 1 && o.Rank <= 3)
	if o.Rank > 0 {
		s.Reciprocal += 1 / float64(o.Rank)
	}
	s.Cites += len(o.Answer.Citations)
	s.RightCites += o.RightCites
	s.Recalled += one(o.RightCites > 0)
	s.WronglySil += one(o.Silent)
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Print writes the table, a category a line, categories by name.
func (r Report) Print(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "category\tn\thit@1\thit@3\tMRR\tquotes valid\tcite precision\tcite recall\trightly silent\twrongly silent\tright")
	for _, name := range slices.Sorted(maps.Keys(r.Categories)) {
		r.Categories[name].print(t, name)
	}
	r.Total.print(t, "all")
	return t.Flush()
}

func (s *Score) print(w io.Writer, name string) {
	unanswerable := s.Questions - s.Answerable
	fmt.Fprintf(w, "%s\t%d\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", name, s.Questions,
		percent(s.First, s.Answerable), percent(s.Third, s.Answerable), s.mrr(), percent(s.Valid, s.AllCites),
		percent(s.RightCites, s.Cites), percent(s.Recalled, s.Answerable), percent(s.Silent, unanswerable),
		percent(s.WronglySil, s.Answerable), percent(s.Right, s.Questions))
}

func (s *Score) mrr() string {
	if s.Answerable == 0 {
		return "–"
	}
	return fmt.Sprintf("%.2f", s.Reciprocal/float64(s.Answerable))
}

func percent(n, of int) string {
	if of == 0 {
		return "–"
	}
	return fmt.Sprintf("%.0f %%", 100*float64(n)/float64(of))
}
