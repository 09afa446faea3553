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
// page declares, else as Windows-1252. The declaration comes last because it
// is often wrong, and valid UTF-8 with letters beyond ASCII is hardly ever
// anything else. The note, in Danish, tells of bytes that could not be read.
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
	name, set := "windows-1252", charmap.Windows1252
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
