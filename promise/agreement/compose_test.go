package agreement_test

import (
	"math"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/promise/agreement"
)

func composed(t require.TestingT, n agreement.Node) agreement.Composed {
	c, err := agreement.Compose(n)
	require.NoError(t, err)
	return c
}

// TestCompose_allStates: against the sum over all states of the leaves in exact fractions, and Birnbaum's importance as the
// difference between a party that keeps for sure and one that misses for sure, for parties of one leaf.
func TestCompose_allStates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := trees(8).Draw(t, "tree")
		c, exact := composed(t, n), slowKeep(n, "", false)
		keep, _ := exact.Float64()
		miss, _ := exact.Sub(exactly(share("always")), exact).Float64()
		assert.InDelta(t, keep, c.Keep, 1e-13*keep)
		assert.InDelta(t, miss, c.Miss, 1e-13*miss)
		for _, leaf := range leavesOf(n) {
			with, without := slowKeep(n, leaf.Party, true), slowKeep(n, leaf.Party, false)
			matters, _ := with.Sub(with, without).Float64()
			assert.InDelta(t, matters, c.Importance[leaf.Party], 1e-12*matters, leaf.Party)
		}
		assert.Empty(t, c.Repeated)
	})
}

// TestCompose_bounds: against the vertices of a linear programme over all joint distributions of at most four leaves.
func TestCompose_bounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := trees(4).Draw(t, "tree")
		c := composed(t, n)
		low, high := slowBounds(n)
		assert.InDelta(t, low, c.Low, 1e-9)
		assert.InDelta(t, high, c.High, 1e-9)
	})
}

func TestCompose_order(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var parts []agreement.Node
		for i := range rapid.IntRange(1, 12).Draw(t, "parts") {
			parts = append(parts, commit(strconv.Itoa(i), rapid.SampledFrom([]string{"0.1", "0.5", "0.99", "0.999999999", "always"}).Draw(t, "keep")))
		}
		k := rapid.IntRange(1, len(parts)).Draw(t, "k")
		series, anyK, parallel := composed(t, agreement.InSeries(parts...)), composed(t, agreement.Any(k, parts...)), composed(t, agreement.InParallel(parts...))
		for _, c := range []agreement.Composed{series, anyK, parallel} {
			assert.LessOrEqual(t, c.Low, c.Keep)
			assert.LessOrEqual(t, c.Keep, c.High)
		}
		assert.LessOrEqual(t, series.Keep, anyK.Keep*(1+1e-12))
		assert.LessOrEqual(t, anyK.Keep, parallel.Keep*(1+1e-12))
		assert.GreaterOrEqual(t, series.Miss*(1+1e-12), anyK.Miss)
		assert.GreaterOrEqual(t, anyK.Miss*(1+1e-12), parallel.Miss)
		assert.Equal(t, series, composed(t, agreement.Any(len(parts), parts...)), "n of n")
		assert.Equal(t, parallel, composed(t, agreement.Any(1, parts...)), "1 of n")
	})
}

// TestCompose_smallMisses: by hand.
func TestCompose_smallMisses(t *testing.T) {
	millionth := func(party string) agreement.Node { return commit(party, "0.999999") }
	assert.InEpsilon(t, 1e-18, composed(t, agreement.InParallel(millionth("a"), millionth("b"), millionth("c"))).Miss, 1e-14)
	assert.InEpsilon(t, 1-math.Pow(1-1e-6, 3), composed(t, agreement.InSeries(millionth("a"), millionth("b"), millionth("c"))).Miss, 1e-9)
	twoOfThree := composed(t, agreement.Any(2, millionth("a"), millionth("b"), millionth("c")))
	assert.InEpsilon(t, 3e-12-2e-18, twoOfThree.Miss, 1e-13) // 3q² - 2q³
	assert.InEpsilon(t, 2e-6*(1-1e-6), twoOfThree.Importance["a"], 1e-12)
	assert.InEpsilon(t, 1e-12, composed(t, agreement.InParallel(millionth("a"), millionth("b"), millionth("c"))).Importance["a"], 1e-12)
}

