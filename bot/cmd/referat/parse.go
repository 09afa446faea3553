package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/referat-dk/referat/minutes"
)

func newParse(*[]string) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:     "parse FIL …",
		Short:   "Vis, hvad der blev læst af et referat, og hvad der ikke blev forstået",
		Example: "  referat parse referat.txt\n  referat parse --json referater/*.txt | jq .items[].title",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			files, err := minuteFiles(args, c.ErrOrStderr())
			if err != nil {
				return err
			}
			failed := 0
			for _, file := range files {
				m, err := minutes.ParseFile(file)
				switch {
				case err != nil:
					fmt.Fprintf(c.ErrOrStderr(), "referat: %s\n", describe(file, err))
					failed++
				case asJSON:
					if err := writeJSON(c.OutOrStdout(), m); err != nil {
						return err
					}
				default:
					p := newPrinter(c.OutOrStdout())
					if printMeeting(p, m); p.err() != nil {
						return p.err()
					}
				}
			}
			if failed > 0 {
				return errors.New(plural(failed, "fil kunne ikke læses", "filer kunne ikke læses"))
			}
			return nil
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "skriv hele referatet som JSON, et pr. linje")
	return c
}

func printMeeting(p printer, m *minutes.Meeting) {
	p.line(bold, m.Source.Name+": "+m.ID)
	var head []string
	for _, part := range []string{m.Body, m.Organisation, m.Date.Danish(), strings.Trim(string(m.Start)+"–"+string(m.End), "–"), m.Place} {
		if part != "" {
			head = append(head, part)
		}
	}
	p.line("", "  "+strings.Join(head, ", "))
	p.line("", fmt.Sprintf("  til stede: %d, fraværende: %d, punkter: %d", len(m.Attendance.Present), len(m.Attendance.Absent), len(m.Items)))
	for it := range m.All() {
		p.line("", "  "+itemLine(it))
	}
	for _, problem := range m.Problems {
		line := 1 + strings.Count(m.Text[:problem.Start], "\n")
		p.line(faint, fmt.Sprintf("  linje %d: %s: %.60q", line, problem.What, m.Quote(problem.Span)))
	}
	p.line("", "")
}

func itemLine(it *minutes.Item) string {
	parts := []string{it.Punkt + ". " + it.Title}
	if it.Closed {
		parts = append(parts, "lukket")
	}
	if it.Category != "" {
		parts = append(parts, it.Category+"-sag")
	}
	for _, c := range it.Cases {
		parts = append(parts, string(c))
	}
	if it.Decision.Outcome != "" {
		parts = append(parts, "beslutning: "+string(it.Decision.Outcome))
	}
	if n := len(it.Commitments); n > 0 {
		parts = append(parts, plural(n, "aftale", "aftaler"))
	}
	return strings.Join(parts, " | ")
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
