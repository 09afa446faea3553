package sqlite

import (
	"context"
	"database/sql"

	"github.com/referat-dk/referat/minutes"
)

// Entry is a meeting and the file that it was read from.
type Entry struct {
	Meeting     *minutes.Meeting
	Path        string // absolute; "" where there is no file
	Fingerprint string // of the file; what it is made of is the caller's
}

// Save puts meetings in and takes others out; see retrieval.Store.
func (s *Store) Save(ctx context.Context, put []*minutes.Meeting, removed ...string) error {
	entries := make([]Entry, len(put))
	for i, m := range put {
		entries[i].Meeting = m
	}
	return s.SaveFiles(ctx, entries, removed...)
}

// SaveFiles is Save for meetings of which the store shall know the files. A
// file has one meeting and a meeting one file: what was known of the file, or
// of another file with that meeting, is forgotten.
func (s *Store) SaveFiles(ctx context.Context, put []Entry, removed ...string) error {
	records := make([]record, len(put))
	for i, e := range put {
		var err error
		if records[i], err = newRecord(e.Meeting); err != nil {
			return err
		}
	}
	return s.write(ctx, func(tx *sql.Tx) error {
		var revision int64
		if err := tx.QueryRowContext(ctx, "UPDATE state SET revision = revision + 1 RETURNING revision").Scan(&revision); err != nil {
			return err
		}
		for _, id := range removed {
			if err := remove(ctx, tx, id, revision); err != nil {
				return err
			}
		}
		for i, r := range records {
			if err := insert(ctx, tx, put[i], r, revision); err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, "UPDATE state SET meetings = (SELECT count(*) FROM meetings)")
		return err
	})
}

func remove(ctx context.Context, tx *sql.Tx, id string, revision int64) error {
	return run(ctx, tx,
		statement{"INSERT INTO removed SELECT id, ? FROM meetings WHERE id = ? ON CONFLICT DO UPDATE SET revision = excluded.revision", []any{revision, id}},
		statement{"DELETE FROM meetings WHERE id = ?", []any{id}},
		statement{"DELETE FROM chunks WHERE meeting = ?", []any{id}},
		statement{"DELETE FROM analyses WHERE meeting = ?", []any{id}},
		statement{"DELETE FROM files WHERE meeting = ?", []any{id}})
}

func insert(ctx context.Context, tx *sql.Tx, e Entry, r record, revision int64) error {
	todo := []statement{
		{"DELETE FROM removed WHERE id = ?", []any{r.id}},
		{"DELETE FROM files WHERE meeting = ? OR path = ?", []any{r.id, e.Path}},
		{"DELETE FROM chunks WHERE meeting = ?", []any{r.id}},
		{"INSERT OR REPLACE INTO meetings VALUES (?, ?, ?, ?, ?)", []any{r.id, revision, r.structure, r.text, r.hash}},
		r.saveAnalysis(),
	}
	for n, key := range r.chunks {
		todo = append(todo, statement{"INSERT INTO chunks VALUES (?, ?, ?)", []any{r.id, n + 1, key[:]}})
	}
	if e.Path != "" {
		todo = append(todo, statement{"INSERT INTO files VALUES (?, ?, ?)", []any{e.Path, e.Fingerprint, r.id}})
	}
	return run(ctx, tx, todo...)
}

type statement struct {
	sql  string
	args []any
}

func run(ctx context.Context, tx *sql.Tx, list ...statement) error {
	for _, s := range list {
		if _, err := tx.ExecContext(ctx, s.sql, s.args...); err != nil {
			return err
		}
	}
	return nil
}

// Meeting returns one meeting, or nil if the store does not have it.
func (s *Store) Meeting(ctx context.Context, id string) (*minutes.Meeting, error) {
	r, err := s.record(ctx, id)
	if r == nil || err != nil {
		return nil, err
	}
	return r.meeting()
}

// IDs returns the IDs of all meetings, sorted.
func (s *Store) IDs(ctx context.Context) ([]string, error) {
	return s.ids(ctx, "SELECT id FROM meetings ORDER BY id")
}

func (s *Store) ids(ctx context.Context, query string, args ...any) ([]string, error) {
	var ids []string
	err := each(ctx, s.db, func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		ids = append(ids, id)
		return err
	}, query, args...)
	return ids, wrap(err)
}

// Unembedded returns the IDs of the meetings of which a model has not made all
// vectors, sorted: those that retrieval.Embed has work with.
func (s *Store) Unembedded(ctx context.Context, model string) ([]string, error) {
	return s.ids(ctx, `SELECT DISTINCT meeting FROM chunks WHERE NOT EXISTS (
		SELECT 1 FROM vectors v WHERE v.key = chunks.key AND v.model = (SELECT id FROM models WHERE name = ? AND current = 1)) ORDER BY meeting`, model)
}

// File is a file that a meeting was read from.
type File struct {
	Path, Fingerprint, Meeting string
}

// Files returns the files that SaveFiles was told of, by path.
func (s *Store) Files(ctx context.Context) ([]File, error) {
	var files []File
	err := each(ctx, s.db, func(rows *sql.Rows) error {
		var f File
		err := rows.Scan(&f.Path, &f.Fingerprint, &f.Meeting)
		files = append(files, f)
		return err
	}, "SELECT path, fingerprint, meeting FROM files ORDER BY path")
	return files, wrap(err)
}

// Flush moves what was saved from the write-ahead log into the database and
// empties the log, so that nothing of what was taken out is left in either. It
// waits up to ten seconds for readers; while they go on, the log stays.
func (s *Store) Flush(ctx context.Context) error {
	_, err := s.db.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	return wrap(err)
}
