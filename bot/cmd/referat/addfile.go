package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
	"github.com/referat-dk/referat/retrieval/sqlite"
)

// batch is what is read and not yet saved. A full one is saved: to save each
// meeting for itself would wait for the disk each time.
type batch struct {
	entries []sqlite.Entry
	lines   []string // of standard output, once they are saved
	removed []string
	bytes   int
	since   time.Time
}

const (
	batchBytes = 1 << 20
	batchTime  = time.Second
)

func (b *batch) full() bool {
	return len(b.entries) > 0 && (b.bytes >= batchBytes || time.Since(b.since) >= batchTime)
}

// file reads a file if it is new or changed.
func (a *adder) file(ctx context.Context, path string, again bool) error {
	data, err := readFile(path)
	if err != nil {
		return a.skip(ctx, path, err)
	}
	key, err := pathKey(path)
	if err != nil {
		return err
	}
	fingerprint := a.fingerprint(path, data)
	if was, ok := a.known[key]; ok && was.Fingerprint == fingerprint && !again {
		a.unchanged++
		return ctx.Err()
	}
	m, err := a.reader.parse(ctx, path, data)
	if err != nil {
		return a.skip(ctx, path, err)
	}
	return a.put(ctx, sqlite.Entry{Meeting: m, Path: key, Fingerprint: fingerprint}, path)
}

// skip names a file that cannot be read, and goes on.
func (a *adder) skip(ctx context.Context, path string, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	a.bar.clear()
	a.failed++
	notice(a.stderr, "springer over %s", describe(path, err))
	return nil
}

// standardInput adds the one meeting that is written to us.
func (a *adder) standardInput(ctx context.Context) error {
	data, err := io.ReadAll(io.LimitReader(a.stdin, minutes.MaxSize+1))
	if err == nil && len(data) > minutes.MaxSize {
		err = minutes.ErrTooLarge
	}
	if err != nil {
		return a.skip(ctx, "standard input", err)
	}
	m, err := a.reader.parse(ctx, "standard input", data)
	if err != nil {
		return a.skip(ctx, "standard input", err)
	}
	return a.put(ctx, sqlite.Entry{Meeting: m}, "standard input")
}

// put takes a meeting into the batch, in the place of an older form of it.
func (a *adder) put(ctx context.Context, e sqlite.Entry, name string) error {
	var lookup error
	first, err := tellApart(e.Meeting, func(id string) (*minutes.Meeting, error) {
		if e.Path != "" && a.owner[id] == e.Path { // an older form of this file
			return nil, nil
		}
		m, err := a.existing(ctx, id)
		if errors.Is(err, sqlite.ErrDamaged) { // to be replaced, whatever it was
			return nil, nil
		}
		lookup = errors.Join(lookup, err)
		return m, err
	})
	if err = errors.Join(err, lookup); err != nil {
		return err
	}
	id := e.Meeting.ID
	if other := a.owner[id]; first != nil && other != "" && other != e.Path && isThere(other) {
		a.bar.clear()
		notice(a.stderr, "springer over %s: samme møde (%s) som %s", name, id, other)
		return nil
	}
	if e.Path == "" && first != nil && first.Source == e.Meeting.Source {
		a.unchanged++
		return nil
	}
	was, seen := a.known[e.Path]
	if seen && was.Meeting != id && a.owner[was.Meeting] == e.Path { // the file now holds another meeting
		a.batch.removed = append(a.batch.removed, was.Meeting)
		delete(a.owner, was.Meeting)
	}
	if first != nil || seen {
		a.changed++
	} else {
		a.fresh++
	}
	delete(a.known, a.owner[id])
	a.owner[id] = e.Path
	if e.Path != "" {
		a.known[e.Path] = sqlite.File{Path: e.Path, Fingerprint: e.Fingerprint, Meeting: id}
	}
	b := &a.batch
	if len(b.entries) == 0 {
		b.since = time.Now()
	}
	b.removed = slices.DeleteFunc(b.removed, func(r string) bool { return r == id })
	b.entries = append(b.entries, e)
	b.lines = append(b.lines, oneLine(name)+": "+id+", "+countsOf(e.Meeting).String())
	b.bytes += len(e.Meeting.Text)
	if b.full() {
		return a.flush(ctx)
	}
	return ctx.Err()
}

// existing returns the meeting of an ID that was added before, or nil.
func (a *adder) existing(ctx context.Context, id string) (*minutes.Meeting, error) {
	for _, e := range slices.Backward(a.batch.entries) {
		if e.Meeting.ID == id {
			return e.Meeting, nil
		}
	}
	if slices.Contains(a.batch.removed, id) {
		return nil, nil
	}
	return a.store.Meeting(ctx, id)
}

// flush saves the batch, and then says so.
func (a *adder) flush(ctx context.Context) error {
	defer func() { a.batch = batch{} }()
	a.bar.clear()
	if len(a.batch.entries) == 0 {
		return ctx.Err()
	}
	list := make([]*minutes.Meeting, len(a.batch.entries))
	for i, e := range a.batch.entries {
		list[i] = e.Meeting
	}
	if err := retrieval.Embed(ctx, a.store, a.embedder, list...); err != nil {
		return err
	}
	if err := a.store.SaveFiles(ctx, a.batch.entries, a.batch.removed...); err != nil {
		return err
	}
	a.saved += len(list)
	for _, line := range a.batch.lines {
		a.out.line("", line)
	}
	return a.out.err()
}

// vanished names the meetings whose file was in one of the folders and is
// gone, and takes them out with prune.
func (a *adder) vanished(ctx context.Context, paths, files []string, prune bool) error {
	seen := make(map[string]bool, len(files))
	for _, f := range files {
		if key, err := pathKey(f); err == nil {
			seen[key] = true
		}
	}
	var folders, gone []string
	for _, p := range paths {
		if real, err := filepath.EvalSymlinks(p); err == nil && isFolder(p) {
			if real, err = filepath.Abs(real); err == nil {
				folders = append(folders, strings.TrimSuffix(real, string(filepath.Separator))+string(filepath.Separator))
			}
		}
	}
	for path, f := range a.known {
		within := slices.ContainsFunc(folders, func(folder string) bool { return strings.HasPrefix(path, folder) })
		if within && !seen[path] && !isThere(path) {
			gone = append(gone, f.Meeting)
		}
	}
	slices.Sort(gone)
	for _, id := range gone {
		if prune {
			a.out.line("", id+": fjernet; filen "+oneLine(a.owner[id])+" er væk")
		} else {
			notice(a.stderr, "filen %s er væk; mødet %s bliver i indekset, indtil referat add --prune fjerner det", a.owner[id], id)
		}
	}
	if !prune || len(gone) == 0 {
		return nil
	}
	a.removed = len(gone)
	return errors.Join(a.store.Save(ctx, nil, gone...), a.store.Flush(ctx))
}

func isThere(path string) bool {
	_, err := os.Stat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

// pathKey is the name under which a store knows a file; "" for one that is not
// to be written down, because it may hold a personal number. Such a file is
// read each time, and is not missed when it is gone.
func pathKey(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil || minutes.RedactCPR(path) != path {
		return "", err
	}
	return path, nil
}

// fingerprint changes when the file does, or what sources.csv says of it.
func (a *adder) fingerprint(path string, data []byte) string {
	from := a.reader.sources.of(path)
	return fmt.Sprintf("%x %s %s", sha256.Sum256(data), from.url, from.retrieved)
}
