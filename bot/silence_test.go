package bot

import (
	"context"
	"strings"
	"testing"
)

// TestSilence: an item that is about the right thing, and does not hold what is
// asked for, is no answer. "!" before words: the answer must not hold them.
func TestSilence(t *testing.T) {
	a := Answerer{Searcher: realIndex(t)}
	for _, tt := range []struct{ question, want string }{
		{"hvad kostede døgnseminaret", "kan jeg ikke finde | !kl. 9.00"}, // a time of day is no price
		{"hvor mange penge giver landsbyggefonden til rising", "14,5 mio. kr. fra Landsbyggefonden"},
		{"Hvor mange penge er der i alt i puljen til bostøtte og psykiatri over de tre år?", "7.500"},
		{"hvem er formand for beskæftigelses- og socialudvalget", "kan jeg ikke finde | !Jann Sjursen"}, // who chairs another council
		{"hvem er formand for rådet for socialt udsatte", "Jann Sjursen"},
		{"hvad stemte tim vermund", "kan jeg ikke finde | !drøftede"},
		{"hvad er borgerrådgiverens løn", "kan jeg ikke finde | !Helle"},
		{"kan man få hjælp til at klage over en afgørelse", "!Punktet er lukket"}, // of which nothing is known
		{"hvad er udtalelsen om manglende efterlevelse", "Punktet er lukket"},
		{"hvad blev besluttet på sidste møde", "5. december 2023 | godkender dagsordenen"},
		{"samarbejdsforum juni", "den 15. juni 2022 | Efterværn | !7. april"},
		{"hvornår er juleafslutningen", "kan jeg ikke finde | !I referatet står | !steder"},
		{"fra hvornår gælder de nye takster", "kan jeg ikke finde | !Vollsmose"},
		{"hvor mange var i camp 100", "kan jeg ikke finde"}, // "4. kvartal" counts nobody
		{"hvor lang er ventetiden på bostøtte", "kan jeg ikke finde | !2,5 mio."},
		{"hvor er ungestrategien behandlet", "5 steder"},
		{"hvad blev aftalt om mailsignatur og facebook", "undersøger denne mulighed | !interview"},
		{"hvem skrev referat i samarbejdsforum den 15. juni 2022", "Lars Balle Jensen (Referent). | !Amalie Nielsen, Randi"},
		{"hvem laver referat i samarbejdsforum", "Hvilket møde mener du?"},
		{"how much money was set aside for housing support?", "2,5 mio. kr. | !do not mention"},
		{"is my son entitled to a companion", "cannot advise on your own case"},
	} {
		answer, err := a.Answer(context.Background(), Conversation{}, tt.question)
		if err != nil {
			t.Fatal(err)
		}
		for want := range strings.SplitSeq(tt.want, " | ") {
			want, without := strings.CutPrefix(want, "!")
			if strings.Contains(answer.Text, want) == without {
				t.Errorf("%s: got\n%s\nwant %q (%v)", tt.question, answer.Text, want, !without)
			}
		}
	}
}
