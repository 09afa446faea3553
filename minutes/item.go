package minutes

import (
	"strconv"
	"strings"
)

// groupTitles begin the printed headings over a group of items ("A. Sager til
// afgørelse i byrådet"), after the letter.
var groupTitles = []string{"sager til", "orientering", "drøftelse", "til afgørelse", "til drøftelse", "til orientering", "beslutning"}

// groupHeading returns the letter of a group heading, and "" for other lines.
func groupHeading(l line) string {
	if len(l.text) < 4 || l.text[0] < 'A' || l.text[0] > 'E' || l.text[1] != '.' {
		return ""
	}
	title := fold(l.text[2:])
	for _, t := range groupTitles {
		if strings.HasPrefix(title, t) {
			return l.text[:1]
		}
	}
	return ""
}

// openLine is where the item with its heading on line i begins: a group
// heading right above belongs to it.
func openLine(lines []line, i int) int {
	for i > 0 && groupHeading(lines[i-1]) != "" {
		i--
	}
	return i
}

// itemReader turns headings and the lines between them into items.
type itemReader struct {
	m   *Meeting
	ids map[string]bool
}

func readItems(m *Meeting, lines []line, headings []heading) {
	r := itemReader{m: m, ids: make(map[string]bool)}
	last := len(lines)
	if last > 0 && isSignature(m, lines[last-1]) {
		last--
	}
	for k, h := range headings {
		end := max(last, h.line+1)
		if k+1 < len(headings) {
			end = openLine(lines, headings[k+1].line)
		}
		open := openLine(lines, h.line)
		it := Item{Number: strconv.Itoa(h.number), Heading: lines[h.line].Span}
		it.Punkt = it.Number
		it.ID = r.id(it.Punkt)
		it.Span = Span{lines[open].Start, lines[end-1].End}
		if open < h.line {
			it.Category = groupHeading(lines[open])
		}
		readTitle(&it, h.title)
		r.body(&it, lines[h.line+1:end], h.title)
		m.Items = append(m.Items, it)
	}
}

// isSignature reports whether l, the last line, only repeats the publisher's
// name from the head: it is no part of the last item.
func isSignature(m *Meeting, l line) bool {
	return l.gap && strings.ContainsRune(l.text, ' ') && !strings.HasSuffix(l.text, ".") && strings.Contains(m.Quote(m.Head), l.text)
}

// id makes the key of an item from its full number; a number that repeats
// gets the count after it: "5", "5-2".
func (r *itemReader) id(punkt string) string {
	id := slug(punkt)
	for n := 2; r.ids[id]; n++ {
		id = slug(punkt) + "-" + strconv.Itoa(n)
	}
	r.ids[id] = true
	return id
}

// closedMarks stand before or after the title of a closed item.
var closedMarks = []string{"lukket:", "lukket punkt -", "- lukket punkt", "(lukket)", "- lukket sag", "lukket punkt:"}

// readTitle takes category, closed mark and presenter off the printed title.
func readTitle(it *Item, title string) {
	if i := indexFold(title, "-sag:"); i == 1 { // "B-sag: Title"
		it.Category = title[:1]
		title = strings.TrimSpace(title[len("B-sag:"):])
	}
	for _, mark := range closedMarks {
		folded := lowerSameLength(title)
		switch {
		case strings.HasPrefix(folded, mark):
			title, it.Closed = strings.TrimSpace(title[len(mark):]), true
		case strings.HasSuffix(folded, mark):
			title, it.Closed = strings.TrimSpace(title[:len(title)-len(mark)]), true
		}
	}
	for _, mark := range []string{" v./ ", " v./", " v/ ", " v/", " v. ", " ved "} {
		if i := strings.LastIndex(title, mark); i > 0 && isName(title[i+len(mark):]) {
			it.Presenter = title[i+len(mark):]
			title = title[:i]
			break
		}
	}
	it.Title = strings.TrimSpace(strings.TrimSuffix(title, " ."))
}

// body reads what stands below the heading of it.
func (r *itemReader) body(it *Item, lines []line, title string) {
	lines = r.front(it, lines, title)
	if parts := letteredParts(lines); parts != nil {
		r.nested(it, lines, parts)
		lines = lines[:parts[0]]
	}
	r.sections(it, lines)
	for i := range it.Sections {
		s := &it.Sections[i]
		if s.Kind == DecisionText && s.Len() > 0 && it.Decision.Len() == 0 {
			it.Decision = readDecision(r.m, s.Span)
		}
	}
}

