package bot

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
	"github.com/referat-dk/referat/retrieval/danish"
)

// evidence is what a sentence is held against.
type evidence struct {
	hit     retrieval.Hit
	at      minutes.Span // of the quote
	english bool         // a sentence may be in English

	quote   map[string]bool // stems of the quote
	item    map[string]bool // stems of the item, its heading and its meeting
	words   string          // the same in normal form, with a space around each
	figures []figure        // of the quote, the title and the meeting's year
	dates   []minutes.Date  // of the quote, the title and the meeting
}

func evidenceOf(h retrieval.Hit, at minutes.Span, english bool) evidence {
	m := h.Meeting
	item := itemAt(m, at)
	label := m.Label(item)
	title := ""
	if item != nil {
		title = item.Title
	}
	shown := m.Quote(at) + "\n" + title
	all := m.Quote(bounds(h)) + "\n" + label
	e := evidence{hit: h, at: at, english: english, quote: stemsOf(shown), item: stemsOf(all), words: spaced(all)}
	e.figures = append(figuresIn(shown, false), figure{value: float64(m.Date.Year)})
	e.dates = []minutes.Date{m.Date}
	for _, d := range minutes.FindDates(shown) {
		e.dates = append(e.dates, d.Date)
	}
	return e
}

func stemsOf(text string) map[string]bool {
	set := make(map[string]bool)
	for _, t := range danish.Tokens(text) {
		set[danish.Stem(t.Norm)] = true
	}
	return set
}

func spaced(text string) string { return " " + strings.Join(normalWords(text), " ") + " " }

// bearsOut finds what text says that the minutes do not: a date, figure or
// name, a "not" on one side only, a word that weighs and is not in the quote,
// a word that the item has nothing for. Half of what it says, at least, the
// quote says.
func (e evidence) bearsOut(text string) fault {
	norms := normalWords(text)
	english := danish.IsEnglish(norms)
	if english && !e.english {
		return fault{Foreign, ""}
	}
	rest, f := e.bearsDates(text)
	if f.reason != "" {
		return f
	}
	for _, n := range figuresIn(rest, english) {
		if !n.among(e.figures) {
			return fault{Figure, n.word}
		}
	}
	if f := e.bearsNames(text); f.reason != "" {
		return f
	}
	closest := normalWords(e.hit.Meeting.Quote(e.closest(text)))
	if said := firstOfSet(norms, negations); said != "" && firstOfSet(closest, negations) == "" {
		return fault{Negation, said}
	} else if left := firstOfSet(closest, negations); left != "" && said == "" {
		return fault{Negation, left}
	}
	if f := e.bearsWeight(norms); f.reason != "" {
		return f
	}
	return e.bearsWords(rest, english)
}

// bearsDates checks the dates of text, and returns text without them.
func (e evidence) bearsDates(text string) (rest string, f fault) {
	from := 0
	for _, d := range minutes.FindDates(text) {
		same := func(o minutes.Date) bool { // what is said may leave out a part
			return d.Month == o.Month && (d.Day == 0 || d.Day == o.Day) && (d.Year == 0 || d.Year == o.Year)
		}
		if !slices.ContainsFunc(e.dates, same) {
			return "", fault{NoDate, text[d.Start:d.End]}
		}
		rest += text[from:d.Start] + " "
		from = d.End
	}
	return rest + text[from:], fault{}
}

// bearsNames checks the words with a capital letter that do not open the
// sentence, those in a row together: "Hans Jensen" is nobody where the item
// has a Hans Madsen and a Peter Jensen.
func (e evidence) bearsNames(text string) fault {
	var name []string
	check := func() fault {
		if len(name) > 0 && !strings.Contains(e.words, spaced(strings.Join(name, " "))) {
			last := len(name) - 1
			name[last] = strings.TrimSuffix(name[last], "s") // "Samarbejdsforums"
			if !strings.Contains(e.words, spaced(strings.Join(name, " "))) {
				return fault{Name, strings.Join(name, " ")}
			}
		}
		name = name[:0]
		return fault{}
	}
	words := strings.Fields(text)
	for i, w := range words {
		bare := strings.TrimFunc(w, func(r rune) bool { return !isWordRune(r) })
		first, _ := utf8.DecodeRuneInString(bare)
		next := i+1 < len(words) && unicode.IsUpper(firstRune(words[i+1]))
		opens := i == 0 && (!next || danish.IsStop(danish.Normal(bare)))
		if !unicode.IsUpper(first) || opens || len(minutes.FindDates("i "+bare)) > 0 {
			if f := check(); f.reason != "" {
				return f
			}
			continue
		}
		name = append(name, bare)
		if !isWordRune(lastRune(w)) { // "Lund, Jensen" are two
			if f := check(); f.reason != "" {
				return f
			}
		}
	}
	return check()
}

