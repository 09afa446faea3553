package minutes

import (
	"regexp"
	"strings"
)

// votePatterns find the counts of a vote, in figures, and what each group of
// the pattern counts.
var votePatterns = []struct {
	pattern *regexp.Regexp
	into    []func(*Votes) *int
}{
	{votes(`(\d+) stemmer i?mod (\d+)`), []func(*Votes) *int{votesFor, votesAgainst}},
	{votes(`\bmed (\d+) stemmer\b`), []func(*Votes) *int{votesFor}},
	{votes(`\bfor: (\d+)`), []func(*Votes) *int{votesFor}},
	{votes(`\bfor (?:\pL+ )?stemte (\d+)`), []func(*Votes) *int{votesFor}},
	{votes(`(\d+) (?:stemmer|stemte) for\b`), []func(*Votes) *int{votesFor}},
	{votes(`(\d+) medlem(?:mer)? (?:stemte|stemmer) for\b`), []func(*Votes) *int{votesFor}},
	{votes(`(\d+) medlem(?:mer)? (?:anbefal|tiltræd|godkend)`), []func(*Votes) *int{votesFor}},
	{votes(`\bimod: (\d+)`), []func(*Votes) *int{votesAgainst}},
	{votes(`\bimod (?:\pL+ )?stemte (\d+)`), []func(*Votes) *int{votesAgainst}},
	{votes(`(\d+) (?:medlem(?:mer)? )?(?:(?:stemmer|stemte|stemme) )?imod\b`), []func(*Votes) *int{votesAgainst}},
	{votes(`(\d+) (?:medlem(?:mer)? )?undlod\b`), []func(*Votes) *int{votesAbstain}},
	{votes(`\bundlod(?: at stemme)?: (\d+)`), []func(*Votes) *int{votesAbstain}},
}

func votesFor(v *Votes) *int     { return &v.For }
func votesAgainst(v *Votes) *int { return &v.Against }
func votesAbstain(v *Votes) *int { return &v.Abstain }

// votes compiles a pattern in which a space stands for any white space.
func votes(pattern string) *regexp.Regexp {
	return regexp.MustCompile("(?i)" + strings.ReplaceAll(pattern, " ", `[\s\x{a0}]+`))
}

// voteMarks are parts of every counted vote.
var voteMarks = newMarks("stem", "imod", "for:", "undlod", " anbefal", " tiltræd", " godkend")

// readVotes reads "For: 20 (…)", "med 24 stemmer mod 5. 2 undlod", "3 stemte
// for, 4 imod". A count in words is not read, nor that of a vote on an
// amendment: in a sentence that decides otherwise than d, in those below one
// that puts an amendment to the vote, and in those above one that says what
// became of it.
func readVotes(m *Meeting, d Decision) Votes {
	var v, open Votes // open: counts whose result has not been told
	amendment := false
	if said := m.Quote(d.Span); !strings.ContainsAny(said, "0123456789") || !voteMarks.in(lowerSameLength(said)) {
		return v
	}
	for s := range wrappedSentences(m.Text, d.Span) {
		text := strings.ReplaceAll(lowerSameLength(m.Quote(s)), "hverken for eller imod", "undlod")
		outcome, _ := outcomeOf(m, s)
		onAmendment := containsAny(text, amendmentWords)
		switch {
		case onAmendment:
			open, amendment = Votes{}, true
			continue
		case outcome != "" && outcome == d.Outcome:
			v.add(open)
			open, amendment = Votes{}, false
		case outcome != "" && outcome != NoOutcome:
			open, amendment = Votes{}, false
			continue
		}
		if !amendment && strings.ContainsAny(text, "0123456789") && voteMarks.in(text) && !strings.Contains(text, " år siden") {
			open.count(text)
		}
	}
	v.add(open)
	return v
}

// amendmentWords name what is voted on besides the item itself.
var amendmentWords = []string{"ændringsforslag", "underændring", "modforslag", "forslag om udsættelse", "forslag om at udsætte"}

// add takes over the counts that v has not.
func (v *Votes) add(w Votes) {
	for _, count := range []func(*Votes) *int{votesFor, votesAgainst, votesAbstain} {
		if *count(v) == 0 {
			*count(v) = *count(&w)
		}
	}
}

// count adds the counts that stand in one sentence.
func (v *Votes) count(text string) {
	for _, row := range votePatterns {
		found := row.pattern.FindStringSubmatch(text)
		for i, into := range row.into {
			if found == nil || *into(v) != 0 {
				continue
			}
			if n, ok := smallNumber(found[i+1]); ok {
				*into(v) = n
			}
		}
	}
}
