package process

import (
	"fmt"
	"math"
	"slices"
	"time"
)

// A Chain is the process as a Markov chain that ends in the outcomes: where a case goes next depends only on where it is.
// It holds what it has computed, so that most answers cost nothing, and is safe for concurrent use. Make it by
// [Graph.Chain].
type Chain struct {
	g        *Graph
	stages   []int  // by state: the stages that cases reach and that are no outcomes, in the order of elimination
	state    []int  // by stage, -1 for none
	q        sparse // moves to other states, by state
	ends     sparse // moves to outcomes, by stage
	f        *factored
	start    []float64 // 1 at the state of the first stage
	visits   []float64 // of each state, by a case
	steps    []float64 // still to come from each state, itself included
	mean     []float64 // nanoseconds in each state, by a visit
	variance []float64
	left     []float64 // nanoseconds still to come, on average
}

// Chain returns the chain of g. It returns [ErrInvalid] where there is no outcome, or where a stage that cases reach has
// several ways out and states no probabilities; one way out alone is taken for certain. Probabilities that sum to 1 but for
// rounding are divided by their sum. It returns [ErrOverflow] where outcomes are so unlikely that a case goes through more than
// 1e60 stages on average, and [ErrLimit] where that would take minutes, as it may for thousands of stages that all lead to
// each other. The factors keep 1e-13 of every entry, however unlikely an exit is. Reference: Kemeny, Snell
// (1960), Finite Markov Chains, chapter 3.
func (g *Graph) Chain() (*Chain, error) {
	c := &Chain{g: g}
	if err := c.build(); err != nil {
		return nil, fmt.Errorf("process: chain: %w", err)
	}
	return c, nil
}

// mostSteps is how many stages a case may go through on average, so that no square of a time overflows.
const mostSteps = 1e60

// build makes the states, their moves and the factors.
func (c *Chain) build() (err error) {
	g := c.g
	if !slices.ContainsFunc(g.b.Stages, func(s Stage) bool { return s.Outcome }) {
		return fmt.Errorf("%w: no stage is an outcome", ErrInvalid)
	}
	reached := g.reached()
	for i := range reached {
		if reached[i] && g.vague(i) {
			return fmt.Errorf("stage %.40q: %w: %d ways out without probabilities", g.code(i), ErrInvalid, len(g.out(i)))
		}
	}
	c.arrange(reached)
	n := len(c.stages)
	all := make([]float64, 5*n)
	exit, ones := all[:n], all[n:2*n]
	c.start, c.mean, c.variance = all[2*n:3*n:3*n], all[3*n:4*n:4*n], all[4*n:]
	c.q, c.ends = newSparse(n, len(g.arcs)), newSparse(n, n)
	for state, i := range c.stages {
		span := g.b.Stages[i].Span
		c.mean[state], c.variance[state] = float64(span.Mean), float64(span.SD)*float64(span.SD)
		ones[state] = 1
		for _, a := range g.out(i) {
			switch to := c.state[a.to]; {
			case a.p == 0:
			case to >= 0:
				c.q.add(to, a.p)
			default:
				c.ends.add(int(a.to), a.p)
				exit[state] += a.p
			}
		}
		c.q.end()
		c.ends.end()
	}
	if c.f, err = factor(c.q, exit, n); err != nil {
		return err
	}
	first := c.state[g.start]
	c.start[first] = 1
	c.visits = c.f.visits(c.start)
	c.visits[first] = max(1, c.visits[first]) // rounding may leave less
	c.steps = c.f.solve(ones)
	c.left = c.f.solve(c.mean)
	for state, steps := range c.steps {
		if !(steps <= mostSteps) {
			return fmt.Errorf("from stage %.40q a case goes through %.3g others: %w", g.code(c.stages[state]), steps, ErrOverflow)
		}
	}
	return nil
}

// arrange gives the transient stages their states: groups that lead to each other one after another, those that lead to
// others first, so that nothing is ever eliminated between groups.
func (c *Chain) arrange(reached []bool) {
	g := c.g
	all := make([]int, 3*g.size())
	c.state, c.stages = all[:g.size():g.size()], make([]int, 0, g.size())
	in, place := all[g.size():2*g.size()], all[2*g.size():] // the group of a stage, counted from 1, and its place in it
	transient := func(i int) bool { return reached[i] && !g.b.Stages[i].Outcome }
	number := 0
	for group := range g.components(func(from int, a arc) bool { return a.p > 0 && transient(from) && transient(int(a.to)) }) {
		if !transient(int(group[0])) {
			c.state[group[0]] = -1
			continue
		}
		number++
		if len(group) == 1 {
			c.state[group[0]] = len(c.stages)
			c.stages = append(c.stages, int(group[0]))
			continue
		}
		slices.Sort(group)
		for k, i := range group {
			in[i], place[i] = number, k
		}
		order := minimumDegree(len(group), func(k int, yield func(j int)) {
			for _, a := range g.out(int(group[k])) {
				if a.p > 0 && in[a.to] == number {
					yield(place[a.to])
				}
			}
		})
		for _, k := range order {
			c.state[group[k]] = len(c.stages)
			c.stages = append(c.stages, int(group[k]))
		}
	}
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
	return dot(c.start, c.steps), c.spread(c.steps, nil, nil)
}

// exit returns the chance to end from a state at once.
func (c *Chain) exit(state int) float64 {
	_, p := c.ends.row(state)
	return sum(p)
}

// spread returns the variance of a total, by the law of total variance: to[i] is what is still to come from a state on
// average, each what a visit to it adds on average and own its variance; nil for a step.
func (c *Chain) spread(to, each, own []float64) (variance float64) {
	for i, visits := range c.visits {
		after, local := to[i]-1, 0.0 // what is to come after state i, on average
		if each != nil {
			after, local = to[i]-each[i], own[i]
		}
		next, p := c.q.row(i)
		for k, j := range next {
			local += p[k] * (to[j] - after) * (to[j] - after)
		}
		local += c.exit(i) * after * after
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
	for state, visits := range c.visits {
		stages, p := c.ends.row(state)
		for k, i := range stages {
			outcomes[c.g.code(int(i))] += visits * p[k]
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
