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

func TestPool_byHand(t *testing.T) {
	a, b := decide([]string{"1", "0"}, []string{"0.5", "0.2"}), decide([]string{"0.5", "0.3"}, []string{"0.5", "0.1"})
	c := permuted(b, []int{1, 0}, []int{1, 0}) // another order of the same
	for _, ds := range [][]swot.Decision{{a, b}, {a, c}} {
		p, err := swot.Pool(ds, nil)
		require.NoError(t, err)
		assert.Equal(t, a.Codes, p.Codes)
		for i, row := range [][]string{{"0.75", "0.15"}, {"0.5", "0.15"}} {
			for k, want := range row {
				assert.True(t, num(want).Equal(p.Scores[i][k]), "%d %d %s", i, k, p.Scores[i][k])
			}
		}
	}
	p, err := swot.Pool([]swot.Decision{a, b}, []decimal.Decimal{num("0.25"), num("0.750")})
	require.NoError(t, err)
	assert.True(t, num("0.625").Equal(p.Scores[0][0]))
	thirds, err := swot.Pool([]swot.Decision{a, b, b}, nil)
	require.NoError(t, err)
	assert.True(t, num("0.6666666666666667").Equal(thirds.Scores[0][0]), "%s", thirds.Scores[0][0])
	p.Scores[0][0], p.Criteria[0].Code = num("0"), "changed"
	assert.True(t, num("1").Equal(a.Scores[0][0]) && a.Criteria[0].Code == "p", "a result of its own")
}

// A mean of thirds of the least score is that score, though it has more places than are shown.
func TestPool_staysOnScale(t *testing.T) {
	d := decide([]string{"0.000000000000000001"})
	d.Criteria[0].Min = num("0.000000000000000001")
	p, err := swot.Pool([]swot.Decision{d, d, d}, nil)
	require.NoError(t, err)
	require.NoError(t, p.Validate())
}

func TestPool_refuses(t *testing.T) {
	a := jury()
	change := func(what func(d *swot.Decision)) swot.Decision {
		d := permuted(a, []int{0, 1, 2}, []int{0, 1, 2})
		what(&d)
		return d
	}
	_, err := swot.Pool(nil, nil)
	assert.ErrorIs(t, err, swot.ErrUndefined)
	for name, other := range map[string]swot.Decision{
		"invalid":       change(func(d *swot.Decision) { d.Scores[0][0] = num("9") }),
		"code":          change(func(d *swot.Decision) { d.Codes[1] = "XX" }),
		"fewer":         change(func(d *swot.Decision) { d.Codes, d.Scores = d.Codes[1:], d.Scores[1:] }),
		"criterion":     change(func(d *swot.Decision) { d.Criteria[1].Code = "cost" }),
		"scale":         change(func(d *swot.Decision) { d.Criteria[1].Max = num("7") }),
		"lower end":     change(func(d *swot.Decision) { d.Criteria[1].Min = num("0") }),
		"direction":     change(func(d *swot.Decision) { d.Criteria[1].LowerIsBetter = true }),
		"floor":         change(func(d *swot.Decision) { d.Criteria[1].Floor = maybe("2") }),
		"weights":       change(func(d *swot.Decision) { weigh(d, "0.5", "0.25", "0.25") }),
		"more criteria": change(func(d *swot.Decision) { *d = widened(*d) }),
	} {
		_, err := swot.Pool([]swot.Decision{a, other}, nil)
		assert.ErrorIs(t, err, swot.ErrInvalid, name)
		assert.ErrorContains(t, err, "judge 1", name)
	}
	renamed := change(func(d *swot.Decision) {
		d.Criteria[1].Name, d.Criteria[1].Min, d.Criteria[1].Anchors = "other", num("1.0"), map[string]string{"1": "x"}
	})
	_, err = swot.Pool([]swot.Decision{a, renamed}, nil)
	assert.NoError(t, err, "names and anchors are words")
	for _, voters := range [][]decimal.Decimal{{}, {num("1")}, {num("0.5"), num("0.49")}, {num("-1"), num("2")}, {num("1"), hostile()[0]}, {hostile()[1], num("1")}} {
		_, err = swot.Pool([]swot.Decision{a, a}, voters)
		assert.ErrorIs(t, err, swot.ErrInvalid)
	}
	same, err := swot.Pool([]swot.Decision{a, a}, make([]decimal.Decimal, 2))
	require.NoError(t, err, "zeros are equal weights")
	assert.Equal(t, roundTrip(t, rescored(a)), roundTrip(t, rescored(same)))
}

