package quote_test

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
	"github.com/seed-4ccf82d5/servicequality/pricing/quote"
)

// mexico is the zone of the operator's desks and departures in the winter of 2012.
var mexico = time.FixedZone("", -6*3600)

// mx50 is the stored promotion of the package documentation of promotions: bands with quota, season, budget and fence.
func mx50() promotion.Promotion {
	percent := pricing.MustPercent
	day := func(year int, month time.Month, day int) time.Time {
		return time.Date(year, month, day, 0, 0, 0, 0, mexico)
	}
	return promotion.Promotion{
		Name: "MX50", Priority: 10, Exclusive: promotion.AloneOnLine, From: day(2012, 12, 1), Until: day(2013, 2, 1),
		When: promotion.All{Of: []promotion.Condition{
			promotion.Match{Markets: []string{"Mexico"}},
			promotion.Not{Of: promotion.Calendar{Departure: true, From: day(2012, 12, 20), Until: day(2013, 1, 7)}},
		}},
		Give: promotion.AdvanceOff{Bands: []promotion.Band{
			{MinDays: 30, Off: percent("50"), Quota: 8}, {MinDays: 7, Off: percent("25"), Quota: 12}, {MinDays: 3, Off: percent("10")},
		}},
		Limits: promotion.Limits{Budget: pricing.MustMoney("250000.00 MXN")},
		Fence:  promotion.Fence{Credit: true, UntilDays: 1, Reprice: true},
	}
}

// ticket is so many seats of the base brand from Mexico, at article 000's normal price.
func ticket(id string, units int, departs time.Time) quote.Line {
	return quote.Line{ID: id, Unit: pricing.MustMoney("960.00 MXN"), Units: units, Market: "Mexico", Brand: "OCC", Departs: departs}
}

// quoted quotes and verifies.
func quoted(t require.TestingT, c quote.Cart, p quote.Policy, promos ...promotion.Promotion) quote.Result {
	r, err := quote.Quote(c, promos, nil, p)
	require.NoError(t, err)
	require.NoError(t, r.Verify())
	return r
}

// minor returns centavos.
func minor(units int64) pricing.Money {
	m, err := pricing.FromMinor(units, "MXN")
	if err != nil {
		panic(err)
	}
	return m
}

// item is a line of goods without anything else.
func item(id string, unit int64, units int) quote.Line {
	return quote.Line{ID: id, Unit: minor(unit), Units: units}
}

// encoded returns v as JSON.
func encoded(t require.TestingT, v any) string {
	data, err := json.Marshal(v)
	require.NoError(t, err)
	return string(data)
}

// draw gives arbitrary sound carts, policies and promotions, small enough that ties, empty sets and limits are frequent.
type draw struct{ *rapid.T }

func (t draw) flag(label string) bool { return rapid.Bool().Draw(t.T, label) }

func (t draw) rare(label string) bool { return rapid.IntRange(0, 5).Draw(t.T, label) == 0 }

func (t draw) int(label string, low, high int) int { return rapid.IntRange(low, high).Draw(t.T, label) }

func (t draw) of(label string, values ...string) string {
	return rapid.SampledFrom(values).Draw(t.T, label)
}

func (t draw) percent(label string) pricing.Percent {
	return pricing.MustPercent(t.of(label, "1", "5", "10", "12.5", "33.3", "50", "100/3", "90", "100"))
}

func (t draw) guard(label string) *pricing.Percent {
	if !t.rare(label) {
		return nil
	}
	p := pricing.MustPercent(t.of(label+" of", "0", "10", "30", "50", "75"))
	return &p
}

func (t draw) policy() quote.Policy {
	return quote.Policy{
		Combine: quote.Combine(t.int("combine", 0, 3)), Rounding: pricing.Rounding(t.int("rounding", 0, 6)),
		RoundDiscount: t.flag("round discount"), Step: int64(t.int("step", 0, 1) * t.int("steps", 0, 5)),
		Leftover: pricing.Leftover(t.int("leftover", 0, 2)), ThresholdsOnList: t.flag("on list"),
		MaxDepth: t.guard("depth"), MinMargin: t.guard("margin"),
	}
}

func (t draw) cart() quote.Cart {
	c := quote.Cart{
		At: time.Date(2012, 12, 20, t.int("hour", 0, 23), 0, 0, 0, mexico), TaxExcluded: t.flag("tax excluded"),
		Orders: t.int("orders", 0, 2), Facts: map[string]bool{"member": t.flag("member")},
	}
	if t.flag("known") {
		c.Customer = "ana/1"
	}
	if t.flag("student") {
		c.Segments = []string{"student"}
	}
	if t.flag("code") {
		c.Codes = []string{"save", "nonsense"}
	}
	for i := range t.int("lines", 0, 6) {
		l := quote.Line{
			ID: fmt.Sprint("L", i), Unit: minor(int64(t.int("unit", 0, 12) * t.int("unit factor", 1, 900))), Units: t.int("units", 1, 5),
			Market: t.of("market", "Mexico", "Puebla"), Brand: t.of("brand", "OCC", "ADO GL"), Charge: t.rare("charge"), NoDiscount: t.rare("fixed"),
			Tax: pricing.MustPercent(t.of("tax", "0", "8", "16", "100/7")),
		}
		if t.flag("tagged") {
			l.Tags = []string{"seat"}
		}
		if t.flag("departs") {
			l.Departs = time.Date(2012, 12, 20+t.int("days", -1, 40), 22, 30, 0, 0, mexico)
		}
		if t.rare("floor") {
			l.Floor = minor(l.Unit.Minor() * int64(t.int("floor of 8", 0, 8)) / 8)
		}
		if t.rare("cost") {
			l.Cost = minor(l.Unit.Minor() * int64(t.int("cost of 8", 0, 9)) / 8)
		}
		c.Lines = append(c.Lines, l)
	}
	return c
}

