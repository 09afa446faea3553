package retrieval

import (
	"math"
	"math/bits"
	"math/rand/v2"
)

// sketch holds the signs of vectors, one bit a dimension, so that a query can
// be compared with all of them in a fraction of the time that the vectors take:
// of 384 dimensions 48 bytes a vector, not 1,536.
type sketch struct {
	words int // of 64 dimensions each, a vector
	signs []uint64
}

func newSketch(vectors [][]float32) sketch {
	turn := newRotation(len(vectors[0]))
	turned := make([]float32, len(turn))
	s := sketch{words: len(turn) / 64}
	s.signs = make([]uint64, 0, len(vectors)*s.words)
	for _, v := range vectors {
		turn.apply(v, turned)
		for w := range s.words {
			var word uint64
			for i, x := range turned[64*w : 64*w+64] {
				word |= uint64(math.Float32bits(x)>>31) << i
			}
			s.signs = append(s.signs, word)
		}
	}
	return s
}

// probe is a query as sketches are compared with it, in words of 64
// dimensions: the signs, and three bits of how large each dimension is. Signs
// alone would need three times the candidates for the same recall.
type probe [][4]uint64

// largest is the size of a dimension, in standard deviations, from which on
// three bits cannot tell it from a larger one.
const largest = 2.5

// newProbe takes a query of length 1.
func newProbe(query []float32) probe {
	turn := newRotation(len(query))
	turned := make([]float32, len(turn))
	turn.apply(query, turned)
	step := largest / (7.5 * math.Sqrt(float64(len(turned))))
	p := make(probe, len(turn)/64)
	for i, x := range turned {
		size := uint64(min(7, math.Round(math.Abs(float64(x))/step)))
		word, at := &p[i/64], i%64
		word[0] |= uint64(math.Float32bits(x)>>31) << at
		word[1] |= size & 1 << at
		word[2] |= size >> 1 & 1 << at
		word[3] |= size >> 2 & 1 << at
	}
	return p
}

// distance sums how large the query is in the dimensions where vector i has
// the other sign: the less, the greater their cosine is likely to be.
func (s *sketch) distance(i int, p probe) int {
	signs := s.signs[i*s.words : (i+1)*s.words]
	ones, twos, fours := 0, 0, 0
	for w, word := range p[:len(signs)] {
		differ := signs[w] ^ word[0]
		ones += bits.OnesCount64(differ & word[1])
		twos += bits.OnesCount64(differ & word[2])
		fours += bits.OnesCount64(differ & word[3])
	}
	return ones + 2*twos + 4*fours
}

// rotation turns all vectors alike, so that what many models put into a few
// large dimensions is spread over many, and one sign tells as much as another:
// a random sign for each dimension, then the Walsh-Hadamard transform (Ailon
// and Chazelle, 2006). It has a multiple of 64 dimensions, the last ones empty.
type rotation []float32

func newRotation(dimensions int) rotation {
	random := rand.New(rand.NewPCG(1, 2)) // the same for all vectors, on every run
	r := make(rotation, (dimensions+63)/64*64)
	scale := 1 / math.Sqrt(float64(r.block()))
	for i := range r {
		r[i] = float32(scale * float64(1-2*random.IntN(2)))
	}
	return r
}

// block is how many dimensions are mixed: the largest power of two that
// divides all of them, such as 128 of 384.
func (r rotation) block() int { return len(r) & -len(r) }

// apply writes v, turned, to turned.
func (r rotation) apply(v, turned []float32) {
	clear(turned)
	for i, x := range v {
		turned[i] = float32(x * r[i])
	}
	for at := 0; at < len(turned); at += r.block() {
		hadamard(turned[at : at+r.block()])
	}
}

// hadamard is the fast Walsh-Hadamard transform of 2^k numbers, in place, not
// scaled.
func hadamard(v []float32) {
	for half := 1; half < len(v); half *= 2 {
		for at := 0; at < len(v); at += 2 * half {
			low, high := v[at:at+half], v[at+half:at+2*half]
			for i, a := range low {
				b := high[i]
				low[i], high[i] = a+b, a-b
			}
		}
	}
}