func TestCompose_empty(t *testing.T) {
	series, parallel := composed(t, agreement.InSeries()), composed(t, agreement.InParallel())
	assert.Equal(t, agreement.Composed{Keep: 1, Low: 1, High: 1, Importance: map[string]float64{}}, series, "always")
	assert.Equal(t, agreement.Composed{Miss: 1, Importance: map[string]float64{}}, parallel, "never")
	assert.Equal(t, 0.9, composed(t, agreement.InSeries(commit("a", "90%"), agreement.InSeries())).Keep)
	assert.Zero(t, composed(t, agreement.InSeries(commit("a", "90%"), agreement.InParallel())).Keep)
}

func TestCompose_within(t *testing.T) {
	timed := func(party string, within time.Duration) agreement.Node {
		return agreement.Commit(party, agreement.Commitment{Keep: share("90%"), Within: within})
	}
	a, b, c := timed("a", 3*time.Hour), timed("b", time.Hour), timed("c", 2*time.Hour)
	assert.Equal(t, 6*time.Hour, composed(t, agreement.InSeries(a, b, c)).Within)
	assert.Equal(t, time.Hour, composed(t, agreement.InParallel(a, b, c)).Within)
	assert.Equal(t, 2*time.Hour, composed(t, agreement.Any(2, a, b, c)).Within)
	assert.Equal(t, 3*time.Hour, composed(t, agreement.Any(3, a, b, c)).Within, "all at once, not one after the other")
	assert.Equal(t, 5*time.Hour, composed(t, agreement.InSeries(a, agreement.Any(2, a, b, c), agreement.InSeries())).Within)
	assert.Zero(t, composed(t, agreement.InSeries(a, agreement.InParallel(b, commit("d", "90%")))).Within)
	assert.Zero(t, composed(t, agreement.InSeries(a, agreement.InParallel())).Within)
	assert.Equal(t, []string{"a"}, composed(t, agreement.InSeries(a, agreement.Any(2, a, b, a))).Repeated)
	_, err := agreement.Compose(agreement.InSeries(a, timed("b", math.MaxInt64)))
	assert.ErrorIs(t, err, agreement.ErrRange)
	_, err = agreement.Feasible(agreement.Commitment{Keep: share("90%")}, agreement.InSeries(a, timed("b", math.MaxInt64)))
	assert.ErrorIs(t, err, agreement.ErrRange)
}

// TestCompose_repeated: a party of several leaves counts as separate events, and its importance is the sum: of x² it is 2x.
func TestCompose_repeated(t *testing.T) {
	c := composed(t, agreement.InSeries(commit("a", "90%"), commit("a", "90%")))
	assert.InDelta(t, 0.81, c.Keep, 1e-15)
	assert.InDelta(t, 1.8, c.Importance["a"], 1e-15)
}

