package extract

import (
	"strings"
	"testing"
	"time"
)

// TestHTML holds pages against the lines that a reader sees. "→" is a tab.
func TestHTML(t *testing.T) {
	tests := []struct {
		name, page, want string
		dropped          int
	}{
		{"headings and paragraphs", "<h1>Referat</h1><p>Et\n afsnit</p><h2>1. Sag</h2>Løs tekst<p>To</p>", "Referat\n\nEt afsnit\n\n1. Sag\n\nLøs tekst\n\nTo\n", 0},
		{"inline elements do not cut words", "<p>Be<b>slut</b>ning: <i>God</i>kendt</p>", "Beslutning: Godkendt\n", 0},
		{"line breaks", "<p>Sted:<br>Rådhuset<br><br>Tid:</p>", "Sted:\nRådhuset\n\nTid:\n", 0},
		{"lists", "<ul><li>a<ul><li>b</ul><li><p>c</p></ul><p>d</p>", "• a\n  • b\n• c\n\nd\n", 0},
		{"numbered lists", "<ol start=3><li>a<li value=7>b<li>c<ol type=a><li>x<li>y</ol></ol>", "3. a\n7. b\n8. c\n  a. x\n  b. y\n", 0},
		{"a list from 0, and one in Roman numbers", "<ol start=0><li>a<li>b</ol><ol type=i start=3><li>c<li>d</ol>", "0. a\n1. b\n\niii. c\niv. d\n", 0},
		{"a heading that unfolds", "<h2><button>1. Lån <b>igen</b></button></h2><div><p>Godkendt</p><button>Luk</button></div>", "1. Lån igen\n\nGodkendt\n", 0},
		{"a heading that is never closed", "<h2>1. Lån<p>Godkendt</p><button>Luk</button>", "1. Lån\n\nGodkendt\n", 0},
		{"cells are never glued", "<table><tr><th>For<th>Imod<tr><td>A<td></td><td><p>V</p></table>", "For→Imod\nA→→V\n", 0},
		{"names in a cell stay lines", "<table><tr><td>Til stede:</td><td>Bo Friis<br>Ida Lund</td></tr></table>", "Til stede:\nBo Friis\nIda Lund\n", 0},
		{"tables for layout", "<table><tr><td><h1>Referat</h1><p>Et</p><table><tr><td>a<td>b</table></td></tr></table>", "Referat\n\nEt\n\na→b\n", 0},
		{"definitions", "<dl><dt>Sted<dd>Rådhuset<dt>Tid<dd>Kl. 9</dl>", "Sted\nRådhuset\nTid\nKl. 9\n", 0},
		{"verbatim text", "<pre>a\n  b\n\nc</pre>d", "a\n  b\n\nc\n\nd\n", 0},
		{"entities", "<p>B&oslash;rn &amp; unge&nbsp;§&#167;</p>", "Børn & unge\u00a0§§\n", 0},
		{"no text", "<head><title>x</title><style>p{}</style></head><p>a</p><script>if(a<b)</script><noscript>n</noscript><button>Vis</button>", "a\n", 0},
		{"navigation lines", "<a href=#m>Spring til indhold</a><p>Referat af mødet</p><p>Udskriv »</p><p>Til toppen</p>", "Referat af mødet\n", 3},
		{"navigation lines with marks", "<p>» Udskriv</p><p>Referat af mødet</p><p>› Hent \u00a0 som PDF</p><p>…</p><p>« Vi\u00a0bruger cookies på vores side</p>", "Referat af mødet\n\n…\n", 3},
		{"navigation elements", "<nav><ul><li>Politik<li>Job</ul></nav><p>Referat af mødet i udvalget</p><footer>Tlf. 12 34</footer>", "Referat af mødet i udvalget\n", 3},
		{"cookies", `<div class="cookie-banner"><p>Vi husker dig</p><div>Ja</div></div><p>Referat af mødet i udvalget</p><p>Vi bruger cookies til statistik.</p>`, "Referat af mødet i udvalget\n", 3},
		{"an item about cookies stays", "<p>5. Kommunens brug af cookies</p>", "5. Kommunens brug af cookies\n", 0},
		{"hidden text", `<p>Referat af mødet</p><div style="display: none">skjult<div>x</div></div><p hidden>y<p>Slut</p>`, "Referat af mødet\n\nSlut\n", 3},
		{"hidden text in the main part", `<main><h1>Referat af mødet</h1><div hidden><p>Afvist</p></div><p style="visibility: hidden">Udsat</p><p aria-hidden=true>Godkendt</p></main>`, "Referat af mødet\n\nGodkendt\n", 2},
		{"folded-up text in the main part", `<main><h1>Referat</h1><a href="#p1">Vis</a><p id=p1 hidden>a</p><button aria-controls=p2>+</button><p id=p2 style="display:none">b</p><p hidden=until-found>c</p><p class="accordion-body" hidden>d</p></main>`, "Referat\n\nVis\n\na\n\nb\n\nc\n\nd\n", 0},
		{"a main part that is hidden", `<main><h1>Referat</h1><div hidden><p>Mødet i udvalget</p></div></main>`, "Referat\n\nMødet i udvalget\n", 0},
		{"text struck out by its style", `<main><h1>Referat</h1><p>Beslutning: <span style="text-decoration: line-through">Afvist.</span> Godkendt.</p><p style="text-decoration:line-through">Udsat</p></main>`, "Referat\n\nBeslutning: Godkendt.\n", 2},
		{"struck-out text", "<p><del>Afvist.</del> <s>Udsat</s> Godkend<strike>te</strike>t.</p><del><p>Et</p><p>To</p></del><ol><li><s>x</s><li>y</ol>", "Godkendt.\n\n2. y\n", 6},
		{"struck-out text that never ends", "<p>a <s>b</p><p>c <s>d</s></p></s>", "a b\n\nc\n", 1},
		{"a bold label", "<p><strong>Beslutning</strong> Afvist.</p><ul><li><b>Dato </b>3. marts<li><B>Resumé</B>Et</ul><td><b>Udvalg</b> <i>Byrådet</i></td>", "Beslutning\nAfvist.\n\n• Dato\n3. marts\n• Resumé\nEt\n\nUdvalg\nByrådet\n", 0},
		{"bold that is no label", "<p><b>Beslutning</b>: Afvist</p><p><b>Beslutning</b> i Byrådet</p><p><b>Bilag</b> 2</p><p><b>Beslutning</b> <b>Byrådet</b></p><p>Om <b>Beslutning</b> Nej</p><p><b>Økonomi</b>udvalg</p>", "Beslutning: Afvist\n\nBeslutning i Byrådet\n\nBilag 2\n\nBeslutning Byrådet\n\nOm Beslutning Nej\n\nØkonomiudvalg\n", 0},
		{"the main part", "<div>Genveje</div><main><header><h1>Referat</h1></header><p>Mødet i udvalget</p></main><div>Kontakt</div>", "Referat\n\nMødet i udvalget\n", 2},
		{"a page that is one form", "<form><p>Referat af mødet</p><p>Slut</p></form>", "Referat af mødet\n\nSlut\n", 0},
		{"a tag that is never closed", "<nav><a>Forside</a><p>Referat af mødet</p><p>1. Godkendt</p>", "Forside\n\nReferat af mødet\n\n1. Godkendt\n", 0},
		{"elements of XHTML without content", "<head><title/><script src=x /></head><body><iframe src=y /><p>a</p><textarea/><p>b</p><button/></body>", "a\n\nb\n", 0},
		{"a part of a page", "<div>Referat</div>", "Referat\n", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := Read(t.Context(), []byte(tt.page))
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.ReplaceAll(doc.Text, "\t", "→"); got != tt.want || doc.Dropped != tt.dropped || doc.MediaType != htmlType {
				t.Errorf("got %q with %d dropped, want %q with %d", got, doc.Dropped, tt.want, tt.dropped)
			}
		})
	}
}

