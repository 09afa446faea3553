package retrieval

import (
	"slices"
	"unicode/utf8"

	"github.com/referat-dk/referat/retrieval/danish"
)

// concept is one word of a question with everything in the corpus that it may
// stand for. A chunk scores once for a concept, by its best alternative.
type concept struct {
	word         string // normal form
	read         string // the word it was read as, where the corpus does not know it
	alternatives []alternative
	idf          float64
	weight       float64 // 1; less for words that name what was done, not with what
}

type alternative struct {
	term   string
	weight float64 // (0,1]
}

// Weights of the ways in which a word of the corpus can match a word of the
// question. The stem is the measure of all.
const (
	stemWeight    = 1.0
	surfaceWeight = 1.1  // the very form asked for
	tailWeight    = 0.75 // question "takst", minutes "basistakst": the tail names the thing
	headWeight    = 0.6  // question "handicap", minutes "handicappolitik"
	partWeight    = 0.7  // question "omgørelsesprocent", minutes "omgørelse": one part alone
	spellWeight   = 0.8  // the nearest spelling of a word that the corpus does not know
	actWeight     = 0.35 // words such as "besluttet", that nearly every item has
)

// concepts reads the words of a question that say what it is about.
func (x *lexical) concepts(question string) []concept {
	var list []concept
	seen := make(map[string]bool)
	for _, t := range danish.Tokens(question) {
		if t.Kind == danish.Word && (danish.IsStop(t.Norm) || utf8.RuneCountInString(t.Norm) < 2) {
			continue
		}
		c := concept{word: t.Norm, weight: 1}
		key := t.Norm
		if t.Kind == danish.Word {
			key = danish.Stem(t.Norm)
			if danish.IsAct(t.Norm) {
				c.weight = actWeight
			}
		}
		if seen[key] {
			continue
		}
		seen[key] = true
		if t.Kind == danish.Word {
			x.readWord(&c)
		} else if x.frequency(t.Norm) > 0 {
			c.alternatives = []alternative{{t.Norm, stemWeight}}
		}
		c.idf = c.weight * x.idf(x.spread(c))
		list = append(list, c)
	}
	return list
}

// readWord fills in what the corpus has for c.word: its stem and form, the
// compounds it is part of, the parts it has; failing all, its nearest
// spelling.
func (x *lexical) readWord(c *concept) {
	x.addStem(c, c.word, 1)
	if len(c.alternatives) > 0 {
		return
	}
	if near, ok := x.words.nearest(c.word); ok {
		c.read = near
		x.addStem(c, near, spellWeight)
	}
}

func (x *lexical) addStem(c *concept, word string, weight float64) {
	stem := danish.Stem(word)
	add := func(term string, w float64) {
		if x.frequency(term) > 0 {
			c.alternatives = append(c.alternatives, alternative{term, w * weight})
		}
	}
	add(stem, stemWeight)
	if word != stem {
		add(surfaceMark+word, surfaceWeight)
	}
	if utf8.RuneCountInString(stem) >= 4 {
		heads, tails := x.words.compoundsOf(stem)
		for _, h := range heads {
			if x.plausibleRest(h[len(stem):]) {
				add(h, headWeight)
			}
		}
		for _, t := range tails {
			if x.plausibleRest(t[:len(t)-len(stem)]) {
				add(t, tailWeight)
			}
		}
	}
	for _, part := range danish.Split(word, x.frequency) {
		add(part, partWeight)
	}
}

// plausibleRest reports whether what a compound has beside the word asked for
// can be a part: shorter rests are endings ("bolig" in "boligen").
func (x *lexical) plausibleRest(rest string) bool {
	return utf8.RuneCountInString(rest) >= 3
}

// spread is the number of chunks that the concept stands in; close
// alternatives count, far ones would make a rare word look common.
func (x *lexical) spread(c concept) int {
	var chunks []int32
	for _, a := range c.alternatives {
		if a.weight >= partWeight*spellWeight {
			for _, p := range x.postings[x.terms[a.term]] {
				chunks = append(chunks, p.chunk)
			}
		}
	}
	slices.Sort(chunks)
	return len(slices.Compact(chunks))
}
