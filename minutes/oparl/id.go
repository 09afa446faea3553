package oparl

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/referat-dk/referat/minutes"
)

// sets holds the values seen under a key.
type sets map[string]map[string]bool

func (s sets) add(key, value string) {
	if s[key] == nil {
		s[key] = make(map[string]bool)
	}
	s[key][value] = true
}

// ids gives meetings and bodies their IDs. It sees all meetings first, so that
// their order does not matter.
type ids struct {
	municipalities sets // by body
	starts         sets // by body and day
	texts          sets // by body, day and start
}

func newIDs(meetings []*minutes.Meeting) ids {
	x := ids{make(sets), make(sets), make(sets)}
	for _, m := range meetings {
		if municipality, _ := ascii(m.Organisation); municipality != "" {
			x.municipalities.add(bodySlug(m), municipality)
		}
	}
	for _, m := range meetings {
		x.starts.add(x.day(m), string(m.Start))
	}
	for _, m := range meetings {
		x.texts.add(x.timed(m), hash(m.Text))
	}
	return x
}

func bodySlug(m *minutes.Meeting) string {
	slug, _, _ := strings.Cut(m.ID, "/")
	return cmp.Or(slug, "ukendt")
}

func (x ids) body(m *minutes.Meeting) string {
	municipality, _ := ascii(m.Organisation)
	if slug := bodySlug(m); municipality == "" || len(x.municipalities[slug]) < 2 {
		return slug
	}
	return bodySlug(m) + "~" + municipality
}

func (x ids) day(m *minutes.Meeting) string {
	if m.Date.IsZero() {
		return x.body(m) + "/udateret-" + hash(m.Text)
	}
	return x.body(m) + "/" + m.Date.String()
}

func (x ids) timed(m *minutes.Meeting) string {
	day := x.day(m)
	if m.Start == "" || len(x.starts[day]) < 2 {
		return day
	}
	return day + "-" + strings.ReplaceAll(string(m.Start), ":", "")
}

func (x ids) meeting(m *minutes.Meeting) string {
	id := x.timed(m)
	if len(x.texts[id]) < 2 {
		return id
	}
	return id + "~" + hash(m.Text)
}

// itemID is ASCII whatever letters a municipality numbers its items with.
func itemID(it *minutes.Item) string { return url.PathEscape(it.ID) }

// personID takes names that differ in case or spaces alone for one.
func personID(name string) string {
	return key(strings.ToLower(strings.Join(strings.Fields(norm.NFC.String(name)), " ")))
}

// paperID takes case numbers that differ in case or spaces alone for one. They
// have a hyphen where names have a space.
func paperID(c minutes.CaseNumber) string {
	bare := strings.ToLower(strings.Join(strings.Fields(norm.NFC.String(string(c))), ""))
	return key(strings.ReplaceAll(bare, "-", " "))
}

// key is a name in ASCII. Where that loses a letter, part of the name's hash
// follows, so that no two names have one key.
func key(name string) string {
	slug, exact := ascii(name)
	if exact {
		return slug
	}
	return slug + "~" + hash(name)
}

var spelled = map[rune]string{'æ': "ae", 'ø': "oe", 'å': "aa", 'ä': "ae", 'ö': "oe", 'ü': "u"}

// ascii writes a name in lower-case letters, digits, dots, and "-" for a
// space; exact reports whether the name can be told from it.
func ascii(name string) (slug string, exact bool) {
	var b strings.Builder
	exact = true
	for _, r := range strings.ToLower(norm.NFC.String(name)) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '.':
			b.WriteRune(r)
			continue
		case r == ' ':
			b.WriteByte('-')
			continue
		case spelled[r] != "":
			b.WriteString(spelled[r])
		default:
			base := rune(norm.NFKD.String(string(r))[0]) // "e" of "é"
			if !unicode.IsLetter(base) || base > unicode.MaxASCII {
				base = '-'
			}
			b.WriteRune(base)
		}
		exact = false
	}
	return b.String(), exact
}

// hash is 8 hexadecimal digits.
func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:4])
}
