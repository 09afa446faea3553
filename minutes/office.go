package minutes

import (
	"slices"
	"strings"
)

// roleWords may stand before a name.
var roleWords = map[string]bool{
	"udvalgsmedlem": true, "byrådsmedlem": true, "rådsmedlem": true, "medlem": true, "rådmand": true, "rådmændene": true,
	"udvalgsmedlemmerne": true, "byrådsmedlemmerne": true, "borgmester": true, "viceborgmester": true, "formand": true, "næstformand": true,
	"direktør": true, "regionsrådsmedlem": true,
}

// officeTails end the words for what somebody works as: "Ungekonsulent",
// "fritidschef".
var officeTails = []string{"chef", "leder", "konsulent", "sekretær", "direktør", "formand", "forkvinde", "referent", "medarbejder", "koordinator", "inspektør",
	"rådgiver", "assistent", "fuldmægtig", "terapeut", "læge", "jurist", "kasserer", "sygeplejerske", "specialist"}

func isOffice(word string) bool {
	word = fold(word)
	return roleWords[word] || slices.ContainsFunc(officeTails, func(tail string) bool { return strings.HasSuffix(word, tail) })
}

const longestOffice = 4 // words: "Kultur- og fritidschef Marlene Høst"

// cutOffice cuts "Pæd. leder Heidi Kolind" before the name; office is "" where
// none stands there. What follows an office that is no name may be a field of
// work: "konsulent Social Udvikling".
func cutOffice(s string) (office, name string) {
	end := 0
	for range longestOffice {
		space := strings.IndexByte(s[end:], ' ')
		if space < 0 {
			return "", s
		}
		word := s[end : end+space]
		end += space + 1
		if isOffice(word) {
			first, _, _ := strings.Cut(s[end:], " ")
			if workFields[fold(first)] {
				return "", s
			}
			return s[:end-1], s[end:]
		}
		if !strings.HasSuffix(word, "-") && !strings.HasSuffix(word, ".") && word != "og" {
			return "", s
		}
	}
	return "", s
}

// workFields are words, folded, that begin what an office is for.
var workFields = map[string]bool{"social": true, "børn": true, "børne": true, "unge": true, "ung": true, "voksen": true, "voksne": true, "ældre": true, "handicap": true, "sundhed": true, "kultur": true,
	"teknik": true, "plan": true, "by": true, "job": true, "borger": true, "familie": true, "psykiatri": true, "skole": true, "natur": true, "miljø": true, "økonomi": true,
	"digital": true, "special": true, "fritid": true, "dagtilbud": true, "land": true, "hr": true, "it": true, "politik": true, "vej": true, "park": true, "beskæftigelse": true}

// associations are names of two words that look like those of people, folded.
var associations = map[string]bool{"røde kors": true, "blå kors": true, "ældre sagen": true, "frelsens hær": true, "kirkens korshær": true, "danmarks idrætsforbund": true}

func isAssociation(words []string) bool {
	first := fold(words[0])
	return first == "dansk" || first == "danske" || first == "danmarks" || len(words) == 2 && associations[first+" "+fold(words[1])]
}
