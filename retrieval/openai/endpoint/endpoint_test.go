package endpoint

import (
	"errors"
	"testing"
	"time"
)

// TestJitter: waits lie in the upper half of what doubles, up to a limit.
func TestJitter(t *testing.T) {
	c := &Client{}
	for i, most := range []time.Duration{500 * time.Millisecond, time.Second, 2 * time.Second, 4 * time.Second, 8 * time.Second, 16 * time.Second, longestWait, longestWait} {
		for _, jitter := range []float64{0, 0.5, 0.999} {
			c.Jitter = func() float64 { return jitter }
			if wait := c.backOff(i + 1); wait < most/2 || wait >= most {
				t.Errorf("try %d, jitter %v: %v, not in [%v, %v)", i+1, jitter, wait, most/2, most)
			}
		}
	}
	if c.backOff(1000) > longestWait {
		t.Error("the wait overflows")
	}
}

// TestDailyBudget: a new day begins with nothing spent, and what is under way
// at midnight stays held back.
func TestDailyBudget(t *testing.T) {
	evening := time.Date(2026, 11, 22, 23, 59, 0, 0, time.UTC)
	morning := evening.Add(2 * time.Minute)
	steps := []struct {
		name             string
		now              time.Time
		reserve, settled int // settled: what the request reserved before used; 0: none ends
		refused          bool
		spent            int
	}{
		{"the first", evening, 60, 0, false, 0},
		{"one beside it that is too much", evening, 60, 0, true, 0},
		{"the first ends", evening, 30, 50, false, 50},
		{"the budget is used up", evening, 30, 0, true, 50},
		{"after midnight, the second under way", morning, 71, 0, true, 0},
		{"after midnight", morning, 70, 0, false, 0},
	}
	b := budget{limit: 100, daily: true}
	for _, s := range steps {
		if s.settled > 0 {
			b.settle(60, s.settled, s.now)
		}
		err := b.reserve(s.reserve, s.now)
		if errors.Is(err, ErrBudget) != s.refused || b.used(s.now) != s.spent {
			t.Errorf("%s: %v, %d spent", s.name, err, b.used(s.now))
		}
	}
}
