package generate

import (
	"fmt"
	"strings"

	"github.com/referat-dk/referat/minutes"
)

// Layout is how minutes are printed. The zero Layout means that none is chosen.
type Layout int

const (
	Notes       Layout = iota + 1 // running text below numbered titles, as in odense-01
	FirstAgenda                   // "Punkt 1: …", as in firstagenda-01
	SBSYS                         // "Åbent - 27.03.00-P22-1-31", headings in capitals, as in sbsys-01
	Bullets                       // "• 1 …", indented, as in viborg-01
	PerCase                       // title, then "Sag nr. 1", as in rk-01

	lastLayout = PerCase
)

// format is the parts of a layout. A part is left out where one of its fields
// is empty.
type format struct {
	head, item []string
	indent     string // of the second and later paragraphs
	date       func(minutes.Date) string
}

var formats = map[Layout]format{
	Notes: {
		head: []string{"Referat af møde i {body} i Eksempelby Kommune den {date}\n\n", "Deltagere:\n{present}\n\n", "Afbud: {absent}\n\n", "Referat\n\n"},
		item: []string{"{number}. {title}\n\n", "{facts}\n\n", "{decision}\n\n"},
		date: minutes.Date.Danish,
	},
	FirstAgenda: {
		head: []string{"REFERAT {body} d. {date}\n\nMødedato {date} kl. 14:00\n\nMødested Rådhuset\n\n", "Fraværende {absent}\n\n"},
		item: []string{"Punkt {number}: {title}\n\n", "{case}\n\n", "Resume\n\n{facts}\n\n", "INDSTILLING\n\n{proposal}\n\n", "Beslutning\n\n{decision}\n\n"},
		date: numeric,
	},
	SBSYS: {
		head: []string{"Referat\ntil\nmødet i {body}\nden {date} kl. 16:00\ni Mødelokale 3, Rådhuset\n\n", "Afbud: {absent}\n\n"},
		item: []string{"{number}. {title}\n", "Åbent - {case}\n", "RESUMÉ\n\n{facts}\n\n", "INDSTILLING\n\n{proposal}\n\n", "BESLUTNING\n\n{decision}\n\n"},
		date: minutes.Date.Danish,
	},
	Bullets: {
		head:   []string{"{body} - Referat fra mødet den {date}\n\nReferat\n\n"},
		item:   []string{"  • {number} {title}\n", "    • Resume\n\n      {facts}\n\n", "    • Indstilling\n\n      {proposal}\n\n", "    • Beslutning i {body} den {date}\n\n      {decision}\n\n"},
		indent: "      ",
		date:   numeric,
	},
	PerCase: {
		head: []string{"{body}\n\n{date}\n\n", "Fraværende\n\n{absent}\n\n", "Fold alle ud\n\n"},
		item: []string{"{title}\nSag nr. {number}\n\n", "Sagens kerne\n\n{facts}\n\n", "Indstilling\n\n{proposal}\n\n", "Beslutning\n\n{decision}\n\n"},
		date: numeric,
	},
}

func numeric(d minutes.Date) string { return fmt.Sprintf("%02d-%02d-%d", d.Day, d.Month, d.Year) }

// print returns the minutes as published.
func (m *Meeting) print() string {
	f := formats[m.Layout]
	var text strings.Builder
	m.write(&text, f.head, Item{})
	for _, it := range m.Items {
		m.write(&text, f.item, it)
	}
	return text.String()
}

func (m *Meeting) write(text *strings.Builder, parts []string, it Item) {
	f := formats[m.Layout]
	fields := []string{
		"{body}", m.Body, "{date}", f.date(m.Date), "{present}", strings.Join(m.Present, "\n"), "{absent}", m.Absent,
		"{number}", it.Number, "{title}", it.Title, "{case}", string(it.Case),
		"{facts}", strings.Join(it.facts, "\n\n"+f.indent), "{proposal}", it.proposal, "{decision}", it.decision,
	}
	fill := strings.NewReplacer(fields...)
	for _, part := range parts {
		empty := false
		for i := 0; i < len(fields); i += 2 {
			empty = empty || fields[i+1] == "" && strings.Contains(part, fields[i])
		}
		if !empty {
			fill.WriteString(text, part)
		}
	}
}
