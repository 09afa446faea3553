package retrieval

import (
	"context"
	"maps"
)

// joined returns a segment of the meetings of all segments for which keep is
// true.
func joined(ctx context.Context, segments []*segment, keep func(meeting string) bool) (*segment, error) {
	s := &segment{terms: make(map[string]int32), surfaces: make(map[string]int32), shorts: make(map[string]string)}
	for _, old := range segments {
		maps.Copy(s.shorts, old.shorts)
		moved := make([]int32, len(old.chunks)) // chunk of old -> chunk of s, -1 for those left out
		for i, c := range old.chunks {
			if moved[i] = -1; !keep(c.Ref.Meeting) {
				continue
			}
			moved[i] = int32(len(s.chunks))
			s.append(c, old.groups[old.groupOf[i]].meeting)
			if len(old.vectors) > 0 {
				s.vectors = append(s.vectors, old.vectors[i])
			}
		}
		s.take(old, moved)
	}
	return s, s.finish(ctx)
}

// take adds the postings of old. Words whose stem stands in no chunk any more
// are forgotten.
func (s *segment) take(old *segment, moved []int32) {
	stems := make(map[int32]int32)
	for name, id := range old.terms {
		if list := movedPostings(old.postings[id], moved); len(list) > 0 {
			to := s.term(name)
			s.postings[to] = append(s.postings[to], list...)
			stems[id] = to
		}
	}
	for name, id := range old.surfaces {
		if to, ok := stems[id]; ok {
			s.surfaces[name] = to
		}
	}
}

func movedPostings(list []posting, moved []int32) []posting {
	kept := make([]posting, 0, len(list))
	for _, p := range list {
		if moved[p.chunk] >= 0 {
			kept = append(kept, posting{moved[p.chunk], p.impact})
		}
	}
	return kept
}
