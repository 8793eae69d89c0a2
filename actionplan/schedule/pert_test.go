package schedule_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/schedule"
)

// chain links activities one after another.
func chain(n int) (network schedule.Network) {
	for i := 1; i < n; i++ {
		network.Links = append(network.Links, schedule.Link{From: i - 1, To: i})
	}
	return network
}

// TestPERT_published: a practice question of curioustab.com, means 3, 8, 6 with deviations 1, 2, 2 along a chain, done by 20
// with probability 0.8413; and Heizer and Render, Milwaukee Paper, whose path A C E G H has mean 15 and variance 3.11 and is
// which 16 exceeds by z = 0.57 deviations.
func TestPERT_published(t *testing.T) {
	d, err := schedule.PERT(chain(3), []actionplan.Estimate{
		{Optimistic: 0, Likely: 3, Pessimistic: 6}, {Optimistic: 2, Likely: 8, Pessimistic: 14}, {Optimistic: 0, Likely: 6, Pessimistic: 12},
	})
	require.NoError(t, err)
	assert.Equal(t, schedule.Normal{Mean: 17, Variance: 9, Path: []int{0, 1, 2}}, d)
	assert.InDelta(t, 0.8413, d.P(20), 5e-5)

	milwaukee := schedule.Network{Links: []schedule.Link{
		{From: 0, To: 2},
		{From: 0, To: 3},
		{From: 1, To: 3},
		{From: 2, To: 4},
		{From: 2, To: 5},
		{From: 3, To: 6},
		{From: 4, To: 6},
		{From: 5, To: 7},
		{From: 6, To: 7},
	}}
	d, err = schedule.PERT(milwaukee, []actionplan.Estimate{
		{Optimistic: 1, Likely: 2, Pessimistic: 3},
		{Optimistic: 2, Likely: 3, Pessimistic: 4},
		{Optimistic: 1, Likely: 2, Pessimistic: 3},
		{Optimistic: 2, Likely: 4, Pessimistic: 6},
		{Optimistic: 1, Likely: 4, Pessimistic: 7},
		{Optimistic: 1, Likely: 2, Pessimistic: 9},
		{Optimistic: 3, Likely: 4, Pessimistic: 11},
		{Optimistic: 1, Likely: 2, Pessimistic: 3},
	})
	require.NoError(t, err)
	assert.InDelta(t, 15, d.Mean, 1e-12)
	assert.InDelta(t, 3.11, d.Variance, 0.005)
	assert.Equal(t, []int{0, 2, 4, 6, 7}, d.Path)
	assert.InDelta(t, 0.57, (16-d.Mean)/math.Sqrt(d.Variance), 0.005, "whose place in the table of the book is 0.7157")
	assert.True(t, d.Optimistic, "B and D have a float of 1 only")
}

// TestPERT_edges: constants, ties, none, and the warning where the path itself is certain.
func TestPERT_edges(t *testing.T) {
	none, err := schedule.PERT(schedule.Network{}, nil)
	require.NoError(t, err)
	assert.Equal(t, schedule.Normal{}, none)
	assert.Equal(t, 1.0, none.P(0))
	assert.Equal(t, 0.0, none.P(-1))
	assert.Equal(t, 0.0, none.P(math.NaN()))

	// Equal means: the path of the greater variance counts.
	tie, err := schedule.PERT(schedule.Network{Links: []schedule.Link{{From: 0, To: 3}, {From: 1, To: 3}, {From: 2, To: 3}}}, []actionplan.Estimate{
		{Optimistic: 5, Likely: 5, Pessimistic: 5}, {Optimistic: 2, Likely: 5, Pessimistic: 8}, {Optimistic: 2, Likely: 5, Pessimistic: 8}, {},
	})
	require.NoError(t, err)
	assert.Equal(t, []int{1, 3}, tie.Path)
	assert.Equal(t, 1.0, tie.Variance)

	// Equal ways: from the end back, the least index, in whatever order the links stand.
	even, err := schedule.PERT(schedule.Network{Links: []schedule.Link{{From: 2, To: 3}, {From: 0, To: 3}, {From: 1, To: 3}}}, []actionplan.Estimate{
		{Optimistic: 2, Likely: 5, Pessimistic: 8}, {Optimistic: 2, Likely: 5, Pessimistic: 8}, {Optimistic: 2, Likely: 5, Pessimistic: 8}, {},
	})
	require.NoError(t, err)
	assert.Equal(t, []int{0, 3}, even.Path)

	// The path takes 10 for certain, another 9 on average with a deviation of 3: P(10) = 1 is too high.
	certain, err := schedule.PERT(schedule.Network{Links: []schedule.Link{{From: 1, To: 2}}}, []actionplan.Estimate{
		{Optimistic: 10, Likely: 10, Pessimistic: 10}, {Optimistic: 0, Likely: 9, Pessimistic: 18}, {},
	})
	require.NoError(t, err)
	assert.Equal(t, 1.0, certain.P(10))
	assert.True(t, certain.Optimistic)
	assert.Equal(t, []int{0}, certain.Path)
	by, err := certain.Quantile(0.99)
	require.NoError(t, err)
	assert.Equal(t, 10.0, by)

	// Far from the path nothing is to warn of.
	far, err := schedule.PERT(schedule.Network{NotAfter: []float64{math.NaN()}}, []actionplan.Estimate{
		{Optimistic: 40, Likely: 50, Pessimistic: 60}, {Optimistic: 1, Likely: 2, Pessimistic: 3},
	})
	require.NoError(t, err)
	assert.False(t, far.Optimistic)
}

