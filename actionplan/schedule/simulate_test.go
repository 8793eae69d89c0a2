package schedule_test

import (
	"bytes"
	"math"
	"runtime"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/mathext"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
	"github.com/seed-4ccf82d5/servicequality/actionplan/schedule"
)

// simulate returns the outcome of a simulation that is right.
func simulate(t require.TestingT, n schedule.Network, estimates []actionplan.Estimate, o schedule.SimulateOptions) *schedule.Outcome {
	out, err := schedule.Simulate(n, estimates, o)
	require.NoError(t, err)
	return out
}

// bytesOf returns the binary form of an outcome.
func bytesOf(t require.TestingT, out *schedule.Outcome) []byte {
	data, err := out.MarshalBinary()
	require.NoError(t, err)
	return data
}

// shapes are estimates of every shape: at both ends, in the middle, skew, and of a wide and a narrow range.
var shapes = []actionplan.Estimate{
	{Optimistic: 2, Likely: 2, Pessimistic: 8},
	{Optimistic: 2, Likely: 8, Pessimistic: 8},
	{Optimistic: 0, Likely: 5, Pessimistic: 10},
	{Optimistic: 1, Likely: 2, Pessimistic: 11},
	{Optimistic: 3, Likely: 7.77, Pessimistic: 8},
	{Optimistic: 100, Likely: 100.001, Pessimistic: 100.01},
}

// betaCDF is the share of BetaPERT up to x, by gonum; triangularCDF by its definition.
func betaCDF(e actionplan.Estimate, x float64) float64 {
	w := e.Pessimistic - e.Optimistic
	alpha := 1 + 4*(e.Likely-e.Optimistic)/w
	return mathext.RegIncBeta(alpha, 6-alpha, (x-e.Optimistic)/w)
}

func triangularCDF(e actionplan.Estimate, x float64) float64 {
	w := e.Pessimistic - e.Optimistic
	if x <= e.Likely {
		return (x - e.Optimistic) * (x - e.Optimistic) / (w * max(e.Likely-e.Optimistic, 1e-300))
	}
	return 1 - (e.Pessimistic-x)*(e.Pessimistic-x)/(w*(e.Pessimistic-e.Likely))
}

// TestSimulate_shapes: draws of one activity against mean and variance of the closed forms, within 5 standard errors, and
// against the whole distribution by Kolmogorov and Smirnov's distance, which 2.5/√n exceeds once in 130,000.
func TestSimulate_shapes(t *testing.T) {
	const runs = 100_000
	for d, cdf := range map[schedule.Distribution]func(actionplan.Estimate, float64) float64{
		schedule.BetaPERT: betaCDF, schedule.Triangular: triangularCDF,
	} {
		for _, e := range shapes {
			out := simulate(t, schedule.Network{}, []actionplan.Estimate{e}, schedule.SimulateOptions{Runs: runs, Distribution: d, Seed: 7})
			mean, variance, err := schedule.Moments(e, d)
			require.NoError(t, err)
			got, ok := out.Mean()
			require.True(t, ok)
			assert.InDelta(t, mean, got, 5*math.Sqrt(variance/runs), "%s %v", d, e)
			distance, squares := 0.0, 0.0
			for k := range runs {
				x, _ := out.Quantile((float64(k) + 0.5) / runs)
				if x < e.Optimistic || x > e.Pessimistic { // by hand: testify takes longer than the draw
					t.Fatalf("%s %v draws %v", d, e, x)
				}
				p := cdf(e, x)
				distance = max(distance, math.Abs(p-float64(k)/runs), math.Abs(p-float64(k+1)/runs))
				squares += (x - mean) * (x - mean)
			}
			assert.Less(t, distance, 2.5/math.Sqrt(runs), "%s %v", d, e)
			assert.InEpsilon(t, variance, squares/runs, 5*math.Sqrt(3/float64(runs)), "%s %v", d, e)
		}
	}
}

// TestSimulate_steep: four million draws of a steep shape, the distance taken at 2,000 times.
func TestSimulate_steep(t *testing.T) {
	const runs = 4_000_000
	e := shapes[3]
	out := simulate(t, schedule.Network{}, []actionplan.Estimate{e}, schedule.SimulateOptions{Runs: runs, Seed: 11})
	for k := range 2000 {
		x := e.Optimistic + float64(k)/2000*(e.Pessimistic-e.Optimistic)
		p, _ := out.P(x)
		require.InDelta(t, betaCDF(e, x), p, 2.5/math.Sqrt(runs))
	}
}

