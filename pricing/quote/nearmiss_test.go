package quote_test

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
	"github.com/seed-4ccf82d5/servicequality/pricing/quote"
)

// TestEngine_NearMisses: what each promotion alone would save on the basket of 330.00 if what is missing were done.
func TestEngine_NearMisses(t *testing.T) {
	half := promotion.PercentOff{Off: pricing.MustPercent("50")}
	one := 1
	for _, c := range []struct {
		p    promotion.Promotion
		want []string
	}{
		{promotion.Promotion{Give: half}, nil}, // applies
		{promotion.Promotion{Give: half, Code: "X"}, []string{"its code gives P 165.00 MXN"}},
		{promotion.Promotion{Give: half, When: promotion.Spend{Min: minor(40_000)}}, []string{"70.00 MXN more gives P 165.00 MXN"}},
		{promotion.Promotion{Give: half, When: promotion.Quantity{Min: 5}}, []string{"1 more unit gives P 165.00 MXN"}},
		{promotion.Promotion{Give: half, When: promotion.Quantity{Min: 5, EachLine: true, Of: promotion.Match{Tags: []string{"summer"}}}}, []string{"3 more units give P 100.00 MXN"}},
		{promotion.Promotion{Give: half, When: promotion.AdvancePurchase{MinDays: 7}}, []string{"booking 4 days earlier gives P 40.00 MXN"}},
		{promotion.Promotion{Give: half, When: promotion.AdvancePurchase{MaxDays: &one}}, []string{"booking 2 days later gives P 40.00 MXN"}},
		{
			promotion.Promotion{Give: half, Code: "X", When: promotion.Spend{Min: minor(40_000)}},
			[]string{"its code gives P 165.00 MXN"},
		},
		{promotion.Promotion{Give: half, When: promotion.Fact{Name: "x"}}, nil},
		{promotion.Promotion{Give: half, Code: "X", When: promotion.Fact{Name: "x"}}, nil}, // a code alone does not help
		{promotion.Promotion{Give: half, Code: "X", From: december(4)}, nil},
		{promotion.Promotion{Give: half, Code: "X", Limits: promotion.Limits{Budget: minor(1)}}, nil}, // it would not be granted
		{promotion.Promotion{Give: half, When: promotion.All{Of: []promotion.Condition{
			promotion.Spend{Min: minor(40_000)}, promotion.Not{Of: promotion.Quantity{Min: 9}},
		}}}, []string{"70.00 MXN more gives P 165.00 MXN"}}, // what is excluded is not taken as met
		{promotion.Promotion{Give: promotion.Tiered{Tiers: []promotion.Tier{{From: decimal.New(9, 0), Off: ptr("10")}}}}, []string{"5 more units give P 33.00 MXN"}},
		{promotion.Promotion{Give: promotion.AdvanceOff{Bands: []promotion.Band{
			{MinDays: 30, Off: pricing.MustPercent("50")}, {MinDays: 7, Off: pricing.MustPercent("25")},
		}}}, []string{"booking 4 days earlier gives P 20.00 MXN"}},
		{promotion.Promotion{Give: promotion.BuyGet{BuyUnits: 9, GetUnits: 1, Off: pricing.MustPercent("50")}}, nil},
	} {
		c.p.Name = "P"
		e, err := quote.New([]promotion.Promotion{c.p}, quote.Policy{})
		require.NoError(t, err)
		misses, err := e.NearMisses(basket(), nil)
		require.NoError(t, err)
		var got []string
		for _, m := range misses {
			got = append(got, m.String()+" "+m.Saves.String())
		}
		assert.Equal(t, c.want, got)
	}
}

// TestEngine_NearMisses_largestFirst: by what they save, and within the policy: the best alone must be beaten first.
func TestEngine_NearMisses_largestFirst(t *testing.T) {
	a, b, c := off("A", "10", 0), off("B", "20", 0), off("C", "15", 0)
	a.Code, b.Code = "A", "B"
	for combine, want := range map[quote.Combine][]string{quote.Sequential: {"B", "A"}, quote.Best: {"B"}} {
		e, err := quote.New([]promotion.Promotion{a, b, c}, quote.Policy{Combine: combine})
		require.NoError(t, err)
		misses, err := e.NearMisses(basket(), nil)
		require.NoError(t, err)
		var got []string
		for _, m := range misses {
			got = append(got, m.Promotion)
		}
		assert.Equal(t, want, got)
	}
	_, err := new(quote.Engine).NearMisses(basket(), nil)
	assert.NoError(t, err)
}

