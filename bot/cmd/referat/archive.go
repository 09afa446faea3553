package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
	"github.com/referat-dk/referat/retrieval/danish"
	"github.com/referat-dk/referat/retrieval/sqlite"
)

// archive is where the minutes come from: a database or files.
type archive struct {
	from    []string // --from
	db      string   // --db
	lexicon string   // --lexicon
	store   *sqlite.Store
}

const defaultFolder = "testdata/minutes"

// database is the path of the database, "" where the minutes come from files.
// A flag wins over the environment.
func (a *archive) database() (string, error) {
	switch {
	case a.db != "" && len(a.from) > 0:
		return "", usagef("--from og --db kan ikke bruges sammen; vælg filer eller indeks")
	case a.db != "":
		return a.db, nil
	case len(a.from) > 0:
		return "", nil
	}
	return os.Getenv("REFERAT_DB"), nil
}

// open opens the database if there is one to open. One that does not exist is
// an error, unless it shall be made.
func (a *archive) open(ctx context.Context, create bool) error {
	path, err := a.database()
	if err != nil || path == "" || a.store != nil {
		return err
	}
	if _, err := os.Stat(path); !create && errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("indekset %s findes ikke; lav det med referat add --db %s MAPPE", path, path)
	}
	if a.store, err = sqlite.Open(ctx, path); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// mustOpen is open for commands that work on a database only.
func (a *archive) mustOpen(ctx context.Context, create bool) (*sqlite.Store, error) {
	path, err := a.database()
	if err == nil && path == "" {
		err = usagef("sig hvilket indeks med --db FIL eller REFERAT_DB")
	}
	if err != nil {
		return nil, err
	}
	err = a.open(ctx, create)
	return a.store, err
}

func (a *archive) close() {
	if a.store != nil {
		a.store.Close() // what was saved is saved
	}
}

// files are those of --from, or those that come with a checkout.
func (a *archive) files(stderr io.Writer) ([]string, error) {
	if len(a.from) > 0 {
		return a.from, nil
	}
	if _, err := os.Stat(defaultFolder); err != nil {
		return nil, usagef("ingen referater: sig hvor de ligger med --from MAPPE eller --db FIL")
	}
	notice(stderr, "læser ./%s; vælg andre referater med --from eller --db", defaultFolder)
	return []string{defaultFolder}, nil
}

// meetings returns all meetings.
func (a *archive) meetings(ctx context.Context, stderr io.Writer) ([]*minutes.Meeting, error) {
	if err := a.open(ctx, false); err != nil {
		return nil, err
	}
	if a.store == nil {
		from, err := a.files(stderr)
		if err != nil {
			return nil, err
		}
		return loadMeetings(ctx, from, stderr)
	}
	all, err := a.store.Changes(ctx, 0)
	if err == nil && len(all.Put) == 0 {
		err = a.empty()
	}
	return all.Put, err
}

func (a *archive) empty() error {
	return fmt.Errorf("indekset %s er tomt; læg referater i det med referat add", a.store.Path())
}

// readLexicon returns the words of the user beside those built in; nil where
// there are none.
func (a *archive) readLexicon() (*danish.Lexicon, error) {
	if a.lexicon == "" {
		return nil, nil
	}
	f, err := os.Open(a.lexicon)
	if err != nil {
		return nil, errors.New("--lexicon " + describe(a.lexicon, err))
	}
	defer f.Close()
	lexicon, err := danish.ExtendedLexicon(f)
	if err != nil {
		return nil, fmt.Errorf("--lexicon %s: %w; skriv felt, hverdagsord, kontorord og vægt (0-1) med tabulator imellem", a.lexicon, err)
	}
	return lexicon, nil
}

// index returns an index of all meetings. One of a database can be refreshed
// until close. Where texts have no vectors yet and the endpoint that makes them
// is down, it is an index of words alone, and stderr is told.
func (a *archive) index(ctx context.Context, vectors *embedding, stderr io.Writer) (*retrieval.Index, error) {
	embedder, err := vectors.embedder(stderr)
	if err != nil {
		return nil, err
	}
	lexicon, err := a.readLexicon()
	if err != nil {
		return nil, err
	}
	if err := a.open(ctx, false); err != nil {
		return nil, err
	}
	options := retrieval.Options{Embedder: embedder, Lexicon: lexicon}
	var meetings []*minutes.Meeting
	if a.store != nil {
		options.Store = a.store
	} else if meetings, err = a.meetings(ctx, stderr); err != nil {
		return nil, err
	}
	index, err := indexOf(ctx, options, meetings)
	if isDown(err) {
		noticeWordsOnly(stderr, err.Error())
		options.VectorWeight = -1
		index, err = indexOf(ctx, options, meetings)
	}
	if err == nil && len(index.Meetings()) == 0 {
		err = a.empty()
	}
	return index, err
}

func indexOf(ctx context.Context, o retrieval.Options, meetings []*minutes.Meeting) (*retrieval.Index, error) {
	index, err := retrieval.Open(ctx, o)
	if err == nil {
		err = index.Add(ctx, meetings...)
	}
	return index, err
}

// meeting returns one meeting; the error says which there are.
func (a *archive) meeting(ctx context.Context, id string, stderr io.Writer) (*minutes.Meeting, error) {
	if err := a.open(ctx, false); err != nil {
		return nil, err
	}
	var ids []string
	if a.store == nil {
		meetings, err := a.meetings(ctx, stderr)
		if err != nil {
			return nil, err
		}
		for _, m := range meetings {
			if m.ID == id {
				return m, nil
			}
			ids = append(ids, m.ID)
		}
		return nil, noMeeting(id, ids)
	}
	m, err := a.store.Meeting(ctx, id)
	if m != nil || err != nil {
		return m, err
	}
	if ids, err = a.store.IDs(ctx); err != nil {
		return nil, err
	}
	return nil, noMeeting(id, ids)
}

const idsShown = 20

// noMeeting names the meetings that there are; of many, those of the same body
// first.
func noMeeting(id string, ids []string) error {
	body, _, _ := strings.Cut(id, "/")
	var near, far []string
	for _, other := range ids {
		if strings.HasPrefix(other, body+"/") {
			near = append(near, other)
		} else {
			far = append(far, other)
		}
	}
	shown, more := append(near, far...), ""
	if n := len(shown) - idsShown; n > 0 {
		shown, more = shown[:idsShown], fmt.Sprintf(" og %d andre", n)
	}
	return fmt.Errorf("der er intet møde %s; der er %s%s", id, strings.Join(shown, ", "), more)
}
