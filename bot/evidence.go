package bot

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
	"github.com/referat-dk/referat/retrieval/danish"
)

// evidence is what a sentence is held against.
type evidence struct {
	hit     retrieval.Hit
	page    page
	at      minutes.Span // of the quote
	english bool         // a sentence may be in English

	quote   map[string]bool // stems of the quote
	lead    map[string]bool // stems of what leads up to the quote in its paragraph or list
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
	p := pageOf(h)
	e := evidence{hit: h, page: p, at: at, english: danish.IsEnglish(q.Words), quote: stemsOf(quote + "\n" + m.Body), subject: make(map[string]bool)}
	intro, _ := p.listIntro(at)
	e.lead = stemsOf(m.Quote(intro) + "\n" + m.Quote(minutes.Span{Start: p.line(at).Start, End: at.Start}))
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
	if one := e.bearsOne(norms); one != "" {
		return fault{Figure, one}
	}
	if f := e.bearsNames(text); f.reason != "" {
		return f
	}
	if f := e.bearsBothWays(text, norms); f.reason != "" {
		return f
	}
	if f := e.bearsWeight(norms); f.reason != "" {
		return f
	}
	if f := e.bearsWords(rest, english); f.reason != "" {
		return f
	}
	return e.bearsOrder(text)
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

// bearsOne finds "en uge" where the quote counts the weeks and has another
// number: "en" is an article, and a number.
func (e evidence) bearsOne(norms []string) string {
	quote := normalWords(e.hit.Meeting.Quote(e.at))
	for i, one := range norms[:max(0, len(norms)-1)] {
		if !ones[one] {
			continue
		}
		counted, single := false, false
		for j, w := range quote[:max(0, len(quote)-1)] {
			if danish.Stem(quote[j+1]) == danish.Stem(norms[i+1]) {
				counted = counted || len(figuresIn(w, false)) > 0
				single = single || ones[w]
			}
		}
		if counted && !single {
			return one + " " + norms[i+1]
		}
	}
	return ""
}

var ones = normalSet("en et one single")

// says reports whether the quote or the subject has a word for norm.
func (e evidence) says(norm string) bool {
	_, quoted := supported([]string{norm}, e.quote)
	_, subject := supported([]string{norm}, e.subject)
	return quoted || subject
}

// bearsBothWays checks the words that the sentence and the quote have both, or
// neither.
func (e evidence) bearsBothWays(text string, norms []string) fault {
	closest := normalWords(e.hit.Meeting.Quote(e.closest(text)))
	for _, set := range twoWay {
		said, quoted := firstOfSet(norms, set), firstOfSet(closest, set)
		if (said == "") != (quoted == "") {
			return fault{Negation, said + quoted}
		}
	}
	return fault{}
}

// bearsWeight checks the words that function words are counted among, and that
// turn what is said: "skal" for "kan", "alle" for "nogle".
func (e evidence) bearsWeight(norms []string) fault {
	quote := normalWords(e.hit.Meeting.Quote(e.at))
	for _, row := range weights {
		if said := firstOfSet(norms, row); said != "" && !slices.ContainsFunc(quote, func(w string) bool { return row[w] }) {
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
	tokens := slices.DeleteFunc(danish.Tokens(abbreviations.ReplaceAllStringFunc(text, func(a string) string { return strings.Repeat(" ", len(a)) })), func(t danish.Token) bool { return t.Kind != danish.Word })
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
	return danish.IsStop(norm) || tellingWords[norm] || reporting[norm] || attributing[norm] && e.lead[danish.Stem(norm)] || decided || proposing[norm] && e.proposal() ||
		english && (englishGrammar[norm] || englishNumber) || number || multiple || unit || negations[norm]
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
