package retrieval

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/referat-dk/referat/minutes"
)

// Store keeps meetings, and the vectors that were made of them, for longer
// than a process; package retrieval/sqlite has one. It must be safe for
// concurrent use, also by several processes.
type Store interface {
	// Save puts meetings in, each in the place of the one with its ID, and
	// takes out the meetings that removed names: all of it or, on an error,
	// nothing. What it returned nil for survives a power cut.
	Save(ctx context.Context, put []*minutes.Meeting, removed ...string) error
	// Changes returns what was saved after a revision; 0 is before
	// everything.
	Changes(ctx context.Context, since int64) (Changes, error)
	// Vectors returns those vectors of a model that it has, all of one
	// length. It may return more than was asked for.
	Vectors(ctx context.Context, model string, keys []TextKey) (map[TextKey][]float32, error)
	// SaveVectors adds vectors of one length. Those that the model made of
	// another length are then out of date, and Vectors does not return them.
	SaveVectors(ctx context.Context, model string, vectors map[TextKey][]float32) error
}

// Changes is what happened to a Store between two revisions.
type Changes struct {
	Revision int64              // after the changes; given to Changes the next time
	Whole    bool               // Put is all that the store has; Removed is empty
	Put      []*minutes.Meeting // new, or in the place of one with the same ID; by ID
	Removed  []string           // IDs
	Analyses map[string][]byte  // by ID what Analyse made of a meeting of Put; one that is missing is made
}

// TextKey is the SHA-256 of a text that was embedded.
type TextKey [sha256.Size]byte

// ChunkKey returns the key of the text of a chunk that is embedded: its title
// and text, not its context.
func ChunkKey(c Chunk) TextKey { return sha256.Sum256([]byte(embeddingText(c))) }

// Remove takes meetings out of the index, and out of its Store. IDs that it
// does not have are passed over.
func (x *Index) Remove(ctx context.Context, ids ...string) error {
	x.writer.Lock()
	defer x.writer.Unlock()
	if x.options.Store != nil {
		return x.saved(ctx, nil, ids)
	}
	return x.apply(ctx, Changes{Removed: ids}, nil)
}

// Refresh takes over what was saved in the Store since the last time, by this
// or any other process, and reports whether there was anything. It costs one
// short query where nothing is new, so that a program that runs for long may
// call it every second. Without a Store it does nothing.
func (x *Index) Refresh(ctx context.Context) (changed bool, err error) {
	if x.options.Store == nil {
		return false, ctx.Err()
	}
	x.writer.Lock()
	defer x.writer.Unlock()
	return x.refresh(ctx)
}

// saved writes to the store, and reads from there what is new.
func (x *Index) saved(ctx context.Context, put []*minutes.Meeting, removed []string) error {
	if err := Embed(ctx, x.options.Store, x.vectorLeg(), put...); err != nil {
		return err
	}
	if err := x.options.Store.Save(ctx, put, removed...); err != nil {
		return err
	}
	_, err := x.refresh(ctx)
	return err
}

func (x *Index) refresh(ctx context.Context) (bool, error) {
	changes, err := x.options.Store.Changes(ctx, x.revision)
	if err != nil || changes.Revision == x.revision {
		return false, err
	}
	vectors := sync.OnceValues(func() (map[string][]float32, error) {
		return storedVectors(ctx, x.options.Store, x.vectorLeg(), changes.chunks())
	})
	if changes.Whole {
		go vectors() // while the words are counted
	} else if made, err := vectors(); err != nil {
		return false, err
	} else if d := x.now.Load().dimensions(); d > 0 && slices.ContainsFunc(slices.Collect(maps.Values(made)), func(v []float32) bool { return len(v) != d }) {
		x.revision = 0 // the model was changed: what is indexed has vectors of the old one
		return x.refresh(ctx)
	}
	if err := x.apply(ctx, changes, vectors); err != nil {
		return false, err
	}
	x.revision = changes.Revision
	return true, nil
}

// vectorLeg is the embedder, nil where the vector leg is off.
func (x *Index) vectorLeg() Embedder {
	if x.options.VectorWeight < 0 {
		return nil
	}
	return x.options.Embedder
}

