package extract

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/ledongthuc/pdf"
)

// Limits of one PDF.
const (
	pdfTime   = 30 * time.Second
	maxUnpack = 8 * maxSize // bytes of all streams, fonts and letters together; a page has maxSize
	maxPages  = 20_000
)

// errSlow ends the reading of a PDF after pdfTime.
var errSlow = fmt.Errorf("%w: reading it takes more than %s", ErrDamaged, pdfTime)

// readPDF reads data, which begins with "%PDF-".
func readPDF(ctx context.Context, data []byte) (Document, error) {
	pages, text, err := goText(ctx, data)
	unread := errors.Is(err, errUnsupported)
	if err != nil && !unread {
		return Document{}, err
	}
	fault := "Go-læseren ikke kan alt det, den bruger af PDF"
	var notes, lost []string
	if !unread {
		fault = text.fault()
	}
	if fault != "" {
		lost = append(lost, "teksten er måske læst forkert: "+fault)
		if better, other, ok := popplerText(ctx, data); ok && mends(better, pages) && (unread || other.fault() == "") {
			text, pages, err = other, better, nil
			notes, lost = []string{"læst med pdftotext, fordi " + fault}, nil
		}
		if ctx.Err() != nil {
			return Document{}, context.Cause(ctx)
		}
	}
	if unread && err != nil {
		return Document{}, fmt.Errorf("%w; %s", err, popplerAdvice())
	}
	if err != nil {
		return Document{}, err
	}
	return Document{Text: text.print(), MediaType: pdfType, Notes: append(notes, text.notes()...), Lost: append(lost, lostPages(pages)...)}, nil
}

// goText reads with package pdf. The pages come with an error that wraps
// errUnsupported, too.
func goText(ctx context.Context, data []byte) ([]pdfPage, *pdfText, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, pdfTime, errSlow)
	defer cancel()
	pages, err := goPages(ctx, data)
	if err == nil {
		err = pageError(pages)
	}
	if err != nil {
		return pages, nil, err
	}
	text, err := layOut(ctx, pages)
	return pages, text, err
}

// popplerText reads with pdftotext; it reports false where that fails or
// takes more than pdfTime.
func popplerText(ctx context.Context, data []byte) ([]pdfPage, *pdfText, bool) {
	ctx, cancel := context.WithTimeout(ctx, pdfTime)
	defer cancel()
	pages, ok := popplerPages(ctx, data)
	if !ok {
		return nil, nil, false
	}
	text, err := layOut(ctx, pages)
	return pages, text, err == nil
}

// mends reports whether every page that is broken in pages has text in better:
// a page that neither reader reads must not get lost without an error.
func mends(better, pages []pdfPage) bool {
	for i, p := range pages {
		if p.broken != "" && (i >= len(better) || better[i].empty()) {
			return false
		}
	}
	return true
}

// errUnsupported is ErrDamaged or ErrEncrypted about a file that another
// reader may read: it uses what package pdf does not know.
var errUnsupported = errors.New("the Go reader does not know this")

// pageError is an error where no page has text, or one could not be read.
func pageError(pages []pdfPage) error {
	blank := 0
	for i, p := range pages {
		switch {
		case p.broken != "":
			return fmt.Errorf("%w: page %d of %d: %s; %w", ErrDamaged, i+1, len(pages), p.broken, errUnsupported)
		case p.empty():
			blank++
		}
	}
	switch {
	case len(pages) == 0:
		return fmt.Errorf("%w: a PDF without pages", ErrDamaged)
	case blank == 1 && len(pages) == 1:
		return fmt.Errorf("%w: the one page", ErrScan)
	case blank == len(pages):
		return fmt.Errorf("%w: pages 1–%d, which is all", ErrScan, blank)
	}
	return nil
}

func (p *pdfPage) empty() bool {
	for _, g := range p.glyphs {
		if strings.TrimSpace(g.text) != "" {
			return false
		}
	}
	return true
}

// goPages reads the pages with package pdf, which panics on many damaged
// files and may loop: it runs beside, with a reader that fails when ctx is
// done or the stack gets deep, and ends with it. A loop of package pdf that
// reads nothing would be left behind; none is known.
func goPages(ctx context.Context, data []byte) ([]pdfPage, error) {
	type result struct {
		pages []pdfPage
		err   error
	}
	done := make(chan result, 1)
	go func() {
		var r result
		defer func() {
			if x := recover(); x != nil {
				r = result{err: pdfError(x)}
			}
			done <- r
		}()
		whole, err := trimPDF(data)
		if err == nil {
			err = checkXref(ctx, whole)
		}
		if err != nil {
			r.err = err
			return
		}
		r.pages, r.err = readPages(ctx, whole)
	}()
	select {
	case r := <-done:
		if r.err != nil && ctx.Err() != nil {
			r.err = context.Cause(ctx)
		}
		return r.pages, r.err
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

// pdfError classifies what package pdf returned or panicked with.
func pdfError(x any) error {
	err, ok := x.(error)
	if ok && (errors.Is(err, ErrTooLarge) || errors.Is(err, ErrDamaged)) {
		return err
	}
	msg := fmt.Sprint(x)
	switch {
	case errors.Is(err, pdf.ErrInvalidPassword):
		return fmt.Errorf("%w: a PDF with a password", ErrEncrypted)
	case strings.Contains(msg, "encryption"):
		return fmt.Errorf("%w: %s: %w", ErrEncrypted, msg, errUnsupported)
	case strings.Contains(msg, "filter") || msg == "pred":
		return fmt.Errorf("%w: %s: %w", ErrDamaged, msg, errUnsupported)
	}
	return fmt.Errorf("%w: %s", ErrDamaged, msg)
}

// trimPDF cuts what some servers add after the end, and gives the file the
// header that package pdf asks for.
func trimPDF(data []byte) ([]byte, error) {
	end := bytes.LastIndex(data, []byte("%%EOF"))
	if end < 0 {
		return nil, fmt.Errorf("%w: the PDF ends in the middle, after %d bytes", ErrDamaged, len(data))
	}
	data = data[:end+len("%%EOF")]
	const header = "%PDF-1.7\n"
	if len(data) < 100 {
		return nil, fmt.Errorf("%w: a PDF of %d bytes", ErrDamaged, len(data))
	}
	if !bytes.HasPrefix(data, []byte("%PDF-1.")) || data[8] != '\n' && data[8] != '\r' {
		data = append([]byte(header), data[len(header):]...)
	}
	return data, nil
}
