package minutes

import (
	"strings"
	"unicode"
)

// outcomePhrase is a row of the outcome table. Phrases are folded; "*" at the
// end stands for any ending of the word.
type outcomePhrase struct {
	outcome Outcome
	phrases string
}

// outcomePhrases is searched sentence by sentence, rows in this order, so
// that a negation wins over the word it negates.
var outcomePhrases = []outcomePhrase{
	{Rejected, "ikke godkendt, ikke tiltrådt, ikke vedtaget, forkast*, afvist, afviste, afvises, kunne ikke støtte, kan ikke støtte"},
	{Noted, "til efterretning, til orientering, orientering givet, orienteringen er givet, orientering blev givet, orientering om"},
	{Withdrawn, "udgår, udgik, tager sagen af dagsordenen, tager punktet af dagsordenen, taget af dagsordenen, tages af dagsordenen"},
	{Recommended, "anbefaler, anbefales, anbefalede, indstilles godkendt, indstilles vedtaget, indstilles til godkendelse, anbefalet"},
	{Referred, "fremsendes, sendes til, oversendes, oversendt, henvist til, tilbagesendes, tilbagesendt, sendt tilbage, sendes tilbage, sendes i høring"},
	{Elected, "valgt, valgte, valgtes, udpegedes, udpegede, udpeget, konstitueret, konstituerede"},
	{Approved, "godkend*, imødekom*, tilslutter sig, tilsluttede sig, tiltrådt, tiltrådte, tiltræd*, vedtag*, vedtog, indstillingen følges, følger indstillingen"},
	{Discussed, "drøftet, drøftede, drøftedes, drøfter"},
	{Postponed, "udsat, udsættes, udsætter, udskydes, udskyder, udskudt, genoptages, afventer"},
	{NoOutcome, "intet, ingen, ingenting"},
}

// readDecision reads the decision that stands in section. Its outcome is that
// of the first sentence which holds a phrase of the table, but for one that
// only says it was discussed, where a later one decides; a sentence that opens
// with "herefter" goes before, one about another item ("punkt 30") does not
// count. Words without any phrase are OtherOutcome.
func readDecision(m *Meeting, section Span) Decision {
	d := Decision{Span: withoutAbsence(m, section)}
	final := false
	for s := range sentences(m.Text, d.Span) {
		s = beforeOtherItem(m, s)
		last := strings.Contains(lowerSameLength(m.Quote(s)), "herefter")
		outcome, phrase := outcomeOf(m, s)
		if outcome == "" || final && !last || !last && !outweighs(outcome, d.Outcome) {
			continue
		}
		d.Outcome, d.Phrase, final = outcome, phrase, last
	}
	d.Votes = readVotes(m, d)
	if d.Points = readPoints(m, d.Span); len(d.Points) > 0 && d.Points[0].Outcome != "" {
		d.Outcome, d.Phrase = d.Points[0].Outcome, d.Points[0].Phrase
	}
	if d.Outcome == "" && d.Len() > 0 {
		d.Outcome = OtherOutcome
	}
	return d
}

// outweighs reports whether a sentence with an outcome decides although one
// before it had the outcome before.
func outweighs(outcome, before Outcome) bool {
	switch before {
	case "":
		return true
	case NoOutcome: // "Ingen bemærkninger. Godkendt."
		return outcome != NoOutcome
	case Discussed: // "Sagen blev drøftet. Taksten blev godkendt."
		return outcome == Approved || outcome == Recommended || outcome == Rejected || outcome == Elected
	}
	return false
}

// readPoints reads a decision that goes point by point: at least two sentences
// that open with "Ad 1", "At 2)" or "Ad. 3:".
func readPoints(m *Meeting, decision Span) []Point {
	if !containsAny(m.Quote(decision), []string{"Ad", "At", "AD", "AT", "ad ", "at "}) {
		return nil
	}
	var points []Point
	for s := range sentences(m.Text, decision) {
		if label := pointLabel(m.Quote(s)); label != "" {
			points = append(points, Point{Label: label, Span: s})
		}
		n := len(points)
		if n == 0 {
			continue
		}
		p := &points[n-1]
		p.End = s.End
		if p.Outcome == "" {
			p.Outcome, p.Phrase = outcomeOf(m, s)
		}
	}
	if len(points) < 2 {
		return nil
	}
	return points
}

