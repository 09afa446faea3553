package bot

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// figure is a number of a text, with what it counts where that is money or a
// share.
type figure struct {
	value float64
	unit  figureUnit
	word  string // as written, up to the unit
}

type figureUnit int

const (
	plain figureUnit = iota
	kroner
	percent
)

// danishNumbers and englishNumbers are numbers that are written in words. The
// first two are not among them, for they are articles and pronouns ("en",
// "anden").
var danishNumbers, englishNumbers = func() (da, en map[string]float64) {
	da, en = make(map[string]float64), make(map[string]float64)
	add := func(m map[string]float64, from int, step int, list string) {
		for i, w := range strings.Fields(list) {
			m[w] = float64(from + i*step)
		}
	}
	add(da, 2, 1, "to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten")
	add(da, 3, 1, "tredje fjerde femte sjette syvende ottende niende tiende ellevte tolvte")
	add(en, 2, 1, "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	add(en, 3, 1, "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth")
	add(en, 20, 10, "twenty thirty forty fifty sixty seventy eighty ninety")
	const ones, tens = "en to tre fire fem seks syv otte ni", "tyve tredive fyrre halvtreds tres halvfjerds firs halvfems"
	add(da, 20, 10, tens)
	for i, one := range strings.Fields(ones) {
		for j, ten := range strings.Fields(tens) {
			da[one+"og"+ten] = float64(i + 1 + 20 + 10*j)
		}
	}
	da["nul"], en["zero"], da["hundred"], da["hundrede"], en["hundred"] = 0, 0, 100, 100, 100
	return da, en
}()

// multiples follow a figure, or stand alone as one.
var multiples = map[string]float64{"tusind": 1e3, "tusinde": 1e3, "tusinder": 1e3, "thousand": 1e3, "tkr": 1e3, "mio": 1e6, "million": 1e6, "millioner": 1e6, "millions": 1e6,
	"mia": 1e9, "milliard": 1e9, "milliarder": 1e9, "billion": 1e9, "hundrede": 100, "hundred": 100}

var figureUnits = map[string]figureUnit{"%": percent, "procent": percent, "pct": percent, "percent": percent, "kr": kroner, "kroner": kroner, "dkk": kroner, "tkr": kroner}

var figureParts = regexp.MustCompile(`\d+(?:[.,]\d+)*|[\p{L}]+|%`)

// figuresIn finds the numbers of text, in figures and in words.
func figuresIn(text string, english bool) []figure {
	parts := figureParts.FindAllString(strings.ReplaceAll(strings.ToLower(text), "t.kr", "tkr"), -1)
	at := func(i int) string {
		if i >= 0 && i < len(parts) {
			return parts[i]
		}
		return ""
	}
	var found []figure
	for i := 0; i < len(parts); i++ {
		values, ok := numbersOf(parts[i], english)
		if !ok {
			continue
		}
		f := figure{value: values[len(values)-1], unit: figureUnits[at(i-1)], word: parts[i]}
		if f.unit == percent { // stands behind its figure, and this is the next one
			f.unit = plain
		}
		for _, v := range values[:len(values)-1] {
			found = append(found, figure{value: v, word: parts[i]})
		}
		for multiples[at(i+1)] > 0 {
			i++
			f.value *= multiples[parts[i]]
			f.word += " " + parts[i]
		}
		if unit, ok := figureUnits[at(i+1)]; ok {
			f.unit = unit
		} else if at(i) == "tkr" {
			f.unit = kroner
		}
		found = append(found, f)
	}
	return found
}

var (
	danishThousands  = regexp.MustCompile(`^\d{1,3}(\.\d{3})+(,\d+)?$`)
	danishDecimal    = regexp.MustCompile(`^\d+,\d+$`)
	englishThousands = regexp.MustCompile(`^\d{1,3}(,\d{3})+(\.\d+)?$`)
	englishDecimal   = regexp.MustCompile(`^\d+\.\d+$`)
)

// numbersOf reads one figure or number word. A chain that is no number, such
// as a time of day, gives its parts.
func numbersOf(part string, english bool) ([]float64, bool) {
	if part[0] < '0' || part[0] > '9' {
		words := danishNumbers
		if english {
			words = englishNumbers
		}
		if n, ok := words[part]; ok {
			return []float64{n}, true
		}
		n, ok := multiples[part]
		return []float64{n}, ok && len(part) > len("mio")
	}
	switch {
	case english && (englishThousands.MatchString(part) || englishDecimal.MatchString(part)):
		part = strings.ReplaceAll(part, ",", "")
	case !english && (danishThousands.MatchString(part) || danishDecimal.MatchString(part)):
		part = strings.ReplaceAll(strings.ReplaceAll(part, ".", ""), ",", ".")
	}
	if n, err := strconv.ParseFloat(part, 64); err == nil {
		return []float64{n}, true
	}
	var values []float64
	for _, p := range strings.FieldsFunc(part, func(r rune) bool { return r == '.' || r == ',' }) {
		n, _ := strconv.ParseFloat(p, 64) // digits alone
		values = append(values, n)
	}
	return values, true
}

// among reports whether f is one of list. A figure without a unit may be one
// of kroner, but no share.
func (f figure) among(list []figure) bool {
	for _, g := range list {
		if math.Abs(f.value-g.value) <= 1e-6*math.Abs(g.value) && (f.unit == g.unit || f.unit == plain && g.unit == kroner) {
			return true
		}
	}
	return false
}
