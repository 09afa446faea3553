package minutes

import (
	"strings"
	"testing"
)

// TestAttendance reads heads that say in different words who was there.
func TestAttendance(t *testing.T) {
	tests := []struct{ name, head, present, absent, problem string }{
		{"a label of its own for those who did not come", "Til stede: Ane Bech, Bo Falk\nIkke mødt: Carl Due",
			"Ane Bech, Bo Falk", "Carl Due", ""},
		{"labels in no table that begin as those of the absent", "Til stede:\nAne Bech\nUdeblevne:\nCarl Due\nIkke fremmødte suppleanter: Dan Eg",
			"Ane Bech", "Carl Due, Dan Eg", ""},
		{"absent by a note behind the name", "Til stede: Ane Bech, Dan Eg (fraværende), Bo Falk (V) (deltog ikke), Eva Gram (ikke til stede)",
			"Ane Bech", "Bo Falk, Dan Eg, Eva Gram", ""},
		{"a deputy behind the member", "Til stede: Ane Bech\nAfbud: Eva Gram, stedfortræder: Finn Hald, Carl Due",
			"Ane Bech, Finn Hald", "Carl Due, Eva Gram", ""},
		{"a deputy in brackets, and one on the next line", "Til stede: Ane Bech\nAfbud: Eva Gram (stedfortræder: Bo Falk)\nStedfortræder: Finn Hald",
			"Ane Bech, Finn Hald", "Eva Gram", ""},
		{"a label behind the end of a sentence", "Til stede: Ane Bech (AB), Bo Falk (BF). Ikke mødt: Carl Due. Gæst: Dan Eg.",
			"Ane Bech, Bo Falk, Dan Eg", "Carl Due", ""},
		{"guests below those absent; a house is nobody", "Til stede: Ane Bech\nAfbud: Carl Due\nGæster: Finn Hald, Museet Nord, Vestre Skole",
			"Ane Bech, Finn Hald", "Carl Due", ""},
		{"absent from some items only", "Til stede: Ane Bech, Bo Falk\nIkke til stede under punkt 1 og 2: Bo Falk",
			"Ane Bech, Bo Falk", "", ""},
		{"groups of people who sent apologies", "Afbud:\nForældre: Ane Bech\nMedarbejdere: Bo Falk",
			"", "Ane Bech, Bo Falk", ""},
		{"names between semicolons", "Til stede: Ane Bech; Bo Falk; Carl Due\nAfbud: Ingen",
			"Ane Bech, Bo Falk, Carl Due", "", ""},
		{"two lists side by side", "Deltagere                Afbud\nAne Bech                 Carl Due\nBo Falk\n                         Dan Eg\n\nEva Gram mødte i stedet for Carl Due.",
			"Ane Bech, Bo Falk, Eva Gram", "Carl Due, Dan Eg", ""},
		{"groups side by side", "Til stede:\n\nForældre:         Ansatte:          Ledelse:\nAne Bech          Bo Falk           Skoleleder Dan Eg\nIda Juul                            Pæd. leder Eva Gram\n\nAfbud: Carl Due",
			"Ane Bech, Bo Falk, Dan Eg, Eva Gram, Ida Juul", "Carl Due", ""},
		{"a row for each, line by line", "Navn\nRepræsenterer\nFremmøde\nAne Bech (formand)\nDH\nTil stede\nCarl Due\nDH\nAfbud\nBo Falk (stedfortræder for Carl Due)\nDH\nTil stede",
			"Ane Bech, Bo Falk", "Carl Due", ""},
		{"a row for each, between tabs", "Navn\tParti\tTil stede\nAne Bech\tA\tJa\nCarl Due\tV\tNej", "Ane Bech", "Carl Due", ""},
		{"a table of something else", "Til stede: Ane Bech\nNavn\nBeløb\nFrist", "Ane Bech", "", "Navn, Beløb, Frist"},
		{"offices before names", "Til stede: Formand Ane Bech, næstformand Bo Falk (Caféen), centerleder Dan Eg og referent Eva Gram\nFra forvaltningen: Kultur- og fritidschef Finn Hald, konsulent Ida Juul (ref.)",
			"Ane Bech, Bo Falk, Dan Eg, Eva Gram, Finn Hald, Ida Juul", "", ""},
		{"an office and what it is for", "Til stede: Ane Bech, konsulent Social Udvikling, Bo Falk, leder Center Nord", "Ane Bech, Bo Falk", "", ""},
		{"associations are nobody", "Til stede:\nAne Bech, formand\nBo Falk, Røde Kors\nDan Eg, kasserer\nEva Gram, Ungdommens Hus Nord", "Ane Bech, Bo Falk, Dan Eg, Eva Gram", "", ""},
		{"two names a line", "Til stede:\nAne Bech, Bo Falk\nDan Eg, Eva Gram", "Ane Bech, Bo Falk, Dan Eg, Eva Gram", "", ""},
		{"who took part, body by body", "Fra Handicaprådet deltog: Ane Bech, Bo Falk\nFra Socialudvalget deltog: Dan Eg (V)\nFra Socialudvalget deltog ikke: Eva Gram\nDesuden deltog: Finn Hald",
			"Ane Bech, Bo Falk, Dan Eg, Finn Hald", "Eva Gram", ""},
		{"guests under their own head", "Til stede\nAne Bech, Bo Falk\nAfbud\nCarl Due\nFra forvaltningen\nChef Dan Eg", "Ane Bech, Bo Falk, Dan Eg", "Carl Due", ""},
		{"words of old protocols", "Indkaldt: Alle medlemmer\nTil stede var: Ane Bech.\nForfald: Carl Due.", "Ane Bech", "Carl Due", ""},
		{"labels that say it last", "Medlemmer til stede:\nDH: Ane Bech, Bo Falk\nMedlemmer med afbud:\nDH: Dan Eg\nMedlemmer ikke til stede: Eva Gram\nEmbedsmænd:\nSocialchef Finn Hald", "Ane Bech, Bo Falk, Finn Hald", "Dan Eg, Eva Gram", ""},
		{"a sentence in front of the names", "Mødt var Ane Bech, Bo Falk og Eva Gram", "Ane Bech, Bo Falk, Eva Gram", "", ""},
		{"a sentence in front of the names, and more", "Til stede: Dan Eg\nMødt var Ane Bech og Bo Falk. Carl Due havde meldt afbud.", "Dan Eg", "", "Mødt var Ane Bech og Bo Falk. Carl Due havde meldt afbud."},
		{"a range and a late arrival behind it", "Til stede: Ane Bech, Bo Falk\nBemærkninger: Bo Falk (V) deltog ikke i behandlingen af punkt 24 til 26. Ane Bech (Ø) ankom kl. 15.45.", "Ane Bech, Bo Falk", "", ""},
		{"a label that ends in who was there, absent by a dash, a group behind", "Medlemmer til stede:\nAne Bech (byrådet)\nBo Falk (byrådet) - afbud\nDesuden: Carl Due (leder, referent)",
			"Ane Bech, Carl Due", "Bo Falk", ""},
		{"a label that ends in who was not there", "Medlemmer til stede:\nAne Bech\nMedlemmer ikke til stede: Bo Falk\nMedlemmer med afbud: Carl Due",
			"Ane Bech", "Bo Falk, Carl Due", ""},
		{"two sentences behind a label", "Til stede: Ane Bech, H.C. Bang (V)\nAfbud: Karsten Fil (I). I stedet for Karsten Fil mødte Jonna Brøns (I).",
			"Ane Bech, H.C. Bang, Jonna Brøns", "Karsten Fil", ""},
		{"absent from all of it, and from some items", "Fraværende: Kirsten Over (F). Michael Reh (O) under punkt 2-3.",
			"", "Kirsten Over", ""},
		{"a label glued to a name, not to a word", "AfbudMie Sten (V)\nStedfortræderTroels Skov (V)",
			"", "Mie Sten", ""},
		{"a deputy under a label, with the member's name", "Til stede: Ane Bech\nFraværende\nLis Ulrik, Bo Falk\n\nStedfortræder\nGerda Brix for Lis Ulrik",
			"Ane Bech, Gerda Brix", "Bo Falk, Lis Ulrik", ""},
		{"absence among the remarks", "Til stede: Ane Bech\nBemærkninger: Gunhild Nybo medvirkede ikke ved behandlingen af pkt. 2, idet hun var inhabil. Bo Falk ankom kl. 15:20.",
			"Ane Bech", "", ""},
		{"who sent no apologies, and who left early", "Til stede: Ane Bech, Bo Falk (afbud fra kl. 18)\nFraværende: Carl Due (uden afbud), Dan Eg (afbud)\nIkke mødt uden afbud: Eva Gram",
			"Ane Bech, Bo Falk", "Carl Due, Dan Eg, Eva Gram", ""},
		{"the members, and who of them did not come", "Medlemmer: Ane Bech (A), Bo Falk (V) (afbud)\nCarl Due (fraværende)",
			"", "Bo Falk, Carl Due", ""},
		{"absent from all of it, then a sentence on another", "Fraværende: Carl Due. Bo Falk deltog ikke i punkt 1.",
			"", "Carl Due", ""},
		{"a first name is no role", "Til stede: Carl Due, formand og Referent\nAfbud: Bo Falk og Ane",
			"Carl Due", "Bo Falk", "Ane"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := readHeadOf(t, "Kulturudvalget\n3. marts 2031\n"+tt.head)
			var problems []string
			for _, p := range m.Problems {
				problems = append(problems, m.Quote(p.Span))
			}
			got := []string{names(m.Attendance.Present), names(m.Attendance.Absent), strings.Join(problems, ", ")}
			for i, want := range []string{tt.present, tt.absent, tt.problem} {
				if got[i] != want {
					t.Errorf("%s %q, want %q", []string{"present", "absent", "problems"}[i], got[i], want)
				}
			}
		})
	}
}

