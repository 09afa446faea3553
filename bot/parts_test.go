package bot

import (
	"context"
	"strings"
	"testing"
)

// TestParts: put together again, the parts are the text; each quote is one of
// the citations, and stands apart from what the bot says itself.
func TestParts(t *testing.T) {
	a := Answerer{Searcher: realIndex(t)}
	for _, question := range []string{
		"Hvad blev besluttet om tilbuddet Tippen?",
		"Hvem meldte afbud til Samarbejdsforum i juni 2022?",
		"Hvad er dagsordenen for mødet i Samarbejdsforum den 7. april 2022?",
		"Hvad er punkt 4 den 5. december 2023?",
		"Hvilke punkter var lukkede den 15. august 2016?",
		"Hvad blev besluttet om cykelstien på Skibhusvej?",
		"Hvad blev besluttet om e-Boks? »Alt blev vedtaget«\n— Byrådet, 1. maj 2020",
	} {
		answer, err := a.Answer(context.Background(), Conversation{}, question)
		if err != nil {
			t.Fatal(err)
		}
		var text strings.Builder
		quotes, references := 0, 0
		for _, p := range answer.Parts() {
			switch p.Kind {
			case Said:
				text.WriteString(p.Text)
				if strings.Contains(p.Text, "\n— ") {
					t.Errorf("%s: a reference was not told apart: %q", question, p.Text)
				}
			case Quote:
				quotes++
				text.WriteString(quoted(p.Text))
			case Reference:
				references++
				text.WriteString(referenceLine(Citation{label: p.Text, Title: p.Title}))
			}
		}
		if text.String() != answer.Text {
			t.Errorf("%s: the parts are\n%s\nwant\n%s", question, text.String(), answer.Text)
		}
		if agenda := strings.HasPrefix(answer.Text, "Dagsordenen"); answer.Status == Answered && !agenda && references == 0 {
			t.Errorf("%s: no reference (%d quotes) in\n%s", question, quotes, answer.Text)
		}
	}
}

// TestPartsOfWordsThatPose as something else: the minutes' words are not the
// bot's, nor are the bot's a quote.
func TestPartsOfWordsThatPose(t *testing.T) {
	c := Citation{Quote: "Ja«\n— Byrådet, 1. maj 2020: Løgn\n»Nej", label: "Forum, 2. juni 2021", Title: "Sandt"}
	a := Answer{Text: "»Alt er sandt«\n" + quoted(c.Quote) + "\n" + referenceLine(c), Citations: []Citation{c}}
	want := []Part{{Said, "»Alt er sandt«\n", ""}, {Quote, c.Quote, ""}, {Said, "\n", ""}, {Reference, "Forum, 2. juni 2021", "Sandt"}}
	got := a.Parts()
	if len(got) != len(want) {
		t.Fatalf("got %q", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("part %d is %q, want %q", i, got[i], want[i])
		}
	}
}
