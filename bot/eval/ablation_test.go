package eval

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/referat-dk/referat/bot"
)

func sample(t *testing.T) []Question {
	f, err := os.Open("../../testdata/questions/sample.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	questions, err := Read(f)
	if err != nil {
		t.Fatal(err)
	}
	return questions
}

// TestAblation: every step has its line, the whole search is no worse than
// plain BM25, and nothing of the record is measured.
func TestAblation(t *testing.T) {
	rows, err := Ablation(context.Background(), realIndex(t).Meetings(), sample(t))
	if err != nil {
		t.Fatal(err)
	}
	var table strings.Builder
	if err := PrintRows(&table, rows); err != nil {
		t.Fatal(err)
	}
	t.Logf("\n%s", &table)
	byName := make(map[string]Score)
	for i, r := range rows {
		if r.Name != steps[i].name || !strings.Contains(table.String(), "\n"+r.Name+" ") {
			t.Errorf("line %d is %q, not %q", i, r.Name, steps[i].name)
		}
		if r.Answerable == 0 || r.Questions != rows[0].Questions || r.First > r.Third || r.Third > r.Answerable {
			t.Errorf("%s: %+v", r.Name, r.Score)
		}
		byName[r.Name] = r.Score
	}
	plain, whole := byName["BM25"], byName["+ vectors = referat"]
	if plain.First == 0 || whole.First < plain.First || whole.Reciprocal <= plain.Reciprocal {
		t.Errorf("BM25 %+v, all parts %+v", plain, whole)
	}
}

func TestOfRecord(t *testing.T) {
	head, item := Ref{Date: "2022-04-07"}, Ref{Date: "2022-04-07", Punkt: "3"}
	for _, tt := range []struct {
		refs []Ref
		want bool
	}{{nil, false}, {[]Ref{head}, true}, {[]Ref{head, item}, false}, {[]Ref{item}, false}} {
		if got := (Question{Refs: tt.refs}).ofRecord(); got != tt.want {
			t.Errorf("ofRecord of %v: %v", tt.refs, got)
		}
	}
}

// TestCurve: a higher threshold never gives more answers, and at the bot's own
// the curve counts what the bot does.
func TestCurve(t *testing.T) {
	a := &bot.Answerer{Searcher: realIndex(t)}
	points, err := Curve(context.Background(), a, sample(t))
	if err != nil {
		t.Fatal(err)
	}
	report, err := Run(context.Background(), a, sample(t))
	if err != nil {
		t.Fatal(err)
	}
	answered, wrong := 0, 0
	for _, o := range report.Outcomes {
		answered += one(!o.Silent)
		wrong += one(!o.Silent && !o.Right())
	}
	own := false
	for i, p := range points {
		if i > 0 && (p.Answered > points[i-1].Answered || p.Wrong > points[i-1].Wrong) || p.Wrong > p.Answered {
			t.Errorf("%+v after %+v", p, points[max(0, i-1)])
		}
		if p.Threshold == bot.DefaultThreshold {
			if own = true; p.Answered != answered || p.Wrong != wrong {
				t.Errorf("%+v, but the bot answers %d, %d of them wrong", p, answered, wrong)
			}
		}
	}
	var table strings.Builder
	if err := PrintCurve(&table, points); err != nil || !own || !strings.Contains(table.String(), "0.50 *") {
		t.Errorf("%v, the bot's own threshold: %v\n%s", err, own, &table)
	}
}
