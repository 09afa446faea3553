package minutes

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// roll is what one line of an attendance list holds.
type roll struct {
	people   []Person
	deputies []Person // who came for those before them in the line
	excused  bool     // the line lists people who sent apologies
}

// readPeople reads one line of an attendance list: "Afbud: N, N (A)",
// "Forældrerepræsentanter; N, N", "N, Områdechef, N, Konsulent (Referent)".
// A group that opens the line is left in group for the lines that follow.
func readPeople(m *Meeting, at Span, group *string) (r roll) {
	if label := groupLabel(m.Quote(at)); label != "" && len(label) <= 2*longestLabel && !deputyWords[fold(label)] {
		*group = label
		at.Start += len(label) + 1
		if headLabels[fold(label)] == excusedField {
			*group, r.excused = "", true
		}
	}
	at.End -= len(m.Quote(at)) - len(strings.TrimRight(m.Quote(at), " ."))
	parts := splitList(m, at)
	people := r.people
	for _, part := range parts {
		name := m.Quote(part)
		if p, ok := namedDeputy(m, part, people); ok {
			r.deputies = append(r.deputies, p)
			continue
		}
		if unit, rest := splitUnit(name); unit != "" { // "Uddannelse 1 Jacob Knudsen": the comma is missing
			if len(people) > 0 {
				addRole(&people[len(people)-1], unit)
			}
			part.Start = part.End - len(rest)
			name = rest
			m.repaired(part, "komma mangler før »%s«", rest)
		}
		if _, named := cutOffice(name); len(people) > 0 && !isName(name) && !isName(named) && !loneName(m, part, people[len(people)-1]) {
			addRole(&people[len(people)-1], name)
			people[len(people)-1].End = part.End
			continue
		}
		people = append(people, person(name, part, *group))
	}
	if len(parts) == 1 && len(people) == 1 {
		people = splitPair(m, people[0])
	}
	r.people = people
	return r
}

// groupLabel returns what stands before the colon or semicolon that opens
// text, "" if a name stands there.
func groupLabel(text string) string {
	i := strings.IndexAny(text, ":;")
	if i <= 0 || strings.ContainsAny(text[:i], ",(") || text[i] == ';' && isName(text[:i]) {
		return ""
	}
	return text[:i]
}

// guestWords begin the names of groups who were there, though no members.
var guestWords = []string{"gæst", "øvrige", "desuden", "endvidere", "fra forvaltningen", "fra administrationen", "observatør", "tilforordnede", "inviterede", "embedsmænd", "embedsfolk", "forvaltningen", "administrationen"}

func isGuests(group string) bool {
	group = fold(group)
	return slices.ContainsFunc(guestWords, func(w string) bool { return strings.HasPrefix(group, w) })
}

// deputyWords stand before the name of who came instead of a member.
var deputyWords = map[string]bool{"stedfortræder": true, "stedfortrædere": true, "suppleant": true, "suppleanter": true, "vikar": true}

// namedDeputy reads the part "stedfortræder: N" of a list, behind the member
// whose place N took, or alone on its line.
func namedDeputy(m *Meeting, part Span, before []Person) (Person, bool) {
	text := m.Quote(part)
	end := strings.IndexAny(text, ": ")
	if end < 0 || !deputyWords[fold(text[:end])] {
		return Person{}, false
	}
	name := strings.TrimLeft(text[end:], ": ")
	p := person(name, Span{part.End - len(name), part.End}, "")
	note := text[:end]
	if len(before) > 0 {
		note = "stedfortræder for " + before[len(before)-1].Name
	}
	p.Note = strings.TrimPrefix(p.Note+"; "+note, "; ")
	return p, isName(p.Name)
}

// loneName reports whether part is a first name behind "og", "Bo Falk og Ane":
// no role of the person before it.
func loneName(m *Meeting, part Span, before Person) bool {
	word := fold(m.Quote(part))
	return before.Role == "" && strings.HasSuffix(m.Text[:part.Start], " og ") && unicode.IsUpper(firstRune(m.Quote(part))) &&
		strings.IndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }) < 0 && !roleWords[word] && !deputyWords[word] && !containsAny(word, unitWords)
}

// splitList cuts at commas, semicolons and " og ", outside brackets.
func splitList(m *Meeting, at Span) []Span {
	text := m.Quote(at)
	var parts []Span
	add := func(start, end int) {
		if s := trimSpan(m.Text, Span{at.Start + start, at.Start + end}); s.Len() > 0 {
			parts = append(parts, s)
		}
	}
	start, depth := 0, 0
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '(':
			depth++
		case text[i] == ')':
			depth = max(0, depth-1)
		case depth == 0 && (text[i] == ',' || text[i] == ';'):
			add(start, i)
			start = i + 1
		case depth == 0 && strings.HasPrefix(text[i:], " og ") && (i == 0 || text[i-1] != '-'): // not in "Kultur- og fritidschef N"
			add(start, i)
			start = i + len(" og ")
			i = start - 1 // "og og": the space between them is cut once
		}
	}
	add(start, len(text))
	return parts
}

