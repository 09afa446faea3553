package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/referat-dk/referat/minutes"
)

// Status is what a database has.
type Status struct {
	Schema   int
	Revision int64
	Bytes    int64 // of the database and its write-ahead log
	Meetings int
	Bodies   int
	From, To minutes.Date // zero where no meeting has a date
	Chunks   int
	Files    int
	Problems int // places of the minutes that were not understood
	Models   []Model
}

// Model is an embedding model of which the database has vectors.
type Model struct {
	Name       string `json:"name"`
	Dimensions int    `json:"dimensions"`
	Vectors    int    `json:"vectors"`
	Current    bool   `json:"current"` // false: the model of this name now makes vectors of another length
}

// Status counts what the database has, without reading the meetings' texts.
func (s *Store) Status(ctx context.Context) (Status, error) {
	st := Status{Schema: len(migrations)}
	err := s.read(ctx, func(tx *sql.Tx) error {
		var from, to string
		row := tx.QueryRowContext(ctx, `SELECT (SELECT revision FROM state), (SELECT count(*) FROM files), count(*), (SELECT count(*) FROM chunks),
			count(DISTINCT structure ->> '$.meeting.body'),
			coalesce(min(nullif(structure ->> '$.meeting.date', '')), ''), coalesce(max(structure ->> '$.meeting.date'), ''),
			coalesce(sum((SELECT count(*) FROM json_each(structure, '$.meeting.problems') p WHERE NOT coalesce(p.value ->> 'repaired', 0))), 0)
			FROM meetings`)
		if err := row.Scan(&st.Revision, &st.Files, &st.Meetings, &st.Chunks, &st.Bodies, &from, &to, &st.Problems); err != nil {
			if e, ok := errors.AsType[*sqlite.Error](err); ok && e.Code() == sqlite3.SQLITE_ERROR { // the query is sound, so the JSON is not
				return fmt.Errorf("%w: a meeting is not what was saved: %w", ErrDamaged, err)
			}
			return err
		}
		if err := errors.Join(st.From.UnmarshalText([]byte(from)), st.To.UnmarshalText([]byte(to))); err != nil {
			return fmt.Errorf("%w: the day of a meeting: %w", ErrDamaged, err)
		}
		var err error
		st.Models, err = models(ctx, tx)
		return err
	})
	for _, name := range []string{s.path, s.path + "-wal"} {
		if info, err := os.Stat(name); err == nil {
			st.Bytes += info.Size()
		}
	}
	return st, err
}

// Models returns the models of which the database has vectors, by name and
// length. It is cheap beside Status.
func (s *Store) Models(ctx context.Context) ([]Model, error) {
	list, err := models(ctx, s.db)
	return list, wrap(err)
}

func models(ctx context.Context, q queryer) (list []Model, err error) {
	err = each(ctx, q, func(rows *sql.Rows) error {
		var m Model
		err := rows.Scan(&m.Name, &m.Dimensions, &m.Current, &m.Vectors)
		list = append(list, m)
		return err
	}, "SELECT name, dimensions, current, (SELECT count(*) FROM vectors WHERE model = m.id) FROM models m ORDER BY name, dimensions")
	return list, err
}
