package danish

import (
	_ "embed"
	"strings"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	snowball "github.com/blevesearch/snowballstem/danish"
)

// Stem cuts the endings off a word in normal form: first by Snowball's Danish
// rules, then by the endings below, which bring a verb and its noun together
// where Snowball leaves them apart (besluttede–beslutning, drøftede–drøftelse,
// lukkes–lukning, evalueret–evaluering).
func Stem(norm string) string {
	if utf8.RuneCountInString(norm) < 4 {
		return norm
	}
	for _, root := range roots {
		if i := strings.LastIndex(norm, root); i >= 0 && len(norm)-i-len(root) <= len("erne") {
			return norm[:i+len(root)]
		}
	}
	for _, verb := range endVerbs {
		if i := strings.LastIndex(norm, verb); i >= 0 && (norm[i+len(verb):] == "e" || norm[i+len(verb):] == "es") {
			return norm[:i+len(verb)]
		}
	}
	env := snowballstem.NewEnv(norm)
	snowball.Stem(env)
	stem := env.Current()
	for range 2 {
		stem = cutEnding(stem)
	}
	if base := cutInflection(norm); utf8.RuneCountInString(stem) < shortestStem && strings.HasSuffix(base, "ig") { // "bol" of "bolig"
		stem = base
	}
	for _, p := range irregular {
		if base, ok := strings.CutSuffix(stem, p[0]); ok {
			return base + p[1]
		}
	}
	return stem
}

//go:embed verbs.txt
var verbList string

// pastForms are the forms of verbs.txt with their infinitives.
var pastForms = func() map[string]string {
	forms := make(map[string]string)
	for line := range strings.Lines(verbList) {
		if words := strings.Fields(line); len(words) > 1 && words[0] != "#" {
			for _, form := range words[1:] {
				forms[Normal(form)] = Normal(words[0])
			}
		}
	}
	return forms
}()

// verbPrefixes make other verbs of a verb, whose past has the same vowel.
var verbPrefixes = []string{"an", "af", "be", "bi", "efter", "for", "fra", "frem", "gen", "gennem", "ind", "med", "mis", "mod", "ned", "om", "op", "over", "på", "sam", "til", "tilbage", "ud", "under", "ved"}

// verbStem is the stem of the infinitive that a past form belongs to.
func verbStem(norm string) (string, bool) {
	if infinitive, ok := pastForms[norm]; ok {
		return Stem(infinitive), true
	}
	for _, prefix := range verbPrefixes {
		if rest, ok := strings.CutPrefix(norm, prefix); ok {
			if infinitive, ok := pastForms[rest]; ok {
				return Stem(prefix + infinitive), true
			}
		}
	}
	if base, ok := strings.CutSuffix(norm, "ede"); ok && utf8.RuneCountInString(base) == 3 && strings.ContainsAny(base, "aeiouyæøå") { // "fyrede", which Snowball leaves at "fyred"
		return base, true
	}
	return "", false
}

// lemma is Stem, but brings the past of a verb to its infinitive too.
func lemma(norm string) string {
	if stem, ok := verbStem(norm); ok {
		return stem
	}
	return Stem(norm)
}

// roots end like endings, and would lose what they mean: Snowball and the
// endings below make "under" of underretning.
var roots = []string{"demens", "underretning", "efterretning", "vejledning"}

// shortestStem is the number of letters that a stem keeps of a longer word.
const shortestStem = 4

// cutInflection cuts the ending of a noun or adjective and nothing else.
func cutInflection(norm string) string {
	for _, ending := range []string{"ernes", "erne", "ens", "ers", "ets", "en", "er", "et", "e", "s"} {
		if base, ok := strings.CutSuffix(norm, ending); ok && utf8.RuneCountInString(base) >= shortestStem {
			return base
		}
	}
	return norm
}

// irregular stems whose vowel changes, with the one they are read as; also at
// the end of a longer word (skolebørn -> skolebarn, nedbragt -> nedbring).
var irregular = [][2]string{
	{"børn", "barn"}, {"mænd", "mand"}, {"foræld", "forældr"}, {"steg", "stig"}, {"brag", "bring"}, {"solgt", "sælg"},
	{"valgt", "vælg"}, {"skrev", "skriv"}, {"truff", "træf"}, {"holdt", "hold"}, {"fandt", "find"},
	{"fastsat", "fastsæt"}, {"afsat", "afsæt"}, {"ansat", "ansæt"},
}

// endVerbs have a root in -end, which Snowball takes for the ending of a
// participle: it makes "godk" of godkendes.
var endVerbs = []string{"kend", "send", "vend"}

// endings in the order they are tried: what is cut, and how many runes have
// to be left.
var endings = []struct {
	ending string
	min    int
}{
	{"ning", 3}, {"ing", 4}, {"else", 4}, {"els", 4}, {"sel", 3}, {"sl", 4}, {"hed", 4}, {"ed", 4}, {"er", 4}, {"et", 5},
}

func cutEnding(stem string) string {
	if strings.HasSuffix(stem, "bring") { // a root, not an ending
		return stem
	}
	for _, e := range endings {
		if base, ok := strings.CutSuffix(stem, e.ending); ok && utf8.RuneCountInString(base) >= e.min {
			return undouble(base)
		}
	}
	return undouble(stem)
}

// undouble makes one consonant of two at the end: "indstill" -> "indstil".
func undouble(s string) string {
	if n := len(s); n > 3 && s[n-1] == s[n-2] && strings.IndexByte("bdfgklmnprst", s[n-1]) >= 0 {
		return s[:n-1]
	}
	return s
}
