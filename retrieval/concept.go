package retrieval

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/referat-dk/referat/retrieval/danish"
)

// concept is one word of a question with everything in the corpus that it may
// stand for. A chunk scores once for a concept, by its best alternative.
type concept struct {
	word         string // as asked
	read         string // the word it was read as, where the corpus does not know it
	alternatives []alternative
	idf          float64
	weight       float64 // 1; less for words that name what was done, not with what
}

// alternative is a term of one segment.
type alternative struct {
	list
	segment int
	weight  float64 // (0,1]
}

// Weights of the ways in which a word of the corpus can match a word of the
// question. The stem is the measure of all.
const (
	stemWeight    = 1.0
	tailWeight    = 0.75 // question "takst", minutes "basistakst": the tail names the thing
	headWeight    = 0.6  // question "handicap", minutes "handicappolitik"
	partWeight    = 0.7  // question "omgørelsesprocent", minutes "omgørelse": one part alone
	synonymWeight = 0.8  // times the lexicon's own weight
	insideWeight  = 0.7  // a word of a phrase that the lexicon has as a whole
	spellWeight   = 0.8  // the nearest spelling of a word that the corpus does not know
	shortWeight   = 0.8  // "BSF" for "Beskæftigelses- og Socialforvaltningen", and back
	fillerWeight  = 0.7
	kinWeight     = 0.35 // "min søn": for whom, not about what
	actWeight     = 0.35 // words such as "besluttet", that nearly every item has
)

// merge leaves of several ways to one term the best.
func (c *concept) merge() {
	slices.SortFunc(c.alternatives, func(a, b alternative) int {
		return cmp.Or(cmp.Compare(a.segment, b.segment), cmp.Compare(a.id, b.id), cmp.Compare(b.weight, a.weight))
	})
	c.alternatives = slices.CompactFunc(c.alternatives, func(a, b alternative) bool { return a.segment == b.segment && a.id == b.id })
}

// concepts reads the words of a question that say what it is about. A phrase
// of the lexicon is one concept.
func (x *snapshot) concepts(q Query) []concept {
	tokens := x.subjectTokens(q.Text)
	words := make([]string, len(tokens))
	for i, t := range tokens {
		words[i] = t.Norm
	}
	scattered := x.options.Lexicon.Scattered(words)
	named, english := wordsOf(q.Bodies), danish.IsEnglish(words)
	var list []concept
	seen := make(map[string]bool)
	for i := 0; i < len(tokens); {
		synonyms, length := x.options.Lexicon.Lookup(words[i:])
		if length > 1 && !x.knowsAny(synonyms) {
			synonyms, length = nil, 1
		}
		t := tokens[i]
		c := concept{word: q.Text[t.Start:tokens[i+length-1].End], weight: 1}
		at := i
		i += length
		if length == 1 && t.Kind == danish.Word && (danish.IsStop(t.Norm) || english && danish.IsEnglishFiller(t.Norm)) {
			continue
		}
		key := t.Norm
		switch {
		case length > 1:
			key = c.word
			if namesKin(words[at:i]) {
				c.weight = kinWeight
			}
			for _, inside := range tokens[at : at+length] { // the minutes may say it in the same words
				if inside.Kind == danish.Word && !danish.IsStop(inside.Norm) && !danish.IsFiller(inside.Norm) {
					x.addStem(&c, inside.Norm, insideWeight)
				}
			}
		case t.Kind == danish.Word:
			key = x.options.Ablation.stem(t.Norm)
			x.readWord(&c, t.Norm)
		default:
			x.addTerm(&c, t.Norm, stemWeight)
		}
		if seen[key] {
			continue
		}
		seen[key] = true
		if named[t.Norm] { // the filter has used it; what is asked about it stands in the other words
			c.weight = actWeight
		}
		if length == 1 {
			x.addJoined(&c, tokens, at)
			x.addShort(&c, t)
		}
		if t.Kind == danish.Paragraph && len(c.alternatives) > 0 {
			synonyms = nil // what is named exactly means nothing else
		}
		x.addSynonyms(&c, synonyms)
		for j := at; j < i; j++ {
			x.addSynonyms(&c, slices.DeleteFunc(scattered[j], func(s danish.Synonym) bool {
				return slices.ContainsFunc(synonyms, func(known danish.Synonym) bool { return known.Stem == s.Stem })
			}))
		}
		list = append(list, x.weighed(c, t, length)...)
	}
	return append(list, x.gramConcepts(q.Text)...)
}

// namesKin reports whether a phrase names somebody of the asker's own and says
// nothing else ("min dreng").
func namesKin(phrase []string) bool {
	return slices.ContainsFunc(phrase, danish.IsKin) && !slices.ContainsFunc(phrase, func(w string) bool { return !danish.IsKin(w) && !danish.IsStop(w) })
}

