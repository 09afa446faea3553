package extract

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestPDF holds pages against the lines that a reader sees. "→" is a tab.
func TestPDF(t *testing.T) {
	show := func(x, y int, text string) string {
		return fmt.Sprintf("BT /F1 12 Tf %d %d Td (%s) Tj ET\n", x, y, text)
	}
	full := strings.Repeat("abcde ", 12)
	tests := []struct {
		name  string
		pages []string
		want  string
	}{
		{"lines from the top", []string{show(72, 686, "B") + show(72, 700, "A")}, "A\nB\n"},
		{"an empty line", []string{show(72, 700, "A") + show(72, 686, "B") + show(72, 672, "C") + show(72, 640, "D")}, "A\nB\nC\n\nD\n"},
		{"a paragraph is one line", []string{show(72, 700, full) + show(72, 686, full) + show(72, 672, "slut") + show(72, 658, "Ny")}, full + full + "slut\nNy\n"},
		{"entries stay lines", []string{show(72, 700, full) + show(72, 686, "2. Sag") + show(72, 672, "\\225 Et") + show(72, 658, full)}, full[:len(full)-1] + "\n2. Sag\n• Et\n" + full[:len(full)-1] + "\n"},
		{"columns", []string{show(72, 700, "Sted:") + show(300, 700, "Odense")}, "Sted:→Odense\n"},
		{"a number and its title", []string{show(72, 700, "1.") + show(108, 700, "Sag")}, "1. Sag\n"},
		{"words set apart", []string{"BT /F1 12 Tf 72 700 Td [(Et) -300 (or) 20 (d)] TJ ET"}, "Et ord\n"},
		{"letters drawn twice", []string{show(72, 700, "Fed") + "BT /F1 12 Tf 72.3 700 Td (Fed) Tj ET"}, "Fed\n"},
		{"page numbers", []string{show(72, 700, "A") + show(300, 40, "Side 1"), show(72, 700, "B") + show(300, 40, "Side 2")}, "A\n\nB\n"},
		{"a number that counts nothing", []string{show(72, 700, "A") + show(300, 40, "2021"), show(72, 700, "B") + show(300, 40, "85")}, "A\n\n                2021\n\nB\n\n                85\n"},
		{"an inline image", []string{"BI /W 2 /H 1 ID (((EI( EI " + show(72, 700, "A")}, "A\n"},
		{"a page on its side", []string{"BT /F1 12 Tf 0 1 -1 0 100 72 Tm (Et ord) Tj 0 1 -1 0 114 72 Tm (mere) Tj ET " + show(72, 20, "v")}, "Et ord\nmere\nv\n"},
		{"scaled by the page's matrix", []string{"q 0.5 0 0 0.5 10 10 cm " + show(72, 700, "A B") + "Q"}, "A B\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := Read(t.Context(), makePDF(tt.pages...))
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.ReplaceAll(doc.Text, "\t", "→"); got != tt.want || doc.MediaType != pdfType {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// TestScannedPage notes the page that has only an image.
func TestScannedPage(t *testing.T) {
	doc, err := Read(t.Context(), makePDF("BT /F1 12 Tf 72 700 Td (Referat) Tj ET", "q /Im1 Do Q"))
	if err != nil || !slices.Contains(doc.Lost, "billede uden tekst på side 2") {
		t.Errorf("lost %q, %v", doc.Lost, err)
	}
}

func TestLigatures(t *testing.T) {
	var text pdfText
	if got := text.repairLigatures("o昀케昀椀ciel 昀椀nansiering af ﬂere"); got != "of케ficiel finansiering af flere" || text.ligatures != 6 {
		t.Errorf("got %q, %d repaired", got, text.ligatures)
	}
}

// TestFault tells bad text from good.
func TestFault(t *testing.T) {
	fault := func(s string) string {
		var text pdfText
		for range 60 {
			text.lines = append(text.lines, pdfLine{text: s})
		}
		return text.fault()
	}
	if got := fault("Udvalget godkendte indstillingen den 3. maj 2021 med 7 stemmer (A, V) mod 2"); got != "" {
		t.Errorf("good text: %s", got)
	}
	for _, bad := range []string{"UdvalgetgodkendteIndstillingenmedstemmer", "Udvalget godKendte indStillingen", "U d v a l g e t g o d k e n d t e", "中文 godkendt", "\ufffd\ufffd\ufffd x"} {
		if fault(bad) == "" {
			t.Errorf("%q looks right", bad)
		}
	}
}

// TestPoppler reads the printed minutes with pdftotext too, and gets the same
// words.
func TestPoppler(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	for _, name := range printed {
		data, err := os.ReadFile(filepath.Join("..", "..", "testdata", "formats", name+".pdf"))
		if err != nil {
			t.Fatal(err)
		}
		_, text, ok := popplerText(t.Context(), data)
		if !ok {
			t.Fatal("pdftotext reads nothing")
		}
		doc, err := Read(t.Context(), data)
		if err != nil {
			t.Fatal(err)
		}
		sameWords(t, text.print(), doc.Text)
	}
}

// TestXref refuses tables of objects that package pdf would not survive.
func TestXref(t *testing.T) {
	stream := func(dict, rows string) string {
		return fmt.Sprintf("9 0 obj <</Type/XRef %s/Length %d>> stream\n%s\nendstream endobj", dict, len(rows), rows)
	}
	tests := []struct{ name, section, says string }{
		{"as it should be", "xref\n0 1\n0000000000 65535 f \ntrailer <</Size 1>>", ""},
		{"more objects than memory", "xref\n0 999999999\n", "999999999 objects"},
		{"numbers out of memory", "xref\n999999999 1\n", "number 999999999"},
		{"a stream of more objects than memory", stream("/Size 999999999/W[1 1 1]", "\x01\x01\x01"), "999999999 objects"},
		{"columns out of memory", stream("/Size 1/W[1 999999999 1]", "\x01\x01\x01"), "columns"},
		{"tables in a circle", "xref\n0 0\ntrailer <</Prev 9>>", "name each other"},
		{"a stream that lies in itself", stream("/Size 1/W[1 1 1]/Index[5 1]", "\x02\x05\x00"), "lies in another"},
		{"cut", "xref\n0 3\n0000000000 65535 f \n00", "is cut"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := checkXref(t.Context(), []byte("%PDF-1.4\n"+tt.section+"\nstartxref\n9\n%%EOF"))
			if tt.says == "" && err != nil || tt.says != "" && (!errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), tt.says)) {
				t.Errorf("got %v, want %q", err, tt.says)
			}
		})
	}
}

// TestXrefStops ends with the time that reading may take.
func TestXrefStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := checkXref(ctx, []byte("%PDF-1.4\nxref\n0 0\ntrailer <</Size 1>>\nstartxref\n9\n%%EOF")); !errors.Is(err, context.Canceled) || !errors.Is(err, ErrDamaged) {
		t.Errorf("got %v", err)
	}
}

