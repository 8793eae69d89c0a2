package rules_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
	"github.com/seed-4ccf82d5/servicequality/pricing/quote"
	"github.com/seed-4ccf82d5/servicequality/seeds"
)

// charged returns the receipt of a seat of each brand in the market of Mexico, bought so many days ahead on the first day of
// the promotion. No seat may cost less than the floor, a percentage of its normal price.
func charged(t *testing.T, p promotion.Promotion, daysAhead int, floor pricing.Percent) quote.Result {
	cart := quote.Cart{At: p.From}
	for _, fare := range seeds.ADOPrices() {
		if fare.Market != seeds.Mexico {
			continue
		}
		least, err := fare.Normal.Percent(floor, pricing.Up)
		require.NoError(t, err)
		cart.Lines = append(cart.Lines, quote.Line{
			ID: fare.Brand, Unit: fare.Normal, Units: 1, Market: fare.Market, Brand: fare.Brand,
			Departs: p.From.AddDate(0, 0, daysAhead), Floor: least,
		})
	}
	receipt, err := quote.Quote(cart, []promotion.Promotion{p}, nil, quote.Policy{})
	require.NoError(t, err)
	require.NoError(t, receipt.Verify())
	return receipt
}

// deepest returns the most that the engine takes off any seat, bought up to 60 days ahead.
func deepest(t *testing.T, p promotion.Promotion, floor pricing.Percent) (most pricing.Percent) {
	for ahead := range 61 {
		for _, l := range charged(t, p, ahead, floor).Lines {
			depth, err := pricing.PercentOf(l.Discount, l.List)
			require.NoError(t, err)
			if depth.Cmp(most) > 0 {
				most = depth
			}
		}
	}
	return most
}

// TestPromotion_claim: what is printed is what is charged: the deepest saving of the advance purchase is what "up to" says,
// neither less nor more.
func TestPromotion_claim(t *testing.T) {
	p := seeds.ADOAdvancePurchase()
	assert.Equal(t, seeds.ADOClaim(), deepest(t, p, pricing.Percent{}))

	p.Give = promotion.AdvanceOff{Bands: []promotion.Band{{MinDays: 90, Off: seeds.ADOClaim()}, {MinDays: 7, Off: pricing.MustPercent("25")}}}
	assert.Equal(t, pricing.MustPercent("25"), deepest(t, p, pricing.Percent{}), "nobody buys early enough for the half")
}

// TestPromotion_floor: the promotion never sells below the floor, however early the passenger buys. At half the normal
// price the floor is out of the promotion's way; at 60 % it holds, and the claim is false: both may not be promised at once.
func TestPromotion_floor(t *testing.T) {
	p := seeds.ADOAdvancePurchase()
	assert.Equal(t, seeds.ADOClaim(), deepest(t, p, pricing.MustPercent("50")))
	assert.Equal(t, pricing.MustPercent("40"), deepest(t, p, pricing.MustPercent("60")))

	step, ok := charged(t, p, 40, pricing.MustPercent("60")).Explain(p.Name)
	assert.True(t, ok)
	// 40 % and 50 % of 960, 1146 and 1430
	assert.Equal(t, "ADVANCE takes off 1414.40 MXN of 1768.00 MXN: a line's floor holds the rest", step.String())
}
