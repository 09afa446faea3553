package extract

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

const sample = "Referat fra mødet i Udvalget for Ældre den 3. maj 2021\n\n1. Budget på 5 mio. kr. – Ørbæk\nBeslutning: Godkendt\n"

// TestCharsets reads the same text in every character set.
func TestCharsets(t *testing.T) {
	cp1252, err := charmap.Windows1252.NewEncoder().String(sample)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, data, charset string }{
		{"UTF-8", sample, "utf-8"},
		{"UTF-8 with BOM", "\ufeff" + sample, "utf-8"},
		{"UTF-8 with other line ends", strings.ReplaceAll(sample, "\n", "\r\n"), "utf-8"},
		{"Windows-1252", cp1252, "windows-1252"},
		{"UTF-16LE", encodeUTF16(sample, false), "utf-16le"},
		{"UTF-16BE", encodeUTF16(sample, true), "utf-16be"},
		{"UTF-16LE with BOM", encodeUTF16("\ufeff"+sample, false), "utf-16le"},
		{"UTF-16BE with BOM", encodeUTF16("\ufeff"+sample, true), "utf-16be"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := Read([]byte(tt.data))
			if err != nil {
				t.Fatal(err)
			}
			if doc.Text != sample || doc.Charset != tt.charset || doc.MediaType != plainType || len(doc.Notes) > 0 {
				t.Errorf("got %q in %s as %s, notes %q", doc.Text, doc.Charset, doc.MediaType, doc.Notes)
			}
		})
	}
}

func encodeUTF16(s string, bigEndian bool) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		if bigEndian {
			b.Write([]byte{byte(u >> 8), byte(u)})
		} else {
			b.Write([]byte{byte(u), byte(u >> 8)})
		}
	}
	return b.String()
}

// TestMojibake reads UTF-8 that was taken for another character set, and
// leaves alone what only looks like it.
func TestMojibake(t *testing.T) {
	const text = "Regionsrådet: Ældre og børn på Ørbækvej – 5 €, § 85, »én«\n"
	for _, set := range wrongSets {
		wrong, err := set.NewDecoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := Read([]byte(wrong))
		if err != nil {
			t.Fatal(err)
		}
		if doc.Text != text || len(doc.Notes) != 1 {
			t.Errorf("%s: %q became %q, notes %q", set, wrong, doc.Text, doc.Notes)
		}
	}
	for was, want := range map[string]string{
		"Regionsr├ądet og Ærø":   "Regionsrådet og Ærø", // part of a page
		"São Paulo, Ã og ├─ træ": "São Paulo, Ã og ├─ træ",
		"Årø Ældreråd":           "Årø Ældreråd",
	} {
		if doc, err := Read([]byte(was)); err != nil || doc.Text != want+"\n" {
			t.Errorf("%q became %q (%v), want %q", was, doc.Text, err, want)
		}
	}
}

// TestErrors reads what holds no text to read, and what would do harm.
func TestErrors(t *testing.T) {
	pdf := makePDF("BT /F1 12 Tf 72 700 Td (Referat) Tj ET")
	tests := []struct {
		name string
		data []byte
		want error
		says string
	}{
		{"empty", nil, ErrNoText, "empty"},
		{"white space", []byte(" \n\n"), ErrNoText, "text/plain"},
		{"PNG", []byte("\x89PNG\r\n\x1a\n\x00\x00"), ErrFormat, "PNG"},
		{"JPEG", []byte("\xff\xd8\xff\xe0\x00\x10JFIF"), ErrFormat, "JPEG"},
		{"RTF", []byte(`{\rtf1 Referat}`), ErrFormat, "RTF"},
		{"unknown bytes", []byte("\x01\x02\x03\x04\x05\x06\x07\x08"), ErrFormat, "neither"},
		{"XML", []byte(`<?xml version="1.0"?><rss></rss>`), ErrFormat, "XML"},
		{"old Word", ole("WordDocument"), ErrFormat, ".doc"},
		{"encrypted DOCX", ole("EncryptedPackage"), ErrEncrypted, "password"},
		{"encrypted zip", encryptedZip(t), ErrEncrypted, "password"},
		{"zip of something else", makeZip(t, "billede.png", strings.NewReader("x")), ErrFormat, "something else"},
		{"Excel", makeZip(t, "xl/workbook.xml", strings.NewReader("x")), ErrFormat, "Excel"},
		{"cut zip", makeDOCX(t, "<w:p/>")[:60], ErrDamaged, "zip"},
		{"zip bomb", makeZip(t, "word/document.xml", io.LimitReader(spaces{}, 2*maxSize)), ErrTooLarge, "document.xml"},
		{"DOCX without text", makeDOCX(t, "<w:p/>"), ErrNoText, docxType},
		{"HTML without text", []byte("<!DOCTYPE html><title>Referat</title><script>load()</script><nav>Menu</nav>"), ErrNoText, "script"},
		{"PDF without text", makePDF("0 0 m 100 100 l S"), ErrScan, "the one page"},
		{"PDF of scans", makePDF("q /Im1 Do Q", "q /Im1 Do Q"), ErrScan, "pages 1–2"},
		{"cut PDF", pdf[:len(pdf)/2], ErrDamaged, "ends in the middle"},
		{"PDF without its table", append(bytes.Clone(pdf[:200]), "\nstartxref\n7\n%%EOF"...), ErrDamaged, "table of objects"},
		{"PDF with a password", bytes.Replace(pdf, []byte("/Root 1 0 R"), []byte("/Root 1 0 R /ID[(0123456789abcdef)] /Encrypt <</Filter/Standard/V 2/R 3/Length 128/P -4/O("+strings.Repeat("o", 32)+")/U("+strings.Repeat("u", 32)+")>>"), 1), ErrEncrypted, "password"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			start := time.Now()
			doc, err := Read(tt.data)
			if !errors.Is(err, tt.want) {
				t.Fatalf("got %v (%.40q), want %v", err, doc.Text, tt.want)
			}
			if !strings.Contains(err.Error(), tt.says) {
				t.Errorf("%q does not say %q", err, tt.says)
			}
			if d := time.Since(start); d > 10*time.Second {
				t.Errorf("took %s", d)
			}
		})
	}
}

