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

// TestQuote_boundaries: what each limit includes and what it does not, on the basket of 330.00 with 4 units, a trip three
// days ahead at 01:00 on a Thursday, bought at 10:00 on Monday, as the second order.
func TestQuote_boundaries(t *testing.T) {
	half := promotion.PercentOff{Off: pricing.MustPercent("50")}
	three, two := 3, 2
	when := func(c promotion.Condition) promotion.Promotion { return promotion.Promotion{When: c, Give: half} }
	hours := func(start, end string) promotion.Promotion { return when(promotion.Calendar{Start: start, End: end}) }
	departs := func(c promotion.Calendar) promotion.Promotion { c.Departure = true; return when(c) }
	at, trip := december(3), time.Date(2012, 12, 6, 1, 0, 0, 0, mexico)
	tiers := func(bySpend bool, from int64) promotion.Promotion {
		return promotion.Promotion{Give: promotion.Tiered{BySpend: bySpend, Tiers: []promotion.Tier{{From: decimal.New(from, -2), Off: ptr("50")}}}}
	}
	limits := func(l promotion.Limits) promotion.Promotion { return promotion.Promotion{Give: half, Limits: l} }
	for i, c := range []struct {
		p     promotion.Promotion
		holds bool
	}{
		{promotion.Promotion{Give: half, From: at}, true},
		{promotion.Promotion{Give: half, From: at.Add(1)}, false}, // a nanosecond, within the same second
		{promotion.Promotion{Give: half, Until: at}, false},
		{promotion.Promotion{Give: half, Until: at.Add(1)}, true},
		{promotion.Promotion{Give: half, From: at.Add(time.Hour)}, false},
		{promotion.Promotion{Give: half, Until: at.Add(-time.Hour)}, false},
		{hours("10:00", "10:01"), true},
		{hours("09:00", "10:00"), false},
		{hours("10:01", "12:00"), false},
		{hours("10:00", ""), true},
		{hours("10:01", ""), false},
		{hours("", "10:00"), false},
		{hours("", "10:01"), true},
		{hours("10:00", "06:00"), true}, // wraps midnight
		{hours("10:01", "06:00"), false},
		{hours("22:00", "10:00"), false},
		{hours("22:00", "10:01"), true},
		{when(promotion.Calendar{Weekdays: []time.Weekday{time.Monday}}), true},
		{when(promotion.Calendar{Weekdays: []time.Weekday{time.Tuesday}}), false},
		{when(promotion.Calendar{From: at, Until: at.Add(1)}), true},
		{when(promotion.Calendar{From: at.Add(1)}), false},
		{when(promotion.Calendar{Until: at}), false},
		{departs(promotion.Calendar{Weekdays: []time.Weekday{time.Thursday}, Start: "01:00", End: "01:01"}), true},
		{departs(promotion.Calendar{Weekdays: []time.Weekday{time.Wednesday}}), false},
		{departs(promotion.Calendar{From: trip, Until: trip.Add(1)}), true},
		{departs(promotion.Calendar{Until: trip}), false},
		{when(promotion.AdvancePurchase{MinDays: 3, MaxDays: &three}), true},
		{when(promotion.AdvancePurchase{MinDays: 4}), false},
		{when(promotion.AdvancePurchase{MaxDays: &two}), false},
		{when(promotion.Spend{Min: minor(33_000)}), true},
		{when(promotion.Spend{Min: minor(33_001)}), false},
		{when(promotion.Spend{Min: minor(20_000), Of: promotion.Match{Tags: []string{"summer"}}}), true},
		{when(promotion.Spend{Min: minor(20_001), Of: promotion.Match{Tags: []string{"summer"}}}), false},
		{when(promotion.Quantity{Min: 4}), true},
		{when(promotion.Quantity{Min: 5}), false},
		{when(promotion.Quantity{Min: 2, EachLine: true}), true},
		{when(promotion.Quantity{Min: 2, EachLine: true, Of: promotion.Match{Lines: []string{"hat", "trip"}}}), false},
		{when(promotion.Customer{OrderFrom: 2, OrderTo: 2}), true},
		{when(promotion.Customer{OrderFrom: 3}), false},
		{when(promotion.Customer{OrderTo: 1}), false},
		{when(promotion.Customer{Segments: []string{"vip", "student"}}), true},
		{when(promotion.Match{Markets: []string{"south", "north"}, Tags: []string{"summer"}, Lines: []string{"shirt"}}), true},
		{when(promotion.Match{Markets: []string{"north"}, Lines: []string{"hat"}}), false},
		{tiers(false, 400), true},
		{tiers(false, 500), false},
		{tiers(true, 33_000), true},
		{tiers(true, 33_001), false},
		{limits(promotion.Limits{Budget: minor(16_500)}), true},
		{limits(promotion.Limits{Budget: minor(16_499)}), false},
		{limits(promotion.Limits{Units: 4}), true},
		{limits(promotion.Limits{Units: 3}), false},
	} {
		c.p.Name = "P"
		cart := basket()
		cart.Orders, cart.Segments = 1, []string{"student"}
		r := quoted(t, cart, quote.Policy{}, c.p)
		assert.Equal(t, c.holds, r.Discount.Sign() > 0, "%d: %s", i, r.Trace[0])
	}
}

