package swot_test

import (
	"math/big"
	"slices"
	"strconv"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/swot"
)

func dec(text string) decimal.Decimal { return decimal.RequireFromString(text) }

// decision draws a valid decision of some strategies on three criteria of different scales.
func decision(t *rapid.T) swot.Decision {
	d := swot.Decision{Criteria: []swot.Criterion{
		{Code: "a", Weight: dec("0.5"), Min: dec("1"), Max: dec("5")},
		{Code: "b", Weight: dec("0.3"), Min: dec("0"), Max: dec("10"), LowerIsBetter: true},
		{Code: "c", Weight: dec("0.2"), Min: dec("-1"), Max: dec("1")},
	}}
	for i := range rapid.IntRange(1, 8).Draw(t, "strategies") {
		d.Codes = append(d.Codes, "S"+strconv.Itoa(i))
		d.Scores = append(d.Scores, []decimal.Decimal{
			decimal.New(rapid.Int64Range(2, 10).Draw(t, "a"), 0).Mul(dec("0.5")),
			decimal.New(rapid.Int64Range(0, 10).Draw(t, "b"), 0),
			decimal.New(rapid.Int64Range(-4, 4).Draw(t, "c"), 0).Mul(dec("0.25")),
		})
	}
	return d
}

// slowScore is the weighted sum by its definition, in fractions.
func slowScore(d swot.Decision, i int) *big.Rat {
	sum := new(big.Rat)
	for k, c := range d.Criteria {
		worst, best := c.Min.Rat(), c.Max.Rat()
		if c.LowerIsBetter {
			worst, best = best, worst
		}
		u := new(big.Rat).Sub(d.Scores[i][k].Rat(), worst)
		u.Quo(u, new(big.Rat).Sub(best, worst))
		sum.Add(sum, u.Mul(u, c.Weight.Rat()))
	}
	return sum
}

func TestWeightedSum_oracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := decision(t)
		r, err := swot.WeightedSum(d)
		require.NoError(t, err)
		require.Len(t, r.Places, len(d.Codes))
		for _, place := range r.Places {
			i := slices.Index(d.Codes, place.Code)
			above, equal, better := 0, 0, map[string]bool{}
			for k := range d.Codes {
				switch slowScore(d, k).Cmp(slowScore(d, i)) {
				case 1:
					above++
					better[slowScore(d, k).String()] = true
				case 0:
					equal++
				}
			}
			assert.Equal(t, above+1, place.Rank)
			assert.Equal(t, len(better)+1, place.Dense)
			assert.Equal(t, equal > 1, place.Tied)
			assert.Equal(t, slowScore(d, i).FloatString(16), place.Score.StringFixed(16))
			assert.False(t, place.Points.Valid, "criteria of different scales")
		}
	})
}

// TestWeightedSum_neverDependsOnAThird: leaving a strategy out keeps the order of the others; permuting them only reorders
// what is tied.
func TestWeightedSum_neverDependsOnAThird(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := decision(t)
		all, err := swot.WeightedSum(d)
		require.NoError(t, err)
		out := rapid.IntRange(0, len(d.Codes)-1).Draw(t, "out")
		fewer := swot.Decision{Criteria: d.Criteria}
		for i := range d.Codes {
			if i != out {
				fewer.Codes, fewer.Scores = append(fewer.Codes, d.Codes[i]), append(fewer.Scores, d.Scores[i])
			}
		}
		rest, err := swot.WeightedSum(fewer)
		require.NoError(t, err)
		var want, got []string
		for _, place := range all.Places {
			if place.Code != d.Codes[out] {
				want = append(want, place.Code)
			}
		}
		for _, place := range rest.Places {
			got = append(got, place.Code)
		}
		assert.Equal(t, want, got)

		slices.Reverse(d.Codes)
		slices.Reverse(d.Scores)
		turned, err := swot.WeightedSum(d)
		require.NoError(t, err)
		ranks := map[string]int{}
		for _, place := range all.Places {
			ranks[place.Code] = place.Rank
		}
		for i, place := range turned.Places {
			assert.Equal(t, ranks[place.Code], place.Rank)
			assert.True(t, place.Score.Equal(all.Places[i].Score))
		}
	})
}