// TestCutPDFs reads a real PDF with its end, its middle and single bytes
// gone: an error or text, in bounded time.
func TestCutPDFs(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "testdata", "formats", printed[0]+".writer.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range 60 {
		at := len(data) * i / 60
		broken := slices.Concat(data[:at], data[min(len(data), at+1+at%97):])
		if doc, err := Read(t.Context(), broken); err != nil && doc.Text != "" {
			t.Errorf("cut at %d: text beside %v", at, err)
		}
		if _, err := Read(t.Context(), data[:at]); err == nil {
			t.Errorf("the first %d bytes of %d read without an error", at, len(data))
		}
	}
}

// TestHostileFonts refuses fonts whose few bytes make millions of letters or
// widths, and pages of too many letters, before they fill time or memory.
func TestHostileFonts(t *testing.T) {
	const page = "BT /F1 12 Tf 72 700 Td (Referat) Tj ET"
	wide := func(widths string) string {
		return "<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[<</W[" + widths + "]>>]/ToUnicode 7 0 R>>"
	}
	ranges := func(n int, entry string) string {
		return strings.Repeat("100 beginbfrange "+strings.Repeat(entry, 100)+" endbfrange\n", n)
	}
	tests := []struct{ name, font, charMap, page, says string }{
		{"ranges of letters", wide(""), ranges(100, "<0000><ffff><0041> "), page, "pages and fonts"},
		{"a range of long texts", wide(""), ranges(1, "<0000><ffff><"+strings.Repeat("0041", 5000)+"> "), page, "pages and fonts"},
		{"ranges of widths", wide(strings.Repeat("0 65535 500 ", 10_000)), "", page, "pages and fonts"},
		{"a letter of many", wide(""), "<0041> <" + strings.Repeat("0041", 10_000) + "> endbfchar", "BT /F1 12 Tf <" + strings.Repeat("0041", 100_000) + "> Tj ET", "pages and fonts"},
		{"a page of letters", wide(""), "<0041> <0041> endbfchar", "BT /F1 12 Tf <" + strings.Repeat("0041", maxGlyphs+1) + "> Tj ET", "letters on a page"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			start := time.Now()
			_, err := Read(t.Context(), makePDFWith(tt.font, tt.charMap, tt.page))
			if !errors.Is(err, ErrTooLarge) || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("got %v, want %q", err, tt.says)
			}
			if d := time.Since(start); d > 10*time.Second {
				t.Errorf("took %s", d)
			}
		})
	}
}