// apply makes the snapshot after changes; vectors are those of the chunks of
// changes.Put, by Chunk.ID.
func (x *Index) apply(ctx context.Context, changes Changes, vectors vectorSource) error {
	last := x.now.Load()
	if changes.Whole {
		last = newSnapshot(x.options, nil, nil)
	}
	all, gone := maps.Clone(last.meetings), make(map[string]bool)
	for _, id := range changes.Removed {
		delete(all, id)
		gone[id] = true
	}
	for _, m := range changes.Put {
		all[m.ID] = m
		gone[m.ID] = true
	}
	segments, err := last.without(ctx, gone)
	if err != nil {
		return err
	}
	if len(changes.Put) > 0 {
		newest, err := newSegments(ctx, changes.Put, changes.Analyses, vectors, x.options.Ablation)
		if err != nil {
			return err
		}
		if segments = append(segments, newest...); len(newest) == 1 { // several are long enough to stand alone
			if segments, err = compacted(ctx, segments); err != nil {
				return err
			}
		}
	}
	x.now.Store(newSnapshot(x.options, all, segments))
	return nil
}

// Embed makes the vectors of the chunks of meetings that a store lacks, and
// saves them batch by batch: what was paid for before an error is kept, and
// another call goes on from there. A nil Embedder embeds nothing.
func Embed(ctx context.Context, s Store, e Embedder, meetings ...*minutes.Meeting) error {
	_, err := storedVectors(ctx, s, e, Changes{Put: meetings}.chunks())
	return err
}

// chunks yields those of all meetings of c.Put.
func (c Changes) chunks() iter.Seq[Chunk] {
	return func(yield func(Chunk) bool) {
		for _, m := range c.Put {
			for _, chunk := range chunksOf(m, c.Analyses) {
				if !yield(chunk) {
					return
				}
			}
		}
	}
}

// storedVectors returns the vectors of chunks, by Chunk.ID, and makes and
// saves those that the store lacks.
func storedVectors(ctx context.Context, s Store, e Embedder, chunks iter.Seq[Chunk]) (map[string][]float32, error) {
	vectors := make(map[string][]float32)
	if e == nil {
		return vectors, nil
	}
	texts, ids := make(map[TextKey]Chunk), make(map[string]TextKey)
	for c := range chunks {
		key := ChunkKey(c)
		texts[key], ids[c.ID] = c, key
	}
	if len(ids) == 0 {
		return vectors, nil
	}
	known, err := s.Vectors(ctx, e.Model(), slices.Collect(maps.Keys(texts)))
	if err != nil {
		return nil, err
	}
	known, err = completed(ctx, s, e, texts, known, 0)
	for id, key := range ids {
		vectors[id] = known[key]
	}
	return vectors, err
}

// completed makes the vectors of texts that known lacks. Dimensions is what
// the model makes now, 0 while that is not known; where it turns out not to be
// the length of known vectors, all are made.
func completed(ctx context.Context, s Store, e Embedder, texts map[TextKey]Chunk, known map[TextKey][]float32, dimensions int) (map[TextKey][]float32, error) {
	was := 0
	var unknown []TextKey
	for key := range texts {
		if v := known[key]; v != nil {
			was = len(v)
		} else {
			unknown = append(unknown, key)
		}
	}
	slices.SortFunc(unknown, func(a, b TextKey) int { return strings.Compare(texts[a].ID, texts[b].ID) })
	for batch := range slices.Chunk(unknown, embedBatch) {
		fresh, err := embedTexts(ctx, e, texts, batch, dimensions)
		if err = errors.Join(err, s.SaveVectors(context.WithoutCancel(ctx), e.Model(), fresh)); err != nil {
			return nil, err
		}
		dimensions = len(fresh[batch[0]])
		if was != 0 && dimensions != was {
			return completed(ctx, s, e, texts, fresh, dimensions)
		}
		maps.Copy(known, fresh)
	}
	return known, nil
}

// embedTexts returns the vectors of texts; with an error, those that it got.
func embedTexts(ctx context.Context, e Embedder, texts map[TextKey]Chunk, keys []TextKey, dimensions int) (map[TextKey][]float32, error) {
	chunks, made := make([]Chunk, len(keys)), make(map[string][]float32)
	for i, key := range keys {
		chunks[i] = texts[key]
	}
	err := embed(ctx, e, chunks, dimensions, made)
	vectors := make(map[TextKey][]float32)
	for i, key := range keys {
		if v := made[chunks[i].ID]; v != nil {
			vectors[key] = v
		}
	}
	return vectors, err
}

// checkMeetings refuses meetings that cannot be indexed.
func checkMeetings(list []*minutes.Meeting) error {
	for _, m := range list {
		if m == nil || m.ID == "" {
			return errors.New("retrieval: a meeting without an ID; make meetings with minutes.Parse")
		}
		if err := m.Check(); err != nil {
			return fmt.Errorf("retrieval: %w", err)
		}
	}
	return nil
}
