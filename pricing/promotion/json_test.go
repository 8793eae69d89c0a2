package promotion_test

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
)

func TestPromotion_JSON_stored(t *testing.T) {
	assert.Equal(t, stored, encoded(t, mx50()))
	assert.Equal(t, mx50(), decoded(t, stored))
	require.NoError(t, mx50().Validate())
	pretty := strings.NewReplacer(`{`, "{\n ", `,`, " ,\t", `:"`, ` : "`, `]`, " \r\n]").Replace(stored)
	assert.Equal(t, mx50(), decoded(t, "\n"+pretty+" "))
}

// every has each field of each type set.
func every() promotion.Promotion {
	percent, mxn := pricing.MustPercent, pricing.MustMoney
	days := 0
	return promotion.Promotion{
		ID: uuid.UUID{1, 2}, Name: `a "b" <é>`, Code: "SAVE", From: day(2012, 1, 1), Until: day(2013, 1, 1),
		Priority: -3, Group: "g", Exclusive: promotion.AloneInCart, Charges: true,
		When: promotion.Any{Of: []promotion.Condition{
			promotion.All{Of: []promotion.Condition{promotion.Fact{Name: "rain"}, promotion.Not{Of: promotion.Fact{Name: "hail"}}}},
			promotion.Match{Markets: []string{"Mexico"}, Brands: []string{"OCC"}, Tags: []string{"a", "b"}, Lines: []string{"1"}},
			promotion.Spend{Min: mxn("100.00 MXN"), Of: promotion.Match{}},
			promotion.Quantity{Min: 2, EachLine: true, Of: promotion.Match{}},
			promotion.Customer{Segments: []string{"student"}, OrderFrom: 1, OrderTo: 3},
			promotion.Calendar{
				Departure: true, Weekdays: []time.Weekday{0, 1, 2, 3, 4, 5, 6}, Start: "22:00", End: "06:00",
				From: day(2012, 1, 1), Until: day(2012, 1, 2),
			},
			promotion.AdvancePurchase{MinDays: 0, MaxDays: &days},
		}},
		On: promotion.AdvancePurchase{MinDays: 3},
		Give: promotion.BuyGet{
			Buy: promotion.Match{}, Get: promotion.Fact{Name: "x"}, BuyUnits: 2, GetUnits: 1, Off: percent("100"),
			Dearest: true, Grouped: true, Max: 4,
		},
		Limits: promotion.Limits{Uses: 1, PerCustomer: 2, Units: 3, Budget: mxn("0.01 MXN"), Partial: true},
		Fence:  promotion.Fence{Credit: true, UntilDays: 1, Reprice: true},
		Refs:   []pricing.Ref{{Kind: "swot.strategy", ID: "x/SO1"}, {Kind: "actionplan.action", ID: "y/A1"}},
	}
}

// benefits are the other five, each field set in one of them.
func benefits() []promotion.Benefit {
	percent, mxn := pricing.MustPercent, pricing.MustMoney
	off, flat, unit := percent("28700/573"), mxn("1.00 MXN"), decimal.New(70001, -4)
	return []promotion.Benefit{
		promotion.PercentOff{Off: percent("12.5"), Scope: promotion.PerUnit, Units: 2, Dearest: true, Max: mxn("5.00 MXN")},
		promotion.AmountOff{Amount: mxn("1.00 MXN"), Scope: promotion.PerLine},
		promotion.FixedPrice{Price: mxn("0.00 MXN"), Units: 3},
		promotion.Tiered{BySpend: true, Tiers: []promotion.Tier{
			{Off: new(pricing.Percent)},
			{From: decimal.New(5, -1), Off: &off},
			{From: decimal.New(1, 3), Amount: &flat},
			{From: decimal.New(2, 3), Unit: &unit},
			{From: decimal.New(3, 3), Unit: new(decimal.Decimal)},
		}},
		promotion.Tiered{Graduated: true, Tiers: []promotion.Tier{{From: decimal.New(1, 0), Unit: &unit}}},
		promotion.AdvanceOff{Bands: []promotion.Band{{MinDays: 7, Off: percent("25"), Quota: 12}, {Off: percent("1")}}},
	}
}

