package swot_test

import (
	"math"
	"math/big"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/swot"
)

// textbook is the example of Triantaphyllou (2000), Multi-Criteria Decision Making Methods, as Wikipedia prints it
// under "Weighted sum model" and "Weighted product model": sums 21.50, 22.00 and 22.00, product ratios 1.007, 1.067
// and 1.059. A declared scale of 0 to 100 shifts nothing.
func textbook() swot.Decision {
	var d swot.Decision
	for k, w := range []string{"0.20", "0.15", "0.40", "0.25"} {
		d.Criteria = append(d.Criteria, swot.Criterion{Code: []string{"C1", "C2", "C3", "C4"}[k], Weight: num(w), Max: num("100")})
	}
	d.Codes = []string{"A1", "A2", "A3"}
	for _, row := range [][]int64{{25, 20, 15, 30}, {10, 30, 20, 30}, {30, 10, 30, 10}} {
		var scores []decimal.Decimal
		for _, x := range row {
			scores = append(scores, decimal.New(x, 0))
		}
		d.Scores = append(d.Scores, scores)
	}
	return d
}

func TestWeightedSum_published(t *testing.T) {
	r, err := swot.WeightedSum(textbook())
	require.NoError(t, err)
	assert.Equal(t, []ranked{
		{"A2", 1, 1, true, "0.2200000000000000"}, {"A3", 1, 1, true, "0.2200000000000000"}, {"A1", 3, 2, false, "0.2150000000000000"},
	}, rankedOf(r))
	assert.True(t, num("21.5").Equal(r.Places[2].Points.Decimal))
}

func TestWeightedProduct_published(t *testing.T) {
	r, err := swot.WeightedProduct(textbook())
	require.NoError(t, err)
	assert.Equal(t, "weighted product, exact ties", r.Method)
	score := make(map[string]float64)
	var order []string
	for _, p := range r.Places {
		score[p.Code] = p.Score.InexactFloat64()
		order = append(order, p.Code)
	}
	assert.Equal(t, []string{"A1", "A2", "A3"}, order)
	assert.InDelta(t, 1.007, score["A1"]/score["A2"], 5e-4)
	assert.InDelta(t, 1.067, score["A1"]/score["A3"], 5e-4)
	assert.InDelta(t, 1.059, score["A2"]/score["A3"], 5e-4)
}

func TestWeightedProduct(t *testing.T) {
	scaleOf8 := func(weights []string, rows ...[]string) swot.Decision {
		d := decide(rows...)
		for k := range d.Criteria {
			d.Criteria[k].Max = num("8")
		}
		if weights != nil {
			weigh(&d, weights...)
		}
		return d
	}
	floored := scaleOf8(nil, []string{"8", "2"}, []string{"4", "4"}, []string{"1", "8"})
	floored.Criteria[1].Floor = maybe("3")
	lower := scaleOf8(nil, []string{"1"}, []string{"2"})
	lower.Criteria[0].LowerIsBetter = true
	for _, c := range []struct {
		name, method string
		d            swot.Decision
		want         []ranked
	}{ // by hand, the digits by Python's decimal to 40 places
		{"2·8 is 4·4", "weighted product, exact ties", scaleOf8(nil, []string{"2", "8"}, []string{"4", "4"}, []string{"1", "8"}), []ranked{
			{"A", 1, 1, true, "0.5000000000000000"}, {"B", 1, 1, true, "0.5000000000000000"}, {"C", 3, 2, false, "0.3535533905932738"},
		}},
		{"8²·2³ is 1²·8³", "weighted product, exact ties", scaleOf8([]string{"0.4", "0.6"}, []string{"8", "2"}, []string{"1", "8"}), []ranked{
			{"A", 1, 1, true, "0.4352752816480621"}, {"B", 1, 1, true, "0.4352752816480621"}, // 4^-0.6 = 0.43527528164806206...
		}},
		{"to 30 digits", "weighted product, ties to 30 digits", scaleOf8([]string{"0.3333", "0.3333", "0.3334"}, []string{"2", "8", "7"}, []string{"4", "4", "7"}, []string{"8", "2", "6.9"}), []ranked{
			{"A", 1, 1, true, "0.6025580456908405"}, {"B", 1, 1, true, "0.6025580456908405"}, {"C", 3, 2, false, "0.5996743734948111"},
		}},
		{"nothing makes up for 0", "weighted product, exact ties", scaleOf8(nil, []string{"0", "8"}, []string{"0.001", "0.001"}, []string{"8", "0"}), []ranked{
			{"B", 1, 1, false, "0.0001250000000000"}, {"A", 2, 2, true, "0.0000000000000000"}, {"C", 2, 2, true, "0.0000000000000000"},
		}},
		{"0⁰ is 1", "weighted product, exact ties", scaleOf8([]string{"0", "1"}, []string{"0", "6"}, []string{"8", "4"}), []ranked{
			{"A", 1, 1, false, "0.7500000000000000"}, {"B", 2, 2, false, "0.5000000000000000"},
		}},
		{"floors", "weighted product, exact ties", floored, []ranked{
			{"B", 1, 1, false, "0.5000000000000000"}, {"C", 2, 2, false, "0.3535533905932738"}, {"A", 3, 3, false, "0.5000000000000000"},
		}},
		{"lower is better", "weighted product, exact ties", lower, []ranked{
			{"A", 1, 1, false, "0.8750000000000000"}, {"B", 2, 2, false, "0.7500000000000000"},
		}},
		{"apart by 1e-17", "weighted product, exact ties", scaleOf8(nil, []string{"4", "4"}, []string{"4.00000000000000001", "4"}), []ranked{
			{"B", 1, 1, false, "0.5000000000000000"}, {"A", 2, 2, false, "0.5000000000000000"},
		}},
		{"none", "weighted product, exact ties", swot.Decision{Criteria: swot.DefaultCriteria()}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := swot.WeightedProduct(c.d)
			require.NoError(t, err)
			assert.Equal(t, c.method, r.Method)
			assert.Equal(t, c.want, rankedOf(r))
		})
	}
	d := scaleOf8(nil, []string{"1"})
	d.Criteria[0].Min = num("-0.1")
	_, err := swot.WeightedProduct(d)
	assert.ErrorIs(t, err, swot.ErrScale)
	_, err = swot.WeightedProduct(swot.Decision{})
	assert.ErrorIs(t, err, swot.ErrInvalid)
}

