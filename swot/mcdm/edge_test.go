package mcdm_test

import (
	"encoding/json"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/swot/mcdm"
)

func TestProblem_refused(t *testing.T) {
	good := [][]float64{{1, 2}, {3, 4}}
	nan, huge := math.NaN(), math.Inf(1)
	for _, bad := range []struct {
		p   mcdm.Problem
		err error
	}{
		{mcdm.Problem{}, mcdm.ErrShape},
		{mcdm.Problem{Values: [][]float64{{}}}, mcdm.ErrShape},
		{mcdm.Problem{Values: [][]float64{{1, 2}, {3}}}, mcdm.ErrShape},
		{mcdm.Problem{Values: [][]float64{{1, nan}}}, mcdm.ErrValue},
		{mcdm.Problem{Values: [][]float64{{1, huge}}}, mcdm.ErrValue},
		{mcdm.Problem{Values: [][]float64{{1, 1e-200}}}, mcdm.ErrValue},
		{mcdm.Problem{Values: [][]float64{make([]float64, 65)}}, mcdm.ErrLimit},
		{mcdm.Problem{Values: good, Weights: []float64{1}}, mcdm.ErrShape},
		{mcdm.Problem{Values: good, Weights: []float64{0.5, 0.49}}, mcdm.ErrWeights},
		{mcdm.Problem{Values: good, Weights: []float64{-1, 2}}, mcdm.ErrWeights},
		{mcdm.Problem{Values: good, Weights: []float64{nan, 1}}, mcdm.ErrWeights},
		{mcdm.Problem{Values: good, Cost: []bool{true}}, mcdm.ErrShape},
	} {
		_, err := mcdm.TOPSIS(bad.p, mcdm.TOPSISOptions{})
		require.ErrorIs(t, err, bad.err, "%+v", bad.p)
		_, err = mcdm.PROMETHEE(bad.p, nil)
		require.ErrorIs(t, err, bad.err, "%+v", bad.p)
	}
	p := mcdm.Problem{Values: good}
	for _, bad := range []struct {
		opt mcdm.TOPSISOptions
		err error
	}{
		{mcdm.TOPSISOptions{Norm: 7}, mcdm.ErrUnknown},
		{mcdm.TOPSISOptions{Ideal: []float64{9, 9}}, mcdm.ErrShape},
		{mcdm.TOPSISOptions{Ideal: []float64{9, 9}, AntiIdeal: []float64{0, 9}}, mcdm.ErrValue},
		{mcdm.TOPSISOptions{Ideal: []float64{9, nan}, AntiIdeal: []float64{0, 0}}, mcdm.ErrValue},
		{mcdm.TOPSISOptions{Ideal: []float64{2, 9}, AntiIdeal: []float64{0, 0}}, mcdm.ErrValue},
	} {
		_, err := mcdm.TOPSIS(p, bad.opt)
		require.ErrorIs(t, err, bad.err, "%+v", bad.opt)
	}
	for _, bad := range []mcdm.Preference{
		{Shape: mcdm.UShape, Q: -1},
		{Shape: mcdm.VShape},
		{Shape: mcdm.Level, Q: 2, P: 1},
		{Shape: mcdm.Linear, Q: 1, P: 1},
		{Shape: mcdm.Gaussian},
		{Shape: mcdm.VShape, P: nan},
		{Shape: mcdm.Gaussian, S: huge},
	} {
		_, err := mcdm.PROMETHEE(p, []mcdm.Preference{{}, bad})
		require.ErrorIs(t, err, mcdm.ErrThreshold, "%+v", bad)
	}
	_, err := mcdm.PROMETHEE(p, []mcdm.Preference{{}, {Shape: 9}})
	require.ErrorIs(t, err, mcdm.ErrUnknown)
	_, err = mcdm.PROMETHEE(p, []mcdm.Preference{{}})
	require.ErrorIs(t, err, mcdm.ErrShape)
	many := mcdm.Problem{Values: slices.Repeat([][]float64{{1}}, 10_001)}
	_, err = mcdm.PROMETHEE(many, []mcdm.Preference{{Shape: mcdm.Gaussian, S: 1}})
	require.ErrorIs(t, err, mcdm.ErrLimit)
}

