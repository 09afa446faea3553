package minutes

import (
	"errors"
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
	f.Add([]byte("Referat fra mødet i A den 1. maj 2020\n1. B\nA) C\nB) D\nBeslutning: ikke godkendt\n\xff<b>р\n"))
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

// TestParseIsLinear parses one meeting's items 20 and 80 times over: four
// times the text may take at most eight times as long.
func TestParseIsLinear(t *testing.T) {
	data, err := os.ReadFile("../testdata/minutes/beskaeftigelses-og-socialudvalget-2023-12-05.txt")
	if err != nil {
		t.Fatal(err)
	}
	measure := func(copies int) time.Duration {
		text := strings.Repeat(string(data), copies)
		best := time.Hour
		for range 3 {
			start := time.Now()
			if _, err := Parse(strings.NewReader(text), Source{}); err != nil {
				t.Fatal(err)
			}
			best = min(best, time.Since(start))
		}
		return best
	}
	small, large := measure(20), measure(80)
	if large > 8*small {
		t.Errorf("4 times the text took %.1f times as long", float64(large)/float64(small))
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
