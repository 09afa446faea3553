package telegram

import (
	"slices"
	"strings"
	"testing"

	"github.com/referat-dk/referat/bot"
)

func TestHTML(t *testing.T) {
	said := func(text string) bot.Part { return bot.Part{Kind: bot.Said, Text: text} }
	quoted := func(text string) bot.Part { return bot.Part{Kind: bot.Quote, Text: text} }
	for _, tt := range []struct {
		parts []bot.Part
		want  string
	}{
		{[]bot.Part{said("Beslutningen:\n"), quoted("Godkendt"), said("\n"), {Kind: bot.Reference, Text: "Forum, 1. maj 2020", Title: "Løn & vilkår"}},
			"Beslutningen:\n<blockquote>Godkendt</blockquote>\n<b>— Forum, 1. maj 2020</b>: Løn &amp; vilkår"},
		{[]bot.Part{said("Den lyder: "), quoted(" Ja "), said(" .")}, "Den lyder:\n<blockquote>Ja</blockquote>\n."},
		{[]bot.Part{quoted("Ja"), said("\n\n"), quoted("Nej")}, "<blockquote>Ja</blockquote>\n<blockquote>Nej</blockquote>"},
		{[]bot.Part{said("<b>fed</b> & <a href='x'>")}, "&lt;b&gt;fed&lt;/|b&gt; &amp; &lt;a href=&#39;x&#39;&gt;"},
		{[]bot.Part{said("a\n\n\n\n\nb   c\u202e\u200b\x07\n\n")}, "a\n\nb c"},
		{[]bot.Part{said("se odense.dk, @navn, /start og bl.a. kl. 13.00, og/eller 21.02.2017")}, "se odense.|dk, @|navn, /|start og bl.a. kl. 13.00, og/eller 21.02.2017"},
	} {
		if got, want := documentOf(tt.parts).html(), strings.ReplaceAll(tt.want, "|", joiner); got != want {
			t.Errorf("got\n%q, want\n%q", got, want)
		}
	}
}

// TestSplit cuts after a paragraph, else a line, a sentence, a word; what is
// bold is bold in both messages.
func TestSplit(t *testing.T) {
	for _, tt := range []struct {
		text  string
		limit int
		want  []string
	}{
		{"aaaa bbbb\n\ncccc", 12, []string{"aaaa bbbb", "cccc"}},
		{"aaaa bbbb\ncccc dddd", 12, []string{"aaaa bbbb", "cccc dddd"}},
		{"Det er et. To er to.", 15, []string{"Det er et.", "To er to."}},
		{"aaaa bbbb cccc", 10, []string{"aaaa bbbb", "cccc"}},
		{"aaaaaaaaaa", 4, []string{"aaaa", "aaaa", "aa"}},
		{"😀😀😀", 4, []string{"😀😀", "😀"}}, // two units each
		{"aae\u0301", 3, []string{"aa", "e\u0301"}},
		{"  \n ", 4, nil},
		{"*aaaa bbbb*", 6, []string{"<b>aaaa</b>", "<b>bbbb</b>"}},
	} {
		var got []string
		for _, m := range plainDocument(tt.text).split(tt.limit) {
			got = append(got, m.html())
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%q in messages of %d: %q, want %q", tt.text, tt.limit, got, tt.want)
		}
	}
}
