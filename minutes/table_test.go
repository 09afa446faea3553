package minutes

import (
	"strings"
	"testing"
)

// TestTables reads rows of two-column tables as package extract prints them: a
// label, a tab ("→"), its value.
func TestTables(t *testing.T) {
	tests := []struct{ name, head, want string }{
		{"a row each", "Udvalg→Kulturudvalget\nMødedato→3. marts 2031\nTidspunkt→15:00\nSted→Lokale 2\nDeltagere→Ane Bech, Bo Falk\nAfbud→Carl Due",
			"Kulturudvalget|2031-03-03|15:00|Lokale 2|Ane Bech, Bo Falk|Carl Due"},
		{"names below one another", "Udvalg→Kulturudvalget\nDato→3. marts 2031\nDeltagere\nAne Bech\nBo Falk\nFraværende→Carl Due",
			"Kulturudvalget|2031-03-03|||Ane Bech, Bo Falk|Carl Due"},
		{"a colon too", "Udvalg:→Kulturudvalget\nDato :→3. marts 2031", "Kulturudvalget|2031-03-03||||"},
		{"a label that is not known", "Forum→Kulturudvalget\nMødedag→3. marts 2031", "Kulturudvalget|2031-03-03||||"},
		{"no labels", "Kulturudvalget→3. marts 2031→kl. 15:00", "Kulturudvalget|2031-03-03|15:00|||"},
		{"two labels a row", "Udvalg→Kulturudvalget→Dato→3. marts 2031\nSted:→Lokale 2→Tidspunkt:→15:00", "Kulturudvalget|2031-03-03|15:00|Lokale 2||"},
		{"a name a cell", "Kulturudvalget 3. marts 2031\nDeltagere→Ane Bech→Bo Falk", "Kulturudvalget|2031-03-03|||Ane Bech, Bo Falk|"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := strings.ReplaceAll(tt.head, "→", "\t") + "\n\n1. Filmfestival\n\nBeslutning\nGodkendt.\n"
			m, err := Parse(strings.NewReader(text), Source{})
			if err != nil {
				t.Fatal(err)
			}
			got := strings.Join([]string{m.Body, m.Date.String(), string(m.Start), m.Place, names(m.Attendance.Present), names(m.Attendance.Absent)}, "|")
			if got != tt.want || len(m.Problems) > 0 {
				t.Errorf("got %s, want %s; problems %v", got, tt.want, m.Problems)
			}
		})
	}
}

// TestDecomposed parses letters that are written as two signs.
func TestDecomposed(t *testing.T) {
	text := strings.NewReplacer("å", "a\u030a", "é", "e\u0301").Replace("Byrådet\nDato: 3. marts 2031\n\n1. Én vej på Åen\n\nResumé\nVejen.\n\nRådets beslutning\nGodkendt.\n")
	m, err := Parse(strings.NewReader(text), Source{})
	if err != nil {
		t.Fatal(err)
	}
	if m.ID != "byraadet/2031-03-03" || len(m.Items) != 1 || len(m.Items[0].Sections) != 2 || m.Items[0].Decision.Outcome != Approved || len(m.Problems) > 0 {
		t.Errorf("%s, %v, problems %v", m.ID, m.Items, m.Problems)
	}
	if got := fold("BYRA\u030aDET e\u0301n a\u030b"); got != "byrådet en a\u030b" {
		t.Errorf("fold gave %q", got)
	}
}

// TestTableSections reads the rows of an item: a section label and its text in
// two cells. A row of more cells is a table inside the section.
func TestTableSections(t *testing.T) {
	tests := []struct{ rows, want string }{
		{"Beslutning→Godkendt.", "decision Beslutning: Godkendt."},
		{"Referat→Drøftet.", "decision Referat: Drøftet."},
		{"Sagsnr.→31/10442\nIndstilling:→At planen godkendes.\nBeslutning→Godkendt.", "recommendation Indstilling: At planen godkendes.; decision Beslutning: Godkendt.; case 31/10442"},
		{"Beslutning i Kulturudvalget den 3. marts 2031→Udsat.", "decision Beslutning i Kulturudvalget den 3. marts 2031: Udsat."},
		{"Resume\nTallene:\nØkonomi→2031→2032\nDrift→10→12", "summary Resume: Tallene:\nØkonomi→2031→2032\nDrift→10→12"},
	}
	for _, tt := range tests {
		text := "Kulturudvalget 3. marts 2031\n\n1. Filmfestival\n\n" + strings.ReplaceAll(tt.rows, "→", "\t") + "\n"
		m, err := Parse(strings.NewReader(text), Source{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range m.Items[0].Sections {
			got = append(got, string(s.Kind)+" "+s.Heading+": "+strings.ReplaceAll(m.Quote(s.Span), "\t", "→"))
		}
		for _, c := range m.Items[0].Cases {
			got = append(got, "case "+string(c))
		}
		if strings.Join(got, "; ") != tt.want {
			t.Errorf("%q: got %q, want %q", tt.rows, strings.Join(got, "; "), tt.want)
		}
	}
}
