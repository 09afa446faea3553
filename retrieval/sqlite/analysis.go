package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"slices"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
)

// saveAnalysis is the statement that puts an analysis in.
func (r record) saveAnalysis() statement {
	return statement{"INSERT OR REPLACE INTO analyses VALUES (?, ?, ?, ?)", []any{r.id, retrieval.AnalysisVersion, r.analysis, r.analysisSum()}}
}

// analysisBatch is how many meetings Analyse saves at once.
const analysisBatch = 100

// Analyse makes the analyses that are missing, because another version of
// package retrieval made those that are there. Without them an index takes
// longer to open, and is the same.
func (s *Store) Analyse(ctx context.Context) error {
	stale, err := s.ids(ctx, "SELECT id FROM meetings m WHERE NOT EXISTS (SELECT 1 FROM analyses WHERE meeting = m.id AND version = ?) ORDER BY id", retrieval.AnalysisVersion)
	if err != nil {
		return err
	}
	for batch := range slices.Chunk(stale, analysisBatch) {
		if err := s.write(ctx, func(tx *sql.Tx) error {
			for _, id := range batch {
				r, err := scanned(tx.QueryRowContext(ctx, selectRecords+" WHERE id = ?", retrieval.AnalysisVersion, id))
				if err != nil {
					return err
				}
				m, err := r.meeting()
				if err != nil {
					return err
				}
				r.analysis = retrieval.Analyse(m)
				if err := run(ctx, tx, r.saveAnalysis()); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			return err
		}
	}
	return nil
}

// checkAnalysis holds an analysis of this version against a new one.
func (r record) checkAnalysis(m *minutes.Meeting) error {
	if r.analysisHash.Valid && (!r.isAnalysed() || !bytes.Equal(r.analysis, retrieval.Analyse(m))) {
		return errors.New("its analysis is not what was saved")
	}
	return nil
}