// pointLabel returns the "Ad 1" that s opens with, "" if it opens otherwise.
func pointLabel(s string) string {
	if len(s) < len("Ad 1") || !strings.EqualFold(s[:2], "ad") && !strings.EqualFold(s[:2], "at") {
		return ""
	}
	rest := strings.TrimLeft(s[2:], ". \u00a0")
	digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
	if digits == 0 || digits > 2 || len(rest) == len(s)-2 {
		return ""
	}
	return s[:len(s)-len(rest)+digits]
}

// outcomeOf finds the first row of the outcome table with a phrase in s.
func outcomeOf(m *Meeting, s Span) (Outcome, Span) {
	text := lowerSameLength(m.Quote(s))
	for _, row := range outcomePhrases {
		if at, ok := findPhrase(text, row.phrases); ok {
			return row.outcome, Span{s.Start + at.Start, s.Start + at.End}
		}
	}
	return "", Span{}
}

// beforeOtherItem cuts a sentence off where it speaks of another item by
// number: "… godkender dagsordenen, idet | punkt 5 udgår".
func beforeOtherItem(m *Meeting, s Span) Span {
	text := lowerSameLength(m.Quote(s))
	proposal := strings.Index(text, "indstilling") // "indstillingens punkt 5" is of this item
	for _, word := range []string{"punkt ", "pkt. ", "sag nr. "} {
		for from := 0; ; {
			i := strings.Index(text[from:], word)
			if i < 0 {
				break
			}
			i, from = from+i, from+i+len(word)
			if from < len(text) && isDigit(text[from]) && (proposal < 0 || i < proposal) {
				return Span{s.Start, s.Start + i}
			}
		}
	}
	return s
}

// withoutAbsence cuts the lines on who was absent off the end of a decision:
// sentences, and a label with the names below it.
func withoutAbsence(m *Meeting, section Span) Span {
	lines := splitLines(m.Quote(section))
	keep := len(lines)
	for i := len(lines) - 1; i >= 0; i-- {
		at := Span{section.Start + lines[i].Start, section.Start + lines[i].End}
		field, _ := headLabel(lines[i])
		switch {
		case field == absentField || field == excusedField, len(readAbsence(m, at)) > 0:
			keep = i
		case !isNameLine(m, at):
			i = 0
		}
	}
	switch keep {
	case len(lines):
		return section
	case 0:
		return Span{section.Start, section.Start}
	}
	return trimSpan(m.Text, Span{section.Start, section.Start + lines[keep-1].End})
}

// isNameLine reports whether a line holds names, or "Ingen", and nothing else.
func isNameLine(m *Meeting, at Span) bool {
	if strings.EqualFold(strings.Trim(m.Quote(at), " ."), "ingen") {
		return true
	}
	return len(bareNames(m, at)) > 0
}

// findPhrase finds the first of the comma-separated phrases in text that
// stands there as whole words.
func findPhrase(text, phrases string) (Span, bool) {
	for phrase := range strings.SplitSeq(phrases, ", ") {
		stem, open := strings.CutSuffix(phrase, "*")
		for from := 0; ; {
			i := strings.Index(text[from:], stem)
			if i < 0 {
				break
			}
			start, end := from+i, from+i+len(stem)
			from = end
			if start > 0 && !atWordStart(text, start) && !strings.HasSuffix(text[:start], "udvalget") { // "Udvalgetanbefaler"
				continue
			}
			if unicode.IsLetter(firstRune(text[end:])) {
				if !open {
					continue
				}
				end = wordEnd(text, end)
			}
			return Span{start, end}, true
		}
	}
	return Span{}, false
}
