package minutes

import (
	"strings"
	"unicode"
)

// This file reads the sentences that say who was there and who was not.

// absenceWords come between the names and what they were absent from.
var absenceWords = []string{" var inhabil og deltog ikke i behandlingen af ", " var inhabil og deltog ikke i sagens behandling", " deltog ikke i behandlingen af ", " deltog ikke i behandlingen", " deltog ikke i sagens behandling", " deltog ikke i mødet", " deltog ikke i punktet", " deltog ikke i den ", " deltog ikke", " var fraværende", " var forhindrede i at deltage", " var forhindret i at deltage"}

// readAbsence reads "Udvalgsmedlem N deltog ikke i behandlingen af dette
// punkt." and "N og N var fraværende." Absent from a part only, the part
// becomes the note. It returns nil for any other line.
func readAbsence(m *Meeting, at Span) []Person {
	text := m.Quote(at)
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
		for _, s := range splitList(m, Span{at.Start, at.Start + i}) {
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

// absenceRange is an absence told under one item for several.
type absenceRange struct {
	people   []Person
	from, to int
}

// rangeWords come between the names and the numbers of the items.
var rangeWords = []string{" ikke til stede under punkt ", " ikke til stede under pkt. ", " deltog ikke under punkt ", " deltog ikke under pkt. ", " deltog ikke i punkterne ",
	" deltog ikke under punkterne ", " deltog ikke i behandlingen af punkterne ", " deltog ikke i behandlingen af punkt ", ", sag ", ", punkt ", " fraværende under punkt ", " var fraværende under punkterne ", " fraværende under punkterne ", " var fraværende under punkt "}

// readRange reads "Orla Pil ikke til stede under punkt 1 og 2", "N (A), sag
// 129-138": who was absent, and from which item to which.
func readRange(m *Meeting, at Span) (people []Person, from, to int) {
	text := m.Quote(at)
	for _, words := range rangeWords {
		i := strings.Index(text, words)
		if i <= 0 {
			continue
		}
		numbers := strings.FieldsFunc(text[i+len(words):], func(r rune) bool { return r < '0' || r > '9' })
		rest := strings.Trim(text[i+len(words):], "0123456789 ,-–.ogtil")
		if len(numbers) == 0 || rest != "" {
			continue
		}
		from, _ = smallNumber(numbers[0])
		to, _ = smallNumber(numbers[len(numbers)-1])
		for _, s := range splitList(m, Span{at.Start, at.Start + i}) {
			if p := person(m.Quote(s), s, ""); isName(p.Name) {
				people = append(people, p)
			}
		}
		return people, from, to
	}
	return nil, 0, 0
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
		for _, stop := range []string{".", ", der "} {
			if j := strings.Index(m.Quote(at), stop); j > 0 {
				at.End = at.Start + j
			}
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