// Weights that are whole numbers of a thousandth are exact, those of a finer one are not.
func TestWeightedProduct_method(t *testing.T) {
	for weight, want := range map[string]string{"0.001": "weighted product, exact ties", "0.0011": "weighted product, ties to 30 digits"} {
		d := decide([]string{"1", "1"})
		weigh(&d, weight, num("1").Sub(num(weight)).String())
		r, err := swot.WeightedProduct(d)
		require.NoError(t, err)
		assert.Equal(t, want, r.Method)
	}
}

// drawProduct draws a decision on scales that begin at 0 or above.
func drawProduct(t *rapid.T) swot.Decision {
	d := drawDecision(t)
	shift := num("6")
	for k := range d.Criteria {
		c := &d.Criteria[k]
		c.Min, c.Max, c.Floor.Decimal = c.Min.Add(shift), c.Max.Add(shift), c.Floor.Decimal.Add(shift)
		for i := range d.Scores {
			d.Scores[i][k] = d.Scores[i][k].Add(shift)
		}
	}
	return d
}

// slowValue is y/Max of strategy i on criterion k.
func slowValue(d swot.Decision, i, k int) *big.Rat {
	c := d.Criteria[k]
	y := d.Scores[i][k].Rat()
	if c.LowerIsBetter {
		y = new(big.Rat).Sub(c.Min.Add(c.Max).Rat(), y)
	}
	return y.Quo(y, c.Max.Rat())
}

// slowProduct is Π value^n, where n is the weight in hundredths, or 1 for equal ones.
func slowProduct(d swot.Decision, i int) *big.Rat {
	product := big.NewRat(1, 1)
	for k, c := range d.Criteria {
		n := c.Weight.Mul(num("100")).IntPart()
		if w := slowWeights(d)[k]; w.Cmp(c.Weight.Rat()) != 0 {
			n = 1
		}
		value := slowValue(d, i, k)
		for range n {
			product.Mul(product, value)
		}
	}
	return product
}

func TestWeightedProduct_oracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawProduct(t)
		r, err := swot.WeightedProduct(d)
		require.NoError(t, err)
		w := slowWeights(d)
		exact := make(map[string]*big.Rat)
		for i, code := range d.Codes {
			exact[code] = slowProduct(d, i)
		}
		for at, p := range r.Places {
			i := slices.Index(d.Codes, p.Code)
			want := 1.0
			for k, part := range p.Parts {
				value, _ := slowValue(d, i, k).Float64()
				weight, _ := w[k].Float64()
				assert.InDelta(t, value, part.Value.InexactFloat64(), 1e-15)
				assert.InDelta(t, math.Pow(value, weight), part.Product.InexactFloat64(), 1e-15)
				want *= math.Pow(value, weight)
			}
			assert.InDelta(t, want, p.Score.InexactFloat64(), 1e-14)
			assert.False(t, p.Points.Valid)
			if at == 0 {
				continue
			}
			before := r.Places[at-1]
			if (len(before.Vetoed) > 0) == (len(p.Vetoed) > 0) {
				order := exact[before.Code].Cmp(exact[p.Code])
				assert.GreaterOrEqual(t, order, 0)
				assert.Equal(t, order == 0, before.Rank == p.Rank, "an exact tie is a tie")
			} else {
				assert.NotEmpty(t, p.Vetoed, "vetoed last")
			}
		}
	})
}

