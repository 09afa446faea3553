package minutes

import (
	"strings"
	"testing"
)

func TestMarks(t *testing.T) {
	m := newMarks("afbud", ", sag ", "Øst")
	for _, c := range []struct {
		text string
		want int
	}{
		{"", -1}, {"a", -1}, {"afbud", 0}, {"der er afbud fra Øst", 7}, {"mod Øst", 4}, {"afbu", -1}, {"i øst, sag", -1}, {"i øst, sag 4", 6}, {"aafbud", 1},
	} {
		if got := m.index(c.text, 0); got != c.want || m.in(c.text) != (c.want >= 0) {
			t.Errorf("%q: found at %d, want %d", c.text, got, c.want)
		}
	}
}

func FuzzLower(f *testing.F) {
	for _, s := range []string{"", "ÆØÅ æøå", "Beslutning", "É×÷ß", "Привет", "İ", "\xc3", "\xc3A", "A\xc3\x98\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := lower(s), strings.ToLower(s); got != want {
			t.Errorf("lower(%q) = %q, want %q", s, got, want)
		}
	})
}

// Every row of a table can be found through the marks that stand before it.
func TestMarksCoverTheirTables(t *testing.T) {
	for _, phrase := range strings.Split(agreementPhrases, ", ") {
		if !agreementMarks.in(phrase) {
			t.Errorf("agreementMarks: none stands in %q", phrase)
		}
	}
	for _, word := range cprWords {
		for _, w := range []string{word, strings.ToUpper(word), strings.ToUpper(word[:1]) + word[1:]} {
			if cprWordStarts.index(w, 0) != 0 {
				t.Errorf("cprWordStarts: none begins %q", w)
			}
		}
	}
	for line := range noiseLines {
		if len(line) > longestNoise-10 {
			t.Errorf("noiseLines: %q is longer than what is looked up", line)
		}
	}
	for word := range labelWords {
		if len(word) > longestWord-4 {
			t.Errorf("labelWords: %q is longer than what is looked up", word)
		}
	}
}