// TestExcused: only those are excused of whom the minutes say that they sent
// apologies.
func TestExcused(t *testing.T) {
	m := readHeadOf(t, "Kulturudvalget\n3. marts 2031\nFraværende: Ane Bech (uden afbud), Bo Falk (afbud), Carl Due (afbud ikke modtaget), Dan Eg\n"+
		"Afbud: Eva Gram, Finn Hald (uden afbud)\nUdeblevet uden afbud: Ida Juul")
	var excused []Person
	for _, p := range m.Attendance.Absent {
		if p.Excused {
			excused = append(excused, p)
		}
	}
	if got, want := names(excused), "Bo Falk, Eva Gram"; got != want || len(m.Attendance.Absent) != 7 {
		t.Errorf("%s are excused of %s, want %s", got, names(m.Attendance.Absent), want)
	}
}

// TestMeetingLine reads when and where a meeting was, from heads that print
// other days and times too.
func TestMeetingLine(t *testing.T) {
	const day = "2031-03-03"
	tests := []struct{ head, want string }{
		{"Udskrevet 12-03-2031\nReferat\nKulturudvalget\n3. marts 2031", "Kulturudvalget " + day + "  "},
		{"Udskrift: 12-03-2031 kl. 10.12\nReferat\nKulturudvalget\n3. marts 2031", "Kulturudvalget " + day + "  "},
		{"Referat\nKulturudvalget\nSidst ændret: 12-03-2031 kl. 10.12\nReferat godkendt på mødet den 7. april 2031\n3. marts 2031", "Kulturudvalget " + day + "  "},
		{"Kulturudvalget\nPrintet\n12-03-2031\nGodkendt den 7. april 2031\nOpdateret mandag den 10. marts 2031\nDato: 3. marts 2031", "Kulturudvalget " + day + "  "},
		{"Udskrift af protokol for Kulturudvalgets møde den 3. marts 2031 (udskrevet 12-03-2031)", "Kulturudvalget " + day + "  "},
		{"Godkendt referat fra mødet i Kulturudvalget den 3. marts 2031", "Kulturudvalget " + day + "  "},
		{"Referat fra Kulturudvalgets møde mandag d. 3. marts 2031, kl. 15.00-17.00, Lokale 2", "Kulturudvalget " + day + " 15:00-17:00 Lokale 2"},
		{"Kulturudvalget\n3. marts 2031\nMødet startet kl. 08:15\nMødet sluttet kl. 19:12", "Kulturudvalget " + day + " 08:15-19:12 "},
		{"Kulturudvalget\n3. marts 2031\nMødet start: 15.10\nMØDE SLUT: 16.10", "Kulturudvalget " + day + " 15:10-16:10 "},
		{"Kultur, Fritid og Unge - Referat - 3. marts 2031", "Kultur, Fritid og Unge " + day + "  "},
		{"Referat fra mødet den 3. marts 2031 kl. 15.00 – Børn og Unge", "Børn og Unge " + day + " 15:00 "},
		{"Referat - Eksempelby Kommune - 3. marts 2031\nKulturudvalget", "Kulturudvalget " + day + "  "},
		{"Referat - 3. marts 2031 - Ny plan - Kulturudvalget", " " + day + "  "},
		{"Kulturudvalgets møde den 3. marts 2031\nHuset, Lundevej 7, 9999 Eksempelby kl. 16.00-18.15", "Kulturudvalget " + day + " 16:00-18:15 Huset, Lundevej 7, 9999 Eksempelby"},
		{"Beslutninger fra mødet\nMandag 3.03.2031 kl. 8.15\nOrdinært møde\nKulturudvalget\nMødelokale D2, Rådhuset", "Kulturudvalget " + day + " 08:15 Mødelokale D2, Rådhuset"},
		{"Kulturudvalget\n3. marts 2031\n\nBemærk:\nByrådssalen renoveres\nLokale aftaler\nLokale 3", "Kulturudvalget " + day + "  Lokale 3"},
		{"Kulturudvalget\nDato  3. marts 2031\nTid   15:30\nSted  Siloen, etage 3", "Kulturudvalget " + day + " 15:30 Siloen, etage 3"},
		{"Kulturudvalget\nMødetidMandag den 3. marts 2031 kl. 16.30 - 18.15\nStedSiloen, etage 3", "Kulturudvalget " + day + " 16:30-18:15 Siloen, etage 3"},
		{"Kulturudvalget\n3. marts 2031\nByrådssalen", "Kulturudvalget " + day + "  Byrådssalen"},
		{"Kulturudvalget\nMandag den 3. marts 2031 kl. 16.00\nVarmestuen, Slippen 2", "Kulturudvalget " + day + " 16:00 Varmestuen, Slippen 2"},
		{"Kulturudvalget\nMandag den 3. marts 2031 kl. 17.30 – 20.00 på lærerværelset", "Kulturudvalget " + day + " 17:30-20:00 lærerværelset"},
		{"Kulturudvalget\nMødedato: 3. marts 2031\nMødetid: Kl. 15.30 - 17.45\nNæste møde: Onsdag den 3. september 2031 kl. 9", "Kulturudvalget " + day + " 15:30-17:45 "},
		{"Kulturudvalget\nReferat af 5. møde i 2031\nDato\n3. marts 2031\nKl.\n16.30\nSted\nHuset", "Kulturudvalget " + day + " 16:30 Huset"},
		{"Til: Kulturudvalget\nFra: Sekretariatet\nDato: 19. marts 2031\n\nMødet blev holdt mandag den 3. marts 2031 kl. 13.00 i Beboerhuset, Parken 1", "Kulturudvalget " + day + " 13:00 Beboerhuset, Parken 1"},
		{"Til: Kulturudvalget\nFra: Sekretariatet\nDato: 19. marts 2031\nReferat", "Kulturudvalget   "},
		{"Plejehjemmet Solgården\nÅr 2031, mandag den 3. marts kl. 14.00 afholdtes møde i Brugerrådet i dagligstuen.", "Brugerrådet " + day + " 14:00 dagligstuen"},
		{"Kulturudvalget\n3. marts 2031\nKl. 14.00 - 15.30\nOpholdsstuen", "Kulturudvalget " + day + " 14:00-15:30 "},
		{"Kulturudvalget\n\nDato        3. marts 2031\nTid         kl. 17.00-19.00\nSted        Rådhuset, lokale 2", "Kulturudvalget " + day + " 17:00-19:00 Rådhuset, lokale 2"},
		{"Fra: Ida Juul, sekretær\nDato: 20. marts 2031\nEmne: Referat af møde i Kulturudvalget den 3. marts 2031", "Kulturudvalget " + day + "  "},
		{"Kulturudvalget\nDato: 3. marts 2031\nFra: kl. 16.00", "Kulturudvalget " + day + " 16:00 "},
		{"Kulturudvalget\nMødedato 3. marts 2031      Mødetid 17.00-18.00", "Kulturudvalget " + day + " 17:00-18:00 "},
		{"Dato: 3. marts 2031\nUdvalget har drøftet budgettet", " " + day + "  "},
		{"Referat af Kulturudvalget\n3. marts 2031 kl. 16 - ca. 18 på Rådhuset", "Kulturudvalget " + day + " 16:00-18:00 Rådhuset"},
		{"Emne: Referat kulturudvalget\nKulturudvalgets møde nr. 4/2031\n3. marts 2031", "Kulturudvalget " + day + "  "},
		{"15. september 2031\nReferat - Kulturudvalget\nMødedato: 3. marts 2031\nTid: 10 min.", "Kulturudvalget " + day + "  "},
		{"Kulturudvalget\n3. marts 2031\nReferatdato: 16. april 2031", "Kulturudvalget " + day + "  "},
	}
	for _, tt := range tests {
		m := readHeadOf(t, tt.head)
		times := strings.Trim(string(m.Start)+"-"+string(m.End), "-")
		if got := strings.Join([]string{m.Body, m.Date.String(), times, m.Place}, " "); got != tt.want {
			t.Errorf("%q:\n got %q\nwant %q", tt.head, got, tt.want)
		}
	}
}

