package extract

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/html"
)

const maxPoppler = 8 * maxSize // bytes of words with their places

// popplerPages reads the pages with pdftotext of poppler, which prints every
// word with its place. It reports false where pdftotext is not installed,
// fails, or finds no words.
func popplerPages(ctx context.Context, data []byte) ([]pdfPage, bool) {
	path, err := exec.LookPath("pdftotext")
	if err != nil {
		return nil, false
	}
	cmd := exec.CommandContext(ctx, path, "-q", "-enc", "UTF-8", "-bbox", "-", "-")
	cmd.Stdin = bytes.NewReader(data)
	cmd.WaitDelay = time.Second
	out := &cappedBuffer{left: maxPoppler}
	cmd.Stdout = out
	if err := cmd.Run(); err != nil {
		return nil, false
	}
	pages := readBoxes(&out.Buffer)
	for _, p := range pages {
		if !p.empty() {
			return pages, true
		}
	}
	return nil, false
}

// popplerAdvice tells about a file that package pdf could not read, and
// pdftotext did not, either.
func popplerAdvice() string {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		return "pdftotext may read it, which is not installed"
	}
	return "nor could pdftotext read it"
}

// cappedBuffer fails when it is full, which ends the program that writes.
type cappedBuffer struct {
	bytes.Buffer
	left int
}

func (c *cappedBuffer) Write(b []byte) (int, error) {
	if c.left -= len(b); c.left < 0 {
		return 0, errors.New("too much")
	}
	return c.Buffer.Write(b)
}

// readBoxes reads <page height="842"><word xMin= yMin= xMax= yMax=>ord</word>.
// Its y grows downwards.
func readBoxes(r io.Reader) []pdfPage {
	var pages []pdfPage
	var box map[string]float64
	z := html.NewTokenizer(r)
	for {
		switch z.Next() {
		case html.ErrorToken:
			return pages
		case html.StartTagToken:
			name, more := z.TagName()
			tag := string(name)
			attrs := make(map[string]float64, 4)
			for more {
				var key, val []byte
				key, val, more = z.TagAttr()
				attrs[string(key)], _ = strconv.ParseFloat(string(val), 64)
			}
			switch tag {
			case "page":
				pages = append(pages, pdfPage{right: attrs["width"]})
			case "word":
				box = attrs
			}
		case html.TextToken:
			if box == nil || len(pages) == 0 {
				continue
			}
			p := &pages[len(pages)-1]
			p.glyphs = append(p.glyphs, glyph{
				x: box["xmin"], y: -box["ymax"], width: box["xmax"] - box["xmin"], size: box["ymax"] - box["ymin"],
				text: strings.TrimSpace(string(z.Text())) + " ",
			})
			box = nil
		case html.EndTagToken:
			box = nil
		}
	}
}
