package minutes

import (
	"strings"
)

// sectionReader cuts the lines of an item into sections at their labels, and
// reads what stands in single lines: absence, attachments, earlier decisions.
type sectionReader struct {
	*itemReader
	it      *Item
	lines   []line // of the item
	open    *Section
	absence *bool           // a list of absent people is open; true: for the whole meeting
	earlier bool            // the open decision is another body's, or of another day
	quoting bool            // the line above announces other minutes: "Uddrag af referat fra …:"
	quoted  bool            // the paragraph read is a decision that running text announced
	marked  bool            // the line above may tell of absence
	line    line            // being read
	last    line            // the line above
	above   Span            // the lines of the paragraph read
	signed  map[string]bool // slugs of the bodies under whose names the item has decisions of this day; nil: not looked for yet
}

func (r *itemReader) sections(it *Item, lines []line) {
	s := sectionReader{itemReader: r, it: it, lines: lines}
	for _, l := range lines {
		s.read(l)
	}
	for i := range it.Earlier { // whole only now
		read := readDecision(r.m, it.Earlier[i].Span, it.Earlier[i].Date)
		it.Earlier[i].Outcome, it.Earlier[i].Phrase = read.Outcome, read.Phrase
	}
	for _, section := range it.Sections {
		it.Commitments = append(it.Commitments, readCommitments(r.m, section.Span, isAgreement(section))...)
	}
}

func (s *sectionReader) read(l line) {
	s.paragraph(l)
	if lab, ok := s.label(l); ok {
		if s.quoting && lab.kind == DecisionText && lab.body == "" {
			lab.kind = Process
		}
		s.quoting = false
		s.begin(l, lab)
		return
	}
	s.quoting = strings.HasSuffix(l.text, ":") && len(l.text) <= 2*longestLabel && containsAny(fold(l.text), quotingWords)
	if field, value := headLabel(l); field == endField && s.endOfMeeting(l, value) {
		return
	}
	untitled := s.open == nil || s.open.Kind == "" && s.open.Heading == ""
	if isNoise(l) || untitled && s.caseLine(s.it, l) {
		return
	}
	if s.open == nil || isBilag(l) && s.open.Kind != Attachments && s.open.Kind != DecisionText {
		s.it.Sections = append(s.it.Sections, Section{Span: Span{l.Start, l.Start}})
		s.open = &s.it.Sections[len(s.it.Sections)-1]
	}
	if s.open.Len() == 0 {
		s.open.Start = l.Start
	}
	s.open.End = l.End
	switch {
	case s.open.Kind == Attachments || isBilag(l):
		s.it.Attachments = append(s.it.Attachments, Attachment{l.text, l.Span})
	case s.quoted:
		s.history(l)
	case s.announces(l):
	case s.open.Kind == Process:
		s.history(l)
	case s.open.Kind == Recommendation && s.passedOn(l):
	case s.earlier: // absence there was theirs
	default:
		s.attendance(l)
		s.it.Present = append(s.it.Present, readGuest(s.m, l.Span)...)
	}
}

// label reads a section label; inside an item, "Referat" is one too.
func (s *sectionReader) label(l line) (label, bool) {
	const word = "referat"
	if len(l.text) >= len(word) && strings.EqualFold(l.text[:len(word)], word) {
		rest := strings.TrimLeft(l.text[len(word):], " ")
		if rest == "" || rest[0] == ':' || rest[0] == '\t' {
			return label{kind: DecisionText, heading: l.text[:len(word)], inline: l.End - len(strings.TrimLeft(rest, ": \t"))}, true
		}
	}
	return sectionLabel(l)
}

