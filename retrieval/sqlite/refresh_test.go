package sqlite

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"github.com/referat-dk/referat/retrieval"
)

// TestRefresh: what one process saves, another finds without being opened
// anew; a meeting that is taken out is found no more.
func TestRefresh(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "x.db")
	nightly := index(t, retrieval.Options{Store: opened(t, path)})
	bot := index(t, retrieval.Options{Store: opened(t, path)})
	list := parsed(t, "minutes/*.txt")
	if err := nightly.Add(ctx, list...); err != nil {
		t.Fatal(err)
	}
	finds := func(want bool) {
		t.Helper()
		r := search(t, bot, "tilbuddet Tippen")
		got := len(r.Hits) > 0 && r.Hits[0].Ref.String() == "socialdirektoerforum/2016-08-15/6"
		if got != want {
			t.Errorf("found %v, want %v: %d meetings", got, want, r.Coverage.Meetings)
		}
	}
	refresh := func(want bool) {
		t.Helper()
		if changed, err := bot.Refresh(ctx); err != nil || changed != want {
			t.Errorf("changed %v, want %v: %v", changed, want, err)
		}
	}
	finds(false)
	refresh(true)
	finds(true)
	refresh(false)
	if err := nightly.Remove(ctx, "socialdirektoerforum/2016-08-15", "nosuch/2020-01-01"); err != nil {
		t.Fatal(err)
	}
	refresh(true)
	finds(false)
	if n := len(bot.Meetings()); n != len(list)-1 {
		t.Errorf("%d meetings", n)
	}
}

// counting is an embedder of a given length that counts texts, and fails after
// so many.
type counting struct {
	retrieval.HashEmbedder
	name       string
	dimensions int
	mu         sync.Mutex
	texts      int
	failAfter  int // 0: never
}

func (c *counting) Model() string { return c.name }

func (c *counting) EmbedPassages(ctx context.Context, texts []string) ([][]float32, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.failAfter > 0 && c.texts+len(texts) > c.failAfter {
		return nil, errors.New("the server is gone")
	}
	c.texts += len(texts)
	vectors, err := c.HashEmbedder.EmbedPassages(ctx, texts)
	for i := range vectors {
		vectors[i][0]++ // never zero
		vectors[i] = vectors[i][:c.dimensions]
	}
	return vectors, err
}

func (c *counting) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	vectors, err := c.EmbedPassages(ctx, []string{text})
	if err != nil {
		return nil, err
	}
	return vectors[0], nil
}

// TestVectorsArePaidForOnce: also over another model, a removal, a replacement
// and an error in the middle.
func TestVectorsArePaidForOnce(t *testing.T) {
	ctx := context.Background()
	s := opened(t, filepath.Join(t.TempDir(), "x.db"))
	list := parsed(t, "minutes/*.txt")
	texts := make(map[retrieval.TextKey]bool)
	for _, m := range list {
		for c := range retrieval.Split(m) {
			texts[retrieval.ChunkKey(c)] = true
		}
	}
	all := len(texts)
	work := func(e *counting, want int) *retrieval.Index {
		t.Helper()
		e.texts = 0
		x, err := retrieval.Open(ctx, retrieval.Options{Store: s, Embedder: e})
		if err == nil {
			err = x.Add(ctx, list...)
		}
		if err != nil {
			t.Fatal(err)
		}
		if e.texts != want {
			t.Errorf("%s of %d dimensions: embedded %d texts, want %d", e.name, e.dimensions, e.texts, want)
		}
		search(t, x, "tilbuddet Tippen")
		return x
	}
	work(&counting{name: "a", dimensions: 100}, all)
	x := work(&counting{name: "a", dimensions: 100}, 0)
	if err := x.Remove(ctx, list[0].ID); err != nil {
		t.Fatal(err)
	}
	work(&counting{name: "a", dimensions: 100}, 0)

	failing := &counting{name: "b", dimensions: 50, failAfter: 100}
	if _, err := retrieval.Open(ctx, retrieval.Options{Store: s, Embedder: failing}); err == nil {
		t.Fatal("a server that is gone is no error")
	}
	work(&counting{name: "b", dimensions: 50}, all-failing.texts) // goes on from there
	work(&counting{name: "a", dimensions: 100}, 0)                // and the first model's are still there

	// The model of the same name now makes another length. Nothing shows that
	// until a text is new: then all are made anew.
	changed := *list[0]
	changed.Items = slices.Clone(list[0].Items)
	changed.Items[0].Title += " – ny titel"
	longer := &counting{name: "a", dimensions: 120}
	y, err := retrieval.Open(ctx, retrieval.Options{Store: s, Embedder: longer})
	if err != nil {
		t.Fatal(err)
	}
	if err := y.Add(ctx, &changed); err != nil {
		t.Fatal(err)
	}
	if longer.texts < all {
		t.Errorf("embedded %d texts of %d", longer.texts, all)
	}
	search(t, y, "tilbuddet Tippen") // would fail on vectors of two lengths
}

// TestSearchWhileOthersWrite is for the race detector: Search, Add, Remove and
// Refresh at once.
func TestSearchWhileOthersWrite(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "x.db")
	writer, reader := index(t, retrieval.Options{Store: opened(t, path)}), index(t, retrieval.Options{Store: opened(t, path)})
	var all sync.WaitGroup
	for _, do := range []func(i int) error{
		func(i int) error { return writer.Add(ctx, invented(i, 1), invented(i+1, 1)) },
		func(i int) error { return writer.Remove(ctx, invented(i, 1).ID) },
		func(int) error { _, err := reader.Refresh(ctx); return err },
		func(int) error { _, err := reader.Search(ctx, retrieval.Query{Text: "sag godkendt"}); return err },
		func(int) error { _, err := writer.Search(ctx, retrieval.Query{Text: "sag godkendt"}); return err },
	} {
		all.Go(func() {
			for i := range 20 {
				if err := do(i); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	all.Wait()
	if _, err := reader.Refresh(ctx); err != nil {
		t.Fatal(err)
	}
	ids := func(x *retrieval.Index) (list []string) {
		for _, m := range x.Meetings() {
			list = append(list, m.ID)
		}
		return list
	}
	if a, b := ids(writer), ids(reader); !slices.Equal(a, b) {
		t.Errorf("the writer has %v, the reader %v", a, b)
	}
}

var _ retrieval.Embedder = (*counting)(nil)