// Removing a strategy changes nothing for the others, a better score never lowers Score, and a score on a turned
// scale counts as its mirror.
func TestWeightedProduct_properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawProduct(t)
		whole, err := swot.WeightedProduct(d)
		require.NoError(t, err)
		last := len(d.Codes) - 1
		rest := d
		rest.Codes, rest.Scores = d.Codes[:last], d.Scores[:last]
		fewer, err := swot.WeightedProduct(rest)
		require.NoError(t, err)
		others := slices.DeleteFunc(slices.Clone(whole.Places), func(p swot.Place) bool { return p.Code == d.Codes[last] })
		for i, p := range fewer.Places {
			assert.Equal(t, others[i].Code, p.Code)
			assert.True(t, others[i].Score.Equal(p.Score))
		}

		mixed, err := swot.WeightedProduct(permuted(d, indexes(t, last+1), indexes(t, len(d.Criteria))))
		require.NoError(t, err)
		assert.ElementsMatch(t, rankedOf(whole), rankedOf(mixed))

		c := &d.Criteria[0]
		mirror := func(x decimal.Decimal) decimal.Decimal { return c.Min.Add(c.Max).Sub(x) }
		c.LowerIsBetter, c.Floor.Decimal = !c.LowerIsBetter, mirror(c.Floor.Decimal)
		for i := range d.Scores {
			d.Scores[i][0] = mirror(d.Scores[i][0])
		}
		turned, err := swot.WeightedProduct(d)
		require.NoError(t, err)
		assert.Equal(t, rankedOf(whole), rankedOf(turned))

		best := c.Max
		if c.LowerIsBetter {
			best = c.Min
		}
		scoreOf := func(r swot.Ranking) decimal.Decimal {
			return r.Places[slices.IndexFunc(r.Places, func(p swot.Place) bool { return p.Code == d.Codes[0] })].Score
		}
		before := scoreOf(turned)
		d.Scores[0][0] = best
		better, err := swot.WeightedProduct(d)
		require.NoError(t, err)
		assert.True(t, scoreOf(better).GreaterThanOrEqual(before))
	})
}

// Logarithms over the whole range that the limits allow: 1e-18 of 1e9 and one unit of 1e-18 below the Max.
func TestWeightedProduct_extremes(t *testing.T) {
	d := decide([]string{"0.000000000000000001", "1000000000"}, []string{"999999999.999999999999999999", "1000000000"})
	for k := range d.Criteria {
		d.Criteria[k].Max = num("1e9")
	}
	weigh(&d, "0.1", "0.9")
	r, err := swot.WeightedProduct(d)
	require.NoError(t, err)
	assert.Equal(t, []ranked{ // (1e-27)^0.1 = 1e-2.7 = 0.001995262314968879601...
		{"B", 1, 1, false, "1.0000000000000000"}, {"A", 2, 2, false, "0.0019952623149689"},
	}, rankedOf(r))
	weigh(&d, "1", "0")
	r, err = swot.WeightedProduct(d)
	require.NoError(t, err)
	assert.True(t, r.Places[1].Score.IsZero(), "1e-27, below what is shown, and not 0")
}

// (m - 2e)·m is less than (m - e)², by a part in 10^54 that no logarithm of 30 digits shows. And weights of 18 places
// make powers that nobody could compute.
func TestWeightedProduct_nearTies(t *testing.T) {
	d := decide([]string{"999999999.999999999999999998", "1000000000"}, []string{"999999999.999999999999999999", "999999999.999999999999999999"})
	for k := range d.Criteria {
		d.Criteria[k].Max = num("1e9")
	}
	r, err := swot.WeightedProduct(d)
	require.NoError(t, err)
	assert.Equal(t, []ranked{{"B", 1, 1, false, "1.0000000000000000"}, {"A", 2, 2, false, "1.0000000000000000"}}, rankedOf(r))

	d = decide([]string{"0.2", "0.8", "0.5"}, []string{"0.4", "0.4", "0.5"}, []string{"0.4", "0.4", "0.500000000000000001"})
	weigh(&d, "0.333333333333333333", "0.333333333333333333", "0.333333333333333334")
	r, err = swot.WeightedProduct(d)
	require.NoError(t, err)
	assert.Equal(t, "weighted product, ties to 30 digits", r.Method)
	assert.Equal(t, []int{1, 2, 2}, []int{r.Places[0].Rank, r.Places[1].Rank, r.Places[2].Rank})
	assert.Equal(t, "C", r.Places[0].Code)
}
