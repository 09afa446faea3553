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
	var asJSON, verbose bool
	c := &cobra.Command{
		Use:   "eval SPØRGSMÅL.jsonl …",
		Short: "Mål svarene mod spørgsmål med kendte svar",
		Example: `  referat eval testdata/questions/dev.jsonl
  referat eval --verbose testdata/questions/dev.jsonl    viser også de svar, der var forkerte`,
		Args: someFiles,
		RunE: func(c *cobra.Command, args []string) error {
			questions, err := readQuestions(args)
			if err != nil {
				return err
			}
			index, err := from.index(c.Context(), c.ErrOrStderr())
			if err != nil {
				return err
			}
			defer from.close()
			report, err := eval.Run(c.Context(), &bot.Answerer{Searcher: index}, questions)
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
	c.Flags().BoolVar(&asJSON, "json", false, "skriv tallene som JSON")
	c.Flags().BoolVar(&verbose, "verbose", false, "vis hvert forkert svar")
	return c
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
