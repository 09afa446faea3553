package minutes

import "testing"

func TestFindDates(t *testing.T) {
	tests := []struct {
		text string
		want []string // ISO, with "--" for a missing year
	}{
		{"den 15. juni 2022", []string{"2022-06-15"}},
		{"d. 05. december 2023 kl. 08:30", []string{"2023-12-05"}},
		{"05-12-2023", []string{"2023-12-05"}},
		{"2016-08-15 09:00", []string{"2016-08-15"}},
		{"03-11-2015 16:30:00", []string{"2015-11-03"}},
		{"Mandag, 11 januar, 2021 - 19:00", []string{"2021-01-11"}},
		{"Onsdag, April 3, 2019 - 18:00", []string{"2019-04-03"}},
		{"Den 09.01.2020 kl. 13:00", []string{"2020-01-09"}},
		{"15-maj-2002", []string{"2002-05-15"}},
		{"den 17. august den 2021", []string{"2021-08-17"}},
		{"den 24/1 2017", []string{"2017-01-24"}},
		{"den 10/1-17", []string{"2017-01-10"}},
		{"fra den 24/1-31/1 2017", []string{"--01-24", "2017-01-31"}},
		{"17.8 2021", []string{"2021-08-17"}},
		{"3.5.20", []string{"2020-05-03"}},
		{"den 3/5", []string{"--05-03"}},
		{"i marts 2021", []string{"2021-03"}},
		{"3. maj", []string{"--05-03"}},
		{"den 6. – 7. oktober 2016", []string{"2016-10-07"}},
		{"DEN 30. AUGUST 2016.", []string{"2016-08-30"}},
		{"15. juni", []string{"--06-15"}}, // a no-break space

		{"står for 2/3 af efterspørgslen", nil},
		{"27.03.00-A00-2-16", nil},
		{"00.01.00-A00-17-30", nil},
		{"i alt 1.350.000 kr. og 12,2 mio.", nil},
		{"den 31. februar 2022", []string{"2022-02"}}, // no such day: the month is left
		{"Maja Mørk og Augusta", nil},
		{"8-12-20222", nil},
	}
	for _, tt := range tests {
		var got []string
		for _, f := range FindDates(tt.text) {
			got = append(got, f.String())
		}
		if len(got) != len(tt.want) {
			t.Errorf("FindDates(%q) = %q, want %q", tt.text, got, tt.want)
			continue
		}
		for i := range got {
			if got[i] != tt.want[i] {
				t.Errorf("FindDates(%q) = %q, want %q", tt.text, got, tt.want)
			}
		}
	}
}

func TestDanishDate(t *testing.T) {
	if got := (Date{2022, 4, 7}).Danish(); got != "7. april 2022" {
		t.Errorf("Danish() = %q", got)
	}
}
