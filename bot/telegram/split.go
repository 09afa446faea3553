package telegram

import (
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// longestMessage is how much text Telegram takes in one message, in UTF-16
// units, tags not counted.
const longestMessage = 4096

// longestText leaves room for perhapsTwiceText above it.
const longestText = longestMessage - 100

// units is the length of text as Telegram counts it.
func units(text string) int {
	n := 0
	for _, r := range text {
		n += utf16.RuneLen(r)
	}
	return n
}

// split cuts a document into messages of at most limit units, each cut after a
// paragraph if there is one in the second half of the message, else after a
// line, a sentence, a word. Each message has its own tags.
func (d document) split(limit int) []document {
	var messages []document
	for d = d.trim(); len(d) > 0; {
		text := d.text()
		if units(text) <= limit {
			return append(messages, d)
		}
		head, rest := d.cut(cutAt(text, limit))
		if head = head.trim(); len(head) > 0 {
			messages = append(messages, head)
		}
		d = rest.trim()
	}
	return messages
}

// cutAt finds the byte to cut text at so that at most limit units come before.
func cutAt(text string, limit int) int {
	most, half, n := 0, 0, 0
	for i, r := range text {
		if n += utf16.RuneLen(r); n > limit {
			break
		}
		most = i + utf8.RuneLen(r)
		if n <= limit/2 {
			half = most
		}
	}
	window := text[half:most]
	for _, end := range []string{"\n\n", "\n", ". ", " "} {
		if i := strings.LastIndex(window, end); i >= 0 {
			return half + i + len(end)
		}
	}
	for i := most; i > half; { // a letter is not parted from its accents, nor from a "/" that would begin a command
		r, n := utf8.DecodeRuneInString(text[i:])
		if n == 0 || !unicode.Is(unicode.M, r) && r != '/' {
			return i
		}
		_, n = utf8.DecodeLastRuneInString(text[:i])
		i -= n
	}
	return most
}

// cut parts the document at a byte of its text.
func (d document) cut(at int) (head, rest document) {
	for i, r := range d {
		if at >= len(r.text) {
			at -= len(r.text)
			head = append(head, r)
			continue
		}
		if at > 0 {
			head = append(head, run{r.style, r.text[:at]})
		}
		rest = append(rest, run{r.style, r.text[at:]})
		return head, append(rest, d[i+1:]...)
	}
	return head, rest
}
