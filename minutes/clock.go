package minutes

import (
	"fmt"
	"strings"
)

// findClocks finds the times of day in s in text order: "kl. 08:30",
// "kl. 8.30", "klokken 15.45", "(15.45-18.15)", "kl. 13". A dot only counts
// after "kl.", a bracket or another time, for "2.30" may be anything.
func findClocks(s string) []Clock {
	var found []Clock
	last := -1 // where the time before this one ended
	for i := 0; i < len(s); i++ {
		if !isDigit(s[i]) {
			continue
		}
		start, end := i, i
		for end < len(s) && isDigit(s[end]) {
			end++
		}
		i = end
		hour, ok := smallNumber(s[start:end])
		if !ok || end-start > 2 || hour > 23 || start > 0 && strings.IndexByte(".:,/", s[start-1]) >= 0 && !afterKl(s[:start]) {
			continue
		}
		minute, mark := 0, byte(0)
		if end+2 < len(s) && (s[end] == ':' || s[end] == '.') && isDigit(s[end+1]) && isDigit(s[end+2]) {
			minute, mark = int(s[end+1]-'0')*10+int(s[end+2]-'0'), s[end]
			end += 3
		}
		if strings.HasPrefix(strings.TrimLeft(s[end:], " "), "min") { // "Tid: 10 min."
			continue
		}
		if minute > 59 || end < len(s) && isDigit(s[end]) {
			continue
		}
		named := afterKl(s[:start]) || last >= 0 && start-last < 12 && strings.Trim(s[last:start], " –-tilogk.ca") == ""
		if mark == ':' || named || mark == '.' && start > 0 && s[start-1] == '(' {
			found = append(found, Clock(fmt.Sprintf("%02d:%02d", hour, minute)))
			last = end
		}
		i = end - 1
	}
	return found
}

// labelledClocks finds the times behind a label that asks for them, where
// "kl." may be left out: "Tid: 9.30-11.45".
func labelledClocks(text string) []Clock {
	clocks := findClocks(text)
	if len(clocks) == 0 && text != "" && isDigit(text[0]) && len(FindDates(text)) == 0 {
		clocks = findClocks("kl. " + text)
	}
	return clocks
}

// afterKl reports whether "kl." or "klokken" stands right before a time.
func afterKl(before string) bool {
	before = strings.TrimRight(before, " \u00a0")
	tail := strings.ToLower(before[max(0, len(before)-len("klokken")):])
	return strings.HasSuffix(tail, "kl.") || strings.HasSuffix(tail, "kl") || tail == "klokken"
}