// TestUnclosedHTML keeps the text below an element without text that is never
// closed, as browsers do, and tells of text that they do not show either.
func TestUnclosedHTML(t *testing.T) {
	tests := []struct{ name, page, want, lost string }{
		{"svg before a block", "<p>a <svg><path d=x><p>b</p>", "a\n\nb\n", ""},
		{"svg in an entry", "<ul><li><svg><path d=x></li><li>b</ul>", "• b\n", ""},
		{"svg in a link", "<p><a><svg><g></a>b</p>", "b\n", ""},
		{"svg with a link and a sign of its own", "<p>a<svg><a><text>x</text></a><foreignObject><p>y</p></foreignObject><text>z</text></svg>b</p>", "ab\n", ""},
		{"svg in svg", "<p>a<svg><svg>x</svg>y</svg>b", "ab\n", ""},
		{"a formula", "<p>a <math><mi>x<p>b</p></math><p>c</p>", "a\n\nc\n", ""},
		{"a drawing at the end", "<p>a</p><svg><text>b", "a\n", "siden ender midt i <svg>: de sidste 7 byte er ikke læst"},
		{"button", "<p>a</p><button>Vis<p>b</p>", "a\n\nVis\n\nb\n", ""},
		{"button before the next one", "<p>a</p><BUTTON>Vis<p>b</p><button>Luk</button><p>c</p>", "a\n\nVis\n\nb\n\nc\n", ""},
		{"button in a part of the page", "<div><button><i>Vis</i></div><p>b</p></button>", "b\n", ""},
		{"select", "<p>a</p><select><option>1<option>2<p>b</p>", "a\n\n1\n2\n\nb\n", ""},
		{"select before the next one", "<select><option>1<p>b</p><select><option>2</select><p>c</p>", "1\n\nb\n\nc\n", ""},
		{"a button that only sounds so", "<p>a</p><button>Vis<buttons>b</buttons></button>c", "a\n\nc\n", ""},
		{"video", "<div><video>x</div><p>b</p>", "b\n", ""},
		{"script", "<p>a</p><script>if (a)\n<p>b</p>", "a\n", "siden ender midt i <script>: de sidste 15 byte er ikke læst"},
		{"comment", "<p>a</p><!-- b <p>c</p>\n", "a\n", "siden ender midt i en kommentar: de sidste 15 byte er ikke læst"},
		{"comments that end", "<!-- a --><p>a</p><!-- b --!><!---->c<!-->", "a\n\nc\n", ""},
		{"a tag", "<p>a</p><p title='b</p><p>c</p>", "a\n", "siden ender midt i et mærke: de sidste 23 byte er ikke læst"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := Read(t.Context(), []byte(tt.page))
			if err != nil {
				t.Fatal(err)
			}
			if lost := strings.Join(doc.Lost, "\n"); doc.Text != tt.want || lost != tt.lost {
				t.Errorf("got %q, lost %q, want %q, lost %q", doc.Text, lost, tt.want, tt.lost)
			}
		})
	}
}

