package extract

import (
	"bytes"
	"strconv"
)

// pdfToken is a token of a page's content, a font's character map or a
// dictionary.
type pdfToken struct {
	kind pdfTokenKind
	num  float64
	text string // of a string: its bytes; of a name: without "/"; of an operator or bracket: itself
}

type pdfTokenKind int

const (
	pdfEnd pdfTokenKind = iota // of the input
	pdfNumber
	pdfString
	pdfName
	pdfOperator // a keyword
	pdfBracket  // [ ] << >>
)

// pdfLexer reads tokens from data. It accepts anything: what is no token of
// PDF is an operator that nobody knows.
type pdfLexer struct {
	data []byte
	pos  int
}

func (l *pdfLexer) next() pdfToken {
	l.skipSpace()
	if l.pos >= len(l.data) {
		return pdfToken{}
	}
	switch c := l.data[l.pos]; c {
	case '(':
		return pdfToken{kind: pdfString, text: l.literal()}
	case '/':
		l.pos++
		return pdfToken{kind: pdfName, text: l.name()}
	case '[', ']', '{', '}', ')':
		l.pos++
		return pdfToken{kind: pdfBracket, text: string(c)}
	case '<', '>':
		if l.pos+1 < len(l.data) && l.data[l.pos+1] == c {
			l.pos += 2
			return pdfToken{kind: pdfBracket, text: string([]byte{c, c})}
		}
		if c == '<' {
			return pdfToken{kind: pdfString, text: l.hex()}
		}
		l.pos++
		return pdfToken{kind: pdfBracket, text: ">"}
	}
	start := l.pos
	for l.pos < len(l.data) && !pdfDelimiter(l.data[l.pos]) {
		l.pos++
	}
	word := l.data[start:l.pos]
	if n, ok := pdfNumberOf(word); ok {
		return pdfToken{kind: pdfNumber, num: n}
	}
	return pdfToken{kind: pdfOperator, text: string(word)}
}

func pdfSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func pdfDelimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return pdfSpace(c)
}

func (l *pdfLexer) skipSpace() {
	for l.pos < len(l.data) {
		switch c := l.data[l.pos]; {
		case pdfSpace(c):
			l.pos++
		case c == '%':
			for l.pos < len(l.data) && l.data[l.pos] != '\n' && l.data[l.pos] != '\r' {
				l.pos++
			}
		default:
			return
		}
	}
}

func pdfNumberOf(word []byte) (float64, bool) {
	if len(word) == 0 || len(word) > 40 || word[0] < '+' || word[0] > '9' {
		return 0, false
	}
	n, digits := 0, 0
	for digits < len(word) && digits < 9 && word[digits] >= '0' && word[digits] <= '9' {
		n = 10*n + int(word[digits]-'0')
		digits++
	}
	if digits == len(word) {
		return float64(n), true
	}
	if i := bytes.LastIndexByte(word, '-'); i > 0 { // "12-34" and "--5", which some programs write
		word = word[:max(i, 1)]
	}
	x, err := strconv.ParseFloat(string(word), 64)
	return x, err == nil && x < 1e15 && x > -1e15
}

func (l *pdfLexer) name() string {
	start := l.pos
	for l.pos < len(l.data) && !pdfDelimiter(l.data[l.pos]) {
		l.pos++
	}
	raw := l.data[start:l.pos]
	if bytes.IndexByte(raw, '#') < 0 {
		return string(raw)
	}
	var out []byte
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) {
			if hi, lo := hexDigit(raw[i+1]), hexDigit(raw[i+2]); hi >= 0 && lo >= 0 {
				out = append(out, byte(hi<<4|lo))
				i += 2
				continue
			}
		}
		out = append(out, raw[i])
	}
	return string(out)
}

func (l *pdfLexer) hex() string {
	var out []byte
	high := -1
	for l.pos++; l.pos < len(l.data); l.pos++ {
		c := l.data[l.pos]
		if c == '>' {
			l.pos++
			break
		}
		d := hexDigit(c)
		switch {
		case d < 0:
		case high < 0:
			high = d
		default:
			out = append(out, byte(high<<4|d))
			high = -1
		}
	}
	if high >= 0 {
		out = append(out, byte(high<<4))
	}
	return string(out)
}

func hexDigit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// literal reads "(text (with) \n escapes)".
func (l *pdfLexer) literal() string {
	var out []byte
	depth := 1
	for l.pos++; l.pos < len(l.data); l.pos++ {
		c := l.data[l.pos]
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				l.pos++
				return string(out)
			}
		case '\\':
			out = l.escape(out)
			continue
		}
		out = append(out, c)
	}
	return string(out)
}

// escape reads what follows the backslash at l.pos and leaves l.pos on its
// last byte.
func (l *pdfLexer) escape(out []byte) []byte {
	l.pos++
	if l.pos >= len(l.data) {
		return out
	}
	c := l.data[l.pos]
	if i := bytes.IndexByte([]byte("nrtbf"), c); i >= 0 {
		return append(out, "\n\r\t\b\f"[i])
	}
	if c == '\r' || c == '\n' { // a line end that is not meant
		if c == '\r' && l.pos+1 < len(l.data) && l.data[l.pos+1] == '\n' {
			l.pos++
		}
		return out
	}
	if c < '0' || c > '7' {
		return append(out, c)
	}
	n := 0
	for i := 0; i < 3 && l.pos < len(l.data) && l.data[l.pos] >= '0' && l.data[l.pos] <= '7'; i++ {
		n = n<<3 | int(l.data[l.pos]-'0')
		l.pos++
	}
	l.pos--
	return append(out, byte(n))
}

// skipImage skips an inline image, whose "BI" was just read: its bytes are no
// tokens.
func (l *pdfLexer) skipImage() {
	i := bytes.Index(l.data[l.pos:], []byte("ID"))
	if i < 0 {
		return
	}
	for pos := l.pos + i + 2; ; {
		j := bytes.Index(l.data[pos:], []byte("EI"))
		if j < 0 {
			l.pos = len(l.data)
			return
		}
		pos += j + 2
		if pdfSpace(l.data[pos-3]) && (pos == len(l.data) || pdfSpace(l.data[pos])) {
			l.pos = pos
			return
		}
	}
}

// dict reads a dictionary whose "<<" was just read: the tokens of each value,
// by key; those of a dictionary inside it stand flat after its "<<".
func (l *pdfLexer) dict() map[string][]pdfToken {
	values := make(map[string][]pdfToken)
	key, inner := "", 0
	for n := 0; n < 100_000; n++ {
		t := l.next()
		switch {
		case t.kind == pdfEnd:
			return values
		case t.kind == pdfBracket && t.text == "<<":
			inner++
			values[key] = append(values[key], t)
		case t.kind == pdfBracket && t.text == ">>":
			if inner == 0 {
				return values
			}
			inner--
		case inner > 0:
			values[key] = append(values[key], t)
		case t.kind == pdfName && (key == "" || len(values[key]) > 0 && !openArray(values[key])):
			key = t.text
			values[key] = nil
		case key != "":
			values[key] = append(values[key], t)
		}
	}
	return values
}

// openArray reports whether tokens begin with "[" that is not closed yet.
func openArray(tokens []pdfToken) bool {
	return tokens[0].text == "[" && tokens[0].kind == pdfBracket && tokens[len(tokens)-1].text != "]"
}
