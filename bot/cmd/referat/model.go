package main

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/referat-dk/referat/bot"
	"github.com/referat-dk/referat/bot/openai"
)

// model is what words answers, if anything does: a model behind the server
// that vectors come from too.
type model struct {
	server  *server
	name    string
	budget  int
	timeout time.Duration
	explain bool
}

// register adds the flags to a command that answers.
func (m *model) register(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&m.name, "model", "", "model, som formulerer svarene, hos en OpenAI-kompatibel server; spørgsmål og uddrag sendes dertil (ellers REFERAT_MODEL; tom: referatets egne ord)")
	f.IntVar(&m.budget, "model-budget", 0, "højst så mange tokens om dagen til svar; derefter svares med referatets egne ord; 0: ingen grænse")
	f.DurationVar(&m.timeout, "model-timeout", 30*time.Second, "vent højst så længe på modellen; derefter svares med referatets egne ord")
	f.BoolVar(&m.explain, "explain", false, "vis, hvad modellen skrev, som ikke kom med i svaret, og hvorfor")
}

// composer returns nil, for the minutes' own words, where no model is named.
func (m *model) composer() (bot.Composer, error) {
	m.name = firstOf(m.name, os.Getenv("REFERAT_MODEL"))
	if m.name == "" {
		return nil, nil
	}
	if m.budget < 0 || m.timeout <= 0 {
		return nil, usagef("--model-budget kan ikke være under 0, og --model-timeout skal være over 0")
	}
	url, key, err := m.server.read("--model", m.name)
	if err != nil {
		return nil, err
	}
	composer, err := openai.New(openai.Options{URL: url, Key: key, Model: m.name, Timeout: m.timeout, DailyTokens: m.budget})
	if err != nil {
		return nil, wrongServer(err)
	}
	return composer, nil
}

// modelReasons are what a person can do about the status of a model's server;
// what is missing is as for vectors.
var modelReasons = map[int]string{
	http.StatusNotFound: "kender ikke modellen eller adressen; ret --model, eller lad --openai-url slutte på /v1",
}

// reason says in Danish why a model gave no answer.
func (m *model) reason(err error) string {
	failed, ok := errors.AsType[*openai.Error](err)
	text := "gav ingen brugbar tekst"
	switch {
	case !ok:
		return oneLine(err.Error())
	case errors.Is(err, openai.ErrBudget):
		text = "bliver ikke spurgt mere i dag, for --model-budget er brugt"
	case errors.Is(err, openai.ErrAnswer):
	case modelReasons[failed.Status] != "":
		text = modelReasons[failed.Status]
	case embeddingReasons[failed.Status] != "":
		text = embeddingReasons[failed.Status]
	}
	return oneLine(fmt.Sprintf("%s, model %s, %s (teknisk: %s)", failed.Host, failed.Model, text, failed.Message))
}

// noticeNoModel tells who runs the command, once for each reason, why the
// minutes' own words answer in place of the model.
func (m *model) noticeNoModel(w io.Writer, told *string, x bot.Explanation) {
	reason := ""
	if x.Err != nil {
		reason = m.reason(x.Err)
	}
	if reason != *told && reason != "" {
		notice(w, "%s; der svares med referatets egne ord", reason)
	}
	*told = reason
}

// explanation writes what became of a model's draft.
func (m *model) explanation(p printer, x bot.Explanation) {
	fmt.Fprintln(p.w)
	switch {
	case m.name == "":
		p.line(faint, "Forklaring: der er ikke valgt en model (--model); svaret er referatets egne ord.")
	case !x.Asked:
		p.line(faint, "Forklaring: modellen blev ikke spurgt; svaret kommer fra referatets oplysninger, eller der er intet at svare ud fra.")
	case x.Err != nil:
		p.line(faint, "Forklaring: "+m.reason(x.Err)+"; svaret er referatets egne ord.")
	case x.Kept == 0:
		p.line(faint, fmt.Sprintf("Forklaring: ingen af modellens %s kunne bruges; svaret er referatets egne ord.", sentenceCount(len(x.Dropped))))
	default:
		p.line(faint, fmt.Sprintf("Forklaring: %s fra modellen er med i svaret, %d er udeladt.", sentenceCount(x.Kept), len(x.Dropped)))
	}
	for _, d := range x.Dropped {
		line := fmt.Sprintf("• udeladt (kilde %d): »%s«: %v", d.Sentence.Source, d.Sentence.Text, d.Reason)
		if d.Word != "" {
			line += ": »" + d.Word + "«"
		}
		p.line(faint, oneLine(line))
	}
}

func sentenceCount(n int) string {
	if n == 1 {
		return "1 sætning"
	}
	return fmt.Sprintf("%d sætninger", n)
}

// explained is an Answer with its explanation, as JSON.
type explained struct {
	bot.Answer
	Explanation explanationJSON `json:"explanation"`
}

type explanationJSON struct {
	Model   string        `json:"model"`
	Asked   bool          `json:"asked"`
	Kept    int           `json:"kept"`
	Dropped []droppedJSON `json:"dropped"`
	Error   string        `json:"error,omitempty"`
}

type droppedJSON struct {
	Text   string     `json:"text"`
	Source int        `json:"source"`
	Quote  string     `json:"quote"`
	Reason bot.Reason `json:"reason"`
	Word   string     `json:"word,omitempty"`
}

// withExplanation is what to write of an answer as JSON.
func (m *model) withExplanation(a bot.Answer) any {
	if !m.explain {
		return a
	}
	x := a.Explanation
	e := explanationJSON{Model: m.name, Asked: x.Asked, Kept: x.Kept, Dropped: []droppedJSON{}}
	if x.Err != nil {
		e.Error = m.reason(x.Err)
	}
	for _, d := range x.Dropped {
		e.Dropped = append(e.Dropped, droppedJSON{d.Sentence.Text, d.Sentence.Source, d.Sentence.Quote, d.Reason, d.Word})
	}
	return explained{a, e}
}
