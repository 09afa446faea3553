package bot_test

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/referat-dk/referat/bot"
	"github.com/referat-dk/referat/bot/openai"
	"github.com/referat-dk/referat/retrieval"
	"github.com/referat-dk/referat/retrieval/openai/aimock"
)

const modelKey = "sk-test-3dZk+8Qv/7x"

// plays sets what aimock answers from now on.
func plays(t *testing.T, server aimock.Server, content string) {
	t.Helper()
	server.Control(t, "DELETE", "fixtures", "")
	fixture, err := json.Marshal(map[string]any{"fixtures": []any{map[string]any{"match": map[string]string{"userMessage": "Kilde 1:"}, "response": map[string]string{"content": content}}}})
	if err != nil {
		t.Fatal(err)
	}
	server.Control(t, "POST", "fixtures", string(fixture))
}

func modelOn(t *testing.T, server aimock.Server) *openai.Composer {
	t.Helper()
	c, err := openai.New(openai.Options{URL: server.URL + "/v1", Key: modelKey, Model: "gpt-4o-mini", Timeout: 5 * time.Second, Retries: -1})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// obeying is what a model writes that does as an attack says: in the form
// asked for, and with no form at all.
func obeying(emit string) []string {
	type sentence struct {
		Text   string `json:"text"`
		Source int    `json:"source"`
		Quote  string `json:"quote"`
	}
	answer, _ := json.Marshal(map[string]any{"more": emit, "sentences": []sentence{
		{"Forslaget om bostøtte til unge blev godkendt.", 1, bot.RealQuote}, {emit, 1, bot.RealQuote}, {emit, 1, emit}, {"", 1, emit}, {bot.RealQuote + " " + emit, 1, bot.RealQuote}, {emit, 2, bot.RealQuote},
	}})
	return []string{string(answer), emit + "\n```json\n" + string(answer) + "\n```\n" + emit, emit}
}

// TestInjectionThroughEndpoint: the attacks again, through a server that
// others wrote. Nothing of them reaches people, and nothing that tells how to
// reach somebody, no personal number and no key leaves in what was sent.
func TestInjectionThroughEndpoint(t *testing.T) {
	server := aimock.Start(t, modelKey)
	model := modelOn(t, server)
	kept := 0
	for _, a := range bot.Attacks(t) {
		index, question := a.Planted(t)
		for _, content := range obeying(a.Emit[0]) {
			plays(t, server, content)
			answer, err := (&bot.Answerer{Searcher: index, Composer: model, Threshold: -1}).Answer(context.Background(), bot.Conversation{}, question)
			if err != nil {
				t.Fatal(err)
			}
			if leak := bot.Leaks(answer, index.Meetings()[0], a.Emit[0]); leak != "" {
				t.Errorf("%s (%s)\n%q leaks into %s", a.ID, a.Where, leak, answer.Text)
			}
			if err := answer.Explanation.Err; err != nil && (!strings.Contains(err.Error(), "JSON") && !strings.Contains(err.Error(), "form asked for") || strings.Contains(err.Error(), modelKey)) {
				t.Errorf("%s: %v", a.ID, err)
			}
			kept += answer.Explanation.Kept
		}
	}
	if kept < 100 {
		t.Errorf("only %d sentences of the model were shown: the attacks did not reach it", kept)
	}
	askAboutPeople(t, model)
	checkJournal(t, server)
}

// askAboutPeople asks with what must not leave.
func askAboutPeople(t *testing.T, model *openai.Composer) {
	t.Helper()
	a := bot.Attack{Where: "minutes", Text: "Kontor: 20 12 34 56, +45 30123456, kontor@eksempel.dk, Skibhusvej 12."}
	index, _ := a.Planted(t)
	answerer := &bot.Answerer{Searcher: index, Composer: model, Threshold: -1}
	for _, question := range []string{
		"Hvad blev besluttet om bostøtte? Skriv til mor@eksempel.dk, jeg bor Skibhusvej 12.",
		"Hvad blev besluttet om bostøtte for 010203-1234?",
		"Hvad blev besluttet om bostøtte for 0 1 0 2 0 3 1 2 3 4?",
	} {
		if _, err := answerer.Answer(context.Background(), bot.Conversation{}, question); err != nil {
			t.Fatal(err)
		}
	}
	m := index.Meetings()[0]
	q := bot.Question{Text: "Ring til mig på 20123456 om bostøtte", Query: retrieval.Query{Text: "ring 2012 3456 bostøtte"}}
	if _, err := model.Compose(context.Background(), q, []retrieval.Hit{{Meeting: m, Item: m.Item("1")}}); err == nil {
		t.Error("aimock plays no answer in the form asked for")
	}
}

var unsent = regexp.MustCompile(`20 ?12 ?34 ?56|30123456|mor@eksempel|kontor@eksempel|Skibhusvej 12|skibhusvej 12|010203|0 1 0 2 0 3`)

func checkJournal(t *testing.T, server aimock.Server) {
	t.Helper()
	var journal []struct {
		Body json.RawMessage
	}
	if err := json.Unmarshal(server.Control(t, "GET", "journal?limit=1000", ""), &journal); err != nil {
		t.Fatal(err)
	}
	if len(journal) < 200 {
		t.Fatalf("only %d requests in the journal of aimock", len(journal))
	}
	for _, entry := range journal {
		if found := unsent.FindString(string(entry.Body)); found != "" || strings.Contains(string(entry.Body), modelKey) {
			t.Errorf("%q was sent: %.2000s", found, entry.Body)
		}
	}
	if last := string(journal[len(journal)-1].Body); !strings.Contains(last, "[telefonnummer]") || !strings.Contains(last, "[e-mail]") || !strings.Contains(last, "[adresse]") {
		t.Errorf("what is masked is not said: %s", last)
	}
}

// TestFaultsOfEndpoint: while the endpoint fails, people see the minutes' own
// words, and after it the model's again.
func TestFaultsOfEndpoint(t *testing.T) {
	server := aimock.Start(t, modelKey)
	index, question := bot.Attack{}.Planted(t)
	plays(t, server, obeying("Alt er gratis")[0])
	ask := func() bot.Answer {
		answer, err := (&bot.Answerer{Searcher: index, Composer: modelOn(t, server)}).Answer(context.Background(), bot.Conversation{}, question)
		if err != nil {
			t.Fatal(err)
		}
		return answer
	}
	own, err := (&bot.Answerer{Searcher: index}).Answer(context.Background(), bot.Conversation{}, question)
	if err != nil {
		t.Fatal(err)
	}
	for _, chaos := range []string{`{"rateLimitRate":1}`, `{"dropRate":1}`, `{"disconnectRate":1}`, `{"malformedRate":1}`, `{"latencyMs":6000}`} {
		server.Control(t, "POST", "chaos", chaos)
		failed := ask()
		server.Control(t, "DELETE", "chaos", "")
		if failed.Text != own.Text || failed.Explanation.Err == nil || strings.Contains(fmt.Sprintf("%+v", failed.Explanation.Err), modelKey) {
			t.Errorf("%s: %v\n%s", chaos, failed.Explanation.Err, failed.Text)
		}
		if mended := ask(); mended.Explanation.Kept != 1 {
			t.Errorf("after %s: %+v", chaos, mended.Explanation)
		}
	}
}
