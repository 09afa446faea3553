package main

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/spf13/cobra"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/minutes/oparl"
)

// exportFormats are the forms that export writes.
var exportFormats = []string{"jsonl", "oparl"}

func newExport(from *archive) *cobra.Command {
	var format, base string
	c := &cobra.Command{
		Use:   "export",
		Short: "Skriv referaterne som data: jsonl (vores egen form) eller oparl (OParl 1.1)",
		Long: "jsonl er ét referat pr. linje, som parse --json; formen er beskrevet i minutes/schema.json. " +
			"oparl er objekterne Organization, Person, Paper, Meeting og AgendaItem i den åbne standard OParl 1.1.",
		Example: "  referat export --format jsonl --from referater/ > referater.jsonl\n  referat export --format oparl --base https://example.org/oparl > oparl.json",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return errors.New("sig hvilke referater med --from eller --db")
			}
			return nil
		},
		RunE: func(c *cobra.Command, _ []string) error {
			if u, err := url.Parse(base); err != nil || u.Scheme == "" || u.Host == "" {
				return usagef("--base %s: skriv en hel adresse, for eksempel https://example.org/oparl", base)
			}
			write := map[string]func([]*minutes.Meeting) error{
				"oparl": func(all []*minutes.Meeting) error {
					return writeJSON(c.OutOrStdout(), oparl.Export(strings.TrimRight(base, "/"), all...))
				},
				"jsonl": func(all []*minutes.Meeting) error {
					for _, m := range all {
						if err := writeJSON(c.OutOrStdout(), m); err != nil {
							return err
						}
					}
					return nil
				},
			}[format]
			if write == nil {
				return usagef("--format %s: kendes ikke; der er %s", format, strings.Join(exportFormats, " og "))
			}
			meetings, err := from.meetings(c.Context(), c.ErrOrStderr())
			if err != nil {
				return err
			}
			defer from.close()
			if err := write(meetings); err != nil {
				return fmt.Errorf("kunne ikke skrive: %w", err)
			}
			return nil
		},
	}
	c.Flags().StringVar(&format, "format", "jsonl", "jsonl eller oparl")
	c.Flags().StringVar(&base, "base", "https://referat.invalid/oparl", "adressen, som objekternes id begynder med (oparl)")
	return c
}
