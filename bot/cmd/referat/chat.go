package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/referat-dk/referat/bot"
	"github.com/referat-dk/referat/retrieval"
)

func newChat(from *archive) *cobra.Command {
	var vectors embedding
	words := model{server: &vectors.server}
	c := &cobra.Command{
		Use:   "chat",
		Short: "Før en samtale, et spørgsmål pr. linje",
		Long: "chat svarer på et spørgsmål pr. linje og husker, hvad der blev sagt før: »hvem sagde det?«, »og året efter?«, »nej, jeg mente …«, »vis mere«, »vis hele punktet«.\n" +
			"Samtalen glemmes efter 30 minutter og når kommandoen slutter. Skriv »slut« eller tryk Ctrl-D for at slutte, »ny« for at begynde forfra.",
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			composer, err := words.composer()
			if err != nil {
				return err
			}
			index, err := from.index(c.Context(), &vectors, c.ErrOrStderr())
			if err != nil {
				return err
			}
			defer from.close()
			return chat(c, index, composer, &words)
		},
	}
	vectors.register(c)
	words.register(c)
	return c
}

// chat answers line by line until the end of the input, or Ctrl-C. Meetings
// that are added meanwhile are in the next answer.
func chat(c *cobra.Command, index *retrieval.Index, composer bot.Composer, words *model) error {
	ctx, chats, p := c.Context(), bot.Chats{Answerer: &bot.Answerer{Searcher: index, Composer: composer}}, newPrinter(c.OutOrStdout())
	lines, failed := make(chan string), make(chan error, 1)
	go readLines(ctx, c.InOrStdin(), lines, failed)
	told, toldOfModel := "", "" // once, not for each question
	for p.err() == nil {
		fmt.Fprint(p.w, p.style(bold, "> "))
		var line string
		var more bool
		select {
		case <-ctx.Done():
			fmt.Fprintln(p.w)
			return p.err()
		case line, more = <-lines:
		}
		if !more {
			fmt.Fprintln(p.w)
			return <-failed
		}
		switch line = strings.TrimSpace(line); strings.ToLower(line) {
		case "":
			continue
		case "slut", "exit", "quit":
			return p.err()
		case "ny", "/ny":
			chats.Forget("")
			p.line("", "Vi begynder forfra.")
			continue
		}
		if _, err := index.Refresh(ctx); err != nil && !isDown(err) {
			return err
		}
		answer, err := chats.Answer(ctx, bot.Message{Text: line})
		if err != nil {
			return err
		}
		if answer.WordsOnly != told {
			told = answer.WordsOnly
			noticeWordsOnly(c.ErrOrStderr(), told)
		}
		words.noticeNoModel(c.ErrOrStderr(), &toldOfModel, answer.Explanation)
		p.answer(answer)
		if words.explain {
			words.explanation(p, answer.Explanation)
		}
		p.choices(answer.Choices)
		fmt.Fprintln(p.w)
	}
	return p.err()
}

// choices says how to choose one of what a question could mean.
func (p printer) choices(choices []bot.Choice) {
	if len(choices) > 1 {
		p.line(faint, fmt.Sprintf("(Svar med 1–%d, eller skriv dag og måned.)", len(choices)))
	}
}

// readLines sends the lines of in until it ends or fails, so that Ctrl-C ends
// a chat that waits for one.
func readLines(ctx context.Context, in io.Reader, lines chan<- string, failed chan<- error) {
	scanner := bufio.NewScanner(in)
	for scanner.Scan() {
		select {
		case lines <- scanner.Text():
		case <-ctx.Done():
			return
		}
	}
	failed <- scanner.Err()
	close(lines)
}
