package extract

import (
	"archive/zip"
	"cmp"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"strings"
)

// docxPackage is the archive of a Word document. Its parts are named without
// regard to case, as Word does.
type docxPackage struct {
	ctx   context.Context
	files map[string]*zip.File
	left  uint64 // bytes that may still be unpacked
}

func newPackage(ctx context.Context, z *zip.Reader) (*docxPackage, error) {
	p := &docxPackage{ctx: ctx, files: make(map[string]*zip.File), left: maxSize}
	for _, f := range z.File {
		if f.Flags&1 != 0 {
			return nil, fmt.Errorf("%w: a zip archive with a password", ErrEncrypted)
		}
		if name := partName("", f.Name); p.files[name] == nil {
			p.files[name] = f
		}
	}
	return p, nil
}

// partName is the key of the part that target names from the folder dir.
func partName(dir, target string) string {
	target = strings.ReplaceAll(target, "\\", "/")
	if !strings.HasPrefix(target, "/") {
		target = path.Join(dir, target)
	}
	return strings.ToLower(strings.TrimPrefix(path.Clean(target), "/"))
}

// mainParts gives the names of the main part, as "document", and of those that
// it names, by their kind. A package that does not tell has the usual names.
func (p *docxPackage) mainParts() (map[string]string, error) {
	root, err := p.related("")
	if err != nil {
		return nil, err
	}
	main := cmp.Or(root["officeDocument"], "word/document.xml")
	parts, err := p.related(main)
	if err != nil {
		return nil, err
	}
	parts["document"] = main
	return parts, nil
}

// related gives the parts that the part from names, by their kind, the last
// word of the relationship's type; "" is the package itself.
func (p *docxPackage) related(from string) (map[string]string, error) {
	parts := make(map[string]string)
	dir, base := path.Split(from)
	return parts, p.read(dir+"_rels/"+base+".rels", func(d *xml.Decoder) error {
		for {
			tok, err := d.RawToken()
			if err != nil {
				return err // io.EOF at the end
			}
			e, ok := tok.(xml.StartElement)
			if !ok || e.Name.Local != "Relationship" {
				continue
			}
			kind, name := path.Base(attr(e, "Type")), partName(dir, attr(e, "Target"))
			if parts[kind] == "" && p.files[name] != nil {
				parts[kind] = name
			}
		}
	})
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
	d := xml.NewDecoder(contextReader{p.ctx, r})
	d.Strict = false // a stray entity is no reason to lose the document
	d.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		return nil, fmt.Errorf("character set %q", label)
	}
	err = f(d)
	if p.ctx.Err() != nil {
		return context.Cause(p.ctx)
	}
	if err != nil && err != io.EOF {
		return fmt.Errorf("%w: %s: %v", ErrDamaged, name, err)
	}
	return nil
}

// otherPackages are archives that are no DOCX, by a part of theirs.
var otherPackages = []struct{ part, name string }{
	{"xl/", "an Excel workbook"},
	{"ppt/", "a PowerPoint presentation"},
	{"content.xml", "an OpenDocument file; save it as DOCX or PDF"},
	{"meta-inf/container.xml", "an e-book"},
	{"", "a zip archive of something else"},
}

// other says what the archive holds if it is no DOCX; "" if main is the main
// part of one.
func (p *docxPackage) other(main string) string {
	if p.files[main] != nil && !strings.HasPrefix(main, "xl/") && !strings.HasPrefix(main, "ppt/") {
		return ""
	}
	for _, o := range otherPackages {
		for name := range p.files {
			if strings.HasPrefix(name, o.part) {
				return o.name
			}
		}
	}
	return "an empty zip archive"
}
