// Package extract turns a published file into the plain text that
// minutes.Parse reads: plain text in any common character set, HTML, DOCX and
// PDF. The format is read from the content, never from the file's name.
//
// A line of the text is a line of the page as a reader sees it: a paragraph, a
// heading, an entry of a list with its mark or number, a row of a table with
// tabs between its cells. Nothing is summed up or put in order; what is left
// out (navigation, cookie text, hidden or struck-out text, page numbers) is counted or noted. The headers
// and footers of a Word document's pages are not read: they repeat its title.
//
// PDF is read in Go. Where that reads badly (glued words, fonts without
// letters, filters that Go does not know) and poppler's pdftotext is
// installed, pdftotext reads the words, and Document.Notes says so: such a
// file may read otherwise on a machine without it.
package extract

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxSize is the most that Read unpacks or returns, in bytes (64 MiB).
const maxSize = 64 << 20

// Errors that Read returns, each wrapped with what was found in the file.
var (
	ErrScan      = errors.New("extract: scanned pages without text")
	ErrEncrypted = errors.New("extract: encrypted")
	ErrTooLarge  = errors.New("extract: larger than 64 MiB when unpacked")
	ErrDamaged   = errors.New("extract: damaged file")
	ErrNoText    = errors.New("extract: no text")
	ErrFormat    = errors.New("extract: not a format that is read (text, HTML, DOCX, PDF)")
)

// Media types that Read returns.
const (
	plainType = "text/plain"
	htmlType  = "text/html"
	pdfType   = "application/pdf"
	docxType  = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
)

// Document is the text of a file and how it was read.
type Document struct {
	Text      string   // UTF-8, lines end in "\n"
	MediaType string   // "text/plain", "text/html", "application/pdf" or DOCX's
	Charset   string   // of plain text and HTML, as detected: "utf-8", "utf-16le", "windows-1252", "ibm850", "macintosh"; "" otherwise
	Dropped   int      // lines of navigation and cookie text, and pieces of hidden or struck-out text, that were left out
	Notes     []string // in Danish, for the parse report: what was repaired
	Lost      []string // in Danish: what could not be read, such as a page that is a picture
}

// Read turns the bytes of a published file into the plain text that
// minutes.Parse reads. It does not change data, needs no network, and may be
// called concurrently. A PDF takes at most 30 seconds, or twice that where
// pdftotext has to help; the other formats have no limit of time but ctx, and
// take some seconds at most.
//
// The error wraps one of ErrScan, ErrEncrypted, ErrTooLarge, ErrDamaged,
// ErrNoText and ErrFormat, or is context.Cause(ctx) if ctx is done first; a
// PDF that takes too long is ErrDamaged. It does not name the file: Read does
// not know it.
func Read(ctx context.Context, data []byte) (Document, error) {
	if ctx.Err() != nil {
		return Document{}, context.Cause(ctx)
	}
	doc, err := read(ctx, data)
	if err != nil {
		return Document{}, err
	}
	if len(doc.Text) > maxSize {
		return Document{}, fmt.Errorf("%w: %d MiB of text", ErrTooLarge, len(doc.Text)>>20)
	}
	doc.repair()
	if !strings.ContainsFunc(doc.Text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return Document{}, fmt.Errorf("%w: no letter and no figure in %s", ErrNoText, doc.MediaType)
	}
	return doc, nil
}

func read(ctx context.Context, data []byte) (Document, error) {
	switch {
	case len(data) == 0:
		return Document{}, fmt.Errorf("%w: the file is empty", ErrNoText)
	case pdfStart(data) >= 0:
		return readPDF(ctx, data[pdfStart(data):])
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("PK\x05\x06")):
		return readDOCX(ctx, data)
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return Document{}, oleError(data)
	}
	for _, f := range otherFormats {
		if bytes.HasPrefix(data, []byte(f.magic)) {
			return Document{}, fmt.Errorf("%w: this is %s", ErrFormat, f.name)
		}
	}
	if len(data) > 2*maxSize { // UTF-16 has up to two bytes a letter
		return Document{}, fmt.Errorf("%w: %d MiB of text", ErrTooLarge, len(data)>>20)
	}
	text, charset, note := decode(data)
	if looksBinary(text) {
		return Document{}, fmt.Errorf("%w: neither text nor a known file type", ErrFormat)
	}
	doc := Document{Text: text, MediaType: plainType, Charset: charset}
	if note != "" {
		doc.Notes = append(doc.Notes, note)
	}
	switch {
	case looksLikeHTML(text):
		return readHTML(ctx, doc)
	case strings.HasPrefix(text, "<?xml"):
		return Document{}, fmt.Errorf("%w: this is XML", ErrFormat)
	}
	return doc, nil
}

