package promise_test

import (
	"iter"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/promise"
)

func verdict(t require.TestingT, coverage string, kept, total int64, o promise.Options) promise.SpecResult {
	p := gl()
	var err error
	p.Attributes[0].Specs[0].Coverage, err = promise.ParseRatio(coverage)
	require.NoError(t, err)
	report, err := promise.EvaluateTallies(p, map[string]promise.Tally{"delay": {Kept: kept, Total: total}}, o)
	require.NoError(t, err)
	spec, ok := report.Spec("delay")
	require.True(t, ok)
	return spec
}

func TestEvaluate_verdicts(t *testing.T) {
	for _, c := range []struct {
		name        string
		coverage    string
		kept, total int64
		o           promise.Options
		want        promise.Verdict
		met         bool
	}{
		{"nothing seen", "0.95", 0, 0, promise.Options{}, promise.NoEvidence, false},
		{"59 without a miss show 95 % at 95 % (Wilks 1941)", "0.95", 59, 59, promise.Options{}, promise.Kept, true},
		{"58 do not", "0.95", 58, 58, promise.Options{}, promise.Undetermined, true},
		{"190 of 200 is met and not shown", "0.95", 190, 200, promise.Options{}, promise.Undetermined, true},
		{"150 of 200 is broken", "0.95", 150, 200, promise.Options{}, promise.Broken, false},
		{"0 of 1 against a coin", "0.5", 0, 1, promise.Options{}, promise.Undetermined, false},
		{"0 of 5 against a coin: 1-0.05^(1/5) = 0.4507", "0.5", 0, 5, promise.Options{}, promise.Broken, false},
		{"always, one miss of many", "always", 999_999, 1_000_000, promise.Options{}, promise.Broken, false},
		{"always, one miss under MinTotal", "always", 0, 1, promise.Options{MinTotal: 100}, promise.Broken, false},
		{"always is never shown", "always", 1_000_000_000, 1_000_000_000, promise.Options{}, promise.Undetermined, true},
		{"MinTotal holds back", "0.5", 59, 59, promise.Options{MinTotal: 60}, promise.Undetermined, true},
		{"a lower level is shown sooner", "0.95", 32, 32, promise.Options{Level: 0.8}, promise.Kept, true},
	} {
		spec := verdict(t, c.coverage, c.kept, c.total, c.o)
		assert.Equal(t, c.want, spec.Verdict, c.name)
		assert.Equal(t, c.met, spec.Met, c.name)
		assert.Equal(t, c.total == 0, spec.Ratio == nil, c.name)
	}
}

// slowBounds are the one-sided bounds of Clopper and Pearson by bisection on binomial sums in big.Float.
func slowBounds(kept, total int64, level float64) (low, high float64) {
	tail := func(p float64, from, to int64) float64 { // P(from <= X <= to)
		sum := new(big.Float).SetPrec(200)
		for k := from; k <= to; k++ {
			term := new(big.Float).SetPrec(200).SetInt(new(big.Int).Binomial(total, k))
			for range k {
				term.Mul(term, big.NewFloat(p))
			}
			for range total - k {
				term.Mul(term, new(big.Float).SetPrec(200).Sub(big.NewFloat(1), big.NewFloat(p)))
			}
			sum.Add(sum, term)
		}
		x, _ := sum.Float64()
		return x
	}
	solve := func(above func(p float64) bool) float64 {
		a, b := 0.0, 1.0
		for range 60 {
			if m := (a + b) / 2; above(m) {
				b = m
			} else {
				a = m
			}
		}
		return (a + b) / 2
	}
	low, high = 0, 1
	if kept > 0 {
		low = solve(func(p float64) bool { return tail(p, kept, total) > 1-level })
	}
	if kept < total {
		high = solve(func(p float64) bool { return tail(p, 0, kept) < 1-level })
	}
	return low, high
}

