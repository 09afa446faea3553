package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"github.com/referat-dk/referat/retrieval"
)

// Fault is one thing in a database that is not as it was saved.
type Fault struct {
	Part    Part
	Meeting string // its ID; "" where no one meeting is concerned
	Detail  string
}

// Part is the part of the database that a Fault is in.
type Part string

// The parts of a database.
const (
	StructurePart Part = "structure" // SQLite's own: read what can be read into a new database
	MeetingPart   Part = "meeting"   // a meeting's hash, spans or chunks: add its file again
	MissingPart   Part = "missing"   // meetings are missing, or there are too many
	VectorPart    Part = "vector"    // is made anew when an index is opened
)

type report func(part Part, meeting, format string, args ...any)

// Verify reads everything that the database has: SQLite's own structure, each
// meeting's hash, spans and chunks, each vector, and that nothing is missing.
// It returns what is broken. The error is only for ctx.
func (s *Store) Verify(ctx context.Context) ([]Fault, error) {
	var faults []Fault
	add := func(part Part, meeting, format string, args ...any) {
		faults = append(faults, Fault{part, meeting, fmt.Sprintf(format, args...)})
	}
	for _, check := range []func(context.Context, report) error{s.verifyStructure, s.verifyMeetings, s.verifyCount, s.verifyVectors} {
		if err := check(ctx, add); ctx.Err() != nil {
			return faults, ctx.Err()
		} else if err != nil {
			add(StructurePart, "", "%v", wrap(err))
		}
	}
	return faults, nil
}

func (s *Store) verifyStructure(ctx context.Context, add report) error {
	return each(ctx, s.db, func(rows *sql.Rows) error {
		var line string
		err := rows.Scan(&line)
		if line != "ok" {
			add(StructurePart, "", "%s", line)
		}
		return err
	}, "PRAGMA integrity_check")
}

func (s *Store) verifyMeetings(ctx context.Context, add report) error {
	ids, err := s.IDs(ctx)
	if err != nil {
		return err
	}
	for _, id := range ids { // one by one: a broken page is the fault of one meeting alone
		if err := s.verifyMeeting(ctx, id); err != nil {
			add(MeetingPart, id, "%v", err)
		}
	}
	return nil
}

func (s *Store) verifyMeeting(ctx context.Context, id string) error {
	r, err := s.record(ctx, id)
	if err != nil {
		return err
	}
	if r == nil {
		return errors.New("it is in the index of the table and not in the table")
	}
	m, err := r.meeting()
	if err != nil {
		return err
	}
	var keys []retrieval.TextKey
	err = each(ctx, s.db, func(rows *sql.Rows) error {
		var key sql.RawBytes
		err := rows.Scan(&key)
		keys = append(keys, retrieval.TextKey{})
		copy(keys[len(keys)-1][:], key)
		return err
	}, "SELECT key FROM chunks WHERE meeting = ? ORDER BY number", id)
	if err == nil && !slices.Equal(keys, chunkKeys(m)) {
		err = errors.New("its chunks are not those that it is cut into")
	}
	return errors.Join(m.Check(), err, r.checkAnalysis(m))
}

func (s *Store) verifyCount(ctx context.Context, add report) error {
	var want, have int
	if err := s.db.QueryRowContext(ctx, "SELECT meetings, (SELECT count(*) FROM meetings) FROM state").Scan(&want, &have); err != nil {
		return damaged(err)
	}
	if want != have {
		add(MissingPart, "", "%d meetings, not %d", have, want)
	}
	for _, table := range []string{"files", "chunks", "analyses"} {
		strays, err := s.ids(ctx, "SELECT DISTINCT meeting FROM "+table+" WHERE meeting NOT IN (SELECT id FROM meetings) ORDER BY meeting")
		if err != nil {
			return err
		}
		for _, id := range strays {
			add(MissingPart, id, "%s are listed of a meeting that is not there", table)
		}
	}
	return nil
}

func (s *Store) verifyVectors(ctx context.Context, add report) error {
	return each(ctx, s.db, func(rows *sql.Rows) error {
		var key, vector sql.RawBytes
		var hash int64
		var model sql.NullString
		var dimensions sql.NullInt64
		if err := rows.Scan(&key, &vector, &hash, &model, &dimensions); err != nil {
			return err
		}
		if !model.Valid {
			add(VectorPart, "", "%x belongs to no model", key)
		} else if _, problem := decodeVector(vector, hash, int(dimensions.Int64)); problem != "" {
			add(VectorPart, "", "%x of %s: %s", key, model.String, problem)
		}
		return nil
	}, "SELECT key, vector, hash, name, dimensions FROM vectors v LEFT JOIN models m ON m.id = v.model")
}
