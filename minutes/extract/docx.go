package extract

import (
	"archive/zip"
	"bytes"
	"cmp"
	"context"
	"encoding/xml"
	"fmt"
	"strings"
)

// readDOCX reads a Word document: its body, with the numbers of its lists.
// Comments and deleted text are no part of it, nor are the headers and
// footers of the pages, which repeat the name of the meeting; footnotes follow
// the body. Embedded documents (w:altChunk), which Word puts in place when it
// saves the file, are counted in Lost.
func readDOCX(ctx context.Context, data []byte) (Document, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return Document{}, fmt.Errorf("%w: a zip archive that cannot be read: %v", ErrDamaged, err)
	}
	pkg, err := newPackage(ctx, z)
	if err != nil {
		return Document{}, err
	}
	parts, err := pkg.mainParts()
	if err != nil {
		return Document{}, err
	}
	if other := pkg.other(parts["document"]); other != "" {
		return Document{}, fmt.Errorf("%w: this is %s", ErrFormat, other)
	}
	var numbers numbering
	w := docxWalker{numbers: &numbers}
	for _, part := range []struct {
		kind string
		read func(*xml.Decoder) error
	}{
		{"numbering", numbers.readNumbering},
		{"styles", numbers.readStyles},
		{"document", w.read},
		{"footnotes", w.read},
		{"endnotes", w.read},
	} {
		name := cmp.Or(parts[part.kind], "word/"+part.kind+".xml")
		if err := pkg.read(name, part.read); err != nil {
			return Document{}, err
		}
	}
	if w.full() {
		return Document{}, fmt.Errorf("%w: the document's text", ErrTooLarge)
	}
	doc := Document{Text: join(w.finish()), MediaType: docxType, Dropped: w.dropped}
	if w.chunks > 0 {
		if doc.Text == "" {
			return Document{}, fmt.Errorf("%w: all of it is in %d embedded documents (altChunk); save the file again with Word", ErrNoText, w.chunks)
		}
		doc.Lost = []string{fmt.Sprintf("indlejrede dokumenter (altChunk), der ikke er læst: %d; gem filen igen med Word", w.chunks)}
	}
	return doc, nil
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
