package extract

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// readDOCX reads a Word document: its body, with the numbers of its lists.
// Headers and footers of the pages, comments and deleted text are no part of
// it; footnotes follow the body.
func readDOCX(data []byte) (Document, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return Document{}, fmt.Errorf("%w: a zip archive that cannot be read: %v", ErrDamaged, err)
	}
	pkg := docxPackage{files: make(map[string]*zip.File), left: maxSize}
	for _, f := range z.File {
		if f.Flags&1 != 0 {
			return Document{}, fmt.Errorf("%w: a zip archive with a password", ErrEncrypted)
		}
		if _, ok := pkg.files[f.Name]; !ok {
			pkg.files[f.Name] = f
		}
	}
	if pkg.files["word/document.xml"] == nil {
		return Document{}, fmt.Errorf("%w: this is %s", ErrFormat, pkg.kind())
	}
	var numbers numbering
	w := docxWalker{numbers: &numbers}
	for _, part := range []struct {
		name string
		read func(*xml.Decoder) error
	}{
		{"word/numbering.xml", numbers.readNumbering},
		{"word/styles.xml", numbers.readStyles},
		{"word/document.xml", w.read},
		{"word/footnotes.xml", w.read},
		{"word/endnotes.xml", w.read},
	} {
		if err := pkg.read(part.name, part.read); err != nil {
			return Document{}, err
		}
	}
	if w.full() {
		return Document{}, fmt.Errorf("%w: the document's text", ErrTooLarge)
	}
	return Document{Text: join(w.finish()), MediaType: docxType}, nil
}

type docxPackage struct {
	files map[string]*zip.File
	left  uint64 // bytes that may still be unpacked
}

// read unpacks one part and hands it to f. A part that is not there is empty.
func (p *docxPackage) read(name string, f func(*xml.Decoder) error) error {
	file := p.files[name]
	if file == nil {
		return nil
	}
	// A part that is larger than it says is an error of package zip, so what
	// it says can be counted.
	if file.UncompressedSize64 > p.left {
		return fmt.Errorf("%w: %s has %d MiB", ErrTooLarge, name, file.UncompressedSize64>>20)
	}
	p.left -= file.UncompressedSize64
	r, err := file.Open()
	if err != nil {
		return fmt.Errorf("%w: %s: %v", ErrDamaged, name, err)
	}
	defer r.Close()
	d := xml.NewDecoder(r)
	d.Strict = false // a stray entity is no reason to lose the document
	d.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		return nil, fmt.Errorf("character set %q", label)
	}
	if err := f(d); err != nil && err != io.EOF {
		return fmt.Errorf("%w: %s: %v", ErrDamaged, name, err)
	}
	return nil
}

// kind says what a zip archive holds that is no DOCX.
func (p *docxPackage) kind() string {
	switch {
	case p.files["xl/workbook.xml"] != nil:
		return "an Excel workbook"
	case p.files["ppt/presentation.xml"] != nil:
		return "a PowerPoint presentation"
	case p.files["content.xml"] != nil:
		return "an OpenDocument file; save it as DOCX or PDF"
	case p.files["META-INF/container.xml"] != nil:
		return "an e-book"
	}
	return "a zip archive of something else"
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// on reads a switch such as <w:vanish/> or <w:vanish w:val="0"/>.
func on(e xml.StartElement) bool {
	v := strings.ToLower(attr(e, "val"))
	return v != "0" && v != "false" && v != "off"
}
