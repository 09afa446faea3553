package minutes

import (
	"slices"
	"strings"
	"unicode"
)

// title reads "Referat fra mødet i Samarbejdsforum den 7. april 2022 i …,
// Odense Kommune", also where it is spread over several lines, and lines that
// hold the body, the date or the place alone.
func (r *headReader) title(l line) bool {
	text, folded := l.text, fold(l.text)
	word, _, _ := strings.Cut(folded, " ")
	kind, isKind := documentKinds[strings.Trim(word, ":")]
	if isKind && r.m.Kind == "" {
		r.m.Kind = kind
	}
	sure := true
	body, besideKind := bodyBesideKind(text)
	if !besideKind { // "Plan, Miljø og Teknik - 12-06-2031" above "Referat"
		if isKind && r.beside != "" && strings.Trim(folded, " :") == word {
			body = r.beside
		} else {
			r.beside, body = body, ""
		}
	}
	if body != "" {
	} else if _, after, ok := cutFold(text, "møde i "); ok {
		body = after
	} else if _, after, ok := cutFold(text, "mødet i "); ok {
		body = after
	} else if before, _, ok := cutFold(text, "s møde "); ok && isBody(withoutKind(before)) { // "Referat fra Seniorrådets møde den …"
		before = withoutKind(before)
		body, sure = before, false
	} else if _, after, ok := strings.Cut(text, " "); isKind && ok && isBody(bodyName(strings.TrimLeft(after, " -–:"))) {
		body, sure = strings.TrimLeft(after, " -–:"), false // "Referat - Seniorrådet"
	} else if value := text[strings.LastIndexByte(text, '\t')+1:]; value != text && isBody(bodyName(value)) { // of a table's row whose label is not known
		body, sure = value, false
	} else if name := withoutKind(text); isBody(bodyName(name)) && (!isKind || name != text) { // "Referat for Seniorrådet"
		body, sure = name, false
	}
	if body = bodyName(body); !unicode.IsUpper(firstRune(body)) && !strings.HasPrefix(body, "§") { // "5. møde i 2031"
		body = ""
	}
	if body != "" && (r.m.Body == "" || sure && !r.sure) {
		r.m.Body, r.sure = body, sure
	}
	if i := strings.LastIndex(text, ", "); body != "" && i >= 0 && isOrganisation(text[i+2:]) {
		r.m.Organisation = text[i+2:]
	}
	dated := r.dated
	held := containsAny(folded, heldWords)
	if r.dated = r.setDate(text, held); r.dated {
		r.setTimes(text, held)
		r.held = r.held || held
	}
	if _, place, ok := strings.Cut(text, body+" i "); held && ok && body != "" && r.m.Place == "" && isHouseOrRoom(fold(place)) {
		r.setPlace(place)
	}
	// "den 21. februar 2017 kl. 08:30" / "i Mødelokale 10.08, …"
	if dated && r.m.Place == "" && body == "" && !isKind && isPlace(folded) {
		r.setPlace(text)
		return true
	}
	if r.m.Place == "" && body == "" && !r.m.Date.IsZero() && opensWithRoom(text) {
		r.setPlace(text)
		return true
	}
	if place := placeAfterTime(text); r.dated && r.m.Place == "" && place != "" {
		r.setPlace(place)
	}
	return isKind || body != "" || r.dated || onPaper(text)
}

// heldWords are in a sentence that says when the meeting was: no letterhead
// knows better.
var heldWords = []string{"mødet blev holdt ", "mødet blev afholdt ", "mødet afholdtes ", "mødet fandt sted ", "mødet er holdt ", "afholdtes møde ", "blev der holdt møde ", "holdtes møde "}

// bodyBesideKind reads "Børn, Familier og Unge - Referat - 14. maj 2031": the
// one part between dashes that is neither kind nor date, "" if there are more.
func bodyBesideKind(text string) (body string, kind bool) {
	if len(text) > longestBody || !strings.Contains(text, " - ") && !strings.Contains(text, " – ") {
		return "", false
	}
	dated := false
	for part := range strings.SplitSeq(strings.ReplaceAll(text, " – ", " - "), " - ") {
		rest := part
		for _, d := range slices.Backward(FindDates(part)) {
			dated = dated || d.Complete()
			rest = rest[:d.Start] + rest[d.End:]
		}
		own := false // the part holds words that are a name
		for _, word := range strings.FieldsFunc(fold(rest), isWordBreak) {
			_, isKind := documentKinds[word]
			kind = kind || isKind
			own = own || !isKind && !besideWords[word] && !strings.HasSuffix(word, "dag")
		}
		switch {
		case own && (body != "" || strings.ContainsAny(part, "0123456789.:") || !unicode.IsUpper(firstRune(part))):
			return "", false
		case own:
			body = part
		}
	}
	if !dated || isOrganisation(body) {
		return "", false
	}
	return body, kind
}

