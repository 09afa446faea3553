package extract

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
)

const (
	testNumbering = `<w:numbering><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>` +
		`<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>` +
		`<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>` +
		`<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>` +
		`<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>` +
		`<w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>` +
		`<w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:start w:val="5"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>` +
		`<w:num w:numId="4"><w:abstractNumId w:val="4"/></w:num>` +
		`<w:num w:numId="5"><w:abstractNumId w:val="5"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="2"/></w:lvlOverride></w:num>` +
		`<w:num w:numId="6"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="7"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="Pkt. %1)"/></w:lvl></w:lvlOverride>` +
		`<w:lvlOverride w:ilvl="1"><w:startOverride w:val="26"/><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1%2)"/></w:lvl></w:lvlOverride></w:num>` +
		`<w:num w:numId="7"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:lvlOverride></w:num>` +
		`<w:num w:numId="8"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:lvlText w:val="(%1)"/></w:lvl></w:lvlOverride><w:lvlOverride w:ilvl="9"><w:lvl><w:numFmt w:val="none"/></w:lvl></w:lvlOverride></w:num></w:numbering>`
	testStyles = `<w:styles><w:style w:type="paragraph" w:styleId="Overskrift1"><w:name w:val="heading 1"/></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Punkt"><w:basedOn w:val="Overskrift1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>`
)

