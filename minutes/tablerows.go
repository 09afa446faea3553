package minutes

import "strings"

// This file reads minutes that are one table: a row for each item, with cells
// for its number, title, text and who follows it up.

// columnHeads are the heads of the columns of such a table, folded.
var columnHeads = map[string]bool{"nr": true, "nr.": true, "pkt": true, "pkt.": true, "punkt": true, "punkt nr.": true, "dagsordenspunkt": true, "dagsorden": true, "emne": true, "titel": true,
	"sag": true, "indhold": true, "referat": true, "beslutning": true, "konklusion": true, "beslutning/referat": true, "referat/beslutning": true, "drøftelse": true,
	"opfølgning": true, "ansvarlig": true, "ansvar": true, "hvem": true, "deadline": true, "frist": true, "bemærkninger": true, "initialer": true, "tid": true, "bilag": true, "noter": true}

// isColumnHeads reports whether heads can be those of such a table.
func isColumnHeads(heads []string) bool {
	text := false // of one that holds what was said or decided
	for i, head := range heads {
		head = strings.Trim(fold(head), " :")
		if !columnHeads[head] || i == 0 && headOfText(head) {
			return false
		}
		text = text || headOfText(head)
	}
	return text && len(heads) > 1
}

func headOfText(head string) bool {
	return strings.HasPrefix(head, "referat") || strings.HasPrefix(head, "beslutning") || head == "konklusion" || head == "drøftelse"
}

// splitRows cuts the rows of a table of items at the tabs between its cells,
// and drops its column heads, also where each cell stands on a line of its
// own. A number and the title behind it stay together.
func splitRows(lines []line) []line {
	for i, l := range lines {
		if tab := strings.IndexByte(l.text, '\t'); tab > 0 && tab <= longestWord && isColumnHeads(strings.Split(l.text, "\t")) {
			return append(lines[:i:i], splitCells(lines[i+1:])...)
		}
		if isRowOfItem(l) && i+1 < len(lines) && isRowOfItem(lines[i+1]) {
			return append(lines[:i:i], splitCells(lines[i:])...)
		}
		if n := headsBelow(lines[i:]); n > 0 {
			return append(lines[:i:i], lines[i+n:]...)
		}
	}
	return lines
}

// isRowOfItem reports whether l is a row of a table without column heads:
// "Punkt 2", a tab, its title.
func isRowOfItem(l line) bool {
	tab := strings.IndexByte(l.text, '\t')
	if tab < 0 || tab > longestWord {
		return false
	}
	h, ok := readHeading(line{text: l.text[:tab]})
	return ok && h.form == punktForm && h.title == ""
}

// headsBelow is the number of column heads that stand line by line above the
// cell of the number 1, 0 if there are none.
func headsBelow(lines []line) int {
	if !lines[0].gap || len(lines) < 3 || lines[1].gap || len(lines[0].text) > longestWord || len(lines[1].text) > longestWord || !columnHeads[strings.Trim(fold(lines[0].text), " :")] {
		return 0
	}
	var heads []string
	for i, l := range lines {
		if i > 0 && l.gap {
			h, ok := readHeading(l)
			if !ok || h.number != 1 || !isColumnHeads(heads) {
				return 0
			}
			return i
		}
		heads = append(heads, l.text)
		if len(heads) > len(columnHeads) {
			break
		}
	}
	return 0
}

// splitCells cuts the rows up to the end of a table: a line that is no row,
// below an empty one.
func splitCells(lines []line) []line {
	var out []line
	for i, l := range lines {
		first, _, isRow := strings.Cut(l.text, "\t")
		number, isHeading := readHeading(line{text: strings.TrimRight(first, ".)") + "."})
		numbered := isHeading && number.title == ""
		_, titled := readHeading(line{text: first})
		if l.gap && !(isRow && (numbered || titled)) {
			return append(out, lines[i:]...)
		}
		var cuts []int
		for j := range l.text {
			if l.text[j] == '\t' && !(numbered && j == len(first)) {
				cuts = append(cuts, j+1)
			}
		}
		cells := cutLine(l, cuts)
		if numbered && isRow {
			cells[0].row, cells[0].gap = true, true
		}
		out = append(out, cells...)
	}
	return out
}
