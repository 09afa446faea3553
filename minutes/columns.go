package minutes

import (
	"strings"
	"unicode/utf8"
)

// This file reads the tables in which a head prints who was there.

// cell is a part of a line that stands apart from what is before it.
type cell struct {
	line
	column int // runes before it
}

const columnGap = "   " // between two cells of a line

// cellsOf cuts a line where three spaces or more stand.
func cellsOf(l line) []cell {
	if len(l.text) > longestNote || !strings.Contains(l.text, columnGap) {
		return []cell{{l, l.indent}}
	}
	var cells []cell
	for from := 0; from < len(l.text); {
		end := len(l.text)
		if i := strings.Index(l.text[from:], columnGap); i >= 0 {
			end = from + i
		}
		part := line{Span: Span{l.Start + from, l.Start + end}, text: l.text[from:end], gap: l.gap}
		cells = append(cells, cell{part, l.indent + utf8.RuneCountInString(l.text[:from])})
		from = end + len(l.text[end:]) - len(strings.TrimLeft(l.text[end:], " "))
	}
	return cells
}

// labelledCells cuts "Mødedato 3. marts 2031      Mødetid 17.00" where each cell
// has its own label and value; nil for other lines.
func labelledCells(l line) (lines []line) {
	cells := cellsOf(l)
	for _, c := range cells {
		if field, value := headLabel(c.line); field == noField || value.Len() == 0 || strings.HasSuffix(c.text, ":") {
			return nil
		}
		lines = append(lines, c.line)
	}
	if len(lines) < 2 {
		return nil
	}
	return lines
}

// columns reads columns of names side by side,
//
//	Deltagere            Afbud
//	Bjarne Toftdahl      Olga Steffensen
//
// and returns their cells from the top of each column to its end, with the
// number of lines that they stand on; 0 where lines begins no columns. In a
// list that is open, the columns may be groups: "Forældre:   Medarbejdere:".
func columns(lines []line, inList bool) (cells []line, n int) {
	heads := cellsOf(lines[0])
	if len(heads) < 2 {
		return nil, 0
	}
	for _, h := range heads {
		field, value := headLabel(h.line)
		listed := (field == presentField || field == absentField || field == excusedField) && value.Len() == 0
		if !listed && !(inList && strings.HasSuffix(h.text, ":")) {
			return nil, 0
		}
	}
	below := make([][]line, len(heads))
	for n = 1; n < len(lines) && (n == 1 || !lines[n].gap); n++ {
		for _, c := range cellsOf(lines[n]) {
			k := columnOf(heads, c)
			below[k] = append(below[k], c.line)
		}
	}
	for k, h := range heads {
		cells = append(append(cells, h.line), below[k]...)
	}
	return cells, n
}

const columnSlack = 2 // runes that a cell may begin before the head of its column

func columnOf(heads []cell, c cell) int {
	k := 0
	for i, h := range heads {
		if c.column+columnSlack >= h.column {
			k = i
		}
	}
	return k
}

// Heads of the columns of a table that says of everybody whether they came,
// folded: of the first column, of the last, and of those between them.
var (
	nameHeads   = map[string]bool{"navn": true, "navne": true, "medlem": true, "medlemmer": true, "deltager": true, "mødedeltager": true}
	statusHeads = map[string]bool{"fremmøde": true, "status": true, "deltagelse": true, "deltog": true, "til stede": true, "tilstede": true, "mødt": true, "mødestatus": true}
	otherHeads  = map[string]bool{"repræsenterer": true, "organisation": true, "forening": true, "parti": true, "rolle": true, "funktion": true, "titel": true, "stilling": true, "udpeget af": true, "liste": true, "gruppe": true}
)

// attendanceStatus is what the last cell of such a row says; yes and no only
// where the head asks for it.
var attendanceStatus = map[string]headField{
	"til stede": presentField, "tilstede": presentField, "deltog": presentField, "mødt": presentField, "deltager": presentField, "ja": presentField, "x": presentField,
	"afbud": excusedField, "meldt afbud": excusedField, "fraværende med afbud": excusedField, "fraværende": absentField, "fravær": absentField, "ikke mødt": absentField,
	"ikke til stede": absentField, "deltog ikke": absentField, "udeblevet": absentField, "fraværende uden afbud": absentField, "nej": absentField,
}

// attendanceTable reads a table with a row for each person, its cells between
// tabs or a line each, and returns the number of its lines; 0 where lines
// begins none.
func (r *headReader) attendanceTable(lines []line) (n int) {
	if len(lines[0].text) > longestLabel || !nameHeads[fold(firstCell(lines[0].text))] {
		return 0
	}
	heads := tabbed(lines[0])
	width, tabs := len(heads), len(heads) > 1
	for !tabs && width < len(lines) && width < longestRow && !statusHeads[fold(heads[width-1].text)] {
		heads = append(heads, lines[width])
		width++
	}
	if width < 2 || !statusHeads[fold(heads[width-1].text)] {
		return 0
	}
	for _, h := range heads[1 : width-1] {
		if !otherHeads[fold(h.text)] {
			return 0
		}
	}
	step := 1 // lines of a row
	if !tabs {
		step = width
	}
	for n = step; n+step <= len(lines); n += step {
		row := lines[n : n+step]
		if tabs {
			row = tabbed(lines[n])
		}
		if len(row) != width || !r.row(row) {
			break
		}
	}
	if n == step {
		return 0
	}
	return n
}

const longestRow = 5 // cells

// row takes in one person, and reports whether the row says if they came.
func (r *headReader) row(cells []line) bool {
	status := attendanceStatus[strings.Trim(fold(cells[len(cells)-1].text), " .")]
	p := person(cells[0].text, cells[0].Span, "")
	if status == noField || !isName(p.Name) {
		return false
	}
	for _, c := range cells[1 : len(cells)-1] {
		addRole(&p, c.text)
	}
	people := &r.m.Attendance.Present
	if status != presentField {
		people, p.Excused = &r.m.Attendance.Absent, status == excusedField
	}
	*people = r.m.appendPeople(*people, []Person{p})
	return true
}

func firstCell(s string) string {
	first, _, _ := strings.Cut(s, "\t")
	return first
}

// tabbed cuts a line at its tabs.
func tabbed(l line) []line {
	var cuts []int
	for i := range l.text {
		if l.text[i] == '\t' {
			cuts = append(cuts, i+1)
		}
	}
	return cutLine(l, cuts)
}
