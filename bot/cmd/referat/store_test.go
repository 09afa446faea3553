package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
	"github.com/referat-dk/referat/retrieval/sqlite"
)

// testMinutes is one meeting of a made-up council with one item.
func testMinutes(day, text string) string {
	return "Referat fra mødet i Testrådet den " + day + "\n\n1. Vejene\n\nBeslutning\n\n" + text + "\n"
}

// step is one command, its exit status, and words that have to stand in its
// output; words after a "!" must not.
type step struct {
	args           string // {dir} and {db} are put in
	status         int
	stdout, stderr string
}

func walk(t *testing.T, dir, db string, steps []step) {
	t.Helper()
	for _, s := range steps {
		args := strings.Fields(strings.NewReplacer("{dir}", dir, "{db}", db).Replace(s.args))
		status, stdout, stderr := referat("", args...)
		if status != s.status || !says(stdout, s.stdout) || !says(stderr, s.stderr) {
			t.Errorf("referat %s\nstatus %d, want %d\nstdout %s\nwant %s\nstderr %s\nwant %s", s.args, status, s.status, stdout, s.stdout, stderr, s.stderr)
		}
	}
}

func says(text, words string) bool {
	if absent, ok := strings.CutPrefix(words, "!"); ok {
		return !strings.Contains(text, absent)
	}
	return strings.Contains(text, words)
}

// TestAddFollowsTheFolder: new, unchanged, changed, moved and vanished files.
func TestAddFollowsTheFolder(t *testing.T) {
	dir := folder(t, map[string]string{"a.txt": testMinutes("1. maj 2020", "Godkendt."), "b.txt": testMinutes("2. maj 2020", "Udsat.")})
	db := filepath.Join(t.TempDir(), "x.db")
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	walk(t, dir, db, []step{
		{"ask --db {db} hvad", 1, "", "referat add --db"},
		{"add --db {db} {dir}", 0, "I alt 2 nye referater, 0 ændrede, 0 uændrede", ""},
		{"add --db {db} {dir}", 0, "I alt 0 nye referater, 0 ændrede, 2 uændrede", ""},
		{"add --db {db} --again {dir}", 0, "I alt 0 nye referater, 2 ændrede, 0 uændrede", ""},
	})
	write("b.txt", testMinutes("2. maj 2020", "Afvist."))
	write("c.txt", testMinutes("1. maj 2020", "Godkendt igen.")) // the meeting of a.txt, which is still there
	walk(t, dir, db, []step{
		{"add --db {db} {dir}", 0, "0 nye referater, 1 ændret, 1 uændret", "c.txt: samme møde (testraadet/2020-05-01) som " + dir},
		{"show --db {db} testraadet/2020-05-02/1", 0, "Afvist.", ""},
	})
	if err := os.Rename(filepath.Join(dir, "a.txt"), filepath.Join(dir, "d.txt")); err != nil {
		t.Fatal(err)
	}
	walk(t, dir, db, []step{
		{"add --db {db} {dir}", 0, "0 nye referater, 1 ændret, 1 uændret, 0 fjernede", "!væk"}, // moved, not vanished
		{"show --db {db} testraadet/2020-05-01/1", 0, "Godkendt igen.", ""},
	})
	write("b.txt", testMinutes("3. maj 2020", "Noteret.")) // the file now holds another meeting
	walk(t, dir, db, []step{
		{"add --db {db} {dir}", 0, "1 ændret", ""},
		{"show --db {db} testraadet/2020-05-02", 1, "", "der er testraadet/2020-05-01, testraadet/2020-05-03"},
	})
	if err := os.Remove(filepath.Join(dir, "b.txt")); err != nil {
		t.Fatal(err)
	}
	walk(t, dir, db, []step{
		{"add --db {db} {dir}", 0, "0 fjernede", "testraadet/2020-05-03 bliver i indekset"},
		{"show --db {db} testraadet/2020-05-03/1", 0, "Noteret.", ""},
		{"add --db {db} --prune {dir}", 0, "1 fjernet", ""},
		{"show --db {db} testraadet/2020-05-03/1", 1, "", "der er testraadet/2020-05-01"},
		{"verify --db {db}", 0, "Alt er i orden", ""},
	})
}

