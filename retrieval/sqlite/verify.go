package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/referat-dk/referat/retrieval"
)

// Fault is one thing in a database that is not as it was saved.
type Fault struct {
	Meeting string // its ID; "" where no one meeting is concerned
	What    string
}

// Verify reads everything that the database has: SQLite's own structure, each
// meeting's hash and spans, each vector, and that nothing is missing. It
// returns what is broken, meetings by ID. The error is only for what keeps it
// from looking further.
func (s *Store) Verify(ctx context.Context) ([]Fault, error) {
	var faults []Fault
	add := func(meeting, format string, args ...any) {
		faults = append(faults, Fault{meeting, fmt.Sprintf(format, args...)})
	}
	for _, check := range []func(context.Context, func(string, string, ...any)) error{s.verifyFile, s.verifyMeetings, s.verifyVectors} {
		if err := check(ctx, add); ctx.Err() != nil {
			return faults, ctx.Err()
		} else if err != nil {
			add("", "%v", wrap(err))
		}
	}
	return faults, nil
}

func (s *Store) verifyFile(ctx context.Context, add func(string, string, ...any)) error {
	return each(ctx, s.db, func(rows *sql.Rows) error {
		var line string
		if err := rows.Scan(&line); err != nil {
			return err
		}
		if line != "ok" {
			add("", "%s", line)
		}
		return nil
	}, "PRAGMA integrity_check")
}

func (s *Store) verifyMeetings(ctx context.Context, add func(string, string, ...any)) error {
	ids, err := s.IDs(ctx)
	if err != nil {
		return err
	}
	for _, id := range ids { // one by one: a broken page is the fault of one meeting alone
		m, err := s.Meeting(ctx, id)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			add(id, "%v", err)
		case m == nil:
			add(id, "is listed and not there")
		case m.Check() != nil:
			add(id, "%v", m.Check())
		default:
			chunks, saved := 0, 0
			for range retrieval.Split(m) {
				chunks++
			}
			if err := s.db.QueryRowContext(ctx, "SELECT chunks FROM meetings WHERE id = ?", id).Scan(&saved); err != nil || chunks != saved {
				add(id, "%d chunks, not %d (%v)", chunks, saved, err)
			}
		}
	}
	var want int
	if err := s.db.QueryRowContext(ctx, "SELECT meetings FROM state").Scan(&want); err != nil {
		return damaged(err)
	}
	if want != len(ids) {
		add("", "%d meetings, not %d", len(ids), want)
	}
	return each(ctx, s.db, func(rows *sql.Rows) error {
		var path, meeting string
		err := rows.Scan(&path, &meeting)
		add(meeting, "the file %s names it, and it is not there", path)
		return err
	}, "SELECT path, meeting FROM files WHERE meeting NOT IN (SELECT id FROM meetings)")
}

func (s *Store) verifyVectors(ctx context.Context, add func(string, string, ...any)) error {
	return each(ctx, s.db, func(rows *sql.Rows) error {
		var key, vector sql.RawBytes
		var hash uint32
		var model sql.NullString
		var dimensions sql.NullInt64
		if err := rows.Scan(&key, &vector, &hash, &model, &dimensions); err != nil {
			return err
		}
		if !model.Valid {
			add("", "vector %x belongs to no model", key)
		} else if _, problem := decodeVector(vector, hash, int(dimensions.Int64)); problem != "" {
			add("", "vector %x of %s: %s", key, model.String, problem)
		}
		return nil
	}, "SELECT key, vector, hash, name, dimensions FROM vectors v LEFT JOIN models m ON m.id = v.model")
}
