package extract

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// wrongSets are the character sets that UTF-8 gets read in by mistake.
//
// QUIRK: Region Nordjylland: "Regionsr├ądet" for "Regionsrådet", UTF-8 read as
// code page 852. See testdata/layouts/region-nordjylland-01.txt.
var wrongSets = []*charmap.Charmap{charmap.Windows1252, charmap.CodePage850, charmap.CodePage852, charmap.CodePage437}

// danishLetters are the letters that give a wrong set away: at least one has
// to come out before anything is repaired.
const danishLetters = "æøåÆØÅé"

// repairMojibake mends text in UTF-8 that was read in another set: "Ã¥" and
// "├ą" are å. Only sequences that are UTF-8 in that set and give a letter or
// sign of Danish are touched, so that whole letters beside them stay. The
// note, in Danish, is "" where nothing was mended.
func repairMojibake(text string) (string, string) {
	if !strings.Contains(text, "Ã") && !strings.Contains(text, "├") { // what the first byte of æ, ø and å becomes
		return text, ""
	}
	var best mending
	for _, set := range wrongSets {
		if m := mend(text, set); m.letters > best.letters {
			best = m
		}
	}
	if best.letters == 0 {
		return text, ""
	}
	return best.text, fmt.Sprintf("%d tegn var læst i forkert tegnsæt (%s) og er rettet, fx »%s« til »%s«", best.count, best.set, best.was, best.is)
}

// compose puts letters together that are written as a letter and its ring or
// accent: labels and names are compared letter by letter. The note, in Danish,
// is "" where there were none.
func compose(text string) (string, string) {
	if before := countMarks(text); before > 0 {
		text = norm.NFC.String(text)
		if n := before - countMarks(text); n > 0 {
			return text, fmt.Sprintf("%d tegn var skrevet som et bogstav og en accent for sig og er samlet", n)
		}
	}
	return text, ""
}

// countMarks counts the combining accents, U+0300–U+036F.
func countMarks(text string) int {
	n := 0
	for i := 0; i+1 < len(text); i++ {
		if text[i] == 0xcc || text[i] == 0xcd && text[i+1] < 0xb0 {
			n++
		}
	}
	return n
}

// mending is what one wrong set makes of a text.
type mending struct {
	text    string
	set     string
	was, is string // the first letter mended
	count   int    // sequences mended
	letters int    // of those, danishLetters
}

func mend(text string, set *charmap.Charmap) mending {
	m := mending{set: set.String()}
	var b strings.Builder
	b.Grow(len(text))
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			b.WriteByte(text[i])
			i++
			continue
		}
		if r, size := hiddenRune(text[i:], set); size > 0 {
			m.count++
			if strings.ContainsRune(danishLetters, r) {
				if m.letters == 0 {
					m.was, m.is = text[i:i+size], string(r)
				}
				m.letters++
			}
			b.WriteRune(r)
			i += size
			continue
		}
		_, size := utf8.DecodeRuneInString(text[i:])
		b.WriteString(text[i : i+size])
		i += size
	}
	m.text = b.String()
	return m
}

// hiddenRune reads the first two or three signs of s as the bytes that they
// are in set. Size is their length in s, 0 if they are no sign of Danish text.
func hiddenRune(s string, set *charmap.Charmap) (r rune, size int) {
	var raw [3]byte
	for n := range raw {
		sign, w := utf8.DecodeRuneInString(s[size:])
		c, ok := set.EncodeRune(sign)
		if w == 0 || !ok || c < 0x80 {
			return 0, 0
		}
		raw[n] = c
		size += w
		if n == 0 {
			continue
		}
		if r, w := utf8.DecodeRune(raw[:n+1]); w == n+1 && plausible(r) {
			return r, size
		}
	}
	return 0, 0
}

// plausible reports whether r is a letter or sign that Danish text has.
func plausible(r rune) bool {
	return r >= 0xa0 && r <= 0x17f || r >= 0x2010 && r <= 0x203a || r == '€' || r == '™'
}
