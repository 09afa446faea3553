package minutes

import (
	"strings"
	"unicode"
)

// absence is what one sentence tells of people who were not there.
type absence struct {
	people  []Person
	items   []itemRange // by number; nil: the item in which it is told, or the meeting
	meeting bool        // from the whole meeting
	item    bool        // from all of the item in which it is told
}

// itemRange is the items from one number to another, both included.
type itemRange struct{ from, to int }

// scopeRule says what may follow a verb of absence.
type scopeRule int

const (
	anyScope     scopeRule = iota // "var fraværende på grund af sygdom"
	namedScope                    // nothing, or words behind one of scopeWords: "deltog ikke i debatten", not "deltog ikke aktivt"
	numbersAlone                  // the numbers of items: "fraværende under punkt 3"
)

// absentVerbs say that those named before them were not there.
var absentVerbs = []struct {
	words string
	scope scopeRule
}{
	{" deltog ikke", namedScope}, {" deltager ikke", namedScope}, {" medvirkede ikke", namedScope}, {" medvirker ikke", namedScope},
	{" var ikke til stede", anyScope}, {" var ikke tilstede", anyScope}, {" er ikke til stede", anyScope}, {" ikke til stede", numbersAlone}, {" ikke tilstede", numbersAlone},
	{" var fraværende", anyScope}, {" er fraværende", anyScope}, {" fraværende", numbersAlone},
	{" var forhindrede i at deltage", anyScope}, {" var forhindret i at deltage", anyScope},
	{", sag ", numbersAlone}, {", punkt ", numbersAlone}, {", punkterne ", numbersAlone}, {" under punkt ", numbersAlone}, {" under punkterne ", numbersAlone}, {" under pkt. ", numbersAlone},
}

// scopeWords come between the verb and what somebody was absent from.
var scopeWords = []string{"i behandlingen af ", "under behandlingen af ", "ved behandlingen af ", "i behandlingen", "i sagens behandling", "under sagens behandling", "under ", "ved ", "i ", "fra "}

// numberWords come before the numbers of items.
var numberWords = []string{"punkterne", "punkter", "punkt", "pkt.", "sagerne", "sag nr.", "sag", "§"}

// wholeItem and wholeMeeting are the words for all of an item and of a meeting.
var (
	wholeItem    = map[string]bool{"": true, "dette punkt": true, "punktet": true, "sagen": true, "denne sag": true}
	wholeMeeting = map[string]bool{"mødet": true, "dette møde": true, "hele mødet": true}
)

// readAbsence reads "Udvalgsmedlem N deltog ikke i behandlingen af dette
// punkt.", "N og N var fraværende.", "N ikke til stede under punkt 1 og 2" and
// "N (A), sag 129-138". Absent from a part only, the part becomes the note. It
// reads no line that names anything else than people, or that is longer than
// longestNote.
func readAbsence(m *Meeting, at Span) (a absence, ok bool) {
	text, _ := unwrapped(m.Quote(at))
	names, scope, rule := cutVerb(text)
	if names == "" || !strings.HasPrefix(m.Quote(at), names) || tellsOtherDay(m, scope) { // a name on two lines, or another meeting
		return a, false
	}
	named := rule == anyScope || strings.Trim(scope, " .") == ""
	scope = strings.TrimLeft(scope, " ")
	for _, words := range scopeWords {
		if rest, found := strings.CutPrefix(scope, words); found {
			scope, named = strings.TrimLeft(rest, " "), true
			break
		}
	}
	scope = withoutReason(scope)
	a.items = readItemNumbers(scope, rule == numbersAlone)
	if a.items == nil && (rule == numbersAlone || !named) {
		return a, false
	}
	part, _, _ := strings.Cut(scope, ". ")
	part = strings.Trim(part, " .")
	a.meeting = wholeMeeting[fold(part)]
	a.item = part != "" && wholeItem[fold(part)]
	for _, s := range splitList(m, withoutClause(m, Span{at.Start, at.Start + len(names)})) {
		p := person(m.Quote(s), s, "")
		if n := len(a.people); n > 0 && isUpperWord(p.Name) { // "N, V, var inhabil": a party
			a.people[n-1].Note = strings.TrimPrefix(a.people[n-1].Note+"; "+p.Name, "; ")
			continue
		}
		if !isName(p.Name) {
			return a, false
		}
		if a.items == nil && !a.meeting && !wholeItem[fold(part)] {
			p.Note = strings.TrimPrefix(p.Note+"; "+part, "; ")
		}
		a.people = append(a.people, p)
	}
	return a, len(a.people) > 0
}

