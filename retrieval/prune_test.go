package retrieval

import (
	"context"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval/internal/invented"
)

// TestBestIsWhatScoringEveryItemFinds compares the items that are found without
// counting every word with those of a search that scores each item by itself:
// the same in the same order, with the same scores.
func TestBestIsWhatScoringEveryItemFinds(t *testing.T) {
	x := benchIndex(t, 3*windowSize/2) // so that what the first window finds is used in the second
	if err := x.Add(context.Background(), realMeetings(t)...); err != nil {
		t.Fatal(err)
	}
	s := x.now.Load()
	if len(s.segments) < 2 || len(s.segments[0].chunks) <= windowSize {
		t.Fatalf("%d segments, the first of %d chunks: too few to leave anything out", len(s.segments), len(s.segments[0].chunks))
	}
	filters := []Query{{}, {Sections: []minutes.SectionKind{minutes.DecisionText}}, {Bodies: []string{s.segments[0].groups[0].meeting.Body}}}
	for i, question := range append(devQuestions(t, 30), invented.Questions...) {
		q := filters[i%len(filters)]
		q.Text = question
		allowed, _ := s.filter(q)
		asked := s.asked(s.concepts(q), allowed)
		want := s.scoreAll(asked)
		for _, n := range []int{1, 10, 200} {
			if got := s.best(asked, n); !slices.Equal(got, want[:min(n, len(want))]) {
				t.Errorf("%q, the best %d: %v, want %v", question, n, got, want[:min(n, len(want))])
			}
		}
	}
}

// scoreAll ranks all items with a word of a question.
func (x *snapshot) scoreAll(question []asked) []scored {
	all := top{index: x, n: x.chunks}
	for i, q := range question {
		for g := range q.segment.groups {
			if score := q.scoreOf(int32(g)); score.matched > 0 {
				all.items = append(all.items, scored{place: place{i, int32(g)}, lexical: score.lexical})
			}
		}
	}
	slices.SortFunc(all.items, all.compare)
	return all.items
}

// devQuestions returns n of the development questions.
func devQuestions(t testing.TB, n int) (list []string) {
	data, err := os.ReadFile("../testdata/questions/dev.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	for i := range n {
		var question struct{ Q string }
		if err := json.Unmarshal([]byte(lines[i*len(lines)/n]), &question); err != nil || question.Q == "" {
			t.Fatalf("%s: %v", lines[i*len(lines)/n], err)
		}
		list = append(list, question.Q)
	}
	return list
}

// TestDepth: an item below the depth cannot come among the first of the fused
// ranking, even as the one with the nearest vector.
func TestDepth(t *testing.T) {
	for _, limit := range []int{1, 3, 10, 50, 1000} {
		for _, weight := range []float64{0.001, DefaultVectorWeight, 0.3, 1, 10} {
			n := depth(limit, weight)
			below := 1/float64(rankConstant+n+1) + weight/float64(rankConstant+1)
			if n < limit || n < max(fusedDepth, 4*limit) && below >= 1/float64(rankConstant+limit) {
				t.Errorf("depth(%d, %v) = %d", limit, weight, n)
			}
		}
		if n := depth(limit, -1); n != limit {
			t.Errorf("without vectors %d of %d", n, limit)
		}
	}
}
