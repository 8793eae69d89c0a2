package sigma_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/promise/sigma"
)

var ringLimits = sigma.Limits{Lower: new(73.95), Upper: new(74.05), Target: new(74.0)}

// TestCapabilityOfGroups_rings: R 4.2.2 on Montgomery's piston rings, with d2(5) = 2.325928947281039, c4 by lgamma, and
// qchisq and qnorm for the intervals; the degrees of freedom of Cp by Patnaik's 1/(2√(1+2r)-2), of the pooled one 100.
func TestCapabilityOfGroups_rings(t *testing.T) {
	ranges := [8]float64{
		0.009991706766093256, 1.668050019564612, 1.628817483104418, 1.707282556024805,
		1.4257030637185, 1.9099829797759, 1.3848450474923, 1.8727899187166,
	}
	for within, want := range map[sigma.Within][8]float64{
		sigma.MovingRange: ranges,
		sigma.RangeMean:   ranges,
		sigma.SDMean: {
			0.009999604095926965, 1.666732653291182, 1.627531101285739, 1.705934205296625,
			1.4300869969566, 1.9029802208981, 1.3889806533159, 1.8660815492556,
		},
		sigma.Pooled: {
			0.010025766803592, 1.662383236431794, 1.623283982710884, 1.701482490152704,
			1.4321788799242, 1.8922069224421, 1.3908472656106, 1.8557206998112,
		},
	} {
		c, err := sigma.CapabilityOfGroups(rings, ringLimits, sigma.CapabilityOptions{Within: within})
		require.NoError(t, err)
		assert.Equal(t, 125, c.N)
		assert.Equal(t, 0, c.OutOfLimits)
		for i, got := range []float64{c.WithinSD, *c.Cp, *c.Cpu, *c.Cpl, *c.CpLow, *c.CpHigh, *c.CpkLow, *c.CpkHigh} {
			assert.InEpsilon(t, want[i], got, 1e-10, "%v", within)
		}
		assert.Equal(t, *c.Cpu, *c.Cpk)
		for _, pair := range [][2]float64{
			{0.01019888039396147, c.Overall},
			{1.634166302855525, *c.Pp},
			{1.430893657085038, *c.PpLow},
			{1.837128142677387, *c.PpHigh},
			{1.59573071141233, *c.Ppk},
			{1.59573071141233, *c.Ppu},
			{1.672601894298721, *c.Ppl},
			{1.388711233736795, *c.PpkLow},
			{1.802750189087865, *c.PpkHigh},
			{1.623409792507258, *c.Cpm},
			{1.106979505875766e-06, c.ExpectedDefect},
			{4.732843765100545, *c.ZBench},
		} {
			assert.InEpsilon(t, pair[0], pair[1], 1e-9)
		}
	}
}

// TestCapabilityOf_farFromTheLimits: what other programs print as 0 % has its digits.
func TestCapabilityOf_farFromTheLimits(t *testing.T) {
	c, err := sigma.CapabilityOf([]float64{-1, 1}, sigma.Limits{Lower: new(-30.0), Upper: new(30.0)}, sigma.CapabilityOptions{})
	require.NoError(t, err)
	z := 30 / math.Sqrt2
	assert.InEpsilon(t, math.Erfc(z/math.Sqrt2), c.ExpectedDefect, 1e-12)
	assert.Greater(t, *c.ZBench, 21.0)
	assert.InEpsilon(t, *c.Pp*math.Sqrt(0.0009820691171752562), *c.PpLow, 1e-9, "R: qchisq(.025, 1)")
	assert.InEpsilon(t, *c.Pp*math.Sqrt(5.023886187314885), *c.PpHigh, 1e-9, "R: qchisq(.975, 1)")
	far, err := sigma.CapabilityOf([]float64{-1, 1}, sigma.Limits{Upper: new(1e100)}, sigma.CapabilityOptions{})
	require.NoError(t, err)
	assert.Zero(t, far.ExpectedDefect)
	assert.Nil(t, far.ZBench)
}

// TestCapabilityOf_movingRanges: R 4.2.2 by the formulas; the relative variance of the mean moving range of 20 values was
// simulated there too, 0.0426 by 200,000 runs where the formula gives 0.0428.
func TestCapabilityOf_movingRanges(t *testing.T) {
	c, err := sigma.CapabilityOf(waits, sigma.Limits{Upper: new(10.0)}, sigma.CapabilityOptions{})
	require.NoError(t, err)
	assert.InEpsilon(t, 1.6032387332482, *c.Cpk, 1e-12)
	assert.InEpsilon(t, 0.74767207154357, *c.CpkLow, 1e-12)
	assert.InEpsilon(t, 2.4588053949528, *c.CpkHigh, 1e-12)
}

