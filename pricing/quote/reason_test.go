package quote_test

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
	"github.com/seed-4ccf82d5/servicequality/pricing/quote"
)

// basket is two shirts at 100.00 and a hat at 50.00, bought on a Monday at ten in the morning; a trip three days later.
func basket() quote.Cart {
	shirt, hat, trip := item("shirt", 10_000, 2), item("hat", 5_000, 1), item("trip", 8_000, 1)
	shirt.Tags, shirt.Market, trip.Departs = []string{"summer"}, "north", time.Date(2012, 12, 6, 1, 0, 0, 0, mexico)
	return quote.Cart{At: december(3), Customer: "ana", Lines: []quote.Line{shirt, hat, trip}}
}

// TestStep_reasons: each promotion by itself on the basket, and in plain words what became of it.
func TestStep_reasons(t *testing.T) {
	half := promotion.PercentOff{Off: pricing.MustPercent("50")}
	flat := promotion.AmountOff{Amount: minor(1_000)}
	most := func(days int) *int { return &days }
	when := func(c promotion.Condition) promotion.Promotion { return promotion.Promotion{When: c, Give: half} }
	on := func(c promotion.Condition, give promotion.Benefit) promotion.Promotion {
		return promotion.Promotion{On: c, Give: give}
	}
	for _, c := range []struct {
		p      promotion.Promotion
		reason quote.Reason
		says   string
	}{
		{promotion.Promotion{Give: half}, quote.Applied, "takes off 165.00 MXN"},
		{promotion.Promotion{Give: promotion.AmountOff{Amount: minor(99_900)}}, quote.ClampedByRest, "takes off 330.00 MXN of 999.00 MXN: there is no more to pay"},
		{promotion.Promotion{Give: half, From: december(4)}, quote.NotStarted, "not applied: not yet sold"},
		{promotion.Promotion{Give: half, Until: december(3)}, quote.Ended, "not applied: no longer sold"},
		{promotion.Promotion{Give: half, Code: "X"}, quote.CodeMissing, "not applied: its code was not named"},
		{when(promotion.Spend{Min: minor(40_000)}), quote.SpendTooLow, "not applied: needs 400.00 MXN, has 330.00 MXN"},
		{when(promotion.Quantity{Min: 5}), quote.QuantityTooLow, "not applied: needs 5 units, has 4"},
		{when(promotion.Quantity{Min: 3, EachLine: true}), quote.QuantityTooLow, "not applied: needs 3 units, has 2"},
		{when(promotion.AdvancePurchase{MinDays: 7}), quote.BookedTooLate, "not applied: needs 7 days before departure, has 3"},
		{when(promotion.AdvancePurchase{MaxDays: most(1)}), quote.BookedTooEarly, "not applied: needs at most 1 day before departure, has 3"},
		{on(promotion.AdvancePurchase{MinDays: 3, MaxDays: most(3)}, half), quote.Applied, "takes off 40.00 MXN"},
		{
			when(promotion.All{Of: []promotion.Condition{promotion.Match{Markets: []string{"north"}}, promotion.AdvancePurchase{}}}),
			quote.NoLine, "not applied: no line that it is for",
		},
		{when(promotion.Calendar{Weekdays: []time.Weekday{time.Sunday}}), quote.WrongTime, "not applied: not at this time"},
		{when(promotion.Calendar{Start: "22:00", End: "06:00"}), quote.WrongTime, "not applied: not at this time"},
		{on(promotion.Calendar{Departure: true, Start: "22:00", End: "06:00"}, half), quote.Applied, "takes off 40.00 MXN"},
		{on(promotion.Calendar{Departure: true, Until: december(5)}, half), quote.WrongTime, "not applied: not at this time"},
		{when(promotion.Customer{Segments: []string{"vip"}}), quote.NotInSegment, "not applied: the customer is in none of its segments"},
		{when(promotion.Customer{OrderFrom: 2}), quote.WrongOrderNumber, "not applied: not for order number 1"},
		{when(promotion.Fact{Name: "member"}), quote.FactFalse, "not applied: its fact does not hold"},
		{when(promotion.Not{Of: promotion.Match{}}), quote.ExcludedByNot, "not applied: only what it excludes"},
		{when(promotion.Match{Markets: []string{"south"}}), quote.NoLine, "not applied: no line that it is for"},
		{when(promotion.Any{Of: []promotion.Condition{promotion.Fact{Name: "a"}, promotion.Quantity{Min: 9}}}), quote.FactFalse, "not applied: its fact does not hold; needs 9 units, has 4"},
		{promotion.Promotion{Give: half, Charges: true}, quote.NoLine, "not applied: no line that it is for"},
		{promotion.Promotion{Give: promotion.AmountOff{Amount: pricing.MustMoney("1.00 USD")}}, quote.CurrencyDiffers, "not applied: it is in another currency"},
		{promotion.Promotion{Give: half, Limits: promotion.Limits{Budget: minor(10_000)}}, quote.BudgetSpent, "not applied: needs 165.00 MXN, 100.00 MXN of its budget are left"},
		{promotion.Promotion{Give: half, Limits: promotion.Limits{Budget: minor(10_000), Partial: true}}, quote.ClampedByBudget, "takes off 100.00 MXN of 165.00 MXN: the rest of its budget is spent"},
		{promotion.Promotion{Give: half, Limits: promotion.Limits{Units: 3}}, quote.UnitsSpent, "not applied: needs 4 units, 3 are left"},
		{promotion.Promotion{Give: half, Limits: promotion.Limits{Units: 3, Partial: true}}, quote.ClampedByQuota, "takes off 125.00 MXN of 165.00 MXN: the rest of its quota is spent"},
		{on(promotion.Match{Lines: []string{"hat"}}, promotion.FixedPrice{Price: minor(6_000)}), quote.NothingLeft, "not applied: nothing to take off"},
		{on(promotion.Match{Lines: []string{"hat"}}, promotion.FixedPrice{Price: minor(6_000), Units: 2}), quote.QuantityTooLow, "not applied: needs 2 units, has 1"},
		{promotion.Promotion{Give: promotion.BuyGet{BuyUnits: 4, GetUnits: 1, Off: pricing.MustPercent("100")}}, quote.QuantityTooLow, "not applied: needs 5 units, has 4"},
		{promotion.Promotion{Give: promotion.BuyGet{BuyUnits: 5, GetUnits: 1, Off: pricing.MustPercent("100")}}, quote.QuantityTooLow, "not applied: needs 5 units, has 4"},
		{promotion.Promotion{Give: promotion.BuyGet{BuyUnits: 1, GetUnits: 5, Off: pricing.MustPercent("100")}}, quote.QuantityTooLow, "not applied: needs 5 units, has 4"},
		{promotion.Promotion{Give: promotion.Tiered{Tiers: []promotion.Tier{{From: decimal.New(9, 0), Off: ptr("10")}}}}, quote.QuantityTooLow, "not applied: needs 9 units, has 4"},
		{promotion.Promotion{Give: promotion.Tiered{BySpend: true, Tiers: []promotion.Tier{{From: decimal.New(330_005, -3), Off: ptr("10")}}}}, quote.SpendTooLow, "not applied: needs 330.01 MXN, has 330.00 MXN"},
		{promotion.Promotion{Give: promotion.AdvanceOff{Bands: []promotion.Band{{MinDays: 4, Off: pricing.MustPercent("10")}}}}, quote.BookedTooLate, "not applied: needs 4 days before departure, has 3"},
		{on(promotion.Match{Lines: []string{"hat"}}, promotion.AdvanceOff{Bands: []promotion.Band{{Off: pricing.MustPercent("10")}}}), quote.NoDeparture, "not applied: nothing departs"},
		{on(promotion.Match{Lines: []string{"hat"}}, flat), quote.Applied, "takes off 10.00 MXN"},
	} {
		c.p.Name = "P"
		r := quoted(t, basket(), quote.Policy{}, c.p)
		assert.Equal(t, c.reason, r.Trace[0].Reason, c.says)
		assert.Equal(t, "P "+c.says, r.Trace[0].String())
	}
}

