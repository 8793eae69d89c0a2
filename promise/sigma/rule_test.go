package sigma_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/promise/sigma"
)

// windows are how many points each rule looks at, in the order of the rules.
var windows = []int{1, 9, 8, 6, 14, 3, 5, 15, 8}

// every is all rules.
func every() (rules []sigma.Rule) {
	for r := range sigma.Rule(len(windows)) {
		rules = append(rules, r)
	}
	return rules
}

// slowBroken says whether the window breaks a rule: z are the points in sigmas off the center.
func slowBroken(rule sigma.Rule, z []float64) bool {
	count := func(holds func(z float64) bool) (n int) {
		for _, z := range z {
			if holds(z) {
				n++
			}
		}
		return n
	}
	above := func(limit float64) int { return count(func(z float64) bool { return z > limit }) }
	below := func(limit float64) int { return count(func(z float64) bool { return z < -limit }) }
	rises, falls, turns := 0, 0, 0
	for i := 1; i < len(z); i++ {
		if z[i] > z[i-1] {
			rises++
		}
		if z[i] < z[i-1] {
			falls++
		}
		if i > 1 && (z[i]-z[i-1])*(z[i-1]-z[i-2]) < 0 {
			turns++
		}
	}
	switch rule {
	case sigma.Beyond3:
		return above(3)+below(3) == 1
	case sigma.NineSameSide, sigma.EightSameSide:
		return above(0) == len(z) || below(0) == len(z)
	case sigma.SixTrend:
		return rises == 5 || falls == 5
	case sigma.FourteenAlternating:
		return turns == 12
	case sigma.TwoOfThreeBeyond2:
		return above(2) >= 2 || below(2) >= 2
	case sigma.FourOfFiveBeyond1:
		return above(1) >= 4 || below(1) >= 4
	case sigma.FifteenWithin1:
		return count(func(z float64) bool { return -1 < z && z < 1 }) == 15
	default:
		return above(1)+below(1) == 8
	}
}

// chartOf returns the individuals chart of points whose center is 0 and whose sigma is 1, exactly: a baseline of two values
// that lie as far apart as makes it so, before them.
func chartOf(t require.TestingT, z []float64, rules []sigma.Rule) sigma.Chart {
	const half = 1.128379167095513 / 2 // d2(2)/2
	individuals, _, err := sigma.XmR(append([]float64{-half, half}, z...), sigma.ChartOptions{Rules: rules, Baseline: 2})
	require.NoError(t, err)
	require.Equal(t, []float64{0, 3}, []float64{individuals.Center[0], individuals.Upper[0]})
	return individuals
}

// TestRules_slow holds the rules to a scan of every window.
func TestRules_slow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		spread := rapid.SampledFrom([]float64{0.4, 1, 2, 4}).Draw(t, "spread")
		step := rapid.SampledFrom([]float64{0.05, 0.5}).Draw(t, "step")
		z := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) float64 {
			return float64(rapid.IntRange(int(-spread/step), int(spread/step)).Draw(t, "z")) * step
		}), 0, 60).Draw(t, "points")
		c := chartOf(t, z, every())
		var want []sigma.Signal
		for end := range c.Points {
			for _, rule := range every() {
				if start := end + 1 - windows[rule]; start >= 0 && slowBroken(rule, c.Points[start:end+1]) {
					want = append(want, sigma.Signal{Index: end, Rule: rule})
				}
			}
		}
		assert.Equal(t, want, c.Signals)
	})
}

// runs are the shortest that each rule finds, in sigmas, and not when its last point is cut.
var runs = map[sigma.Rule][]float64{
	sigma.Beyond3:             {3.01},
	sigma.NineSameSide:        {.1, .2, .1, .2, .1, .2, .1, .2, .1},
	sigma.EightSameSide:       {-.1, -.2, -.1, -.2, -.1, -.2, -.1, -.2},
	sigma.SixTrend:            {-.9, -.8, -.2, 0, .1, .2},
	sigma.FourteenAlternating: {-.1, .1, -.1, .1, -.1, .1, -.1, .1, -.1, .1, -.1, .1, -.1, .1},
	sigma.TwoOfThreeBeyond2:   {2.1, 0, 2.1},
	sigma.FourOfFiveBeyond1:   {-1.1, -1.1, 0, -1.2, -1.3},
	sigma.FifteenWithin1:      {0, .9, 0, -.9, 0, .9, 0, -.9, 0, .9, 0, -.9, 0, .9, 0},
	sigma.EightOutside1:       {1.1, -1.1, 1.1, -1.1, 1.1, -1.1, 1.1, -1.1},
}

