package extract

import (
	"strings"
	"unicode"
)

// furniture are the regions of a page that are not its text.
const furniture = navRegion | headerRegion | footerRegion | asideRegion | formRegion | cookieRegion | hiddenRegion | foldedRegion

// withoutFurniture leaves out navigation, cookie text and what stands beside
// the page's main part, and counts the lines left out. A region that holds
// most of the page is no furniture, whatever it is called: pages made with
// ASP.NET are one form, and a tag that is never closed holds all that follows.
func withoutFurniture(rows []row) (kept []row, dropped int) {
	var all, main int
	var size [regionCount]int // letters in each region
	for _, r := range rows {
		n := len(r.text)
		all += n
		if r.region&(mainRegion|articleRegion) != 0 {
			main += n
		}
		for i := range regionCount {
			if r.region&(1<<i) != 0 {
				size[i] += n
			}
		}
	}
	drop := furniture
	for i := range regionCount {
		if 2*size[i] > all {
			drop &^= 1 << i
		}
	}
	gap := false // of lines left out, for the next one that stays
	for _, r := range rows {
		inMain := r.region&(mainRegion|articleRegion) != 0
		away := r.region & drop
		if inMain { // an article's header holds its title, and items are folded up
			away &^= headerRegion | footerRegion | foldedRegion
		}
		if away != 0 || !inMain && 2*main > all || isNavigation(r.text) {
			dropped++
			gap = gap || r.gap
			continue
		}
		r.gap = r.gap || gap
		gap = false
		kept = append(kept, r)
	}
	return kept, dropped
}

// navigationLines are whole lines that web pages print around minutes, folded
// by navigationKey. "Se alle bilag" is not among them: it heads attachments.
var navigationLines = lineSet(`
	spring til indhold, spring til hovedindhold, spring til hovedindholdet, spring over navigation, skip navigationen, skip navigation,
	gå til indhold, gå til hovedindhold, gå direkte til indhold, til indhold, skip to content, skip to main content,
	udskriv, udskriv siden, udskriv side, print, print siden, print side, hent som fil, hent som pdf, hent pdf, download pdf, gem som pdf,
	til toppen, til top, tilbage til toppen, gå til toppen, til indholdsfortegnelse, til indholdsfortegnelsen, tilbage til indholdsfortegnelsen,
	fold alle ud, fold alle ind, fold alle punkter ud, fold alle punkter ind, fold dette punkt ud, fold dette punkt ind, vis alle punkter, luk alle punkter,
	you are here, du er her, brødkrumme, brødkrummesti, menu, hovedmenu, åbn menu, luk menu, søg, søg på siden, læs op, læs højt, få siden læst op,
	del siden, del på facebook, del på linkedin, del på twitter, del på x, tip en ven, tilbage, forrige side, næste side,
	accepter alle, accepter alle cookies, accepter cookies, accepter, afvis alle, afvis alle cookies, tillad alle, tillad alle cookies, tillad valgte,
	kun nødvendige, kun nødvendige cookies, cookieindstillinger, vis cookieindstillinger, cookiepolitik, cookies, læs mere om cookies,
	tilgængelighedserklæring, log ind`)

// cookieLines are how lines of a cookie banner begin.
var cookieLines = []string{
	"vi bruger cookies", "vi anvender cookies", "denne hjemmeside bruger cookies", "denne hjemmeside anvender cookies", "denne side bruger cookies",
	"hjemmesiden bruger cookies", "hjemmesiden anvender cookies", "dette website bruger cookies", "dette website anvender cookies",
	"dette websted bruger cookies", "vores hjemmeside bruger cookies", "vores website bruger cookies", "ved at klikke accepter", "this website uses cookies",
}

// navigationStarts are the first words of navigationLines and cookieLines:
// most lines are known by theirs to be text.
var navigationStarts = func() map[string]bool {
	set := make(map[string]bool)
	for line := range navigationLines {
		set[firstWord(line)] = true
	}
	for _, line := range cookieLines {
		set[firstWord(line)] = true
	}
	return set
}()

// firstWord is the first word of a line with a letter or figure in it, with
// the marks before it.
func firstWord(line string) string {
	inWord := false
	for i, r := range line {
		if inWord && unicode.IsSpace(r) {
			return line[:i]
		}
		inWord = inWord || unicode.IsLetter(r) || unicode.IsDigit(r)
	}
	return line
}

func lineSet(list string) map[string]bool {
	set := make(map[string]bool)
	for line := range strings.SplitSeq(list, ",") {
		set[strings.TrimSpace(line)] = true
	}
	return set
}

const longestNavigation = 400 // bytes; no line longer than this is looked up

// isNavigation reports whether a line is one that web pages print around
// minutes.
func isNavigation(line string) bool {
	if len(line) > longestNavigation || !navigationStarts[navigationKey(firstWord(line))] {
		return false
	}
	key := navigationKey(line)
	if navigationLines[key] {
		return true
	}
	for _, start := range cookieLines {
		if strings.HasPrefix(key, start) {
			return true
		}
	}
	return false
}

// navigationKey folds a line: lower case, without marks and arrows at its
// ends.
func navigationKey(line string) string {
	line = strings.TrimFunc(line, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.ToLower(strings.Join(strings.Fields(line), " "))
}
