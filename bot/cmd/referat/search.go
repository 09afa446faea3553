package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
)

// searchHit is one line of search --json.
type searchHit struct {
	Ref     string       `json:"ref"`
	Body    string       `json:"body"`
	Date    minutes.Date `json:"date"`
	Punkt   string       `json:"punkt"`
	Title   string       `json:"title"`
	Score   float64      `json:"score"`
	Quote   string       `json:"quote"`
	Start   int          `json:"start"`
	End     int          `json:"end"`
	Matched float64      `json:"matched"`
}

// searchFlags are the filters of search.
type searchFlags struct {
	bodies, cases, sections []string
	from, to, punkt         string
	limit                   int
}

func newSearch(from *archive) *cobra.Command {
	var flags searchFlags
	var vectors embedding
	var asJSON bool
	c := &cobra.Command{
		Use:   "search ORD …",
		Short: "Find punkter, de bedste først",
		Example: `  referat search bostøtte ventetid
  referat search --body Samarbejdsforum --after 2022-01-01 ungestrategi
  referat search --section decision godkendt takst`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 && flags.punkt == "" && len(flags.cases) == 0 {
				return fmt.Errorf("skriv ord at søge efter")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			if minutes.MayHoldCPR(strings.Join(args, " ")) {
				return usagef("ordene ser ud til at indeholde et personnummer; søg uden det")
			}
			index, err := from.index(c.Context(), &vectors, c.ErrOrStderr())
			if err != nil {
				return err
			}
			defer from.close()
			query, err := flags.query(strings.Join(args, " "), index.Meetings())
			if err != nil {
				return err
			}
			result, err := index.Search(c.Context(), query)
			if err != nil {
				return err
			}
			if result.WordsOnly != nil {
				noticeWordsOnly(c.ErrOrStderr(), result.WordsOnly.Error())
			}
			if strings.TrimSpace(query.Text) != "" { // near in letters alone is no find
				result.Hits = slices.DeleteFunc(result.Hits, func(h retrieval.Hit) bool { return h.Matched == 0 && len(h.Passages) == 0 })
			}
			if asJSON {
				hits := []searchHit{}
				for _, h := range result.Hits {
					hits = append(hits, jsonHit(h))
				}
				return writeJSON(c.OutOrStdout(), map[string]any{"hits": hits, "coverage": result.Coverage, "confidence": result.Confidence})
			}
			p := newPrinter(c.OutOrStdout())
			printHits(p, result)
			return p.err()
		},
	}
	vectors.register(c)
	f := c.Flags()
	f.BoolVar(&asJSON, "json", false, "skriv resultatet som JSON")
	f.StringArrayVar(&flags.bodies, "body", nil, "kun dette udvalg, råd eller forum (kan gentages)")
	f.StringVar(&flags.from, "after", "", "kun møder fra og med denne dato (2022-04-07)")
	f.StringVar(&flags.to, "before", "", "kun møder til og med denne dato")
	f.StringVar(&flags.punkt, "punkt", "", "kun dette punkt: 4, 2B")
	f.StringArrayVar(&flags.cases, "case", nil, "kun dette sagsnummer, eller alle under et KLE-emne (kan gentages)")
	f.StringArrayVar(&flags.sections, "section", nil, "kun denne slags afsnit: summary, recommendation, decision, facts, economy … (kan gentages)")
	f.IntVar(&flags.limit, "limit", 10, "højst så mange punkter")
	return c
}

func (f searchFlags) query(words string, meetings []*minutes.Meeting) (retrieval.Query, error) {
	q := retrieval.Understand(words, retrieval.KnownFrom(meetings))
	if len(f.bodies) > 0 {
		q.Bodies = nil
		for _, name := range f.bodies {
			found := retrieval.Understand(name, retrieval.KnownFrom(meetings)).Bodies
			if len(found) == 0 {
				return q, usagef("--body %s: kendes ikke; der er %s", name, strings.Join(retrieval.KnownFrom(meetings).Bodies, ", "))
			}
			q.Bodies = append(q.Bodies, found...)
		}
	}
	for _, d := range []struct {
		flag, value string
		into        *minutes.Date
	}{{"--after", f.from, &q.From}, {"--before", f.to, &q.To}} {
		if d.value == "" {
			continue
		}
		if err := d.into.UnmarshalText([]byte(d.value)); err != nil {
			return q, usagef("%s %s: skriv datoen som 2022-04-07", d.flag, d.value)
		}
	}
	if f.punkt != "" {
		q.Punkt = strings.ToUpper(f.punkt)
	}
	for _, c := range f.cases {
		q.Cases = append(q.Cases, minutes.CaseNumber(c))
	}
	for _, s := range f.sections {
		if !slices.Contains(sectionKinds, minutes.SectionKind(s)) {
			return q, usagef("--section %s: kendes ikke; der er %s", s, joinKinds())
		}
		q.Sections = append(q.Sections, minutes.SectionKind(s))
	}
	q.Limit = f.limit
	return q, nil
}

var sectionKinds = []minutes.SectionKind{minutes.Summary, minutes.Background, minutes.Facts, minutes.Effect, minutes.Recommendation, minutes.DecisionText,
	minutes.Economy, minutes.Law, minutes.Competence, minutes.Hearing, minutes.Process, minutes.Attachments, minutes.Discussion, minutes.Other}

func joinKinds() string {
	names := make([]string, len(sectionKinds))
	for i, k := range sectionKinds {
		names[i] = string(k)
	}
	return strings.Join(names, ", ")
}

func jsonHit(h retrieval.Hit) searchHit {
	j := searchHit{Ref: h.Ref.String(), Body: h.Meeting.Body, Date: h.Meeting.Date, Score: h.Score, Matched: h.Matched}
	if h.Item != nil {
		j.Punkt, j.Title = h.Item.Punkt, h.Item.Title
	}
	if s, ok := bestSpan(h); ok {
		j.Quote, j.Start, j.End = h.Meeting.Quote(s), s.Start, s.End
	}
	return j
}

// bestSpan is the sentence of a hit to show, or its first chunk.
func bestSpan(h retrieval.Hit) (minutes.Span, bool) {
	if len(h.Passages) > 0 {
		return h.Passages[0].Span, true
	}
	if len(h.Chunks) > 0 {
		return h.Chunks[0].Span, true
	}
	return minutes.Span{}, false
}

const snippetLength = 200 // runes shown of a sentence

func printHits(p printer, r retrieval.Result) {
	if len(r.Hits) == 0 {
		p.line("", "Ingen punkter fundet.")
	}
	for i, h := range r.Hits {
		title := "(referatets hoved)"
		if h.Item != nil {
			title = h.Item.Title
		}
		p.line(bold, fmt.Sprintf("%d. %s", i+1, title))
		p.line(faint, fmt.Sprintf("   %s  [%s]", h.Meeting.Label(h.Item), h.Ref))
		if s, ok := bestSpan(h); ok {
			text := []rune(strings.Join(strings.Fields(h.Meeting.Quote(s)), " "))
			if len(text) > snippetLength {
				text = append(text[:snippetLength], '…')
			}
			p.line("", "   "+string(text))
		}
	}
}
