package telegram

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/ebitengine/purego"

	"github.com/referat-dk/referat/bot"
)

// tdlib is Telegram's own parser, out of its client library (npm
// @prebuilt-tdlib/linux-x64-glibc). `npm ci --ignore-scripts --prefix
// testdata/peers` installs it.
const tdlib = "../../testdata/peers/node_modules/@prebuilt-tdlib/linux-x64-glibc/libtdjson.so"

// missing skips a test that lacks a program, and says so; where REFERAT_CI is
// set it fails instead.
func missing(t testing.TB, what string) {
	t.Helper()
	if os.Getenv("REFERAT_CI") != "" {
		t.Fatalf("%s is missing", what)
	}
	t.Skipf("SKIPPED: %s is not installed; run npm ci --ignore-scripts --prefix testdata/peers", what)
}

var openTDLib = sync.OnceValues(func() (func(string) string, error) {
	library, err := purego.Dlopen(tdlib, purego.RTLD_NOW)
	if err != nil {
		return nil, err
	}
	var execute func(string) string
	purego.RegisterLibFunc(&execute, library, "td_execute")
	execute(`{"@type":"setLogVerbosityLevel","new_verbosity_level":0}`)
	return execute, nil
})

// parser asks TDLib. It is not for concurrent use.
type parser struct{ execute func(string) string }

func newParser(t testing.TB) parser {
	if _, err := os.Stat(tdlib); err != nil || runtime.GOOS+runtime.GOARCH != "linuxamd64" {
		missing(t, "TDLib for linux/amd64")
	}
	execute, err := openTDLib()
	if err != nil {
		t.Fatal(err)
	}
	return parser{execute}
}

type entity struct {
	Offset, Length int
	Type           struct {
		Kind string `json:"@type"`
	}
}

// html reads Telegram's HTML as its server does.
func (p parser) html(t testing.TB, html string) (text string, entities []entity) {
	t.Helper()
	var result struct {
		Kind     string `json:"@type"`
		Text     string
		Message  string
		Entities []entity
	}
	p.ask(t, map[string]any{"@type": "parseTextEntities", "text": html, "parse_mode": map[string]string{"@type": "textParseModeHTML"}}, &result)
	if result.Kind != "formattedText" {
		t.Fatalf("Telegram refuses %q: %s", html, result.Message)
	}
	return result.Text, result.Entities
}

// tappable are the words of a text that Telegram makes links, mentions and
// commands of.
func (p parser) tappable(t testing.TB, text string) []string {
	t.Helper()
	var result struct{ Entities []entity }
	p.ask(t, map[string]any{"@type": "getTextEntities", "text": text}, &result)
	var kinds []string
	for _, e := range result.Entities {
		if !slices.Contains([]string{"textEntityTypeBankCardNumber", "textEntityTypeMediaTimestamp"}, e.Type.Kind) { // any long number, any time; they open nothing
			kinds = append(kinds, e.Type.Kind)
		}
	}
	return kinds
}

func (p parser) ask(t testing.TB, question, answer any) {
	t.Helper()
	q, err := json.Marshal(question)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(p.execute(string(q))), answer); err != nil {
		t.Fatal(err)
	}
}

// checkMessages holds messages of a document against what Telegram makes of
// them: all of the text in order, none too long, nothing that can be tapped.
func checkMessages(t testing.TB, p parser, d document, limit int) {
	t.Helper()
	all := ""
	for _, m := range d.split(limit) {
		text, _ := p.html(t, m.html())
		if text != m.text() {
			t.Errorf("Telegram reads %q as %q, want %q", m.html(), text, m.text())
		}
		if n := units(text); n > limit || strings.TrimSpace(text) == "" {
			t.Errorf("a message of %d units, limit %d: %q", n, limit, text)
		}
		if strings.Contains(text, "\n\n\n") {
			t.Errorf("more than one blank line: %q", text)
		}
		if kinds := p.tappable(t, text); len(kinds) > 0 {
			t.Errorf("%v in %q", kinds, text)
		}
		all += text
	}
	if got, want := bare(all), bare(d.text()); got != want {
		t.Errorf("split, the text is %q, want %q", got, want)
	}
}

// bare is text without white space, which a cut may take.
func bare(text string) string { return strings.Join(strings.Fields(text), "") }

// TestTelegramTakesEveryItem of the real minutes, whole and in small messages.
func TestTelegramTakesEveryItem(t *testing.T) {
	p := newParser(t)
	files, _ := filepath.Glob("../../testdata/minutes/*.txt")
	if len(files) == 0 {
		t.Fatal("no minutes")
	}
	index := realIndex()
	b := Bot{options: Options{Chats: chatsOf(index)}}
	for _, m := range index.Meetings() {
		for it := range m.All() {
			d := documentOf(b.options.Chats.Answerer.Show(m.ID+"/"+it.ID, bot.Danish).Parts())
			checkMessages(t, p, d, longestMessage)
			checkMessages(t, p, d, 200)
		}
	}
}

// FuzzHTML: whatever stands in minutes, titles and questions, Telegram takes
// the message, shows the words, and makes none of them a link.
func FuzzHTML(f *testing.F) {
	for _, seed := range []string{
		"Ja <b>nej</b> & co.", "http://evil.example/x www.odense.dk abc@odense.dk @navn /start #tag $USD tg://x", "a\n\n\n\n\nb", "\x00\x07\u202e\u2066x\u200b", "👩‍👩‍👧 🇩🇰 é̂ Å",
		strings.Repeat("Udvalget drøftede sagen. ", 400), strings.Repeat("x", 9000), strings.Repeat("😀", 3000), strings.Repeat("a\u0301", 3000), "<blockquote>", "&lt;&#60;", "  ", "192.168.0.1", "t.me/x?start=1", "evil.com.", "HTTP://EVIL.COM", "/a/b//c", "@@a ##b", "//start", "://x", strings.Repeat("abc/start", 100),
	} {
		f.Add(seed, "Forum, 1. maj 2020, punkt 4", "Titel", uint16(0))
	}
	p := newParser(f)
	f.Fuzz(func(t *testing.T, said, label, title string, limit uint16) {
		d := documentOf(partsOf(said, label, title))
		checkMessages(t, p, d, max(50, int(limit)%longestMessage+1))
		checkMessages(t, p, plainDocument("Jeg *søger* her: "+foreign(said)), longestMessage)
	})
}

// TestNothingCanBeTapped in words made of what links, mentions, tags and
// commands are made of.
func TestNothingCanBeTapped(t *testing.T) {
	p := newParser(t)
	pieces := strings.Split("evil . com @ / # : // http https ftp - _ 1 2 192 168 t.me www ? = & » ( ) [ ] \u200b \u2060 \u00ad ü 中 。 … $ USD EUR + tg ton localhost :80 xn-- mailto dk odense ’ ' , ; ! ~ % | ^ \\ ` \" < > é a\u0301 😀 a B C 10.0.0.1 рф онлайн .. ./ /. @a. .c", " ")
	random := rand.New(rand.NewPCG(1, 2))
	for range 15_000 {
		text := ""
		for range 1 + random.IntN(9) {
			text += append(pieces, " ", "\n")[random.IntN(len(pieces)+2)]
		}
		made := documentOf([]bot.Part{{Kind: bot.Said, Text: text}}).text()
		if kinds := p.tappable(t, made); len(kinds) > 0 {
			t.Fatalf("%v in %q, made of %q", kinds, made, text)
		}
	}
}
