package minutes

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The numbers here belong to nobody: serial 0000 is never given out.
func TestFindCPR(t *testing.T) {
	testFind(t, [][2]string{ // the text, and what is found; "" for none
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

		{"|010203-0000|", "010203-0000"},
		{"om 010203-0000Ole", "010203-0000"}, // a look-alike follows
		{"om 01021903-0OO0", "01021903-0OO0"},

		{"om 0 1 0 2 0 3 - 0 0 0 0", "0 1 0 2 0 3 - 0 0 0 0"}, // letter-spaced
		{"nr. 4 0 1 0 2 0 3  -  0 0 0 0 0", "0 1 0 2 0 3  -  0 0 0 0"},
		{"om 0 1 0 2 0 3 0 0 0 0.", "0 1 0 2 0 3 0 0 0 0"},
		{"| 0 | 1 | 0 | 2 | 0 | 3 | 0 | 0 | 0 | 0 |", "0 | 1 | 0 | 2 | 0 | 3 | 0 | 0 | 0 | 0"}, // a cell for each
		{"|0|1|0|2|0|3|-|0|0|0|0|", "0|1|0|2|0|3|-|0|0|0|0"},
		{"| 0 | 1 | 0 | 2 | 0 | 3 | - | 0 | 0 | 0 | 0 |", "0 | 1 | 0 | 2 | 0 | 3 | - | 0 | 0 | 0 | 0"},
		{"| 1 | 0 | 1 | 0 | 2 | 0 | 3 | 0 | 0 | 0 | 0 |", ""}, // eleven
		{"| 3 | 1 | 1 | 3 | 0 | 3 | 0 | 0 | 0 | 0 |", ""},     // no such day
		{"om 010203-\nSide 3\n0000", "010203-\nSide 3\n0000"},
		{"om 010203\n\n\fOdense Kommune, side 3 af 12\n\n0000", "010203\n\n\fOdense Kommune, side 3 af 12\n\n0000"},
		{"om 010203-\n\n3\n\n0000", "010203-\n\n3\n\n0000"}, // a page's number alone
		{"om 010203-\n00\n00", "010203-\n00\n00"},
		{"Bilag 010203\n12\n0000", ""},
		{"om ⁰¹⁰²⁰³-⁰⁰⁰⁰", "⁰¹⁰²⁰³-⁰⁰⁰⁰"},
		{"om ₀₁₀₂₀₃₀₀₀₀", "₀₁₀₂₀₃₀₀₀₀"},
		{"om 𝟎𝟏𝟎𝟐𝟎𝟑-𝟎𝟎𝟎𝟎", "𝟎𝟏𝟎𝟐𝟎𝟑-𝟎𝟎𝟎𝟎"},
		{"100 m²010203-0000²", "010203-0000"}, // notes above the line
		{"om OlO2O3-l234", "OlO2O3-l234"},
		{"om OlOl9O-l234", "OlOl9O-l234"},
		{"om 010203-00S0", "010203-00S0"}, // S for 5, B for 8, as scanners read
		{"om 0B0203-0000", "0B0203-0000"},
		{"om 010203-SB00", "010203-SB00"},
		{"om 01B2S3-S000", ""}, // six real digits
		{"om 0B02030000", ""},  // no dash
		{"om 010203-000 Så", ""},
		{"om 010203-000Bo", ""},
		{"om (010203)0000", "010203)0000"},
		{"om 010203 (0000)", "010203 (0000"},
		{"om 010203 -- 0000", "010203 -- 0000"},
		{"om 010203-**0000**", "010203-**0000"},
		{"om **010203** - **0000**", "010203** - **0000"},
		{"om 010203|0000", "010203|0000"},
		{"om 1.2.03-0000", "1.2.03-0000"},
		{"om 01.2.1903-0000", "01.2.1903-0000"},
		{"om 1/12/03-0000", "1/12/03-0000"},
		{"om 1.2.03 0000", ""}, // no dash
		{"afsnit 1.2.03.0000", ""},
		{"afsnit 1.2-03-0000", ""},

		{"Dokument 151203-1234/31", ""}, // a year behind it
		{"Dokument 151203-1234/2031", ""},
		{"Dokument 151203-1234/311", "151203-1234"},
		{"cpr 151203-1234/31", "151203-1234"},
		{"konto 1512-0312345678", ""}, // behind the number of a bank
		{"sag 2031-031234-5678", "031234-5678"},
		{"sag 31-0312345678", "0312345678"},
		{"se https://x.dk/file/1512031234.pdf", ""},
		{"se (www.x.dk/1512031234)", ""},
		{"se https://x.dk/file/151203-1234.pdf", "151203-1234"},
		{"se https://x.dk/?id=1512031234", "1512031234"},
		{"se https://x.dk/cpr/1512031234", "1512031234"},
		{"se https://x.dk/a 1512031234", "1512031234"},
		{"i alt 1512031234 kr. i 2031", ""},
		{"i alt 1512031234,50 kroner", ""},
		{"i alt 151203-1234 kr.", "151203-1234"},
		{"om 1512031234 krav", "1512031234"},
		{"den 24.12.31 - 2100", ""}, // a time of day
		{"den 24.12.2031 – 2100", ""},
		{"den 24.12.31 - 2160", "24.12.31 - 2160"},
		{"den 24.12.31-2100", "24.12.31-2100"},

		{"referat_20121015_12", ""},
		{"/moeder/2021-01-11-1700-1239/", ""},
		{"/moeder/2021-01-11-1900-1239/", ""},
		{"udvalg-11-01-2021-1700.pdf", ""},
		{"sag 2021-010203-0000", "010203-0000"},
		{"om 01-02-1903-0000", "01-02-1903-0000"},
		{"om 01-02-2003-6000", "01-02-2003-6000"},
		{"om 01-02-03-0000", "01-02-03-0000"},
		{"20121015-12", ""},

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
	})
}