func TestEvaluate_boundsOracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		total := rapid.Int64Range(1, 25).Draw(t, "total")
		kept := rapid.Int64Range(0, total).Draw(t, "kept")
		level := rapid.SampledFrom([]float64{0.8, 0.95, 0.99}).Draw(t, "level")
		spec := verdict(t, "0.9", kept, total, promise.Options{Level: level})
		low, high := slowBounds(kept, total, level)
		assert.InDelta(t, low, spec.Bounds.Low, 1e-12)
		assert.InDelta(t, high, spec.Bounds.High, 1e-12)
	})
}

// TestEvaluate_onlyWorsens: with one more miss in place of a case kept, a verdict never gets better.
func TestEvaluate_onlyWorsens(t *testing.T) {
	better := map[promise.Verdict]int{promise.Broken: 0, promise.Undetermined: 1, promise.Kept: 2}
	rapid.Check(t, func(t *rapid.T) {
		total := rapid.Int64Range(1, 300).Draw(t, "total")
		kept := rapid.Int64Range(1, total).Draw(t, "kept")
		coverage := rapid.SampledFrom([]string{"0.5", "0.9", "0.99", "always"}).Draw(t, "coverage")
		before, after := verdict(t, coverage, kept, total, promise.Options{}), verdict(t, coverage, kept-1, total, promise.Options{})
		assert.LessOrEqual(t, better[after.Verdict], better[before.Verdict])
		assert.LessOrEqual(t, before.Interval.Low, *before.Ratio)
		assert.GreaterOrEqual(t, before.Interval.High, *before.Ratio)
	})
}

// trips are simulated observations of all three specifications, some of them misses.
func trips(seed uint64, n int) []promise.Observation {
	rng := rand.New(rand.NewPCG(seed, 1))
	var all []promise.Observation
	for i := range n {
		at := time.Date(2013, 1, 1+i%20, 0, 0, 0, 0, time.UTC)
		all = append(all,
			promise.Observation{Spec: "delay", Value: float64(rng.IntN(20)), At: at, Case: strconv.Itoa(i)},
			promise.Observation{Spec: "seats", Value: 40, At: at, Case: strconv.Itoa(i)},
			promise.Observation{Spec: "calm", Value: float64(rng.IntN(2)), At: at, Case: strconv.Itoa(i)})
	}
	return all
}

// TestEvaluate_orderIsOfNoAccount: observations in any order, and their tallies, give the same report, misses included.
func TestEvaluate_orderIsOfNoAccount(t *testing.T) {
	all := trips(7, 60)
	o := promise.Options{KeepMisses: 5}
	want, err := promise.Evaluate(gl(), slices.Values(all), o)
	require.NoError(t, err)
	delay, _ := want.Spec("delay")
	require.Len(t, delay.Misses, 5)
	rapid.Check(t, func(t *rapid.T) {
		shuffled := rapid.Permutation(all).Draw(t, "order")
		got, err := promise.Evaluate(gl(), slices.Values(shuffled), o)
		require.NoError(t, err)
		assert.Equal(t, want, got)
	})
	tallies := map[string]promise.Tally{}
	for _, code := range []string{"delay", "seats", "calm"} {
		spec, _ := want.Spec(code)
		tallies[code] = spec.Tally
	}
	counted, err := promise.EvaluateTallies(gl(), tallies, promise.Options{})
	require.NoError(t, err)
	plain, err := promise.Evaluate(gl(), slices.Values(all), promise.Options{})
	require.NoError(t, err)
	assert.Equal(t, plain, counted)
}

func TestEvaluate_period(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2013, 1, d, 0, 0, 0, 0, time.UTC) }
	obs := slices.Values([]promise.Observation{
		{Spec: "delay", At: day(1)}, {Spec: "delay", At: day(2)}, {Spec: "delay", At: day(3)}, {Spec: "other", At: day(2)},
	})
	report, err := promise.Evaluate(gl(), obs, promise.Options{From: day(2), To: day(3), IgnoreUnknown: true})
	require.NoError(t, err)
	spec, _ := report.Spec("delay")
	assert.Equal(t, promise.Tally{Kept: 1, Total: 1}, spec.Tally)
	assert.Equal(t, int64(2), report.Outside)
}

