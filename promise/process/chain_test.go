package process_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/promise/process"
)

// TestChain_slow holds the chain to a walk of all cases, step by step.
func TestChain_slow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := drawBlueprint(t)
		c, slow := chainOf(t, b), newSlowChain(b)
		visits, outcomes, sum := c.Visits(), c.Outcomes(), 0.0
		for i, s := range b.Stages {
			if s.Outcome {
				assert.InDelta(t, slow.outcomes[i], outcomes[s.Code], 1e-12)
				sum += outcomes[s.Code]
				assert.NotContains(t, visits, s.Code)
				reach, err := c.Reach(s.Code)
				require.NoError(t, err)
				assert.Equal(t, outcomes[s.Code], reach)
				continue
			}
			assert.InEpsilon(t, 1+slow.visits[i], 1+visits[s.Code], 1e-12)
			again, _, _ := slow.walk(i)
			reach, err := c.Reach(s.Code)
			require.NoError(t, err)
			assert.InDelta(t, slow.visits[i]/again[i], reach, 1e-12, "visits over visits once there")
		}
		assert.InDelta(t, 1, sum, 1e-12)
		assert.GreaterOrEqual(t, visits["s0"], 1.0)
		mean, variance := c.Steps()
		slowMean, slowVariance := slow.steps()
		assert.InEpsilon(t, slowMean, mean, 1e-12)
		assert.InDelta(t, slowVariance, variance, 1e-9*(1+slowMean*slowMean))
		for k := range min(20, len(slow.over)) {
			over, err := c.StepsOver(k)
			require.NoError(t, err)
			assert.InDelta(t, slow.over[k], over, 1e-13)
		}
		took, sd, err := c.Time()
		require.NoError(t, err)
		seconds, deviation := slow.time()
		assert.InDelta(t, seconds, took.Seconds(), 1e-8*(1+seconds))
		assert.InDelta(t, deviation, sd.Seconds(), 1e-5*(1+seconds))
	})
}

// TestChain_conditioned: the steps given each outcome, weighted by its chance, are the steps.
func TestChain_conditioned(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := chainOf(t, drawBlueprint(t))
		mean, _ := c.Steps()
		sum := 0.0
		for code, p := range c.Outcomes() {
			given, ok := c.StepsGiven(code)
			assert.Equal(t, p > 0, ok)
			assert.False(t, ok && given < 1)
			sum += p * given
		}
		assert.InEpsilon(t, mean, sum, 1e-12)
	})
}

// TestChain_sensitivity holds the gains to central differences.
func TestChain_sensitivity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := drawBlueprint(t)
		c := chainOf(t, b)
		meanSteps, _ := c.Steps()
		took, _, err := c.Time()
		require.NoError(t, err)
		gains := c.Sensitivity()
		for i, gain := range gains {
			const step = 1e-5
			difference := func(of func(c *process.Chain) float64) float64 {
				if gain.Edge.Probability+step > 1 {
					return (of(chainOf(t, shifted(b, gain.Edge, 0))) - of(chainOf(t, shifted(b, gain.Edge, -step)))) / step
				}
				return (of(chainOf(t, shifted(b, gain.Edge, step))) - of(chainOf(t, shifted(b, gain.Edge, -step)))) / (2 * step)
			}
			steps := difference(func(c *process.Chain) float64 { mean, _ := c.Steps(); return mean })
			seconds := difference(func(c *process.Chain) float64 { mean, _, _ := c.Time(); return mean.Seconds() })
			assert.InDelta(t, steps, gain.Steps, 1e-4*(1+meanSteps*meanSteps*meanSteps), "%v", gain.Edge)
			assert.InDelta(t, seconds, gain.Time, 1e-4*(1+took.Seconds()*(1+meanSteps*meanSteps)), "%v", gain.Edge)
			if i > 0 {
				assert.GreaterOrEqual(t, math.Abs(gains[i-1].Time), math.Abs(gain.Time))
			}
		}
		uncertain := 0
		for _, e := range b.Edges {
			if e.Probability < 1 && c.Visits()[e.From] > 0 {
				uncertain++
			}
		}
		assert.Len(t, gains, uncertain)
	})
}

// shifted adds to the probability of an edge and shrinks the others of its stage in proportion.
func shifted(b process.Blueprint, edge process.Edge, step float64) process.Blueprint {
	edges := make([]process.Edge, len(b.Edges))
	copy(edges, b.Edges)
	for k, e := range edges {
		switch {
		case e.From != edge.From:
		case e.To == edge.To:
			edges[k].Probability += step
		default:
			edges[k].Probability *= 1 - step/(1-edge.Probability)
		}
	}
	b.Edges = edges
	return b
}

