// Package invented makes the minutes that benchmarks of the search run over,
// here and beside other engines.
package invented

import (
	"strings"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/minutes/generate"
)

const (
	items = 20  // a meeting, if so many are wanted, each of one chunk, three of them standing ones of a few words
	words = 130 // in each of the others, so that a chunk has 120 on average
)

// Meetings invents minutes of some n chunks in all, the same on every run: four
// words in ten are of other fields than those of the real minutes.
func Meetings(n int) ([]*minutes.Meeting, error) {
	g := generate.New(1)
	g.Items, g.Words, g.Layout = min(n, items), words, generate.Notes
	var list []*minutes.Meeting
	for ; n > 0; n -= items {
		m, err := minutes.Parse(strings.NewReader(g.Next().Text), minutes.Source{Name: "bench"})
		if err != nil {
			return nil, err
		}
		list = append(list, m)
	}
	return list, nil
}

// Questions have eight words that search each.
var Questions = []string{
	"bevilling befordring handicap skole økonomi indstilling kommune borgere",
	"unge uddannelse beskæftigelse jobcenter samtaler forvaltning projekt midler",
	"takster tilbud botilbud region rammeaftale kapacitet belægning budget",
}
