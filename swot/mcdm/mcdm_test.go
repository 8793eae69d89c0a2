package mcdm_test

import (
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/swot/mcdm"
)

// Zhao, Peng, Li (2013), Procedia Computer Science 17, PROMETHEE II with the usual criterion.
func TestPROMETHEE_published(t *testing.T) {
	r, err := mcdm.PROMETHEE(mcdm.Problem{
		Values: [][]float64{{4, 3, 2}, {3, 2, 4}, {5, 1, 3}}, Weights: []float64{0.5, 0.3, 0.2},
	}, nil)
	require.NoError(t, err)
	for i, want := range []float64{0.1, -0.3, 0.2} {
		assert.InDelta(t, want, r.Scores[i], 1e-15)
	}
	assert.Equal(t, []int{2, 3, 1}, r.Ranks)
}

// Barron, Barrett (1996): the centroid of three ranks.
func TestROC_published(t *testing.T) {
	w, err := mcdm.ROC(3)
	require.NoError(t, err)
	for i, want := range []float64{11.0 / 18, 5.0 / 18, 2.0 / 18} {
		assert.InDelta(t, want, w[i], 1e-15)
	}
}

// drawProblem draws a problem of small whole values, so that ties happen.
func drawProblem(t *rapid.T) mcdm.Problem {
	m, n := rapid.IntRange(1, 8).Draw(t, "m"), rapid.IntRange(1, 4).Draw(t, "n")
	p := mcdm.Problem{Weights: make([]float64, n), Cost: make([]bool, n)}
	for range m {
		row := make([]float64, n)
		for j := range row {
			row[j] = float64(rapid.IntRange(0, 6).Draw(t, "x"))
		}
		p.Values = append(p.Values, row)
	}
	for j := range n {
		p.Weights[j] = float64(rapid.IntRange(0, 5).Draw(t, "w"))
		p.Cost[j] = rapid.Bool().Draw(t, "cost")
	}
	w, err := mcdm.Normalize(p.Weights)
	require.NoError(t, err)
	p.Weights = w
	return p
}

// drawPreference draws a preference of any shape.
func drawPreference(t *rapid.T) mcdm.Preference {
	q := float64(rapid.IntRange(0, 3).Draw(t, "q"))
	return mcdm.Preference{
		Shape: mcdm.Shape(rapid.IntRange(0, 5).Draw(t, "shape")), Q: q, P: q + float64(rapid.IntRange(1, 3).Draw(t, "p")), S: 1.5,
	}
}

// slowPreference is the definition of each shape.
func slowPreference(f mcdm.Preference, d float64) float64 {
	switch {
	case d <= 0:
		return 0
	case f.Shape == mcdm.Usual, f.Shape == mcdm.UShape && d > f.Q:
		return 1
	case f.Shape == mcdm.VShape:
		return min(1, d/f.P)
	case f.Shape == mcdm.Gaussian:
		return 1 - math.Exp(-d*d/(2*f.S*f.S))
	case f.Shape == mcdm.UShape || d <= f.Q:
		return 0
	case d > f.P:
		return 1
	case f.Shape == mcdm.Level:
		return 0.5
	default:
		return (d - f.Q) / (f.P - f.Q)
	}
}

func TestPROMETHEE_isDoubleLoop(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawProblem(t)
		preferences := make([]mcdm.Preference, len(p.Weights))
		for j := range preferences {
			preferences[j] = drawPreference(t)
		}
		r, err := mcdm.PROMETHEE(p, preferences)
		require.NoError(t, err)
		m := len(p.Values)
		var all float64
		for a := range m {
			var plus, minus float64
			for b := range m {
				for j, f := range preferences {
					d := p.Values[a][j] - p.Values[b][j]
					if p.Cost[j] {
						d = -d
					}
					plus += p.Weights[j] * slowPreference(f, d) / float64(max(1, m-1))
					minus += p.Weights[j] * slowPreference(f, -d) / float64(max(1, m-1))
				}
			}
			assert.InDelta(t, plus, r.Plus[a], 1e-12)
			assert.InDelta(t, minus, r.Minus[a], 1e-12)
			assert.InDelta(t, plus-minus, r.Scores[a], 1e-12)
			all += r.Scores[a]
		}
		assert.InDelta(t, 0, all, 1e-12)
	})
}

