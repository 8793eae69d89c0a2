package process

import (
	"fmt"
	"iter"
	"math"
	"slices"
	"time"
)

// A Chain is the process as a Markov chain that ends in the outcomes: where a case goes next depends only on where it is.
// It holds what it has computed, so that most answers cost nothing, and is safe for concurrent use. Make it by
// [Graph.Chain].
type Chain struct {
	g        *Graph
	stages   []int // by state: the stages that cases reach and that are no outcomes, in the order of elimination
	state    []int // by stage, -1 for none
	q        sparse
	ends     [][]ending // by state: the outcomes that it leads to at once
	f        *factored
	start    []float64 // 1 at the state of the first stage
	visits   []float64 // of each state, by a case
	steps    []float64 // still to come from each state, itself included
	mean     []float64 // nanoseconds in each state, by a visit
	variance []float64
	left     []float64 // nanoseconds still to come, on average
}

// An ending is a move to an outcome.
type ending struct {
	stage int
	p     float64
}

// Chain returns the chain of g. It returns [ErrInvalid] where there is no outcome, or where a stage that cases reach has
// several ways out and states no probabilities; one way out alone is taken for certain. Probabilities that sum to 1 but for
// rounding are divided by their sum. It returns [ErrLimit] where that would take minutes, as it may for thousands of stages
// that all lead to each other. The factors keep 1e-13 of every entry, however unlikely an exit is. Reference: Kemeny, Snell
// (1960), Finite Markov Chains, chapter 3.
func (g *Graph) Chain() (*Chain, error) {
	c := &Chain{g: g}
	if err := c.build(); err != nil {
		return nil, fmt.Errorf("process: chain: %w", err)
	}
	return c, nil
}

// build makes the states, their moves and the factors.
func (c *Chain) build() (err error) {
	g := c.g
	if !slices.ContainsFunc(g.b.Stages, func(s Stage) bool { return s.Outcome }) {
		return fmt.Errorf("%w: no stage is an outcome", ErrInvalid)
	}
	reached := g.reached()
	for i := range reached {
		if reached[i] && len(g.out(i)) > 1 && !g.stated(i) {
			return fmt.Errorf("stage %.40q: %w: %d ways out without probabilities", g.code(i), ErrInvalid, len(g.out(i)))
		}
	}
	c.arrange(reached)
	n := len(c.stages)
	exit := make([]float64, n)
	c.q, c.ends = newSparse(n, len(g.arcs)), make([][]ending, n)
	c.mean, c.variance, c.start = make([]float64, n), make([]float64, n), make([]float64, n)
	for state, i := range c.stages {
		span := g.b.Stages[i].Span
		c.mean[state], c.variance[state] = float64(span.Mean), float64(span.SD)*float64(span.SD)
		exit[state] = c.moves(state)
	}
	if c.f, err = factor(c.q, exit, n); err != nil {
		return err
	}
	c.start[c.state[g.start]] = 1
	c.visits = c.f.visits(c.start)
	c.steps = c.f.solve(slices.Repeat([]float64{1}, n))
	c.left = c.f.solve(c.mean)
	return nil
}

// arrange gives the transient stages their states: groups that lead to each other one after another, those that lead to
// others first, so that nothing is ever eliminated between groups.
func (c *Chain) arrange(reached []bool) {
	g := c.g
	c.state = slices.Repeat([]int{-1}, g.size())
	transient := func(i int) bool { return reached[i] && !g.b.Stages[i].Outcome }
	among := func(i int) iter.Seq[arc] {
		return func(yield func(arc) bool) {
			if !transient(i) {
				return
			}
			for a := range g.passable(i) {
				if transient(int(a.to)) && !yield(a) {
					return
				}
			}
		}
	}
	in, place := make([]int, g.size()), make([]int, g.size()) // the group of a stage, counted from 1, and its place in it
	for number, group := range slices.Backward(components(g.size(), among)) {
		if !transient(group[0]) {
			continue
		}
		slices.Sort(group)
		for k, i := range group {
			in[i], place[i] = number+1, k
		}
		order := []int{0}
		if len(group) > 1 {
			order = minimumDegree(len(group), func(k int, yield func(j int)) {
				for a := range among(group[k]) {
					if in[a.to] == number+1 {
						yield(place[a.to])
					}
				}
			})
		}
		for _, k := range order {
			c.state[group[k]] = len(c.stages)
			c.stages = append(c.stages, group[k])
		}
	}
}

// moves writes the row of a state, and returns the chance to end from it at once.
func (c *Chain) moves(state int) (exit float64) {
	g, i := c.g, c.stages[state]
	sum := 0.0
	for _, a := range g.out(i) {
		sum += g.b.Edges[a.edge].Probability
	}
	type move struct {
		to int
		p  float64
	}
	var row []move
	for a := range g.passable(i) {
		p := 1.0 // the only way out, not stated
		if sum > 0 {
			p = g.b.Edges[a.edge].Probability / sum
		}
		if to := c.state[a.to]; to >= 0 {
			row = append(row, move{to, p})
			continue
		}
		c.ends[state] = append(c.ends[state], ending{int(a.to), p})
		exit += p
	}
	slices.SortFunc(row, func(a, b move) int { return a.to - b.to })
	for _, m := range row {
		c.q.add(m.to, m.p)
	}
	c.q.end()
	return exit
}

