package mask

import "testing"

func TestContacts(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Skriv til mor@eksempel.dk i dag", "Skriv til [e-mail] i dag"},
		{"mor.far+1@sub.eksempel.co.uk.", "[e-mail]."},
		{"mor @ eksempel.dk", "[e-mail]"},
		{"mor (at) eksempel (dot) dk", "[e-mail]"},
		{"mor snabel-a eksempel punktum dk", "[e-mail]"},
		{"m\u200bor@eks\u00adempel.dk", "[e-mail]"},

		{"Ring på 20123456", "Ring på [telefonnummer]"},
		{"20 12 34 56, 2012 3456 og 20-12-34-56", "[telefonnummer], [telefonnummer] og [telefonnummer]"},
		{"20.12.34.56 eller 201 234 56 eller 20 123 456", "[telefonnummer] eller [telefonnummer] eller [telefonnummer]"},
		{"+45 20 12 34 56", "[telefonnummer]"},
		{"(+45) 20123456", "[telefonnummer]"},
		{"0045 2012 3456", "[telefonnummer]"},
		{"+4520123456", "[telefonnummer]"},
		{"+49 30 1234567", "[telefonnummer]"},
		{"tlf20123456", "tlf[telefonnummer]"},
		{"20123456 30123456", "[telefonnummer] [telefonnummer]"},
		{"2\u200b0123456", "[telefonnummer]"},
		{"2 0 1 2 3 4 5 6", "[telefonnummer]"},

		{"på Skibhusvej 12 i Odense", "på [adresse] i Odense"},
		{"skibhusvej 12, 2. tv", "[adresse]"},
		{"Gammel Kongevej 5B, 1. sal th, 5000 Odense", "[adresse]"},
		{"Vestre Stationsvej nr. 7", "[adresse]"},
		{"Nørregade 5", "[adresse]"},
		{"Thors Have 3", "[adresse]"},
		{"Frederiks Allé 22 a", "[adresse]"},

		// written so as not to be found, or by another custom
		{"2345 67 89, 23 4567 89 og 23 45 6789", "[telefonnummer], [telefonnummer] og [telefonnummer]"},
		{"(23) 45 67 89, 2345.6789, 23_45_67_89 og 23 – 45 – 67 – 89", "[telefonnummer], [telefonnummer], [telefonnummer] og [telefonnummer]"},
		{"２３４５６７８９ og 23\u202f45\u202f67\u202f89", "[telefonnummer] og [telefonnummer]"},
		{"٢٣٤٥٦٧٨٩", "[telefonnummer]"},
		{"mor＠eksempel.dk, mor {at} eksempel.dk og mor(snabel-a)eksempel.dk", "[e-mail], [e-mail] og [e-mail]"},
		{"mor at eksempel punktum dk, mor AT eksempel DOT dk eller mor at eksempel.dk", "[e-mail], [e-mail] eller [e-mail]"},
		{"Engdraget 7, 5000 Odense", "[adresse]"},
		{"Fruens Bøge 3, 2. tv, 5250 Odense", "[adresse]"},
		{"Møllebanken 4, Bredgade 10-12, Skibhusv. 12 og Skibhusvej12", "[adresse], [adresse], [adresse] og [adresse]"},
		{"Drosselvej 12 og Drosselvej   12", "[adresse] og [adresse]"},

		// what stays
		{"05-12-2023 15:30:00, 05 12 2023 og kl. 16.45 – 17.35", "05-12-2023 15:30:00, 05 12 2023 og kl. 16.45 – 17.35"},
		{"27.00.00-G01-3961-23", "27.00.00-G01-3961-23"},
		{"Det fremgik, at vi mødes at 5 punktum", "Det fremgik, at vi mødes at 5 punktum"},
		{"cykelstien på Skibhusvej 2022", "cykelstien på Skibhusvej 2022"},
		{"Hvad blev besluttet om cykelstien på Skibhusvej?", "Hvad blev besluttet om cykelstien på Skibhusvej?"},
		{"alle 12 medlemmer, plads 5", "alle 12 medlemmer, plads 5"},
		{"05-12-2023, 2023-12-05 og 20231205", "05-12-2023, 2023-12-05 og 20231205"},
		{"budget 2022-2023 og 2022 2023", "budget 2022-2023 og 2022 2023"},
		{"12.345.678 kr. og 10.997.000 kr.", "12.345.678 kr. og 10.997.000 kr."},
		{"kl. 09.00-10.30", "kl. 09.00-10.30"},
		{"27.03.00-A00-2-16 og 123456789012", "27.03.00-A00-2-16 og 123456789012"},
		{"§ 85 og § 107, stk. 2", "§ 85 og § 107, stk. 2"},
	}
	for _, tt := range tests {
		if got := Contacts(tt.text); got != tt.want {
			t.Errorf("Contacts(%q) = %q, want %q", tt.text, got, tt.want)
		}
		if again := Contacts(tt.want); again != tt.want {
			t.Errorf("Contacts(%q) = %q: masked twice", tt.want, again)
		}
	}
}
