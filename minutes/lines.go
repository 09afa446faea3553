package minutes

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// line is one printed line that holds something else than white space.
type line struct {
	Span           // without the white space and bullet around it
	text    string // the text of Span
	indent  int    // runes before it, a bullet included
	bullet  bool   // a list mark (•, -, –, ·) stood before it
	scanned bool   // cut out of a scanned page, see splitPages
	gap     bool   // an empty line, or the start of the text, stands above
	row     bool   // the first cells of a row, see splitRows
}

// splitLines cuts text into its printed lines.
func splitLines(text string) []line {
	lines := make([]line, 0, strings.Count(text, "\n")+1)
	gap := true
	for start := 0; start < len(text); {
		end := len(text)
		if i := strings.IndexByte(text[start:], '\n'); i >= 0 {
			end = start + i
		}
		if l, ok := newLine(text, start, end); ok {
			l.gap = gap
			lines = append(lines, l)
			gap = false
		} else {
			gap = true
		}
		start = end + 1
	}
	return lines
}

func newLine(text string, start, end int) (line, bool) {
	l := line{}
	for start < end {
		r, size := utf8.DecodeRuneInString(text[start:end])
		mark := !l.bullet && isBullet(r) && spaceFollows(text[start+size:end])
		if !unicode.IsSpace(r) && !mark {
			break
		}
		l.bullet = l.bullet || mark
		l.indent++
		start += size
	}
	for start < end {
		r, size := utf8.DecodeLastRuneInString(text[start:end])
		if !unicode.IsSpace(r) {
			break
		}
		end -= size
	}
	l.Span = Span{start, end}
	l.text = text[start:end]
	return l, start < end
}

func isBullet(r rune) bool {
	switch r {
	case '•', '·', '-', '–', '*', '▪', '◦', '\uf0b7':
		return true
	}
	return false
}

func spaceFollows(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return s == "" || unicode.IsSpace(r)
}

// trimSpan narrows s by the white space at its ends.
func trimSpan(text string, s Span) Span {
	inner := text[s.Start:s.End]
	s.Start += len(inner) - len(strings.TrimLeftFunc(inner, unicode.IsSpace))
	inner = strings.TrimSpace(inner)
	return Span{s.Start, s.Start + len(inner)}
}

// fold is the form in which labels, titles and outcome phrases are compared:
// lower case, no accents, look-alike letters read, one space between words.
func fold(s string) string {
	var buf labelText
	switch n, changed := buf.fold(s); {
	case n == 0 && s != "": // more to do than to lower letters
	case !changed:
		return s
	default:
		return string(buf[:n])
	}
	b := make([]byte, 0, len(s))
	space := false
	for _, r := range Latin(s) {
		if n := len(b); r >= 0x300 && r < 0x370 && n > 0 && !space { // an accent
			if whole, ok := composedLetters[letterWithAccent{b[n-1], r}]; ok {
				b, r = b[:n-1], whole
			}
		}
		switch {
		case unicode.IsSpace(r):
			space = len(b) > 0
			continue
		case r == '\u00ad' || r == '\u200b' || r == '\ufeff':
			continue // soft hyphen and zero-width characters
		case r == 'é' || r == 'É' || r == 'è':
			r = 'e'
		}
		if space {
			b = append(b, ' ')
			space = false
		}
		b = utf8.AppendRune(b, unicode.ToLower(r))
	}
	return string(b)
}

// letterWithAccent is a letter written as two signs, as macOS writes them.
type letterWithAccent struct {
	base   byte
	accent rune
}

// composedLetters are those that Danish words have, in the form that fold
// gives them.
var composedLetters = map[letterWithAccent]rune{
	{'a', '\u030a'}: 'å', {'e', '\u0301'}: 'e', {'e', '\u0300'}: 'e', {'a', '\u0301'}: 'á', {'o', '\u0308'}: 'ö', {'a', '\u0308'}: 'ä', {'u', '\u0308'}: 'ü',
}

// lower is strings.ToLower, in a fraction of its time for ASCII and the letters
// of Latin-1 (æ, ø, å).
func lower(s string) string {
	capital := -1 // the first
	for i := 0; i < len(s); i++ {
		c, at := s[i], i
		switch {
		case c == 0xc3 && i+1 < len(s) && s[i+1]&0xc0 == 0x80:
			i++
			if c = s[i]; c > 0x9e || c == 0x97 { // small, or the sign ×
				continue
			}
		case c >= utf8.RuneSelf:
			return strings.ToLower(s)
		case c < 'A' || c > 'Z':
			continue
		}
		if capital < 0 {
			capital = at
		}
	}
	if capital < 0 {
		return s
	}
	var short [128]byte
	b := append(short[:0], s...)
	for i := capital; i < len(b); i++ {
		switch c := b[i]; {
		case c >= 'A' && c <= 'Z':
			b[i] += 'a' - 'A'
		case c == 0xc3:
			if i++; b[i] <= 0x9e && b[i] != 0x97 {
				b[i] += 0x20
			}
		}
	}
	return string(b)
}

// cutFold is strings.Cut around sub, given in lower case, whatever its case in s.
func cutFold(s, sub string) (before, after string, found bool) {
	if i := indexFold(s, sub); i >= 0 {
		return s[:i], s[i+len(sub):], true
	}
	return s, "", false
}

// indexFold finds sub, given in lower case, in s whatever its case.
func indexFold(s, sub string) int {
	return strings.Index(lowerSameLength(s), sub)
}

// lowerSameLength lowers the letters whose lower case has as many bytes, so
// that offsets into the result are offsets into s.
func lowerSameLength(s string) string {
	if l := lower(s); len(l) == len(s) {
		return l
	}
	return strings.Map(func(r rune) rune {
		if l := unicode.ToLower(r); len(string(l)) == len(string(r)) {
			return l
		}
		return r
	}, s)
}

func containsAny(s string, parts []string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}
