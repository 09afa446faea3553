package retrieval

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval/danish"
)

// Vocabulary is what Understand has to know of an index.
type Vocabulary struct {
	Bodies []string       // as in Meeting.Body
	Dates  []minutes.Date // of the meetings
	Today  minutes.Date   // what "sidste år" is counted from; zero: such words are searched for
}

// KnownFrom lists the bodies, sorted, and dates of meetings.
func KnownFrom(meetings []*minutes.Meeting) Vocabulary {
	var v Vocabulary
	for _, m := range meetings {
		v.Bodies = append(v.Bodies, m.Body)
		v.Dates = append(v.Dates, m.Date)
	}
	slices.Sort(v.Bodies)
	v.Bodies = slices.Compact(v.Bodies)
	return v
}

// Understand takes a question apart: dates, punkt and case numbers and the
// names of bodies become filters, everything else stays in Query.Text.
//
// A date filters when a meeting was held on it, or when the words around it
// say that a meeting is meant ("mødet den …", "punkt 4 den …"); any other
// date may stand in the text of the minutes and is searched for. A year alone
// is searched for too; "siden 2020", "foråret 2021" and, from Vocabulary.Today,
// "sidste år" filter where a meeting was held then. A body filters by its full name, by its last word where
// no other body has that ("Socialudvalget"), or by its initials ("BSU").
// Paragraphs (§§) and KLE numbers inside the text stay words.
func Understand(question string, known Vocabulary) Query {
	q := Query{Text: question}
	q.cutCases(known)
	q.cutPunkt()
	q.cutDates(known)
	q.cutBareMonth(known)
	q.cutMeetingYear(known)
	q.cutPeriod(known)
	q.findBodies(known)
	return q
}

// cut takes a range out of the words to search for.
func (q *Query) cut(s minutes.Span) {
	q.Text = q.Text[:s.Start] + " " + q.Text[s.End:]
}

// cutCases takes out case numbers. "15.06.22" may be a KLE number or a date:
// it is a date where a meeting was held on it.
func (q *Query) cutCases(known Vocabulary) {
	for _, f := range slices.Backward(minutes.FindCaseNumbers(q.Text)) {
		dates := minutes.FindDates(string(f.Case))
		if len(dates) == 1 && dates[0].Len() == f.Len() && slices.Contains(known.Dates, dates[0].Date) {
			continue
		}
		q.Cases = append(q.Cases, f.Case)
		q.cut(f.Span)
	}
	slices.Reverse(q.Cases)
}

// punktLetter reads the letter of a nested item at the start of s: "B", " C",
// " c" – but not the "d." of a date, nor a word of one letter ("i").
func punktLetter(s string) string {
	trimmed := strings.TrimPrefix(s, " ")
	if trimmed == "" || !unicode.IsLetter(rune(trimmed[0])) || trimmed[0] >= utf8.RuneSelf {
		return ""
	}
	rest := trimmed[1:]
	next, _ := utf8.DecodeRuneInString(rest)
	spaced := len(trimmed) < len(s)
	switch {
	case unicode.IsLetter(next):
		return ""
	case spaced && unicode.IsLower(rune(trimmed[0])) && (strings.HasPrefix(rest, ".") || trimmed[0] == 'i' || startsWithDigit(rest)):
		return ""
	}
	return s[:len(s)-len(rest)]
}

func startsWithDigit(s string) bool {
	s = strings.TrimLeft(s, " ")
	return s != "" && s[0] >= '0' && s[0] <= '9'
}

// punktWords stand before the number of an item.
var punktWords = map[string]bool{"punkt": true, "pkt": true, "punktet": true, "item": true, "dagsordenspunkt": true}

// numberWords may stand for the number of an item.
var numberWords = map[string]string{"et": "1", "to": "2", "tre": "3", "fire": "4", "fem": "5", "seks": "6", "syv": "7", "otte": "8", "ni": "9", "ti": "10", "elleve": "11", "tolv": "12"}

// cutPunkt reads "punkt 4", "pkt. 2B", "punkt nr. 5 C".
func (q *Query) cutPunkt() {
	tokens := danish.Tokens(q.Text)
	for i := 0; i+1 < len(tokens); i++ {
		if !punktWords[tokens[i].Norm] {
			continue
		}
		at := i + 1
		if tokens[at].Norm == "nr" || tokens[at].Norm == "nummer" {
			at++
		}
		if at >= len(tokens) {
			continue
		}
		number := tokens[at].Norm
		if spelt, ok := numberWords[number]; ok {
			number = spelt
		} else if tokens[at].Kind != danish.Number || len(number) > 3 || strings.Contains(number, ",") {
			continue
		}
		q.Punkt = number
		end := tokens[at].End
		if letter := punktLetter(q.Text[end:]); letter != "" {
			q.Punkt += strings.ToUpper(strings.TrimSpace(letter))
			end += len(letter)
		}
		q.cut(minutes.Span{Start: tokens[i].Start, End: end})
		return
	}
}

// meetingWords before a date say that the meeting of that date is meant.
var meetingWords = map[string]bool{"møder": true, "møderne": true, "referatet": true, "referat": true, "referater": true, "meeting": true, "minutes": true, "dagsordenen": true}