// readHeadOf parses minutes with a head and one item.
func readHeadOf(t *testing.T, head string) *Meeting {
	m, err := Parse(strings.NewReader(head+"\n\n1. Film\nBeslutning\nGodkendt.\n"), Source{Name: "t"})
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Check(); err != nil {
		t.Error(err)
	}
	if len(m.Items) != 1 || m.Items[0].Title != "Film" {
		t.Errorf("items %+v, want Film alone", m.Items)
	}
	return m
}

func TestEndBelowTheItems(t *testing.T) {
	for _, line := range []string{"Mødet sluttet kl. 19:12", "Mødet slut: 19.12", "Møde slut: 19:12", "Mødet hævet kl. 19:12"} {
		m, err := Parse(strings.NewReader("Kulturudvalget\n3. marts 2031\n1. Film\nBeslutning\nGodkendt.\n2. Lån (Lukket)\n\n"+line), Source{Name: "t"})
		if err != nil {
			t.Fatal(err)
		}
		if last := m.Items[len(m.Items)-1]; m.End != "19:12" || len(m.Items) != 2 || len(last.Sections) > 0 {
			t.Errorf("%q: end %q, %d items, the last one with %d sections", line, m.End, len(m.Items), len(last.Sections))
		}
	}
}

// TestPageAround reads one item from a page whose buttons have no space between
// them; its title is not taken from them.
func TestPageAround(t *testing.T) {
	const text = "Referat for mødet i Byrådet onsdag den 25. juni 2031\n\nForrige punktNæste punktUdskriv punktHent alle bilag (zip)\n\nNyt botilbud\n\nSagsnr: 31/207\n\nBeslutning\n\nGodkendt.\n\nBilag\n\nVis alle bilagSkjul alle bilag\n\nTegninger\n"
	m, err := Parse(strings.NewReader(text), Source{Name: "t"})
	if err != nil {
		t.Fatal(err)
	}
	it := m.Items[0]
	if it.Title != "Nyt botilbud" || len(m.Items) != 1 || len(m.Problems) > 0 || len(it.Attachments) != 1 {
		t.Errorf("title %q, %d items, attachments %v, problems %v", it.Title, len(m.Items), it.Attachments, m.Problems)
	}
	for text, want := range map[string]bool{"Udskriv": true, "Næste punkt |Forrige punkt": true, "Udskrivning": false, "Print og tegning": false, "Vis alle bilag til sagen": false} {
		if isNoise(line{text: text}) != want {
			t.Errorf("%q is noise: %v", text, !want)
		}
	}
}

