package extract

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// looksLikeHTML reports whether text begins as a page or a part of one does.
// Plain text with a stray tag further down is no page.
func looksLikeHTML(text string) bool {
	z := html.NewTokenizer(strings.NewReader(text[:min(len(text), 64<<10)]))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return false
		case html.DoctypeToken:
			return true
		case html.TextToken:
			if strings.Trim(string(z.Text()), " \t\r\n\ufeff") != "" {
				return false
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			return atom.Lookup(name) != 0
		}
	}
}

// readHTML fills doc, whose Text is a page, with the page's text.
//
// The page is read as a stream of tags and not as a tree: a tree costs time
// and stack where old pages nest hundreds of unclosed elements, and lines need
// none. An end tag that is missing is implied by what comes next.
func readHTML(ctx context.Context, doc Document) (Document, error) {
	doc.MediaType = htmlType
	w := htmlWalker{page: doc.Text, z: html.NewTokenizer(contextReader{ctx, strings.NewReader(doc.Text)}), comment: -1}
	w.walk()
	if ctx.Err() != nil {
		return Document{}, context.Cause(ctx)
	}
	if w.full() {
		return Document{}, fmt.Errorf("%w: the page's text", ErrTooLarge)
	}
	rows, dropped := withoutFurniture(w.finish())
	dropped += w.dropped
	doc.Text, doc.Dropped, doc.Lost = join(rows), dropped, w.lost()
	if len(rows) == 0 {
		return Document{}, fmt.Errorf("%w: an HTML page with %d lines of navigation and no others; its text may be loaded by a script, or stand in a tag that never ends", ErrNoText, dropped)
	}
	return doc, nil
}

type htmlWalker struct {
	sheet
	page    string
	z       *html.Tokenizer
	pos     int // where in page the next tag or text begins
	comment int // where the last comment begins if it never ends; -1 if not
	lists   []list
	open    [regionCount]int // how many elements of each region are open
	marked  []marked
	folds   map[string]bool    // ids of what the page unfolds
	struck  map[atom.Atom]bool // open elements of struckOut
	dropped int                // pieces of struck-out text
	skip    skipped
	pre     int  // open <pre>
	heading bool // in <h1> to <h6>, where a button is the title of what it unfolds
}

// list is an open list; next is the number of its next entry.
type list struct {
	numbered bool
	next     int
	style    string // "a", "A", "i" or "I" where entries are lettered or have Roman numbers
}

// marked is an open element that its attributes make a region.
type marked struct {
	name   atom.Atom
	region region
	depth  int // elements of that name open since, itself included
}

func (w *htmlWalker) walk() {
	for !w.full() {
		kind := w.z.Next()
		if kind == html.ErrorToken {
			return
		}
		w.pos += len(w.z.Raw())
		switch kind {
		case html.CommentToken:
			raw := w.z.Raw()
			if open := bytes.HasPrefix(raw, []byte("<!--")) && !bytes.HasSuffix(raw, []byte("->")) && !bytes.HasSuffix(raw, []byte("--!>")); open {
				w.comment = w.pos - len(raw)
			}
		case html.TextToken:
			w.text(string(w.z.Text()))
		case html.StartTagToken:
			w.start(false)
		case html.SelfClosingTagToken:
			w.z.NextIsNotRawText() // XHTML: <title/>, <script src="…"/>
			w.start(true)
		case html.EndTagToken:
			name, _ := w.z.TagName()
			w.end(atom.Lookup(name))
		}
	}
}

func (w *htmlWalker) text(text string) {
	switch {
	case w.skip.name != 0:
	case len(w.struck) > 0:
		if strings.TrimSpace(text) != "" {
			w.dropped++
		}
	case w.pre > 0:
		w.verbatim(text)
	default:
		w.write(text)
	}
}

func (w *htmlWalker) start(closed bool) {
	raw, more := w.z.TagName()
	name := atom.Lookup(raw)
	if w.skipStart(name, closed) {
		return
	}
	attrs := map[string]string{}
	for more {
		var key, val []byte
		key, val, more = w.z.TagAttr()
		if wantedAttrs[string(key)] && len(val) < 1000 {
			attrs[string(key)] = string(val)
		}
	}
	if noText[name] && !closed && !(name == atom.Button && w.heading) && w.skipFrom(name) {
		return
	}
	if !voidElements[name] && !closed {
		w.strike(name, attrs["style"])
		w.openMarked(name, attrs)
	}
	if r := regionOf[name]; r != 0 && !closed {
		w.endLine()
		w.open[r.index()]++
		w.setRegion()
	}
	w.heading = headings[name] || w.heading && !blockElements[name] && name != atom.P
	w.block(name, attrs)
}

// block begins what an element begins on the page.
func (w *htmlWalker) block(name atom.Atom, attrs map[string]string) {
	switch name {
	case atom.Br:
		if w.line.Len() == 0 {
			w.gap = true
		}
		lead := w.lead
		w.endLine()
		if w.line.Len() == 0 && w.gap {
			w.lead = lead // <li><br>text: the mark waits for the text
		}
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Hr, atom.Blockquote, atom.Dl:
		if w.lead == "" || w.line.Len() > 0 { // the first paragraph of an entry stands on its line
			w.endBlock()
		}
	case atom.Ul, atom.Menu:
		w.endLine()
		w.lists = append(w.lists, list{})
	case atom.Ol:
		w.endLine()
		l := list{numbered: true, next: 1}
		if n, ok := atoi(attrs["start"]); ok {
			l.next = n
		}
		l.style = attrs["type"]
		w.lists = append(w.lists, l)
	case atom.Li:
		w.entry(attrs)
	case atom.Pre:
		w.endBlock()
		w.pre++
	case atom.B, atom.Strong:
		w.labelled = false // bold goes on
	case atom.Table:
		w.openTable()
	case atom.Tr:
		w.closeRow()
	case atom.Td, atom.Th:
		w.openCell()
	default:
		if blockElements[name] {
			w.endLine()
		}
	}
}

// entry begins a list entry with its mark, indented by how deep the list is.
func (w *htmlWalker) entry(attrs map[string]string) {
	if len(w.lists) == 0 {
		w.mark(0, "• ")
		return
	}
	l := &w.lists[len(w.lists)-1]
	if !l.numbered {
		w.mark(len(w.lists)-1, "• ")
		return
	}
	if n, ok := atoi(attrs["value"]); ok {
		l.next = n
	}
	w.mark(len(w.lists)-1, numberAs(l.style, l.next)+". ")
	l.next++
}

func (w *htmlWalker) end(name atom.Atom) {
	delete(w.struck, name)
	if w.skipEnd(name) {
		return
	}
	w.heading = w.heading && !headings[name]
	switch name {
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Blockquote, atom.Dl:
		if w.lead == "" || w.line.Len() > 0 {
			w.endBlock()
		}
	case atom.Ul, atom.Ol, atom.Menu:
		w.endLine()
		w.lead = ""
		if n := len(w.lists); n > 0 {
			w.lists = w.lists[:n-1]
		}
		w.gap = w.gap || len(w.lists) == 0
	case atom.Pre:
		w.endBlock()
		w.pre = max(0, w.pre-1)
	case atom.B, atom.Strong:
		w.endBold()
	case atom.Table:
		w.closeTable()
	case atom.Tr:
		w.closeRow()
	case atom.Td, atom.Th:
		w.closeCell()
	default:
		if blockElements[name] {
			w.endLine()
		}
	}
	if r := regionOf[name]; r != 0 {
		w.endLine()
		w.open[r.index()] = max(0, w.open[r.index()]-1)
		w.setRegion()
	}
	w.closeMarked(name)
}