func person(text string, at Span, group string) Person {
	p := Person{Group: group, Span: at}
	p.Name = takeNote(&p, text)
	if office, name := cutOffice(p.Name); office != "" {
		p.Role, p.Name = office, name
	}
	return p
}

func addRole(p *Person, text string) {
	if text = takeNote(p, text); text == "" || len(p.Role) > longestRole {
		return
	}
	if p.Role != "" {
		p.Role += ", "
	}
	p.Role += text
}

const longestRole = 200 // bytes; a role or note with more parts than that is none but another list

// takeNote moves what stands in brackets at the end of text to p.Note.
func takeNote(p *Person, text string) string {
	text = strings.TrimRight(text, " .")
	for strings.HasSuffix(text, ")") && len(p.Note) <= longestRole { // "N (V) (afbud)"
		i := strings.LastIndexByte(text, '(')
		if i < 0 {
			break
		}
		p.Note = strings.TrimSuffix(text[i+1:len(text)-1]+"; "+p.Note, "; ")
		text = strings.TrimSpace(text[:i])
	}
	return text
}

// unitWords are parts of the first words of units: "Ungeteam Nord" is nobody.
var unitWords = []string{"team", "afdeling", "center", "forvaltning", "uddannelse", "rådgivning", "sekretariat", "forening", "kommune", "udvalg"}

// houseTails end the first or last words of houses: "Museet Nord", "Vestre
// Skole"; but "Skoleleder Bo Falk" is somebody.
var houseTails = []string{"museum", "museet", "skole", "skolen", "kirke", "kirken", "huset", "klub", "klubben", "foreningen", "fonden", "biblioteket", "teatret"}

func isHouse(word string) bool {
	word = fold(word)
	return slices.ContainsFunc(houseTails, func(tail string) bool { return strings.HasSuffix(word, tail) })
}

// isName reports whether s can be a person's name: two to six words that
// begin with a capital letter, without figures.
func isName(s string) bool {
	if i := strings.IndexByte(s, '('); i > 0 {
		if !strings.HasSuffix(s, ")") {
			return false
		}
		s = s[:i]
	}
	words := strings.Fields(s)
	if strings.Contains(s, "  ") || strings.Contains(s, "\t") { // two columns
		return false
	}
	if len(words) < 2 || len(words) > 6 || slices.Contains(itemWords, fold(words[0])) || isAssociation(words) || containsAny(fold(words[0]), unitWords) || isHouse(words[0]) || isHouse(words[len(words)-1]) {
		return false
	}
	for _, w := range words {
		if strings.IndexFunc(w, unicode.IsDigit) >= 0 {
			return false
		}
		if isGlued(w) || strings.HasSuffix(w, ".") && utf8.RuneCountInString(w) > len("Chr.") { // "StedfortræderBo Falk", "Tiltrådt. Bo Falk"
			return false
		}
		if !unicode.IsUpper(firstRune(w)) && w != "de" && w != "von" && w != "van" && w != "af" {
			return false
		}
	}
	return true
}

// isGlued reports whether w is a word and a name without a space between them:
// "StedfortræderBo", but not "MacDonald".
func isGlued(w string) bool {
	small := 0
	for _, r := range w {
		if unicode.IsUpper(r) && small > len("ac") {
			return true
		}
		if small++; !unicode.IsLower(r) {
			small = 0
		}
	}
	return false
}

// splitUnit splits "Uddannelse 1 Jacob Knudsen" after the figure, if what
// follows can be a name.
func splitUnit(s string) (unit, name string) {
	i := strings.IndexFunc(s, unicode.IsDigit)
	if i < 0 {
		return "", ""
	}
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	if rest := strings.TrimSpace(s[i:]); i < len(s) && s[i] == ' ' && isName(rest) {
		return s[:i], rest
	}
	return "", ""
}

// splitPair takes "Kasper Skjoldaa Maja Mørk" apart: four names under a group
// in the plural ("…repræsentanter") are two people whose comma is missing.
func splitPair(m *Meeting, p Person) []Person {
	words := strings.Fields(p.Name)
	if len(words) != 4 || !strings.HasSuffix(fold(p.Group), "er") || p.Role != "" || p.Note != "" {
		return []Person{p}
	}
	second := strings.Join(words[2:], " ")
	i := strings.Index(m.Quote(p.Span), second)
	if i < 0 {
		return []Person{p}
	}
	at := Span{p.Start + i, p.End}
	m.repaired(at, "komma mangler før »%s«", second)
	q := Person{Name: second, Group: p.Group, Span: at}
	p.Name, p.Span = strings.Join(words[:2], " "), trimSpan(m.Text, Span{p.Start, at.Start})
	return []Person{p, q}
}
