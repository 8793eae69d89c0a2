package quote_test

import (
	"encoding/json"
	"fmt"
	"math/big"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-playground/validator/v10"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
	"github.com/seed-4ccf82d5/servicequality/pricing/quote"
)

// faults returns the faults in err, each as path and tag.
func faults(t require.TestingT, err error) (all []string) {
	if err == nil {
		return nil
	}
	var list validator.ValidationErrors
	require.ErrorAs(t, err, &list)
	require.ErrorIs(t, err, quote.ErrInvalid)
	for _, fault := range list {
		all = append(all, fault.Namespace()+" "+fault.Tag())
	}
	return all
}

// cartFaults are changes of a sound cart and the faults that they make.
var cartFaults = []struct {
	change func(c *quote.Cart)
	want   []string
}{
	{func(*quote.Cart) {}, nil},
	{func(c *quote.Cart) { c.Lines = nil }, nil},
	{func(c *quote.Cart) { c.Lines[0].ID = "" }, []string{"lines[0].id required"}},
	{func(c *quote.Cart) { c.Lines[0].ID = strings.Repeat("x", 101) }, []string{"lines[0].id text_size"}},
	{func(c *quote.Cart) { c.Lines[0].ID = c.Lines[1].ID }, []string{"lines[1].id unique"}},
	{func(c *quote.Cart) { c.Lines[0].Unit = pricing.Money{} }, []string{"lines[0].unit required", "lines[1].floor currency", "lines[1].unit currency"}},
	{func(c *quote.Cart) { c.Lines[0].Unit = minor(-1) }, []string{"lines[0].unit mnneg"}},
	{func(c *quote.Cart) { c.Lines[1].Units = 0 }, []string{"lines[1].units min"}},
	{func(c *quote.Cart) { c.Lines[1].Units = -3 }, []string{"lines[1].units min"}},
	{func(c *quote.Cart) { c.Lines[1].Units = 1_000_001 }, []string{"lines[1].units max"}},
	{func(c *quote.Cart) { c.Lines[1].Market = "\x00" }, []string{"lines[1].market clean"}},
	{func(c *quote.Cart) { c.Lines[1].Brand = "\xff" }, []string{"lines[1].brand clean"}},
	{func(c *quote.Cart) { c.Lines[1].Brand = "línea" }, nil},
	{func(c *quote.Cart) { c.Lines[1].Tags = []string{""} }, []string{"lines[1].tags[0] required"}},
	{func(c *quote.Cart) { c.Lines[1].Tags = slices.Repeat([]string{"x"}, 101) }, []string{"lines[1].tags max"}},
	{func(c *quote.Cart) { c.Lines[1].Floor = minor(10_001) }, []string{"lines[1].floor above_unit"}},
	{func(c *quote.Cart) { c.Lines[1].Floor = minor(-1) }, []string{"lines[1].floor mnneg"}},
	{func(c *quote.Cart) { c.Lines[1].Cost = minor(-1) }, []string{"lines[1].cost mnneg"}},
	{func(c *quote.Cart) { c.Lines[1].Tax = pricing.MustPercent("100.1") }, []string{"lines[1].tax pct100"}},
	{func(c *quote.Cart) { c.Lines[1].Tax = pricing.MustPercent("-1") }, []string{"lines[1].tax pct100"}},
	{func(c *quote.Cart) { c.Lines[1].Departs = time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC) }, []string{"lines[1].departs year"}},
	{func(c *quote.Cart) { c.At = time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC) }, []string{"at year"}},
	{func(c *quote.Cart) { c.At = c.At.In(time.FixedZone("LMT", -23_796)) }, []string{"at zone"}},
	{func(c *quote.Cart) { c.Customer = strings.Repeat("x", 101) }, []string{"customer text_size"}},
	{func(c *quote.Cart) { c.Segments = []string{"a", ""} }, []string{"segments[1] required"}},
	{func(c *quote.Cart) { c.Codes = slices.Repeat([]string{"x"}, 101) }, []string{"codes max"}},
	{func(c *quote.Cart) { c.Orders = -1 }, []string{"orders min"}},
	{func(c *quote.Cart) { c.Facts = map[string]bool{"": true} }, []string{"facts[] required"}},
	{func(c *quote.Cart) {
		for i := range 1001 {
			c.Facts[fmt.Sprint(i)] = true
		}
	}, []string{"facts max"}},
	{func(c *quote.Cart) { c.Lines = make([]quote.Line, 10_001) }, []string{"lines max"}},
}