func TestCompose_faults(t *testing.T) {
	deep, wide, doubled := commit("a", "90%"), agreement.InSeries(), commit("a", "90%")
	for range 10_000 {
		deep = agreement.InSeries(deep)
	}
	for range 31 { // 2^31 leaves that share memory
		doubled = agreement.InSeries(doubled, doubled)
	}
	wide.Parts = make([]agreement.Node, 10_001)
	for i := range wide.Parts {
		wide.Parts[i] = commit("a", "90%")
	}
	a := commit("a", "90%")
	late := commit("a", "90%")
	late.Commitment.Within = -1
	for name, c := range map[string]struct {
		node agreement.Node
		want error
		text string
	}{
		"zero value":          {agreement.Node{}, agreement.ErrInvalid, "party"},
		"no keep":             {agreement.InSeries(a, agreement.Commit("b", agreement.Commitment{})), agreement.ErrInvalid, "compose: parts[1]: invalid: keep"},
		"negative time":       {late, agreement.ErrInvalid, "within"},
		"k of 0":              {agreement.Any(0, a), agreement.ErrInvalid, "k 0 of 1"},
		"k above n":           {agreement.InSeries(a, agreement.InSeries(a, agreement.Any(3, a, a))), agreement.ErrInvalid, "parts[1].parts[1]: invalid: k 3 of 2"},
		"k below 0":           {agreement.Any(-1, a), agreement.ErrInvalid, "k -1 of 1"},
		"k of none":           {agreement.Any(0), agreement.ErrInvalid, "k 0 of 0"},
		"k beside series":     {agreement.Node{Kind: agreement.Series, K: 1}, agreement.ErrInvalid, "k beside series"},
		"party beside parts":  {agreement.Node{Kind: agreement.Series, Party: "a"}, agreement.ErrInvalid, "beside parts"},
		"commitment beside":   {agreement.Node{Kind: agreement.Parallel, Commitment: a.Commitment}, agreement.ErrInvalid, "beside parts"},
		"leaf with parts":     {agreement.Node{Party: "a", Commitment: a.Commitment, Parts: []agreement.Node{a}}, agreement.ErrInvalid, "leaf with parts"},
		"leaf with k":         {agreement.Node{Party: "a", Commitment: a.Commitment, K: 1}, agreement.ErrInvalid, "leaf with parts or k"},
		"kind":                {agreement.Node{Kind: 9}, agreement.ErrInvalid, "kind"},
		"depth of 10,000":     {deep, agreement.ErrLimit, "depth"},
		"10,001 leaves":       {wide, agreement.ErrLimit, "leaves"},
		"2^31 leaves":         {doubled, agreement.ErrLimit, "leaves"},
		"10,001 empty series": {agreement.Node{Kind: agreement.Series, Parts: make([]agreement.Node, 1<<20)}, agreement.ErrLimit, "leaves"},
	} {
		_, err := agreement.Compose(c.node)
		require.ErrorIs(t, err, c.want, name)
		assert.ErrorContains(t, err, c.text, name)
		_, err = agreement.Feasible(agreement.Commitment{Keep: share("90%")}, c.node)
		assert.ErrorIs(t, err, c.want, name)
	}
	wide.Parts = wide.Parts[:10_000]
	for i := range wide.Parts {
		wide.Parts[i] = commit("a", "0.9999")
	}
	assert.InEpsilon(t, math.Pow(0.9999, 10_000), composed(t, wide).Keep, 1e-9, "10,000 leaves")
	for range 63 {
		a = agreement.InSeries(a)
	}
	assert.Equal(t, 0.9, composed(t, a).Keep, "64 levels")
	_, err := agreement.Compose(agreement.InSeries(a))
	assert.ErrorIs(t, err, agreement.ErrLimit, "65 levels")
}

func TestAvailability(t *testing.T) {
	up, down, err := agreement.Availability(math.MaxInt64, 1)
	require.NoError(t, err)
	assert.Equal(t, 1.0, up)
	assert.InEpsilon(t, 1/9.223372036854775808e18, down, 1e-15)
	up, down, err = agreement.Availability(0, time.Hour)
	require.NoError(t, err)
	assert.Equal(t, []float64{0, 1}, []float64{up, down})
	for _, c := range [][2]time.Duration{{0, 0}, {-1, 1}, {1, -1}, {math.MinInt64, math.MinInt64}} {
		_, _, err = agreement.Availability(c[0], c[1])
		assert.ErrorIs(t, err, agreement.ErrRange)
	}
}

// thousand is 501 of 1,000 commitments of various keeps.
func thousand() agreement.Node {
	parts := make([]agreement.Node, 1000)
	for i := range parts {
		parts[i] = commit(strconv.Itoa(i), "0."+strconv.Itoa(100+i*7919%899))
	}
	return agreement.Any(501, parts...)
}

// BenchmarkCompose: any 501 of 1,000 leaves: 6.8 ms, 8.5 MB (2 cores, linux/amd64, Go 1.26).
func BenchmarkCompose(b *testing.B) {
	n := thousand()
	b.ReportAllocs()
	for b.Loop() {
		_, _ = agreement.Compose(n)
	}
}
