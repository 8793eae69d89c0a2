package reliability_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/survey/reliability"
)

// TestOmega_even: items that all correlate by r have the loading √r and omega kr/(1+(k-1)r), which is alpha.
func TestOmega_even(t *testing.T) {
	for _, r := range []float64{0.5, 0.99, 0.1, 0.01, 1e-6} {
		for _, k := range []int{3, 4, 10, 40} {
			o := omegaOf(t, matrix(t, even(k, r), 100))
			want := float64(k) * r / (1 + float64(k-1)*r)
			assert.InEpsilon(t, want, o.Standardised, 1e-8, "%d items of %g", k, r)
			assert.InEpsilon(t, want, o.Raw, 1e-8)
			assert.InEpsilon(t, want, o.RawObserved, 1e-8)
			assert.InEpsilon(t, math.Sqrt(r), o.Loadings[k-1], 1e-8)
			assert.InDelta(t, 1-r, o.Uniquenesses[0], 1e-9)
			assert.False(t, o.Heywood)
		}
	}
}

// TestOmega_nothing: items without correlation have no factor, exactly.
func TestOmega_nothing(t *testing.T) {
	o := omegaOf(t, matrix(t, even(5, 0), 100))
	assert.Equal(t, reliability.Omega{Loadings: make([]float64, 5), Uniquenesses: []float64{1, 1, 1, 1, 1}, Iterations: o.Iterations}, o)
}

// TestOmega_recovers: a matrix made by a factor gives it back, in any scale of the items, with the sum not below 0.
func TestOmega_recovers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.IntRange(3, 9).Draw(t, "k")
		sign := rapid.SampledFrom([]float64{1, -1}).Draw(t, "sign")
		loadings, sds := make([]float64, k), make([]float64, k)
		for i := range loadings {
			loadings[i] = sign * rapid.Float64Range(0.3, 0.95).Draw(t, "loading")
			sds[i] = rapid.Float64Range(0.01, 100).Draw(t, "sd")
		}
		s := make([][]float64, k)
		for i := range s {
			s[i] = make([]float64, k)
			for j := range s[i] {
				s[i][j] = loadings[i] * loadings[j] * sds[i] * sds[j]
			}
			s[i][i] = sds[i] * sds[i]
		}
		o := omegaOf(t, matrix(t, s, 50))
		common, unique, raw, rawUnique := 0.0, 0.0, 0.0, 0.0
		for i, l := range loadings {
			assert.InDelta(t, math.Abs(l), o.Loadings[i], 1e-6)
			common, unique = common+math.Abs(l), unique+1-l*l
			raw, rawUnique = raw+math.Abs(l)*sds[i], rawUnique+(1-l*l)*sds[i]*sds[i]
		}
		assert.InDelta(t, common*common/(common*common+unique), o.Standardised, 1e-6)
		assert.InDelta(t, raw*raw/(raw*raw+rawUnique), o.Raw, 1e-6)
		assert.InDelta(t, o.Raw, o.RawObserved, 1e-6, "the factor explains all")
	})
}

// discrepancy is ln|Σ| + tr RΣ⁻¹, which maximum likelihood makes least.
func discrepancy(r [][]float64, loadings, unique []float64) float64 {
	q, value, explained := 0.0, 0.0, 0.0
	for i, l := range loadings {
		q += l * l / unique[i]
		value += math.Log(unique[i]) + r[i][i]/unique[i]
		for j, m := range loadings {
			explained += l / unique[i] * r[i][j] * m / unique[j]
		}
	}
	return value + math.Log1p(q) - explained/(1+q)
}

// slowFactor is the EM algorithm of Rubin and Thayer (1982) from a random start.
func slowFactor(r [][]float64, rng *rand.Rand, steps int) (loadings, unique []float64) {
	k := len(r)
	loadings, unique = make([]float64, k), make([]float64, k)
	for i := range loadings {
		loadings[i], unique[i] = rng.Float64(), 0.5
	}
	for range steps {
		q := 0.0
		for i, l := range loadings {
			q += l * l / unique[i]
		}
		beta, with := make([]float64, k), make([]float64, k)
		second := 1 / (1 + q)
		for i, l := range loadings {
			beta[i] = l / unique[i] / (1 + q)
		}
		for i := range r {
			for j, b := range beta {
				with[i] += r[i][j] * b
			}
			second += beta[i] * with[i]
		}
		for i := range loadings {
			loadings[i] = with[i] / second
			unique[i] = max(0.005, r[i][i]-loadings[i]*with[i])
		}
	}
	return loadings, unique
}

