package revenue

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mathext"

	"github.com/seed-4ccf82d5/servicequality/internal/stat"
)

// An Observation is how many units were sold at a price, both above 0. The zero value is invalid.
type Observation struct {
	Price float64 `json:"price"`
	Units float64 `json:"units"`
}

// An Elasticity is fitted demand, units = Constant·price^Value. The zero value is no demand at any price.
type Elasticity struct {
	Value    float64  `json:"value"`        // percent of units for a percent of price
	Constant float64  `json:"constant"`     // the median units at a price of 1
	SE       *float64 `json:"se,omitempty"` // standard error of Value; nil for two observations
	R2       *float64 `json:"r2,omitempty"` // share of the variance of ln units; nil where units do not vary
	N        int      `json:"n"`            // observations
}

// FitElasticity fits ln units = ln Constant + Value·ln price by least squares on centred logarithms:
//
//	Value = Sxy/Sxx    SE = √(RSS/((n-2)·Sxx))    R2 = 1 - RSS/Syy
//
// Constant is the median, not the mean, of the units at a price of 1 (Duan 1983). It returns [ErrTooFew] for fewer than two
// observations, [ErrObservation] with the index of one whose price or units are not above 0 and finite, [ErrNoVariation]
// where all prices are equal, and [ErrRange] where Constant is beyond float64. Accuracy: 1e-12 relative where the prices
// differ by a percent or more.
func FitElasticity(obs []Observation) (Elasticity, error) {
	n := float64(len(obs))
	if len(obs) < 2 {
		return Elasticity{}, fmt.Errorf("revenue: fit elasticity: %d observations: %w", len(obs), ErrTooFew)
	}
	logs := make([][2]float64, len(obs)) // of price and units
	var meanX, meanY float64
	for i, o := range obs {
		if within("price", o.Price, math.SmallestNonzeroFloat64, math.MaxFloat64) != nil ||
			within("units", o.Units, math.SmallestNonzeroFloat64, math.MaxFloat64) != nil {
			return Elasticity{}, fmt.Errorf("revenue: fit elasticity: observation %d: %w", i, ErrObservation)
		}
		x, y := math.Log(o.Price), math.Log(o.Units)
		logs[i] = [2]float64{x, y}
		meanX += x / n
		meanY += y / n
	}
	var sxx, sxy, syy float64
	varies := [2]bool{}
	for _, l := range logs {
		x, y := l[0]-meanX, l[1]-meanY
		sxx, sxy, syy = sxx+x*x, sxy+x*y, syy+y*y
		varies[0], varies[1] = varies[0] || l[0] != logs[0][0], varies[1] || l[1] != logs[0][1]
	}
	if !varies[0] || sxx == 0 {
		return Elasticity{}, fmt.Errorf("revenue: fit elasticity: %w", ErrNoVariation)
	}
	e := Elasticity{Value: sxy / sxx, N: len(obs)}
	var err error
	if e.Constant, err = finite("constant", math.Exp(meanY-e.Value*meanX)); err != nil {
		return Elasticity{}, fmt.Errorf("revenue: fit elasticity: %w", err)
	}
	rss := 0.0
	for _, l := range logs {
		residual := l[1] - meanY - e.Value*(l[0]-meanX)
		rss += residual * residual
	}
	if len(obs) > 2 {
		e.SE = new(math.Sqrt(rss / ((n - 2) * sxx)))
	}
	if varies[1] && syy > 0 {
		e.R2 = new(min(1, max(0, 1-rss/syy)))
	}
	return e, nil
}

// Interval returns the confidence interval Value ± t·SE of Student's t with N-2 degrees of freedom. Level 0 is 0.95, else
// it lies in (0, 1), or it is [ErrRange]. It returns [ErrTooFew] where there is no SE. Accuracy: 1e-10 of t.
func (e Elasticity) Interval(level float64) (low, high float64, err error) {
	level, err = stat.Level(level)
	switch {
	case err != nil:
		return 0, 0, fmt.Errorf("revenue: elasticity interval: %w: %w", ErrRange, err)
	case e.SE == nil || e.N < 3:
		return 0, 0, fmt.Errorf("revenue: elasticity interval: %d observations: %w", e.N, ErrTooFew)
	}
	half := student(float64(e.N-2), (1-level)/2) * *e.SE
	if _, err := finite("end", math.Abs(e.Value)+half); err != nil {
		return 0, 0, fmt.Errorf("revenue: elasticity interval: %w", err)
	}
	return e.Value - half, e.Value + half, nil
}

// student returns the t ≥ 0 that Student's t with df degrees of freedom exceeds with probability tail < 1/2, by bisection
// on ln t.
func student(df, tail float64) float64 {
	low, high := math.Log(1e-300), math.Log(1e300)
	for range 80 {
		middle := (low + high) / 2
		t := math.Exp(middle)
		if mathext.RegIncBeta(df/2, 0.5, 1/(1+t*(t/df)))/2 > tail {
			low = middle
		} else {
			high = middle
		}
	}
	return math.Exp((low + high) / 2)
}

// Units returns the median units at a price, Constant·price^Value. It returns [ErrRange] for a price that is not above 0 and
// finite, and for units beyond float64.
func (e Elasticity) Units(price float64) (float64, error) {
	if err := within("price", price, math.SmallestNonzeroFloat64, math.MaxFloat64); err != nil {
		return 0, fmt.Errorf("revenue: units: %w", err)
	}
	units, err := finite("units", e.Constant*math.Pow(price, e.Value))
	if err != nil {
		return 0, fmt.Errorf("revenue: units: %w", err)
	}
	return units, nil
}
