package telegram

import (
	"cmp"
	"maps"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

const (
	defaultPerPerson = 60  // messages a minute; who types cannot reach it
	defaultTotal     = 600 // of all people
	limitsForgotten  = 10 * time.Minute
)

// limits holds how much each person and all of them have asked.
type limits struct {
	perPerson int
	now       func() time.Time

	mu      sync.Mutex
	persons map[int64]*allowance
	total   *rate.Limiter
	swept   time.Time
}

type allowance struct {
	limiter *rate.Limiter
	last    time.Time
	told    time.Time // that it goes too fast
}

// verdict says whether a message is answered.
type verdict int

const (
	within   verdict = iota
	tooFast          // and the person is to be told
	busy             // all people together ask too much
	tellsOff         // the person was told a moment ago: say nothing
)

func newLimits(perPerson, total int, now func() time.Time) *limits {
	return &limits{perPerson: cmp.Or(perPerson, defaultPerPerson), now: now, persons: make(map[int64]*allowance), total: perMinute(cmp.Or(total, defaultTotal)), swept: now()}
}

// perMinute lets through n events a minute, and at most n at once; all of them
// where n is negative.
func perMinute(n int) *rate.Limiter {
	if n < 0 {
		return rate.NewLimiter(rate.Inf, 0)
	}
	return rate.NewLimiter(rate.Limit(float64(n)/60), n)
}

// check counts a message. One that is not allowed takes nothing of what all
// people have together.
func (l *limits) check(person int64, allowed bool) verdict {
	now := l.now()
	l.mu.Lock()
	defer l.mu.Unlock()
	if now.Sub(l.swept) > limitsForgotten {
		maps.DeleteFunc(l.persons, func(_ int64, a *allowance) bool { return now.Sub(a.last) > limitsForgotten })
		l.swept = now
	}
	a := l.persons[person]
	if a == nil {
		a = &allowance{limiter: perMinute(l.perPerson)}
		l.persons[person] = a
	}
	a.last = now
	over := within
	if !a.limiter.AllowN(now, 1) {
		over = tooFast
	} else if allowed && !l.total.AllowN(now, 1) {
		over = busy
	}
	if over != within {
		if now.Sub(a.told) < time.Minute {
			return tellsOff
		}
		a.told = now
	}
	return over
}
