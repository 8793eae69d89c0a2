package contractual_test

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
	"github.com/seed-4ccf82d5/servicequality/lifetime/contractual"
)

// regular are the survivors of 1000 customers after each of seven yearly renewals: Fader, Hardie (2007), How to Project
// Customer Retention, table 1, the column "Regular".
var regular = []int64{1000, 631, 468, 382, 326, 289, 262, 241}

// tenPercent is the discount of the tests.
var tenPercent = lifetime.Annual(decimal.New(1, -1))

// yearly returns the sBG model of Fader, Hardie (2007) for that cohort.
func yearly() contractual.SBG {
	return contractual.SBG{Period: lifetime.Year, Alpha: 0.704, Beta: 1.182}
}

// slowAnnuity sums term by term, from the retention rates of the sBG model, weighted by how many of them a term holds.
func slowAnnuity(m contractual.SBG, d float64, paid, terms int) (sum, weighted float64) {
	s, discount := 1.0, 1.0
	from := max(1, paid)
	if paid == 0 {
		sum = 1
		discount = 1 / (1 + d)
	}
	for t := from; t < terms; t++ {
		s *= (m.Beta + float64(t) - 1) / (m.Alpha + m.Beta + float64(t) - 1)
		sum += s * discount
		weighted += s * discount * float64(t-from+1)
		if discount /= 1 + d; s*discount*float64(t-from+1) < 1e-18*min(sum, weighted) {
			break
		}
	}
	return sum, weighted
}

func TestSBG_annuity(t *testing.T) {
	for _, m := range []contractual.SBG{
		yearly(),
		{lifetime.Year, 0.05, 0.02},
		{lifetime.Year, 30, 900},
		{lifetime.Year, 1e-6, 4},
		{lifetime.Year, 5, 1e-6},
		{lifetime.Year, 1e9, 3e10},
	} {
		for _, rate := range []string{"2", "0.1", "0.004", "0.0001"} {
			d := lifetime.Annual(decimal.RequireFromString(rate))
			for _, paid := range []int{0, 1, 2, 7, 300} {
				want, weighted := slowAnnuity(m, d.Effective.InexactFloat64(), paid, 1_000_000)
				got, err := m.DEL(d)
				if paid > 0 {
					got, err = m.DERL(d, paid)
				}
				require.NoError(t, err)
				assert.InEpsilon(t, want, got, 1e-10, "%+v at %s paid %d", m, rate, paid)
				got, err = m.Elasticity(d, paid)
				require.NoError(t, err)
				assert.InEpsilon(t, weighted/want, got, 1e-10, "%+v elasticity at %s paid %d", m, rate, paid)
			}
		}
	}
}

// Without discounting the lifetime is E[1/θ] = (α+β-1)/(α-1), and E[1/θ²] gives the weighted sum.
func TestSBG_endless(t *testing.T) {
	for _, a := range []float64{1.01, 1.5, 2.5, 20, 300} {
		m := contractual.SBG{Period: lifetime.Year, Alpha: a, Beta: 7}
		got, err := m.DEL(lifetime.Rate{})
		require.NoError(t, err)
		assert.InEpsilon(t, (a+7-1)/(a-1), got, 1e-10, "alpha %v", a)
		if a > 2 {
			got, err = m.Elasticity(lifetime.Rate{}, 0)
			require.NoError(t, err)
			mean := (a + 6) / (a - 1)
			square := mean * (a + 5) / (a - 2)
			assert.InEpsilon(t, (square-mean)/mean, got, 1e-9, "alpha %v", a) // Σ t(1-θ)^t = (1-θ)/θ²
		}
	}
	for _, a := range []float64{0.5, 1} {
		_, err := contractual.SBG{Period: lifetime.Year, Alpha: a, Beta: 7}.DEL(lifetime.Rate{})
		require.ErrorIs(t, err, lifetime.ErrDivergent)
	}
	_, err := contractual.SBG{Period: lifetime.Year, Alpha: 2, Beta: 7}.Elasticity(lifetime.Rate{}, 0)
	require.ErrorIs(t, err, lifetime.ErrDivergent)
}

// slowBdW sums term by term with the gamma function of the standard library.
func slowBdW(m contractual.BdW, d float64, paid, terms int) float64 {
	ln := func(t int) float64 {
		v := m.Beta + math.Pow(float64(t), m.C)
		top, _ := math.Lgamma(v)
		bottom, _ := math.Lgamma(m.Alpha + v)
		return top - bottom
	}
	base := ln(max(0, paid-1))
	var sum float64
	for t := paid; t < terms; t++ {
		sum += math.Exp(ln(t)-base) * math.Pow(1+d, float64(paid-t))
	}
	return sum
}

