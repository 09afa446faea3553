package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
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
	folders map[string]map[string]origin // folder -> file -> origin
	unread  int
}

// of looks a file up in the sources.csv beside it; the zero origin where
// nothing is said about it.
func (s *sources) of(path string) origin {
	dir := filepath.Dir(path)
	if s.folders[dir] == nil {
		s.folders[dir] = s.read(filepath.Join(dir, sourcesFile))
	}
	return s.folders[dir][fileKey(filepath.Base(path))]
}

func (s *sources) read(path string) map[string]origin {
	rows := make(map[string]origin)
	text, err := readTable(path)
	if errors.Is(err, fs.ErrNotExist) {
		return rows
	}
	if err != nil {
		s.skip("%s", describe(path, err))
		return rows
	}
	comma := ','
	if first, _, _ := strings.Cut(text, "\n"); strings.Count(first, ";") > strings.Count(first, ",") { // as a Danish Excel writes it
		comma = ';'
	}
	n := 0
	for line := range strings.Lines(text) {
		if n++; strings.TrimSpace(line) == "" {
			continue
		}
		name, from, problem := readRow(strings.TrimRight(line, "\r\n"), comma)
		_, twice := rows[name]
		switch {
		case n == 1 && (name == "file" || name == "fil"): // the heading
			continue
		case twice && from.url != "":
			problem = "filen står her for anden gang; den første gælder, så slet en af dem"
		case from.url != "":
			rows[name] = from
		}
		if problem != "" {
			s.skip("%s, linje %d: %s", path, n, problem)
		}
	}
	return rows
}

func (s *sources) skip(format string, args ...any) {
	s.unread++
	notice(s.w, format, args...)
}

// readTable reads a table of text that an office program may have saved in
// its own character set.
func readTable(path string) (string, error) {
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
	case bad != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
		return name, from, "skriv hele adressen, for eksempel https://example.org/referat"
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

// fileKey is the form in which names of files are compared: some systems
// write "å" as one sign, others as two.
func fileKey(name string) string { return norm.NFC.String(strings.TrimSpace(name)) }

// originLine is where a file came from, for people; "" where nobody said.
func originLine(s minutes.Source) string {
	if s.URL == "" || s.Retrieved.IsZero() {
		return s.URL
	}
	return fmt.Sprintf("%s (hentet %s)", s.URL, s.Retrieved.Danish())
}
