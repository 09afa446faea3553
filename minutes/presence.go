package minutes

import (
	"strings"
	"unicode"
)

// This file reads the words that say who was there and who was not.

// absentOpenings begin the labels of lists of absent people, whatever follows:
// "Ikke fremmødte:", "Udeblevne:", "Frafald:".
var absentOpenings = []string{"ikke ", "fravær", "afbud", "udeble", "frafald", "forhindret", "forhindrede", "deltog ikke", "deltager ikke", "orlov", "sygemeldt"}

// absentLabel reads a label in the head that is in no table, but says that
// those behind it were not there.
func absentLabel(l line) (headField, Span) {
	i := strings.IndexByte(l.text, ':')
	if i <= 0 || i >= longestLabel/2 {
		return noField, Span{}
	}
	label := fold(l.text[:i])
	for _, open := range absentOpenings {
		switch {
		case !strings.HasPrefix(label, open):
		case strings.Contains(label, "afbud"):
			return excusedField, afterLabel(l, i+1)
		default:
			return absentField, afterLabel(l, i+1)
		}
	}
	return noField, Span{}
}

// rangeLabel reads "Ikke til stede under punkt 1 og 2: N", a label that says
// from which items those behind it were absent.
func rangeLabel(m *Meeting, l line) (a absenceRange, ok bool) {
	field, names := absentLabel(l)
	if field == noField {
		return a, false
	}
	label, _, _ := strings.Cut(fold(l.text), ":")
	for _, word := range []string{" punkt ", " punkterne ", " pkt. ", " sag "} {
		if _, numbers, found := strings.Cut(label, word); found {
			a.items = readNumbers(numbers)
		}
	}
	group := ""
	for _, p := range readPeople(m, names, &group).people {
		if isName(p.Name) {
			a.people = append(a.people, p)
		}
	}
	return a, len(a.items) > 0 && len(a.people) > 0
}

// absentNotes stand in brackets behind the name of somebody who was not there.
var absentNotes = map[string]bool{"fraværende": true, "fravær": true, "deltog ikke": true, "deltog ikke i mødet": true, "ikke til stede": true, "ikke tilstede": true,
	"ikke mødt": true, "mødte ikke": true, "ikke mødt op": true, "udeblev": true, "udeblevet": true, "forhindret": true, "var fraværende": true, "var ikke til stede": true}

func saysAbsent(note string) bool {
	for part := range strings.SplitSeq(note, ";") {
		if absentNotes[strings.Trim(fold(part), " .")] {
			return true
		}
	}
	return false
}

// absenceWords come between the names and what they were absent from.
var absenceWords = []string{" deltog ikke i behandlingen af ", " deltog ikke i behandlingen", " deltog ikke i sagens behandling", " deltog ikke i mødet", " deltog ikke i punktet", " deltog ikke i den ", " deltog ikke",
	" var ikke til stede under behandlingen af ", " var ikke til stede ved behandlingen af ", " var ikke til stede under ", " var ikke til stede", " var fraværende", " var forhindrede i at deltage", " var forhindret i at deltage"}

// readAbsence reads "Udvalgsmedlem N deltog ikke i behandlingen af dette
// punkt." and "N og N var fraværende." Absent from a part only, the part
// becomes the note. It returns nil for any other line, and for one longer than
// longestNote.
func readAbsence(m *Meeting, at Span) []Person {
	text := m.Quote(at)
	if len(text) > longestNote {
		return nil
	}
	for _, words := range absenceWords {
		i := strings.Index(text, words)
		if i <= 0 {
			continue
		}
		if words == " deltog ikke" && strings.Trim(text[i+len(words):], " .") != "" {
			continue
		}
		part, _, _ := strings.Cut(text[i+len(words):], ". ")
		part = strings.Trim(part, " .")
		if wholeItem[fold(part)] {
			part = ""
		}
		var people []Person
		for _, s := range splitList(m, withoutClause(m, Span{at.Start, at.Start + i})) {
			p := person(m.Quote(s), s, "")
			if !isName(p.Name) {
				return nil
			}
			if part != "" {
				p.Note = strings.TrimPrefix(p.Note+"; "+part, "; ")
			}
			people = append(people, p)
		}
		return people
	}
	return nil
}

// wholeItem are the words for the item itself, as opposed to a part of it.
var wholeItem = map[string]bool{"dette punkt": true, "punktet": true, "sagen": true, "denne sag": true}

