package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/referat-dk/referat/minutes"
)

func newShow(from *archive) *cobra.Command {
	return &cobra.Command{
		Use:     "show HENVISNING",
		Short:   "Vis et punkt, bogstav for bogstav",
		Example: "  referat show samarbejdsforum/2022-04-07/5c\n  referat show samarbejdsforum/2022-04-07          viser referatets hoved",
		Args:    oneRef,
		RunE: func(c *cobra.Command, args []string) error {
			ref, err := minutes.ParseRef(args[0])
			if err != nil {
				return usagef("%q er ingen henvisning; skriv udvalg/dato/punkt, for eksempel samarbejdsforum/2022-04-07/5c", args[0])
			}
			defer from.close()
			m, err := from.meeting(c.Context(), ref.Meeting, c.ErrOrStderr())
			if err != nil {
				return err
			}
			it, err := findItem(m, ref)
			if err != nil {
				return err
			}
			span := m.Head
			switch {
			case it != nil && it.Closed:
				span = it.Heading // what a closed item has is not for the public
			case it != nil:
				span = it.Span
			}
			p := newPrinter(c.OutOrStdout())
			fmt.Fprintln(p.w, printable(m.Quote(span)))
			p.line(faint, "— "+m.Label(it)+" ["+ref.String()+"], "+m.Source.Name)
			if from := originLine(m.Source); from != "" {
				p.line(faint, "  "+from)
			}
			return p.err()
		},
	}
}

// findItem returns nil for the head of a meeting.
func findItem(m *minutes.Meeting, ref minutes.Ref) (*minutes.Item, error) {
	if ref.Item == "" {
		return nil, nil
	}
	if it := m.Item(ref.Item); it != nil {
		return it, nil
	}
	var items []string
	for it := range m.All() {
		items = append(items, it.ID)
	}
	return nil, fmt.Errorf("%s har intet punkt %s; det har %s", m.ID, ref.Item, strings.Join(items, ", "))
}
