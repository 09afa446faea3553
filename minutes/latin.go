package minutes

import (
	"strings"
	"unicode"
)

// Letters of the Cyrillic alphabet that get into Danish words, by scanning or
// by conversion. Either the shape was kept (look-alikes), or the sound.
//
// QUIRK: Odense Kommune: "psykiatриhandleplanen" in a PDF made by FirstAgenda,
// where ри stands for ri. See testdata/minutes/beskaeftigelses-og-socialudvalget-2023-12-05.txt.
var (
	sameShape = map[rune]rune{'а': 'a', 'е': 'e', 'о': 'o', 'р': 'p', 'с': 'c', 'у': 'y', 'х': 'x', 'і': 'i', 'ј': 'j', 'ѕ': 's',
		'А': 'A', 'В': 'B', 'Е': 'E', 'К': 'K', 'М': 'M', 'Н': 'H', 'О': 'O', 'Р': 'P', 'С': 'C', 'Т': 'T', 'Х': 'X', 'І': 'I', 'Ј': 'J'}
	sameSound = map[rune]rune{'а': 'a', 'б': 'b', 'в': 'v', 'г': 'g', 'д': 'd', 'е': 'e', 'з': 'z', 'и': 'i', 'к': 'k', 'л': 'l', 'м': 'm',
		'н': 'n', 'о': 'o', 'п': 'p', 'р': 'r', 'с': 's', 'т': 't', 'у': 'u', 'ф': 'f', 'И': 'I', 'Р': 'R', 'С': 'S', 'Н': 'N', 'В': 'V', 'П': 'P'}
)

// Latin reads Cyrillic letters inside otherwise Latin words as the Latin
// letters they stand for, for search and comparison; everything else stays as
// it is. In a word where one of them has no Latin shape, all are read by sound.
func Latin(s string) string {
	if !hasCyrillic(s) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		end := wordEnd(s, i)
		word := s[i:end]
		if mixedAlphabets(word) {
			table := sameShape
			if strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) && sameShape[r] == 0 }) {
				table = sameSound
			}
			word = strings.Map(func(r rune) rune {
				if latin, ok := table[r]; ok {
					return latin
				}
				return r
			}, word)
		}
		b.WriteString(word)
		i = end
	}
	return b.String()
}

// hasCyrillic reports whether s has a letter of U+0400–U+047F: the first of its
// two bytes in UTF-8 is one of these.
func hasCyrillic(s string) bool {
	return strings.IndexByte(s, 0xd0) >= 0 || strings.IndexByte(s, 0xd1) >= 0
}

// mixedAlphabets reports whether word has letters of both alphabets.
func mixedAlphabets(word string) bool {
	return strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) &&
		strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(unicode.Latin, r) })
}
