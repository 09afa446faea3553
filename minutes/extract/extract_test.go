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
	"unicode/utf8"
)

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
			doc, err := Read(t.Context(), tt.data)
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

// TestPopplerAdvice tells of a lock that only pdftotext may open whether that
// is installed: to install it again helps nobody.
func TestPopplerAdvice(t *testing.T) {
	locked := bytes.Replace(makePDF("BT /F1 12 Tf (Referat) Tj ET"), []byte("/Root 1 0 R"), []byte("/Root 1 0 R /ID[(0123456789abcdef)] /Encrypt <</Filter/Standard/V 5/R 6/Length 256/P -4/O(o)/U(u)>>"), 1)
	dir := t.TempDir()
	for _, says := range []string{"which is not installed", "nor could pdftotext"} {
		t.Setenv("PATH", dir)
		if _, err := Read(t.Context(), locked); !errors.Is(err, ErrEncrypted) || !strings.Contains(err.Error(), says) {
			t.Errorf("%v does not say %q", err, says)
		}
		if err := os.WriteFile(filepath.Join(dir, "pdftotext"), []byte("#!/bin/sh\nexit 1\n"), 0o755); err != nil {
			t.Fatal(err)
		}
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
	f.Add([]byte("<p>a<svg><g><foreignObject><p>b</p></svg><button>c<select><option>d</select><math><mi>x<div>e<!-- f"))
	f.Add([]byte("m\x9bdet p\x86 r\x86dhuset"))
	f.Add(docxOf(f, map[string]string{
		"_rels/.rels": `<Relationship Type="x/officeDocument" Target="d.xml"/>`, "word/numbering.xml": testNumbering,
		"d.xml": `<w:p><w:pPr><w:numPr><w:numId w:val="6"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p><w:altChunk/>`,
	}))
	f.Add(makeDOCX(f, `<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`))
	f.Add(makePDF("BT /F1 12 Tf 1 0 0 1 72 700 Tm [(Re) -20 (fe\\346rat)] TJ T* (x) ' ET", "BI /W 1 ID xxx EI q Q Q Q"))
	f.Fuzz(func(t *testing.T, data []byte) {
		start := time.Now()
		doc, err := Read(t.Context(), data)
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
				if doc, err = Read(b.Context(), data); err != nil {
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
	return makePDFWith("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>", "", contents...)
}

// makePDFWith has another font, and a stream, which is the form /Fm1 and
// comes after the pages: object 7 where there is one.
func makePDFWith(font, stream string, contents ...string) []byte {
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
	object("<</Type/Pages/Count %d/Kids[%s]/Resources<</Font<</F1 3 0 R>>/XObject<</Im1 4 0 R/Fm1 %d 0 R>>>>>>", len(contents), kids.String(), 5+2*len(contents))
	object("%s", font)
	object("<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>\nstream\nx\nendstream")
	for i, c := range contents {
		object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R>>", 6+2*i)
		object("<</Length %d>>\nstream\n%s\nendstream", len(c), c)
	}
	object("<</Subtype/Form/Length %d>>\nstream\n%s\nendstream", len(stream), stream)
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, start)
	return b.Bytes()
}
