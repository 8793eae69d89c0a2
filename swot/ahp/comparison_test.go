package ahp_test

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/swot/ahp"
)

func TestNew_faults(t *testing.T) {
	ab := []string{"a", "b"}
	for name, c := range map[string]struct {
		elements   []string
		judgements []ahp.Judgement
		want       error
		text       string
	}{
		"nothing":         {nil, nil, ahp.ErrElements, "no elements"},
		"no name":         {[]string{"a", ""}, nil, ahp.ErrElements, "element 1"},
		"unclean":         {[]string{"a\x00"}, nil, ahp.ErrElements, "element 0"},
		"long":            {[]string{strings.Repeat("a", 10_001)}, nil, ahp.ErrElements, "element 0"},
		"twice":           {[]string{"a", "b", "a"}, nil, ahp.ErrElements, "twice"},
		"unknown":         {ab, []ahp.Judgement{{"a", "c", 1}}, ahp.ErrElements, `"c"`},
		"itself":          {ab, []ahp.Judgement{{"a", "a", 1}}, ahp.ErrJudgement, `"a"`},
		"zero":            {ab, []ahp.Judgement{{"a", "b", 0}}, ahp.ErrJudgement, `"a" and "b" is 0`},
		"negative":        {ab, []ahp.Judgement{{"a", "b", -3}}, ahp.ErrJudgement, "-3"},
		"NaN":             {ab, []ahp.Judgement{{"a", "b", math.NaN()}}, ahp.ErrJudgement, "NaN"},
		"infinite":        {ab, []ahp.Judgement{{"a", "b", math.Inf(1)}}, ahp.ErrJudgement, "+Inf"},
		"too much":        {ab, []ahp.Judgement{{"a", "b", 1.0001e6}}, ahp.ErrJudgement, "judgement 0"},
		"too little":      {ab, []ahp.Judgement{{"a", "b", 0.9999e-6}}, ahp.ErrJudgement, "judgement 0"},
		"contradiction":   {ab, []ahp.Judgement{{"a", "b", 3}, {"a", "b", 3.0001}}, ahp.ErrContradiction, "judgement 1"},
		"both the better": {ab, []ahp.Judgement{{"a", "b", 3}, {"b", "a", 3}}, ahp.ErrContradiction, "judgement 1"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ahp.New(c.elements, c.judgements)
			assert.ErrorIs(t, err, c.want)
			assert.ErrorContains(t, err, c.text)
		})
	}
	_, err := ahp.New(ab, []ahp.Judgement{{"a", "b", 3}, {"b", "a", 1.0 / 3}, {"a", "b", 1e6}})
	assert.ErrorIs(t, err, ahp.ErrContradiction, "the second says the same as the first, the third does not")
	_, err = ahp.New(ab, []ahp.Judgement{{"a", "b", 1e6}, {"b", "a", 1e-6}})
	assert.NoError(t, err)
}

func TestFromMatrix_faults(t *testing.T) {
	ab := []string{"a", "b"}
	for name, c := range map[string]struct {
		a    [][]float64
		want error
	}{
		"rows":           {[][]float64{{1, 2}}, ahp.ErrElements},
		"ragged":         {[][]float64{{1, 2}, {0.5}}, ahp.ErrElements},
		"diagonal":       {[][]float64{{1, 2}, {0.5, 2}}, ahp.ErrJudgement},
		"not reciprocal": {[][]float64{{1, 2}, {0.53, 1}}, ahp.ErrContradiction},
		"negative both":  {[][]float64{{1, -2}, {-0.5, 1}}, ahp.ErrJudgement},
		"negative":       {[][]float64{{1, -2}, {0, 1}}, ahp.ErrJudgement},
		"negative below": {[][]float64{{1, 0}, {-2, 1}}, ahp.ErrJudgement},
		"NaN":            {[][]float64{{1, math.NaN()}, {1, 1}}, ahp.ErrJudgement},
		"NaN alone":      {[][]float64{{1, 0}, {math.NaN(), 1}}, ahp.ErrJudgement},
		"infinite":       {[][]float64{{1, math.Inf(1)}, {0, 1}}, ahp.ErrJudgement},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ahp.FromMatrix(ab, c.a)
			assert.ErrorIs(t, err, c.want)
		})
	}
	_, err := ahp.FromMatrix(nil, nil)
	assert.ErrorIs(t, err, ahp.ErrElements)
	for name, a := range map[string][][]float64{ // 5 % each way, one side alone, and a zero diagonal
		"above": {{1, 2}, {0.525, 1}}, "below": {{1, 2}, {0.475, 1}}, "upper": {{0, 2}, {0, 0}},
	} {
		c, err := ahp.FromMatrix(ab, a)
		require.NoError(t, err, name)
		assert.Equal(t, []ahp.Judgement{{"a", "b", 2}}, slices.Collect(c.Judgements()), name)
	}
	c, err := ahp.FromMatrix(ab, [][]float64{{1, 0}, {3, 1}})
	require.NoError(t, err)
	assert.Equal(t, []ahp.Judgement{{"b", "a", 3}}, slices.Collect(c.Judgements()), "lower")
}

