package telegram

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// journal remembers on disk which updates were answered. It holds their
// numbers and times, and nothing of what people wrote: Telegram delivers an
// update again until it is confirmed, and it is confirmed once it is done.
//
// A line is "NUMBER STATE SECONDS". Before an answer goes out the update is
// "sending", then it is "done". One that a restart finds "sending" is in
// doubt: the answer may have arrived or not, and the person is asked.
type journal struct {
	mu     sync.Mutex
	path   string
	file   *os.File
	states map[int]entry
	lines  int // of the file
	most   int // beyond which it is written anew
	now    func() time.Time
}

type entry struct {
	state updateState
	at    int64 // Unix seconds
}

type updateState string

const (
	fresh   updateState = ""        // nothing is known of it
	sending updateState = "sending" // an answer was about to go out
	unsent  updateState = "unsent"  // and certainly did not
	done    updateState = "done"    // answered, or of a kind that gets no answer
)

const (
	journalName = "updates.log"

	// keepStates is how long an update's number is remembered. Telegram
	// delivers none that is older than 24 hours; and a week after the last
	// one it may begin to number anew, with numbers that were used before.
	keepStates = 48 * time.Hour

	mostLines = 20_000 // before the file is written anew; twice what is left then, if that is more
)

// openJournal opens the journal in a folder, which is made if it is missing.
func openJournal(dir string, now func() time.Time) (*journal, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("telegram: the state folder: %w", err)
	}
	j := &journal{path: filepath.Join(dir, journalName), states: make(map[int]entry), now: now}
	if err := j.read(); err != nil {
		return nil, fmt.Errorf("telegram: %s: %w", j.path, err)
	}
	if err := j.rewrite(); err != nil {
		return nil, fmt.Errorf("telegram: %s: %w", j.path, err)
	}
	return j, nil
}

// read reads what is there. A line that cannot be read is passed over: the
// last one, if the power went as it was written.
func (j *journal) read() error {
	f, err := os.Open(j.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		var id int
		var e entry
		if n, err := fmt.Sscanf(lines.Text(), "%d %s %d", &id, &e.state, &e.at); n == 3 && err == nil && (e.state == sending || e.state == unsent || e.state == done) {
			j.states[id] = e
		}
	}
	return lines.Err()
}

// rewrite replaces the file by one without what is too old.
func (j *journal) rewrite() error {
	oldest := j.now().Add(-keepStates).Unix()
	var b strings.Builder
	j.lines = 0
	for id, e := range j.states {
		if e.at < oldest || e.state == unsent {
			delete(j.states, id)
			continue
		}
		fmt.Fprintf(&b, "%d %s %d\n", id, e.state, e.at)
		j.lines++
	}
	if err := replaceFile(j.path, []byte(b.String())); err != nil {
		return err
	}
	j.most = max(mostLines, 2*j.lines)
	if j.file != nil {
		j.file.Close()
	}
	var err error
	j.file, err = os.OpenFile(j.path, os.O_APPEND|os.O_WRONLY, 0o600)
	return err
}

// replaceFile writes a file whole or not at all, and what is written to it
// later outlives a power cut.
func replaceFile(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*") // 0600
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(data)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	dir, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	_ = dir.Sync() // that the name leads to the new file; Windows does so unasked, and refuses to be asked
	return dir.Close()
}

// state is what is known of an update.
func (j *journal) state(id int) updateState {
	j.mu.Lock()
	defer j.mu.Unlock()
	e := j.states[id]
	if e.at < j.now().Add(-keepStates).Unix() {
		return fresh
	}
	return e.state
}

// set writes the state of an update down. When it returns nil, kill -9 does not
// undo it; nor does a power cut, once it is done.
func (j *journal) set(id int, s updateState) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	e := entry{s, j.now().Unix()}
	if _, err := fmt.Fprintf(j.file, "%d %s %d\n", id, e.state, e.at); err != nil {
		return fmt.Errorf("telegram: %s: %w", j.path, err)
	}
	if s == done {
		if err := j.file.Sync(); err != nil {
			return fmt.Errorf("telegram: %s: %w", j.path, err)
		}
	}
	j.states[id] = e
	if j.lines++; j.lines > j.most {
		return j.rewrite()
	}
	return nil
}

func (j *journal) close() error {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.file.Close()
}
