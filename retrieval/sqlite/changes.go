package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime"

	"golang.org/x/sync/errgroup"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
)

// Changes returns what was saved after a revision. After a revision that the
// database has not reached, because an older copy was put in its place, that is
// everything. Errors: ErrDamaged, naming a meeting that is not what was saved.
func (s *Store) Changes(ctx context.Context, since int64) (retrieval.Changes, error) {
	c := retrieval.Changes{Analyses: make(map[string][]byte)}
	var d decoder
	d.running.SetLimit(runtime.GOMAXPROCS(0))
	err := s.read(ctx, func(tx *sql.Tx) error {
		var want int
		if err := tx.QueryRowContext(ctx, "SELECT revision, meetings FROM state").Scan(&c.Revision, &want); err != nil {
			return damaged(err)
		}
		if c.Revision == since {
			return nil
		}
		if c.Whole = since <= 0 || since > c.Revision; c.Whole {
			since = -1 << 63
		} else if err := each(ctx, tx, func(rows *sql.Rows) error {
			var id string
			err := rows.Scan(&id)
			c.Removed = append(c.Removed, id)
			return err
		}, "SELECT id FROM removed WHERE revision > ? ORDER BY id", since); err != nil {
			return err
		}
		if err := each(ctx, tx, func(rows *sql.Rows) error {
			r, err := scanned(rows)
			if r.isAnalysed() {
				c.Analyses[r.id] = r.analysis
			}
			d.take(r)
			return err
		}, selectRecords+" WHERE revision > ? ORDER BY id", retrieval.AnalysisVersion, since); err != nil {
			return err
		}
		if c.Whole && len(d.meetings) != want {
			return fmt.Errorf("%w: %d meetings, not %d", ErrDamaged, len(d.meetings), want)
		}
		return nil
	})
	put, failed := d.wait()
	if err == nil {
		err = failed
	}
	if err != nil {
		return retrieval.Changes{}, err
	}
	c.Put = put
	return c, nil
}

// decoder decodes records on all processors while the next ones are read.
type decoder struct {
	running  errgroup.Group
	meetings []**minutes.Meeting // in the order of records
}

func (d *decoder) take(r record) {
	m := new(*minutes.Meeting)
	d.meetings = append(d.meetings, m)
	d.running.Go(func() (err error) {
		*m, err = r.meeting()
		return err
	})
}

func (d *decoder) wait() (list []*minutes.Meeting, err error) {
	err = d.running.Wait()
	for _, m := range d.meetings {
		list = append(list, *m)
	}
	return list, err
}

// damaged is for what a sound database always has.
func damaged(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("%w: its state is missing", ErrDamaged)
	}
	return err
}

// selectRecords is the beginning of a query for records; its first argument is
// the version of the analyses.
const selectRecords = `SELECT id, structure, text, m.hash, analysis, a.hash
	FROM meetings m LEFT JOIN analyses a ON a.meeting = m.id AND a.version = ?`

func scanned(row interface{ Scan(...any) error }) (r record, err error) {
	err = row.Scan(&r.id, &r.structure, &r.text, &r.hash, &r.analysis, &r.analysisHash)
	return r, err
}

// record returns one meeting as it is saved, or nil.
func (s *Store) record(ctx context.Context, id string) (*record, error) {
	r, err := scanned(s.db.QueryRowContext(ctx, selectRecords+" WHERE id = ?", retrieval.AnalysisVersion, id))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return &r, wrap(err)
}
