package minutes

import "strings"

// label is a heading that opens a section of an item.
type label struct {
	kind SectionKind
	typo bool // a misprint of the label; reported as repaired
}

// sectionLabels holds every section heading seen, folded and without colon.
// A new municipality is a row here and a fixture in testdata.
var sectionLabels = labelTable(map[SectionKind]string{
	Summary: `resume, sagsresume, sagens kerne, præsentation, indledning, anledning, beslutningstema, emne, resume af sagen`,

	Recommendation: `indstilling, indstillinger, indstilles, alternativ indstilling, administrationens indstilling, forslag,
		forslag til beslutning, forvaltningen foreslår, forvaltningen indstiller, direktionen indstiller, direktionen indstiller,`,

	DecisionText: `beslutning, beslutninger, udvalgets beslutning, rådets beslutning, byrådets beslutning`,

	Facts: `sagsfremstilling, sagsbeskrivelse, beskrivelse, beskrivelse af sagen, sagens opståen, problemstilling, løsning, vurdering,
		handlemuligheder, forvaltningens bemærkninger, supplerende sagsfremstilling`,

	Background: `baggrund, formål`,

	Economy: `økonomi, økonomiske konsekvenser, økonomiske og personalemæssige konsekvenser, økonomiske konsekvenser og finansiering,
		personale, konsekvenser for andre udvalg, bevillingsmæssige konsekvenser`,

	Effect:      `effekt, co2-konsekvensvurdering, konsekvenser`,
	Law:         `lovgrundlag, retligt grundlag, lov- og plangrundlag, juridiske og planmæssige forhold, lovgrundlag – link, lovgrundlag - link`,
	Competence:  `kompetence, beslutningskompetence, hvem beslutter, sagen afgøres i, sagen afgøres af, sagen behandles i, sagsgang og sagstype, forventet sagsgang`,
	Process:     `sagens gang, sagens forløb, sagsforløb, politisk behandling, behandlingsplan, historik, sagshistorik, henvisninger, videre proces, den videre proces, tidsplan, tidsperspektiv`,
	Hearing:     `høring, inddragelse og høring, høringer`,
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
			table[fold(name)] = label{kind: kind}
		}
	}
	for name, kind := range labelMisprints {
		table[name] = label{kind: kind, typo: true}
	}
	return table
}

const longestLabel = 80 // bytes; no line longer than this is looked up

// sectionLabel reads a line as a section heading. Inline is where the text
// begins when it stands on the same line after a colon ("Beslutning: Godkendt"),
// and the end of the line otherwise.
func sectionLabel(l line) (lab label, heading string, inline int, ok bool) {
	if len(l.text) <= longestLabel {
		heading = strings.TrimRight(l.text, " :")
		if lab, ok = sectionLabels[strings.TrimRight(fold(heading), " :.")]; ok {
			return lab, heading, l.End, true
		}
	}
	if i := strings.IndexByte(l.text, ':'); i > 0 && i <= longestLabel {
		if lab, ok = sectionLabels[fold(l.text[:i])]; ok {
			return lab, l.text[:i], l.Start + i + 1, true
		}
	}
	return label{}, "", 0, false
}
