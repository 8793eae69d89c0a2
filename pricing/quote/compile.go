package quote

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
)

// A give is a benefit, compiled. Which fields count depends on the kind.
type give struct {
	kind           kind
	scope          promotion.Scope
	rate           rate
	amount         int64 // off; the price of a group; the most in all, 0 for any
	units          int64 // so many at most; to a group
	dearest        bool
	grouped        bool
	buy, get       int32 // conditions
	bought, given  int64 // units to a group
	most           int64 // groups
	bySpend        bool
	graduated      bool
	tiers          [5][]tier // for each number of minor digits; one will do where nothing is an amount
	bands          []band    // the deepest first
	departureQuota bool      // some band has a quota
}

type kind uint8

const (
	percentOff kind = iota
	amountOff
	fixedPrice
	buyGet
	tiered
	advanceOff
)

// A tier is one of off, amount and unit: a share num/den of what is reached, with the den of the benefit's rate; an
// amount; or the price of a unit, whole and num/den minor units.
type tier struct {
	from   int64
	what   what
	num    int64
	amount int64
	path   string
}

type what uint8

const (
	tierOff what = iota
	tierAmount
	tierUnit
)

// A band is one of an advance purchase.
type band struct {
	days  int64
	rate  rate
	quota int64
	path  string
	key   string // up to the departure
}

// compile compiles p, which has no fault, as the i-th promotion.
func (e *Engine) compile(i int, p *promotion.Promotion, groups map[string]int32) error {
	c := &e.promos[i]
	*c = promo{
		name: p.Name, id: p.Identity(), code: none, group: none, from: p.From, until: p.Until, charges: p.Charges,
		exclusive: p.Exclusive, limits: p.Limits, limited: p.Limits != (promotion.Limits{}), fence: p.Fence, priority: p.Priority,
	}
	if p.Code != "" {
		code := fold(p.Code)
		if _, known := e.codes[code]; !known {
			e.codes[code] = int32(len(e.codes))
		}
		c.code = e.codes[code]
	}
	if p.Group != "" {
		if _, known := groups[p.Group]; !known {
			groups[p.Group] = int32(len(groups))
		}
		c.group = groups[p.Group]
	}
	c.when, c.on = e.condition(p.When, "when"), e.condition(p.On, "on")
	for amount := range promotionAmounts(p) {
		c.currency = amount
	}
	return e.give(c, p.Give)
}

// promotionAmounts yields the amounts of p, all in one currency as it has no fault.
func promotionAmounts(p *promotion.Promotion) func(yield func(pricing.Money) bool) {
	return func(yield func(pricing.Money) bool) {
		var all []pricing.Money
		switch b := p.Give.(type) {
		case promotion.PercentOff:
			all = append(all, b.Max)
		case promotion.AmountOff:
			all = append(all, b.Amount)
		case promotion.FixedPrice:
			all = append(all, b.Price)
		case promotion.BuyGet:
			all = append(append(all, conditionAmounts(b.Buy)...), conditionAmounts(b.Get)...)
		case promotion.Tiered:
			for _, t := range b.Tiers {
				if t.Amount != nil {
					all = append(all, *t.Amount)
				}
			}
		}
		all = append(append(append(all, p.Limits.Budget), conditionAmounts(p.When)...), conditionAmounts(p.On)...)
		for _, amount := range all {
			if amount != (pricing.Money{}) && !yield(amount) {
				return
			}
		}
	}
}

// conditionAmounts returns the amounts in c.
func conditionAmounts(c promotion.Condition) (all []pricing.Money) {
	switch c := c.(type) {
	case promotion.All:
		for _, part := range c.Of {
			all = append(all, conditionAmounts(part)...)
		}
	case promotion.Any:
		for _, part := range c.Of {
			all = append(all, conditionAmounts(part)...)
		}
	case promotion.Not:
		return conditionAmounts(c.Of)
	case promotion.Spend:
		return append(conditionAmounts(c.Of), c.Min)
	case promotion.Quantity:
		return conditionAmounts(c.Of)
	}
	return all
}

