package bot

import (
	"slices"
	"strings"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
)

// page is the item of a hit, or the head, cut into printed lines once, so that
// the line of a sentence is found by search and not by reading on.
type page struct {
	m        *minutes.Meeting
	sections []minutes.Section
	lines    []minutes.Line // of the whole item, in order
}

func pageOf(h retrieval.Hit) page {
	p := page{m: h.Meeting}
	within := h.Meeting.Head
	if h.Item != nil {
		within, p.sections = h.Item.Span, h.Item.Sections
	}
	p.lines = h.Meeting.Lines(within)
	return p
}

// at is the index of the line that s stands on; the first for one outside.
func (p page) at(s minutes.Span) int {
	i, found := slices.BinarySearchFunc(p.lines, s.Start, func(l minutes.Line, start int) int {
		switch {
		case l.End <= start:
			return -1
		case l.Start > start:
			return 1
		}
		return 0
	})
	if !found {
		return max(0, i-1)
	}
	return i
}

// line is the printed line, a paragraph of the minutes, that s stands on.
func (p page) line(s minutes.Span) minutes.Span {
	if len(p.lines) == 0 {
		return s
	}
	if l := p.lines[p.at(s)]; l.Contains(s) {
		return l.Span
	}
	return s
}

func (p page) section(s minutes.Span) (minutes.Section, bool) {
	for _, section := range p.sections {
		if section.Span.Contains(s) {
			return section, true
		}
	}
	return minutes.Section{}, false
}

// inList reports whether s stands on a line that a list mark or number opens.
func (p page) inList(s minutes.Span) bool {
	return len(p.lines) > 0 && p.lines[p.at(s)].Bulleted
}

// withList takes in the list below a sentence that announces one: with a
// colon, or with a number of things to come ("fire temaer."). A list that
// would have to be cut is left out: cut, it would look complete.
func (p page) withList(s minutes.Span, end int) minutes.Span {
	said := p.m.Quote(s)
	if len(p.lines) == 0 || p.inList(s) || !strings.HasSuffix(said, ":") && !strings.HasSuffix(said, ".") {
		return s
	}
	whole := s
	for _, l := range p.lines[p.at(s)+1:] {
		if !l.Bulleted || l.End > end {
			break
		}
		if whole.End = l.End; whole.Len() > longestList {
			return s
		}
	}
	return whole
}

// listIntro finds the line that announces the list in which s stands.
func (p page) listIntro(s minutes.Span) (minutes.Span, bool) {
	section, ok := p.section(s)
	if !ok || !p.inList(s) {
		return minutes.Span{}, false
	}
	for i := p.at(s); i >= 0 && p.lines[i].Start >= section.Start; i-- {
		if l := p.lines[i]; !l.Bulleted {
			return l.Span, strings.HasSuffix(p.m.Quote(l.Span), ":") && l.Len() <= wholeLine
		}
	}
	return minutes.Span{}, false
}

// next is the sentence after s on the same line.
func (p page) next(s minutes.Span) (minutes.Span, bool) {
	line := p.line(s)
	for sentence := range p.m.Sentences(minutes.Span{Start: s.End, End: max(s.End, line.End)}) {
		return sentence, true
	}
	return minutes.Span{}, false
}
