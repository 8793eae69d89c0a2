package process

import (
	"fmt"
	"math/bits"
	"slices"
)

// maxWork is how many multiplications one call may take: about four seconds.
const maxWork = 4_000_000_000

// A sparse is a matrix of non-negative numbers in compressed rows, each in rising order of the columns.
type sparse struct {
	head []int32
	to   []int32
	p    []float64
}

// newSparse returns an empty matrix with room for so many rows and entries.
func newSparse(rows, entries int) sparse {
	return sparse{make([]int32, 1, rows+1), make([]int32, 0, entries), make([]float64, 0, entries)}
}

// add appends an entry to the row that is being written, end ends that row.
func (s *sparse) add(to int, p float64) {
	s.to, s.p = append(s.to, int32(to)), append(s.p, p)
}

func (s *sparse) end() { s.head = append(s.head, int32(len(s.to))) }

// row returns the columns and the values of a row.
func (s *sparse) row(i int) (to []int32, p []float64) {
	return s.to[s.head[i]:s.head[i+1]], s.p[s.head[i]:s.head[i+1]]
}

// A factored is I-Q = LU for the matrix Q of the moves of a chain between its transient states, in the order of
// elimination. Nothing in it was ever subtracted: a pivot is the chance to leave a state for a later one or for good, not 1
// less the chance to stay, so that a loop of 1-1e-8 loses no digit (Grassmann, Taksar, Heyman 1985, Regenerative Analysis
// and Steady State Distributions for Markov Chains).
type factored struct {
	lower, upper sparse    // entries of -L below the diagonal and of -U above it
	exit         []float64 // chance to end from a state before any later one is visited
	pivot        []float64
}

// factor eliminates the first stop states from the rows of q, whose exits are given; stop = number of rows factorises it.
// The rows from stop on keep what they lead to among themselves, the diagonal too: the chain watched only in these. It
// returns [ErrLimit] for more than maxWork multiplications.
func factor(q sparse, exit []float64, stop int) (*factored, error) {
	n := len(exit)
	f := &factored{
		lower: newSparse(n, len(q.to)), upper: newSparse(n, 2*len(q.to)),
		exit: make([]float64, n), pivot: make([]float64, n),
	}
	row, set := make([]float64, n), make([]uint64, (n+63)/64) // the row at work, and where it is not 0
	work := 0
	for i := range n {
		to, p := q.row(i)
		for k, j := range to {
			row[j] = p[k]
			set[j/64] |= 1 << (j % 64)
		}
		f.exit[i] = exit[i]
		for k := next(set, 0); k < min(i, stop); k = next(set, k+1) {
			ratio := row[k] / f.pivot[k]
			f.lower.add(k, ratio)
			to, p := f.upper.row(k)
			for m, j := range to {
				row[j] += ratio * p[m]
				set[j/64] |= 1 << (j % 64)
			}
			f.exit[i] += ratio * f.exit[k]
			row[k] = 0
			set[k/64] &^= 1 << (k % 64)
			if work += len(to) + 1; work > maxWork {
				return nil, fmt.Errorf("factors of %d states: %w", n, ErrLimit)
			}
		}
		f.lower.end()
		f.pivot[i] = f.exit[i]
		for j := next(set, 0); j < n; j = next(set, j+1) {
			if j != i || i >= stop {
				f.upper.add(j, row[j])
			}
			if j != i {
				f.pivot[i] += row[j]
			}
			row[j] = 0
			set[j/64] &^= 1 << (j % 64)
		}
		f.upper.end()
	}
	return f, nil
}

// next returns the least member of a set from k on, or a number beyond all.
func next(set []uint64, k int) int {
	for word := k / 64; word < len(set); word++ {
		w := set[word]
		if word == k/64 {
			w &= ^uint64(0) << (k % 64)
		}
		if w != 0 {
			return word*64 + bits.TrailingZeros64(w)
		}
	}
	return len(set) * 64
}

// solve returns (I-Q)⁻¹b.
func (f *factored) solve(b []float64) []float64 {
	x := slices.Clone(b)
	for i := range x {
		to, p := f.lower.row(i)
		for k, j := range to {
			x[i] += p[k] * x[j]
		}
	}
	for i := len(x) - 1; i >= 0; i-- {
		to, p := f.upper.row(i)
		for k, j := range to {
			x[i] += p[k] * x[j]
		}
		x[i] /= f.pivot[i]
	}
	return x
}

// visits returns a(I-Q)⁻¹: how often each state is visited by a chain that starts by a.
func (f *factored) visits(a []float64) []float64 {
	x := slices.Clone(a)
	for i := range x {
		x[i] /= f.pivot[i]
		to, p := f.upper.row(i)
		for k, j := range to {
			x[j] += x[i] * p[k]
		}
	}
	for i, visits := range slices.Backward(x) { // those of state i come from later ones only
		to, p := f.lower.row(i)
		for k, j := range to {
			x[j] += visits * p[k]
		}
	}
	return x
}

// minimumDegree returns an order of elimination of n states that keeps the factors thin: always one that has the fewest
// neighbours left, of several the first. Reference: Tinney, Walker (1967), Direct Solutions of Sparse Network Equations.
func minimumDegree(n int, neighbours func(i int, yield func(j int))) []int {
	words := (n + 63) / 64
	near := make([]uint64, n*words)
	link := func(i, j int) { near[i*words+j/64] |= 1 << (j % 64) }
	for i := range n {
		neighbours(i, func(j int) {
			if i != j {
				link(i, j)
				link(j, i)
			}
		})
	}
	row := func(i int) []uint64 { return near[i*words : (i+1)*words] }
	degree := make([]int, n)
	count := func(i int) {
		degree[i] = 0
		for _, w := range row(i) {
			degree[i] += bits.OnesCount64(w)
		}
	}
	for i := range n {
		count(i)
	}
	const done = 1 << 30
	order := make([]int, 0, n)
	for range n {
		least := 0
		for i, d := range degree {
			if d < degree[least] {
				least = i
			}
		}
		order, degree[least] = append(order, least), done
		gone := row(least)
		for j := next(gone, 0); j < n; j = next(gone, j+1) {
			other := row(j)
			for w, bits := range gone {
				other[w] |= bits
			}
			other[j/64] &^= 1 << (j % 64)
			other[least/64] &^= 1 << (least % 64)
			count(j)
		}
	}
	return order
}
