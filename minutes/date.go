package minutes

import (
	"cmp"
	"fmt"
	"strings"
	"time"
)

// Date is a civil date. The zero Date means "not printed". In what FindDates
// returns, Day or Year may be zero alone: "marts 2021" has no day, "3. maj"
// no year.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// IsZero reports whether nothing of the date is known.
func (d Date) IsZero() bool { return d == Date{} }

// Complete reports whether year, month and day are all known.
func (d Date) Complete() bool { return d.Year != 0 && d.Month != 0 && d.Day != 0 }

// Compare orders dates by time: -1, 0 or 1. What is missing comes first.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// String is the ISO form "2022-04-07". Without a day it is "2021-03", without
// a year "--05-03" (the ISO 8601 truncated form), a month alone "--05-00"; the
// zero Date prints "".
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.Year == 0:
		return fmt.Sprintf("--%02d-%02d", int(d.Month), d.Day)
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, int(d.Month))
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// Danish is the form people read: "7. april 2022", "april 2022", "7. april".
func (d Date) Danish() string {
	var parts []string
	if d.Day != 0 {
		parts = append(parts, fmt.Sprintf("%d.", d.Day))
	}
	if d.Month != 0 {
		parts = append(parts, danishMonths[d.Month-1])
	}
	if d.Year != 0 {
		parts = append(parts, fmt.Sprint(d.Year))
	}
	return strings.Join(parts, " ")
}

// MarshalText writes what String prints. UnmarshalText reads "2022-04-07",
// "2021-03" and "", not the forms without a year.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

func (d *Date) UnmarshalText(b []byte) error {
	*d = Date{}
	if len(b) == 0 {
		return nil
	}
	for _, layout := range []string{time.DateOnly, "2006-01"} {
		if t, err := time.Parse(layout, string(b)); err == nil {
			d.Year, d.Month, d.Day = t.Date()
			if layout != time.DateOnly {
				d.Day = 0
			}
			return nil
		}
	}
	return fmt.Errorf("minutes: %q is no date; write it as 2022-04-07", b)
}

// valid reports whether the parts that are known can stand in a calendar.
func (d Date) valid() bool {
	if d.Month < 1 || d.Month > 12 || d.Day < 0 || d.Day > 31 {
		return false
	}
	year := d.Year
	if year == 0 {
		year = 2000 // a leap year: 29 February may stand without its year
	}
	return d.Day == 0 || time.Date(year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).Day() == d.Day
}

// onOrAfter fills in a missing year: the first such date not before m.
func (d Date) onOrAfter(m Date) Date {
	if d.Year != 0 || m.Year == 0 || d.Day == 0 {
		return d
	}
	d.Year = m.Year
	if d.Compare(m) < 0 {
		d.Year++
	}
	return d
}

// Clock is a time of day, "HH:MM". "" means that none is printed.
type Clock string

var danishMonths = [12]string{"januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"}

// monthNames are the month names that Danish minutes print: full and short
// Danish, and English, which some publishing systems leave in.
var monthNames = map[string]time.Month{
	"januar": 1, "january": 1, "jan": 1, "februar": 2, "february": 2, "feb": 2,
	"marts": 3, "march": 3, "mar": 3, "april": 4, "apr": 4, "maj": 5, "may": 5,
	"juni": 6, "june": 6, "jun": 6, "juli": 7, "july": 7, "jul": 7,
	"august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9,
	"oktober": 10, "october": 10, "okt": 10, "oct": 10,
	"november": 11, "nov": 11, "december": 12, "dec": 12,
}

// ByDate orders meetings for slices.SortFunc: oldest first, ties by ID.
func ByDate(a, b *Meeting) int {
	if c := a.Date.Compare(b.Date); c != 0 {
		return c
	}
	return strings.Compare(a.ID, b.ID)
}
