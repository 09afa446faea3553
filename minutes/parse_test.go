package minutes

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"
	"testing"
	"time"
)

func TestParseRefuses(t *testing.T) {
	tests := []struct {
		name  string
		input io.Reader
		want  error
	}{
		{"empty file", strings.NewReader(""), ErrNotMinutes},
		{"a letter", strings.NewReader("Kære Anna\n\nTak for sidst.\n"), ErrNotMinutes},
		{"a numbered list", strings.NewReader("Indkøb\n1. Mælk\n2. Brød\n"), ErrNotMinutes},
		{"too large", io.LimitReader(zeros{}, MaxSize+1), ErrTooLarge},
	}
	for _, tt := range tests {
		if _, err := Parse(tt.input, Source{Name: "x.txt"}); !errors.Is(err, tt.want) {
			t.Errorf("%s: error %v, want %v", tt.name, err, tt.want)
		} else if !strings.Contains(err.Error(), "x.txt") {
			t.Errorf("%s: error %q does not name the file", tt.name, err)
		}
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { return len(p), nil }

// FuzzParse checks what holds for every input: no panic, a Meeting that
// passes Check, sentences inside their section, and the same result twice.
func FuzzParse(f *testing.F) {
	for _, file := range fixtures(f) {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
		f.Add(data[len(data)/2:])
	}
	for _, text := range []string{
		"Referat fra mødet i A den 1. maj 2020\n1. B\nA) C\nB) D\nBeslutning: ikke godkendt\n\xff<b>р\n",
		"9oktober2031\nÅben\n.\nBeslutning", "1november2030\nB.Sager til\n.\nINDSTILLING", "1-4-31\nSag nr4\nSag nr5",
		"Byrådet den 1. maj 2020\nSag nr. 24\nSag nr. 25\nSagsfremstilling\nx", "Byrådet den 1. maj 2020\n\nSagsnr. 1/20\nSagsnr. 2/20\nSagsnr. 3/20\n",
		"Byrådet den 1. maj 2020\n\nSagsnr. 1/20\nA. Sager til afgørelse\nSagsid.: 2/20\n",
		"Byrådet den 1. maj 2020\n3.\n4 (Lukket) Salg\nx\nx\n\n3.\n4 (Lukket) Salg\nSagsid.: 2/20\n",
		"Byrådet den 1. maj 2020\n\nSagsnr. 1/20\nTitel to\nSagsnr. 2/20\nResume\nx",
		"Referat fra mødet i A den 1. maj 2020\n\n1. B\n\nAnna Berg (A) og og Carl Dam (C)\n",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := Parse(strings.NewReader(string(data)), Source{})
		if err != nil {
			return
		}
		if err := m.Check(); err != nil {
			t.Fatal(err)
		}
		for it := range m.All() {
			for _, s := range it.Sections {
				for sentence := range m.Sentences(s.Span) {
					if !s.Span.Contains(sentence) || strings.TrimSpace(m.Quote(sentence)) == "" {
						t.Fatalf("sentence %v is no part of section %v", sentence, s.Span)
					}
				}
			}
		}
		again, err := Parse(strings.NewReader(string(data)), Source{})
		if err != nil || dump(again) != dump(m) {
			t.Fatal("parsed twice, read differently")
		}
	})
}

// TestNobodyIsUnderstood: "Ingen" in a list of people is nobody, and nothing
// that was not understood.
func TestNobodyIsUnderstood(t *testing.T) {
	for _, line := range []string{
		"Fraværende: Ingen", "Fravær: ingen", "Afbud: Ingen afbud", "Afbud: Ingen.", "Afbud:\nIngen", "Afbud\n\nIngen Afbud.", "Afbud: -", "Fraværende Ingen",
		"Fraværende med afbud: Ingen\nFraværende uden afbud: Ingen", "Der var ingen afbud.",
	} {
		m, err := Parse(strings.NewReader("Referat fra mødet i Socialudvalget den 7. april 2031\n\nDeltagere: Ib Poulsen\n"+line+"\nMødested: Byrådssalen\n\n1. Sag\n\nBeslutning\n\nGodkendt.\n"), Source{})
		if err != nil {
			t.Fatal(err)
		}
		if len(m.Problems) > 0 || len(m.Attendance.Absent) > 0 || len(m.Attendance.Present) != 1 || m.Place != "Byrådssalen" {
			t.Errorf("%q: %v, %v, place %q", line, m.Problems, m.Attendance, m.Place)
		}
	}
}

// TestParseIsLinear gives Parse text of a shape that careless code reads again
// and again: four times the text may take at most ten times as long (read
// again and again, it takes sixteen).
func TestParseIsLinear(t *testing.T) {
	data, err := os.ReadFile("../testdata/minutes/beskaeftigelses-og-socialudvalget-2023-12-05.txt")
	if err != nil {
		t.Fatal(err)
	}
	const title = "Referat fra mødet i Testrådet den 1. maj 2020\n"
	const head = title + "\n1. A\n\nBeslutning\n\n"
	tests := map[string]struct{ prefix, unit, middle, second string }{ // a "#" in a unit is a new name each time
		"real minutes":              {"", string(data), "", ""},
		"one number, often":         {head, "Punkt 1: Godkendelse\n", "", ""},
		"dots":                      {head, "....", "", ""},
		"ordinals":                  {head, "den 15. Xyz ", "", ""},
		"one long role":             {title + "Deltagere: Ib Poulsen", ", a", "", ""},
		"notes":                     {title + "Deltagere: Ib Poulsen", " (a)", "", ""},
		"agreement and list":        {head + "Det blev aftalt:\n• ", "Et punkt. ", "", ""},
		"times":                     {title + "Tidspunkt: kl. 10:00", "   10", "", ""},
		"many lines":                {head, "a\n", "", ""},
		"tags":                      {head, "<b", "", ""},
		"numbers":                   {head, "1.2.3.4 10/1 ", "", ""},
		"brackets":                  {head, "Ib Poulsen (A) deltog ikke i mødet, ((((\n", "", ""},
		"people, then roles":        {title + "Deltagere: Ib Poulsen", ", Ib #", "\n", "Referent: Bo #\n"},
		"names with a long note":    {title, "Ib Holm, ", "Bo Holm deltog ikke i den ", "x"},
		"a long group":              {title + "Deltagere:\n", "er", "; Ib Holm\n", "Aa Bb Cc Dd\n"},
		"a long name of a body":     {title + "Udvalg: A", "xyz", "\n\n1. A\n", "Rådet tog x. "},
		"a long title":              {title + "\n1. A", "xyz ", "\n", "Udskriv\n"},
		"cut words":                 {head, "xyz-\n", "", ""},
		"wrapped lines":             {head, "Bo Holm deltog ikke i den del af mødet som handlede om det og\n", "", ""},
		"numbers alone":             {head, "7\nTitel\n", "", ""},
		"closed in the contents":    {title, "1. Lukket: A\n2. Lukket: B\n", "x\n", ""},
		"labels without colons":     {title + "2 1. A", " Bilag Økonomi", " Side 2\n", "B. Beslutning i "},
		"votes":                     {head, "For: 3. Ændringsforslaget faldt. ", "", ""},
		"columns":                   {title + "Deltagere      Afbud\n", "Ib Holm        Bo Holm\n", "", ""},
		"columns, again and again":  {title, "Deltagere      Afbud\n\n", "", ""},
		"rows":                      {title + "Nr.\tEmne\tReferat\n", "1\tA\tGodkendt.\n", "", ""},
		"heads of columns":          {title, "\nPunkt\nReferat\n", "", ""},
		"other bodies' decisions":   {"Referat\nSocialudvalget den 3. marts 2031\n1. A\n", "Beslutning i Økonomiudvalget den 3. marts 2031:\n\n", "", ""},
		"days without a year":       {"Referat\n", "1. januar og ", "", ""},
		"days of the paper":         {"Referat\n", "godkendt på 1. januar 2031 ", "", ""},
		"feet of pages":             {head, "a\nByrådet side 1\n", "", ""},
		"proposal, then its points": {head, "xyz ", "indstilling ", "punkt 5 "},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			measure := func(size int) time.Duration {
				text := tt.prefix + repeat(tt.unit, size/2) + tt.middle + repeat(cmp.Or(tt.second, tt.unit), size/2)
				best := time.Hour
				for range 3 {
					start := time.Now()
					if _, err := Parse(strings.NewReader(text), Source{}); err != nil && !errors.Is(err, ErrNotMinutes) {
						t.Fatal(err)
					}
					best = min(best, time.Since(start))
				}
				return best
			}
			var small, large time.Duration
			for range 4 { // other work on the machine may spoil one measurement, not all
				if small, large = measure(100_000), measure(400_000); large <= 10*small || large <= 200*time.Millisecond {
					return
				}
			}
			t.Errorf("4 times the text took %.1f times as long: %v", float64(large)/float64(small), large)
		})
	}
}

