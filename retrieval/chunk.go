package retrieval

import (
	"iter"
	"strconv"
	"strings"

	"github.com/referat-dk/referat/minutes"
)

// Chunk is a piece of one section of one item: what is searched and ranked.
type Chunk struct {
	ID      string // "samarbejdsforum/2022-04-07/5c#2", counted from 1
	Ref     minutes.Ref
	Kind    minutes.SectionKind
	Span    minutes.Span // of the meeting's text
	Text    string       // the text of Span, letter by letter
	Title   string       // of the item, after that of the item it belongs to
	Context string       // body, date, punkt and case numbers: searched with the text, never quoted
}

// chunkSize is the number of bytes after which a chunk ends at the next
// paragraph; one longer paragraph is cut between sentences.
const chunkSize = 1200

// Split cuts a meeting into chunks in printed order. No chunk crosses a
// section, every sentence of a section lies in one, and an item without text (a
// break, a closed item) is a chunk of its heading alone.
func Split(m *minutes.Meeting) iter.Seq[Chunk] {
	return split(m, func(section minutes.Span) iter.Seq[minutes.Span] { return pieces(m, section) })
}

// cutter yields the spans that a section is cut into, in order.
type cutter func(section minutes.Span) iter.Seq[minutes.Span]

func split(m *minutes.Meeting, cut cutter) iter.Seq[Chunk] {
	return func(yield func(Chunk) bool) {
		head := Chunk{Ref: minutes.Ref{Meeting: m.ID}, Context: m.Label(nil)}
		if !yieldAll(m, head, []minutes.Section{{Span: m.Head}}, cut, yield) {
			return
		}
		var parent *minutes.Item
		for it := range m.All() {
			c := Chunk{Ref: minutes.Ref{Meeting: m.ID, Item: it.ID}, Title: it.Title, Context: m.Label(it)}
			for _, number := range it.Cases {
				c.Context += ", " + string(number)
			}
			if it.Punkt == it.Number {
				parent = it
			} else if parent != nil {
				c.Title = parent.Title + " – " + it.Title
			}
			sections := it.Sections
			if len(sections) == 0 || it.Closed { // what a closed item has is not for the public
				sections = []minutes.Section{{Span: it.Heading}}
			}
			if !yieldAll(m, c, sections, cut, yield) {
				return
			}
		}
	}
}

// yieldAll cuts sections into chunks that are otherwise like c.
func yieldAll(m *minutes.Meeting, c Chunk, sections []minutes.Section, cut cutter, yield func(Chunk) bool) bool {
	n := 0
	for _, s := range sections {
		for span := range cut(s.Span) {
			n++
			c.ID = c.Ref.String() + "#" + strconv.Itoa(n)
			c.Kind, c.Span, c.Text = s.Kind, span, m.Quote(span)
			if !yield(c) {
				return false
			}
		}
	}
	return true
}

// pieces yields spans of about chunkSize bytes that end where a sentence does.
func pieces(m *minutes.Meeting, section minutes.Span) iter.Seq[minutes.Span] {
	return func(yield func(minutes.Span) bool) {
		piece := minutes.Span{}
		for s := range m.Sentences(section) {
			newLine := strings.Contains(m.Quote(minutes.Span{Start: piece.End, End: max(piece.End, s.Start)}), "\n")
			if size := piece.Len(); size > 0 && (size >= chunkSize && newLine || s.End-piece.Start > 2*chunkSize) {
				if !yield(piece) {
					return
				}
				piece = minutes.Span{}
			}
			if piece.Len() == 0 {
				piece.Start = s.Start
			}
			piece.End = s.End
		}
		if piece.Len() > 0 {
			yield(piece)
		}
	}
}
