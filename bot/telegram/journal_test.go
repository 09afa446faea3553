package telegram

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestJournal: what was written is there when the journal is opened again, but
// for what is old, what certainly did not go out, and half a line.
func TestJournal(t *testing.T) {
	dir, c := t.TempDir(), newClock()
	open := func() *journal {
		t.Helper()
		j, err := openJournal(dir, c.Now)
		if err != nil {
			t.Fatal(err)
		}
		return j
	}
	j := open()
	for id, states := range map[int][]updateState{1: {sending, done}, 2: {sending}, 3: {sending, unsent}, 4: {sending, unsent, sending, done}} {
		for _, s := range states {
			if err := j.set(id, s); err != nil {
				t.Fatal(err)
			}
		}
	}
	check := func(j *journal, want ...updateState) {
		t.Helper()
		for i, w := range want {
			if got := j.state(i + 1); got != w && (got != unsent || w != fresh) {
				t.Errorf("update %d is %q, want %q", i+1, got, w)
			}
		}
	}
	check(j, done, sending, fresh, done, fresh)
	if err := j.close(); err != nil {
		t.Fatal(err)
	}
	file, err := os.OpenFile(filepath.Join(dir, journalName), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, err = file.WriteString("5 don")
	if err != nil || file.Close() != nil {
		t.Fatal(err)
	}
	j = open()
	check(j, done, sending, fresh, done, fresh)
	if err := j.set(5, done); err != nil {
		t.Fatal(err)
	}
	j.close()
	j = open()
	check(j, done, sending, fresh, done, done)
	c.move(keepStates + time.Second)
	check(j, fresh, fresh, fresh, fresh, fresh)
	j.close()
}

// TestJournalStaysSmall however long the bot runs.
func TestJournalStaysSmall(t *testing.T) {
	dir, c := t.TempDir(), newClock()
	j, err := openJournal(dir, c.Now)
	if err != nil {
		t.Fatal(err)
	}
	for id := range 3 * mostLines {
		c.move(time.Minute)
		if err := j.set(id, sending); err != nil {
			t.Fatal(err)
		}
	}
	content, err := os.ReadFile(j.path)
	if n := strings.Count(string(content), "\n"); err != nil || n > mostLines+1 || j.state(3*mostLines-1) != sending {
		t.Errorf("%d lines, %v", n, err)
	}
	j.close()
}
