package extract

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// decode reads text of an unknown character set: by its byte order mark, by
// its zero bytes, as UTF-8 where that is valid, else as the set that an HTML
// page declares, else as the set whose Danish letters it holds. The
// declaration comes late because it is often wrong, and valid UTF-8 with
// letters beyond ASCII is hardly ever anything else. The note, in Danish, tells of bytes that could not be read.
func decode(data []byte) (text, charset, note string) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return decodeUTF16(data[2:], false), "utf-16le", ""
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return decodeUTF16(data[2:], true), "utf-16be", ""
	}
	if big, ok := zeroBytes(data); ok {
		if big {
			return decodeUTF16(data, true), "utf-16be", ""
		}
		return decodeUTF16(data, false), "utf-16le", ""
	}
	if utf8.Valid(data) {
		return string(data), "utf-8", ""
	}
	if bad, good := countUTF8(data); good > 10*bad { // a cut last letter, a few foreign bytes
		return strings.ToValidUTF8(string(data), "\ufffd"), "utf-8", fmt.Sprintf("%d byte er ikke UTF-8 og kunne ikke læses", bad)
	}
	name, set := guessSet(data)
	if m := declared.FindSubmatch(data[:min(len(data), 4096)]); m != nil {
		if s, ok := singleByte[strings.ToLower(string(m[1]))]; ok {
			name, set = strings.ToLower(string(m[1])), s
		}
	}
	out, err := set.NewDecoder().Bytes(data)
	if err != nil { // the decoders replace what they do not know, so this is none of theirs
		return strings.ToValidUTF8(string(data), "\ufffd"), "utf-8", "filens tegnsæt kunne ikke bestemmes"
	}
	return string(out), name, ""
}

// declared finds the character set in <meta charset=…>, <meta … content="…;
// charset=…"> and <?xml … encoding="…"?>.
var declared = regexp.MustCompile(`(?i)<(?:meta|\?xml)[^>]{0,200}(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9_-]{1,40})`)

// singleByte are the declared sets that differ from Windows-1252. ISO-8859-1
// does not: pages that declare it hold Windows-1252.
var singleByte = map[string]*charmap.Charmap{
	"iso-8859-15": charmap.ISO8859_15,
	"macintosh":   charmap.Macintosh,
	"ibm850":      charmap.CodePage850,
	"cp850":       charmap.CodePage850,
}

// danishSets are the sets that Danish text of one byte a letter is in, with
// the bytes of æ, ø, å, Æ, Ø and Å. The first is taken where these do not
// tell. Code page 850 stands for all of DOS: 865 has the letters in the same
// places.
var danishSets = []struct {
	name    string
	set     *charmap.Charmap
	letters string
}{
	{"windows-1252", charmap.Windows1252, "\xe6\xf8\xe5\xc6\xd8\xc5"},
	{"ibm850", charmap.CodePage850, "\x91\x9b\x86\x92\x9d\x8f"},
	{"macintosh", charmap.Macintosh, "\xbe\xbf\x8c\xae\xaf\x81"},
}

// guessSet finds the set whose Danish letters stand inside words of data. In
// Windows-1252 the letters of the other two are quotes, daggers and fractions,
// of which only the apostrophe stands between letters, so two different ones
// are asked for, and five times as many as there are of Windows-1252.
func guessSet(data []byte) (string, *charmap.Charmap) {
	best, most := 0, 0
	for i, s := range danishSets {
		n, kinds := lettersInWords(data, s.letters)
		if i == 0 {
			most = 4 * n
		} else if kinds >= 2 && n > most {
			best, most = i, n
		}
	}
	return danishSets[best].name, danishSets[best].set
}

// lettersInWords counts the bytes of data that are among letters and have a
// letter on either side, and how many of æ, ø and å, small or capital, are
// among them.
func lettersInWords(data []byte, letters string) (n, kinds int) {
	isLetter := func(c byte) bool { return isASCIILetter(rune(c)) || strings.IndexByte(letters, c) >= 0 }
	var seen [3]bool
	for i := 1; i+1 < len(data); i++ {
		if data[i] < utf8.RuneSelf {
			continue
		}
		kind := strings.IndexByte(letters, data[i])
		if kind < 0 || !isLetter(data[i-1]) || !isLetter(data[i+1]) {
			continue
		}
		n++
		if !seen[kind%3] {
			seen[kind%3] = true
			kinds++
		}
	}
	return n, kinds
}

// zeroBytes reports whether data is UTF-16 without a byte order mark, told by
// the zero bytes that every second byte is in Latin text.
func zeroBytes(data []byte) (bigEndian, ok bool) {
	head := data[:min(len(data), 4096)&^1]
	var zeros [2]int
	for i, c := range head {
		if c == 0 {
			zeros[i&1]++
		}
	}
	pairs := len(head) / 2
	switch {
	case zeros[1]*10 > pairs*4 && zeros[0]*50 <= pairs:
		return false, true
	case zeros[0]*10 > pairs*4 && zeros[1]*50 <= pairs:
		return true, true
	}
	return false, false
}

func decodeUTF16(data []byte, bigEndian bool) string {
	lo, hi := 0, 1
	if bigEndian {
		lo, hi = 1, 0
	}
	var b strings.Builder
	b.Grow(len(data) / 2)
	for i := 0; i+1 < len(data); i += 2 {
		r := rune(data[i+lo]) | rune(data[i+hi])<<8
		if utf16.IsSurrogate(r) && i+3 < len(data) {
			if both := utf16.DecodeRune(r, rune(data[i+2+lo])|rune(data[i+2+hi])<<8); both != utf8.RuneError {
				r = both
				i += 2
			}
		}
		b.WriteRune(r) // a lone surrogate becomes U+FFFD
	}
	return b.String()
}

// countUTF8 counts the bytes that are no UTF-8 and the letters of several
// bytes that are.
func countUTF8(data []byte) (bad, good int) {
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && size == 1:
			bad++
		case size > 1:
			good++
		}
		data = data[size:]
	}
	return bad, good
}
