package bot

import (
	"slices"
	"strings"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval/danish"
)

// This file holds whose opinion a quote gives. "Samarbejdsforum fremførte, at
// ventetiden er for lang" must not become "Ventetiden er for lang".

// attributing are the words by which minutes give somebody's opinion, proposal
// or word, and those that a sentence may give it by.
var attributing = normalSet(`fremfører fremførte fremført fremføres fremførtes mener mente ment menes udtrykker udtrykte udtrykt bemærker bemærkede bemærket bemærkes bemærkedes oplyser oplyste oplyst oplyses
	påpeger påpegede påpeget påpeges foreslår foreslog foreslået foreslås foresloges anfører anførte anført anføres understreger understregede understreget opfordrer opfordrede opfordret opfordres
	tilkendegiver tilkendegav tilkendegivet kritiserer kritiserede kritiseret indstiller indstillede indstillet indstilles anbefaler anbefalede anbefalet anbefales vurderer vurderede vurderet vurderes
	protesterer protesterede forklarer forklarede fortæller fortalte fortalt siger sagde sagt hævder hævdede hævdet argumenterer argumenterede advarer advarede udtaler udtalte udtalt
	synes syntes ønsker ønskede ønskes spørger spurgte svarer svarede svaret efterlyser efterlyste efterspørger efterspurgte forespurgte henstiller henstillede henstilles udtryk appellerer appellerede konstaterer konstaterede ifølge iflg holdning opfattelse
	say says said propose proposes proposed want think believe recommend suggest argue ask suggests suggested recommends recommended thinks thought believes believed argues argued points pointed asks asked wants wanted stated states according opinion`)

// reporting are those of them that say no more than that somebody said it.
var reporting = normalSet(`siger sagde sagt mener mente ment fremfører fremførte fremført oplyser oplyste oplyst tilkendegav udtrykte udtryk ifølge iflg holdning opfattelse
	says said thinks thought believes believed stated states according opinion`)

// proposing say that something is proposed, as the section of a quote may do
// that does not.
var proposing = normalSet(`indstiller indstilles indstillet anbefaler anbefales anbefalet foreslår foreslås foreslået proposes proposed recommends recommended`)

// resolving are the words of what a body did, which is no opinion.
var resolving = normalSet(`godkendt godkendte godkender godkendes vedtog vedtaget vedtager besluttede besluttet beslutter tiltrådte tiltrådt afviste afvist forkastede forkastet udsat udsatte udskudt aftalt aftaltes`)

// attributes checks that text names who the quote gives the words of, with a
// word that says so.
func (e evidence) attributes(text string) fault {
	holder, position := e.position(text)
	if !position {
		return fault{}
	}
	said := normalWords(text)
	if firstOfSet(said, attributing) == "" {
		return fault{Position, strings.Join(holder, " ")}
	}
	stems := stemsOf(text)
	if len(holder) > 0 && !slices.ContainsFunc(holder, func(w string) bool { return stems[danish.Stem(w)] || stems[danish.Stem(strings.TrimSuffix(w, "s"))] }) {
		return fault{Position, strings.Join(holder, " ")}
	}
	body, words := stemsOf(e.hit.Meeting.Body), stemsOf(e.hit.Meeting.Quote(e.at)+" "+strings.Join(holder, " "))
	for _, w := range said {
		_, ofBody := supported([]string{w}, body)
		if _, quoted := supported([]string{w}, words); ofBody && !quoted {
			return fault{Position, w} // the body is named beside, or in place of, who said it
		}
	}
	return fault{}
}

// proposal reports whether the quote stands in a section of proposals.
func (e evidence) proposal() bool {
	section, ok := e.page.section(e.at)
	return ok && section.Kind == minutes.Recommendation
}

// position finds whether the sentence of the quote that is closest to text,
// or what leads up to it in its paragraph or list, gives an opinion, and the
// words for whose it is; none where that is not said.
func (e evidence) position(text string) (holder []string, found bool) {
	p := e.page
	closest := e.closest(text)
	if section, ok := p.section(closest); ok && (section.Kind == minutes.Recommendation || section.Kind == minutes.Hearing) {
		found = true
	}
	if intro, ok := p.listIntro(closest); ok {
		if h, is := opinion(e.hit.Meeting.Quote(intro)); is {
			holder, found = h, true
		}
	}
	for s := range e.hit.Meeting.Sentences(minutes.Span{Start: p.line(closest).Start, End: closest.End}) {
		said := e.hit.Meeting.Quote(s)
		if h, is := opinion(said); is && (len(h) > 0 || s == closest) { // "det vurderes" is for its own sentence
			holder, found = h, true
		} else if firstOfSet(normalWords(said), resolving) != "" {
			holder, found = nil, false
		}
	}
	return holder, found
}

// opinion reports whether a printed sentence gives somebody's words, and finds
// the words for whom: before the verb in its clause, or else after it, up to
// "at" or a sign. In the passive nobody may be named ("der ønskes").
func opinion(sentence string) (holder []string, found bool) {
	words := strings.Fields(sentence)
	var clause []string
	for i, word := range words {
		norm := strings.Join(normalWords(word), "")
		switch {
		case attributing[norm] && strings.HasSuffix(norm, "es") && norm != "synes":
			return nil, true
		case attributing[norm] && (leading[norm] || len(clause) == 0):
			return contentOf(words[i+1:]), true
		case attributing[norm]:
			return clause, true
		case !danish.IsStop(norm) && !isAnyNumber(norm):
			clause = append(clause, norm)
		}
		if endsClause(word) {
			clause = nil
		}
	}
	return nil, false
}

// leading stand before whose words they give.
var leading = normalSet("ifølge iflg according")

// contentOf are the words up to "at" or a sign that say something.
func contentOf(words []string) (content []string) {
	for _, word := range words {
		norm := strings.Join(normalWords(word), "")
		if norm == "at" || norm == "om" {
			break
		}
		if !danish.IsStop(norm) && !isAnyNumber(norm) {
			content = append(content, norm)
		}
		if endsClause(word) {
			break
		}
	}
	return content
}

func endsClause(word string) bool { return strings.ContainsAny(word[len(word)-1:], ",;:") }

func isAnyNumber(norm string) bool { return norm == "" || norm[0] >= '0' && norm[0] <= '9' }