func firstRune(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }
func lastRune(s string) rune  { r, _ := utf8.DecodeLastRuneInString(s); return r }

// bearsWeight checks the words that function words are counted among, and that
// turn what is said: "skal" for "kan", "alle" for "nogle".
func (e evidence) bearsWeight(norms []string) fault {
	quote := spaced(e.hit.Meeting.Quote(e.at))
	for _, row := range weights {
		if said := firstOfSet(norms, row); said != "" && !slices.ContainsFunc(strings.Fields(quote), func(w string) bool { return row[w] }) {
			return fault{Unsaid, said}
		}
	}
	return fault{}
}

// bearsWords checks that each word with a meaning of its own stands in the
// item, in another form, as part of a compound, or as a word that the lexicon
// has for it; and half of them in the quote.
func (e evidence) bearsWords(text string, english bool) fault {
	said, quoted := 0, 0
	tokens := slices.DeleteFunc(danish.Tokens(text), func(t danish.Token) bool { return t.Kind != danish.Word })
	norms := make([]string, len(tokens))
	for i, t := range tokens {
		norms[i] = t.Norm
	}
	for i := 0; i < len(norms); {
		length, inQuote := supported(norms[i:], e.quote)
		inItem := inQuote
		if !inQuote {
			length, inItem = supported(norms[i:], e.item)
		}
		switch {
		case inQuote && !danish.IsStop(norms[i]):
			quoted++
			said++
		case e.free(norms[i], english):
			length = 1
		case !inItem:
			return fault{Unsaid, text[tokens[i].Start:tokens[i].End]}
		default:
			said++
		}
		i += length
	}
	if quoted == 0 || 2*quoted < said {
		return fault{Apart, ""}
	}
	return fault{}
}

// free reports whether a word says nothing that needs to stand in the minutes.
func (e evidence) free(norm string, english bool) bool {
	_, number := danishNumbers[norm]
	_, englishNumber := englishNumbers[norm]
	_, multiple := multiples[norm]
	_, unit := figureUnits[norm]
	decided := decidedWords[norm] && within(e.hit, e.at, func(it *minutes.Item) []minutes.Span { return []minutes.Span{it.Decision.Span} })
	return danish.IsStop(norm) || tellingWords[norm] || attributing[norm] || decided || english && (englishGrammar[norm] || englishNumber) ||
		number || multiple || unit || negations[norm] || utf8.RuneCountInString(norm) == 1
}

// supported reports whether words begin with one, or a phrase of the lexicon,
// that set has, and how many words that is.
func supported(words []string, set map[string]bool) (length int, ok bool) {
	stem := danish.Stem(words[0])
	if set[stem] || set[words[0]] || set[strings.TrimSuffix(words[0], "s")] {
		return 1, true
	}
	const surely = 0.5 // of the lexicon's weights
	synonyms, length := lexicon().Lookup(words)
	if slices.ContainsFunc(synonyms, func(s danish.Synonym) bool { return s.Weight >= surely && set[s.Stem] }) {
		return length, true
	}
	const shortest, shortestRest = 5, 4 // letters: "lovlig" is no part of "ulovlig"
	if len(stem) >= shortest {
		for other := range set {
			if len(other)-len(stem) >= shortestRest && (strings.HasPrefix(other, stem) || strings.HasSuffix(other, stem)) {
				return 1, true
			}
		}
	}
	return 1, false
}

var lexicon = sync.OnceValue(danish.DefaultLexicon)

// closest is the sentence of the quote that has most of text's words.
func (e evidence) closest(text string) minutes.Span {
	best, most := e.at, -1
	for s := range e.hit.Meeting.Sentences(e.at) {
		stems := stemsOf(e.hit.Meeting.Quote(s))
		n := 0
		for _, w := range normalWords(text) {
			if !danish.IsStop(w) && stems[danish.Stem(w)] {
				n++
			}
		}
		if n > most {
			best, most = s, n
		}
	}
	return best
}

func firstOfSet(words []string, set map[string]bool) string {
	for _, w := range words {
		if set[w] {
			return w
		}
	}
	return ""
}
