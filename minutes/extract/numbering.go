package extract

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// numbering knows the lists and styles of a Word document, and counts.
type numbering struct {
	lists    map[string]*wordList // by w:numId
	styles   map[string]wordStyle // by w:styleId; "" holds the document's defaults
	standard string               // the style of paragraphs that name none
}

// listRef names a level of a list; set is false where nothing was said.
type listRef struct {
	id    string
	level int
	set   bool
}

// wordList is a w:num, or the w:abstractNum that it is made from: it counts
// together with the other lists made from that, but may print the numbers in
// its own way.
type wordList struct {
	levels  [9]wordLevel
	counts  *[9]int     // the number of each level's last entry; nil if it is made from nothing
	restart map[int]int // level -> number to begin at, taken when it is first used; nil for a w:abstractNum
}

// wordLevel is how a level of a list is numbered: "%1.%2." with the format of
// each number; start is the first one.
type wordLevel struct {
	format, text string
	start        int
}

type wordStyle struct {
	parent  string
	heading bool
	list    listRef
	space   spacing
}

// readNumbering reads word/numbering.xml.
func (n *numbering) readNumbering(d *xml.Decoder) error {
	abstract := make(map[string]*wordList)
	n.lists = make(map[string]*wordList)
	list, level := new(wordList), -1
	for {
		tok, err := d.RawToken()
		if err != nil {
			return err
		}
		e, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		val := attr(e, "val")
		switch e.Name.Local {
		case "abstractNum":
			list, level = &wordList{counts: &[9]int{-1, -1, -1, -1, -1, -1, -1, -1, -1}}, -1 // levels begin at 0
			abstract[attr(e, "abstractNumId")] = list
		case "num":
			list, level = &wordList{restart: make(map[int]int)}, -1
			n.lists[attr(e, "numId")] = list
		case "abstractNumId":
			if from := abstract[val]; from != nil {
				list.levels, list.counts = from.levels, from.counts
			}
		case "lvl", "lvlOverride":
			level = -1
			if l, ok := atoi(attr(e, "ilvl")); ok && l < 9 {
				level = l
			}
			if level >= 0 && e.Name.Local == "lvl" { // all of it is replaced, but its start
				list.levels[level] = wordLevel{start: list.levels[level].start}
			}
		default:
			if level >= 0 {
				list.property(level, e.Name.Local, val)
			}
		}
	}
}

// property reads one property of a level. Where a w:num begins is up to its
// w:startOverride alone, not to the level that it puts in place.
func (l *wordList) property(level int, name, val string) {
	own := l.restart != nil
	switch v, ok := atoi(val); {
	case name == "startOverride" && ok && own:
		l.restart[level] = v
	case name == "start" && ok && !own && l.counts != nil:
		l.levels[level].start, l.counts[level] = v, v-1
	case name == "numFmt":
		l.levels[level].format = val
	case name == "lvlText" && len(val) < 100:
		l.levels[level].text = val
	}
}

// readStyles reads what word/styles.xml says of headings and lists.
func (n *numbering) readStyles(d *xml.Decoder) error {
	n.styles = make(map[string]wordStyle)
	id := ""
	for {
		tok, err := d.RawToken()
		if err != nil {
			return err
		}
		e, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		s := n.styles[id]
		switch val := attr(e, "val"); e.Name.Local {
		case "style":
			id = attr(e, "styleId")
			s = wordStyle{}
			if attr(e, "type") == "paragraph" && (attr(e, "default") == "1" || attr(e, "default") == "true") {
				n.standard = id
			}
		case "basedOn":
			s.parent = val
		case "name":
			name := strings.ToLower(val)
			s.heading = s.heading || strings.HasPrefix(name, "heading ") || name == "title"
		case "outlineLvl":
			l, ok := atoi(val)
			s.heading = s.heading || ok && l < 9
		case "numId":
			s.list.id, s.list.set = val, true
		case "ilvl":
			s.list.level, _ = atoi(val)
		case "spacing":
			s.space.read(e)
		case "contextualSpacing":
			s.space.tight = on(e)
		default:
			continue
		}
		n.styles[id] = s
	}
}

// style returns a style with what it takes from those it is based on.
func (n *numbering) style(id string) wordStyle {
	if id == "" {
		id = n.standard
	}
	s := n.styles[id]
	for range 20 { // deeper than styles are built; also ends a circle
		parent, ok := n.styles[s.parent]
		if !ok || s.parent == "" {
			break
		}
		s.heading = s.heading || parent.heading
		s.space.inherit(parent.space)
		if !s.list.set {
			s.list = parent.list
		}
		s.parent = parent.parent
	}
	s.space.inherit(n.styles[""].space)
	return s
}

// next counts one entry and returns its mark: "•", "3.", "2.1", "b)", or ""
// where the paragraph stands in no list.
func (n *numbering) next(ref listRef) string {
	list := n.lists[ref.id]
	if list == nil || list.counts == nil || ref.level > 8 {
		return ""
	}
	level := list.levels[ref.level]
	switch {
	case level.format == "none":
		return ""
	case level.format == "bullet", level.format == "" && !strings.Contains(level.text, "%"):
		return "•"
	}
	counts := list.counts
	if start, ok := list.restart[ref.level]; ok {
		counts[ref.level] = start - 1
		delete(list.restart, ref.level)
	}
	counts[ref.level]++
	for i := ref.level + 1; i < len(counts); i++ {
		counts[i] = list.levels[i].start - 1
	}
	text := level.text
	for i, l := range list.levels[:ref.level+1] {
		number := counts[i]
		if i < ref.level && number == l.start-1 { // no entry of that level yet
			number++
		}
		text = strings.ReplaceAll(text, "%"+strconv.Itoa(i+1), formatNumber(l.format, number))
	}
	return strings.TrimSpace(text)
}

// listStyle gives the type of an HTML list for a number format of Word.
var listStyle = map[string]string{"lowerRoman": "i", "upperRoman": "I"}

func formatNumber(format string, n int) string {
	switch {
	case format == "decimalZero" && n < 10:
		return "0" + strconv.Itoa(n)
	case format == "lowerLetter" && n >= 1 && n <= maxLetter:
		return repeatLetter('a', n)
	case format == "upperLetter" && n >= 1 && n <= maxLetter:
		return repeatLetter('A', n)
	}
	return numberAs(listStyle[format], n)
}

// maxLetter is how far Word counts in letters.
const maxLetter = 30 * 26

// repeatLetter counts a … z, aa, bb … zz, aaa, as Word does; HTML lists count
// a … z, aa, ab.
func repeatLetter(first byte, n int) string {
	return strings.Repeat(string(first+byte((n-1)%26)), (n-1)/26+1)
}

// roman prints n, 1 to 3999, in Roman numerals.
func roman(n int) string {
	var b strings.Builder
	for _, r := range []struct {
		value int
		sign  string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= r.value; n -= r.value {
			b.WriteString(r.sign)
		}
	}
	return b.String()
}