// weighed gives a concept its weight, after a last try to read a word that the
// corpus does not know: as its nearest spelling, or in parts. It returns
// nothing for words that say nothing.
func (x *snapshot) weighed(c concept, t danish.Token, length int) []concept {
	unknown := func() bool { return len(c.alternatives) == 0 && length == 1 && t.Kind == danish.Word }
	if unknown() {
		if danish.NearStop(t.Norm) && !x.mayBeSpelt(t.Norm) {
			return nil // "referter"
		}
		x.readSpelling(&c, t.Norm)
	}
	c.merge()
	if len(c.alternatives) == 0 && c.weight < 1 {
		return nil // "fortalt" says nothing where the minutes say "orienterede"
	}
	c.idf = c.weight * x.idf(x.spread(c))
	if unknown() {
		if parts := x.partsOf(c, t); len(parts) > 0 {
			return parts
		}
	}
	return []concept{c}
}

// mayBeSpelt reports whether the corpus has a near spelling of word.
func (x *snapshot) mayBeSpelt(word string) bool {
	_, ok := x.nearest(word)
	return ok
}

// addJoined adds the words that token i makes with its neighbours, if the
// corpus writes them together: "studie tur" is "studietur".
func (x *snapshot) addJoined(c *concept, tokens []danish.Token, i int) {
	if x.options.Ablation.NoCompounds {
		return
	}
	for _, first := range []int{i - 1, i} {
		if first < 0 || first+1 >= len(tokens) {
			continue
		}
		a, b := tokens[first], tokens[first+1]
		if a.Kind != danish.Word || b.Kind != danish.Word || b.Start != a.End+1 || danish.IsStop(a.Norm) || danish.IsStop(b.Norm) {
			continue
		}
		for _, link := range []string{"", "s", "e"} {
			x.addTerm(c, danish.Stem(a.Norm+link+b.Norm), stemWeight)
		}
	}
}

// addShort adds what a short form stands for, by its longest word, and the
// short form of a name that the word is the longest of, as far as the minutes
// explain them.
func (x *snapshot) addShort(c *concept, t danish.Token) {
	if x.options.Ablation.NoSpelling {
		return
	}
	stem := danish.Stem(t.Norm)
	for i, s := range x.segments {
		if long, ok := s.shorts[t.Norm]; ok {
			x.addTerm(c, longestStem(long), shortWeight)
		}
		for _, short := range s.words.shortsOf[stem] {
			if l := s.list(short); len(l.postings) > 0 {
				c.alternatives = append(c.alternatives, alternative{l, i, shortWeight})
			}
		}
	}
}

// longestStem is the stem of the longest word of a name.
func longestStem(name string) string {
	longest := ""
	for _, t := range danish.Tokens(name) {
		if t.Kind == danish.Word && len(t.Norm) > len(longest) && !strings.Contains(name[t.Start:t.End], "-") {
			longest = t.Norm
		}
	}
	return danish.Stem(longest)
}

// wordsOf is the set of the words of names.
func wordsOf(names []string) map[string]bool {
	set := make(map[string]bool)
	for _, name := range names {
		for _, t := range danish.Tokens(name) {
			set[t.Norm] = true
		}
	}
	return set
}

// subjectTokens are the tokens of a question without single letters, without
// the figures that a date or case number is printed with, and without hyphened
// wholes that the corpus does not know ("IPS-projektet" is its parts there).
func (x *snapshot) subjectTokens(question string) []danish.Token {
	all := danish.Tokens(question)
	return slices.DeleteFunc(slices.Clone(all), func(t danish.Token) bool {
		if t.Kind == danish.Word && utf8.RuneCountInString(t.Norm) < 2 {
			return true
		}
		return slices.ContainsFunc(all, func(o danish.Token) bool {
			inside := o.Start <= t.Start && t.End <= o.End && o != t
			around := t.Start <= o.Start && o.End <= t.End && o != t
			switch {
			case o.Kind == danish.Date || o.Kind == danish.Case:
				return inside && (t.Kind != o.Kind || len(t.Norm) < len(o.Norm))
			case t.Kind == danish.Word && o.Kind == danish.Word:
				return around && x.frequency(x.options.Ablation.stem(t.Norm)) == 0
			}
			return false
		})
	})
}

