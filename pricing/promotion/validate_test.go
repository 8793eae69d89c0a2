package promotion_test

import (
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"

	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
)

func TestPromotion_Validate_fields(t *testing.T) {
	long := strings.Repeat("x", 101)
	for _, c := range []struct {
		name   string
		change func(p *promotion.Promotion)
		want   []string
	}{
		{"sound", func(*promotion.Promotion) {}, nil},
		{"zero", func(p *promotion.Promotion) { *p = promotion.Promotion{} }, []string{"give required", "name required"}},
		{
			"long texts", func(p *promotion.Promotion) { p.Name, p.Code, p.Group = long, long, long },
			[]string{"code text_size", "group text_size", "name text_size"},
		},
		{
			"control characters", func(p *promotion.Promotion) { p.Name, p.Code, p.Group = "a\x00", "\x1b", "\xff" },
			[]string{"code clean", "group clean", "name clean"},
		},
		{"empty window", func(p *promotion.Promotion) { p.Until = p.From }, []string{"until gtfield"}},
		{"window the wrong way", func(p *promotion.Promotion) { p.Until = p.From.Add(-1) }, []string{"until gtfield"}},
		{"open windows", func(p *promotion.Promotion) { p.Until = time.Time{} }, nil},
		{"year", func(p *promotion.Promotion) {
			p.From, p.Until = time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC)
		}, []string{"from year", "until year"}},
		{"exclusive", func(p *promotion.Promotion) { p.Exclusive = 3 }, []string{"exclusive max"}},
		{"limits", func(p *promotion.Promotion) {
			p.Limits = promotion.Limits{Uses: -1, PerCustomer: -1, Units: -1, Budget: pricing.MustMoney("0.00 MXN")}
		}, []string{"limits.budget mpos", "limits.perCustomer min", "limits.units min", "limits.uses min"}},
		{
			"fence", func(p *promotion.Promotion) { p.Fence = promotion.Fence{NoRefund: true, Credit: true, UntilDays: -1} },
			[]string{"fence.credit excluded_with", "fence.untilDays min"},
		},
		{"refs", func(p *promotion.Promotion) {
			p.Refs = []pricing.Ref{{Kind: "a", ID: "b"}, {}, {Kind: "\x00", ID: strings.Repeat("x", 301)}}
		}, []string{"refs[1].id required", "refs[1].kind required", "refs[2].id text_size", "refs[2].kind clean"}},
		{"many refs", func(p *promotion.Promotion) { p.Refs = make([]pricing.Ref, 101) }, []string{"refs max"}},
		{"no benefit", func(p *promotion.Promotion) { p.Give = nil }, []string{"give required"}},
		{"pointer", func(p *promotion.Promotion) { p.Give = &promotion.AmountOff{} }, []string{"give kind"}},
	} {
		p := mx50()
		c.change(&p)
		assert.Equal(t, under("Promotion.", c.want), faults(t, p.Validate()), c.name)
	}
}

// under puts a path in front of each fault.
func under(path string, faults []string) (all []string) {
	for _, fault := range faults {
		all = append(all, path+fault)
	}
	return all
}

