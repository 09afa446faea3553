package bot

import (
	"context"
	"strings"
	"testing"
)

func TestOwnCase(t *testing.T) {
	a := Answerer{Searcher: realIndex(t)}
	for _, question := range []string{"Kan jeg få aflastning til min søn?", "Skal jeg klage over afgørelsen?", "Har min datter ret til en kontaktperson?",
		"kan min søn få BPA", "hvad koster mit barns plads", "min søn venter på bostøtte hvor længe skal han vente"} {
		answer, err := a.Answer(context.Background(), Conversation{}, question)
		if err != nil {
			t.Fatal(err)
		}
		if answer.Status != NotFound || !strings.Contains(answer.Text, "ikke rådgive om din egen sag") {
			t.Errorf("%s: got %s\n%s", question, answer.Status, answer.Text)
		}
		if len(answer.Citations) != 1 || !strings.Contains(strings.ToLower(answer.Citations[0].Quote), advisor) {
			t.Errorf("%s: does not quote the minutes on whom to ask: %v", question, answer.Citations)
		}
	}
}