// partsOf takes a compound that the corpus does not know apart: a concept for
// each part, which share its weight by how rare they are.
func (x *snapshot) partsOf(whole concept, t danish.Token) []concept {
	if t.Kind != danish.Word || x.options.Ablation.NoCompounds {
		return nil
	}
	var list []concept
	total := 0.0
	for _, part := range danish.Split(t.Norm, x.frequency) {
		c := concept{word: whole.word, weight: whole.weight}
		x.addStem(&c, part, partWeight)
		c.idf = x.idf(x.spread(c))
		total += c.idf
		list = append(list, c)
	}
	for i := range list {
		list[i].idf *= whole.idf / total
	}
	return list
}

// readWord fills in what the corpus has for a word: its stem and form, the
// compounds it is part of, the parts it has.
func (x *snapshot) readWord(c *concept, word string) {
	switch {
	case x.options.Ablation.OneField:
	case danish.IsAct(word):
		c.weight = actWeight
	case danish.IsFiller(word):
		c.weight = fillerWeight
	case danish.IsKin(word):
		c.weight = kinWeight
	}
	x.addStem(c, word, 1)
}

// readSpelling reads a word that the corpus does not know as its nearest
// spelling.
func (x *snapshot) readSpelling(c *concept, word string) {
	if danish.IsAct(word) || danish.IsFiller(word) || x.options.Ablation.NoSpelling {
		return
	}
	if near, ok := x.nearest(word); ok {
		c.read = near
		x.addStem(c, near, spellWeight)
	}
}

func (x *snapshot) knowsAny(synonyms []danish.Synonym) bool {
	return slices.ContainsFunc(synonyms, func(s danish.Synonym) bool { return x.frequency(s.Stem) > 0 })
}

// addSynonyms adds the office words that an everyday word stands for, and the
// compounds that end in one of them.
func (x *snapshot) addSynonyms(c *concept, synonyms []danish.Synonym) {
	for _, s := range synonyms {
		x.addTerm(c, s.Stem, s.Weight*synonymWeight)
		x.addCompounds(c, s.Stem, s.Weight*synonymWeight)
	}
}

func (x *snapshot) addStem(c *concept, word string, weight float64) {
	stem := x.options.Ablation.stem(word)
	x.addTerm(c, stem, stemWeight*weight)
	x.addCompounds(c, stem, weight)
	if len(c.alternatives) == 0 || x.options.Ablation.NoCompounds {
		return // an unknown compound is taken apart by partsOf
	}
	parts, total := danish.Split(word, x.frequency), 0.0
	for _, part := range parts {
		total += x.idf(x.frequency(part))
	}
	for _, part := range parts {
		x.addTerm(c, part, partWeight*x.idf(x.frequency(part))/total*weight)
	}
}

// addCompounds adds the compounds of the corpus that have stem as a part.
func (x *snapshot) addCompounds(c *concept, stem string, weight float64) {
	if x.options.Ablation.NoCompounds {
		return
	}
	backwards := reverse(stem)
	for i, s := range x.segments {
		for _, ways := range []struct {
			words  []word
			weight float64
		}{{s.words.stems.longerThan(stem), headWeight}, {s.words.reversed.longerThan(backwards), tailWeight}} {
			for _, w := range ways.words {
				if isPart(w.text[len(stem):]) {
					c.alternatives = append(c.alternatives, alternative{s.listOf(w.stem), i, ways.weight * weight})
				}
			}
		}
	}
}

// addTerm adds a term of the corpus, if it has it.
func (x *snapshot) addTerm(c *concept, term string, weight float64) {
	for i, s := range x.segments {
		if l := s.list(term); len(l.postings) > 0 {
			c.alternatives = append(c.alternatives, alternative{l, i, weight})
		}
	}
}

// isPart reports whether what a compound has beside the word asked for can be
// a part: shorter rests are endings ("bolig" in "boligen").
func isPart(rest string) bool { return utf8.RuneCountInString(rest) >= 3 }

// spread is the number of chunks that the concept stands in; close
// alternatives count, far ones would make a rare word look common. So a word
// that only the lexicon knows weighs as much as one that stands nowhere: it is
// what tells the question from others.
func (x *snapshot) spread(c concept) int {
	n := 0
	for i, s := range x.segments {
		var lists [][]posting
		for _, a := range c.alternatives {
			if a.segment == i && a.weight >= partWeight*spellWeight {
				lists = append(lists, a.postings)
			}
		}
		n += unionSize(lists, len(s.chunks))
	}
	return n
}

// unionSize counts the chunks that any of lists has, of so many.
func unionSize(lists [][]posting, chunks int) int {
	if len(lists) < 2 {
		for _, list := range lists {
			return len(list)
		}
		return 0
	}
	seen, n := make([]uint64, (chunks+63)/64), 0
	for _, list := range lists {
		for _, p := range list {
			seen[p.chunk/64] |= 1 << (p.chunk % 64)
		}
	}
	for _, word := range seen {
		n += bits.OnesCount64(word)
	}
	return n
}