// front reads the lines between heading and text: the title again, the group
// again, "Åbent - 27.03.00-A00-2-16", a case number alone on its line.
func (r *itemReader) front(it *Item, lines []line, title string) []line {
	for i, l := range lines {
		if letter := groupHeading(l); letter != "" {
			it.Category = letter
			continue
		}
		if fold(l.text) == fold(title) || r.caseLine(it, l) {
			continue
		}
		return lines[i:]
	}
	return nil
}

// caseLine reads a line that holds nothing but access and case number.
func (r *itemReader) caseLine(it *Item, l line) bool {
	found := FindCaseNumbers(l.text)
	if len(found) != 1 {
		return false
	}
	c := found[0]
	access := strings.Trim(fold(l.text[:c.Start]+l.text[c.End:]), " -–:")
	switch access {
	case "lukket":
		it.Closed = true
	case "", "åbent", "åben", "sagsnr", "sagsnr.", "sagsnummer":
	default:
		return false
	}
	it.Cases = append(it.Cases, c.Case)
	if c.Case.damaged() {
		r.m.problem(Span{l.Start + c.Start, l.Start + c.End}, "sagsnummer med skade: bogstavet mangler efter emnet")
	}
	return true
}

// sections cuts lines into sections at their labels, and reads what stands
// in single lines: absence, attachments, agreements.
func (r *itemReader) sections(it *Item, lines []line) {
	var open *Section
	for _, l := range lines {
		if lab, heading, inline, ok := sectionLabel(l); ok {
			if lab.typo {
				r.m.problem(l.Span, "»%s« er læst som overskrift over en indstilling", heading)
			}
			if n := len(it.Sections); n > 0 && it.Sections[n-1].Kind == lab.kind && it.Sections[n-1].Len() == 0 && it.Sections[n-1].Heading == heading {
				r.m.problem(l.Span, "overskriften »%s« står to gange", heading)
				it.Sections = it.Sections[:n-1]
			}
			it.Sections = append(it.Sections, Section{lab.kind, heading, trimSpan(r.m.Text, Span{inline, l.End})})
			open = &it.Sections[len(it.Sections)-1]
			if open.Len() == 0 {
				open.Span = Span{l.End, l.End}
			}
			continue
		}
		if open == nil {
			it.Sections = append(it.Sections, Section{Span: l.Span})
			open = &it.Sections[len(it.Sections)-1]
		}
		if open.Len() == 0 {
			open.Start = l.Start
		}
		open.End = l.End
		if open.Kind == Attachments {
			it.Attachments = append(it.Attachments, Attachment{l.text, l.Span})
			continue
		}
		it.Absent = append(it.Absent, readAbsence(r.m, l.Span)...)
		it.Present = append(it.Present, readGuest(r.m, l.Span)...)
	}
	for _, s := range it.Sections {
		it.Commitments = append(it.Commitments, readCommitments(r.m, s.Span)...)
	}
}

// letteredParts finds the lines "A) Title", "B) Title", … in order.
func letteredParts(lines []line) []int {
	var parts []int
	for i, l := range lines {
		title, ok := strings.CutPrefix(l.text, string(rune('A'+len(parts)))+")")
		if ok && spaceFollows(title) && titleStart(strings.TrimSpace(title)) {
			parts = append(parts, i)
		}
	}
	if len(parts) < 2 {
		return nil
	}
	return parts
}

func (r *itemReader) nested(it *Item, lines []line, parts []int) {
	for k, i := range parts {
		end := len(lines)
		if k+1 < len(parts) {
			end = parts[k+1]
		}
		sub := Item{Number: lines[i].text[:1], Heading: lines[i].Span}
		sub.Punkt = it.Punkt + sub.Number
		sub.ID = r.id(sub.Punkt)
		sub.Span = Span{lines[i].Start, lines[end-1].End}
		title := strings.TrimSpace(lines[i].text[2:])
		readTitle(&sub, title)
		r.sections(&sub, lines[i+1:end])
		it.Items = append(it.Items, sub)
	}
}
