package driver_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/survey/driver"
)

var methods = []driver.Method{
	driver.MethodLMG, driver.MethodJohnson, driver.MethodFirst, driver.MethodLast, driver.MethodBetaSquared, driver.MethodPratt,
}

// TestShares: two drivers by hand. β = (0.38, 0.25)/0.91, R² = 0.29/0.91; alone 0.25 and 0.16, last 0.29/0.91 less that.
func TestShares(t *testing.T) {
	p := problem(t, two())
	r2 := 0.29 / 0.91
	assert.InDelta(t, 0.318681, p.R2(), 5e-7)
	want := map[driver.Method][]float64{
		driver.MethodLMG:         {0.204341, 0.114341}, // (0.25 + R² - 0.16)/2
		driver.MethodJohnson:     {0.204341, 0.114341},
		driver.MethodFirst:       {0.25, 0.16},
		driver.MethodLast:        {r2 - 0.16, r2 - 0.25},
		driver.MethodBetaSquared: {0.38 * 0.38 / 0.8281, 0.25 * 0.25 / 0.8281},
		driver.MethodPratt:       {0.19 / 0.91, 0.1 / 0.91},
	}
	for m, w := range want {
		shares, err := p.Shares(m)
		require.NoError(t, err)
		for i, s := range shares {
			assert.Equal(t, names(2)[i], s.Driver)
			assert.InDelta(t, w[i], s.Value, 5e-7, "%v", m)
			assert.InDelta(t, 100*s.Value/r2, s.Percent, 1e-12)
			assert.Nil(t, s.Interval)
		}
	}
	for i, beta := range []float64{0.38 / 0.91, 0.25 / 0.91} {
		assert.InDelta(t, beta, p.Betas()[i], 1e-15)
		assert.InDelta(t, 1/0.91, p.VIF()[i], 1e-15)
	}
	gains, err := p.Conditional()
	require.NoError(t, err)
	assert.InDeltaSlice(t, []float64{0.25, r2 - 0.16}, gains[0], 1e-15)
	assert.InDeltaSlice(t, []float64{0.16, r2 - 0.25}, gains[1], 1e-15)
}

// TestShares_one: a single driver has all of R², by every method.
func TestShares_one(t *testing.T) {
	p := problem(t, [][]float64{{1, -0.6}, {-0.6, 1}})
	for _, m := range methods {
		assert.InDelta(t, 0.36, values(t, p, m)[0], 1e-15, "%v", m)
	}
}

// TestShares_none: drivers that go with nothing have shares of 0, and 0 percent, by every method.
func TestShares_none(t *testing.T) {
	p := problem(t, [][]float64{{1, 0, 0}, {0, 1, 0.5}, {0, 0.5, 1}})
	assert.Zero(t, p.R2())
	for _, m := range methods {
		shares, err := p.Shares(m)
		require.NoError(t, err)
		assert.Equal(t, []driver.Share{{Driver: "x1"}, {Driver: "x2"}}, shares, "%v", m)
	}
}

// TestShares_pratt: a suppressor has a negative share. β = (0.5, -0.25)/0.75 of r = (0.5, 0) at 0.5.
func TestShares_pratt(t *testing.T) {
	p := problem(t, [][]float64{{1, 0.5, 0.1}, {0.5, 1, 0.5}, {0.1, 0.5, 1}})
	assert.InDelta(t, 0.1*(0.1-0.25)/0.75, values(t, p, driver.MethodPratt)[1], 1e-15)
}

// TestShares_slow: LMG against all orders of the drivers, and R² against exact elimination.
func TestShares_slow(t *testing.T) {
	for seed := range uint64(30) {
		rng := rand.New(rand.NewPCG(seed, 2))
		r := correlationsOf(correlated(rng, 20, 1+rng.IntN(6)))
		p := problem(t, r)
		all := make([]int, len(r)-1)
		for i := range all {
			all[i] = i + 1
		}
		assert.InDelta(t, slowR2(r, all), p.R2(), 1e-13)
		assert.InDeltaSlice(t, slowLMG(r), values(t, p, driver.MethodLMG), 1e-13)
		for i, last := range values(t, p, driver.MethodLast) {
			assert.InDelta(t, p.R2()-slowR2(r, slices.Delete(slices.Clone(all), i, i+1)), last, 1e-12)
		}
	}
}

// slowGenizi is Genizi's decomposition (1993), from R^½ found by the iteration of Denman and Beavers.
func slowGenizi(r [][]float64) []float64 {
	k := len(r) - 1
	y, z := make([][]float64, k), make([][]float64, k)
	for i := range k {
		y[i], z[i] = slices.Clone(r[i+1][1:]), make([]float64, k)
		z[i][i] = 1
	}
	for range 60 {
		yi, zi := inverse(y), inverse(z)
		for i := range k {
			for j := range k {
				y[i][j], z[i][j] = (y[i][j]+zi[i][j])/2, (z[i][j]+yi[i][j])/2
			}
		}
	}
	shares := make([]float64, k)
	for a := range k {
		b := 0.0
		for i := range k {
			b += z[a][i] * r[i+1][0]
		}
		for j := range k {
			shares[j] += y[j][a] * y[j][a] * b * b
		}
	}
	return shares
}