func (s *sectionReader) begin(l line, lab label) {
	s.absence, s.earlier, s.quoted = nil, false, false
	if lab.typo {
		s.m.repaired(l.Span, "»%s« er læst som overskrift over en indstilling", lab.heading)
	}
	if n := len(s.it.Sections); n > 0 {
		last := s.it.Sections[n-1]
		switch {
		case last.Kind == lab.kind && last.Len() == 0 && last.Heading == lab.heading:
			s.m.repaired(l.Span, "overskriften »%s« står to gange", lab.heading)
			s.it.Sections = s.it.Sections[:n-1]
		case last.Kind == DecisionText && last.Len() == 0 && lab.kind == DecisionText: // "Beslutning" / "Udvalgets beslutning i mødet …"
			s.it.Sections = s.it.Sections[:n-1]
		}
	}
	s.it.Sections = append(s.it.Sections, Section{lab.kind, lab.heading, trimSpan(s.m.Text, Span{lab.inline, l.End})})
	s.open = &s.it.Sections[len(s.it.Sections)-1]
	if s.open.Len() == 0 {
		s.open.Span = Span{l.End, l.End}
	} else if lab.kind == Attachments {
		s.it.Attachments = append(s.it.Attachments, Attachment{s.m.Quote(s.open.Span), s.open.Span})
	}
	s.of(lab)
}

// of takes the body of a decision for the meeting's where that names none,
// and marks decisions of others and of other days.
func (s *sectionReader) of(lab label) {
	if lab.kind != DecisionText {
		return
	}
	otherDay := lab.date.Complete() && lab.date != s.m.Date
	otherBody := lab.body != "" && slug(lab.body) != slug(s.m.Body) && !s.renamed(lab)
	if otherDay || otherBody {
		s.open.Kind = Process
		s.it.Earlier = append(s.it.Earlier, Decision{Body: lab.body, Date: lab.date, Span: s.open.Span})
		s.earlier = true
		return
	}
	s.earlier = false
}

// renamed reports whether a decision under another body's name is the
// meeting's: it is of the same day, in minutes and not in an agenda, and the
// item has no other of that day. A body that takes a new name, or that meets in
// the name of another, signs so.
func (s *sectionReader) renamed(lab label) bool {
	if !lab.date.Complete() || lab.date != s.m.Date || s.m.Kind != Minutes && s.m.Kind != Resolution {
		return false
	}
	if s.signed == nil {
		s.signed = make(map[string]bool)
		for _, l := range s.lines {
			if o, ok := s.label(l); ok && o.kind == DecisionText && (!o.date.Complete() || o.date == s.m.Date) {
				s.signed[slug(o.body)] = true
			}
		}
	}
	return len(s.signed) == 1 // lab's own
}

// noiseLines are said by the page, not by the minutes.
var noiseLines = map[string]bool{
	"udskriv": true, "hent som fil": true, "se alle bilag": true, "fold alle ud": true, "fold dette punkt ind": true, "til toppen": true, "til top": true,
	"til indholdsfortegnelse": true, "spring til indhold": true, "skip navigationen": true, "you are here": true, "tilbage til oversigt": true, "…..": true, "vælg": true,
	"udskriv hele dagsordnen": true, "udskriv hele dagsordenen": true, "transkript": true,
}

const longestNoise = 40 // bytes, with the spaces around its words

// buttons stand on the page, often with no space between them: "Forrige
// punktNæste punkt".
var buttons = []string{"forrige punkt", "næste punkt", "udskriv punkt", "udskriv", "hent alle bilag", "hent bilag", "hent som fil", "vis alle bilag", "skjul alle bilag",
	"se alle bilag", "del punkt", "print", "(zip)", "(pdf)", "forrige", "næste"}

// isNoise reports whether l belongs to the page around the minutes.
func isNoise(l line) bool {
	mayBeButtons := len(l.text) <= 2*longestNoise && strings.IndexByte("dfhnpsuv", l.text[0]|0x20) >= 0
	if len(l.text) > longestNoise && !mayBeButtons {
		return false
	}
	if len(l.text) <= longestNoise {
		if noise, _ := lookup(noiseLines, l.text, " :"); noise {
			return true
		}
	}
	return mayBeButtons && isButtons(fold(l.text))
}

// isButtons reports whether a folded text is nothing but buttons.
func isButtons(text string) bool {
	for text != "" {
		rest := text
		for _, b := range buttons {
			if after, ok := strings.CutPrefix(text, b); ok {
				rest = strings.TrimLeft(after, " |")
				break
			}
		}
		if rest == text {
			return false
		}
		text = rest
	}
	return true
}
