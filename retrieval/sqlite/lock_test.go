package sqlite

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestLock: one at a time; who comes second is told who holds it, or waits.
func TestLock(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "x.db")
	one, two := opened(t, path), opened(t, path)
	unlock, err := one.Lock(ctx, 0)
	if err != nil {
		t.Fatal(err)
	}
	var held *HeldError
	if _, err := two.Lock(ctx, 0); !errors.As(err, &held) || held.PID != os.Getpid() || time.Since(held.Since) > time.Minute {
		t.Errorf("held lock: %v", err)
	}
	short, cancel := context.WithTimeout(ctx, 2*lockPoll)
	defer cancel()
	if _, err := two.Lock(short, time.Hour); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("cancelled: %v", err)
	}
	save(t, two, parsed(t, "minutes/*.txt")[:1]) // is safe without the lock
	time.AfterFunc(3*lockPoll, func() {
		if err := unlock(); err != nil {
			t.Error(err)
		}
	})
	unlock2, err := two.Lock(ctx, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	if err := unlock2(); err != nil {
		t.Error(err)
	}
}

// TestStatusOfDamage: a structure that is no JSON, and a day that is none, are
// damage and no fault of the query.
func TestStatusOfDamage(t *testing.T) {
	ctx := context.Background()
	s := opened(t, filepath.Join(t.TempDir(), "x.db"))
	list := parsed(t, "minutes/*.txt")
	if err := s.SaveFiles(ctx, []Entry{{Meeting: list[0]}}); err != nil {
		t.Fatal(err)
	}
	for _, structure := range []string{`{"meeting":{"date":"2031-13-77"}}`, `{"meeting`} {
		if _, err := s.db.ExecContext(ctx, "UPDATE meetings SET structure = ?", structure); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Status(ctx); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", structure, err)
		}
	}
}

func TestStatus(t *testing.T) {
	ctx := context.Background()
	s := opened(t, filepath.Join(t.TempDir(), "x.db"))
	empty, err := s.Status(ctx)
	if err != nil || empty.Meetings != 0 || !empty.From.IsZero() {
		t.Errorf("%+v: %v", empty, err)
	}
	list := parsed(t, "minutes/*.txt")
	if err := s.SaveFiles(ctx, []Entry{{list[0], "/a.txt", "1"}, {Meeting: list[1]}, {Meeting: list[2]}, {Meeting: list[3]}, {Meeting: list[4]}}); err != nil {
		t.Fatal(err)
	}
	got, err := s.Status(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if got.Meetings != 5 || got.Bodies != 3 || got.From.String() != "2016-08-15" || got.To.String() != "2023-12-05" || got.Chunks < 58 || got.Files != 1 || got.Bytes == 0 {
		t.Errorf("%+v", got)
	}
	problems := 0
	for _, m := range list {
		for _, p := range m.Problems {
			if !p.Repaired {
				problems++
			}
		}
	}
	if got.Problems != problems {
		t.Errorf("%d problems, want %d", got.Problems, problems)
	}
	files, err := s.Files(ctx)
	if err != nil || len(files) != 1 || files[0] != (File{"/a.txt", "1", list[0].ID}) {
		t.Errorf("%v: %v", files, err)
	}
	save(t, s, nil, list[0].ID)
	if files, _ := s.Files(ctx); len(files) != 0 {
		t.Errorf("the file of a meeting that was taken out: %v", files)
	}
}