func TestComparison_iterators(t *testing.T) {
	c, err := ahp.New([]string{"a", "b", "c", "d"}, []ahp.Judgement{{"d", "c", 4}, {"b", "a", 0.5}})
	require.NoError(t, err)
	assert.Equal(t, []ahp.Judgement{{"a", "b", 2}, {"d", "c", 4}}, slices.Collect(c.Judgements()))
	for range c.Judgements() {
		break // a caller may stop
	}
	missing := 0
	for range c.Missing() {
		if missing++; missing == 3 {
			break
		}
	}
	assert.Equal(t, 3, missing)
	c.Elements()[0] = "x"
	assert.Equal(t, "a", c.Elements()[0], "what is handed out is a copy")
}

func TestComparison_JSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, err := ahp.New(names(5), connectedJudgements(t, 5, 2.2))
		require.NoError(t, err)
		first, err := json.Marshal(c)
		require.NoError(t, err)
		var back ahp.Comparison
		require.NoError(t, json.Unmarshal(first, &back))
		again, err := json.Marshal(back)
		require.NoError(t, err)
		assert.Equal(t, string(first), string(again))
		r, err := c.Priorities(ahp.Options{})
		require.NoError(t, err)
		same, err := back.Priorities(ahp.Options{})
		require.NoError(t, err)
		assert.InDeltaSlice(t, r.Weights, same.Weights, 1e-12)
	})
	empty := criteria()
	require.NoError(t, json.Unmarshal([]byte(`{}`), &empty))
	assert.Equal(t, ahp.Comparison{}, empty)
	for text, want := range map[string]error{
		`[]`: ahp.ErrDecode, `{"elements":3}`: ahp.ErrDecode, `{"elements":["a"],"judgements":[{"a":"a","b":"b","value":2}]}`: ahp.ErrElements,
		`{"judgements":[{"a":"a","b":"b","value":2}]}`: ahp.ErrElements,
	} {
		c := criteria()
		assert.ErrorIs(t, json.Unmarshal([]byte(text), &c), want, text)
		assert.Len(t, c.Elements(), 3, "left alone")
	}
}

func TestRepairs(t *testing.T) {
	c, err := ahp.New([]string{"a", "b", "c", "d"}, []ahp.Judgement{
		{"a", "b", 2}, {"a", "c", 4}, {"a", "d", 8}, {"b", "c", 2}, {"b", "d", 4}, {"c", "d", 0.2},
	})
	require.NoError(t, err)
	r, err := c.Priorities(ahp.Options{})
	require.NoError(t, err)
	repairs, err := c.Repairs(100, ahp.Options{})
	require.NoError(t, err)
	require.Len(t, repairs, 6)
	for i, repair := range repairs {
		a, b := slices.Index(r.Elements, repair.Judgement.A), slices.Index(r.Elements, repair.Judgement.B)
		assert.InEpsilon(t, r.Weights[a]/r.Weights[b], repair.Implied, 1e-12)
		assert.InDelta(t, math.Abs(math.Log(repair.Judgement.Value*r.Weights[b]/r.Weights[a])), repair.LogError, 1e-12)
		assert.True(t, i == 0 || repair.LogError <= repairs[i-1].LogError)
	}
	assert.InDelta(t, 0.07961811468, *repairs[0].CRAfter, 1e-10) // plain power iteration of the changed matrix, by .8816
	none, err := c.Repairs(0, ahp.Options{})
	require.NoError(t, err)
	assert.Empty(t, none)
	for _, k := range []int{-1, 1001} {
		_, err := c.Repairs(k, ahp.Options{})
		assert.ErrorIs(t, err, ahp.ErrLimit)
	}
}

