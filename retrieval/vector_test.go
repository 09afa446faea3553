package retrieval

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/referat-dk/referat/minutes"
)

// source yields vectors of length 1.
type source func() []float32

// randomVectors point anywhere: the hardest data there is, for the nearest are
// hardly nearer than the rest.
func randomVectors(dimensions int, seed uint64) source {
	return scaledVectors(rand.New(rand.NewPCG(seed, 1)), slices.Repeat([]float64{1}, dimensions))
}

// clusteredVectors are spread around so many topics, as texts are. As with
// real models all have much in common, and a few dimensions are far larger
// than the rest.
func clusteredVectors(dimensions, topics int, seed uint64) source {
	random := rand.New(rand.NewPCG(seed, 2))
	scale := make([]float64, dimensions)
	for i := range scale {
		scale[i] = math.Exp(0.7 * random.NormFloat64())
	}
	next := scaledVectors(random, scale)
	common, centres := next(), make([][]float32, topics)
	for i := range centres {
		centres[i] = next()
	}
	return func() []float32 {
		v, centre := next(), centres[random.IntN(topics)]
		for i := range v {
			v[i] += centre[i] + 2*common[i]
		}
		return unit(v)
	}
}

func scaledVectors(random *rand.Rand, scale []float64) source {
	return func() []float32 {
		v := make([]float32, len(scale))
		for i := range v {
			v[i] = float32(scale[i] * random.NormFloat64())
		}
		return unit(v)
	}
}

func (next source) take(n int) [][]float32 {
	list := make([][]float32, n)
	for i := range list {
		list[i] = next()
	}
	return list
}

// vectorSnapshot is an index over vectors without words, in segments of the
// given sizes: perItem chunks an item, IDs in order.
func vectorSnapshot(tb testing.TB, vectors [][]float32, perItem int, sizes ...int) *snapshot {
	tb.Helper()
	var segments []*segment
	at := 0
	for _, size := range sizes {
		s := new(segment)
		for ; size > 0; size-- {
			item := minutes.Ref{Meeting: "m", Item: fmt.Sprint(at / perItem)}
			s.append(Chunk{ID: fmt.Sprintf("m/%07d", at), Ref: item}, &minutes.Meeting{})
			s.vectors = append(s.vectors, vectors[at])
			at++
		}
		if err := s.finish(context.Background()); err != nil {
			tb.Fatal(err)
		}
		segments = append(segments, s)
	}
	return newSnapshot(Options{}, nil, segments)
}

func near(tb testing.TB, x *snapshot, query []float32, allowed [][]bool, n int) []similar {
	tb.Helper()
	if allowed == nil {
		allowed = make([][]bool, len(x.segments))
	}
	found, err := x.near(context.Background(), query, allowed, n)
	if err != nil {
		tb.Fatal(err)
	}
	return found
}

func (x *snapshot) ids(found []similar) []string {
	var list []string
	for _, s := range found {
		list = append(list, x.segments[s.segment].chunks[s.chunk].ID)
	}
	return list
}

// recall is the share of the ten chunks that chromem-go finds nearest that
// near finds among its first ten.
func recall(tb testing.TB, x *snapshot, queries [][]float32) float64 {
	tb.Helper()
	found := 0
	for _, q := range queries {
		want, err := x.segments[0].nearest.collection.QueryEmbedding(context.Background(), q, 10, nil, nil)
		if err != nil {
			tb.Fatal(err)
		}
		got := x.ids(near(tb, x, q, nil, 10))
		for _, w := range want {
			if slices.Contains(got, w.ID) {
				found++
			}
		}
	}
	return float64(found) / float64(10*len(queries))
}

// TestRecall compares near with chromem-go alone, over vectors of the sizes
// that models have and one that is no multiple of 64.
func TestRecall(t *testing.T) {
	const n, queries = 20_000, 30
	for name, next := range map[string]source{
		"random":        randomVectors(384, 1),
		"random, 100":   randomVectors(100, 1),
		"2000 clusters": clusteredVectors(384, 2000, 1),
		"20 clusters":   clusteredVectors(384, 20, 1),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := vectorSnapshot(t, next.take(n), 1, n)
			r := recall(t, x, next.take(queries))
			t.Logf("recall@10 %.3f", r)
			if r < 0.98 {
				t.Errorf("recall@10 %.3f, want at least 0.98", r)
			}
		})
	}
}