// TestNarrowFonts leaves to pdftotext a list of letters without end, and reads the map of
// a font whose encoding is for wide ones.
func TestNarrowFonts(t *testing.T) {
	const page = "BT /F1 12 Tf 72 700 Td (Referat) Tj ET"
	differences := "<</Type/Font/Subtype/Type1/Encoding<</Differences[65" + strings.Repeat("/x", 100_000) + "]>>>>"
	if _, _, err := goText(t.Context(), makePDFWith(differences, "", page)); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "100001 differences") {
		t.Errorf("got %v", err)
	}
	identity := "<</Type/Font/Subtype/TrueType/Encoding/Identity-H/ToUnicode 7 0 R>>"
	if doc, err := Read(t.Context(), makePDFWith(identity, "<52> <52> <0041> endbfrange", page)); err != nil || doc.Text != "Aeferat\n" {
		t.Errorf("got %q, %v", doc.Text, err)
	}
}

// TestManyDrawings tells of forms that were too many to be read.
func TestManyDrawings(t *testing.T) {
	font := "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 7 0 R>>"
	form := "BT /F1 12 Tf 72 700 Td (Referat) Tj ET /Fm1 Do" // draws itself
	doc, err := Read(t.Context(), makePDFWith(font, form, form))
	if err != nil || doc.Text != "Referat\n" || !slices.Contains(doc.Lost, "for mange tegninger til at læse dem alle på side 1") {
		t.Errorf("got %q, lost %q, %v", doc.Text, doc.Lost, err)
	}
}

// TestContext ends with ctx in every format, and leaves nothing running.
func TestContext(t *testing.T) {
	cause := errors.New("enough")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(cause)
	slow := makePDF(strings.Repeat("q Q ", 5_000_000))
	page := []byte("<p>Referat</p>")
	for _, data := range [][]byte{[]byte("Referat"), page, makeDOCX(t, "<w:p><w:r><w:t>Referat</w:t></w:r></w:p>"), slow} {
		if doc, err := Read(ctx, data); !errors.Is(err, cause) || doc.Text != "" {
			t.Errorf("%.20q: got %q, %v", data, doc.Text, err)
		}
	}
	before := runtime.NumGoroutine()
	for _, data := range [][]byte{slow, bytes.Repeat(page, 2_000_000), makeDOCX(t, strings.Repeat("<w:p><w:r><w:t>Referat</w:t></w:r></w:p>", 1_000_000))} {
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
		defer cancel()
		start := time.Now()
		if _, err := Read(ctx, data); !errors.Is(err, context.DeadlineExceeded) || errors.Is(err, ErrDamaged) {
			t.Errorf("%.20q: got %v", data, err)
		}
		if d := time.Since(start); d > 5*time.Second {
			t.Errorf("%.20q: took %s", data, d)
		}
	}
	for end := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%d goroutines, %d before", runtime.NumGoroutine(), before)
		}
	}
}