// contextReader fails once ctx is done.
type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (c contextReader) Read(b []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(b)
}

// otherFormats are files that are published beside minutes and hold no text
// that is read here.
var otherFormats = []struct{ magic, name string }{
	{"\x89PNG\r\n", "a PNG image"},
	{"\xff\xd8\xff", "a JPEG image"},
	{"GIF8", "a GIF image"},
	{"II*\x00", "a TIFF image"},
	{"MM\x00*", "a TIFF image"},
	{"RIFF", "a WebP image or a sound file"},
	{"{\\rtf", "an RTF document; save it as DOCX or PDF"},
	{"%!PS", "a PostScript document; save it as PDF"},
	{"\x1f\x8b", "a gzip archive"},
	{"7z\xbc\xaf", "a 7z archive"},
	{"Rar!", "a RAR archive"},
	{"ID3", "a sound file"},
	{"\x7fELF", "a program"},
	{"MZ\x90\x00", "a program"},
}

// pdfStart is where a PDF begins in data, -1 if it is none. Some servers put
// a few bytes before it.
func pdfStart(data []byte) int {
	head := data[:min(len(data), 1024)]
	i := bytes.Index(head, []byte("%PDF-"))
	if i > 0 && bytes.ContainsAny(head[:i], "<{") {
		return -1 // a page that tells about PDF
	}
	return i
}

// oleError says what an OLE container is: the shell of an encrypted DOCX, or
// a document of Word 97–2003. Names of its parts stand in UTF-16.
func oleError(data []byte) error {
	utf16 := func(s string) []byte { return []byte(strings.Join(strings.Split(s, ""), "\x00")) }
	switch {
	case bytes.Contains(data, utf16("EncryptedPackage")):
		return fmt.Errorf("%w: a DOCX with a password", ErrEncrypted)
	case bytes.Contains(data, utf16("WordDocument")):
		return fmt.Errorf("%w: an old Word document (.doc); save it as DOCX or PDF", ErrFormat)
	}
	return fmt.Errorf("%w: an old Office file", ErrFormat)
}

// looksBinary reports whether more than one sign in 200 is a control
// character that no text has.
func looksBinary(text string) bool {
	control := 0
	for i := 0; i < len(text); i++ {
		if c := text[i]; c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' {
			control++
		}
	}
	return control > 0 && control > len(text)/200
}

// repair brings line ends to "\n", drops what is no text, and mends letters
// that were read in the wrong character set or are written as two signs.
func (doc *Document) repair() {
	text := doc.Text
	if !clean(text) {
		text = lineEnds.Replace(strings.ToValidUTF8(text, "\ufffd"))
		text = strings.Map(func(r rune) rune {
			if r < ' ' && r != '\n' && r != '\t' || r == '\u007f' || r == '\ufeff' {
				return -1
			}
			return r
		}, text)
	}
	for _, mend := range []func(string) (string, string){repairMojibake, compose} {
		var note string
		if text, note = mend(text); note != "" {
			doc.Notes = append(doc.Notes, note)
		}
	}
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	doc.Text = text
}

// clean reports whether text holds nothing that repair changes. It is a
// guess on the safe side: most text is clean, and need not be copied.
func clean(text string) bool {
	for i := 0; i < len(text); i++ {
		if c := text[i]; c < ' ' && c != '\n' && c != '\t' || c == 0x7f {
			return false
		}
	}
	for _, s := range []string{"\ufeff", "\u2028", "\u2029", "\u0085"} {
		if strings.Contains(text, s) {
			return false
		}
	}
	return utf8.ValidString(text)
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n", "\v", "\n", "\u2028", "\n", "\u2029", "\n", "\u0085", "\n")
