package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/referat-dk/referat/bot"
	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
)

func newAsk(from *archive) *cobra.Command {
	var asJSON, batch bool
	var vectors embedding
	words := model{server: &vectors.server}
	c := &cobra.Command{
		Use:   "ask [SPØRGSMÅL]",
		Short: "Svar på et spørgsmål, med henvisninger",
		Example: `  referat ask "Hvem meldte afbud til Samarbejdsforum i juni 2022?"
  referat ask --json "Hvad blev aftalt om e-Boks?"
  referat ask --model gemma3 --openai-url http://127.0.0.1:11434/v1 --explain "Hvad blev besluttet om tilbuddet Tippen?"
  echo '{"id":"1","q":"Hvad er punkt 4 den 5. december 2023?"}' | referat ask --batch`,
		Args: func(_ *cobra.Command, args []string) error {
			if batch && len(args) > 0 {
				return fmt.Errorf("--batch læser spørgsmål fra standard input; skriv ikke et spørgsmål på linjen")
			}
			if !batch && strings.TrimSpace(strings.Join(args, "")) == "" {
				return fmt.Errorf("skriv et spørgsmål i anførselstegn")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			composer, err := words.composer()
			if err != nil {
				return err
			}
			index, err := from.index(c.Context(), &vectors, c.ErrOrStderr())
			if err != nil {
				return err
			}
			defer from.close()
			answerer := &bot.Answerer{Searcher: index, Composer: composer}
			if batch {
				return askBatch(c, index, answerer, &words)
			}
			answer, err := answerer.Answer(c.Context(), bot.Conversation{}, strings.Join(args, " "))
			if err != nil {
				return err
			}
			noticeWordsOnly(c.ErrOrStderr(), answer.WordsOnly)
			words.noticeNoModel(c.ErrOrStderr(), new(string), answer.Explanation)
			if asJSON {
				return writeJSON(c.OutOrStdout(), words.withExplanation(answer))
			}
			p := newPrinter(c.OutOrStdout())
			p.answer(answer)
			if words.explain {
				words.explanation(p, answer.Explanation)
			}
			return p.err()
		},
	}
	vectors.register(c)
	words.register(c)
	c.Flags().BoolVar(&asJSON, "json", false, "skriv svaret som JSON")
	c.Flags().BoolVar(&batch, "batch", false, `læs JSON-linjer {"id","q","hist":[…]} fra standard input; skriv et svar pr. linje i samme rækkefølge`)
	return c
}

// askBatch answers one JSON line after another. A line that cannot be read is
// answered with status error, so that answers and lines stay in step. Meetings
// that are added meanwhile are in the next answer; if they cannot be read, the
// answer is of those that are there.
func askBatch(c *cobra.Command, index *retrieval.Index, a *bot.Answerer, words *model) error {
	ctx, out, lines := c.Context(), c.OutOrStdout(), bufio.NewReader(c.InOrStdin())
	told, toldOfModel := "", "" // once, not for each question
	for n := 1; ; n++ {
		line, readErr := lines.ReadString('\n')
		if strings.TrimSpace(line) != "" {
			if _, err := index.Refresh(ctx); err != nil && !isDown(err) {
				return err
			}
			answer := batchAnswer(ctx, a, n, line)
			if answer.WordsOnly != told {
				told = answer.WordsOnly
				noticeWordsOnly(c.ErrOrStderr(), told)
			}
			words.noticeNoModel(c.ErrOrStderr(), &toldOfModel, answer.Explanation)
			if err := writeJSON(out, words.withExplanation(answer)); err != nil {
				return err
			}
		}
		switch {
		case readErr == io.EOF:
			return nil
		case readErr != nil:
			return readErr
		case ctx.Err() != nil:
			return ctx.Err()
		}
	}
}

func batchAnswer(ctx context.Context, a *bot.Answerer, n int, line string) bot.Answer {
	var q struct {
		ID      string   `json:"id"`
		Text    string   `json:"q"`
		Earlier []string `json:"hist"`
	}
	failed := func(text string) bot.Answer {
		return bot.Answer{ID: q.ID, Status: bot.Failed, Text: text, Citations: []bot.Citation{}, Hits: []bot.HitRef{}}
	}
	if err := json.Unmarshal([]byte(strings.TrimPrefix(line, "\ufeff")), &q); err != nil || q.Text == "" {
		return failed(fmt.Sprintf(`Linje %d er ikke et spørgsmål: skriv {"id":"1","q":"…"} på én linje.`, n))
	}
	answer, err := a.Answer(ctx, bot.Asked(q.Earlier...), q.Text)
	if err != nil {
		return failed("Søgningen fejlede: " + inDanish(err).Error())
	}
	if answer.ID = q.ID; minutes.MayHoldCPR(q.ID) {
		answer.ID = ""
	}
	return answer
}

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
