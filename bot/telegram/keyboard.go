package telegram

import (
	"encoding/base64"
	"hash/fnv"
	"net/url"
	"slices"
	"strconv"
	"strings"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/referat-dk/referat/bot"
	"github.com/referat-dk/referat/minutes"
)

// keyboard is the buttons below a message, row by row.
type keyboard [][]button

type button struct {
	text string
	data string // comes back when it is pressed
	url  string // or this is opened
}

func (k keyboard) rows() [][]tgbotapi.InlineKeyboardButton {
	rows := [][]tgbotapi.InlineKeyboardButton{}
	for _, buttons := range k {
		var row []tgbotapi.InlineKeyboardButton
		for _, b := range buttons {
			set := tgbotapi.InlineKeyboardButton{Text: shortened(b.text)}
			if b.url != "" {
				set.URL = &b.url
			} else {
				set.CallbackData = &b.data
			}
			row = append(row, set)
		}
		if len(row) > 0 {
			rows = append(rows, row)
		}
	}
	return rows
}

const longestLabel = 60 // letters that fit on a telephone in two lines

func shortened(label string) string {
	letters := []rune(visible(label))
	if len(letters) > longestLabel {
		return string(letters[:longestLabel-1]) + "…"
	}
	return string(letters)
}

// What a button's data begins with. Data holds at most 64 bytes, names items
// by the hash of their reference, and needs nothing that a restart forgets:
// only a choice needs the question, which is forgotten by intent.
const (
	itemData    = "i" // :hash[:page] show the item whole
	placesData  = "o" // :hash… show other items
	meetingData = "m" // :hash show what a meeting treated
	choiceData  = "c" // :number this is what was meant
	usefulData  = "y" // :hash the answer helped
	wrongData   = "n" // :hash it did not: ask why
	reasonData  = "r" // :reason:hash why
	keepData    = "k" // :reason:hash keep the question too
	dropData    = "d" // do not
	againData   = "again"
)

const (
	hashLength = 8 // of a reference: 48 bits in base64
	mostHashes = 7 // in the data of a button
)

func hashOf(ref string) string {
	h := fnv.New64a()
	h.Write([]byte(ref)) // cannot fail
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:6])
}

// refOf finds what a hash stands for among all meetings and items; "" where it
// is there no more, or two have the same hash.
func refOf(hash string, meetings []*minutes.Meeting) string {
	found := ""
	see := func(ref string) {
		if hashOf(ref) == hash {
			if found != "" && found != ref {
				ref = ""
			}
			found = ref
		}
	}
	for _, m := range meetings {
		see(m.ID)
		for it := range m.All() {
			see(minutes.Ref{Meeting: m.ID, Item: it.ID}.String())
		}
	}
	return found
}

// refsOf reads hashes that stand one after another.
func refsOf(hashes string, meetings []*minutes.Meeting) []string {
	var refs []string
	for ; len(hashes) >= hashLength; hashes = hashes[hashLength:] {
		if ref := refOf(hashes[:hashLength], meetings); ref != "" {
			refs = append(refs, ref)
		}
	}
	return refs
}

// keyboardOf is what stands below an answer.
func keyboardOf(a bot.Answer, whole bool) keyboard {
	var k keyboard
	for i, c := range a.Choices {
		k = append(k, []button{{text: c.Label, data: choiceData + ":" + strconv.Itoa(i+1)}})
	}
	if a.Status == bot.Clarify || a.Status == bot.Refused {
		return k
	}
	var row []button
	first := ""
	if len(a.Citations) > 0 {
		first = a.Citations[0].Ref
	}
	if a.Status == bot.Answered && !whole {
		k, row = wholeButtons(a)
	}
	if others := otherHashes(a); others != "" && a.Status == bot.Answered {
		row = append(row, button{text: placesLabel, data: placesData + ":" + others})
	}
	k = append(k, row)
	if url := sourceURL(a); url != "" {
		k = append(k, []button{{text: sourceLabel, url: url}})
	}
	return append(k, []button{{text: usefulLabel, data: usefulData + ":" + hashOf(first)}, {text: wrongLabel, data: wrongData + ":" + hashOf(first)}})
}

const mostWhole = 3 // items that can be shown whole from one answer; a list of more has no such buttons

// wholeButtons show the items that an answer quotes: one button in a row with
// others, or a row for each of several.
func wholeButtons(a bot.Answer) (rows keyboard, row []button) {
	var items []bot.Citation
	for _, c := range a.Citations {
		if c.Punkt != "" && !slices.ContainsFunc(items, func(i bot.Citation) bool { return i.Ref == c.Ref }) {
			items = append(items, c)
		}
	}
	switch n := len(items); {
	case n == 1:
		row = []button{{text: wholeLabel, data: itemData + ":" + hashOf(items[0].Ref)}}
	case n > 1 && n <= mostWhole:
		for _, c := range items {
			rows = append(rows, []button{{text: wholeOfLabel(c), data: itemData + ":" + hashOf(c.Ref)}})
		}
	}
	return rows, row
}

// otherHashes are those of items that were found, match nearly as well as the
// best, and were not shown.
func otherHashes(a bot.Answer) string {
	hashes := ""
	for _, h := range a.Hits {
		shown := slices.ContainsFunc(a.Citations, func(c bot.Citation) bool { return c.Ref == h.Ref })
		if hash := hashOf(h.Ref); h.Near && h.Punkt != "" && !shown && !strings.Contains(hashes, hash) && len(hashes) < mostHashes*hashLength {
			hashes += hash
		}
	}
	return hashes
}

// sourceURL is the web page of the first document cited. It comes from the
// operator's list of sources, never from text. One that Telegram would refuse
// with all other buttons, or that has a password, is left out.
func sourceURL(a bot.Answer) string {
	for _, c := range a.Citations {
		if u, err := url.Parse(c.URL); err == nil && (u.Scheme == "https" || u.Scheme == "http") && strings.Contains(u.Hostname(), ".") && u.User == nil && !strings.ContainsAny(c.URL, " []\"<>\\^`{|}") && visible(c.URL) == c.URL {
			return c.URL
		}
	}
	return ""
}

// reasonKeyboard asks why an answer did not help.
func reasonKeyboard(hash string) keyboard {
	var k keyboard
	for _, r := range reasons {
		k = append(k, []button{{text: r.label, data: reasonData + ":" + r.key + ":" + hash}})
	}
	return k
}
