package main

import (
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/minutes/extract"
)

// reader reads minutes from files of every format. It remembers the
// sources.csv of each folder.
type reader struct {
	sources map[string]map[string]string // folder -> file -> address
}

func newReader() *reader { return &reader{sources: make(map[string]map[string]string)} }

// read returns the meeting in a file, and what was repaired on the way to its
// text.
func (r *reader) read(path string) (*minutes.Meeting, []string, error) {
	info, err := os.Stat(path)
	if err == nil && info.Size() > minutes.MaxSize {
		err = minutes.ErrTooLarge
	}
	if err != nil {
		return nil, nil, err
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, err
	}
	doc, err := extract.Read(data)
	if err != nil {
		return nil, nil, err
	}
	url, err := r.url(path)
	if err != nil {
		return nil, nil, err
	}
	sum := sha256.Sum256(data)
	source := minutes.Source{Name: filepath.Base(path), URL: url, MediaType: doc.MediaType, SHA256: hex.EncodeToString(sum[:])}
	m, err := minutes.Parse(strings.NewReader(doc.Text), source)
	return m, doc.Notes, err
}

const sourcesFile = "sources.csv" // columns: file, url, retrieved

// url looks a file up in the sources.csv beside it; "" where there is none.
func (r *reader) url(path string) (string, error) {
	dir := filepath.Dir(path)
	if r.sources[dir] == nil {
		sources, err := readSources(filepath.Join(dir, sourcesFile))
		if err != nil {
			return "", err
		}
		r.sources[dir] = sources
	}
	return r.sources[dir][filepath.Base(path)], nil
}

func readSources(path string) (map[string]string, error) {
	sources := make(map[string]string)
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return sources, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		return nil, err
	}
	text := strings.TrimPrefix(string(data), "\ufeff")
	rows := csv.NewReader(strings.NewReader(text))
	if first, _, _ := strings.Cut(text, "\n"); strings.Count(first, ";") > strings.Count(first, ",") { // as a Danish Excel writes it
		rows.Comma = ';'
	}
	rows.FieldsPerRecord = -1
	all, err := rows.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	for i, row := range all {
		if len(row) < 2 {
			return nil, fmt.Errorf("%s, linje %d: skriv fil,adresse,hentet", path, i+1)
		}
		if name := strings.TrimSpace(row[0]); name != "file" { // the heading
			sources[name] = strings.TrimSpace(row[1])
		}
	}
	return sources, nil
}

// describe says in one Danish line what is wrong with a file.
func describe(file string, err error) string {
	for _, row := range []struct {
		is   error
		text string
	}{
		{minutes.ErrNotMinutes, "ligner ikke et referat (fandt hverken udvalg, dato eller punkter)"},
		{minutes.ErrTooLarge, fmt.Sprintf("større end %d MiB", minutes.MaxSize>>20)},
		{extract.ErrTooLarge, fmt.Sprintf("fylder mere end %d MiB pakket ud", minutes.MaxSize>>20)},
		{extract.ErrScan, "er scannede billeder uden tekst; kør tekstgenkendelse (OCR) på den først"},
		{extract.ErrEncrypted, "er krypteret; gem den uden adgangskode"},
		{extract.ErrDamaged, "er beskadiget; hent den igen"},
		{extract.ErrNoText, "indeholder ingen tekst"},
		{extract.ErrFormat, "er ikke tekst, HTML, Word (.docx) eller PDF"},
		{fs.ErrPermission, "må ikke læses (rettigheder)"},
		{fs.ErrNotExist, "findes ikke"},
	} {
		if errors.Is(err, row.is) {
			return file + ": " + row.text
		}
	}
	return fmt.Sprintf("%s: %v", file, err)
}
