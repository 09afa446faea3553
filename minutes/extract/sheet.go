package extract

import "strings"

// row is one finished line of a document.
type row struct {
	text   string
	gap    bool   // an empty line stands above
	region region // of an HTML page
}

// sheet puts the text of HTML and DOCX on lines, in the order it is read.
// The zero sheet is empty and ready for use.
type sheet struct {
	rows     []row
	line     strings.Builder // being written
	lead     string          // indent, mark and number that the next line begins with
	space    bool            // white space is due before the next word
	labelled bool            // the line is a bold label so far
	gap      bool            // an empty line is due before the next line
	region   region
	tables   []table // open ones, the innermost last
	deeper   int     // open tables beyond maxTables, whose rows are lines of the cell they are in
	size     int     // bytes of finished lines
}

// table is an open table: the finished cells of its open row, and the open
// cell's finished lines.
type table struct {
	cells  [][]row
	lines  []row
	inCell bool
	gap    bool // an empty line is due before the open row
}

// maxTables is how deep tables are told apart. Pages nest them for layout.
const maxTables = 16

// write adds running text; white space is folded into one space, but NBSP
// stays.
func (s *sheet) write(text string) {
	start := 0 // of the word
	for i := range len(text) {
		switch text[i] {
		case ' ', '\t', '\n', '\r', '\f':
			if start < i {
				s.word(text[start:i])
			}
			s.space, start = true, i+1
		}
	}
	if start < len(text) {
		s.word(text[start:])
	}
}

func (s *sheet) word(word string) {
	if s.labelled {
		word = s.breakAfterLabel(word)
	}
	if s.line.Len() == 0 {
		s.line.WriteString(s.lead)
	} else if s.space {
		s.line.WriteByte(' ')
	}
	s.space = false
	s.line.WriteString(word)
}

// verbatim adds text whose spaces and line ends count.
func (s *sheet) verbatim(text string) {
	for i, part := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		if i > 0 {
			if s.line.Len() == 0 {
				s.gap = true
			}
			s.endLine()
		}
		if part != "" {
			s.word(part)
		}
	}
}

// endLine ends the line being written, if there is one.
func (s *sheet) endLine() {
	s.space, s.labelled = false, false
	if s.line.Len() == 0 {
		return
	}
	s.add(row{text: strings.TrimRight(s.line.String(), " \t"), gap: s.gap, region: s.region})
	s.line.Reset()
	s.lead, s.gap = "", false
}

// endBlock ends the line and asks for an empty one.
func (s *sheet) endBlock() {
	s.endLine()
	s.gap = true
}

// mark begins a line with an entry's indent and bullet or number. An entry
// without text leaves no line.
func (s *sheet) mark(depth int, mark string) {
	s.endLine()
	s.lead = strings.Repeat("  ", min(max(depth, 0), 8)) + mark
}

func (s *sheet) add(r row) {
	s.size += len(r.text) + 1
	if n := len(s.tables); n > 0 {
		s.tables[n-1].lines = append(s.tables[n-1].lines, r)
		return
	}
	s.rows = append(s.rows, r)
}

func (s *sheet) full() bool { return s.size+s.line.Len() > maxSize }

func (s *sheet) openTable() {
	s.endLine()
	if len(s.tables) == maxTables {
		s.deeper++
		return
	}
	s.tables = append(s.tables, table{gap: s.gap})
	s.gap = false
}

func (s *sheet) openCell() {
	s.endLine()
	if len(s.tables) == 0 || s.deeper > 0 {
		return
	}
	s.closeCell()
	s.tables[len(s.tables)-1].inCell = true
}

func (s *sheet) closeCell() {
	s.endLine()
	s.lead = ""
	if len(s.tables) == 0 || s.deeper > 0 {
		return
	}
	t := &s.tables[len(s.tables)-1]
	if t.inCell || len(t.lines) > 0 {
		t.cells = append(t.cells, t.lines)
	}
	t.lines, t.inCell = nil, false
	s.gap = false // what a cell's last paragraph asked for ends with the cell
}

// closeRow puts the cells of the row on one line, tabs between them. Where a
// cell has several lines of its own, as tables made for layout and lists of
// names have, every line of every cell stays a line.
func (s *sheet) closeRow() {
	s.closeCell()
	if len(s.tables) == 0 || s.deeper > 0 {
		return
	}
	t := s.tables[len(s.tables)-1]
	s.tables = s.tables[:len(s.tables)-1]
	s.addRow(t.cells, t.gap)
	s.tables = append(s.tables, table{gap: t.gap && len(t.cells) == 0})
}

func (s *sheet) addRow(cells [][]row, gap bool) {
	joined, single := row{gap: gap}, true
	texts := make([]string, len(cells))
	for i, cell := range cells {
		if len(cell) > 1 {
			single = false
		} else if len(cell) == 1 {
			texts[i] = strings.TrimSpace(cell[0].text)
			joined.region |= cell[0].region
			s.size -= len(cell[0].text) + 1 // counted when it was written
		}
	}
	if single {
		if joined.text = strings.TrimRight(strings.Join(texts, "\t"), "\t"); joined.text != "" {
			s.add(joined)
		}
		return
	}
	for _, cell := range cells {
		for _, r := range cell {
			if len(cell) > 1 {
				s.size -= len(r.text) + 1
			}
			r.gap = r.gap || gap
			gap = false
			s.add(r)
		}
	}
}

func (s *sheet) closeTable() {
	if s.deeper > 0 {
		s.endLine()
		s.deeper--
		return
	}
	s.closeRow()
	if n := len(s.tables); n > 0 {
		s.tables = s.tables[:n-1]
	}
	s.gap = true
}

// finish closes what is open and returns the lines.
func (s *sheet) finish() []row {
	s.deeper = 0
	for len(s.tables) > 0 {
		s.closeTable()
	}
	s.endLine()
	return s.rows
}

// join prints rows, with the empty lines between them.
func join(rows []row) string {
	var b strings.Builder
	for i, r := range rows {
		if r.gap && i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(r.text)
		b.WriteByte('\n')
	}
	return b.String()
}
