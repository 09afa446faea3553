package minutes

import "strings"

// letteredParts finds the lines "A) Title", "B) Title", … in order, up to Z.
func letteredParts(lines []line) []int {
	var parts []int
	for i, l := range lines {
		if len(parts) > 'Z'-'A' {
			break
		}
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
