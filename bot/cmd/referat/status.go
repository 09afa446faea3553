package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval/sqlite"
)

// statusJSON is what status --json writes.
type statusJSON struct {
	Path     string         `json:"db"`
	Schema   int            `json:"schema"`
	Bytes    int64          `json:"bytes"`
	Meetings int            `json:"meetings"`
	Bodies   int            `json:"bodies"`
	From     minutes.Date   `json:"from"`
	To       minutes.Date   `json:"to"`
	Chunks   int            `json:"chunks"`
	Files    int            `json:"files"`
	Problems int            `json:"problems"`
	Models   []sqlite.Model `json:"models"`
}

func newStatus(from *archive) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:     "status",
		Short:   "Vis, hvad der er i indekset",
		Example: "  referat status --db referater.db",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			store, err := from.mustOpen(c.Context(), false)
			if err != nil {
				return err
			}
			defer from.close()
			st, err := store.Status(c.Context())
			if err != nil {
				return err
			}
			if asJSON {
				return writeJSON(c.OutOrStdout(), statusJSON{store.Path(), st.Schema, st.Bytes, st.Meetings, st.Bodies, st.From, st.To, st.Chunks, st.Files, st.Problems, append([]sqlite.Model{}, st.Models...)})
			}
			p := newPrinter(c.OutOrStdout())
			p.line(bold, fmt.Sprintf("%s (skema %d, %s)", oneLine(store.Path()), st.Schema, size(st.Bytes)))
			p.line("", fmt.Sprintf("%s i %s, %s", plural(st.Meetings, "møde", "møder"), plural(st.Bodies, "udvalg", "udvalg"), period(st.From, st.To)))
			p.line("", fmt.Sprintf("%s, læst fra %s", plural(st.Chunks, "tekststykke", "tekststykker"), plural(st.Files, "fil", "filer")))
			p.line("", plural(st.Problems, "sted blev ikke forstået", "steder blev ikke forstået"))
			for _, m := range st.Models {
				p.line("", fmt.Sprintf("model %s: %s af %d dimensioner%s", m.Name, plural(m.Vectors, "vektor", "vektorer"), m.Dimensions, map[bool]string{false: ", forældede"}[m.Current]))
			}
			return p.err()
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "skriv tallene som JSON")
	return c
}

func period(from, to minutes.Date) string {
	if from.IsZero() {
		return "uden datoer"
	}
	return from.String() + " til " + to.String()
}

func size(bytes int64) string {
	if bytes < 10<<20 {
		return fmt.Sprintf("%d kB", bytes>>10)
	}
	return fmt.Sprintf("%d MB", bytes>>20)
}
