package minutes

import (
	"strings"
	"unicode"
)

// readDecision reads the decision of a day that stands in section. Its outcome is that
// of the first sentence which has one, but for one that a later sentence
// outweighs; a sentence with one of concluding goes before, one about another item
// ("punkt 30") or an earlier meeting does not count. Words without any outcome
// are OtherOutcome.
func readDecision(m *Meeting, section Span, day Date) Decision {
	d := Decision{Span: withoutAbsence(m, section)}
	final, aside := false, false
	for s := range wrappedSentences(m.Text, d.Span) {
		s = beforeOtherItem(m, s)
		text := lowerSameLength(m.Quote(s))
		last := containsAny(text, concluding)
		outcome, phrase := outcomeOf(m, s)
		if outcome == "" || ofEarlierDay(text, day) || final && !last || !last && !aside && !outweighs(outcome, d.Outcome) {
			continue
		}
		d.Outcome, d.Phrase, final = outcome, phrase, last
		aside = outcome == Rejected && strings.Contains(text, "forslag") || strings.HasPrefix(text, "referatet fra ") // a motion fell, or the minutes were approved, before the case was decided
	}
	d.Votes = readVotes(m, d)
	if d.Points = readPoints(m, d.Span); len(d.Points) > 0 && d.Points[0].Outcome != "" {
		d.Outcome, d.Phrase = d.Points[0].Outcome, d.Points[0].Phrase
	}
	switch {
	case d.Outcome != "" || d.Len() == 0:
	case strings.Trim(m.Quote(d.Span), " -–.") == "":
		d.Outcome = NoOutcome
	default:
		d.Outcome = OtherOutcome
	}
	return d
}

// concluding words stand in the sentence that says what it came to: "Forslaget
// er dermed forkastet."
var concluding = []string{"herefter", "dermed", "hermed"}

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
// that open with "Ad 1", "At 2)", "Ad. 3:" or "Pkt. 1".
func readPoints(m *Meeting, decision Span) []Point {
	if !containsAny(m.Quote(decision), []string{"Ad", "At", "AD", "AT", "ad ", "at ", "Pkt.", "Punkt "}) {
		return nil
	}
	var points []Point
	for s := range wrappedSentences(m.Text, decision) {
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

// pointWords open the label of a point.
var pointWords = []string{"ad", "at", "pkt.", "punkt"}

// pointLabel returns the "Ad 1" that s opens with, "" if it opens otherwise.
func pointLabel(s string) string {
	for _, word := range pointWords {
		if len(s) < len(word)+len(" 1") || !strings.EqualFold(s[:len(word)], word) {
			continue
		}
		rest := strings.TrimLeft(s[len(word):], ". \u00a0")
		digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
		if digits > 0 && digits <= 2 && len(rest) < len(s)-len(word) {
			return s[:len(s)-len(rest)+digits]
		}
	}
	return ""
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
		case field == absentField || field == excusedField, tellsAbsence(m, at):
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