func TestRest_refused(t *testing.T) {
	for _, n := range []int{0, -1, 10_001, math.MaxInt} {
		_, err := mcdm.ROC(n)
		require.ErrorIs(t, err, mcdm.ErrLimit)
		_, err = mcdm.RankSum(n)
		require.ErrorIs(t, err, mcdm.ErrLimit)
	}
	_, err := mcdm.SWARA(nil)
	require.ErrorIs(t, err, mcdm.ErrShape)
	_, err = mcdm.SWARA(make([]float64, 10_001))
	require.ErrorIs(t, err, mcdm.ErrLimit)
	_, err = mcdm.Normalize(nil)
	require.ErrorIs(t, err, mcdm.ErrShape)
	_, _, err = mcdm.KendallW([][]float64{{1, 2}})
	require.ErrorIs(t, err, mcdm.ErrShape)
	_, _, err = mcdm.KendallW([][]float64{{1, 2}, {1}})
	require.ErrorIs(t, err, mcdm.ErrShape)
	_, _, err = mcdm.KendallW([][]float64{make([]float64, 10_001), nil})
	require.ErrorIs(t, err, mcdm.ErrLimit)
	_, _, err = mcdm.Spearman([]float64{1}, []float64{1})
	require.ErrorIs(t, err, mcdm.ErrShape)
	_, _, err = mcdm.TauB(make([]float64, 10_001), make([]float64, 10_001))
	require.ErrorIs(t, err, mcdm.ErrLimit)
	for _, bad := range []float64{-1, math.NaN(), math.Inf(1)} {
		_, err = mcdm.SWARA([]float64{0, bad})
		require.ErrorIs(t, err, mcdm.ErrValue)
		_, err = mcdm.Normalize([]float64{1, bad})
		require.ErrorIs(t, err, mcdm.ErrWeights)
		_, err = mcdm.DEMATEL([][]float64{{0, bad}, {1, 0}}, mcdm.Row)
		require.ErrorIs(t, err, mcdm.ErrValue)
		if bad > 0 || bad != bad {
			_, _, err = mcdm.Spearman([]float64{1, bad}, []float64{1, 2})
			require.ErrorIs(t, err, mcdm.ErrValue)
			_, _, err = mcdm.TauB([]float64{1, 2}, []float64{1, bad})
			require.ErrorIs(t, err, mcdm.ErrValue)
			_, _, err = mcdm.KendallW([][]float64{{1, bad}, {1, 2}})
			require.ErrorIs(t, err, mcdm.ErrValue)
		}
	}
	_, err = mcdm.DEMATEL(nil, mcdm.Row)
	require.ErrorIs(t, err, mcdm.ErrShape)
	_, err = mcdm.DEMATEL([][]float64{{0, 1}}, mcdm.Row)
	require.ErrorIs(t, err, mcdm.ErrShape)
	_, err = mcdm.DEMATEL([][]float64{{1}}, mcdm.Row)
	require.ErrorIs(t, err, mcdm.ErrValue)
	_, err = mcdm.DEMATEL([][]float64{{0}}, 9)
	require.ErrorIs(t, err, mcdm.ErrUnknown)
	_, err = mcdm.DEMATEL(make([][]float64, 1001), mcdm.Row)
	require.ErrorIs(t, err, mcdm.ErrLimit)
	zeros, err := mcdm.Normalize([]float64{0, 0})
	require.NoError(t, err)
	assert.Equal(t, []float64{0.5, 0.5}, zeros)
}

func TestEnumerations_text(t *testing.T) {
	for s := mcdm.Usual; s <= mcdm.Gaussian; s++ {
		data, err := json.Marshal(mcdm.Preference{Shape: s, P: 0.5})
		require.NoError(t, err)
		var back mcdm.Preference
		require.NoError(t, json.Unmarshal(data, &back))
		assert.Equal(t, s, back.Shape)
	}
	for n := mcdm.Vector; n <= mcdm.MinMax; n++ {
		text, err := n.MarshalText()
		require.NoError(t, err)
		var back mcdm.Norm
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, n, back)
	}
	for r := mcdm.RowColumn; r <= mcdm.Row; r++ {
		text, err := r.MarshalText()
		require.NoError(t, err)
		var back mcdm.KRule
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, r, back)
	}
	_, err := mcdm.ParseShape("x")
	require.ErrorIs(t, err, mcdm.ErrUnknown)
	_, err = mcdm.ParseNorm("")
	require.ErrorIs(t, err, mcdm.ErrUnknown)
	_, err = mcdm.ParseKRule("x")
	require.ErrorIs(t, err, mcdm.ErrUnknown)
	assert.Equal(t, "??", mcdm.Norm(9).String()+mcdm.KRule(9).String())
}

// FuzzProblem: no input gives NaN, an infinity or a panic.
func FuzzProblem(f *testing.F) {
	f.Add(1.0, 2.0, 3.0, 4.0, 0.5, uint8(4), 1.0, 2.0)
	f.Add(1e150, -1e150, 0.0, 1e-150, 0.0, uint8(13), 0.0, 1e-300)
	f.Add(math.NaN(), math.Inf(1), 0.0, 0.0, -1.0, uint8(255), math.NaN(), -1.0)
	f.Fuzz(func(t *testing.T, a, b, c, d, w float64, pick uint8, q, s float64) {
		p := mcdm.Problem{Values: [][]float64{{a, b}, {c, d}, {b, a}}, Weights: []float64{w, 1 - w}, Cost: []bool{pick&1 > 0, false}}
		sound := func(r mcdm.Result, err error) {
			if err != nil {
				return
			}
			for _, v := range slices.Concat(r.Scores, r.Plus, r.Minus) {
				assert.False(t, math.IsNaN(v) || math.IsInf(v, 0), "%v", r)
			}
		}
		sound(mcdm.TOPSIS(p, mcdm.TOPSISOptions{Norm: mcdm.Norm(pick >> 1 & 1)}))
		sound(mcdm.TOPSIS(p, mcdm.TOPSISOptions{Ideal: []float64{q, s}, AntiIdeal: []float64{s, q}}))
		f := mcdm.Preference{Shape: mcdm.Shape(pick >> 2 % 7), Q: q, P: s, S: s}
		sound(mcdm.PROMETHEE(p, []mcdm.Preference{f, f}))
		if influence, err := mcdm.DEMATEL([][]float64{{0, a, b}, {c, 0, d}, {q, s, 0}}, mcdm.KRule(pick&1)); err == nil {
			for _, v := range slices.Concat(influence.Total[0], influence.Prominence, influence.Relation) {
				assert.False(t, math.IsNaN(v) || math.IsInf(v, 0), "%v", influence)
			}
		}
	})
}
