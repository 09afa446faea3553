package telegram

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/minutes/mask"
)

// Feedback is a line of feedback.jsonl in the state folder: what somebody
// thought of an answer. It does not tell who, and has the question only where
// the person agreed; then it has the chat too, so that /slet deletes it.
type Feedback struct {
	Day      minutes.Date `json:"day"`
	Ref      string       `json:"ref"` // first item that was cited; "" if the answer cited none
	Useful   bool         `json:"useful"`
	Reason   string       `json:"reason,omitempty"`
	Question string       `json:"question,omitempty"`
	Chat     int64        `json:"chat,omitempty"`
}

type feedback struct {
	mu   sync.Mutex
	path string
}

func openFeedback(dir string) *feedback { return &feedback{path: filepath.Join(dir, "feedback.jsonl")} }

func (f *feedback) add(line Feedback) error {
	line.Question = mask.Contacts(line.Question)
	data, err := json.Marshal(line)
	if err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	file, err := os.OpenFile(f.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(append(data, '\n'))
	return errors.Join(err, file.Close())
}

// forget deletes what a chat agreed to have kept.
func (f *feedback) forget(chat int64) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	data, err := os.ReadFile(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var kept []byte
	lines := bufio.NewScanner(bytes.NewReader(data))
	for lines.Scan() {
		var line Feedback
		if json.Unmarshal(lines.Bytes(), &line) == nil && line.Chat != chat {
			kept = append(append(kept, lines.Bytes()...), '\n')
		}
	}
	if len(kept) == len(data) || lines.Err() != nil {
		return lines.Err()
	}
	if err := replaceFile(f.path, kept); err != nil {
		return fmt.Errorf("telegram: %w", err)
	}
	return nil
}
