// Package danish turns Danish text into search terms: tokens with a normal
// form, stems, stop words, the parts of compounds, and near spellings. It
// stands on its own, so that another search engine can be given the same
// terms and rank alike. Everything in it may be called concurrently.
package danish

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/referat-dk/referat/minutes"
)

// Token is one word, number or reference of a text.
type Token struct {
	Norm       string // normal form, see Normal; "§85", "2017-01-24" and case numbers whole
	Start, End int    // byte range in the text
	Kind       TokenKind
}

// TokenKind tells words from what is matched as it stands. The zero kind is a
// word.
type TokenKind int

const (
	Word      TokenKind = iota
	Number              // "519", "12,2", "10.050.000" (without its dots)
	Paragraph           // "§85", "§50a"
	Date                // "2017-01-24"; "--06-15" without its year
	Case                // a case number, lower case, or its KLE number alone
)

// Tokens cuts text into tokens in text order. A date, a case number and a
// paragraph are tokens of their own, beside the words and figures they are
// printed with; a word with a hyphen gives its parts and then the whole,
// written together.
func Tokens(text string) []Token {
	tokens := make([]Token, 0, len(text)/6)
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsLetter(r):
			i = appendWord(&tokens, text, i)
		case unicode.IsDigit(r):
			i = appendNumber(&tokens, text, i)
		case r == '§':
			i = appendParagraph(&tokens, text, i+size)
		default:
			i += size
		}
	}
	if !strings.ContainsAny(text, "0123456789") {
		return tokens
	}
	return appendReferences(tokens, text)
}

const maxHyphens = 8 // parts of a hyphened word; a longer chain is no word

func appendWord(tokens *[]Token, text string, start int) int {
	first := len(*tokens)
	end := start
	for from := start; ; {
		end = runEnd(text, from, isWordRune)
		*tokens = append(*tokens, Token{Norm: Normal(text[from:end]), Start: from, End: end})
		r, size := utf8.DecodeRuneInString(text[end:])
		next, _ := utf8.DecodeRuneInString(text[end+size:])
		if r != '-' && r != '\u2010' && r != '\u2011' || !unicode.IsLetter(next) {
			break
		}
		from = end + size
	}
	if parts := (*tokens)[first:]; len(parts) > 1 && len(parts) <= maxHyphens {
		var whole strings.Builder
		for _, p := range parts {
			whole.WriteString(p.Norm)
		}
		*tokens = append(*tokens, Token{Norm: whole.String(), Start: start, End: end})
	}
	return end
}

// isWordRune takes combining marks and soft hyphens as part of a word.
func isWordRune(r rune) bool {
	return r|0x20 >= 'a' && r|0x20 <= 'z' || unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) || r == '\u00ad' || r == '\u200b'
}

func appendNumber(tokens *[]Token, text string, start int) int {
	end := runEnd(text, start, unicode.IsDigit)
	for end+1 < len(text) && (text[end] == '.' || text[end] == ',') && text[end+1] >= '0' && text[end+1] <= '9' {
		end = runEnd(text, end+1, unicode.IsDigit)
	}
	*tokens = append(*tokens, Token{Norm: strings.ReplaceAll(text[start:end], ".", ""), Start: start, End: end, Kind: Number})
	return end
}

// appendParagraph reads what follows a "§": "85", " 66", "§ 52", " 50 a".
func appendParagraph(tokens *[]Token, text string, i int) int {
	start := i
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if r != '§' && !unicode.IsSpace(r) {
			break
		}
		i += size
	}
	end := runEnd(text, i, unicode.IsDigit)
	if end == i {
		return i
	}
	number := "§" + text[i:end]
	*tokens = append(*tokens, Token{Norm: number, Start: start - len("§"), End: end, Kind: Paragraph})
	rest := strings.TrimPrefix(text[end:], " ")
	if rest != "" && rest[0] >= 'a' && rest[0] <= 'z' {
		if next, _ := utf8.DecodeRuneInString(rest[1:]); !unicode.IsLetter(next) {
			letterEnd := len(text) - len(rest) + 1
			*tokens = append(*tokens, Token{Norm: number + rest[:1], Start: start - len("§"), End: letterEnd, Kind: Paragraph})
		}
	}
	return end
}