// TestOmega_slow: on the correlations of random rows nothing that EM finds is more likely.
func TestOmega_slow(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 60 {
		k, n, common := 3+rng.IntN(6), 30+rng.IntN(200), 0.3+1.5*rng.Float64()
		rows := make([][]float64, n)
		for i := range rows {
			rows[i] = make([]float64, k)
			mood := common * rng.NormFloat64()
			for j := range rows[i] {
				rows[i][j] = mood + rng.NormFloat64()
			}
		}
		c, err := reliability.FromRows(names(k), rows)
		require.NoError(t, err)
		o := omegaOf(t, c)
		r := correlations(rows)
		loadings, unique := slowFactor(r, rng, 2000)
		assert.LessOrEqual(t, discrepancy(r, o.Loadings, o.Uniquenesses), discrepancy(r, loadings, unique)+1e-9)
	}
}

// TestOmega_peaks: where the likelihood has two peaks, the higher one; from the uniquenesses that the other items suggest
// the way leads to 3.7304, in a tiny sample without much of a factor.
func TestOmega_peaks(t *testing.T) {
	rng := rand.New(rand.NewPCG(97, 9))
	k, n := 4+rng.IntN(4), 12+rng.IntN(8)
	rows := make([][]float64, n)
	for i := range rows {
		rows[i] = make([]float64, k)
		mood := rng.NormFloat64()
		for j := range rows[i] {
			rows[i][j] = 0.4*mood + rng.NormFloat64()
		}
	}
	c, err := reliability.FromRows(names(k), rows)
	require.NoError(t, err)
	o := omegaOf(t, c)
	assert.InDelta(t, 3.69009, discrepancy(correlations(rows), o.Loadings, o.Uniquenesses), 1e-5)
}

// correlations returns those of rows.
func correlations(rows [][]float64) [][]float64 {
	k, n := len(rows[0]), float64(len(rows))
	means, s := make([]float64, k), even(k, 0)
	for _, row := range rows {
		for i, x := range row {
			means[i] += x / n
		}
	}
	for i := range k {
		for j := range k {
			s[i][j] = 0
			for _, row := range rows {
				s[i][j] += (row[i] - means[i]) * (row[j] - means[j])
			}
		}
	}
	r := even(k, 0)
	for i := range k {
		for j := range k {
			r[i][j] = s[i][j] / math.Sqrt(s[i][i]*s[j][j])
		}
	}
	return r
}

// TestOmega_heywood: an item that the factor explains beyond its bound stays at it.
func TestOmega_heywood(t *testing.T) {
	// A factor would need λ1² = 0.9·0.9/0.7 > 1.
	o := omegaOf(t, matrix(t, [][]float64{{1, 0.9, 0.9}, {0.9, 1, 0.7}, {0.9, 0.7, 1}}, 50))
	assert.True(t, o.Heywood)
	assert.InDelta(t, 0.005, o.Uniquenesses[0], 0)
	assert.Greater(t, o.Uniquenesses[1], 0.1)
	assert.Less(t, o.Standardised, 1.0)
}

// TestOmega_negative: an item that should have been reversed loads below 0; all reversed is as none.
func TestOmega_negative(t *testing.T) {
	s := even(4, 0.5)
	for i := range 3 {
		s[i][3], s[3][i] = -0.5, -0.5
	}
	o := omegaOf(t, matrix(t, s, 50))
	for i, want := range []float64{1, 1, 1, -1} {
		assert.InDelta(t, want*math.Sqrt(0.5), o.Loadings[i], 1e-8)
	}
	assert.InDelta(t, 2/(2+2.0), o.Standardised, 1e-8)
}

func TestOmega_errors(t *testing.T) {
	_, err := matrix(t, even(2, 0.5), 50).Omega(reliability.Options{})
	require.ErrorIs(t, err, reliability.ErrTooFew)
	_, err = matrix(t, [][]float64{{1, 0.5, 1}, {0.5, 1, 0.5}, {1, 0.5, 1}}, 50).Omega(reliability.Options{})
	require.ErrorIs(t, err, reliability.ErrSingular)
	require.EqualError(t, err, `reliability: omega: item "q3": not positive definite`)
	_, err = matrix(t, even(3, 1.5), 50).Omega(reliability.Options{})
	require.ErrorIs(t, err, reliability.ErrSingular)
	_, err = reliability.Covariance{}.Omega(reliability.Options{})
	require.ErrorIs(t, err, reliability.ErrInvalid)

	c := matrix(t, [][]float64{{1, 0.9, 0.2}, {0.9, 1, 0.5}, {0.2, 0.5, 1}}, 50)
	for _, tolerance := range []float64{-1, 1, math.NaN(), math.Inf(1)} {
		_, err = c.Omega(reliability.Options{Tolerance: tolerance})
		require.ErrorIs(t, err, reliability.ErrRange)
	}
	_, err = c.Omega(reliability.Options{MaxIterations: -1})
	require.ErrorIs(t, err, reliability.ErrRange)
	_, err = c.Omega(reliability.Options{MaxIterations: 1, Tolerance: 1e-12})
	require.ErrorIs(t, err, reliability.ErrNoConvergence)
	_, err = c.Omega(reliability.Options{Tolerance: 1e-300})
	require.ErrorIs(t, err, reliability.ErrNoConvergence, "a slope below what numbers tell")
}
