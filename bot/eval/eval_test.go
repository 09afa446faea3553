package eval

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/referat-dk/referat/bot"
	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
)

// TestQuestions measures every question set in testdata/questions. Quotes and
// references must hold without exception; the other figures may not fall
// below floors a little under what was measured (see the README).
func TestQuestions(t *testing.T) {
	a := &bot.Answerer{Searcher: realIndex(t)}
	files, _ := filepath.Glob("../../testdata/questions/*.jsonl")
	if len(files) == 0 {
		t.Fatal("no questions in testdata/questions")
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			f, err := os.Open(file)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			questions, err := Read(f)
			if err != nil {
				t.Fatal(err)
			}
			r, err := Run(context.Background(), a, questions)
			if err != nil {
				t.Fatal(err)
			}
			var table strings.Builder
			if err := r.Print(&table); err != nil {
				t.Fatal(err)
			}
			t.Logf("\n%s", &table)
			s := r.Total
			if s.Valid != s.AllCites || s.AllCites == 0 {
				t.Errorf("%d of %d citations hold", s.Valid, s.AllCites)
			}
			floor := func(name string, n, of int, least float64) {
				if float64(n) < least*float64(of) {
					t.Errorf("%s: %d of %d, under the floor of %v", name, n, of, least)
				}
			}
			floor("right item first", s.First, s.Answerable, 0.74)
			floor("citations right", s.RightCites, s.Cites, 0.83)
			floor("rightly silent", s.Silent, s.Questions-s.Answerable, 0.80)
			floor("not wrongly silent", s.Answerable-s.WronglySil, s.Answerable, 0.70)
			floor("right", s.Right, s.Questions, 0.64)
		})
	}
}

// TestQuestionsNameRealItems guards the question sets themselves.
func TestQuestionsNameRealItems(t *testing.T) {
	index := realIndex(t)
	files, _ := filepath.Glob("../../testdata/questions/*.jsonl")
	if len(files) == 0 {
		t.Fatal("no questions in testdata/questions")
	}
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		questions, err := Read(f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		seen := make(map[string]bool)
		for _, q := range questions {
			if seen[q.ID] || q.None != (len(q.Refs) == 0) {
				t.Errorf("%s: ID repeats, or refs and none disagree", q.ID)
			}
			seen[q.ID] = true
			for _, ref := range q.Refs {
				if !exists(index.Meetings(), ref) {
					t.Errorf("%s: no item %+v", q.ID, ref)
				}
			}
		}
	}
}

func exists(meetings []*minutes.Meeting, ref Ref) bool {
	for _, m := range meetings {
		if m.Date.String() == ref.Date && (ref.Punkt == "" || m.Item(strings.ToLower(ref.Punkt)) != nil) {
			return true
		}
	}
	return false
}

func realIndex(t *testing.T) *retrieval.Index {
	files, _ := filepath.Glob("../../testdata/minutes/*.txt")
	if len(files) == 0 {
		t.Fatal("no minutes in testdata/minutes")
	}
	x, err := retrieval.Open(context.Background(), retrieval.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		m, err := minutes.ParseFile(file)
		if err == nil {
			err = x.Add(context.Background(), m)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return x
}

func TestReadNamesTheLine(t *testing.T) {
	for _, bad := range []string{"\n{", `{"must":["("]}`} {
		if _, err := Read(strings.NewReader(bad)); err == nil || !strings.Contains(err.Error(), "line") {
			t.Errorf("Read(%q): %v", bad, err)
		}
	}
}
