package minutes

import (
	"bytes"
	"strings"
	"unicode"
)

// This file reads text of fixed width, in which a sentence goes on from line
// to line and a word may be cut at the end of one.

const wrapWidth = 50 // bytes that a line has at least whose sentence goes on below

// goesOnBelow reports whether the last sentence of a line goes on in what
// stands below it: in lower case, where no other line begins so.
func goesOnBelow(line, below string) bool {
	line = strings.TrimRight(line, " \t\u00a0")
	below = below[:min(len(below), longestLabel+longestLook)]
	next := strings.TrimLeft(below, " \t\u00a0")
	if line == "" || next == "" {
		return false
	}
	if first := firstRune(next); !unicode.IsLower(first) { // "… Udvalget for" / "Børn og Familie", "… senest den" / "14. marts"
		last := line[strings.LastIndexByte(line, ' ')+1:]
		return len(line) >= wrapWidth && (unicode.IsLetter(first) && linkWords[last] || unicode.IsDigit(first) && (last == "den" || last == "kl."))
	}
	if isCutWord(line, next) || openWords[line[strings.LastIndexByte(line, ' ')+1:]] {
		return true
	}
	if len(line) < wrapWidth {
		return false
	}
	if strings.HasPrefix(next, "at ") { // the points of a proposal
		return false
	}
	last := line[len(line)-1]
	return isLetterByte(last) || isDigit(last) || last == ',' || last == ')' || last == '.' && len(line) > 1 && isDigit(line[len(line)-2]) && monthFollows(next)
}

// linkWords never end a sentence.
var linkWords = map[string]bool{"og": true, "eller": true, "for": true, "i": true, "af": true, "til": true, "på": true, "fra": true, "med": true, "den": true, "samt": true, "ved": true}

// openWords never end a sentence nor the entry of a list, so that a line which
// goes on in small letters need not be long.
var openWords = map[string]bool{"ikke": true, "blev": true, "bliver": true, "er": true, "var": true, "og": true, "at": true, "af": true, "til": true, "den": true, "deltog": true}

// isCutWord reports whether a word is cut between a line and the next:
// "efterret-" / "ning", not "Børne-" / "og Ungeudvalget".
func isCutWord(line, next string) bool {
	n := len(line)
	if n < 2 || line[n-1] != '-' || !isLetterByte(line[n-2]) {
		return false
	}
	word, _, _ := strings.Cut(next, " ")
	return word != "og" && word != "eller" && word != "samt"
}

// unwrapped takes the line ends out of a sentence, and the hyphens of cut
// words. At tells where in text a byte of the result stands.
func unwrapped(text string) (whole string, at func(int) int) {
	if strings.IndexByte(text, '\n') < 0 {
		return text, func(i int) int { return i }
	}
	b := make([]byte, 0, len(text))
	places := make([]int, 0, len(text)+1)
	for i := 0; i < len(text); i++ {
		if text[i] != '\n' {
			b, places = append(b, text[i]), append(places, i)
			continue
		}
		b = bytes.TrimRight(b, " \t")
		places = places[:len(b)]
		for i+1 < len(text) && (text[i+1] == ' ' || text[i+1] == '\t') {
			i++
		}
		if isCutWord(string(b[max(0, len(b)-longestWord):]), text[i+1:]) {
			b, places = b[:len(b)-1], places[:len(places)-1]
		} else {
			b, places = append(b, ' '), append(places, i)
		}
	}
	places = append(places, len(text))
	return string(b), func(i int) int { return places[i] }
}
