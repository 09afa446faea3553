package extract

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// pdfLine is one printed line. Lengths are in points, y grows upwards.
type pdfLine struct {
	page      int // from 0
	x, end, y float64
	size      float64
	first     float64 // width of the first word
	text      string  // a tab where a gap is as wide as between columns
}

// linesOf puts the signs of a page whose writing runs as turn says on lines,
// top line first.
func linesOf(page int, glyphs []glyph, turn int) []pdfLine {
	var shown []glyph
	for _, g := range glyphs {
		if g.turn != turn {
			continue
		}
		if shown == nil {
			shown = make([]glyph, 0, len(glyphs)) // most pages have one turn
		}
		g = g.upright()
		ok := g.size > 0.5 && g.size < 1000 && math.Abs(g.x) < 1e5 && math.Abs(g.y) < 1e5 && math.Abs(g.width) < 1e5 // false for NaN
		if ok && g.text != "" {
			shown = append(shown, g)
		}
	}
	slices.SortStableFunc(shown, func(a, b glyph) int { return cmp.Compare(b.y, a.y) })
	var lines []pdfLine
	for len(shown) > 0 {
		n, y, size := 1, shown[0].y, shown[0].size
		for n < len(shown) && y-shown[n].y < 0.4*math.Max(size, shown[n].size) {
			size = math.Max(size, shown[n].size)
			n++
		}
		if l, ok := lineOf(shown[:n]); ok {
			l.page = page
			lines = append(lines, l)
		}
		shown = shown[n:]
	}
	return lines
}

// Gaps, as parts of the size of the letters.
const (
	wordGap   = 0.16 // between words; letters are set closer
	columnGap = 1.8  // between columns; justified text keeps below
	sameSpot  = 0.06 // a sign drawn again to look bold
)

// lineOf puts the signs of one line in order. It reports false for white
// space.
func lineOf(glyphs []glyph) (pdfLine, bool) {
	slices.SortStableFunc(glyphs, func(a, b glyph) int { return cmp.Compare(a.x, b.x) })
	var b strings.Builder
	var l pdfLine
	var last glyph
	space, oneWord := false, true
	for _, g := range glyphs {
		if strings.TrimSpace(g.text) == "" {
			space = space || b.Len() > 0
			continue
		}
		if b.Len() == 0 {
			l.x, l.end, l.y = g.x, g.x, g.y
		} else if g.text == last.text && g.x-last.x < sameSpot*g.size && g.y-last.y < sameSpot*g.size {
			continue
		}
		gap := g.x - l.end
		switch {
		case b.Len() == 0:
		case gap > columnGap*g.size && !isMark(b.String()):
			b.WriteByte('\t')
			oneWord = false
		case space || gap > wordGap*g.size:
			b.WriteByte(' ')
			oneWord = false
		}
		space = false
		b.WriteString(strings.TrimRight(g.text, " "))
		if g.size > l.size {
			l.size, l.y = g.size, g.y
		}
		l.end = math.Max(l.end, g.x+math.Max(g.width, 0))
		if oneWord {
			l.first = l.end - l.x
		}
		if strings.HasSuffix(g.text, " ") {
			space, last = true, glyph{}
			continue
		}
		last = g
	}
	l.text = strings.Join(strings.FieldsFunc(b.String(), func(r rune) bool { return r == ' ' }), " ")
	if mark, rest, ok := strings.Cut(l.text, " "); ok && mark != "•" && len(mark) > 1 && strings.Contains(dots, mark) {
		l.text = "• " + rest
	}
	return l, l.text != ""
}

// dots are the marks of entries that HTML and DOCX give as "•" too.
const dots = "●○■□➢❖◆"