// appendReferences adds the dates and case numbers of text.
func appendReferences(tokens []Token, text string) []Token {
	for _, d := range minutes.FindDates(text) {
		if d.Day != 0 {
			tokens = append(tokens, Token{Norm: d.String(), Start: d.Start, End: d.End, Kind: Date})
			if d.Year != 0 {
				d.Year = 0
				tokens = append(tokens, Token{Norm: d.String(), Start: d.Start, End: d.End, Kind: Date})
			}
		}
	}
	for _, c := range minutes.FindCaseNumbers(text) {
		whole := strings.ToLower(strings.ReplaceAll(string(c.Case), " ", ""))
		tokens = append(tokens, Token{Norm: whole, Start: c.Start, End: c.End, Kind: Case})
		if kle := c.Case.KLE(); kle != whole {
			tokens = append(tokens, Token{Norm: kle, Start: c.Start, End: c.End, Kind: Case})
		}
	}
	return tokens
}

func runEnd(text string, i int, class func(rune) bool) int {
	for i < len(text) {
		if c := text[i]; c < utf8.RuneSelf {
			if !class(rune(c)) {
				break
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if !class(r) {
			break
		}
		i += size
	}
	return i
}

// Normal is the form in which words are compared: composed (NFC), lower case,
// look-alike letters read, accents dropped, and the two ways to write æ, ø
// and å made one ("Aabenraa" and "Åbenrå", "boernehave" and "børnehave").
func Normal(word string) string {
	if isPlain(word) {
		return joinDigraphs(word)
	}
	word = minutes.Latin(norm.NFC.String(word))
	return joinDigraphs(strings.Map(func(r rune) rune {
		if r == '\u00ad' || r == '\u200b' {
			return -1
		}
		r = unicode.ToLower(r)
		if plain, ok := withoutAccent[r]; ok {
			return plain
		}
		return r
	}, word))
}

// joinDigraphs makes æ of ae, ø of oe and å of aa, but for the endings of
// nouns in -a and -o: "temaer", "taxaen", "kontoen".
func joinDigraphs(word string) string {
	if !hasDigraph(word) {
		return word
	}
	for _, ending := range []string{"er", "en", "erne", "ens", "ers", "ernes"} {
		base, ok := strings.CutSuffix(word, ending)
		if ok && len(base) > 1 && (base[len(base)-1] == 'o' || base[len(base)-1] == 'a' && len(base) > 3) && base[len(base)-2] != base[len(base)-1] {
			return digraphs.Replace(base) + ending
		}
	}
	return digraphs.Replace(word)
}

func hasDigraph(word string) bool {
	for i := 1; i < len(word); i++ {
		if a, b := word[i-1], word[i]; b == 'e' && (a == 'a' || a == 'o') || b == 'a' && a == 'a' {
			return true
		}
	}
	return false
}

// isPlain reports whether word is of the lower-case letters a to z, æ, ø and å.
func isPlain(word string) bool {
	for i := 0; i < len(word); i++ {
		switch c := word[i]; {
		case c >= 'a' && c <= 'z':
		case c == 0xc3 && i+1 < len(word) && (word[i+1] == 0xa6 || word[i+1] == 0xb8 || word[i+1] == 0xa5): // æ, ø, å in UTF-8
			i++
		default:
			return false
		}
	}
	return true
}

var (
	digraphs      = strings.NewReplacer("aa", "å", "ae", "æ", "oe", "ø")
	withoutAccent = map[rune]rune{'á': 'a', 'à': 'a', 'â': 'a', 'é': 'e', 'è': 'e', 'ê': 'e', 'ë': 'e', 'í': 'i', 'ï': 'i', 'ó': 'o', 'ò': 'o', 'ô': 'o', 'ú': 'u', 'ü': 'y', 'ç': 'c', 'ñ': 'n', 'ö': 'ø', 'ä': 'æ'}
)
