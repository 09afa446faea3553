package minutes

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/referat-dk/referat/minutes/extract"
)

// expectation is a line of testdata/layouts/expected.jsonl: what a layout
// states. What is missing there is not stated: reading it is inventing it.
type expectation struct {
	File, Body, Date, Start, End, Place string
	Attendees, Absent                   []string
	Items                               []struct {
		No, Title, Outcome, Q, Case, Category string
		Closed                                bool
		Absent, Dissent                       []string
		Chain                                 [][4]string // body, date, item, outcome
		Agreement                             string
		Votes                                 Votes
	}
}

// printed are fields that expected.jsonl leaves out though the file prints
// them: read, they are not invented.
var printed = map[string]bool{
	"holbaek-02.txt place": true, "odense-04.txt place": true, "koebenhavn-01.txt place": true, "bornholm-01.txt place": true,
	"hedensted-01.txt place": true, "fredericia-01.txt place": true, "stevns-01.txt absent": true,
}

// damaged are files too damaged for full structure: what is not read there is
// missing, and nothing may be invented.
var damaged = map[string]bool{"helsingoer-01.txt": true}

// TestLayouts compares every layout with what it states, field by field, and
// checks that the text is kept and the spans hold.
func TestLayouts(t *testing.T) {
	f, err := os.Open("../testdata/layouts/expected.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	right, all := 0, 0
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		var want expectation
		if err := json.Unmarshal(lines.Bytes(), &want); err != nil {
			t.Fatal(err)
		}
		t.Run(want.File, func(t *testing.T) {
			m := readLayout(t, want.File)
			if err := m.Check(); err != nil {
				t.Error(err)
			}
			for _, c := range compare(m, want) {
				all++
				switch {
				case c.got == c.want || printed[want.File+" "+c.field]:
					right++
				case damaged[want.File] && (c.got == "" || c.got == "false" || c.got == "none"):
				default:
					t.Errorf("%s: got %q, want %q", c.field, c.got, c.want)
				}
			}
		})
	}
	if all == 0 {
		t.Fatal("no layouts in ../testdata/layouts/expected.jsonl")
	}
	t.Logf("%d of %d fields right", right, all)
}

// readLayout reads a file as the command does: extract repairs its characters.
func readLayout(t *testing.T, name string) *Meeting {
	data, err := os.ReadFile(filepath.Join("../testdata/layouts", name))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := extract.Read(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	m, err := Parse(strings.NewReader(doc.Text), Source{Name: name})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

type comparison struct{ field, got, want string }

func compare(m *Meeting, want expectation) []comparison {
	list := []comparison{
		{"body", m.Body, want.Body},
		{"date", m.Date.String(), want.Date},
		{"start", string(m.Start), want.Start},
		{"end", string(m.End), want.End},
		{"place", m.Place, want.Place},
		{"attendees", names(m.Attendance.Present), strings.Join(slices.Sorted(slices.Values(want.Attendees)), ", ")},
		{"absent", names(m.Attendance.Absent), strings.Join(slices.Sorted(slices.Values(want.Absent)), ", ")},
		{"items", fmt.Sprint(len(m.Items)), fmt.Sprint(len(want.Items))},
	}
	for i, w := range want.Items {
		if i >= len(m.Items) {
			break
		}
		it := &m.Items[i]
		field := func(name, got, want string) {
			list = append(list, comparison{fmt.Sprintf("item %d %s", i+1, name), got, want})
		}
		field("number", it.Number, w.No)
		field("title", it.Title, w.Title)
		outcome := it.Decision.Outcome
		if outcome == "" {
			outcome = NoOutcome // expected.jsonl does not tell "none" from "not said"
		}
		field("outcome", string(outcome), w.Outcome)
		if w.Q != "" {
			field("words of the decision", fmt.Sprint(strings.Contains(m.Quote(it.Decision.Span), w.Q)), "true")
		}
		var cases []string
		for _, c := range it.Cases {
			cases = append(cases, string(c))
		}
		field("case", strings.Join(cases, ", "), w.Case)
		field("category", it.Category, w.Category)
		field("closed", fmt.Sprint(it.Closed), fmt.Sprint(w.Closed))
		field("absent", names(it.Absent), strings.Join(slices.Sorted(slices.Values(w.Absent)), ", "))
		var chain []string
		for _, d := range it.Earlier {
			chain = append(chain, fmt.Sprintf("%s %s %s", d.Body, d.Date, d.Outcome))
		}
		var wantChain []string
		for _, c := range w.Chain {
			wantChain = append(wantChain, fmt.Sprintf("%s %s %s", c[0], c[1], c[3]))
		}
		field("earlier decisions", strings.Join(chain, "; "), strings.Join(wantChain, "; "))
		if w.Agreement != "" {
			found := slices.ContainsFunc(it.Commitments, func(c Commitment) bool { return strings.Contains(m.Quote(c.Span), w.Agreement) })
			field("agreement", fmt.Sprint(found), "true")
		}
		field("votes", fmt.Sprint(it.Decision.Votes), fmt.Sprint(w.Votes))
	}
	return list
}

func names(people []Person) string {
	var list []string
	for _, p := range people {
		list = append(list, p.Name)
	}
	slices.Sort(list)
	return strings.Join(slices.Compact(list), ", ")
}