func (q *Query) cutDates(known Vocabulary) {
	for _, d := range slices.Backward(minutes.FindDates(q.Text)) {
		from, to := period(d.Date)
		held := slices.DeleteFunc(slices.Clone(known.Dates), func(m minutes.Date) bool {
			if d.Year == 0 {
				return m.Month != d.Month || d.Day != 0 && m.Day != d.Day
			}
			return m.Compare(from) < 0 || m.Compare(to) > 0
		})
		switch {
		case len(held) == 0 && d.Year != 0 && (q.Punkt != "" || namesMeeting(q.Text[:d.Start], known)):
			q.From, q.To = from, to
		case len(held) == 0:
			continue
		default:
			q.From, q.To = slices.MinFunc(held, minutes.Date.Compare), slices.MaxFunc(held, minutes.Date.Compare)
		}
		q.cut(d.Span)
	}
}

// cutBareMonth reads "samarbejdsforum juni": a month alone right behind the name
// of a body or a word for a meeting filters, where a meeting was held in it.
func (q *Query) cutBareMonth(known Vocabulary) {
	tokens := danish.Tokens(q.Text)
	for i := 1; i < len(tokens) && q.From.IsZero() && q.To.IsZero(); i++ {
		named := minutes.FindDates("i " + tokens[i].Norm)
		if tokens[i].Kind != danish.Word || len(named) != 1 || tokens[i].Start != tokens[i-1].End+1 || !namesMeeting(q.Text[:tokens[i].Start], known) {
			continue
		}
		for _, held := range known.Dates {
			if held.Month == named[0].Month && (q.To.IsZero() || held.Compare(q.To) > 0) {
				q.To = held
			}
			if held.Month == named[0].Month && (q.From.IsZero() || held.Compare(q.From) < 0) {
				q.From = held
			}
		}
		if !q.From.IsZero() {
			q.cut(minutes.Span{Start: tokens[i].Start, End: tokens[i].End})
		}
	}
}

// cutMeetingYear reads "mødet i 2019": a year right behind a word for a meeting
// filters, also where none was held.
func (q *Query) cutMeetingYear(known Vocabulary) {
	if !q.From.IsZero() || !q.To.IsZero() {
		return
	}
	tokens := danish.Tokens(q.Text)
	for i := 1; i < len(tokens); i++ {
		years := minutes.FindYears(tokens[i].Norm)
		at := i - 1
		if tokens[at].Norm == "i" || tokens[at].Norm == "fra" {
			at--
		}
		if len(years) != 1 || at < 0 || !meetingWords[tokens[at].Norm] && !strings.HasSuffix(tokens[at].Norm, "mødet") {
			continue
		}
		q.From, q.To = months(years[0], time.January, 12)
		q.cut(minutes.Span{Start: tokens[i].Start, End: tokens[i].End})
		return
	}
}

// period is the first and last day that d may be: d itself, or its month.
func period(d minutes.Date) (from, to minutes.Date) {
	if d.Day != 0 {
		return d, d
	}
	return months(d.Year, d.Month, 1)
}

// namesMeeting reports whether the last words before a date name a meeting or
// a body.
func namesMeeting(before string, known Vocabulary) bool {
	tokens := danish.Tokens(before)
	for i, t := range tokens[max(0, len(tokens)-4):] {
		if meetingWords[t.Norm] || strings.HasSuffix(t.Norm, "mødet") || strings.HasSuffix(t.Norm, "møde") {
			return true
		}
		for _, body := range known.Bodies { // "i Samarbejdsforum i oktober 2021"
			if i >= min(4, len(tokens))-2 && strings.HasSuffix(danish.Normal(body), bodyWord(t.Norm)) && utf8.RuneCountInString(t.Norm) > 4 {
				return true
			}
		}
	}
	return false
}

// findBodies looks for the names of bodies. They stay among the words: the
// body may be what an item is about.
func (q *Query) findBodies(known Vocabulary) {
	asked := make(map[string]bool)
	var text strings.Builder
	for _, t := range danish.Tokens(q.Text) {
		asked[bodyWord(t.Norm)] = true
		text.WriteString(bodyWord(t.Norm) + " ")
	}
	for _, body := range known.Bodies {
		var words []string
		for _, t := range danish.Tokens(body) {
			words = append(words, bodyWord(t.Norm))
		}
		if len(words) == 0 {
			continue
		}
		last := words[len(words)-1]
		unique := !slices.ContainsFunc(known.Bodies, func(other string) bool {
			return other != body && strings.HasSuffix(danish.Normal(other), last)
		})
		if strings.Contains(" "+text.String(), " "+strings.Join(words, " ")+" ") || unique && asked[last] || asked[initials(body)] {
			q.Bodies = append(q.Bodies, body)
		}
	}
}

// bodyWord folds the genitive: "Samarbejdsforums".
func bodyWord(norm string) string {
	if base, ok := strings.CutSuffix(norm, "s"); ok && utf8.RuneCountInString(base) > 4 {
		return base
	}
	return norm
}

// bodyTails are the words that names of bodies end in, each a letter of the
// initials: BeskæftigelsesOgSocialUdvalget is BSU.
var bodyTails = []string{"udvalget", "udvalg", "rådet", "råd", "forvaltningen", "forum", "bestyrelsen"}

// initials of a body's name, lower case.
func initials(body string) string {
	var b strings.Builder
	for _, word := range strings.FieldsFunc(danish.Normal(body), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if word == "og" {
			continue
		}
		first, _ := utf8.DecodeRuneInString(word)
		b.WriteRune(first)
		for _, tail := range bodyTails {
			if strings.HasSuffix(word, tail) && len(word) > len(tail) {
				b.WriteString(tail[:1])
				break
			}
		}
	}
	if utf8.RuneCountInString(b.String()) < 3 { // two letters are too often something else
		return ""
	}
	return b.String()
}
