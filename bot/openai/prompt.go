package openai

import (
	"crypto/sha256"
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"text/template"

	"github.com/referat-dk/referat/bot"
	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/minutes/mask"
	"github.com/referat-dk/referat/retrieval"
	"github.com/referat-dk/referat/retrieval/danish"
	"github.com/referat-dk/referat/retrieval/openai/endpoint"
)

//go:embed prompt.tmpl
var promptText string

var promptTemplate = template.Must(template.New("prompt").Funcs(template.FuncMap{"number": func(i int) int { return i + 1 }}).Parse(promptText))

// prompt is what prompt.tmpl is filled with. It is all that a model sees.
type prompt struct {
	Language string // that the answer is to be in, in Danish
	Question string
	About    string // words of the question before, that this one leans on; "" if it stands alone
	Sources  []string
	Fence    string // the line above and below each of them
}

// promptFor fills the prompt for a question and its hits. The sources have
// most tokens together, as endpoint.Estimate counts them.
func promptFor(q bot.Question, hits []retrieval.Hit, most int) prompt {
	p := prompt{Language: "dansk", Question: mask.Contacts(q.Text)}
	if danish.IsEnglish(q.Words) {
		p.Language = "engelsk"
	}
	if about := mask.Contacts(q.Query.Text); about != p.Question && !strings.Contains(p.Question, about) {
		p.About = about
	}
	for _, h := range hits {
		p.Sources = append(p.Sources, mask.Contacts(excerpt(h, most/len(hits))))
	}
	p.Fence = fence(append([]string{p.Question, p.About}, p.Sources...))
	return p
}

// text renders one of the prompt's two messages.
func (p prompt) text(name string) string {
	var b strings.Builder
	if err := promptTemplate.ExecuteTemplate(&b, name, p); err != nil {
		panic("openai: prompt.tmpl: " + err.Error()) // the tests render both
	}
	return strings.TrimSpace(b.String())
}

// fence is a line that stands in none of texts. It is made of what they say,
// so that the same question has the same prompt, and who writes one of them
// cannot know it.
func fence(texts []string) string {
	all := strings.Join(texts, "\x00")
	for n := 0; ; n++ {
		line := fmt.Sprintf("=====%x=====", sha256.Sum256(fmt.Append(nil, n, all)))[:5+16+5]
		if !strings.Contains(all, line) {
			return line
		}
	}
}

const gap = "\n[…]\n" // between lines that are not printed together

// excerpt is a hit's item, or the head of the minutes, below its label: whole
// where that has no more than most tokens, else its heading, its decision and
// the lines that have most of the question, in printed order.
func excerpt(h retrieval.Hit, most int) string {
	m, within := h.Meeting, h.Meeting.Head
	if h.Item != nil {
		within = h.Item.Span
	}
	label := m.Label(h.Item) + "\n"
	if whole := label + tidy(m.Quote(within)); endpoint.Estimate(whole) <= most {
		return whole
	}
	wanted := make([]minutes.Span, 0, 2+len(h.Passages))
	if h.Item != nil {
		wanted = append(wanted, h.Item.Heading, h.Item.Decision.Span)
	}
	for _, p := range h.Passages {
		wanted = append(wanted, p.Span)
	}
	left := most - endpoint.Estimate(label)
	lines := m.Lines(within)
	taken := make(map[int]bool)
	for _, w := range wanted {
		for i, l := range lines {
			if taken[i] || l.Start >= w.End || w.Start >= l.End {
				continue
			}
			if cost := endpoint.Estimate(m.Quote(l.Span), gap); cost <= left {
				taken[i] = true
				left -= cost
			}
		}
	}
	text, last := label, -1
	for i, l := range lines {
		if !taken[i] {
			continue
		}
		if last >= 0 && i > last+1 {
			text += strings.TrimPrefix(gap, "\n")
		}
		text += m.Quote(l.Span) + "\n"
		last = i
	}
	return strings.TrimSpace(text)
}

// tidy is text without empty lines.
func tidy(text string) string {
	lines := slices.DeleteFunc(strings.Split(text, "\n"), func(l string) bool { return strings.TrimSpace(l) == "" })
	return strings.Join(lines, "\n")
}
