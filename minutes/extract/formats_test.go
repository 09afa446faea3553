package extract

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/referat-dk/referat/minutes"
)

// printed are the minutes that testdata/formats holds in every format.
var printed = []string{"samarbejdsforum-2022-06-15", "socialdirektoerforum-2016-08-15", "beskaeftigelses-og-socialudvalget-2017-02-21"}

var printedForms = map[string]string{".html": htmlType, ".docx": docxType, ".pdf": pdfType, ".writer.pdf": pdfType}

// TestFormats reads the same minutes in every format: each gives the words of
// the plain text, and the same Meeting.
func TestFormats(t *testing.T) {
	for _, name := range printed {
		want := parse(t, filepath.Join("..", "..", "testdata", "minutes", name+".txt"))
		for form, mediaType := range printedForms {
			t.Run(name+form, func(t *testing.T) {
				got := parse(t, filepath.Join("..", "..", "testdata", "formats", name+form))
				if got.doc.MediaType != mediaType {
					t.Errorf("media type %s, want %s", got.doc.MediaType, mediaType)
				}
				sameWords(t, got.meeting.Text, want.meeting.Text)
				sameLines(t, outline(got.meeting), outline(want.meeting))
			})
		}
	}
}

type parsed struct {
	doc     Document
	meeting *minutes.Meeting
}

func parse(t *testing.T, path string) parsed {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := Read(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	m, err := minutes.Parse(strings.NewReader(doc.Text), minutes.Source{Name: filepath.Base(path)})
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Check(); err != nil {
		t.Error(err)
	}
	return parsed{doc, m}
}

// sameWords compares two texts after folding white space; navigation and the
// marks of list entries may differ.
func sameWords(t *testing.T, got, want string) {
	t.Helper()
	g, w := words(got), words(want)
	for i := range max(len(g), len(w)) {
		if i >= len(g) || i >= len(w) || g[i] != w[i] {
			t.Errorf("text differs at word %d of %d and %d:\n got …%s\nwant …%s", i, len(g), len(w), around(g, i), around(w, i))
			return
		}
	}
}

func words(text string) []string {
	var all []string
	for line := range strings.SplitSeq(text, "\n") {
		if isNavigation(line) {
			continue
		}
		for _, w := range strings.Fields(line) {
			if !strings.Contains("•-·–", w) {
				all = append(all, w)
			}
		}
	}
	return all
}

func around(words []string, i int) string {
	return strings.Join(words[min(len(words), max(0, i-4)):min(len(words), i+5)], " ")
}

func sameLines(t *testing.T, got, want string) {
	t.Helper()
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(g), len(w)) {
		if i >= len(g) || i >= len(w) || g[i] != w[i] {
			gw, ww := strings.Fields(strings.Join(g[min(i, len(g)):min(i+1, len(g))], "")), strings.Fields(strings.Join(w[min(i, len(w)):min(i+1, len(w))], ""))
			j := 0
			for j < len(gw) && j < len(ww) && gw[j] == ww[j] {
				j++
			}
			t.Errorf("meeting differs at line %d:\n got %s\nwant %s", i, around(gw, j), around(ww, j))
			return
		}
	}
}

// outline prints what a Meeting holds beside its text, without the marks of
// list entries: Chromium draws them as dots, which are no text of a PDF.
func outline(m *minutes.Meeting) string {
	var b strings.Builder
	p := func(format string, args ...any) {
		b.WriteString(strings.Join(words(fmt.Sprintf(format, args...)), " ") + "\n")
	}
	p("%s | %s | %s | %s | %s | %s–%s | %s", m.ID, m.Organisation, m.Body, m.Kind, m.Date, m.Start, m.End, m.Place)
	people := func(a minutes.Attendance) {
		for _, x := range a.Present {
			p("present %s | %s | %s | %s", x.Name, x.Role, x.Note, x.Group)
		}
		for _, x := range a.Absent {
			p("absent %s | %s | %s | %v", x.Name, x.Role, x.Note, x.Excused)
		}
	}
	people(m.Attendance)
	for it := range m.All() {
		p("item %s %s %s | %s | %s | closed %v | %v", it.ID, it.Number, it.Title, it.Category, it.Presenter, it.Closed, it.Cases)
		for _, s := range it.Sections {
			p("section %s %s: %s", s.Kind, s.Heading, m.Quote(s.Span))
		}
		p("decision %s »%s« %s", it.Decision.Outcome, m.Quote(it.Decision.Phrase), m.Quote(it.Decision.Span))
		for _, c := range it.Commitments {
			p("commitment %s %s", c.Due, m.Quote(c.Span))
		}
		for _, a := range it.Attachments {
			p("attachment %s", a.Name)
		}
		people(it.Attendance)
	}
	return b.String()
}