// TestWeightedSum_exactTie: in binary 0.1+0.2 is not 0.3.
func TestWeightedSum_exactTie(t *testing.T) {
	unit := func(code string) swot.Criterion { return swot.Criterion{Code: code, Weight: dec("0.5"), Max: dec("1")} }
	r, err := swot.WeightedSum(swot.Decision{
		Criteria: []swot.Criterion{unit("a"), unit("b")}, Codes: []string{"X", "Y"},
		Scores: [][]decimal.Decimal{{dec("0.1"), dec("0.2")}, {dec("0.3"), dec("0.0")}},
	})
	require.NoError(t, err)
	assert.True(t, r.Places[0].Tied && r.Places[1].Tied)
	assert.Equal(t, []int{1, 1}, []int{r.Places[0].Rank, r.Places[1].Rank})
	assert.True(t, r.Places[0].Points.Valid)
	assert.True(t, dec("0.15").Equal(r.Places[0].Points.Decimal))
}

func TestWeightedSum_floor(t *testing.T) {
	d := swot.Decision{
		Criteria: []swot.Criterion{{Code: "a", Min: dec("1"), Max: dec("5"), Floor: null("2")}, {Code: "b", Max: dec("10"), LowerIsBetter: true, Floor: null("8")}},
		Codes:    []string{"low a", "fine", "high b", "on the floor"},
		Scores:   [][]decimal.Decimal{{dec("1"), dec("0")}, {dec("3"), dec("5")}, {dec("5"), dec("9")}, {dec("2"), dec("8")}},
	}
	r, err := swot.WeightedSum(d)
	require.NoError(t, err)
	var got []string
	for _, place := range r.Places {
		got = append(got, place.Code)
	}
	assert.Equal(t, []string{"fine", "on the floor", "high b", "low a"}, got, "vetoed ones come last, by score")
	assert.Equal(t, []string{"a"}, r.Places[3].Vetoed)
	assert.Equal(t, []string{"b"}, r.Places[2].Vetoed)
	assert.Equal(t, []string{"fine"}, r.Close(dec("0.1")))
	assert.Equal(t, []string{"fine", "on the floor"}, r.Close(dec("1")), "no vetoed one is close")
	classed, err := r.ByScore(dec("0"), dec("0"))
	require.NoError(t, err)
	assert.Equal(t, swot.Low, classed.Places[3].Class)
	assert.Zero(t, r.Places[3].Class, "the ranking itself is unchanged")
	assert.Contains(t, r.Markdown(), "below the floor of a")
}

func TestRanking_ByCount(t *testing.T) {
	classed, err := ranked().ByCount(1, 1) // the two places after the first are tied and share the better class
	require.NoError(t, err)
	assert.Equal(t, []swot.Priority{swot.High, swot.Medium, swot.Medium}, []swot.Priority{classed.Places[0].Class, classed.Places[1].Class, classed.Places[2].Class})
	none, err := ranked().ByCount(0, 0)
	require.NoError(t, err)
	assert.Equal(t, swot.Low, none.Places[0].Class)
	_, err = ranked().ByCount(-1, 0)
	assert.ErrorIs(t, err, swot.ErrRange)
	_, err = ranked().ByScore(dec("0.5"), dec("0.6"))
	assert.ErrorIs(t, err, swot.ErrRange)
	assert.Contains(t, classed.Markdown(), "| 2 (tied) | WO1 | 0.75 | 4 | impact 0.25, viability 0.1667, need 0.3333 | medium |")
}