// repeat returns about size bytes of unit, each "#" in it another name.
func repeat(unit string, size int) string {
	var b strings.Builder
	for i := 0; i == 0 || b.Len()+len(unit) <= size; i++ {
		name := []byte("Aaaaa")
		for k, n := len(name)-1, i; n > 0; k, n = k-1, n/26 {
			name[k] += byte(n % 26)
		}
		b.WriteString(strings.ReplaceAll(unit, "#", string(name)))
	}
	return b.String()
}

// TestLabelsInARow gives Parse many labels that hold nothing on one line: read
// one within the other, they overflow the stack.
func TestLabelsInARow(t *testing.T) {
	defer debug.SetMaxStack(debug.SetMaxStack(8 << 20))
	text := "Referat fra mødet i Testrådet den 1. maj 2020\n" + strings.Repeat("Til:", 200_000) + " Deltagere: Ib Holm"
	m, err := Parse(strings.NewReader(text), Source{})
	if err != nil || len(m.Attendance.Present) != 1 {
		t.Errorf("error %v, want one person present", err)
	}
}

// TestOverviewIsReadOnce gives Parse numbers that fall to 1, each of which
// comes again far below: the time must not be their product.
func TestOverviewIsReadOnce(t *testing.T) {
	falling := ""
	for n := 2000; n > 1; n-- {
		falling += fmt.Sprintf("%d. Titel\n.\n.\n.\n.\n", n)
	}
	start := time.Now()
	if _, err := Parse(strings.NewReader("Referat fra mødet i Testrådet den 1. maj 2020\n\n"+falling+strings.Repeat("1. A\n.\n.\n.\n.\n", 40_000)+falling), Source{}); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
}

func BenchmarkParse(b *testing.B) {
	data, err := os.ReadFile("../testdata/minutes/beskaeftigelses-og-socialudvalget-2023-12-05.txt")
	if err != nil {
		b.Fatal(err)
	}
	text := string(data)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse(strings.NewReader(text), Source{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkParseSize doubles the text up to 48 MB: MB/s that stay level show
// that time is linear.
func BenchmarkParseSize(b *testing.B) {
	data, err := os.ReadFile("../testdata/minutes/beskaeftigelses-og-socialudvalget-2023-12-05.txt")
	if err != nil {
		b.Fatal(err)
	}
	for _, megabytes := range []int{1, 2, 4, 8, 16, 32, 48} {
		text := strings.Repeat(string(data), megabytes<<20/len(data))
		b.Run(fmt.Sprintf("%dMB", megabytes), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if _, err := Parse(strings.NewReader(text), Source{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