// give compiles the benefit of c.
func (e *Engine) give(c *promo, b promotion.Benefit) error {
	g := &c.give
	switch b := b.(type) {
	case promotion.PercentOff:
		*g = give{kind: percentOff, scope: b.Scope, rate: rateOf(b.Off), amount: b.Max.Minor(), units: int64(b.Units), dearest: b.Dearest}
		c.additive = e.policy.Combine == Additive && b.Units == 0 && g.amount == 0 && c.group == none &&
			c.exclusive == promotion.Stackable && c.limits.Units == 0 && c.limits.Budget == (pricing.Money{})
		if c.additive {
			if e.shared = common(e.shared, g.rate.den); e.shared == 0 {
				return fmt.Errorf("off: common denominator: %w", ErrLimit)
			}
		}
	case promotion.AmountOff:
		*g = give{kind: amountOff, scope: b.Scope, amount: b.Amount.Minor()}
	case promotion.FixedPrice:
		*g = give{kind: fixedPrice, amount: b.Price.Minor(), units: max(1, int64(b.Units))}
	case promotion.BuyGet:
		*g = give{
			kind: buyGet, rate: rateOf(b.Off), dearest: b.Dearest, grouped: b.Grouped, most: int64(b.Max),
			buy: e.condition(b.Buy, "give.buy"), get: e.condition(b.Get, "give.get"), bought: int64(b.BuyUnits), given: int64(b.GetUnits),
		}
	case promotion.Tiered:
		return e.tiered(g, b)
	case promotion.AdvanceOff:
		*g = give{kind: advanceOff}
		for _, i := range deepestFirst(b.Bands) {
			d := b.Bands[i]
			g.bands = append(g.bands, band{
				days: int64(d.MinDays), rate: rateOf(d.Off), quota: int64(d.Quota), path: "give.bands[" + strconv.Itoa(i) + "]",
				key: c.bandKey(d.MinDays),
			})
			g.departureQuota = g.departureQuota || d.Quota > 0
			g.rate.den = max(g.rate.den, rateOf(d.Off).den)
		}
		e.deps = e.deps || g.departureQuota
	}
	if !fits(max(1, g.rate.den), e.policy.step()) {
		return fmt.Errorf("off: denominator: %w", ErrLimit)
	}
	return nil
}

// deepestFirst returns the places of bands by what they take off, then by their days, the largest first.
func deepestFirst(bands []promotion.Band) []int {
	order := make([]int, len(bands))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(bands[b].Off.Cmp(bands[a].Off), cmp.Compare(bands[b].MinDays, bands[a].MinDays))
	})
	return order
}

// tiered compiles tiers, for each number of minor digits that a currency may have.
func (e *Engine) tiered(g *give, b promotion.Tiered) error {
	*g = give{kind: tiered, bySpend: b.BySpend, graduated: b.Graduated, rate: rate{den: 1}}
	for i, t := range b.Tiers {
		den := int64(1)
		if t.Off != nil {
			_, den = t.Off.Fraction()
		}
		if t.Unit != nil {
			den = pow10(max(0, -t.Unit.Exponent())) // at most 12 places
		}
		if g.rate.den = common(g.rate.den, den); g.rate.den == 0 {
			return fmt.Errorf("tiers[%d]: common denominator: %w", i, ErrLimit)
		}
	}
	for digits := range g.tiers {
		for i, t := range b.Tiers {
			c := tier{path: "give.tiers[" + strconv.Itoa(i) + "]"}
			c.from, _ = minorOf(t.From, 0, 1)
			if b.BySpend {
				from, rest := minorOf(t.From, int32(digits), g.rate.den)
				if rest > 0 || from == math.MaxInt64 {
					from = sum(from, 1)
				}
				c.from = from
			}
			switch {
			case t.Off != nil:
				num, den := t.Off.Fraction()
				c.num = num * (g.rate.den / den) // at most g.rate.den
			case t.Amount != nil:
				c.what, c.amount = tierAmount, t.Amount.Minor()
			default:
				c.what = tierUnit
				c.amount, c.num = minorOf(*t.Unit, int32(digits), g.rate.den)
			}
			g.tiers[digits] = append(g.tiers[digits], c)
		}
	}
	return nil
}

// pow10 returns 10 to the n-th, for 0 ≤ n ≤ 12.
func pow10(n int32) int64 {
	p := int64(1)
	for range n {
		p *= 10
	}
	return p
}

// minorOf returns d, not negative and within 12 places and 1e18, in minor units of so many digits: whole ones, and what
// is left as a number of 1/den, where den holds its places. Beyond int64 it is the largest one.
func minorOf(d decimal.Decimal, digits int32, den int64) (whole, rest int64) {
	shifted := d.Shift(digits)
	floor := shifted.Truncate(0).BigInt()
	if !floor.IsInt64() {
		return math.MaxInt64, 0
	}
	part := shifted.Sub(shifted.Truncate(0)).Mul(decimal.New(den, 0))
	if !part.IsInteger() {
		part = part.Truncate(0).Add(decimal.New(1, 0))
	}
	return floor.Int64(), part.IntPart()
}
