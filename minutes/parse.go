package minutes

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"unicode/utf8"
)

// MaxSize is the largest input that Parse reads, in bytes (64 MiB).
const MaxSize = 64 << 20

// Errors that Parse returns, wrapped with the name of the source.
var (
	ErrTooLarge   = errors.New("minutes: larger than 64 MiB")
	ErrNotMinutes = errors.New("minutes: no body, date or agenda item found, so this is not minutes")
)

// Parse reads plain text into a Meeting. It never fails on bad layout: what
// it does not understand becomes a Problem, and every line stays in Text.
// The error is ErrTooLarge, ErrNotMinutes, or what r returned.
//
// Text is the input with a byte order mark dropped, line ends turned into
// "\n", bytes that are not UTF-8 replaced by U+FFFD, and personal numbers (see
// FindCPR) replaced by "[cpr fjernet]"; so are those in the Name and URL of
// src, see RedactCPR. Time and memory are linear in the length of the input.
// Parse may be called concurrently.
func Parse(r io.Reader, src Source) (*Meeting, error) {
	m := &Meeting{Source: src}
	m.redactSource()
	data, err := readAll(r)
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s: %w", m.Source.Name, pathRedacted(err))
	case len(data) > MaxSize:
		return nil, fmt.Errorf("%s: %w", m.Source.Name, ErrTooLarge)
	}
	if m.Source.SHA256 == "" {
		sum := sha256.Sum256(data)
		m.Source.SHA256 = hex.EncodeToString(sum[:])
	}
	text, removed := removeCPR(normalise(data))
	m.Text = text
	for _, s := range removed {
		m.repaired(s, "et personnummer er fjernet")
	}
	lines := unglue(splitRows(withoutPageLines(splitPages(splitLines(m.Text)))))
	headings, contents := findHeadings(lines)
	first := len(lines)
	if len(headings) > 0 {
		first = openLine(lines, headings[0].line, casesAbove(lines, headings))
	}
	unread, ranges := readHead(m, lines[:first], contents)
	if len(headings) == 1 && headings[0].number == 0 && len(unread) > 0 {
		unread = titleAbove(m, lines, &headings[0], unread)
	}
	for _, l := range unread {
		m.problem(l.Span, "linjen i referatets hoved er ikke forstået")
	}
	if m.Body == "" || m.Date.IsZero() {
		bodyOfDecisions(m, lines[first:])
	}
	readItems(m, lines, headings, ranges)
	findDamage(m)
	named := m.Body != "" || !m.Date.IsZero() || len(m.Items) > 1 && len(m.Attendance.Present)+len(m.Attendance.Absent) > 0
	if !named || len(m.Items) == 0 && (m.Body == "" || m.Date.IsZero()) {
		return nil, fmt.Errorf("%s: %w", m.Source.Name, ErrNotMinutes)
	}
	if len(m.Items) == 0 {
		m.problem(m.Head, "ingen punkter fundet i referatet")
	}
	m.ID = meetingID(m)
	sort.SliceStable(m.Problems, func(i, j int) bool { return m.Problems[i].Start < m.Problems[j].Start })
	emptyLists(m)
	return m, nil
}

// readAll reads up to one byte more than MaxSize, into memory of the right size
// where r knows how long it is.
func readAll(r io.Reader) ([]byte, error) {
	var data bytes.Buffer
	switch r := r.(type) {
	case interface{ Len() int }: // bytes.Reader, strings.Reader
		data.Grow(min(r.Len(), MaxSize) + bytes.MinRead)
	case *os.File:
		if info, err := r.Stat(); err == nil && info.Mode().IsRegular() {
			data.Grow(int(min(info.Size(), MaxSize)) + bytes.MinRead)
		}
	}
	_, err := data.ReadFrom(io.LimitReader(r, MaxSize+1))
	return data.Bytes(), err
}

// ParseFile parses the file at path; Source.Name is its base name.
func ParseFile(path string) (*Meeting, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, pathRedacted(err)
	}
	defer f.Close()
	return Parse(f, Source{Name: filepath.Base(path)})
}

func normalise(data []byte) string {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if bytes.IndexByte(data, '\r') >= 0 {
		data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
		data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
	}
	if utf8.Valid(data) {
		return string(data)
	}
	return strings.ToValidUTF8(string(data), "\ufffd")
}

// meetingID names a meeting by body and date; what is not printed is named by
// the content's hash, so that two such meetings never share an ID.
func meetingID(m *Meeting) string {
	body, date := slug(m.Body), m.Date.String()
	if body == "" {
		body = "ukendt"
	}
	if date == "" {
		date = "udateret-" + m.Source.SHA256[:8]
	}
	return body + "/" + date
}

func (m *Meeting) problem(at Span, format string, args ...any) {
	m.Problems = append(m.Problems, Problem{What: fmt.Sprintf(format, args...), Span: at})
}

// repaired lists something that was read although it is printed wrong.
func (m *Meeting) repaired(at Span, format string, args ...any) {
	m.problem(at, format, args...)
	m.Problems[len(m.Problems)-1].Repaired = true
}