func TestPromotion_JSON_everyField(t *testing.T) {
	want := every()
	require.NoError(t, want.Validate())
	got := decoded(t, encoded(t, want))
	assert.Equal(t, encoded(t, want), encoded(t, got))
	want.From, want.Until, got.From, got.Until = time.Time{}, time.Time{}, time.Time{}, time.Time{}
	assert.Equal(t, want, got)
	for _, benefit := range benefits() {
		p := promotion.Promotion{Name: "x", Give: benefit}
		require.NoError(t, p.Validate(), "%T", benefit)
		back := decoded(t, encoded(t, p))
		require.NoError(t, back.Validate())
		assert.Equal(t, encoded(t, p), encoded(t, back))
		if _, ok := benefit.(promotion.Tiered); !ok { // its decimals have several equal forms
			assert.Equal(t, p, back)
		}
	}
	tiers := `{"give":{"type":"tiered","bySpend":true,"tiers":[{"off":"0"},{"from":"0.5","off":"28700/573"},` +
		`{"from":"1000","amount":"1.00 MXN"},{"from":"2000","unit":"7.0001"},{"from":"3000","unit":"0"}]}}`
	assert.Equal(t, tiers, encoded(t, promotion.Promotion{Give: benefits()[3]}))
}

// TestPromotion_JSON_drafts: what is not valid, and the zero value, is stored and read back too.
func TestPromotion_JSON_drafts(t *testing.T) {
	assert.Equal(t, "{}", encoded(t, promotion.Promotion{}))
	for _, draft := range []string{
		`{}`, "{\"name\":\"\\u003c\ufffdé\\u2028\"}", `{"when":{"type":"all"},"give":{"type":"percentOff"}}`,
		`{"when":{"type":"any","of":[null,{"type":"not"}]}}`, `{"on":{"type":"spend"},"give":{"type":"tiered","tiers":[{}]}}`,
		`{"refs":[{}]}`, `{"limits":{"uses":-1}}`, `{"when":{"type":"calendar","start":"x"}}`, `{"until":"0000-01-01T00:00:00+23:59"}`,
	} {
		assert.Equal(t, draft, encoded(t, decoded(t, draft)))
	}
	assert.Equal(t, "{}", encoded(t, decoded(t, `{"id":null,"name":null,"from":null,"when":null,"give":null,"limits":{},"refs":[]}`)))
	kept := mx50()
	require.NoError(t, json.Unmarshal([]byte(" null"), &kept))
	assert.Equal(t, mx50(), kept)
	assert.Equal(t, `{"name":"A"}`, encoded(t, decoded(t, `{"n\u0061me":"\u0041"}`)))
}

