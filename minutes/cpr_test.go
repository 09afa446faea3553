package minutes

import (
	"fmt"
	"math/rand/v2"
	"os/exec"
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
		{"om O10203-0000", "O10203-0000"}, // begins with a look-alike
		{"om 0l0203-0OO0", "0l0203-0OO0"}, // l for 1, O for 0
		{"om ０１０２０３-００００", "０１０２０３-００００"}, // digits of another script
		{"(290200-0000)", "290200-0000"},  // a leap day, in 2000

		{"om 0102 03-0000", "0102 03-0000"},
		{"om 0102\n03-0000", "0102\n03-0000"},
		{"om 010203-00\n00", "010203-00\n00"},
		{"om 010\u00ad203-0000", "010\u00ad203-0000"},
		{"om 010203\u200b0000", "010203\u200b0000"},
		{"om 010203\u22120000", "010203\u22120000"},
		{"om 010203_0000", "010203_0000"},
		{"om 01.02.1903-0000", "01.02.1903-0000"},
		{"om 01021903-0000", "01021903-0000"},
		{"om 610203-0000", "610203-0000"}, // a replacement number
		{"sag 202212 010203-0000", "010203-0000"},

		{"310203-0000", ""}, // no such day
		{"Mødedato: 15.08.16\n5000 Odense C", ""},
		{"15.08.16 0900-1100", ""},
		{"Den 15.08.16 0900", ""},
		{"12\t10\t20\t1500", ""},
		{"den 01.02.2003-2004", ""},
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

// TestCPRAgainstStdnum holds FindCPR against python-stdnum, a library we did
// not write: every number that it takes for a CPR is found. FindCPR takes
// more, for it does not look at the century that the serial stands for.
func TestCPRAgainstStdnum(t *testing.T) {
	python := ""
	for _, p := range []string{"/usr/bin/python3", "python3"} { // Debian's package is for Debian's python3
		if python == "" && exec.Command(p, "-c", "import stdnum.dk.cpr").Run() == nil {
			python = p
		}
	}
	if python == "" {
		t.Skip("SKIPPED: python3-stdnum is not installed")
	}
	random := rand.New(rand.NewPCG(1, 2))
	var numbers []string
	for range 3000 {
		numbers = append(numbers, fmt.Sprintf("%02d%02d%02d-%04d", random.IntN(34), random.IntN(14), random.IntN(100), random.IntN(10000)))
	}
	oracle := exec.Command(python, "-c", "import sys\nfrom stdnum.dk import cpr\nfor l in sys.stdin: print(int(cpr.is_valid(l.strip())))")
	oracle.Stdin = strings.NewReader(strings.Join(numbers, "\n") + "\n")
	out, err := oracle.Output()
	if err != nil {
		t.Fatal(err)
	}
	valid := strings.Fields(string(out))
	if len(valid) != len(numbers) {
		t.Fatalf("%d answers for %d numbers", len(valid), len(numbers))
	}
	found := 0
	for i, n := range numbers {
		if valid[i] != "1" {
			continue
		}
		found++
		for _, form := range []string{n, strings.Replace(n, "-", "", 1), strings.Replace(n, "-", " ", 1), n[:2] + "." + n[2:4] + "." + n[4:], strings.Replace(n, "-", "\n", 1)} {
			if text := "om " + form + " i sagen"; len(FindCPR(text)) != 1 || !MayHoldCPR(text) {
				t.Errorf("%q is not found", form)
			}
		}
	}
	if found < 100 {
		t.Errorf("only %d valid numbers among %d", found, len(numbers))
	}
}

// FuzzCPR: a personal number put anywhere between letters is taken out.
func FuzzCPR(f *testing.F) {
	f.Add("Klage fra ", " over afgørelsen")
	f.Add("1", "2")
	f.Fuzz(func(t *testing.T, before, after string) {
		if strings.Contains(before+after, "010203") {
			return
		}
		text, removed := removeCPR(before + " x010203-0000x " + after)
		if strings.Contains(text, "010203-0000") || len(removed) == 0 {
			t.Fatalf("left in %q", text)
		}
		for _, s := range removed {
			if text[s.Start:s.End] != cprRemoved {
				t.Fatalf("span %v of %q", s, text)
			}
		}
	})
}
