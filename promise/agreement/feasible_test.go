package agreement_test

import (
	"math/big"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/promise"
	"github.com/seed-4ccf82d5/servicequality/promise/agreement"
)

func feasible(t require.TestingT, target string, n agreement.Node) agreement.Feasibility {
	f, err := agreement.Feasible(agreement.Commitment{Keep: share(target)}, n)
	require.NoError(t, err)
	return f
}

// TestFeasible_exact: on trees of any target, the exact sum over all states decides; guaranteed implies independent.
func TestFeasible_exact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := trees(6).Draw(t, "tree")
		exact := slowKeep(n, "", false)
		target := share(rapid.SampledFrom([]string{"always", "0.5", "0.99", "0.999999", "0.000000001"}).Draw(t, "target"))
		if exact.Sign() > 0 && exact.Denom().BitLen() < 30 && rapid.Bool().Draw(t, "just") { // a target that is just reached
			var err error
			target, err = promise.RatioOf(exact.Num().Int64(), exact.Denom().Int64())
			require.NoError(t, err)
		}
		f, err := agreement.Feasible(agreement.Commitment{Keep: target}, n)
		require.NoError(t, err)
		assert.Equal(t, exact.Cmp(exactly(target)) >= 0, f.Independent, "%v of %v", target, exact)
		assert.True(t, f.Independent || !f.Guaranteed)
		gap, _ := new(big.Rat).Sub(exactly(target), exact).Float64()
		assert.InDelta(t, max(0, gap), f.Shortfall, 1e-14)
	})
}

// TestFeasible_bounds: where the greatest chance of missing is plain to see.
func TestFeasible_bounds(t *testing.T) {
	a, b, c := commit("a", "99%"), commit("b", "98%"), commit("c", "97%")
	for _, tt := range []struct {
		target     string
		node       agreement.Node
		guaranteed bool
	}{
		{"94%", agreement.InSeries(a, b, c), true}, // 1 - (.01+.02+.03), just
		{"0.940000001", agreement.InSeries(a, b, c), false},
		{"99%", agreement.InParallel(a, b, c), true}, // the best of them, just
		{"0.990000001", agreement.InParallel(a, b, c), false},
		{"97%", agreement.Any(2, a, b, c), true}, // two misses: min((.01+.02+.03)/2, .01+.02) = 0.03, just
		{"0.970000001", agreement.Any(2, a, b, c), false},
		{"always", agreement.InSeries(), true},
		{"always", agreement.InParallel(a, agreement.InSeries()), true},
		{"always", agreement.InParallel(a, commit("d", "always")), true},
		{"0.000000001", agreement.InParallel(), false},
		{"0.5", agreement.InSeries(commit("a", "50%"), commit("b", "always")), true},
		{"0.5", agreement.InSeries(commit("a", "50%"), commit("b", "50%"), commit("c", "50%")), false},
	} {
		assert.Equal(t, tt.guaranteed, feasible(t, tt.target, tt.node).Guaranteed, "%s %v", tt.target, tt.node)
	}
}

// TestFeasible_always: a miss that float64 rounds to 0 is still a miss.
func TestFeasible_always(t *testing.T) {
	forty := make([]agreement.Node, 40)
	for i := range forty {
		forty[i] = commit(strconv.Itoa(i), "0.999999999")
	}
	f := feasible(t, "always", agreement.InParallel(forty...)) // misses 1e-360
	assert.False(t, f.Independent)
	assert.Zero(t, composed(t, agreement.InParallel(forty...)).Miss)
	assert.Equal(t, 1.0, *f.RaiseTo)
}

// TestFeasible_raise: with the answer in place the target is reached, with a little less it is not.
func TestFeasible_raise(t *testing.T) {
	keepWith := func(n agreement.Node, party string, keep float64) float64 {
		ratio, err := promise.RatioOf(int64(keep*1e9), 1e9)
		require.NoError(t, err)
		var set func(n agreement.Node) agreement.Node
		set = func(n agreement.Node) agreement.Node {
			if n.Kind == agreement.Leaf && (party == "" || n.Party == party) {
				n.Commitment.Keep = ratio
			}
			parts := make([]agreement.Node, len(n.Parts))
			for i := range parts {
				parts[i] = set(n.Parts[i])
			}
			n.Parts = parts
			return n
		}
		return composed(t, set(n)).Keep
	}
	rapid.Check(t, func(t *rapid.T) {
		n, target := trees(6).Draw(t, "tree"), rapid.SampledFrom([]string{"0.3", "0.9", "0.99"}).Draw(t, "target")
		f := feasible(t, target, n)
		for party, raised := range map[string]*float64{f.Weakest: f.RaiseTo, "": f.EqualNeeded} {
			if raised == nil {
				assert.Less(t, keepWith(n, party, 1), share(target).Float64())
				continue
			}
			assert.GreaterOrEqual(t, keepWith(n, party, min(1, *raised+2e-9)), share(target).Float64()-1e-12)
			if *raised > 1e-6 {
				assert.Less(t, keepWith(n, party, *raised-1e-7), share(target).Float64())
			}
		}
		least := leavesOf(n)[0]
		for _, leaf := range leavesOf(n) {
			if leaf.Commitment.Keep.Cmp(least.Commitment.Keep) < 0 {
				least = leaf
			}
		}
		assert.Equal(t, least.Party, f.Weakest)
	})
}