// TestPlainTextIsNoPage keeps text with a stray tag as it is.
func TestPlainTextIsNoPage(t *testing.T) {
	for _, text := range []string{"Referat<br>af mødet\n", "<3 punkter\n", "< 5 år\n", "a <div> b\n"} {
		if doc, err := Read(t.Context(), []byte(text)); err != nil || doc.Text != text || doc.MediaType != plainType {
			t.Errorf("%q became %q as %s (%v)", text, doc.Text, doc.MediaType, err)
		}
	}
}

func TestHTMLCharset(t *testing.T) {
	page := func(charset, word string) string {
		return `<html><head><meta http-equiv="Content-Type" content="text/html; charset=` + charset + `"></head><body><p>` + word
	}
	for _, tt := range []struct{ page, charset string }{
		{page("iso-8859-1", "R\xf8d"), "windows-1252"},
		{page("utf-8", "R\xf8d"), "windows-1252"}, // wrong, and common
		{page("iso-8859-1", "Rød"), "utf-8"},      // wrong too
		{page("macintosh", "R\xbfd"), "macintosh"},
	} {
		if doc, err := Read(t.Context(), []byte(tt.page)); err != nil || doc.Text != "Rød\n" || doc.Charset != tt.charset {
			t.Errorf("%q: %q in %s (%v), want %s", tt.page, doc.Text, doc.Charset, err, tt.charset)
		}
	}
}

// TestDeepHTML nests what pages nest, far deeper: time stays linear and the
// stack flat.
func TestDeepHTML(t *testing.T) {
	const n = 200_000
	for _, open := range []string{"a<b>b</b>", "<s>", "<s><del>x", "<div id=x hidden>", "<div>", "<ul><li>x", "<table><tr><td>x", "<p hidden>", "<div hidden>x", "<nav>x", "<b>", "<pre>\n", "<button>x", "<select>x", "<svg><g>", "<svg><p>", "<video><div>x"} {
		start := time.Now()
		if _, err := Read(t.Context(), []byte("<p>Referat</p>"+strings.Repeat(open, n)+"<p>Slut")); err != nil {
			t.Errorf("%s: %v", open, err)
		}
		if d := time.Since(start); d > 5*time.Second {
			t.Errorf("%s nested %d times took %s", open, n, d)
		}
	}
}
