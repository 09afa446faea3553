package extract

import (
	"fmt"
	"strings"
	"unicode/utf16"

	"github.com/ledongthuc/pdf"
	"golang.org/x/text/encoding/charmap"
)

// pdfFont turns the codes of a shown string into letters and widths.
type pdfFont struct {
	wide     bool             // codes have two bytes
	letters  map[int]string   // code -> text, from ToUnicode or read before
	encoding pdf.TextEncoding // for codes that letters lacks; nil if the font names none
	mac      bool
	widths   map[int]float64 // code -> width in thousandths of the font size
	width    float64         // of codes that widths lacks
}

// newFont reads a font dictionary of file, whose memory each entry of the
// font's tables is counted in.
func newFont(v pdf.Value, file *pdfFile) *pdfFont {
	f := &pdfFont{letters: make(map[int]string), widths: make(map[int]float64), width: 500}
	f.wide = v.Key("Subtype").Name() == "Type0"
	if f.wide {
		f.wideWidths(v.Key("DescendantFonts").Index(0), file)
	} else {
		f.narrowWidths(v)
		f.narrowEncoding(v)
	}
	if m := v.Key("ToUnicode"); m.Kind() == pdf.Stream {
		f.readCharMap(file.unpack(m), file)
	}
	return f
}

// maxDifferences is the longest list of letters that differ from an encoding;
// those of 256 codes fit. Package pdf goes through it for each letter.
const maxDifferences = 4096

func (f *pdfFont) narrowEncoding(v pdf.Value) {
	enc := v.Key("Encoding")
	if n := enc.Key("Differences").Len(); n > maxDifferences {
		panic(fmt.Errorf("a font with %d differences from its encoding", n))
	}
	switch {
	case enc.Name() == "Identity-H": // package pdf would read ToUnicode, without a limit
	case enc.Kind() == pdf.Name, enc.Kind() == pdf.Dict:
		font := pdf.Font{V: v}
		f.encoding = font.Encoder()
		f.mac = enc.Name() == "MacRomanEncoding" || enc.Key("BaseEncoding").Name() == "MacRomanEncoding"
	}
}

// narrowWidths reads the widths of a font whose codes have one byte.
func (f *pdfFont) narrowWidths(v pdf.Value) {
	scale := 1.0
	if v.Key("Subtype").Name() == "Type3" { // widths are in the font's own units
		if m := v.Key("FontMatrix"); m.Len() == 6 {
			scale = m.Index(0).Float64() * 1000
		}
	}
	if w := v.Key("FontDescriptor").Key("MissingWidth"); !w.IsNull() {
		f.width = w.Float64()
	}
	first, widths := int(v.Key("FirstChar").Int64()), v.Key("Widths")
	for i := range min(widths.Len(), 256) {
		f.widths[first+i] = widths.Index(i).Float64() * scale
	}
}

// maxCode is the largest code of a font.
const maxCode = 1<<16 - 1

// wideWidths reads /W of a font whose codes have two bytes: "first [w w w]"
// or "first last w".
func (f *pdfFont) wideWidths(v pdf.Value, file *pdfFile) {
	f.width = 1000
	if w := v.Key("DW"); !w.IsNull() {
		f.width = w.Float64()
	}
	w := v.Key("W")
	for i := 0; i+1 < w.Len(); {
		first, second := max(0, int(w.Index(i).Int64())), w.Index(i+1)
		if second.Kind() == pdf.Array {
			file.spend(second.Len() * kept)
			for j := range second.Len() {
				f.widths[first+j] = second.Index(j).Float64()
			}
			i += 2
			continue
		}
		width, last := w.Index(i+2).Float64(), min(max(-1, int(second.Int64())), maxCode)
		file.spend(max(1, last-first+1) * kept)
		for c := first; c <= last; c++ {
			f.widths[c] = width
		}
		i += 3
	}
}

// codes splits a shown string.
func (f *pdfFont) codes(s string, show func(code int, space bool)) {
	if !f.wide {
		for i := range len(s) {
			show(int(s[i]), s[i] == ' ')
		}
		return
	}
	for i := 0; i+1 < len(s); i += 2 {
		show(int(s[i])<<8|int(s[i+1]), false)
	}
}

// text is what a code prints; U+FFFD if the font does not tell.
func (f *pdfFont) text(code int) string {
	if s, ok := f.letters[code]; ok {
		return s
	}
	s := "\ufffd"
	if !f.wide {
		s = f.narrowText(byte(code))
	}
	f.letters[code] = s
	return s
}

func (f *pdfFont) narrowText(c byte) string {
	if f.encoding != nil {
		s := f.encoding.Decode(string([]byte{c}))
		if s != "" && s != string(rune(c)) && !strings.ContainsRune(s, '\ufffd') {
			return s
		}
	}
	if f.mac {
		return string(charmap.Macintosh.DecodeByte(c))
	}
	return string(charmap.Windows1252.DecodeByte(c))
}

func (f *pdfFont) widthOf(code int) float64 {
	if w, ok := f.widths[code]; ok {
		return w
	}
	return f.width
}

// readCharMap reads a ToUnicode map.
func (f *pdfFont) readCharMap(data []byte, file *pdfFile) {
	l := pdfLexer{data: data}
	var args []pdfToken
	for n := 1; ; n++ {
		if n%4096 == 0 && file.ctx.Err() != nil {
			panic(file.ctx.Err())
		}
		t := l.next()
		switch {
		case t.kind == pdfEnd:
			return
		case t.kind != pdfOperator:
			if len(args) < maxArgs { // a block holds at most 100 entries of 256 letters
				args = append(args, t)
			}
			continue
		case t.text == "endbfchar":
			file.spend(len(args) / 2 * kept)
			for i := 0; i+1 < len(args); i += 2 {
				f.letters[codeOf(args[i].text)] = fromUTF16(args[i+1].text)
			}
		case t.text == "endbfrange":
			f.readRanges(args, file)
		}
		args = args[:0]
	}
}

// readRanges reads "first last start" and "first last [each one]".
func (f *pdfFont) readRanges(args []pdfToken, file *pdfFile) {
	for i := 0; i+2 < len(args); i++ {
		first, last := codeOf(args[i].text), codeOf(args[i+1].text)
		last = min(last, maxCode)
		i += 2
		if args[i].text == "[" && args[i].kind == pdfBracket {
			for i++; i < len(args) && args[i].kind == pdfString; i++ {
				if first <= last {
					f.letters[first] = fromUTF16(args[i].text)
					first++
				}
			}
			continue // on "]"
		}
		file.spend(max(1, last-first+1) * (kept + len(args[i].text)))
		start := []rune(fromUTF16(args[i].text))
		if len(start) == 0 {
			continue
		}
		for c := first; c <= last; c++ {
			f.letters[c] = string(start)
			start[len(start)-1]++
		}
	}
}

func codeOf(s string) int {
	n := 0
	for i := range min(len(s), 4) {
		n = n<<8 | int(s[i])
	}
	return n
}

func fromUTF16(s string) string {
	if len(s) == 1 {
		return string(rune(s[0]))
	}
	units := make([]uint16, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}
