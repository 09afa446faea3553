package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/referat-dk/referat/minutes"
)

// tables are the endings of files that lie beside minutes and are none. Any
// other file of a folder is tried: what it is, its content tells.
var tables = map[string]bool{".json": true, ".jsonl": true, ".csv": true, ".db": true, ".zip": true, ".sh": true}

const skippedFiles = "I en mappe læses alle filer, uanset navn; kun skjulte filer (.navn, ~$navn) og .json, .jsonl, .csv, .db, .zip og .sh springes over."

func isHidden(name string) bool { return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") }

// minuteFiles lists the files to read: those named, and every file below a
// folder named but hidden ones and tables, in order and each once.
func minuteFiles(from []string, stderr io.Writer) ([]string, error) {
	var files []string
	for _, path := range from {
		info, err := os.Stat(path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, fmt.Errorf("%s findes ikke; ret stien", path)
		case err != nil:
			return nil, fmt.Errorf("%s kan ikke læses: %w", path, err)
		case !info.IsDir():
			files = append(files, path)
			continue
		}
		var found []string
		if real, err := filepath.EvalSymlinks(path); err == nil {
			path = real // WalkDir does not follow the link it is given
		}
		err = filepath.WalkDir(path, func(p string, d fs.DirEntry, err error) error {
			if err != nil && p != path { // one folder that is closed to us does not hide the others
				notice(stderr, "springer over %s", describe(p, err))
				return fs.SkipDir
			}
			switch {
			case err != nil:
				return err
			case p == path:
				return nil
			case isHidden(d.Name()) && d.IsDir():
				return fs.SkipDir
			case isHidden(d.Name()), tables[strings.ToLower(filepath.Ext(p))]:
				return nil
			}
			if info, err := os.Stat(p); err == nil && info.Mode().IsRegular() { // a pipe would be waited on for ever
				found = append(found, p)
			}
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("mappen %s kan ikke læses: %w", path, err)
		}
		if len(found) == 0 {
			return nil, fmt.Errorf("mappen %s har ingen referater (tekst, HTML, Word eller PDF)", path)
		}
		files = append(files, found...)
	}
	slices.Sort(files)
	return slices.Compact(files), nil
}

// isFolder asks the file system, for a name tells nothing: "2022.pdf" may be a
// folder.
func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// loadMeetings reads every file. One that cannot be read is named on stderr
// and left out; the error says that none was left.
func loadMeetings(ctx context.Context, from []string, stderr io.Writer) ([]*minutes.Meeting, error) {
	files, err := minuteFiles(from, stderr)
	if err != nil {
		return nil, err
	}
	var meetings []*minutes.Meeting
	seen := make(map[string]*minutes.Meeting)
	reader := newReader(stderr)
	for _, file := range files {
		m, err := reader.read(ctx, file)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			notice(stderr, "springer over %s", describe(file, err))
			continue
		}
		first, _ := tellApart(m, func(id string) (*minutes.Meeting, error) { return seen[id], nil })
		if first != nil {
			notice(stderr, "springer over %s: samme møde (%s) som %s", file, m.ID, first.Source.Name)
			continue
		}
		seen[m.ID] = m
		meetings = append(meetings, m)
	}
	if len(meetings) == 0 {
		return nil, errors.New("ingen af filerne kunne læses som referater; prøv referat parse FIL")
	}
	return meetings, nil
}

// tellApart gives m an ID of its own where another meeting has its ID. It
// returns the meeting that is the same as m, if there is one.
func tellApart(m *minutes.Meeting, taken func(id string) (*minutes.Meeting, error)) (*minutes.Meeting, error) {
	first, err := taken(m.ID)
	if first != nil && differ(first.Organisation, m.Organisation) { // two municipalities, each with a meeting of that name on that day
		m.ID += "-" + m.Source.SHA256[:6]
		first, err = taken(m.ID)
	}
	if first != nil && differ(string(first.Start), string(m.Start)) { // the body met twice that day
		m.ID += "-" + strings.ReplaceAll(string(m.Start), ":", "")
		first, err = taken(m.ID)
	}
	return first, err
}

// differ reports whether two printed values are known, and not the same.
func differ(a, b string) bool { return a != "" && b != "" && a != b }
