package retrieval_test

import (
	"context"
	"fmt"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
)

func ExampleIndex_Search() {
	ctx := context.Background()
	index, _ := retrieval.Open(ctx, retrieval.Options{})
	m, err := minutes.ParseFile("../testdata/minutes/samarbejdsforum-2022-04-07.txt")
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := index.Add(ctx, m); err != nil {
		fmt.Println(err)
		return
	}
	result, _ := index.Search(ctx, retrieval.Query{Text: "skift af sagsbehandler", Limit: 1})
	for _, h := range result.Hits {
		fmt.Println(h.Ref, h.Item.Title)
	}
	// Output: samarbejdsforum/2022-04-07/5c Skift af sagsbehandler
}

func ExampleUnderstand() {
	known := retrieval.Vocabulary{Bodies: []string{"Samarbejdsforum"}}
	q := retrieval.Understand("Hvad er punkt 5C i Samarbejdsforum på mødet den 7/4 2022?", known)
	fmt.Println(q.Bodies, q.Punkt, q.From)
	// Output: [Samarbejdsforum] 5C 2022-04-07
}
