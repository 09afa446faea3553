package minutes

import (
	"strings"
	"testing"
)

// itemsOf is a line of all items: number, title and outcome.
func itemsOf(m *Meeting) string {
	var list []string
	for it := range m.All() {
		list = append(list, strings.TrimSpace(it.Number+" "+it.Title+" "+string(it.Decision.Outcome)))
	}
	return strings.Join(list, ", ")
}

// TestNumberForms reads items numbered otherwise than "1." and lines that look
// like such numbers and are none.
func TestNumberForms(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"paragraphs of a protocol; one of a statute", "§ 1. Referat\nGodkendt.\n§ 2. Husorden\nForslag til § 3. Reglen efter § 16 i vedtægten drøftes.\nUdsat.\n§ 3. Eventuelt\nIntet.",
			"1 Referat approved, 2 Husorden postponed, 3 Eventuelt none"},
		{"paragraphs of statutes inside an item", "1. Referat\nGodkendt.\n2. Vedtægter\n§ 1. Navn\nForeningens navn er X.\n§ 2. Formål\nFormålet er Y.\nVedtægterne blev godkendt.\n3. Eventuelt\nIntet.",
			"1 Referat approved, 2 Vedtægter approved, 3 Eventuelt none"},
		{"paragraphs of statutes inside the last item", "1. Referat\nGodkendt.\n2. Vedtægter\n§ 1. Navn\nForeningens navn er X.\n§ 2. Formål\nFormålet er Y.\nVedtægterne blev godkendt.",
			"1 Referat approved, 2 Vedtægter approved"},
		{"numbers over the year", "9/2031 Referat\nGodkendt.\n10/2031: Meddelelser\n1. Sag 4/2030 er slut.\n2. Brev.\n11/2031 Takster\nUdsat.",
			"9/2031 Referat approved, 10/2031 Meddelelser, 11/2031 Takster postponed"},
		{"a case number that looks like one", "1. Referat\nGodkendt.\n2. Takster\n118/2031 Notat om takster\n119/2031 Svar\nUdsat.", "1 Referat approved, 2 Takster postponed"},
		{"Roman figures", "I. Referat\nGodkendt.\nII. Valg\nV. Hansen er syg.\n1. Formand\n2. Kasserer\nUdsat.\nIII. Evt.\nIntet.", "I Referat approved, II Valg postponed, III Evt. none"},
		{"an initial is no Roman figure", "1. Referat\nGodkendt.\n2. Valg\nI. Hansen\nV. Jensen\nUdsat.", "1 Referat approved, 2 Valg postponed"},
		{"letters behind the number", "1. Referat\nGodkendt.\n2a) Nyt fra formanden\nTil efterretning.\n2b) Nyt fra kredsen\nIntet.\n3. Evt.\nIntet.",
			"1 Referat approved, 2a Nyt fra formanden noted, 2b Nyt fra kredsen none, 3 Evt. none"},
		{"a letter that follows no other", "1. Referat\nGodkendt.\n2. Klasser\n3B. Skal på tur\n2. Z\nUdsat.\n3. Evt.\nIntet.", "1 Referat approved, 2 Klasser postponed, 3 Evt. none"},
		{"a word and nr.", "Punkt nr. 1: Referat\nGodkendt.\nPunkt nr. 2: Rute\n1) Stationen\n2) Tunnelen\nDer mangler lys ved punkt nr. 2 på ruten.\nUdsat.\nPunkt nr. 3: Evt.\nIntet.",
			"1 Referat approved, 2 Rute postponed, 3 Evt. none"},
		{"a word that is short", "Sag 1: Referat\nGodkendt.\nSag 2: Ledsagere\nSag 4/2030 er slut.\nUdsat.\nSag 3: Lukket sag\nSag 4 / Evt.\nIntet.", "1 Referat approved, 2 Ledsagere postponed, 3 Lukket sag, 4 Evt. none"},
		{"a case number on the line of the title", "Nr. 1   Referat\nGodkendt.\nNr. 2   Haltider     J.nr. 18.20.00-P20-3-31\nUdsat.\nNr. 3   Bane     To baner\nUdsat.", "1 Referat approved, 2 Haltider postponed, 3 Bane     To baner postponed"},
		{"a word that names the agenda", "Dagsordenspunkt 1: Referat\nGodkendt.\nDagsordenspunkt 2: Evt.\nIntet.", "1 Referat approved, 2 Evt. none"},
		{"no dot, a list inside", "1 Referat\nGodkendt.\n\n2 Nyt fra elever\n1. Kantinen\n2. Toiletter\n\n3 Evt.\nIntet.", "1 Referat approved, 2 Nyt fra elever, 3 Evt. none"},
		{"figures that begin lines are no numbers", "1. Referat\nGodkendt.\n\n2. Priser\n1 Æg\n\n2 Mælk\n\n3 Brød\nUdsat.\n\n3. Evt.\nIntet.", "1 Referat approved, 2 Priser postponed, 3 Evt. none"},
		{"title under its label", "Sag nr. 4\nTitel: Referat\nKonklusion\nGodkendt\nSag nr. 5\nTitel: Lukket sag - Prisen\nSag nr. 6\nVedr.: Evt.\nKonklusion\nIntet", "4 Referat approved, 5 Prisen, 6 Evt. none"},
		{"contents, then the same words", "Pkt. 1 Referat\nPkt. 2 Takster\nPkt. 3 Evt.\n\nPkt. 1 Referat\nGodkendt.\nPkt. 2 Takster\nUdsat.\nPkt. 3 Evt.\nIntet.", "1 Referat approved, 2 Takster postponed, 3 Evt. none"},
		{"titles in the agenda alone", "Dagsorden:\n1. Referat\n2. Takster\n3. Evt.\n\nAd 1\nGodkendt.\nAd. 2.\nUdsat.\nAd 3:\nIntet.", "1 Referat approved, 2 Takster postponed, 3 Evt. none"},
		{"titles in the agenda alone, the text behind the number", "Dagsorden:\n1. Referat\n2. Takster\n3. Evt.\n\nAd 1: Godkendt.\n\nAd 2: Takster for haller\nUdsat.\n\nAd 3) Intet.", "1 Referat approved, 2 Takster postponed, 3 Evt. none"},
		{"numbers printed twice", "1.  1. Referat\nGodkendt.\n2.  2. Takster\n2. kvartal.\nUdsat.\n3.  3. Evt.\nIntet.", "1 Referat approved, 2 Takster postponed, 3 Evt. none"},
		{"a title that begins with another number", "1. Referat\nGodkendt.\n2. 3. behandling af takster\nUdsat.", "1 Referat approved, 2 3. behandling af takster postponed"},
		{"points of the last decision are no items", "1. Referat\nGodkendt.\n2. Takster\nBeslutning\nAd 1: Godkendt.\nAd 2: Udsat.", "1 Referat approved, 2 Takster approved"},
		{"points of a decision are no items", "1. Referat\nGodkendt.\n2. Takster\nBeslutning\nAd 1\nGodkendt.\nAd 2\nUdsat.\n3. Evt.\nIntet.", "1 Referat approved, 2 Takster approved, 3 Evt. none"},
		{"a row for each item", "Nr.→Emne→Referat→Ansvarlig\n1→Referat→Godkendt.→\n2→Nyt→- 1 vagt\n- 2 lejligheder\nTaget til efterretning.→BH\n3→Evt.→Intet.→\n\nNæste møde:→3. maj 2031",
			"1 Referat approved, 2 Nyt noted, 3 Evt. none"},
		{"a row for each item, its number in the title", "Punkt→Referat\n1. Referat→Godkendt.\n2. Takster→Udsat.\n3. Evt.→Intet.", "1 Referat approved, 2 Takster postponed, 3 Evt. none"},
		{"a row for each item, without heads", "Punkt 1→Referat→Godkendt.\nPunkt 2→Takster→Udsat.", "1 Referat approved, 2 Takster postponed"},
		{"a row for each item, dots behind the numbers", "Pkt.→Emne→Beslutning\n1.→Referat→Godkendt.\n2.→Lukket: Personsag→\n3.→Høring→Rådet tilslutter sig forslaget.", "1 Referat approved, 2 Personsag, 3 Høring approved"},
		{"colons behind the numbers", "1A: Referat\nGodkendt.\n\n1B: Nyt\nTil orientering.\n\n2: Ferie\n1: Uge 7\n2: Uge 8\nUdsat.\n\n3: Evt.\nIntet.", "1A Referat approved, 1B Nyt noted, 2 Ferie postponed, 3 Evt. none"},
		{"dashes behind the numbers", "1 - Referat\nGodkendt.\n\n2 – Ferie\n3 - 4 uger er nok.\nUdsat.\n\n3 - Evt.\nIntet.", "1 Referat approved, 2 Ferie postponed, 3 Evt. none"},
		{"scores and hours are no numbers", "1. Referat\nGodkendt.\n\n2. Dagen\n\n1 - Morgen\n\n2 - Aften\nUdsat.\n\n3. Evt.\nIntet.", "1 Referat approved, 2 Dagen postponed, 3 Evt. none"},
		{"a table inside an item", "1. Referat\nGodkendt.\n2. Budget\nNr.→Post→Beløb\n1→Kurser→20.000\n2→Kørsel→12.000\nUdsat.\n3. Evt.\nIntet.", "1 Referat approved, 2 Budget postponed, 3 Evt. none"},
		{"a cell on each line", "Punkt\nEmne\nReferat\nAnsvar\n\n1\nReferat\nGodkendt.\n\n2\nBudget\n20.000\n3\n4\nUdsat.\nBH\n\n3\nEvt.\nIntet.", "1 Referat approved, 2 Budget postponed, 3 Evt. none"},
		{"cells of a table inside an item", "1. Referat\nGodkendt.\n2. Budget\nPost\nBeløb\n\n1\nKurser\n\n2\nKørsel\n\nUdsat.\n3. Evt.\nIntet.", "1 Referat approved, 2 Budget postponed, 3 Evt. none"},
		{"parts in small letters, each with its own decision", "1. Puljen\nTre søger.\na) Bandet\nDer søges 4.000.\nKonklusion: Ikke godkendt.\nb) Caféen\nKonklusion: Godkendt.\n2. Evt.\nIntet.",
			"1 Puljen, a Bandet rejected, b Caféen approved, 2 Evt. none"},
		{"what is proposed, and entries of a list, are no parts", "1. Pulje\na) Øvelokale\nb) Café\nUdsat.\n2. Satser\nBeslutning:\na) Indstillingen godkendt.\nb) Indstillingen godkendt.\n3. Nyt\na) Der kommer en vejledning.\nDen er lang.\nb) Der er møde.\nTil efterretning.",
			"1 Pulje postponed, 2 Satser approved, 3 Nyt noted"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, err := Parse(strings.NewReader("Kulturudvalget\n3. marts 2031\n\n"+strings.ReplaceAll(tt.text, "→", "\t")), Source{Name: "t"})
			if err != nil {
				t.Fatal(err)
			}
			if err := m.Check(); err != nil {
				t.Error(err)
			}
			if got := itemsOf(m); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}
