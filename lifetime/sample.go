package lifetime

import (
	"fmt"
	"math"
	"slices"
)

// A sample is a histogram laid out for the evaluation of likelihoods: time is scaled so that the mean T is 1, and what
// depends on x or on one time alone is tabulated over the distinct values of these.
type sample struct {
	rows      []row
	xs        []float64 // distinct numbers of purchases, ascending
	counts    []float64 // customers who have each
	times     []float64 // distinct times, t_x and T, ascending
	customers int64
	total     float64 // purchases of all
	lnScale   float64 // ln of the mean T in units
}

// A row is a distinct history: x, last and age index the tables.
type row struct {
	n            float64 // customers
	x, last, age int32
	silent       float64 // T - t_x, scaled
}

// The numbers of rows that are summed in one go, of a kind that costs nanoseconds and of one that takes an integral.
// Chunks are added up in their order, so that neither the order of the input nor the number of processors changes a bit.
const (
	lightChunk = 512
	heavyChunk = 256
)

// newSample lays out g, with time in unit.
func newSample(g *Histogram, unit Span) (*sample, error) {
	if g == nil || g.customers == 0 {
		return nil, fmt.Errorf("no customer: %w", ErrNoData)
	}
	histories := g.sorted()
	s := &sample{customers: g.customers, rows: make([]row, len(histories))}
	var sum float64
	longest := Span(0)
	for i, h := range histories {
		n := float64(g.counts[h])
		s.rows[i].n = n
		sum += n * float64(h.T)
		s.total += n * float64(h.X)
		longest = max(longest, h.T)
	}
	mean := sum / float64(g.customers)
	scale := mean / float64(unit)
	if longest == 0 || scale == 0 {
		return nil, fmt.Errorf("no time was observed: %w", ErrNoData)
	}
	if math.IsInf(scale, 0) {
		return nil, fmt.Errorf("unit of %v: %w", unit, ErrSpan)
	}
	s.lnScale = math.Log(scale)
	s.index(histories, mean)
	return s, nil
}

// index makes the tables of distinct values.
func (s *sample) index(histories []History, mean float64) {
	xs := make(map[int]int32)
	times := make(map[Span]int32)
	for i, h := range histories {
		xs[h.X], times[h.Tx] = 0, 0
		if i == 0 || h.T != histories[i-1].T { // they are in the order of T
			times[h.T] = 0
		}
	}
	for x := range xs {
		s.xs = append(s.xs, float64(x))
	}
	slices.Sort(s.xs)
	for i, x := range s.xs {
		xs[int(x)] = int32(i)
	}
	spans := make([]Span, 0, len(times))
	for t := range times {
		spans = append(spans, t)
	}
	slices.Sort(spans)
	for i, t := range spans {
		times[t] = int32(i)
		s.times = append(s.times, float64(t)/mean)
	}
	s.counts = make([]float64, len(s.xs))
	for i, h := range histories {
		r := &s.rows[i]
		r.x, r.last = xs[h.X], times[h.Tx]
		if i > 0 && h.T == histories[i-1].T {
			r.age = s.rows[i-1].age
		} else {
			r.age = times[h.T]
		}
		r.silent = float64(h.T-h.Tx) / mean
		s.counts[r.x] += r.n
	}
}

// mean returns purchases per customer and scaled time, kept away from 0.
func (s *sample) mean() float64 { return max(1e-6, s.total/float64(s.customers)) }

// inUnit returns the log-likelihood ln in the unit of the model, from that in scaled time: a purchase has a density
// per unit.
func (s *sample) inUnit(ln float64) float64 { return ln - s.total*s.lnScale }

// A sums is a log-likelihood and its derivatives by up to four parameters.
type sums [5]float64

// sumOf adds up what add makes of n rows, in chunks of size.
func sumOf(n, size int, add func(from, to int, part *sums)) sums {
	parts := make([]sums, (n+size-1)/size)
	inChunks(n, size, func(k, from, to int) {
		var part sums
		add(from, to, &part)
		parts[k] = part
	})
	var all sums
	for _, part := range parts {
		for i, v := range part {
			all[i] += v
		}
	}
	return all
}

// A rates holds what the purchase process adds to a likelihood, Gamma(r, alpha) in scaled time, by distinct x and time.
type rates struct {
	grown   []float64 // ln((α+t)/α) by time
	inverse []float64 // 1/(α+t) by time
}

// rates tabulates by time.
func (s *sample) rates(alpha float64) rates {
	t := rates{make([]float64, len(s.times)), make([]float64, len(s.times))}
	for i, time := range s.times {
		t.grown[i] = math.Log1p(time / alpha)
		t.inverse[i] = 1 / (alpha + time)
	}
	return t
}

// purchases adds, of each x, Σ n [ln Γ(r+x) - ln Γ(r) - x ln α] and its derivatives by ln r and ln α to the sums.
func (s *sample) purchases(r, alpha float64, all *sums) {
	lnAlpha := math.Log(alpha)
	for i, x := range s.xs {
		if x == 0 {
			continue
		}
		n := s.counts[i]
		all[0] += n * (lnRise(r, x) - x*lnAlpha)
		all[1] += n * r * psiRise(r, x)
		all[2] -= n * x
	}
}
