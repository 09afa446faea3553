package extract

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

const sample = "Referat fra mødet i Udvalget for Ældre den 3. maj 2021\n\n1. Budget på 5 mio. kr. – Ørbæk\nBeslutning: Godkendt\n"

// TestCharsets reads the same text in every character set.
func TestCharsets(t *testing.T) {
	cp1252, err := charmap.Windows1252.NewEncoder().String(sample)
	if err != nil {
		t.Fatal(err)
	}
	dos, err := charmap.CodePage850.NewEncoder().String(strings.ReplaceAll(sample, "–", "-"))
	if err != nil {
		t.Fatal(err)
	}
	mac, err := charmap.Macintosh.NewEncoder().String(sample)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, data, charset string }{
		{"code page 850", dos, "ibm850"},
		{"MacRoman", mac, "macintosh"},
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
			doc, err := Read(t.Context(), []byte(tt.data))
			if err != nil {
				t.Fatal(err)
			}
			if strings.ReplaceAll(doc.Text, "kr. -", "kr. –") != sample || doc.Charset != tt.charset || doc.MediaType != plainType || len(doc.Notes) > 0 {
				t.Errorf("got %q in %s as %s, notes %q", doc.Text, doc.Charset, doc.MediaType, doc.Notes)
			}
		})
	}
}

// TestDecomposed reads letters that are written as a letter and its ring or
// accent, as some systems save them.
func TestDecomposed(t *testing.T) {
	const want = "1. Én drøftelse i Rådet på café\n"
	doc, err := Read(t.Context(), []byte(norm.NFD.String(want)))
	if err != nil {
		t.Fatal(err)
	}
	if note := strings.Join(doc.Notes, "\n"); doc.Text != want || note != "4 tegn var skrevet som et bogstav og en accent for sig og er samlet" {
		t.Errorf("got %q, notes %q", doc.Text, note)
	}
}

// TestDanishSets reads the real minutes, whole and in pieces of some lines, in
// every set of one byte a letter. A piece with too few Danish letters is read
// as Windows-1252, and no other piece of that as anything else.
func TestDanishSets(t *testing.T) {
	files, err := filepath.Glob("../../testdata/minutes/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files in ../../testdata/minutes (%v)", err)
	}
	pieces, told := 0, 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for i, s := range danishSets {
			data, err := encoding.ReplaceUnsupported(s.set.NewEncoder()).Bytes(text)
			if err != nil {
				t.Fatal(err)
			}
			if name, _ := guessSet(data); name != s.name {
				t.Errorf("%s in %s is read as %s", file, s.name, name)
			}
			for piece := range slices.Chunk(bytes.SplitAfter(data, []byte("\n")), 5) {
				name, _ := guessSet(bytes.Join(piece, nil))
				if name != s.name && (i == 0 || name != danishSets[0].name) {
					t.Errorf("%q in %s is read as %s", piece, s.name, name)
				}
				if i > 0 {
					pieces++
				}
				if i > 0 && name == s.name {
					told++
				}
			}
		}
	}
	t.Logf("%d of %d pieces told", told, pieces)
	for _, data := range []string{"DR\x92s \x91plan\x92 \x86\x9d \x8bord\x9b, l\x92or", "100\xbe \xbfs\xed? \xaeVM \x8cUVRE C\x8cUR", "Vedr\xf8rende b\xf8rn\x92s p\xe5\x86 og \x9bm\x86l\x91s"} {
		if doc, err := Read(t.Context(), []byte(data)); err != nil || doc.Charset != "windows-1252" {
			t.Errorf("%q is read as %s (%v)", data, doc.Charset, err)
		}
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
		doc, err := Read(t.Context(), []byte(wrong))
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
		if doc, err := Read(t.Context(), []byte(was)); err != nil || doc.Text != want+"\n" {
			t.Errorf("%q became %q (%v), want %q", was, doc.Text, err, want)
		}
	}
}