func TestDecision_Validate(t *testing.T) {
	base := func() swot.Decision {
		d, err := operator().Decision(swot.DefaultCriteria())
		require.NoError(t, err)
		return d
	}
	for _, c := range []struct {
		name   string
		change func(d *swot.Decision)
		want   []string
	}{
		{"weights of .99", func(d *swot.Decision) {
			d.Criteria[0].Weight, d.Criteria[1].Weight, d.Criteria[2].Weight = dec("0.33"), dec("0.33"), dec("0.33")
		}, []string{"Decision.criteria dsum1"}},
		{"negative", func(d *swot.Decision) { d.Criteria[0].Weight, d.Criteria[1].Weight = dec("-1"), dec("2") }, []string{"Decision.criteria[0].weight weight_negative"}},
		{"scale", func(d *swot.Decision) { d.Criteria[0].Max = dec("1"); d.Codes, d.Scores = nil, nil }, []string{"Decision.criteria[0].max scale"}},
		{"floor", func(d *swot.Decision) { d.Criteria[0].Floor = null("6") }, []string{"Decision.criteria[0].floor floor_range"}},
		{"codes", func(d *swot.Decision) { d.Codes[1] = "ST1"; d.Criteria[1].Code = "impact" }, []string{"Decision.codes[1] code_dup", "Decision.criteria[1].code code_dup"}},
		{"off the scale", func(d *swot.Decision) { d.Scores[0][1] = dec("5.01"); d.Scores[1][0] = dec("0.99") }, []string{
			"Decision.scores[0][1] score_range", "Decision.scores[1][0] score_range",
		}},
		{"short and long rows", func(d *swot.Decision) { d.Scores[0] = d.Scores[0][:2]; d.Scores[1] = append(d.Scores[1], dec("1")) }, []string{
			"Decision.scores[0][2] score_missing", "Decision.scores[1][3] code_unknown",
		}},
		{"no row", func(d *swot.Decision) { d.Scores = d.Scores[:2] }, []string{"Decision.scores score_missing"}},
		{"no criterion", func(d *swot.Decision) { *d = swot.Decision{} }, []string{"Decision.criteria min"}},
	} {
		d := base()
		c.change(&d)
		assert.Equal(t, c.want, faults(t, d.Validate()), c.name)
		_, err := swot.WeightedSum(d)
		assert.ErrorIs(t, err, swot.ErrInvalid, c.name)
	}
	m := operator()
	delete(m.Strategies[1].Scores, "viability")
	_, err := m.Decision(swot.DefaultCriteria())
	assert.Equal(t, []string{"Decision.scores[1][1] score_missing", "Decision.scores[1][2] score_missing"}, faults(t, err))
	none, err := swot.WeightedSum(swot.Decision{Criteria: swot.DefaultCriteria()})
	require.NoError(t, err)
	assert.Empty(t, none.Places)
}

func TestNormalizeWeights(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var points []decimal.Decimal
		sum := decimal.Decimal{}
		for _, p := range rapid.SliceOfN(rapid.Int64Range(0, 1000), 1, 12).Draw(t, "points") {
			points = append(points, decimal.New(p, -1))
			sum = sum.Add(decimal.New(p, -1))
		}
		places := rapid.Int32Range(1, 18).Draw(t, "places")
		weights, err := swot.NormalizeWeights(points, places)
		if sum.Sign() == 0 {
			assert.ErrorIs(t, err, swot.ErrRange)
			return
		}
		require.NoError(t, err)
		total := decimal.Decimal{}
		for i, weight := range weights {
			total = total.Add(weight)
			off := new(big.Rat).Sub(weight.Rat(), new(big.Rat).Quo(points[i].Rat(), sum.Rat()))
			assert.Negative(t, off.Abs(off).Cmp(decimal.New(1, -places).Rat()), "within one last place")
		}
		assert.True(t, total.Equal(decimal.New(1, 0)), "%s", total)
	})
	for _, places := range []int32{0, 19} {
		_, err := swot.NormalizeWeights([]decimal.Decimal{dec("1")}, places)
		assert.ErrorIs(t, err, swot.ErrRange)
	}
	_, err := swot.NormalizeWeights([]decimal.Decimal{dec("1"), dec("-1")}, 2)
	assert.ErrorIs(t, err, swot.ErrRange)
	_, err = swot.NormalizeWeights(nil, 2)
	assert.ErrorIs(t, err, swot.ErrRange)
}

func TestObjective_Reached(t *testing.T) {
	for _, c := range []struct {
		value string
		lower bool
		want  bool
	}{{"30", false, true}, {"29.99", false, false}, {"31", false, true}, {"30", true, true}, {"30.01", true, false}} {
		got, err := swot.Objective{Target: dec("30"), LowerIsBetter: c.lower}.Reached(dec(c.value))
		require.NoError(t, err)
		assert.Equal(t, c.want, got, c.value)
	}
}
