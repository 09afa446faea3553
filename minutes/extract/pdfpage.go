package extract

import (
	"fmt"
	"math"

	"github.com/ledongthuc/pdf"
)

// glyph is one shown sign, or a word where pdftotext read the page. Lengths
// are in points, y grows upwards.
type glyph struct {
	x, y, width, size float64
	turn              int // quarter turns of the writing, against the clock: 1 runs upwards
	text              string
}

// upright turns the page so that the sign's writing runs to the right.
func (g glyph) upright() glyph {
	for ; g.turn > 0; g.turn-- {
		g.x, g.y = g.y, -g.x
	}
	return g
}

// pdfPage is the text of a page in the order it is drawn.
type pdfPage struct {
	glyphs      []glyph
	left, right float64 // edges of the sheet; both 0 if not known
	images      bool    // the page shows an image
	cut         bool    // drawings in drawings, or operands, were too many to be read
	broken      string  // why the page could not be read; "" if it could
}

// turn is how most of the page's writing runs. /Rotate does not tell: pages
// are scanned, and printed, sideways with and without it.
func (p *pdfPage) turn() int {
	var count [4]int
	for _, g := range p.glyphs {
		count[g.turn]++
	}
	most := 0
	for turn, n := range count {
		if n > count[most] {
			most = turn
		}
	}
	return most
}

// matrix is [a b c d e f] of PDF: x' = ax + cy + e, y' = bx + dy + f.
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

// times is m applied first, then n.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// graphics is the state that q saves and Q restores.
type graphics struct {
	ctm                       matrix
	font                      *pdfFont
	size, char, word, leading float64
	rise, stretch             float64 // stretch is 1 for letters of normal width
}

// painter reads the operators of a page that show text.
type painter struct {
	file     *pdfFile
	page     *pdfPage
	g        graphics
	saved    []graphics
	tm, line matrix // text matrix and that of the line's start
	args     []pdfToken
	forms    int // drawn on this page
}

const (
	maxArgs   = 1 << 16 // operands kept for an operator; a TJ of a whole line has some hundred
	maxSaved  = 512     // depth of q
	maxForms  = 2000    // form XObjects drawn on a page
	maxNested = 8       // forms in forms
	maxGlyphs = 1 << 20 // on a page
)

// paint runs content with the resources given.
func (p *painter) paint(content []byte, resources pdf.Value, nested int) {
	l := pdfLexer{data: content}
	fonts := make(map[string]*pdfFont)
	saved := len(p.saved)
	p.args = p.args[:0]
	for n := 0; ; n++ {
		if n%4096 == 0 && p.file.ctx.Err() != nil {
			panic(p.file.ctx.Err())
		}
		t := l.next()
		switch t.kind {
		case pdfEnd:
			p.saved = p.saved[:min(saved, len(p.saved))]
			return
		case pdfOperator:
			switch t.text {
			case "BI":
				l.skipImage()
				p.page.images = true
			case "Tf":
				if len(p.args) >= 2 {
					name := p.args[len(p.args)-2].text
					if fonts[name] == nil {
						fonts[name] = p.file.font(resources.Key("Font").Key(name))
					}
					p.g.font, p.g.size = fonts[name], p.num(0)
				}
			case "Do":
				p.draw(resources, nested)
			default:
				p.operator(t.text)
			}
			p.args = p.args[:0]
		case pdfNumber, pdfString, pdfName:
			if len(p.args) < maxArgs {
				p.args = append(p.args, t)
			} else {
				p.page.cut = true
			}
		}
	}
}

// num is the i-th operand from the right, 0 if there is none.
func (p *painter) num(i int) float64 {
	if i >= len(p.args) {
		return 0
	}
	return p.args[len(p.args)-1-i].num
}

func (p *painter) matrix() matrix {
	return matrix{p.num(5), p.num(4), p.num(3), p.num(2), p.num(1), p.num(0)}
}

