package minutes

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// heading is a line that may open an item, in one of the printed forms.
type heading struct {
	line   int // index of the first line of the heading
	next   int // index of the first line below it
	form   headingForm
	number int    // 0 where none is printed
	letter byte   // of "2A"; 0 where none is printed
	print  string // the number as printed, where it is not figures alone: "IV", "2A", "16/2031"
	title  string // "" where none is printed
	at     Span   // as printed; empty at the start of the item where nothing is printed
	closed bool
	own    int    // index of the first line below its case number and access; 0 where none stand below it
	listed bool   // a closed item that stands in the contents list alone
	after  string // of such an item: the titleKey of the one before it there that has its text; "" for none
}

type headingForm int

const (
	noForm        headingForm = iota
	punktForm                 // "Punkt 4: Title", "Pkt. 42", "Sag nr. 24", "Nr.143 - Title"
	numberedForm              // "4. Title", "4) Title", "4.Title"
	bulletForm                // "• 4 Title", "• 4"
	accessForm                // "åbent 4 Title", "4 (Åben) Title", or "4 Title" under a line "Åbent punkt"
	bareForm                  // "4 Title": in contents lists, and on scanned pages
	adForm                    // "Ad. 4 Title": below an agenda with that title, or where nothing else is numbered
	paragraphForm             // "§ 4. Title"
	markedForm                // "4: Title", "4 - Title"
	yearForm                  // "4/2031 Title"
	romanForm                 // "IV. Title"
	aloneForm                 // "4", and the title on the next line: the cells of a table
	gluedForm                 // "4Title": the space is lost
	ownLineForm               // "4" alone, the title below: in contents lists, and where that shows otherwise
	rowForm                   // "4	Title": a row of a table, see splitRows
	entryForm                 // "4. at …": no heading, but a list that may have entries like headings
)

// itemWords stand before the number in punktForm.
var itemWords = []string{"dagsordenspunkt", "punkt nr.", "punkt nr", "punkt", "pkt. nr.", "pkt nr.", "pkt.", "pkt", "sag nr.", "sag nr", "sag", "nr."}

// adWords stand before the number in adForm.
var adWords = []string{"ad.", "ad"}

// readHeading reads l as an item heading, if its form allows that.
func readHeading(l line) (heading, bool) {
	h := heading{form: bareForm, at: l.Span}
	s := afterContentsLabel(l.text)
	if word, rest, ok := strings.Cut(s, " "); ok && len(word) <= longestWord && !isDigit(word[0]) {
		if closed, known := lookup(accessWords, word, ""); known {
			h.form, h.closed, s = accessForm, closed, strings.TrimLeft(rest, " \u00a0")
		}
	}
	if rest, ok := cutWord(s, itemWords); ok {
		s, h.form = rest, punktForm
	} else if rest, ok := cutWord(s, adWords); ok {
		s, h.form = rest, adForm
	} else if rest, ok := strings.CutPrefix(s, "§"); ok {
		s, h.form = strings.TrimLeft(rest, " \u00a0"), paragraphForm
	}
	rest, ok := h.takeNumber(s)
	if !ok {
		return heading{}, false
	}
	mark := strings.TrimLeft(rest, " \u00a0")
	marked := mark != "" && (strings.ContainsRune(".):–-", firstRune(mark)) || h.form == punktForm && mark[0] == '/')
	if marked {
		rest = mark[utf8.RuneLen(firstRune(mark)):]
		if h.form == bareForm {
			if h.form = numberedForm; !strings.ContainsRune(".)", firstRune(mark)) {
				h.form = markedForm
			}
		}
	}
	if l.row && h.form == punktForm {
		marked, rest = true, strings.TrimLeft(rest, "\t")
	}
	if l.row && (h.form == bareForm || h.form == numberedForm) {
		h.form, marked, rest = rowForm, true, strings.TrimLeft(rest, "\t")
	}
	if !h.fits(marked) {
		return heading{}, false
	}
	if marked && rest != "" && isDigit(rest[0]) { // "5.469.499"
		return heading{}, false
	}
	h.title = withoutPage(h.takeAccess(h.withoutSecondNumber(strings.TrimLeft(rest, " \t\u00a0"))))
	if l.bullet && (h.form == bareForm || h.form == numberedForm) {
		h.form = bulletForm
	}
	switch {
	case h.title == "" && h.form == bareForm && l.gap:
		h.form = aloneForm
		return h, true
	case h.title == "":
		return h, h.form == punktForm || h.form == bulletForm || h.form == numberedForm || h.form == adForm
	case !marked && mark == rest: // "12,2 mio.", "3F"
		plain := h.form == bareForm && h.letter == 0
		h.form = gluedForm
		return h, plain && !l.bullet && isGluedTitle(rest)
	case h.form == punktForm && marked:
	case !titleStart(h.title):
		return heading{}, false
	}
	return h, true
}

// withoutSecondNumber drops a number that is printed twice: "1.  1. Title".
func (h *heading) withoutSecondNumber(title string) string {
	if n, ok := listNumber(title); ok && n == h.number && h.form == numberedForm {
		return strings.TrimLeft(title[strings.IndexAny(title, ".)")+1:], " \t\u00a0")
	}
	return title
}

// cutWord drops the first of words that s opens with.
func cutWord(s string, words []string) (rest string, ok bool) {
	for _, w := range words {
		if len(s) > len(w) && s[0]|0x20 == w[0] && strings.EqualFold(s[:len(w)], w) {
			return strings.TrimLeft(s[len(w):], " \u00a0"), true
		}
	}
	return s, false
}

// afterContentsLabel drops a label that is glued to the first heading:
// "Indholdsfortegnelse1. Fraværende".
func afterContentsLabel(s string) string {
	const label = "indholdsfortegnelse"
	if len(s) > len(label) && strings.EqualFold(s[:len(label)], label) && isDigit(s[len(label)]) {
		return s[len(label):]
	}
	return s
}

// takeAccess reads "(Åben) Title" off the title.
func (h *heading) takeAccess(title string) string {
	if inner, rest, ok := strings.Cut(strings.TrimPrefix(title, "("), ") "); ok && title[:1] == "(" {
		if closed, known := accessWords[fold(inner)]; known {
			h.form, h.closed = accessForm, closed
			return rest
		}
	}
	if rest, closed, ok := accessColumn(title); ok {
		h.closed = h.closed || closed
		return rest
	}
	return title
}

// isGluedTitle reports whether s, right behind a number, is a title: a word
// with a capital, not a unit or a brand ("3D-print").
func isGluedTitle(s string) bool {
	for i, r := range s {
		if i == 0 && !unicode.IsUpper(r) || i > 0 && !unicode.IsLower(r) {
			return false
		}
		if i >= 2 {
			return true
		}
	}
	return false
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// titleStart reports whether a title can begin like s: no lower-case letter,
// so that "1. juli 2015 trådte …" is running text.
func titleStart(s string) bool {
	r := firstRune(s)
	return unicode.IsUpper(r) || unicode.IsDigit(r) || strings.ContainsRune("\"”“»'’§(", r)
}

const titleKeyLen = 40 // bytes; contents lists cut long titles

// titleKey is what two prints of one heading have in common.
func titleKey(h heading) string {
	t := strings.TrimRight(fold(h.title), "0123456789 .\t") // a contents list has the page behind the title
	if len(t) > titleKeyLen {
		t = t[:titleKeyLen]
	}
	return string(rune(h.number)) + string(rune(h.letter)) + t
}
