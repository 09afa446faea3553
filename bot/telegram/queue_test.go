package telegram

import (
	"context"
	"testing"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// TestAside: updates that wait to be sent again hold up no other chat, however
// many they are.
func TestAside(t *testing.T) {
	last := make(chan struct{})
	var q *queue
	q = newQueue(func(_ context.Context, u update) bool {
		if u.ID == mostAtOnce+1 {
			close(last)
			return true
		}
		return q.aside(func() error { <-last; return nil }) == nil
	})
	var jobs []*job
	for id := 1; id <= mostAtOnce+1; id++ {
		j, _ := q.add(t.Context(), update{ID: id, Message: &message{Chat: tgbotapi.Chat{ID: int64(id)}}})
		jobs = append(jobs, j)
	}
	if !q.wait(10 * time.Second) {
		t.Fatal("those that wait hold up the last chat")
	}
	for _, j := range jobs {
		if !j.finished {
			t.Errorf("update %d was not finished", j.update.ID)
		}
	}
}
