package promise_test

import (
	"math"
	"math/big"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/promise"
)

const day = 24 * time.Hour

func TestBudgetOf(t *testing.T) {
	one := 1.0
	budget, err := promise.BudgetOf(ratio(t, "95%"), promise.Tally{Kept: 190, Total: 200})
	require.NoError(t, err)
	assert.Equal(t, promise.Budget{Allowed: 10, Spent: 10, Consumed: &one}, budget, "just spent")
	budget, err = promise.BudgetOf(ratio(t, "0.9"), promise.Tally{Kept: 2, Total: 3})
	require.NoError(t, err)
	assert.Equal(t, 0.3, budget.Allowed, "rounded once, where .1·3 is 0.30000000000000004")
	assert.InDelta(t, -0.7, budget.Remaining, 1e-15)
	assert.InDelta(t, 10/3.0, *budget.Consumed, 1e-15)
	budget, err = promise.BudgetOf(promise.Always(), promise.Tally{Kept: 8, Total: 9})
	require.NoError(t, err)
	assert.Equal(t, promise.Budget{Remaining: -1, Spent: 1}, budget, "no budget to burn")
	for _, c := range []struct {
		target promise.Ratio
		tally  promise.Tally
		want   error
	}{
		{ninety(), promise.Tally{}, promise.ErrNoEvidence},
		{promise.Ratio{}, promise.Tally{Total: 1}, promise.ErrRatio},
		{ninety(), promise.Tally{Kept: 5, Total: 3}, promise.ErrRange},
		{ninety(), promise.Tally{Total: -1}, promise.ErrRange},
	} {
		_, err = promise.BudgetOf(c.target, c.tally)
		assert.ErrorIs(t, err, c.want)
	}
	report, err := promise.EvaluateTallies(gl(), map[string]promise.Tally{"delay": {Kept: 190, Total: 200}}, promise.Options{})
	require.NoError(t, err)
	spec, _ := report.Spec("delay")
	assert.Equal(t, 20.0, spec.Budget.Allowed)
	unseen, _ := report.Spec("calm")
	assert.Nil(t, unseen.Budget)
}

func TestBudgetOf_againstBigRat(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		den := rapid.Int64Range(2, 1e9).Draw(t, "den")
		num := rapid.Int64Range(1, den-1).Draw(t, "num")
		target, err := promise.RatioOf(num, den)
		require.NoError(t, err)
		tally := promise.Tally{Total: rapid.Int64Range(1, math.MaxInt64).Draw(t, "total")}
		tally.Kept = rapid.Int64Range(0, tally.Total).Draw(t, "kept")
		budget, err := promise.BudgetOf(target, tally)
		require.NoError(t, err)
		allowed := new(big.Rat).Mul(big.NewRat(den-num, den), new(big.Rat).SetInt64(tally.Total))
		spent := new(big.Rat).SetInt64(tally.Total - tally.Kept)
		want, _ := allowed.Float64()
		assert.InEpsilon(t, want, budget.Allowed, 1e-15)
		remaining, _ := new(big.Rat).Sub(allowed, spent).Float64()
		assert.InDelta(t, remaining, budget.Remaining, 1e-15*(want+float64(budget.Spent)))
		consumed, _ := new(big.Rat).Quo(spent, allowed).Float64()
		assert.InDelta(t, consumed, *budget.Consumed, 1e-15*consumed)
	})
}

// TestBurnWindows: The Site Reliability Workbook, ch. 5: rates of 14.4, 6, 3 and 1 at 30 days.
func TestBurnWindows(t *testing.T) {
	windows, err := promise.BurnWindows(30 * day)
	require.NoError(t, err)
	var rates []float64
	for _, w := range windows {
		rates = append(rates, w.BurnRate())
	}
	assert.Equal(t, []float64{14.4, 6, 3, 1}, rates)
	assert.Equal(t, []bool{true, true, false, false}, []bool{windows[0].Urgent, windows[1].Urgent, windows[2].Urgent, windows[3].Urgent})
	assert.Equal(t, []time.Duration{time.Hour, 6 * time.Hour, day, 3 * day}, []time.Duration{windows[0].Long, windows[1].Long, windows[2].Long, windows[3].Long})
	assert.Equal(t, []time.Duration{5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 6 * time.Hour}, []time.Duration{windows[0].Short, windows[1].Short, windows[2].Short, windows[3].Short})
	quarter, err := promise.BurnWindows(90 * day)
	require.NoError(t, err)
	assert.Equal(t, 43.2, quarter[0].BurnRate(), "scales with the period")
	_, err = promise.BurnWindows(3 * day)
	assert.NoError(t, err)
	for _, period := range []time.Duration{3*day - 1, 0, -1, math.MinInt64} {
		_, err = promise.BurnWindows(period)
		assert.ErrorIs(t, err, promise.ErrRange)
	}
}

// TestWindow_Fires: a burn of exactly the threshold does not fire, one miss more does.
func TestWindow_Fires(t *testing.T) {
	windows, err := promise.BurnWindows(30 * day)
	require.NoError(t, err)
	target := ratio(t, "99.9%")
	for i, misses := range []int64{144, 60, 30, 10} { // of 10,000: 14.4, 6, 3 and 1 times .1 %
		just, more := promise.Tally{Kept: 10_000 - misses, Total: 10_000}, promise.Tally{Kept: 9_999 - misses, Total: 10_000}
		w := windows[i]
		assert.False(t, w.Fires(target, just, just))
		assert.False(t, w.Fires(target, more, just), "the trouble is over")
		assert.False(t, w.Fires(target, just, more), "too short to count")
		assert.True(t, w.Fires(target, more, more))
		assert.False(t, w.Fires(target, promise.Tally{}, more))
		assert.False(t, w.Fires(target, more, promise.Tally{}))
		assert.False(t, w.Fires(target, promise.Tally{Kept: -9, Total: 1}, more), "no share")
		assert.False(t, w.Fires(promise.Ratio{}, more, more))
	}
	clean, miss := promise.Tally{Kept: 1e15, Total: 1e15}, promise.Tally{Kept: 1e15 - 1, Total: 1e15}
	assert.True(t, windows[0].Fires(promise.Always(), miss, miss), "always: a miss in both")
	assert.False(t, windows[0].Fires(promise.Always(), miss, clean))
	all := promise.Tally{Total: 10}
	for _, none := range []promise.Window{{}, {Period: day, Long: day}, {Long: day, Share: ninety()}, {Period: day, Share: ninety()}, {Period: day, Long: -1, Share: ninety()}} {
		assert.False(t, none.Fires(target, all, all))
		assert.False(t, none.CanFire(target))
		assert.Zero(t, none.BurnRate())
	}
}

// TestWindow_CanFire: at a burn of 14.4 the threshold reaches 100 % where 1-c is 1/14.4 = 5/72.
func TestWindow_CanFire(t *testing.T) {
	windows, err := promise.BurnWindows(30 * day)
	require.NoError(t, err)
	just, err := promise.RatioOf(67, 72)
	require.NoError(t, err)
	above, err := promise.RatioOf(67_000_001, 72_000_000)
	require.NoError(t, err)
	all := promise.Tally{Total: 1000}
	for target, can := range map[promise.Ratio]bool{ninety(): false, just: false, above: true, promise.Always(): true, {}: false} {
		assert.Equal(t, can, windows[0].CanFire(target), "%v", target)
		assert.Equal(t, can, windows[0].Fires(target, all, all), "all missed: %v", target)
	}
}
