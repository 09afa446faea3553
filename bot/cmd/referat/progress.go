package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/term"
)

// bar draws how far a run over many things has come, on a terminal only.
type bar struct {
	w     io.Writer // nil: not drawn
	all   int
	start time.Time
	drawn time.Time
}

const barPause = 50 * time.Millisecond // between two drawings

// newBar returns a bar for all things, of which one or none need none.
func newBar(stderr io.Writer, all int) *bar {
	b := &bar{all: all, start: time.Now()}
	if f, ok := stderr.(*os.File); ok && all > 1 && term.IsTerminal(int(f.Fd())) {
		b.w = f
	}
	return b
}

// draw shows that so many are done.
func (b *bar) draw(done int) {
	if b.w == nil || time.Since(b.drawn) < barPause {
		return
	}
	b.drawn = time.Now()
	fmt.Fprint(b.w, "\r\x1b[K"+barLine(done, b.all, time.Since(b.start)))
}

// clear takes the bar away, so that other lines can be written.
func (b *bar) clear() {
	if b.w != nil && !b.drawn.IsZero() {
		fmt.Fprint(b.w, "\r\x1b[K")
		b.drawn = time.Time{}
	}
}

// barLine is the bar with the rate and the time that is left, once both can
// be told.
func barLine(done, all int, spent time.Duration) string {
	const width = 30
	filled := done * width / max(all, 1)
	line := fmt.Sprintf("[%s%s] %d/%d", strings.Repeat("#", filled), strings.Repeat(".", width-filled), done, all)
	if done == 0 || spent < time.Second {
		return line
	}
	rate := float64(done) / spent.Seconds()
	left := time.Duration(float64(all-done) / rate * float64(time.Second))
	return fmt.Sprintf("%s, %.3g/s, %s tilbage", line, rate, left.Round(time.Second))
}
