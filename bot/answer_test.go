package bot

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
)

func realIndex(t testing.TB) *retrieval.Index {
	files, _ := filepath.Glob("../testdata/minutes/*.txt")
	if len(files) == 0 {
		t.Fatal("no minutes in ../testdata/minutes")
	}
	x, err := retrieval.Open(context.Background(), retrieval.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		m, err := minutes.ParseFile(file)
		if err == nil {
			err = x.Add(context.Background(), m)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return x
}

// TestAnswers reads like a list of what people ask: the status, the first
// reference, and words of the answer.
func TestAnswers(t *testing.T) {
	a := Answerer{Searcher: realIndex(t)}
	const (
		sf4, sf6 = "samarbejdsforum/2022-04-07", "samarbejdsforum/2022-06-15"
		bsu17    = "beskaeftigelses-og-socialudvalget/2017-02-21"
		bsu23    = "beskaeftigelses-og-socialudvalget/2023-12-05"
		sdf      = "socialdirektoerforum/2016-08-15"
	)
	tests := []struct {
		question string
		status   Status
		ref      string // of the first citation
		says     string
	}{
		// what the minutes say
		{"Hvad blev besluttet om tilbuddet Tippen?", Answered, sdf + "/6", "Ændringerne blev godkendt"},
		{"Hvad blev aftalt om borgerrådgiverens årsberetning?", Answered, sf4 + "/3", "én gang årligt"},
		{"Hvad indstiller forvaltningen om bostøttepuljen?", Answered, bsu23 + "/8", "indstiller, at udvalget drøfter"},
		{"15.00.26-Ø34-1-23", Answered, bsu23 + "/4", ""},

		{"Hvor stort et underskud var der på Stjernen i 2015?", Answered, sdf + "/5", "6,1 mio. kr."},
		{"Hvor meget er der afsat til bostøtte i 2025?", Answered, bsu23 + "/8", "2,5 mio. kr. årligt fra 2024-2026"},
		{"Hvad vedtog byrådet i budgetforliget om bostøtte?", Answered, bsu23 + "/8", "2,5 mio. kr."},
		{"Hvornår er konferencen i Det Kriminalpræventive Råd?", Answered, bsu23 + "/15", "7. februar 2024"},

		// facts of the record
		{"Hvem deltog ikke i mødet den 21. februar 2017?", Answered, bsu17, "Tim Vermund"},
		{"Hvem meldte afbud til Samarbejdsforum i juni 2022?", Answered, sf6, "Ib Poulsen"},
		{"Hvem var referent den 7. april 2022?", Answered, sf4, "Lars Balle Jensen"},
		{"Hvem deltog ikke i punkt 9 den 5. december 2023?", Answered, bsu23 + "/9", "Reza Javid"},
		{"Hvornår sluttede mødet den 21. februar 2017?", Answered, bsu17, "13:06"},
		{"Hvornår sluttede mødet den 5. december 2023?", NotFound, "", "siger ikke"},
		{"Hvor blev mødet holdt den 5. december 2023?", Answered, bsu23, "Udvalgsværelset"},
		{"hvad er punkt 5B den 7. april 2022", Answered, sf4 + "/5b", "Fejlsendte beskeder"},
		{"hvad er punkt 40 den 7. april 2022", NotFound, "", "intet punkt 40"},
		{"Hvilke punkter var på dagsordenen den 15. juni 2022?", Answered, sf6 + "/1", "4. Efterværn"},
		{"hvilke møder har du", Answered, sdf, "5. december 2023"},
		{"Hvem var fraværende?", Clarify, "", "Hvilket møde"},

		// silence
		{"Hvad står der i punkt 3 den 5. december 2023?", Closed, bsu23 + "/3", "lukket"},
		{"Hvad blev besluttet om cykelstien på Skibhusvej?", NotFound, "", "5 referater"},
		{"hvem deltog i Samarbejdsforum den 1. maj 2019", NotFound, "", "1. maj 2019"},
		{"Hvorfor afviste Socialdirektørforum ændringerne på Tippen?", NotFound, sdf + "/6", "Ændringerne blev godkendt"},
		{"Hvad sagde Ældrerådet til Ungestrategien?", NotFound, "", "intet referat fra »ældrerådet«"},
		{"Hvem var imod at udpege Bodil Nissen?", NotFound, "", ""},
		{"Hvordan gik det på konferencen i Det Kriminalpræventive Råd?", NotFound, "", "skrevet før"},
		{"Hvad kom der ud af døgnseminaret?", NotFound, "", "skrevet før"},
		{"Hvad sagde byrådet til handleplanen i februar 2024?", NotFound, "", ""},
		{"Hvor mange fleksjobbere var kommet i job ved udgangen af 2017?", NotFound, "", "skrevet før"},
		{"Fik kommunen de 10,8 mio. kr. fra puljen?", NotFound, "", ""},
		{"Hvor mange ukrainere er der i Odense?", NotFound, "", ""},
		{"Hvad hedder psykologen i børnehuset?", NotFound, "", ""},
		{"Hvor stort et underskud blev der på Stjernen i 2016?", NotFound, "", ""},
		{"Hvad drøftede de på mødet i 2019?", NotFound, "", "2019"},
		{"Hvad blev der af sagen om 010203-1234?", Refused, "", "CPR"},
		{"", NotFound, "", ""},
		{"???", NotFound, "", ""},
	}
	for _, tt := range tests {
		answer, err := a.Answer(context.Background(), Conversation{}, tt.question)
		if err != nil {
			t.Fatal(err)
		}
		ref := ""
		if len(answer.Citations) > 0 {
			ref = answer.Citations[0].Ref
		}
		if answer.Status != tt.status || ref != tt.ref || !strings.Contains(answer.Text, tt.says) {
			t.Errorf("%q\n got %s %s: %s\nwant %s %s: …%s…", tt.question, answer.Status, ref, answer.Text, tt.status, tt.ref, tt.says)
		}
		if answer.Status == Refused && (answer.Question != "" || strings.Contains(answer.Text, "010203")) {
			t.Errorf("%q: the number is shown or kept: %+v", tt.question, answer)
		}
	}
}

func TestFollowUp(t *testing.T) {
	a := Answerer{Searcher: realIndex(t)}
	answer, err := a.Answer(context.Background(), Asked("Bliver der et interview i avisen om Samarbejdsforum?"), "Og hvem skal stå for det?")
	if err != nil || len(answer.Citations) == 0 || answer.Citations[0].Ref != "samarbejdsforum/2022-06-15/7" {
		t.Errorf("%+v, %v", answer, err)
	}
}

// composerFunc is a Composer for tests.
type composerFunc func(hits []retrieval.Hit) (Draft, error)

func (f composerFunc) Compose(_ context.Context, _ Question, hits []retrieval.Hit) (Draft, error) {
	return f(hits)
}

// TestVerifierStopsInvention gives the answerer composers that lie. Whatever
// they write, people see the minutes' own words.
func TestVerifierStopsInvention(t *testing.T) {
	const question, quote = "Hvad blev besluttet om tilbuddet Tippen?", "Ændringerne blev godkendt"
	index := realIndex(t)
	tests := []struct {
		name     string
		sentence Sentence
		passes   bool
	}{
		{"true", Sentence{Text: "Ændringerne blev godkendt.", Source: 1, Quote: quote}, true},
		{"true figures and names", Sentence{Text: "Varde Kommune ønsker 5 pladser efter § 66.", Source: 1, Quote: "5 pladser efter § 66 stk 1 nr. 6 til aflastning."}, true},
		{"invented quote", Sentence{Text: "Ændringerne blev afvist.", Source: 1, Quote: "Ændringerne blev afvist"}, false},
		{"quote with other letters", Sentence{Text: "", Source: 1, Quote: "ændringerne blev Godkendt"}, false},
		{"empty quote", Sentence{Text: "Alt er godt.", Source: 1, Quote: " "}, false},
		{"no such source", Sentence{Text: "", Source: 7, Quote: quote}, false},
		{"source nought", Sentence{Text: "", Source: 0, Quote: quote}, false},
		{"invented figure", Sentence{Text: "Det koster 17 mio. kr.", Source: 1, Quote: quote}, false},
		{"invented name", Sentence{Text: "Forslaget kom fra Aarhus.", Source: 1, Quote: quote}, false},
	}
	for _, tt := range tests {
		lie := composerFunc(func([]retrieval.Hit) (Draft, error) { return Draft{[]Sentence{tt.sentence}}, nil })
		answer, err := (&Answerer{Searcher: index, Composer: lie}).Answer(context.Background(), Conversation{}, question)
		if err != nil {
			t.Fatal(err)
		}
		said := tt.sentence.Text != "" && strings.Contains(answer.Text, tt.sentence.Text)
		if said != tt.passes || !strings.Contains(answer.Text, "»") || answer.Status != Answered {
			t.Errorf("%s: %s: %s", tt.name, answer.Status, answer.Text)
		}
	}
	failing := composerFunc(func([]retrieval.Hit) (Draft, error) { return Draft{}, errors.New("model is down") })
	answer, err := (&Answerer{Searcher: index, Composer: failing}).Answer(context.Background(), Conversation{}, question)
	if err != nil || !strings.Contains(answer.Text, quote) {
		t.Errorf("composer that fails: %v, %s", err, answer.Text)
	}
}

// TestQuotesOnce says nothing twice: an agreement may be the decision.
func TestQuotesOnce(t *testing.T) {
	a := Answerer{Searcher: realIndex(t)}
	ans, err := a.Answer(context.Background(), Conversation{}, "Blev der aftalt noget om BPA?")
	if err != nil || ans.Status != Answered {
		t.Fatal(ans.Status, err)
	}
	if n := strings.Count(ans.Text, "Det blev aftalt, at følgende punkter"); n != 1 {
		t.Errorf("quoted %d times:\n%s", n, ans.Text)
	}
}
