package promotion_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
)

// draw gives arbitrary parts of promotions, sound or not.
type draw struct{ *rapid.T }

func (t draw) text() string {
	return rapid.SampledFrom([]string{"", "a", "México", "<&>", "\"\\\n", "\u2028"}).Draw(t.T, "text")
}

func (t draw) texts() []string {
	if n := rapid.IntRange(0, 2).Draw(t.T, "texts"); n > 0 {
		return []string{t.text(), t.text()}[:n]
	}
	return nil
}

func (t draw) whole() int { return rapid.IntRange(-2, 40).Draw(t.T, "whole") }

func (t draw) flag() bool { return rapid.Bool().Draw(t.T, "flag") }

func (t draw) time() time.Time {
	if t.flag() {
		return time.Time{}
	}
	zone := time.FixedZone("", rapid.IntRange(-12*3600, 14*3600).Draw(t.T, "offset"))
	return time.Unix(rapid.Int64Range(-1e10, 1e10).Draw(t.T, "seconds"), rapid.Int64Range(0, 999_999_999).Draw(t.T, "nanos")).In(zone)
}

func (t draw) money() pricing.Money {
	m, _ := pricing.FromMinor(rapid.Int64().Draw(t.T, "units"), rapid.SampledFrom([]string{"", "MXN", "JPY", "KWD"}).Draw(t.T, "currency"))
	return m
}

func (t draw) percent() pricing.Percent {
	d := decimal.New(rapid.Int64Range(-2000, 20_000).Draw(t.T, "percent"), -2)
	p, err := pricing.NewPercent(d)
	require.NoError(t, err)
	return p
}

func (t draw) decimal() decimal.Decimal {
	return decimal.New(rapid.Int64Range(-1e6, 1e6).Draw(t.T, "coefficient"), rapid.Int32Range(-12, 3).Draw(t.T, "exponent"))
}

// condition draws a condition of at most so many levels.
func (t draw) condition(levels int) promotion.Condition {
	most := 10
	if levels <= 1 {
		most = 5
	}
	switch rapid.IntRange(0, most).Draw(t.T, "condition") {
	case 1:
		return promotion.Match{Markets: t.texts(), Brands: t.texts(), Tags: t.texts(), Lines: t.texts()}
	case 2:
		return promotion.Customer{Segments: t.texts(), OrderFrom: t.whole(), OrderTo: t.whole()}
	case 3:
		days := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) time.Weekday { return time.Weekday(rapid.IntRange(0, 6).Draw(t, "day")) }), 1, 7)
		c := promotion.Calendar{Departure: t.flag(), Start: t.text(), End: t.text(), From: t.time(), Until: t.time()}
		if t.flag() {
			c.Weekdays = days.Draw(t.T, "days")
		}
		return c
	case 4:
		return promotion.Fact{Name: t.text()}
	case 5:
		most := t.whole()
		return promotion.AdvancePurchase{MinDays: t.whole(), MaxDays: &most}
	case 6:
		return promotion.All{Of: []promotion.Condition{t.condition(levels - 1), t.condition(levels - 1)}}
	case 7:
		return promotion.Any{Of: []promotion.Condition{t.condition(levels - 1)}}
	case 8:
		return promotion.Not{Of: t.condition(levels - 1)}
	case 9:
		return promotion.Spend{Min: t.money(), Of: t.condition(levels - 1)}
	case 10:
		return promotion.Quantity{Min: t.whole(), EachLine: t.flag(), Of: t.condition(levels - 1)}
	}
	return nil
}

func (t draw) benefit() promotion.Benefit {
	scope := promotion.Scope(rapid.IntRange(0, 2).Draw(t.T, "scope"))
	switch rapid.IntRange(0, 6).Draw(t.T, "benefit") {
	case 1:
		return promotion.PercentOff{Off: t.percent(), Scope: scope, Units: t.whole(), Dearest: t.flag(), Max: t.money()}
	case 2:
		return promotion.AmountOff{Amount: t.money(), Scope: scope}
	case 3:
		return promotion.FixedPrice{Price: t.money(), Units: t.whole()}
	case 4:
		return promotion.BuyGet{
			Buy: t.condition(2), Get: t.condition(2), BuyUnits: t.whole(), GetUnits: t.whole(),
			Off: t.percent(), Dearest: t.flag(), Grouped: t.flag(), Max: t.whole(),
		}
	case 5:
		off, flat, unit := t.percent(), t.money(), t.decimal()
		return promotion.Tiered{BySpend: t.flag(), Graduated: t.flag(), Tiers: []promotion.Tier{
			{From: t.decimal(), Off: &off}, {From: t.decimal(), Amount: &flat}, {From: t.decimal(), Unit: &unit}, {},
		}}
	case 6:
		return promotion.AdvanceOff{Bands: []promotion.Band{{MinDays: t.whole(), Off: t.percent(), Quota: t.whole()}, {}}}
	}
	return nil
}

func (t draw) promotion() promotion.Promotion {
	p := promotion.Promotion{
		Name: t.text(), Code: t.text(), From: t.time(), Until: t.time(), When: t.condition(4), On: t.condition(3), Charges: t.flag(),
		Give: t.benefit(), Priority: t.whole(), Group: t.text(), Exclusive: promotion.Exclusive(rapid.IntRange(0, 2).Draw(t.T, "exclusive")),
		Limits: promotion.Limits{Uses: t.whole(), PerCustomer: t.whole(), Units: t.whole(), Budget: t.money(), Partial: t.flag()},
		Fence:  promotion.Fence{NoRefund: t.flag(), Credit: t.flag(), UntilDays: t.whole(), Reprice: t.flag()},
	}
	if t.flag() {
		p.Refs = []pricing.Ref{{Kind: t.text(), ID: t.text()}}
	}
	return p
}

// TestPromotion_JSON_anything: any promotion, sound or not, is written, read and written again to the same bytes, has
// the same faults, and through encoding/json it is the same.
func TestPromotion_JSON_anything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := draw{t}.promotion()
		data, err := p.MarshalJSON()
		require.NoError(t, err)
		assert.Equal(t, encoded(t, p), string(data))
		var back promotion.Promotion
		require.NoError(t, back.UnmarshalJSON(data))
		assert.Equal(t, string(data), encoded(t, back))
		assert.Equal(t, faults(t, p.Validate()), faults(t, back.Validate()))
		assert.True(t, p.From.Equal(back.From) && p.Until.Equal(back.Until))
		assert.Equal(t, p.Limits, back.Limits)
	})
}

// TestCondition_JSON_shape: what is written is what encoding/json would read of a plain tree; an oracle of the syntax.
func TestCondition_JSON_shape(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := draw{t}.condition(5)
		data, err := promotion.MarshalCondition(c)
		require.NoError(t, err)
		var tree any
		require.NoError(t, json.Unmarshal(data, &tree))
		sorted, err := json.Marshal(tree) // names in another order
		require.NoError(t, err)
		back, err := promotion.UnmarshalCondition(sorted)
		require.NoError(t, err)
		again, err := promotion.MarshalCondition(back)
		require.NoError(t, err)
		assert.Equal(t, string(data), string(again))
	})
}
