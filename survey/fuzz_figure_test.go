package survey_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/survey"
)

func FuzzCompareShares(f *testing.F) {
	f.Add(int64(48), int64(80), int64(56), int64(70), 0.95, true)
	f.Add(int64(0), int64(math.MaxInt64), int64(1), int64(1), 1-1e-16, false)
	f.Fuzz(func(t *testing.T, x1, n1, x2, n2 int64, level float64, exact bool) {
		o := survey.Options{Level: level, Exact: exact && n1 < 1e6 && n2 < 1e6}
		if got, err := survey.CompareShares(survey.Count{X: x1, N: n1}, survey.Count{X: x2, N: n2}, o); err == nil {
			sound(t, got)
		}
	})
}

func FuzzCompare(f *testing.F) {
	f.Add(uint32(6), uint32(2), uint32(2), uint32(16), uint32(3), uint32(1), uint8(10), 0.95)
	f.Add(uint32(1), uint32(0), uint32(1), uint32(0), uint32(2), uint32(0), uint8(0), 5e-324)
	f.Fuzz(func(t *testing.T, p1, q1, d1, p2, q2, d2 uint32, shift uint8, level float64) {
		shift %= 28
		before := split(t, int64(p1)<<shift, int64(q1)<<shift, int64(d1)<<shift)
		after := split(t, int64(p2), int64(q2), int64(d2))
		for _, m := range []survey.Method{0, survey.MethodWald, survey.MethodTrinomialT} {
			for _, compare := range []comparison{survey.CompareNPS, survey.CompareMeans, survey.CompareRanks} {
				if got, err := compare(before, after, survey.Options{Level: level, Method: m}); err == nil {
					sound(t, got)
				}
			}
		}
	})
}

func FuzzAdjustP(f *testing.F) {
	f.Add(0.04, 0.01, 0.03, uint8(0))
	f.Add(1.0, 5e-324, 0.0, uint8(1))
	f.Fuzz(func(t *testing.T, a, b, c float64, correction uint8) {
		p := []float64{a, b, c}
		adjusted, err := survey.AdjustP(p, survey.Correction(correction))
		if err != nil {
			require.ErrorIs(t, err, survey.ErrRange)
			return
		}
		for i, value := range adjusted {
			assert.True(t, p[i] <= value && value <= 1, "%v of %v", adjusted, p)
			for j, other := range adjusted {
				assert.True(t, p[i] > p[j] || value <= other, "%v of %v: the order turns", adjusted, p)
			}
		}
	})
}

func FuzzTable(f *testing.F) {
	f.Add(int64(20), int64(5), int64(10), int64(15))
	f.Add(int64(math.MaxInt64), int64(0), int64(0), int64(0))
	f.Fuzz(func(t *testing.T, a, b, c, d int64) {
		table := [][]int64{{a, b}, {c, d}}
		if got, err := survey.TestIndependence(table); err == nil {
			assert.True(t, got.ChiSquare >= 0 && got.P >= 0 && got.P <= 1 && got.CramersV >= 0 && got.CramersV <= 1, "%+v", got)
			assert.False(t, math.IsInf(got.ChiSquare, 0))
		}
		if got, err := survey.Kappa(table, survey.Options{}); err == nil {
			finite(t, got)
			assert.True(t, -1-1e-12 <= got.Value && got.Value <= 1, "%+v", got)
		}
	})
}

func FuzzSampleSize(f *testing.F) {
	f.Add(0.5, 0.05, 0.95, int64(1000), 0.8)
	f.Add(5e-324, 1e-300, 1e-300, int64(math.MaxInt64), 1e-17)
	f.Fuzz(func(t *testing.T, share, margin, level float64, population int64, power float64) {
		o := survey.SampleOptions{Level: level, Population: population}
		for _, size := range []func() (int64, error){
			func() (int64, error) { return survey.SampleSize(share, margin, o) },
			func() (int64, error) { return survey.SampleSizeNPS(share, 1-share, 100*margin, o) },
		} {
			if n, err := size(); err == nil {
				assert.True(t, 1 <= n && n <= 1<<53 && (population == 0 || n <= population), "%d of %d", n, population)
			}
		}
		if n, err := survey.SampleSizeTwoWaves(share, margin, level, power); err == nil {
			assert.True(t, 0 <= n && n <= 1<<53, "%v", n)
		}
		if e, err := survey.MarginOfError(share, population/2+1, o); err == nil {
			assert.True(t, 0 <= e && e < 5, "%v", e)
		}
	})
}