// TestPromotion_JSON_strict: the path of what is wrong, and its cause.
func TestPromotion_JSON_strict(t *testing.T) {
	for _, c := range []struct{ data, want string }{
		{`[]`, `not an object`},
		{`"x"`, `not an object`},
		{`{"Name":"x"}`, `unknown field "Name"`},
		{`{"name":"x","name":"y"}`, `field "name" stands twice`},
		{`{"name":"x","n\u0061me":"y"}`, `field "name" stands twice`},
		{`{"name":7}`, `name: not a declaration: not a text`},
		{`{"priority":1.0}`, `priority: not a declaration: not a whole number of 64 bits`},
		{`{"priority":9223372036854775808}`, `not a whole number of 64 bits`},
		{`{"charges":"true"}`, `charges: not a declaration: neither true nor false`},
		{`{"from":"2012-12-01"}`, `from: not a declaration: not a time of RFC 3339: "2012-12-01"`},
		{`{"from":1}`, `from: not a declaration: not a text`},
		{`{"exclusive":"alone"}`, `exclusive: not a declaration: promotion: parse exclusive: unknown "alone"`},
		{`{"id":"1"}`, `id: not a declaration: invalid UUID length`},
		{`{"give":{"off":"20"}}`, `give.type: not a declaration: absent`},
		{`{"give":{"type":null}}`, `give.type: not a declaration: not a text`},
		{`{"give":{"type":"half"}}`, `give.type: not a declaration: unknown "half"`},
		{`{"give":{"type":"match"}}`, `give.type: not a declaration: unknown "match"`},
		{`{"give":[]}`, `give: not a declaration: not an object`},
		{`{"give":{"type":"percentOff","off":20}}`, `give.off: not a declaration: not a text`},
		{`{"give":{"type":"percentOff","off":"NaN"}}`, `give.off: not a declaration: pricing: parse percent "NaN"`},
		{`{"give":{"type":"amountOff","amount":"1e9 MXN"}}`, `give.amount: not a declaration: pricing: parse money`},
		{`{"give":{"type":"advanceOff","bands":[{},{"minDays":"3"}]}}`, `give.bands[1].minDays: not a declaration`},
		{`{"give":{"type":"advanceOff","bands":[null]}}`, `give.bands[0]: not a declaration: not an object`},
		{`{"give":{"type":"advanceOff","bands":{}}}`, `give.bands: not a declaration: not an array`},
		{`{"give":{"type":"tiered","tiers":[{"from":5}]}}`, `give.tiers[0].from: not a declaration: not a text`},
		{`{"give":{"type":"tiered","tiers":[{"unit":".5"}]}}`, `give.tiers[0].unit: not a declaration: not a decimal: ".5"`},
		{`{"give":{"type":"tiered","tiers":[{"form":"5"}]}}`, `give.tiers[0]: not a declaration: unknown field "form"`},
		{`{"give":{"type":"tiered","tiers":[7]}}`, `give.tiers[0]: not a declaration: not an object`},
		{`{"give":{"type":"tiered","tiers":[{"off":null,"from":"1.0000000000001"}]}}`, `give.tiers[0].from: too large`},
		{`{"give":{"type":"tiered","tiers":[{"from":"10000000000000000000"}]}}`, `give.tiers[0].from: too large`},
		{`{"when":{"type":"all","of":{"type":"match"}}}`, `when.of: not a declaration: not an array`},
		{
			`{"when":{"type":"all","of":[{"type":"match"},{"type":"calendar","weekdays":["monday","Friday"]}]}}`,
			`when.of[1].weekdays[1]: not a declaration: weekday: unknown "Friday"`,
		},
		{`{"when":{"type":"calendar","weekdays":[null]}}`, `when.weekdays[0]: not a declaration: not a text`},
		{`{"when":{"type":"advancePurchase","maxDays":"x"}}`, `when.maxDays: not a declaration`},
		{`{"when":{"type":"match","markets":[1]}}`, `when.markets[0]: not a declaration: not a text`},
		{`{"limits":3}`, `limits: not a declaration: not an object`},
		{`{"fence":{"refund":true}}`, `fence: not a declaration: unknown field "refund"`},
	} {
		p := mx50()
		err := json.Unmarshal([]byte(c.data), &p)
		require.Error(t, err, c.data)
		assert.Contains(t, err.Error(), c.want, c.data)
		if !strings.Contains(c.want, "too large") {
			require.ErrorIs(t, err, promotion.ErrDecode, c.data)
		}
		assert.Equal(t, strings.Contains(c.want, "unknown \""), isUnknown(err), c.data)
		assert.Equal(t, mx50(), p, "left alone")
	}
	for _, data := range []string{``, ` `, `{`, `{}x`, "{\"name\":\"\x01\"}", "{\"name\":\"\xff\"}"} {
		require.ErrorIs(t, new(promotion.Promotion).UnmarshalJSON([]byte(data)), promotion.ErrDecode, data)
		_, err := promotion.UnmarshalCondition([]byte(data))
		require.ErrorIs(t, err, promotion.ErrDecode, data)
	}
}

