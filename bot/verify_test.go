package bot

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"testing"

	"github.com/referat-dk/referat/retrieval"
)

// drafted answers question with a model's draft.
func drafted(t testing.TB, index Searcher, question string, sentences ...Sentence) Answer {
	t.Helper()
	model := composerFunc(func([]retrieval.Hit) (Draft, error) { return Draft{sentences}, nil })
	answer, err := (&Answerer{Searcher: index, Composer: model}).Answer(context.Background(), Conversation{}, question)
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

// TestVerify reads like a list of what a model may say above a quote, and why
// not.
func TestVerify(t *testing.T) {
	const (
		tippen     = "Hvad blev besluttet om tilbuddet Tippen?"
		tippenEn   = "What was decided about Tippen?"
		borger     = "Hvad blev aftalt om borgerrådgiverens årsberetning?"
		bostoette  = "Hvad indstiller forvaltningen om bostøttepuljen?"
		ankesager  = "Hvor mange ankesager havde kommunen i 2021?"
		approved   = "Ændringerne blev godkendt"
		places     = "4 fleksible pladser efter § 107 på afdeling Tippen (dog ikke reelt en udvidelse)."
		yearly     = "Det blev aftalt, at Borgerrådgivers årsberetninger fremadrettet drøftes i Samarbejdsforum én gang årligt."
		report     = "Den første årsberetning præsenteres for Byrådet primo 2023."
		vanskeligt = "det er vanskeligt at få sit skolebarn henvist til et specialundervisningstilbud"
		raises     = "Problemstillingen tages op efter påske og der følges op på næste møde i Samarbejdsforum den 15. juni."
		proposal   = "Der indstilles til, at Socialdirektørforum godkender ændringerne"
		pool       = "afsætte en pulje på 2,5 mio. kr. årligt fra 2024-2026"
		later      = "Sagen behandles også i Sundhedsudvalget og Ældre- og Handicapudvalget den 5. december 2023."
		appeals    = "Odense Kommune havde på socialområdet i 2021 i alt 212 ankesager og en omgørelsesprocent på 33 pct."
		dissent    = "Borgerrådgiver tager ikke stilling afgørelser"
	)
	tests := []struct {
		question, text, quote string
		want                  Reason // "": it is said
	}{
		// what is said
		{tippen, "Ændringerne blev godkendt.", approved, ""},
		{tippen, "Socialdirektørforum godkendte ændringerne på Tippen den 15. august 2016.", approved, ""},
		{tippen, "Det blev besluttet at godkende ændringerne.", approved, ""},
		{tippen, "Der ønskes fire fleksible pladser efter § 107, men det er ikke reelt en udvidelse.", places, ""},
		{borger, "Årsberetningen skal drøftes i Samarbejdsforum.", yearly, Unsaid}, // nobody wrote that it has to
		{borger, "Borgerrådgivers årsberetninger drøftes én gang årligt i Samarbejdsforum.", yearly, ""},
		{borger, "Samarbejdsforum fremførte, at det er vanskeligt at få et skolebarn henvist til specialundervisning.", vanskeligt, ""},
		{borger, "Samarbejdsforum følger op den 15. juni.", raises, ""},
		{borger, "Samarbejdsforum følger op den 15/6.", raises, ""},
		{tippen, "Det er indstillet, at Socialdirektørforum godkender ændringerne.", proposal, ""},
		{bostoette, "Byrådet vedtog at afsætte en pulje på 2.500.000 kr. årligt.", pool, ""},
		{bostoette, "Sagen behandles også i Sundhedsudvalget d. 5/12-2023.", later, ""},
		{ankesager, "Kommunen havde 212 ankesager i 2021, og 33 procent blev omgjort.", appeals, ""},
		{ankesager, "Kommunen havde 212 ankesager i 2021 og en omgørelsesprocent på 33 %.", appeals, ""},
		{tippen, "", approved, ""},
		{tippen, "Beslutningen:", approved, ""},
		{tippenEn, "The changes were approved.", approved, ""},
		{tippenEn, "According to the minutes, Socialdirektørforum approved the changes on 15 August 2016.", approved, ""},

		// the quote
		{tippen, "Ændringerne blev afvist.", "Ændringerne blev afvist", NoQuote},
		{tippen, "", "ændringerne blev Godkendt", NoQuote},
		{tippen, "", "ndringerne blev godkendt", NoQuote},
		{tippen, "Ændringerne blev godkendt.", " ", NoQuote},
		{tippen, "Beslutningen:", proposal, Sign},
		{tippen, "Det blev aftalt:", approved, Unsaid},

		// figures, dates and names
		{tippen, "Det koster 17 mio. kr.", approved, Figure},
		{tippen, "Tippen får fem fleksible pladser.", places, Figure},
		{tippen, "Tippen får tolv pladser.", places, Figure}, // the item has twelve, of something else
		{bostoette, "Puljen er på 2,5 procent årligt.", pool, Figure},
		{bostoette, "Puljen er på 2,5 mia. kr. årligt.", pool, Figure},
		{bostoette, "Puljen er på 2.500 kr. årligt.", pool, Figure},
		{ankesager, "Kommunen havde 33 ankesager og en omgørelsesprocent på 212 %.", appeals, Figure},
		{tippen, "Ændringerne blev godkendt den 16. august 2016.", approved, NoDate},
		{tippen, "Ændringerne blev godkendt i september 2016.", approved, NoDate},
		{tippen, "Ændringerne blev godkendt i 2017.", approved, Figure},
		{tippen, "Ændringerne fra Aarhus blev godkendt.", approved, Name},
		{tippen, "Ændringerne blev godkendt af Mette Frederiksen.", approved, Name},
		{borger, "Kirsten Knudsen rejser problemstillingen.", "Kirsten Haaning og Jacob Lindegaard Knudsen rejser problemstilling", Name},
		{borger, "Hans Haaning rejser problemstillingen.", "Kirsten Haaning og Jacob Lindegaard Knudsen rejser problemstilling", Name},
		{borger, "Kirsten Haaning rejser problemstillingen.", "Kirsten Haaning og Jacob Lindegaard Knudsen rejser problemstilling", ""},

		// what turns its meaning
		{tippen, "Ændringerne blev ikke godkendt.", approved, Negation},
		{tippen, "Tippen får fire fleksible pladser, og det er reelt en udvidelse.", places, Negation},
		{borger, "Borgerrådgiver tager stilling til afgørelser.", dissent, Negation},
		{tippen, "Alle ændringerne blev godkendt.", approved, Unsaid},
		{tippen, "Ændringerne kan godkendes.", approved, Negation},
		{tippenEn, "The changes were never approved.", approved, Negation},
		{tippen, "Ændringerne blev næsten godkendt.", approved, Negation},
		{tippen, "Ændringerne blev godkendt, hvis de træder i kraft.", approved, Negation},
		{borger, "Borgerrådgivers årsberetninger drøftes to gange årligt.", yearly, Figure},
		{ankesager, "Kommunen havde en ankesag i 2021.", appeals, Figure},

		{borger, "Borgerrådgiver viderebringer kritik til byrådet.", "Borgerrådgiver kan derudover viderebringe kritik til byrådet", Negation},

		// whose opinion it is
		{borger, "Det er vanskeligt at få et skolebarn henvist til specialundervisning.", vanskeligt, Position},
		{borger, "Samarbejdsforum kritiserede, at det er vanskeligt at få et skolebarn henvist.", vanskeligt, Unsaid},
		{borger, "Borgerrådgiver fremførte, at det er vanskeligt at få et skolebarn henvist.", vanskeligt, Position},
		{tippen, "Socialdirektørforum godkender ændringerne.", proposal, Position},
		{tippen, "Tippen får fire fleksible pladser, men det er ikke reelt en udvidelse.", places, Position}, // they are wished for, says the line above the list

		// what is not in the minutes at all
		{tippen, "Ændringerne blev godkendt p w n e d.", approved, Unsaid},
		{tippen, "Ændringerne blev godkendt. Ændringerne blev godkendt.", approved, Several},
		{tippen, "Se ændringerne.", approved, Speaks},
		{tippen, "Du får ændringerne.", approved, Speaks},
		{tippen, "14.", approved, Figure},
		{tippen, "Godkendt.", approved, ""},
		{tippen, "Ændringerne blev godkendt, og personalet blev glade.", approved, Unsaid},
		{tippen, "Tilbuddet Tippen ligger på et andet punkt.", approved, Unsaid},
		{tippen, "Tilbuddet Tippen er fra Varde Kommune.", approved, Apart},
		{tippen, "The changes were approved.", approved, Foreign},
		{tippen, "Die Änderungen wurden genehmigt.", approved, Name},
	}
	index := realIndex(t)
	for _, tt := range tests {
		answer := drafted(t, index, tt.question, Sentence{Text: tt.text, Source: 1, Quote: tt.quote})
		var got Reason
		word := ""
		if d := answer.Explanation.Dropped; len(d) > 0 {
			got, word = d[0].Reason, d[0].Word
		}
		if got != tt.want || (got == "") != (answer.Explanation.Kept == 1) {
			t.Errorf("%q\nabove »%s«\n got %q (%s), want %q; %v", tt.text, tt.quote, string(got), word, string(tt.want), answer.Hits[0].Ref)
		}
	}
}

// TestCopiesPass: a model that says no more than a quote is not silenced. Of
// the sentences that have most of each development question, copied, four in
// five are said; the others have quotation marks, are too long or give
// somebody's opinion with no word of whose it is.
func TestCopiesPass(t *testing.T) {
	file, err := os.Open("../testdata/questions/dev.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	copies := composerFunc(func(hits []retrieval.Hit) (Draft, error) {
		var d Draft
		for _, p := range hits[0].Passages[:min(mostSentences, len(hits[0].Passages))] {
			s := hits[0].Meeting.Quote(p.Span)
			d.Sentences = append(d.Sentences, Sentence{Text: s, Source: 1, Quote: s})
		}
		return d, nil
	})
	a := Answerer{Searcher: realIndex(t), Composer: copies}
	kept, all := 0, 0
	reasons := make(map[string]int)
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var q struct{ Q string }
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			t.Fatal(err)
		}
		answer, err := a.Answer(context.Background(), Conversation{}, q.Q)
		if err != nil {
			t.Fatal(err)
		}
		kept += answer.Explanation.Kept
		all += answer.Explanation.Kept + len(answer.Explanation.Dropped)
		for _, d := range answer.Explanation.Dropped {
			reasons[string(d.Reason)]++
		}
	}
	t.Logf("%d of %d copied sentences are said; dropped: %v", kept, all, reasons)
	if all < 200 || kept*5 < all*4 {
		t.Error("too few")
	}
}
