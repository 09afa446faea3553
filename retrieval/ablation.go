package retrieval

import (
	"unicode/utf8"

	"github.com/referat-dk/referat/retrieval/danish"
)

// Ablation leaves parts of the search out, or brings in the one that was found
// not to help, so that what each of them gives can be measured. The zero value
// is the search as it is meant. Parts that are not here have a switch of their
// own: Options.Lexicon, Options.VectorWeight, and whether Understand is called.
type Ablation struct {
	OneField    bool // a word counts the same wherever it stands and whatever it says
	NoStems     bool // words match as they are written
	NoCompounds bool // no compound matches by its parts
	NoSpelling  bool // a word is not read as its nearest spelling, nor a short form as the name it stands for
	Grams       bool // every four letters inside a word are searched for too
}

func (a Ablation) stem(norm string) string {
	if a.NoStems {
		return norm
	}
	return danish.Stem(norm)
}

// gramShare is the weight of all 4-grams of a word, beside 1 for the word.
const gramShare = 0.5

// grams returns the terms of the 4-grams inside a word.
func (a Ablation) grams(t danish.Token) []string {
	if !a.Grams || t.Kind != danish.Word || utf8.RuneCountInString(t.Norm) <= gramLength {
		return nil
	}
	var terms []string
	letters := []rune(t.Norm)
	for i := range len(letters) - gramLength + 1 {
		terms = append(terms, "*"+string(letters[i:i+gramLength])) // no word has a star
	}
	return terms
}

// gramConcepts returns the 4-grams of the question's words, as far as the
// corpus has them.
func (x *snapshot) gramConcepts(question string) []concept {
	if !x.options.Ablation.Grams {
		return nil
	}
	var list []concept
	seen := make(map[string]bool)
	for _, t := range x.subjectTokens(question) {
		if danish.IsStop(t.Norm) {
			continue
		}
		terms := x.options.Ablation.grams(t)
		for _, term := range terms {
			c := concept{word: term}
			if x.addTerm(&c, term, 1); len(c.alternatives) == 0 || seen[term] {
				continue
			}
			seen[term] = true
			c.idf = gramShare / float64(len(terms)) * x.idf(x.spread(c))
			list = append(list, c)
		}
	}
	return list
}
