package swot_test

import (
	"strconv"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/swot"
)

// decide makes a decision about strategies A, B, C... by criteria p, q, r..., from 0 to 1, with equal weights.
func decide(rows ...[]string) swot.Decision {
	var d swot.Decision
	for i, row := range rows {
		d.Codes = append(d.Codes, string(rune('A'+i)))
		var line []decimal.Decimal
		for _, score := range row {
			line = append(line, num(score))
		}
		d.Scores = append(d.Scores, line)
	}
	for k := range rows[0] {
		d.Criteria = append(d.Criteria, swot.Criterion{Code: string(rune('p' + k)), Max: num("1")})
	}
	return d
}

// ranked is what matters of a place in a table of expectations.
type ranked struct {
	code        string
	rank, dense int
	tied        bool
	score       string
}

func rankedOf(r swot.Ranking) (out []ranked) {
	for _, p := range r.Places {
		out = append(out, ranked{p.Code, p.Rank, p.Dense, p.Tied, p.Score.StringFixed(16)})
	}
	return out
}

func TestWeightedSum(t *testing.T) {
	floored := decide([]string{"1", "0.1"}, []string{"0.5", "0.5"}, []string{"0.3", "0.2"}, []string{"1", "0.1"}, []string{"0", "0.5"})
	floored.Criteria[1].Floor = maybe("0.2")
	weighted := decide([]string{"1", "0"}, []string{"0", "1"}, []string{"1", "1"})
	weigh(&weighted, "0.7", "0.3")
	lower := decide([]string{"0.2"}, []string{"0.9"}, []string{"0.5"})
	lower.Criteria[0].LowerIsBetter = true
	lower.Criteria[0].Floor = maybe("0.5")
	for _, c := range []struct {
		name string
		d    swot.Decision
		want []ranked
	}{ // by hand
		{"tenths tie", decide([]string{"0.1", "0.2"}, []string{"0.3", "0.0"}, []string{"0.2", "0.2"}), []ranked{
			{"C", 1, 1, false, "0.2000000000000000"}, {"A", 2, 2, true, "0.1500000000000000"}, {"B", 2, 2, true, "0.1500000000000000"},
		}},
		{"1, 1, 3 and 1, 1, 2", decide([]string{"1"}, []string{"0"}, []string{"1"}, []string{"0"}, []string{"0.5"}), []ranked{
			{"A", 1, 1, true, "1.0000000000000000"},
			{"C", 1, 1, true, "1.0000000000000000"},
			{"E", 3, 2, false, "0.5000000000000000"},
			{"B", 4, 3, true, "0.0000000000000000"},
			{"D", 4, 3, true, "0.0000000000000000"},
		}},
		{"thirds tie", decide([]string{"1", "0", "0"}, []string{"0", "0", "1"}, []string{"0.3", "0.3", "0.4"}), []ranked{
			{"A", 1, 1, true, "0.3333333333333333"}, {"B", 1, 1, true, "0.3333333333333333"}, {"C", 1, 1, true, "0.3333333333333333"},
		}},
		{"apart by 1e-18 and shown alike", decide([]string{"0.5"}, []string{"0.500000000000000001"}), []ranked{
			{"B", 1, 1, false, "0.5000000000000000"}, {"A", 2, 2, false, "0.5000000000000000"},
		}},
		{"vetoed last, in their own order, at the floor is not below", floored, []ranked{
			{"B", 1, 1, false, "0.5000000000000000"},
			{"C", 2, 2, true, "0.2500000000000000"},
			{"E", 2, 2, true, "0.2500000000000000"},
			{"A", 4, 3, true, "0.5500000000000000"},
			{"D", 4, 3, true, "0.5500000000000000"},
		}},
		{"weights", weighted, []ranked{
			{"C", 1, 1, false, "1.0000000000000000"}, {"A", 2, 2, false, "0.7000000000000000"}, {"B", 3, 3, false, "0.3000000000000000"},
		}},
		{"lower is better", lower, []ranked{
			{"A", 1, 1, false, "0.8000000000000000"}, {"C", 2, 2, false, "0.5000000000000000"}, {"B", 3, 3, false, "0.1000000000000000"},
		}},
		{"one", decide([]string{"0.4"}), []ranked{{"A", 1, 1, false, "0.4000000000000000"}}},
		{"none", swot.Decision{Criteria: swot.DefaultCriteria()}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := swot.WeightedSum(c.d)
			require.NoError(t, err)
			assert.Equal(t, "weighted sum", r.Method)
			assert.Equal(t, c.want, rankedOf(r))
		})
	}
}