func TestTOPSIS_isDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawProblem(t)
		norm := mcdm.Norm(rapid.IntRange(0, 1).Draw(t, "norm"))
		r, err := mcdm.TOPSIS(p, mcdm.TOPSISOptions{Norm: norm})
		require.NoError(t, err)
		n := len(p.Weights)
		v := make([][]float64, len(p.Values))
		for i := range v {
			v[i] = make([]float64, n)
		}
		best, worst := make([]float64, n), make([]float64, n)
		for j := range n {
			var column []float64
			var squares float64
			for _, row := range p.Values {
				column = append(column, row[j])
				squares += row[j] * row[j]
			}
			low, high := slices.Min(column), slices.Max(column)
			for i, x := range column {
				switch {
				case norm == mcdm.Vector && squares > 0:
					v[i][j] = p.Weights[j] * x / math.Sqrt(squares)
				case norm == mcdm.MinMax && high > low:
					v[i][j] = p.Weights[j] * (x - low) / (high - low)
				}
				if i == 0 || v[i][j] > best[j] {
					best[j] = v[i][j]
				}
				if i == 0 || v[i][j] < worst[j] {
					worst[j] = v[i][j]
				}
			}
			if p.Cost[j] {
				best[j], worst[j] = worst[j], best[j]
			}
		}
		for i := range v {
			var plus, minus float64
			for j := range n {
				plus += (v[i][j] - best[j]) * (v[i][j] - best[j])
				minus += (v[i][j] - worst[j]) * (v[i][j] - worst[j])
			}
			plus, minus = math.Sqrt(plus), math.Sqrt(minus)
			want := 0.5
			if plus+minus > 0 {
				want = minus / (plus + minus)
			}
			assert.InDelta(t, want, r.Scores[i], 1e-9) // √ of a rounding error where a distance is 0
		}
	})
}

// With fixed points an alternative that comes or goes moves no score of another.
func TestTOPSIS_fixedPoints(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawProblem(t)
		opt := mcdm.TOPSISOptions{}
		for j := range p.Weights {
			best, worst := 6.0, 0.0
			if p.Cost[j] {
				best, worst = worst, best
			}
			opt.Ideal, opt.AntiIdeal = append(opt.Ideal, best), append(opt.AntiIdeal, worst)
		}
		whole, err := mcdm.TOPSIS(p, opt)
		require.NoError(t, err)
		for i, row := range p.Values {
			alone := p
			alone.Values = [][]float64{row}
			r, err := mcdm.TOPSIS(alone, opt)
			require.NoError(t, err)
			assert.Equal(t, r.Scores[0], whole.Scores[i])
		}
	})
}

// An alternative that is at least as good on everything never ranks below.
func TestMethods_dominance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawProblem(t)
		better := slices.Clone(p.Values[0])
		for j := range better {
			step := float64(rapid.IntRange(0, 2).Draw(t, "step"))
			if p.Cost[j] {
				step = -step
			}
			better[j] += step
		}
		p.Values = append(p.Values, better)
		last := len(p.Values) - 1
		for norm := mcdm.Vector; norm <= mcdm.MinMax; norm++ {
			r, err := mcdm.TOPSIS(p, mcdm.TOPSISOptions{Norm: norm})
			require.NoError(t, err)
			assert.GreaterOrEqual(t, r.Scores[last], r.Scores[0]-1e-9)
		}
		r, err := mcdm.PROMETHEE(p, nil)
		require.NoError(t, err)
		assert.GreaterOrEqual(t, r.Scores[last], r.Scores[0]-1e-12)
	})
}

func TestWeights_sumToOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 60).Draw(t, "n")
		steps := rapid.SliceOfN(rapid.Float64Range(0, 3), n, n).Draw(t, "steps")
		roc, err := mcdm.ROC(n)
		require.NoError(t, err)
		ranked, err := mcdm.RankSum(n)
		require.NoError(t, err)
		swara, err := mcdm.SWARA(steps)
		require.NoError(t, err)
		for _, w := range [][]float64{roc, ranked, swara} {
			var sum float64
			for i, v := range w {
				sum += v
				assert.True(t, i == 0 || v <= w[i-1])
			}
			assert.InDelta(t, 1, sum, 1e-12)
		}
		for j := 1; j < n; j++ {
			assert.InEpsilon(t, 1+steps[j], swara[j-1]/swara[j], 1e-12)
		}
	})
}

// drawInfluences draws the direct influences of n elements, 0 to 4.
func drawInfluences(t *rapid.T, n int) [][]float64 {
	z := make([][]float64, n)
	for i := range z {
		z[i] = make([]float64, n)
		for j := range z[i] {
			if i != j {
				z[i][j] = float64(rapid.IntRange(0, 4).Draw(t, "z"))
			}
		}
	}
	return z
}

