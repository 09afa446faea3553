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
	l := &Lexicon{make(map[string][]Synonym), make(map[string]bool)}
	if err := l.read(r); err != nil {
		return nil, err
	}
	return l, nil
}

func (l *Lexicon) read(r io.Reader) error {
	lines := bufio.NewScanner(r)
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
			for office := range strings.SplitSeq(columns[2], ",") {
				from, to := stems(everyday), stems(office)
				l.add(from, to, weight)
				l.add(to, from, weight*backwards)
			}
		}
	}
	return lines.Err()
}

func (l *Lexicon) add(from, to string, weight float64) {
	if from == "" || to == "" || from == to || strings.Contains(to, " ") {
		return
	}
	for i, s := range l.entries[from] {
		if s.Stem == to {
			l.entries[from][i].Weight = max(s.Weight, weight)
			return
		}
	}
	l.entries[from] = append(l.entries[from], Synonym{to, weight})
	for i := range from {
		if from[i] == ' ' {
			l.begun[from[:i]] = true
		}
	}
}

// stems returns the stems of the words of s that have more than one letter,
// joined by spaces.
func stems(s string) string {
	var list []string
	end := -1
	for _, t := range Tokens(s) {
		if t.Start >= end && utf8.RuneCountInString(t.Norm) > 1 { // questions are read without words of one letter too
			list = append(list, Stem(t.Norm))
			end = t.End
		}
	}
	return strings.Join(list, " ")
}

// Lookup finds the longest phrase of the lexicon that words, in normal form,
// begin with, words of one letter left out: what it may stand for and how many
// of the words it takes up. A
// single word has length 1 even if the lexicon does not know it.
func (l *Lexicon) Lookup(words []string) (synonyms []Synonym, length int) {
	if l == nil {
		return nil, 1
	}
	phrase := ""
	length = 1
	for i, word := range words {
		phrase += Stem(word)
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