// TestTriads: against all triads, sorted.
func TestTriads(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 8).Draw(t, "n")
		judgements := connectedJudgements(t, n, 2.2)
		c, err := ahp.New(names(n), judgements)
		require.NoError(t, err)
		value := func(a, b string) float64 {
			for _, j := range judgements {
				switch {
				case j.A == a && j.B == b:
					return j.Value
				case j.A == b && j.B == a:
					return 1 / j.Value
				}
			}
			return 0
		}
		var all []ahp.Triad
		for i, a := range names(n) {
			for j, b := range names(n)[i+1:] {
				for _, d := range names(n)[i+j+2:] {
					ab, bd, ad := value(a, b), value(b, d), value(a, d)
					if ab*bd*ad != 0 {
						all = append(all, ahp.Triad{a, b, d, min(math.Abs(1-ab*bd/ad), math.Abs(1-ad/(ab*bd)))})
					}
				}
			}
		}
		slices.SortStableFunc(all, func(x, y ahp.Triad) int { return int(math.Copysign(1, y.Inconsistency-x.Inconsistency)) })
		k := rapid.IntRange(0, 60).Draw(t, "k")
		got := c.Triads(k)
		require.Len(t, got, min(k, len(all)))
		for i, triad := range got {
			assert.InDelta(t, all[i].Inconsistency, triad.Inconsistency, 1e-12)
		}
	})
	assert.Empty(t, criteria().Triads(-1))
}

func TestEnumerations(t *testing.T) {
	for _, m := range []ahp.Method{ahp.Eigenvector, ahp.GeometricMean} {
		back, err := ahp.ParseMethod(m.String())
		require.NoError(t, err)
		assert.Equal(t, m, back)
		text, err := m.MarshalText()
		require.NoError(t, err)
		require.NoError(t, back.UnmarshalText(text))
	}
	for _, r := range []ahp.RandomIndex{ahp.AlonsoLamata2006, ahp.Saaty1980, ahp.Saaty2005, ahp.DoneganDodd1991, ahp.TummalaLing1998} {
		back, err := ahp.ParseRandomIndex(r.String())
		require.NoError(t, err)
		assert.Equal(t, r, back)
		require.NoError(t, back.UnmarshalText([]byte(r.String())))
	}
	for _, m := range []ahp.Mean{ahp.Geometric, ahp.Arithmetic} {
		back, err := ahp.ParseMean(m.String())
		require.NoError(t, err)
		assert.Equal(t, m, back)
		text, err := m.MarshalText()
		require.NoError(t, err)
		require.NoError(t, back.UnmarshalText(text))
	}
	_, err := ahp.ParseMethod("")
	assert.ErrorIs(t, err, ahp.ErrUnknown)
	_, err = ahp.ParseRandomIndex("saaty")
	assert.ErrorIs(t, err, ahp.ErrUnknown)
	_, err = ahp.ParseMean("harmonic")
	assert.ErrorIs(t, err, ahp.ErrUnknown)
}

func FuzzComparisonJSON(f *testing.F) {
	f.Add([]byte(`{"elements":["a","b","c"],"judgements":[{"a":"a","b":"b","value":3},{"a":"b","b":"c","value":0.5}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var c ahp.Comparison
		if json.Unmarshal(data, &c) != nil || len(c.Elements()) > 20 {
			return
		}
		first, err := json.Marshal(c)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(first, &c))
		again, err := json.Marshal(c)
		require.NoError(t, err)
		assert.Equal(t, string(first), string(again))
	})
}

func FuzzPriorities(f *testing.F) {
	f.Add(2.0, 3.0, 4.0, 0.5, 1e6, 1e-6, true)
	f.Fuzz(func(t *testing.T, ab, ac, ad, bc, bd, cd float64, geometric bool) {
		c, err := ahp.FromMatrix([]string{"a", "b", "c", "d"}, [][]float64{{1, ab, ac, ad}, {0, 1, bc, bd}, {0, 0, 1, cd}, {0, 0, 0, 1}})
		if err != nil {
			return
		}
		opt := ahp.Options{}
		if geometric {
			opt.Method = ahp.GeometricMean
		}
		r, err := c.Priorities(opt)
		if err != nil {
			assert.ErrorIs(t, err, ahp.ErrDisconnected)
			return
		}
		sum := 0.0
		for _, w := range r.Weights {
			assert.Greater(t, w, 0.0)
			sum += w
		}
		assert.InDelta(t, 1, sum, 1e-12)
		assert.False(t, math.IsNaN(r.LambdaMax+r.CI+r.GCI+*r.CR) || math.IsInf(r.LambdaMax+r.GCI, 0), "%+v", r)
	})
}
