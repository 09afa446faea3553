package bot

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
)

// twoMeetings decide the same case one year and then otherwise the next.
func twoMeetings(t *testing.T) *Answerer {
	t.Helper()
	index, err := retrieval.Open(context.Background(), retrieval.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{`
Referat fra mødet i Socialudvalget den 7. april 2031

1. Takster for aflastning
27.12.00-Ø40-1-31

Beslutning
Taksten blev fastsat til 500 kr.

2. Ungehuset
Sagsfremstilling
Ungehuset har åbent to dage om ugen.
`, `
Referat fra mødet i Socialudvalget den 5. april 2032

1. Takster for aflastning
27.12.00-Ø40-1-31

Beslutning
Taksten blev sat op til 600 kr.

2. Ungehuset
Sagsfremstilling
Ungehuset har åbent tre dage om ugen.
`} {
		m, err := minutes.Parse(strings.NewReader(text), minutes.Source{Name: "t"})
		if err != nil {
			t.Fatal(err)
		}
		if err := index.Add(context.Background(), m); err != nil {
			t.Fatal(err)
		}
	}
	return &Answerer{Searcher: index, Now: func() time.Time { return time.Date(2032, 9, 1, 0, 0, 0, 0, time.UTC) }}
}

func TestTime(t *testing.T) {
	a := twoMeetings(t)
	tests := []struct {
		question string
		want     []string // in the answer, in this order
	}{
		{"Hvad blev besluttet om takster for aflastning?", []string{"600 kr.", "500 kr."}},
		{"Hvad blev besluttet om takster for aflastning sidste år?", []string{"500 kr."}},
		{"Hvad er det seneste om Ungehuset?", []string{"tre dage"}},
		{"Hvad står der om Ungehuset siden 2032?", []string{"tre dage"}},
		{"Hvad blev besluttet om takster for aflastning på mødet den 3. marts 2030?", []string{"intet referat fra den 3. marts 2030", "Måske", "punkt 1: Takster for aflastning"}},
	}
	for _, tt := range tests {
		answer, err := a.Answer(context.Background(), Conversation{}, tt.question)
		if err != nil {
			t.Fatal(err)
		}
		rest := answer.Text
		for _, want := range tt.want {
			_, after, ok := strings.Cut(rest, want)
			if !ok {
				t.Errorf("%s: no %q, or not in order, in\n%s", tt.question, want, answer.Text)
			}
			rest = after
		}
	}
}
