// Package generate invents minutes of an invented municipality: as many as
// wanted, the same for the same seed. It is for tests, benchmarks and
// demonstrations. People, places and cases are made up; the layouts are those
// of testdata/layouts, the frequencies of words those of testdata/minutes.
package generate

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/referat-dk/referat/minutes"
)

// Meeting is one set of minutes and what it states.
type Meeting struct {
	Name    string // "socialudvalget-2006-01-01": for a file, unique
	Body    string
	Date    minutes.Date
	Layout  Layout
	Present []string // names
	Absent  string   // name of who sent apologies; "" for nobody
	Items   []Item
	Text    string // as published
}

// Item is one punkt.
type Item struct {
	Number  string
	Title   string
	Case    minutes.CaseNumber // "" for standing items
	Outcome minutes.Outcome

	facts    []string // paragraphs
	proposal string
	decision string
}

// Generator invents meetings one after another. The zero values of its fields
// mean what is usual. It is not safe for concurrent use.
type Generator struct {
	Items  int    // of a meeting, standing ones too; 0: 6 to 12. There may be more where many cases come up
	Words  int    // about so many in each item that is a case; 0: 40 to 200
	Layout Layout // 0: each body has its own

	random *rand.Rand
	words  *vocabulary
	due    map[int][]step // by meeting
	made   int
	cases  int
}

// New returns a generator. Those of the same seed yield the same meetings, as
// long as their fields are the same.
func New(seed uint64) *Generator {
	random := rand.New(rand.NewPCG(seed, 0))
	return &Generator{random: random, words: newVocabulary(random), due: make(map[int][]step)}
}

// Next returns the next meeting. All bodies meet once a month but July, from
// January 2006 on, so that no two meetings share body and date.
func (g *Generator) Next() Meeting {
	month, body := g.made/len(bodies), g.made%len(bodies)
	m := Meeting{Body: bodies[body].name, Layout: g.Layout}
	m.Date = minutes.Date{Year: 2006 + month/len(months), Month: months[month%len(months)], Day: 1 + body*2}
	if m.Layout == 0 {
		m.Layout = Layout(1 + body%int(lastLayout))
	}
	m.Present = g.members(body)
	if g.random.IntN(3) == 0 {
		last := len(m.Present) - 1
		m.Absent, m.Present = m.Present[last], m.Present[:last]
	}
	m.Name = bodies[body].slug + "-" + m.Date.String()
	m.Items = g.items(m.Body)
	for i := range m.Items {
		m.Items[i].Number = fmt.Sprint(i + 1)
	}
	m.Text = m.print()
	g.made++
	return m
}

// months with meetings: municipalities hold none in July.
var months = []time.Month{1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12}

// items are the standing ones, the cases that come up again, and new cases.
func (g *Generator) items(body string) []Item {
	n := g.Items
	if n == 0 {
		n = 6 + g.random.IntN(7)
	}
	list := []Item{standing[0].standing(body), standing[1].standing(body)}
	due := g.due[g.made]
	delete(g.due, g.made)
	for len(due) < n-len(standing) {
		due = append(due, g.newCase())
	}
	for _, s := range due {
		list = append(list, g.item(s, body))
	}
	return append(list, standing[2].standing(body))
}

// newCase opens a case, in the meeting that is being made.
func (g *Generator) newCase() step {
	g.cases++
	subject := subjects[g.random.IntN(len(subjects))]
	year := 2006 + g.made/len(bodies)/len(months)
	return step{
		number:  minutes.CaseNumber(fmt.Sprintf("%s-%s-%d-%02d", subject.kle, []string{"P22", "G01", "A00", "S00"}[g.random.IntN(4)], g.cases, year%100)),
		subject: subject.name,
		place:   places[g.random.IntN(len(places))],
		course:  courses[g.random.IntN(len(courses))],
	}
}

// item takes a step of a case, and puts the next one on the agenda of the
// meeting where it comes up.
func (g *Generator) item(s step, body string) Item {
	stage := s.course[0]
	fill := strings.NewReplacer("{subject}", s.subject, "{place}", s.place, "{body}", body)
	it := Item{Title: fill.Replace(stage.title), Case: s.number, Outcome: stage.outcome}
	it.proposal = fill.Replace(stage.proposal)
	it.decision = fill.Replace(stage.decision)
	words := g.Words
	if words == 0 {
		words = 40 + g.random.IntN(161)
	}
	it.facts = g.words.paragraphs(words, "Sagen handler om "+s.subject+" i "+s.place+", og forvaltningen oplyser, at ")
	if s.course = s.course[1:]; len(s.course) > 0 {
		at := g.made + stage.later*len(bodies)
		if stage.up {
			at += len(bodies) - 1 - at%len(bodies) // to the last, the town council
		}
		g.due[at] = append(g.due[at], s)
	}
	return it
}

// members of a body are the same for a term of four years.
func (g *Generator) members(body int) []string {
	term := uint64(g.made / len(bodies) / len(months) / 4)
	random := rand.New(rand.NewPCG(term, uint64(body)))
	var names []string
	for _, i := range random.Perm(len(firstNames))[:5+random.IntN(5)] {
		names = append(names, firstNames[i]+" "+lastNames[random.IntN(len(lastNames))])
	}
	g.random.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	return names
}
