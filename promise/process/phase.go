package process

import (
	"fmt"
	"math"
	"slices"
	"time"
)

// A phases is the time until the outcome as a Markov chain in continuous time, whose states are the phases of the stays in
// the stages. It keeps what it has computed between calls, so it serves one call of a method of [Chain].
type phases struct {
	moves  sparse    // rates per nanosecond to other phases
	end    []float64 // rate to the end
	leave  []float64 // rate of all of these
	start  []float64 // chance to begin in a phase; what is left of 1 is over at once
	weight []float64 // what being in a phase counts
	rate   float64   // the greatest of leave

	at, spare []float64 // the chances to be in a phase after so many jumps at that rate
	masses    []float64 // Σ at·weight after 0, 1, 2... jumps
	over      bool      // after more jumps it is below what counts
}

// negligible is a mass that no longer counts.
const negligible = 1e-15

// phased returns the phases under a model, in which being in a state of the chain counts weight[state].
func (c *Chain) phased(m TimeModel, weight []float64) (*phases, error) {
	if m > Matched {
		return nil, fmt.Errorf("time model %d: %w", m, ErrUnknown)
	}
	kept, rows, err := c.watched()
	if err != nil {
		return nil, err
	}
	entry := len(kept) // the row of how a case begins
	stays, first, n := make([]stay, entry), make([]int, entry+1), 0
	for k, state := range kept {
		stays[k], first[k] = m.stay(c.mean[state], math.Sqrt(c.variance[state])), n
		n += len(stays[k].rates)
	}
	p := &phases{
		moves: newSparse(n, 2*n), end: make([]float64, n), leave: make([]float64, n),
		start: make([]float64, n), weight: make([]float64, n),
	}
	for k, s := range stays {
		for phase, rate := range s.rates {
			from := first[k] + phase
			p.weight[from] = weight[kept[k]]
			if s.serial && phase < len(s.rates)-1 {
				p.move(from, from+1, rate)
			} else {
				rows.each(k, func(to int, chance float64) {
					for next, begins := range stays[to].begin {
						p.move(from, first[to]+next, rate*chance*begins)
					}
				})
				p.end[from] = rate * rows.exit[rows.skip+k]
				p.leave[from] += p.end[from]
			}
			p.moves.end()
			p.rate = max(p.rate, p.leave[from])
		}
	}
	rows.each(entry, func(to int, chance float64) {
		for next, begins := range stays[to].begin {
			p.start[first[to]+next] += chance * begins
		}
	})
	return p, nil
}

// move adds a rate; back to the same phase nothing changes.
func (p *phases) move(from, to int, rate float64) {
	if from != to && rate > 0 {
		p.moves.add(to, rate)
		p.leave[from] += rate
	}
}

// A watching is the moves of a chain that is watched in some states only.
type watching struct {
	upper sparse
	exit  []float64
	skip  int // states that are not watched, before the others
}

// each calls yield for the moves of a watched state.
func (w watching) each(k int, yield func(to int, chance float64)) {
	to, p := w.upper.row(w.skip + k)
	for m, j := range to {
		yield(int(j)-w.skip, p[m])
	}
}

// watched returns the states that take time, and the moves among them, past those that take none. One more row says where
// a case begins.
func (c *Chain) watched() (kept []int, rows watching, err error) {
	var order []int // states without time, then the others
	for state, mean := range c.mean {
		if mean > 0 {
			kept = append(kept, state)
		} else {
			order = append(order, state)
		}
	}
	skip := len(order)
	order = append(order, kept...)
	place := make([]int, len(order))
	for k, state := range order {
		place[state] = k
	}
	q, exit := newSparse(len(order)+1, len(c.q.to)+1), make([]float64, len(order)+1)
	for k, state := range order {
		to, p := c.q.row(state)
		for m, j := range to {
			q.add(place[j], p[m]) // factor takes a row in any order
		}
		q.end()
		exit[k] = c.exit(state)
	}
	q.add(place[c.state[c.g.start]], 1)
	q.end()
	f, err := factor(q, exit, skip)
	if err != nil {
		return nil, watching{}, err
	}
	return kept, watching{f.upper, f.exit, skip}, nil
}

// jump goes one jump on.
func (p *phases) jump() {
	if p.at == nil {
		p.at, p.spare = slices.Clone(p.start), make([]float64, len(p.start))
	} else {
		clear(p.spare)
		for i, at := range p.at {
			p.spare[i] += at * (1 - p.leave[i]/p.rate)
			to, rate := p.moves.row(i)
			for m, j := range to {
				p.spare[j] += at * (rate[m] / p.rate)
			}
		}
		p.at, p.spare = p.spare, p.at
	}
	p.masses = append(p.masses, dot(p.at, p.weight))
	p.over = sum(p.at) < negligible
}

// maxJumps is how many jumps are remembered.
const maxJumps = 4_000_000

// remaining returns the weighted chance that the time is above t: Σ Poisson(k; rate·t) masses[k], from both ends of what
// counts; where that are too many jumps, the exponential of the matrix. It returns [ErrLimit] where both take minutes.
func (p *phases) remaining(t float64) (float64, error) {
	if len(p.start) == 0 || t == 0 {
		return dot(p.start, p.weight), nil
	}
	q := p.rate * t
	first, last := max(0, math.Floor(q-9*math.Sqrt(q)-9)), math.Ceil(q+9*math.Sqrt(q)+20)
	n := float64(len(p.start) + 1)
	matrix, jump := 50*n*n*n, float64(len(p.moves.to)+len(p.start))
	for !p.over && float64(len(p.masses)) <= last {
		done := float64(len(p.masses))
		if done*jump > min(matrix, maxWork) || done >= maxJumps {
			if matrix > maxWork {
				return 0, fmt.Errorf("%v in %d phases: %w", time.Duration(min(t, math.MaxInt64/2)), len(p.start), ErrLimit)
			}
			return p.matrix(q), nil
		}
		p.jump()
	}
	if first >= float64(len(p.masses)) {
		return 0, nil
	}
	total, counted, weight := 0.0, 0.0, 1.0 // weights relative to the first
	for k := first; k <= last; k++ {
		total += weight
		if k < float64(len(p.masses)) {
			counted += weight * p.masses[int(k)]
		}
		weight *= q / (k + 1)
	}
	return counted / total, nil
}