// TestPageMarks tells the heads and feet of pages from what they look like.
func TestPageMarks(t *testing.T) {
	for text, want := range map[string]bool{
		"Side 3": true, "SIDE 3": true, "Side 3 af 7": true, "Side 3/7": true, "Socialudvalget, 09-04-2031      Side 4": true, "åben\tSide iv": true,
		"Se side 3": false, "1. Budget      Side 3": false, "Budget.......  Side 3": false, "Side om side": false, "Bilag 2, side 3": false, "Side": false, "3": false,
	} {
		if isPageMark(text) != want {
			t.Errorf("%q is a page mark: %v", text, !want)
		}
	}
}

// TestBareLabels reads scanned pages whose labels have no colon: they stand
// where a sentence or a value ends, and before a capital.
func TestBareLabels(t *testing.T) {
	const text = `1 Børne- og Ungeudvalget Mødedato: 25. juni 2031 Mødested: Lokale D116 Side 1

2 86. Godkendelse af dagsorden Sagsnr.: 31/101 Sagsansvarlig: HBA Sagens formål Godkendelse. Indstilling Formanden foreslår Økonomi og Bilag til alle. Økonomi Ingen. Side 2

3 Beslutning i Børne- og Ungeudvalget den 25. juni 2031 Godkendt. Fraværende: Ane Bech Side 3

Vis mere

Relaterede dokumenter

Byrådet. Beslutning i Byrådet den 27. august 2031
`
	m, err := Parse(strings.NewReader(text), Source{Name: "t"})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range m.Items[0].Sections {
		got = append(got, string(s.Kind)+": "+m.Quote(s.Span))
	}
	const want = "background: Godkendelse.|recommendation: Formanden foreslår Økonomi og Bilag til alle.|economy: Ingen.|decision: Godkendt. Fraværende: Ane Bech"
	if strings.Join(got, "|") != want || inLine(&m.Items[0]) != "86|Godkendelse af dagsorden||31/101|approved|absent Ane Bech" || len(m.Items) != 1 {
		t.Errorf("got %s\n%s", strings.Join(got, "|"), inLine(&m.Items[0]))
	}
}
