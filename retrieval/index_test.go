package retrieval

import (
	"context"
	"errors"
	"math"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/referat-dk/referat/minutes"
)

// realMeetings parses the minutes in testdata.
func realMeetings(t testing.TB) []*minutes.Meeting {
	files, _ := filepath.Glob("../testdata/minutes/*.txt")
	if len(files) == 0 {
		t.Fatal("no minutes in ../testdata/minutes")
	}
	var meetings []*minutes.Meeting
	for _, file := range files {
		m, err := minutes.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		meetings = append(meetings, m)
	}
	return meetings
}

func realIndex(t testing.TB, o Options) *Index {
	x, err := Open(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	if err := x.Add(context.Background(), realMeetings(t)...); err != nil {
		t.Fatal(err)
	}
	return x
}

func search(t testing.TB, x *Index, q Query) Result {
	r, err := x.Search(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestSplit checks what chunks promise: the text as printed, within one
// section, and every sentence of a section in exactly one chunk.
func TestSplit(t *testing.T) {
	for _, m := range realMeetings(t) {
		var chunks []Chunk
		seen := make(map[string]bool)
		for c := range Split(m) {
			if c.Text != m.Quote(c.Span) || seen[c.ID] {
				t.Fatalf("%s: text is not that of its span, or the ID repeats", c.ID)
			}
			if len(c.Text) > 3*chunkSize {
				t.Errorf("%s has %d bytes", c.ID, len(c.Text))
			}
			seen[c.ID] = true
			chunks = append(chunks, c)
		}
		for it := range m.All() {
			for _, s := range it.Sections {
				for sentence := range m.Sentences(s.Span) {
					n := 0
					for _, c := range chunks {
						if c.Span.Contains(sentence) {
							n++
							if !s.Span.Contains(c.Span) || c.Kind != s.Kind {
								t.Errorf("%s leaves its section", c.ID)
							}
						}
					}
					if n != 1 {
						t.Errorf("%s punkt %s: %q is in %d chunks", m.ID, it.Punkt, m.Quote(sentence), n)
					}
				}
			}
		}
	}
}

func TestSearchFindsByEveryForm(t *testing.T) {
	x := realIndex(t, Options{})
	tests := []struct{ words, want string }{
		{"tilbuddet Tippen", "socialdirektoerforum/2016-08-15/6"},
		{"Udsattepolitikken", "beskaeftigelses-og-socialudvalget/2017-02-21/5"},
		{"omgørelsesprosent", "samarbejdsforum/2022-04-07/6"},                                       // misspelt
		{"OMGOERELSESPROCENTER", "samarbejdsforum/2022-04-07/6"},                                    // without ø
		{"psykiatrihandleplanen juleafslutning", "beskaeftigelses-og-socialudvalget/2023-12-05/15"}, // printed with Cyrillic letters
		{"54.00.00-P20-1-23", "beskaeftigelses-og-socialudvalget/2023-12-05/11"},
		{"§ 50 a", "socialdirektoerforum/2016-08-15/2"},
	}
	for _, tt := range tests {
		r := search(t, x, Query{Text: tt.words})
		if len(r.Hits) == 0 || r.Hits[0].Ref.String() != tt.want {
			t.Errorf("%q: hits %v, want %s first", tt.words, refs(r), tt.want)
		}
	}
}

func refs(r Result) []string {
	var list []string
	for _, h := range r.Hits {
		list = append(list, h.Ref.String())
	}
	return list
}

func TestFilters(t *testing.T) {
	x := realIndex(t, Options{})
	tests := []struct {
		name string
		q    Query
		ok   func(Hit) bool
	}{
		{"body", Query{Text: "udvalg status", Bodies: []string{"Samarbejdsforum"}}, func(h Hit) bool { return h.Meeting.Body == "Samarbejdsforum" }},
		{"dates", Query{Text: "status", From: minutes.Date{Year: 2022, Month: 5, Day: 1}, To: minutes.Date{Year: 2022, Month: 12, Day: 31}}, func(h Hit) bool { return h.Meeting.Date.Month == 6 }},
		{"punkt", Query{Punkt: "5"}, func(h Hit) bool { return strings.HasPrefix(h.Item.Punkt, "5") }},
		{"nested punkt", Query{Punkt: "5C"}, func(h Hit) bool { return h.Item.Punkt == "5C" }},
		{"case number", Query{Cases: []minutes.CaseNumber{"15.00.00"}}, func(h Hit) bool { return h.Item.Cases[0].KLE() == "15.00.00" }},
		{"section", Query{Text: "godkender indstillingen", Sections: []minutes.SectionKind{minutes.DecisionText}}, func(h Hit) bool { return h.Chunks[0].Kind == minutes.DecisionText }},
	}
	for _, tt := range tests {
		r := search(t, x, tt.q)
		if len(r.Hits) == 0 {
			t.Errorf("%s: no hits", tt.name)
		}
		for _, h := range r.Hits {
			if !tt.ok(h) {
				t.Errorf("%s: let %s through", tt.name, h.Ref)
			}
		}
	}
	if r := search(t, x, Query{Text: "status", From: minutes.Date{Year: 2030, Month: 1, Day: 1}}); len(r.Hits) > 0 || r.Coverage.Meetings != 0 {
		t.Errorf("no meeting after 2030, yet %v", refs(r))
	}
}

// TestSearchIsDeterministic adds the meetings in two orders and asks often:
// hits and scores stay the same.
func TestSearchIsDeterministic(t *testing.T) {
	a := realIndex(t, Options{})
	b, _ := Open(context.Background(), Options{})
	meetings := realMeetings(t)
	for i := len(meetings) - 1; i >= 0; i-- {
		if err := b.Add(context.Background(), meetings[i]); err != nil {
			t.Fatal(err)
		}
	}
	for _, words := range []string{"godkendelse", "bostøtte ventetid unge", "pause", "odense kommune"} {
		first := search(t, a, Query{Text: words})
		for range 5 {
			for _, x := range []*Index{a, b} {
				again := search(t, x, Query{Text: words})
				if !reflect.DeepEqual(refs(first), refs(again)) || first.Hits[0].Score != again.Hits[0].Score {
					t.Fatalf("%q: %v, then %v", words, refs(first), refs(again))
				}
			}
		}
	}
}

func TestAddReplacesWholeOrNotAtAll(t *testing.T) {
	ctx := context.Background()
	parse := func(text string) *minutes.Meeting {
		m, err := minutes.Parse(strings.NewReader("Referat fra mødet i Testrådet den 1. maj 2020\n\n"+text), minutes.Source{Name: "t"})
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	failing := &flakyEmbedder{}
	x, err := Open(ctx, Options{Embedder: failing})
	if err != nil {
		t.Fatal(err)
	}
	if err := x.Add(ctx, parse("1. Havnen\n  Havnen ryddes.\n2. Skolen\n  Skolen males.\n")); err != nil {
		t.Fatal(err)
	}
	failing.err = errors.New("down")
	if err := x.Add(ctx, parse("1. Broen\n  Broen spærres.\n")); !errors.Is(err, failing.err) {
		t.Fatalf("error %v", err)
	}
	if r := search(t, x, Query{Text: "havnen"}); len(r.Hits) == 0 || r.Hits[0].Item.Title != "Havnen" {
		t.Errorf("after a failed Add: %v", refs(r))
	}
	failing.err = nil
	if err := x.Add(ctx, parse("1. Broen\n  Broen spærres.\n")); err != nil {
		t.Fatal(err)
	}
	if r := search(t, x, Query{Text: "havnen"}); len(r.Hits) > 0 && r.Hits[0].Matched > 0 {
		t.Errorf("the replaced meeting is still found: %v", refs(r))
	}
	if r := search(t, x, Query{Text: "broen"}); len(r.Hits) == 0 || r.Hits[0].Item.Title != "Broen" {
		t.Errorf("the new meeting is not found: %v", refs(r))
	}
}

// flakyEmbedder is HashEmbedder until err or bad is set.
type flakyEmbedder struct {
	HashEmbedder
	err error
	bad []float32
}

func (e *flakyEmbedder) EmbedPassages(ctx context.Context, texts []string) ([][]float32, error) {
	v, _ := e.HashEmbedder.EmbedPassages(ctx, texts)
	if e.bad != nil {
		v[len(v)-1] = e.bad
	}
	return v, e.err
}

func TestAddRefusesBadVectors(t *testing.T) {
	nan := make([]float32, hashDimensions)
	nan[0] = float32(math.NaN())
	for name, bad := range map[string][]float32{"zero": make([]float32, hashDimensions), "NaN": nan, "short": {1}} {
		x, _ := Open(context.Background(), Options{Embedder: &flakyEmbedder{bad: bad}})
		err := x.Add(context.Background(), realMeetings(t)[0])
		if !errors.Is(err, ErrVector) || !strings.Contains(err.Error(), "referat-hash") {
			t.Errorf("%s vector: error %v", name, err)
		}
	}
}

func TestSearchWhileAdding(t *testing.T) {
	x := realIndex(t, Options{})
	meetings := realMeetings(t)
	var wait sync.WaitGroup
	for i := range 4 {
		wait.Go(func() {
			for range 5 {
				if i == 0 {
					if err := x.Add(context.Background(), meetings...); err != nil {
						t.Error(err)
					}
				} else if r, err := x.Search(context.Background(), Query{Text: "Tippen"}); err != nil || len(r.Hits) == 0 {
					t.Errorf("hits %v, error %v", refs(r), err)
				}
			}
		})
	}
	wait.Wait()
}

func TestHashEmbedder(t *testing.T) {
	e := HashEmbedder{}
	v, err := e.EmbedPassages(context.Background(), []string{"befordring til skole", "bevilling af befordring", "kvalitetsstandard for stofmisbrug", ""})
	if err != nil {
		t.Fatal(err)
	}
	cosine := func(a, b []float32) (sum float64) {
		for i := range a {
			sum += float64(a[i]) * float64(b[i])
		}
		return sum
	}
	for i := range v {
		if length := cosine(v[i], v[i]); math.Abs(length-1) > 1e-5 {
			t.Errorf("vector %d has length² %v", i, length)
		}
	}
	if near, far := cosine(v[0], v[1]), cosine(v[0], v[2]); near <= far {
		t.Errorf("texts with a word in common are %v alike, others %v", near, far)
	}
}
