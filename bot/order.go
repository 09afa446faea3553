package bot

import (
	"slices"
	"strings"

	"github.com/referat-dk/referat/retrieval/danish"
)

// This file holds who did what to whom, and what counts what: a sentence may
// have all of its words from the quote, and say the opposite by their order.

// bearsOrder finds words that change places around another: those before it in
// the quote stand behind it in text, and those behind it before. That is how
// subject and object are swapped. A passive swaps them rightly.
func (e evidence) bearsOrder(text string) fault {
	quote := e.hit.Meeting.Quote(e.closest(text))
	if f := bearsSequence(text, quote); f.reason != "" || passive(text) != passive(quote) {
		return f
	}
	words, at := wordsAt(text, quote)
	if len(at) > 0 && leadingPlace[strings.ToLower(strings.Fields(text)[0])] { // "I foråret drøftede udvalget …"
		words, at = words[1:], at[1:]
	}
	for i := range at {
		later := slices.ContainsFunc(at[:i], func(p int) bool { return p > at[i] })
		earlier := slices.ContainsFunc(at[i+1:], func(p int) bool { return p < at[i] })
		if later && earlier {
			return fault{Turned, words[i]}
		}
	}
	return fault{}
}

var leadingPlace = normalSet(`i på ved in at on`)

// bearsSequence checks that figures that count alike come in the quote's order,
// and that none, and no other outcome, is skipped between what is said and the
// one that is said of it: "A fik 5 kr., og B fik 3 kr." is not "A fik 3 kr."
func bearsSequence(text, quote string) fault {
	said, quoted := normalWords(text), normalWords(quote)
	for _, kind := range []func([]string, int) string{figureKind, outcomeKind} {
		last := 0
		for i, w := range said {
			k := kind(said, i)
			if k == "" {
				continue
			}
			if before := said[max(0, i-1)]; limits[before] && !slices.Contains(quoted, before) {
				return fault{Unsaid, before}
			}
			at := indexFrom(quoted, w, last)
			if at < 0 {
				if slices.Contains(quoted, w) {
					return fault{Turned, w}
				}
				continue // written in another way
			}
			for j := max(last, subjectOf(said[:i], quoted[:at])); j < at; j++ {
				if kind(quoted, j) == k && quoted[j] != w && !slices.Contains(said, quoted[j]) {
					return fault{Turned, w}
				}
			}
			last = at + 1
		}
	}
	return fault{}
}

// subjectOf is where in the quote begins what is said of an outcome or figure:
// the first of the words before it, each where it stands last.
func subjectOf(said, quoted []string) int {
	first := len(quoted)
	for _, w := range said {
		for at := len(quoted) - 1; at >= 0 && !danish.IsStop(w); at-- {
			if quoted[at] == w {
				first = min(first, at)
				break
			}
		}
	}
	return first
}

// limits make a figure another, and are words that say nothing elsewhere.
var limits = normalSet(`over under`)

func indexFrom(words []string, w string, from int) int {
	if i := slices.Index(words[min(from, len(words)):], w); i >= 0 {
		return from + i
	}
	return -1
}

// figureKind is what the figure at i counts, the word behind it; "" where there
// is none, or a year.
func figureKind(words []string, i int) string {
	w := words[i]
	if _, number := danishNumbers[w]; !number && (w == "" || w[0] < '0' || w[0] > '9') || len(w) == 4 && (strings.HasPrefix(w, "19") || strings.HasPrefix(w, "20")) {
		return ""
	}
	for _, next := range words[i+1:] {
		if multiples[next] == 0 {
			return danish.Stem(next)
		}
	}
	return "."
}

// outcomeKind is "." where a body's outcome stands at i.
func outcomeKind(words []string, i int) string {
	if resolving[words[i]] {
		return "."
	}
	return ""
}

// wordsAt are the words of text that say something and stand in quote, and where.
func wordsAt(text, quote string) (words []string, at []int) {
	quoted := normalWords(quote)
	for _, w := range normalWords(text) {
		if danish.IsStop(w) || isAnyNumber(w) || slices.Contains(words, w) {
			continue
		}
		i := slices.Index(quoted, w)
		if i < 0 {
			i = slices.IndexFunc(quoted, func(q string) bool {
				_, ok := supported([]string{w}, map[string]bool{danish.Stem(q): true})
				return ok && !danish.IsStop(q)
			})
		}
		if i >= 0 {
			words, at = append(words, w), append(at, i)
		}
	}
	return words, at
}

// passive reports whether text says that something is done by somebody.
func passive(text string) bool {
	words := normalWords(text)
	return slices.ContainsFunc(words, func(w string) bool { return passiveVerbs[w] || len(w) > 5 && strings.HasSuffix(w, "es") }) &&
		slices.ContainsFunc(words, func(w string) bool { return w == "af" || w == "by" })
}

var passiveVerbs = normalSet(`blev bliver blive blevet var er været was were is are been`)