// matrix returns what remaining does, by the exponential of the matrix.
func (p *phases) matrix(q float64) float64 {
	d := newDense(len(p.start))
	for i := range p.start {
		row := d.row(i)
		row[i] = 1 - p.leave[i]/p.rate
		to, rate := p.moves.row(i)
		for m, j := range to {
			row[j] = rate[m] / p.rate
		}
		row[len(row)-1] = p.end[i] / p.rate
	}
	at := d.exponential(q).from(append(slices.Clone(p.start), 0))
	return dot(p.weight, at)
}

// DoneBy returns the probability that a case has its outcome within t, under a model of the time in a stage.
//
//	1 - α exp(Tt) 1, for the phases of all stages with their rates T and the chances α to begin in them
//
// Exponential takes each time in a stage as exponential with its mean. Matched matches the standard deviation too: below
// the mean by a mixture of two Erlang distributions of at most 64 phases, so that a deviation below 1/8 of the mean counts
// as 1/8; above it by two exponentials of equal shares in the mean. A stage of mean 0 takes no time. It returns [ErrRange]
// for a t below 0, [ErrUnknown] for a model that is none, and [ErrLimit] where that would take minutes. Accuracy: 1e-10.
// References: Neuts (1981), Matrix-Geometric Solutions in Stochastic Models, chapter 2; Tijms (1994), Stochastic Models,
// appendix B.
func (c *Chain) DoneBy(t time.Duration, m TimeModel) (float64, error) {
	left, err := c.remaining(t, m, slices.Repeat([]float64{1}, len(c.stages)))
	if err != nil {
		return 0, fmt.Errorf("process: done by %v: %w", t, err)
	}
	return max(0, 1-left), nil
}

// remaining returns the weighted chance that the time is above t.
func (c *Chain) remaining(t time.Duration, m TimeModel, weight []float64) (float64, error) {
	if t < 0 {
		return 0, ErrRange
	}
	p, err := c.phased(m, weight)
	if err != nil {
		return 0, err
	}
	return p.remaining(float64(t))
}

// OutcomeBy returns the probability that a case ends in an outcome within t, under a model as of [Chain.DoneBy]. It returns
// [ErrStage] for a code that is no outcome, and the errors of DoneBy. Accuracy: 1e-10.
func (c *Chain) OutcomeBy(outcome string, t time.Duration, m TimeModel) (float64, error) {
	chances, err := c.chances(outcome)
	left := 0.0
	if err == nil {
		left, err = c.remaining(t, m, chances)
	}
	if err != nil {
		return 0, fmt.Errorf("process: outcome by %v: %w", t, err)
	}
	return max(0, dot(c.start, chances)-left), nil
}

// Quantile returns the time within which a case has its outcome with probability p, under a model as of [Chain.DoneBy],
// rounded to the nanosecond: the least, 0 where p of the cases take no time at all. It returns [ErrRange] unless 0 < p < 1,
// [ErrOverflow] beyond 292 years, and the errors of DoneBy. Accuracy: that of DoneBy, so p within 1e-10 of 1 is uncertain.
func (c *Chain) Quantile(p float64, m TimeModel) (time.Duration, error) {
	t, err := c.quantile(p, m)
	if err != nil {
		return 0, fmt.Errorf("process: quantile %v: %w", p, err)
	}
	return t, nil
}

func (c *Chain) quantile(p float64, m TimeModel) (time.Duration, error) {
	if !(p > 0 && p < 1) {
		return 0, ErrRange
	}
	phases, err := c.phased(m, slices.Repeat([]float64{1}, len(c.stages)))
	if err != nil {
		return 0, err
	}
	excess := func(t float64) (float64, error) { // above 0 while fewer than p are done
		left, err := phases.remaining(t)
		return math.Log(max(left, 1e-300) / (1 - p)), err
	}
	low, high := 0.0, min(max(1, dot(c.start, c.left)), math.MaxInt64)
	atLow, err := excess(low)
	if err != nil || atLow <= 0 {
		return 0, err
	}
	atHigh, err := excess(high)
	for ; err == nil && atHigh > 0; atHigh, err = excess(high) {
		if high >= math.MaxInt64 {
			return 0, ErrOverflow
		}
		low, atLow, high = high, atHigh, min(2*high, math.MaxInt64)
	}
	if err != nil {
		return 0, err
	}
	last := 0.0 // the side of the last step
	for step := 0; high-low > max(0.25, 1e-13*high) && step < 200; step++ {
		t := low + (high-low)*atLow/(atLow-atHigh)
		if step%3 == 2 || !(t > low && t < high) { // now and then the middle, so that it always ends
			t = low + (high-low)/2
		}
		at, err := excess(t)
		if err != nil {
			return 0, err
		}
		if at > 0 {
			low, atLow = t, at
			if last > 0 {
				atHigh /= 2 // so that the other end moves too (Illinois)
			}
		} else {
			high, atHigh = t, at
			if last < 0 {
				atLow /= 2
			}
		}
		last = at
	}
	return duration(high)
}
