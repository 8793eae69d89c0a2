package swot_test

import (
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/swot"
)

func TestNormalizeWeights(t *testing.T) {
	for _, c := range []struct {
		name         string
		points, want []string
		places       int32
	}{ // by hand: shares rounded down, the units left over to the largest remainders
		{"thirds: the first gets the unit", []string{"1", "1", "1"}, []string{"0.34", "0.33", "0.33"}, 2},
		{"sevenths", []string{"1", "2", "4"}, []string{"0.143", "0.286", "0.571"}, 3},
		{"exact", []string{"50", "30", "20"}, []string{"0.5", "0.3", "0.2"}, 2},
		{"whole weights: winner takes all", []string{"2", "3", "3"}, []string{"0", "1", "0"}, 0},
		{"a zero stays zero", []string{"0", "3"}, []string{"0", "1"}, 4},
		{"already weights", []string{"0.10", "0.90"}, []string{"0.1", "0.9"}, 1},
		{"one", []string{"0.000000000000000001"}, []string{"1"}, 18},
		{"the largest there is", []string{"1e9", "1e9", "1"}, []string{"0.5", "0.5", "0"}, 2},
		// samcan/largest-remainder-calc, README: 47,000 16,000 15,800 12,000 6,100 3,100 votes, 10 seats,
		// Hare quota, as Wikipedia's Largest remainder method: 5 2 1 1 1 0
		{"Hamilton", []string{"47", "16", "15.8", "12", "6.1", "3.1"}, []string{"0.5", "0.2", "0.1", "0.1", "0.1", "0"}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			var points []decimal.Decimal
			for _, p := range c.points {
				points = append(points, num(p))
			}
			got, err := swot.NormalizeWeights(points, c.places)
			require.NoError(t, err)
			require.Len(t, got, len(c.want))
			for i, want := range c.want {
				assert.True(t, num(want).Equal(got[i]), "%d: %s", i, got[i])
				assert.Equal(t, -c.places, got[i].Exponent())
				assert.True(t, num(c.points[i]).Equal(points[i]), "argument left alone")
			}
		})
	}
}

// Equal remainders: the first get the units, however many there are.
func TestNormalizeWeights_stable(t *testing.T) {
	points := make([]decimal.Decimal, 60)
	for i := range points {
		points[i] = decimal.New(int64(1+i%2), 0)
	}
	weights, err := swot.NormalizeWeights(points, 2)
	require.NoError(t, err)
	for i, w := range weights { // 30 × 0.01, 30 × 0.02, and 10 units more for the first 10 of 0.0222...
		want := decimal.New(int64(1+i%2), -2)
		if i%2 == 1 && i < 20 {
			want = num("0.03")
		}
		assert.True(t, want.Equal(w), "%d: %s", i, w)
	}
}

func TestNormalizeWeights_errors(t *testing.T) {
	one := []decimal.Decimal{num("1")}
	for _, c := range []struct {
		name   string
		points []decimal.Decimal
		places int32
		want   error
	}{
		{"no points", nil, 2, swot.ErrUndefined},
		{"all zero", make([]decimal.Decimal, 3), 2, swot.ErrUndefined},
		{"negative", []decimal.Decimal{num("2"), num("-1")}, 2, swot.ErrRange},
		{"negative places", one, -1, swot.ErrRange},
		{"too many places", one, 19, swot.ErrRange},
		{"too many points", make([]decimal.Decimal, 10_001), 2, swot.ErrLimit},
		{"hostile, large", hostile()[:1], 2, swot.ErrLimit},
		{"hostile, long", hostile()[1:], 2, swot.ErrLimit},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := swot.NormalizeWeights(c.points, c.places)
			assert.ErrorIs(t, err, c.want)
			assert.Nil(t, got)
		})
	}
}

// Against fractions: the weights sum to 1, each lies within a unit of its share, and more points never get
// less.
func TestNormalizeWeights_properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		points := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) decimal.Decimal {
			return decimal.New(rapid.Int64Range(0, 1000).Draw(t, "coefficient"), rapid.Int32Range(-3, 2).Draw(t, "exponent"))
		}), 1, 12).Draw(t, "points")
		places := rapid.Int32Range(0, 18).Draw(t, "places")
		points[0] = points[0].Add(num("1"))
		weights, err := swot.NormalizeWeights(points, places)
		require.NoError(t, err)
		total, sum := new(big.Rat), decimal.Decimal{}
		for _, p := range points {
			total.Add(total, p.Rat())
		}
		unit := decimal.New(1, -places).Rat()
		for i, w := range weights {
			sum = sum.Add(w)
			off := new(big.Rat).Quo(points[i].Rat(), total)
			off.Sub(off, w.Rat())
			assert.Negative(t, off.Abs(off).Cmp(unit))
			for j, other := range weights {
				assert.False(t, points[i].GreaterThan(points[j]) && w.LessThan(other))
			}
		}
		assert.True(t, sum.Equal(num("1")), "%s", sum)
	})
}
