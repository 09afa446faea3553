package minutes

import (
	"fmt"
	"iter"
	"strings"
)

// Ref names one item of one meeting, or a meeting's head where Item is "".
// It prints as "samarbejdsforum/2022-04-07/5c".
type Ref struct {
	Meeting string // Meeting.ID
	Item    string // Item.ID
}

func (r Ref) String() string {
	if r.Item == "" {
		return r.Meeting
	}
	return r.Meeting + "/" + r.Item
}

// ParseRef reads what Ref.String prints. Upper case, and a space before the
// letter of a nested item, are accepted: "Samarbejdsforum/2022-04-07/5 C".
func ParseRef(s string) (Ref, error) {
	parts := strings.Split(strings.ToLower(strings.ReplaceAll(strings.TrimSpace(s), " ", "")), "/")
	if len(parts) < 2 || len(parts) > 3 || parts[0] == "" || parts[1] == "" {
		return Ref{}, fmt.Errorf("minutes: %q is no reference; write body/date/punkt, such as samarbejdsforum/2022-04-07/5c", s)
	}
	r := Ref{Meeting: parts[0] + "/" + parts[1]}
	if len(parts) == 3 {
		r.Item = parts[2]
	}
	return r, nil
}

// All yields every item in printed order, a nested item after the one it
// belongs to.
func (m *Meeting) All() iter.Seq[*Item] {
	return func(yield func(*Item) bool) {
		for i := range m.Items {
			if !yield(&m.Items[i]) {
				return
			}
			for j := range m.Items[i].Items {
				if !yield(&m.Items[i].Items[j]) {
					return
				}
			}
		}
	}
}

// Item returns the item with the given ID, or nil.
func (m *Meeting) Item(id string) *Item {
	for it := range m.All() {
		if it.ID == id {
			return it
		}
	}
	return nil
}

// Label is what people read under a quote: "Samarbejdsforum, 7. april 2022,
// punkt 5 C". A nil item stands for the head of the minutes. Label belongs to
// Meeting, not Ref, because the body's printed name cannot be had from a slug.
func (m *Meeting) Label(it *Item) string {
	parts := []string{m.Body, m.Date.Danish()}
	if it != nil && it.Punkt != "" {
		parts = append(parts, "punkt "+spacedPunkt(it.Punkt))
	}
	var printed []string
	for _, p := range parts {
		if p != "" {
			printed = append(printed, p)
		}
	}
	return strings.Join(printed, ", ")
}

// spacedPunkt turns "5C" into "5 C".
func spacedPunkt(punkt string) string {
	digits := strings.TrimRight(punkt, "ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ")
	if digits == "" || digits == punkt {
		return punkt
	}
	return digits + " " + punkt[len(digits):]
}

var slugLetters = strings.NewReplacer("a\u030a", "aa", "e\u0301", "e", "o\u0308", "oe", "a\u0308", "ae", "u\u0308", "u", "æ", "ae", "ø", "oe", "å", "aa", "é", "e", "ö", "oe", "ä", "ae", "ü", "u")

// slug turns a printed name into the form used in references: lower case
// ASCII letters and digits, everything else one "-".
func slug(name string) string {
	var b strings.Builder
	for _, r := range slugLetters.Replace(strings.ToLower(name)) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.TrimRight(b.String(), "-")
}
