package sqlite

import (
	"context"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/referat-dk/referat/retrieval"
)

// TestAnalyses: an index is the same whether the analyses beside its meetings
// are there, are missing because a version before them made the database, are
// of another version, or are damaged; Analyse makes them anew.
func TestAnalyses(t *testing.T) {
	ctx := context.Background()
	list := parsed(t, "minutes/*.txt")
	path := filepath.Join(t.TempDir(), "x.db")
	s := opened(t, path)
	save(t, s, list)
	want := search(t, index(t, retrieval.Options{Store: s}), "tilbuddet Tippen")
	for _, tt := range []struct {
		name, spoil string
		left        int  // analyses that can be used
		renewed     bool // by Analyse
		fault       bool
	}{
		{"sound", "SELECT 1", len(list), true, false},
		{"a database of the first schema", "DROP TABLE analyses; PRAGMA user_version = 1", 0, true, false},
		{"another version", "UPDATE analyses SET version = 'old', analysis = x'00'", 0, true, false},
		{"damaged", "UPDATE analyses SET analysis = x'0001' WHERE meeting = (SELECT min(id) FROM meetings)", len(list) - 1, false, true},
		{"of another meeting", "UPDATE analyses SET (analysis, hash) = (SELECT analysis, hash FROM analyses WHERE meeting = (SELECT max(id) FROM meetings)) WHERE meeting = (SELECT min(id) FROM meetings)", len(list) - 1, false, true},
	} {
		if _, err := s.db.ExecContext(ctx, tt.spoil); err != nil {
			t.Fatal(err)
		}
		if err := s.migrate(ctx, migrations); err != nil {
			t.Fatal(err)
		}
		if n := len(changes(t, s, 0).Analyses); n != tt.left {
			t.Errorf("%s: %d analyses, want %d", tt.name, n, tt.left)
		}
		if got := search(t, index(t, retrieval.Options{Store: s}), "tilbuddet Tippen"); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: another result", tt.name)
		}
		if faults, err := s.Verify(ctx); err != nil || (len(faults) > 0) != tt.fault {
			t.Errorf("%s: %v, %v", tt.name, faults, err)
		}
		if err := s.Analyse(ctx); err != nil {
			t.Fatal(err)
		}
		if n := len(changes(t, s, 0).Analyses); (n == len(list)) != tt.renewed {
			t.Errorf("%s: %d analyses after Analyse", tt.name, n)
		}
	}
	save(t, s, list) // saves the analyses too
	if n := len(changes(t, s, 0).Analyses); n != len(list) {
		t.Errorf("%d analyses after the meetings were saved again", n)
	}
	save(t, s, nil, list[0].ID)
	if faults, err := s.Verify(ctx); err != nil || len(faults) > 0 {
		t.Errorf("after a meeting was taken out: %v, %v", faults, err)
	}
}
