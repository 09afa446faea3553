package sqlite

import (
	"context"
	"database/sql"
	"fmt"
)

// applicationID marks a database as ours, in the place in its header that
// SQLite has for it: "Refr".
const applicationID = 0x52656672

// migrations bring a database from the version that is their position to the
// next. One that was released is never changed.
var migrations = []string{
	`CREATE TABLE meetings (
		id        TEXT PRIMARY KEY,
		revision  INTEGER NOT NULL,  -- in which it was saved
		structure TEXT NOT NULL,     -- the meeting without its text, JSON
		text      TEXT NOT NULL,
		hash      BLOB NOT NULL      -- SHA-256 of structure and text
	) STRICT;
	CREATE INDEX meetings_by_revision ON meetings (revision);
	CREATE TABLE chunks (
		meeting TEXT NOT NULL,
		number  INTEGER NOT NULL,    -- in printed order
		key     BLOB NOT NULL,       -- SHA-256 of the text that is embedded
		PRIMARY KEY (meeting, number)
	) STRICT, WITHOUT ROWID;
	CREATE TABLE removed (
		id       TEXT PRIMARY KEY,
		revision INTEGER NOT NULL
	) STRICT;
	CREATE TABLE files (
		path        TEXT PRIMARY KEY,
		fingerprint TEXT NOT NULL,   -- of what was read: unchanged files are passed over
		meeting     TEXT NOT NULL
	) STRICT;
	CREATE INDEX files_by_meeting ON files (meeting);
	CREATE TABLE models (
		id         INTEGER PRIMARY KEY,
		name       TEXT NOT NULL,
		dimensions INTEGER NOT NULL,
		current    INTEGER NOT NULL, -- 1: what the model of this name makes now
		UNIQUE (name, dimensions)
	) STRICT;
	CREATE TABLE vectors (
		model  INTEGER NOT NULL,
		key    BLOB NOT NULL,        -- as in chunks
		vector BLOB NOT NULL,        -- float32, little-endian
		hash   INTEGER NOT NULL,     -- CRC-32C of vector
		PRIMARY KEY (model, key)
	) STRICT;
	CREATE TABLE state (
		one      INTEGER PRIMARY KEY CHECK (one = 1),
		revision INTEGER NOT NULL,   -- of the last save
		meetings INTEGER NOT NULL,   -- how many there have to be
		writer   TEXT NOT NULL       -- who holds, or last held, the lock: JSON
	) STRICT;
	INSERT INTO state VALUES (1, 0, 0, '{}');`,

	`CREATE TABLE analyses (
		meeting  TEXT PRIMARY KEY,
		version  TEXT NOT NULL,      -- of what made it: another version makes it anew
		analysis BLOB NOT NULL,
		hash     INTEGER NOT NULL    -- CRC-32C of the meeting's hash and analysis
	) STRICT;`,
}

// migrate brings the database up to date, or says why it cannot.
func (s *Store) migrate(ctx context.Context, migrations []string) error {
	var version, application, tables int
	look := func(q interface {
		QueryRowContext(context.Context, string, ...any) *sql.Row
	}) error {
		row := q.QueryRowContext(ctx, "SELECT user_version, application_id, (SELECT count(*) FROM sqlite_schema) FROM pragma_user_version, pragma_application_id")
		if err := row.Scan(&version, &application, &tables); err != nil {
			return err
		}
		switch {
		case application != applicationID && (application != 0 || version != 0 || tables != 0):
			return ErrForeign
		case version > len(migrations):
			return fmt.Errorf("%w: schema %d, this program knows %d", ErrNewer, version, len(migrations))
		}
		return nil
	}
	if err := look(s.db); err != nil || version == len(migrations) {
		return err
	}
	return s.write(ctx, func(tx *sql.Tx) error {
		if err := look(tx); err != nil { // another process may have been first
			return err
		}
		for ; version < len(migrations); version++ {
			if _, err := tx.ExecContext(ctx, migrations[version]); err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, version))
		return err
	})
}
