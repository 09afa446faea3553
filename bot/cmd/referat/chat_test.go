package main

import (
	"strings"
	"testing"
)

func TestChat(t *testing.T) {
	root := newRoot()
	var out strings.Builder
	root.SetOut(&out)
	root.SetErr(&strings.Builder{})
	root.SetIn(strings.NewReader("Hvad blev besluttet om tilbuddet Tippen?\nhvornår var det?\n\nny\nhvornår var det?\nslut\nhej\n"))
	root.SetArgs([]string{"chat", "--from", "../../../testdata/minutes"})
	if status := run(t.Context(), root); status != 0 {
		t.Fatalf("exit status %d", status)
	}
	before, after, forgotten := strings.Cut(out.String(), "Vi begynder forfra.")
	if !strings.Contains(before, "Det var på mødet i Socialdirektørforum den 15. august 2016, punkt 6.") {
		t.Errorf("the follow-up is not answered:\n%s", before)
	}
	if !forgotten || strings.Contains(after, "Socialdirektørforum den 15. august 2016, punkt 6") || strings.Contains(after, "maskine") {
		t.Errorf("after »ny« and »slut«:\n%s", after)
	}
}