// TestFindSplitCPR: over cells and list entries, where a word for the number
// is near.
func TestFindSplitCPR(t *testing.T) {
	testFind(t, [][2]string{
		{"CPR-nr. | 010203 | 0000 |", "010203 | 0000"},
		{"Navn|Personnummer\nBo|010203|0000\nIb|020304|0000", "010203|0000020304|0000"},
		{"cpr:\n\n• 010203\n\n\n• 0000", "010203\n\n\n• 0000"},
		{"Personnr.\n1. 010203\n2. 0000\n", "010203\n2. 0000"},
		{"CPR\t01\t02\t03\t0000", "01\t02\t03\t0000"},
		{"Cpr: |0|1|0|2|0|3| - |0|0|0|0|", "0|1|0|2|0|3| - |0|0|0|0"},
		{"999999 | 010203 | 0000 (cpr)", "010203 | 0000"},

		{"Beløb | 010203 | 0000", ""},                              // no word for it
		{"Cpr-registret | 310203 | 0000", ""},                      // no such day
		{"Cpr-registret, mødet 15.08.16 | 0900", ""},               // a date and a time
		{"Født 010203, 5000 Odense, uden cpr-nummer", ""},          // a postal code
		{"Cpr " + strings.Repeat("x ", 100) + "010203 | 0000", ""}, // far away
	})
}