// condition draws a sound condition of at most so many levels, nil now and then.
func (t draw) condition(levels int) promotion.Condition {
	if t.flag("no condition") {
		return nil
	}
	return t.some(levels)
}

func (t draw) some(levels int) promotion.Condition {
	kinds := 9
	if levels <= 1 {
		kinds = 4
	}
	switch t.int("condition", 0, kinds) {
	case 0:
		return promotion.Match{Markets: []string{t.of("market", "Mexico", "Puebla", "Tapachula")}, Brands: []string{"OCC", "PLATINUM"}}
	case 1:
		return promotion.Match{Tags: []string{"seat"}, Lines: []string{"L0", "L1", "L2"}}
	case 2:
		return promotion.Customer{Segments: []string{"student"}, OrderTo: t.int("order to", 0, 2)}
	case 3:
		return promotion.AdvancePurchase{MinDays: t.int("min days", 0, 30)}
	case 4:
		return promotion.Calendar{Departure: t.flag("departure"), Weekdays: []time.Weekday{time.Thursday, time.Friday, time.Sunday}, Start: "20:00", End: "06:00"}
	case 5:
		return promotion.Not{Of: t.some(levels - 1)}
	case 6:
		return promotion.Any{Of: []promotion.Condition{t.some(levels - 1), promotion.Fact{Name: "member"}}}
	case 7:
		return promotion.All{Of: []promotion.Condition{t.some(levels - 1), t.some(levels - 1)}}
	case 8:
		return promotion.Spend{Min: minor(int64(t.int("spend", 1, 8000))), Of: t.condition(levels - 1)}
	}
	return promotion.Quantity{Min: t.int("quantity", 1, 6), EachLine: t.flag("each line"), Of: t.condition(levels - 1)}
}

func (t draw) benefit() promotion.Benefit {
	scope := promotion.Scope(t.int("scope", 0, 2))
	amount := minor(int64(t.int("amount", 1, 6000)))
	switch t.int("benefit", 0, 5) {
	case 0:
		b := promotion.PercentOff{Off: t.percent("off"), Scope: scope, Units: t.int("some", 0, 1) * t.int("units off", 0, 4), Dearest: t.flag("dearest")}
		if t.rare("max") {
			b.Max = amount
		}
		return b
	case 1:
		return promotion.AmountOff{Amount: amount, Scope: scope}
	case 2:
		return promotion.FixedPrice{Price: amount, Units: t.int("group", 0, 4)}
	case 3:
		return promotion.BuyGet{
			Buy: t.condition(1), Get: t.condition(1), BuyUnits: t.int("buy", 1, 3), GetUnits: t.int("get", 1, 2), Off: t.percent("off"),
			Dearest: t.flag("dearest"), Grouped: t.flag("grouped"), Max: t.int("times", 0, 2),
		}
	case 4:
		return t.tiered()
	}
	return promotion.AdvanceOff{Bands: []promotion.Band{
		{MinDays: 30, Off: t.percent("band"), Quota: t.int("quota", 0, 4)},
		{MinDays: 7, Off: t.percent("band"), Quota: t.int("quota", 0, 4)},
		{MinDays: 1, Off: t.percent("band")},
	}}
}

func (t draw) tiered() promotion.Benefit {
	b := promotion.Tiered{BySpend: t.flag("by spend"), Graduated: t.flag("graduated")}
	from := 0
	for range t.int("tiers", 1, 3) {
		off, flat, unit := t.percent("tier off"), minor(int64(t.int("flat", 1, 900))), decimal.New(int64(t.int("unit price", 0, 90_000)), -3)
		tier := promotion.Tier{From: decimal.New(int64(from), 0)}
		switch kind := t.int("tier", 0, 2); {
		case kind == 0 && !b.Graduated:
			tier.Amount = &flat
		case kind == 1 && !(b.Graduated && b.BySpend):
			tier.Unit = &unit
		default:
			tier.Off = &off
		}
		b.Tiers = append(b.Tiers, tier)
		from += t.int("more", 1, 3)
	}
	return b
}

func (t draw) promotions(most int) (all []promotion.Promotion) {
	for i := range t.int("promotions", 0, most) {
		p := promotion.Promotion{
			Name: fmt.Sprint("P", i), When: t.condition(3), On: t.condition(2), Charges: t.rare("charges"), Give: t.benefit(),
			Priority: t.int("priority", 0, 2), Exclusive: promotion.Exclusive(max(0, t.int("exclusive", -4, 2))),
		}
		if t.rare("group") {
			p.Group = "G"
		}
		if t.rare("coded") {
			p.Code = "SAVE"
		}
		if t.rare("limits") {
			p.Limits = promotion.Limits{
				Uses: t.int("uses", 0, 2), PerCustomer: t.int("per customer", 0, 2), Units: t.int("limit of units", 0, 4),
				Budget: minor(int64(t.int("budget", 1, 5000))), Partial: t.flag("partial"),
			}
		}
		if t.rare("fence") {
			p.Fence = promotion.Fence{NoRefund: t.flag("no refund"), UntilDays: t.int("until", 0, 3)}
			p.Fence.Credit = !p.Fence.NoRefund
		}
		all = append(all, p)
	}
	return all
}

// used draws counter values for the keys that a quote looks at.
func (t draw) used(e *quote.Engine, c quote.Cart) map[string]int64 {
	keys, err := e.CounterKeys(c)
	require.NoError(t, err)
	used := map[string]int64{}
	for _, key := range keys {
		if t.flag("counted") {
			used[key] = int64(t.int("value", 0, 3))
		}
	}
	return used
}