// N + N² + ... by powers.
func TestDEMATEL_isSeries(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 5).Draw(t, "n")
		z := drawInfluences(t, n)
		z[0][1]++ // some influence; and an element without any, so that the series ends soon
		clear(z[n-1])
		for rule := mcdm.RowColumn; rule <= mcdm.Row; rule++ {
			f, err := mcdm.DEMATEL(z, rule)
			if err != nil {
				require.ErrorIs(t, err, mcdm.ErrSingular)
				continue
			}
			power := make([][]float64, n)
			total := make([][]float64, n)
			for i := range z {
				power[i], total[i] = make([]float64, n), make([]float64, n)
				for j := range z {
					power[i][j] = z[i][j] / f.K
				}
			}
			direct := power
			for range 4000 {
				next := make([][]float64, n)
				for i := range next {
					next[i] = make([]float64, n)
					for j := range n {
						total[i][j] += power[i][j]
						for k := range n {
							next[i][j] += power[i][k] * direct[k][j]
						}
					}
				}
				power = next
			}
			var given, received float64
			for i := range n {
				for j := range n {
					assert.InDelta(t, total[i][j], f.Total[i][j], 1e-6*(1+total[i][j]))
				}
				given += f.Prominence[i]
				received += f.Relation[i]
			}
			assert.InDelta(t, 0, received, 1e-9*(1+given))
		}
	})
	nothing, err := mcdm.DEMATEL([][]float64{{0, 0}, {0, 0}}, mcdm.Row)
	require.NoError(t, err)
	assert.Equal(t, []float64{0, 0}, nothing.Prominence)
	_, err = mcdm.DEMATEL([][]float64{{0, 2, 2}, {2, 0, 2}, {2, 2, 0}}, mcdm.RowColumn)
	require.ErrorIs(t, err, mcdm.ErrSingular)
}

// By counting: three judges of four things; Kendall's W by its definition.
func TestKendallW_byHand(t *testing.T) {
	// rank sums 3, 7, 8, 12 about 7.5: S = 20.25 + 0.25 + 0.25 + 20.25 = 41; W = 12·41/(9·60)
	a, ok, err := mcdm.KendallW([][]float64{{1, 2, 3, 4}, {1, 3, 2, 4}, {1, 2, 3, 4}})
	require.NoError(t, err)
	assert.True(t, ok)
	assert.InDelta(t, 12*41.0/540, a.W, 1e-15)
	assert.InDelta(t, 3*3*a.W, a.ChiSquare, 1e-15)
	assert.InDelta(t, math.Erfc(math.Sqrt(a.ChiSquare/2))+math.Sqrt(2*a.ChiSquare/math.Pi)*math.Exp(-a.ChiSquare/2), a.P, 1e-12) // 3 degrees
	perfect, ok, err := mcdm.KendallW([][]float64{{5, 5, 1}, {9, 9, 0}})
	require.NoError(t, err)
	assert.True(t, ok)
	assert.InDelta(t, 1, perfect.W, 1e-15, "ties corrected")
	_, ok, err = mcdm.KendallW([][]float64{{1, 1}, {2, 2}})
	require.NoError(t, err)
	assert.False(t, ok)
}

func TestCorrelations_properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 12).Draw(t, "n")
		draw := func(what string) []float64 {
			return rapid.SliceOfN(rapid.Map(rapid.IntRange(0, 5), func(k int) float64 { return float64(k) }), n, n).Draw(t, what)
		}
		x, y := draw("x"), draw("y")
		rho, ok, err := mcdm.Spearman(x, y)
		require.NoError(t, err)
		tau, same, err := mcdm.TauB(x, y)
		require.NoError(t, err)
		assert.Equal(t, ok, same)
		assert.True(t, rho >= -1 && rho <= 1 && tau >= -1-1e-12 && tau <= 1+1e-12)
		reversed := make([]float64, n)
		for i := range y {
			reversed[i] = -3 * y[i]
		}
		back, _, err := mcdm.Spearman(x, reversed)
		require.NoError(t, err)
		assert.InDelta(t, -rho, back, 1e-12)
		back, _, err = mcdm.TauB(x, reversed)
		require.NoError(t, err)
		assert.InDelta(t, -tau, back, 1e-12)
		if own, ok, _ := mcdm.Spearman(x, x); ok {
			assert.InDelta(t, 1, own, 1e-12)
		}
		turned, _, err := mcdm.Spearman(y, x)
		require.NoError(t, err)
		assert.InDelta(t, rho, turned, 1e-15, "symmetric")
		turned, _, err = mcdm.TauB(y, x)
		require.NoError(t, err)
		assert.InDelta(t, tau, turned, 1e-15, "symmetric")
		if a, ok, _ := mcdm.KendallW([][]float64{x, x, x}); ok {
			assert.InDelta(t, 1, a.W, 1e-12, "equal orders")
		}
	})
	// Without ties rho = 1 - 6Σd²/(n³-n): ranks 1 2 3 4 against 2 1 4 3, Σd² = 4; two of six pairs are discordant.
	rho, _, err := mcdm.Spearman([]float64{1, 2, 3, 4}, []float64{20, 10, 40, 30})
	require.NoError(t, err)
	assert.InDelta(t, 1-6*4.0/60, rho, 1e-15)
	tau, _, err := mcdm.TauB([]float64{1, 2, 3, 4}, []float64{20, 10, 40, 30})
	require.NoError(t, err)
	assert.InDelta(t, 2.0/6, tau, 1e-15)
}
