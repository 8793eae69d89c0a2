package house_test

import (
	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
	"github.com/seed-4ccf82d5/servicequality/seeds"
)

func pricingTable() map[string]places {
	return map[string]places{
		"pricing.NewMoney":       one(func(d decimal.Decimal) outcome { return refuses(pricing.NewMoney(d, "MXN")) }),
		"pricing.RoundMoney":     one(func(d decimal.Decimal) outcome { return refuses(pricing.RoundMoney(d, "JPY", pricing.HalfUp)) }),
		"pricing.NewPercent":     one(func(d decimal.Decimal) outcome { return refuses(pricing.NewPercent(d)) }),
		"pricing.Rounding.Round": one(func(d decimal.Decimal) outcome { return refuses(pricing.HalfEven.Round(d, 1)) }),
		"pricing.Rounding.RoundStep": {
			func(d decimal.Decimal) outcome { return refuses(pricing.HalfUp.RoundStep(d, units)) },
			func(d decimal.Decimal) outcome { return refuses(pricing.HalfUp.RoundStep(units, d)) },
		},
	}
}

func pricingStructs() map[string]any {
	sheet := seeds.ADOPrices()
	return map[string]any{
		"pricing.Period": pricing.Period{}, "pricing.Prior": pricing.Prior{}, "pricing.PriorOptions": pricing.PriorOptions{},
		"pricing.Price":                     sheet[0],
		"pricing.Ref":                       pricing.Ref{},
		"pricing/promotion.Promotion":       promotion.Promotion{Name: "MX50", Give: promotion.PercentOff{Off: pricing.MustPercent("50")}},
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
	}
}
