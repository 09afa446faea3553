package openai_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"

	"github.com/referat-dk/referat/bot"
	"github.com/referat-dk/referat/bot/openai"
	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
)

// A model says two things. The minutes bear out one of them, and the other is
// dropped with the reason.
func ExampleComposer() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `{"choices":[{"finish_reason":"stop","message":{"role":"assistant","content":"{\"sentences\":[`+
			`{\"text\":\"Årshjulet og mødedatoerne for 2017 blev godkendt.\",\"source\":1,\"quote\":\"Årshjul og mødedatoer for 2017 blev godkendt.\"},`+
			`{\"text\":\"Møderne holdes i Vejle.\",\"source\":1,\"quote\":\"Årshjul og mødedatoer for 2017 blev godkendt.\"}]}"}}]}`)
	}))
	defer server.Close()

	ctx := context.Background()
	index, err := retrieval.Open(ctx, retrieval.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	m, err := minutes.ParseFile("../../testdata/minutes/socialdirektoerforum-2016-08-15.txt")
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := index.Add(ctx, m); err != nil {
		fmt.Println(err)
		return
	}
	composer, err := openai.New(openai.Options{URL: server.URL + "/v1", Model: "gemma3"})
	if err != nil {
		fmt.Println(err)
		return
	}
	answerer := bot.Answerer{Searcher: index, Composer: composer}
	answer, err := answerer.Answer(ctx, bot.Conversation{}, "Hvad blev besluttet om mødeplanen for 2017?")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(answer.Text)
	for _, d := range answer.Explanation.Dropped {
		fmt.Printf("dropped: %s %v: %s\n", d.Sentence.Text, d.Reason, d.Word)
	}
	// Output:
	// Årshjulet og mødedatoerne for 2017 blev godkendt.
	// »Årshjul og mødedatoer for 2017 blev godkendt.«
	// — Socialdirektørforum, 15. august 2016, punkt 7: Mødeplan for 2017
	// dropped: Møderne holdes i Vejle. navnet står hverken i citatet eller i overskriften: Vejle
}
