package retrieval

import (
	"context"
	"errors"
	"math"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval/danish"
)

// segment is the inverted index over some meetings. It is built once and then
// only read. What it counts can be added up over segments, so that scores do
// not depend on how meetings are spread over them.
type segment struct {
	meetings []held
	chunks   []Chunk // those of one meeting together, in printed order
	vectors  [][]float32
	groups   []group                         // the items, in the order of chunks
	groupOf  []int32                         // position in chunks -> position in groups
	kinds    map[minutes.SectionKind][]int32 // of each kind of section the chunks
	first    []int32                         // of each group the first chunk, and then len(chunks)

	terms    map[string]int32  // stems, numbers and references -> position in postings
	surfaces map[string]int32  // words as they are written -> postings of their stem
	postings [][]posting       // by chunk
	highest  []float32         // of each list of postings the highest impact
	shorts   map[string]string // short forms that the minutes explain -> what they stand for
	words    vocabulary
	ablation Ablation // how words were read; not asked once the segment is built
	nearest  *vectors
	position map[string]int32 // Chunk.ID -> position in chunks, where there are vectors
}

// group is what a hit is: an item, or the head of a meeting (item nil).
type group struct {
	ref     minutes.Ref
	meeting *minutes.Meeting
	item    *minutes.Item
}

// held is a meeting and its groups, from one to before another.
type held struct {
	meeting  *minutes.Meeting
	from, to int32
}

// posting is one term in one chunk.
type posting struct {
	chunk  int32
	impact float32
}

// newSegment indexes meetings, with the vectors of their chunks where there is
// a vector leg.
func newSegment(ctx context.Context, meetings []*minutes.Meeting, analyses map[string][]byte, vectors vectorSource, a Ablation) (*segment, error) {
	s := &segment{terms: make(map[string]int32), surfaces: make(map[string]int32), shorts: make(map[string]string), ablation: a}
	var count chunkCount
	for _, m := range meetings {
		words := analysed(m, analyses)
		for _, a := range words.shorts {
			s.shorts[a.Short] = a.Long
		}
		count.begin(s, words)
		for _, c := range words.chunks {
			s.append(c, m)
			count.read(s, c)
		}
	}
	made, err := vectors()
	if err != nil {
		return nil, err
	}
	for _, c := range s.chunks {
		if v := made[c.ID]; v != nil {
			s.vectors = append(s.vectors, v)
		}
	}
	return s, s.finish(ctx)
}

// vectorSource returns the vectors of chunks, by Chunk.ID, and waits for them
// if they are still being read. It may be called concurrently.
type vectorSource func() (map[string][]float32, error)

// segmentSize is the bytes of text from which on meetings are indexed on
// several processors, a segment each.
const segmentSize = 4 << 20

// newSegments indexes meetings in as many segments as there are processors to
// build them, at most four; few meetings in one.
func newSegments(ctx context.Context, meetings []*minutes.Meeting, analyses map[string][]byte, vectors vectorSource, a Ablation) ([]*segment, error) {
	size := 0
	for _, m := range meetings {
		size += len(m.Text)
	}
	parts := max(1, min(runtime.GOMAXPROCS(0), 4, size/segmentSize))
	segments, errs := make([]*segment, parts), make([]error, parts)
	var building sync.WaitGroup
	for i := range parts {
		building.Go(func() {
			segments[i], errs[i] = newSegment(ctx, meetings[i*len(meetings)/parts:(i+1)*len(meetings)/parts], analyses, vectors, a)
		})
	}
	building.Wait()
	return segments, errors.Join(errs...)
}

// append adds a chunk without its words.
func (s *segment) append(c Chunk, m *minutes.Meeting) {
	if n := len(s.groups); n == 0 || s.groups[n-1].ref != c.Ref {
		if n == 0 || s.groups[n-1].meeting != m {
			s.meetings = append(s.meetings, held{meeting: m, from: int32(n)})
		}
		s.meetings[len(s.meetings)-1].to = int32(n + 1)
		s.groups = append(s.groups, group{c.Ref, m, m.Item(c.Ref.Item)})
		s.first = append(s.first, int32(len(s.chunks)))
	}
	s.chunks = append(s.chunks, c)
	s.groupOf = append(s.groupOf, int32(len(s.groups)-1))
}

// chunkCount counts the terms of one chunk after another.
type chunkCount struct {
	words   []int32      // of the meeting -> terms
	grams   [][]int32    // of the meeting's words, where they are wanted
	counts  *countReader // of the chunks to come
	lengths [numFields]uint16
	terms   []termCount // of this chunk, as first seen
	at      []int32     // term -> 1 + its position in terms, 0 where it is not in this chunk
}

type termCount struct {
	id     int32
	counts [numFields]uint16
}

