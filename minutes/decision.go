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
	{Noted, "til efterretning, til orientering, orientering givet, orientering blev givet, orientering om"},
	{Withdrawn, "udgår, udgik, taget af dagsordenen, tages af dagsordenen"},
	{Recommended, "anbefaler, anbefales, anbefalede, indstilles godkendt, anbefalet"},
	{Referred, "fremsendes, oversendes, oversendt, henvist til, tilbagesendes, tilbagesendt, sendt tilbage, sendes tilbage, sendes i høring"},
	{Elected, "valgt, valgte, udpegede, udpeget, konstitueret, konstituerede"},
	{Approved, "godkend*, tiltrådt, tiltrådte, tiltræd*, vedtag*, vedtog, indstillingen følges, følger indstillingen"},
	{Discussed, "drøftet, drøftede, drøftedes, drøfter"},
	{Postponed, "udsat, udsættes, udskydes, udskudt, genoptages, afventer"},
	{NoOutcome, "intet, ingen, ingen bemærkninger"},
}

// readDecision reads the decision that stands in section. Its outcome is that
// of the first sentence which holds a phrase of the table.
func readDecision(m *Meeting, section Span) Decision {
	d := Decision{Span: withoutAbsence(m, section)}
	for s := range sentences(m.Text, d.Span) {
		text := lowerSameLength(m.Quote(s))
		for _, row := range outcomePhrases {
			if at, ok := findPhrase(text, row.phrases); ok {
				d.Outcome, d.Phrase = row.outcome, Span{s.Start + at.Start, s.Start + at.End}
				return d
			}
		}
	}
	return d
}

// withoutAbsence cuts the lines on who was absent off the end of a decision.
func withoutAbsence(m *Meeting, section Span) Span {
	for {
		last := section
		if i := strings.LastIndexByte(m.Quote(section), '\n'); i >= 0 {
			last.Start += i + 1
		}
		if len(readAbsence(m, trimSpan(m.Text, last))) == 0 {
			return section
		}
		section = trimSpan(m.Text, Span{section.Start, last.Start})
	}
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
			if start > 0 && !atWordStart(text, start) {
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
