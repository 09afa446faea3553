package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/minutes/extract"
)

// reader reads minutes from files of every format, and where they came from.
type reader struct {
	sources sources
}

// newReader returns a reader that names on w what it cannot use of a
// sources.csv.
func newReader(w io.Writer) *reader {
	return &reader{sources{w: w, folders: make(map[string]*table)}}
}

// read returns the meeting in a file.
func (r *reader) read(ctx context.Context, path string) (*minutes.Meeting, error) {
	data, err := readFile(path)
	if err != nil {
		return nil, err
	}
	return r.parse(ctx, path, data)
}

func readFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err == nil && info.Size() > minutes.MaxSize {
		err = minutes.ErrTooLarge
	}
	if err != nil {
		return nil, err
	}
	return os.ReadFile(path)
}

// parse returns the meeting in the bytes of a file. What was repaired or lost
// on the way to its text stands first among its Problems.
func (r *reader) parse(ctx context.Context, path string, data []byte) (*minutes.Meeting, error) {
	doc, err := extract.Read(ctx, data)
	if err != nil {
		return nil, err
	}
	from := r.sources.of(path)
	sum := sha256.Sum256(data)
	source := minutes.Source{Name: filepath.Base(path), URL: from.url, Retrieved: from.retrieved, MediaType: doc.MediaType, SHA256: hex.EncodeToString(sum[:])}
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
		found = append(found, minutes.Problem{What: plural(doc.Dropped, "linje", "linjer") + " med menu, skjult eller overstreget tekst er udeladt", Repaired: true})
	}
	m.Problems = append(found, m.Problems...)
	return m, nil
}

// notice tells the user one thing beside the answer, on one line.
func notice(w io.Writer, format string, args ...any) {
	fmt.Fprintln(w, "referat:", oneLine(fmt.Sprintf(format, args...)))
}

// oneLine makes any text, such as the path of a file, fit for one line of a
// terminal: without control characters and personal numbers.
func oneLine(text string) string {
	return minutes.RedactCPR(strings.Join(strings.Fields(printable(text)), " "))
}
