package main

import (
	"errors"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval/sqlite"
)

func newRemove(from *archive) *cobra.Command {
	var wait time.Duration
	c := &cobra.Command{
		Use:     "remove MØDE …",
		Short:   "Tag møder ud af indekset",
		Long:    "Mødets tekst overskrives i filen. Ligger filen, det blev læst fra, der endnu, læser næste referat add det igen.",
		Example: "  referat remove --db referater.db samarbejdsforum/2022-04-07",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("skriv mindst ét møde, for eksempel samarbejdsforum/2022-04-07")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) (err error) {
			ctx := c.Context()
			for _, a := range args {
				if ref, err := minutes.ParseRef(a); err != nil || ref.Item != "" {
					return usagef("%q er intet møde; skriv udvalg/dato, for eksempel samarbejdsforum/2022-04-07", a)
				}
			}
			store, err := from.mustOpen(ctx, false)
			if err != nil {
				return err
			}
			defer from.close()
			unlock, err := store.Lock(ctx, wait)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, unlock()) }()
			ids, err := store.IDs(ctx)
			if err != nil {
				return err
			}
			files, err := store.Files(ctx)
			if err != nil {
				return err
			}
			var gone []string
			for _, a := range args {
				ref, _ := minutes.ParseRef(a)
				if !slices.Contains(ids, ref.Meeting) {
					return noMeeting(ref.Meeting, ids)
				}
				gone = append(gone, ref.Meeting)
			}
			if err := errors.Join(store.Save(ctx, nil, gone...), store.Flush(ctx)); err != nil {
				return err
			}
			p := newPrinter(c.OutOrStdout())
			for _, id := range gone {
				p.line("", id+": fjernet")
				if i := slices.IndexFunc(files, func(f sqlite.File) bool { return f.Meeting == id }); i >= 0 && isThere(files[i].Path) {
					notice(c.ErrOrStderr(), "filen %s ligger der endnu; flyt den, ellers læser næste referat add den igen", files[i].Path)
				}
			}
			return p.err()
		},
	}
	c.Flags().DurationVar(&wait, "wait", 0, "vent så længe på en anden, der tilføjer (30s, 10m)")
	return c
}
