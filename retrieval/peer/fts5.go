package main

import (
	"context"
	"database/sql"
	"strings"

	_ "modernc.org/sqlite"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
	"github.com/referat-dk/referat/retrieval/danish"
)

// fts5 is SQLite's full-text search in memory, with a row for each chunk: the
// embedded database that one would otherwise take. It has BM25, and no Danish.
type fts5 struct{ db *sql.DB }

func newFTS5(meetings []*minutes.Meeting) (*fts5, error) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1) // each connection would have a database of its own
	if _, err := db.Exec(`CREATE VIRTUAL TABLE chunks USING fts5(text, content='', tokenize='unicode61')`); err != nil {
		return nil, err
	}
	tx, err := db.Begin()
	if err != nil {
		return nil, err
	}
	defer tx.Rollback()
	insert, err := tx.Prepare("INSERT INTO chunks (text) VALUES (?)")
	if err != nil {
		return nil, err
	}
	for _, m := range meetings {
		for c := range retrieval.Split(m) {
			if _, err := insert.Exec(c.Title + "\n" + c.Context + "\n" + c.Text); err != nil {
				return nil, err
			}
		}
	}
	return &fts5{db}, tx.Commit()
}

// search returns the rows of the chunks with any of the question's words, best
// first.
func (f *fts5) search(ctx context.Context, question string) (rows []int64, err error) {
	var words []string
	for _, t := range danish.Tokens(question) {
		words = append(words, `"`+strings.ReplaceAll(t.Norm, `"`, "")+`"`)
	}
	found, err := f.db.QueryContext(ctx, "SELECT rowid FROM chunks WHERE chunks MATCH ? ORDER BY rank LIMIT ?", strings.Join(words, " OR "), depth)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	for found.Next() {
		var row int64
		if err := found.Scan(&row); err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, found.Err()
}