func TestPromotion_Validate_conditions(t *testing.T) {
	mxn, two, ok := pricing.MustMoney, 2, promotion.Fact{Name: "x"}
	type conditions = []promotion.Condition
	type foreign struct{ promotion.Fact }
	for _, c := range []struct {
		when promotion.Condition
		want []string
	}{
		{promotion.All{}, []string{".of required"}},
		{promotion.Any{Of: conditions{}}, []string{".of required"}},
		{promotion.Not{}, []string{".of required"}},
		{promotion.All{Of: conditions{ok, nil, &ok, foreign{}}}, []string{".of[1] required", ".of[2] kind", ".of[3] kind"}},
		{foreign{}, []string{" kind"}},
		{(*promotion.Fact)(nil), []string{" kind"}},
		{promotion.Match{}, nil},
		{
			promotion.Match{Markets: []string{"a", "a"}, Brands: []string{""}, Tags: []string{"\x00"}, Lines: []string{strings.Repeat("x", 101)}},
			[]string{".brands[0] required", ".lines[0] text_size", ".markets unique", ".tags[0] clean"},
		},
		{promotion.Spend{}, []string{".min mpos"}},
		{promotion.Spend{Min: mxn("1.00 MXN"), Of: promotion.Not{}}, []string{".of.of required"}},
		{promotion.Spend{Min: mxn("1.00 MXN"), Of: promotion.Spend{Min: mxn("1 JPY")}}, []string{".of.min currency"}},
		{promotion.Quantity{}, []string{".min min"}},
		{promotion.Quantity{Min: 1, Of: promotion.Fact{}}, []string{".of.name required"}},
		{promotion.Customer{}, nil},
		{promotion.Customer{OrderFrom: 3}, nil},
		{promotion.Customer{OrderFrom: 3, OrderTo: 3}, nil},
		{promotion.Customer{OrderFrom: 3, OrderTo: 2}, []string{".orderTo gtefield"}},
		{promotion.Customer{Segments: []string{"a", "a"}, OrderFrom: -1, OrderTo: -1}, []string{".orderFrom min", ".orderTo min", ".segments unique"}},
		{promotion.Calendar{}, nil},
		{promotion.Calendar{Weekdays: []time.Weekday{0, 7, -1}}, []string{".weekdays[1] max", ".weekdays[2] min"}},
		{promotion.Calendar{Weekdays: []time.Weekday{1, 1}}, []string{".weekdays unique"}},
		{promotion.Calendar{Start: "22:00", End: "06:00"}, nil},
		{promotion.Calendar{Start: "22:00"}, nil},
		{promotion.Calendar{Start: "22:00", End: "00:00"}, nil},
		{promotion.Calendar{End: "23:59"}, nil},
		{promotion.Calendar{Start: "24:00", End: "6:00"}, []string{".end hour", ".start hour"}},
		{promotion.Calendar{Start: "12:60", End: "-1:00"}, []string{".end hour", ".start hour"}},
		{promotion.Calendar{Start: "06:00", End: "06:00"}, []string{".end span"}},
		{promotion.Calendar{End: "00:00"}, []string{".end span"}},
		{promotion.Calendar{From: day(2013, 1, 2), Until: day(2013, 1, 2)}, []string{".until gtfield"}},
		{promotion.Calendar{From: time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC)}, []string{".from year"}},
		{promotion.Fact{}, []string{".name required"}},
		{promotion.AdvancePurchase{}, nil},
		{promotion.AdvancePurchase{MinDays: 2, MaxDays: &two}, nil},
		{promotion.AdvancePurchase{MinDays: 3, MaxDays: &two}, []string{".maxDays gtefield"}},
		{promotion.AdvancePurchase{MinDays: -1}, []string{".minDays min"}},
	} {
		p := mx50()
		p.When = c.when
		assert.Equal(t, under("Promotion.when", c.want), faults(t, p.Validate()), "%#v", c.when)
		p.When, p.Give = nil, promotion.BuyGet{BuyUnits: 1, GetUnits: 1, Off: pricing.MustPercent("1"), Get: c.when}
		assert.Equal(t, under("Promotion.give.get", c.want), faults(t, p.Validate()), "%#v", c.when)
	}
}

func TestPromotion_Validate_benefits(t *testing.T) {
	percent, mxn := pricing.MustPercent, pricing.MustMoney
	half, flat, unit, below, above := percent("50"), mxn("1.00 MXN"), decimal.New(7, 0), decimal.New(-1, 0), percent("100.01")
	none := mxn("0.00 MXN")
	tiers := func(t ...promotion.Tier) []promotion.Tier { return t }
	for _, c := range []struct {
		give promotion.Benefit
		want []string
	}{
		{promotion.PercentOff{}, []string{".off required"}},
		{promotion.PercentOff{Off: above, Scope: 3, Units: -1, Max: none}, []string{".max mpos", ".off pct100", ".scope max", ".units min"}},
		{promotion.PercentOff{Off: percent("-1")}, []string{".off pct100"}},
		{promotion.PercentOff{Off: percent("100"), Max: flat}, nil},
		{promotion.AmountOff{}, []string{".amount mpos"}},
		{promotion.AmountOff{Amount: mxn("-1.00 MXN"), Scope: 9}, []string{".amount mpos", ".scope max"}},
		{promotion.FixedPrice{}, []string{".price required"}},
		{promotion.FixedPrice{Price: none}, nil},
		{promotion.FixedPrice{Price: mxn("-0.01 MXN"), Units: -1}, []string{".price mnneg", ".units min"}},
		{promotion.BuyGet{}, []string{".buyUnits min", ".getUnits min", ".off required"}},
		{
			promotion.BuyGet{BuyUnits: 1_000_001, GetUnits: 1, Off: above, Max: -1, Buy: promotion.Fact{}, Get: &promotion.Fact{}},
			[]string{".buy.name required", ".buyUnits max", ".get kind", ".max min", ".off pct100"},
		},
		{promotion.Tiered{}, []string{".tiers min"}},
		{promotion.Tiered{Tiers: make([]promotion.Tier, 101)}, []string{".tiers max"}},
		{promotion.Tiered{Tiers: tiers(promotion.Tier{}, promotion.Tier{From: unit, Off: &half, Amount: &flat})}, []string{".tiers[0] one_of", ".tiers[1] one_of"}},
		{
			promotion.Tiered{Tiers: tiers(promotion.Tier{From: unit, Off: &half}, promotion.Tier{From: decimal.New(70, -1), Off: &half})},
			[]string{".tiers[1].from ascending"},
		},
		{promotion.Tiered{Tiers: tiers(promotion.Tier{From: decimal.New(55, -1), Off: &half})}, []string{".tiers[0].from whole"}},
		{promotion.Tiered{BySpend: true, Tiers: tiers(promotion.Tier{From: decimal.New(55, -1), Off: &half})}, nil},
		{
			promotion.Tiered{Tiers: tiers(promotion.Tier{From: below, Off: &above}, promotion.Tier{Amount: &none}, promotion.Tier{From: unit, Unit: &below})},
			[]string{".tiers[0].from dgte", ".tiers[0].off pct100", ".tiers[1].amount mpos", ".tiers[2].unit dgte"},
		},
		{
			promotion.Tiered{Graduated: true, Tiers: tiers(promotion.Tier{Amount: &flat}, promotion.Tier{From: unit, Unit: &unit})},
			[]string{".tiers[0].amount graduated"},
		},
		{promotion.Tiered{Graduated: true, BySpend: true, Tiers: tiers(promotion.Tier{Unit: &unit})}, []string{".tiers[0].unit graduated"}},
		{promotion.AdvanceOff{}, []string{".bands min"}},
		{promotion.AdvanceOff{Bands: make([]promotion.Band, 33)}, []string{".bands max"}},
		{promotion.AdvanceOff{Bands: []promotion.Band{{MinDays: 3, Off: half}, {MinDays: 3, Off: half}}}, []string{".bands unique"}},
		{promotion.AdvanceOff{Bands: []promotion.Band{{MinDays: -1, Quota: -1}}}, []string{".bands[0].minDays min", ".bands[0].off required", ".bands[0].quota min"}},
	} {
		p := mx50()
		p.Give = c.give
		assert.Equal(t, under("Promotion.give", c.want), faults(t, p.Validate()), "%#v", c.give)
	}
}

