package telegram

import (
	"fmt"
	"slices"
	"strings"

	"github.com/referat-dk/referat/bot"
	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
)

// What people read that is no answer of package bot stands in this file.
// Words between asterisks are bold.
const (
	helloText = `*Hej. Jeg er en maskine.* Jeg finder svar i kommunale referater og viser, hvor de står.`
	careText  = `*Godt at vide*
• Telegram er ikke sikker post. Skriv ikke om din egen sag, og skriv aldrig CPR-numre.
• Jeg rådgiver ikke og kan tage fejl. Læs altid citatet selv.
• Jeg glemmer samtalen efter 30 minutter. /slet gør det med det samme, og /privatliv fortæller mere.

Skriv /hjaelp, hvis du vil vide, hvad jeg kan. You can ask in English too; the minutes are in Danish.`

	privacyText = `*Hvad jeg gemmer*
• Samtalen ligger i hukommelsen, så jeg forstår opfølgende spørgsmål. Den er væk efter 30 minutter, eller når du skriver /slet.
• På disken gemmer jeg numre på de beskeder, jeg har besvaret, i to døgn: ingen ord.
• Trykker du »Nyttigt« eller »Ikke rigtigt«, gemmer jeg det uden dit navn og uden spørgsmålet, medmindre du siger ja til, at spørgsmålet gemmes.
• Et spørgsmål med et CPR-nummer bliver afvist. Det bliver hverken gemt, søgt med eller sendt videre.

Telegram selv gemmer vores beskeder efter sine egne regler; Telegram er ikke sikker post. Slet dem dér, hvis de skal væk. Har du spørgsmål om din egen sag, så kontakt kommunen, ikke mig.`

	anewText    = `Vi begynder forfra. Hvad vil du vide?`
	erasedText  = `Jeg har slettet alt om vores samtale. Beskederne på din skærm ligger hos Telegram; dem kan du selv slette.`
	nothingText = `Der er ingen referater at søge i endnu.`

	notErasedText = `Jeg har glemt samtalen, men kunne ikke slette de spørgsmål, du har sagt ja til at gemme. Prøv /slet igen om lidt.`

	whatToAskText    = `Skriv dit spørgsmål efter kommandoen, for eksempel: /spoerg Hvad blev besluttet om aflastning?`
	whichMeetingText = `Hvilket møde? Skriv datoen efter kommandoen, for eksempel /moede 7. april 2022, eller vælg et her:`
	whichItemText    = `Hvilket punkt? Skriv nummer og dato efter kommandoen, for eksempel /punkt 5c 7. april 2022.`

	onlyTextText       = `Jeg kan kun læse tekst. Skriv dit spørgsmål med få ord, så leder jeg i referaterne.`
	unknownCommandText = `Den kommando kender jeg ikke. /hjaelp viser, hvad jeg kan, eller skriv bare dit spørgsmål.`
	failedText         = `Noget gik galt hos mig, så jeg kunne ikke lede. Prøv igen om et øjeblik.`
	closedText         = `Jeg er lukket for nu. Prøv igen senere.`
	notAllowedText     = `Jeg svarer kun dem, jeg er sat op til. Spørg den, der driver botten, hvis du skal have adgang.`
	tooFastText        = `Det går lidt hurtigt. Vent et minut, og spørg igen.`
	busyText           = `Der er mange, der spørger lige nu. Prøv igen om et minut.`

	doubtfulText     = `Jeg blev genstartet, netop som jeg svarede på denne besked. Fik du ikke svaret, så tryk her.`
	perhapsTwiceText = `Forbindelsen røg, mens jeg sendte svaret, så måske får du det to gange.`
	askAgainText     = `Skriv spørgsmålet igen, så svarer jeg.`
	forgottenText    = `Jeg husker kun en samtale i 30 minutter og ikke hen over en genstart. Skriv spørgsmålet igen.`
	oldButtonText    = `Den knap virker ikke længere. Skriv, hvad du vil vide.`
	noMeetingText    = `Det møde har jeg ikke længere.`
	pressAgainText   = `Jeg blev genstartet. Tryk igen, hvis der ikke skete noget.`

	thanksText  = `Tak, det hjælper.`
	whyText     = `Hvad var der galt?`
	mayKeepText = `Tak. Må vi også gemme dit spørgsmål?`
	droppedText = `Det gemmer vi ikke. Tak for hjælpen.`
)

// What stands on buttons.
const (
	wholeLabel  = "Vis hele punktet"
	placesLabel = "Flere steder"
	sourceLabel = "Åbn referatet"
	usefulLabel = "Nyttigt"
	wrongLabel  = "Ikke rigtigt"
	againLabel  = "Svar igen"
	keepLabel   = "Ja, gem også spørgsmålet"
	dropLabel   = "Nej tak"
)

func wholeOfLabel(c bot.Citation) string {
	return "Hele punkt " + c.Punkt + ", " + c.Date.Danish()
}

type reason struct{ key, label string }

// reasons are why an answer did not help. The keys stand in the feedback.
var reasons = []reason{
	{"item", "Det er det forkerte punkt"},
	{"off", "Det svarer ikke på spørgsmålet"},
	{"missing", "Der mangler noget"},
	{"unclear", "Jeg forstår det ikke"},
}

