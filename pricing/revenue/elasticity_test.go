package revenue_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/stat"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/pricing/revenue"
)

// anscombe is the first of Anscombe's four data sets, as logarithms (Anscombe 1973, Graphs in Statistical Analysis, The
// American Statistician 27).
func anscombe() (obs []revenue.Observation) {
	x := []float64{10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5}
	y := []float64{8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68}
	for i := range x {
		obs = append(obs, revenue.Observation{Price: math.Exp(x[i]), Units: math.Exp(y[i])})
	}
	return obs
}

// TestFitElasticity_anscombe: the figures of his table, and t of .975 with 9 degrees of freedom, 2.262157 (any table).
func TestFitElasticity_anscombe(t *testing.T) {
	e, err := revenue.FitElasticity(anscombe())
	require.NoError(t, err)
	assert.InDelta(t, 0.500, e.Value, 0.0005)
	assert.InDelta(t, 3.00, math.Log(e.Constant), 0.005)
	assert.InDelta(t, 0.118, *e.SE, 0.0005)
	assert.InDelta(t, 0.667, *e.R2, 0.0005)
	assert.Equal(t, 11, e.N)
	low, high, err := e.Interval(0)
	require.NoError(t, err)
	assert.InDelta(t, 2.262157163, (high-e.Value) / *e.SE, 1e-9)
	assert.InDelta(t, e.Value, (low+high)/2, 1e-12)
}

// TestElasticity_Interval: quantiles of Student's t from tables (Abramowitz, Stegun 1964, table 26.10, and R's qt).
func TestElasticity_Interval(t *testing.T) {
	for _, c := range []struct {
		level float64
		n     int
		want  float64
	}{
		{0.95, 3, 12.7062047364},
		{0.9, 4, 2.9199855804},
		{0.99, 12, 3.1692726726},
		{0.999, 7, 6.8688266259},
		{0.95, 1_000_002, 1.9599663568}, // z + (z³+z)/(4·1e6), Abramowitz and Stegun 26.7.5
		{0.999999, 3, 636619.7723673},   // 1/tan(π·5e-7)
	} {
		one := 1.0
		_, high, err := revenue.Elasticity{SE: &one, N: c.n}.Interval(c.level)
		require.NoError(t, err)
		assert.InEpsilon(t, c.want, high, 2e-10, "%v, %d", c.level, c.n)
	}
}

func TestFitElasticity_oracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(3, 30).Draw(t, "n")
		var obs []revenue.Observation
		var x, y []float64
		for i := range n {
			o := revenue.Observation{
				Price: float64(i+1) * rapid.Float64Range(1, 1.5).Draw(t, "price"), Units: rapid.Float64Range(1, 1000).Draw(t, "units"),
			}
			obs = append(obs, o)
			x, y = append(x, math.Log(o.Price)), append(y, math.Log(o.Units))
		}
		e, err := revenue.FitElasticity(obs)
		require.NoError(t, err)
		a, b := stat.LinearRegression(x, y, nil, false)
		assert.InDelta(t, b, e.Value, 1e-9*(1+math.Abs(b)))
		assert.InDelta(t, a, math.Log(e.Constant), 1e-9*(1+math.Abs(a)))
		if e.R2 != nil {
			assert.InDelta(t, stat.RSquared(x, y, nil, a, b), *e.R2, 1e-8)
		}
	})
}

// TestFitElasticity_exact: demand that follows the law exactly is read off exactly, at any scale of prices and units.
func TestFitElasticity_exact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		law := revenue.Elasticity{Value: rapid.Float64Range(-5, 5).Draw(t, "e"), Constant: rapid.Float64Range(0.1, 1e4).Draw(t, "c")}
		var obs []revenue.Observation
		for _, price := range []float64{1, 2, 5, 11} {
			units, err := law.Units(price)
			require.NoError(t, err)
			obs = append(obs, revenue.Observation{Price: price, Units: units})
		}
		e, err := revenue.FitElasticity(obs)
		require.NoError(t, err)
		assert.InDelta(t, law.Value, e.Value, 1e-12)
		assert.InEpsilon(t, law.Constant, e.Constant, 1e-11)
		assert.Less(t, *e.SE, 1e-12)
	})
}