// TestEvaluate_boundsNeverCross: from level 1/2 up, Low is at most the share and High at least, so that no tally is both
// kept and broken.
func TestEvaluate_boundsNeverCross(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		total := rapid.Int64Range(1, 2000).Draw(t, "total")
		kept := rapid.Int64Range(0, total).Draw(t, "kept")
		level := rapid.OneOf(rapid.Just(0.5), rapid.Float64Range(0.5, 0.6)).Draw(t, "level")
		spec := verdict(t, "0.9", kept, total, promise.Options{Level: level})
		assert.LessOrEqual(t, spec.Bounds.Low, spec.Bounds.High)
	})
}

// TestEvaluate_familyWise: three specifications decide Broken at 1-.05/3 each. R 4.2.2: qbeta(.95, 13, 5) is 0.8762291 and
// qbeta(1-.05/3, 13, 5) is 0.9068835, on either side of 0.9; Kept is as it was.
func TestEvaluate_familyWise(t *testing.T) {
	one, family := promise.Options{}, promise.Options{FamilyWise: true}
	assert.Equal(t, promise.Broken, verdict(t, "0.9", 12, 17, one).Verdict)
	careful := verdict(t, "0.9", 12, 17, family)
	assert.Equal(t, promise.Undetermined, careful.Verdict)
	assert.InDelta(t, 0.8762291, verdict(t, "0.9", 12, 17, one).Bounds.High, 1e-7)
	assert.InDelta(t, 0.9068835, careful.Bounds.High, 1e-7)
	assert.Equal(t, verdict(t, "0.9", 59, 59, one).Bounds.Low, verdict(t, "0.9", 59, 59, family).Bounds.Low)
	assert.Equal(t, promise.Kept, verdict(t, "0.9", 59, 59, family).Verdict)
	assert.Equal(t, promise.Broken, verdict(t, "0.9", 100, 200, family).Verdict)
	assert.Equal(t, promise.Broken, verdict(t, "always", 199, 200, family).Verdict, "a fact, not a test")
	sure := promise.Options{FamilyWise: true, Level: math.Nextafter(1, 0)}
	assert.Equal(t, 1.0, verdict(t, "0.9", 0, 10, sure).Bounds.High, "so near 1 that nothing is shown")
	p := gl()
	p.Attributes = p.Attributes[:1]
	alone, err := promise.EvaluateTallies(p, map[string]promise.Tally{"delay": {Kept: 12, Total: 17}}, family)
	require.NoError(t, err)
	assert.Equal(t, promise.Broken, alone.Base, "a family of one")
}

