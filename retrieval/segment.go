package retrieval

import (
	"context"
	"math"
	"slices"
	"strings"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval/danish"
)

// segment is the inverted index over some meetings. It is built once and then
// only read. What it counts can be added up over segments, so that scores do
// not depend on how meetings are spread over them.
type segment struct {
	chunks  []Chunk // those of one meeting together, in printed order
	vectors [][]float32
	groups  []group // the items, in the order of chunks
	groupOf []int32 // position in chunks -> position in groups
	first   []int32 // of each group the first chunk, and then len(chunks)

	terms    map[string]int32   // stems, numbers and references -> position in postings
	surfaces map[string]surface // words as they are written
	postings [][]posting        // by chunk
	lengths  [][numFields]uint16
	words    vocabulary
	nearest  *vectors
	position map[string]int32 // Chunk.ID -> position in chunks, where there are vectors
}

// group is what a hit is: an item, or the head of a meeting (item nil).
type group struct {
	ref     minutes.Ref
	meeting *minutes.Meeting
	item    *minutes.Item
}

// surface is a word as it is written: the postings of its stem and its own.
type surface struct {
	root       string // the stem
	stem, form int32
}

// posting is one term in one chunk.
type posting struct {
	chunk int32
	tf    [numFields]uint8
}

// newSegment indexes meetings, with the vectors of their chunks where there is
// a vector leg.
func newSegment(ctx context.Context, meetings []*minutes.Meeting, vectors map[string][]float32) (*segment, error) {
	s := &segment{terms: make(map[string]int32), surfaces: make(map[string]surface)}
	for _, m := range meetings {
		for c := range Split(m) {
			s.append(c, m)
			if v := vectors[c.ID]; v != nil {
				s.vectors = append(s.vectors, v)
			}
			s.read(c)
		}
	}
	return s, s.finish(ctx)
}

// append adds a chunk without its words.
func (s *segment) append(c Chunk, m *minutes.Meeting) {
	if n := len(s.groups); n == 0 || s.groups[n-1].ref != c.Ref {
		s.groups = append(s.groups, group{c.Ref, m, m.Item(c.Ref.Item)})
		s.first = append(s.first, int32(len(s.chunks)))
	}
	s.chunks = append(s.chunks, c)
	s.groupOf = append(s.groupOf, int32(len(s.groups)-1))
}

// read counts the words of the chunk that was appended last.
func (s *segment) read(c Chunk) {
	text := textField
	switch {
	case c.Ref.Item == "":
		text = headField
	case c.Kind == minutes.DecisionText:
		text = decisionField
	}
	s.lengths = append(s.lengths, [numFields]uint16{})
	s.count(text, c.Text)
	s.count(titleField, c.Title)
	s.count(contextField, c.Context)
}

func (s *segment) count(f field, text string) {
	chunk := int32(len(s.chunks) - 1)
	length := &s.lengths[chunk][f]
	for _, t := range danish.Tokens(text) {
		if t.Kind == danish.Word && danish.IsStop(t.Norm) {
			continue
		}
		*length = uint16(min(math.MaxUint16, int(*length)+1))
		if t.Kind != danish.Word {
			s.post(s.term(t.Norm), chunk, f)
			continue
		}
		w, ok := s.surfaces[t.Norm]
		if !ok {
			norm := strings.Clone(t.Norm) // not the whole text for one word
			root := danish.Stem(norm)
			w = surface{root, s.term(root), s.newList()}
			s.surfaces[norm] = w
		}
		s.post(w.stem, chunk, f)
		s.post(w.form, chunk, f)
	}
}

func (s *segment) term(name string) int32 {
	id, ok := s.terms[name]
	if !ok {
		id = s.newList()
		s.terms[strings.Clone(name)] = id
	}
	return id
}

func (s *segment) newList() int32 {
	s.postings = append(s.postings, nil)
	return int32(len(s.postings) - 1)
}

func (s *segment) post(id, chunk int32, f field) {
	list := s.postings[id]
	if n := len(list); n == 0 || list[n-1].chunk != chunk {
		list = append(list, posting{chunk: chunk})
		s.postings[id] = list
	}
	if p := &list[len(list)-1]; p.tf[f] < math.MaxUint8 {
		p.tf[f]++
	}
}

// finish makes what is derived from chunks and postings.
func (s *segment) finish(ctx context.Context) (err error) {
	s.first = append(s.first, int32(len(s.chunks)))
	s.words = newVocabulary(s)
	if len(s.vectors) > 0 {
		s.position = make(map[string]int32, len(s.chunks))
		for i, c := range s.chunks {
			s.position[c.ID] = int32(i)
		}
	}
	s.nearest, err = newVectors(ctx, s.chunks, s.vectors)
	return err
}

// joined returns a segment of the meetings of all segments for which keep is
// true.
func joined(ctx context.Context, segments []*segment, keep func(meeting string) bool) (*segment, error) {
	s := &segment{terms: make(map[string]int32), surfaces: make(map[string]surface)}
	for _, old := range segments {
		moved := make([]int32, len(old.chunks)) // chunk of old -> chunk of s, -1 for those left out
		for i, c := range old.chunks {
			if moved[i] = -1; !keep(c.Ref.Meeting) {
				continue
			}
			moved[i] = int32(len(s.chunks))
			s.append(c, old.groups[old.groupOf[i]].meeting)
			s.lengths = append(s.lengths, old.lengths[i])
			if len(old.vectors) > 0 {
				s.vectors = append(s.vectors, old.vectors[i])
			}
		}
		s.take(old, moved)
	}
	return s, s.finish(ctx)
}

// take adds the postings of old. Words that stand in no chunk any more are
// forgotten.
func (s *segment) take(old *segment, moved []int32) {
	stems := make(map[int32]int32)
	for name, id := range old.terms {
		if list := movedPostings(old.postings[id], moved); len(list) > 0 {
			to := s.term(name)
			s.postings[to] = append(s.postings[to], list...)
			stems[id] = to
		}
	}
	for name, w := range old.surfaces {
		list := movedPostings(old.postings[w.form], moved)
		if len(list) == 0 {
			continue
		}
		to, ok := s.surfaces[name]
		if !ok {
			to = surface{w.root, stems[w.stem], s.newList()}
			s.surfaces[name] = to
		}
		s.postings[to.form] = append(s.postings[to.form], list...)
	}
}

func movedPostings(list []posting, moved []int32) []posting {
	kept := make([]posting, 0, len(list))
	for _, p := range list {
		if moved[p.chunk] >= 0 {
			kept = append(kept, posting{moved[p.chunk], p.tf})
		}
	}
	return kept
}

const surfaceMark = "=" // stands before a term that is a word as it is written, and not a stem

// list returns the postings of a term, nil if it stands nowhere.
func (s *segment) list(term string) []posting {
	if name, ok := strings.CutPrefix(term, surfaceMark); ok {
		if w, ok := s.surfaces[name]; ok {
			return s.postings[w.form]
		}
		return nil
	}
	if id, ok := s.terms[term]; ok {
		return s.postings[id]
	}
	return nil
}

// stem returns the term of a token of this segment's text.
func (s *segment) stem(t danish.Token) string {
	if w, ok := s.surfaces[t.Norm]; ok && t.Kind == danish.Word {
		return w.root
	}
	return t.Norm
}

// has reports whether s holds a meeting for which wanted is true.
func (s *segment) has(wanted func(meeting string) bool) bool {
	return slices.ContainsFunc(s.groups, func(g group) bool { return wanted(g.ref.Meeting) })
}
