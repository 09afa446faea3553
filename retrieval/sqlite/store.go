package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/referat-dk/referat/retrieval"
)

// Errors that callers tell apart with errors.Is.
var (
	ErrDamaged = errors.New("sqlite: the database is damaged")
	ErrFull    = errors.New("sqlite: the disk is full")
	ErrNewer   = errors.New("sqlite: the database was made by a newer version")
	ErrForeign = errors.New("sqlite: the file is not an index")
	ErrBusy    = errors.New("sqlite: another process writes for too long")
	ErrAccess  = errors.New("sqlite: the file cannot be opened or written")
)

// Store is an open database. It may be used by several goroutines at once, and
// the database by several processes.
type Store struct {
	path string
	db   *sql.DB
}

var _ retrieval.Store = (*Store)(nil)

// pragmas are set on each connection. FULL: a commit has reached the disk when
// it returns. secure_delete: a text that is taken out is overwritten.
var pragmas = []string{"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)", "secure_delete(ON)", "cell_size_check(ON)", "trusted_schema(OFF)"}

// Open opens the database in a file, makes it if there is none, and brings one
// of an older version up to date. Errors: ErrNewer, ErrForeign, ErrDamaged,
// ErrFull, ErrAccess.
func Open(ctx context.Context, path string) (*Store, error) {
	return open(ctx, path, pragmas...)
}

func open(ctx context.Context, path string, pragmas ...string) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("sqlite: %w", err)
	}
	db, err := sql.Open("sqlite", address(path, pragmas))
	if err != nil {
		return nil, wrap(err)
	}
	s := &Store{path, db}
	if err := s.migrate(ctx, migrations); err != nil {
		db.Close()
		return nil, wrap(err)
	}
	return s, nil
}

// address is the URI of a file whose path may hold any character.
func address(path string, pragmas []string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // a drive letter
	}
	query := url.Values{"_pragma": pragmas, "_txlock": {"immediate"}}
	return (&url.URL{Scheme: "file", Path: path, RawQuery: query.Encode()}).String()
}

// Close closes the database; whatever was saved is saved.
func (s *Store) Close() error { return wrap(s.db.Close()) }

// Path is the absolute path of the database.
func (s *Store) Path() string { return s.path }

// write runs change in a transaction: all of it, or nothing.
func (s *Store) write(ctx context.Context, change func(*sql.Tx) error) error {
	return s.transact(ctx, nil, change)
}

// read runs look on the database as it is at one time.
func (s *Store) read(ctx context.Context, look func(*sql.Tx) error) error {
	return s.transact(ctx, &sql.TxOptions{ReadOnly: true}, look)
}

func (s *Store) transact(ctx context.Context, options *sql.TxOptions, do func(*sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, options)
	if err != nil {
		return wrap(err)
	}
	defer tx.Rollback()
	if err := do(tx); err != nil {
		return wrap(err)
	}
	return wrap(tx.Commit())
}

// kinds are SQLite's primary result codes, as errors of this package.
var kinds = map[int]error{
	sqlite3.SQLITE_CORRUPT:  ErrDamaged,
	sqlite3.SQLITE_NOTADB:   ErrForeign,
	sqlite3.SQLITE_FULL:     ErrFull,
	sqlite3.SQLITE_BUSY:     ErrBusy,
	sqlite3.SQLITE_CANTOPEN: ErrAccess,
	sqlite3.SQLITE_READONLY: ErrAccess,
	sqlite3.SQLITE_PERM:     ErrAccess,
	sqlite3.SQLITE_IOERR:    ErrAccess,
}

// wrap gives SQLite's errors the kind that callers can tell.
func wrap(err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	for _, known := range []error{ErrDamaged, ErrForeign, ErrFull, ErrBusy, ErrAccess} {
		if errors.Is(err, known) {
			return err
		}
	}
	if kind := kinds[e.Code()&0xff]; kind != nil {
		return fmt.Errorf("%w: %w", kind, err)
	}
	return fmt.Errorf("sqlite: %w", err)
}

// queryer is a transaction or the database.
type queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// each calls take for every row of a query.
func each(ctx context.Context, q queryer, take func(*sql.Rows) error, query string, args ...any) error {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := take(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}
