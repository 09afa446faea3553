package retrieval

import (
	"strings"
	"testing"

	"github.com/referat-dk/referat/minutes"
)

func TestUnderstand(t *testing.T) {
	known := Vocabulary{
		Today:  minutes.Date{Year: 2022, Month: 9, Day: 1},
		Bodies: []string{"Beskæftigelses- og Socialudvalget", "Samarbejdsforum", "Socialdirektørforum"},
		Dates:  []minutes.Date{{Year: 2016, Month: 8, Day: 15}, {Year: 2021, Month: 3, Day: 2}, {Year: 2021, Month: 3, Day: 30}, {Year: 2022, Month: 5, Day: 3}, {Year: 2023, Month: 12, Day: 5}},
	}
	tests := []struct {
		question string
		want     string // filters as printed by filters below
		text     string // words that have to be left to search for
	}{
		{"Hvad blev besluttet i marts 2021 om takster?", "2021-03-02..2021-03-30", "takster"},
		{"takster den 3/5 2022", "2022-05-03..2022-05-03", "takster"},
		{"takster den 3. maj", "2022-05-03..2022-05-03", "takster"},
		{"takster 3.5.22", "2022-05-03..2022-05-03", "takster"},
		{"takster 2022-05-03", "2022-05-03..2022-05-03", "takster"},
		{"mødet den 3/5 2020 om takster", "2020-05-03..2020-05-03", "takster"}, // no such meeting: nothing will be found
		{"hvad sker der den 1. januar 2024", "", "1. januar 2024"},             // may stand in the text
		{"takster i 2022", "", "2022"},
		{"takster på mødet i 2022", "2022-01-01..2022-12-31", "takster"},
		{"mødet i 2019 om takster", "2019-01-01..2019-12-31", "takster"}, // no such meeting
		{"hvad er punkt 2B den 3. maj 2022", "2022-05-03..2022-05-03 punkt 2B", ""},
		{"pkt. nr. 12 i referatet", "punkt 12", ""},
		{"sag 15.00.26-Ø34-1-23", "case 15.00.26-Ø34-1-23", "sag"},
		{"alt under 27.03.00", "case 27.03.00", "alt"},
		{"hvad sagde Samarbejdsforum om § 85", "body Samarbejdsforum", "§ 85"},
		{"Socialudvalgets møde om takster", "body Beskæftigelses- og Socialudvalget", "takster"},
		{"bsu takster", "body Beskæftigelses- og Socialudvalget", "takster"},
		{"Beskæftigelses- og Socialudvalget, takster", "body Beskæftigelses- og Socialudvalget", "takster"},
		{"et forum for unge", "", "forum"},
		{"takster i foråret 2021", "2021-03-01..2021-05-31", "takster"},
		{"takster i foråret", "2022-03-01..2022-05-31", "takster"},
		{"takster i vinteren 2019", "", "vinteren 2019"}, // no meeting then
		{"takster siden 2022", "2022-01-01..", "takster"},
		{"takster efter 2022", "2023-01-01..", "takster"},
		{"takster før 2017", "..2016-12-31", "takster"},
		{"takster mellem 2016 og 2021", "2016-01-01..2021-12-31", "takster"},
		{"takster sidste år", "2021-01-01..2021-12-31", "takster"},
		{"takster før sommerferien", "2022-01-01..2022-06-30", "takster"},
	}
	for _, tt := range tests {
		q := Understand(tt.question, known)
		if got := filters(q); got != tt.want {
			t.Errorf("Understand(%q) filters %q, want %q", tt.question, got, tt.want)
		}
		if !strings.Contains(q.Text, tt.text) {
			t.Errorf("Understand(%q) searches for %q, want %q in it", tt.question, q.Text, tt.text)
		}
	}
}

func filters(q Query) string {
	var parts []string
	if !q.From.IsZero() || !q.To.IsZero() {
		parts = append(parts, q.From.String()+".."+q.To.String())
	}
	if q.Punkt != "" {
		parts = append(parts, "punkt "+q.Punkt)
	}
	for _, c := range q.Cases {
		parts = append(parts, "case "+string(c))
	}
	for _, b := range q.Bodies {
		parts = append(parts, "body "+b)
	}
	return strings.Join(parts, " ")
}

func FuzzUnderstand(f *testing.F) {
	f.Add("Hvad er punkt nr. 2 B den 3/5 2022 i BSU om sag 27.03.00-A00-2-16 § 85?")
	known := Vocabulary{Bodies: []string{"Samarbejdsforum", "", "-"}, Dates: []minutes.Date{{}, {Year: 2022, Month: 5, Day: 3}}}
	f.Fuzz(func(t *testing.T, question string) {
		if q := Understand(question, known); len(q.Text) > len(question)+len(q.Cases)+8 {
			t.Fatalf("%q grew to %q", question, q.Text)
		}
	})
}
