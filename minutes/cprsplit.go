package minutes

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// Between the parts of a number that is split over cells and list entries.
const (
	anyGap  = `(?:[\s\pZ|;•·*–—-]{1,12}|\s*\n\s*(?:\d{1,2}|\pL)[.)]\s*)` // cells, bullets, "2. "
	cellGap = `[ \t]*[|\t\n][ \t]*`
	boxSign = `[\s\pZ|–—-]{1,5}`
)

// splitForms are the ways a number is split. They are looked for near a word
// for it alone: "010203 | 0000" may be any two cells of any table.
var splitForms = []*regexp.Regexp{
	regexp.MustCompile(`\b\d{6}` + anyGap + `\d{4}\b`),
	regexp.MustCompile(`\b\d\d(?:` + cellGap + `\d\d){2}` + cellGap + `\d{4}\b`),
	regexp.MustCompile(`\b\d(?:` + boxSign + `\d){9}\b`),
}

// cprWords name a personal number.
var cprWords = []string{"cpr", "personnr", "personnummer", "personnumre", "person nr", "fødselsnummer"}

// How far from its word a split number may stand, in bytes. In a table each
// number that is found stands for the word, for the row below it.
const (
	nearBefore = 48
	nearAfter  = 160
)

// findSplit finds the numbers that are split, near a word for them. It looks at
// no place twice, so that its time is linear in the length of s.
func findSplit(s string) []Span {
	var found []Span
	near, done := Span{}, 0
	look := func() {
		for near.Start = max(near.Start, done); near.Start < near.End; near.End = min(len(s), done+nearAfter) {
			spans := splitIn(s, near.Start, near.End)
			if done = near.End; len(spans) == 0 {
				return
			}
			found = append(found, spans...)
			done = spans[len(spans)-1].End
			near.Start = done
		}
	}
	for i := cprWordStarts.index(s, 0); i >= 0; i = cprWordStarts.index(s, i+1) {
		if !cprWordAt(s[i:]) {
			continue
		}
		if i-nearBefore > near.End {
			look()
			near.Start = i - nearBefore
		}
		near.End = min(len(s), i+nearAfter)
	}
	look()
	return merged(found)
}

// cprWordStarts are the first letters of cprWords, in either case.
var cprWordStarts = newMarks("cpr", "CPR", "Cpr", "cPR", "pers", "PERS", "Pers", "fød", "FØD", "Fød")

func cprWordAt(s string) bool {
	return slices.ContainsFunc(cprWords, func(w string) bool { return len(s) >= len(w) && strings.EqualFold(s[:len(w)], w) })
}

// splitIn finds split numbers in s[start:end], in text order.
func splitIn(s string, start, end int) []Span {
	var found []Span
	for _, form := range splitForms {
		for _, at := range form.FindAllStringIndex(s[start:end], -1) {
			span := Span{start + at[0], start + at[1]}
			var digits []int
			for _, r := range s[span.Start:span.End] {
				if r >= '0' && r <= '9' {
					digits = append(digits, int(r-'0'))
				}
			}
			digits = slices.Delete(digits, 6, len(digits)-4) // the number of a list entry
			if cprDate([10]int(digits)) {
				found = append(found, span)
			}
		}
	}
	return merged(found)
}

// merged sorts spans by their start and joins those that overlap.
func merged(lists ...[]Span) []Span {
	all := slices.Concat(lists...)
	slices.SortFunc(all, func(a, b Span) int { return cmp.Compare(a.Start, b.Start) })
	var kept []Span
	for _, s := range all {
		if len(kept) > 0 && s.Start < kept[len(kept)-1].End {
			kept[len(kept)-1].End = max(s.End, kept[len(kept)-1].End)
			continue
		}
		kept = append(kept, s)
	}
	return kept
}
