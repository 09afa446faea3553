package minutes

import (
	"strings"
	"testing"
)

// A decision of the meeting's own day under another body's name is the
// meeting's, unless the item has one of its own or nothing is decided yet.
func TestDecisionUnderAnotherName(t *testing.T) {
	const (
		head  = "Social- og Seniorudvalget\nReferat\n10-09-2031\n\n"
		other = "Beslutning i Udvalget for Voksne den 10-09-2031\nGodkendt.\n"
		own   = "Beslutning i Social- og Seniorudvalget den 10-09-2031\nUdsat.\n"
	)
	for _, tt := range []struct {
		name, text string
		outcome    Outcome
		earlier    int
	}{
		{"its new name", head + "1. Navnet\n\nResume\nNyt navn.\n\n" + other, Approved, 0},
		{"beside its own", head + "1. Navnet\n\nResume\nNyt navn.\n\n" + other + own, Postponed, 1},
		{"below its own", head + "1. Navnet\n\nResume\nNyt navn.\n\n" + own + other, Postponed, 1},
		{"of another day", head + "1. Navnet\n\nResume\nNyt navn.\n\n" + strings.ReplaceAll(other, "10-09", "09-09"), "", 1},
		{"in an agenda", strings.Replace(head, "Referat", "Dagsorden", 1) + "1. Navnet\n\nResume\nNyt navn.\n\n" + other, "", 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m, err := Parse(strings.NewReader(tt.text), Source{Name: "t"})
			if err != nil {
				t.Fatal(err)
			}
			if it := m.Items[0]; it.Decision.Outcome != tt.outcome || len(it.Earlier) != tt.earlier {
				t.Errorf("got %q and %d earlier, want %q and %d", it.Decision.Outcome, len(it.Earlier), tt.outcome, tt.earlier)
			}
		})
	}
}