// TestQuote_counterBoundaries: what is left of a limit is left to the last one; a limit that is reached is spent.
func TestQuote_counterBoundaries(t *testing.T) {
	p := off("P", "50", 0)
	p.Limits = promotion.Limits{Uses: 3, PerCustomer: 2, Units: 10, Budget: minor(50_000)}
	id := p.Identity().String()
	for key, last := range map[string]int64{"/uses": 2, "/customer/ana": 1, "/units": 6, "/budget": 33_500} {
		for extra, holds := range map[int64]bool{0: true, 1: false} {
			r, err := quote.Quote(basket(), []promotion.Promotion{p}, map[string]int64{id + key: last + extra}, quote.Policy{})
			require.NoError(t, err)
			assert.Equal(t, holds, r.Discount.Sign() > 0, "%s %d", key, last+extra)
			require.NoError(t, r.Verify())
		}
	}
	p.Limits.Partial = true
	for key, c := range map[string]struct {
		value int64
		want  string
	}{
		"/units":  {9, "25.00 MXN"}, // one unit is left: the hat's
		"/budget": {49_999, "0.01 MXN"},
	} {
		r, err := quote.Quote(basket(), []promotion.Promotion{p}, map[string]int64{id + key: c.value}, quote.Policy{})
		require.NoError(t, err)
		assert.Equal(t, c.want, r.Discount.String(), key)
		require.NoError(t, r.Verify())
	}
}

// TestStep_days: where some lines are booked too late and the others too early, the nearest of the late ones is told.
func TestStep_days(t *testing.T) {
	eight := 8
	p := off("P", "50", 0)
	p.When = promotion.AdvancePurchase{MinDays: 7, MaxDays: &eight}
	c := quote.Cart{At: december(3), Lines: []quote.Line{
		ticket("a", 1, december(5)), ticket("b", 1, december(9)), ticket("c", 1, december(20)), item("d", 100, 1),
	}}
	r := quoted(t, c, quote.Policy{}, p)
	assert.Equal(t, []quote.Cause{{Path: "when", Reason: quote.BookedTooLate, Need: 7, Have: 6}}, r.Trace[0].Causes)
	p.When = promotion.AdvancePurchase{MinDays: 1, MaxDays: new(1)}
	r = quoted(t, c, quote.Policy{}, p)
	assert.Equal(t, []quote.Cause{{Path: "when", Reason: quote.BookedTooEarly, Need: 1, Have: 2}}, r.Trace[0].Causes)
	c.Lines = c.Lines[3:]
	assert.Equal(t, quote.NoDeparture, quoted(t, c, quote.Policy{}, p).Trace[0].Reason)
}

// TestAdvanceOff_spent: a band whose quota is spent gives way to the next; when all are spent, that is the reason.
func TestAdvanceOff_spent(t *testing.T) {
	p := mx50()
	p.Give = promotion.AdvanceOff{Bands: []promotion.Band{{MinDays: 7, Off: pricing.MustPercent("25"), Quota: 3}, {MinDays: 30, Off: pricing.MustPercent("50"), Quota: 2}}}
	e, err := quote.New([]promotion.Promotion{p}, quote.Policy{})
	require.NoError(t, err)
	c := weekend()
	keys, err := e.CounterKeys(c)
	require.NoError(t, err)
	for _, s := range []struct {
		half, quarter int64
		says          string
	}{
		{1, 0, "MX50 takes off 720.00 MXN of 960.00 MXN: the rest of its quota is spent"},
		{2, 0, "MX50 takes off 480.00 MXN of 960.00 MXN: the rest of its quota is spent"},
		{9, 2, "MX50 takes off 240.00 MXN of 960.00 MXN: the rest of its quota is spent"},
		{2, 3, "MX50 not applied: needs 2 units, 0 are left"},
	} {
		r, err := e.Quote(c, map[string]int64{keys[0]: s.half, keys[1]: s.quarter})
		require.NoError(t, err)
		require.NoError(t, r.Verify())
		assert.Equal(t, s.says, r.Trace[0].String())
	}
	_, err = e.Quote(c, map[string]int64{keys[0]: -1})
	assert.ErrorIs(t, err, quote.ErrInvalid)
	_, err = e.NearMisses(c, map[string]int64{keys[0]: -1})
	assert.ErrorIs(t, err, quote.ErrInvalid)
	_, err = e.Quote(c, map[string]int64{keys[1]: -1})
	assert.NoError(t, err, "nobody looks at it: there are seats in the deeper band")
}
