package minutes

import (
	"strings"
	"testing"
)

// TestToldDecision reads items of councils and boards, which print what was
// decided under no heading or under one of their own, beside sentences that
// tell of something else in the same words.
func TestToldDecision(t *testing.T) {
	tests := []struct {
		title, text string
		outcome     Outcome
		words       string
	}{
		{"Maden", "Spørgsmålet blev drøftet.", Discussed, "Spørgsmålet blev drøftet."},
		{"Tryghed", "Ruten blev drøftet.", Discussed, "Ruten blev drøftet."},
		{"Tryghed", "Ruten blev drøftet i byrådet.", "", ""},
		{"Tryghed", "Ruten blev drøftet den 4. februar 2031.", "", ""},
		{"Ledsagere", "Modellen er godkendt af byrådet i april. Deltagerne drøftede modellen.", Discussed, "Deltagerne drøftede modellen."},
		{"Ledsagere", "Naboerne drøftede modellen.", "", ""},
		{"Ledsagere", "Drøftelse:\nNaboerne drøftede modellen.", Discussed, "Naboerne drøftede modellen."},
		{"Ledsagere", "Drøftelse:\nDer er gået lang tid, og de unge er udsat for mange skift.", "", ""},
		{"Ledsagere", "Drøftelse:\nBrevet er ikke godkendt af chefen.", "", ""},
		{"Budget", "Punktet udgik på grund af tidsnød.", Withdrawn, "Punktet udgik på grund af tidsnød."},
		{"Budget", "Punktet genoptages på næste møde.", Postponed, "Punktet genoptages på næste møde."},
		{"Budget", "Ruten udgik i 2030.", "", ""},
		{"Plan", "Oversendes til Socialudvalget.", Referred, "Oversendes til Socialudvalget."},
		{"Plan", "Brevet sendes til Socialudvalget.", "", ""},
		{"Plan", "Udsat, da lokalet er optaget.", Postponed, "Udsat, da lokalet er optaget."},
		{"Plan", "Indstillingen fra forvaltningen er, at planen godkendes.", "", ""},
		{"Godkendelse af dagsorden", "Dagsordenen godkendtes.", Approved, "Dagsordenen godkendtes."},
		{"Høring: Lukning", "Kulturudvalget kunne ikke støtte forslaget.", Rejected, "Kulturudvalget kunne ikke støtte forslaget."},
		{"Høring: Lukning", "Menighedsrådet kunne ikke støtte forslaget.", "", ""},
		{"Takster", "Beslutning: -", NoOutcome, "-"},
		{"Takster", "Beslutning: Godkendt\nAnsvarlig: Bo Falk\nFrist: 1. april", Approved, "Godkendt"},
		{"Takster", "Konklusion: Udgår.", Withdrawn, "Udgår."},
		{"Takster", "Referat: Bo Falk foreslog at godkende takster.\nKonklusion: Udsat til maj.", Postponed, "Udsat til maj."},
		{"Takster", "Aftale: Bo Falk sender tal inden den 3. maj 2031.", OtherOutcome, "Bo Falk sender tal inden den 3. maj 2031."},
		{"Takster", "Opfølgning:\nBo Falk sender tal inden den 3. maj 2031.", OtherOutcome, "Bo Falk sender tal inden den 3. maj 2031."},
		{"Takster", "Opfølgning:\nDer er fulgt op på sagen fra februar.", "", ""},
		{"Takster", "Opfølgning:\nIngen.", "", ""},
		{"Takster", "Beslutning\nTilbagevises til administrationen.", Referred, "Tilbagevises til administrationen."},
		{"Takster", "Beslutning\nKritikken tilbagevises.", OtherOutcome, "Kritikken tilbagevises."},
		{"Takster", "BESLUTNING I ØKONOMIUDVALGET DEN 3. FEBRUAR 2031:\nAnbefales.\nBESLUTNING I KULTURUDVALGET DEN 3. MARTS 2031:\nGodkendt.", Approved, "Godkendt."},
		{"Takster", "Beslutning:\nA og F kunne tiltræde forslaget. C og V stemte imod.\nForslaget er dermed forkastet.", Rejected, "A og F kunne tiltræde forslaget. C og V stemte imod.\nForslaget er dermed forkastet."},
		{"Takster", "Beslutning:\nTiltrådt. Bo Falk er kasserer og deltog ikke i behandlingen af sagen.", Approved, "Tiltrådt. Bo Falk er kasserer og deltog ikke i behandlingen af sagen."},
	}
	for _, tt := range tests {
		m := readItemsBelow(t, "1. "+tt.title+"\n"+tt.text)
		if d := m.Items[0].Decision; d.Outcome != tt.outcome || m.Quote(d.Span) != tt.words {
			t.Errorf("%s: %q: got %q %q, want %q %q", tt.title, tt.text, d.Outcome, m.Quote(d.Span), tt.outcome, tt.words)
		}
	}
}

// TestConclusionOfACase: where decisions stand under "Beslutning", a conclusion
// is part of the case.
func TestConclusionOfACase(t *testing.T) {
	m := readItemsBelow(t, "1. Støj\nKonklusion\nRapporten er godkendt.\n2. Takster\nBeslutning\nUdsat.")
	if got := itemsOf(m); got != "1 Støj, 2 Takster postponed" {
		t.Errorf("got %s", got)
	}
}

// TestAbsenceInSentences reads who was absent from lines that tell more.
func TestAbsenceInSentences(t *testing.T) {
	tests := []struct{ text, first, second string }{
		{"Drøftet. Bo Falk deltog ikke under sag nr. 1 og 2.", "Bo Falk", "Bo Falk"},
		{"Tiltrådt. Bo Falk er kasserer i klubben og deltog ikke i behandlingen af sagen.", "Bo Falk", ""},
		{"Tre søger. Bo Falk forlod lokalet under punktet, fordi han er med i bandet, og deltog ikke i behandlingen af punktet.", "Bo Falk", ""},
		{"Der var landsmøde i april. Bo Falk deltog ikke i mødet.", "", ""},
		{"Der var landsmøde i april. Bo Falk deltog ikke.", "", ""},
		{"Bo Falk forlod mødet kl. 17.05.", "", ""},
	}
	for _, tt := range tests {
		m := readItemsBelow(t, "1. Puljen\n"+tt.text+"\n2. Evt.\nIntet.")
		if a, b := names(m.Items[0].Absent), names(m.Items[1].Absent); a != tt.first || b != tt.second || len(m.Attendance.Absent) > 0 {
			t.Errorf("%q: got %q and %q, of the meeting %q", tt.text, a, b, names(m.Attendance.Absent))
		}
	}
}

// readItemsBelow parses items below a short head.
func readItemsBelow(t *testing.T, items string) *Meeting {
	m, err := Parse(strings.NewReader("Kulturudvalget\n3. marts 2031\n\n"+items+"\n"), Source{Name: "t"})
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Check(); err != nil {
		t.Error(err)
	}
	return m
}

// TestVotesNeither counts those who voted neither for nor against.
func TestVotesNeither(t *testing.T) {
	for _, text := range []string{"Vedtaget med 5 stemmer for, 2 imod og 1 hverken for eller imod.", "Vedtaget.\nFor: 5\nImod: 2\nHverken for eller imod: 1"} {
		m := readItemsBelow(t, "1. Pris\nBeslutning\n"+text)
		if got, want := m.Items[0].Decision.Votes, (Votes{5, 2, 1}); got != want {
			t.Errorf("%q: got %v, want %v", text, got, want)
		}
	}
}
