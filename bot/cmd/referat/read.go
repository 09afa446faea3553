package main

import (
	"context"
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

// read returns the meeting in a file. What was repaired or lost on the way to
// its text stands first among its Problems.
func (r *reader) read(ctx context.Context, path string) (*minutes.Meeting, error) {
	info, err := os.Stat(path)
	if err == nil && info.Size() > minutes.MaxSize {
		err = minutes.ErrTooLarge
	}
	if err != nil {
		return nil, err
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	doc, err := extract.Read(ctx, data)
	if err != nil {
		return nil, err
	}
	url, err := r.url(path)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	source := minutes.Source{Name: filepath.Base(path), URL: url, MediaType: doc.MediaType, SHA256: hex.EncodeToString(sum[:])}
	m, err := minutes.Parse(strings.NewReader(doc.Text), source)
	if err != nil {
		return nil, err
	}
	var found []minutes.Problem
	for _, lost := range doc.Lost {
		found = append(found, minutes.Problem{What: lost})
	}
	for _, note := range doc.Notes {
		found = append(found, minutes.Problem{What: note, Repaired: true})
	}
	if doc.Dropped > 0 {
		found = append(found, minutes.Problem{What: plural(doc.Dropped, "linje", "linjer") + " med menu og lignende er udeladt", Repaired: true})
	}
	m.Problems = append(found, m.Problems...)
	return m, nil
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