// TestPromotion_Validate_currency: the first amount sets the currency, in the order when, on, give, limits.
func TestPromotion_Validate_currency(t *testing.T) {
	mxn, jpy := pricing.MustMoney("1.00 MXN"), pricing.MustMoney("1 JPY")
	for _, give := range []promotion.Benefit{
		promotion.PercentOff{Off: pricing.MustPercent("1"), Max: jpy},
		promotion.AmountOff{Amount: jpy},
		promotion.FixedPrice{Price: jpy},
		promotion.Tiered{Tiers: []promotion.Tier{{Amount: &jpy}}},
		promotion.BuyGet{BuyUnits: 1, GetUnits: 1, Off: pricing.MustPercent("1"), Buy: promotion.Spend{Min: jpy}},
	} {
		p := promotion.Promotion{Name: "x", Give: give}
		assert.Empty(t, faults(t, p.Validate()))
		p.Limits.Budget = mxn
		assert.Equal(t, []string{"Promotion.limits.budget currency"}, faults(t, p.Validate()), "%#v", give)
		p.When = promotion.Spend{Min: mxn}
		got := faults(t, p.Validate())
		if assert.Len(t, got, 1) {
			assert.True(t, strings.HasPrefix(got[0], "Promotion.give.") && strings.HasSuffix(got[0], " currency"), got[0])
		}
	}
}

func TestEnumerations(t *testing.T) {
	for _, name := range []string{"stackable", "aloneOnLine", "aloneInCart"} {
		e, err := promotion.ParseExclusive(name)
		assert.NoError(t, err)
		assert.Equal(t, name, e.String())
	}
	for _, name := range []string{"perOrder", "perLine", "perUnit"} {
		s, err := promotion.ParseScope(name)
		assert.NoError(t, err)
		assert.Equal(t, name, s.String())
	}
	_, err := promotion.ParseExclusive("")
	assert.ErrorIs(t, err, promotion.ErrUnknown)
	_, err = promotion.ParseScope("PerLine")
	assert.ErrorIs(t, err, promotion.ErrUnknown)
	assert.Equal(t, "?", promotion.Exclusive(3).String())
	assert.Equal(t, "?", promotion.Scope(3).String())
}

func TestIdentity(t *testing.T) {
	p := mx50()
	assert.Equal(t, p.Identity(), promotion.Promotion{Name: "MX50"}.Identity(), "by the name alone")
	assert.NotEqual(t, p.Identity(), promotion.Promotion{Name: "mx50"}.Identity())
	p.ID[0] = 1
	assert.Equal(t, p.ID, p.Identity())
	assert.Equal(t, pricing.Ref{Kind: "pricing.promotion", ID: "01000000-0000-0000-0000-000000000000/MX50"}, p.Ref())
}
