package retrieval

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"unicode/utf8"

	"github.com/referat-dk/referat/retrieval/danish"
)

// Embedder turns text into vectors. All vectors of one Embedder have the same
// number of dimensions. It must be safe for concurrent use.
type Embedder interface {
	Model() string // names the model; vectors of two models are never mixed
	// EmbedPassages returns one vector a text, in their order. With an error
	// may come the vectors of the first texts: those of texts[:len(vectors)]
	// are done and paid for, so keep them and ask later for the rest.
	EmbedPassages(ctx context.Context, texts []string) ([][]float32, error)
	EmbedQuery(ctx context.Context, text string) ([]float32, error)
}

// Prefixes are put before the texts for a model that tells passages from
// queries: "passage: " and "query: " for the E5 family (arXiv:2212.03533).
// The zero value puts nothing there.
type Prefixes struct {
	Passage, Query string
}

// Model names a model together with the passage prefix: vectors made with
// another prefix are other vectors, and must not be mixed.
func (p Prefixes) Model(name string) string {
	if p.Passage == "" {
		return name
	}
	return fmt.Sprintf("%s %q", name, p.Passage)
}

// ErrVector is wrapped by errors on vectors that cannot be used.
var ErrVector = errors.New("retrieval: unusable vector")

// HashEmbedder is the Embedder that needs no model, key or network: it counts
// the stems of a text and their character 4-grams in 384 buckets chosen by a
// hash. It finds near spellings and parts of words. It knows nothing of
// meaning: two words without common letters are as far apart as any.
type HashEmbedder struct{}

const (
	hashDimensions = 384
	gramLength     = 4
	gramWeight     = 0.3 // of one 4-gram, beside 1 for the whole stem
)

func (HashEmbedder) Model() string { return "referat-hash-384-v1" }

func (e HashEmbedder) EmbedPassages(ctx context.Context, texts []string) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	for i, t := range texts {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		vectors[i] = hashVector(t)
	}
	return vectors, nil
}

func (e HashEmbedder) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	return hashVector(text), ctx.Err()
}

// hashVector is the unit vector of text; a text without words is one bucket,
// for a zero vector has no direction.
func hashVector(text string) []float32 {
	v := make([]float32, hashDimensions)
	for _, t := range danish.Tokens(text) {
		if t.Kind == danish.Word && danish.IsStop(t.Norm) {
			continue
		}
		stem := t.Norm
		if t.Kind == danish.Word {
			stem = danish.Stem(stem)
		}
		addHash(v, stem, 1)
		marked := []rune("<" + stem + ">")
		for i := 0; i+gramLength <= len(marked) && utf8.RuneCountInString(stem) > gramLength; i++ {
			addHash(v, string(marked[i:i+gramLength]), gramWeight)
		}
	}
	sum := 0.0
	for i, x := range v { // the root dampens words that are repeated
		v[i] = float32(math.Copysign(math.Sqrt(math.Abs(float64(x))), float64(x)))
		sum += math.Abs(float64(x))
	}
	if sum == 0 {
		v[0], sum = 1, 1
	}
	for i := range v {
		v[i] /= float32(math.Sqrt(sum))
	}
	return v
}

// addHash adds weight, with a sign of the hash's own, to the bucket of s.
func addHash(v []float32, s string, weight float32) {
	h := fnv.New64a()
	h.Write([]byte(s))
	sum := h.Sum64()
	if sum>>63 == 1 {
		weight = -weight
	}
	v[sum%hashDimensions] += weight
}

// CheckVectors refuses vectors that would spoil an index, with an ErrVector
// that names the model: other than want of them, empty, not all of the same
// dimensions (those given, where not 0), of length zero, NaN or infinite.
func CheckVectors(model string, vectors [][]float32, want, dimensions int) error {
	if len(vectors) != want {
		return fmt.Errorf("%w: %s returned %d vectors for %d texts", ErrVector, model, len(vectors), want)
	}
	for _, v := range vectors {
		if len(v) == 0 || dimensions != 0 && len(v) != dimensions {
			return fmt.Errorf("%w: %s returned %d dimensions, not %d", ErrVector, model, len(v), dimensions)
		}
		dimensions = len(v)
		sum := 0.0
		for _, x := range v {
			sum += float64(x) * float64(x)
		}
		if sum == 0 || math.IsNaN(sum) || math.IsInf(sum, 0) {
			return fmt.Errorf("%w: %s returned a vector of length %v", ErrVector, model, math.Sqrt(sum))
		}
	}
	return nil
}
