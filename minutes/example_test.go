package minutes_test

import (
	"fmt"
	"strings"

	"github.com/referat-dk/referat/minutes"
)

func ExampleParse() {
	text := `Referat fra mødet i Socialudvalget den 7. april 2031 kl. 16:30

1. Godkendelse af dagsorden

Beslutning

Godkendt.

2. Ny takst for befordring

Beslutning

Udvalget tiltrådte indstillingen.
`
	m, err := minutes.Parse(strings.NewReader(text), minutes.Source{Name: "socialudvalget.txt"})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(m.ID, m.Start)
	for it := range m.All() {
		fmt.Printf("%s: %s, %s: %q\n", m.Label(it), it.Title, it.Decision.Outcome, m.Quote(it.Decision.Span))
	}
	// Output:
	// socialudvalget/2031-04-07 16:30
	// Socialudvalget, 7. april 2031, punkt 1: Godkendelse af dagsorden, approved: "Godkendt."
	// Socialudvalget, 7. april 2031, punkt 2: Ny takst for befordring, approved: "Udvalget tiltrådte indstillingen."
}

func ExampleFindDates() {
	for _, d := range minutes.FindDates("udsat fra den 24/1 2017 til 7. april") {
		fmt.Println(d.Date, "=", d.Danish())
	}
	// Output:
	// 2017-01-24 = 24. januar 2017
	// --04-07 = 7. april
}
