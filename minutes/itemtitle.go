package minutes

import "strings"

// closedMarks stand before or after the title of a closed item.
var closedMarks = []string{"lukket - ", "lukket – ", "lukket sag - ", "lukket:", "lukket sag:", "lukket punkt -", "lukket punkt –", "- lukket punkt", "– lukket punkt", "(lukket)", "(lukket punkt)", "- lukket sag", "lukket punkt:", "(for lukkede døre)", "closed item"}

// categoryMark takes "(B)" or "(O)" off the start or end of a title.
func categoryMark(category, title string) (string, string) {
	if n := len(title); n > 4 {
		switch {
		case title[0] == '(' && title[2] == ')' && strings.IndexByte("ABCDEO", title[1]) >= 0:
			return title[1:2], strings.TrimSpace(title[3:])
		case title[n-1] == ')' && title[n-3] == '(' && title[n-4] == ' ' && strings.IndexByte("ABCDEO", title[n-2]) >= 0:
			return title[n-2 : n-1], strings.TrimSpace(title[:n-3])
		}
	}
	return category, title
}

// presenterMarks stand between a title and who presents the item.
var presenterMarks = []string{" v./ ", " v./", " v/ ", " v/", " v. ", " /ved "}

// wholeClosed are titles that say nothing but that the item is closed.
var wholeClosed = map[string]bool{"lukket": true, "lukket punkt": true, "lukket sag": true, "lukket dagsordenspunkt": true, "closed item": true}

// titledClosed reports whether a title says that its item is closed.
func titledClosed(title string) bool {
	var it Item
	readTitle(&it, title)
	return it.Closed
}

// readTitle takes category, closed mark and presenter off the printed title.
func readTitle(it *Item, title string) {
	if i := indexFold(title, "-sag:"); i == 1 { // "B-sag: Title"
		it.Category = title[:1]
		title = strings.TrimSpace(title[len("B-sag:"):])
	}
	it.Category, title = categoryMark(it.Category, title)
	if wholeClosed[strings.Trim(fold(title), " .")] {
		it.Closed = true
	}
	for _, mark := range closedMarks {
		folded := lowerSameLength(title)
		switch {
		case strings.HasPrefix(folded, mark):
			title, it.Closed = strings.TrimSpace(title[len(mark):]), true
		case strings.HasSuffix(folded, mark):
			title, it.Closed = strings.TrimSpace(title[:len(title)-len(mark)]), true
		}
	}
	it.Category, title = categoryMark(it.Category, title)
	for _, mark := range presenterMarks {
		if i := strings.LastIndex(title, mark); i > 0 && len(strings.Fields(title[i+len(mark):])) <= 5 && !strings.HasSuffix(title, ".") {
			it.Presenter = strings.TrimSpace(title[i+len(mark):])
			title = strings.TrimRight(title[:i], " ")
			break
		}
	}
	it.Title = withoutStop(title)
}

// withoutStop drops the dot that closes a title, unless it belongs to an
// abbreviation ("Evt.") or the title is more than one sentence.
func withoutStop(title string) string {
	base, ok := strings.CutSuffix(title, ".")
	last := base[strings.LastIndexByte(base, ' ')+1:]
	if !ok || abbreviations[strings.ToLower(last)] || strings.Contains(base, ". ") || strings.Contains(last, ".") {
		return strings.TrimSpace(title)
	}
	return strings.TrimSpace(base)
}
