package house_test

import (
	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
	"github.com/seed-4ccf82d5/servicequality/pricing/quote"
	"github.com/seed-4ccf82d5/servicequality/pricing/revenue"
	"github.com/seed-4ccf82d5/servicequality/seeds"
)

func pricingTable() map[string]places {
	return map[string]places{
		"pricing.NewMoney":               one(func(d decimal.Decimal) outcome { return refuses(pricing.NewMoney(d, "MXN")) }),
		"pricing.RoundMoney":             one(func(d decimal.Decimal) outcome { return refuses(pricing.RoundMoney(d, "JPY", pricing.HalfUp)) }),
		"pricing.NewPercent":             one(func(d decimal.Decimal) outcome { return refuses(pricing.NewPercent(d)) }),
		"pricing.Rounding.Round":         one(func(d decimal.Decimal) outcome { return refuses(pricing.HalfEven.Round(d, 1)) }),
		"pricing/revenue.BreakEvenUnits": breakEven(revenue.BreakEvenUnits), "pricing/revenue.BreakEvenUplift": breakEven(revenue.BreakEvenUplift),
		"pricing.Rounding.RoundStep": {
			func(d decimal.Decimal) outcome { return refuses(pricing.HalfUp.RoundStep(d, units)) },
			func(d decimal.Decimal) outcome { return refuses(pricing.HalfUp.RoundStep(units, d)) },
		},
	}
}

// breakEven has a place for each of three amounts.
func breakEven(of func(a, b, c decimal.Decimal) (decimal.Decimal, bool, error)) (all places) {
	for at := range 3 {
		all = append(all, func(d decimal.Decimal) outcome {
			amounts := [3]decimal.Decimal{units, units, units}
			amounts[at] = d
			share, ok, err := of(amounts[0], amounts[1], amounts[2])
			return refuses([]any{share, ok}, err)
		})
	}
	return all
}

func pricingStructs() map[string]any {
	sheet := seeds.ADOPrices()
	early := seeds.ADOAdvancePurchase()
	receipt, err := quote.Quote(quote.Cart{At: early.From, Lines: []quote.Line{{
		ID: "seat", Unit: sheet[6].Normal, Units: 2, Market: sheet[6].Market, Departs: early.From.AddDate(0, 0, 40),
	}}}, []promotion.Promotion{early}, nil, quote.Policy{})
	if err != nil {
		panic(err)
	}
	return map[string]any{
		"pricing.Period": pricing.Period{}, "pricing.Prior": pricing.Prior{}, "pricing.PriorOptions": pricing.PriorOptions{},
		"pricing.Price":                     sheet[0],
		"pricing.Ref":                       pricing.Ref{},
		"pricing/promotion.Promotion":       early,
		"pricing/promotion.AdvanceOff":      promotion.AdvanceOff{},
		"pricing/promotion.AdvancePurchase": promotion.AdvancePurchase{},
		"pricing/promotion.All":             promotion.All{},
		"pricing/promotion.AmountOff":       promotion.AmountOff{},
		"pricing/promotion.Any":             promotion.Any{},
		"pricing/promotion.Band":            promotion.Band{},
		"pricing/promotion.BuyGet":          promotion.BuyGet{},
		"pricing/promotion.Calendar":        promotion.Calendar{},
		"pricing/promotion.Customer":        promotion.Customer{},
		"pricing/promotion.Fact":            promotion.Fact{},
		"pricing/promotion.Fence":           promotion.Fence{},
		"pricing/promotion.FixedPrice":      promotion.FixedPrice{},
		"pricing/promotion.Limits":          promotion.Limits{},
		"pricing/promotion.Match":           promotion.Match{},
		"pricing/promotion.Not":             promotion.Not{},
		"pricing/promotion.PercentOff":      promotion.PercentOff{},
		"pricing/promotion.Quantity":        promotion.Quantity{},
		"pricing/promotion.Spend":           promotion.Spend{},
		"pricing/promotion.Tier":            promotion.Tier{},
		"pricing/promotion.Tiered":          promotion.Tiered{},
		"pricing/revenue.Class":             revenue.Class{Fare: 0.1}, "pricing/revenue.Demand": revenue.Demand{Distribution: revenue.Poisson},
		"pricing/revenue.Elasticity": revenue.Elasticity{SE: new(0.1)}, "pricing/revenue.Level": revenue.Level{},
		"pricing/revenue.Lift": revenue.Lift{}, "pricing/revenue.LiftInput": revenue.LiftInput{}, "pricing/revenue.Observation": revenue.Observation{},
		"pricing/quote.Cart":       receipt.Cart,
		"pricing/quote.Cause":      quote.Cause{},
		"pricing/quote.Counter":    quote.Counter{},
		"pricing/quote.Line":       receipt.Cart.Lines[0],
		"pricing/quote.LineResult": receipt.Lines[0],
		"pricing/quote.NearMiss":   quote.NearMiss{},
		"pricing/quote.Policy":     quote.Policy{},
		"pricing/quote.Refund":     quote.Refund{},
		"pricing/quote.Result":     receipt,
		"pricing/quote.Return":     quote.Return{},
		"pricing/quote.Share":      receipt.Lines[0].Shares[0],
		"pricing/quote.Step":       receipt.Trace[0],
	}
}
