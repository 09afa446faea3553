package retrieval

import (
	"slices"
	"time"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval/danish"
)

// seasons by their first month, three months each; a winter begins in
// December of the year before.
var seasons = map[string]time.Month{"forår": 3, "foråret": 3, "sommer": 6, "sommeren": 6, "efterår": 9, "efteråret": 9, "vinter": 0, "vinteren": 0}

// relativeYears are phrases of two words for a year, counted from today's.
var relativeYears = map[[2]string]int{{"sidste", "år"}: -1, {"forrige", "år"}: -1, {"i", "år"}: 0, {"dette", "år"}: 0}

// relativeMonths are the same for months.
var relativeMonths = map[[2]string]int{{"sidste", "måned"}: -1, {"forrige", "måned"}: -1, {"denne", "måned"}: 0}

// cutPeriod reads a stretch of time without a date of its own: "foråret 2022",
// "siden 2020", "mellem 2016 og 2018", "sidste år", "før sommerferien". Where
// no meeting was held in it, the words stay.
func (q *Query) cutPeriod(known Vocabulary) {
	if !q.From.IsZero() || !q.To.IsZero() {
		return
	}
	tokens := danish.Tokens(q.Text)
	for i := range tokens {
		from, to, length := periodAt(tokens[i:], known.Today)
		span := Query{From: from, To: to}
		if length == 0 || !slices.ContainsFunc(known.Dates, func(d minutes.Date) bool { return span.AcceptsMeeting(&minutes.Meeting{Date: d}) }) {
			continue
		}
		q.From, q.To = from, to
		q.cut(minutes.Span{Start: tokens[i].Start, End: tokens[i+length-1].End})
		return
	}
}

// FindPeriod reads the first stretch of time in text that has no date of its
// own, such as "foråret 2022" or "siden 2020"; a zero from or to is open. Today
// may be zero: then no period is counted from it.
func FindPeriod(text string, today minutes.Date) (from, to minutes.Date, ok bool) {
	tokens := danish.Tokens(text)
	for i := range tokens {
		if from, to, length := periodAt(tokens[i:], today); length > 0 {
			return from, to, true
		}
	}
	return minutes.Date{}, minutes.Date{}, false
}

// periodAt reads a period at the first of tokens, and how many it takes up, 0
// where there is none. Today may be zero: then no period is counted from it.
func periodAt(tokens []danish.Token, today minutes.Date) (from, to minutes.Date, length int) {
	year := func(i int) int {
		if i < len(tokens) {
			if found := minutes.FindYears(tokens[i].Norm); len(found) == 1 {
				return found[0]
			}
		}
		return 0
	}
	word, next := tokens[0].Norm, ""
	if len(tokens) > 1 {
		next = tokens[1].Norm
	}
	first, isSeason := seasons[word]
	switch {
	case isSeason && year(1) != 0:
		from, to = months(year(1), first, 3)
		return from, to, 2
	case isSeason && !today.IsZero():
		from, to = months(today.Year, first, 3)
		if from.Compare(today) > 0 {
			from, to = months(today.Year-1, first, 3)
		}
		return from, to, 1
	case word == "siden" && year(1) != 0:
		return minutes.Date{Year: year(1), Month: 1, Day: 1}, minutes.Date{}, 2
	case word == "efter" && year(1) != 0:
		return minutes.Date{Year: year(1) + 1, Month: 1, Day: 1}, minutes.Date{}, 2
	case (word == "før" || word == "inden") && year(1) != 0:
		return minutes.Date{}, minutes.Date{Year: year(1) - 1, Month: 12, Day: 31}, 2
	case (word == "mellem" || word == "fra") && len(tokens) > 3 && (tokens[2].Norm == "og" || tokens[2].Norm == "til") && year(1) != 0 && year(3) != 0:
		return minutes.Date{Year: year(1), Month: 1, Day: 1}, minutes.Date{Year: year(3), Month: 12, Day: 31}, 4
	case today.IsZero():
		return from, to, 0
	case word == "før" && next == "sommerferien":
		y := today.Year
		if today.Month < time.July {
			y--
		}
		from, to = months(y, time.January, 6)
		return from, to, 2
	}
	if back, ok := relativeYears[[2]string{word, next}]; ok {
		from, to = months(today.Year+back, time.January, 12)
		return from, to, 2
	}
	if back, ok := relativeMonths[[2]string{word, next}]; ok {
		from, to = months(today.Year, today.Month+time.Month(back), 1)
		return from, to, 2
	}
	return from, to, 0
}

// months is the first and last day of n months.
func months(year int, first time.Month, n int) (from, to minutes.Date) {
	start := time.Date(year, first, 1, 0, 0, 0, 0, time.UTC)
	end := start.AddDate(0, n, -1)
	return minutes.Date{Year: start.Year(), Month: start.Month(), Day: 1}, minutes.Date{Year: end.Year(), Month: end.Month(), Day: end.Day()}
}
