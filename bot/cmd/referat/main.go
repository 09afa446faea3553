// Command referat answers questions from the minutes of Danish municipalities.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"

	"github.com/spf13/cobra"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the process at once
	root := newRoot()
	status := run(ctx, root)
	stop()
	os.Exit(status)
}

// run executes the command and returns its exit status: 0, 1 if it failed, 2
// if the command line is wrong.
func run(ctx context.Context, root *cobra.Command) int {
	err := root.ExecuteContext(ctx)
	if err == nil {
		return 0
	}
	notice(root.ErrOrStderr(), "%v", storeInDanish(inDanish(err)))
	var usage usageError
	if errors.As(err, &usage) || strings.HasPrefix(err.Error(), "unknown command") {
		return 2
	}
	return 1
}

// usageError is an error in the command line itself: exit status 2.
type usageError struct{ error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

func newRoot() *cobra.Command {
	from := new(archive)
	root := &cobra.Command{
		Use:   "referat",
		Short: "Svar fra kommunale referater, med henvisning til punkt og dato",
		Long: "referat finder svar i referater fra danske kommuner. Hvert svar viser referatets egne ord og siger, hvor de står: udvalg, dato og punkt.\n\n" +
			"Referater er tekst, HTML, Word (.docx) eller PDF. " + skippedFiles,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.NoArgs,
		Example: `  referat ask "Hvad blev besluttet om tilbuddet Tippen?"
  referat --from ~/referater search bostøtte ventetid
  referat show samarbejdsforum/2022-04-07/5c`,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.PersistentFlags().StringArrayVar(&from.from, "from", nil, "fil eller mappe med referater (kan gentages; ellers ./testdata/minutes)")
	root.PersistentFlags().StringVar(&from.db, "db", "", "indeks, som referat add har lavet (ellers REFERAT_DB)")
	root.PersistentFlags().StringVar(&from.lexicon, "lexicon", "", "egne ord ud over de indbyggede: felt, hverdagsord, kontorord, vægt, med tabulator imellem")
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usagef("%w; se %s --help", err, c.CommandPath())
	})
	root.AddCommand(newAsk(from), newChat(from), newSearch(from), newShow(from), newParse(), newExport(from), newEval(from),
		newAdd(from), newStatus(from), newRemove(from), newVerify(from), newTelegram(from), newDoctor(from))
	for _, c := range root.Commands() {
		args := c.Args
		c.Args = func(c *cobra.Command, a []string) error {
			if err := args(c, a); err != nil {
				return usagef("%w; se referat %s --help", err, c.Name())
			}
			return nil
		}
	}
	return root
}

// someFiles and oneRef are what commands take, in Danish.
func someFiles(_ *cobra.Command, args []string) error {
	if len(args) == 0 {
		return errors.New("skriv mindst én fil")
	}
	return nil
}

func oneRef(_ *cobra.Command, args []string) error {
	if len(args) != 1 {
		return errors.New("skriv én henvisning, for eksempel samarbejdsforum/2022-04-07/5c")
	}
	return nil
}
