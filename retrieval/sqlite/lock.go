package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"
)

// HeldError says who holds the lock.
type HeldError struct {
	PID   int       `json:"pid"`
	Host  string    `json:"host"`
	Since time.Time `json:"since"`
}

func (e *HeldError) Error() string {
	return fmt.Sprintf("sqlite: process %d on %s has been adding since %s", e.PID, e.Host, e.Since.Format(time.DateTime))
}

// lockPoll is how often a lock that is held is tried again.
const lockPoll = 100 * time.Millisecond

// Lock makes the caller the only one that adds files, until unlock is called
// or the process ends, however it ends. It waits so long for another; the error
// is then a *HeldError. Lock keeps nobody from Save, which is safe without it.
func (s *Store) Lock(ctx context.Context, wait time.Duration) (unlock func() error, err error) {
	// The lock is SQLite's own, on an empty database beside ours: the system
	// takes it back from a process that is killed.
	beside, err := sql.Open("sqlite", address(s.path+"-writer", []string{"busy_timeout(0)", "locking_mode(NORMAL)"}))
	if err != nil {
		return nil, wrap(err)
	}
	for end := time.Now().Add(wait); ; {
		tx, err := beside.BeginTx(context.WithoutCancel(ctx), nil)
		if err == nil {
			unlock = func() error { return errors.Join(tx.Rollback(), beside.Close()) }
			if err := s.signed(ctx); err != nil {
				return nil, errors.Join(err, unlock())
			}
			return unlock, nil
		}
		if err = wrap(err); !errors.Is(err, ErrBusy) || !time.Now().Before(end) {
			if errors.Is(err, ErrBusy) {
				err = s.holder(ctx)
			}
			return nil, errors.Join(err, beside.Close())
		}
		select {
		case <-ctx.Done():
			return nil, errors.Join(ctx.Err(), beside.Close())
		case <-time.After(lockPoll):
		}
	}
}

// signed leaves our name for those who find the lock held.
func (s *Store) signed(ctx context.Context) error {
	host, _ := os.Hostname()
	name, err := json.Marshal(HeldError{os.Getpid(), host, time.Now().Round(time.Second)})
	if err != nil {
		return err
	}
	_, err = s.db.ExecContext(ctx, "UPDATE state SET writer = ?", string(name))
	return wrap(err)
}

func (s *Store) holder(ctx context.Context) error {
	var name string
	if err := s.db.QueryRowContext(ctx, "SELECT writer FROM state").Scan(&name); err != nil {
		return wrap(damaged(err))
	}
	held := new(HeldError)
	if err := json.Unmarshal([]byte(name), held); err != nil {
		return fmt.Errorf("%w: the writer's name: %w", ErrDamaged, err)
	}
	return held
}