// TestPERT_refuses: each fault by name.
func TestPERT_refuses(t *testing.T) {
	for _, e := range []actionplan.Estimate{
		{Optimistic: -1},
		{Optimistic: 2, Likely: 1, Pessimistic: 3},
		{Likely: 2, Pessimistic: 1},
		{Likely: math.NaN()},
		{Pessimistic: math.Inf(1)},
		{Optimistic: math.NaN(), Likely: 1, Pessimistic: 1},
		{Pessimistic: math.NaN()},
	} {
		_, err := schedule.PERT(schedule.Network{}, []actionplan.Estimate{e})
		assert.ErrorIs(t, err, schedule.ErrEstimate)
		_, _, err = schedule.Moments(e, schedule.BetaPERT)
		assert.ErrorIs(t, err, schedule.ErrEstimate)
		_, err = schedule.Simulate(schedule.Network{}, []actionplan.Estimate{e}, schedule.SimulateOptions{})
		assert.ErrorIs(t, err, schedule.ErrEstimate)
	}
	two := make([]actionplan.Estimate, 2)
	_, err := schedule.PERT(schedule.Network{Links: []schedule.Link{{0, 1, ss, 0}}}, two)
	assert.ErrorIs(t, err, schedule.ErrLinkType)
	_, err = schedule.PERT(schedule.Network{Links: []schedule.Link{{From: 0, To: 2}}}, two)
	assert.ErrorIs(t, err, schedule.ErrNetwork)
	_, err = schedule.PERT(schedule.Network{Links: []schedule.Link{{From: 0, To: 0}}}, two)
	assert.ErrorIs(t, err, actionplan.ErrCycle)
	_, _, err = schedule.Moments(actionplan.Estimate{}, 2)
	assert.ErrorIs(t, err, schedule.ErrUnknown)
	for _, p := range []float64{0, 1, -1, math.NaN(), math.Inf(1)} {
		_, err = schedule.Normal{Mean: 1, Variance: 1}.Quantile(p)
		assert.ErrorIs(t, err, schedule.ErrRange)
	}
	nan, inf := math.NaN(), math.Inf(1)
	for _, d := range []schedule.Normal{{Mean: nan, Variance: 1}, {Mean: inf, Variance: 1}, {Variance: nan}, {Variance: inf}, {Variance: -1}} {
		_, err = d.Quantile(0.5)
		assert.ErrorIs(t, err, schedule.ErrRange)
		assert.False(t, math.IsNaN(d.P(1)))
	}
}

// TestPERT_paths: mean and variance are those of the best of all longest paths, counted one by one.
func TestPERT_paths(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawNetwork(8, fs).Draw(t, "network")
		estimates, variance := make([]actionplan.Estimate, len(n.Duration)), make([]float64, len(n.Duration))
		for i, d := range n.Duration {
			w := float64(rapid.IntRange(0, int(d)).Draw(t, "width"))
			estimates[i] = actionplan.Estimate{Optimistic: d - w, Likely: d, Pessimistic: d + w}
			variance[i] = w * w / 9
		}
		d, err := schedule.PERT(n, estimates)
		require.NoError(t, err)
		starts := slowStarts(n)
		finish, greatest := slowFinish(n, starts), 0.0
		for _, path := range slowPaths(n, starts, finish) {
			sum := 0.0
			for _, i := range path {
				sum += variance[i]
			}
			greatest = max(greatest, sum)
		}
		sum := 0.0
		for _, i := range d.Path {
			sum += variance[i]
		}
		assert.InDelta(t, finish, d.Mean, 1e-9)
		assert.InDelta(t, greatest, d.Variance, 1e-9)
		assert.InDelta(t, sum, d.Variance, 1e-9)
	})
}

// TestNormal: quantiles and chances invert each other, far into both tails. Source of the values: tables of the normal
// distribution.
func TestNormal(t *testing.T) {
	d := schedule.Normal{Mean: 100, Variance: 25}
	for _, p := range []float64{1e-12, 0.001, 0.1, 0.5, 0.9, 0.999} {
		by, err := d.Quantile(p)
		require.NoError(t, err)
		assert.InEpsilon(t, p, d.P(by), 1e-9)
	}
	by, _ := d.Quantile(0.975)
	assert.InDelta(t, 100+5*1.959963984540054, by, 1e-9)
	assert.InEpsilon(t, 7.61985302416e-24, d.P(50), 1e-9, "10 deviations below: Φ(-10)")
}

// TestMoments: by the textbook formulas, at the ends and between.
func TestMoments(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := float64(rapid.IntRange(0, 50).Draw(t, "o"))
		m := o + float64(rapid.IntRange(0, 50).Draw(t, "m"))
		p := m + float64(rapid.IntRange(0, 50).Draw(t, "p"))
		e := actionplan.Estimate{Optimistic: o, Likely: m, Pessimistic: p}
		mean, variance, err := schedule.Moments(e, schedule.Triangular)
		require.NoError(t, err)
		assert.InDelta(t, (o+m+p)/3, mean, 1e-12)
		assert.InDelta(t, (o*o+m*m+p*p-o*m-o*p-m*p)/18, variance, 1e-10)
		mean, variance, err = schedule.Moments(e, schedule.BetaPERT)
		require.NoError(t, err)
		assert.InDelta(t, (o+4*m+p)/6, mean, 1e-12)
		if o == p {
			assert.Zero(t, variance)
			return
		}
		alpha, beta := 1+4*(m-o)/(p-o), 1+4*(p-m)/(p-o)
		assert.InDelta(t, alpha*beta*(p-o)*(p-o)/((alpha+beta)*(alpha+beta)*(alpha+beta+1)), variance, 1e-10)
	})
}
