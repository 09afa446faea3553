package minutes

import (
	"strings"
	"testing"
)

// TestNumberedLists reads minutes whose items hold numbered lists, none of
// them further in than the items.
func TestNumberedLists(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"an entry of a proposal that begins like a title",
			"1. Skole\nIndstilling\n1. at skolen lukkes\n2. at salget godkendes\n3. Eventuelt overskud tilfalder kassen\nBeslutning\nGodkendt.\n2. Lån\nBeslutning\nUdsat.",
			"1 Skole approved, 2 Lån postponed"},
		{"an entry with a label below it, whose number comes again",
			"1. Skole\nIndstilling\n1. at skolen lukkes\n2. Salget godkendes\nBeslutning\nGodkendt.\n2. Lån\nBeslutning\nUdsat.",
			"1 Skole approved, 2 Lån postponed"},
		{"a list as long as the number of its item",
			"1. Valg\nLI blev valgt.\n2. Referat\nGodkendt.\n3. Madservice\n1. Priser\n2. Levering\n3. Klager: ingen.\nDrøftet.\n4. Høringssvar\nUdskydes til næste møde.\n5. Evt.\nIntet.",
			"1 Valg elected, 2 Referat approved, 3 Madservice discussed, 4 Høringssvar postponed, 5 Evt. none"},
		{"a list longer than the number of its item",
			"1. Valg\n1. Formand\n2. Kasserer\n3. Sekretær\nUdsat.\n2. Referat\nGodkendt.",
			"1 Valg postponed, 2 Referat approved"},
		{"a list with text between its entries",
			"1. Valg\nUdsat.\n2. Budget\n1. Skoler\nTo mio.\n2. Veje\nEn mio.\n3. Haller\nIntet.\n3. Evt.\nIntet.",
			"1 Valg postponed, 2 Budget none, 3 Evt. none"},
		{"headings printed twice are no list",
			"1. Takster (B)\n1. Takster (B)\nSagsnr.: 330-2031-51\nKompetence\nByrådet\nBeslutning\nGodkendt.\n\n2. Strategi (B)\n2. Strategi (B)\nSagsnr.: 330-2031-52\nBeslutning\nUdsat.",
			"1 Takster approved, 2 Strategi postponed"},
		{"a date is no entry",
			"1. Takster\n1. juni 2031 trådte loven i kraft.\n2. Referat\nGodkendt.",
			"1 Takster , 2 Referat approved"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, err := Parse(strings.NewReader("Kulturudvalget\n3. marts 2031\n"+tt.text), Source{Name: "t"})
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range m.Problems {
				t.Errorf("%s: %q", p.What, m.Quote(p.Span))
			}
			var got []string
			for it := range m.All() {
				got = append(got, it.Number+" "+it.Title+" "+string(it.Decision.Outcome))
			}
			if items := strings.Join(got, ", "); items != tt.want {
				t.Errorf("got  %s\nwant %s", items, tt.want)
			}
		})
	}
}