// readAbsences reads a line sentence by sentence. Unless the line is of this
// meeting, as those of the head and of decisions are, only what names items, or
// this one, counts behind the first one: other words may tell of another
// meeting.
func readAbsences(m *Meeting, at Span, ofMeeting bool) (list []absence) {
	if text, _ := unwrapped(m.Quote(at)); at.Len() > longestNote || !tellsVerb(text) {
		return nil
	}
	for s := range wrappedSentences(m.Text, at) {
		if a, ok := readAbsence(m, s); ok && (ofMeeting || s.Start == at.Start || a.items != nil || a.item) {
			list = append(list, a)
		}
	}
	return list
}

// tellsOtherDay reports whether text names a day that is not the meeting's:
// "i mødet den 3. marts".
func tellsOtherDay(m *Meeting, text string) bool {
	for _, d := range FindDates(text) {
		if d.Day != 0 && d.onOrAfter(m.Date) != m.Date || d.Day == 0 && d.Month != m.Date.Month {
			return true
		}
	}
	return false
}

// withoutReason cuts off why somebody was absent: ", da hendes søn er ansat",
// ", idet hun var inhabil", " på grund af sygdom".
func withoutReason(scope string) string {
	if i := strings.Index(scope, " på grund af "); i >= 0 {
		scope = scope[:i]
	}
	for i := 0; ; {
		j := strings.Index(scope[i:], ", ")
		if j < 0 {
			return scope
		}
		i += j + len(", ")
		if r := firstRune(scope[i:]); unicode.IsLower(r) && !strings.HasPrefix(scope[i:], "og ") {
			return scope[:i-len(", ")]
		}
	}
}

// tellsVerb reports whether text has a verb of absence behind other words.
func tellsVerb(text string) bool {
	names, _, _ := cutVerb(text)
	return names != ""
}

func tellsAbsence(m *Meeting, at Span) bool {
	a, ok := readAbsence(m, at)
	return ok && a.items == nil
}

// cutVerb cuts a line at the first of absentVerbs, the longest of those that
// begin there; names is "" where it has none.
func cutVerb(text string) (names, scope string, rule scopeRule) {
	if len(text) > longestNote {
		return "", "", 0
	}
	first, length := len(text), 0
	for _, verb := range absentVerbs {
		i := strings.Index(text, verb.words)
		if i <= 0 || i > first || i == first && len(verb.words) < length || unicode.IsLetter(firstRune(text[i+len(verb.words):])) {
			continue
		}
		first, length, rule = i, len(verb.words), verb.scope
	}
	if length == 0 {
		return "", "", 0
	}
	return text[:first], text[first+length:], rule
}

// readItemNumbers reads "punkterne 129-138", and "129-138" where alone is set.
func readItemNumbers(scope string, alone bool) []itemRange {
	for _, word := range numberWords {
		if rest, ok := strings.CutPrefix(scope, word); ok {
			return readNumbers(strings.TrimLeft(rest, ": "))
		}
	}
	if alone {
		return readNumbers(scope)
	}
	return nil
}

// readNumbers reads "129-138", "3, 4 og 7", "12 til 15."; nil where anything
// else stands there too, or more than longestNote.
func readNumbers(s string) []itemRange {
	if len(s) > longestNote {
		return nil
	}
	var list []itemRange
	through := false
	for s = strings.TrimRight(s, " ."); s != ""; {
		digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
		n, ok := smallNumber(s[:digits])
		if !ok {
			return nil
		}
		if through && len(list) > 0 {
			list[len(list)-1].to = n
		} else {
			list = append(list, itemRange{n, n})
		}
		rest := strings.TrimLeft(s[digits:], " ")
		through = false
		for _, link := range []struct {
			word    string
			through bool
		}{{",", false}, {"og ", false}, {"-", true}, {"–", true}, {"til ", true}} {
			if after, ok := strings.CutPrefix(rest, link.word); ok {
				rest, through = strings.TrimPrefix(strings.TrimLeft(after, " "), "og "), link.through
				break
			}
		}
		if rest != "" && !isDigit(rest[0]) || len(rest) == len(s) {
			return nil
		}
		s = rest
	}
	return list
}

// withoutClause cuts "N forlod mødet kl. 17.55 og" and "N er medlem af
// bestyrelsen og" down to the name.
func withoutClause(m *Meeting, at Span) Span {
	for _, clause := range []string{" forlod mødet ", " forlod lokalet ", " gik ", " var inhabil ", " er inhabil "} {
		if i := strings.Index(m.Quote(at), clause); i > 0 {
			at.End = at.Start + i
		}
	}
	if text := m.Quote(at); strings.HasSuffix(text, " og") { // "N er medlem af bestyrelsen og"
		end := 0
		for end < len(text) && (unicode.IsUpper(firstRune(text[end:])) || text[end] == '(') {
			next := strings.IndexByte(text[end:], ' ')
			end += next + 1
		}
		at.End = at.Start + len(strings.TrimRight(text[:end], " "))
	}
	return at
}