// inverse is that of a positive definite matrix.
func inverse(m [][]float64) [][]float64 {
	k := len(m)
	a := make([][]float64, k)
	for i := range k {
		a[i] = append(slices.Clone(m[i]), make([]float64, k)...)
		a[i][k+i] = 1
	}
	for c := range k {
		pivot := a[c][c]
		for b := range a[c] {
			a[c][b] /= pivot
		}
		for i := range k {
			factor := a[i][c]
			for b := range a[i] {
				if i != c {
					a[i][b] -= factor * a[c][b]
				}
			}
		}
	}
	for i := range k {
		a[i] = a[i][k:]
	}
	return a
}

func TestShares_properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawMatrix(7).Draw(t, "r")
		k, p := len(r)-1, problem(t, r)
		lmg := values(t, p, driver.MethodLMG)
		for _, m := range []driver.Method{driver.MethodLMG, driver.MethodJohnson, driver.MethodPratt} {
			assert.InDelta(t, p.R2(), sum(values(t, p, m)), 1e-12, "%v sums to R²", m)
		}
		assert.InDeltaSlice(t, slowGenizi(r), values(t, p, driver.MethodJohnson), 1e-9)
		gains, err := p.Conditional()
		require.NoError(t, err)
		first, last := values(t, p, driver.MethodFirst), values(t, p, driver.MethodLast)
		for i := range k {
			assert.GreaterOrEqual(t, lmg[i], 0.0)
			assert.InDelta(t, lmg[i], sum(gains[i])/float64(k), 1e-14)
			assert.InDelta(t, first[i], gains[i][0], 1e-13)
			assert.InDelta(t, last[i], gains[i][k-1], 1e-12)
		}
		order := rapid.Permutation(slices.Collect(func(yield func(int) bool) {
			for i := 0; i < k && yield(i); i++ {
			}
		})).Draw(t, "order")
		turned := [][]float64{{1}}
		for _, i := range order {
			turned[0] = append(turned[0], r[0][i+1])
			row := []float64{r[i+1][0]}
			for _, j := range order {
				row = append(row, r[i+1][j+1])
			}
			turned = append(turned, row)
		}
		for _, m := range methods {
			before, after := values(t, p, m), values(t, problem(t, turned), m)
			for at, i := range order {
				assert.InDelta(t, before[i], after[at], 1e-12, "%v in another order", m)
			}
		}
		if k == 2 {
			assert.InDeltaSlice(t, lmg, values(t, p, driver.MethodJohnson), 1e-13, "the same for two drivers")
		}
	})
}

// TestShares_uncorrelated: then all methods agree.
func TestShares_uncorrelated(t *testing.T) {
	r := [][]float64{{1, 0.5, -0.4, 0.3}, {0.5, 1, 0, 0}, {-0.4, 0, 1, 0}, {0.3, 0, 0, 1}}
	for _, m := range methods {
		assert.InDeltaSlice(t, []float64{0.25, 0.16, 0.09}, values(t, problem(t, r), m), 1e-15, "%v", m)
	}
}

// TestShares_twenty: with the most drivers, all alike, each has the same share.
func TestShares_twenty(t *testing.T) {
	r := alike(20)
	p := problem(t, r)
	lmg := values(t, p, driver.MethodLMG)
	for _, v := range lmg {
		assert.InEpsilon(t, p.R2()/20, v, 1e-12)
	}
	assert.InDelta(t, p.R2(), sum(lmg), 1e-12)

	wide := problem(t, alike(21))
	_, err := wide.Shares(driver.MethodLMG)
	require.ErrorIs(t, err, driver.ErrLimit)
	_, err = wide.Conditional()
	require.ErrorIs(t, err, driver.ErrLimit)
	assert.InDelta(t, wide.R2(), sum(values(t, wide, driver.MethodJohnson)), 1e-12)
	assert.InDelta(t, 1, sum(values(t, problem(t, alike(100)), driver.MethodJohnson))/problem(t, alike(100)).R2(), 1e-12)
}

// alike returns k drivers that all correlate by a half, and by 0.4 with the response.
func alike(k int) [][]float64 {
	r := make([][]float64, k+1)
	for i := range r {
		r[i] = make([]float64, k+1)
		for j := range r[i] {
			switch {
			case i == j:
				r[i][j] = 1
			case i == 0 || j == 0:
				r[i][j] = 0.4
			default:
				r[i][j] = 0.5
			}
		}
	}
	return r
}

func TestShares_errors(t *testing.T) {
	for _, m := range methods {
		_, err := driver.Problem{}.Shares(m)
		require.ErrorIs(t, err, driver.ErrInvalid, "%v", m)
	}
	_, err := driver.Problem{}.Conditional()
	require.ErrorIs(t, err, driver.ErrInvalid)
	_, err = problem(t, two()).Shares(6)
	require.ErrorIs(t, err, driver.ErrRange)
	assert.Zero(t, driver.Problem{}.R2())
	assert.Nil(t, driver.Problem{}.Betas())
	assert.Nil(t, driver.Problem{}.VIF())
}

// TestShares_keeps: results are the caller's own.
func TestShares_keeps(t *testing.T) {
	p := problem(t, two())
	p.Betas()[0], p.VIF()[0] = 99, 99
	gains, err := p.Conditional()
	require.NoError(t, err)
	gains[0][0] = 99
	assert.Less(t, p.Betas()[0]+p.VIF()[0]+math.Abs(values(t, p, driver.MethodLMG)[0]), 3.0)
}
