package extract

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html/atom"
)

// region is the set of parts of an HTML page that a line stands in.
type region uint16

const (
	mainRegion region = 1 << iota
	articleRegion
	navRegion
	headerRegion
	footerRegion
	asideRegion
	formRegion
	cookieRegion
	hiddenRegion
	foldedRegion // hidden until the reader unfolds it
	regionCount  = iota
)

// index is r's place in a list, for an r of one part.
func (r region) index() int {
	for i := range regionCount {
		if r == 1<<i {
			return i
		}
	}
	return 0
}

// regionOf are the elements that are a part of the page by their name.
var regionOf = map[atom.Atom]region{
	atom.Main: mainRegion, atom.Article: articleRegion, atom.Nav: navRegion, atom.Header: headerRegion, atom.Footer: footerRegion,
	atom.Aside: asideRegion, atom.Form: formRegion, atom.Dialog: cookieRegion,
}

var voidElements = map[atom.Atom]bool{
	atom.Area: true, atom.Base: true, atom.Br: true, atom.Col: true, atom.Embed: true, atom.Hr: true, atom.Img: true, atom.Input: true,
	atom.Link: true, atom.Meta: true, atom.Source: true, atom.Track: true, atom.Wbr: true,
}

// blockElements begin and end a line of the page.
var blockElements = map[atom.Atom]bool{
	atom.Div: true, atom.Section: true, atom.Article: true, atom.Main: true, atom.Nav: true, atom.Header: true, atom.Footer: true, atom.Aside: true,
	atom.Form: true, atom.Fieldset: true, atom.Legend: true, atom.Figure: true, atom.Figcaption: true, atom.Address: true, atom.Center: true,
	atom.Details: true, atom.Summary: true, atom.Dt: true, atom.Dd: true, atom.Li: true, atom.Caption: true, atom.Thead: true, atom.Tbody: true,
	atom.Tfoot: true, atom.Option: true, atom.Body: true, atom.Dialog: true, atom.Hgroup: true, atom.Search: true,
}

var headings = map[atom.Atom]bool{atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true}

var wantedAttrs = map[string]bool{"hidden": true, "style": true, "class": true, "id": true, "role": true, "start": true, "type": true, "value": true}

// impliedEnd are elements that the next one of their name ends.
var impliedEnd = map[atom.Atom]bool{atom.P: true, atom.Li: true, atom.Td: true, atom.Th: true, atom.Tr: true, atom.Dt: true, atom.Dd: true}

// openMarked opens the element if its attributes make it a region. Its
// namesakes are counted, so that its own end tag is known.
func (w *htmlWalker) openMarked(name atom.Atom, attrs map[string]string) {
	if impliedEnd[name] {
		w.closeMarked(name)
	}
	for i := range w.marked {
		if w.marked[i].name == name {
			w.marked[i].depth++
		}
	}
	if len(w.marked) >= 8 { // deep enough: what is inside is marked already
		return
	}
	r := attrRegion(name, attrs)
	if r == hiddenRegion && w.unfolds(attrs) {
		r = foldedRegion
	}
	if r != 0 {
		w.endLine()
		w.marked = append(w.marked, marked{name: name, depth: 1, region: r})
		w.setRegion()
	}
}

// unfolding finds what a control of the page shows and hides, by its id.
var unfolding = regexp.MustCompile(`(?i)\s(?:aria-controls|data-target|data-bs-target|href)\s*=\s*["']?#?([\w.:-]{1,100})`)

// unfolds reports whether the page has a control that shows an element, which
// is hidden when it opens.
func (w *htmlWalker) unfolds(attrs map[string]string) bool {
	names := strings.ToLower(attrs["class"])
	if attrs["hidden"] == "until-found" || strings.Contains(names, "accordion") || strings.Contains(names, "collaps") {
		return true
	}
	if attrs["id"] == "" {
		return false
	}
	if w.folds == nil {
		w.folds = make(map[string]bool)
		for _, m := range unfolding.FindAllStringSubmatch(w.page, -1) {
			w.folds[m[1]] = true
		}
	}
	return w.folds[attrs["id"]]
}

func (w *htmlWalker) closeMarked(name atom.Atom) {
	for i := len(w.marked) - 1; i >= 0; i-- {
		if w.marked[i].name != name {
			continue
		}
		if w.marked[i].depth--; w.marked[i].depth <= 0 {
			w.endLine()
			w.marked = w.marked[:i]
			w.setRegion()
		}
	}
}

func (w *htmlWalker) setRegion() {
	w.region = 0
	for i, n := range w.open {
		if n > 0 {
			w.region |= 1 << i
		}
	}
	for _, h := range w.marked {
		w.region |= h.region
	}
}

// roleRegion are the landmark roles.
var roleRegion = map[string]region{
	"main": mainRegion, "navigation": navRegion, "banner": headerRegion, "contentinfo": footerRegion, "complementary": asideRegion, "search": formRegion,
}

// cookieNames stand in the id or class of cookie banners.
var cookieNames = []string{"cookie", "consent", "cookiebot", "onetrust"}

// attrRegion reads the region of an element from its attributes. The whole
// page is never a region, whatever its class says.
func attrRegion(name atom.Atom, attrs map[string]string) region {
	if len(attrs) == 0 || name == atom.Html || name == atom.Body {
		return 0
	}
	if _, ok := attrs["hidden"]; ok {
		return hiddenRegion
	}
	style := strings.ReplaceAll(strings.ToLower(attrs["style"]), " ", "")
	if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") {
		return hiddenRegion
	}
	names := strings.ToLower(attrs["id"] + " " + attrs["class"])
	for _, c := range cookieNames {
		if strings.Contains(names, c) {
			return cookieRegion
		}
	}
	return roleRegion[strings.ToLower(attrs["role"])]
}

func atoi(s string) (int, bool) {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	return n, err == nil && n >= 0 && n < 1e6
}

// numberAs prints n as a list of an HTML type does: "a" and "A" count in
// letters, a to z and on with aa, ab; "i" and "I" in Roman numbers.
func numberAs(style string, n int) string {
	switch {
	case (style == "a" || style == "A") && n >= 1:
		var letters []byte
		for ; n > 0; n = (n - 1) / 26 {
			letters = append(letters, style[0]+byte((n-1)%26))
		}
		slices.Reverse(letters)
		return string(letters)
	case style == "i" && n >= 1 && n < 4000:
		return strings.ToLower(roman(n))
	case style == "I" && n >= 1 && n < 4000:
		return roman(n)
	}
	return strconv.Itoa(n)
}