// FuzzRead reads anything: it never panics, takes bounded time, and its text
// is valid UTF-8 with clean line ends.
func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("../../testdata/formats/samarbejdsforum*")
	if err != nil || len(files) == 0 {
		f.Fatalf("no files in ../../testdata/formats (%v)", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(encodeUTF16(sample, false)))
	f.Add([]byte("Regionsr├ądet Ã¥"))
	f.Add([]byte("<ul><li>a<ol><li>b<table><tr><td>c<td hidden>d</ol><pre> e\n f"))
	f.Add(makeDOCX(f, `<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`))
	f.Add(makePDF("BT /F1 12 Tf 1 0 0 1 72 700 Tm [(Re) -20 (fe\\346rat)] TJ T* (x) ' ET", "BI /W 1 ID xxx EI q Q Q Q"))
	f.Fuzz(func(t *testing.T, data []byte) {
		start := time.Now()
		doc, err := Read(data)
		if d := time.Since(start); d > 20*time.Second {
			t.Errorf("took %s", d)
		}
		if err != nil {
			if doc.Text != "" {
				t.Errorf("text beside the error %v", err)
			}
			return
		}
		if !utf8.ValidString(doc.Text) || strings.ContainsAny(doc.Text, "\r\x00") || !strings.HasSuffix(doc.Text, "\n") {
			t.Errorf("text is not clean: %.100q", doc.Text)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	const name = "beskaeftigelses-og-socialudvalget-2017-02-21"
	for _, path := range []string{"minutes/" + name + ".txt", "formats/" + name + ".html", "formats/" + name + ".docx", "formats/" + name + ".pdf", "formats/" + name + ".writer.pdf"} {
		data, err := os.ReadFile(filepath.Join("..", "..", "testdata", path))
		if err != nil {
			b.Fatal(err)
		}
		b.Run(strings.TrimPrefix(filepath.Base(path), name+"."), func(b *testing.B) {
			b.ReportAllocs()
			var doc Document
			for b.Loop() {
				if doc, err = Read(data); err != nil {
					b.Fatal(err)
				}
			}
			b.SetBytes(int64(len(data)))
			b.ReportMetric(float64(len(doc.Text))*float64(b.N)/b.Elapsed().Seconds()/1e6, "text-MB/s")
		})
	}
}

// spaces is white space without end, which packs to nothing.
type spaces struct{}

func (spaces) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = ' '
	}
	return len(b), nil
}

func ole(part string) []byte {
	return append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), encodeUTF16(part, false)...)
}

func makeZip(t testing.TB, name string, content io.Reader) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	w, err := z.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(w, content); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// makeDOCX is a Word document with the body given.
func makeDOCX(t testing.TB, body string) []byte {
	return makeZip(t, "word/document.xml", strings.NewReader(`<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w"><w:body>`+body+`</w:body></w:document>`))
}

// encryptedZip sets the flag of encryption in both headers of the one file.
func encryptedZip(t testing.TB) []byte {
	data := makeDOCX(t, "<w:p/>")
	data[6] |= 1
	data[bytes.Index(data, []byte("PK\x01\x02"))+8] |= 1
	return data
}

// makePDF is a PDF with one page for each content given, with Helvetica as
// /F1 and an image as /Im1.
func makePDF(contents ...string) []byte {
	var b bytes.Buffer
	var offsets []int
	object := func(format string, args ...any) {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(offsets), fmt.Sprintf(format, args...))
	}
	b.WriteString("%PDF-1.4\n")
	object("<</Type/Catalog/Pages 2 0 R>>")
	var kids strings.Builder
	for i := range contents {
		fmt.Fprintf(&kids, "%d 0 R ", 5+2*i)
	}
	object("<</Type/Pages/Count %d/Kids[%s]/Resources<</Font<</F1 3 0 R>>/XObject<</Im1 4 0 R>>>>>>", len(contents), kids.String())
	object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
	object("<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>\nstream\nx\nendstream")
	for i, c := range contents {
		object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R>>", 6+2*i)
		object("<</Length %d>>\nstream\n%s\nendstream", len(c), c)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, start)
	return b.Bytes()
}
