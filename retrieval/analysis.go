package retrieval

import (
	"encoding/binary"
	"iter"
	"slices"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval/danish"
)

// AnalysisVersion tells analyses apart that different versions of this package
// make. TestAnalysisVersion says when it has to change, and to what.
const AnalysisVersion = "3121a807"

// Analyse returns what an index asks of the text of a meeting: how it is cut
// into chunks, which words stand in each, and how often. A Store keeps it
// beside the meeting, with AnalysisVersion, because to read it takes a small
// part of the time that it takes to make it.
func Analyse(m *minutes.Meeting) []byte {
	var cuts, counts []byte
	record := func(section minutes.Span) iter.Seq[minutes.Span] {
		spans := slices.Collect(pieces(m, section))
		cuts = binary.AppendUvarint(cuts, uint64(len(spans)))
		for _, s := range spans {
			cuts = binary.AppendUvarint(cuts, uint64(s.Start-section.Start))
			cuts = binary.AppendUvarint(cuts, uint64(s.Len()))
		}
		return slices.Values(spans)
	}
	words := wordCount{ids: [2]map[string]int{make(map[string]int), make(map[string]int)}}
	for c := range split(m, record) {
		words.add(textRole, c.Text)
		words.add(titleRole, c.Title)
		words.add(contextRole, c.Context)
		counts = words.appendCounts(counts)
	}
	shorts := danish.Abbreviations(m.Text)
	b := binary.AppendUvarint(nil, uint64(len(shorts)))
	for _, a := range shorts {
		b = appendText(appendText(b, a.Short), a.Long)
	}
	b = append(b, cuts...)
	b = binary.AppendUvarint(b, uint64(len(words.words)))
	for _, w := range words.words {
		b = appendText(append(b, byte(w.Kind)), w.Norm)
	}
	return append(b, counts...)
}

// role is which part of a chunk a word stands in.
type role int

const (
	textRole role = iota
	titleRole
	contextRole
	numRoles
)

// wordCount counts the words of one chunk after another.
type wordCount struct {
	ids   [2]map[string]int // words, and other tokens -> position in words
	words []danish.Token    // of all chunks, Norm and Kind
	times []uint64          // numRoles*position + role -> how often in this chunk
	first []int             // positions in times of this chunk, as first seen
}

func (n *wordCount) add(r role, text string) {
	for _, t := range danish.Tokens(text) {
		kind := min(int(t.Kind), 1) // 0: a word
		if t.Kind == danish.Word && danish.IsStop(t.Norm) {
			continue
		}
		id, ok := n.ids[kind][t.Norm]
		if !ok {
			id = len(n.words)
			n.ids[kind][t.Norm] = id
			n.words = append(n.words, danish.Token{Norm: t.Norm, Kind: t.Kind})
			n.times = append(n.times, make([]uint64, numRoles)...)
		}
		at := int(numRoles)*id + int(r)
		if n.times[at] == 0 {
			n.first = append(n.first, at)
		}
		n.times[at]++
	}
}

// appendCounts ends a chunk.
func (n *wordCount) appendCounts(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(len(n.first)))
	for _, at := range n.first {
		b = binary.AppendUvarint(b, uint64(at))
		b = binary.AppendUvarint(b, n.times[at])
		n.times[at] = 0
	}
	n.first = n.first[:0]
	return b
}

func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}
