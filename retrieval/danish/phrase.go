package danish

import (
	"slices"
	"strings"
	"sync"
)

// phrase is a phrase by its telling words.
type phrase struct {
	words []string
	means Synonym
}

// addPhrase keeps a phrase of two telling words or more for Scattered.
func (l *Lexicon) addPhrase(telling []string, to string, weight float64) {
	if len(telling) < 2 || to == "" || strings.Contains(to, " ") {
		return
	}
	for _, w := range telling {
		if w != negation && !particles[w] && !fillerStems()[w] {
			l.phrases[w] = append(l.phrases[w], phrase{telling, Synonym{to, weight * scatteredWeight}})
			return
		}
	}
}

const (
	scatteredSpan   = 8    // words before and behind its head that a scattered phrase may stretch over
	scatteredWeight = 0.85 // of a phrase whose words stand apart, beside 1
)

// Scattered returns, for each of words, what the phrases stand for that it is
// the head of and whose other telling words stand near it, in any order.
func (l *Lexicon) Scattered(words []string) map[int][]Synonym {
	if l == nil {
		return nil
	}
	stems := make([]string, len(words))
	for i, w := range words {
		stems[i] = telling(w, lemma)
	}
	found := make(map[int][]Synonym)
	for i, stem := range stems {
		for _, p := range l.phrases[stem] {
			near := stems[max(0, i-scatteredSpan):min(len(stems), i+scatteredSpan)]
			if !slices.ContainsFunc(p.words, func(w string) bool { return !slices.Contains(near, w) }) {
				found[i] = withSynonym(found[i], p.means)
			}
		}
	}
	return found
}

// withSynonym adds a synonym to list, or its weight where the list has the stem.
func withSynonym(list []Synonym, added Synonym) []Synonym {
	for i, s := range list {
		if s.Stem == added.Stem {
			list[i].Weight = max(s.Weight, added.Weight)
			return list
		}
	}
	return append(list, added)
}

// tellingWords returns the stems of a phrase without the words that a speaker
// may leave out or change ("kan slet ikke følge med" is "ikke følg").
func tellingWords(phrase []string, lemma func(string) string) []string {
	var list []string
	for _, w := range phrase {
		if stem := telling(w, lemma); stem != "" {
			list = append(list, stem)
		}
	}
	return list
}

// telling is the stem of a word that tells a phrase from others, "" for the
// rest. All negations are one.
func telling(norm string, lemma func(string) string) string {
	switch {
	case negations[norm]:
		return negation
	case particles[norm]:
		return norm
	case IsStop(norm):
		return ""
	}
	return lemma(norm)
}

const negation = "ikke" // stands for all of them

var (
	negations = wordSet("ikke aldrig ingen intet uden")
	particles = wordSet("op ud ned ind væk hjem bort frem sammen igen igennem") // which give a verb another meaning
)

// fillerStems are the stems of the words that IsFiller knows.
var fillerStems = sync.OnceValue(func() map[string]bool {
	set := make(map[string]bool, len(fillers))
	for w := range fillers {
		set[lemma(w)] = true
	}
	return set
})
