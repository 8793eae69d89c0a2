package revenue

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/internal/bound"
)

// accepted are the decimals that break-even takes.
func accepted() bound.Limit { return bound.Limit{Places: 12, Magnitude: 18} }

// BreakEvenUplift returns by how much the units must rise for a promotional price to earn the contribution of the normal
// one, as a share of the units sold without it, to 10 places, half to even:
//
//	uplift = (price - promo) / (promo - cost)
//
// All three are a unit's, at least 0, up to 1e18 with 12 places, else [ErrRange]. It returns ok false where promo ≤ cost: no
// volume repairs that. Below 0 it is what a price above the normal one may lose.
func BreakEvenUplift(price, promo, cost decimal.Decimal) (uplift decimal.Decimal, ok bool, err error) {
	if err := checkAmounts([]string{"price", "promo", "cost"}, price, promo, cost); err != nil {
		return decimal.Decimal{}, false, fmt.Errorf("revenue: break-even uplift: %w", err)
	}
	uplift, ok = quotient(price.Sub(promo), promo.Sub(cost), 10)
	return uplift, ok, nil
}

// BreakEvenUnits returns how many units pay for what is fixed, to 4 places, half to even:
//
//	units = fixed / (price - cost)
//
// All three are at least 0, up to 1e18 with 12 places, else [ErrRange]. It returns ok false where price ≤ cost.
func BreakEvenUnits(fixed, price, cost decimal.Decimal) (units decimal.Decimal, ok bool, err error) {
	if err := checkAmounts([]string{"fixed", "price", "cost"}, fixed, price, cost); err != nil {
		return decimal.Decimal{}, false, fmt.Errorf("revenue: break-even units: %w", err)
	}
	units, ok = quotient(fixed, price.Sub(cost), 4)
	return units, ok, nil
}

// checkAmounts names the first amount outside its range.
func checkAmounts(names []string, amounts ...decimal.Decimal) error {
	for i, amount := range amounts {
		if err := accepted().Check(amount); err != nil {
			return fmt.Errorf("%s: %w: %w", names[i], ErrRange, err)
		}
		if amount.Sign() < 0 {
			return fmt.Errorf("%s below 0: %w", names[i], ErrRange)
		}
	}
	return nil
}

// quotient returns a/b to so many places, half to even, and false unless b is above 0.
func quotient(a, b decimal.Decimal, places int32) (decimal.Decimal, bool) {
	if b.Sign() <= 0 {
		return decimal.Decimal{}, false
	}
	whole, rest := a.QuoRem(b, places)
	unit := decimal.New(1, -places)
	half := rest.Abs().Add(rest.Abs()).Cmp(b.Mul(unit))
	if half > 0 || half == 0 && whole.Shift(places).BigInt().Bit(0) == 1 {
		whole = whole.Add(unit.Mul(decimal.New(int64(a.Sign()), 0)))
	}
	return whole, true
}
