package main

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/minutes/extract"
)

// reasons are the errors of reading a file, and what to tell a person who can
// do something about them.
var reasons = []struct {
	is   error
	text string
}{
	{minutes.ErrNotMinutes, "ligner ikke et referat (fandt hverken udvalg, dato eller punkter)"},
	{minutes.ErrTooLarge, fmt.Sprintf("større end %d MiB", minutes.MaxSize>>20)},
	{extract.ErrTooLarge, fmt.Sprintf("fylder mere end %d MiB pakket ud", minutes.MaxSize>>20)},
	{extract.ErrScan, "er scannede billeder uden tekst; kør tekstgenkendelse (OCR) på den først"},
	{extract.ErrEncrypted, "er krypteret; gem den uden adgangskode"},
	{extract.ErrDamaged, "er beskadiget; hent den igen"},
	{extract.ErrNoText, "indeholder ingen tekst"},
	{extract.ErrFormat, "er ikke tekst, HTML, Word (.docx) eller PDF"},
	{fs.ErrPermission, "må ikke læses (rettigheder)"},
	{fs.ErrNotExist, "findes ikke"},
}

// details are what package extract found in a file, where it tells a person
// more than the reason does. Others are given as extract words them.
var details = []struct{ found, text string }{
	{"the file is empty", "filen er tom"},
	{"an old Word document", "det er et gammelt Word-dokument (.doc); gem det som .docx eller PDF"},
	{"loaded by a script", "siden henter selv sin tekst; gem den fra browseren som PDF"},
	{"this is XML", "det er XML"},
	{"the PDF ends in the middle", "den holder op midt i det hele"},
	{"a zip archive that cannot be read", "zip-arkivet kan ikke læses"},
	{"reading it takes more than", "den er for længe om at blive læst"},
	{"with a password", "den kan kun åbnes med adgangskode"},
	{"pdftotext may read it", "måske kan den læses, hvis pdftotext (poppler) er installeret"},
	{"nor could pdftotext", "pdftotext (poppler) kunne heller ikke læse den"},
}

// describe says in one Danish line what is wrong with a file, and where.
func describe(file string, err error) string {
	for _, r := range reasons {
		if !errors.Is(err, r.is) {
			continue
		}
		if _, detail, ok := strings.Cut(err.Error(), r.is.Error()+": "); ok {
			return fmt.Sprintf("%s: %s (%s)", file, r.text, danishDetail(detail))
		}
		return file + ": " + r.text
	}
	if path, ok := errors.AsType[*fs.PathError](err); ok { // its own text has the path again
		err = path.Err
	}
	return fmt.Sprintf("%s: kan ikke læses (teknisk: %v)", file, err)
}

func danishDetail(detail string) string {
	for _, d := range details {
		if strings.Contains(detail, d.found) {
			return d.text
		}
	}
	return "teknisk: " + detail
}