// dot returns Σ a_i b_i.
func dot(a, b []float64) (sum float64) {
	for i, x := range a {
		sum += x * b[i]
	}
	return sum
}

// Steps returns mean and variance of the number of stages that a case goes through until its outcome, each visit counted
// and the outcome not.
//
//	t = (I-Q)⁻¹1    variance = N (Σ_j p_ij (t_j - Σ_k p_ik t_k)²)    which is (2N-I)t - t² without its cancellation
//
// Q are the probabilities between stages, N = (I-Q)⁻¹ the visits. Accuracy: 1e-12 relative. Reference: Kemeny, Snell
// (1960), theorem 3.3.5.
func (c *Chain) Steps() (mean, variance float64) {
	ones := slices.Repeat([]float64{1}, len(c.stages))
	return dot(c.start, c.steps), c.spread(c.steps, ones, nil)
}

// spread returns the variance of a total, by the law of total variance: to[i] is what is still to come from a state on
// average, each what a visit to it adds on average, and own its variance, nil for none.
func (c *Chain) spread(to, each, own []float64) (variance float64) {
	for i, visits := range c.visits {
		after := to[i] - each[i] // what is to come after state i, on average
		local := 0.0
		if own != nil {
			local = own[i]
		}
		next, p := c.q.row(i)
		for k, j := range next {
			local += p[k] * (to[j] - after) * (to[j] - after)
		}
		for _, e := range c.ends[i] {
			local += e.p * after * after
		}
		variance += visits * local
	}
	return variance
}

// Visits returns how often a case visits each stage that is no outcome, on average, by code: 0 for a stage that no case
// reaches. Accuracy: 1e-12 relative.
func (c *Chain) Visits() map[string]float64 {
	visits := make(map[string]float64, len(c.stages))
	for i, s := range c.g.b.Stages {
		if !s.Outcome {
			visits[s.Code] = 0
			if state := c.state[i]; state >= 0 {
				visits[s.Code] = c.visits[state]
			}
		}
	}
	return visits
}

// Outcomes returns the probability of each outcome, by code: 0 for one that no case reaches. They sum to 1. Accuracy: 1e-12
// relative.
func (c *Chain) Outcomes() map[string]float64 {
	outcomes := map[string]float64{}
	for _, s := range c.g.b.Stages {
		if s.Outcome {
			outcomes[s.Code] = 0
		}
	}
	for state, endings := range c.ends {
		for _, e := range endings {
			outcomes[c.g.code(e.stage)] += c.visits[state] * e.p
		}
	}
	return outcomes
}

// Reach returns the probability that a case ever visits a stage, or ends in it if it is an outcome: 0 for one that no case
// reaches. It returns [ErrStage] for an unknown code. Accuracy: 1e-12 relative.
func (c *Chain) Reach(stage string) (float64, error) {
	i, known := c.g.at[stage]
	if !known {
		return 0, fmt.Errorf("process: reach %.40q: %w", stage, ErrStage)
	}
	if c.g.b.Stages[i].Outcome {
		return c.Outcomes()[stage], nil
	}
	state := c.state[i]
	if state < 0 {
		return 0, nil
	}
	unit := make([]float64, len(c.stages))
	unit[state] = 1
	visits := c.f.solve(unit) // to the stage, from each
	return min(1, dot(c.start, visits)/visits[state]), nil
}

// Time returns mean and standard deviation of the time until the outcome, if the times spent in the stages are independent
// of each other and of the way, rounded to the nanosecond.
//
//	h = Nm    variance = N (v + Σ_j p_ij (h_j - Σ_k p_ik h_k)²)
//
// m and v are means and variances of the spans. It returns [ErrOverflow] for more than 292 years. Accuracy: 1e-12 relative.
func (c *Chain) Time() (mean, sd time.Duration, err error) {
	if mean, err = duration(dot(c.start, c.left)); err == nil {
		sd, err = duration(math.Sqrt(c.spread(c.left, c.mean, c.variance)))
	}
	if err != nil {
		return 0, 0, fmt.Errorf("process: time: %w", err)
	}
	return mean, sd, nil
}

// duration returns a number of nanoseconds, or [ErrOverflow].
func duration(ns float64) (time.Duration, error) {
	if !(ns < math.MaxInt64) {
		return 0, fmt.Errorf("%.3g seconds: %w", ns/1e9, ErrOverflow)
	}
	return time.Duration(math.Round(ns)), nil
}

// TimeShare returns what share of the mean time of a case is spent in each stage that is no outcome, by code: where it pays
// to be faster. All are 0 where no stage takes time; else they sum to 1. Accuracy: 1e-12 relative.
func (c *Chain) TimeShare() map[string]float64 {
	shares := c.Visits()
	total := dot(c.visits, c.mean)
	for _, i := range c.stages {
		share := 0.0
		if total > 0 {
			share = c.visits[c.state[i]] * c.mean[c.state[i]] / total
		}
		shares[c.g.code(i)] = share
	}
	return shares
}
