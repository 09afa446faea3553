package bot

import (
	"slices"

	"github.com/referat-dk/referat/minutes"
)

// What people read of facts of the record stands in this file.

func (l Language) noItemText(m *minutes.Meeting, punkt string) string {
	if len(m.Items) == 0 {
		return l.say("Jeg kunne ikke læse nogen punkter i referatet fra %s.", l.label(m, nil))
	}
	return l.say("Referatet fra %s har intet punkt %s. Det har punkt %s til %s.", l.label(m, nil), punkt, m.Items[0].Punkt, m.Items[len(m.Items)-1].Punkt)
}

func (l Language) clarifyText(meetings []*minutes.Meeting) string {
	text := l.say("Hvilket møde mener du? Skriv datoen med, for eksempel:")
	for _, m := range slices.Backward(meetings[max(0, len(meetings)-mostChoices):]) {
		text += "\n• " + l.label(m, nil)
	}
	return text
}

func (l Language) itemHeadText(m *minutes.Meeting, it *minutes.Item) string {
	return l.say("Punkt %s på mødet i %s %s er »%s«.", it.Punkt, m.Body, l.onDate(m), plainName(it.Title))
}

func (l Language) agendaLead(m *minutes.Meeting) string {
	return l.say("Dagsordenen for mødet i %s %s har %s:", m.Body, l.onDate(m), l.count(len(m.Items), "punkt", "punkter"))
}

func (l Language) agreementsLead(m *minutes.Meeting) string {
	return l.say("På mødet i %s %s blev det aftalt:", m.Body, l.onDate(m))
}

func (l Language) attachmentsLead(m *minutes.Meeting, it *minutes.Item) string {
	return l.say("Punkt %s på mødet i %s %s har %s:", it.Punkt, m.Body, l.onDate(m), l.count(len(it.Attachments), "bilag", "bilag"))
}

func (l Language) nextLead(m *minutes.Meeting) string {
	return l.say("Referatet fra %s siger om det næste møde:", l.label(m, nil))
}

func (l Language) listLead(n int) string {
	return l.say("Det er %s:", l.count(n, "punkt", "punkter"))
}

func (l Language) agendaLine(it *minutes.Item) string {
	line := it.Punkt + ". " + plainName(it.Title)
	if it.Closed {
		line += l.say(" (lukket)")
	}
	return line
}

func (l Language) meetingsLead(n int) string {
	return l.say("Jeg har %s:", l.count(n, "referat", "referater"))
}

func (l Language) meetingLine(m *minutes.Meeting) string { return "• " + l.label(m, nil) }

func (l Language) startText(m *minutes.Meeting) string {
	return l.say("Mødet i %s %s begyndte kl. %s.", m.Body, l.onDate(m), m.Start)
}

func (l Language) endText(m *minutes.Meeting) string {
	text := l.say("Mødet i %s %s sluttede kl. %s", m.Body, l.onDate(m), m.End)
	if m.Start != "" {
		text += l.say("; det begyndte kl. %s", m.Start)
	}
	return text + "."
}

func (l Language) placeText(m *minutes.Meeting) string {
	return l.say("Mødet i %s %s blev holdt her: %s.", m.Body, l.onDate(m), m.Place)
}

var notPrinted = map[fact]string{
	startFact: "Referatet fra %s siger ikke, hvornår mødet begyndte.",
	endFact:   "Referatet fra %s siger ikke, hvornår mødet sluttede.",
	placeFact: "Referatet fra %s siger ikke, hvor mødet blev holdt.",
}

func (l Language) notPrintedText(f fact, m *minutes.Meeting) string {
	return l.say(notPrinted[f], l.label(m, nil))
}

func (l Language) notListedText(f fact, meetings []*minutes.Meeting, punkt string, left []string) string {
	where := l.say("de referater, jeg har")
	if len(meetings) == 1 {
		where = l.say("referatet fra %s", l.label(meetings[0], nil))
	}
	switch {
	case len(left) > 0:
		return l.say("Det fremgår ikke af %s.", where)
	case f == absentFact && punkt != "":
		return l.say("Ved punkt %s nævnes ingen fraværende i %s.", punkt, where)
	case f == absentFact:
		return l.say("Der er ikke nævnt nogen fraværende i %s.", where)
	}
	return l.say("Der er ingen deltagerliste i %s.", where)
}

func (l Language) peopleText(m *minutes.Meeting, it *minutes.Item, list peopleList) string {
	names := make([]string, len(list.people))
	for i, p := range list.people {
		names[i] = p.Name
		if p.Excused {
			names[i] += l.say(" (afbud)")
		} else if p.Note != "" {
			names[i] += " (" + p.Note + ")"
		}
	}
	return l.say("%s, %s: %s.", l.say(list.label), l.label(m, it), l.listing(names))
}

func (l Language) itemAbsenceLead(m *minutes.Meeting) string {
	return l.say("Referatet fra %s nævner fravær ved enkelte punkter:", l.label(m, nil))
}

func (l Language) itemAbsenceLine(it *minutes.Item, p minutes.Person) string {
	line := l.say("• punkt %s: %s", it.Punkt, p.Name)
	if p.Note != "" {
		line += " (" + p.Note + ")"
	}
	return line
}

func (l Language) onDate(m *minutes.Meeting) string {
	if m.Date.IsZero() {
		return l.say("(uden dato)")
	}
	return l.say("den %s", l.date(m.Date))
}