// begin turns to the chunks of a meeting.
func (n *chunkCount) begin(s *segment, a analysis) {
	n.words, n.grams, n.counts = n.words[:0], n.grams[:0], &countReader{a.counts}
	for _, t := range a.words {
		n.words = append(n.words, s.idOf(t))
		if s.ablation.Grams {
			var ids []int32
			for _, gram := range s.ablation.grams(t) {
				ids = append(ids, s.term(gram))
			}
			n.grams = append(n.grams, ids)
		}
	}
}

// read posts the words of the chunk that s got last.
func (n *chunkCount) read(s *segment, c Chunk) {
	fields := [numRoles]field{textField, titleField, contextField}
	switch {
	case s.ablation.OneField:
		fields = [numRoles]field{textField, textField, textField}
	case c.Ref.Item == "":
		fields[textRole] = headField
	case c.Kind == minutes.DecisionText:
		fields[textRole] = decisionField
	}
	n.lengths, n.terms = [numFields]uint16{}, n.terms[:0]
	for range n.counts.uint() {
		w := n.counts.word()
		f := fields[w.role]
		n.lengths[f] = added(n.lengths[f], w.times)
		n.add(f, n.words[w.word], w.times)
		if len(n.grams) > 0 {
			for _, id := range n.grams[w.word] {
				n.add(f, id, w.times)
			}
		}
	}
	for _, t := range n.terms {
		s.postings[t.id] = append(s.postings[t.id], posting{int32(len(s.chunks) - 1), impact(t.counts, n.lengths)})
		n.at[t.id] = 0
	}
}

func (n *chunkCount) add(f field, id int32, times uint16) {
	if more := int(id) + 1 - len(n.at); more > 0 {
		n.at = append(n.at, make([]int32, more)...)
	}
	if n.at[id] == 0 {
		n.terms = append(n.terms, termCount{id: id})
		n.at[id] = int32(len(n.terms))
	}
	counts := &n.terms[n.at[id]-1].counts[f]
	*counts = added(*counts, times)
}

// added is the sum, or the most that can be told.
func added(a, b uint16) uint16 { return uint16(min(math.MaxUint16, int(a)+int(b))) }

// idOf returns the postings of a token's term, new ones for a new term.
func (s *segment) idOf(t danish.Token) int32 {
	if t.Kind != danish.Word {
		return s.term(t.Norm)
	}
	id, ok := s.surfaces[t.Norm]
	if !ok {
		norm := strings.Clone(t.Norm) // not the whole text for one word
		id = s.term(s.ablation.stem(norm))
		s.surfaces[norm] = id
	}
	return id
}

func (s *segment) term(name string) int32 {
	id, ok := s.terms[name]
	if !ok {
		id = int32(len(s.postings))
		s.postings = append(s.postings, nil)
		s.terms[strings.Clone(name)] = id
	}
	return id
}

// finish makes what is derived from chunks and postings.
func (s *segment) finish(ctx context.Context) (err error) {
	s.first = append(s.first, int32(len(s.chunks)))
	s.kinds = make(map[minutes.SectionKind][]int32)
	for i, c := range s.chunks {
		s.kinds[c.Kind] = append(s.kinds[c.Kind], int32(i))
	}
	s.words = newVocabulary(s)
	s.highest = make([]float32, len(s.postings))
	n := 0
	for id, list := range s.postings {
		n += len(list)
		for _, p := range list {
			s.highest[id] = max(s.highest[id], p.impact)
		}
	}
	whole := make([]posting, 0, n) // without the room that each list had to grow
	for id, list := range s.postings {
		whole = append(whole, list...)
		s.postings[id] = whole[len(whole)-len(list) : len(whole) : len(whole)]
	}
	if len(s.vectors) > 0 {
		s.position = make(map[string]int32, len(s.chunks))
		for i, c := range s.chunks {
			s.position[c.ID] = int32(i)
		}
	}
	s.nearest, err = newVectors(ctx, s.chunks, s.vectors)
	return err
}

// list is the chunks that a term stands in.
type list struct {
	id       int32
	postings []posting
	highest  float32 // impact
}

// list returns the postings of a term, none if it stands nowhere.
func (s *segment) list(term string) list {
	if id, ok := s.terms[term]; ok {
		return s.listOf(id)
	}
	return list{}
}

func (s *segment) listOf(id int32) list { return list{id, s.postings[id], s.highest[id]} }

// termOf returns the postings of a token of this segment's text, -1 for a stop
// word.
func (s *segment) termOf(t danish.Token) int32 {
	from := s.terms
	if t.Kind == danish.Word {
		if danish.IsStop(t.Norm) {
			return -1 // known without a look into a long table
		}
		from = s.surfaces
	}
	if id, ok := from[t.Norm]; ok {
		return id
	}
	return -1
}

// has reports whether s holds a meeting for which wanted is true.
func (s *segment) has(wanted func(meeting string) bool) bool {
	return slices.ContainsFunc(s.meetings, func(h held) bool { return wanted(h.meeting.ID) })
}
