package danish

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

//go:embed lexicon.tsv
var builtinLexicon string

// Lexicon maps everyday words to the words that minutes use, and back. It is
// read only once built.
type Lexicon struct {
	entries map[string][]Synonym // by stems, joined by a space in a phrase
	begun   map[string]bool      // the words that a longer phrase begins with, joined alike
	phrases map[string][]phrase  // by their first telling word that is no filler
}

// Synonym is a stem that a word or phrase may stand for.
type Synonym struct {
	Stem   string
	Weight float64 // (0,1]: how surely it means the same
}

const backwards = 0.6 // weight of office word -> everyday word, beside 1 for the way it is written

// DefaultLexicon is the lexicon built into the package: retrieval/danish/lexicon.tsv.
func DefaultLexicon() *Lexicon {
	l, err := ReadLexicon(strings.NewReader(builtinLexicon))
	if err != nil {
		panic("danish: built-in lexicon: " + err.Error()) // a test reads it
	}
	return l
}

// ExtendedLexicon is the built-in lexicon and the rows of r, in the form that
// ReadLexicon takes; of two rows for the same words the higher weight counts.
func ExtendedLexicon(r io.Reader) (*Lexicon, error) {
	l := DefaultLexicon()
	return l, l.read(r)
}

// ReadLexicon reads lines of four columns between tabs: field, everyday words
// or phrases, office words, weight. Words of a column are separated by commas;
// lines that begin with # are comments.
func ReadLexicon(r io.Reader) (*Lexicon, error) {
	l := &Lexicon{make(map[string][]Synonym), make(map[string]bool), make(map[string][]phrase)}
	if err := l.read(r); err != nil {
		return nil, err
	}
	return l, nil
}

func (l *Lexicon) read(r io.Reader) error {
	lines := bufio.NewScanner(r)
	stem, lemma := remembered(Stem), remembered(lemma)
	for n := 1; lines.Scan(); n++ {
		text := strings.TrimSpace(lines.Text())
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		columns := strings.Split(text, "\t")
		if len(columns) != 4 {
			return fmt.Errorf("danish: lexicon line %d has %d columns, not 4", n, len(columns))
		}
		weight, err := strconv.ParseFloat(columns[3], 64)
		if err != nil || weight <= 0 || weight > 1 {
			return fmt.Errorf("danish: lexicon line %d: weight %q is not in (0,1]", n, columns[3])
		}
		for everyday := range strings.SplitSeq(columns[1], ",") {
			said := wordsIn(everyday)
			telling := tellingWords(said, lemma)
			for office := range strings.SplitSeq(columns[2], ",") {
				written := wordsIn(office)
				to := joined(written, stem)
				l.add(joined(said, lemma), to, weight)
				l.add(joined(written, lemma), joined(said, stem), weight*backwards)
				l.addPhrase(telling, to, weight)
			}
		}
	}
	return lines.Err()
}

func (l *Lexicon) add(from, to string, weight float64) {
	if from == "" || to == "" || from == to || strings.Contains(to, " ") {
		return
	}
	l.entries[from] = withSynonym(l.entries[from], Synonym{to, weight})
	for i := range from {
		if from[i] == ' ' {
			l.begun[from[:i]] = true
		}
	}
}

// wordsIn returns the words of a phrase, in normal form, that have more than one
// letter: questions are read without words of one letter too.
func wordsIn(phrase string) []string {
	var list []string
	end := -1
	for _, t := range Tokens(phrase) {
		if t.Start >= end && utf8.RuneCountInString(t.Norm) > 1 {
			list = append(list, t.Norm)
			end = t.End
		}
	}
	return list
}

// joined returns the stems of words, joined by spaces.
func joined(words []string, stem func(string) string) string {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = stem(w)
	}
	return strings.Join(list, " ")
}

// remembered is f, asked once for each word.
func remembered(f func(string) string) func(string) string {
	known := make(map[string]string)
	return func(word string) string {
		stem, ok := known[word]
		if !ok {
			stem = f(word)
			known[word] = stem
		}
		return stem
	}
}

// Lookup finds the longest phrase of the lexicon that words, in normal form,
// begin with, words of one letter left out: what it may stand for and how many
// of the words it takes up. The past of a verb is read as its infinitive. A
// single word has length 1 even if the lexicon does not know it.
func (l *Lexicon) Lookup(words []string) (synonyms []Synonym, length int) {
	if l == nil {
		return nil, 1
	}
	phrase := ""
	length = 1
	for i, word := range words {
		phrase += lemma(word)
		if found := l.entries[phrase]; found != nil {
			synonyms, length = found, i+1
		}
		if !l.begun[phrase] {
			break
		}
		phrase += " "
	}
	return synonyms, length
}
