package extract

import (
	"fmt"
	"strings"

	"golang.org/x/net/html/atom"
)

// skipped is the open element whose content is no text of the page: script,
// svg, button … A page may forget its end tag; then it ends where browsers
// end it, so that the text below stays.
type skipped struct {
	name   atom.Atom // 0 if none is open
	depth  int       // open elements of that name, itself included
	begin  int       // where in the page its content begins
	inside map[atom.Atom]int
}

// noText are elements whose content is no text of the page.
var noText = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Template: true, atom.Noscript: true, atom.Svg: true, atom.Button: true, atom.Select: true,
	atom.Textarea: true, atom.Iframe: true, atom.Object: true, atom.Math: true, atom.Title: true, atom.Canvas: true, atom.Audio: true, atom.Video: true,
}

// loose are those of them that the end tag of an element around them ends.
var loose = map[atom.Atom]bool{
	atom.Svg: true, atom.Math: true, atom.Button: true, atom.Select: true, atom.Canvas: true, atom.Audio: true, atom.Video: true,
}

// breakout are the start tags that end a drawing or formula (HTML standard,
// 13.2.6.5), but not inside htmlInside.
var breakout = map[atom.Atom]bool{
	atom.B: true, atom.Big: true, atom.Blockquote: true, atom.Body: true, atom.Br: true, atom.Center: true, atom.Code: true, atom.Dd: true, atom.Div: true,
	atom.Dl: true, atom.Dt: true, atom.Em: true, atom.Embed: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true,
	atom.Head: true, atom.Hr: true, atom.I: true, atom.Img: true, atom.Li: true, atom.Listing: true, atom.Menu: true, atom.Meta: true, atom.Nobr: true,
	atom.Ol: true, atom.P: true, atom.Pre: true, atom.Ruby: true, atom.S: true, atom.Small: true, atom.Span: true, atom.Strong: true, atom.Strike: true,
	atom.Sub: true, atom.Sup: true, atom.Table: true, atom.Tt: true, atom.U: true, atom.Ul: true, atom.Var: true,
}

// htmlInside are parts of a drawing or formula that hold HTML.
var htmlInside = []atom.Atom{atom.Foreignobject, atom.Desc, atom.Mi, atom.Mo, atom.Mn, atom.Ms, atom.Mtext}

// endsAround are the end tags that end a loose element which they stand in.
func endsAround(name atom.Atom) bool {
	switch name {
	case atom.P, atom.A, atom.Ul, atom.Ol, atom.Table, atom.Tr, atom.Td, atom.Th:
		return true
	}
	return blockElements[name] || headings[name]
}

// skipFrom begins to skip an element. A button or list of choices that is not
// closed before the next one, or not at all, is read as if it were not there:
// browsers show what follows it.
func (w *htmlWalker) skipFrom(name atom.Atom) bool {
	if (name == atom.Button || name == atom.Select) && !closedAhead(w.page[w.pos:], name.String()) {
		return false
	}
	w.skip = skipped{name: name, depth: 1, begin: w.pos}
	return true
}

// skipStart reports whether a start tag belongs to what is skipped.
func (w *htmlWalker) skipStart(name atom.Atom, closed bool) bool {
	s := &w.skip
	switch {
	case s.name == 0:
		return false
	case (s.name == atom.Svg || s.name == atom.Math) && breakout[name] && !s.holdsHTML():
		*s = skipped{}
		return false
	case closed || voidElements[name]:
	case name == s.name:
		s.depth++
	case loose[s.name] && name != 0:
		if s.inside == nil {
			s.inside = make(map[atom.Atom]int)
		}
		s.inside[name]++
	}
	return true
}

func (s *skipped) holdsHTML() bool {
	for _, name := range htmlInside {
		if s.inside[name] > 0 {
			return true
		}
	}
	return false
}

// skipEnd reports whether an end tag belongs to what is skipped.
func (w *htmlWalker) skipEnd(name atom.Atom) bool {
	s := &w.skip
	switch {
	case s.name == 0:
		return false
	case name == s.name:
		if s.depth--; s.depth == 0 {
			*s = skipped{}
		}
	case s.inside[name] > 0:
		s.inside[name]--
	case loose[s.name] && endsAround(name):
		*s = skipped{}
		return false
	}
	return true
}

// struckOut are elements whose text no longer counts.
var struckOut = map[atom.Atom]bool{atom.Del: true, atom.S: true, atom.Strike: true}

// strike opens one of them, or an element that its style strikes out. One that
// is not closed, or not before the next of its name, is read as if it were not
// there: no slip takes the rest of a page.
func (w *htmlWalker) strike(name atom.Atom, style string) {
	if !struckOut[name] && !strings.Contains(strings.ToLower(style), "line-through") || !closedAhead(w.page[w.pos:], name.String()) {
		return
	}
	if w.struck == nil {
		w.struck = make(map[atom.Atom]bool)
	}
	w.struck[name] = true
}

// closedAhead reports whether the end tag of name comes before its next start
// tag.
func closedAhead(page, name string) bool {
	for {
		i := strings.IndexByte(page, '<')
		if i < 0 {
			return false
		}
		page = page[i+1:]
		tag, end := strings.CutPrefix(page, "/")
		if len(tag) > len(name) && strings.EqualFold(tag[:len(name)], name) && strings.IndexByte(" \t\r\n\f/>", tag[len(name)]) >= 0 {
			return end
		}
	}
}

// lost tells, in Danish, of text at the page's end that stands in an element,
// comment or tag that never ends.
func (w *htmlWalker) lost() []string {
	from, inside := w.pos, "et mærke"
	switch {
	case w.skip.name != 0:
		from, inside = w.skip.begin, "<"+w.skip.name.String()+">"
	case w.comment >= 0:
		from, inside = w.comment, "en kommentar"
	}
	if rest := strings.TrimSpace(w.page[from:]); rest != "" {
		return []string{fmt.Sprintf("siden ender midt i %s: de sidste %d byte er ikke læst", inside, len(rest))}
	}
	return nil
}