// TestCapabilityOf_covers: the intervals of Cp hold the true one, of a process that is normal, about as often as they say.
func TestCapabilityOf_covers(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 5))
	const runs = 4000
	single, grouped, overall := 0, 0, 0
	for range runs {
		groups := make([][]float64, 10)
		for i := range groups {
			groups[i] = make([]float64, 4)
			for k := range groups[i] {
				groups[i][k] = random.NormFloat64()
			}
		}
		limits := sigma.Limits{Lower: new(-3.0), Upper: new(3.0)} // Cp is 1
		a, err := sigma.CapabilityOf(slices.Concat(groups...), limits, sigma.CapabilityOptions{})
		require.NoError(t, err)
		b, err := sigma.CapabilityOfGroups(groups, limits, sigma.CapabilityOptions{})
		require.NoError(t, err)
		for count, interval := range map[*int][2]*float64{&single: {a.CpLow, a.CpHigh}, &grouped: {b.CpLow, b.CpHigh}, &overall: {a.PpLow, a.PpHigh}} {
			if *interval[0] <= 1 && *interval[1] >= 1 {
				*count++
			}
		}
	}
	for _, count := range []int{single, grouped, overall} {
		assert.InDelta(t, 0.95, float64(count)/runs, 0.0175, "five standard errors")
	}
}

func TestCapabilityOf_million(t *testing.T) {
	x := make([]float64, 1_000_000)
	for i := range x {
		x[i] = float64(i % 2)
	}
	c, err := sigma.CapabilityOf(x, sigma.Limits{Lower: new(-1.0), Upper: new(2.0)}, sigma.CapabilityOptions{})
	require.NoError(t, err)
	assert.InEpsilon(t, *c.Pp*math.Sqrt(997229.0885291945/999999), *c.PpLow, 1e-9, "R: qchisq(.025, 999999)")
	assert.InEpsilon(t, *c.Pp*math.Sqrt(1002772.700082022/999999), *c.PpHigh, 1e-9, "R: qchisq(.975, 999999)")
}

// TestCapabilityOf_oneLimit: what needs the other limit is nil.
func TestCapabilityOf_oneLimit(t *testing.T) {
	x := []float64{1, 2, 4, 3}
	upper, err := sigma.CapabilityOf(x, sigma.Limits{Upper: new(3.5), Target: new(2.0)}, sigma.CapabilityOptions{})
	require.NoError(t, err)
	for _, index := range []*float64{upper.Cp, upper.Pp, upper.Cpl, upper.Ppl, upper.Cpm, upper.CpLow, upper.CpHigh, upper.PpLow, upper.PpHigh} {
		assert.Nil(t, index)
	}
	assert.Equal(t, 1, upper.OutOfLimits)
	assert.InDelta(t, 1/(4.0/3/1.128379167095513)/3, *upper.Cpk, 1e-12, "mean moving range 4/3")
	assert.InDelta(t, 3**upper.Ppk, *upper.ZBench, 1e-12)
	mirrored := []float64{-1, -2, -4, -3}
	lower, err := sigma.CapabilityOf(mirrored, sigma.Limits{Lower: new(-3.5)}, sigma.CapabilityOptions{})
	require.NoError(t, err)
	assert.Nil(t, lower.Cpu)
	assert.Equal(t, *upper.Cpk, *lower.Cpl)
	assert.Equal(t, 1, lower.OutOfLimits)
	assert.InEpsilon(t, upper.ExpectedDefect, lower.ExpectedDefect, 1e-12)
}

// TestCapabilityOf_defaults: the midpoint is the target, and 0.95 the level.
func TestCapabilityOf_defaults(t *testing.T) {
	x := []float64{1, 2, 4, 3, 2}
	limits := sigma.Limits{Lower: new(0.0), Upper: new(5.0)}
	plain, err := sigma.CapabilityOf(x, limits, sigma.CapabilityOptions{})
	require.NoError(t, err)
	limits.Target = new(2.5)
	said, err := sigma.CapabilityOf(x, limits, sigma.CapabilityOptions{Level: 0.95})
	require.NoError(t, err)
	assert.Equal(t, said, plain)
	sure, err := sigma.CapabilityOf(x, limits, sigma.CapabilityOptions{Level: 1 - 1e-16})
	require.NoError(t, err)
	assert.Less(t, *sure.PpLow, *plain.PpLow)
	assert.Greater(t, *sure.PpHigh, *plain.PpHigh)
}

