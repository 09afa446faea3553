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
	counts   map[*[9]wordLevel]*[9]int
}

// listRef names a level of a list; set is false where nothing was said.
type listRef struct {
	id    string
	level int
	set   bool
}

// wordList is a w:num: the levels of its w:abstractNum, which it counts
// together with the other lists made from it.
type wordList struct {
	levels  *[9]wordLevel
	restart map[int]int // level -> number to begin at, taken when it is first used
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
	abstract := make(map[string]*[9]wordLevel)
	n.lists = make(map[string]*wordList)
	n.counts = make(map[*[9]wordLevel]*[9]int)
	var levels *[9]wordLevel
	var list *wordList
	level := -1
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
			levels, list, level = new([9]wordLevel), nil, -1
			abstract[attr(e, "abstractNumId")] = levels
		case "num":
			levels, list, level = nil, &wordList{restart: make(map[int]int)}, -1
			n.lists[attr(e, "numId")] = list
		case "abstractNumId":
			if list != nil {
				list.levels = abstract[val]
			}
		case "lvl", "lvlOverride":
			level = -1
			if l, ok := atoi(attr(e, "ilvl")); ok && l < 9 {
				level = l
			}
		case "startOverride":
			if v, ok := atoi(val); ok && list != nil && level >= 0 {
				list.restart[level] = v
			}
		case "start":
			if v, ok := atoi(val); ok && levels != nil && level >= 0 {
				levels[level].start = v
			}
		case "numFmt":
			if levels != nil && level >= 0 {
				levels[level].format = val
			}
		case "lvlText":
			if levels != nil && level >= 0 && len(val) < 100 {
				levels[level].text = val
			}
		}
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
	if list == nil || list.levels == nil || ref.level > 8 {
		return ""
	}
	level := list.levels[ref.level]
	switch level.format {
	case "none":
		return ""
	case "bullet", "":
		return "•"
	}
	counts := n.counts[list.levels]
	if counts == nil {
		counts = new([9]int)
		for i, l := range list.levels {
			counts[i] = l.start - 1
		}
		n.counts[list.levels] = counts
	}
	if start, ok := list.restart[ref.level]; ok {
		counts[ref.level] = start - 1
		delete(list.restart, ref.level)
	}
	counts[ref.level]++
	for i := ref.level + 1; i < len(counts); i++ {
		counts[i] = list.levels[i].start - 1
	}
	text := level.text
	for i := range ref.level + 1 {
		number := counts[i]
		if i < ref.level && number == list.levels[i].start-1 { // no entry of that level yet
			number++
		}
		text = strings.ReplaceAll(text, "%"+strconv.Itoa(i+1), formatNumber(list.levels[i].format, number))
	}
	return strings.TrimSpace(text)
}

// listStyle gives the type of an HTML list for a number format of Word.
var listStyle = map[string]string{"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}

func formatNumber(format string, n int) string {
	if format == "decimalZero" && n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return numberAs(listStyle[format], n)
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
