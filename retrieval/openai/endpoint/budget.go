package endpoint

import (
	"errors"
	"fmt"
	"sync"
	"time"
)

// ErrBudget is wrapped by the error of a request that was not sent because it
// might have exceeded the budget.
var ErrBudget = errors.New("openai: token budget used up")

// budget counts tokens. What requests under way may use is held back.
type budget struct {
	limit int
	daily bool

	mu       sync.Mutex
	day      string // that spent is of, where daily
	spent    int
	reserved int
}

// reserve holds back tokens for a request.
func (b *budget) reserve(tokens int, now time.Time) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.turn(now)
	if b.limit <= 0 || b.spent+b.reserved+tokens <= b.limit {
		b.reserved += tokens
		return nil
	}
	when := "raise the budget to go on"
	if b.daily {
		when = "it begins anew tomorrow"
	}
	return fmt.Errorf("%w: %d of %d tokens are used, and the next request may need %d; %s", ErrBudget, b.spent+b.reserved, b.limit, tokens, when)
}

// settle ends a reservation with what the request used.
func (b *budget) settle(reserved, used int, now time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.turn(now)
	b.reserved -= reserved
	b.spent += used
}

func (b *budget) used(now time.Time) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.turn(now)
	return b.spent
}

// turn begins a new day. What is reserved stays so.
func (b *budget) turn(now time.Time) {
	if day := now.Format(time.DateOnly); b.daily && day != b.day {
		b.day, b.spent = day, 0
	}
}

// Estimate of the tokens of texts, rather too many than too few: Danish
// minutes have 2.8 bytes a token in OpenAI's cl100k_base, and at worst 2.2 in
// a chunk of 600 bytes (measured on testdata). The rest is for the tokens that
// mark where a text begins and ends.
func Estimate(texts ...string) int {
	const bytesPerToken, perText = 2, 4
	tokens := 0
	for _, t := range texts {
		tokens += len(t)/bytesPerToken + perText
	}
	return tokens
}
