package minutes

import "strings"

// agreementPhrases open or stand in a sentence that commits somebody.
const agreementPhrases = "det blev aftalt, det aftaltes, der følges op på, følges op på næste møde, tages op igen, tages op på et senere møde, genoptages, dagsordensættes på"

// agreementMarks are parts of agreementPhrases: a text without any of them is
// not looked at closer.
var agreementMarks = newMarks("aftal", "følges op", "tages op", "enoptages", "agsordens")

// readCommitments finds the agreements in section; where all of it is one
// ("Aftale: …"), every sentence counts. A list that the sentence announces
// with a colon belongs to it.
func readCommitments(m *Meeting, section Span, all bool) []Commitment {
	var found []Commitment
	listOpen := false
	if !all && !agreementMarks.in(m.Quote(section)) {
		return nil
	}
	for s := range wrappedSentences(m.Text, section) {
		text := m.Quote(s)
		if listOpen && startsAfterBullet(m.Text, s) {
			found[len(found)-1].End = s.End
			continue
		}
		listOpen = false
		if !all && !agreementMarks.in(text) {
			continue
		}
		phrase, ok := findPhrase(lowerSameLength(text), agreementPhrases)
		if !all && !ok || !ok && promisesNothing(text) || ok && agreedBefore(m, text[phrase.Start:]) {
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

// pastWords are in a sentence that tells what was done, or how things are.
var pastWords = []string{" er ", " var ", " blev ", " har ", " havde "}

// promisesNothing reports whether a sentence under "Opfølgning" is no promise:
// "Ingen.", "Der er fulgt op på sagen."
func promisesNothing(text string) bool {
	text = fold(text)
	return isNobody(text) || text == "intet." || containsAny(" "+text, pastWords)
}

// agreedBefore reports whether an agreement is one of an earlier year: "Det
// blev aftalt i 2029, at …".
func agreedBefore(m *Meeting, text string) bool {
	told, _, _ := strings.Cut(text, ", at ")
	years := FindYears(told)
	return len(years) > 0 && m.Date.Year != 0 && years[0] < m.Date.Year
}

// startsAfterBullet reports whether the line on which s stands begins with a
// list mark.
func startsAfterBullet(text string, s Span) bool {
	from := max(0, s.Start-longestLook)
	start := from + strings.LastIndexByte(text[from:s.Start], '\n') + 1
	l, ok := newLine(text, start, s.End)
	return ok && l.bullet
}
