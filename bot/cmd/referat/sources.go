package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"

	"github.com/referat-dk/referat/minutes"
)

const sourcesFile = "sources.csv" // columns: file, url, retrieved

// origin is what sources.csv says of one file.
type origin struct {
	url       string
	retrieved minutes.Date // zero: not said
}

// sources reads the sources.csv of each folder once, and counts the rows that
// it could not use. Each such row is named on w, and the others count.
type sources struct {
	w       io.Writer
	folders map[string]*table
	unread  int
}

// table is what was read of one sources.csv.
type table struct {
	rows     map[string]origin // by fileKey of the path below its folder
	problems []string          // not yet named
}

// of looks a file up in the sources.csv beside it, and in those of the folders
// above it; the zero origin where nothing is said about it. What is wrong in a
// table further up is named only if it speaks of our files.
func (s *sources) of(path string) origin {
	beside := filepath.Dir(path)
	for dir := beside; ; dir = filepath.Dir(dir) {
		if s.folders[dir] == nil {
			s.folders[dir] = readTable(dir)
		}
		name, _ := filepath.Rel(dir, path)
		from, named := s.folders[dir].rows[fileKey(name)]
		if named || dir == beside {
			s.tell(s.folders[dir])
		}
		if named || dir == filepath.Dir(dir) {
			return from
		}
	}
}

func (s *sources) tell(t *table) {
	for _, problem := range t.problems {
		s.unread++
		notice(s.w, "%s", problem)
	}
	t.problems = nil
}

// headings are the names of the first column, in lower case.
var headings = []string{"file", "fil", "filename", "filnavn"}

// readTable reads the sources.csv of one folder; no rows if it has none.
func readTable(dir string) *table {
	file := filepath.Join(dir, sourcesFile)
	t := &table{rows: make(map[string]origin)}
	text, err := readText(file)
	if errors.Is(err, fs.ErrNotExist) {
		return t
	}
	if err != nil {
		t.problems = append(t.problems, describe(file, err))
		return t
	}
	comma := ','
	if first, _, _ := strings.Cut(strings.TrimSpace(text), "\n"); strings.Count(first, ";") > strings.Count(first, ",") { // as a Danish Excel writes it
		comma = ';'
	}
	n, mayBeHeading := 0, true
	for line := range strings.Lines(text) {
		if n++; strings.TrimSpace(line) == "" {
			continue
		}
		name, from, problem := readRow(strings.TrimRight(line, "\r\n"), comma)
		heading := mayBeHeading && from.url == "" && slices.Contains(headings, strings.ToLower(name))
		mayBeHeading = false
		_, twice := t.rows[name]
		switch {
		case heading:
			continue
		case twice && from.url != "":
			problem = "filen står her for anden gang; den første gælder, så slet en af dem"
		case from.url != "":
			t.rows[name] = from
			if !exists(dir, name) {
				problem = fmt.Sprintf("filen %s findes ikke; ret dens navn", name)
			}
		}
		if problem != "" {
			t.problems = append(t.problems, fmt.Sprintf("%s, linje %d: %s", file, n, problem))
		}
	}
	return t
}

// exists reports whether dir has a file of that fileKey.
func exists(dir, name string) bool {
	at := filepath.Join(dir, filepath.FromSlash(name))
	if _, err := os.Stat(at); err == nil {
		return true
	}
	entries, _ := os.ReadDir(filepath.Dir(at)) // the same name in other signs
	return slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return fileKey(e.Name()) == filepath.Base(at) })
}

// readText reads text that an office program may have saved in its own
// character set.
func readText(path string) (string, error) {
	data, err := os.ReadFile(path)
	if err == nil && !utf8.Valid(data) {
		data, err = charmap.Windows1252.NewDecoder().Bytes(data)
	}
	return strings.TrimPrefix(string(data), "\ufeff"), err
}

// readRow reads one line of sources.csv. A row is one line: so a quote that is
// never closed spoils that row alone. The problem says in Danish what to do; a
// row with a url beside its problem still counts.
func readRow(line string, comma rune) (name string, from origin, problem string) {
	r := csv.NewReader(strings.NewReader(line))
	r.Comma, r.LazyQuotes = comma, true
	row, err := r.Read()
	for len(row) < 3 {
		row = append(row, "")
	}
	for i := range row {
		row[i] = strings.TrimSpace(row[i])
	}
	name = fileKey(row[0])
	switch u, bad := url.Parse(row[1]); {
	case err != nil || name == "" || row[1] == "":
		return name, from, "skriv fil,adresse,hentet"
	case !filepath.IsLocal(name):
		return name, from, "skriv filens navn, som det er fra denne mappe: fil.pdf eller mappe/fil.pdf"
	case bad != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
		return name, from, "skriv hele adressen, for eksempel https://example.org/referat"
	case u.User != nil:
		return name, from, "skriv adressen uden navn og adgangskode; den vises for dem, der spørger"
	case strings.ContainsFunc(row[1], func(r rune) bool { return !unicode.IsGraphic(r) }):
		return name, from, "adressen har skjulte tegn"
	}
	from.url = row[1]
	if row[2] != "" {
		found := minutes.FindDates(row[2])
		if len(found) != 1 || found[0].Start != 0 || !found[0].Complete() {
			return name, from, "skriv dagen, den blev hentet, som 2022-04-07"
		}
		from.retrieved = found[0].Date
	}
	return name, from, ""
}

// fileKey is the form in which paths below a folder are compared: with "/",
// and some systems write "å" as one sign, others as two.
func fileKey(name string) string {
	name = strings.ReplaceAll(strings.TrimSpace(name), `\`, "/")
	if name == "" {
		return ""
	}
	return norm.NFC.String(path.Clean(name))
}

// originLine is where a file came from, for people; "" where nobody said.
func originLine(s minutes.Source) string {
	if s.URL == "" || s.Retrieved.IsZero() {
		return s.URL
	}
	return fmt.Sprintf("%s (hentet %s)", s.URL, s.Retrieved.Danish())
}