// twoLines is a sound cart.
func twoLines() quote.Cart {
	c := quote.Cart{At: december(3), Facts: map[string]bool{}, Lines: []quote.Line{item("b", 10_000, 1), item("a", 10_000, 2)}}
	c.Lines[1].Floor = minor(5_000)
	return c
}

// TestCart_Validate: faults by path and tag; a quote refuses the same carts with the same faults, two currencies by name.
func TestCart_Validate(t *testing.T) {
	for i, f := range cartFaults {
		c, want := twoLines(), []string(nil)
		f.change(&c)
		for _, fault := range f.want {
			want = append(want, "Cart."+fault)
		}
		assert.Equal(t, want, faults(t, c.Validate()), "%d %v", i, f.want)
		_, err := quote.Quote(c, nil, nil, quote.Policy{})
		assert.Equal(t, want, faults(t, err), "%d %v", i, f.want)
		_, err = (&quote.Engine{}).CounterKeys(c)
		assert.Equal(t, f.want == nil, err == nil)
		_, err = (&quote.Engine{}).NearMisses(c, nil)
		assert.Equal(t, f.want == nil, err == nil)
	}
	c := twoLines()
	c.Lines[1].Unit = pricing.MustMoney("100.00 USD")
	assert.Equal(t, []string{"Cart.lines[1].unit currency"}, faults(t, c.Validate()))
	_, err := quote.Quote(c, nil, nil, quote.Policy{})
	var mismatch pricing.MismatchError
	require.ErrorAs(t, err, &mismatch)
	assert.Equal(t, pricing.MismatchError{A: "MXN", B: "USD"}, mismatch)
}

func TestPolicy_Validate(t *testing.T) {
	for _, c := range []struct {
		p    quote.Policy
		want []string
	}{
		{quote.Policy{}, nil},
		{quote.Policy{Combine: 4, Rounding: 7, Leftover: 3, Step: -1}, []string{"combine max", "leftover max", "rounding max", "step min"}},
		{quote.Policy{Step: 10_001}, []string{"step max"}},
		{quote.Policy{MaxDepth: ptr("101"), MinMargin: ptr("-1")}, []string{"maxDepth pct100", "minMargin pct100"}},
		{quote.Policy{MaxDepth: ptr("100"), MinMargin: ptr("99.99")}, nil},
		{quote.Policy{MinMargin: ptr("100")}, []string{"minMargin below100"}},
	} {
		var policy, engine []string
		for _, fault := range c.want {
			policy, engine = append(policy, "Policy."+fault), append(engine, "Engine.policy."+fault)
		}
		assert.Equal(t, policy, faults(t, c.p.Validate()))
		_, err := quote.New(nil, c.p)
		assert.Equal(t, engine, faults(t, err))
	}
}

// TestNew_faults: every fault of every promotion at once; names and identities are unique.
func TestNew_faults(t *testing.T) {
	same := off("B", "10", 0)
	same.ID = off("A", "10", 0).Identity()
	_, err := quote.New([]promotion.Promotion{off("A", "10", 0), off("A", "10", 0), same, off("C", "150", 0), {Name: "D"}}, quote.Policy{Step: -1})
	assert.Equal(t, []string{
		"Engine.policy.step min", "Engine.promotions[1].name unique", "Engine.promotions[2].id unique",
		"Engine.promotions[3].give.off pct100", "Engine.promotions[4].give required",
	}, faults(t, err))
	assert.ErrorIs(t, err, promotion.ErrInvalid)
	_, err = quote.New([]promotion.Promotion{off("A", "10", 0), off("A", "10", 0)}, quote.Policy{})
	assert.NotErrorIs(t, err, promotion.ErrInvalid, "each by itself is sound")
	assert.EqualError(t, err, "quote: new engine: invalid: Engine.promotions[1].name unique")

	_, err = quote.New(make([]promotion.Promotion, 100_000), quote.Policy{})
	assert.ErrorIs(t, err, quote.ErrLimit)
	var deep promotion.Condition = promotion.Fact{Name: "x"}
	for range 10_000 {
		deep = promotion.Not{Of: deep}
	}
	self := make([]promotion.Condition, 1)
	self[0] = promotion.All{Of: self}
	for name, c := range map[string]promotion.Condition{"deep": deep, "cyclic": self[0]} {
		p := off("A", "10", 0)
		p.When = c
		_, err = quote.New([]promotion.Promotion{p}, quote.Policy{})
		assert.Equal(t, []string{"Engine.promotions[0].when limit"}, faults(t, err), name)
		assert.Empty(t, quote.Audit([]promotion.Promotion{p}, quote.Policy{}), name)
	}
}

