package bot

import (
	"slices"
	"strings"

	"github.com/referat-dk/referat/retrieval"
	"github.com/referat-dk/referat/retrieval/danish"
)

const mostShorts = 3 // short forms explained below one answer

// shortForms finds what quotes and titles shorten and do not write out, and that the
// minutes they stand in explain ("Ældre- og Handicapforvaltningen (ÆHF)"), in
// the order in which they are quoted.
func shortForms(sentences []verified, hits []retrieval.Hit) []danish.Abbreviation {
	var found []danish.Abbreviation
	for _, s := range sentences {
		shown := s.citation.Quote + "\n" + s.citation.Title
		known := explainedIn(s.citation.Ref, hits)
		for _, t := range danish.Tokens(shown) {
			word := shown[t.Start:t.End]
			i := slices.IndexFunc(known, func(a danish.Abbreviation) bool { return a.Short == t.Norm })
			if i < 0 || word != strings.ToUpper(word) || len(found) == mostShorts ||
				slices.Contains(found, known[i]) || strings.Contains(strings.ToLower(shown), strings.ToLower(known[i].Long)) {
				continue
			}
			found = append(found, known[i])
		}
	}
	return found
}

// explainedIn are the short forms that the minutes with the item ref explain.
func explainedIn(ref string, hits []retrieval.Hit) []danish.Abbreviation {
	for _, h := range hits {
		if h.Ref.String() == ref || h.Item != nil && strings.HasPrefix(ref, h.Ref.Meeting+"/") {
			return danish.Abbreviations(h.Meeting.Text)
		}
	}
	return nil
}
