package bot

import (
	"fmt"
	"slices"
	"strings"

	"github.com/referat-dk/referat/retrieval/danish"
)

// This file reads messages that are no questions to the minutes: which choice
// is meant, "vis mere", "tak".

// Choice is a reading of a question that was not clear.
type Choice struct {
	Label    string `json:"label"`    // "Samarbejdsforum, 7. april 2022"
	Question string `json:"question"` // the question in that reading
}

const mostChoices = 3 // of a question that is not clear

var ordinals = [mostChoices][]string{{"første", "øverste", "first"}, {"anden", "andet", "midterste", "second"}, {"tredje", "sidste", "nederste", "third"}}

// chosen reads the reply to a question which of some choices is meant: "2",
// "den anden", or words that only one of them has.
func chosen(text string, choices []Choice) (question string, ok bool) {
	words := normalWords(text)
	if len(choices) == 0 || len(words) == 0 {
		return "", false
	}
	for i := range choices {
		if slices.Equal(words, []string{fmt.Sprint(i + 1)}) || containsPhrase(words, ordinals[i]) && len(words) <= shortQuestion {
			return choices[i].Question, true
		}
	}
	var fits []Choice
	for _, choice := range choices {
		label := danish.Tokens(choice.Label) // a date and its parts
		in := func(w string) bool {
			return slices.ContainsFunc(label, func(t danish.Token) bool { return t.Norm == w })
		}
		if !slices.ContainsFunc(words, func(w string) bool { return !danish.IsStop(w) && !in(w) }) {
			fits = append(fits, choice)
		}
	}
	if len(fits) != 1 {
		return "", false
	}
	return fits[0].Question, true
}

// wanted is what "vis mere" asks for.
type wanted int

const (
	wholeItem   wanted = iota // the item that was quoted, whole
	otherPlaces               // other items that were found
)

var moreWords = []struct {
	wants   wanted
	phrases string
}{
	{wholeItem, `vis hele punktet, hele punktet, vis punktet, vis det hele, læs hele punktet, læs det hele, se hele punktet, vis teksten, show the whole item`},
	{otherPlaces, `vis mere, mere, se mere, vis flere, flere, flere steder, andre steder, hvad ellers, er der mere, er der andet, er der flere, andet, show more, more`},
}

func wantsMore(text string) (wanted, bool) {
	said := strings.Join(normalWords(text), " ")
	for _, row := range moreWords {
		if slices.ContainsFunc(phrases(row.phrases), func(p string) bool { return said == danish.Normal(p) }) {
			return row.wants, true
		}
	}
	return 0, false
}

// smallTalk are messages that need no search, whole, and what they are answered.
var smallTalk = []struct {
	said, answer string
	language     Language
}{
	{`tak, mange tak, tusind tak, tak for hjælpen, tak for det, super tak`, thanksText, ""},
	{`thanks, thank you, many thanks`, thanksText, English},
	{`hej, hejsa, halløj, goddag, godmorgen, godaften, hej med dig`, helloText, ""},
	{`hi, hello, good morning`, helloText, English},
	{`hjælp, hvad kan du, hvem er du, hvad er du, er du et menneske, er du en robot`, helloText, ""},
	{`help, what can you do, who are you, are you human`, helloText, English},
}

func readSmallTalk(text string) (Answer, bool) {
	said := strings.Join(normalWords(text), " ")
	for _, row := range smallTalk {
		if slices.ContainsFunc(phrases(row.said), func(p string) bool { return said == danish.Normal(p) }) {
			return Answer{Question: text, Status: Clarify, Text: row.language.say(row.answer), Citations: []Citation{}, Hits: []HitRef{}}, true
		}
	}
	return Answer{}, false
}
