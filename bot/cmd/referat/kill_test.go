package main

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// mainEnv makes the test binary the command itself.
const mainEnv = "REFERAT_TEST_MAIN"

func TestMain(m *testing.M) {
	if os.Getenv(mainEnv) != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// addProcess runs add in a process of its own and stops it with a signal a time
// after it named its first meeting, 0 for never: so that it has saved something
// on a slow machine too. It returns the IDs that it said were saved.
func addProcess(t *testing.T, db, dir string, stop os.Signal, after time.Duration) (ids []string, stderr string, status int) {
	t.Helper()
	c := exec.Command(os.Args[0], "add", "--db", db, dir)
	c.Env = append(os.Environ(), mainEnv+"=1")
	var errs strings.Builder
	c.Stderr = &errs
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if _, rest, ok := strings.Cut(lines.Text(), ".txt: "); ok {
			id, _, _ := strings.Cut(rest, ",")
			if ids = append(ids, id); len(ids) == 1 && after > 0 {
				time.AfterFunc(after, func() { c.Process.Signal(stop) })
			}
		}
	}
	c.Wait()
	return ids, errs.String(), c.ProcessState.ExitCode()
}

// TestAddIsStopped by kill -9 and by Ctrl-C: each meeting that add named is in
// the index, and the next add finishes the work.
func TestAddIsStopped(t *testing.T) {
	files := make(map[string]string)
	for i := range 500 {
		files[fmt.Sprintf("%03d.txt", i)] = testMinutes(fmt.Sprintf("%d. maj %d", 1+i%28, 1990+i/28), strings.Repeat("Udvalget drøftede de forskellige veje. ", 300))
	}
	dir, db := folder(t, files), filepath.Join(t.TempDir(), "x.db")
	random := rand.New(rand.NewPCG(1, 1))
	var saved []string
	for i := range 6 {
		signal := []os.Signal{os.Kill, os.Interrupt}[i%2]
		ids, stderr, status := addProcess(t, db, dir, signal, time.Duration(1+random.IntN(400))*time.Millisecond)
		saved = append(saved, ids...)
		if signal == os.Interrupt && status == 1 && !strings.Contains(stderr, "er gemt. Kør kommandoen igen") {
			t.Errorf("Ctrl-C: %s", stderr)
		}
	}
	walk(t, dir, db, []step{{"verify --db {db}", 0, "Alt er i orden", ""}})
	_, export, _ := referat("", "export", "--db", db)
	for _, id := range saved {
		if !strings.Contains(export, `"id":"`+id+`"`) {
			t.Errorf("%s was saved and is lost", id)
		}
	}
	if _, stderr, status := addProcess(t, db, dir, nil, 0); status != 0 {
		t.Error(stderr)
	}
	walk(t, dir, db, []step{{"status --db {db}", 0, "500 møder", ""}, {"verify --db {db}", 0, "Alt er i orden", ""}})
	if len(saved) == 0 {
		t.Error("each run was stopped before it saved anything")
	}
}