// TestFeasible_raiseByHand: .99·.95·x = .9 gives x = .9/.9405, and x³ = .9 its cube root.
func TestFeasible_raiseByHand(t *testing.T) {
	f := feasible(t, "90%", agreement.InSeries(commit("a", "99%"), commit("b", "90%"), commit("c", "95%")))
	assert.Equal(t, "b", f.Weakest)
	assert.InDelta(t, 0.9/0.9405, *f.RaiseTo, 1e-14)
	assert.InDelta(t, 0.965489384605630, *f.EqualNeeded, 1e-14) // 0.9^(1/3)
	assert.InDelta(t, 0.9-0.99*0.9*0.95, f.Shortfall, 1e-15)

	twice := feasible(t, "81%", agreement.InSeries(commit("a", "50%"), commit("a", "60%")))
	assert.InDelta(t, 0.9, *twice.RaiseTo, 1e-14, "both leaves: x² = .81")

	hopeless := feasible(t, "99%", agreement.InSeries(commit("a", "90%"), commit("b", "95%")))
	assert.Nil(t, hopeless.RaiseTo, "b alone is too little")
	assert.InDelta(t, 0.994987437106620, *hopeless.EqualNeeded, 1e-14) // √.99

	plenty := feasible(t, "50%", agreement.InParallel(commit("a", "90%"), commit("b", "95%")))
	assert.Zero(t, *plenty.RaiseTo, "b carries it alone")
	assert.Equal(t, 0.5, *feasible(t, "50%", commit("a", "40%")).RaiseTo, "just the target, to the bit")
	assert.Equal(t, 0.9, *feasible(t, "90%", commit("a", "40%")).RaiseTo)
	none := feasible(t, "50%", agreement.InSeries())
	assert.Equal(t, agreement.Feasibility{Independent: true, Guaranteed: true, InTime: true}, none)
}

func TestFeasible_time(t *testing.T) {
	timed := func(within time.Duration) agreement.Node {
		return agreement.Commit("a", agreement.Commitment{Keep: share("90%"), Within: within})
	}
	for _, c := range []struct {
		target, within, slack time.Duration
		inTime                bool
	}{
		{0, time.Hour, 0, true},
		{time.Hour, 0, 0, false},
		{time.Hour, time.Hour, 0, true},
		{0, 0, 0, true},
		{time.Hour, time.Hour + 1, -1, false},
		{2 * time.Hour, time.Hour, time.Hour, true},
	} {
		f, err := agreement.Feasible(agreement.Commitment{Keep: share("90%"), Within: c.target}, timed(c.within))
		require.NoError(t, err)
		assert.Equal(t, c.inTime, f.InTime, "%v", c)
		assert.Equal(t, c.slack, f.Slack, "%v", c)
	}
	for _, target := range []agreement.Commitment{{}, {Keep: share("90%"), Within: -1}} {
		_, err := agreement.Feasible(target, timed(time.Hour))
		assert.ErrorIs(t, err, agreement.ErrInvalid)
	}
}

// TestFeasible_limit: more than a thousand leaves just at the target are refused, away from it they are not.
func TestFeasible_limit(t *testing.T) {
	many := make([]agreement.Node, 1001)
	for i := range many {
		many[i] = commit(strconv.Itoa(i), "always")
	}
	many[0] = commit("0", "99%")
	_, err := agreement.Feasible(agreement.Commitment{Keep: share("99%")}, agreement.InSeries(many...))
	assert.ErrorIs(t, err, agreement.ErrLimit)
	assert.True(t, feasible(t, "98%", agreement.InSeries(many...)).Guaranteed)
	assert.False(t, feasible(t, "always", agreement.InSeries(many...)).Independent)
	assert.True(t, feasible(t, "99%", agreement.InSeries(many[:1000]...)).Guaranteed)
}

// BenchmarkFeasible: any 501 of 1,000 leaves: 13 ms, 0.5 MB (2 cores, linux/amd64, Go 1.26).
func BenchmarkFeasible(b *testing.B) {
	n := thousand()
	b.ReportAllocs()
	for b.Loop() {
		_, _ = agreement.Feasible(agreement.Commitment{Keep: share("99%")}, n)
	}
}
