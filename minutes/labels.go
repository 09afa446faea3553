package minutes

import (
	"strconv"
	"strings"
	"unicode"
)

// label is a heading that opens a section of an item.
type label struct {
	kind    SectionKind
	heading string // as printed
	inline  int    // offset of text on the same line ("Beslutning: Godkendt"); the line's end if there is none
	typo    bool   // a misprint of the label; reported as repaired
	body    string // of a decision: who decided ("Beslutning i Byrådet den …"); "" if not printed
	date    Date   // of a decision: when; zero if not printed
}

// sectionLabels holds every section heading seen, folded and without colon.
// A new municipality is a row here and a fixture in testdata.
var sectionLabels = labelTable(map[SectionKind]string{
	Summary: `resume, sagsresume, sagens kerne, præsentation, indledning, anledning, beslutningstema, emne, resume af sagen`,

	Recommendation: `indstilling, indstillinger, indstilling og beslutning, indstilles, alternativ indstilling, administrationens indstilling, forslag,
		forslag til beslutning, forvaltningen foreslår, forvaltningen indstiller, direktionen indstiller`,

	DecisionText: `beslutning, beslutninger, udvalgets beslutning, rådets beslutning, byrådets beslutning, udtalelser, aftale, aftaler,
		opfølgning, konklusion, konklusioner, afgørelse`,

	Discussion: `drøftelse, drøftelser, debat`,

	Facts: `sagsfremstilling, sagsbeskrivelse, beskrivelse, beskrivelse af sagen, sagens opståen, problemstilling, løsning, vurdering,
		handlemuligheder, forvaltningens bemærkninger, supplerende sagsfremstilling, sagsfremstilling og økonomi`,

	Background: `baggrund, formål, sagens formål, sagens baggrund, indledning/baggrund`,

	Economy: `økonomi, økonomiske konsekvenser, økonomiske og personalemæssige konsekvenser, økonomiske konsekvenser og finansiering,
		økonomiske forhold og konsekvenser, personale, konsekvenser for andre udvalg, bevillingsmæssige konsekvenser`,

	Effect:      `effekt, co2-konsekvensvurdering, konsekvenser`,
	Law:         `lovgrundlag, retligt grundlag, lov- og plangrundlag, juridiske og planmæssige forhold, lovgrundlag – link, lovgrundlag - link`,
	Competence:  `kompetence, beslutningskompetence, hvem beslutter, sagen afgøres i, sagen afgøres af, sagen behandles i, sagsgang og sagstype, forventet sagsgang`,
	Process:     `sagens gang, sagens forløb, sagsforløb, politisk behandling, behandlingsplan, historik, tidligere behandling, tidligere beslutning, tidligere beslutninger, tidligere politisk behandling, sagshistorik, henvisninger, videre proces, den videre proces, tidsplan, tidsperspektiv`,
	Hearing:     `høring, inddragelse og høring, høringer`,
	Other:       `ansvarlig, deadline, tidsfrist, sagsbehandler`,
	Attachments: `bilag, bilagsliste, se alle bilag, vedlagte bilag`,
})

// misprints of labels, each seen in published minutes.
//
// QUIRK: Socialdirektørforum: "Indstililng". See testdata/minutes/socialdirektoerforum-2016-08-15.txt.
var labelMisprints = map[string]SectionKind{"indstililng": Recommendation}

func labelTable(rows map[SectionKind]string) map[string]label {
	table := make(map[string]label)
	for kind, names := range rows {
		for name := range strings.SplitSeq(names, ",") {
			key := fold(strings.TrimSpace(name))
			if _, double := table[key]; double || key == "" {
				panic("minutes: section label " + strconv.Quote(key) + " is empty or stands twice")
			}
			table[key] = label{kind: kind}
		}
	}
	for name, kind := range labelMisprints {
		table[name] = label{kind: kind, typo: true}
	}
	return table
}

const (
	longestLabel = 80 // bytes; no line longer than this is looked up
	longestWord  = 24 // bytes of a word that is one of a table's
)

// sectionLabel reads a line as a section heading.
func sectionLabel(l line) (label, bool) {
	if !l.gap && l.text != "" && unicode.IsLower(firstRune(l.text)) { // the end of a sentence from the line above: "… med følgende" / "beslutning:"
		return label{}, false
	}
	if len(l.text) <= longestLabel {
		heading := strings.TrimRight(l.text, " :")
		if lab, ok := lookup(sectionLabels, heading, " :."); ok {
			lab.heading, lab.inline = heading, l.End
			return lab, true
		}
	}
	if lab, ok := decisionLabel(l); ok {
		return lab, true
	}
	i := strings.IndexByte(l.text, ':')
	if tab := strings.IndexByte(l.text, '\t'); tab > 0 && tab == strings.LastIndexByte(l.text, '\t') && (i < 0 || tab < i) { // a row of two cells
		i = tab
	}
	if i > 0 && i <= longestLabel {
		if lab, ok := lookup(sectionLabels, l.text[:i], ""); ok {
			lab.heading, lab.inline = l.text[:i], l.Start+i+1
			return lab, true
		}
	}
	return label{}, false
}

// isBilag reads "Bilag 2: Værdigrundlag", one attachment on a line of its own.
func isBilag(l line) bool {
	const word = "bilag "
	if len(l.text) <= len(word) || len(l.text) > 2*longestLabel || !strings.EqualFold(l.text[:len(word)], word) {
		return false
	}
	return isDigit(l.text[len(word)]) && strings.Contains(l.text, ":")
}