// TestChain_relabelled: another order of stages, and stages that nobody reaches, change nothing.
func TestChain_relabelled(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := drawBlueprint(t)
		c := chainOf(t, b)
		other := b
		other.Stages = append(rapid.Permutation(b.Stages).Draw(t, "order"), process.Stage{Code: "island", Title: "x", Span: process.Span{Mean: 1}})
		other.Edges = append(rapid.Permutation(b.Edges).Draw(t, "edges"), process.Edge{From: "island", To: "s0"})
		d := chainOf(t, other)
		for code, v := range c.Visits() {
			assert.InDelta(t, v, d.Visits()[code], 1e-11*(1+v))
			assert.InDelta(t, c.TimeShare()[code], d.TimeShare()[code], 1e-11)
		}
		assert.Zero(t, d.Visits()["island"])
		reach, err := d.Reach("island")
		require.NoError(t, err)
		assert.Zero(t, reach)
		took, sd, err := c.Time()
		require.NoError(t, err)
		took2, sd2, err := d.Time()
		require.NoError(t, err)
		assert.InDelta(t, took.Seconds(), took2.Seconds(), 1e-8*(1+took.Seconds()))
		assert.InDelta(t, sd.Seconds(), sd2.Seconds(), 1e-8*(1+sd.Seconds()))
	})
}

// TestChain_linearInMeans: twice the times, twice the mean; and the shares sum to 1.
func TestChain_linearInMeans(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := drawBlueprint(t)
		took, sd, err := chainOf(t, b).Time()
		require.NoError(t, err)
		sum := 0.0
		for _, share := range chainOf(t, b).TimeShare() {
			sum += share
		}
		if took > 0 {
			assert.InDelta(t, 1, sum, 1e-12)
		} else {
			assert.Zero(t, sum)
		}
		for i := range b.Stages {
			b.Stages[i].Span.Mean *= 2
			b.Stages[i].Span.SD *= 2
		}
		took2, sd2, err := chainOf(t, b).Time()
		require.NoError(t, err)
		assert.InDelta(t, 2*took.Seconds(), took2.Seconds(), 1e-8)
		assert.InDelta(t, 2*sd.Seconds(), sd2.Seconds(), 1e-8)
	})
}

// loop is one stage that is repeated with probability p.
func loop(p float64) process.Blueprint {
	return process.Blueprint{
		ID: id, Name: "loop", Start: "a",
		Stages: []process.Stage{{Code: "a", Title: "a", Span: process.Span{Mean: time.Second, SD: time.Second}}, {Code: "end", Title: "end", Outcome: true}},
		Edges:  []process.Edge{{From: "a", To: "a", Probability: p, Kind: process.Rework}, {From: "a", To: "end", Probability: 1 - p}},
	}
}

// TestChain_longLoops: a loop of 1-1e-8, and a ring of stages that is as hard to leave, lose no digits.
func TestChain_longLoops(t *testing.T) {
	stay := 1 - 1e-8
	c := chainOf(t, loop(stay))
	mean, variance := c.Steps()
	exit := 1 - stay // as a float64 holds it
	assert.InEpsilon(t, 1/exit, mean, 1e-14)
	assert.InEpsilon(t, (1-exit)/exit/exit, variance, 1e-12, "geometric")
	const tiny = 0x1p-40
	ring := process.Blueprint{ID: id, Name: "ring", Start: "s0", Stages: []process.Stage{{Code: "end", Title: "end", Outcome: true}}}
	for i := range 5 {
		ring.Stages = append(ring.Stages, process.Stage{Code: fmt.Sprintf("s%d", i), Title: "x"})
		ring.Edges = append(ring.Edges,
			process.Edge{From: fmt.Sprintf("s%d", i), To: fmt.Sprintf("s%d", (i+1)%5), Probability: 1 - tiny, Kind: process.Rework},
			process.Edge{From: fmt.Sprintf("s%d", i), To: "end", Probability: tiny})
	}
	mean, variance = chainOf(t, ring).Steps()
	assert.InEpsilon(t, 1/tiny, mean, 1e-14)
	assert.InEpsilon(t, (1-tiny)/tiny/tiny, variance, 1e-11)
	over, err := chainOf(t, ring).StepsOver(1 << 40) // by squaring: 2^40 steps one by one would take hours
	require.NoError(t, err)
	assert.InDelta(t, 1/math.E, over, 1e-11, "(1-2^-40)^(2^40)")
	over, err = chainOf(t, ring).StepsOver(math.MaxInt)
	require.NoError(t, err)
	assert.Zero(t, over)
	over, err = c.StepsOver(-1)
	require.NoError(t, err)
	assert.Equal(t, 1.0, over)
}