func TestEvaluate_faults(t *testing.T) {
	one := func(o promise.Observation) iter.Seq[promise.Observation] {
		return slices.Values([]promise.Observation{{Spec: "delay"}, o})
	}
	_, err := promise.Evaluate(gl(), one(promise.Observation{Spec: "luggage"}), promise.Options{})
	var unknown promise.UnknownSpecError
	require.ErrorAs(t, err, &unknown)
	assert.Equal(t, "luggage", unknown.Code)
	assert.ErrorContains(t, err, "observation 1")
	for _, value := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		_, err = promise.Evaluate(gl(), one(promise.Observation{Spec: "delay", Value: value}), promise.Options{})
		assert.ErrorIs(t, err, promise.ErrValue)
	}
	_, err = promise.Evaluate(gl(), one(promise.Observation{Spec: "delay", Text: "late"}), promise.Options{})
	assert.ErrorIs(t, err, promise.ErrValue, "a text for a number")
	for _, o := range []promise.Observation{{Spec: "toilet"}, {Spec: "toilet", Value: 1, Text: "clean"}, {Spec: "toilet", Value: math.NaN(), Text: "clean"}} {
		_, err = promise.Evaluate(rich(), one(o), promise.Options{})
		assert.ErrorIs(t, err, promise.ErrValue, "a number for a text")
	}
	_, err = promise.Evaluate(gl(), one(promise.Observation{Spec: "calm", Value: 0.5}), promise.Options{})
	assert.ErrorIs(t, err, promise.ErrValue)
	for _, level := range []float64{math.NaN(), -1, 1, 2, math.Inf(1), 0.4999} { // below 1/2 the bounds would cross
		_, err = promise.Evaluate(gl(), one(promise.Observation{}), promise.Options{Level: level})
		assert.ErrorIs(t, err, promise.ErrLevel)
	}
	for _, o := range []promise.Options{{KeepMisses: -1}, {KeepMisses: 1001}, {MinTotal: -1}} {
		_, err = promise.EvaluateTallies(gl(), nil, o)
		assert.ErrorIs(t, err, promise.ErrRange)
	}
	_, err = promise.EvaluateTallies(gl(), nil, promise.Options{Method: 9})
	assert.ErrorIs(t, err, promise.ErrUnknown)
	for _, tally := range []promise.Tally{{Kept: 5, Total: 3}, {Kept: -1, Total: 3}, {Kept: 0, Total: -1}} {
		_, err = promise.EvaluateTallies(gl(), map[string]promise.Tally{"delay": tally}, promise.Options{})
		assert.ErrorIs(t, err, promise.ErrRange)
	}
	_, err = promise.EvaluateTallies(gl(), map[string]promise.Tally{"luggage": {}}, promise.Options{})
	assert.ErrorAs(t, err, &unknown)
	_, err = promise.EvaluateTallies(gl(), map[string]promise.Tally{"luggage": {}}, promise.Options{IgnoreUnknown: true})
	assert.NoError(t, err)
	for name, change := range map[string]func(p *promise.Promise){
		"target":   func(p *promise.Promise) { p.Attributes[0].Specs[0].Target = promise.Target{} },
		"finite":   func(p *promise.Promise) { p.Attributes[0].Specs[0].Target.Limit = math.NaN() },
		"coverage": func(p *promise.Promise) { p.Attributes[0].Specs[0].Coverage = promise.Ratio{} },
		"code":     func(p *promise.Promise) { p.Attributes[0].Specs[0].Code = "seats" },
		"hostile":  func(p *promise.Promise) { p.Attributes[0].Weight = decimal.New(1, 1e9) },
		"negative": func(p *promise.Promise) { p.Attributes[0].Weight = decimal.New(-1, 0) },
		"sum":      func(p *promise.Promise) { p.Attributes[0].Weight = decimal.RequireFromString("0.9999") },
	} {
		p := gl()
		change(&p)
		_, err = promise.EvaluateTallies(p, nil, promise.Options{})
		assert.ErrorIs(t, err, promise.ErrInvalid, name)
	}
}

