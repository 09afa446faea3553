package sqlite

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
)

// go test ./retrieval/sqlite -run Fault -faults 200
var faults = flag.Int("faults", 12, "how often each fault is made, at random points")

// childEnv names the database that a child process writes until it is killed.
const childEnv = "REFERAT_TEST_CHILD"

func TestMain(m *testing.M) {
	if path := os.Getenv(childEnv); path != "" {
		childMain(path)
		return
	}
	os.Exit(m.Run())
}

// invented is a meeting that says which version of itself it is.
func invented(n, version int) *minutes.Meeting {
	text := fmt.Sprintf("Referat fra mødet i Testrådet den %d. maj %d\n\n", 1+n%28, 2000+n/28)
	for i := 1; i <= 5; i++ {
		text += fmt.Sprintf("%d. Sag %d\n\nBeslutning\n\nVersion %d blev godkendt. %s\n\n", i, i, version, strings.Repeat("Flere ord. ", 50))
	}
	m, err := minutes.Parse(strings.NewReader(text), minutes.Source{Name: "invented"})
	if err != nil {
		panic(err)
	}
	return m
}

const childMeetings = 30

// childMain replaces meetings in batches of three, version after version, and
// tells on standard output what is saved.
func childMain(path string) {
	ctx := context.Background()
	s, err := Open(ctx, path)
	if err != nil {
		fmt.Println("error", err)
		return
	}
	fmt.Println("open")
	for version := 1; ; version++ {
		for n := 0; n < childMeetings; n += 3 {
			batch := []*minutes.Meeting{invented(n, version), invented(n+1, version), invented(n+2, version)}
			err := retrieval.Embed(ctx, s, retrieval.HashEmbedder{}, batch...)
			if err == nil {
				err = s.Save(ctx, batch)
			}
			if err != nil {
				fmt.Println("error", err)
				return
			}
			fmt.Println("saved", n, version)
		}
	}
}

// startChild returns a process that writes the database, and what it says.
func startChild(t *testing.T, path string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childEnv+"="+path)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	return child, bufio.NewScanner(out)
}

// version is that of an invented meeting, 0 where its text is of two.
func version(m *minutes.Meeting) (v int) {
	for i, it := range m.Items {
		var got int
		if _, err := fmt.Sscanf(m.Quote(it.Decision.Span), "Version %d", &got); err != nil || i > 0 && got != v {
			return 0
		}
		v = got
	}
	return v
}

// TestFaultKill: kill -9 at random points, again and again on one database.
// What was said to be saved is there, and a batch is there whole.
func TestFaultKill(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	random := rand.New(rand.NewPCG(1, 1))
	for range *faults {
		child, lines := startChild(t, path)
		saved := make(map[int]int) // first of the batch -> version
		if !lines.Scan() {
			t.Fatal("the child said nothing")
		}
		time.AfterFunc(time.Duration(random.IntN(250_000))*time.Microsecond, func() { child.Process.Kill() })
		for ok := true; ok; ok = lines.Scan() {
			var n, v int
			if _, err := fmt.Sscanf(lines.Text(), "saved %d %d", &n, &v); err == nil {
				saved[n] = v
			} else if lines.Text() != "open" && !strings.HasPrefix("saved", lines.Text()) {
				t.Fatal(lines.Text())
			}
		}
		child.Wait()
		checkChild(t, path, saved)
	}
}

// checkChild opens what a killed child left.
func checkChild(t *testing.T, path string, saved map[int]int) {
	t.Helper()
	s, err := Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	found := make(map[string]int)
	for _, m := range changes(t, s, 0).Put {
		if found[m.ID] = version(m); found[m.ID] == 0 {
			t.Errorf("%s is of two versions: %s", m.ID, m.Text)
		}
	}
	for n := 0; n < childMeetings; n += 3 {
		first := found[invented(n, 1).ID]
		if first < saved[n] {
			t.Errorf("batch %d: version %d was saved, %d is there", n, saved[n], first)
		}
		if second, third := found[invented(n+1, 1).ID], found[invented(n+2, 1).ID]; first != second || first != third {
			t.Errorf("batch %d: versions %d, %d, %d", n, first, second, third)
		}
	}
	if faults, err := s.Verify(context.Background()); err != nil || len(faults) > 0 {
		t.Errorf("%v, %v", faults, err)
	}
}

// TestFaultFullDisk: an error that says so, nothing lost, and all well once
// there is space.
func TestFaultFullDisk(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "x.db")
	s, err := open(ctx, path, append(pragmas[:len(pragmas):len(pragmas)], "max_page_count(120)")...)
	if err != nil {
		t.Fatal(err)
	}
	fillDisk(t, s)
	s.Close()
	roomy := opened(t, path)
	save(t, roomy, []*minutes.Meeting{invented(999, 1)})
}

