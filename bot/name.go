package bot

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval/danish"
)

// This file holds the names of a sentence, which must stand in its quote, the
// title or the meeting.

// namesIn are the words of text that a capital opens, in normal form with a
// space around each, and a mark for the others between them.
func namesIn(text string) string {
	var b strings.Builder
	end := -1
	for _, t := range danish.Tokens(text) {
		if t.Start < end {
			continue
		}
		end = t.End
		if !unicode.IsUpper(firstRune(text[t.Start:])) {
			t.Norm = "·"
		}
		b.WriteString(" " + t.Norm)
	}
	return b.String() + " "
}

// bearsNames checks the words with a capital letter, those in a row together:
// "Hans Jensen" is nobody where the item has a Hans Madsen and a Peter Jensen.
func (e evidence) bearsNames(text string) fault {
	for i, name := range capitals(text) {
		if i == 0 && strings.HasPrefix(text, name[0]) && e.anyWord(name[0]) {
			name = name[1:]
		}
		if whole := strings.Join(name, " "); whole != "" && !e.named(whole) {
			return fault{Name, whole}
		}
	}
	return fault{}
}

// anyWord reports whether a word that opens a sentence is none of a name.
func (e evidence) anyWord(word string) bool {
	norm := danish.Normal(word)
	return danish.IsStop(norm) && norm != "hans" || !e.named(word) && (e.says(norm) || tellingWords[norm] || englishGrammar[norm])
}

// named reports whether a name stands in the quote, the title or the meeting.
func (e evidence) named(name string) bool {
	return strings.Contains(e.names, namesIn(name)) || strings.Contains(e.names, namesIn(strings.TrimSuffix(name, "s"))) // "Samarbejdsforums"
}

// capitals finds the words of text with a capital letter, those in a row with
// no sign between them together. Months are none.
func capitals(text string) (names [][]string) {
	row := false
	for w := range strings.FieldsSeq(text) {
		bare := strings.TrimFunc(w, func(r rune) bool { return !isWordRune(r) })
		capital := unicode.IsUpper(firstRune(bare)) && len(minutes.FindDates("i "+bare)) == 0
		switch {
		case capital && row:
			names[len(names)-1] = append(names[len(names)-1], bare)
		case capital:
			names = append(names, []string{bare})
		}
		row = capital && isWordRune(lastRune(w)) // "Lund, Jensen" are two
	}
	return names
}

func firstRune(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }
func lastRune(s string) rune  { r, _ := utf8.DecodeLastRuneInString(s); return r }