// TestCondition_limits: 8 levels, 256 parts and 64 KiB go both ways, one more goes neither way.
func TestCondition_limits(t *testing.T) {
	deep := func(levels int) promotion.Condition {
		var c promotion.Condition = promotion.Fact{Name: "x"}
		for range levels - 1 {
			c = promotion.Not{Of: c}
		}
		return c
	}
	broad := func(parts int) promotion.Condition {
		all := promotion.All{Of: make([]promotion.Condition, parts-1)}
		for i := range all.Of {
			all.Of[i] = promotion.Fact{Name: "x"}
		}
		return all
	}
	long := func(bytes int) promotion.Condition {
		return promotion.Fact{Name: strings.Repeat("x", bytes-len(`{"type":"fact","name":""}`))}
	}
	for i, c := range []struct{ within, beyond promotion.Condition }{
		{deep(8), deep(9)}, {broad(256), broad(257)}, {long(64 << 10), long(64<<10 + 1)},
	} {
		data, err := promotion.MarshalCondition(c.within)
		require.NoError(t, err)
		back, err := promotion.UnmarshalCondition(data)
		require.NoError(t, err)
		assert.Equal(t, c.within, back)
		_, err = promotion.MarshalCondition(c.beyond)
		require.ErrorIs(t, err, promotion.ErrLimit)
		p := promotion.Promotion{Name: "x", When: c.beyond, Give: promotion.BuyGet{BuyUnits: 1, GetUnits: 1, Off: pricing.MustPercent("1"), Get: c.beyond}}
		assert.Equal(t, []string{"Promotion.give.get limit", "Promotion.when limit"}, faults(t, p.Validate()))
		_, err = json.Marshal(p)
		require.ErrorIs(t, err, promotion.ErrLimit)
		_, err = promotion.UnmarshalCondition([]byte(beyond()[i]))
		require.ErrorIs(t, err, promotion.ErrLimit)
		require.ErrorIs(t, json.Unmarshal([]byte(`{"on":`+beyond()[i]+`}`), new(promotion.Promotion)), promotion.ErrLimit)
	}
	circle := promotion.All{Of: make([]promotion.Condition, 2)}
	circle.Of[0], circle.Of[1] = circle, circle
	_, err := promotion.MarshalCondition(circle)
	require.ErrorIs(t, err, promotion.ErrLimit)
	assert.Contains(t, faults(t, promotion.Promotion{On: circle}.Validate()), "Promotion.on limit")
	_, err = promotion.UnmarshalCondition([]byte(strings.Repeat("[", 20_000)))
	require.ErrorIs(t, err, promotion.ErrDecode)
}

// beyond are conditions in JSON that are too deep, too broad and too long.
func beyond() []string {
	return []string{
		strings.Repeat(`{"type":"not","of":`, 8) + `{"type":"fact"}` + strings.Repeat(`}`, 8),
		`{"type":"any","of":[` + strings.Repeat(`{"type":"fact"},`, 255) + `{"type":"fact"}]}`,
		`{"type":"fact","name":"` + strings.Repeat("x", 64<<10) + `"}`,
	}
}

