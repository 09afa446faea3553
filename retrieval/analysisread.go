package retrieval

import (
	"encoding/binary"
	"iter"
	"math"
	"slices"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval/danish"
)

// analysis is what Analyse made, as far as it is read.
type analysis struct {
	chunks []Chunk
	shorts []danish.Abbreviation
	words  []danish.Token // Norm and Kind
	counts []byte
}

// analysed returns the analysis of a meeting, a new one where analyses, by
// meeting ID, has none that can be read.
func analysed(m *minutes.Meeting, analyses map[string][]byte) analysis {
	if a, ok := readAnalysis(m, analyses[m.ID]); ok {
		return a
	}
	a, _ := readAnalysis(m, Analyse(m))
	return a
}

// chunksOf returns the chunks of a meeting, by its analysis if there is one.
func chunksOf(m *minutes.Meeting, analyses map[string][]byte) []Chunk {
	r := newAnalysisReader(analyses[m.ID])
	r.shorts()
	if chunks := r.chunks(m); !r.failed {
		return chunks
	}
	return slices.Collect(Split(m))
}

func readAnalysis(m *minutes.Meeting, b []byte) (a analysis, ok bool) {
	r := newAnalysisReader(b)
	a.shorts, a.chunks = r.shorts(), r.chunks(m)
	a.words = make([]danish.Token, 0, r.length())
	for range cap(a.words) {
		kind := danish.TokenKind(r.length())
		a.words = append(a.words, danish.Token{Norm: r.string(), Kind: kind})
	}
	a.counts = b[r.at:]
	for range a.chunks {
		for range r.length() {
			if word := r.uint() / int(numRoles); word >= len(a.words) {
				r.failed = true
			}
			r.uint()
		}
	}
	return a, !r.failed && r.at == len(b)
}

// analysisReader reads what Analyse wrote. Once something is not as Analyse
// writes it, it has failed, and reads zeros.
type analysisReader struct {
	data   []byte
	text   string // the same
	at     int
	failed bool
}

func newAnalysisReader(b []byte) analysisReader { return analysisReader{data: b, text: string(b)} }

func (r *analysisReader) uint() int {
	n, size := binary.Uvarint(r.data[r.at:])
	if size <= 0 || n > math.MaxInt32 || r.failed {
		r.failed = true
		return 0
	}
	r.at += size
	return int(n)
}

// length is the number of things that follow, of a byte at least each.
func (r *analysisReader) length() int {
	n := r.uint()
	if n > len(r.data)-r.at {
		r.failed = true
		return 0
	}
	return n
}

func (r *analysisReader) string() string {
	n := r.length()
	r.at += n
	return r.text[r.at-n : r.at]
}

func (r *analysisReader) shorts() []danish.Abbreviation {
	list := make([]danish.Abbreviation, 0, r.length())
	for range cap(list) {
		short := r.string()
		list = append(list, danish.Abbreviation{Short: short, Long: r.string()})
	}
	return list
}

// chunks cuts a meeting as Analyse did.
func (r *analysisReader) chunks(m *minutes.Meeting) []Chunk {
	return slices.Collect(split(m, func(section minutes.Span) iter.Seq[minutes.Span] {
		return func(yield func(minutes.Span) bool) {
			for range r.length() {
				span := minutes.Span{Start: section.Start + r.uint()}
				if span.End = span.Start + r.uint(); !section.Contains(span) {
					r.failed = true
				}
				if r.failed || !yield(span) {
					return
				}
			}
		}
	}))
}

// countReader reads the words of one chunk after another.
type countReader struct{ data []byte }

func (r *countReader) uint() int {
	n, size := binary.Uvarint(r.data)
	r.data = r.data[size:]
	return int(n)
}

// chunkWord is one word in one part of a chunk.
type chunkWord struct {
	word  int // position in analysis.words
	role  role
	times uint16
}

func (r *countReader) word() chunkWord {
	at := r.uint()
	return chunkWord{at / int(numRoles), role(at % int(numRoles)), uint16(min(math.MaxUint16, r.uint()))}
}