// TestSimulate_manyShapes: more shapes than get large tables are drawn alike.
func TestSimulate_manyShapes(t *testing.T) {
	estimates, mean, variance := make([]actionplan.Estimate, 2000), 0.0, 0.0
	for i := range estimates {
		estimates[i] = actionplan.Estimate{Likely: float64(i) / 200, Pessimistic: 10}
		m, v, _ := schedule.Moments(estimates[i], schedule.BetaPERT)
		mean, variance = mean+m, variance+v
	}
	got, _ := simulate(t, chain(2000), estimates, schedule.SimulateOptions{Runs: 2000}).Mean()
	assert.InDelta(t, mean, got, 5*math.Sqrt(variance/2000))
}

// TestSimulate_anySplit: the same bits from one call, from any split in any order, and on any number of processors.
func TestSimulate_anySplit(t *testing.T) {
	n, estimates := fourteen()
	whole := bytesOf(t, simulate(t, n, estimates, schedule.SimulateOptions{Seed: 3, First: 10, Runs: 300}))
	for _, processors := range []int{1, 2, 8} {
		before := runtime.GOMAXPROCS(processors)
		assert.Equal(t, whole, bytesOf(t, simulate(t, n, estimates, schedule.SimulateOptions{Seed: 3, First: 10, Runs: 300})))
		runtime.GOMAXPROCS(before)
	}
	rapid.Check(t, func(t *rapid.T) {
		cuts := []int{10, 310}
		cuts = append(cuts, rapid.SliceOfN(rapid.IntRange(11, 309), 0, 4).Draw(t, "cuts")...)
		slices.Sort(cuts)
		cuts = slices.Compact(cuts)
		var out schedule.Outcome
		for _, i := range rapid.Permutation(identity(len(cuts)-1)).Draw(t, "order") {
			part := simulate(t, n, estimates, schedule.SimulateOptions{Seed: 3, First: cuts[i], Runs: cuts[i+1] - cuts[i]})
			before := bytesOf(t, part)
			require.NoError(t, out.Merge(part))
			require.ErrorIs(t, out.Merge(part), schedule.ErrOverlap)
			require.Equal(t, before, bytesOf(t, part))
		}
		assert.Equal(t, whole, bytesOf(t, &out))
	})
}

// TestSimulate_shared: a call so large that goroutines share it gives the bits of small ones, on any number of processors.
func TestSimulate_shared(t *testing.T) {
	n, estimates := fourteen()
	var parts schedule.Outcome
	for k := range 12 {
		require.NoError(t, parts.Merge(simulate(t, n, estimates, schedule.SimulateOptions{Seed: 4, First: 3000 * k, Runs: 3000})))
	}
	want := bytesOf(t, &parts)
	for _, processors := range []int{1, 2, 8} {
		before := runtime.GOMAXPROCS(processors)
		assert.True(t, bytes.Equal(want, bytesOf(t, simulate(t, n, estimates, schedule.SimulateOptions{Seed: 4, Runs: 36_000}))), processors)
		runtime.GOMAXPROCS(before)
	}
}

// TestSimulate_slow: criticality is the share of runs in which CPM calls an activity critical: where one activity alone
// varies, that is its chance to outlast the other; and bounds count.
func TestSimulate_slow(t *testing.T) {
	estimates := []actionplan.Estimate{{Optimistic: 0, Likely: 5, Pessimistic: 10}, {Optimistic: 6, Likely: 6, Pessimistic: 6}, {}}
	n := schedule.Network{Links: []schedule.Link{{From: 0, To: 2}, {From: 1, To: 2}}}
	out := simulate(t, n, estimates, schedule.SimulateOptions{Runs: 100_000, Seed: 5})
	longer := 1 - betaCDF(estimates[0], 6)
	first, _ := out.Criticality(0)
	second, _ := out.Criticality(1)
	last, _ := out.Criticality(2)
	assert.InDelta(t, longer, first, 5*math.Sqrt(0.25/100_000))
	assert.InDelta(t, 1, first+second, 1e-12)
	assert.Equal(t, 1.0, last)
	p, _ := out.P(6)
	assert.InDelta(t, second, p, 1e-12)
	n.NotBefore, n.NotAfter = []float64{0, 2, 0}, []float64{math.Inf(1), 8, math.Inf(1)}
	out = simulate(t, n, estimates, schedule.SimulateOptions{Runs: 1000, Seed: 5})
	second, _ = out.Criticality(1)
	assert.Equal(t, 1.0, second)
	least, _ := out.Quantile(0)
	assert.Equal(t, 8.0, least)
}

