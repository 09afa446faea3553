package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/referat-dk/referat/minutes"
)

func newParse() *cobra.Command {
	var asJSON, strict bool
	c := &cobra.Command{
		Use:   "parse FIL …",
		Short: "Vis, hvad der blev læst af et referat, og hvad der ikke blev forstået",
		Long:  "Én fil vises helt; af flere filer, eller en mappe, vises én linje pr. fil og til sidst summen.\n" + skippedFiles,
		Example: `  referat parse referat.pdf
  referat parse --strict referater/              exit 1, hvis noget ikke blev forstået
  referat parse --json referat.html | jq .items[].title`,
		Args: someFiles,
		RunE: func(c *cobra.Command, args []string) error {
			files, err := minuteFiles(args, c.ErrOrStderr())
			if err != nil {
				return err
			}
			one := len(args) == 1 && !isFolder(args[0])
			p := newPrinter(c.OutOrStdout())
			var sum parseSum
			reader := newReader(c.ErrOrStderr())
			bar := newBar(c.ErrOrStderr(), len(files))
			for i, file := range files {
				bar.draw(i)
				m, err := reader.read(c.Context(), file)
				bar.clear()
				if err := c.Context().Err(); err != nil {
					return err
				}
				if err != nil {
					notice(c.ErrOrStderr(), "%s", describe(file, err))
					sum.failed++
					continue
				}
				sum.add(m)
				switch {
				case asJSON:
					err = writeJSON(p.w, m)
				case one:
					printMeeting(p, m)
				default:
					p.line("", oneLine(file)+": "+countsOf(m).String())
				}
				if err != nil || p.err() != nil {
					return errors.Join(err, p.err())
				}
			}
			if !one && !asJSON {
				p.line(bold, fmt.Sprintf("I alt %s: %s", plural(len(files)-sum.failed, "fil", "filer"), sum.counts))
			}
			sum.rows = reader.sources.unread
			return errors.Join(p.err(), sum.verdict(strict))
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "skriv hele referatet som JSON, et pr. linje")
	c.Flags().BoolVar(&strict, "strict", false, "exit 1, hvis noget ikke blev forstået")
	return c
}

// counts are what was read of minutes.
type counts struct {
	items, sections, decisions, present, absent, dates, repaired, unread int
}

func countsOf(m *minutes.Meeting) counts {
	c := counts{items: len(m.Items), present: len(m.Attendance.Present), absent: len(m.Attendance.Absent), dates: len(minutes.FindDates(m.Text))}
	for it := range m.All() {
		c.sections += len(it.Sections)
		if it.Decision.Outcome != "" {
			c.decisions++
		}
		c.absent += len(it.Absent)
	}
	for _, p := range m.Problems {
		if p.Repaired {
			c.repaired++
		} else {
			c.unread++
		}
	}
	return c
}

func (c counts) String() string {
	return fmt.Sprintf("%s, %d afsnit, %s, %d til stede, %d fravær, %s, %d rettet, %d ikke forstået", plural(c.items, "punkt", "punkter"),
		c.sections, plural(c.decisions, "beslutning", "beslutninger"), c.present, c.absent, plural(c.dates, "dato", "datoer"), c.repaired, c.unread)
}

// parseSum adds up a run over files.
type parseSum struct {
	counts counts
	failed int // files
	rows   int // of sources.csv that could not be used
}

func (s *parseSum) add(m *minutes.Meeting) {
	c, t := countsOf(m), &s.counts
	t.items += c.items
	t.sections += c.sections
	t.decisions += c.decisions
	t.present += c.present
	t.absent += c.absent
	t.dates += c.dates
	t.repaired += c.repaired
	t.unread += c.unread
}

func (s *parseSum) verdict(strict bool) error {
	switch {
	case s.failed > 0:
		return errors.New(plural(s.failed, "fil kunne ikke læses", "filer kunne ikke læses"))
	case strict && s.counts.unread > 0:
		return errors.New(plural(s.counts.unread, "sted blev ikke forstået", "steder blev ikke forstået"))
	case strict && s.rows > 0:
		return errors.New(plural(s.rows, "række", "rækker") + " i " + sourcesFile + " kunne ikke bruges")
	}
	return nil
}

func printMeeting(p printer, m *minutes.Meeting) {
	p.line(bold, m.Source.Name+": "+m.ID)
	var head []string
	for _, part := range []string{m.Body, m.Organisation, m.Date.Danish(), strings.Trim(string(m.Start)+"–"+string(m.End), "–"), m.Place, originLine(m.Source)} {
		if part != "" {
			head = append(head, part)
		}
	}
	p.line("", "  "+strings.Join(head, ", "))
	p.line("", "  "+countsOf(m).String())
	for it := range m.All() {
		p.line("", "  "+itemLine(it))
	}
	at, line := 0, 1
	for _, problem := range m.Problems { // in text order
		line += strings.Count(m.Text[at:max(at, problem.Start)], "\n")
		at = max(at, problem.Start)
		label := "ikke forstået"
		if problem.Repaired {
			label = "rettet"
		}
		if problem.Len() == 0 { // of the file as a whole
			p.line(faint, fmt.Sprintf("  %s: %s", label, problem.What))
			continue
		}
		p.line(faint, fmt.Sprintf("  linje %d, %s: %s: %.60q", line, label, problem.What, m.Quote(problem.Span)))
	}
}

func itemLine(it *minutes.Item) string {
	parts := []string{strings.TrimPrefix(it.Punkt+". "+it.Title, ". ")}
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