// A veto and a score alike: never tied.
func TestWeightedSum_vetoNeverTies(t *testing.T) {
	d := decide([]string{"0.1", "0.9"}, []string{"0.9", "0.1"})
	d.Criteria[0].Floor = maybe("0.5")
	r, err := swot.WeightedSum(d)
	require.NoError(t, err)
	assert.Equal(t, []ranked{{"B", 1, 1, false, "0.5000000000000000"}, {"A", 2, 2, false, "0.5000000000000000"}}, rankedOf(r))
	assert.Equal(t, []string{"p"}, r.Places[1].Vetoed)
	assert.Empty(t, r.Places[0].Vetoed)
}

func TestWeightedSum_parts(t *testing.T) {
	r, err := swot.WeightedSum(jury()) // equal weights, 1 to 5
	require.NoError(t, err)
	first := r.Places[0]
	assert.Equal(t, "ST1", first.Code) // 5 4 5
	for k, want := range []struct{ code, weight, value, product string }{
		{"impact", "0.3333333333333333", "1", "0.3333333333333333"},
		{"viability", "0.3333333333333333", "0.75", "0.25"},
		{"need", "0.3333333333333333", "1", "0.3333333333333333"},
	} {
		got := first.Parts[k]
		assert.Equal(t, want.code, got.Code)
		assert.True(t, num(want.weight).Equal(got.Weight), "%s", got.Weight)
		assert.True(t, num(want.value).Equal(got.Value), "%s", got.Value)
		assert.True(t, num(want.product).Equal(got.Product), "%s", got.Product)
	}
	assert.True(t, num("0.9166666666666667").Equal(first.Score), "%s", first.Score)
	assert.True(t, num("4.6666666666666667").Equal(first.Points.Decimal), "%s", first.Points.Decimal)
}

func TestWeightedSum_points(t *testing.T) {
	points := func(change func(d *swot.Decision)) decimal.NullDecimal {
		d := jury()
		change(&d)
		r, err := swot.WeightedSum(d)
		require.NoError(t, err)
		return r.Places[0].Points
	}
	assert.False(t, points(func(d *swot.Decision) { d.Criteria[1].Max = num("6") }).Valid, "another scale")
	assert.False(t, points(func(d *swot.Decision) { d.Criteria[1].Min = num("0") }).Valid, "another scale")
	assert.False(t, points(func(d *swot.Decision) { d.Criteria[2].LowerIsBetter = true }).Valid, "another direction")
	p := points(func(d *swot.Decision) {
		for k := range d.Criteria {
			d.Criteria[k].LowerIsBetter, d.Criteria[k].Min = true, num("-5.0")
		}
	})
	assert.True(t, p.Valid && num("4").Equal(p.Decimal), "lower is better: 4 4 4 and 4 3 5 lead with 4, got %s", p.Decimal)
}

// Points below 0 round away from 0 as those above do.
func TestWeightedSum_pointsBelowZero(t *testing.T) {
	d := decide([]string{"0", "0", "-1"}, []string{"0", "-1", "-1"})
	for k := range d.Criteria {
		d.Criteria[k].Min, d.Criteria[k].Max = num("-1"), num("0")
	}
	r, err := swot.WeightedSum(d)
	require.NoError(t, err)
	for i, want := range []string{"-0.3333333333333333", "-0.6666666666666667"} {
		assert.True(t, num(want).Equal(r.Places[i].Points.Decimal), "%s", r.Places[i].Points.Decimal)
	}
}

// However many are tied, they stand in the order in which they came in.
func TestWeightedSum_stable(t *testing.T) {
	d := swot.Decision{Criteria: swot.DefaultCriteria()[:1]}
	for i := range 100 {
		d.Codes = append(d.Codes, strconv.Itoa(i))
		d.Scores = append(d.Scores, []decimal.Decimal{decimal.New(int64(5-i%2), 0)})
	}
	r, err := swot.WeightedSum(d)
	require.NoError(t, err)
	for i, p := range r.Places {
		half, at := i/50, i%50
		assert.Equal(t, strconv.Itoa(2*at+half), p.Code)
		assert.Equal(t, []int{1 + 50*half, 1 + half}, []int{p.Rank, p.Dense})
	}
}

func TestWeightedSum_leavesItsArgumentAlone(t *testing.T) {
	d, same := fullDecision(), fullDecision()
	r, err := swot.WeightedSum(d)
	require.NoError(t, err)
	assert.Equal(t, roundTrip(t, same), roundTrip(t, d))
	r.Places[0].Parts[0].Code = "changed"
	assert.Equal(t, same.Criteria[0].Code, d.Criteria[0].Code)
}
