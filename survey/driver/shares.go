package driver

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
)

// An Interval holds the figure that it goes with at the confidence Level, in (0, 1). The zero value is no interval.
type Interval struct{ Low, High, Level float64 }

// A Share is what one driver contributes to R². The zero value tells nothing.
type Share struct {
	Driver   string
	Value    float64   // in units of R²
	Percent  float64   // 100 Value/R²; 0 where R² is 0
	Interval *Interval // of Value; nil unless [Bootstrap] found it
}

// Shares returns the share of each driver by the method, in the order of the drivers. With r its correlations with the
// response, R those among the drivers, β = R⁻¹r and d the diagonal of R⁻¹,
//
//	LMG           Σ |S|!(p-|S|-1)!/p! (R²(S+j) - R²(S)), over the subsets S of the others
//	Johnson       Σ Lⱼₖ² bₖ², over k, with L = R^½ and b = L⁻¹r
//	First         rⱼ²
//	Last          R² - R²(without j) = βⱼ²/dⱼ
//	BetaSquared   βⱼ²
//	Pratt         βⱼ rⱼ
//
// LMG, Johnson and Pratt sum to R² and so their percentages to 100; those of the others do not. LMG and Johnson are not
// below 0; with two drivers they are the same. Pratt may be negative, for a driver that goes with the response mostly
// through others.
//
// Shares returns [ErrInvalid] for the zero Problem, [ErrRange] for a method that is none, [ErrLimit] for LMG with more
// than 20 drivers. Accuracy: 1e-12, times the largest of [Problem.VIF]. Cost: LMG 2^p p steps and 2^p numbers, Johnson
// p³. Reference: Lindeman, Merenda, Gold (1980); Grömping (2006); Johnson (2000); Pratt (1987).
func (p Problem) Shares(m Method) ([]Share, error) {
	values, err := p.values(m)
	if err != nil {
		return nil, fmt.Errorf("driver: shares by %v: %w", m, err)
	}
	shares := make([]Share, len(values))
	for i, v := range values {
		shares[i] = Share{Driver: p.drivers[i], Value: v}
		if p.r2 > 0 {
			shares[i].Percent = 100 * (v / p.r2)
		}
	}
	return shares, nil
}

// values returns the shares of the drivers.
func (p Problem) values(m Method) ([]float64, error) {
	if len(p.drivers) == 0 {
		return nil, fmt.Errorf("%w: problem not made by a constructor", ErrInvalid)
	}
	switch m {
	case MethodLMG:
		return p.lmg()
	case MethodJohnson:
		return p.johnson()
	}
	values := make([]float64, len(p.drivers))
	for i, beta := range p.betas {
		switch m {
		case MethodFirst:
			values[i] = p.ry[i] * p.ry[i]
		case MethodLast:
			values[i] = beta * beta / p.vif[i]
		case MethodBetaSquared:
			values[i] = beta * beta
		case MethodPratt:
			values[i] = beta * p.ry[i]
		default:
			return nil, fmt.Errorf("method %d: %w", m, ErrRange)
		}
	}
	return values, nil
}

// johnson returns the relative weights, by the values and vectors of R.
func (p Problem) johnson() ([]float64, error) {
	k := len(p.drivers)
	var eigen mat.EigenSym
	if !eigen.Factorize(mat.NewSymDense(k, append([]float64(nil), p.r...)), true) {
		return nil, ErrNoConvergence
	}
	var vectors mat.Dense
	eigen.VectorsTo(&vectors)
	roots := eigen.Values(nil)
	turned := make([]float64, k) // D^-½ Qᵀ r
	for a := range roots {
		roots[a] = math.Sqrt(max(roots[a], noPivot))
		for i, r := range p.ry {
			turned[a] += vectors.At(i, a) * r / roots[a]
		}
	}
	weights := make([]float64, k)
	for j := range k {
		l, b := make([]float64, k), 0.0 // column j of L, entry j of b
		for a, root := range roots {
			b += vectors.At(j, a) * turned[a]
			for i := range l {
				l[i] += vectors.At(i, a) * root * vectors.At(j, a)
			}
		}
		for i := range l {
			weights[i] += l[i] * l[i] * b * b
		}
	}
	return weights, nil
}
