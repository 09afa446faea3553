package extract

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"

	"github.com/ledongthuc/pdf"
)

// guardedReader fails once ctx is done, and before the stack overflows, which
// no recover would survive: every loop of package pdf reads.
type guardedReader struct {
	ctx context.Context
	r   io.ReaderAt
}

const deepestStack = 3000 // calls; package pdf itself stops at 500 nested objects

func (g guardedReader) ReadAt(b []byte, off int64) (int, error) {
	if err := g.ctx.Err(); err != nil {
		return 0, err
	}
	var pc [1]uintptr
	if runtime.Callers(deepestStack, pc[:]) > 0 {
		panic(fmt.Errorf("%w: objects that hold themselves", ErrDamaged))
	}
	return g.r.ReadAt(b, off)
}

// pdfFile is an open PDF.
type pdfFile struct {
	ctx   context.Context
	fonts map[string]*pdfFont
	left  int // bytes that may still be unpacked, or kept of fonts and letters
}

// kept is how many bytes a glyph takes, or an entry of a font's tables.
const kept = 64

// spend counts bytes; it panics with ErrTooLarge when they are more than
// maxUnpack.
func (f *pdfFile) spend(n int) {
	if f.left -= n; f.left < 0 {
		panic(fmt.Errorf("%w: its pages and fonts take more than %d MiB", ErrTooLarge, maxUnpack>>20))
	}
}

// font returns the font of a dictionary; each is read once.
func (f *pdfFile) font(v pdf.Value) *pdfFont {
	if v.Kind() != pdf.Dict {
		return nil
	}
	if err := f.ctx.Err(); err != nil {
		panic(err)
	}
	key := v.String() // holds the references to all its parts
	font := f.fonts[key]
	if font == nil {
		f.spend(8*kept + len(key))
		font = newFont(v, f)
		f.fonts[key] = font
	}
	return font
}

func readPages(ctx context.Context, data []byte) ([]pdfPage, error) {
	r, err := pdf.NewReader(guardedReader{ctx, bytes.NewReader(data)}, int64(len(data)))
	if err != nil {
		return nil, pdfError(err)
	}
	f := &pdfFile{ctx: ctx, fonts: make(map[string]*pdfFont), left: maxUnpack}
	var pages []pdfPage
	nodes := 0
	var walk func(node pdf.Value, from inherited, depth int)
	walk = func(node pdf.Value, from inherited, depth int) {
		if nodes++; nodes > 2*maxPages || depth > 64 {
			panic(fmt.Errorf("%w: a page tree that holds itself, or more than %d pages", ErrDamaged, maxPages))
		}
		from.take(node)
		kids := node.Key("Kids")
		if kids.Kind() != pdf.Array {
			pages = append(pages, f.page(node, from))
			return
		}
		for i := 0; i < kids.Len(); i++ {
			if kid := kids.Index(i); kid.Kind() == pdf.Dict {
				walk(kid, from, depth+1)
			}
		}
	}
	walk(r.Trailer().Key("Root").Key("Pages"), inherited{}, 0)
	return pages, nil
}

// inherited is what a page takes from the nodes of the tree above it.
type inherited struct {
	resources, box pdf.Value
}

func (in *inherited) take(node pdf.Value) {
	if own := node.Key("Resources"); !own.IsNull() {
		in.resources = own
	}
	if own := node.Key("MediaBox"); !own.IsNull() {
		in.box = own
	}
}

// page reads one page; one that panics is broken, the others are read.
func (f *pdfFile) page(node pdf.Value, from inherited) (page pdfPage) {
	defer func() {
		if x := recover(); x != nil {
			if err, ok := x.(error); ok && errors.Is(err, ErrTooLarge) || f.ctx.Err() != nil {
				panic(x)
			}
			page.broken = fmt.Sprint(x)
		}
	}()
	p := painter{file: f, page: &page, tm: identity, line: identity}
	p.g = graphics{ctm: identity, stretch: 1}
	p.paint(f.content(node.Key("Contents")), from.resources, 0)
	if box := from.box; box.Len() == 4 {
		a := glyph{x: box.Index(0).Float64(), y: box.Index(1).Float64(), turn: page.turn()}.upright()
		b := glyph{x: box.Index(2).Float64(), y: box.Index(3).Float64(), turn: page.turn()}.upright()
		page.left, page.right = min(a.x, b.x), max(a.x, b.x)
	}
	return page
}

// content reads the content of a page: a stream, or a list of streams with
// white space between them.
func (f *pdfFile) content(v pdf.Value) []byte {
	if v.Kind() != pdf.Array {
		return f.unpack(v)
	}
	var all []byte
	for i := range v.Len() {
		all = append(append(all, f.unpack(v.Index(i))...), '\n')
		if len(all) > maxSize {
			panic(ErrTooLarge)
		}
	}
	return all
}

// unpack reads a stream; it panics with ErrTooLarge, or with what package pdf
// panics with.
func (f *pdfFile) unpack(v pdf.Value) []byte {
	if v.Kind() != pdf.Stream {
		return nil
	}
	r := v.Reader()
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, maxSize+1))
	if f.spend(len(data)); len(data) > maxSize {
		panic(ErrTooLarge)
	}
	// A stream that ends early or fails its checksum shows only a part: minutes
	// that lose a decision without a word are worse than none.
	if err != nil {
		panic(err)
	}
	return data
}
