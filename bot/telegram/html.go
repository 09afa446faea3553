package telegram

import (
	"html"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"

	"github.com/referat-dk/referat/bot"
)

// document is text with its type: all that a message can hold. Telegram's HTML
// is written from it and nothing else, so that no text is ever read as markup.
type document []run

type run struct {
	style style
	text  string
}

type style int

const (
	plain style = iota
	bold
	italic
	quote // a block of its own
)

var tags = map[style]string{bold: "b", italic: "i", quote: "blockquote"}

// html writes the document as Telegram reads it.
func (d document) html() string {
	var b strings.Builder
	for _, r := range d {
		text := html.EscapeString(r.text)
		if tag := tags[r.style]; tag != "" {
			text = "<" + tag + ">" + text + "</" + tag + ">"
		}
		b.WriteString(text)
	}
	return b.String()
}

// text is what a person sees, without type.
func (d document) text() string {
	var b strings.Builder
	for _, r := range d {
		b.WriteString(r.text)
	}
	return b.String()
}

// documentOf sets an answer: quotes as blocks, references bold with the title
// plain.
func documentOf(parts []bot.Part) document {
	var d document
	for _, p := range parts {
		p.Text, p.Title = untappable(visible(p.Text)), untappable(visible(p.Title))
		switch p.Kind {
		case bot.Quote:
			d = append(d, run{quote, p.Text})
		case bot.Reference:
			d = append(d, run{bold, "— " + p.Text})
			if p.Title != "" {
				d = append(d, run{plain, ": " + p.Title})
			}
		default:
			d = append(d, run{plain, p.Text})
		}
	}
	return d.tidy()
}

// plainDocument is the bot's own words; the words between two asterisks are
// bold. What comes from elsewhere goes in through foreign.
func plainDocument(text string) document {
	var d document
	for i, part := range strings.Split(text, "*") {
		d = append(d, run{[]style{plain, bold}[i%2], part})
	}
	return d.tidy()
}

// foreign makes words of the minutes fit to stand among the bot's own.
func foreign(text string) string { return untappable(visible(strings.ReplaceAll(text, "*", ""))) }

var (
	lineSpace  = regexp.MustCompile(` *\n *`)
	wideSpace  = regexp.MustCompile(` {2,}`)
	blankLines = regexp.MustCompile(`\n{3,}`)
)

// tidy takes out what must not be shown, sets quotes on lines of their own,
// and leaves at most one blank line.
func (d document) tidy() document {
	var tidied document
	before := "\n\n" // what stands before the run, its line breaks alone
	for i, r := range d {
		r.text = wideSpace.ReplaceAllString(lineSpace.ReplaceAllString(r.text, "\n"), " ")
		r.text = blankLines.ReplaceAllString(r.text, "\n\n")
		if r.style == quote {
			r.text = strings.TrimSpace(r.text)
		}
		after, ahead := i > 0 && d[i-1].style == quote, i+1 < len(d) && d[i+1].style == quote
		if r.style == plain && ahead {
			r.text = strings.TrimRight(r.text, " ")
		}
		if r.style == plain && after {
			r.text = strings.TrimLeft(r.text, " ")
		}
		if after && ahead && strings.TrimSpace(r.text) == "" {
			r.text = "\n"
		}
		if (r.style == quote || after) && r.text != "" && before == "" && !strings.HasPrefix(r.text, "\n") {
			tidied, before = append(tidied, run{plain, "\n"}), "\n"
		}
		for strings.HasPrefix(r.text, "\n") && len(before)+leading(r.text) > 2 {
			r.text = r.text[1:]
		}
		if r.text == "" {
			continue
		}
		if trailing := len(r.text) - len(strings.TrimRight(r.text, "\n")); trailing == len(r.text) {
			before += r.text
		} else {
			before = r.text[len(r.text)-trailing:]
		}
		tidied = append(tidied, r)
	}
	return tidied.trim()
}

func leading(s string) int { return len(s) - len(strings.TrimLeft(s, "\n")) }

// trim takes white space off both ends.
func (d document) trim() document {
	d = slices.Clone(d)
	for len(d) > 0 {
		if d[0].text = strings.TrimLeftFunc(d[0].text, unicode.IsSpace); d[0].text != "" {
			break
		}
		d = d[1:]
	}
	for len(d) > 0 {
		last := &d[len(d)-1]
		if last.text = strings.TrimRightFunc(last.text, unicode.IsSpace); last.text != "" {
			break
		}
		d = d[:len(d)-1]
	}
	return d
}

// visible takes out control characters, and those that hide or turn round
// other text.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t' || r == '\u00a0':
			return ' '
		case r == '\u2028' || r == '\u2029':
			return '\n'
		case r == utf8.RuneError, unicode.Is(unicode.Cc, r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r):
			return -1
		}
		return r
	}, text)
}

// joiner is shown as nothing, and keeps the letters beside it from being read
// as one word.
const joiner = "\u2060"

var (
	opener  = regexp.MustCompile(`(^|[^\pL\pN/])/([\pL\pN_])|([@#$])([\pL\pN_])|:(//)`)
	domain  = regexp.MustCompile(`\.[\pL\pN\pM-]+`)
	network = regexp.MustCompile(`\d+(?:\.\d+){3,}`)
)

// untappable keeps Telegram from turning words into links, mentions, tags and
// commands, for neither minutes nor questions may bring any: what looks like
// one is broken by a character that nobody sees. A document that has a web
// page is linked to by a button.
func untappable(text string) string {
	text = domain.ReplaceAllStringFunc(text, func(d string) string {
		if !isDomain(d[1:]) {
			return d
		}
		return "." + joiner + d[1:]
	})
	text = network.ReplaceAllStringFunc(text, func(n string) string { return strings.ReplaceAll(n, ".", "."+joiner) })
	// twice, for what opens one may close another
	for range 2 {
		text = opener.ReplaceAllStringFunc(text, func(m string) string {
			i := strings.IndexAny(m, "/@#$")
			return m[:i] + map[bool]string{true: joiner + m[i:], false: m[i:i+1] + joiner + m[i+1:]}[m[0] == ':']
		})
	}
	return text
}

// isDomain reports whether the letters after a full stop may end the name of a
// computer: those of "odense.dk", but not of "bl.a", "kl.13" and "bilag.pdf".
func isDomain(letters string) bool {
	ascii, err := idna.Punycode.ToASCII(strings.ToLower(letters))
	if err != nil {
		return true
	}
	_, listed := publicsuffix.PublicSuffix("a.b." + ascii)                                                // some are listed for names below them alone: "*.mm"
	return listed || strings.HasPrefix(ascii, "xn--") || slices.Contains([]string{"ton", "onion"}, ascii) // what Telegram knows beside
}
