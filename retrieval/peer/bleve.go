package main

import (
	"context"
	"fmt"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/lang/da"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/index/upsidedown"
	"github.com/blevesearch/bleve/v2/index/upsidedown/store/gtreap"
	index "github.com/blevesearch/bleve_index_api"

	"github.com/referat-dk/referat/bot/eval"
	"github.com/referat-dk/referat/minutes"
	"github.com/referat-dk/referat/retrieval"
)

// kind is a way to set bleve up: always in memory, with its Danish analyzer.
type kind struct{ name, index, store, scoring string }

var kinds = []kind{
	{"bleve, scorch and BM25", scorch.Name, scorch.Name, index.BM25Scoring},
	{"bleve, NewMemOnly", upsidedown.Name, gtreap.Name, index.TFIDFScoring}, // what bleve.NewMemOnly makes
}

// peer is a bleve index with a document for each chunk.
type peer struct {
	index  bleve.Index
	chunks map[string]retrieval.Chunk
	groups map[minutes.Ref]retrieval.Hit
}

const (
	batchSize = 1000 // documents
	depth     = 200  // chunks found
	limit     = 10   // items returned, as many as Index.Search returns
)

// newPeer indexes the chunks of meetings: the same text as referat's own
// index, in one field.
func newPeer(k kind, meetings []*minutes.Meeting) (*peer, error) {
	mapping := bleve.NewIndexMapping()
	mapping.DefaultAnalyzer, mapping.ScoringModel = da.AnalyzerName, k.scoring
	text := bleve.NewTextFieldMapping()
	text.Store, text.IncludeInAll, text.IncludeTermVectors, text.DocValues = false, false, false, false
	mapping.DefaultMapping.AddFieldMappingsAt("text", text)
	built, err := bleve.NewUsing("", mapping, k.index, k.store, nil)
	if err != nil {
		return nil, err
	}
	p := &peer{built, make(map[string]retrieval.Chunk), make(map[minutes.Ref]retrieval.Hit)}
	batch := built.NewBatch()
	for _, m := range meetings {
		for c := range retrieval.Split(m) {
			p.chunks[c.ID] = c
			p.groups[c.Ref] = retrieval.Hit{Ref: c.Ref, Meeting: m, Item: m.Item(c.Ref.Item)}
			if err := batch.Index(c.ID, map[string]string{"text": c.Title + "\n" + c.Context + "\n" + c.Text}); err != nil {
				return nil, err
			}
			if batch.Size() == batchSize {
				if err := built.Batch(batch); err != nil {
					return nil, err
				}
				batch.Reset()
			}
		}
	}
	return p, built.Batch(batch)
}

// search ranks items by their best chunk. Bleve says nothing of how sure it
// is, so that it is silent only where it finds nothing.
func (p *peer) search(ctx context.Context, question string) (retrieval.Result, error) {
	query := bleve.NewMatchQuery(question)
	query.SetField("text")
	found, err := p.index.SearchInContext(ctx, bleve.NewSearchRequestOptions(query, depth, 0, false))
	if err != nil {
		return retrieval.Result{}, fmt.Errorf("bleve: %w", err)
	}
	result := retrieval.Result{Confidence: 1}
	seen := make(map[minutes.Ref]bool)
	for _, h := range found.Hits {
		if ref := p.chunks[h.ID].Ref; !seen[ref] && len(result.Hits) < limit {
			seen[ref] = true
			result.Hits = append(result.Hits, p.groups[ref])
		}
	}
	return result, nil
}

// rank is the eval.Ranker of p.
func (p *peer) rank(ctx context.Context, q eval.Question) (retrieval.Result, error) {
	return p.search(ctx, q.Searched())
}
