package sqlite

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"

	"github.com/referat-dk/referat/retrieval"
)

// scanShare is how many of all vectors have to be asked for to make reading
// the table from start to end cheaper than looking each of them up: one in so
// many.
const scanShare = 8

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Vectors returns the vectors of a model that the store has; see
// retrieval.Store. One that is damaged is not returned, so that it is made
// anew.
func (s *Store) Vectors(ctx context.Context, model string, keys []retrieval.TextKey) (map[retrieval.TextKey][]float32, error) {
	found := make(map[retrieval.TextKey][]float32)
	err := s.read(ctx, func(tx *sql.Tx) error {
		var id, dimensions, count int
		err := tx.QueryRowContext(ctx, "SELECT id, dimensions, (SELECT count(*) FROM vectors WHERE model = m.id) FROM models m WHERE name = ? AND current = 1", model).Scan(&id, &dimensions, &count)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		take := func(rows *sql.Rows) error {
			var key, vector sql.RawBytes
			var hash int64
			if err := rows.Scan(&key, &vector, &hash); err != nil {
				return err
			}
			if v, problem := decodeVector(vector, hash, dimensions); problem == "" && len(key) == len(retrieval.TextKey{}) {
				found[retrieval.TextKey(key)] = v
			}
			return nil
		}
		if len(keys)*scanShare > count {
			return each(ctx, tx, take, "SELECT key, vector, hash FROM vectors WHERE model = ?", id)
		}
		for _, key := range keys {
			if err := each(ctx, tx, take, "SELECT key, vector, hash FROM vectors WHERE model = ? AND key = ?", id, key[:]); err != nil {
				return err
			}
		}
		return nil
	})
	return found, err
}

// SaveVectors adds vectors; see retrieval.Store.
func (s *Store) SaveVectors(ctx context.Context, model string, vectors map[retrieval.TextKey][]float32) error {
	dimensions := 0
	for _, v := range vectors {
		if dimensions == 0 {
			dimensions = len(v)
		}
		if len(v) != dimensions {
			return fmt.Errorf("sqlite: vectors of %d and of %d dimensions in one call", dimensions, len(v))
		}
	}
	if len(vectors) == 0 {
		return nil
	}
	return s.write(ctx, func(tx *sql.Tx) error {
		var id int
		if err := tx.QueryRowContext(ctx, "INSERT INTO models (name, dimensions, current) VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET current = 1 RETURNING id", model, dimensions).Scan(&id); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "UPDATE models SET current = 0 WHERE name = ? AND id != ?", model, id); err != nil {
			return err
		}
		insert, err := tx.PrepareContext(ctx, "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?)")
		if err != nil {
			return err
		}
		defer insert.Close()
		for key, v := range vectors {
			b := encodeVector(v)
			if _, err := insert.ExecContext(ctx, id, key[:], b, int64(crc32.Checksum(b, castagnoli))); err != nil {
				return err
			}
		}
		return nil
	})
}

func encodeVector(v []float32) []byte {
	b := make([]byte, 0, 4*len(v))
	for _, x := range v {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(x))
	}
	return b
}

// decodeVector returns the vector, or what is wrong with it.
func decodeVector(b []byte, hash int64, dimensions int) (v []float32, problem string) {
	switch {
	case len(b) != 4*dimensions:
		return nil, fmt.Sprintf("%d bytes, not %d", len(b), 4*dimensions)
	case int64(crc32.Checksum(b, castagnoli)) != hash:
		return nil, "not what was saved"
	}
	v = make([]float32, dimensions)
	sum := 0.0
	for i := range v {
		v[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
		sum += float64(v[i]) * float64(v[i])
	}
	if sum == 0 || math.IsNaN(sum) || math.IsInf(sum, 0) {
		return nil, fmt.Sprintf("its length is %v", math.Sqrt(sum))
	}
	return v, ""
}
