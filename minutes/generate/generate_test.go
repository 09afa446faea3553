package generate_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/minutes/generate"
)

// TestParseReadsBack parses 500 meetings of all layouts and compares what was
// read with what was invented.
func TestParseReadsBack(t *testing.T) {
	g := generate.New(1)
	layouts := make(map[generate.Layout]int)
	for range 500 {
		want := g.Next()
		layouts[want.Layout]++
		got, err := minutes.Parse(strings.NewReader(want.Text), minutes.Source{})
		if err != nil {
			t.Fatalf("%v\n%s", err, want.Text)
		}
		if read, made := record(got), invented(want); read != made {
			t.Fatalf("layout %d: read\n%sinvented\n%s\n%s", want.Layout, read, made, want.Text)
		}
		if len(got.Problems) > 0 {
			t.Fatalf("layout %d: %v: %q\n%s", want.Layout, got.Problems[0], got.Quote(got.Problems[0].Span), want.Text)
		}
	}
	if len(layouts) != 5 {
		t.Errorf("layouts %v, want five", slices.Sorted(maps.Keys(layouts)))
	}
}

func record(m *minutes.Meeting) string {
	var absent []string
	for _, p := range m.Attendance.Absent {
		absent = append(absent, p.Name)
	}
	s := fmt.Sprintf("%s: %s, %s, absent %s\n", strings.ReplaceAll(m.ID, "/", "-"), m.Body, m.Date, absent)
	for _, it := range m.Items {
		s += fmt.Sprintf("%s: %s: %s %v\n", it.Number, it.Title, it.Decision.Outcome, it.Cases)
	}
	return s
}

func invented(m generate.Meeting) string {
	var absent []string
	if m.Absent != "" && m.Layout != generate.Bullets { // which prints nobody
		absent = []string{m.Absent}
	}
	s := fmt.Sprintf("%s: %s, %s, absent %s\n", m.Name, m.Body, m.Date, absent)
	for _, it := range m.Items {
		var cases []minutes.CaseNumber
		if it.Case != "" && (m.Layout == generate.FirstAgenda || m.Layout == generate.SBSYS) { // the others print none
			cases = append(cases, it.Case)
		}
		s += fmt.Sprintf("%s: %s: %s %v\n", it.Number, it.Title, it.Outcome, cases)
	}
	return s
}

// TestSameSeed checks that a seed yields the same minutes again, and another
// seed others.
func TestSameSeed(t *testing.T) {
	a, b, other := generate.New(7), generate.New(7), generate.New(8)
	differ := false
	for i := range 30 {
		text := a.Next().Text
		if text != b.Next().Text {
			t.Fatalf("meeting %d differs", i)
		}
		differ = differ || text != other.Next().Text
	}
	if !differ {
		t.Error("seeds 7 and 8 yield the same minutes")
	}
}

// TestCasesRunOn checks that cases come up again, in later years and in more
// than one body, and that no two meetings share body and date.
func TestCasesRunOn(t *testing.T) {
	g := generate.New(1)
	bodies, years := make(map[minutes.CaseNumber]map[string]bool), make(map[minutes.CaseNumber]map[int]bool)
	seen := make(map[string]bool)
	for range 600 {
		m := g.Next()
		if key := m.Body + m.Date.String(); seen[key] {
			t.Fatalf("two meetings %s", key)
		} else {
			seen[key] = true
		}
		for _, it := range m.Items {
			if it.Case == "" {
				continue
			}
			if bodies[it.Case] == nil {
				bodies[it.Case], years[it.Case] = make(map[string]bool), make(map[int]bool)
			}
			bodies[it.Case][m.Body], years[it.Case][m.Date.Year] = true, true
		}
	}
	inBodies, inYears := 0, 0
	for c := range bodies {
		if len(bodies[c]) > 1 {
			inBodies++
		}
		if len(years[c]) > 1 {
			inYears++
		}
	}
	if inBodies < len(bodies)/20 || inYears < len(years)/20 {
		t.Errorf("of %d cases %d run through several bodies and %d over several years", len(bodies), inBodies, inYears)
	}
}
