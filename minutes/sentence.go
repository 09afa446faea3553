package minutes

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentences yields the sentences of text[within.Start:within.End], each
// without the white space and list mark around it. A line end closes a
// sentence: minutes print a paragraph, a list entry or a table cell to a line.
// Abbreviations (bl.a., mio., stk.) and ordinals ("15. juni") do not.
func (m *Meeting) Sentences(within Span) iter.Seq[Span] { return sentences(m.Text, within) }

// Line is one printed line: a paragraph, a list entry or a table row.
type Line struct {
	Span          // without the white space and list mark around it
	Bulleted bool // a list mark (•, -, –) or number ("1.") opens it
	Gap      bool // an empty line stands above
}

// Lines returns the printed lines of text[within.Start:within.End] that hold
// something, in order.
func (m *Meeting) Lines(within Span) []Line {
	var list []Line
	for _, l := range splitLines(m.Quote(within)) {
		_, numbered := listNumber(l.text)
		list = append(list, Line{Span{within.Start + l.Start, within.Start + l.End}, l.bullet || numbered, l.gap})
	}
	return list
}

// listNumber reads "1. " or "2) " at the start of s.
func listNumber(s string) (int, bool) {
	digits := 0
	for digits < len(s) && isDigit(s[digits]) {
		digits++
	}
	n, ok := smallNumber(s[:digits])
	return n, ok && digits <= 2 && digits+1 < len(s) && (s[digits] == '.' || s[digits] == ')') && s[digits+1] == ' '
}

func sentences(text string, within Span) iter.Seq[Span] { return sentencesOf(text, within, false) }

// wrappedSentences yields the sentences too, but takes the lines of a text of
// fixed width together: what decides may stand on two of them.
func wrappedSentences(text string, within Span) iter.Seq[Span] {
	return sentencesOf(text, within, true)
}

func sentencesOf(text string, within Span, wrapped bool) iter.Seq[Span] {
	return func(yield func(Span) bool) {
		for start := within.Start; start < within.End; {
			end := printedEnd(text, start, within.End)
			for line := start; wrapped && end < within.End && goesOnBelow(text[line:end], text[end+1:within.End]); {
				line = end + 1
				end = printedEnd(text, line, within.End)
			}
			if l, ok := newLine(text, start, end); ok {
				for s := l.Start; s < l.End; {
					e := sentenceEnd(text, s, l.End)
					if !yield(trimSpan(text, Span{s, e})) {
						return
					}
					for s = e; s < l.End; {
						r, size := utf8.DecodeRuneInString(text[s:])
						if !unicode.IsSpace(r) {
							break
						}
						s += size
					}
				}
			}
			start = end + 1
		}
	}
}

// printedEnd is the end of the printed line that starts at start, at most end.
func printedEnd(text string, start, end int) int {
	if i := strings.IndexByte(text[start:end], '\n'); i >= 0 {
		return start + i
	}
	return end
}

const longestLook = 64 // bytes looked at on each side of a dot

// sentenceEnd finds the end of the sentence that starts at s and reaches at
// most to end.
func sentenceEnd(text string, s, end int) int {
	for i := s; i < end; i++ {
		if c := text[i]; c != '.' && c != '!' && c != '?' {
			continue
		}
		stop := i + 1
		for stop < end { // a run of dots is passed over once: i moves behind it
			r, size := utf8.DecodeRuneInString(text[stop:end])
			if !strings.ContainsRune(`.!?"”’»)`, r) {
				break
			}
			stop += size
		}
		if stop >= end {
			return end
		}
		r, size := utf8.DecodeRuneInString(text[stop:end])
		if !unicode.IsSpace(r) {
			i = stop - 1
			continue
		}
		next := strings.TrimLeftFunc(text[stop+size:min(end, stop+size+longestLook)], unicode.IsSpace)
		if text[i] != '.' || !continues(text[max(s, i-longestLook):i], next) {
			return stop
		}
		i = stop - 1
	}
	return end
}

// continues reports whether a dot after before does not end the sentence:
// it closes an abbreviation or an ordinal, or next goes on in lower case.
func continues(before, next string) bool {
	if unicode.IsLower(firstRune(next)) {
		return true
	}
	word := before[strings.LastIndexFunc(before, func(r rune) bool { return unicode.IsSpace(r) || r == '(' })+1:]
	if word == "" {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(word)
	switch {
	case unicode.IsDigit(last): // "15. juni", "den 6. – 7. oktober"
		return monthFollows(next) || strings.HasPrefix(next, "– ") || strings.HasPrefix(next, "- ") || len(word) <= 2 && unicode.IsDigit(firstRune(next))
	case unicode.IsUpper(last) && isInitials(word): // "Lone V. Rasmussen", "H.C. Andersen"
		return true
	}
	return abbreviations[strings.ToLower(word)]
}

// endsSentence reports whether s ends in a dot that is no part of an
// abbreviation: "Evt." is a title.
func endsSentence(s string) bool {
	base, ok := strings.CutSuffix(s, ".")
	return ok && !abbreviations[strings.ToLower(base[strings.LastIndexByte(base, ' ')+1:])]
}

// isInitials reports whether word is single capitals with dots between them.
func isInitials(word string) bool {
	letter := false
	for _, r := range word {
		if letter == (r != '.') || r != '.' && !unicode.IsUpper(r) {
			return false
		}
		letter = !letter
	}
	return letter
}

func monthFollows(s string) bool {
	if s == "" {
		return false
	}
	end := wordEnd(s[:min(len(s), len("september")+utf8.UTFMax)], 0)
	_, ok := monthNames[strings.ToLower(s[:end])]
	return ok
}

// abbreviations that may stand before a capital letter or figure, without
// their last dot.
var abbreviations = map[string]bool{
	"ad": true, "afd": true, "ang": true, "bl.a": true, "ca": true, "cand": true, "d": true, "dr": true, "dvs": true, "evt": true, "f.eks": true,
	"fx": true, "hhv": true, "ift": true, "inkl": true, "j.nr": true, "jf": true, "kap": true, "kl": true, "mia": true, "mio": true,
	"nr": true, "p.t": true, "pkt": true, "pr": true, "pt": true, "s": true, "sagsnr": true, "sct": true, "skt": true, "stk": true,
	"str": true, "tlf": true, "v": true, "vedr": true,
}