// TestChain_simulated: 100,000 cases come as close to the mean and the outcomes as five standard errors.
func TestChain_simulated(t *testing.T) {
	b := repair()
	c := chainOf(t, b)
	random := rand.New(rand.NewPCG(7, 7))
	const cases = 100_000
	sum, over := 0.0, 0
	within := 40 * time.Hour
	for range cases {
		seconds, stage := 0.0, "agree"
		for stage != "over" && stage != "gone" {
			for _, s := range b.Stages {
				if s.Code == stage {
					seconds += random.ExpFloat64() * s.Span.Mean.Seconds()
				}
			}
			u := random.Float64()
			for _, e := range b.Edges {
				if e.From != stage {
					continue
				}
				if e.Probability == 0 { // the only way
					e.Probability = 1
				}
				if u -= e.Probability; u < 0 {
					stage = e.To
					break
				}
			}
		}
		sum += seconds
		if stage == "over" && seconds <= within.Seconds() {
			over++
		}
	}
	for i := range b.Stages { // the simulated times are exponential
		b.Stages[i].Span.SD = b.Stages[i].Span.Mean
	}
	mean, sd, err := chainOf(t, b).Time()
	require.NoError(t, err)
	assert.InDelta(t, mean.Seconds(), sum/cases, 5*sd.Seconds()/math.Sqrt(cases))
	p, err := c.OutcomeBy("over", within, process.Exponential)
	require.NoError(t, err)
	assert.InDelta(t, p, float64(over)/cases, 5*math.Sqrt(p*(1-p)/cases))
}

func TestChain_refuses(t *testing.T) {
	b := repair()
	b.Stages[3].Outcome, b.Stages[4].Outcome = false, false
	g, err := process.New(b)
	require.NoError(t, err)
	_, err = g.Chain()
	assert.ErrorIs(t, err, process.ErrInvalid, "no outcome")
	c := repairChain()
	_, err = c.Reach("nowhere")
	assert.ErrorIs(t, err, process.ErrStage)
	_, ok := c.StepsGiven("repair")
	assert.False(t, ok, "no outcome")
	b = repair()
	b.Stages = append(b.Stages, process.Stage{Code: "never", Title: "x", Outcome: true})
	_, ok = chainOf(t, b).StepsGiven("never")
	assert.False(t, ok, "nobody comes there")
	assert.Zero(t, chainOf(t, b).Outcomes()["never"])
	for _, exit := range []float64{1e-61, 5e-324} {
		b = loop(1)
		b.Edges[1].Probability = exit
		g, err = process.New(b)
		require.NoError(t, err)
		_, err = g.Chain()
		assert.ErrorIs(t, err, process.ErrOverflow, "no mean is infinite")
	}
	b = loop(1 - 1e-8)
	b.Stages[0].Span.Mean = 1000 * time.Hour
	_, _, err = chainOf(t, b).Time()
	assert.ErrorIs(t, err, process.ErrOverflow, "1e8 rounds of 1,000 hours")
}

// TestChain_unstated: one way out alone is certain; an unstated stage that nobody reaches does no harm.
func TestChain_unstated(t *testing.T) {
	b := repair()
	b.Stages = append(b.Stages, process.Stage{Code: "island", Title: "x"})
	b.Edges = append(b.Edges, process.Edge{From: "island", To: "over"}, process.Edge{From: "island", To: "gone"})
	assert.InDelta(t, 0.95, chainOf(t, b).Outcomes()["over"], 1e-15)
	assert.Len(t, chainOf(t, b).Sensitivity(), 4, "not of the way that is certain, nor of the island's")
}

// TestChain_sumTolerance: probabilities that sum to 1 but for rounding are taken in proportion.
func TestChain_sumTolerance(t *testing.T) {
	b := repair()
	b.Edges[0].Probability += 5e-10
	outcomes := chainOf(t, b).Outcomes()
	assert.InDelta(t, 1, outcomes["over"]+outcomes["gone"], 1e-15)
}