func TestFitElasticity_few(t *testing.T) {
	e, err := revenue.FitElasticity([]revenue.Observation{{Price: 1, Units: 8}, {Price: 2, Units: 2}})
	require.NoError(t, err)
	assert.InDelta(t, -2, e.Value, 1e-15)
	assert.Nil(t, e.SE, "two points leave no scatter")
	assert.InDelta(t, 1, *e.R2, 1e-15)
	_, _, err = e.Interval(0.95)
	assert.ErrorIs(t, err, revenue.ErrTooFew)

	e, err = revenue.FitElasticity([]revenue.Observation{{Price: 1, Units: 8}, {Price: 2, Units: 8}, {Price: 3, Units: 8}})
	require.NoError(t, err)
	assert.Nil(t, e.R2, "units that do not vary leave nothing to explain")
	assert.Zero(t, *e.SE)
}

func TestFitElasticity_faults(t *testing.T) {
	good := revenue.Observation{Price: 1, Units: 1}
	for name, c := range map[string]struct {
		obs  []revenue.Observation
		want error
	}{
		"none":         {nil, revenue.ErrTooFew},
		"one":          {[]revenue.Observation{good}, revenue.ErrTooFew},
		"equal prices": {[]revenue.Observation{good, {Price: 1, Units: 2}, {Price: 1, Units: 3}}, revenue.ErrNoVariation},
		"prices equal to the last bit of their logarithm": {
			[]revenue.Observation{{Price: 1e300, Units: 1}, {Price: math.Nextafter(1e300, 2e300), Units: 2}}, revenue.ErrNoVariation,
		},
		"no price":        {[]revenue.Observation{good, {Units: 2}}, revenue.ErrObservation},
		"no units":        {[]revenue.Observation{good, {Price: 2}}, revenue.ErrObservation},
		"NaN":             {[]revenue.Observation{good, {Price: math.NaN(), Units: 2}}, revenue.ErrObservation},
		"infinite":        {[]revenue.Observation{good, {Price: 2, Units: math.Inf(1)}}, revenue.ErrObservation},
		"steep as a wall": {[]revenue.Observation{{Price: 1.0000001, Units: 1e300}, {Price: 1.0000002, Units: 1e-300}}, revenue.ErrRange},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := revenue.FitElasticity(c.obs)
			assert.ErrorIs(t, err, c.want)
		})
	}
	_, err := revenue.FitElasticity([]revenue.Observation{good, {Units: 2}})
	assert.ErrorContains(t, err, "observation 1")
	one := 1.0
	for _, level := range []float64{-0.1, 1, 2, math.NaN()} {
		_, _, err := revenue.Elasticity{SE: &one, N: 9}.Interval(level)
		assert.ErrorIs(t, err, revenue.ErrRange)
	}
	huge := math.MaxFloat64
	_, _, err = revenue.Elasticity{SE: &huge, N: 9}.Interval(0)
	assert.ErrorIs(t, err, revenue.ErrRange)
	for _, price := range []float64{0, -1, math.NaN(), math.Inf(1), 1e-300} {
		_, err := revenue.Elasticity{Value: -3, Constant: 1}.Units(price)
		assert.ErrorIs(t, err, revenue.ErrRange)
	}
}

func FuzzFitElasticity(f *testing.F) {
	f.Add(960.0, 21.0, 480.0, 91.0, 720.0, 36.0, 0.95)
	f.Fuzz(func(t *testing.T, p1, u1, p2, u2, p3, u3, level float64) {
		e, err := revenue.FitElasticity([]revenue.Observation{{Price: p1, Units: u1}, {Price: p2, Units: u2}, {Price: p3, Units: u3}})
		if err != nil {
			return
		}
		for _, v := range []float64{e.Value, e.Constant, *e.SE} {
			assert.False(t, math.IsNaN(v) || math.IsInf(v, 0), "%+v", e)
		}
		if low, high, err := e.Interval(level); err == nil {
			assert.LessOrEqual(t, low, high)
		}
	})
}

// BenchmarkFitElasticity1000: a thousand observations, 30 us, 3 allocations (2 cores, linux/amd64, Go 1.26).
func BenchmarkFitElasticity1000(b *testing.B) {
	var obs []revenue.Observation
	for i := range 1000 {
		obs = append(obs, revenue.Observation{Price: 100 + float64(i%37), Units: 50 + float64(i*7919%101)})
	}
	b.ReportAllocs()
	for b.Loop() {
		_, _ = revenue.FitElasticity(obs)
	}
}