// deputyShapes are the sentences that name a deputy: what opens
// them and what stands between the two names.
var deputyShapes = []struct {
	open, middle string
	deputyFirst  bool
}{
	{"Som stedfortræder for ", " mødte ", false}, {"Som stedfortræder for ", " deltog ", false}, {"Som suppleant for ", " mødte ", false},
	{"I stedet for ", " mødte ", false}, {"I stedet for ", " deltog ", false},
	{"", " mødte som stedfortræder for ", true}, {"", " mødte som suppleant for ", true}, {"", " deltog som stedfortræder for ", true},
	{"", " deltog som suppleant for ", true}, {"", " mødte i stedet for ", true}, {"", " er stedfortræder for ", true},
}

// readDeputy reads "Som stedfortræder for N mødte N." and "N mødte som
// suppleant for N.": the deputy, who was present.
func readDeputy(m *Meeting, at Span) (Person, bool) {
	text := m.Quote(at)
	for _, shape := range deputyShapes {
		rest, ok := strings.CutPrefix(text, shape.open)
		first, second, found := strings.Cut(rest, shape.middle)
		if !ok || !found {
			continue
		}
		member, deputy := person(first, at, ""), person(second, at, "")
		if shape.deputyFirst {
			member, deputy = deputy, member
		}
		if isName(member.Name) && isName(deputy.Name) {
			deputy.Note = strings.TrimPrefix(deputy.Note+"; stedfortræder for "+member.Name, "; ")
			return deputy, true
		}
	}
	return Person{}, false
}

// readGuest reads "Odense Kommunes borgerrådgiver Helle Toldsted Eriksen
// deltog under punktet, …": somebody who came for this item only.
func readGuest(m *Meeting, at Span) []Person {
	text := m.Quote(at)
	i := strings.Index(text[:min(len(text), longestNote)], " deltog under punktet")
	if i <= 0 {
		return nil
	}
	start := i // of the run of capitalised words before the phrase
	for start > 0 {
		space := strings.LastIndexByte(text[:start-1], ' ') // -1 at the first word
		if !unicode.IsUpper(firstRune(text[space+1:])) {
			break
		}
		start = space + 1
	}
	name := strings.TrimSpace(text[start:i])
	if !isName(name) {
		return nil
	}
	return []Person{{Name: name, Role: strings.TrimSpace(text[:start]), Span: Span{at.Start, at.Start + i}}}
}

// absenceRange is an absence told in one place for several items.
type absenceRange struct {
	people []Person
	items  []itemRange
}

// itemRange is the items from one number to another, both included.
type itemRange struct{ from, to int }

// rangeWords come between the names and the numbers of the items.
var rangeWords = []string{" var ikke til stede under punkt ", " var ikke til stede under pkt. ", " ikke til stede under punkt ", " ikke til stede under pkt. ", " deltog ikke under punkt ", " deltog ikke under pkt. ", " deltog ikke i punkt ", " deltog ikke i pkt. ", " deltog ikke i punkterne ",
	" deltog ikke under punkterne ", " deltog ikke i behandlingen af punkterne ", " deltog ikke i behandlingen af punkt ", " deltog ikke i behandlingen af punkt: ",
	", sag ", ", punkt ", " fraværende under punkt ", " var fraværende under punkterne ", " fraværende under punkterne ", " var fraværende under punkt "}

// readRange reads "Orla Pil ikke til stede under punkt 1 og 2", "N (A), sag
// 129-138": who was absent, and from which items.
func readRange(m *Meeting, at Span) (a absenceRange, ok bool) {
	text := m.Quote(at)
	for _, words := range rangeWords {
		i := strings.Index(text, words)
		if i <= 0 {
			continue
		}
		if a.items = readNumbers(text[i+len(words):]); len(a.items) == 0 {
			continue
		}
		for _, s := range splitList(m, withoutClause(m, Span{at.Start, at.Start + i})) {
			if p := person(m.Quote(s), s, ""); isName(p.Name) {
				a.people = append(a.people, p)
			}
		}
		return a, len(a.people) > 0
	}
	return absenceRange{}, false
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
	for _, clause := range []string{" forlod mødet ", " var inhabil "} {
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

// wholeMeeting reads "Der var afbud fra Anna Berg, Carl Dam og Eva Friis."
func wholeMeeting(m *Meeting, at Span) ([]Person, bool) {
	text := m.Quote(at)
	for _, words := range []string{"er var afbud fra ", "er er afbud fra ", "er var afbud til mødet fra ", "lle medlemmer var mødt undtagen "} { // after a capital or not
		i := strings.Index(text, words)
		if i < 0 {
			continue
		}
		at.Start += i + len(words)
		at.End = sentenceEnd(m.Text, at.Start, at.End)
		if j := strings.Index(m.Quote(at), ", der "); j > 0 {
			at.End = at.Start + j
		}
		var people []Person
		for _, s := range splitList(m, at) {
			if p := person(m.Quote(s), s, ""); isName(p.Name) {
				p.Excused = true
				people = append(people, p)
			}
		}
		return people, len(people) > 0
	}
	return nil, false
}
