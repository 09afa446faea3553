package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/referat-dk/referat/minutes"
)

func newShow(from *[]string) *cobra.Command {
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
			meetings, err := loadMeetings(c.Context(), *from, c.ErrOrStderr())
			if err != nil {
				return err
			}
			m, it, err := findItem(meetings, ref)
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

func findItem(meetings []*minutes.Meeting, ref minutes.Ref) (*minutes.Meeting, *minutes.Item, error) {
	var ids []string
	for _, m := range meetings {
		ids = append(ids, m.ID)
		if m.ID != ref.Meeting {
			continue
		}
		if ref.Item == "" {
			return m, nil, nil
		}
		if it := m.Item(ref.Item); it != nil {
			return m, it, nil
		}
		var items []string
		for it := range m.All() {
			items = append(items, it.ID)
		}
		return nil, nil, fmt.Errorf("%s har intet punkt %s; det har %s", m.ID, ref.Item, strings.Join(items, ", "))
	}
	return nil, nil, fmt.Errorf("der er intet møde %s; der er %s", ref.Meeting, strings.Join(ids, ", "))
}
