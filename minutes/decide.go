package minutes

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// conclude reads the decision of every item. "Konklusion" announces one where
// the document knows no "Beslutning", else it is part of the case; it goes
// before "Referat", which may say more than what was decided.
func (r *itemReader) conclude() {
	decisions := false
	for it := range r.m.All() {
		for _, s := range it.Sections {
			decisions = decisions || s.Kind == DecisionText && strings.Contains(fold(s.Heading), "beslutning")
		}
	}
	for it := range r.m.All() {
		for i, s := range it.Sections {
			if decisions && s.Kind == DecisionText && isConclusion(s) {
				it.Sections[i].Kind = Facts
			}
		}
		r.decide(it)
	}
}

// isConclusion reports whether s stands under "Konklusion".
func isConclusion(s Section) bool { return strings.HasPrefix(fold(s.Heading), "konklusion") }

// decide reads the decision of an item: its first decision section that has
// words; in text under no heading, a sentence that decides; else what was
// agreed.
func (r *itemReader) decide(it *Item) {
	conclusion := slices.ContainsFunc(it.Sections, func(s Section) bool { return s.Kind == DecisionText && s.Len() > 0 && isConclusion(s) })
	for _, s := range it.Sections {
		if s.Kind == DecisionText && s.Len() > 0 && it.Decision.Len() == 0 && !isAgreement(s) && (!conclusion || isConclusion(s)) {
			it.Decision = readDecision(r.m, s.Span, r.m.Date)
		}
	}
	if it.Decision.Len() > 0 || len(it.Items) > 0 {
		return
	}
	standing := strings.HasPrefix(fold(it.Title), "godkendelse")
	if n := len(it.Sections); n == 1 && it.Sections[0].Kind == "" && (standing && it.Sections[0].Len() <= shortText || it.Sections[0].Len() <= bareDecision && r.sameDay(r.m.Quote(it.Sections[0].Span))) {
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

// agreementHeads stand over what was promised, not over what was decided.
var agreementHeads = map[string]bool{"aftale": true, "aftaler": true, "opfølgning": true}

func isAgreement(s Section) bool { return s.Kind == DecisionText && agreementHeads[fold(s.Heading)] }

const (
	shortText    = 120 // bytes of a text without heading that is the decision of a standing item
	closeBy      = 20  // bytes between two sentences that stand together
	bareDecision = 40  // bytes of one that is a decision of any item, unless it tells of another day: "Taget til efterretning."
)

// toldDecision finds the sentence that decides in text under no heading, as
// councils and boards write: "Princippet blev ikke vedtaget." Other sentences
// with the same words tell of other things ("Regnskabet blev godkendt i
// december"), so only those count that are about the item itself.
func (r *itemReader) toldDecision(it *Item) (told Decision) {
	for _, section := range it.Sections {
		if section.Kind != Discussion && (section.Kind != "" || section.Heading != "") {
			continue
		}
		for s := range wrappedSentences(r.m.Text, section.Span) {
			if !r.decides(it, s) && !(section.Kind == Discussion && discusses(r.m.Quote(s))) {
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
var bareOutcomes = []string{"godkendt", "ikke godkendt", "drøftet", "drøftedes", "vedtaget", "tiltrådt", "udsat ", "udsat.", "taget til efterretning", "taget til orientering", "til orientering", "til efterretning", "forkastet", "udgår", "udgik", "intet", "ingen.", "ingenting", "ingen bemærkninger",
	"udsat,", "udskydes", "udskudt", "genoptages", "afventer", "oversendes til", "oversendt til", "sendes til", "henvises til", "henvist til", "tilbagesendes", "tilbagevises til", "anbefales", "indstillingen godkendt", "indstillingen tiltrådt", "indstillingen vedtaget", "indstillingen anbefales", "indstillingen følges"}

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
var decidingVerbs = []string{" godkendte ", " vedtog ", " tog ", " drøftede ", " drøftede, ", " valgte ", " tiltrådte ", " anbefalede ", " udpegede ", " besluttede ", " afviste ", " forkastede ", " tilsluttede sig ", " kunne ikke støtte ", " kan ikke støtte ",
	" tilslutter sig ", " godkender ", " anbefaler ", " tiltræder ", " vedtager "}

// passiveVerbs say in one word what was done: "Dagsordenen godkendtes."
var passiveVerbs = []string{" godkendtes", " drøftedes", " vedtoges", " forkastedes", " tiltrådtes", " udsattes"}

// deciders are those who sit in any body, or at its table.
var deciders = map[string]bool{"deltagerne": true, "mødedeltagerne": true, "medlemmerne": true, "mødet": true, "forsamlingen": true}

// subjects of a decision that name the item without the words of its title.
var subjects = []string{"indstilling", "forslag", "udkast", "dagsorden", "punktet", "sagen", "beslutningen", "orienteringen", "spørgsmålet", "emnet", "gennemgangen", "redegørelsen", "oplægget"}

// decides reports whether s decides it: "Godkendt …", "Rådet drøftede …", or
// "<what the title names> blev …".
func (r *itemReader) decides(it *Item, s Span) bool {
	text := fold(r.m.Quote(s))
	if opensWithOutcome(text) {
		return true
	}
	text = text[:min(len(text), longestNote)]
	for _, subject := range []string{"punktet ", "sagen "} { // udsættes, udskydes, udgår
		if rest, ok := strings.CutPrefix(text, subject); ok && (strings.HasPrefix(rest, "ud") || strings.HasPrefix(rest, "genoptages")) {
			return true
		}
	}
	if _, agreed := findPhrase(text, agreementPhrases); agreed {
		return false
	}
	for _, verb := range []string{" blev ", " er ", " valgtes "} {
		if subject, rest, ok := strings.Cut(text, verb); ok && len(subject) <= longestLabel && r.sameDay(rest) &&
			(containsAny(subject, subjects) || sharesStem(it.Title, subject) || sharesTail(it.Title, subject) || r.elects(it, s) || verb != " er " && sharesStem(it.Title, rest+verb)) {
			return verb != " er " || strings.HasPrefix(rest, "udsat") || isSettled(subject, rest)
		}
	}
	if subject, rest, ok := strings.Cut(text, " blev "); ok && !strings.Contains(subject, " ") && strings.TrimRight(rest, ".") == "drøftet" { // "Ruten blev drøftet."
		return true
	}
	for _, verb := range passiveVerbs {
		if subject, rest, ok := strings.Cut(text, verb); ok && len(subject) <= longestLabel && !strings.Contains(subject, " ") && r.sameDay(rest) &&
			(containsAny(subject, subjects) || sharesStem(it.Title, subject)) {
			return true
		}
	}
	for _, verb := range decidingVerbs {
		if name, rest, ok := strings.Cut(text, verb); ok && name != "" && (deciders[name] || strings.HasSuffix(fold(r.m.Body), strings.TrimPrefix(name, "det "))) {
			return r.sameDay(rest)
		}
	}
	return false
}

// discusses reports whether somebody at the meeting discussed something: under
// "Drøftelse", whoever they were.
func discusses(text string) bool {
	text = fold(text[:min(len(text), longestNote)])
	subject, _, ok := strings.Cut(text, " drøftede ")
	return ok && !strings.Contains(subject, " ")
}

// isSettled reports whether "<subject> er <rest>" says what the item came to,
// and no more: "Forslaget er dermed ikke vedtaget."
func isSettled(subject, rest string) bool {
	for _, link := range []string{"dermed ", "hermed ", "således ", "herefter "} {
		rest = strings.TrimPrefix(rest, link)
	}
	switch strings.TrimRight(strings.TrimPrefix(rest, "ikke "), ".") {
	case "vedtaget", "godkendt", "tiltrådt", "forkastet", "udsat":
		return !strings.Contains(subject, " ") && containsAny(subject, subjects)
	}
	return false
}

// electingStems begin the words of titles of items that elect somebody.
var electingStems = []string{"valg", "genvalg", "nyvalg", "konstituer", "udpeg"}

// elects reports whether s names people who were elected, in an item that is
// about an election: "Ane Bech og Bo Falk blev valgt til …".
func (r *itemReader) elects(it *Item, s Span) bool {
	if !slices.ContainsFunc(strings.Fields(fold(it.Title[:min(len(it.Title), longestNote)])), func(w string) bool {
		return slices.ContainsFunc(electingStems, func(stem string) bool { return strings.HasPrefix(w, stem) })
	}) {
		return false
	}
	text := r.m.Quote(s)
	i := strings.Index(text, " blev ")
	if outcome, _ := outcomeOf(r.m, s); i < 0 || outcome != Elected {
		return false
	}
	return len(bareNames(r.m, Span{s.Start, s.Start + i})) > 0
}

const tailLen = 6 // runes of the last part of a compound, at least

// sharesTail reports whether the last part of a compound in title begins a
// word of text: "Årsregnskab 2030", "regnskabet".
func sharesTail(title, text string) bool {
	for _, w := range strings.Fields(fold(title[:min(len(title), longestNote)])) {
		for i := range w {
			if i == 0 || utf8.RuneCountInString(w[i:]) < tailLen {
				continue
			}
			for v := range strings.FieldsSeq(text) {
				if strings.HasPrefix(v, w[i:]) {
					return true
				}
			}
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