// TestMarshal_refuses: what could not be read back.
func TestMarshal_refuses(t *testing.T) {
	type foreign struct{ promotion.Fact }
	var none *promotion.Match
	for _, c := range []promotion.Condition{&promotion.Fact{Name: "x"}, none, foreign{}, promotion.Not{Of: &promotion.Match{}}} {
		_, err := promotion.MarshalCondition(c)
		require.ErrorIs(t, err, promotion.ErrInvalid, "%T", c)
	}
	_, err := promotion.MarshalCondition(promotion.Calendar{From: time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC)})
	require.ErrorIs(t, err, promotion.ErrInvalid)
	_, err = promotion.MarshalCondition(promotion.Calendar{Weekdays: []time.Weekday{7}})
	require.ErrorIs(t, err, promotion.ErrUnknown)
	_, err = json.Marshal(promotion.Promotion{Exclusive: 9})
	require.ErrorIs(t, err, promotion.ErrUnknown)
	_, err = json.Marshal(promotion.Promotion{Give: promotion.AmountOff{Scope: 9}})
	require.ErrorIs(t, err, promotion.ErrUnknown)
	_, err = json.Marshal(promotion.Promotion{Give: &promotion.AmountOff{}})
	require.ErrorIs(t, err, promotion.ErrInvalid)
	for _, hostile := range []decimal.Decimal{decimal.New(1, math.MaxInt32), decimal.New(1, 1e9), decimal.New(1, -1e9)} {
		for _, tier := range []promotion.Tier{{From: hostile}, {Unit: &hostile}} {
			p := promotion.Promotion{Give: promotion.Tiered{Tiers: []promotion.Tier{tier}}}
			_, err = json.Marshal(p)
			require.ErrorIs(t, err, promotion.ErrLimit)
			assert.Contains(t, fmt.Sprint(faults(t, p.Validate())), " dsize")
		}
	}
	_, err = json.Marshal(promotion.Promotion{Name: "a\xff"})
	require.ErrorIs(t, err, promotion.ErrInvalid)
	data, err := promotion.MarshalCondition(nil)
	require.NoError(t, err)
	assert.Equal(t, "null", string(data))
	c, err := promotion.UnmarshalCondition(data)
	require.NoError(t, err)
	assert.Nil(t, c)
}

// TestTimes: an offset of odd seconds, as of local mean time, keeps its instant; RFC 3339 cannot write the seconds.
func TestTimes(t *testing.T) {
	mean := time.FixedZone("LMT", -(6*3600 + 36*60 + 36))
	p := promotion.Promotion{From: time.Date(1921, 12, 31, 23, 0, 0, 0, mean)}
	back := decoded(t, encoded(t, p))
	assert.True(t, p.From.Equal(back.From))
	assert.Equal(t, `{"from":"1922-01-01T05:36:36Z"}`, encoded(t, back))
}

// TestPromotion_UnmarshalJSON_bounded: what is hostile by its size is refused without reading it twice over: a hundred
// thousand names, of which each was once compared with all before; conditions 10,000 deep; too many parts.
func TestPromotion_UnmarshalJSON_bounded(t *testing.T) {
	var names strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(&names, `"x%d":1,`, i)
	}
	nested := func(levels int) string {
		return strings.Repeat(`{"type":"not","of":`, levels-1) + `{"type":"fact","name":"x"}` + strings.Repeat("}", levels-1)
	}
	for text, want := range map[string]error{
		"{" + names.String() + `"name":"a"}`:                                                    promotion.ErrDecode,
		`{"give":{"type":"percentOff",` + names.String() + `"off":"1"}}`:                        promotion.ErrDecode,
		`{"when":` + nested(20_000) + `}`:                                                       promotion.ErrDecode, // encoding/json stops at 10,000
		`{"when":` + nested(2000) + `}`:                                                         promotion.ErrLimit,
		`{"when":` + nested(9) + `}`:                                                            promotion.ErrLimit,
		`{"when":` + nested(8) + `}`:                                                            nil,
		`{"when":{"type":"any","of":[` + strings.Repeat(nested(1)+",", 255) + `null]}}`:         nil,
		`{"when":{"type":"any","of":[` + strings.Repeat(nested(1)+",", 255) + nested(1) + `]}}`: promotion.ErrLimit,
	} {
		var p promotion.Promotion
		err := p.UnmarshalJSON([]byte(text))
		if want == nil {
			assert.NoError(t, err)
		} else {
			assert.ErrorIs(t, err, want)
		}
	}
}
