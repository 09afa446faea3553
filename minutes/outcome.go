package minutes

import "strings"

// outcomePhrase is a row of the outcome table. Phrases are folded; "*" at the
// end stands for any ending of the word.
type outcomePhrase struct {
	outcome Outcome
	phrases string
}

// outcomePhrases is searched clause by clause, rows in this order: "Anbefales
// godkendt" is a recommendation.
var outcomePhrases = []outcomePhrase{
	{Rejected, "forkastet, forkastes, forkaster, forkastede, afvist, afviste, afvises, afviser, nedstemt, faldt, afslag, kunne ikke støtte, kan ikke støtte"},
	{Noted, "til efterretning, til orientering, orientering givet, orienteringen er givet, orientering blev givet, orientering om, orienteret om"},
	{Withdrawn, "udgår, udgik, tager sagen af dagsordenen, tager punktet af dagsordenen, taget af dagsordenen, tages af dagsordenen"},
	{Recommended, "anbefaler, anbefales, anbefalede, anbefale, indstilles godkendt, indstilles vedtaget, indstilles til godkendelse, indstiller til, indstilles til, indstiller over for, anbefalet"},
	{Referred, "fremsendes, sendes til, oversendes, oversendt, sender sagen til, sendte sagen til, sender punktet til, henvist til, henviser sagen til, tilbagesendes, tilbagesendt, sendt tilbage, sendes tilbage, sendes i høring, tilbagevises til, tilbagevist til, hjemvises, hjemvist"},
	{Elected, "valgt, valgte, valgtes, genvalgt, genvalgte, udpegedes, udpegede, udpeget, konstitueret, konstituerede"},
	{Approved, "godkendt, godkendte, godkendtes, godkendes, godkender, godkende, imødekommet, imødekommes, imødekommer, imødekom, tilslutter sig, tilsluttede sig, tiltrådt, tiltrådte, tiltrædes, tiltræder, tiltræde, vedtaget, vedtages, vedtager, vedtage, vedtog, indstillingen følges, følger indstillingen"},
	{Discussed, "drøftet, drøftede, drøftedes, drøfter, drøftes"},
	{Postponed, "udsat, udsættes, udsætter, udskydes, udskyder, udskudt, genoptages, afventer"},
	{NoOutcome, "intet, ingen, ingenting"},
}

// negated is what an outcome turns into behind "ikke"; the others say nothing.
var negated = map[Outcome]Outcome{Approved: Rejected, Recommended: Rejected, Noted: OtherOutcome}

// outcomeOf finds what the main clause of a sentence decides, and the phrase
// that says so.
func outcomeOf(m *Meeting, s Span) (Outcome, Span) {
	whole, place := unwrapped(m.Quote(s))
	text := lowerSameLength(whole)
	clause := mainClause(text)
	text = text[clause.Start:clause.End]
	for _, row := range outcomePhrases {
		for phrase := range strings.SplitSeq(row.phrases, ", ") {
			at, ok := findPhrase(text, phrase)
			if !ok || !decidesHere(text, at, row.outcome) {
				continue
			}
			outcome := row.outcome
			if isNegated(text, at) {
				if outcome, ok = negated[outcome]; !ok {
					continue
				}
			}
			return outcome, Span{s.Start + place(clause.Start+at.Start), s.Start + place(clause.Start+at.End-1) + 1}
		}
	}
	return "", Span{}
}

// subordinate marks open what only explains or limits the main clause.
var subordinate = []string{", idet ", ", da ", ", fordi ", ", hvis ", ", såfremt ", ", når ", ", med undtagelse", " med undtagelse", ", dog ", ", som ", ", der ", ", men "}

// proposing are words before ", at" of what somebody wants, and nobody decides
// with it.
var proposing = []string{"foreslog", "foreslår", "foreslås", "stillede forslag", "stiller forslag", "det indstilles", "ønskede", "ønsker", "bad om", "beder om", "orientere", "oplyst", "oplyste"}

// mainClause cuts a sentence, in lower case, down to what it decides: the clause after
// "hvorefter", or after the condition that opens it, else what stands before
// an explanation or before a proposal that it only tells of.
func mainClause(text string) Span {
	if i := strings.Index(text, "hvorefter "); i >= 0 {
		return Span{i + len("hvorefter "), len(text)}
	}
	if strings.HasPrefix(text, "hvis ") || strings.HasPrefix(text, "såfremt ") {
		if i := strings.Index(text, ", "); i >= 0 {
			return Span{i + len(", "), len(text)}
		}
	}
	end := len(text)
	for _, mark := range subordinate {
		if i := strings.Index(text, mark); i > 0 {
			end = min(end, i)
		}
	}
	if i := strings.Index(text, ", at "); i > 0 && i < end && containsAny(text[:i], proposing) {
		end = i
	}
	return Span{0, end}
}

// ofEarlierDay reports whether a clause tells of a day before that of the
// decision; the minutes of an earlier meeting are approved now.
func ofEarlierDay(text string, day Date) bool {
	if strings.HasPrefix(text, "referat") || strings.HasPrefix(text, "protokol") || strings.Contains(text, "referatet fra ") || !strings.ContainsAny(text, "0123456789") {
		return false
	}
	for _, d := range FindDates(text) {
		if d.Complete() && d.Compare(day) < 0 {
			return true
		}
	}
	return false
}

// decidesHere reports whether a phrase decides where it stands: "den valgte
// løsning" elects nobody, "afviste at udsætte" rejects no case.
func decidesHere(text string, at Span, outcome Outcome) bool {
	switch outcome {
	case Elected:
		before := strings.Fields(text[:at.Start])
		return len(before) == 0 || before[len(before)-1] != "den" && before[len(before)-1] != "de" && before[len(before)-1] != "det"
	case Rejected:
		return !strings.HasPrefix(text[at.End:], " at ")
	}
	return true
}

const nearWords = 3 // words between a negation and what it negates

// isNegated reports whether "ikke" stands right before the phrase ("kunne ikke
// godkende", "tog ikke orienteringen til efterretning"), or right after it
// ("anbefales ikke"), or "ingen" before a verb.
func isNegated(text string, at Span) bool {
	before := strings.Fields(text[:at.Start])
	for i, w := range before[max(0, len(before)-nearWords):] {
		if w == "ikke" || w == "ingen" && i == min(len(before), nearWords)-1 {
			return true
		}
	}
	after := strings.FieldsFunc(text[at.End:], func(r rune) bool { return r == ' ' || r == '.' || r == ',' })
	return len(after) > 0 && after[0] == "ikke"
}
