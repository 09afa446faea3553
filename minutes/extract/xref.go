package extract

import (
	"bytes"
	"compress/zlib"
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
)

// maxObjects is how many objects a PDF may number. Minutes have some
// thousand; package pdf makes room for as many as a file says it has.
const maxObjects = 1 << 20

// xrefCheck follows the cross-reference sections of a PDF as package pdf
// does, and refuses what would make that overflow the stack or memory, which
// no recover survives: numbers out of all proportion, and object streams that
// lie in object streams.
type xrefCheck struct {
	data       []byte
	left       int          // bytes that may still be unpacked
	inStreams  map[int]bool // objects that lie in an object stream
	containers map[int]bool // the object streams that are named
	offsets    map[int]int  // of the other objects
}

func checkXref(ctx context.Context, data []byte) error {
	c := xrefCheck{data: data, left: maxUnpack, inStreams: map[int]bool{}, containers: map[int]bool{}, offsets: map[int]int{}}
	start := bytes.LastIndex(data, []byte("startxref"))
	if start < 0 {
		return fmt.Errorf("%w: a PDF without a table of its objects", ErrDamaged)
	}
	l := pdfLexer{data: data, pos: start + len("startxref")}
	next, seen := int(l.next().num), map[int]bool{}
	for next > 0 && next < len(data) && !seen[next] {
		seen[next] = true
		err := ctx.Err()
		if err != nil {
			return fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		if next, err = c.section(next); err != nil {
			return fmt.Errorf("%w: table of objects: %w", ErrDamaged, err)
		}
	}
	if seen[next] {
		return fmt.Errorf("%w: tables of objects that name each other", ErrDamaged)
	}
	checked := map[int]bool{} // offsets
	for _, id := range slices.Sorted(maps.Keys(c.containers)) {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		offset := c.offsets[id]
		if checked[offset] && !c.inStreams[id] {
			continue
		}
		checked[offset] = true
		if err := c.container(id); err != nil {
			return fmt.Errorf("%w: object stream %d: %w", ErrDamaged, id, err)
		}
	}
	return nil
}

// section checks the section at pos and returns where the one before it is.
func (c *xrefCheck) section(pos int) (prev int, err error) {
	l := pdfLexer{data: c.data, pos: pos}
	t := l.next()
	if t.kind == pdfOperator && t.text == "xref" {
		return c.table(&l)
	}
	l.next() // generation
	l.next() // obj
	if t := l.next(); t.text != "<<" {
		return 0, fmt.Errorf("none at byte %d", pos)
	}
	d := l.dict()
	return c.stream(&l, d)
}

// table reads "start count" and the entries "offset generation n".
func (c *xrefCheck) table(l *pdfLexer) (prev int, err error) {
	for {
		t := l.next()
		if t.kind == pdfOperator && t.text == "trailer" {
			l.next() // <<
			return oneNumber(l.dict()["Prev"]), nil
		}
		start, count := int(t.num), int(l.next().num)
		if t.kind != pdfNumber || start < 0 || count < 0 || start > maxObjects || count > maxObjects {
			return 0, fmt.Errorf("%d objects from number %d", count, start)
		}
		for i := range count {
			offset := l.next()
			l.next()
			if use := l.next(); use.text == "n" {
				c.offset(start+i, int(offset.num))
			} else if use.text != "f" {
				return 0, fmt.Errorf("entry %d of %d is cut", i, count)
			}
		}
	}
}

func (c *xrefCheck) offset(id, offset int) {
	if _, ok := c.offsets[id]; !ok {
		c.offsets[id] = offset
	}
}

// stream reads a section that is a stream with columns of bytes.
func (c *xrefCheck) stream(l *pdfLexer, d map[string][]pdfToken) (prev int, err error) {
	var w []int
	for _, t := range d["W"] {
		if t.kind == pdfNumber {
			w = append(w, int(t.num))
		}
	}
	size := oneNumber(d["Size"])
	if len(w) < 3 || w[0] < 0 || w[0] > 8 || w[1] < 0 || w[1] > 8 || w[2] < 0 || w[2] > 8 || len(w) > 3 || size < 0 || size > maxObjects {
		return 0, fmt.Errorf("%d objects in columns of %v bytes", size, w)
	}
	rows, err := c.unpack(l, d)
	if err != nil {
		return 0, err
	}
	index := []int{0, size}
	if len(d["Index"]) > 0 {
		index = index[:0]
		for _, t := range d["Index"] {
			if t.kind == pdfNumber {
				index = append(index, int(t.num))
			}
		}
	}
	for ; len(index) >= 2; index = index[2:] {
		if index[0] < 0 || index[1] < 0 || index[0]+index[1] > maxObjects {
			return 0, fmt.Errorf("%d objects from number %d", index[1], index[0])
		}
		for i := range index[1] {
			if len(rows) < w[0]+w[1]+w[2] {
				return 0, fmt.Errorf("cut after %d entries", i)
			}
			kind, second := 1, number(rows[w[0]:w[0]+w[1]])
			if w[0] > 0 {
				kind = number(rows[:w[0]])
			}
			rows = rows[w[0]+w[1]+w[2]:]
			switch kind {
			case 1:
				c.offset(index[0]+i, second)
			case 2:
				c.inStreams[index[0]+i] = true
				c.containers[second] = true
			}
		}
	}
	return oneNumber(d["Prev"]), nil
}

// unpack reads the stream that follows dictionary d, as far as package pdf
// can: plain or deflated, with no predictor or number 12.
func (c *xrefCheck) unpack(l *pdfLexer, d map[string][]pdfToken) ([]byte, error) {
	if t := l.next(); t.text != "stream" {
		return nil, fmt.Errorf("a dictionary without its stream")
	}
	pos := l.pos
	if pos < len(c.data) && c.data[pos] == '\r' {
		pos++
	}
	if pos < len(c.data) && c.data[pos] == '\n' {
		pos++
	}
	raw := c.data[min(pos, len(c.data)):]
	if n := oneNumber(d["Length"]); len(d["Length"]) == 1 && n < len(raw) {
		raw = raw[:max(n, 0)]
	}
	filters := d["Filter"]
	if len(filters) == 0 {
		return raw, nil
	}
	if len(filters) > 1 && !(len(filters) == 3 && filters[0].text == "[") || filters[len(filters)/2].text != "FlateDecode" {
		return nil, fmt.Errorf("packed in a way that is not read: %w", errUnsupported)
	}
	z, err := zlib.NewReader(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	out, err := io.ReadAll(io.LimitReader(z, maxSize+1))
	if c.left -= len(out); len(out) > maxSize || c.left < 0 {
		return nil, ErrTooLarge
	}
	if err != nil && len(out) == 0 {
		return nil, err
	}
	return unpredict(out, d["DecodeParms"])
}

// unpredict undoes predictor 12: each row is the difference to the row above.
func unpredict(data []byte, params []pdfToken) ([]byte, error) {
	predictor, columns := 1, 1
	for i := 0; i+1 < len(params); i++ {
		switch params[i].text {
		case "Predictor":
			predictor = int(params[i+1].num)
		case "Columns":
			columns = int(params[i+1].num)
		}
	}
	switch {
	case predictor == 1:
		return data, nil
	case predictor != 12 || columns < 1 || columns > 1<<16:
		return nil, fmt.Errorf("predictor %d with %d columns: %w", predictor, columns, errUnsupported)
	}
	out := make([]byte, 0, len(data))
	above := make([]byte, columns)
	for ; len(data) > columns; data = data[columns+1:] {
		if data[0] != 2 {
			return nil, fmt.Errorf("rows of predictor %d: %w", data[0], errUnsupported)
		}
		for i, c := range data[1 : columns+1] {
			above[i] += c
		}
		out = append(out, above...)
	}
	return out, nil
}

// container checks one object stream.
func (c *xrefCheck) container(id int) error {
	offset, ok := c.offsets[id]
	if c.inStreams[id] || !ok || offset <= 0 || offset >= len(c.data) {
		return fmt.Errorf("it lies in another, or nowhere")
	}
	l := pdfLexer{data: c.data, pos: offset}
	for range 3 {
		l.next() // number, generation, obj
	}
	if t := l.next(); t.text != "<<" {
		return fmt.Errorf("none at byte %d", offset)
	}
	d := l.dict()
	if length := d["Length"]; len(length) > 1 && c.inStreams[int(length[0].num)] {
		return fmt.Errorf("its length lies in it")
	}
	if n := oneNumber(d["N"]); n < 0 || n > maxObjects || len(d["Extends"]) > 0 {
		return fmt.Errorf("%d objects: %w", n, errUnsupported)
	}
	_, err := c.unpack(&l, d)
	return err
}

func oneNumber(value []pdfToken) int {
	if len(value) == 0 {
		return 0
	}
	return int(value[0].num)
}

func number(b []byte) int {
	n := 0
	for _, c := range b {
		n = n<<8 | int(c)
	}
	return n
}
