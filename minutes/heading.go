package minutes

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// heading is a line that may open an item, in one of the printed forms.
type heading struct {
	line   int // index into the lines
	form   headingForm
	number int    // 0 where none is printed
	title  string // the rest of the line
}

type headingForm int

const (
	punktForm    headingForm = iota + 1 // "Punkt 4: Title", "Pkt. 42 Title", "Sag nr. 24"
	numberedForm                        // "4. Title", "4) Title", "4.Title"
	bareForm                            // "4 Title": only found in tables of contents so far
)

// itemWords stand before the number in punktForm.
var itemWords = []string{"punkt", "pkt.", "pkt", "sag nr.", "sag nr", "nr."}

// readHeading reads l as an item heading, if its form allows that.
func readHeading(l line) (heading, bool) {
	if l.bullet {
		return heading{}, false
	}
	s, form := l.text, bareForm
	for _, w := range itemWords {
		if len(s) > len(w) && strings.EqualFold(s[:len(w)], w) {
			s, form = strings.TrimLeft(s[len(w):], " \u00a0"), punktForm
			break
		}
	}
	digits := 0
	for digits < len(s) && digits < 5 && isDigit(s[digits]) {
		digits++
	}
	number, ok := smallNumber(s[:digits])
	if !ok || digits > 4 || number == 0 {
		return heading{}, false
	}
	rest := s[digits:]
	mark := strings.TrimLeft(rest, " \u00a0")
	marked := mark != "" && strings.ContainsRune(".):–-", firstRune(mark))
	if marked {
		rest = mark[utf8.RuneLen(firstRune(mark)):]
		if form == bareForm && !strings.ContainsRune(".)", firstRune(mark)) {
			return heading{}, false
		}
		if form == bareForm {
			form = numberedForm
		}
	}
	title := strings.TrimLeft(rest, " \u00a0")
	switch {
	case title == "":
		return heading{}, form == punktForm
	case !marked && title == rest: // "12,2 mio.", "3F"
		return heading{}, false
	case form == punktForm && marked:
	case !titleStart(title):
		return heading{}, false
	}
	return heading{form: form, number: number, title: title}, true
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// titleStart reports whether a title can begin like s: no lower-case letter,
// so that "1. juli 2015 trådte …" is running text.
func titleStart(s string) bool {
	r := firstRune(s)
	return unicode.IsUpper(r) || unicode.IsDigit(r) || strings.ContainsRune("\"”“»'’§(", r)
}

// findHeadings chooses the lines that open items. Numbered lists inside an
// item look like headings too, so the strongest evidence that the document
// gives decides: the word "Punkt"; else a table of contents with the same
// titles; else numbers that follow one another at one indentation.
// The second result is the number of lines that belong to the contents list.
func findHeadings(lines []line) (headings []heading, contents map[int]bool) {
	var all []heading
	for i, l := range lines {
		if h, ok := readHeading(l); ok {
			h.line = i
			all = append(all, h)
		}
	}
	for _, h := range all {
		if h.form == punktForm {
			headings = append(headings, h)
		}
	}
	if len(headings) > 0 {
		return headings, nil
	}
	if toc := contentsList(lines, all); len(toc) > 0 {
		contents = make(map[int]bool)
		for _, h := range toc {
			contents[h.line] = true
		}
		if headings = inContents(all, toc); len(headings) > 0 {
			return headings, contents
		}
	}
	return inSequence(lines, all), nil
}

// contentsList finds the table of contents: at least three candidates with
// rising numbers and at most one other line between two of them, most of
// which come again further down.
func contentsList(lines []line, all []heading) []heading {
	later := make(map[string]int) // key -> last line where it stands
	for _, h := range all {
		later[titleKey(h)] = h.line
	}
	for i := 0; i < len(all); {
		end := i + 1
		again := 0
		for end < len(all) && all[end].number == all[end-1].number+1 && all[end].line-all[end-1].line <= 2 {
			end++
		}
		for _, h := range all[i:end] {
			if later[titleKey(h)] > all[end-1].line {
				again++
			}
		}
		if end-i >= 3 && 2*again > end-i {
			return all[i:end]
		}
		i = end
	}
	return nil
}

// inContents keeps, in order, the candidates after the contents list that
// bear a number and title standing in it.
func inContents(all, toc []heading) []heading {
	listed := make(map[string]bool)
	for _, h := range toc {
		listed[titleKey(h)] = true
	}
	var kept []heading
	for _, h := range all {
		if key := titleKey(h); h.line > toc[len(toc)-1].line && listed[key] {
			kept = append(kept, h)
			delete(listed, key)
		}
	}
	return kept
}

const titleKeyLen = 40 // bytes; contents lists cut long titles

func titleKey(h heading) string {
	t := fold(h.title)
	if len(t) > titleKeyLen {
		t = t[:titleKeyLen]
	}
	return string(rune(h.number)) + t
}

// inSequence keeps the numbered candidates that count up one by one, no
// further to the right than the first.
func inSequence(lines []line, all []heading) []heading {
	var kept []heading
	for _, h := range all {
		if h.form != numberedForm {
			continue
		}
		if n := len(kept); n > 0 {
			last := kept[n-1]
			if h.number != last.number+1 || lines[h.line].indent > lines[kept[0].line].indent {
				continue
			}
		}
		kept = append(kept, h)
	}
	return kept
}
