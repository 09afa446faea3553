package minutes

import "strings"

// marks are parts of words that the rows of a table need: a text without any
// of them is looked at no closer. To look for them is one pass over the text,
// however many there are.
type marks struct {
	words []string
	opens [1 << markBits / 64]uint64 // a bit for the first three bytes of each word
}

const (
	markBits  = 15
	markBytes = 3
)

// newMarks prepares words of three bytes or more.
func newMarks(words ...string) *marks {
	m := &marks{words: words}
	for _, w := range words {
		key := uint(0)
		for _, c := range []byte(w[:markBytes]) {
			key = nextKey(key, c)
		}
		m.opens[key/64] |= 1 << (key % 64)
	}
	return m
}

// nextKey is the key of three bytes, from that of the three before c.
func nextKey(key uint, c byte) uint { return (key<<(markBits/markBytes) ^ uint(c)) % (1 << markBits) }

// in reports whether one of the words stands in s.
func (m *marks) in(s string) bool { return m.index(s, 0) >= 0 }

// index returns where the first of the words stands in s[from:], counted from
// the start of s; -1 if none does.
func (m *marks) index(s string, from int) int {
	key := uint(0)
	for i := from; i < len(s); i++ {
		key = nextKey(key, s[i])
		if m.opens[key/64]>>(key%64)&1 == 0 {
			continue
		}
		start := i + 1 - markBytes
		for _, w := range m.words {
			if start >= from && strings.HasPrefix(s[start:], w) {
				return start
			}
		}
	}
	return -1
}
