package bot_test

import (
	"context"
	"fmt"

	"github.com/referat-dk/referat/bot"
	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
)

func ExampleAnswerer_Answer() {
	ctx := context.Background()
	index, _ := retrieval.Open(ctx, retrieval.Options{})
	m, err := minutes.ParseFile("../testdata/minutes/socialdirektoerforum-2016-08-15.txt")
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := index.Add(ctx, m); err != nil {
		fmt.Println(err)
		return
	}
	answerer := bot.Answerer{Searcher: index}
	answer, _ := answerer.Answer(ctx, bot.Conversation{}, "Hvad blev besluttet om mødeplanen for 2017?")
	fmt.Println(answer.Status)
	fmt.Printf("%q\n", answer.Citations[0].Quote)
	fmt.Println(answer.Citations[0].Ref)
	// Output:
	// answered
	// "Årshjul og mødedatoer for 2017 blev godkendt."
	// socialdirektoerforum/2016-08-15/7
}
