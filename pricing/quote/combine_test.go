package quote_test

import (
	"slices"
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

// off is a promotion that takes a percentage off everything.
func off(name, percent string, priority int) promotion.Promotion {
	return promotion.Promotion{Name: name, Give: promotion.PercentOff{Off: pricing.MustPercent(percent)}, Priority: priority}
}

// reasons returns name and reason of each step, in order.
func reasons(r quote.Result) (all []string) {
	for _, s := range r.Trace {
		all = append(all, s.Promotion+" "+s.Reason.String())
	}
	return all
}

// TestPolicy_Combine: 5, 10 and 15 % are 30 % summed and 27.325 % one after another (Zuora's documentation of stacked
// discounts); alone the best is 15 %, and the first by priority 5 %.
func TestPolicy_Combine(t *testing.T) {
	promos := []promotion.Promotion{off("A", "5", 3), off("B", "10", 2), off("C", "15", 1)}
	c := quote.Cart{Lines: []quote.Line{item("a", 100_000_00, 1)}}
	for combine, want := range map[quote.Combine]string{
		quote.Sequential: "72675.00 MXN", quote.Additive: "70000.00 MXN", quote.Best: "85000.00 MXN", quote.First: "95000.00 MXN",
	} {
		assert.Equal(t, want, quoted(t, c, quote.Policy{Combine: combine}, promos...).Total.String(), combine)
	}
	best := quoted(t, c, quote.Policy{Combine: quote.Best}, promos...)
	assert.Equal(t, []string{"A notBest", "B notBest", "C applied"}, reasons(best))
	assert.Equal(t, "10000.00 MXN", best.Trace[1].Wanted.String(), "a loser keeps what it wanted")
	assert.Equal(t, []string{"A applied", "B notBest", "C notBest"}, reasons(quoted(t, c, quote.Policy{Combine: quote.First}, promos...)))
}

// TestPolicy_Additive: shares in proportion, 100 % at most, floors, and what is not summed follows on the rest.
func TestPolicy_Additive(t *testing.T) {
	c := quote.Cart{Lines: []quote.Line{item("a", 9_999, 1), item("b", 5_000, 2)}}
	c.Lines[0].Tags = []string{"seat"}
	some := off("S", "20", 9)
	some.On = promotion.Match{Tags: []string{"seat"}}
	flat := promotion.Promotion{Name: "Z", Give: promotion.AmountOff{Amount: minor(1_000)}}
	budgeted := off("L", "10", 0)
	budgeted.Limits.Budget = minor(1_000_000)
	r := quoted(t, c, quote.Policy{Combine: quote.Additive}, off("A", "10", 0), some, flat, budgeted)
	assert.Equal(t, []string{"S applied", "A applied", "L applied", "Z applied"}, reasons(r))
	// a: 30 % of 99.99 is 30.00, in proportion 20 to 10; b: 10 % of 100.00. Then 10 % of the rest, then 10.00 off.
	assert.Equal(t, []quote.Share{{Promotion: "S", Amount: minor(2_000), Units: 1}, {Promotion: "A", Amount: minor(1_000), Units: 1}}, r.Lines[0].Shares[:2])
	assert.Equal(t, quote.Share{Promotion: "A", Amount: minor(1_000), Units: 2}, r.Lines[1].Shares[0])
	assert.Equal(t, "16.00 MXN", r.Trace[2].Granted.String(), "10 % of 69.99 and 90.00, rounded once")

	full := quoted(t, c, quote.Policy{Combine: quote.Additive}, off("A", "60", 0), off("B", "60", 0), off("C", "100/3", 0))
	assert.Equal(t, "0.00 MXN", full.Total.String())
	c.Lines[0].Floor = minor(9_000)
	held := quoted(t, c, quote.Policy{Combine: quote.Additive}, off("A", "60", 0), off("B", "20", 0))
	assert.Equal(t, []string{"A clampedByFloor", "B clampedByFloor"}, reasons(held))
	assert.Equal(t, "9000", decimal.New(held.Lines[0].Net.Minor(), 0).String())
	c.Lines[0].Floor, c.Lines[1].Cost = minor(0), minor(4_500)
	held = quoted(t, c, quote.Policy{Combine: quote.Additive, MinMargin: ptr("0")}, off("A", "30", 0))
	assert.Equal(t, []string{"A clampedByMargin"}, reasons(held), "by what holds the second line, not the first")
	c.Lines[1].Cost = pricing.Money{}
	alone := off("X", "10", 0)
	alone.Exclusive = promotion.AloneInCart
	assert.Equal(t, []string{"X applied", "A blockedByExclusive"}, reasons(quoted(t, c, quote.Policy{Combine: quote.Additive}, off("A", "60", 0), alone)))
	nothing := quoted(t, quote.Cart{Lines: []quote.Line{item("a", 1, 1)}}, quote.Policy{Combine: quote.Additive}, off("A", "1", 0))
	assert.Equal(t, []string{"A nothingLeft"}, reasons(nothing))
}

// TestPromotion_Exclusive: what applies alone goes first; who grants nothing blocks nobody.
func TestPromotion_Exclusive(t *testing.T) {
	c := quote.Cart{Lines: []quote.Line{item("a", 10_000, 1), item("b", 10_000, 1)}}
	onA := off("A", "50", 0)
	onA.Exclusive, onA.On = promotion.AloneOnLine, promotion.Match{Lines: []string{"a"}}
	again := onA
	again.Name = "B"
	r := quoted(t, c, quote.Policy{}, off("ALL", "10", 9), again, onA)
	assert.Equal(t, []string{"A applied", "B blockedByExclusive", "ALL applied"}, reasons(r))
	assert.Equal(t, "25.00 MXN", r.Trace[1].Wanted.String(), "half of what is left of its line")
	assert.Equal(t, []string{"50.00 MXN", "90.00 MXN"}, []string{r.Lines[0].Net.String(), r.Lines[1].Net.String()})

	alone, never := off("ONE", "20", 0), off("NEVER", "20", 5)
	alone.Exclusive, never.Exclusive = promotion.AloneInCart, promotion.AloneInCart
	never.When = promotion.Fact{Name: "x"}
	r = quoted(t, c, quote.Policy{}, onA, off("ALL", "10", 9), alone, never)
	assert.Equal(t, []string{"NEVER factFalse", "ONE applied", "A blockedByExclusive", "ALL blockedByExclusive"}, reasons(r))
	assert.Equal(t, "160.00 MXN", r.Total.String())
}

// TestPromotion_Group: of a group the member that takes most off, at the turn of the first, on what is left then.
func TestPromotion_Group(t *testing.T) {
	c := quote.Cart{Lines: []quote.Line{item("a", 10_000, 1)}}
	small, large := off("SMALL", "10", 9), promotion.Promotion{Name: "LARGE", Give: promotion.AmountOff{Amount: minor(3_000)}}
	small.Group, large.Group = "g", "g"
	r := quoted(t, c, quote.Policy{}, off("MIDDLE", "50", 5), small, large)
	assert.Equal(t, []string{"SMALL beatenInGroup", "LARGE applied", "MIDDLE applied"}, reasons(r))
	assert.Equal(t, "35.00 MXN", r.Total.String())
	assert.Equal(t, "10.00 MXN", r.Trace[0].Wanted.String())
	tie := off("ALSO", "10", 9)
	tie.Group = "g"
	r = quoted(t, c, quote.Policy{}, small, tie)
	assert.Equal(t, []string{"ALSO applied", "SMALL beatenInGroup"}, reasons(r), "ties by name")
	first := quoted(t, c, quote.Policy{Combine: quote.First}, small, large)
	assert.Equal(t, []string{"SMALL applied", "LARGE notBest"}, reasons(first), "alone anyway, so by priority")
	late := small
	late.When = promotion.Fact{Name: "x"}
	assert.Equal(t, []string{"SMALL factFalse"}, reasons(quoted(t, c, quote.Policy{}, late)))
}

// TestPolicy_thresholds: a customer who pays 60 has not spent 100, unless thresholds look at list prices.
func TestPolicy_thresholds(t *testing.T) {
	spend := off("S", "10", 0)
	spend.When = promotion.Spend{Min: minor(10_000)}
	c := quote.Cart{Lines: []quote.Line{item("a", 10_000, 1)}}
	assert.Equal(t, quote.SpendTooLow, quoted(t, c, quote.Policy{}, off("A", "40", 1), spend).Trace[1].Reason)
	assert.Equal(t, "54.00 MXN", quoted(t, c, quote.Policy{ThresholdsOnList: true}, off("A", "40", 1), spend).Total.String())
}

// TestTiered_stripe: six units at 7.00, 6.50 and 6.00 (to 5, to 10, above) cost 39.00 by volume and 41.50 graduated
// (Stripe's documentation of tiers). The list price is 10.00.
func TestTiered_stripe(t *testing.T) {
	tier := func(from int64, unit string) promotion.Tier {
		price := decimal.RequireFromString(unit)
		return promotion.Tier{From: decimal.New(from, 0), Unit: &price}
	}
	tiers := promotion.Tiered{Tiers: []promotion.Tier{tier(1, "7"), tier(6, "6.50"), tier(11, "6")}}
	c := quote.Cart{Lines: []quote.Line{item("a", 1_000, 4), item("b", 1_000, 2)}}
	assert.Equal(t, "39.00 MXN", quoted(t, c, quote.Policy{}, promotion.Promotion{Name: "T", Give: tiers}).Total.String())
	tiers.Graduated = true
	assert.Equal(t, "41.50 MXN", quoted(t, c, quote.Policy{}, promotion.Promotion{Name: "T", Give: tiers}).Total.String())
	for _, graduated := range []bool{false, true} { // a price half a centavo above what a unit costs anyway takes nothing
		above := promotion.Tiered{Graduated: graduated, Tiers: []promotion.Tier{tier(1, "10.005")}}
		assert.Equal(t, quote.NothingLeft, quoted(t, c, quote.Policy{}, promotion.Promotion{Name: "T", Give: above}).Trace[0].Reason)
	}
	mixed := quote.Cart{Lines: []quote.Line{item("a", 1_000, 3), item("b", 2_000, 1)}} // 20.00 becomes 10.005, rounded 10.01
	above := promotion.Tiered{Tiers: []promotion.Tier{tier(1, "10.005")}}
	assert.Equal(t, "9.99 MXN", quoted(t, mixed, quote.Policy{}, promotion.Promotion{Name: "T", Give: above}).Discount.String())
	fine := promotion.Tiered{Tiers: []promotion.Tier{tier(1, "0.0035")}} // 10,000 pages cost 35.00, not 0 or 100
	pages := quote.Cart{Lines: []quote.Line{item("page", 1, 10_000)}}
	assert.Equal(t, "35.00 MXN", quoted(t, pages, quote.Policy{}, promotion.Promotion{Name: "T", Give: fine}).Total.String())
}

// TestAdvanceOff_bus: the 48 seats of a bus of the base brand (article 000), sold one by one 40 days ahead under the
// example promotion: eight at half the price, twelve at a quarter off, the rest at 10 % off, as the counters say.
func TestAdvanceOff_bus(t *testing.T) {
	e, err := quote.New([]promotion.Promotion{mx50()}, quote.Policy{})
	require.NoError(t, err)
	sold, used := map[string]int{}, map[string]int64{}
	for range 48 {
		c := quote.Cart{At: december(11), Lines: []quote.Line{ticket("A", 1, time.Date(2013, 1, 20, 22, 0, 0, 0, mexico))}}
		r, err := e.Quote(c, used)
		require.NoError(t, err)
		sold[r.Total.String()]++
		for _, k := range r.Counters {
			require.LessOrEqual(t, used[k.Key]+k.Add, k.Limit)
			used[k.Key] += k.Add
		}
	}
	assert.Equal(t, map[string]int{"480.00 MXN": 8, "720.00 MXN": 12, "864.00 MXN": 28}, sold)
}

// TestAdvanceOff_quotaWithinCart: two lines for one departure share its quota; another departure has its own.
func TestAdvanceOff_quotaWithinCart(t *testing.T) {
	bus, other := time.Date(2013, 1, 20, 22, 0, 0, 0, mexico), time.Date(2013, 1, 21, 22, 0, 0, 0, mexico)
	c := quote.Cart{At: december(3), Lines: []quote.Line{ticket("A", 5, bus), ticket("B", 5, bus.UTC()), ticket("C", 8, other)}}
	r := quoted(t, c, quote.Policy{}, mx50())
	assert.Equal(t, []string{"2400.00 MXN", "2880.00 MXN", "3840.00 MXN"}, []string{r.Lines[0].Net.String(), r.Lines[1].Net.String(), r.Lines[2].Net.String()})
	assert.Equal(t, []int{3, 2}, []int{r.Lines[1].Shares[0].Units, r.Lines[1].Shares[1].Units})
}

// TestAdvanceOff_quotaWithoutRoom: seats that a floor holds at the list price take nothing of a quota.
func TestAdvanceOff_quotaWithoutRoom(t *testing.T) {
	bus := time.Date(2013, 1, 20, 22, 0, 0, 0, mexico)
	c := quote.Cart{At: december(3), Lines: []quote.Line{ticket("A", 5, bus), ticket("B", 8, bus)}}
	c.Lines[0].Floor = c.Lines[0].Unit
	r := quoted(t, c, quote.Policy{}, mx50())
	assert.Equal(t, "3840.00 MXN", r.Discount.String(), "half of eight seats")
}

// TestQuote_unequalUnits: a share of a line is spread by what is left of its units: of 100.00 and 50.00, 30.00 takes 20.00
// and 10.00, so that the cheaper one, given away then, is worth 40.00.
func TestQuote_unequalUnits(t *testing.T) {
	c := quote.Cart{Lines: []quote.Line{item("a", 10_000, 2)}}
	r := quoted(
		t, c, quote.Policy{},
		promotion.Promotion{Name: "A", Priority: 3, Give: promotion.BuyGet{BuyUnits: 1, GetUnits: 1, Off: pricing.MustPercent("50")}},
		promotion.Promotion{Name: "B", Priority: 2, Give: promotion.AmountOff{Amount: minor(3_000)}},
		promotion.Promotion{Name: "C", Priority: 1, Give: promotion.PercentOff{Off: pricing.MustPercent("100"), Units: 1}},
	)
	assert.Equal(t, "40.00 MXN", r.Trace[2].Granted.String())
	for how, cheaper := range map[pricing.Leftover]string{ // of 0.02, 0.0133 and 0.0067: who takes the second centavo
		pricing.LargestRemainder: "49.99 MXN", pricing.FirstLines: "50.00 MXN", pricing.LastLines: "49.99 MXN",
	} {
		r := quoted(
			t, c, quote.Policy{Leftover: how},
			promotion.Promotion{Name: "A", Priority: 3, Give: promotion.BuyGet{BuyUnits: 1, GetUnits: 1, Off: pricing.MustPercent("50")}},
			promotion.Promotion{Name: "B", Priority: 2, Give: promotion.AmountOff{Amount: minor(2)}},
			promotion.Promotion{Name: "C", Priority: 1, Give: promotion.PercentOff{Off: pricing.MustPercent("100"), Units: 1}},
		)
		assert.Equal(t, cheaper, r.Trace[2].Granted.String(), how)
	}
}

// TestAdvanceOff_days: days are those of the departure's calendar. 30 days and ten minutes before midnight, across a
// change of the clock, are 30 days; in UTC the purchase would be on the next day.
func TestAdvanceOff_days(t *testing.T) {
	winter, summer := time.FixedZone("", -6*3600), time.FixedZone("", -5*3600) // what one location shows before and after
	for _, c := range []struct {
		at, departs time.Time
		want        int
	}{
		{time.Date(2013, 3, 10, 23, 50, 0, 0, winter), time.Date(2013, 4, 9, 0, 10, 0, 0, winter), 30},
		{time.Date(2013, 3, 10, 23, 50, 0, 0, winter), time.Date(2013, 4, 9, 0, 10, 0, 0, summer), 29}, // 00:50 of the 11th there
		{time.Date(2013, 3, 10, 23, 50, 0, 0, winter), time.Date(2013, 3, 10, 1, 0, 0, 0, winter), 0},
		{time.Date(2013, 3, 11, 0, 0, 0, 0, winter), time.Date(2013, 3, 10, 23, 59, 59, 0, winter), -1},
		{time.Date(1969, 12, 31, 23, 59, 59, 0, time.UTC), time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC), 1},
		{time.Date(1969, 12, 31, 0, 0, 0, 0, time.UTC), time.Date(1969, 12, 30, 23, 0, 0, 0, time.UTC), -1},
	} {
		r := quoted(t, quote.Cart{At: c.at, Lines: []quote.Line{ticket("A", 1, c.departs)}}, quote.Policy{}, mx50())
		assert.Equal(t, c.want, *r.Lines[0].Days, c.departs)
	}
}

