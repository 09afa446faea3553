package danish

import (
	_ "embed"
	"strings"
	"unicode/utf8"
)

// IsStop reports whether a word in normal form says nothing about a subject:
// a function word, or a word that questions about minutes are put with.
func IsStop(norm string) bool { return stopWords[norm] }

// IsFiller reports whether a word in normal form is one that people tell and
// ask with ("gider", "snart", "egentlig"): in a question it says nothing about
// the subject, though it may stand in minutes.
func IsFiller(norm string) bool { return fillers[norm] }

// IsKin reports whether a word in normal form names somebody of the asker's own
// ("søn", "nevø", "kone"): it tells whom the question is for more than what it
// is about.
func IsKin(norm string) bool { return kin[norm] }

//go:embed fillers.txt
var fillerWords string

// IsEnglishFiller reports whether a word in normal form says nothing in an
// English question, though it may be a Danish noun ("is").
func IsEnglishFiller(norm string) bool { return englishWords[norm] || norm == "one" || norm == "own" }

// IsEnglish reports whether words in normal form are of an English sentence: at
// least two of them are English function words that no Danish word looks like.
func IsEnglish(words []string) bool {
	n := 0
	for _, w := range words {
		if englishWords[w] {
			n++
		}
	}
	return n >= 2
}

var englishWords = wordSet("the of what which how who when where why was were did does is are been has have about with from they their there this that my our your you she would could should")

// NearStop reports whether a word in normal form is a misspelt stop word.
func NearStop(norm string) bool {
	limit := MaxDistance(utf8.RuneCountInString(norm))
	if limit == 0 {
		return false
	}
	shape := ShapeOf(norm)
	for _, w := range stopShapes {
		if MayBeNear(shape, w.shape, limit) && Distance(norm, w.text, limit) <= limit {
			return true
		}
	}
	return false
}

type shaped struct {
	text  string
	shape Shape
}

// stopShapes are the stop words with their shapes.
var stopShapes = func() (list []shaped) {
	for w := range stopWords {
		list = append(list, shaped{w, ShapeOf(w)})
	}
	return list
}()

// IsAct reports whether a word in normal form names what a meeting does with
// a case (beslutte, godkende, drøfte, sige): it tells which part of an item
// is asked for more than which item.
func IsAct(norm string) bool { return actStems[Stem(norm)] }

var (
	stopWords = wordSet(functionWords + questionWords)
	fillers   = wordSet(fillerWords)
	kin       = wordSet(kinWords)
	actStems  = stemSet(actWords)
)

const functionWords = `
	af alle alt alting altid anden andet andre at bare begge blandt blev blevet blive bliver burde bør da de dem den denne dens der deres derfor
	derved desuden det dets dette dig din dine disse dit dog du efter egen egne eget eller en end endnu endvidere engang ens er et ej faktisk fandt
	fik for fordi foran forbindelse fra fx få får før først gennem gerne giver give gik gjorde gjort gå går gør gøre ham han hans har havde
	have hel hele helt hende hendes her herunder hinanden hos hun hver hvert i idet igen ifølge ift igennem ikke imellem imod ind
	inde inden indenfor ingen intet ja jeg jer jeres jf jo kan kom komme kommer kun kunne lige ligesom lidt man mange med meget mellem men mens mere mest
	mig min mine mindre mit mod må måske måtte naturligvis ned nej nemlig netop ni nogen noget nogle nok nu nyt når næsten ny nye og også om omkring op os
	over overfor på samme samt se selv selvom sådan således sig siden sin sine sit skal skulle som stadig så ti til tit to tog tre ud ude uden
	altså selve lige mon vel hellere vist bare godt fint selv sammen midt ellers stadigvæk netop allerede alligevel nogensinde overhovedet allernyeste allersidste
	uanset under undtagen var ved vedrørende vi via vil ville vor vore vores være været tage tager taget særlig særligt blot både vedr mv bl mfl hhv
	the are was were what who when where how which of to in on for and did does do about be been has have with at by from it its that this an any there`

const questionWords = `
	hvad hvem hvilken hvilke hvilket hvis hvor hvordan hvorfor hvornår hvorvidt hvortil hvorhen hvoraf hvormed mon mødet møde møder møderne mødets
	referat referatet referater referaterne minutes meeting punkt punktet punkter punkterne dagsorden dagsordenen vide ved spørge spørgsmål
	fortæl fortælle finde find findes står stå stod sker ske skete slags gang gange sagen hej tak venligst please ok egentlig
	seneste senest nyeste mandag tirsdag onsdag torsdag fredag lørdag søndag svar svaret tid dag dage år året del ting siger sig`

const actWords = `
	beslutte beslutning besluttede vedtage vedtaget vedtog godkende godkendelse godkendt drøfte drøftelse drøftede aftale aftalt aftaler
	behandle behandlet behandling orientere orientering orienteret fortalte foreslå forslag foreslår indstille indstilling indstiller
	bestemme bestemt bestemte sagde sige mene mente mener konklusion konkluderede resultat resultatet udfald tale talt snakke snakkede talte
	sagt svarede svare svarer fortalt fortæller oplyst oplyste oplyser nævnt nævne nævnes omtale omtalt diskutere diskuteret diskuterede decided decision approved discussed agreed`

const kinWords = `
	mor moren mors moder moderen mødre far faren fars fader faderen fædre mamma papa bedstemor bedstefar bedsteforældre mormor morfar farmor farfar oldemor oldefar svigermor svigerfar
	søn sønnen sønner søns datter datteren døtre datters dreng drengen drenge pige pigen piger knægt knægten knægte tøs tøsen barnebarn barnebarnet børnebørn
	bror broren brødre brors søster søsteren søstre søsters lillebror storebror lillesøster storesøster tvilling tvillinger nevø nevøen nevøer niece niecen niecer fætter fætre kusine kusiner onkel onkler
	tante tanter moster faster svoger svigerinde svigersøn svigerdatter kone konen kones hustru mand manden mænd mands kæreste kæresten ven veninde venner veninder kammerat
	dame damen damer herre herren fyr fyren gut gutten menneske mennesker teenager teenageren teenagere nabo naboen underbo overbo`

func wordSet(list string) map[string]bool {
	set := make(map[string]bool)
	for w := range strings.FieldsSeq(list) {
		set[Normal(w)] = true
	}
	return set
}

func stemSet(list string) map[string]bool {
	set := make(map[string]bool)
	for w := range strings.FieldsSeq(list) {
		set[Stem(Normal(w))] = true
	}
	return set
}
