package generate

import (
	"strings"

	"github.com/referat-dk/referat/minutes"
)

// step is a case at one of its stages.
type step struct {
	number         minutes.CaseNumber
	subject, place string
	course         []stage // this one and those to come
}

// stage is what a case comes to at one meeting.
type stage struct {
	title, proposal, decision string
	outcome                   minutes.Outcome
	later                     int  // months with meetings until the next stage
	up                        bool // the next stage is the town council's
}

// courses are how cases go: through one body, up to the town council, and back
// after a year.
var courses = [][]stage{
	{
		{"Udkast til kvalitetsstandard for {subject}", "Forvaltningen indstiller, at udvalget drøfter udkastet.", "{body} drøftede sagen.", minutes.Discussed, 2, false},
		{"Kvalitetsstandard for {subject}", "Forvaltningen indstiller, at udvalget godkender kvalitetsstandarden.", "{body} godkendte indstillingen.", minutes.Approved, 11, false},
		{"Evaluering af kvalitetsstandard for {subject}", "Forvaltningen indstiller, at udvalget tager orienteringen til efterretning.", "{body} tog orienteringen til efterretning.", minutes.Noted, 0, false},
	},
	{
		{"Anlægsbevilling til {subject} i {place}", "Forvaltningen indstiller, at udvalget anbefaler en anlægsbevilling.", "{body} anbefalede indstillingen.", minutes.Recommended, 0, true},
		{"Anlægsbevilling til {subject} i {place}", "Forvaltningen indstiller, at bevillingen gives.", "{body} godkendte indstillingen.", minutes.Approved, 22, false},
		{"Anlægsregnskab for {subject} i {place}", "Forvaltningen indstiller, at regnskabet godkendes.", "{body} godkendte indstillingen.", minutes.Approved, 0, false},
	},
	{
		{"Ny model for {subject}", "Forvaltningen indstiller, at modellen godkendes.", "Sagen blev udsat.", minutes.Postponed, 1, false},
		{"Ny model for {subject}", "Forvaltningen indstiller, at modellen godkendes.", "{body} godkendte indstillingen.", minutes.Approved, 11, false},
		{"Status på ny model for {subject}", "Forvaltningen indstiller, at status tages til efterretning.", "{body} tog orienteringen til efterretning.", minutes.Noted, 11, false},
		{"Status på ny model for {subject}", "Forvaltningen indstiller, at status tages til efterretning.", "{body} tog orienteringen til efterretning.", minutes.Noted, 0, false},
	},
	{
		{"Forslag om {subject} i {place}", "Forvaltningen indstiller, at forslaget drøftes.", "{body} afviste forslaget.", minutes.Rejected, 0, false},
	},
	{
		{"Ansøgning om tilskud til {subject} i {place}", "Forvaltningen indstiller, at udvalget godkender ansøgningen.", "{body} godkendte indstillingen.", minutes.Approved, 0, false},
	},
	{
		{"Orientering om {subject}", "Forvaltningen indstiller, at udvalget tager orienteringen til efterretning.", "{body} tog orienteringen til efterretning.", minutes.Noted, 0, false},
	},
}

// standing are the items of every meeting: the first, the second and the last.
var standing = []stage{
	{title: "Godkendelse af dagsorden", decision: "Dagsordenen blev godkendt.", outcome: minutes.Approved},
	{title: "Meddelelser", decision: "{body} tog orienteringen til efterretning.", outcome: minutes.Noted},
	{title: "Eventuelt", decision: "Intet.", outcome: minutes.NoOutcome},
}

func (s stage) standing(body string) Item {
	return Item{Title: s.title, Outcome: s.outcome, decision: strings.ReplaceAll(s.decision, "{body}", body)}
}

// bodies of the invented municipality, the town council last.
var bodies = []struct{ name, slug string }{
	{"Socialudvalget", "socialudvalget"}, {"Børn- og Ungeudvalget", "boern-og-ungeudvalget"},
	{"Teknik- og Miljøudvalget", "teknik-og-miljoeudvalget"}, {"Kultur- og Fritidsudvalget", "kultur-og-fritidsudvalget"},
	{"Sundhedsudvalget", "sundhedsudvalget"}, {"Handicaprådet", "handicapraadet"}, {"Ældrerådet", "aeldreraadet"},
	{"Beskæftigelsesudvalget", "beskaeftigelsesudvalget"}, {"Økonomiudvalget", "oekonomiudvalget"}, {"Byrådet", "byraadet"},
}

// subjects with the KLE number that their case numbers begin with.
var subjects = []struct{ name, kle string }{
	{"bostøtte", "27.03.00"}, {"aflastning", "27.03.00"}, {"ledsagelse", "27.06.00"}, {"botilbud til unge", "27.42.00"},
	{"væresteder", "27.03.00"}, {"handicapkørsel", "13.05.00"}, {"genoptræning", "27.36.00"}, {"hjælpemidler", "27.60.00"},
	{"boligindretning", "27.69.00"}, {"hjemmepleje", "27.36.00"}, {"demensboliger", "27.42.00"}, {"madservice", "27.36.00"},
	{"skolefravær", "17.01.00"}, {"specialundervisning", "17.03.00"}, {"befordring af elever", "17.21.00"}, {"dagtilbud", "28.00.00"},
	{"legepladser", "04.01.00"}, {"cykelstier", "05.01.00"}, {"trafiksikkerhed", "05.13.00"}, {"vejbelysning", "05.01.00"},
	{"affaldssortering", "07.18.00"}, {"spildevand", "06.01.00"}, {"naturpleje", "01.05.00"}, {"lokalplaner", "01.02.00"},
	{"biblioteker", "21.00.00"}, {"idrætshaller", "04.04.00"}, {"musikskolen", "20.00.00"}, {"frivilligt arbejde", "27.15.00"},
	{"jobcentrets samtaler", "15.00.00"}, {"fleksjob", "15.20.00"}, {"unges uddannelse", "15.00.00"}, {"tandpleje", "29.15.00"},
}

// places of the invented municipality.
var places = []string{
	"Eksempelby", "Nørrestrand", "Søndermose", "Vesterlund", "Østerhede", "Birkekær", "Lindebjerg", "Egebakke", "Åholm", "Møllevang", "Engdrup", "Skovsted",
}

// Common first and last names. People who bear two of them are not meant.
var (
	firstNames = []string{
		"Anne", "Peter", "Kirsten", "Jens", "Hanne", "Lars", "Mette", "Michael", "Anna", "Henrik", "Helle", "Thomas", "Lone", "Søren",
		"Maria", "Jan", "Inge", "Christian", "Marianne", "Martin", "Karen", "Niels", "Lene", "Anders", "Bente", "Morten", "Susanne", "Jesper",
	}
	lastNames = []string{
		"Nielsen", "Jensen", "Hansen", "Andersen", "Pedersen", "Christensen", "Larsen", "Sørensen", "Rasmussen", "Jørgensen", "Petersen", "Madsen",
		"Kristensen", "Olsen", "Thomsen", "Poulsen", "Johansen", "Møller", "Mortensen", "Knudsen",
	}
)
