package extract

import (
	"fmt"
	"strings"
	"unicode"
)

// repairLigatures mends letters that came out wrong: a sign whose low byte is
// 0 and whose high byte is an ASCII letter is that letter, as "昀" (U+6600) is
// "f"; and the signs for fi, fl, ff are those letters.
//
// Fonts whose map of letters has its bytes swapped do the first: "昀椀" for
// "fi". See TestLigatures.
func (t *pdfText) repairLigatures(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r >= 0x4100 }) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r&0xff == 0 && isASCIILetter(r>>8):
			b.WriteByte(byte(r >> 8))
			t.ligatures++
		case r >= 0xfb00 && r <= 0xfb06:
			b.WriteString([]string{"ff", "fi", "fl", "ffi", "ffl", "st", "st"}[r-0xfb00])
			t.ligatures++
		case r >= 0xf020 && r <= 0xf0ff: // a symbol font; lists take their marks from it
			b.WriteRune('•')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func isASCIILetter(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' }

// fault says in Danish what is wrong with the text, "" if it looks right. The
// bounds are far from what Danish minutes have: 5 to 7 letters a word, no
// Chinese, and a capital inside one word of 200 ("BørneUngeudvalget").
func (t *pdfText) fault() string {
	var words, letters, glued, foreign, unread int
	for _, l := range t.lines {
		for word := range strings.FieldsSeq(l.text) {
			words++
			lower, small := false, false
			for _, r := range word {
				switch {
				case unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana):
					foreign++
				case r == '\ufffd' || unicode.Is(unicode.Co, r) || r < ' ':
					unread++
				}
				if unicode.IsLetter(r) {
					letters++
				}
				if lower && unicode.IsUpper(r) {
					small = true
				}
				lower = unicode.IsLower(r)
			}
			if small && !strings.ContainsAny(word, "@/:.") { // addresses have capitals inside
				glued++
			}
		}
	}
	switch {
	case words == 0:
		return ""
	case foreign*100 > letters:
		return "bogstaver er læst som kinesiske tegn"
	case unread*50 > letters:
		return "skrifttypen fortæller ikke, hvilke bogstaver den viser"
	case words >= 50 && letters > 12*words:
		return "ord er skrevet sammen"
	case words >= 50 && glued*25 > words:
		return "ord er skrevet sammen"
	case words >= 50 && letters < 2*words:
		return "ord er skilt ad"
	}
	return ""
}

// notes tells, in Danish, what was repaired and left out.
func (t *pdfText) notes() []string {
	var notes []string
	if t.ligatures > 0 {
		notes = append(notes, fmt.Sprintf("%d ligaturer (fi, fl, ff) er læst som de bogstaver, de viser", t.ligatures))
	}
	if t.pageNumbers > 0 {
		notes = append(notes, fmt.Sprintf("%d sidetal er udeladt", t.pageNumbers))
	}
	return notes
}

// lostPages names, in Danish, the pages that are a picture without text, and
// those that were not read to the end.
func lostPages(pages []pdfPage) []string {
	var lost []string
	for _, fault := range []struct {
		what string
		has  func(*pdfPage) bool
	}{
		{"billede uden tekst på side ", func(p *pdfPage) bool { return p.images && p.empty() }},
		{"for mange tegninger til at læse dem alle på side ", func(p *pdfPage) bool { return p.cut }},
	} {
		var numbers []string
		for i := range pages {
			if fault.has(&pages[i]) {
				numbers = append(numbers, fmt.Sprint(i+1))
			}
		}
		if len(numbers) > 0 {
			lost = append(lost, fault.what+strings.Join(numbers, ", "))
		}
	}
	return lost
}
