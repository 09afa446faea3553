package bot

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// This file holds how a sentence by a model may be written: plain Danish or
// English words in one line, and nothing that a channel or a reader could take
// for a link, a command, a quote, a reference or an order.

// wording finds what is wrong with how text is written.
func wording(text string) fault {
	if utf8.RuneCountInString(text) > longestSaid {
		return fault{TooLong, ""}
	}
	for i, r := range text {
		if !plainRune(r) || r == '/' && !between(text, i) {
			return fault{Sign, visible(string(r))}
		}
	}
	words := strings.Fields(text)
	for i, word := range words {
		bare := strings.Trim(word, ".,;:()")
		switch {
		case !strings.ContainsFunc(bare, isWordRune) && !slices.Contains([]string{"§", "%", "–", "-", "&"}, bare):
			return fault{Sign, word}
		case i+1 < len(words) && strings.HasSuffix(word, ".") && !isAnyNumber(bare) && !shortened[strings.ToLower(bare)]:
			return fault{Several, word}
		}
	}
	if signs := doubled.FindString(text); signs != "" {
		return fault{Sign, signs}
	}
	if link := glued.FindString(abbreviations.ReplaceAllString(text, " ")); link != "" {
		return fault{Sign, link}
	}
	if reference := referenceWord.FindString(text); reference != "" {
		return fault{Sign, reference}
	}
	return speaks(text)
}

// plainRune reports whether a sentence may hold r: the letters of Danish, and
// of names from the rest of Western Europe, digits, and few signs. What looks
// like one of them and is another is not among them, nor are quotation marks:
// only the minutes are quoted.
func plainRune(r rune) bool {
	switch {
	case strings.ContainsRune("ªºµĳıĸŀŉſ", r):
		return false
	case r < 0x180 && unicode.IsLetter(r), r >= '0' && r <= '9':
		return true
	}
	return strings.ContainsRune(" .,;:()-–'’%§/+&½¼", r)
}

// plainSpaces makes every kind of space one; line ends stay, and are refused.
func plainSpaces(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Zs, r) {
			return ' '
		}
		return r
	}, text)
}

// plainWord reports whether a word of a question can be said back.
func plainWord(w string) bool {
	return !strings.ContainsFunc(w, func(r rune) bool { return !plainRune(r) })
}

// between reports whether the slash at i joins two words or two figures:
// "og/eller", "24/1", and neither "/start" nor "forum/2022-04-07".
func between(text string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i+1:])
	return unicode.IsLetter(before) && unicode.IsLetter(after) || unicode.IsDigit(before) && unicode.IsDigit(after)
}

var (
	// abbreviations have dots with no space behind.
	abbreviations = regexp.MustCompile(`(?i)\b(d\.|f\.eks|bl\.a|m\.fl|m\.m|m\.v|d\.v\.s|dvs|t\.o\.m|p\.t|o\.l|i\.e|e\.g|m\.h\.t|f\.m|e\.m|mio\.kr|t\.kr)\.?`)
	// shortened are words that a dot may stand behind within a sentence.
	shortened = wordSet(`bl.a f.eks m.fl m.m m.v d.v.s dvs t.o.m p.t o.l i.e e.g m.h.t nr kl pkt stk ca d dr hr fr jf jfr vedr inkl ekskl evt tlf mio mia kr pct afd afs art bkg cand fx gl hhv iflg maks max min mdl okt nov dec jan feb aug sep sept pr resp sml st t.kr tlf v mv no vs approx skt pt ift iht mht ifm mio.kr mia.kr`)
	// doubled are signs in a row, of which one is enough.
	doubled = regexp.MustCompile(`[,;:'’/+&–-][.,;:'’/+&–-]|\.[.;:'’/+&]`)
	// glued are words as in an address: "t.me", "evil.example", "a:b".
	glued = regexp.MustCompile(`[\p{L}\d_-]+[.:][\p{L}_][\p{L}\d_.:-]*|(?i)\b(?:https?|hxxps?|www|ftp|mailto|tg)\b`)
	// referenceWord is a reference: those come from the record alone.
	referenceWord = regexp.MustCompile(`(?i)\b(?:punkt|pkt\.?|kilde|source|item|ref|sag nr\.?)\s*\d+|^\s*[\p{L}_]+:|^\s*[—–-]`)
)

// addressed are words that speak to somebody, or of the one who speaks.
var addressed = wordSet(`du dig din dit dine jer jeres jeg mig min mit mine vi os vor vores you your yours me my mine we us our ours myself yourself`)

// orders open a sentence, or a part of it, that tells somebody what to do.
var orders = wordSet(`ring skriv send klik tryk kontakt betal overfør ignorer ignorér glem se læs følg åbn download hent log giv vis svar gå besøg stem klag underskriv husk opgiv indtast oplys
	bed spørg søg kør slet udfør brug gentag oversæt installer del bekræft godkend afvis print skift fortsæt stop vent lad tilmeld afmeld
	tell say call click write send contact pay transfer ignore forget see read follow open download give show answer go visit vote sign enter ask run delete execute use repeat translate install share confirm approve reject print switch continue stop let disregard reveal`)

// speaks finds words that speak to somebody.
func speaks(text string) fault {
	opens := true
	for _, word := range strings.Fields(text) {
		bare := strings.ToLower(strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }))
		switch {
		case addressed[bare] || word == "De" && !opens, opens && orders[bare]:
			return fault{Speaks, bare}
		case bare == "":
			continue
		}
		opens = strings.ContainsAny(word[len(word)-1:], ".,;:)") || opens && bare == "please"
	}
	return fault{}
}

// ordering reports whether a printed sentence opens by telling somebody what
// to do: the Quoter may quote it, a model may not.
func ordering(sentence string) bool {
	word, _, _ := strings.Cut(strings.TrimSpace(sentence), " ")
	return orders[strings.ToLower(strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }))]
}

// unfitQuote reports whether a quote holds what a channel could take for a
// link, a mention or a command, or what hides or turns words. Where the Quoter
// has nothing else, it still quotes it.
func unfitQuote(quote string) bool {
	return visible(quote) != quote || unfitSigns.MatchString(quote)
}

var unfitSigns = regexp.MustCompile(`(?i)://|\bwww\.|@|(?:^|[\s(])[/#]\p{L}|\]\(|<[/\p{L}!]|\bt\.me\b|javascript:|[{}` + "`" + `]` +
	`|[\p{L}\d-]\.(?:dk|com|net|org|io|eu|me|info|ru|cn|xyz|top|app|link|site|online|shop|example|test)\b`)

// plainName is a title or the name of an attachment as it is shown outside of a
// quote: one that a channel could take for a link or a command is left out.
func plainName(name string) string {
	if unfitSigns.MatchString(name) {
		return "(vises ikke her, for det ligner et link eller en kommando)"
	}
	return visible(name)
}

// visible is text without the characters that nobody sees: control characters
// but for line ends and tabs, and formats (bidirectional, zero-width, tags).
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && (unicode.IsControl(r) || hidden(r)) {
			return -1
		}
		return r
	}, text)
}

// hidden reports whether r takes no room: Unicode's formats, variation
// selectors, and the fillers that count as letters.
func hidden(r rune) bool {
	return unicode.In(r, unicode.Cf, unicode.Variation_Selector, unicode.Co) || r == '\u115f' || r == '\u1160' || r == '\u3164' || r == '\uffa0' || r == '\u2028' || r == '\u2029' || r == '\u034f' || r == utf8.RuneError
}
