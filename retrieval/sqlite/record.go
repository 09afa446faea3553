package sqlite

import (
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"fmt"
	"hash/crc32"

	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
)

// record is a meeting as a row of the table.
type record struct {
	id              string
	structure, text string
	hash            []byte
	chunks          []retrieval.TextKey
	analysis        []byte
	analysisHash    sql.NullInt64 // not valid where there is no analysis of this version
}

// structure is the JSON of a meeting, with what the public JSON leaves out;
// its text stands apart.
type structure struct {
	Meeting     *minutes.Meeting  `json:"meeting"`
	Printed     minutes.HeadLines `json:"printed"`
	Attachments []minutes.Span    `json:"attachmentSpans,omitempty"` // of all items, in order
}

func newRecord(m *minutes.Meeting) (record, error) {
	bare := *m
	bare.Text = ""
	s := structure{Meeting: &bare, Printed: m.Printed}
	for it := range m.All() {
		for _, a := range it.Attachments {
			s.Attachments = append(s.Attachments, a.Span)
		}
	}
	text, err := json.Marshal(s)
	if err != nil {
		return record{}, fmt.Errorf("sqlite: %s: %w", m.ID, err)
	}
	r := record{id: m.ID, structure: string(text), text: m.Text}
	r.hash = r.sum()
	r.chunks, r.analysis = chunkKeys(m), retrieval.Analyse(m)
	return r, nil
}

// analysisSum is the CRC-32C that analysisHash has to be. It is of the meeting
// too, so that no analysis is taken for that of another text.
func (r record) analysisSum() int64 {
	return int64(crc32.Update(crc32.Checksum(r.hash, castagnoli), castagnoli, r.analysis))
}

// isAnalysed reports whether the analysis is there, and is what was saved.
func (r record) isAnalysed() bool {
	return r.analysisHash.Valid && r.analysisSum() == r.analysisHash.Int64
}

func chunkKeys(m *minutes.Meeting) (keys []retrieval.TextKey) {
	for c := range retrieval.Split(m) {
		keys = append(keys, retrieval.ChunkKey(c))
	}
	return keys
}

// sum is the SHA-256 that hash has to be.
func (r record) sum() []byte {
	h := sha256.New()
	fmt.Fprintf(h, "%d\n", len(r.structure))
	h.Write([]byte(r.structure))
	h.Write([]byte(r.text))
	return h.Sum(nil)
}

// meeting returns what newRecord was given. Errors: ErrDamaged.
func (r record) meeting() (*minutes.Meeting, error) {
	if string(r.sum()) != string(r.hash) {
		return nil, fmt.Errorf("%w: %s is not what was saved", ErrDamaged, r.id)
	}
	s := structure{Meeting: new(minutes.Meeting)}
	if err := json.Unmarshal([]byte(r.structure), &s); err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrDamaged, r.id, err)
	}
	m := s.Meeting
	m.Text, m.Printed = r.text, s.Printed
	for it := range m.All() {
		n := min(len(it.Attachments), len(s.Attachments))
		for i := range n {
			it.Attachments[i].Span = s.Attachments[i]
		}
		s.Attachments = s.Attachments[n:]
	}
	if m.ID != r.id {
		return nil, fmt.Errorf("%w: %s stands under the ID %s", ErrDamaged, m.ID, r.id)
	}
	return m, nil
}
