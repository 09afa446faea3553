package retrieval

import (
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval/danish"
)

// The fields of a chunk. A word counts by where it stands: BM25F adds the
// weighted frequencies before it saturates them (Robertson, Zaragoza & Taylor
// 2004), so that a word in title and text is not counted as two.
type field int

const (
	titleField field = iota
	decisionField
	textField
	contextField
	headField // the head of the minutes, where names and contents stand
	numFields
)

var (
	fieldWeight = [numFields]float64{titleField: 2.2, decisionField: 1.2, textField: 1, contextField: 0.5, headField: 0.4}
	fieldB      = [numFields]float64{titleField: 0.4, decisionField: 0.6, textField: 0.6, contextField: 0, headField: 0.75}
)

const saturation = 1.2 // k1 of BM25

// posting is one term in one chunk.
type posting struct {
	chunk int32
	tf    [numFields]uint8
}

// lexical is an inverted index over chunks. It is built once and then only
// read.
type lexical struct {
	terms    map[string]int32 // stems, and surface forms with surfaceMark before them
	postings [][]posting
	lengths  [][numFields]uint16
	average  [numFields]float64
	words    vocabulary
	lexicon  *danish.Lexicon
}

const surfaceMark = "=" // stands before a surface form that differs from its stem

func newLexical(chunks []Chunk, lexicon *danish.Lexicon) *lexical {
	x := &lexical{lexicon: lexicon, terms: make(map[string]int32), lengths: make([][numFields]uint16, len(chunks))}
	surfaces := make(map[string]int)
	var total [numFields]float64
	for i, c := range chunks {
		text := textField
		switch {
		case c.Ref.Item == "":
			text = headField
		case c.Kind == minutes.DecisionText:
			text = decisionField
		}
		x.add(int32(i), text, c.Text, surfaces)
		x.add(int32(i), titleField, c.Title, surfaces)
		x.add(int32(i), contextField, c.Context, surfaces)
		for f, n := range x.lengths[i] {
			total[f] += float64(n)
		}
	}
	for f := range total {
		x.average[f] = max(1, total[f]/float64(max(1, len(chunks))))
	}
	x.words = newVocabulary(surfaces, x.frequency)
	return x
}

func (x *lexical) add(chunk int32, f field, text string, surfaces map[string]int) {
	for _, t := range danish.Tokens(text) {
		if t.Kind == danish.Word && danish.IsStop(t.Norm) {
			continue
		}
		x.lengths[chunk][f] = uint16(min(math.MaxUint16, int(x.lengths[chunk][f])+1))
		term := t.Norm
		if t.Kind == danish.Word {
			surfaces[t.Norm]++
			if term = danish.Stem(t.Norm); term != t.Norm {
				x.count(surfaceMark+t.Norm, chunk, f)
			}
		}
		x.count(term, chunk, f)
	}
}

func (x *lexical) count(term string, chunk int32, f field) {
	id, ok := x.terms[term]
	if !ok {
		id = int32(len(x.postings))
		x.terms[term] = id
		x.postings = append(x.postings, nil)
	}
	list := x.postings[id]
	if n := len(list); n == 0 || list[n-1].chunk != chunk {
		list = append(list, posting{chunk: chunk})
		x.postings[id] = list
	}
	if p := &list[len(list)-1]; p.tf[f] < math.MaxUint8 {
		p.tf[f]++
	}
}

// frequency is the number of chunks that a stem or token stands in.
func (x *lexical) frequency(term string) int {
	if id, ok := x.terms[term]; ok {
		return len(x.postings[id])
	}
	return 0
}

// weightedFrequency is BM25F's pseudo frequency of a posting.
func (x *lexical) weightedFrequency(p posting) float64 {
	sum := 0.0
	for f, tf := range p.tf {
		if tf > 0 {
			b := fieldB[f]
			sum += fieldWeight[f] * float64(tf) / (1 - b + b*float64(x.lengths[p.chunk][f])/x.average[f])
		}
	}
	return sum
}

// idf of a term that stands in df chunks; never negative.
func (x *lexical) idf(df int) float64 {
	n := float64(len(x.lengths))
	return math.Log(1 + (n-float64(df)+0.5)/(float64(df)+0.5))
}

// matches calls each for every chunk that an alternative of c stands in, with
// the score of the best one and that alternative's weight.
func (x *lexical) matches(c concept, each func(chunk int32, score, weight float64)) {
	type match struct{ score, weight float64 }
	best := make(map[int32]match)
	for _, alt := range c.alternatives {
		for _, p := range x.postings[x.terms[alt.term]] {
			tf := x.weightedFrequency(p)
			m := match{alt.weight * c.idf * tf * (saturation + 1) / (tf + saturation), alt.weight}
			old := best[p.chunk]
			best[p.chunk] = match{max(old.score, m.score), max(old.weight, m.weight)}
		}
	}
	for _, chunk := range slices.Sorted(maps.Keys(best)) {
		each(chunk, best[chunk].score, best[chunk].weight)
	}
}

// vocabulary is the set of words of the corpus, for what a lookup cannot
// find: parts of compounds and near spellings.
type vocabulary struct {
	surfaces []string       // sorted
	stems    []string       // sorted
	reversed []string       // stems spelt backwards, sorted
	counts   map[string]int // of surfaces
}

func newVocabulary(surfaces map[string]int, frequency func(string) int) vocabulary {
	v := vocabulary{counts: surfaces}
	stems := make(map[string]bool)
	for s := range surfaces {
		v.surfaces = append(v.surfaces, s)
		stems[danish.Stem(s)] = true
	}
	for s := range stems {
		v.stems = append(v.stems, s)
		v.reversed = append(v.reversed, reverse(s))
	}
	slices.Sort(v.surfaces)
	slices.Sort(v.stems)
	slices.Sort(v.reversed)
	return v
}

// compoundsOf lists the stems that begin (heads) or end (tails) with part.
func (v vocabulary) compoundsOf(part string) (heads, tails []string) {
	heads = withPrefix(v.stems, part)
	for _, r := range withPrefix(v.reversed, reverse(part)) {
		tails = append(tails, reverse(r))
	}
	return heads, tails
}

// withPrefix returns the strings of a sorted list that are longer than prefix
// and begin with it.
func withPrefix(sorted []string, prefix string) []string {
	i, _ := slices.BinarySearch(sorted, prefix)
	j := i
	for j < len(sorted) && strings.HasPrefix(sorted[j], prefix) {
		j++
	}
	if i < j && sorted[i] == prefix {
		i++
	}
	return sorted[i:j]
}

// nearest finds the word of the corpus that a misspelt one is nearest to; of
// equally near ones the most frequent, then the first by alphabet.
func (v vocabulary) nearest(word string) (string, bool) {
	limit := danish.MaxDistance(len([]rune(word)))
	if limit == 0 {
		return "", false
	}
	best, bestDistance := "", limit+1
	for _, s := range v.surfaces {
		d := danish.Distance(word, s, min(limit, bestDistance))
		if d < bestDistance || d == bestDistance && d <= limit && v.counts[s] > v.counts[best] {
			best, bestDistance = s, d
		}
	}
	return best, bestDistance <= limit
}

func reverse(s string) string {
	r := []rune(s)
	slices.Reverse(r)
	return string(r)
}