// TestStep_counted: limits that earlier carts have reached, and a counter beyond its limit, which is spent.
func TestStep_counted(t *testing.T) {
	p := promotion.Promotion{
		Name: "P", Give: promotion.PercentOff{Off: pricing.MustPercent("50")},
		Limits: promotion.Limits{Uses: 3, PerCustomer: 1, Units: 10, Budget: minor(50_000)},
	}
	id := p.Identity().String()
	for key, c := range map[string]struct {
		value  int64
		reason quote.Reason
		says   string
	}{
		"/uses":         {3, quote.UsesSpent, "P not applied: its limit of 3 uses is reached"},
		"/customer/ana": {2, quote.CustomerUsesSpent, "P not applied: the customer has had it 2 times, at most 1"},
		"/units":        {11, quote.UnitsSpent, "P not applied: needs 4 units, 0 are left"},
		"/budget":       {33_501, quote.BudgetSpent, "P not applied: needs 165.00 MXN, 164.99 MXN of its budget are left"},
	} {
		r, err := quote.Quote(basket(), []promotion.Promotion{p}, map[string]int64{id + key: c.value}, quote.Policy{})
		require.NoError(t, err)
		assert.Equal(t, c.reason, r.Trace[0].Reason, key)
		assert.Equal(t, c.says, r.Trace[0].String())
		assert.Empty(t, r.Counters)
		_, err = quote.Quote(basket(), []promotion.Promotion{p}, map[string]int64{id + key: -1}, quote.Policy{})
		assert.ErrorIs(t, err, quote.ErrInvalid, key)
	}
	stranger := basket()
	stranger.Customer = ""
	assert.Equal(t, quote.NoCustomer, quoted(t, stranger, quote.Policy{}, p).Trace[0].Reason)
	assert.Len(t, quoted(t, basket(), quote.Policy{}, p).Counters, 4)
}

