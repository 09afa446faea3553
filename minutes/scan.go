package minutes

import (
	"slices"
	"strings"
	"unicode"
)

// This file takes pages apart whose labels have no colons.

// isNumberedPage reports whether l is a whole page: its number first, and
// "Side 3" with the same number last.
func isNumberedPage(l line) bool {
	page, _, _ := strings.Cut(l.text, " ")
	_, ok := smallNumber(page)
	return ok && strings.HasSuffix(l.text, " Side "+page)
}

const mostLabelWords = 4 // of a section label on a scanned page

// bareLabelCuts finds where section labels begin and end in a page: "… HBA
// Sagens formål Godkendelse af dagsordenen. Indstilling Formanden …". Such a
// label stands behind the end of a sentence, of a value or of another label,
// and before a capital.
func bareLabelCuts(text string) []int {
	var cuts []int
	for i := 1; i < len(text); i++ {
		if text[i-1] != ' ' || !unicode.IsUpper(firstRune(text[i:])) || !labelMayStand(text[:i-1], len(cuts) > 0 && cuts[len(cuts)-1] == i) {
			continue
		}
		if end := bareLabelEnd(text, i); end > i {
			cuts = append(cuts, i)
			if end < len(text) {
				cuts = append(cuts, end)
			}
			i = end - 1
		}
	}
	return slices.Compact(cuts)
}

// labelMayStand reports whether a label may follow before.
func labelMayStand(before string, afterLabel bool) bool {
	last := before[strings.LastIndexByte(before, ' ')+1:]
	return afterLabel || last == before || // the page's number
		last == "" || strings.ContainsRune(".:!?)", rune(last[len(last)-1])) || isInitialsOf(last)
}

// bareLabelEnd returns where the text begins that stands behind the section
// label at start, 0 if none is there.
func bareLabelEnd(text string, start int) int {
	rest := text[start:]
	if strings.HasPrefix(rest, "Beslutning i ") || strings.HasPrefix(rest, "Beslutning fra ") {
		within := rest[:min(len(rest), 2*longestLabel)]
		if dates := FindDates(within); len(dates) > 0 && dates[0].Complete() {
			end := dates[0].End
			if _, ok := decisionLabel(line{Span: Span{0, end}, text: rest[:end]}); ok {
				return start + len(rest) - len(strings.TrimLeft(rest[end:], " :"))
			}
		}
		return 0
	}
	best := 0
	for words := range mostLabelWords {
		i := nthSpace(rest[:min(len(rest), longestLabel)], words)
		if i < 0 {
			break
		}
		next := firstRune(rest[i+1:])
		if _, ok := sectionLabels[fold(rest[:i])]; ok && (unicode.IsUpper(next) || unicode.IsDigit(next)) {
			best = start + i + 1
		}
	}
	return best
}
