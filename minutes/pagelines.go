package minutes

import "strings"

const (
	longestPageLine = 160 // bytes
	headOfDocument  = 3   // lines: what stands there says what the paper is, even if each page repeats it
)

// withoutPageLines drops the head and foot that every page prints, "Byrådet,
// 29. oktober 2031   side 3", "Side 2 af 3": lines that end in a page number and
// come again with another one, or hold nothing else.
func withoutPageLines(lines []line) []line {
	count := make(map[string]int)
	for _, l := range lines {
		if key := pageLineKey(l.text); key != "" {
			count[key]++
		}
	}
	kept := lines[:0] // what is written has been read
	gap := false
	for i, l := range lines {
		if key := pageLineKey(l.text); i >= headOfDocument && (key != "" && count[key] > 1 || isPageMark(l.text)) {
			gap = gap || l.gap
			continue
		}
		l.gap, gap = l.gap || gap, false
		kept = append(kept, l)
	}
	return kept
}

// pageLineKey is what stands before the page number of such a line, "" if s is
// none: its last words are "Side 3" or "Side 3 af 7".
func pageLineKey(s string) string {
	if len(s) > longestPageLine || !isDigit(s[len(s)-1]) {
		return ""
	}
	rest := strings.TrimRight(strings.TrimRight(s, "0123456789"), " ")
	for _, of := range []string{" af", "/"} {
		if page, ok := strings.CutSuffix(rest, of); ok && page != "" && isDigit(page[len(page)-1]) {
			rest = strings.TrimRight(strings.TrimRight(page, "0123456789"), " ")
		}
	}
	const word = "side"
	i := len(rest) - len(word)
	if i < 0 || !strings.EqualFold(rest[i:], word) || i > 0 && rest[i-1] != ' ' && rest[i-1] != '\t' {
		return ""
	}
	return fold(rest)
}

// isPageMark reports whether s is "Side 3", alone or behind wide space; an
// entry of a contents list is none.
func isPageMark(s string) bool {
	const word = "side"
	if last := s[len(s)-1]; !isDigit(last) && strings.IndexByte("ivxlc", last) < 0 || len(s) > 2*scanLine || isDigit(s[0]) {
		return false
	}
	page := strings.TrimRight(s, "0123456789")
	for _, of := range []string{" af ", "/"} { // "Side 3 af 7"
		if before, ok := strings.CutSuffix(page, of); ok && page != s {
			page = strings.TrimRight(before, "0123456789")
		}
	}
	if page == s {
		page = strings.TrimRight(s, "ivxlc")
	}
	before := strings.TrimRight(page, " ")
	if page == s || before == page || len(before) < len(word) || !strings.EqualFold(before[len(before)-len(word):], word) {
		return false
	}
	before = before[:len(before)-len(word)]
	return before == "" || (strings.HasSuffix(before, "  ") || strings.HasSuffix(before, "\t")) && !strings.Contains(before, "..")
}
