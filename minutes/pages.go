package minutes

import (
	"slices"
	"strings"
	"unicode"
)

const scanLine = 120 // bytes from which a line of a scanned page can hold several printed lines

// splitPages takes the lines of scanned pages apart. Such text has a page to
// a line, its number first, and all line breaks lost:
//
//	3 35 Godkendelse af dagsorden Sagsnr.: Sagen afgøres i: … Side 3
//
// A line is cut before each label that ends in a colon, and a line with the
// page's number at both ends around labels without one too. Only lines that
// begin with a figure are touched, and others than such pages only if they
// hold at least three labels.
func splitPages(lines []line) []line {
	out := make([]line, 0, len(lines))
	for _, l := range lines {
		var cuts []int
		page := isDigit(l.text[0]) && isNumberedPage(l)
		if page || len(l.text) >= scanLine && isDigit(l.text[0]) {
			cuts = labelCuts(l)
		}
		if page {
			cuts = append(cuts, bareLabelCuts(withoutFooter(l).text)...)
			slices.Sort(cuts)
			cuts = slices.Compact(cuts)
		}
		if len(cuts) < 3 && !(page && len(cuts) > 0) {
			out = append(out, l)
			continue
		}
		parts := cutLine(withoutFooter(l), cuts)
		for i := range parts {
			parts[i].scanned = true
		}
		parts[0] = withoutPageNumber(parts[0])
		if _, alone := smallNumber(parts[0].text); alone {
			parts = parts[1:]
		}
		out = append(out, parts...)
	}
	return withoutRelated(out)
}

// withoutRelated drops what a site for documents prints below those pages:
// the names of other documents.
func withoutRelated(lines []line) []line {
	scanned := false
	for i, l := range lines {
		scanned = scanned || l.scanned
		if scanned && (strings.EqualFold(l.text, "Relaterede dokumenter") || strings.EqualFold(l.text, "Vis mere")) {
			return lines[:i]
		}
	}
	return lines
}

// cutLine cuts l at offsets into its text.
func cutLine(l line, cuts []int) []line {
	var parts []line
	start := 0
	for _, cut := range append(cuts, len(l.text)) {
		text := strings.TrimRight(l.text[start:cut], " \t")
		if text != "" {
			parts = append(parts, line{Span: Span{l.Start + start, l.Start + start + len(text)}, text: text, gap: l.gap && start == 0, indent: l.indent})
		}
		start = cut
	}
	return parts
}

// labelCuts finds where the labels of l begin.
func labelCuts(l line) []int {
	var cuts []int
	for i := 0; i < len(l.text); i++ {
		colon := strings.IndexByte(l.text[i:], ':')
		if colon < 0 {
			break
		}
		colon += i
		if start := labelBefore(l.text, i, colon); start > 0 {
			cuts = append(cuts, start)
		}
		i = colon
	}
	return cuts
}

// labelBefore finds the longest label that ends at a colon and begins after
// from, and returns its start, 0 if there is none.
func labelBefore(text string, from, colon int) int {
	best := 0
	for start := colon; start > from && colon-start < longestLabel; start-- {
		if text[start-1] != ' ' || !unicode.IsUpper(firstRune(text[start:])) {
			continue
		}
		name := text[start:colon]
		_, isHead := headLabels[fold(name)]
		_, isSection := sectionLabels[fold(name)]
		_, _, isCase := caseLabel(line{text: name})
		_, isDecision := decisionLabel(line{Span: Span{0, len(name) + 1}, text: name + ":"})
		if isHead || isSection || isCase || isDecision || caseDetails[fold(name)] {
			best = start
		}
	}
	return best
}

// withoutFooter drops "Side 3" off the end of a page.
func withoutFooter(l line) line {
	text := strings.TrimRight(l.text, "0123456789")
	if base, ok := strings.CutSuffix(text, " Side "); ok && text != l.text {
		l.text = strings.TrimRight(base, " ")
		l.End = l.Start + len(l.text)
	}
	return l
}

// withoutPageNumber drops the page's number: "3 35 Godkendelse" is "35 Godkendelse".
func withoutPageNumber(l line) line {
	page, rest, ok := strings.Cut(l.text, " ")
	if _, isNumber := smallNumber(page); !ok || !isNumber {
		return l
	}
	l.Start += len(page) + 1
	l.text = rest
	return l
}