// widened has one criterion more.
func widened(d swot.Decision) swot.Decision {
	d.Criteria = append(d.Criteria, swot.Criterion{Code: "more", Max: num("1")})
	for i := range d.Scores {
		d.Scores[i] = append(d.Scores[i], num("1"))
	}
	return d
}

// rescored has its scores with 16 places, as a pool has.
func rescored(d swot.Decision) swot.Decision {
	for i := range d.Scores {
		for k := range d.Scores[i] {
			d.Scores[i][k] = num(d.Scores[i][k].StringFixed(16))
		}
	}
	return d
}

// The mean as the formula has it; the judges in any order.
func TestPool_oracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, first := rapid.IntRange(1, 4).Draw(t, "judges"), drawDecision(t)
		ds, points := []swot.Decision{}, []decimal.Decimal{}
		for range n {
			d := first
			d.Scores = nil
			for range first.Codes {
				var row []decimal.Decimal
				for _, c := range first.Criteria {
					row = append(row, drawScore(t, c))
				}
				d.Scores = append(d.Scores, row)
			}
			ds, points = append(ds, d), append(points, decimal.New(rapid.Int64Range(0, 5).Draw(t, "points"), 0))
		}
		voters, err := swot.NormalizeWeights(points, 3)
		if err != nil {
			voters = nil
		}
		pooled, err := swot.Pool(ds, voters)
		require.NoError(t, err)
		order := indexes(t, n)
		var mixed []swot.Decision
		var votes []decimal.Decimal
		for _, j := range order {
			mixed = append(mixed, ds[j])
			if voters != nil {
				votes = append(votes, voters[j])
			}
		}
		again, err := swot.Pool(mixed, votes)
		require.NoError(t, err)
		for i := range pooled.Codes {
			for k := range pooled.Criteria {
				mean := new(big.Rat)
				for j, d := range ds {
					w := big.NewRat(1, int64(n))
					if voters != nil {
						w = voters[j].Rat()
					}
					mean.Add(mean, w.Mul(w, d.Scores[i][k].Rat()))
				}
				assert.Equal(t, mean.FloatString(16), pooled.Scores[i][k].StringFixed(16))
				assert.True(t, pooled.Scores[i][k].Equal(again.Scores[i][k]))
			}
		}
	})
}

func TestPool_large(t *testing.T) {
	var d swot.Decision
	d.Criteria = swot.DefaultCriteria()[:1]
	for i := range 10_000 {
		d.Codes, d.Scores = append(d.Codes, strconv.Itoa(i)), append(d.Scores, []decimal.Decimal{num("3")})
	}
	p, err := swot.Pool([]swot.Decision{d, d}, nil)
	require.NoError(t, err)
	assert.True(t, num("3").Equal(p.Scores[9999][0]))
}

func TestDecision_Floats(t *testing.T) {
	values, weights, cost, err := fullDecision().Floats()
	require.NoError(t, err)
	assert.Equal(t, [][]float64{{4.5, 4, 4}, {5, 4, 5}, {4, 3, 5}}, values)
	assert.Equal(t, []float64{0.5, 0.3, 0.2}, weights)
	assert.Equal(t, []bool{false, true, false}, cost)
	_, weights, _, err = jury().Floats()
	require.NoError(t, err)
	assert.Equal(t, slices.Repeat([]float64{1.0 / 3}, 3), weights)
	_, _, _, err = swot.Decision{}.Floats()
	assert.ErrorIs(t, err, swot.ErrInvalid)
}
