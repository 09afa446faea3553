package minutes

import (
	"strings"
	"unicode/utf8"
)

// lookup finds what a table of folded words has for s, without the signs of
// cut at its end. It takes no memory for what lines mostly are.
func lookup[V any](table map[string]V, s, cut string) (V, bool) {
	var buf labelText
	n, _ := buf.fold(s)
	if n == 0 {
		v, ok := table[strings.TrimRight(fold(s), cut)]
		return v, ok
	}
	for n > 0 && strings.IndexByte(cut, buf[n-1]) >= 0 {
		n--
	}
	v, ok := table[string(buf[:n])]
	return v, ok
}

// labelText is room for a label and what stands around it.
type labelText [2 * longestLabel]byte

// fold lowers the letters of s, if there is nothing else to do for fold: words
// of ASCII letters, figures and signs, or of æ, ø and å, with single spaces
// between them. It returns the length; 0 where there is more to do.
func (b *labelText) fold(s string) (n int, changed bool) {
	if len(s) > len(b) {
		return 0, false
	}
	last := byte(' ')
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= 'a' && c <= 'z':
		case c >= 'A' && c <= 'Z':
			c, changed = c+'a'-'A', true
		case c == ' ' && last == ' ', c < ' ':
			return 0, false
		case c == 0xc3 && i+1 < len(s):
			b[i] = c
			i++
			if c = s[i] | 0x20; c != 0xa6 && c != 0xb8 && c != 0xa5 { // æ, ø, å
				return 0, false
			}
			changed = changed || c != s[i]
		case c >= utf8.RuneSelf:
			return 0, false
		}
		b[i], last = c, c
	}
	if last == ' ' {
		return 0, false
	}
	return len(s), changed
}