func TestBdW_annuity(t *testing.T) {
	for _, m := range []contractual.BdW{
		{lifetime.Year, 0.259, 1.722, 1.584}, // leaves the more readily with time
		{lifetime.Year, 2, 9, 0.6},           // the less
		{lifetime.Year, 3, 1e4, 3},           // all at once, late
	} {
		for _, d := range []int64{1, 10, 50} {
			rate := lifetime.Annual(decimal.New(d, -2))
			for _, paid := range []int{0, 1, 5} {
				got, err := m.DEL(rate)
				if paid > 0 {
					got, err = m.DERL(rate, paid)
				}
				require.NoError(t, err)
				assert.InEpsilon(t, slowBdW(m, float64(d)/100, paid, 6000), got, 1e-9, "%+v at %d %% paid %d", m, d, paid)
			}
		}
	}
}

func TestBdW_isSBG(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSBG(t)
		b := contractual.BdW{Period: s.Period, Alpha: s.Alpha, Beta: s.Beta, C: 1}
		n := rapid.IntRange(1, 50).Draw(t, "n")
		want, err := s.DERL(tenPercent, n)
		require.NoError(t, err)
		got, err := b.DERL(tenPercent, n)
		require.NoError(t, err)
		assert.Equal(t, want, got)
		want, err = s.Retention(n)
		require.NoError(t, err)
		assert.InEpsilon(t, (s.Beta+float64(n)-1)/(s.Alpha+s.Beta+float64(n)-1), want, 1e-10)
	})
}

// drawSBG draws a model.
func drawSBG(t *rapid.T) contractual.SBG {
	return contractual.SBG{
		Period: lifetime.Year,
		Alpha:  math.Exp(rapid.Float64Range(-5, 5).Draw(t, "ln alpha")),
		Beta:   math.Exp(rapid.Float64Range(-5, 5).Draw(t, "ln beta")),
	}
}

// A survivor of n-1 renewals is a new customer of Beta(alpha, beta+n-1), who has just paid: DERL is his DEL less that
// payment, a period nearer.
func TestSBG_posterior(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawSBG(t)
		n := rapid.IntRange(1, 200).Draw(t, "paid")
		got, err := m.DERL(tenPercent, n)
		require.NoError(t, err)
		m.Beta += float64(n - 1)
		whole, err := m.DEL(tenPercent)
		require.NoError(t, err)
		assert.InEpsilon(t, (whole-1)*1.1, got, 1e-8)
	})
}

func TestSBG_shares(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawSBG(t)
		left, kept := 0.0, 1.0
		for k := 1; k <= 20; k++ {
			churn, err := m.Churn(k)
			require.NoError(t, err)
			left += churn
			retained, err := m.Retention(k)
			require.NoError(t, err)
			kept *= retained
			survival, err := m.Survival(k)
			require.NoError(t, err)
			assert.InDelta(t, kept, survival, 1e-12)
			assert.InDelta(t, 1-left, survival, 1e-12)
		}
	})
}

func TestSBG_Erosion_rises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawSBG(t)
		n := rapid.IntRange(0, 9).Draw(t, "paid")
		before, same, err := m.Erosion(tenPercent, n, 0)
		require.NoError(t, err)
		assert.Equal(t, before, same)
		_, after, err := m.Erosion(tenPercent, n, rapid.Float64Range(0.01, 5).Draw(t, "worse"))
		require.NoError(t, err)
		assert.Less(t, after, before)
	})
}

// The chances to leave and to stay, computed with 90 digits from ln Γ by Python's mpmath 1.3; the first is that of a
// difference of survivals which a float64 cannot hold.
func TestChurn_precise(t *testing.T) {
	for _, c := range []struct {
		m           contractual.BdW
		t           int
		churn, kept float64
	}{
		{contractual.BdW{1, 0.704, 1.182, 1}, 1_000_000, 4.35746115036577187e-11, 0.999999296000623743},
		{contractual.BdW{1, 1e-9, 3, 1}, 5, 1.42857142701020408e-10, 0.999999999857142857},
		{contractual.BdW{1, 0.5, 2, 0.7}, 1_000_000_000, 3.29384890216088638e-13, 0.999999999650000307},
		{contractual.BdW{1, 2, 0.01, 6}, 12, 2.08538757959946411e-15, 0.351995710440036197},
		{contractual.BdW{1, 8.875, 0.0237, 6.083}, 2, 0.00266331037115126367, 9.96835485434391483e-12},
		{contractual.BdW{1, 1e-6, 40, 1.5}, 7, 6.81659926934445285e-8, 0.999999931833985745},
	} {
		got, err := c.m.Churn(c.t)
		require.NoError(t, err)
		assert.InEpsilon(t, c.churn, got, 1e-11, "%+v", c.m)
		got, err = c.m.Retention(c.t)
		require.NoError(t, err)
		assert.InEpsilon(t, c.kept, got, 1e-12, "%+v", c.m)
	}
}

func TestModels_json(t *testing.T) {
	b := contractual.BdW{Period: lifetime.Month, Alpha: 0.1, Beta: 2, C: 1.5}
	data, err := json.Marshal(b)
	require.NoError(t, err)
	assert.JSONEq(t, `{"period":30.4375,"alpha":0.1,"beta":2,"c":1.5}`, string(data))
	var back contractual.BdW
	require.NoError(t, json.Unmarshal(data, &back))
	assert.Equal(t, b, back)
}
