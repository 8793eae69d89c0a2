package lifetime_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/mat"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
)

// curves asserts that the covariance is the inverse of minus the Hessian, here by second differences of the
// log-likelihood itself, summed by the caller from the public method; so it holds the gradient too.
func curves[M any](t *testing.T, fit lifetime.Fit[M], theta []float64, total func(theta []float64) float64) {
	t.Helper()
	const h = 2e-3
	moved := func(i, j int, a, b float64) float64 {
		next := slices.Clone(theta)
		next[i] *= 1 + a*h
		next[j] *= 1 + b*h
		return total(next)
	}
	k := len(theta)
	cov, err := fit.Covariance()
	require.NoError(t, err)
	ln, err := fit.LogCovariance()
	require.NoError(t, err)
	product := mat.NewDense(k, k, nil)
	information := mat.NewDense(k, k, nil)
	flat := mat.NewDense(k, k, nil)
	for i := range k {
		for j := range k {
			scale := h * h * theta[i] * theta[j]
			second := moved(i, j, 1, 1) - moved(i, j, 1, -1) - moved(i, j, -1, 1) + moved(i, j, -1, -1)
			second /= 4 * scale
			if i == j {
				second = (moved(i, i, 1, 0) - 2*total(theta) + moved(i, i, -1, 0)) / scale
			}
			information.Set(i, j, -second)
			flat.Set(i, j, cov[i][j])
			assert.Equal(t, cov[i][j], cov[j][i], "symmetric")
			assert.InEpsilon(t, cov[i][j], ln[i][j]*theta[i]*theta[j], 1e-12)
		}
	}
	product.Mul(information, flat)
	for i := range k {
		for j := range k {
			want := 0.0
			if i == j {
				want = 1
			}
			// row i of the information has the scale 1/theta[i], column j of the covariance that of theta[j]
			assert.InDelta(t, want, product.At(i, j)*theta[i]/theta[j], 0.01, "%T %d %d", fit.Model, i, j)
		}
	}
	var chol mat.Cholesky
	sym := mat.NewSymDense(k, nil)
	for i := range k {
		for j := range i + 1 {
			sym.SetSym(i, j, cov[i][j])
		}
	}
	assert.True(t, chol.Factorize(sym), "positive definite")
}

// summed returns the log-likelihood of g under m.
func summed(t *testing.T, g *lifetime.Histogram, m lifetime.Model) float64 {
	t.Helper()
	var sum float64
	for h, n := range g.Rows() {
		ln, err := m.LogLikelihood(h)
		require.NoError(t, err)
		sum += ln * float64(n)
	}
	return sum
}

func TestFit_Covariance_isHessian(t *testing.T) {
	g := passengers()
	week := lifetime.Week
	nbd, err := lifetime.FitNBD(g, lifetime.FitOptions{})
	require.NoError(t, err)
	curves(t, nbd, []float64{nbd.Model.R, nbd.Model.Alpha}, func(p []float64) float64 {
		return summed(t, g, lifetime.NBD{week, p[0], p[1]})
	})
	bg, err := lifetime.FitBGNBD(g, lifetime.FitOptions{})
	require.NoError(t, err)
	curves(t, bg, []float64{bg.Model.R, bg.Model.Alpha, bg.Model.A, bg.Model.B}, func(p []float64) float64 {
		return summed(t, g, lifetime.BGNBD{week, p[0], p[1], p[2], p[3]})
	})
	mbg, err := lifetime.FitMBGNBD(g, lifetime.FitOptions{})
	require.NoError(t, err)
	curves(t, mbg, []float64{mbg.Model.R, mbg.Model.Alpha, mbg.Model.A, mbg.Model.B}, func(p []float64) float64 {
		return summed(t, g, lifetime.MBGNBD{week, p[0], p[1], p[2], p[3]})
	})
	pareto, err := lifetime.FitParetoNBD(g, lifetime.FitOptions{})
	require.NoError(t, err)
	m := pareto.Model
	curves(t, pareto, []float64{m.R, m.Alpha, m.S, m.Beta}, func(p []float64) float64 {
		return summed(t, g, lifetime.ParetoNBD{week, p[0], p[1], p[2], p[3]})
	})
	yearly := donors(t, 20_000)
	bb, err := lifetime.FitBGBB(yearly, lifetime.FitOptions{Unit: lifetime.Year})
	require.NoError(t, err)
	curves(t, bb, []float64{bb.Model.Alpha, bb.Model.Beta, bb.Model.Gamma, bb.Model.Delta}, func(p []float64) float64 {
		return summed(t, yearly, lifetime.BGBB{lifetime.Year, p[0], p[1], p[2], p[3]})
	})
	rows := spends(cohort(cdnow, 20_000, 4), 4)
	spend, err := lifetime.FitGammaGamma(slices.Values(rows), lifetime.FitOptions{})
	require.NoError(t, err)
	curves(t, spend, []float64{spend.Model.P, spend.Model.Q, spend.Model.Gamma}, func(p []float64) float64 {
		var sum float64
		for _, s := range rows {
			ln, err := lifetime.GammaGamma{p[0], p[1], p[2]}.LogLikelihood(s)
			require.NoError(t, err)
			sum += ln
		}
		return sum
	})
}

// Over 200 small samples the 95 % intervals of every parameter hold the truth in 90 to 99 %.
func TestFit_coverage(t *testing.T) {
	var held [4]int
	for seed := range uint64(200) {
		fit, err := lifetime.FitBGNBD(grouped(cohortOf(t, cdnow, 1200, seed)), lifetime.FitOptions{})
		require.NoError(t, err)
		estimates, err := fit.Parameters(0)
		require.NoError(t, err)
		for i, truth := range [4]float64{cdnow.R, cdnow.Alpha, cdnow.A, cdnow.B} {
			if estimates[i].Low <= truth && truth <= estimates[i].High {
				held[i]++
			}
		}
	}
	for i, n := range held {
		assert.True(t, n >= 180 && n <= 198, "parameter %d: %d of 200", i, n)
	}
}
