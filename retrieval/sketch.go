package retrieval

import (
	"math"
	"math/bits"
	"math/rand/v2"
)

// sketch holds vectors in few bits, so that a query can be compared with all of
// them in a fraction of the time that the vectors take: the signs alone first,
// with those nearest by signs also three bits of how large each dimension is,
// and exactly only a few hundred that are left. Of 384 dimensions that is 48
// and 144 bytes a vector, not 1,536.
type sketch struct {
	words int // of 64 dimensions each, a vector
	signs []uint64
	sizes [][sizeBits]uint64
}

// In units of the standard deviation of a dimension: size 7, from which on
// three bits cannot tell a dimension from a larger one, and 1.
const (
	sizeBits = 3
	largest  = 2.5
	sizeUnit = largest / 7.5
)

func newSketch(vectors [][]float32) sketch {
	turn := newRotation(len(vectors[0]))
	s := sketch{words: len(turn) / 64}
	s.signs = make([]uint64, len(vectors)*s.words)
	s.sizes = make([][sizeBits]uint64, len(vectors)*s.words)
	turned := make([]float32, len(turn))
	for i, v := range vectors {
		turn.apply(v, turned)
		at := i * s.words
		turn.cut(turned, s.signs[at:at+s.words], s.sizes[at:at+s.words])
	}
	return s
}

// probe is a query as sketches are compared with it. Its sizes are asked for
// from the start: signs alone would need three times the candidates for the
// same recall.
type probe struct {
	signs []uint64
	sizes [][sizeBits]uint64
}

// newProbe takes a query of length 1.
func newProbe(query []float32) probe {
	s := newSketch([][]float32{query})
	return probe{s.signs, s.sizes}
}

// cut writes the bits of a vector of length 1 that was turned.
func (r rotation) cut(turned []float32, signs []uint64, sizes [][sizeBits]uint64) {
	unit := float32(sizeUnit / math.Sqrt(float64(len(r))))
	for i, x := range turned {
		bits, at := math.Float32bits(x), i%64
		signs[i/64] |= uint64(bits>>31) << at
		size := uint64(min(1<<sizeBits-1, math.Float32frombits(bits&^(1<<31))/unit+0.5))
		for b := range sizes[i/64] {
			sizes[i/64][b] |= size >> b & 1 << at
		}
	}
}

// signDistance sums how large the query is in the dimensions where vector i
// has the other sign: the less, the greater their cosine is likely to be.
func (s *sketch) signDistance(i int, p probe) int {
	signs := s.signs[i*s.words : (i+1)*s.words]
	sizes := p.sizes[:len(signs)]
	ones, twos, fours := 0, 0, 0
	for w, sign := range p.signs[:len(signs)] {
		differ, size := signs[w]^sign, &sizes[w]
		ones += bits.OnesCount64(differ & size[0])
		twos += bits.OnesCount64(differ & size[1])
		fours += bits.OnesCount64(differ & size[2])
	}
	return ones + 2*twos + 4*fours
}

// cosine is that of the query and vector i, from signs and sizes, in units of
// its own.
func (s *sketch) cosine(i int, p probe) int {
	signs, sizes := s.signs[i*s.words:(i+1)*s.words], s.sizes[i*s.words:(i+1)*s.words]
	ones, twos, fours, eights, sixteens := 0, 0, 0, 0, 0
	for w, sign := range p.signs[:len(signs)] {
		differ, a, b := signs[w]^sign, &sizes[w], &p.sizes[w]
		ones += agreement(a[0]&b[0], differ)
		twos += agreement(a[0]&b[1], differ) + agreement(a[1]&b[0], differ)
		fours += agreement(a[0]&b[2], differ) + agreement(a[1]&b[1], differ) + agreement(a[2]&b[0], differ)
		eights += agreement(a[1]&b[2], differ) + agreement(a[2]&b[1], differ)
		sixteens += agreement(a[2]&b[2], differ)
	}
	return ones + 2*twos + 4*fours + 8*eights + 16*sixteens
}

// agreement counts the dimensions that do not differ in sign, less those that
// do.
func agreement(dimensions, differ uint64) int {
	return bits.OnesCount64(dimensions) - 2*bits.OnesCount64(dimensions&differ)
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