// TestBuyGet_best: no other choice of units to buy and to give lets the customer have more applications, and with cheapest
// given, none gives away less in as many; all assignments of up to 8 units are tried.
func TestBuyGet_best(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := draw{t}
		b := promotion.BuyGet{
			Buy: promotion.Match{Tags: []string{"buy"}}, Get: promotion.Match{Tags: []string{"get"}},
			BuyUnits: d.int("b", 1, 3), GetUnits: d.int("g", 1, 2), Off: pricing.MustPercent("100"), Dearest: d.flag("dearest"),
		}
		var c quote.Cart
		var prices []int64
		var buys, gets []bool
		for i := range d.int("units", 1, 8) {
			l := item(string(rune('a'+i)), int64(d.int("price", 1, 9)), 1)
			buy, get := d.flag("buy"), d.flag("get")
			if buy {
				l.Tags = append(l.Tags, "buy")
			}
			if get {
				l.Tags = append(l.Tags, "get")
			}
			c.Lines = append(c.Lines, l)
			prices, buys, gets = append(prices, l.Unit.Minor()), append(buys, buy), append(gets, get)
		}
		most, best := 0, int64(0) // applications, and what is given away in so many
		assignment := make([]int, len(prices))
		var try func(i int)
		try = func(i int) {
			if i < len(prices) {
				for assignment[i] = range 3 { // 0 neither, 1 bought, 2 given
					if assignment[i] == 1 && !buys[i] || assignment[i] == 2 && !gets[i] {
						continue
					}
					try(i + 1)
				}
				return
			}
			bought, given, worth := 0, 0, int64(0)
			for k, a := range assignment {
				switch a {
				case 1:
					bought++
				case 2:
					given, worth = given+1, worth+prices[k]
				}
			}
			times := given / b.GetUnits
			if given%b.GetUnits != 0 || bought < times*b.BuyUnits {
				return
			}
			if times > most || times == most && (b.Dearest && worth > best || !b.Dearest && worth < best) {
				most, best = times, worth
			}
		}
		try(0)
		r := quoted(t, c, quote.Policy{}, promotion.Promotion{Name: "P", Give: b})
		assert.Equal(t, best, r.Discount.Minor())
	})
}

// TestQuote_inputsKept: neither cart nor promotions nor counters are changed, and the result shares nothing with them.
func TestQuote_inputsKept(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := draw{t}
		c, promos := d.cart(), d.promotions(4)
		before := encoded(t, c) + encoded(t, promos)
		e, err := quote.New(promos, quote.Policy{})
		require.NoError(t, err)
		r, err := e.Quote(c, nil)
		require.NoError(t, err)
		again := encoded(t, r)
		for i := range r.Lines {
			r.Cart.Lines[i].ID = "x"
			for k := range r.Cart.Lines[i].Tags {
				r.Cart.Lines[i].Tags[k] = "x"
			}
			r.Lines[i].Shares = append(r.Lines[i].Shares, quote.Share{})
		}
		for i := range r.Trace {
			r.Trace[i].Causes = append(r.Trace[i].Causes, quote.Cause{Path: "x"})
		}
		r.Cart.Facts["x"] = true
		assert.Equal(t, before, encoded(t, c)+encoded(t, promos))
		second, err := e.Quote(c, nil)
		require.NoError(t, err)
		assert.Equal(t, again, encoded(t, second))
		slices.Reverse(promos) // the engine keeps its own
	})
}
