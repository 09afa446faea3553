package bot

import (
	"fmt"
	"slices"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval/danish"
)

// Language is what the bot speaks around the quotes, which stay Danish.
type Language string

const (
	Danish  Language = ""
	English Language = "en"
)

// languageOf is the language of a question.
func languageOf(words []string) Language {
	if danish.IsEnglish(words) {
		return English
	}
	return Danish
}

// say puts args into a Danish format, or into what english has for it.
func (l Language) say(format string, args ...any) string {
	if l == English {
		if translated, ok := english[format]; ok {
			format = translated
		}
	}
	if len(args) == 0 {
		return format
	}
	return fmt.Sprintf(format, args...)
}

var englishMonths = [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// date writes "7. april 2022", or "7 April 2022".
func (l Language) date(d minutes.Date) string {
	if l != English || d.Month < 1 || d.Month > 12 {
		return d.Danish()
	}
	text := englishMonths[d.Month-1]
	if d.Day != 0 {
		text = fmt.Sprintf("%d %s", d.Day, text)
	}
	if d.Year != 0 {
		text += fmt.Sprintf(" %d", d.Year)
	}
	return text
}

// label names a meeting, or an item of it.
func (l Language) label(m *minutes.Meeting, it *minutes.Item) string {
	if l != English {
		return m.Label(it)
	}
	text := m.Body
	if !m.Date.IsZero() {
		text += ", " + l.date(m.Date)
	}
	if it != nil && it.Punkt != "" {
		text += ", item " + it.Punkt
	}
	return text
}

// said reports whether text is one of the leads that announce a quote and say
// nothing of their own, in any language.
func said(text string, leads ...string) bool {
	return slices.ContainsFunc(leads, func(lead string) bool { return text == lead || text == english[lead] })
}
