package retrieval

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/referat-dk/referat/minutes"
)

// testFiles are the minutes that testdata has as text.
func testFiles(t *testing.T) []string {
	t.Helper()
	real, _ := filepath.Glob("../testdata/minutes/*.txt")
	layouts, _ := filepath.Glob("../testdata/layouts/*.txt")
	if len(real) == 0 || len(layouts) < 50 {
		t.Fatalf("%d minutes, %d layouts", len(real), len(layouts))
	}
	return append(real, layouts...)
}

func parsed(t *testing.T, file string) *minutes.Meeting {
	t.Helper()
	m, err := minutes.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestAnalysisVersion fails when the words of a text are cut, left out or
// written in another way than before: what stores have is then out of date.
// The texts are not parsed, for a Store keeps meetings as they were parsed; they
// are the real minutes, which stay as they are, while layouts are added.
func TestAnalysisVersion(t *testing.T) {
	sum := sha256.New()
	files, err := filepath.Glob("../testdata/minutes/*.txt")
	if err != nil || len(files) != 5 {
		t.Fatalf("%v, %v", files, err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		whole := minutes.Span{End: len(text)}
		sum.Write(Analyse(&minutes.Meeting{ID: "a/b", Text: string(text), Items: []minutes.Item{{ID: "1", Title: "Sager", Span: whole, Sections: []minutes.Section{{Span: whole}}}}}))
	}
	if want := fmt.Sprintf("%x", sum.Sum(nil)[:4]); AnalysisVersion != want {
		t.Errorf("Analyse is not what it was: set AnalysisVersion to %q, so that stores make their analyses anew", want)
	}
}

// TestAnalysis: read back, it has the chunks of Split and every count.
func TestAnalysis(t *testing.T) {
	for _, file := range testFiles(t)[:20] {
		m := parsed(t, file)
		b := Analyse(m)
		a, ok := readAnalysis(m, b)
		if !ok {
			t.Fatalf("%s: cannot be read", m.ID)
		}
		if want := slices.Collect(Split(m)); !slices.Equal(a.chunks, want) || !slices.Equal(chunksOf(m, map[string][]byte{m.ID: b}), want) {
			t.Errorf("%s: other chunks than those of Split", m.ID)
		}
	}
	m, err := minutes.Parse(strings.NewReader("Referat fra mødet i Skoleudvalget den 3. maj 2022\n\n1. Skolen\n\nSkolen er skolen, § 20.\n"), minutes.Source{})
	if err != nil {
		t.Fatal(err)
	}
	a, _ := readAnalysis(m, Analyse(m))
	var got []string
	counts := countReader{a.counts}
	for range a.chunks {
		line := ""
		for range counts.uint() {
			w := counts.word()
			line += fmt.Sprintf("%d:%s*%d ", w.role, a.words[w.word].Norm, w.times)
		}
		got = append(got, line)
	}
	if !strings.HasPrefix(got[len(got)-1], "0:skolen*2 0:§20*1 1:skolen*1 2:skoleudvalget*1 ") {
		t.Errorf("counted %q", got)
	}
}

// TestAnalysisIsDamaged: what cannot be read is refused, and made anew; what
// can be read is never out of range.
func TestAnalysisIsDamaged(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	m := parsed(t, testFiles(t)[0])
	sound := Analyse(m)
	refused := 0
	for range 100 {
		b := bytes.Clone(sound)
		if random.IntN(2) == 0 {
			b = b[:random.IntN(len(b))]
		} else {
			b[random.IntN(len(b))] ^= 1 << random.IntN(8)
		}
		analyses := map[string][]byte{m.ID: b}
		if _, ok := readAnalysis(m, b); !ok {
			refused++
		}
		s, err := newSegment(t.Context(), []*minutes.Meeting{m}, analyses, func() (map[string][]float32, error) { return nil, nil }, Ablation{})
		if err != nil || len(s.chunks) == 0 || len(chunksOf(m, analyses)) == 0 {
			t.Fatalf("%d chunks, %v", len(s.chunks), err)
		}
	}
	if refused < 50 {
		t.Errorf("%d of 100 refused", refused)
	}
}