// fillDisk saves meetings until the disk is full, and checks what is left.
func fillDisk(t *testing.T, s *Store) {
	t.Helper()
	ctx := context.Background()
	n := 0
	var err error
	for ; err == nil && n < 5000; n++ {
		m := invented(n, 1)
		if err = retrieval.Embed(ctx, s, retrieval.HashEmbedder{}, m); err == nil {
			err = s.Save(ctx, []*minutes.Meeting{m})
		}
	}
	if !errors.Is(err, ErrFull) {
		t.Fatalf("after %d meetings: %v", n, err)
	}
	if got := len(changes(t, s, 0).Put); got != n-1 || n < 2 {
		t.Errorf("%d meetings, %d were saved", got, n-1)
	}
	if faults, err := s.Verify(ctx); err != nil || len(faults) > 0 {
		t.Errorf("%v, %v", faults, err)
	}
}

// TestFaultTruncated and TestFaultBitFlip: whatever is served is what was
// saved; otherwise there is an error.
func TestFaultTruncated(t *testing.T) {
	damage(t, func(random *rand.Rand, data []byte) []byte { return data[:1+random.IntN(len(data)-1)] })
}

func TestFaultBitFlip(t *testing.T) {
	damage(t, func(random *rand.Rand, data []byte) []byte {
		data[random.IntN(len(data))] ^= 1 << random.IntN(8)
		return data
	})
}

func damage(t *testing.T, spoil func(*rand.Rand, []byte) []byte) {
	ctx := context.Background()
	dir := t.TempDir()
	sound := filepath.Join(dir, "sound.db")
	s, err := Open(ctx, sound)
	if err != nil {
		t.Fatal(err)
	}
	list := parsed(t, "minutes/*.txt")
	if err := retrieval.Embed(ctx, s, retrieval.HashEmbedder{}, list...); err != nil {
		t.Fatal(err)
	}
	save(t, s, list)
	want := changes(t, s, 0).Put
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	original, err := os.ReadFile(sound)
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(2, 2))
	refused, named := 0, 0
	for i := range 4 * *faults {
		path := filepath.Join(dir, fmt.Sprintf("%d.db", i))
		if err := os.WriteFile(path, spoil(random, append([]byte(nil), original...)), 0o644); err != nil {
			t.Fatal(err)
		}
		r, n := checkDamaged(t, path, want)
		refused, named = refused+r, named+n
	}
	t.Logf("of %d databases, %d were refused and %d have faults that Verify names", 4**faults, refused, named)
	if named == 0 {
		t.Error("Verify found nothing in any of them")
	}
}

// checkDamaged reports whether a damaged database was refused, and whether
// Verify found what is wrong with it.
func checkDamaged(t *testing.T, path string, want []*minutes.Meeting) (refused, named int) {
	t.Helper()
	ctx := context.Background()
	s, err := Open(ctx, path)
	if err != nil {
		if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrForeign) && !errors.Is(err, ErrNewer) && !errors.Is(err, ErrAccess) {
			t.Errorf("an error without a kind: %v", err)
		}
		return 1, 1
	}
	defer s.Close()
	got, err := s.Changes(ctx, 0)
	switch {
	case err != nil:
		refused = 1
	case !reflect.DeepEqual(got.Put, want):
		t.Errorf("%s: %d meetings are served that are not those that were saved", path, len(got.Put))
	}
	found, verr := s.Verify(ctx)
	if verr != nil {
		t.Error(verr)
	}
	if len(found) > 0 {
		named = 1
	} else if err != nil {
		t.Errorf("refused with %v, and Verify finds nothing", err)
	}
	return refused, named
}

// TestFaultTwoWriters: two processes at once lose nothing.
func TestFaultTwoWriters(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	opened(t, path)
	var last [2]int
	one, lines1 := startChild(t, path)
	two, lines2 := startChild(t, path)
	done := make(chan string, 2)
	for i, lines := range []*bufio.Scanner{lines1, lines2} {
		go func() {
			for lines.Scan() {
				if strings.HasPrefix(lines.Text(), "error") {
					done <- lines.Text()
					return
				}
				if last[i]++; last[i] == 12 {
					break
				}
			}
			done <- ""
		}()
	}
	for range 2 {
		if failed := <-done; failed != "" {
			t.Error(failed)
		}
	}
	one.Process.Kill()
	two.Process.Kill()
	one.Wait()
	two.Wait()
	checkChild(t, path, nil)
}

// TestFaultReaderDuringWrites: a reader sees whole batches, in order, soon.
func TestFaultReaderDuringWrites(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "x.db")
	s := opened(t, path)
	save(t, s, []*minutes.Meeting{invented(0, 1)})
	x := index(t, retrieval.Options{Store: s})
	child, lines := startChild(t, path)
	go func() {
		for lines.Scan() {
		}
	}()
	refreshed, newest := 0, make(map[string]int)
	for end := time.Now().Add(time.Duration(*faults) * 100 * time.Millisecond); time.Now().Before(end); {
		changed, err := x.Refresh(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if changed {
			refreshed++
		}
		for _, m := range x.Meetings() {
			v := version(m)
			if v == 0 || v < newest[m.ID] {
				t.Fatalf("%s is of version %d after %d", m.ID, v, newest[m.ID])
			}
			newest[m.ID] = v
		}
	}
	child.Process.Kill()
	child.Wait()
	if refreshed < 2 || len(newest) < 6 {
		t.Errorf("refreshed %d times, saw %d meetings", refreshed, len(newest))
	}
}
