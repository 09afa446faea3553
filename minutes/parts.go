package minutes

import "strings"

// letteredParts finds the lines that open the parts of an item, "A) Title",
// "B) Title", or "a) Title", "b) Title", in order.
func letteredParts(lines []line) []int {
	if parts := partsFrom(lines, 'A'); parts != nil {
		return parts
	}
	parts := partsFrom(lines, 'a')
	if parts == nil {
		return nil
	}
	// small letters number lists too: of sentences, of what is proposed, with no text between
	for k, i := range parts {
		if i+1 == len(lines) || k+1 < len(parts) && parts[k+1] == i+1 || strings.HasSuffix(lines[i].text, ".") || strings.HasSuffix(lines[i].text, ":") {
			return nil
		}
	}
	for _, l := range lines[:parts[0]] {
		if _, ok := sectionLabel(l); ok {
			return nil
		}
	}
	return parts
}

const mostParts = 26 // as many as there are letters

func partsFrom(lines []line, first rune) []int {
	var parts []int
	for i, l := range lines {
		if len(parts) == mostParts {
			break
		}
		title, ok := strings.CutPrefix(l.text, string(first+rune(len(parts)))+")")
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
