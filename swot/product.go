package swot

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/shopspring/decimal"
)

// The ways in which [WeightedProduct] tells a tie.
const (
	productExact  = "weighted product, exact ties"
	productDigits = "weighted product, ties to 30 digits"
)

// maxPower is the largest sum of whole weights with which products are compared as whole numbers.
const maxPower = 1000

// WeightedProduct ranks the strategies of d by the weighted product of their scores, so that no criterion makes
// up for a score near 0 on another:
//
//	Score = Π (y_k/Max_k)^w_k, 0 to 1, y = x, or Min + Max − x where lower is better
//
// with w_k = 1/n if all n weights are zero, and 0⁰ = 1. Each part's Product is its Value to the power of its
// Weight. Floors, ties, their order and a decision without strategies are as in [WeightedSum]; there are no
// Points.
//
// Ties are exact where the weights are whole numbers in proportion that sum to at most 1,000, as 0.35, 0.4 and
// 0.25 are 7, 8 and 5. Otherwise logarithms are compared to 30 decimal places; Method says which. Score is
// rounded to 16 places.
//
// It returns the error of [Decision.Validate], and [ErrScale] if the Min of a criterion is negative: y would
// have no share of Max. Cost: strategies × criteria logarithms; a tie costs powers. Reference: Bridgman (1922),
// Dimensional Analysis; Triantaphyllou (2000), Multi-Criteria Decision Making Methods: A Comparative Study.
func WeightedProduct(d Decision) (Ranking, error) {
	if err := d.Validate(); err != nil {
		return Ranking{}, err
	}
	for _, c := range d.Criteria {
		if c.Min.IsNegative() {
			return Ranking{}, fmt.Errorf("swot: weighted product: criterion %.40q: %w: its Min is negative", c.Code, ErrScale)
		}
	}
	p := product{grid: newGrid(d), places: make([]Place, len(d.Codes)), factors: make([]factors, len(d.Codes))}
	weights := p.shownWeights()
	for i, code := range d.Codes {
		p.places[i] = Place{Code: code, Parts: make([]Part, len(weights)), Vetoed: p.vetoed[i]}
		p.fill(i, weights)
	}
	method := productDigits
	if p.isExact() {
		method = productExact
	}
	return Ranking{method, rank(p.places, p.compare)}, nil
}

// A product is a grid whose strategies are compared by products.
type product struct {
	grid
	places  []Place
	factors []factors
}

// Factors are what a strategy's product is made of.
type factors struct {
	values []*big.Int // y times 10^places
	zero   bool       // whether the product is 0
	log    *big.Int   // else its logarithm, times 2^100
}

// fill computes place i.
func (p product) fill(i int, weights []decimal.Decimal) {
	f, place := &p.factors[i], &p.places[i]
	total := newFloat()
	for k, c := range p.Criteria {
		most := new(big.Int).Add(p.least[k], p.widths[k])
		y := new(big.Int).Mul(p.gains[i][k], p.widths[k])
		y.Quo(y, p.span).Add(y, p.least[k])
		f.values = append(f.values, y)
		part := Part{Code: c.Code, Weight: weights[k], Value: quotient(y, most), Product: decimal.New(1, 0)}
		switch {
		case p.weights[k].Sign() == 0:
		case y.Sign() == 0:
			f.zero, part.Product = true, decimal.Decimal{}
		default:
			log := logarithm(y, most)
			log.Quo(log.Mul(log, newFloat().SetInt(p.weights[k])), newFloat().SetInt(p.whole))
			total.Add(total, log)
			part.Product = exponential(log)
		}
		place.Parts[k] = part
	}
	f.log, _ = newFloat().SetMantExp(total, 100).Int(nil)
	if !f.zero {
		place.Score = exponential(total)
	}
}

// isExact reports whether products can be compared as whole numbers.
func (g grid) isExact() bool { return g.whole.Cmp(big.NewInt(maxPower)) <= 0 }

// compare is below 0 if the product of strategy i is the larger.
func (p product) compare(i, j int) int {
	a, b := p.factors[i], p.factors[j]
	switch {
	case a.zero && b.zero:
		return 0
	case a.zero:
		return 1
	case b.zero:
		return -1
	}
	apart := new(big.Int).Sub(a.log, b.log)
	if apart.CmpAbs(big.NewInt(1)) > 0 || !p.isExact() {
		return -apart.Sign()
	}
	if slices.EqualFunc(a.values, b.values, func(x, y *big.Int) bool { return x.Cmp(y) == 0 }) {
		return 0
	}
	return p.power(b).Cmp(p.power(a))
}

// power returns Π y^w in whole weights.
func (p product) power(f factors) *big.Int {
	power, factor := big.NewInt(1), new(big.Int)
	for k, w := range p.weights {
		power.Mul(power, factor.Exp(f.values[k], w, nil))
	}
	return power
}
