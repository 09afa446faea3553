package bot

import "strings"

// Part is a piece of an answer, for a channel that sets its own type.
type Part struct {
	Kind PartKind
	Text string // of a Quote without its »«, of a Reference where it stands: "Samarbejdsforum, 7. april 2022, punkt 5 C"
	// Title is that of the item that a Reference names; "" if it has none.
	Title string
}

// PartKind says what a Part is.
type PartKind string

const (
	Said      PartKind = "said"      // the bot's own words, in one or more lines
	Quote     PartKind = "quote"     // the minutes' words, letter by letter
	Reference PartKind = "reference" // where the quotes before it stand
)

// Parts cuts the answer's Text into its parts, in order. A part keeps the line
// breaks around it: the parts' texts joined, with »« and "— " put back, are Text.
// Quotes are known by the answer's citations and not by their marks, so that
// no words of the minutes can pass for the bot's own, nor the other way round.
func (a Answer) Parts() []Part {
	var parts []Part
	text, said := a.Text, 0
	flush := func(end int) {
		if said < end {
			parts = append(parts, Part{Kind: Said, Text: text[said:end]})
		}
	}
	for i := 0; i < len(text); {
		part, n := a.partAt(i)
		if n == 0 {
			i++
			continue
		}
		flush(i)
		parts = append(parts, part)
		i += n
		said = i
	}
	flush(len(text))
	return parts
}

// partAt reads the longest quote or reference that begins at byte i of Text;
// n is its length there, 0 if none begins.
func (a Answer) partAt(i int) (part Part, n int) {
	rest := a.Text[i:]
	switch {
	case strings.HasPrefix(rest, "»"):
		for _, c := range a.Citations {
			if s := quoted(c.Quote); len(s) > n && strings.HasPrefix(rest, s) {
				part, n = Part{Kind: Quote, Text: c.Quote}, len(s)
			}
		}
	case strings.HasPrefix(rest, "— ") && (i == 0 || a.Text[i-1] == '\n'):
		for _, c := range a.Citations {
			s := referenceLine(c)
			if len(s) > n && strings.HasPrefix(rest, s) && (len(rest) == len(s) || rest[len(s)] == '\n') {
				part, n = Part{Kind: Reference, Text: c.label, Title: c.Title}, len(s)
			}
		}
	}
	return part, n
}
