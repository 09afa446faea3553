package minutes

import (
	"strings"
	"unicode"
)

// This file reads the words that say who was there and who was not.

// absentOpenings begin the labels of lists of absent people, whatever follows:
// "Ikke fremmødte:", "Udeblevne:", "Frafald:".
var absentOpenings = []string{"ikke ", "fravær", "afbud", "udeble", "frafald", "forhindret", "forhindrede", "deltog ikke", "deltager ikke", "orlov", "sygemeldt"}

// absentWords say so further on in a label.
var absentWords = []string{"ikke til stede", "ikke tilstede", "ikke mødt", "ikke fremmødt", "deltog ikke", "fraværende", "afbud"}

// absentLabel reads a label in the head that is in no table, but says that
// those behind it were not there.
func absentLabel(l line) (headField, Span) {
	i := strings.IndexByte(l.text, ':')
	if i <= 0 || i >= longestLabel/2 {
		return noField, Span{}
	}
	label := fold(l.text[:i])
	if strings.HasSuffix(label, " deltog ikke") || strings.HasSuffix(label, " mødte ikke") || strings.HasSuffix(label, " ikke til stede") { // "Fra Byrådet deltog ikke: N"
		return absentField, afterLabel(l, i+1)
	}
	unexcused := strings.Contains(label, "uden afbud")
	for _, word := range absentWords {
		if j := strings.Index(label, " "+word); j > 0 { // "Medlemmer med afbud:"
			label = label[j+1:]
		}
	}
	for _, open := range absentOpenings {
		switch {
		case !strings.HasPrefix(label, open):
		case strings.Contains(label, "afbud") && !unexcused:
			return excusedField, afterLabel(l, i+1)
		default:
			return absentField, afterLabel(l, i+1)
		}
	}
	return noField, Span{}
}

// presentClosings end the labels of lists of those who were there, whatever
// opens them: "Medlemmer til stede:", "Fra Handicaprådet deltog:".
var presentClosings = []string{" til stede", " tilstede", " fremmødte", " deltog", " deltager", " mødte", " deltog desuden"}

// presentLabel reads a label in the head that is in no table, but says that
// those behind it were there. Group is what stands before those words.
func presentLabel(l line) (group string, value Span) {
	i := strings.IndexByte(l.text, ':')
	if i <= 0 || i >= longestLabel {
		return "", Span{}
	}
	label := lowerSameLength(l.text[:i])
	if strings.Contains(label, "ikke") {
		return "", Span{}
	}
	for _, end := range presentClosings {
		if group, ok := strings.CutSuffix(label, end); ok && group != "" {
			return l.text[:len(group)], afterLabel(l, i+1)
		}
	}
	return "", Span{}
}

// rangeLabel reads "Ikke til stede under punkt 1 og 2: N", a label that says
// from which items those behind it were absent.
func rangeLabel(m *Meeting, l line) (a absence, ok bool) {
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

// noExcuse stand beside "afbud" where none was sent, and partWords where it was
// for a part of the meeting.
var (
	noExcuse  = []string{"uden ", "ikke ", "intet "}
	partWords = []string{"fra kl", "til kl", "efter kl", "før kl", "punkt", "pkt", "delvis"}
)

// excuseIn reads what a note says of apologies: whether somebody was away, and
// whether they had sent any. "Afbud fra kl. 18" was there before.
func excuseIn(note string) (away, excused bool) {
	for part := range strings.SplitSeq(fold(note), ";") {
		if strings.Contains(part, "afbud") && !containsAny(part, partWords) {
			return true, !containsAny(part, noExcuse)
		}
	}
	return false, false
}

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
		last, _, _ := strings.Cut(second, ",") // "Inge Nørskov, LEV."
		member, deputy := person(first, at, ""), person(last, at, "")
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

// apologies reads "Der var afbud fra Anna Berg, Carl Dam og Eva Friis."
func apologies(m *Meeting, at Span) ([]Person, bool) {
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
