package minutes

import "strings"

// agreementPhrases open or stand in a sentence that commits somebody.
const agreementPhrases = "det blev aftalt, det aftaltes, der følges op på, følges op på næste møde, tages op igen, tages op på et senere møde, genoptages, dagsordensættes på"

// agreementMarks are parts of agreementPhrases: a text without any of them is
// not looked at closer.
var agreementMarks = []string{"aftal", "følges op", "tages op", "enoptages", "agsordens"}

// readCommitments finds the agreements in section; where all of it is one
// ("Aftale: …"), every sentence counts. A list that the sentence announces
// with a colon belongs to it.
func readCommitments(m *Meeting, section Span, all bool) []Commitment {
	var found []Commitment
	listOpen := false
	if !all && !containsAny(m.Quote(section), agreementMarks) {
		return nil
	}
	for s := range sentences(m.Text, section) {
		text := m.Quote(s)
		if listOpen && startsAfterBullet(m.Text, s) {
			found[len(found)-1].End = s.End
			continue
		}
		listOpen = false
		if !all && !containsAny(text, agreementMarks) {
			continue
		}
		if _, ok := findPhrase(lowerSameLength(text), agreementPhrases); !all && !ok {
			continue
		}
		c := Commitment{Span: s}
		for _, d := range FindDates(text) {
			if due := d.onOrAfter(m.Date); due.Complete() && due.Compare(m.Date) >= 0 {
				c.Due = due
				break
			}
		}
		found = append(found, c)
		listOpen = strings.HasSuffix(text, ":")
	}
	return found
}

// startsAfterBullet reports whether the line on which s stands begins with a
// list mark.
func startsAfterBullet(text string, s Span) bool {
	from := max(0, s.Start-longestLook)
	start := from + strings.LastIndexByte(text[from:s.Start], '\n') + 1
	l, ok := newLine(text, start, s.End)
	return ok && l.bullet
}