// TestRules_shortest: each rule finds its shortest run alone, and nothing in one point less.
func TestRules_shortest(t *testing.T) {
	require.Len(t, runs, len(windows))
	for rule, z := range runs {
		quiet := make([]float64, 20) // on the center: on no side, no trend
		for i := range quiet {
			quiet[i] = float64(i%4/2) * 1e-3 // pairs of equal values, which break every run of steps
			if rule == sigma.FifteenWithin1 {
				quiet[i] = 5
			}
		}
		if rule == sigma.FourteenAlternating {
			quiet[len(quiet)-1] = z[0] // no step into the run
		}
		if rule == sigma.NineSameSide || rule == sigma.EightSameSide || rule == sigma.SixTrend {
			clear(quiet)
		}
		at := len(quiet) + len(z) + 1
		found := chartOf(t, slices.Concat(quiet, z), []sigma.Rule{rule}).Signals
		assert.Contains(t, found, sigma.Signal{Index: at, Rule: rule}, "%v", rule)
		for _, s := range chartOf(t, slices.Concat(quiet, z[:len(z)-1]), []sigma.Rule{rule}).Signals {
			assert.Less(t, s.Index, len(quiet)+2, "%v", rule)
		}
		fewer := chartOf(t, z[:max(0, windows[rule]-3)], []sigma.Rule{rule}) // with the two of the baseline, one less than the window
		assert.Empty(t, fewer.Signals, "%v", rule)
	}
}

func TestRules_onTheLine(t *testing.T) {
	for _, z := range []float64{-3, -2, -1, 1, 2, 3} {
		c := chartOf(t, slices.Repeat([]float64{z, z}, 10), []sigma.Rule{sigma.Beyond3, sigma.FifteenWithin1})
		assert.Empty(t, c.Signals, "right on %v", z)
	}
	assert.Empty(t, chartOf(t, slices.Repeat([]float64{2}, 9), []sigma.Rule{sigma.TwoOfThreeBeyond2}).Signals)
	assert.Empty(t, chartOf(t, slices.Repeat([]float64{1}, 9), []sigma.Rule{sigma.FourOfFiveBeyond1, sigma.EightOutside1}).Signals)
	assert.Empty(t, chartOf(t, make([]float64, 30), []sigma.Rule{sigma.NineSameSide, sigma.EightSameSide, sigma.SixTrend}).Signals)
}

// TestRules_ranges: rules that ask for sigmas are not run on ranges, which are not normal; the others are.
func TestRules_ranges(t *testing.T) {
	zones := []sigma.Rule{sigma.TwoOfThreeBeyond2, sigma.FourOfFiveBeyond1, sigma.FifteenWithin1, sigma.EightOutside1}
	steady, wild := make([]float64, 60), make([]float64, 60)
	for i := range steady {
		steady[i] = float64(i % 2) // each range on the center
		wild[i] = float64(i % 2)
		if i >= 30 {
			wild[i] *= 9
		}
	}
	for _, x := range [][]float64{steady, wild} {
		individuals, ranges, err := sigma.XmR(x, sigma.ChartOptions{Rules: zones, Baseline: 30})
		require.NoError(t, err)
		assert.Empty(t, ranges.Signals)
		assert.NotEmpty(t, individuals.Signals)
	}
	_, ranges, err := sigma.XmR(wild, sigma.ChartOptions{Rules: every(), Baseline: 30})
	require.NoError(t, err)
	found := map[sigma.Rule]bool{}
	for _, s := range ranges.Signals {
		found[s.Rule] = true
	}
	assert.Equal(t, map[sigma.Rule]bool{sigma.Beyond3: true, sigma.NineSameSide: true, sigma.EightSameSide: true}, found)
}

func TestRules_constantData(t *testing.T) {
	x := slices.Repeat([]float64{0.1}, 40) // 0.1 has no exact sum
	individuals, ranges, err := sigma.XmR(x, sigma.ChartOptions{Rules: every()})
	require.NoError(t, err)
	assert.Empty(t, individuals.Signals)
	assert.Empty(t, ranges.Signals)
	assert.Equal(t, individuals.Center, individuals.Upper)
	assert.Equal(t, individuals.Center, individuals.Lower)
}

func TestRules_options(t *testing.T) {
	z := []float64{3.5, 0, 3.5}
	none := chartOf(t, z, []sigma.Rule{})
	assert.Empty(t, none.Signals, "no rule, no signal")
	assert.Len(t, chartOf(t, z, nil).Signals, 2, "Beyond3 by default")
	twice := chartOf(t, z, []sigma.Rule{sigma.TwoOfThreeBeyond2, sigma.Beyond3, sigma.Beyond3})
	assert.Equal(t, []sigma.Signal{{2, sigma.Beyond3}, {4, sigma.TwoOfThreeBeyond2}, {4, sigma.Beyond3}}, twice.Signals)
	_, err := sigma.CChart([]int64{1}, sigma.ChartOptions{Rules: []sigma.Rule{9}})
	assert.ErrorIs(t, err, sigma.ErrUnknown)
}

func TestRuleSets(t *testing.T) {
	assert.Len(t, sigma.NelsonRules(), 8)
	assert.NotContains(t, sigma.NelsonRules(), sigma.EightSameSide)
	assert.NotContains(t, sigma.WesternElectricRules(), sigma.NineSameSide)
	sigma.NelsonRules()[0] = sigma.SixTrend
	assert.Equal(t, sigma.Beyond3, sigma.NelsonRules()[0], "a fresh one each time")
}
