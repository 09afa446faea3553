package minutes

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// findDamage lists damage that is kept in the text: letters of another
// alphabet, bytes that were no UTF-8, leaked HTML.
func findDamage(m *Meeting) {
	cyrillic := hasCyrillic(m.Text)
	for i := 0; cyrillic && i < len(m.Text); i++ {
		if m.Text[i] != 0xd0 && m.Text[i] != 0xd1 {
			continue
		}
		start := i
		for start > 0 {
			r, size := utf8.DecodeLastRuneInString(m.Text[:start])
			if !unicode.IsLetter(r) {
				break
			}
			start -= size
		}
		end := wordEnd(m.Text, start)
		if word := m.Text[start:end]; mixedAlphabets(word) {
			m.repaired(Span{start, end}, "ordet har bogstaver fra et andet alfabet; det er læst som »%s«", Latin(word))
		}
		i = max(i, end-1)
	}
	for i := 0; ; {
		j := strings.Index(m.Text[i:], "\ufffd")
		if j < 0 {
			break
		}
		start := i + j
		for i = start; strings.HasPrefix(m.Text[i:], "\ufffd"); {
			i += len("\ufffd")
		}
		m.problem(Span{start, i}, "tegn, der ikke kunne læses (filen er ikke UTF-8)")
	}
	for i := 0; ; {
		j := strings.IndexByte(m.Text[i:], '<')
		if j < 0 {
			break
		}
		i += j
		if end := tagEnd(m.Text[i:]); end > 0 {
			m.problem(Span{i, i + end}, "HTML-kode i teksten")
			i += end
		} else {
			i++
		}
	}
}

const longestTag = 200 // bytes

// tagEnd is the length of the HTML tag that s begins with, or 0.
func tagEnd(s string) int {
	name := strings.TrimPrefix(s[1:], "/")
	if name == "" || !(name[0] >= 'a' && name[0] <= 'z' || name[0] >= 'A' && name[0] <= 'Z') {
		return 0
	}
	end := strings.IndexByte(s[:min(len(s), longestTag)], '>')
	if end < 0 || strings.IndexByte(s[1:end], '<') >= 0 {
		return 0
	}
	return end + 1
}
