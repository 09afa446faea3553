package telegram

import (
	"maps"
	"sync"
	"time"
)

// stats counts what the bot does.
type stats struct {
	mu sync.Mutex
	s  Stats
}

// Stats is what a Bot has done since it was started.
type Stats struct {
	LastPoll time.Time      // when updates were last fetched or posted; zero: never
	Handled  map[string]int // updates by status: a bot.Status, or what was done
	Retries  int            // messages that had to be sent again
	Seconds  float64        // that handling took, in all
}

// Stats returns the counts at this moment.
func (b *Bot) Stats() Stats {
	b.stats.mu.Lock()
	defer b.stats.mu.Unlock()
	s := b.stats.s
	s.Handled = maps.Clone(s.Handled)
	return s
}

func (s *stats) polled(at time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.s.LastPoll = at
}

func (s *stats) handled(status string, took time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.s.Handled == nil {
		s.s.Handled = make(map[string]int)
	}
	s.s.Handled[status]++
	s.s.Seconds += took.Seconds()
}

func (s *stats) retried() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.s.Retries++
}
