// Command embed searches two texts, in memory:
//
//	go run ./examples/embed
package main

import (
	"context"
	"fmt"
	"log"
	"strings"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
)

var texts = []string{
	"Referat fra mødet i Skoleudvalget den 3. maj 2022\n\n1. Ny tagpap på skolen\n\nBeslutning\n\nUdvalget godkendte 400.000 kr. til taget.\n",
	"Referat fra mødet i Kulturudvalget den 4. maj 2022\n\n1. Åbningstider på biblioteket\n\nBeslutning\n\nBiblioteket holder åbent om søndagen.\n",
}

func main() {
	ctx := context.Background()
	index, err := retrieval.Open(ctx, retrieval.Options{})
	for i := 0; err == nil && i < len(texts); i++ {
		var m *minutes.Meeting
		if m, err = minutes.Parse(strings.NewReader(texts[i]), minutes.Source{Name: "example"}); err == nil {
			err = index.Add(ctx, m)
		}
	}
	if err != nil {
		log.Fatal(err)
	}
	result, err := index.Search(ctx, retrieval.Query{Text: "bibliotek søndag"})
	if err != nil || len(result.Hits) == 0 {
		log.Fatal("nothing found: ", err)
	}
	hit := result.Hits[0]
	fmt.Printf("%s: %s\n", hit.Ref, hit.Meeting.Quote(hit.Passages[0].Span))
}