// besideWords may stand beside the kind and the date.
var besideWords = map[string]bool{"den": true, "d": true, "fra": true, "for": true, "mødet": true, "møde": true, "kl": true, "af": true}

// onPaper reports whether text tells no day but those of the paper itself.
func onPaper(text string) bool {
	dates := FindDates(text)
	return len(dates) > 0 && ofThePaper(text[:dates[0].Start])
}

// paperWords stand right before the date when the paper was printed, changed
// or approved.
var paperWords = []string{"udskrevet", "udskrift", "udskriftsdato", "printet", "printdato", "opdateret", "ændret", "redigeret", "oprettet", "udsendt", "offentliggjort",
	"publiceret", "underskrevet", "godkendt", "godkendelsesdato"}

// paperPhrases stand somewhere before such a date: "Referat godkendt på mødet
// den …", "Udskrevet af N den …".
var paperPhrases = []string{"godkendt på ", "godkendt i ", "godkendt af ", "godkendes på ", "udskrevet af ", "opdateret af ", "ændret af ", "underskrevet af "}

// ofThePaper reports whether the date behind these words, of which the last
// longestNote bytes count, is no date of the meeting.
func ofThePaper(before string) bool {
	before = fold(before[max(0, len(before)-longestNote):])
	if containsAny(before, paperPhrases) {
		return true
	}
	words := strings.FieldsFunc(before, isWordBreak)
	for len(words) > 0 {
		last := words[len(words)-1]
		if last != "den" && last != "d" && last != "pr" && !strings.HasSuffix(last, "dag") {
			return slices.Contains(paperWords, last)
		}
		words = words[:len(words)-1]
	}
	return false
}

// withoutKind drops "Referat fra" or "Dagsorden for" off the start of a title.
func withoutKind(s string) string {
	for i := range 3 { // "Udskrift af protokol for" has two such pairs
		word, rest, ok := strings.Cut(strings.TrimSpace(s), " ")
		joiner, name, joined := strings.Cut(rest, " ")
		_, isKind := documentKinds[fold(word)]
		if !ok || !joined || !kindJoiners[fold(joiner)] || !isKind && (i > 0 || fold(word) != "udskrift") {
			break
		}
		s = name
	}
	return s
}

// kindJoiners stand between the kind of a document and the body.
var kindJoiners = map[string]bool{"fra": true, "af": true, "for": true, "over": true, "til": true}

const longestBody = 160 // bytes of the name of a body

// bodyName cuts "Samarbejdsforum den 7. april 2022 i …" down to the name, ""
// if what is left is longer than a name can be.
func bodyName(s string) string {
	s = strings.TrimSpace(s)
	if i := strings.LastIndex(s, ", "); i > 0 && isOrganisation(s[i+2:]) {
		s = s[:i]
	}
	stops := []string{"'s møde", "s møde ", " den ", " d. ", " i ", " kl. ", " - ", " (", ". (", " mandag", " tirsdag", " onsdag", " torsdag", " fredag"}
	if dates := FindDates(s); len(dates) > 0 && dates[0].Start > 0 {
		s = s[:dates[0].Start]
	}
	for _, stop := range stops {
		if i := strings.Index(lowerSameLength(s), stop); i > 0 {
			s = s[:i]
		}
	}
	if s = withoutTerm(strings.TrimRight(s, " ,:-–.")); len(s) > longestBody {
		return ""
	}
	return s
}

// withoutTerm drops a term of office: "Socialudvalget 2022-2025".
func withoutTerm(s string) string {
	s = strings.TrimSpace(s)
	if i := strings.IndexFunc(s, unicode.IsDigit); i > 0 {
		if rest := strings.TrimSpace(s[i:]); len(rest) >= 4 && plausibleTerm(rest) {
			s = s[:i]
		}
	}
	return strings.TrimRight(s, " ,:-–")
}

func plausibleTerm(s string) bool {
	n, ok := smallNumber(s[:4])
	return ok && plausibleYear(n)
}

func isOrganisation(s string) bool {
	return strings.HasSuffix(s, " Kommune") || strings.HasPrefix(s, "Region ")
}