// TestSimulate_types: constant durations give the dates of CPM for all types of links, in each run.
func TestSimulate_types(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawBounds(t, drawNetwork(8, fs, ss, ff, sf).Draw(t, "network"))
		estimates := make([]actionplan.Estimate, len(n.Duration))
		for i, d := range n.Duration {
			estimates[i] = actionplan.Estimate{Optimistic: d, Likely: d, Pessimistic: d}
		}
		times, out := cpm(t, n, schedule.CPMOptions{}), simulate(t, n, estimates, schedule.SimulateOptions{Runs: 2})
		mean, _ := out.Mean()
		assert.Equal(t, times.Finish, mean)
		for i := range n.Duration {
			share, ok := out.Criticality(i)
			assert.True(t, ok)
			assert.Equal(t, times.Critical(i), share == 1)
		}
	})
}

// TestSimulate_refuses: runs, distributions and networks that are none.
func TestSimulate_refuses(t *testing.T) {
	one := make([]actionplan.Estimate, 1)
	for want, options := range map[error][]schedule.SimulateOptions{
		schedule.ErrRange:   {{Runs: 1e9}, {Runs: -1}, {First: -1}, {First: math.MaxInt}, {Runs: 10_000_001}},
		schedule.ErrUnknown: {{Distribution: 2}},
	} {
		for _, o := range options {
			_, err := schedule.Simulate(schedule.Network{}, one, o)
			assert.ErrorIs(t, err, want)
		}
	}
	_, err := schedule.Simulate(schedule.Network{Links: []schedule.Link{{From: 0, To: 1}}}, one, schedule.SimulateOptions{})
	assert.ErrorIs(t, err, schedule.ErrNetwork)
	_, err = schedule.Simulate(schedule.Network{Links: []schedule.Link{{From: 0, To: 0}}}, one, schedule.SimulateOptions{})
	assert.ErrorIs(t, err, actionplan.ErrCycle)
	_, err = schedule.Simulate(schedule.Network{}, []actionplan.Estimate{{Pessimistic: 1 << 53}}, schedule.SimulateOptions{})
	assert.ErrorIs(t, err, schedule.ErrNetwork)
	out := simulate(t, schedule.Network{}, nil, schedule.SimulateOptions{Runs: 3})
	mean, ok := out.Mean()
	assert.True(t, ok)
	assert.Zero(t, mean)
}

// TestSimulate_neighbours: runs next to each other, and seeds next to each other, share nothing: their finishes correlate
// no more than chance allows, 5/√n.
func TestSimulate_neighbours(t *testing.T) {
	const runs = 4_000
	e := []actionplan.Estimate{{Optimistic: 0, Likely: 5, Pessimistic: 10}}
	draw := func(seed uint64, run int) float64 {
		mean, _ := simulate(t, schedule.Network{}, e, schedule.SimulateOptions{Seed: seed, First: run, Runs: 1}).Mean()
		return mean - 5
	}
	_, variance, _ := schedule.Moments(e[0], schedule.BetaPERT)
	for name, pair := range map[string]func(k int) (float64, float64){
		"runs":     func(k int) (float64, float64) { return draw(1, 2*k), draw(1, 2*k+1) },
		"seeds":    func(k int) (float64, float64) { return draw(uint64(k), 0), draw(uint64(k)+1, 0) },
		"diagonal": func(k int) (float64, float64) { return draw(uint64(k), 1), draw(uint64(k)+1, 0) },
	} {
		sum := 0.0
		for k := range runs {
			a, b := pair(k)
			sum += a * b
		}
		assert.Less(t, math.Abs(sum/runs/variance), 5/math.Sqrt(runs), name)
	}
}
