package minutes

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden dumps anew")

// TestGolden parses every file in testdata/minutes and compares what was read
// with testdata/golden: a dump in Danish that can be held against the minutes.
func TestGolden(t *testing.T) {
	for _, file := range fixtures(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			m, err := ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if err := m.Check(); err != nil {
				t.Error(err)
			}
			got := dump(m)
			golden := filepath.Join("..", "testdata", "golden", strings.TrimSuffix(filepath.Base(file), ".txt")+".want")
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatalf("%v; write it with go test ./minutes -update, and read it before you commit it", err)
			}
			if got != string(want) {
				t.Errorf("differs from %s at line %d; see the change with go test ./minutes -update && git diff testdata", golden, firstDifference(got, string(want)))
			}
		})
	}
}

// fixtures lists the real minutes; none found is an error, not a pass.
func fixtures(t testing.TB) []string {
	files, err := filepath.Glob("../testdata/minutes/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no minutes in ../testdata/minutes (%v)", err)
	}
	return files
}

func firstDifference(a, b string) int {
	la, lb := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(la), len(lb)) {
		if la[i] != lb[i] {
			return i + 1
		}
	}
	return min(len(la), len(lb)) + 1
}

// dump prints a Meeting for a Danish reader: what was read, with the first
// and last words of each span instead of offsets.
func dump(m *Meeting) string {
	var b strings.Builder
	line := func(indent int, label, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s%s: %s\n", strings.Repeat("  ", indent), label, value)
		}
	}
	line(0, "Møde", m.ID)
	line(0, "Organisation", m.Organisation)
	line(0, "Organ", m.Body)
	line(0, "Art", string(m.Kind))
	line(0, "Dato", m.Date.String())
	line(0, "Tid", strings.Trim(string(m.Start)+" – "+string(m.End), " –"))
	line(0, "Sted", m.Place)
	dumpPeople(line, 0, m.Attendance)
	for i := range m.Items {
		b.WriteByte('\n')
		dumpItem(m, line, 0, &m.Items[i])
	}
	b.WriteByte('\n')
	for _, p := range m.Problems {
		label := "Ikke forstået"
		if p.Repaired {
			label = "Rettet"
		}
		line(0, label, p.What+": "+ends(m.Quote(p.Span)))
	}
	return b.String()
}

func dumpItem(m *Meeting, line func(int, string, string), in int, it *Item) {
	line(in, "Punkt "+it.Punkt, it.Title)
	in++
	line(in, "Kategori", it.Category)
	line(in, "Ved", it.Presenter)
	if it.Closed {
		line(in, "Lukket", "ja")
	}
	for _, c := range it.Cases {
		line(in, "Sag", string(c)+" (KLE "+c.KLE()+")")
	}
	for _, s := range it.Sections {
		line(in, "Afsnit "+string(s.Kind)+" »"+s.Heading+"«", orDash(ends(m.Quote(s.Span))))
	}
	if it.Decision.Len() > 0 {
		line(in, "Beslutning "+string(it.Decision.Outcome)+" »"+m.Quote(it.Decision.Phrase)+"«", ends(m.Quote(it.Decision.Span)))
	}
	for _, c := range it.Commitments {
		line(in, strings.TrimSpace("Aftale "+c.Due.String()), ends(m.Quote(c.Span)))
	}
	dumpPeople(line, in, it.Attendance)
	for _, a := range it.Attachments {
		line(in, "Bilag", a.Name)
	}
	for i := range it.Items {
		dumpItem(m, line, in, &it.Items[i])
	}
}

func dumpPeople(line func(int, string, string), in int, a Attendance) {
	for label, list := range map[string][]Person{"Til stede": a.Present} {
		for _, p := range list {
			line(in, label, personLine(p))
		}
	}
	for _, p := range a.Absent {
		label := "Fraværende"
		if p.Excused {
			label = "Afbud"
		}
		line(in, label, personLine(p))
	}
}

func personLine(p Person) string {
	s := p.Name
	for _, part := range []string{p.Role, p.Note, p.Group} {
		if s += " | "; part != "" {
			s += part
		}
	}
	return strings.TrimRight(s, " |")
}

// ends shortens s to its first and last words.
func ends(s string) string {
	words := strings.Fields(s)
	if len(words) <= 14 {
		return strings.Join(words, " ")
	}
	return strings.Join(words[:7], " ") + " […] " + strings.Join(words[len(words)-5:], " ")
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}
