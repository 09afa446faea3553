package extract

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// print puts every paragraph on one line: a line break that only the width of
// the page made is undone.
func (t *pdfText) print() string {
	var b strings.Builder
	for i, l := range t.lines {
		switch {
		case i == 0:
			b.WriteString(t.indent(l))
		case t.continues(t.lines[i-1], l, t.begin(i-1)):
			if !glues(t.lines[i-1].text, l.text) {
				b.WriteByte(' ')
			}
		default:
			b.WriteByte('\n')
			if t.apart(t.lines[i-1], l) {
				b.WriteByte('\n')
			}
			b.WriteString(t.indent(l))
		}
		b.WriteString(strings.ReplaceAll(l.text, "\u00ad", ""))
	}
	b.WriteByte('\n')
	return b.String()
}

// shortest is the width, in letter sizes, below which no line is full: some
// 20 letters.
const shortest = 10

// begin is the line that the paragraph of line i begins with, looked for a
// few lines up: only its mark and indent matter.
func (t *pdfText) begin(i int) pdfLine {
	for n := 0; n < 3 && i > 0 && t.lines[i-1].page == t.lines[i].page && !t.apart(t.lines[i-1], t.lines[i]) && !startsMarked(t.lines[i].text); n++ {
		i--
	}
	return t.lines[i]
}

func (t *pdfText) indent(l pdfLine) string {
	steps := int((l.x - t.left) / (1.5 * l.size))
	return strings.Repeat("  ", min(max(steps, 0), 8))
}

// apart reports whether clearly more than the leading separates two lines.
func (t *pdfText) apart(above, below pdfLine) bool {
	return above.page != below.page || math.Abs(above.size-below.size) >= sizeStep || above.y-below.y > 1.25*t.leading*math.Max(above.size, below.size)
}

// continues reports whether below goes on with the paragraph of above, which
// begins with the line first.
func (t *pdfText) continues(above, below, first pdfLine) bool {
	lower := unicode.IsLower(firstLetter(below.text))
	newPage := above.page != below.page
	switch {
	case math.Abs(above.size-below.size) >= sizeStep,
		strings.Contains(above.text, "\t") || strings.Contains(below.text, "\t"),
		startsMarked(below.text), endsWithPage(above.text),
		newPage && (!lower || below.page != above.page+1),
		!newPage && t.apart(above, below),
		above.end-above.x < shortest*above.size:
		return false
	}
	middle := math.Abs((above.x+above.end)-(below.x+below.end))/2 < 2 // both are centred
	if below.x > above.x+below.size && !startsMarked(first.text) && !middle {
		return false
	}
	if above.end+0.25*above.size+below.first > t.right-0.01*(t.right-t.left) {
		return true // the word did not fit
	}
	return lower && above.end > t.left+0.75*(t.right-t.left) && !strings.ContainsRune(".:!?", lastRune(above.text))
}

func firstLetter(s string) rune {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "\"”“»'’(["))
	return r
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// startsMarked reports whether a line begins with the mark or number of an
// entry. "15. juni" does not: what follows a number is no small letter. Nor
// does "2024. Udkastet": a number of four figures ends a sentence.
func startsMarked(s string) bool {
	word, rest, ok := strings.Cut(s, " ")
	if !ok || !isMark(word) {
		return false
	}
	if r, n := utf8.DecodeRuneInString(word); n == len(word) && strings.ContainsRune(bullets, r) {
		return r != '-' && r != '–' || !unicode.IsDigit(firstLetter(rest))
	}
	year := strings.Trim(word, ".):")
	return strings.ContainsRune(".):", lastRune(word)) && !unicode.IsLower(firstLetter(rest)) && (len(year) != 4 || strings.Contains(year, "."))
}

// endsWithPage matches a line of a table of contents: dots and a page.
func endsWithPage(s string) bool {
	body := strings.TrimRight(s, "0123456789")
	return body != s && strings.HasSuffix(strings.TrimRight(body, " "), "...")
}

// glues reports whether a word was broken between two lines: after a hyphen
// or stroke that has no space before it. "Børn-" and "og" are two words.
func glues(above, below string) bool {
	r := lastRune(above)
	if r == '\u00ad' {
		return true
	}
	if r != '-' && r != '/' || len(above) < 2 || above[len(above)-2] == ' ' {
		return false
	}
	word, _, _ := strings.Cut(below, " ")
	return !suspended[word]
}

// suspended follow a hyphen that stands for the rest of a word: "Børn- og
// Ungeudvalget".
var suspended = map[string]bool{"og": true, "eller": true, "samt": true, "til": true, "/": true, "&": true}

// pageNumber matches a line that is the number of its page.
var pageNumber = regexp.MustCompile(`^(?i:side|s\.|-|–)?\s*(\d{1,4})(?:\s*(?i:af|/|of)\s*\d{1,4})?\s*[-–]?$`)

// dropPageNumbers leaves out page numbers: lines that stand first or last on
// their page and count up with the pages, on nearly all pages and at least
// two.
func (t *pdfText) dropPageNumbers() {
	offsets := make(map[int][]int) // number less page -> lines
	for i, l := range t.lines {
		first := i == 0 || t.lines[i-1].page != l.page
		last := i == len(t.lines)-1 || t.lines[i+1].page != l.page
		if m := pageNumber.FindStringSubmatch(l.text); m != nil && (first || last) && !(first && last) {
			n, _ := strconv.Atoi(m[1])
			offsets[n-l.page] = append(offsets[n-l.page], i)
		}
	}
	drop := make(map[int]bool)
	for _, lines := range offsets {
		if len(lines) >= 2 && 10*len(lines) >= 7*t.pages {
			for _, i := range lines {
				drop[i] = true
			}
		}
	}
	kept := t.lines[:0]
	for i, l := range t.lines {
		if !drop[i] {
			kept = append(kept, l)
		}
	}
	t.lines, t.pageNumbers = kept, len(drop)
}
