package swot

import (
	"math/big"
	"math/bits"
	"slices"

	"github.com/shopspring/decimal"
)

// A score is shown with 16 decimal places.
const (
	scorePlaces = 16
	unitPlaces  = 1e16
)

// A grid is a valid decision on integers, so that all that is compared is compared exactly: strategy i has the
// utility gains[i][k]/span, 0 to 1, on criterion k, which has the weight weights[k]/whole.
type grid struct {
	Decision
	weights []*big.Int
	whole   *big.Int
	gains   [][]*big.Int
	span    *big.Int
	vetoed  [][]string // by strategy, the criteria on which it is below the floor

	places int32      // of whatever is on a scale
	least  []*big.Int // Min times 10^places
	widths []*big.Int // Max - Min times 10^places
}

// newGrid returns the grid of d, valid.
func newGrid(d Decision) grid {
	g := grid{Decision: d, places: d.places(), span: big.NewInt(1), vetoed: make([][]string, len(d.Codes))}
	g.weights, g.whole = d.weights()
	most := make([]*big.Int, len(d.Criteria))
	for k, c := range d.Criteria {
		most[k] = scaled(c.Max, g.places)
		g.least = append(g.least, scaled(c.Min, g.places))
		g.widths = append(g.widths, new(big.Int).Sub(most[k], g.least[k]))
		common := new(big.Int).GCD(nil, nil, g.span, g.widths[k])
		g.span.Mul(g.span, common.Quo(g.widths[k], common))
	}
	ratios := make([]*big.Int, len(g.widths)) // nil = 1
	for k, width := range g.widths {
		if width.Cmp(g.span) != 0 {
			ratios[k] = new(big.Int).Quo(g.span, width)
		}
	}
	for i, row := range d.Scores {
		gains := make([]*big.Int, len(row))
		for k, c := range d.Criteria {
			gains[k] = scaled(row[k], g.places)
			if c.LowerIsBetter {
				gains[k].Sub(most[k], gains[k])
			} else {
				gains[k].Sub(gains[k], g.least[k])
			}
			if ratios[k] != nil {
				gains[k].Mul(gains[k], ratios[k])
			}
			if c.vetoes(row[k]) {
				g.vetoed[i] = append(g.vetoed[i], c.Code)
			}
		}
		g.gains = append(g.gains, gains)
	}
	return g
}

// unit returns what a total is measured in: a score of 1.
func (g grid) unit() *big.Int { return new(big.Int).Mul(g.whole, g.span) }

// total returns the weighted sum of row, gains or differences of gains.
func (g grid) total(row []*big.Int) *big.Int {
	total, product := new(big.Int), new(big.Int)
	for k, w := range g.weights {
		total.Add(total, product.Mul(w, row[k]))
	}
	return total
}

// places returns the most decimal places of a score or of the end of a scale in d.
func (d Decision) places() (most int32) {
	for _, c := range d.Criteria {
		most = max(most, -c.Min.Exponent(), -c.Max.Exponent())
	}
	for _, row := range d.Scores {
		for _, score := range row {
			most = max(most, -score.Exponent())
		}
	}
	return most
}

// weights returns the weights of d, valid, as the least whole numbers in their proportion, and their sum.
func (d Decision) weights() (weights []*big.Int, whole *big.Int) {
	given, _ := weightsOf(d.Criteria)
	return wholes(given)
}

// wholes returns weights, within the limit, as the least whole numbers in their proportion, and their sum: ones
// if they are all zero.
func wholes(given []decimal.Decimal) (weights []*big.Int, whole *big.Int) {
	equal := allZero(given)
	var places int32
	for _, w := range given {
		places = max(places, -w.Exponent())
	}
	common := new(big.Int)
	for _, w := range given {
		weight := big.NewInt(1)
		if !equal {
			weight = scaled(w, places)
		}
		weights = append(weights, weight)
		common.GCD(nil, nil, common, weight)
	}
	whole = new(big.Int)
	for _, w := range weights {
		whole.Add(whole, w.Quo(w, common))
	}
	return weights, whole
}

// differences returns a - b.
func differences(a, b []*big.Int) []*big.Int {
	out := make([]*big.Int, len(a))
	for k := range a {
		out[k] = new(big.Int).Sub(a[k], b[k])
	}
	return out
}

// isZero reports whether all of row is 0.
func isZero(row []*big.Int) bool {
	return !slices.ContainsFunc(row, func(x *big.Int) bool { return x.Sign() != 0 })
}

// scaled returns d, within the limit, times 10^places, which is a whole number, in an integer of its own.
func scaled(d decimal.Decimal, places int32) *big.Int {
	if places > shortPlaces {
		return new(big.Int).Set(d.Shift(places).BigInt())
	}
	return big.NewInt(units(d, places))
}

// quotient returns numerator/denominator, which is above 0, rounded half away from zero to 16 places.
func quotient(numerator, denominator *big.Int) decimal.Decimal {
	if numerator.IsInt64() && denominator.IsInt64() {
		if q, ok := shortQuotient(numerator.Int64(), denominator.Uint64()); ok {
			return decimal.New(q, -scorePlaces)
		}
	}
	double := new(big.Int).Lsh(denominator, 1)
	q := new(big.Int).Mul(numerator, big.NewInt(2*unitPlaces))
	if q.Sign() < 0 {
		q.Sub(q, denominator)
	} else {
		q.Add(q, denominator)
	}
	return decimal.NewFromBigInt(q.Quo(q, double), -scorePlaces)
}

// shortQuotient is quotient in 128 bits, times 1e16; ok is false where that does not do.
func shortQuotient(numerator int64, denominator uint64) (q int64, ok bool) {
	size := uint64(max(numerator, -numerator)) // of the least number too: its bits are 2^63
	high, low := bits.Mul64(size, unitPlaces)
	low, carry := bits.Add64(low, denominator/2, 0)
	high += carry
	if high >= denominator {
		return 0, false
	}
	rounded, _ := bits.Div64(high, low, denominator)
	if rounded >= 1<<63 {
		return 0, false
	}
	if numerator < 0 {
		return -int64(rounded), true
	}
	return int64(rounded), true
}

// ratio returns r rounded half away from zero to 16 places.
func ratio(r *big.Rat) decimal.Decimal { return quotient(r.Num(), r.Denom()) }
