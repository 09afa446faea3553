package minutes

import (
	"strings"
	"unicode/utf8"
)

// decide reads the decision of an item: its first decision section that has
// words; in text under no heading, a sentence that decides; else what was
// agreed.
func (r *itemReader) decide(it *Item) {
	for _, s := range it.Sections {
		if s.Kind == DecisionText && s.Len() > 0 && it.Decision.Len() == 0 && !isAgreement(s) {
			it.Decision = readDecision(r.m, s.Span, r.m.Date)
		}
	}
	if it.Decision.Len() > 0 || len(it.Items) > 0 {
		return
	}
	standing := strings.HasPrefix(fold(it.Title), "godkendelse")
	if n := len(it.Sections); n == 1 && it.Sections[0].Kind == "" && (standing && it.Sections[0].Len() <= shortText || it.Sections[0].Len() <= bareDecision) {
		if d := readDecision(r.m, it.Sections[0].Span, r.m.Date); d.Outcome == Approved || d.Outcome == Noted || d.Outcome == Postponed {
			it.Decision = d
			return
		}
	}
	it.Decision = r.toldDecision(it)
	if len(it.Commitments) > 0 && it.Decision.Outcome == "" {
		it.Decision = Decision{Outcome: OtherOutcome, Phrase: it.Commitments[0].Span, Span: it.Commitments[0].Span}
	}
}

// isAgreement reports whether s stands under "Aftale": what was promised.
func isAgreement(s Section) bool { return s.Kind == DecisionText && fold(s.Heading) == "aftale" }

const (
	shortText    = 120 // bytes of a text without heading that is the decision of a standing item
	closeBy      = 20  // bytes between two sentences that stand together
	bareDecision = 40  // bytes of one that is a decision of any item: "Taget til efterretning."
)

// toldDecision finds the sentence that decides in text under no heading, as
// councils and boards write: "Princippet blev ikke vedtaget." Other sentences
// with the same words tell of other things ("Regnskabet blev godkendt i
// december"), so only those count that are about the item itself.
func (r *itemReader) toldDecision(it *Item) (told Decision) {
	for _, section := range it.Sections {
		if section.Kind != "" || section.Heading != "" {
			continue
		}
		for s := range sentences(r.m.Text, section.Span) {
			if !r.decides(it, s) {
				continue
			}
			switch outcome, _ := outcomeOf(r.m, s); {
			case outcome != "" && outweighs(outcome, told.Outcome):
				told = readDecision(r.m, s, r.m.Date)
			case outcome == told.Outcome && s.Start-told.End <= closeBy && told.Len() > 0: // the next decides alike
				told.End = s.End
			}
		}
	}
	if told.Len() > 0 {
		for _, section := range it.Sections { // the count may stand in the next sentence
			if told.Votes == (Votes{}) && section.Start <= told.Start && told.End <= section.End {
				told.Votes = readVotes(r.m, Decision{Span: section.Span, Outcome: told.Outcome})
			}
		}
	}
	return told
}

// bareOutcomes open a sentence that is a decision without a subject.
var bareOutcomes = []string{"godkendt", "ikke godkendt", "drøftet", "drøftedes", "vedtaget", "tiltrådt", "udsat ", "udsat.", "taget til efterretning", "taget til orientering", "til orientering", "forkastet", "udgår", "udgik", "intet", "ingen."}

// opensWithOutcome reports whether a folded sentence is a decision without a
// subject: "Godkendt med bemærkninger."
func opensWithOutcome(text string) bool {
	for _, word := range bareOutcomes {
		if strings.HasPrefix(text, word) {
			return true
		}
	}
	return false
}

// decidingVerbs follow the name of the body that decided.
var decidingVerbs = []string{" godkendte ", " vedtog ", " tog ", " drøftede ", " drøftede, ", " valgte ", " tiltrådte ", " anbefalede ", " udpegede ", " besluttede ", " afviste ", " forkastede ", " tilsluttede sig "}

// subjects of a decision that name the item without the words of its title.
var subjects = []string{"indstilling", "forslag", "udkast", "dagsorden", "punktet", "sagen", "beslutningen", "orienteringen"}

// decides reports whether s decides it: "Godkendt …", "Rådet drøftede …", or
// "<what the title names> blev …".
func (r *itemReader) decides(it *Item, s Span) bool {
	text := fold(r.m.Quote(s))
	if opensWithOutcome(text) {
		return true
	}
	text = text[:min(len(text), longestNote)]
	if _, agreed := findPhrase(text, agreementPhrases); agreed {
		return false
	}
	for _, verb := range []string{" blev ", " er ", " valgtes "} {
		if subject, rest, ok := strings.Cut(text, verb); ok && len(subject) <= longestLabel && r.sameDay(rest) &&
			(containsAny(subject, subjects) || sharesStem(it.Title, subject) || verb != " er " && sharesStem(it.Title, rest+verb)) {
			return verb != " er " || strings.HasPrefix(rest, "udsat")
		}
	}
	if strings.HasPrefix(text, "punktet ud") || strings.HasPrefix(text, "sagen ud") { // udsættes, udskydes, udgår
		return true
	}
	for _, verb := range decidingVerbs {
		if name, rest, ok := strings.Cut(text, verb); ok && strings.HasSuffix(fold(r.m.Body), strings.TrimPrefix(name, "det ")) && name != "" {
			return r.sameDay(rest)
		}
	}
	return false
}

// sameDay reports whether text tells of no other day than that of the meeting.
func (r *itemReader) sameDay(text string) bool {
	for _, d := range FindDates(text) {
		if d.Date != r.m.Date {
			return false
		}
	}
	return len(FindYears(text)) == 0
}

const stemLen = 4 // runes that two words share at least to be about the same

// sharesStem reports whether a word of title begins like a word of text.
func sharesStem(title, text string) bool {
	for _, w := range strings.Fields(fold(title[:min(len(title), longestNote)])) {
		if utf8.RuneCountInString(w) < stemLen {
			continue
		}
		stem := string([]rune(w)[:stemLen])
		for _, v := range strings.Fields(text) {
			if strings.HasPrefix(v, stem) {
				return true
			}
		}
	}
	return false
}
