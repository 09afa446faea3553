package bot

import (
	"context"
	"strings"
	"testing"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
)

// TestOrder: all words of these stand in the quote, and in another order they
// would say something else.
func TestOrder(t *testing.T) {
	tests := []struct {
		quote, text string
		want        Reason // "": it is said
	}{
		{"Brugerrådet klagede over forvaltningen til ministeren.", "Brugerrådet klagede over forvaltningen.", ""},
		{"Brugerrådet klagede over forvaltningen til ministeren.", "Forvaltningen klagede over brugerrådet til ministeren.", Turned},
		{"Hansen stemte for bostøtte, og Jensen stemte imod.", "Jensen stemte for bostøtte, og Hansen stemte imod.", Turned},
		{"Bostøtte ophører ikke, men aflastning ophører.", "Aflastning ophører ikke, men bostøtte ophører.", Turned},
		{"Udvalget drøftede bostøtte i foråret.", "I foråret drøftede udvalget bostøtte.", ""},
		{"Puljen til bostøtte blev godkendt af udvalget.", "Udvalget godkendte puljen til bostøtte.", ""},
		{"Udvalget gav 10 unge 5 timer bostøtte.", "Udvalget gav 10 unge 5 timer bostøtte.", ""},
		{"Udvalget gav 10 unge 5 timer bostøtte.", "Udvalget gav 5 unge 10 timer bostøtte.", Turned},
		{"Prisen på bostøtte steg fra 100 kr. til 200 kr.", "Prisen på bostøtte steg fra 200 kr. til 100 kr.", Turned},
		{"Bostøtte fik 5 mio. kr., og aflastning fik 3 mio. kr.", "Bostøtte fik 5 mio. kr.", ""},
		{"Bostøtte fik 5 mio. kr., og aflastning fik 3 mio. kr.", "Bostøtte fik 3 mio. kr.", Turned},
		{"Forslaget om bostøtte blev godkendt, og forslaget om taxa blev afvist.", "Forslaget om taxa blev afvist.", ""},
		{"Forslaget om bostøtte blev godkendt, og forslaget om taxa blev afvist.", "Forslaget om bostøtte blev afvist.", Turned},
		{"Ventetiden på bostøtte er 14 uger.", "Ventetiden på bostøtte er under 14 uger.", Unsaid},
		{"Ventetiden på bostøtte er under 14 uger.", "Ventetiden er under 14 uger.", ""},
	}
	for _, tt := range tests {
		m, err := minutes.Parse(strings.NewReader("Socialudvalget\nReferat\n12. maj 2022\n\n1. Bostøtte\n\nSagsfremstilling\n"+tt.quote+"\n"), minutes.Source{Name: "referat.txt"})
		if err != nil {
			t.Fatal(err)
		}
		index, err := retrieval.Open(context.Background(), retrieval.Options{Lexicon: lexicon()})
		if err == nil {
			err = index.Add(context.Background(), m)
		}
		if err != nil {
			t.Fatal(err)
		}
		x := drafted(t, index, "Hvad siger referatet om bostøtte?", Sentence{Text: tt.text, Source: 1, Quote: tt.quote}).Explanation
		var got Reason
		if len(x.Dropped) > 0 {
			got = x.Dropped[0].Reason
		}
		if !x.Asked || got != tt.want {
			t.Errorf("%q above %q: dropped for %q, want %q", tt.text, tt.quote, got, tt.want)
		}
	}
}
