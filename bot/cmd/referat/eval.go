package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/referat-dk/referat/bot"
	"github.com/referat-dk/referat/bot/eval"
	"github.com/referat-dk/referat/minutes"
)

func newEval(from *archive) *cobra.Command {
	var asJSON, verbose, ablation, curve bool
	var vectors embedding
	c := &cobra.Command{
		Use:   "eval SPØRGSMÅL.jsonl …",
		Short: "Mål svarene mod spørgsmål med kendte svar",
		Example: `  referat eval testdata/questions/dev.jsonl
  referat eval --verbose testdata/questions/dev.jsonl    viser også de svar, der var forkerte
  referat eval --ablation testdata/questions/dev.jsonl   hvad hver del af søgningen giver
  referat eval --curve testdata/questions/dev.jsonl      hvor mange svar der gives, og hvor mange er forkerte, ved hver tærskel`,
		Args: someFiles,
		RunE: func(c *cobra.Command, args []string) error {
			if ablation && curve {
				return usagef("vælg --ablation eller --curve")
			}
			questions, err := readQuestions(args)
			if err != nil {
				return err
			}
			index, err := from.index(c.Context(), &vectors, c.ErrOrStderr())
			if err != nil {
				return err
			}
			defer from.close()
			answerer := &bot.Answerer{Searcher: index}
			switch {
			case ablation:
				return printAblation(c, index.Meetings(), questions, asJSON)
			case curve:
				return printCurve(c, answerer, questions, asJSON)
			}
			report, err := eval.Run(c.Context(), answerer, questions)
			if err != nil {
				return err
			}
			if asJSON {
				return writeJSON(c.OutOrStdout(), map[string]any{"all": report.Total, "categories": report.Categories})
			}
			if verbose {
				for _, o := range report.Outcomes {
					if !o.Right() {
						fmt.Fprintf(c.OutOrStdout(), "%s %s: %s\n  %s, rank %d: %.200q\n", o.ID, o.Category, minutes.RedactCPR(o.Text), o.Answer.Status, o.Rank, o.Answer.Text)
					}
				}
			}
			return report.Print(c.OutOrStdout())
		},
	}
	vectors.register(c)
	c.Flags().BoolVar(&asJSON, "json", false, "skriv tallene som JSON")
	c.Flags().BoolVar(&verbose, "verbose", false, "vis hvert forkert svar")
	c.Flags().BoolVar(&ablation, "ablation", false, "mål søgningen alene, med én del til for hver linje")
	c.Flags().BoolVar(&curve, "curve", false, "vis dækning og risiko ved hver tærskel for sikkerheden")
	return c
}

func printAblation(c *cobra.Command, meetings []*minutes.Meeting, questions []eval.Question, asJSON bool) error {
	rows, err := eval.Ablation(c.Context(), meetings, questions)
	if err != nil {
		return err
	}
	if asJSON {
		return writeJSON(c.OutOrStdout(), rows)
	}
	notice(c.ErrOrStderr(), "bleves danske analyse måles ved siden af med: go run -C retrieval/peer .")
	return eval.PrintRows(c.OutOrStdout(), rows)
}

func printCurve(c *cobra.Command, a *bot.Answerer, questions []eval.Question, asJSON bool) error {
	points, err := eval.Curve(c.Context(), a, questions)
	if err != nil {
		return err
	}
	if asJSON {
		return writeJSON(c.OutOrStdout(), points)
	}
	return eval.PrintCurve(c.OutOrStdout(), points)
}

func readQuestions(files []string) ([]eval.Question, error) {
	var all []eval.Question
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			return nil, fmt.Errorf("spørgsmålene i %s kan ikke læses: %w", name, err)
		}
		questions, err := eval.Read(f)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if len(questions) == 0 {
			return nil, fmt.Errorf("%s har ingen spørgsmål", name)
		}
		all = append(all, questions...)
	}
	return all, nil
}
