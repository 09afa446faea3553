// Command parse prints the decisions of minutes, and what was not understood:
//
//	go run ./examples/parse testdata/minutes/*.txt
package main

import (
	"fmt"
	"log"
	"os"

	"github.com/referat-dk/referat/minutes"
)

func main() {
	for _, file := range os.Args[1:] {
		m, err := minutes.ParseFile(file)
		if err != nil {
			log.Print(err)
			continue
		}
		for it := range m.All() {
			if it.Decision.Outcome != "" {
				fmt.Printf("%s: %s\n  %s: %s\n", m.Label(it), it.Title, it.Decision.Outcome, m.Quote(it.Decision.Span))
			}
		}
		for _, p := range m.Problems {
			fmt.Printf("%s, byte %d: %s: %q\n", m.Source.Name, p.Start, p.What, m.Quote(p.Span))
		}
	}
}
