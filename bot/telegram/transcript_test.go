package telegram

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/referat-dk/referat/bot/internal/botapitest"
)

var rewrite = flag.Bool("update", false, "write the transcripts in examples/telegram/README.md anew")

const (
	transcriptFile = "../../examples/telegram/README.md"
	transcriptFrom = "<!-- transcripts: go test ./bot/telegram -run Transcripts -update -->\n"
	transcriptTo   = "<!-- end of transcripts -->\n"
)

// dialogues are what somebody says; a line in brackets is a button that is
// pressed.
var dialogues = []struct {
	title string
	says  []string
}{
	{"At the first contact", []string{"/start"}},
	{"A decision, and the whole item", []string{"Hvad blev besluttet om tilbuddet Tippen?", "[Vis hele punktet]"}},
	{"Asking on", []string{"Hvad siger Samarbejdsforum om skift af sagsbehandler?", "hvem sagde det?", "hvad endte det med?", "hvornår var det?"}},
	{"How much", []string{"Hvad blev det til med takststigningerne på Stjernen?", "hvor meget?", "tak"}},
	{"I meant something else", []string{"Hvem var fraværende i Beskæftigelses- og Socialudvalget i 2023?", "nej, jeg mente i 2017"}},
	{"Which meeting", []string{"Hvornår sluttede mødet i Samarbejdsforum?", "[Samarbejdsforum, 15. juni 2022]"}},
	{"The minutes do not say", []string{"Hvad blev besluttet om cykelstien på Skibhusvej?"}},
	{"A personal number", []string{"Min søns nummer er 010203-1234, får han bostøtte?"}},
	{"One's own case", []string{"Kan jeg klage over afgørelsen i min datters sag?"}},
	{"The latest meetings, and what one thought of the answer", []string{"/nyt", "[Samarbejdsforum, 7. april 2022]", "Hvad sagde borgerrådgiveren?", "[Ikke rigtigt]", "[Der mangler noget]", "[Nej tak]"}},
}

// TestTranscripts holds the dialogues of the README against the real bot.
func TestTranscripts(t *testing.T) {
	var text strings.Builder
	for i, d := range dialogues {
		fmt.Fprintf(&text, "\n### %d. %s\n", i+1, d.title)
		r := start(t, botapitest.New(t))
		for _, says := range d.says {
			text.WriteString(r.transcript(says))
		}
		r.end()
	}
	file, err := os.ReadFile(transcriptFile)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, ok := strings.Cut(string(file), transcriptFrom)
	_, tail, ended := strings.Cut(rest, transcriptTo)
	if !ok || !ended {
		t.Fatalf("%s lacks its marks %q and %q", transcriptFile, transcriptFrom, transcriptTo)
	}
	want := head + transcriptFrom + text.String() + "\n" + transcriptTo + tail
	if *rewrite {
		if err := os.WriteFile(transcriptFile, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if want != string(file) {
		t.Errorf("the transcripts in %s are not what the bot says now; run go test ./bot/telegram -run Transcripts -update and read the change", transcriptFile)
	}
}

// transcript says or presses something, and returns both sides in Markdown.
func (r *running) transcript(says string) string {
	r.t.Helper()
	before := r.server.Sent()
	label, presses := strings.CutPrefix(strings.TrimSuffix(says, "]"), "[")
	if presses {
		last := before[len(before)-1]
		r.server.Press(7, last, data(r.t, last, label))
	} else {
		r.server.Say(7, says)
	}
	r.server.Until("it to be handled", func() bool { return r.server.Waiting() == 0 })
	text := "\n**👤 " + says + "**\n"
	for _, m := range r.server.Sent()[len(before):] {
		text += "\n" + markdown(m) + "\n"
	}
	calls := r.server.Calls("answerCallbackQuery")
	if presses && calls[len(calls)-1].Params.Get("text") != "" {
		text += "\n> *(" + calls[len(calls)-1].Params.Get("text") + ")*\n"
		if left := r.server.Sent()[len(before)-1]; len(left.Buttons()) > 0 {
			text += ">\n" + buttonLine(left) + "\n"
		}
	}
	return text
}

// markdown shows a message as Telegram does, as near as may be.
func markdown(m botapitest.Message) string {
	var lines []string
	quoted := false
	for line := range strings.SplitSeq(m.HTML, "\n") {
		opens, closes := strings.Contains(line, "<blockquote>"), strings.Contains(line, "</blockquote>")
		line = strings.NewReplacer("<b>", "**", "</b>", "**", "<i>", "*", "</i>", "*", "<blockquote>", "", "</blockquote>", "", joiner, "", "&#34;", `"`, "&#39;", "'").Replace(line)
		prefix := "> "
		if quoted || opens {
			prefix = "> > "
		}
		if line != "" && !strings.HasPrefix(line, "• ") {
			line += "  "
		}
		line = strings.Replace(line, "• ", "- ", 1)
		if opens && !quoted && len(lines) > 0 || !quoted && !opens && len(lines) > 0 && strings.HasPrefix(lines[len(lines)-1], "> > ") {
			lines = append(lines, ">")
		}
		lines = append(lines, strings.TrimRight(prefix+line, " ")+trailing(line))
		quoted = (quoted || opens) && !closes
	}
	if len(m.Buttons()) > 0 {
		lines = append(lines, ">", buttonLine(m))
	}
	return strings.Join(lines, "\n")
}

// trailing keeps the two spaces that break a line in Markdown.
func trailing(line string) string {
	if strings.HasSuffix(line, "  ") {
		return "  "
	}
	return ""
}

func buttonLine(m botapitest.Message) string {
	line := ">"
	for _, b := range m.Buttons() {
		line += " `" + b[0] + "`"
	}
	return line
}