// TestNew_hostileDecimals: a tier at 1e1000000000, or of a million digits, is a fault and takes no time.
func TestNew_hostileDecimals(t *testing.T) {
	for _, d := range []decimal.Decimal{decimal.New(1, 1e9), decimal.New(1, -1e9), decimal.NewFromBigInt(new(big.Int).Lsh(big.NewInt(1), 3_400_000), 0)} {
		for _, tier := range []promotion.Tier{{From: d, Off: ptr("1")}, {Unit: &d}} {
			promos := []promotion.Promotion{{Name: "T", Give: promotion.Tiered{Tiers: []promotion.Tier{tier}}}}
			_, err := quote.New(promos, quote.Policy{})
			assert.ErrorIs(t, err, promotion.ErrInvalid)
			assert.Empty(t, quote.Audit(promos, quote.Policy{}))
		}
	}
	most := decimal.New(1, 18) // the largest that is allowed: above any amount, whatever the currency
	promos := []promotion.Promotion{{Name: "T", Give: promotion.Tiered{Tiers: []promotion.Tier{{Unit: &most}, {From: most, Off: ptr("1")}}}}}
	assert.Equal(t, quote.NothingLeft, quoted(t, basket(), quote.Policy{}, promos...).Trace[0].Reason)
	promos[0].Give = promotion.Tiered{BySpend: true, Tiers: []promotion.Tier{{From: most, Off: ptr("1")}}}
	assert.Equal(t, quote.SpendTooLow, quoted(t, basket(), quote.Policy{}, promos...).Trace[0].Reason)
}

// TestNew_denominators: percentages that are summed need a common denominator within 1e14.
func TestNew_denominators(t *testing.T) {
	odd, prime := "1/1000000007", "1/998244353"
	for name, c := range map[string]struct {
		promos []promotion.Promotion
		policy quote.Policy
		ok     bool
	}{
		"one after another": {[]promotion.Promotion{off("A", odd, 0), off("B", prime, 0)}, quote.Policy{}, true},
		"summed":            {[]promotion.Promotion{off("A", odd, 0), off("B", prime, 0)}, quote.Policy{Combine: quote.Additive}, false},
		"tiers":             {[]promotion.Promotion{{Name: "A", Give: promotion.Tiered{Tiers: []promotion.Tier{{Off: ptr(odd)}, {From: decimal.New(1, 0), Off: ptr(prime)}}}}}, quote.Policy{}, false},
		"step":              {[]promotion.Promotion{off("A", "1/9223372036854775", 0)}, quote.Policy{Step: 10_000}, false},
		"band and step":     {[]promotion.Promotion{{Name: "A", Give: promotion.AdvanceOff{Bands: []promotion.Band{{Off: pricing.MustPercent("1/9223372036854775")}}}}}, quote.Policy{Step: 10_000}, false},
		"12 places":         {[]promotion.Promotion{off("A", "0.000000000001", 0), off("B", "0.3", 0)}, quote.Policy{Combine: quote.Additive, Step: 10_000}, true},
	} {
		_, err := quote.New(c.promos, c.policy)
		if c.ok {
			assert.NoError(t, err, name)
		} else {
			assert.ErrorIs(t, err, quote.ErrLimit, name)
		}
	}
}

// TestQuote_huge: sums beyond 2^61 minor units are refused, those within are exact; amounts and counters may be as large
// as they are.
func TestQuote_huge(t *testing.T) {
	for _, lines := range [][]quote.Line{
		{item("a", 1<<62, 1)}, {item("a", 1<<60, 3)}, {item("a", 1<<60, 1), item("b", 1<<60, 1), item("c", 1, 1)}, {item("a", 1<<62, 1_000_000)},
	} {
		_, err := quote.Quote(quote.Cart{Lines: lines}, nil, nil, quote.Policy{})
		assert.ErrorIs(t, err, quote.ErrRange)
	}
	most := quote.Cart{TaxExcluded: true, Lines: []quote.Line{item("a", 1<<60, 1), item("b", 1_000_000_000_000, 1_000_000)}}
	most.Lines[0].Tax = pricing.MustPercent("100")
	flat := promotion.Promotion{Name: "F", Give: promotion.AmountOff{Amount: minor(1<<63 - 1), Scope: promotion.PerUnit}}
	r := quoted(t, most, quote.Policy{Step: 10_000, Rounding: pricing.Up}, off("A", "0.000000000001", 1))
	assert.Positive(t, r.Total.Minor())
	r = quoted(t, most, quote.Policy{Step: 10_000}, flat)
	assert.Equal(t, int64(1<<63-1), r.Trace[0].Wanted.Minor())
	assert.Zero(t, r.Total.Minor())
}