// isMark reports whether a line so far is the mark of an entry or the number
// of an item: "•", "3.", "12)", "a)", "Punkt 4:". What follows is its text,
// not another column.
func isMark(s string) bool {
	if len(s) > 20 {
		return false
	}
	s = strings.TrimSpace(s)
	if i := strings.LastIndexByte(s, ' '); i >= 0 && markWords[strings.ToLower(s[:i])] {
		s = s[i+1:]
	}
	if r, n := utf8.DecodeRuneInString(s); n == len(s) {
		return strings.ContainsRune(bullets, r) || unicode.IsDigit(r)
	}
	body := strings.TrimRight(s, ".):")
	if body == "" || len(body) > 6 {
		return false
	}
	digits := strings.Trim(body, "0123456789.") == ""
	return digits && (len(body) <= 3 || body != s) || len(body) == 1 && body != s
}

const bullets = "•·-–*▪◦" + dots

var markWords = map[string]bool{"punkt": true, "pkt.": true, "pkt": true, "sag nr.": true, "sag": true}

// pdfText is the text of all pages, line by line, and the measures that tell
// paragraphs apart.
type pdfText struct {
	lines       []pdfLine
	pages       int
	left, right float64 // margins
	leading     float64 // distance of lines within a paragraph, as a part of the size
	pageNumbers int     // lines left out
	ligatures   int     // letters repaired
}

// layOut fails only when ctx is done.
func layOut(ctx context.Context, pages []pdfPage) (*pdfText, error) {
	t := &pdfText{pages: len(pages)}
	for i, p := range pages {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		most := p.turn()
		for turn := range 4 { // writing at the side of the page comes after the page
			t.lines = append(t.lines, linesOf(i, p.glyphs, (most+turn)%4)...)
		}
	}
	for i := range t.lines {
		t.lines[i].text = t.repairLigatures(t.lines[i].text)
	}
	t.dropPageNumbers()
	t.measure(pages)
	return t, nil
}

// measure finds the margins and the leading.
func (t *pdfText) measure(pages []pdfPage) {
	var starts, ends, wrapped, ratios []float64
	for i, l := range t.lines {
		starts = append(starts, l.x)
		if strings.Contains(l.text, "\t") {
			continue
		}
		ends = append(ends, l.end)
		if i == 0 || t.lines[i-1].page != l.page || math.Abs(t.lines[i-1].size-l.size) >= sizeStep {
			continue
		}
		above := t.lines[i-1]
		ratios = append(ratios, (above.y-l.y)/l.size)
		if unicode.IsLower(firstLetter(l.text)) && !strings.Contains(above.text, "\t") {
			wrapped = append(wrapped, above.end)
		}
	}
	slices.Sort(starts)
	slices.Sort(ratios)
	if len(starts) > 0 {
		t.left = starts[len(starts)/20]
	}
	t.right = mirrored(pages, t.left)
	if end, ok := wrapEnd(wrapped, t.left); ok && end > t.left+0.6*(t.right-t.left) {
		t.right = end
	} else if len(ends) > 0 {
		t.right = max(t.right, slices.Max(ends))
	}
	t.leading = commonLeading(ratios)
}

// wrapEnd is where lines end that go on in a small letter on the next, if at
// least three such lines, and half of them, end close together.
func wrapEnd(ends []float64, left float64) (float64, bool) {
	if len(ends) < 3 {
		return 0, false
	}
	slices.Sort(ends)
	end := ends[len(ends)-1-len(ends)*3/100] // a single line may stick out
	near, _ := slices.BinarySearch(ends, end-0.15*(end-left))
	return end, len(ends)-near >= 3 && 2*(len(ends)-near) >= len(ends)
}

// mirrored is the right margin of a page whose margins are alike. It counts
// where too few lines go on in a small letter to tell where lines end.
func mirrored(pages []pdfPage, left float64) float64 {
	if len(pages) == 0 || pages[0].right <= pages[0].left {
		return left
	}
	return pages[0].right - (left - pages[0].left)
}

// commonLeading is the smallest distance of lines that is common.
func commonLeading(ratios []float64) float64 {
	const bucket = 0.05
	for i, r := range ratios {
		n, _ := slices.BinarySearch(ratios, r+bucket)
		if r > 0.8 && r < 2.5 && n-i >= 2+len(ratios)/12 {
			return ratios[i+(n-i)/2]
		}
	}
	return 1.2
}

// sizeStep is the difference in points that makes another size of letters.
const sizeStep = 0.7