// TestNear holds near to what it promises, over a plain sort: items once, in
// order, ties by ID, and only what is allowed.
func TestNear(t *testing.T) {
	const perItem = 3
	one := func(c int) bool { return c%100 == 7 }
	tests := []struct {
		name  string
		sizes []int
		allow func(chunk int) bool
	}{
		{"small", []int{999}, nil},
		{"small, in segments", []int{600, 300, 99}, nil},
		{"small, filtered", []int{600, 300}, one},
		{"all are candidates", []int{3000, 900}, nil},
		{"large, filtered", []int{9000, 3000}, one},
		{"large, nothing allowed", []int{9000}, func(int) bool { return false }},
	}
	next := randomVectors(64, 5)
	vectors := next.take(12_000)
	for i := range vectors { // as standing items do, some say the same
		if i%10 == 7 {
			vectors[i] = vectors[7]
		}
	}
	for _, tt := range tests {
		x := vectorSnapshot(t, vectors, perItem, tt.sizes...)
		allowed := make([][]bool, len(x.segments))
		var want []similar
		query, at := vectors[7], 0
		for i, s := range x.segments {
			best := make(map[int32]similar)
			if tt.allow != nil {
				allowed[i] = make([]bool, len(s.chunks))
			}
			for c := range s.chunks {
				if tt.allow != nil {
					if allowed[i][c] = tt.allow(at); !allowed[i][c] {
						at++
						continue
					}
				}
				this := similar{place{i, s.groupOf[c]}, int32(c), dot(query, vectors[at])}
				if b, ok := best[this.group]; !ok || x.nearer(this, b) < 0 {
					best[this.group] = this
				}
				at++
			}
			for _, b := range best {
				want = append(want, b)
			}
		}
		slices.SortFunc(want, x.nearer)
		want = want[:min(200, len(want))]
		if got := near(t, x, query, allowed, 200); !slices.Equal(x.ids(got), x.ids(want)) {
			t.Errorf("%s: got %v, want %v", tt.name, x.ids(got), x.ids(want))
		}
	}
}

// TestNearKnowsNoSegments holds that what is found does not depend on how
// chunks are spread over segments, nor on how many are equally near.
func TestNearKnowsNoSegments(t *testing.T) {
	next := clusteredVectors(128, 100, 3)
	vectors := next.take(12_000)
	for i := range vectors {
		if i%2 == 0 {
			vectors[i] = vectors[0]
		}
	}
	whole, parts := vectorSnapshot(t, vectors, 2, 12_000), vectorSnapshot(t, vectors, 2, 7000, 4000, 998, 2)
	for _, q := range append(next.take(20), vectors[0]) {
		a, b := near(t, whole, q, nil, 200), near(t, parts, q, nil, 200)
		if !slices.Equal(whole.ids(a), parts.ids(b)) || len(a) != 200 {
			t.Errorf("got %v in one segment, %v in four", whole.ids(a), parts.ids(b))
		}
	}
}

// TestUnit checks that vectors of any length are compared by direction only.
func TestUnit(t *testing.T) {
	vectors := randomVectors(70, 9).take(20)
	for i := range vectors[0] {
		vectors[0][i] *= 37
	}
	x := vectorSnapshot(t, vectors, 1, 20)
	query := slices.Clone(vectors[0])
	for i := range query {
		query[i] *= 0.01
	}
	if got := near(t, x, query, nil, 1); x.ids(got)[0] != "m/0000000" || math.Abs(float64(got[0].score)-1) > 1e-6 {
		t.Errorf("nearest to itself: %+v", got[0])
	}
}

// BenchmarkNear measures one query over so many random vectors of 384
// dimensions for the 200 nearest items, with chromem-go alone beside it, and
// behind a filter that lets 1 % through. It reports recall@10.
func BenchmarkNear(b *testing.B) {
	const queries = 50
	for _, n := range []int{1_000, 10_000, 100_000, 300_000} {
		next := randomVectors(384, 1)
		x := vectorSnapshot(b, next.take(n), 1, n)
		q := next.take(queries)
		few := [][]bool{make([]bool, n)}
		for i := 0; i < n; i += 100 {
			few[0][i] = true
		}
		for _, leg := range []struct {
			name string
			near func(query []float32)
		}{
			{"near", func(query []float32) { near(b, x, query, nil, fusedDepth) }},
			{"filtered", func(query []float32) { near(b, x, query, few, fusedDepth) }},
			{"chromem-go", func(query []float32) {
				if _, err := x.segments[0].nearest.collection.QueryEmbedding(context.Background(), query, fusedDepth, nil, nil); err != nil {
					b.Fatal(err)
				}
			}},
		} {
			b.Run(fmt.Sprintf("chunks=%d/%s", n, leg.name), func(b *testing.B) {
				for i := range b.N {
					leg.near(q[i%queries])
				}
				b.StopTimer()
				if leg.name == "near" {
					b.ReportMetric(recall(b, x, q), "recall@10")
				}
			})
		}
	}
}
