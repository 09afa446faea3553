package extract

import (
	"encoding/xml"
	"fmt"
	"strings"
)

// docxWalker puts the body of a document on lines.
type docxWalker struct {
	sheet
	numbers    *numbering
	paragraphs []docxParagraph // open ones: a text box stands inside a paragraph
	hidden     bool            // the open run is hidden or struck-out text
	bold       bool            // the open run is bold
	dropped    int             // pieces of such text
	inText     bool            // in <w:t>
	chunks     int             // embedded documents, which are not read
}

// docxParagraph is what a paragraph's properties say before its text comes.
type docxParagraph struct {
	style   string
	list    listRef
	heading bool
	space   spacing

	started bool // its mark has been written
	inProps bool
}

// skippedElements hold no text of the document as it is read now: deleted
// and moved-away text, the copy of a text box for old programs, comments.
var skippedElements = map[string]bool{
	"del": true, "moveFrom": true, "Fallback": true, "instrText": true, "delText": true, "delInstrText": true, "sectPr": true, "rPrChange": true,
	"pPrChange": true, "tblPrChange": true, "tcPrChange": true, "trPrChange": true, "sectPrChange": true, "numberingChange": true,
}

// maxParagraphDepth is how many paragraphs may lie in each other. Text boxes nest a
// few deep.
const maxParagraphDepth = 100

func (w *docxWalker) read(d *xml.Decoder) error {
	for !w.full() {
		tok, err := d.RawToken()
		if err != nil {
			return err // io.EOF at the end
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if skippedElements[t.Name.Local] || (t.Name.Local == "footnote" || t.Name.Local == "endnote") && attr(t, "type") != "" {
				if err := skipElement(d); err != nil {
					return err
				}
				continue
			}
			if w.start(t); len(w.paragraphs) > maxParagraphDepth {
				return fmt.Errorf("more than %d paragraphs in each other", maxParagraphDepth)
			}
		case xml.EndElement:
			w.end(t.Name.Local)
		case xml.CharData:
			switch {
			case w.inText && !w.hidden:
				w.text(string(t))
			case w.inText:
				w.dropped++
			}
		}
	}
	return nil
}

// skipElement reads to the end of the element that was just begun. Tokens are
// raw, so xml.Decoder.Skip cannot do it.
func skipElement(d *xml.Decoder) error {
	for depth := 1; depth > 0; {
		tok, err := d.RawToken()
		if err != nil {
			return err
		}
		switch tok.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
	}
	return nil
}

func (w *docxWalker) start(e xml.StartElement) {
	name := e.Name.Local
	if p := w.paragraph(); p != nil && p.inProps {
		p.property(e)
		return
	}
	switch name {
	case "p":
		w.endLine()
		w.paragraphs = append(w.paragraphs, docxParagraph{})
	case "pPr":
		if p := w.paragraph(); p != nil {
			p.inProps = true
		}
	case "r":
		w.hidden, w.bold = false, false
	case "b":
		if w.bold = on(e); w.bold {
			w.labelled = false // bold goes on
		}
	case "vanish", "strike", "dstrike":
		w.hidden = w.hidden || on(e)
	case "t":
		w.inText = true
	case "tab", "ptab":
		if line := w.line.String(); isMark(line) {
			w.raw(" ")
		} else if line != "" {
			w.raw("\t")
		}
	case "br", "cr":
		w.endLine()
	case "noBreakHyphen":
		w.raw("-")
	case "tbl":
		w.openTable()
	case "tc":
		w.openCell()
	case "altChunk":
		w.chunks++
	}
}

func (w *docxWalker) end(name string) {
	switch name {
	case "p":
		w.endParagraph()
	case "pPr":
		if p := w.paragraph(); p != nil && p.inProps {
			p.inProps = false
		}
	case "r":
		if w.bold {
			w.endBold()
		}
		w.hidden, w.bold = false, false
	case "t":
		w.inText = false
	case "tc":
		w.closeCell()
	case "tr":
		w.closeRow()
	case "tbl":
		w.closeTable()
	case "txbxContent":
		w.endLine()
	}
}

func (w *docxWalker) paragraph() *docxParagraph {
	if n := len(w.paragraphs); n > 0 {
		return &w.paragraphs[n-1]
	}
	return nil
}

// spacing is the space above and below a paragraph, in twips (1/20 point).
type spacing struct {
	before, after       int
	beforeSet, afterSet bool
	tight               bool // none between paragraphs of one style
}

// widestTight is the space that still leaves lines together, 4 points.
const widestTight = 80

func (s *spacing) read(e xml.StartElement) {
	if n, ok := atoi(attr(e, "before")); ok {
		s.before, s.beforeSet = n, true
	}
	if n, ok := atoi(attr(e, "after")); ok {
		s.after, s.afterSet = n, true
	}
}

// inherit takes over what s does not say.
func (s *spacing) inherit(from spacing) {
	if !s.beforeSet {
		s.before, s.beforeSet = from.before, from.beforeSet
	}
	if !s.afterSet {
		s.after, s.afterSet = from.after, from.afterSet
	}
	s.tight = s.tight || from.tight
}

func (s spacing) above() bool { return s.before > widestTight && !s.tight }
func (s spacing) below() bool { return s.after > widestTight && !s.tight }

// property reads one property of a paragraph.
func (p *docxParagraph) property(e xml.StartElement) {
	switch e.Name.Local {
	case "pStyle":
		p.style = attr(e, "val")
	case "numId":
		p.list.id, p.list.set = attr(e, "val"), true
	case "ilvl":
		p.list.level, _ = atoi(attr(e, "val"))
	case "outlineLvl":
		n, ok := atoi(attr(e, "val"))
		p.heading = ok && n < 9
	case "spacing":
		p.space.read(e)
	case "contextualSpacing":
		p.space.tight = on(e)
	}
}

// resolve fills in what the paragraph's style says.
func (w *docxWalker) resolve(p *docxParagraph) {
	style := w.numbers.style(p.style)
	p.heading = p.heading || style.heading
	p.space.inherit(style.space)
	if !p.list.set {
		p.list = style.list
	}
}

// raw adds text as it is: every space of <w:t> counts.
func (w *docxWalker) raw(text string) {
	if p := w.paragraph(); p != nil && !p.started {
		p.started = true
		w.resolve(p)
		if p.heading || p.space.above() {
			w.gap = true
		}
		if label := w.numbers.next(p.list); label != "" {
			w.mark(p.list.level, label+" ")
		}
	}
	w.word(text)
}

func (w *docxWalker) text(text string) {
	text = lineBreaks.Replace(text)
	if w.line.Len() == 0 {
		text = strings.TrimLeft(text, " \t")
	}
	if text != "" {
		w.raw(text)
	}
}

var lineBreaks = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ")

func (w *docxWalker) endParagraph() {
	p := w.paragraph()
	if p == nil {
		return
	}
	if !p.started { // an empty paragraph
		w.gap = true
	}
	w.endLine()
	w.lead = ""
	if p.started && (p.heading || p.space.below()) {
		w.gap = true
	}
	w.paragraphs = w.paragraphs[:len(w.paragraphs)-1]
}
