package bot

import (
	"strings"

	"github.com/referat-dk/referat/retrieval/danish"
)

// This file holds words that turn what a sentence says, or that say nothing
// of their own. All are in normal form, or made so.

// twoWay are sets of which the sentence and the sentence of the quote that is
// closest to it both have a word, or neither: what is not, what depends on
// something, what is so in part, what may be and what ought to be.
var twoWay = []map[string]bool{
	negations,
	normalSet(`hvis såfremt forudsat forudsætning medmindre betinget betingelse if unless provided`),
	normalSet(`delvist delvis næsten foreløbig foreløbigt midlertidig midlertidigt måske muligvis eventuelt partly almost maybe perhaps`),
	normalSet(`kan kunne can could may might`),
	normalSet(`bør burde should ought`),
}

var negations = normalSet(`ikke ej ingen intet ingenting aldrig hverken nej næppe uden undtagen not no never none nothing neither nor nobody cannot without except`)

// weights are rows of words that mean much the same; where a sentence has one
// of a row, the quote has one of it too.
var weights = func() (rows []map[string]bool) {
	for row := range strings.Lines(`imod mod against
		skal skulle must shall
		må måtte must
		vil ville will would
		alle samtlige enhver all every everyone
		kun alene udelukkende blot bare only
		altid always
		begge both
		mere flere more
		mindre færre less fewer
		mest fleste most
		nok enough
		mange many
		halvdelen halv halve half
		først før inden before
		ellers otherwise
		fordi derfor således because therefore
		op up
		ned down
		tilbage back
		igen again
		stadig fortsat still
		ja yes
		dag today
		morgen tomorrow
		nu now
		næste kommende next
		sidste forrige last
		nyt ny nye new
		gang gange once twice times
		mandag monday
		tirsdag tuesday
		onsdag wednesday
		torsdag thursday
		fredag friday
		lørdag saturday
		søndag sunday`) {
		rows = append(rows, normalSet(row))
	}
	return rows
}()

// tellingWords say that something is said.
var tellingWords = normalSet(`fremgår fremgik nævner nævnt nævnes skriver skrev skrevet beskriver beskrevet handler handlede drejer gælder omtaler omtalt ifølge referatet mødet punktet
	kl nr stk ca pr jf fx
	said says say told tells according stated states mentions mentioned describes described concerns about minutes meeting item`)

// decidedWords say that something was decided: a quote from a decision bears
// them out without having them.
var decidedWords = normalSet(`besluttede besluttet beslutter beslutning beslutningen beslutningens decided decides decision`)

// englishGrammar are words that an English sentence is put together with.
var englishGrammar = normalSet(`a an the and or but as of in on at to from by for with about into than then that this these those there here it its he she they them their his her him who whom whose
	which what when where why how is are was were be been being am has have had having do does did done so such also both each other some any own same up down out off over under after during while
	if because since until between among per via yet only just well very`)

func normalSet(list string) map[string]bool {
	set := make(map[string]bool)
	for w := range strings.FieldsSeq(list) {
		set[danish.Normal(w)] = true
	}
	return set
}