func testFind(t *testing.T, tests [][2]string) {
	t.Helper()
	for _, tt := range tests {
		got := ""
		for _, s := range FindCPR(tt[0]) {
			got += tt[0][s.Start:s.End]
		}
		if got != tt[1] {
			t.Errorf("FindCPR(%q) = %q, want %q", tt[0], got, tt[1])
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

// TestNumbersUnderALabel: what stands under a label for cases and documents
// stays, unless it is written as personal numbers are and could be one.
func TestNumbersUnderALabel(t *testing.T) {
	for text, want := range map[string]string{
		"Sagsnr.: 070431-0012":        "Sagsnr.: 070431-0012", // the check digit is wrong
		"Sags nr. 330-2031-2203":      "Sags nr. 330-2031-2203",
		"Dok.nr.: 0102030000":         "Dok.nr.: 0102030000", // documents are numbered in running order
		"Dok. id 030831 0000":         "Dok. id 030831 0000",
		"J.nr. 27.03.00-A00-2-16":     "J.nr. 27.03.00-A00-2-16",
		"Sagsnr. 030831-0000":         "Sagsnr. [cpr fjernet]", // the check digit is right
		"Journal nr. 030831–0000":     "Journal nr. [cpr fjernet]",
		"Sagsnr. 010190-0000":         "Sagsnr. [cpr fjernet]", // 1 January: no check digit is needed
		"Sagsnr. 12/345 010203-0000":  "Sagsnr. 12/345 [cpr fjernet]",
		"Sagsnr. cpr 070431-0012":     "Sagsnr. cpr [cpr fjernet]",
		"Vejnr. 070431-0012":          "Vejnr. [cpr fjernet]",
		"Sagsnr. 070431-0012-bilag-2": "Sagsnr. 070431-0012-bilag-2",
	} {
		if got, _ := removeCPR(text); got != want {
			t.Errorf("removeCPR(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestMayHoldCPR(t *testing.T) {
	for question, want := range map[string]bool{
		"Hvem er 0 1 0 2 0 3_0000?":                   true,
		"Hvem er 010203|0000?":                        true,
		"Hvem er 010203-0000Ole?":                     true,
		"Hvad er cpr 010203 | 0000?":                  true,
		"Hvad skete der den 15.08.2016?":              false,
		"Hvad blev besluttet i 27.03.00-A00-2-16?":    false,
		"Hvad kostede det | 1.000 | 2.000 | i 2022 ?": false,
	} {
		if MayHoldCPR(question) != want {
			t.Errorf("MayHoldCPR(%q) = %t", question, !want)
		}
	}
}

func TestRedactCPR(t *testing.T) {
	for text, want := range map[string]string{
		"/a/klage_010203-0000.pdf":                  "/a/klage_[cpr fjernet].pdf",
		"/a/2022/010203-0000/a.pdf":                 "/a/2022/[cpr fjernet]/a.pdf",
		"klage0102030000-2.pdf":                     "klage[cpr fjernet]-2.pdf",
		"https://example.org/010203-0000/a%20b":     "https://example.org/[cpr fjernet]/a%20b",
		"https://example.org/?cpr=010203%2D0000&x":  "https://example.org/?cpr=[cpr fjernet]&x",
		"https://example.org/?cpr=010203%252D0000":  "https://example.org/?cpr=[cpr fjernet]",
		"https://example.org/a?q=010203+0000":       "https://example.org/a?q=[cpr fjernet]",
		"https://example.org/a%20b?q=c+d":           "https://example.org/a%20b?q=c+d",
		"https://example.org/sag/27.03.00-A00-2-16": "https://example.org/sag/27.03.00-A00-2-16",
		"100% af 010203%2d0000":                     "100% af [cpr fjernet]",
		"udvalg-2016-08-15-0900.pdf":                "udvalg-2016-08-15-0900.pdf",
		"udvalg_20121015_12.pdf":                    "udvalg_20121015_12.pdf",
		"sag 01.02.03 4567.html":                    "sag [cpr fjernet].html",
		"sag 01.02.03 1234.html":                    "sag 01.02.03 1234.html", // may be 12:34
		"sag 01.02.2003 0930.html":                  "sag 01.02.2003 0930.html",
		"https://example.org/0102030000.pdf":        "https://example.org/[cpr fjernet].pdf", // stricter than in a text
		"Sagsnr. 070431-0012.pdf":                   "Sagsnr. 070431-0012.pdf",
		"":                                          "",
	} {
		if got := RedactCPR(text); got != want {
			t.Errorf("RedactCPR(%q) = %q, want %q", text, got, want)
		}
	}
}

// TestSourceHoldsNoCPR: names and addresses are published with each citation.
func TestSourceHoldsNoCPR(t *testing.T) {
	text := "Referat fra mødet i Socialudvalget den 7. april 2031\n\n1. Klage\n\nBeslutning\n\nGodkendt.\n"
	m, err := Parse(strings.NewReader(text), Source{Name: "klage 010203-0000.txt", URL: "https://example.org/010203%2D0000"})
	if err != nil {
		t.Fatal(err)
	}
	if m.Source.Name != "klage [cpr fjernet].txt" || m.Source.URL != "https://example.org/[cpr fjernet]" {
		t.Errorf("%+v", m.Source)
	}
	if len(m.Problems) != 2 || !m.Problems[0].Repaired || m.Check() != nil {
		t.Errorf("%v; %v", m.Problems, m.Check())
	}
	_, err = Parse(strings.NewReader("Kære Anna"), Source{Name: "010203-0000.txt"})
	dir := filepath.Join(t.TempDir(), "010203-0000")
	_, notThere := ParseFile(dir)
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	_, folder := ParseFile(dir)
	for _, err := range []error{err, notThere, folder} {
		if err == nil || strings.Contains(err.Error(), "010203") || !strings.Contains(err.Error(), "[cpr fjernet]") {
			t.Errorf("the error is %v", err)
		}
	}
	if !errors.Is(notThere, fs.ErrNotExist) || !errors.Is(err, ErrNotMinutes) {
		t.Errorf("%v, %v", notThere, err)
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
		for _, form := range []string{n, strings.Replace(n, "-", "", 1), strings.Replace(n, "-", " ", 1), n[:2] + "." + n[2:4] + "." + n[4:], strings.Replace(n, "-", "\n", 1),
			strings.Replace(n, "-", "|", 1), strings.Replace(n, "-", " (", 1) + ")", strings.Replace(n, "-", "-\nSide 3 af 12\n", 1), strings.Join(strings.Split(n, ""), " ")} {
			if text := "om " + form + " i sagen"; len(FindCPR(text)) != 1 || !MayHoldCPR(text) {
				t.Errorf("%q is not found", form)
			}
		}
	}
	if found < 100 {
		t.Errorf("only %d valid numbers among %d", found, len(numbers))
	}
}

// TestCPRTakesLinearTime: words and numbers without end do not slow it down.
func TestCPRTakesLinearTime(t *testing.T) {
	for _, unit := range []string{"cpr", "cpr 010203 | 0000\n", "010203 | 0000\n", "0|", "01 02 03 ", "1", "cpr 1. ", "%25", "0 ", "0 | ", "1.1.", "010203-\nSide 3\n", "https://x.dk/0102030000", "0102030000 kr. "} {
		text := "cpr " + strings.Repeat(unit, 1<<18/len(unit))
		start := time.Now()
		FindCPR(text)
		RedactCPR(text)
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%q: %s for 256 KiB", unit, took)
		}
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