// TestEnums: every value is written, read and named; others are refused.
func TestEnums(t *testing.T) {
	for r := quote.Applied; r <= quote.BandsWithoutFence; r++ {
		back, err := quote.ParseReason(r.String())
		require.NoError(t, err)
		assert.Equal(t, r, back)
		step := quote.Step{Promotion: "P", Reason: r, Causes: []quote.Cause{{Reason: r, Need: 2, Have: 1}}}
		assert.NotContains(t, step.String(), "?")
		assert.NotContains(t, quote.NearMiss{Promotion: "P", Cause: step.Causes[0]}.String(), "?")
	}
	for c := quote.Sequential; c <= quote.First; c++ {
		back, err := quote.ParseCombine(c.String())
		require.NoError(t, err)
		assert.Equal(t, c, back)
	}
	for _, value := range []any{quote.Reason(99), quote.Combine(9)} {
		_, err := json.Marshal(value)
		assert.ErrorIs(t, err, quote.ErrUnknown)
	}
	var r quote.Reason
	assert.ErrorIs(t, r.UnmarshalText([]byte("x")), quote.ErrUnknown)
	assert.NoError(t, r.UnmarshalText(nil))
	var c quote.Combine
	assert.ErrorIs(t, c.UnmarshalText([]byte("x")), quote.ErrUnknown)
	assert.Equal(t, "P not applied: ?", quote.Step{Promotion: "P", Reason: 99}.String())
	assert.Equal(t, "P not applied: needs 5, has 3", quote.Step{Promotion: "P", Causes: []quote.Cause{{Reason: quote.SpendTooLow, Need: 5, Have: 3}}}.String())
}

// TestQuote_emptyCart costs nothing of no currency, and skips every promotion.
func TestQuote_emptyCart(t *testing.T) {
	r := quoted(t, quote.Cart{}, quote.Policy{}, off("A", "10", 0), mx50(), promotion.Promotion{Name: "C", When: promotion.Fact{Name: "x"}, Give: promotion.AmountOff{Amount: minor(1)}})
	assert.Equal(t, pricing.Money{}, r.Total)
	assert.Equal(t, []string{"MX50 notStarted", "A noLine", "C noLine"}, reasons(r))
	assert.JSONEq(t, `{}`, encoded(t, quote.Result{}))
}

// TestQuote_codes are compared without case, also beyond ASCII; those that no promotion has are said.
func TestQuote_codes(t *testing.T) {
	a, b := off("A", "10", 1), off("B", "10", 0)
	a.Code, b.Code = "Straße-ÑK", "b"
	c := twoLines()
	c.Codes = []string{"STRAßE-ñ\u212a", "nonsense", "nonsense"} // the Kelvin sign
	r := quoted(t, c, quote.Policy{}, a, b)
	assert.Equal(t, []string{"A applied", "B codeMissing"}, reasons(r))
	assert.Equal(t, []string{"nonsense"}, r.UnknownCodes)
}

// TestEngine_CounterKeys_escaped: market, brand and customer stand in keys as segments of a URL's path.
func TestEngine_CounterKeys_escaped(t *testing.T) {
	p := mx50()
	p.When, p.Limits.PerCustomer = nil, 1
	e, err := quote.New([]promotion.Promotion{p}, quote.Policy{})
	require.NoError(t, err)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("aZ9 /%-_.~$&+=:@;,?#[]!*'()\\\"<>é漢")), 0, 20, 100)
		c := weekend()
		c.Customer, c.Lines[0].Market, c.Lines[0].Brand = text.Draw(t, "customer"), text.Draw(t, "market"), text.Draw(t, "brand")
		keys, err := e.CounterKeys(c)
		require.NoError(t, err)
		id := p.Identity().String()
		assert.Contains(t, keys, id+"/band/30/"+url.PathEscape(c.Lines[0].Market)+"/"+url.PathEscape(c.Lines[0].Brand)+"/2013-01-21T04:00:00Z")
		if c.Customer != "" {
			assert.Contains(t, keys, id+"/customer/"+url.PathEscape(c.Customer))
		}
	})
}

// FuzzQuote: bytes choose cart, promotions and policy; what is quoted is verified.
func FuzzQuote(f *testing.F) {
	f.Fuzz(rapid.MakeFuzz(func(t *rapid.T) {
		d := draw{t}
		quoted(t, d.cart(), d.policy(), d.promotions(4)...)
	}))
}
