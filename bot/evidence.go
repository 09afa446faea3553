package bot

import (
	"maps"
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
	subject map[string]bool // stems of the item that the question or, if the item's text has them too, the title has
	names   string          // of the quote, the title and the meeting, see namesIn
	figures []figure        // of the quote, and the meeting's year
	dates   []minutes.Date  // of the quote, and the meeting's
}

// evidenceOf is the quote at at. What else stands in the item counts as far as
// it is asked about, or stands in its title too: an item may hold words that
// somebody wrote there for a model to say.
func evidenceOf(q Question, h retrieval.Hit, at minutes.Span) evidence {
	m, item := h.Meeting, itemAt(h.Meeting, at)
	quote, title := m.Quote(at), ""
	if item != nil {
		title = item.Title
	}
	e := evidence{hit: h, at: at, english: danish.IsEnglish(q.Words), quote: stemsOf(quote + "\n" + m.Body), subject: make(map[string]bool)}
	asked, titled := stemsOf(q.Text+"\n"+q.Query.Text), stemsOf(title)
	for stem := range stemsOf(strings.ReplaceAll(m.Quote(bounds(h)), title, "")) {
		_, ok := supported([]string{stem}, asked)
		e.subject[stem] = ok || titled[stem]
	}
	maps.DeleteFunc(e.subject, func(_ string, is bool) bool { return !is })
	e.names = namesIn(quote + "\n" + title + "\n" + m.Body + "\n" + m.Organisation)
	e.figures = append(figuresIn(quote, false), figure{value: float64(m.Date.Year)})
	e.dates = []minutes.Date{m.Date}
	for _, d := range minutes.FindDates(quote) {
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

// namesIn are the words of text that a capital opens, in normal form with a
// space around each, and a mark for the others between them.
func namesIn(text string) string {
	var b strings.Builder
	end := -1
	for _, t := range danish.Tokens(text) {
		if t.Start < end {
			continue
		}
		end = t.End
		if !unicode.IsUpper(firstRune(text[t.Start:])) {
			t.Norm = "·"
		}
		b.WriteString(" " + t.Norm)
	}
	return b.String() + " "
}

// bearsOut finds what text says that the minutes do not: a date, figure or
// name, a "not" on one side only, a word that turns what is said, or any other
// that the quote has nothing for and that is not asked about in the item. More
// than half of what it says, the quote says.
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

// bearsNames checks the words with a capital letter, those in a row together:
// "Hans Jensen" is nobody where the item has a Hans Madsen and a Peter Jensen.
func (e evidence) bearsNames(text string) fault {
	for i, name := range capitals(text) {
		if i == 0 && strings.HasPrefix(text, name[0]) && e.anyWord(name[0]) {
			name = name[1:]
		}
		if whole := strings.Join(name, " "); whole != "" && !e.named(whole) {
			return fault{Name, whole}
		}
	}
	return fault{}
}

// anyWord reports whether a word that opens a sentence is none of a name.
func (e evidence) anyWord(word string) bool {
	norm := danish.Normal(word)
	return danish.IsStop(norm) && norm != "hans" || !e.named(word) && (e.says(norm) || tellingWords[norm] || englishGrammar[norm])
}

// named reports whether a name stands in the quote, the title or the meeting.
func (e evidence) named(name string) bool {
	return strings.Contains(e.names, spaced(name)) || strings.Contains(e.names, spaced(strings.TrimSuffix(name, "s"))) // "Samarbejdsforums"
}

// says reports whether the quote or the subject has a word for norm.
func (e evidence) says(norm string) bool {
	_, quoted := supported([]string{norm}, e.quote)
	_, subject := supported([]string{norm}, e.subject)
	return quoted || subject
}

// capitals finds the words of text with a capital letter, those in a row with
// no sign between them together. Months are none.
func capitals(text string) (names [][]string) {
	row := false
	for w := range strings.FieldsSeq(text) {
		bare := strings.TrimFunc(w, func(r rune) bool { return !isWordRune(r) })
		capital := unicode.IsUpper(firstRune(bare)) && len(minutes.FindDates("i "+bare)) == 0
		switch {
		case capital && row:
			names[len(names)-1] = append(names[len(names)-1], bare)
		case capital:
			names = append(names, []string{bare})
		}
		row = capital && isWordRune(lastRune(w)) // "Lund, Jensen" are two
	}
	return names
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
// quote, in another form, as part of a compound, or as a word that the lexicon
// has for it; or else is the item's subject, and more than half of them in the quote.
// What was decided stands in the quote.
func (e evidence) bearsWords(text string, english bool) fault {
	said, quoted := 0, 0
	tokens := slices.DeleteFunc(danish.Tokens(text), func(t danish.Token) bool { return t.Kind != danish.Word })
	norms := make([]string, len(tokens))
	for i, t := range tokens {
		norms[i] = t.Norm
	}
	for i := 0; i < len(norms); {
		word := text[tokens[i].Start:tokens[i].End]
		length, inQuote := supported(norms[i:], e.quote)
		switch {
		case inQuote && !danish.IsStop(norms[i]):
			quoted++
			said++
		case e.free(norms[i], english) || unicode.IsUpper(firstRune(word)) && e.named(word):
			length = 1
		default:
			var subject bool
			if length, subject = supported(norms[i:], e.subject); !subject || resolving[norms[i]] {
				return fault{Unsaid, word}
			}
			said++
		}
		i += length
	}
	if 2*quoted <= said {
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
