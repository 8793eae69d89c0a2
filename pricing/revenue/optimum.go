package revenue

import (
	"fmt"
	"math"
)

// OptimalPrice returns the price that earns most where the elasticity e is the same at every price:
//
//	p = cost·e / (1 + e)
//
// The cost of a unit is at least 0, else [ErrRange], which also stands for a price beyond float64 and an infinite e. It
// returns [ErrInelastic] unless e < -1: where demand answers less, any higher price earns more. Reference: Lerner (1934).
func OptimalPrice(cost, elasticity float64) (float64, error) {
	if err := within("cost", cost, 0, math.MaxFloat64); err != nil {
		return 0, fmt.Errorf("revenue: optimal price: %w", err)
	}
	if !(elasticity < -1) {
		return 0, fmt.Errorf("revenue: optimal price: elasticity %v: %w", elasticity, ErrInelastic)
	}
	price, err := finite("price", cost*(elasticity/(1+elasticity)))
	if err != nil {
		return 0, fmt.Errorf("revenue: optimal price: %w", err)
	}
	return price, nil
}

// Lerner returns the Lerner index (price - cost)/price, the share of the price that is contribution: at most 1, and below 0
// where the price is below the cost. At the price that earns most it is -1/elasticity. The price is above 0 and the cost
// at least 0, else [ErrRange]. Reference: Lerner (1934).
func Lerner(price, cost float64) (float64, error) {
	err := within("price", price, math.SmallestNonzeroFloat64, math.MaxFloat64)
	if err == nil {
		err = within("cost", cost, 0, math.MaxFloat64)
	}
	index := 0.0
	if err == nil {
		index, err = finite("index", (price-cost)/price)
	}
	if err != nil {
		return 0, fmt.Errorf("revenue: lerner index: %w", err)
	}
	return index, nil
}