// TestDOCX holds bodies of Word documents against the lines that a reader
// sees. "→" is a tab.
func TestDOCX(t *testing.T) {
	p := func(props, text string) string {
		return "<w:p><w:pPr>" + props + "</w:pPr><w:r><w:t>" + text + "</w:t></w:r></w:p>"
	}
	list := func(id, level string) string {
		return `<w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + id + `"/></w:numPr>`
	}
	tests := []struct{ name, body, want string }{
		{"paragraphs", p("", "Referat") + p("", "af &amp; til") + "<w:p/>" + p("", "Slut"), "Referat\naf & til\n\nSlut\n"},
		{"headings", p("", "a") + p(`<w:pStyle w:val="Overskrift1"/>`, "Titel") + p("", "b"), "a\n\nTitel\n\nb\n"},
		{"space between paragraphs", p(`<w:spacing w:after="160"/>`, "a") + p("", "b"), "a\n\nb\n"},
		{"runs are one word", "<w:p><w:r><w:t>God</w:t></w:r><w:r><w:t xml:space=\"preserve\">kendt </w:t></w:r><w:hyperlink><w:r><w:t>her</w:t></w:r></w:hyperlink></w:p>", "Godkendt her\n"},
		{"tabs and breaks", "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>", "a→b\nc\n"},
		{"a tab after a number", "<w:p><w:r><w:t>1.</w:t><w:tab/><w:t>Sag</w:t></w:r></w:p>", "1. Sag\n"},
		{"numbers count", p(list("1", "0"), "a") + p(list("1", "1"), "x") + p(list("1", "1"), "y") + p(list("1", "0"), "b") + p(list("1", "1"), "z"), "1. a\n  a) x\n  b) y\n2. b\n  a) z\n"},
		{"numbers begin again", p(list("1", "0"), "a") + p(list("3", "0"), "b") + p(list("3", "0"), "c"), "1. a\n1. b\n2. c\n"},
		{"numbers without a start begin at 0", p(list("4", "0"), "a") + p(list("4", "0"), "b") + p(list("4", "0"), "c"), "0. a\n1. b\n2. c\n"},
		{"numbers begin below the list's own start", p(list("5", "0"), "a") + p(list("5", "0"), "b"), "II. a\nIII. b\n"},
		{"a level of its own format, which counts on", p(list("1", "0"), "a") + p(list("6", "0"), "b") + p(list("6", "1"), "x") + p(list("6", "1"), "y") + p(list("1", "0"), "c"), "1. a\nPkt. B) b\n  Bz) x\n  Baa) y\n3. c\n"},
		{"a level of bullets", p(list("7", "0"), "a") + p(list("1", "0"), "b"), "• a\n1. b\n"},
		{"a level that names no format", p(list("8", "0"), "a") + p(list("1", "0"), "b"), "(1) a\n2. b\n"},
		{"a lower level first", p(list("1", "1"), "x") + p(list("1", "0"), "a"), "  a) x\n1. a\n"},
		{"bullets", p(list("2", "0"), "a") + p(list("0", "0"), "b"), "• a\nb\n"},
		{"numbers from a style", p(`<w:pStyle w:val="Punkt"/>`, "Sag") + p(`<w:pStyle w:val="Punkt"/>`, "Sag"), "1. Sag\n\n2. Sag\n"},
		{"tables", "<w:tbl><w:tr><w:tc>" + p("", "a") + "</w:tc><w:tc>" + p("", "b") + "</w:tc></w:tr><w:tr><w:tc><w:p/></w:tc><w:tc>" + p("", "c") + "</w:tc></w:tr></w:tbl>", "a→b\n→c\n"},
		{"revisions", `<w:p><w:del><w:r><w:delText>væk</w:delText></w:r></w:del><w:ins><w:r><w:t>ny</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>flyttet</w:t></w:r></w:moveFrom></w:p>`, "ny\n"},
		{"a text box once", `<w:p><w:r><w:t>a</w:t><mc:AlternateContent><mc:Choice><w:txbxContent>` + p("", "boks") + `</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>` + p("", "boks") + `</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>`, "a\nboks\n"},
		{"fields and hidden text", `<w:p><w:r><w:instrText>PAGE</w:instrText><w:t>3</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>skjult</w:t></w:r></w:p>`, "3\n"},
		{"a bold label", `<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Be</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>slutning</w:t></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r><w:r><w:t>Afvist.</w:t></w:r></w:p>`, "Beslutning\nAfvist.\n"},
		{"bold that goes on", `<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Beslutning</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve"> Byrådet</w:t></w:r></w:p>`, "Beslutning Byrådet\n"},
		{"struck-out text", `<w:p><w:r><w:rPr><w:strike/><w:vanish w:val="0"/></w:rPr><w:t>Afvist. </w:t></w:r><w:r><w:rPr><w:dstrike/></w:rPr><w:t>Udsat. </w:t></w:r><w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t>Godkendt.</w:t></w:r></w:p>`, "Godkendt.\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := Read(t.Context(), docxOf(t, map[string]string{"word/document.xml": "<w:body>" + tt.body + "</w:body>", "word/numbering.xml": testNumbering, "word/styles.xml": testStyles}))
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.ReplaceAll(doc.Text, "\t", "→"); got != tt.want || doc.MediaType != docxType || doc.Charset != "" {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// TestLetters counts past z as Word does, and as HTML does.
func TestLetters(t *testing.T) {
	for _, tt := range []struct {
		n          int
		word, html string
	}{{1, "a", "a"}, {26, "z", "z"}, {27, "aa", "aa"}, {28, "bb", "ab"}, {52, "zz", "az"}, {53, "aaa", "ba"}, {702, strings.Repeat("z", 27), "zz"}, {703, strings.Repeat("a", 28), "aaa"}, {0, "0", "0"}, {781, "781", "ada"}} {
		if got := formatNumber("lowerLetter", tt.n); got != tt.word {
			t.Errorf("Word's %d is %s, want %s", tt.n, got, tt.word)
		}
		if got := numberAs("a", tt.n); got != tt.html {
			t.Errorf("HTML's %d is %s, want %s", tt.n, got, tt.html)
		}
	}
}

// TestDOCXNotes reads foot- and endnotes after the text, without the lines
// that separate them.
func TestDOCXNotes(t *testing.T) {
	note := func(name string) string {
		p := "<w:p><w:r><w:t>" + name + "</w:t></w:r></w:p>"
		return "<w:notes><w:" + name + ` w:type="separator">` + p + "</w:" + name + "><w:" + name + ` w:id="1">` + p + "</w:" + name + "></w:notes>"
	}
	doc, err := Read(t.Context(), docxOf(t, map[string]string{
		"word/document.xml": "<w:body><w:p><w:r><w:t>Referat</w:t></w:r></w:p></w:body>", "word/footnotes.xml": note("footnote"), "word/endnotes.xml": note("endnote"),
	}))
	if want := "Referat\nfootnote\nendnote\n"; err != nil || doc.Text != want {
		t.Errorf("got %q, %v, want %q", doc.Text, err, want)
	}
}

// TestDOCXNames finds the parts of a document through the relationships, as
// Word does: their names are free.
func TestDOCXNames(t *testing.T) {
	rel := func(kind, target string) string {
		return `<Relationship Id="r` + kind + `" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/` + kind + `" Target="` + target + `"/>`
	}
	body := func(p string) string { return "<w:body><w:p>" + p + "</w:p></w:body>" }
	numbered := body(`<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>Referat</w:t></w:r>`)
	tests := []struct {
		name  string
		parts map[string]string
		want  string
	}{
		{"other names", map[string]string{
			"_rels/.rels": rel("core-properties", "x.xml") + rel("officeDocument", "/tekst/Main2.xml"), "tekst/main2.xml": numbered,
			"tekst/_rels/main2.xml.rels": rel("numbering", "../lister/n.xml") + rel("endnotes", "noter.xml"), "lister/n.xml": testNumbering,
			"tekst/noter.xml": "<w:notes><w:endnote>" + body("<w:r><w:t>Note</w:t></w:r>") + "</w:endnote></w:notes>", "word/document.xml": body("<w:r><w:t>kladde</w:t></w:r>"),
		}, "1. Referat\nNote\n"},
		{"backslashes", map[string]string{"_rels\\.rels": rel("officeDocument", "word\\d.xml"), "word\\d.xml": numbered}, "Referat\n"},
		{"a part that is not there", map[string]string{"_rels/.rels": rel("officeDocument", "none.xml"), "word/document.xml": numbered}, "Referat\n"},
		{"a workbook", map[string]string{"_rels/.rels": rel("officeDocument", "xl/workbook.xml"), "xl/workbook.xml": numbered}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := Read(t.Context(), docxOf(t, tt.parts))
			if doc.Text != tt.want || (err == nil) != (tt.want != "") {
				t.Errorf("got %q, %v, want %q", doc.Text, err, tt.want)
			}
		})
	}
}

// TestAltChunk tells of an embedded document, and refuses one that is nothing
// else.
func TestAltChunk(t *testing.T) {
	const chunk = `<w:altChunk r:id="rId9"><w:altChunkPr/></w:altChunk>`
	doc, err := Read(t.Context(), makeDOCX(t, "<w:p><w:r><w:t>Referat</w:t></w:r></w:p>"+chunk))
	if err != nil || doc.Text != "Referat\n" || len(doc.Lost) != 1 || !strings.Contains(doc.Lost[0], "altChunk), der ikke er læst: 1") {
		t.Errorf("got %q, lost %q, %v", doc.Text, doc.Lost, err)
	}
	if _, err := Read(t.Context(), makeDOCX(t, chunk+chunk)); !errors.Is(err, ErrNoText) || !strings.Contains(err.Error(), "2 embedded") {
		t.Errorf("got %v", err)
	}
}

// TestNestedParagraphs refuses a document that is built to fill memory.
func TestNestedParagraphs(t *testing.T) {
	_, err := Read(t.Context(), docxOf(t, map[string]string{"word/document.xml": "<w:body>" + strings.Repeat("<w:p>", 1e6)}))
	if !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "in each other") {
		t.Errorf("got %v", err)
	}
}

func docxOf(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range parts {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestZipBomb unpacks a part that is larger than it says: no more is read
// than that.
func TestZipBomb(t *testing.T) {
	data := makeZip(t, "word/document.xml", io.LimitReader(spaces{}, 1<<20))
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	z.File[0].UncompressedSize64 = 10
	pkg := docxPackage{ctx: t.Context(), files: map[string]*zip.File{"word/document.xml": z.File[0]}, left: 1000}
	var w docxWalker
	if err := pkg.read("word/document.xml", w.read); !errors.Is(err, ErrDamaged) {
		t.Errorf("got %v", err)
	}
}