func TestCapability_refuses(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	good, both := []float64{1, 2, 3}, sigma.Limits{Lower: new(0.0), Upper: new(5.0)}
	for _, c := range []struct {
		x    []float64
		l    sigma.Limits
		o    sigma.CapabilityOptions
		want error
	}{
		{nil, both, sigma.CapabilityOptions{}, sigma.ErrFew},
		{[]float64{1}, both, sigma.CapabilityOptions{}, sigma.ErrFew},
		{[]float64{0.1, 0.1, 0.1}, both, sigma.CapabilityOptions{}, sigma.ErrConstant},
		{[]float64{1, nan}, both, sigma.CapabilityOptions{}, sigma.ErrRange},
		{[]float64{1, 1e151}, both, sigma.CapabilityOptions{}, sigma.ErrRange},
		{good, sigma.Limits{}, sigma.CapabilityOptions{}, sigma.ErrLimits},
		{good, sigma.Limits{Target: new(1.0)}, sigma.CapabilityOptions{}, sigma.ErrLimits},
		{good, sigma.Limits{Lower: new(5.0), Upper: new(0.0)}, sigma.CapabilityOptions{}, sigma.ErrLimits},
		{good, sigma.Limits{Lower: new(5.0), Upper: new(5.0)}, sigma.CapabilityOptions{}, sigma.ErrLimits},
		{good, sigma.Limits{Lower: new(0.0), Upper: new(5.0), Target: new(6.0)}, sigma.CapabilityOptions{}, sigma.ErrLimits},
		{good, sigma.Limits{Lower: new(0.0), Target: new(-1.0)}, sigma.CapabilityOptions{}, sigma.ErrLimits},
		{good, sigma.Limits{Upper: new(nan)}, sigma.CapabilityOptions{}, sigma.ErrRange},
		{good, sigma.Limits{Upper: new(inf)}, sigma.CapabilityOptions{}, sigma.ErrRange},
		{good, both, sigma.CapabilityOptions{Level: 1}, sigma.ErrLevel},
		{good, both, sigma.CapabilityOptions{Level: nan}, sigma.ErrLevel},
		{good, both, sigma.CapabilityOptions{Level: -0.5}, sigma.ErrLevel},
		{good, both, sigma.CapabilityOptions{Within: sigma.RangeMean}, sigma.ErrUnknown},
		{[]float64{0, 1e-200}, sigma.Limits{Upper: new(1e150)}, sigma.CapabilityOptions{}, sigma.ErrRange},
	} {
		_, err := sigma.CapabilityOf(c.x, c.l, c.o)
		assert.ErrorIs(t, err, c.want, "%+v", c)
	}
	for _, c := range []struct {
		x    [][]float64
		w    sigma.Within
		want error
	}{
		{nil, 0, sigma.ErrFew},
		{[][]float64{{1, 2}, {1}}, 0, sigma.ErrSizes},
		{[][]float64{{1}, {2}}, 0, sigma.ErrFew},
		{[][]float64{{1, 1}, {2, 2}}, sigma.Pooled, sigma.ErrConstant},
		{[][]float64{{1, nan}}, 0, sigma.ErrRange},
		{[][]float64{slices.Concat(make([]float64, 25), []float64{1})}, sigma.RangeMean, sigma.ErrSizes},
		{[][]float64{{1, 2}}, 4, sigma.ErrUnknown},
	} {
		_, err := sigma.CapabilityOfGroups(c.x, both, sigma.CapabilityOptions{Within: c.w})
		assert.ErrorIs(t, err, c.want, "%+v", c)
	}
	many := [][]float64{slices.Concat(make([]float64, 25), []float64{1})}
	_, err := sigma.CapabilityOfGroups(many, both, sigma.CapabilityOptions{Within: sigma.SDMean})
	assert.NoError(t, err, "no table limits the deviation")
}

// TestCapabilityOf_units: other units of measurement change no index.
func TestCapabilityOf_units(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.SliceOfNDistinct(rapid.IntRange(0, 100), 3, 12, func(n int) int { return n }).Draw(t, "x")
		exponent := rapid.IntRange(-300, 300).Draw(t, "exponent")
		scale := math.Ldexp(1, exponent)
		plain, scaled := make([]float64, len(x)), make([]float64, len(x))
		for i, value := range x {
			plain[i], scaled[i] = float64(value), float64(value)*scale
		}
		a, err := sigma.CapabilityOf(plain, sigma.Limits{Lower: new(-10.0), Upper: new(90.0)}, sigma.CapabilityOptions{})
		require.NoError(t, err)
		b, err := sigma.CapabilityOf(scaled, sigma.Limits{Lower: new(-10 * scale), Upper: new(90 * scale)}, sigma.CapabilityOptions{})
		require.NoError(t, err)
		for _, pair := range [][2]*float64{{a.Cp, b.Cp}, {a.Cpk, b.Cpk}, {a.Pp, b.Pp}, {a.Ppk, b.Ppk}, {a.Cpm, b.Cpm}, {a.PpkLow, b.PpkLow}} {
			assert.InDelta(t, *pair[0], *pair[1], 1e-12)
		}
		assert.LessOrEqual(t, *a.Cpk, *a.Cp)
		assert.LessOrEqual(t, *a.PpkLow, *a.Ppk)
		assert.LessOrEqual(t, *a.PpLow, *a.PpHigh)
	})
}
