package retrieval

import (
	"context"
	"testing"

	"github.com/referat-dk/referat/retrieval/danish"
)

// TestAblation: each part finds an item that is not found without it, or not
// first.
func TestAblation(t *testing.T) {
	tests := []struct {
		name, question string
		without, with  Ablation
	}{
		{"stems", "anbringelsernes", Ablation{NoStems: true, NoCompounds: true, NoSpelling: true}, Ablation{NoCompounds: true, NoSpelling: true}},
		{"compounds", "forvaltningstakst", Ablation{NoCompounds: true, NoSpelling: true}, Ablation{NoSpelling: true}},
		{"spelling", "rammeatfale", Ablation{NoSpelling: true}, Ablation{}},
		{"4-grams", "xxbostøtxx", Ablation{NoSpelling: true}, Ablation{NoSpelling: true, Grams: true}},
	}
	for _, tt := range tests {
		if n := len(searchWith(t, tt.without, tt.question).Hits); n != 0 {
			t.Errorf("%s: %q has %d hits without them", tt.name, tt.question, n)
		}
		if len(searchWith(t, tt.with, tt.question).Hits) == 0 {
			t.Errorf("%s: %q has no hit with them", tt.name, tt.question)
		}
	}
}

// TestAblationOfRanking: the parts that only rank change scores, not what is
// found.
func TestAblationOfRanking(t *testing.T) {
	const question = "Hvad blev besluttet om takster og bostøtte?"
	meant := searchWith(t, Ablation{}, question)
	for _, a := range []Ablation{{OneField: true}} {
		got := searchWith(t, a, question)
		if len(got.Hits) != len(meant.Hits) || len(got.Hits) == 0 {
			t.Errorf("%+v: %d hits, not %d", a, len(got.Hits), len(meant.Hits))
		}
	}
}

func searchWith(t *testing.T, a Ablation, question string) Result {
	t.Helper()
	x, err := Open(context.Background(), Options{VectorWeight: -1, Lexicon: new(danish.Lexicon), Ablation: a})
	if err != nil {
		t.Fatal(err)
	}
	if err := x.Add(context.Background(), realMeetings(t)...); err != nil {
		t.Fatal(err)
	}
	return search(t, x, Query{Text: question, Limit: 1000})
}
