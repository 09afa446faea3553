package minutes

import (
	"slices"
	"strings"
	"unicode"
)

// setPlace takes in the place, with the time before it on some pages, "Kl.
// 18:00, Byrådssalen", and behind it on others, "Byrådssalen kl. 18.00-20.00".
func (r *headReader) setPlace(text string) {
	if time, place, ok := strings.Cut(text, ", "); ok && len(findClocks(time)) > 0 {
		r.setTimes(time, false)
		text = place
	}
	if place, time, ok := cutFold(text, " kl."); ok && len(findClocks("kl."+time)) > 0 && strings.Trim(time, " 0123456789.:-–") == "" {
		r.setTimes("kl."+time, false)
		text = strings.TrimRight(place, " ,")
	}
	text = strings.TrimPrefix(strings.TrimPrefix(text, "i "), "på ")
	r.m.Place, r.m.Printed.Place = withoutStop(text), r.line
}

// roomWords open a line that names a room.
var roomWords = map[string]bool{"mødelokale": true, "mødeværelse": true, "mødesal": true, "udvalgsværelse": true, "udvalgslokale": true, "udvalgsværelset": true,
	"byrådssalen": true, "rådssalen": true, "mødesalen": true, "regionsrådssalen": true, "kommunalbestyrelsessalen": true}

// opensWithRoom reports whether a line names a room: "Mødelokale D2, Rådhuset",
// "Lokale 3"; not "Byrådssalen renoveres" or "Lokale aftaler".
func opensWithRoom(text string) bool {
	if len(text) > longestLabel || strings.HasSuffix(text, ".") || strings.HasSuffix(text, ":") {
		return false
	}
	end := strings.IndexAny(text, " ,")
	if end < 0 {
		end = len(text)
	}
	word, rest := fold(text[:end]), text[end:]
	numbered := len(rest) > 1 && strings.ContainsAny(rest[:min(len(rest), len(" D2"))], "0123456789")
	if !roomWords[word] {
		return word == "lokale" && numbered
	}
	next := firstRune(strings.TrimLeft(rest, " "))
	return rest == "" || rest[0] == ',' || numbered || unicode.IsUpper(next)
}

// placeWords are parts of words for rooms and houses.
var placeWords = []string{"lokale", "rådhus", "bibliotek", "kantine", "skole", "center", "værelse", "rummet", "teams", "vej ", "stuen", "huset", "hallen", "gården"}

// isPlace reports whether a folded line, right below the date, names a place.
func isPlace(folded string) bool {
	if len(folded) > longestLabel || strings.HasSuffix(folded, ".") || strings.HasSuffix(folded, ":") {
		return false
	}
	if containsAny(folded, caseJoiners) {
		return false
	}
	return strings.HasPrefix(folded, "i ") || isHouseOrRoom(folded)
}

// isHouseOrRoom reports whether a folded text names one.
func isHouseOrRoom(folded string) bool {
	return containsAny(folded, placeWords) || slices.ContainsFunc(strings.FieldsFunc(folded, isWordBreak), isHall)
}

// caseJoiners stand in the title of a case, "Salg af Rørkærvej 12", and not in
// the name of a place.
var caseJoiners = []string{" af ", " om ", " vedr", "opførelse", "renovering"}

// isHall reports whether a word names a hall: "Byrådssalen", but not "Salg".
func isHall(word string) bool {
	return strings.HasSuffix(word, "sal") || strings.HasSuffix(word, "salen")
}

func isWordBreak(r rune) bool { return !unicode.IsLetter(r) }

// placeAfterTime returns the place in "… kl. 18:00 i Byrådssalen" and "… kl.
// 9.30 på Kastanjegården", "" where none stands there.
func placeAfterTime(text string) string {
	_, after, ok := cutFold(text, "kl.")
	if !ok {
		return ""
	}
	const times = " 0123456789.,:-–"
	after = strings.TrimLeft(after, times)
	for _, word := range []string{"til ", "ca. ", "ca "} { // "kl. 16 til ca. 18 i Byrådssalen"
		if rest, ok := strings.CutPrefix(after, word); ok && (strings.HasPrefix(rest, "ca") || rest != "" && isDigit(rest[0])) {
			after = strings.TrimLeft(rest, times)
		}
	}
	if isPlace(fold(after)) {
		return strings.TrimPrefix(strings.TrimPrefix(strings.TrimRight(after, " ."), "i "), "på ")
	}
	for _, word := range []string{"i ", "på "} {
		if place, ok := strings.CutPrefix(after, word); ok && (unicode.IsUpper(firstRune(place)) || isPlace(fold(after))) {
			return strings.TrimRight(place, " .")
		}
	}
	return ""
}