// TestDatabaseAnswersAsFiles: the same commands, from files and from a database.
func TestDatabaseAnswersAsFiles(t *testing.T) {
	db := filepath.Join(t.TempDir(), "x.db")
	if status, _, stderr := referat("", "add", "--db", db, realMinutes); status != 0 {
		t.Fatal(stderr)
	}
	for _, command := range [][]string{
		{"ask", "Hvad blev besluttet om tilbuddet Tippen?"},
		{"ask", "--json", "Hvem meldte afbud til Samarbejdsforum i juni 2022?"},
		{"ask", "Hvor blev mødet i Samarbejdsforum holdt i juni 2022?"}, // from a line of the head
		{"search", "--json", "ungestrategi"},
		{"show", "samarbejdsforum/2022-04-07/5c"},
		{"eval", "../../../testdata/questions/sample.jsonl"},
	} {
		_, files, _ := referat("", append(command, "--from", realMinutes)...)
		status, stored, stderr := referat("", append(command, "--db", db)...)
		if status != 0 || stored != files || stderr != "" {
			t.Errorf("%q: status %d\nfrom the database %s\nfrom files %s\n%s", command, status, stored, files, stderr)
		}
	}
	_, export, _ := referat("", "export", "--db", db)
	if n := strings.Count(export, "\n"); n != 5 {
		t.Errorf("export: %d meetings", n)
	}
}