// TestStep_oneCause: a unit that becomes free is not clamped; only the one that its floor holds is.
func TestStep_oneCause(t *testing.T) {
	c := quote.Cart{Lines: []quote.Line{item("a", 1_000, 1), item("b", 2_000, 1)}}
	c.Lines[1].Floor = minor(1_500)
	for _, scope := range []promotion.Scope{promotion.PerLine, promotion.PerUnit} {
		r := quoted(t, c, quote.Policy{}, promotion.Promotion{Name: "P", Give: promotion.AmountOff{Amount: minor(1_000), Scope: scope}})
		assert.Equal(t, []quote.Cause{{Path: "give", Reason: quote.ClampedByFloor, Need: 2_000, Have: 1_500}}, r.Trace[0].Causes)
	}
}

// TestQuote_guards: what each guard leaves of one unit at 100.00, by hand; tax within prices is no margin.
func TestQuote_guards(t *testing.T) {
	free := promotion.Promotion{Name: "P", Give: promotion.PercentOff{Off: pricing.MustPercent("100")}}
	for _, c := range []struct {
		floor, cost int64
		policy      quote.Policy
		excluded    bool
		net         string
		reason      quote.Reason
	}{
		{6_000, 0, quote.Policy{}, false, "60.00 MXN", quote.ClampedByFloor},
		{0, 6_000, quote.Policy{}, false, "0.00 MXN", quote.Applied}, // a cost alone guards nothing
		{0, 5_000, quote.Policy{MinMargin: ptr("20")}, true, "62.50 MXN", quote.ClampedByMargin},
		{0, 5_000, quote.Policy{MinMargin: ptr("20")}, false, "72.50 MXN", quote.ClampedByMargin}, // 50·1.16/0.8
		{0, 9_000, quote.Policy{MinMargin: ptr("20")}, true, "100.00 MXN", quote.ClampedByMargin}, // never above the list price
		{0, 0, quote.Policy{MaxDepth: ptr("100/3")}, false, "66.67 MXN", quote.ClampedByDepth},
		{7_000, 5_000, quote.Policy{MaxDepth: ptr("40"), MinMargin: ptr("20")}, true, "70.00 MXN", quote.ClampedByFloor},
	} {
		line := item("a", 10_000, 1)
		line.Floor, line.Cost, line.Tax = minor(c.floor), minor(c.cost), pricing.MustPercent("16")
		r := quoted(t, quote.Cart{Lines: []quote.Line{line}, TaxExcluded: c.excluded}, c.policy, free)
		assert.Equal(t, c.net, r.Lines[0].Net.String())
		assert.Equal(t, c.reason, r.Trace[0].Reason)
	}
}
