package minutes

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestFamilies reads short texts in layouts that testdata/layouts does not
// hold, each after a family of published minutes. What is wanted is a line an
// item: number, title, category, cases, outcome, and what else is read.
func TestFamilies(t *testing.T) {
	const head = familyHead
	tests := []struct{ name, text, want string }{
		{"heading doubled, category in brackets, municipality's own case numbers", head + `
1. Godkendelse af dagsorden (B)
1. Godkendelse af dagsorden (B)
Sagsnr.: 330-2030-3619 Dok.nr.: 330-2030-44 Åbent

Kompetence
Socialudvalget

Beslutning
Godkendt.
Fraværende: Lone Kvist (V)

2. Orientering (O)
2. Orientering (O)
Sagsnr.: 330-2030-3620 Dok.nr.: 330-2030-45 Lukket
`, `1|Godkendelse af dagsorden|B|330-2030-3619|approved|absent Lone Kvist
2|Orientering|O|330-2030-3620||closed`},

		{"case number before the title, nothing numbered", head + `
Sagsnr. 27.00.00-P20-1-30
Handicappolitik

Resume
Politikken skal fornyes.

Beslutning
Udsat.

Sagsnr. 27.03.00-A00-2-30
Kvalitetsstandard for bostøtte

Resume
Standarden skal fornyes.

Beslutning
Udvalget tiltrådte indstillingen.
`, `|Handicappolitik||27.00.00-P20-1-30|postponed|
|Kvalitetsstandard for bostøtte||27.03.00-A00-2-30|approved|`},

		{"closed items in every dress, a gap in the numbers", head + `
8. Meddelelser

Beslutning
Taget til efterretning.

9. Køb af grund - Lukket punkt

11. LUKKET PUNKT - Personsag

12. Eventuelt

Beslutning
Intet.
`, `8|Meddelelser|||noted|
9|Køb af grund||||closed
11|Personsag||||closed
12|Eventuelt|||none|`},

		{"access in brackets, page at the end", head + `
1 (Åben) Ny takst for befordring

Beslutning
Forkastet.

2 (Lukket) Salg

`, `1|Ny takst for befordring|||rejected|
2|Salg||||closed`},

		{"decisions of several bodies, the newest first", head + `
1. Takster for 2032

Beslutning i Socialudvalget den 7. april 2031
Ikke godkendt.

Beslutning i Økonomiudvalget den 1. april 2031
Anbefales.
`, `1|Takster for 2032|||rejected|earlier Økonomiudvalget 2031-04-01 recommended`},

		{"old KLE form, archive of 2008", head + `
1. Skolestruktur
Åbent - 17.00.00A00 - 2008/048591

SAGSRESUMÉ
Strukturen drøftes.

BESLUTNING
Drøftet.
`, `1|Skolestruktur||17.00.00A00 - 2008/048591|discussed|`},

		{"a line that begins with Punkt or Nr. is no reason to lose the items", head + `
1. Budget

Beslutning
Punkt 3: Udsættes til næste møde.
Nr. 4: Lønninger.
Godkendt.

2. Takster

Beslutning
Godkendt.
`, `1|Budget|||approved|
2|Takster|||approved|`},

		{"absence for a range of items", head + `
12. A

Beslutning
Godkendt.
Ib Holm ikke til stede under punkt 12 og 13.

13. B

Beslutning
Godkendt.

14. C

Beslutning
Godkendt.
`, `12|A|||approved|absent Ib Holm
13|B|||approved|absent Ib Holm
14|C|||approved|`},

		{"a decision point by point", head + `
1. Budget og takster

Beslutning
Ad 1: Godkendt.
Ad 2: Ikke godkendt.
Ad. 3 Udsat.
`, `1|Budget og takster|||approved|Ad 1 approved, Ad 2 rejected, Ad. 3 postponed`},

		{"undlod at stemme is present, votes are counted", head + `
1. Budget

Beslutning
For: 5 (A, B)
Imod: 2 (V)
Ib Holm (C) undlod at stemme.
Vedtaget.
`, `1|Budget|||approved|votes 5-2`},
	}
	for _, tt := range slices.Concat(tests, moreFamilies, listedFamilies, wrappedFamilies) {
		t.Run(tt.name, func(t *testing.T) {
			m, err := Parse(strings.NewReader(tt.text), Source{Name: "t"})
			if err != nil {
				t.Fatal(err)
			}
			if err := m.Check(); err != nil {
				t.Error(err)
			}
			if m.Place != "" {
				t.Errorf("place %q, where none is printed", m.Place)
			}
			var got []string
			for it := range m.All() {
				got = append(got, inLine(it))
			}
			if text := strings.Join(got, "\n"); text != tt.want {
				t.Errorf("got\n%s\nwant\n%s", text, tt.want)
			}
		})
	}
}

func inLine(it *Item) string {
	var cases, extra []string
	for _, c := range it.Cases {
		cases = append(cases, string(c))
	}
	if it.Closed {
		extra = append(extra, "closed")
	}
	for _, p := range it.Absent {
		extra = append(extra, "absent "+p.Name)
	}
	for _, d := range it.Earlier {
		extra = append(extra, fmt.Sprintf("earlier %s %s %s", d.Body, d.Date, d.Outcome))
	}
	for _, p := range it.Decision.Points {
		extra = append(extra, p.Label+" "+string(p.Outcome))
	}
	if v := it.Decision.Votes; v != (Votes{}) {
		extra = append(extra, strings.TrimSuffix(fmt.Sprintf("votes %d-%d-%d", v.For, v.Against, v.Abstain), "-0"))
	}
	return strings.Join([]string{it.Number, it.Title, it.Category, strings.Join(cases, ", "), string(it.Decision.Outcome), strings.Join(extra, ", ")}, "|")
}
