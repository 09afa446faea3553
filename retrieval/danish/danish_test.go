package danish

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestNormal(t *testing.T) {
	tests := []struct{ a, b string }{ // each pair is the same word
		{"Aabenraa", "Åbenrå"},
		{"BOERNEHAVE", "børnehave"},
		{"Ældre", "aeldre"},
		{"resumé", "resume"},
		{"resume\u0301", "resumé"},                     // decomposed
		{"psykiatриhandleplan", "psykiatrihandleplan"}, // Cyrillic ри
		{"Beret\u00adningen", "beretningen"},           // soft hyphen
	}
	for _, word := range []string{"temaer", "taxaen", "kontoerne", "broen"} {
		if Normal(word) != word {
			t.Errorf("Normal(%q) = %q", word, Normal(word))
		}
	}
	for _, tt := range tests {
		if Normal(tt.a) != Normal(tt.b) {
			t.Errorf("Normal(%q) = %q, Normal(%q) = %q", tt.a, Normal(tt.a), tt.b, Normal(tt.b))
		}
	}
}

func TestTokens(t *testing.T) {
	tests := []struct {
		text string
		want string // normal forms, space between
	}{
		{"Hvad koster det?", "hvad koster det"},
		{"mail-boksen", "mail boksen mailboksen"},
		{"Ældre- og Handicapforvaltningen", "ældre og handicapforvaltningen"},
		{"efter § 85 og §50 a", "efter §85 og §50 §50a"},
		{"33.662.000 kr. (12,5 %)", "33662000 kr 12,5"},
		{"den 24/1 2017", "den 24 1 2017 2017-01-24 --01-24"},
		{"Åbent - 27.03.00-A00-2-16", "åbent 27.03.00-a00-2-16 27.03.00"},
	}
	for _, tt := range tests {
		var got []string
		for _, token := range Tokens(tt.text) {
			if token.Kind == Number && strings.Contains(tt.text, "A00") || token.Norm == "a" { // one letter is no word
				continue // the figures that a case number is printed with
			}
			got = append(got, token.Norm)
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("Tokens(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestStem(t *testing.T) {
	groups := []string{ // words of a line share one stem
		"beslutte besluttede besluttet beslutning beslutningen",
		"godkende godkendte godkendes godkendelse",
		"drøfte drøftede drøftes drøftelse drøftelser",
		"behandle behandlede behandling",
		"evaluere evalueret evaluering evalueringen",
		"ansøge ansøgte ansøgning ansøgningen",
		"lukke lukkede lukkes lukning",
		"udpege udpegede udpegning",
		"trivsel trivslen",
		"barn børn børnene",
		"nedbringe nedbragt nedbringelse",
		"takst takster taksten",
		"tema temaer temaet temaerne",
		"taxa taxaen taxaer",
		"skole skolen skoler skolerne",
		"bolig boligen boliger boligerne boligs",
	}
	for _, line := range groups {
		words := strings.Fields(line)
		for _, w := range words[1:] {
			if Stem(w) != Stem(words[0]) {
				t.Errorf("Stem(%q) = %q, Stem(%q) = %q", w, Stem(w), words[0], Stem(words[0]))
			}
		}
	}
	for _, pair := range [][2]string{{"bolig", "bold"}, {"kommune", "komme"}, {"skole", "skold"}, {"udsatte", "udsættelse"}, {"læge", "lagt"}, {"demens", "dem"}} {
		if Stem(pair[0]) == Stem(pair[1]) {
			t.Errorf("Stem joins %q and %q: %q", pair[0], pair[1], Stem(pair[0]))
		}
	}
}

func TestAbbreviations(t *testing.T) {
	tests := []struct{ text, want string }{
		{"fra Center for Familier og Unge (CFU), som", "cfu=Center for Familier og Unge"},
		{"Individuelt planlagt job med Støtte (IPS)", "ips=Individuelt planlagt job med Støtte"},
		{"Ældre- og Handicapforvaltningen oplyser", "æhf=Ældre- og Handicapforvaltningen"},
		{"Ib Poulsen (LEV)", ""},
		{"byens torv (se side 3)", ""},
	}
	for _, tt := range tests {
		got := ""
		for _, a := range Abbreviations(tt.text) {
			got += a.Short + "=" + a.Long
		}
		if got != tt.want {
			t.Errorf("Abbreviations(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestDistanceIsSymmetricAndBounded(t *testing.T) {
	words := []string{"befordring", "befordrig", "omgørelsesprocent", "omgørelsesprosent", "ungestrategi", "ugnestrategi", "æble", "eble", ""}
	for _, a := range words {
		for _, b := range words {
			if d, e := Distance(a, b, 100), Distance(b, a, 100); d != e || (d == 0) != (a == b) {
				t.Errorf("Distance(%q, %q) = %d, the other way %d", a, b, d, e)
			}
		}
	}
	if d := Distance("kommune", "forvaltning", 2); d != 3 {
		t.Errorf("beyond the limit: %d, want limit+1", d)
	}
}

// FuzzMayBeNear: shapes rule out no pair that Distance has within the limit.
func FuzzMayBeNear(f *testing.F) {
	for _, near := range []string{"befordring befodring", "omgørelse omgoerelse", "kapacitet kapasitet", "hjemmehjælp jemmejælp", "zebra sebra", "ææ eæ", "unge nuge"} {
		a, b, _ := strings.Cut(near, " ")
		f.Add(a, b)
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		for limit := range MaxDistance(40) + 1 {
			if d := Distance(a, b, limit); d <= limit && !MayBeNear(ShapeOf(a), ShapeOf(b), limit) {
				t.Errorf("%q and %q are %d apart, but not by their shapes within %d", a, b, d, limit)
			}
		}
	})
}

func TestLexicon(t *testing.T) {
	l, err := ReadLexicon(strings.NewReader("# prøve\ntransport\ttaxa, kørsel til skole\tbefordring\t0.8\n"))
	if err != nil {
		t.Fatal(err)
	}
	found, n := l.Lookup([]string{"taxaer", "til"})
	if n != 1 || len(found) != 1 || found[0].Stem != Stem("befordring") || found[0].Weight != 0.8 {
		t.Errorf("taxaer: %v, %d words", found, n)
	}
	if found, n = l.Lookup([]string{"kørsel", "til", "skolen"}); n != 3 || len(found) != 1 {
		t.Errorf("phrase: %v, %d words", found, n)
	}
	if found, _ = l.Lookup([]string{"befordringen"}); len(found) != 1 || found[0].Weight >= 0.8 {
		t.Errorf("backwards: %v", found)
	}
	if more, err := ExtendedLexicon(strings.NewReader("transport\tbybil\tbefordring\t0.8\n")); err != nil {
		t.Error(err)
	} else if found, _ := more.Lookup([]string{"bybil"}); len(found) == 0 || found[0].Stem != Stem("befordring") {
		t.Errorf("added row: %v", found)
	}
	for _, bad := range []string{"a\tb\tc", "a\tb\tc\t0", "a\tb\tc\tx"} {
		if _, err := ReadLexicon(strings.NewReader(bad)); err == nil || !strings.Contains(err.Error(), "line 1") {
			t.Errorf("ReadLexicon(%q): error %v names no line", bad, err)
		}
	}
}

func TestLexiconKnowsThePastOfVerbs(t *testing.T) {
	l, err := ReadLexicon(strings.NewReader("job\tfyre\tafskedige\t0.8\npenge\tbetale for, overtage\tfinansiere\t0.8\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{"fyret", "fyrede", "fyrer", "betalte for", "betalt for", "overtog", "overtaget"} {
		if found, n := l.Lookup(strings.Fields(words)); len(found) != 1 || n != len(strings.Fields(words)) {
			t.Errorf("%s: %v, %d words", words, found, n)
		}
	}
}

func TestLexiconFindsPhrasesInOtherOrder(t *testing.T) {
	l, err := ReadLexicon(strings.NewReader("møde\tmøder ikke op til samtale\tudeblivelse\t1\nsundhed\thentet mod sin vilje\ttvang\t1\n"))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		question string
		want     string // stem
	}{
		{"til samtalen mødte han aldrig op", Stem("udeblivelse")},
		{"han møder op til samtale", ""}, // nothing is denied
		{"mod hendes vilje blev hun hentet", Stem("tvang")},
		{"hun blev hentet", ""},
		{"hentet i går og i dag og i morgen og hver evig eneste dag mod min gode vilje", ""}, // too far apart
	}
	for _, tt := range tests {
		got := ""
		for _, synonyms := range l.Scattered(strings.Fields(tt.question)) {
			got = synonyms[0].Stem
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.question, got, tt.want)
		}
	}
}

func TestDefaultLexicon(t *testing.T) {
	rows := 0
	for line := range strings.Lines(builtinLexicon) {
		if !strings.HasPrefix(line, "#") && strings.TrimSpace(line) != "" {
			rows++
		}
	}
	if rows < 400 {
		t.Errorf("the lexicon has %d rows, not 400", rows)
	}
	if found, _ := DefaultLexicon().Lookup([]string{"taxa"}); !slices.ContainsFunc(found, func(s Synonym) bool { return s.Stem == Stem("befordring") }) {
		t.Errorf("taxa stands for %v, not for befordring", found)
	}
}

func FuzzTokens(f *testing.F) {
	f.Add("Åbent - 27.03.00-A00-2-16, § 50 a, den 24/1-31/1 2017: e-Boks\xff")
	f.Fuzz(func(t *testing.T, text string) {
		for _, token := range Tokens(text) {
			if token.Start < 0 || token.End > len(text) || token.Start >= token.End || token.Norm == "" {
				t.Fatalf("token %+v of %d bytes", token, len(text))
			}
			if utf8.ValidString(text) && !utf8.ValidString(text[token.Start:token.End]) {
				t.Fatalf("token %+v cuts a letter", token)
			}
			Stem(token.Norm)
		}
	})
}

func ExampleStem() {
	fmt.Println(Stem("besluttede") == Stem("beslutningen"))
	// Output: true
}

func ExampleSplit() {
	corpus := map[string]int{Stem("omgørelse"): 12, Stem("procent"): 30}
	fmt.Println(Split("omgørelsesprocenten", func(stem string) int { return corpus[stem] }))
	// Output: [omgør procent]
}