// operator runs the operators of text and graphics state (PDF 32000-1:2008,
// tables 57 and 105–109); all others draw no text.
func (p *painter) operator(op string) {
	g := &p.g
	switch op {
	case "q":
		if len(p.saved) < maxSaved {
			p.saved = append(p.saved, *g)
		}
	case "Q":
		if n := len(p.saved); n > 0 {
			*g, p.saved = p.saved[n-1], p.saved[:n-1]
		}
	case "cm":
		g.ctm = p.matrix().times(g.ctm)
	case "BT":
		p.tm, p.line = identity, identity
	case "Tm":
		p.line = p.matrix()
		p.tm = p.line
	case "Td":
		p.move(p.num(1), p.num(0))
	case "TD":
		g.leading = -p.num(0)
		p.move(p.num(1), p.num(0))
	case "T*":
		p.move(0, -g.leading)
	case "TL":
		g.leading = p.num(0)
	case "Tc":
		g.char = p.num(0)
	case "Tw":
		g.word = p.num(0)
	case "Tz":
		g.stretch = p.num(0) / 100
	case "Ts":
		g.rise = p.num(0)
	case "\"":
		g.word, g.char = p.num(2), p.num(1)
		p.move(0, -g.leading)
		p.show()
	case "'":
		p.move(0, -g.leading)
		p.show()
	case "Tj", "TJ":
		p.show()
	}
}

func (p *painter) move(x, y float64) {
	p.line = matrix{1, 0, 0, 1, x, y}.times(p.line)
	p.tm = p.line
}

// show shows the strings among the operands; numbers between them move back.
func (p *painter) show() {
	for _, t := range p.args {
		switch t.kind {
		case pdfNumber:
			p.tm = matrix{1, 0, 0, 1, -t.num / 1000 * p.g.size * p.g.stretch, 0}.times(p.tm)
		case pdfString:
			p.string(t.text)
		}
	}
}

func (p *painter) string(s string) {
	g := &p.g
	if g.font == nil {
		return
	}
	g.font.codes(s, func(code int, space bool) {
		advance := g.font.widthOf(code)/1000*g.size + g.char
		if space {
			advance += g.word
		}
		advance *= g.stretch
		m := matrix{1, 0, 0, 1, 0, g.rise}.times(p.tm).times(g.ctm)
		p.tm = matrix{1, 0, 0, 1, advance, 0}.times(p.tm)
		text := g.font.text(code)
		if p.file.spend(kept + len(text)); len(p.page.glyphs) == maxGlyphs {
			panic(fmt.Errorf("%w: more than %d letters on a page", ErrTooLarge, maxGlyphs))
		}
		across := math.Hypot(m[0], m[1])
		p.page.glyphs = append(p.page.glyphs, glyph{
			x: m[4], y: m[5], width: advance * across, size: math.Abs(g.size) * math.Hypot(m[2], m[3]), text: text,
			turn: int(math.Round(math.Atan2(m[1], m[0])/(math.Pi/2))+4) % 4,
		})
	})
}

// draw draws a form XObject, which has content of its own.
func (p *painter) draw(resources pdf.Value, nested int) {
	if len(p.args) == 0 {
		return
	}
	x := resources.Key("XObject").Key(p.args[len(p.args)-1].text)
	if x.Key("Subtype").Name() != "Form" {
		p.page.images = p.page.images || x.Key("Subtype").Name() == "Image"
		return
	}
	if p.forms++; p.forms > maxForms || nested >= maxNested {
		p.page.cut = true
		return
	}
	before, tm, line, args := p.g, p.tm, p.line, p.args
	if m := x.Key("Matrix"); m.Len() == 6 {
		var own matrix
		for i := range own {
			own[i] = m.Index(i).Float64()
		}
		p.g.ctm = own.times(p.g.ctm)
	}
	if own := x.Key("Resources"); !own.IsNull() {
		resources = own
	}
	p.args = nil
	p.paint(p.file.unpack(x), resources, nested+1)
	p.g, p.tm, p.line, p.args = before, tm, line, args
}