// TestReport_summary: worst visible, weighted mean and Fréchet's bounds by hand.
func TestReport_summary(t *testing.T) {
	p := gl()
	for i, weight := range []string{"0.5", "0.25", "0.25"} {
		p.Attributes[i].Weight = decimal.RequireFromString(weight)
	}
	report, err := promise.EvaluateTallies(p, map[string]promise.Tally{
		"delay": {Kept: 80, Total: 100}, "seats": {Kept: 95, Total: 100}, "calm": {Kept: 50, Total: 100},
	}, promise.Options{})
	require.NoError(t, err)
	assert.Equal(t, "punctuality", report.Worst, "short by 0.10, comfort by 0.05; drivers are not visible")
	assert.InDelta(t, 0.5*0.8+0.25*0.95+0.25*0.5, *report.Weighted, 1e-15)
	assert.InDelta(t, 0.25, report.Joint.Low, 1e-12, "0.8+0.95+0.5-2")
	assert.InDelta(t, 0.5, report.Joint.High, 1e-15)
	assert.InDelta(t, 0.1, *report.Attributes[0].Shortfall, 1e-12)
	assert.Equal(t, promise.Broken, report.Differentiating)

	tied, err := promise.EvaluateTallies(gl(), map[string]promise.Tally{"delay": {Kept: 10, Total: 10}, "seats": {Kept: 10, Total: 10}}, promise.Options{})
	require.NoError(t, err)
	assert.Equal(t, "punctuality", tied.Worst, "of equals the first declared")
	part, err := promise.EvaluateTallies(p, map[string]promise.Tally{"delay": {Kept: 100, Total: 100}}, promise.Options{})
	require.NoError(t, err)
	assert.Nil(t, part.Weighted)
	assert.Nil(t, part.Joint)
	assert.Equal(t, []string{"seats", "calm"}, part.Unmeasured)
	assert.Equal(t, promise.Undetermined, part.Base)
	assert.Equal(t, promise.NoEvidence, part.Differentiating)
	_, ok := part.Spec("luggage")
	assert.False(t, ok)
	equal := gl()
	even, err := promise.EvaluateTallies(equal, map[string]promise.Tally{
		"delay": {Kept: 100, Total: 100}, "seats": {Kept: 50, Total: 100}, "calm": {Kept: 0, Total: 100},
	}, promise.Options{})
	require.NoError(t, err)
	assert.InDelta(t, 0.5, *even.Weighted, 1e-15)
	assert.Equal(t, "comfort", even.Worst)
	assert.Zero(t, even.Joint.Low)
	all := map[string]promise.Tally{"delay": {Kept: 9, Total: 9}, "seats": {Kept: 9, Total: 9}, "calm": {Kept: 9, Total: 9}}
	for _, weights := range [][3]string{{"0", "0", "0"}, {"0.1", "0.2", "0.7"}, {"0.3", "0.3", "0.4"}} {
		for i, weight := range weights {
			equal.Attributes[i].Weight = decimal.RequireFromString(weight)
		}
		perfect, err := promise.EvaluateTallies(equal, all, promise.Options{})
		require.NoError(t, err)
		assert.Equal(t, 1.0, *perfect.Weighted, "to the bit")
	}
	nothing, err := promise.EvaluateTallies(promise.Promise{}, nil, promise.Options{})
	require.NoError(t, err)
	assert.Nil(t, nothing.Weighted)
	none, err := promise.EvaluateTallies(gl(), nil, promise.Options{})
	require.NoError(t, err)
	assert.Empty(t, none.Worst)
	assert.NotContains(t, none.Markdown(), "Worst")
}

// TestTally_Interval: Newcombe 1998, table I, 81 of 263.
func TestTally_Interval(t *testing.T) {
	tally := promise.Tally{Kept: 81, Total: 263}
	for method, want := range map[promise.IntervalMethod][2]float64{
		promise.Wilson: {0.2553, 0.3662}, promise.ClopperPearson: {0.2527, 0.3676}, promise.WilsonCorrected: {0.2535, 0.3682},
	} {
		got, err := tally.Interval(0, method)
		require.NoError(t, err)
		assert.InDelta(t, want[0], got.Low, 5e-5, method)
		assert.InDelta(t, want[1], got.High, 5e-5, method)
	}
	for _, method := range []promise.IntervalMethod{promise.Jeffreys, promise.AgrestiCoull} {
		got, err := tally.Interval(0, method)
		require.NoError(t, err)
		assert.Less(t, got.Low, 81.0/263)
		assert.Greater(t, got.High, 81.0/263)
	}
	_, err := promise.Tally{}.Interval(0, promise.Wilson)
	assert.ErrorIs(t, err, promise.ErrNoEvidence)
	_, err = promise.Tally{Kept: 2, Total: 1}.Interval(0, promise.Wilson)
	assert.ErrorIs(t, err, promise.ErrRange)
	_, err = tally.Interval(math.NaN(), promise.Wilson)
	assert.ErrorIs(t, err, promise.ErrLevel)
	_, err = tally.Interval(0, 9)
	assert.ErrorIs(t, err, promise.ErrUnknown)
}
