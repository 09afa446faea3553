package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"golang.org/x/term"

	"github.com/referat-dk/referat/bot"
)

// printer writes for people: wrapped and coloured on a terminal, plain
// anywhere else and where NO_COLOR is set.
type printer struct {
	w      *errWriter
	width  int // 0: no wrapping
	colour bool
}

const widestText = 100 // columns; longer lines are hard to read

func newPrinter(w io.Writer) printer {
	p := printer{w: &errWriter{w: w}}
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return p
	}
	p.colour = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	if width, _, err := term.GetSize(int(f.Fd())); err == nil {
		p.width = min(width, widestText)
	}
	return p
}

// errWriter keeps the first error of a writer, so that a full disk or a
// closed pipe is not taken for success.
type errWriter struct {
	w      io.Writer
	failed error
}

func (e *errWriter) Write(b []byte) (int, error) {
	if e.failed != nil {
		return 0, e.failed
	}
	n, err := e.w.Write(b)
	e.failed = err
	return n, err
}

// err is the first error of writing, nil if all went well.
func (p printer) err() error {
	if p.w.failed != nil {
		return fmt.Errorf("kunne ikke skrive svaret: %w", p.w.failed)
	}
	return nil
}

const (
	bold  = "\x1b[1m"
	faint = "\x1b[2m"
	reset = "\x1b[0m"
)

func (p printer) style(code, text string) string {
	if !p.colour {
		return text
	}
	return code + text + reset
}

func (p printer) line(code, text string) {
	for l := range strings.SplitSeq(p.wrap(printable(text)), "\n") {
		fmt.Fprintln(p.w, p.style(code, l))
	}
}

// answer writes an answer with its reference lines set back.
func (p printer) answer(a bot.Answer) {
	for l := range strings.SplitSeq(a.Text, "\n") {
		code := ""
		if strings.HasPrefix(l, "— ") {
			code = faint
		}
		p.line(code, l)
	}
}

// wrap breaks each line of text at spaces.
func (p printer) wrap(text string) string {
	if p.width == 0 {
		return text
	}
	var out []string
	for l := range strings.SplitSeq(text, "\n") {
		line := ""
		for word := range strings.SplitSeq(l, " ") {
			if line != "" && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > p.width {
				out = append(out, line)
				line = word
				continue
			}
			if line != "" {
				line += " "
			}
			line += word
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

// printable takes control characters out of text from a file: minutes are
// data, and must not steer a terminal.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 {
			return -1
		}
		return r
	}, text)
}