const pageLineLength = 40 // units of the line below a page, at most

func pageLine(n, of int) string { return fmt.Sprintf("(side %d af %d)", n, of) }

func nextPageLabel(n, of int) string { return fmt.Sprintf("Vis mere (side %d af %d)", n, of) }

func startText(meetings []*minutes.Meeting) string {
	text := helloText + "\n\n" + coverageText(meetings)
	if n := len(meetings); n > 0 {
		text += "\n\nSkriv dit spørgsmål, som du ville sige det, for eksempel:\n• " + foreign(agendaQuestion(meetings[n-1]))
		if it := lastDecided(meetings); it != nil {
			text += "\n• Hvad blev besluttet om " + quotedTitle(it) + "?"
		}
	}
	return text + "\n\n" + careText
}

// lastDecided is a punkt of the newest meetings with a decision and a short
// title, for an example.
func lastDecided(meetings []*minutes.Meeting) *minutes.Item {
	for _, m := range slices.Backward(meetings) {
		for it := range m.All() {
			title := strings.ToLower(it.Title)
			formal := slices.ContainsFunc(formalities, func(f string) bool { return strings.Contains(title, f) })
			if !it.Closed && it.Decision.Len() > 0 && !formal && len(title) > 8 && len(title) < 60 {
				return it
			}
		}
	}
	return nil
}

// formalities are words of items that nobody asks about.
var formalities = []string{"dagsorden", "referat", "orientering", "meddelelse", "eventuelt", "lukket", "næste møde", "velkomst"}

func quotedTitle(it *minutes.Item) string {
	return "»" + foreign(strings.TrimRight(it.Title, " .")) + "«"
}

func helpText() string {
	text := "*Spørg med dine egne ord.* Svaret viser referatets ord og siger, hvilket møde og punkt de står i. Du kan spørge videre: »hvem sagde det?«, »hvad endte det med?«, »vis hele punktet«. Svarer du på en af mine beskeder, går jeg videre derfra."
	for _, c := range commands {
		if c.danish != "" {
			text += "\n/" + c.name + " – " + c.danish
		}
		if c.name == "start" {
			text += "\n"
		}
	}
	return text
}

func coverageText(meetings []*minutes.Meeting) string {
	c := retrieval.Covers(meetings)
	if c.Meetings == 0 {
		return nothingText
	}
	text := "Jeg søger i " + counted(c.Meetings, "referat", "referater")
	if bodies := retrieval.KnownFrom(meetings).Bodies; len(bodies) <= 4 {
		text += " fra " + foreign(listed(bodies))
	} else {
		text += fmt.Sprintf(" fra %d udvalg, råd og fora", len(bodies))
	}
	if c.From == c.To {
		return text + ", " + c.From.Danish() + "."
	}
	return text + ", " + c.From.Danish() + " til " + c.To.Danish() + "."
}

func latestText(newest []*minutes.Meeting) string {
	if len(newest) == 0 {
		return nothingText
	}
	text := "*De nyeste møder*"
	for _, m := range slices.Backward(newest) {
		text += "\n• " + foreign(m.Label(nil)) + " (" + counted(len(m.Items), "punkt", "punkter") + ")"
	}
	return text + "\n\nTryk på et møde, så viser jeg, hvad det handlede om."
}

const mostBodies = 20 // listed as sources

// sourcesText says which minutes there are, and when they were fetched.
func sourcesText(meetings []*minutes.Meeting) string {
	if len(meetings) == 0 {
		return nothingText
	}
	text := "*Hvad jeg søger i*"
	bodies := retrieval.KnownFrom(meetings).Bodies
	for i, body := range bodies {
		if i == mostBodies {
			text += fmt.Sprintf("\n• og %d andre", len(bodies)-mostBodies)
			break
		}
		of := slices.DeleteFunc(slices.Clone(meetings), func(m *minutes.Meeting) bool { return m.Body != body })
		c := retrieval.Covers(of)
		text += "\n• " + foreign(body) + ": " + counted(c.Meetings, "referat", "referater") + ", " + c.From.Danish()
		if c.To != c.From {
			text += " til " + c.To.Danish()
		}
	}
	text += "\n\nDet er offentlige referater. Det, der ikke står i dem, ved jeg ikke; lukkede punkter kender jeg kun titlen på."
	var fetched minutes.Date
	for _, m := range meetings {
		if m.Source.Retrieved.Compare(fetched) > 0 {
			fetched = m.Source.Retrieved
		}
	}
	if !fetched.IsZero() {
		text += " De er senest hentet " + fetched.Danish() + "."
	}
	return text
}

// These are questions as somebody would write them.

func agendaQuestion(m *minutes.Meeting) string {
	if m.Date.IsZero() {
		return "Hvad handlede mødet i " + m.Body + " om?"
	}
	return "Hvad handlede mødet i " + m.Body + " den " + m.Date.Danish() + " om?"
}

func meetingQuestion(which string) string { return "Dagsorden for mødet " + which + "?" }

func itemQuestion(which string) string { return "Hvad er punkt " + which + "?" }

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func listed(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " og " + words[len(words)-1]
}
