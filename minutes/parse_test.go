package minutes

import (
	"errors"
	"fmt"
	"io"
	"os"
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
		"Byrådet den 1. maj 2020\nSag nr. 24\nSag nr. 25\nSagsfremstilling\nx", "Byrådet den 1. maj 2020\n\nSagsnr. 1/20\nTitel to\nSagsnr. 2/20\nResume\nx",
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

// TestParseIsLinear gives Parse text of a shape that careless code reads again
// and again: four times the text may take at most ten times as long (read
// again and again, it takes sixteen).
func TestParseIsLinear(t *testing.T) {
	data, err := os.ReadFile("../testdata/minutes/beskaeftigelses-og-socialudvalget-2023-12-05.txt")
	if err != nil {
		t.Fatal(err)
	}
	const head = "Referat fra mødet i Testrådet den 1. maj 2020\n\n1. A\n\nBeslutning\n\n"
	tests := map[string]struct{ prefix, unit string }{
		"real minutes":       {"", string(data)},
		"one number, often":  {head, "Punkt 1: Godkendelse\n"},
		"dots":               {head, "...."},
		"ordinals":           {head, "den 15. Xyz "},
		"one long role":      {"Referat fra mødet i Testrådet den 1. maj 2020\nDeltagere: Ib Poulsen", ", a"},
		"agreement and list": {head + "Det blev aftalt:\n• ", "Et punkt. "},
		"times":              {"Referat fra mødet i Testrådet den 1. maj 2020\nTidspunkt: kl. 10:00", "   10"},
		"many lines":         {head, "a\n"},
		"tags":               {head, "<b"},
		"numbers":            {head, "1.2.3.4 10/1 "},
		"brackets":           {head, "Ib Poulsen (A) deltog ikke i mødet, ((((\n"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			measure := func(size int) time.Duration {
				text := tt.prefix + strings.Repeat(tt.unit, max(1, size/len(tt.unit)))
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
			small, large := measure(100_000), measure(400_000)
			if large > 10*small && large > 200*time.Millisecond {
				t.Errorf("4 times the text took %.1f times as long: %v", float64(large)/float64(small), large)
			}
		})
	}
}

func BenchmarkParse(b *testing.B) {
	data, err := os.ReadFile("../testdata/minutes/beskaeftigelses-og-socialudvalget-2023-12-05.txt")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse(strings.NewReader(string(data)), Source{}); err != nil {
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
