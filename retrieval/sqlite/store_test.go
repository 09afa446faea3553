package sqlite

import (
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
)

// parsed reads minutes below testdata.
func parsed(t testing.TB, pattern string) []*minutes.Meeting {
	t.Helper()
	files, _ := filepath.Glob("../../testdata/" + pattern)
	if len(files) == 0 {
		t.Fatalf("nothing matches %s", pattern)
	}
	var list []*minutes.Meeting
	seen := make(map[string]bool)
	for _, file := range files {
		m, err := minutes.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !seen[m.ID] {
			seen[m.ID] = true
			list = append(list, m)
		}
	}
	return list
}

func opened(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func save(t testing.TB, s *Store, list []*minutes.Meeting, removed ...string) {
	t.Helper()
	if err := s.Save(context.Background(), list, removed...); err != nil {
		t.Fatal(err)
	}
}

func changes(t testing.TB, s *Store, since int64) retrieval.Changes {
	t.Helper()
	c, err := s.Changes(context.Background(), since)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestRoundTrip: a meeting comes back as it was saved, to the last span.
func TestRoundTrip(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ræf er?at %41 #1.db")
	want := append(parsed(t, "minutes/*.txt"), parsed(t, "layouts/*.txt")...)
	save(t, opened(t, path), want)
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
	s := opened(t, path)
	for _, m := range want {
		got, err := s.Meeting(context.Background(), m.ID)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, m) {
			t.Errorf("%s\n got %+v\nwant %+v", m.ID, got, m)
		}
	}
	if got := changes(t, s, 0); !got.Whole || len(got.Put) != len(want) {
		t.Errorf("%d meetings, want %d", len(got.Put), len(want))
	}
}

// TestChanges: what is new since a revision, and no more.
func TestChanges(t *testing.T) {
	s := opened(t, filepath.Join(t.TempDir(), "x.db"))
	list := parsed(t, "minutes/*.txt")
	save(t, s, list[:3])
	first := changes(t, s, 0)
	if again := changes(t, s, first.Revision); again.Revision != first.Revision || again.Whole || len(again.Put)+len(again.Removed) > 0 {
		t.Errorf("changes where there are none: %+v", again)
	}
	save(t, s, list[3:], list[0].ID, "nosuch/2020-01-01")
	c := changes(t, s, first.Revision)
	if c.Whole || len(c.Put) != len(list)-3 || !reflect.DeepEqual(c.Removed, []string{list[0].ID}) {
		t.Errorf("%+v", c)
	}
	save(t, s, list[:1]) // back again
	if c := changes(t, s, first.Revision); len(c.Removed) != 0 || len(c.Put) != len(list)-2 {
		t.Errorf("%+v", c)
	}
	if c := changes(t, s, 1000); !c.Whole || len(c.Put) != len(list) { // an older copy was put in its place
		t.Errorf("%+v", c)
	}
}

func TestVectors(t *testing.T) {
	ctx := context.Background()
	s := opened(t, filepath.Join(t.TempDir(), "x.db"))
	key := func(b byte) retrieval.TextKey { return retrieval.TextKey{b} }
	type vectors = map[retrieval.TextKey][]float32
	put := func(model string, v vectors) {
		t.Helper()
		if err := s.SaveVectors(ctx, model, v); err != nil {
			t.Fatal(err)
		}
	}
	get := func(model string, keys ...retrieval.TextKey) vectors {
		t.Helper()
		v, err := s.Vectors(ctx, model, keys)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	put("a", vectors{key(1): {1, 2}, key(2): {3, -4}})
	put("b", vectors{key(1): {5, 6, 7}})
	if got := get("a", key(1), key(3)); !reflect.DeepEqual(got[key(1)], []float32{1, 2}) || got[key(3)] != nil {
		t.Errorf("a: %v", got)
	}
	if got := get("c", key(1)); len(got) != 0 {
		t.Errorf("a model that is not there has %v", got)
	}
	put("a", vectors{key(1): {1, 2, 3}}) // the same name, another length: the old ones are out of date
	if got := get("a", key(1), key(2)); len(got) != 1 || len(got[key(1)]) != 3 {
		t.Errorf("a after a change of length: %v", got)
	}
	put("a", vectors{key(3): {1, 1}}) // and back: what was paid for is there
	if got := get("a", key(1), key(2), key(3)); len(got) != 3 {
		t.Errorf("a after it was changed back: %v", got)
	}
	if err := s.SaveVectors(ctx, "a", vectors{key(1): {1}, key(2): {1, 2}}); err == nil {
		t.Error("vectors of two lengths are taken")
	}
	put("d", vectors{key(1): {float32(math.NaN())}, key(2): {0}, key(3): {1}})
	if got := get("d", key(1), key(2), key(3)); len(got) != 1 || got[key(3)] == nil {
		t.Errorf("unusable vectors are served: %v", got)
	}
}

// TestMigrations run in order, once, and all or none.
func TestMigrations(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "x.db")
	s := opened(t, path)
	save(t, s, parsed(t, "minutes/*.txt"))
	next := append(migrations[:len(migrations):len(migrations)], "CREATE TABLE later (n INTEGER); INSERT INTO later VALUES (1)", "INSERT INTO later SELECT n + 1 FROM later")
	if err := s.migrate(ctx, append(next, "INSERT INTO nosuch VALUES (1)")); err == nil {
		t.Error("a migration that fails is no error")
	}
	for range 2 {
		if err := s.migrate(ctx, next); err != nil {
			t.Fatal(err)
		}
	}
	var sum int
	if err := s.db.QueryRow("SELECT sum(n) FROM later").Scan(&sum); err != nil || sum != 3 {
		t.Errorf("sum %d: %v", sum, err)
	}
	if _, err := Open(ctx, path); !errors.Is(err, ErrNewer) {
		t.Errorf("a database of a newer schema: %v", err)
	}
	if err := s.migrate(ctx, next); err != nil || len(changes(t, s, 0).Put) != 5 {
		t.Errorf("the newer version lost it: %v", err)
	}
}

// TestIndex: an index on a store is the same as one in memory.
func TestIndex(t *testing.T) {
	ctx := context.Background()
	list := parsed(t, "minutes/*.txt")
	path := filepath.Join(t.TempDir(), "x.db")
	memory, stored := index(t, retrieval.Options{}), index(t, retrieval.Options{Store: opened(t, path)})
	for _, x := range []*retrieval.Index{memory, stored} {
		if err := x.Add(ctx, list...); err != nil {
			t.Fatal(err)
		}
	}
	again := index(t, retrieval.Options{Store: opened(t, path)})
	for _, words := range []string{"tilbuddet Tippen", "omgørelsesprosent", "§ 50 a", "ungestrategi"} {
		want := search(t, memory, words)
		for _, x := range []*retrieval.Index{stored, again} {
			if got := search(t, x, words); !reflect.DeepEqual(got, want) {
				t.Errorf("%q: %+v\nin memory %+v", words, got, want)
			}
		}
	}
}

func index(t testing.TB, o retrieval.Options) *retrieval.Index {
	t.Helper()
	x, err := retrieval.Open(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func search(t testing.TB, x *retrieval.Index, words string) retrieval.Result {
	t.Helper()
	r, err := x.Search(context.Background(), retrieval.Query{Text: words})
	if err != nil {
		t.Fatal(err)
	}
	return r
}
