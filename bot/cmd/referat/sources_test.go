package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/referat-dk/referat/minutes"
)

// folder makes a folder of files for one test.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for minutes.MayHoldCPR(dir) { // the digits of its name are random
		var err error
		if dir, err = os.MkdirTemp("", "referat"); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { os.RemoveAll(dir) })
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func content(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestSourcesCarryTheAddress: sources.csv beside the files gives citations
// their address and day, in every format.
func TestSourcesCarryTheAddress(t *testing.T) {
	dir := folder(t, map[string]string{
		"forum.docx":  content(t, "../../../testdata/formats/samarbejdsforum-2022-06-15.docx"),
		"sources.csv": "file,url,retrieved\nforum.docx,https://example.org/forum,2026-11-01\n",
	})
	for _, tt := range []struct {
		args []string
		want []string
	}{
		{[]string{"ask", "--json", "--from", dir, "Hvem meldte afbud?"}, []string{`"url":"https://example.org/forum"`, `"retrieved":"2026-11-01"`, "Ib Poulsen"}},
		{[]string{"parse", "--json", dir}, []string{`"url":"https://example.org/forum","retrieved":"2026-11-01"`}},
		{[]string{"parse", dir + "/forum.docx"}, []string{"https://example.org/forum (hentet 1. november 2026)"}},
		{[]string{"show", "--from", dir, "samarbejdsforum/2022-06-15/1"}, []string{"https://example.org/forum (hentet 1. november 2026)"}},
	} {
		status, stdout, stderr := referat("", tt.args...)
		for _, want := range tt.want {
			if status != 0 || !strings.Contains(stdout, want) {
				t.Errorf("referat %q: status %d, no %s in %.600s%s", tt.args, status, want, stdout, stderr)
			}
		}
	}
}

// TestSourcesAsOfficesWriteThem: what spreadsheets make of the same table.
func TestSourcesAsOfficesWriteThem(t *testing.T) {
	minutes := content(t, realMinutes+"/samarbejdsforum-2022-06-15.txt")
	for name, table := range map[string]string{
		"semicolons": "\ufefffil;url;retrieved\r\nrådet.txt;https://example.org/x;01-11-2026\r\n",
		"capitals":   "Fil;Adresse;Hentet\nrådet.txt;https://example.org/x;1. november 2026\n",
		"loud":       "\n FILE , URL , RETRIEVED \n./rådet.txt,https://example.org/x,2026-11-01\n",
		"no heading": "rådet.txt,https://example.org/x,2026-11-01T08:30:00Z",
		"latin-1":    "file,url,retrieved\nr\xe5det.txt,https://example.org/x,1. november 2026\n",
		"two signs":  "file,url,retrieved\nra\u030adet.txt,https://example.org/x,2026-11-01\n",
	} {
		dir := folder(t, map[string]string{"rådet.txt": minutes, "sources.csv": table})
		_, stdout, stderr := referat("", "parse", "--json", dir)
		if !strings.Contains(stdout, `"url":"https://example.org/x","retrieved":"2026-11-01"`) || stderr != "" {
			t.Errorf("%s: not read: %s", name, stderr)
		}
	}
}

// TestSourcesOfSubfolders: a row may name a file in a folder below; the table
// beside the file comes first. A table further up that names none of our files
// is none of our business.
func TestSourcesOfSubfolders(t *testing.T) {
	text := content(t, realMinutes+"/samarbejdsforum-2022-06-15.txt")
	above := folder(t, map[string]string{"sources.csv": "not ours\n"})
	dir := filepath.Join(above, "dir")
	for name, text := range map[string]string{
		"dir/sources.csv":       "Fil;Adresse\nsub/a.txt;https://example.org/a\nsub\\deep\\b.txt;https://example.org/b\nsub/c.txt;https://example.org/no\nsub/gone.txt;https://example.org/gone\n../x.txt;https://example.org/x\n",
		"dir/sub/a.txt":         text,
		"dir/sub/deep/b.txt":    text,
		"dir/sub/c.txt":         text,
		"dir/sub/sources.csv":   "c.txt,https://example.org/c\n",
		"dir/sub/d/unnamed.txt": text,
	} {
		name = filepath.Join(above, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	_, stdout, stderr := referat("", "parse", "--json", dir)
	for _, file := range []string{"a", "b", "c"} {
		if !strings.Contains(stdout, `"name":"`+file+`.txt","url":"https://example.org/`+file+`"`) {
			t.Errorf("%s.txt has no address", file)
		}
	}
	want := []string{"linje 5: filen sub/gone.txt findes ikke", "linje 6: skriv filens navn"}
	for _, want := range want {
		if !strings.Contains(stderr, want) {
			t.Errorf("stderr does not say %q:\n%s", want, stderr)
		}
	}
	if strings.Count(stdout, "example.org") != 3 || strings.Count(stderr, "\n") != len(want) {
		t.Errorf("%d addresses, and on stderr:\n%s", strings.Count(stdout, "example.org"), stderr)
	}
	if _, stdout, _ := referat("", "parse", filepath.Join(dir, "sub", "a.txt")); !strings.Contains(stdout, "https://example.org/a") {
		t.Error("read alone, a.txt has no address")
	}
}

// TestBadRowOfSources: a row that cannot be used is named with its line and
// what to do; the other rows and every file go on.
func TestBadRowOfSources(t *testing.T) {
	minutes := content(t, realMinutes+"/samarbejdsforum-2022-06-15.txt")
	dir := folder(t, map[string]string{"a.txt": minutes, "sources.csv": strings.Join([]string{
		"file,url,retrieved",
		"b.txt",
		`"c.txt,https://example.org/c`,
		"",
		"d.txt,www.example.org/d",
		"e.txt,javascript:alert(1)",
		"a.txt,https://example.org/a,i går",
		"a.txt,https://example.org/other",
		"f.txt,https://name:password@example.org/f",
		"g.txt,https://example.org/\u202egpj",
	}, "\n")})
	status, stdout, stderr := referat("", "parse", "--json", dir)
	if status != 0 || !strings.Contains(stdout, `"url":"https://example.org/a"`) || strings.Contains(stdout, "retrieved") {
		t.Errorf("status %d: %.300s", status, stdout)
	}
	for _, want := range []string{
		"sources.csv, linje 2: skriv fil,adresse,hentet", "linje 3: skriv fil", "linje 5: skriv hele adressen", "linje 6: skriv hele adressen",
		"linje 7: skriv dagen", "linje 8: filen står her for anden gang",
		"linje 9: skriv adressen uden navn og adgangskode", "linje 10: adressen har skjulte tegn",
	} {
		if !strings.Contains(stderr, want) {
			t.Errorf("stderr does not say %q:\n%s", want, stderr)
		}
	}
	if n := strings.Count(stderr, "\n"); n != 8 {
		t.Errorf("%d lines on stderr:\n%s", n, stderr)
	}
	good := folder(t, map[string]string{"a.txt": minutes, "sources.csv": "a.txt\n"})
	if status, _, stderr := referat("", "parse", "--strict", good); status != 1 || !strings.Contains(stderr, "1 række i sources.csv") {
		t.Errorf("--strict: status %d: %s", status, stderr)
	}
	folderOfThatName := folder(t, map[string]string{"a.txt": minutes})
	if err := os.Mkdir(filepath.Join(folderOfThatName, "sources.csv"), 0o755); err != nil {
		t.Fatal(err)
	}
	if status, _, stderr := referat("", "parse", folderOfThatName); status != 0 || !strings.Contains(stderr, "sources.csv") {
		t.Errorf("a folder named sources.csv: status %d: %s", status, stderr)
	}
}

// TestNoPersonalNumberIsPrinted: not in what is read, wherever a name or an
// address is shown, and not in what a person typed.
func TestNoPersonalNumberIsPrinted(t *testing.T) {
	const number = "010203-0000"
	dir := filepath.Join(t.TempDir(), number)
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"a " + number + ".txt": content(t, realMinutes+"/samarbejdsforum-2022-06-15.txt"),
		"b " + number + ".txt": "Kære " + number,
		"c " + number + ".pdf": "%PDF-1.4",
		"d " + number + ".txt": content(t, realMinutes+"/samarbejdsforum-2022-06-15.txt"),
		"sources.csv":          "a " + number + ".txt,https://example.org/010203%2D0000\nb " + number + ".txt\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join(dir, "a "+number+".txt")
	for _, args := range [][]string{
		{"parse", dir}, {"parse", file}, {"parse", "--json", file}, {"parse", dir + "/none"}, {"parse", filepath.Join(dir, "b "+number+".txt")},
		{"show", "--from", dir, "samarbejdsforum/2022-06-15/1"}, {"show", "--from", dir, number}, {"show", "--from", file, "samarbejdsforum/2022-06-15/99"},
		{"ask", "--json", "--from", dir, "Hvem meldte afbud?"}, {"ask", "--from", dir, "Hvem er " + number + "?"},
		{"export", "--from", dir}, {"export", "--format", "oparl", "--from", dir}, {"export", "--format", number},
		{"search", "--from", dir, "--body", number, "x"}, {"search", "--from", dir, "--after", number, "x"}, {"eval", dir + "/none"}, {number},
	} {
		_, stdout, stderr := referat("", args...)
		if at := strings.Index(stdout+stderr, "010203"); at >= 0 {
			t.Errorf("referat %q prints it: %.200s", args, (stdout + stderr)[max(0, at-80):])
		}
	}
}