// TestEngine_NearMisses_saves: each saving is positive and below the total, and listed in falling order.
func TestEngine_NearMisses_saves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := draw{t}
		c, promos, p := d.cart(), d.promotions(5), d.policy()
		e, err := quote.New(promos, p)
		require.NoError(t, err)
		r, err := e.Quote(c, nil)
		require.NoError(t, err)
		misses, err := e.NearMisses(c, nil)
		require.NoError(t, err)
		last := r.Total.Minor()
		for _, m := range misses {
			assert.Positive(t, m.Saves.Minor())
			assert.LessOrEqual(t, m.Saves.Minor(), last)
			last = m.Saves.Minor()
			step, ok := r.Explain(m.Promotion)
			require.True(t, ok)
			assert.Equal(t, step.Causes[0], m.Cause)
		}
	})
}

// TestAudit: what each list of promotions is found to hold.
func TestAudit(t *testing.T) {
	half := promotion.PercentOff{Off: pricing.MustPercent("50")}
	when := func(all ...promotion.Condition) promotion.Promotion {
		return promotion.Promotion{Name: "W", Give: half, When: promotion.All{Of: all}}
	}
	match := func(market string) promotion.Condition { return promotion.Match{Markets: []string{market}} }
	ten, flat, more := 10, minor(100), minor(200)
	tiers := func(bySpend, graduated bool, tiers ...promotion.Tier) promotion.Promotion {
		return promotion.Promotion{Name: "T", Give: promotion.Tiered{BySpend: bySpend, Graduated: graduated, Tiers: tiers}}
	}
	unit := func(from int64, price string) promotion.Tier {
		p := decimal.RequireFromString(price)
		return promotion.Tier{From: decimal.New(from, 0), Unit: &p}
	}
	at := func(from int64, off string) promotion.Tier {
		return promotion.Tier{From: decimal.New(from, 0), Off: ptr(off)}
	}
	coded, again, alone := off("C", "10", 0), off("D", "10", 0), off("X", "10", 5)
	coded.Code, again.Code, alone.Exclusive = "Save", "SAVE", promotion.AloneInCart
	charges := promotion.Promotion{Name: "BAG", Charges: true, Give: half}
	bands := promotion.Promotion{Name: "B", Give: promotion.AdvanceOff{Bands: []promotion.Band{
		{MinDays: 30, Off: pricing.MustPercent("20")}, {MinDays: 7, Off: pricing.MustPercent("25")}, {MinDays: 3, Off: pricing.MustPercent("30"), Quota: 5},
	}}}
	fenced := bands
	fenced.Fence, fenced.When = promotion.Fence{Credit: true}, promotion.AdvancePurchase{MaxDays: &ten}
	sale := promotion.Promotion{Name: "S", Give: half, From: december(1), Until: december(31), When: promotion.Calendar{From: december(31)}}
	for name, c := range map[string]struct {
		promos []promotion.Promotion
		policy quote.Policy
		want   []string
	}{
		"sound":                {[]promotion.Promotion{mx50(), off("A", "10", 0)}, quote.Policy{}, nil},
		"passed over":          {[]promotion.Promotion{{Name: "A"}, coded, again}, quote.Policy{}, []string{"[2].code duplicateCode"}},
		"volume that pays":     {[]promotion.Promotion{tiers(false, false, unit(1, "7"), unit(6, "5"), unit(11, "4.90"))}, quote.Policy{}, []string{"[0].give.tiers[1] nonMonotoneTiers"}},
		"stripe":               {[]promotion.Promotion{tiers(false, false, unit(1, "7"), unit(6, "6.50"), unit(11, "6"))}, quote.Policy{}, nil}, // 35 < 39, 65 < 66
		"graduated":            {[]promotion.Promotion{tiers(false, true, unit(1, "7"), unit(6, "1"))}, quote.Policy{}, nil},
		"percent of units":     {[]promotion.Promotion{tiers(false, false, at(0, "10"), at(10, "19"), at(11, "50"))}, quote.Policy{}, []string{"[0].give.tiers[2] nonMonotoneTiers"}},
		"percent of spend":     {[]promotion.Promotion{tiers(true, false, at(0, "5"), at(100, "6"), at(200, "6"))}, quote.Policy{}, []string{"[0].give.tiers[1] nonMonotoneTiers"}},
		"amounts by spend":     {[]promotion.Promotion{tiers(true, false, promotion.Tier{From: decimal.New(1, 0), Amount: &flat}, promotion.Tier{From: decimal.New(2, 0), Amount: &more}, promotion.Tier{From: decimal.New(3, 0), Amount: &flat})}, quote.Policy{}, []string{"[0].give.tiers[0] nonMonotoneTiers", "[0].give.tiers[1] nonMonotoneTiers"}},
		"depends on the price": {[]promotion.Promotion{tiers(false, false, unit(2, "7"), at(6, "90"), promotion.Tier{From: decimal.New(7, 0), Amount: &more})}, quote.Policy{}, nil},
		"two markets":          {[]promotion.Promotion{when(match("a"), match("b"))}, quote.Policy{}, []string{"[0].when unreachable"}},
		"one market":           {[]promotion.Promotion{when(match("a"), promotion.Match{Markets: []string{"b", "a"}})}, quote.Policy{}, nil},
		"not itself":           {[]promotion.Promotion{when(match("a"), promotion.All{Of: []promotion.Condition{promotion.Not{Of: match("a")}}})}, quote.Policy{}, []string{"[0].when unreachable"}},
		"not everything":       {[]promotion.Promotion{when(promotion.Not{Of: promotion.Any{Of: []promotion.Condition{match("a"), promotion.Customer{OrderFrom: 1}}}})}, quote.Policy{}, []string{"[0].when unreachable"}},
		"never everything":     {[]promotion.Promotion{when(promotion.Not{Of: promotion.Not{Of: promotion.Not{Of: promotion.Calendar{}}}})}, quote.Policy{}, []string{"[0].when unreachable"}},
		"nothing spent":        {[]promotion.Promotion{when(promotion.Spend{Min: flat, Of: promotion.Not{Of: promotion.Match{}}})}, quote.Policy{}, []string{"[0].when unreachable"}},
		"nothing counted":      {[]promotion.Promotion{when(promotion.Any{Of: []promotion.Condition{promotion.Quantity{Min: 1, Of: promotion.Not{Of: promotion.All{Of: []promotion.Condition{promotion.Match{}}}}}}})}, quote.Policy{}, []string{"[0].when unreachable"}},
		"orders":               {[]promotion.Promotion{when(promotion.Customer{OrderFrom: 3}, promotion.Customer{OrderTo: 2})}, quote.Policy{}, []string{"[0].when unreachable"}},
		"days":                 {[]promotion.Promotion{when(promotion.AdvancePurchase{MaxDays: &ten}, promotion.AdvancePurchase{MinDays: 11})}, quote.Policy{}, []string{"[0].when unreachable"}},
		"weekdays":             {[]promotion.Promotion{when(promotion.Calendar{Weekdays: []time.Weekday{1}}, promotion.Calendar{Weekdays: []time.Weekday{2}})}, quote.Policy{}, []string{"[0].when unreachable"}},
		"a sale that is over":  {[]promotion.Promotion{sale}, quote.Policy{}, []string{"[0].when unreachable"}},
		"bands":                {[]promotion.Promotion{bands}, quote.Policy{}, []string{"[0].give.bands bandsWithoutFence", "[0].give.bands[0] unreachable"}},
		"bands too early":      {[]promotion.Promotion{fenced}, quote.Policy{}, []string{"[0].give.bands[0] unreachable"}},
		"behind one alone":     {[]promotion.Promotion{off("A", "10", 9), charges, alone}, quote.Policy{}, []string{"[0] unreachable"}},
		"behind the first":     {[]promotion.Promotion{off("A", "10", 9), charges, alone}, quote.Policy{Combine: quote.First}, []string{"[2] unreachable"}},
		"beside the best":      {[]promotion.Promotion{off("A", "10", 9), charges, alone}, quote.Policy{Combine: quote.Best}, nil},
	} {
		var got []string
		for _, cause := range quote.Audit(c.promos, c.policy) {
			got = append(got, cause.Path+" "+cause.Reason.String())
		}
		assert.Equal(t, c.want, got, name)
	}
}
