package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/referat-dk/referat/retrieval/sqlite"
)

// faultTexts say what is broken, and what to do.
var faultTexts = map[sqlite.Part]string{
	sqlite.StructurePart: "databasen er beskadiget; læg referaterne i et nyt indeks med referat add",
	sqlite.MeetingPart:   "mødet er ikke, som det blev gemt; læs dets fil igen med referat add --again",
	sqlite.MissingPart:   "møder mangler eller er for mange; læs filerne igen med referat add --again",
	sqlite.VectorPart:    "en vektor er ødelagt; den laves igen, næste gang indekset åbnes",
}

func newVerify(from *archive) *cobra.Command {
	return &cobra.Command{
		Use:     "verify",
		Short:   "Efterprøv hele indekset: hvert møde, hvert sted i teksten, hver vektor",
		Long:    "Exit 1, hvis noget er i stykker; hver fejl står på en linje.",
		Example: "  referat verify --db referater.db",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			store, err := from.mustOpen(c.Context(), false)
			if err != nil {
				return err
			}
			defer from.close()
			faults, err := store.Verify(c.Context())
			if err != nil {
				return err
			}
			p := newPrinter(c.OutOrStdout())
			for _, f := range faults {
				where := f.Meeting
				if where == "" {
					where = oneLine(store.Path())
				}
				p.line("", fmt.Sprintf("%s: %s (teknisk: %s)", where, faultTexts[f.Part], f.Detail))
			}
			if len(faults) == 0 {
				p.line("", "Alt er i orden.")
				return p.err()
			}
			return errors.Join(p.err(), errors.New(plural(len(faults), "fejl i indekset", "fejl i indekset")))
		},
	}
}
