package minutes

import (
	"strings"
)

// This file reads what says of items that they are open or closed.

// accessWords say whether an item is open or closed.
var accessWords = map[string]bool{"åben": false, "åbent": false, "åbne": false, "lukket": true, "lukkede": true}

// accessThings may follow the word in a line on access: "Lukkede punkter".
var accessThings = map[string]bool{"": true, "punkt": true, "punkter": true, "sag": true, "sager": true, "møde": true, "del": true,
	"dagsordenspunkt": true, "dagsordenspunkter": true, "dagsorden": true, "referat": true}

// doors end the headings over groups of items, "Til behandling - for lukkede
// døre".
var doors = map[string]bool{"for åbne døre": false, "for lukkede døre": true}

// groupedThings may stand before one of doors without a dash.
var groupedThings = map[string]bool{"": true, "sager": true, "punkter": true, "dagsordenspunkter": true, "møde": true, "behandling": true}

// accessLine reads a line that says only "Åbent punkt", "LUKKEDE SAGER" or
// "Til behandling - for åbne døre", with its page in a contents list.
func accessLine(l line) (closed, ok bool) {
	if len(l.text) > 2*longestLabel || isDigit(l.text[0]) {
		return false, false
	}
	text := l.text
	if strings.Contains(text, "..") || strings.Contains(text, "\t") {
		text = withoutPage(text)
	}
	if len(text) > longestLabel {
		return false, false
	}
	text = strings.TrimPrefix(strings.TrimRight(fold(text), " .:"), "oversigtsdagsorden:")
	word, thing, _ := strings.Cut(text, " ")
	if closed, ok = accessWords[word]; ok {
		return closed, accessThings[thing]
	}
	for words, closed := range doors {
		if group, found := strings.CutSuffix(text, words); found {
			group = strings.TrimSpace(group)
			return closed, groupedThings[group] || strings.HasSuffix(group, "-") || strings.HasSuffix(group, "–")
		}
	}
	return false, false
}

func isAccessLine(l line) bool {
	_, ok := accessLine(l)
	return ok
}

// accessColumn takes "Åben sag" off a title where wide space sets it off, as
// the columns of a list do: "Åben sag     Godkendelse af dagsorden".
func accessColumn(title string) (rest string, closed, ok bool) {
	if first, after, found := cutColumn(title); found {
		if closed, ok = accessWord(first); ok {
			return after, closed, true
		}
	}
	if before, last, found := cutLastColumn(title); found {
		if closed, ok = accessWord(last); ok {
			return before, closed, true
		}
	}
	return title, false, false
}

// accessWord reads "Åben sag" and "LUKKET".
func accessWord(s string) (closed, ok bool) {
	if len(s) > longestWord {
		return false, false
	}
	word, thing, _ := strings.Cut(fold(s), " ")
	closed, ok = accessWords[word]
	return closed, ok && accessThings[thing]
}