func TestStoreCommandLine(t *testing.T) {
	dir := folder(t, map[string]string{"a.txt": testMinutes("1. maj 2020", "Godkendt."), "brev.txt": "Kære Anna"})
	db := filepath.Join(folder(t, nil), "x.db") // its name is printed: no digits that look like a personal number
	foreign := filepath.Join(t.TempDir(), "other.db")
	if err := os.WriteFile(foreign, []byte(strings.Repeat("ikke en database ", 100)), 0o644); err != nil {
		t.Fatal(err)
	}
	empty := filepath.Join(t.TempDir(), "empty.db")
	if err := os.WriteFile(empty, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	walk(t, dir, db, []step{
		{"add {dir}", 2, "", "--db FIL eller REFERAT_DB"},
		{"add --db {db}", 2, "", "mindst én fil"},
		{"ask --db {db} --from {dir} x", 2, "", "kan ikke bruges sammen"},
		{"add --db {db} {dir}/nosuch", 1, "", "findes ikke"},
		{"add --db {db}/x.db {dir}", 1, "", "om mappen findes"},
		{"add --db {db} {dir}", 1, "1 nyt referat", "1 fil kunne ikke læses; resten er gemt"},
		{"status --db {db}", 0, "1 møde i 1 udvalg, 2020-05-01 til 2020-05-01", ""},
		{"status --db {db} --json", 0, `"meetings":1,"bodies":1,"from":"2020-05-01"`, ""},
		{"remove --db {db} testraadet/2020-05-01/1", 2, "", "er intet møde"},
		{"remove --db {db} testraadet/2021-05-01", 1, "", "der er testraadet/2020-05-01"},
		{"remove --db {db} testraadet/2020-05-01", 0, "fjernet", "a.txt ligger der endnu"},
		{"ask --db {db} x", 1, "", "er tomt"},
		{"ask --db " + empty + " x", 1, "", "er tomt"},
		{"status --db " + foreign, 1, "", "er ikke et indeks"},
		{"add --db " + foreign + " {dir}", 1, "", "er ikke et indeks"},
	})
	t.Setenv("REFERAT_DB", db)
	walk(t, dir, db, []step{
		{"status", 0, db, ""},
		{"ask --from {dir} vejene", 0, "Testrådet", ""}, // the flag wins
	})
}

// TestStandardInput: a meeting that comes through a pipe, twice.
func TestStandardInput(t *testing.T) {
	db := filepath.Join(t.TempDir(), "x.db")
	for _, want := range []string{"1 nyt referat", "1 uændret"} {
		if status, stdout, stderr := referat(testMinutes("1. maj 2020", "Godkendt."), "add", "--db", db, "-"); status != 0 || !strings.Contains(stdout, want) {
			t.Errorf("status %d: %s%s", status, stdout, stderr)
		}
	}
}

// TestNoPathWithAPersonalNumberIsKept: the meeting is, and is not added twice.
func TestNoPathWithAPersonalNumberIsKept(t *testing.T) {
	dir := folder(t, map[string]string{"010170-1234.txt": testMinutes("1. maj 2020", "Godkendt.")})
	db := filepath.Join(t.TempDir(), "x.db")
	walk(t, dir, db, []step{
		{"add --db {db} {dir}", 0, "1 nyt referat", ""},
		{"add --db {db} {dir}", 0, "1 uændret", ""},
	})
	if data, err := os.ReadFile(db); err != nil || strings.Contains(string(data), "010170-1234") {
		t.Errorf("the personal number is in the database (%v)", err)
	}
}

// TestTwoMeetingsADayInADatabase: also where one comes long after the other.
func TestTwoMeetingsADayInADatabase(t *testing.T) {
	morning, noon := testMinutes("1. maj 2020 kl. 09:00", "Godkendt."), testMinutes("1. maj 2020 kl. 13:00", "Udsat.")
	dir := folder(t, map[string]string{"a.txt": morning})
	db := filepath.Join(t.TempDir(), "x.db")
	walk(t, dir, db, []step{{"add --db {db} {dir}", 0, "a.txt: testraadet/2020-05-01,", ""}})
	for range 2 { // the second time, the file is changed and keeps its ID
		if err := os.WriteFile(filepath.Join(dir, "b.txt"), []byte(noon), 0o644); err != nil {
			t.Fatal(err)
		}
		walk(t, dir, db, []step{{"add --db {db} {dir}", 0, "b.txt: testraadet/2020-05-01-1300,", ""}})
		noon += "\nMødet sluttede kl. 15:00\n"
	}
	walk(t, dir, db, []step{{"status --db {db}", 0, "2 møder", ""}})
}

// TestSecondAdd: it says who holds the index, or waits.
func TestSecondAdd(t *testing.T) {
	ctx := context.Background()
	dir := folder(t, map[string]string{"a.txt": testMinutes("1. maj 2020", "Godkendt.")})
	db := filepath.Join(t.TempDir(), "x.db")
	store, err := sqlite.Open(ctx, db)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	unlock, err := store.Lock(ctx, 0)
	if err != nil {
		t.Fatal(err)
	}
	walk(t, dir, db, []step{{"add --db {db} {dir}", 1, "", "tilføjer referater siden"}, {"status --db {db}", 0, "0 møder", ""}})
	time.AfterFunc(time.Second/2, func() {
		if err := unlock(); err != nil {
			t.Error(err)
		}
	})
	walk(t, dir, db, []step{{"add --db {db} --wait 1m {dir}", 0, "1 nyt referat", ""}})
}

// TestAnotherModel: add says so, and makes vectors for what is there.
func TestAnotherModel(t *testing.T) {
	ctx := context.Background()
	db := filepath.Join(t.TempDir(), "x.db")
	store, err := sqlite.Open(ctx, db)
	if err != nil {
		t.Fatal(err)
	}
	m, err := minutes.Parse(strings.NewReader(testMinutes("1. maj 2020", "Godkendt.")), minutes.Source{Name: "x"})
	if err != nil {
		t.Fatal(err)
	}
	var chunk retrieval.Chunk
	for chunk = range retrieval.Split(m) {
	}
	if err := store.Save(ctx, []*minutes.Meeting{m}); err != nil {
		t.Fatal(err)
	}
	if err := store.SaveVectors(ctx, "an older model", map[retrieval.TextKey][]float32{retrieval.ChunkKey(chunk): {1, 2}}); err != nil {
		t.Fatal(err)
	}
	store.Close()
	dir := folder(t, map[string]string{"a.txt": testMinutes("2. maj 2020", "Godkendt.")})
	walk(t, dir, db, []step{
		{"add --db {db} {dir}", 0, "1 nyt referat", "lavet med an older model; nu laves de med referat-hash"},
		{"add --db {db} {dir}", 0, "1 uændret", "!older"},
		{"status --db {db}", 0, "an older model: 1 vektor af 2 dimensioner", ""},
	})
}

func TestBarLine(t *testing.T) {
	for _, tt := range []struct {
		done, all int
		spent     time.Duration
		want      string
	}{
		{0, 300, time.Minute, "[..............................] 0/300"},
		{10, 300, time.Millisecond, "[#.............................] 10/300"},
		{100, 300, 10 * time.Second, "[##########....................] 100/300, 10/s, 20s tilbage"},
		{1, 300, 10 * time.Second, "[..............................] 1/300, 0.1/s, 49m50s tilbage"},
	} {
		if got := barLine(tt.done, tt.all, tt.spent); got != tt.want {
			t.Errorf("%d of %d after %v: %s, want %s", tt.done, tt.all, tt.spent, got, tt.want)
		}
	}
}
