package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"github.com/referat-dk/referat/retrieval"
	"github.com/referat-dk/referat/retrieval/sqlite"
)

// addFlags are the flags of add.
type addFlags struct {
	prune, again bool
	wait         time.Duration
}

func newAdd(from *archive) *cobra.Command {
	var flags addFlags
	var vectors embedding
	c := &cobra.Command{
		Use:   "add STI …",
		Short: "Læg referater i indekset: filer, mapper, eller - for standard input",
		Long: "Hvert referat bliver gemt helt eller slet ikke; en linje på standard output siger, at det er gemt. Uændrede filer springes over. " +
			"Afbrydes kommandoen, så kør den igen: den fortsætter, hvor den slap.",
		Example: `  referat add --db referater.db referater/
  referat add --db referater.db --prune referater/     fjerner også møder, hvis fil er væk
  curl -s https://example.org/referat.pdf | referat add --db referater.db -
  referat add --db referater.db --embedding-model text-embedding-3-small --token-price 0.02 --token-budget 5000000 referater/`,
		Args: someFiles,
		RunE: func(c *cobra.Command, args []string) (err error) {
			ctx := c.Context()
			embedder, err := vectors.embedder(c.ErrOrStderr())
			if err != nil {
				return err
			}
			store, err := from.mustOpen(ctx, true)
			if err != nil {
				return err
			}
			defer from.close()
			unlock, err := store.Lock(ctx, flags.wait)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, unlock()) }()
			a, err := newAdder(ctx, store, embedder, c)
			if err != nil {
				return err
			}
			vectors.spent.clear = func() { a.bar.clear() }
			err = a.run(ctx, args, flags)
			if sum := vectors.spent.sum(); sum != "" {
				notice(a.stderr, "%s", sum)
			}
			if ctx.Err() != nil {
				return fmt.Errorf("afbrudt; %s er gemt. Kør kommandoen igen for at fortsætte", plural(a.saved, "referat", "referater"))
			} else if err != nil {
				return err
			}
			return a.verdict()
		},
	}
	vectors.register(c)
	f := c.Flags()
	f.BoolVar(&flags.prune, "prune", false, "fjern møder, hvis fil ikke længere ligger i mappen")
	f.BoolVar(&flags.again, "again", false, "læs også uændrede filer (efter en ny udgave af referat, eller når indekset er beskadiget)")
	f.DurationVar(&flags.wait, "wait", 0, "vent så længe på en anden, der tilføjer (30s, 10m)")
	return c
}

// run adds files, deals with those that are gone, and sees to it that every
// meeting has its words counted by this version, and the vectors of the model
// in use.
func (a *adder) run(ctx context.Context, paths []string, flags addFlags) error {
	if err := a.tellModel(ctx); err != nil {
		return err
	}
	var named []string
	for _, p := range paths {
		if p == "-" {
			if err := a.standardInput(ctx); err != nil {
				return err
			}
			continue
		}
		named = append(named, p)
	}
	files, err := minuteFiles(named, a.stderr)
	if err != nil {
		return err
	}
	a.bar = newBar(a.stderr, len(files))
	for i, file := range files {
		a.bar.draw(i)
		if err := a.file(ctx, file, flags.again); err != nil {
			return err
		}
	}
	if err := a.flush(ctx); err != nil {
		return err
	}
	if err := a.vanished(ctx, named, files, flags.prune); err != nil {
		return err
	}
	if err := a.store.Analyse(ctx); err != nil {
		return err
	}
	return a.embedRest(ctx)
}

// tellModel says that vectors of another model are in the store.
func (a *adder) tellModel(ctx context.Context) error {
	models, err := a.store.Models(ctx)
	if err != nil {
		return err
	}
	other := ""
	for _, m := range models {
		if m.Name == a.embedder.Model() && m.Current {
			return nil
		}
		other = m.Name
	}
	if other != "" {
		notice(a.stderr, "indeksets vektorer er lavet med %s; nu laves de med %s, og de gamle bliver liggende", other, a.embedder.Model())
	}
	return nil
}

// embedRest makes the vectors of meetings that were added with another model,
// or whose vectors were lost.
func (a *adder) embedRest(ctx context.Context) error {
	ids, err := a.store.Unembedded(ctx, a.embedder.Model())
	if err != nil {
		return err
	}
	a.bar = newBar(a.stderr, len(ids))
	for i, id := range ids {
		a.bar.draw(i)
		m, err := a.store.Meeting(ctx, id)
		if err == nil {
			err = retrieval.Embed(ctx, a.store, a.embedder, m)
		}
		if err != nil {
			a.bar.clear()
			return err
		}
	}
	a.bar.clear()
	return nil
}

// verdict prints the sum; files that could not be read are an error.
func (a *adder) verdict() error {
	a.out.line(bold, fmt.Sprintf("I alt %s, %s, %s, %s",
		plural(a.fresh, "nyt referat", "nye referater"), plural(a.changed, "ændret", "ændrede"), plural(a.unchanged, "uændret", "uændrede"), plural(a.removed, "fjernet", "fjernede")))
	if err := a.out.err(); err != nil {
		return err
	}
	if a.failed > 0 {
		return errors.New(plural(a.failed, "fil kunne ikke læses", "filer kunne ikke læses") + "; resten er gemt")
	}
	return nil
}

// adder adds files to a store, in batches.
type adder struct {
	store    *sqlite.Store
	embedder retrieval.Embedder
	reader   *reader
	stdin    io.Reader
	out      printer
	stderr   io.Writer
	bar      *bar

	known map[string]sqlite.File // by path
	owner map[string]string      // ID of a meeting -> path of its file

	batch batch

	fresh, changed, unchanged, removed, failed, saved int
}

// newAdder returns an adder with an embedder, the local one where that is nil.
func newAdder(ctx context.Context, store *sqlite.Store, embedder retrieval.Embedder, c *cobra.Command) (*adder, error) {
	if embedder == nil {
		embedder = retrieval.HashEmbedder{}
	}
	files, err := store.Files(ctx)
	if err != nil {
		return nil, err
	}
	a := &adder{
		store: store, embedder: embedder, reader: newReader(c.ErrOrStderr()), stdin: c.InOrStdin(),
		out: newPrinter(c.OutOrStdout()), stderr: c.ErrOrStderr(), bar: newBar(nil, 0),
		known: make(map[string]sqlite.File), owner: make(map[string]string),
	}
	for _, f := range files {
		a.known[f.Path] = f
		a.owner[f.Meeting] = f.Path
	}
	return a, nil
}
