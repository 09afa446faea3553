package minutes

import (
	"strings"
	"testing"
)

// The numbers here belong to nobody: serial 0000 is never given out.
func TestFindCPR(t *testing.T) {
	tests := []struct {
		text string
		want string // "" for none
	}{
		{"om 010203-0000 i sagen", "010203-0000"},
		{"om 0102030000 i sagen", "0102030000"},
		{"om 010203 0000 i sagen", "010203 0000"},
		{"om 010203 - 0000", "010203 - 0000"},
		{"om 01.02.03-0000", "01.02.03-0000"},
		{"om 01 02 03 0000", "01 02 03 0000"},
		{"om 010203\n0000", "010203\n0000"},
		{"om 010203–0000", "010203–0000"},
		{"om O1O2O3-0000", ""},            // begins with no digit: a word
		{"om 0l0203-0OO0", "0l0203-0OO0"}, // l for 1, O for 0
		{"om ０１０２０３-００００", "０１０２０３-００００"}, // digits of another script
		{"(290200-0000)", "290200-0000"},  // a leap day, in 2000

		{"310203-0000", ""}, // no such day
		{"mødet 15.08.2016 09:00", ""},
		{"27.03.00-A00-2-16", ""},
		{"15.00.00-G01-2003-16", ""},
		{"i alt 33.662.000 kr. i 2018", ""},
		{"1.000 1.000 1.000 3.000", ""},
		{"tlf. 12345678", ""},
		{"12345678901", ""},
		{"10.050.000 kr. i 2016 til 11.272.000", ""},
	}
	for _, tt := range tests {
		got := ""
		for _, s := range FindCPR(tt.text) {
			got += tt.text[s.Start:s.End]
		}
		if got != tt.want {
			t.Errorf("FindCPR(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestParseRemovesCPR(t *testing.T) {
	const number = "010203-0000"
	text := "Referat fra mødet i Socialudvalget den 7. april 2031\n\n1. Klage fra " + number + "\n\nSagsnr.: 070431-0012\n\nBeslutning\n\nGodkendt for 010203\n0000.\n"
	m, err := Parse(strings.NewReader(text), Source{Name: "t"})
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(m.Text, "010203") || strings.Count(m.Text, "[cpr fjernet]") != 2 || strings.Contains(dump(m), "010203") {
		t.Errorf("the number is still there: %q", m.Text)
	}
	if m.Items[0].Cases[0] != "070431-0012" {
		t.Errorf("the case number is gone: %v", m.Items[0].Cases)
	}
	removed := 0
	for _, p := range m.Problems {
		if m.Quote(p.Span) == "[cpr fjernet]" {
			removed++
		}
	}
	if removed != 2 || m.Check() != nil {
		t.Errorf("%d problems name the removal; %v", removed, m.Check())
	}
}

// TestRealMinutesHoldNoCPR guards the files in testdata: what looks like a
// personal number must not get in, and real minutes must not be cut.
func TestRealMinutesHoldNoCPR(t *testing.T) {
	for _, file := range fixtures(t) {
		m, err := ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(m.Text, cprRemoved) {
			t.Errorf("%s: something was taken for a personal number", file)
		}
	}
}
