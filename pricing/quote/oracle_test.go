package quote_test

import (
	"cmp"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/seed-4ccf82d5/servicequality/internal/bound"
	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
	"github.com/seed-4ccf82d5/servicequality/pricing/quote"
)

// A slow quote holds every unit by itself, exact fractions, and loops. It knows promotions that stand alone or one after
// another, without groups, limits and exclusives.
type slow struct {
	c     quote.Cart
	p     quote.Policy
	lines []slowLine // by ID
}

type slowLine struct {
	quote.Line
	left   []int64 // of each unit, dearest first
	floor  int64
	shares []quote.Share
}

func newSlow(c quote.Cart, p quote.Policy) *slow {
	s := &slow{c: c, p: p}
	for _, l := range c.Lines {
		s.lines = append(s.lines, slowLine{Line: l, left: slices.Repeat([]int64{l.Unit.Minor()}, l.Units), floor: s.floorOf(l)})
	}
	slices.SortFunc(s.lines, func(a, b slowLine) int { return strings.Compare(a.ID, b.ID) })
	return s
}

// share returns p as a fraction of one.
func share(p pricing.Percent) *big.Rat {
	text, _ := p.MarshalText()
	r, _ := new(big.Rat).SetString(string(text))
	return r.Quo(r, big.NewRat(100, 1))
}

// up returns the least whole number that is not below r.
func up(r *big.Rat) int64 {
	n := new(big.Int).Quo(r.Num(), r.Denom())
	if new(big.Rat).SetInt(n).Cmp(r) < 0 {
		n.Add(n, big.NewInt(1))
	}
	return n.Int64()
}

func (s *slow) floorOf(l quote.Line) int64 {
	one, floor := big.NewRat(1, 1), l.Floor.Minor()
	if s.p.MinMargin != nil && l.Cost.Minor() > 0 {
		least := new(big.Rat).SetInt64(l.Cost.Minor())
		if !s.c.TaxExcluded {
			least.Mul(least, new(big.Rat).Add(one, share(l.Tax)))
		}
		floor = max(floor, up(least.Quo(least, new(big.Rat).Sub(one, share(*s.p.MinMargin)))))
	}
	if s.p.MaxDepth != nil {
		keep := new(big.Rat).Sub(one, share(*s.p.MaxDepth))
		floor = max(floor, up(keep.Mul(keep, new(big.Rat).SetInt64(l.Unit.Minor()))))
	}
	return min(floor, l.Unit.Minor())
}

// off rounds what is taken off an amount, exactly r, as the policy says.
func (s *slow) off(amount int64, r *big.Rat) int64 {
	step := max(1, s.p.Step)
	round := func(r *big.Rat) int64 { // by the rounding of decimals: a third way than the engine's and this file's
		steps := new(big.Rat).Quo(r, new(big.Rat).SetInt64(step))
		whole := new(big.Int).Quo(steps.Num(), steps.Denom())
		rest := new(big.Rat).Sub(steps, new(big.Rat).SetInt(whole))
		n, half := whole.Int64(), rest.Cmp(big.NewRat(1, 2))
		switch s.p.Rounding {
		case pricing.HalfUp:
			half++
		case pricing.HalfEven:
			half += int(n % 2)
		case pricing.Up, pricing.Ceiling:
			half = rest.Sign()
		case pricing.Down, pricing.Floor:
			half = 0
		}
		if half > 0 && rest.Sign() > 0 {
			n++
		}
		return n * step
	}
	if s.p.RoundDiscount {
		return min(amount, round(r))
	}
	return max(0, amount-round(new(big.Rat).Sub(new(big.Rat).SetInt64(amount), r)))
}

// holds reports whether a condition denotes a line, by its meaning, line by line.
func (s *slow) holds(c promotion.Condition, l *slowLine) bool {
	given := func(list []string, value string) bool { return len(list) == 0 || slices.Contains(list, value) }
	switch c := c.(type) {
	case nil:
		return true
	case promotion.All:
		return !slices.ContainsFunc(c.Of, func(part promotion.Condition) bool { return !s.holds(part, l) })
	case promotion.Any:
		return slices.ContainsFunc(c.Of, func(part promotion.Condition) bool { return s.holds(part, l) })
	case promotion.Not:
		return !s.holds(c.Of, l)
	case promotion.Match:
		tags := len(c.Tags) == 0 || slices.ContainsFunc(l.Tags, func(tag string) bool { return slices.Contains(c.Tags, tag) })
		return given(c.Markets, l.Market) && given(c.Brands, l.Brand) && tags && given(c.Lines, l.ID)
	case promotion.Customer:
		n := s.c.Orders + 1
		return (len(c.Segments) == 0 || len(s.c.Segments) > 0 && slices.Contains(c.Segments, s.c.Segments[0])) &&
			n >= c.OrderFrom && (c.OrderTo == 0 || n <= c.OrderTo)
	case promotion.Fact:
		return s.c.Facts[c.Name]
	case promotion.AdvancePurchase:
		return !l.Departs.IsZero() && s.days(l) >= c.MinDays
	case promotion.Calendar:
		at := s.c.At
		if c.Departure {
			at = l.Departs
		}
		hour := at.Format("15:04")
		return !at.IsZero() && slices.Contains(c.Weekdays, at.Weekday()) && (hour >= c.Start || hour < c.End)
	case promotion.Spend:
		return s.sum(c.Of, l.Charge, func(m *slowLine) int64 { return s.measure(m) }) >= c.Min.Minor()
	case promotion.Quantity:
		if c.EachLine {
			return s.holds(c.Of, l) && l.Units >= c.Min
		}
		return s.sum(c.Of, l.Charge, func(m *slowLine) int64 { return int64(m.Units) }) >= int64(c.Min)
	}
	panic("no such condition")
}

// days counts midnights between the purchase and the departure, both on the departure's clock.
func (s *slow) days(l *slowLine) (n int) {
	y, m, d := s.c.At.In(l.Departs.Location()).Date()
	from := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	y, m, d = l.Departs.Date()
	return int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Sub(from).Hours()) / 24
}

func (s *slow) sum(c promotion.Condition, charge bool, of func(*slowLine) int64) (sum int64) {
	for i := range s.lines {
		if l := &s.lines[i]; l.Charge == charge && s.holds(c, l) {
			sum += of(l)
		}
	}
	return sum
}

func (s *slow) measure(l *slowLine) (amount int64) {
	if s.p.ThresholdsOnList {
		return l.Unit.Minor() * int64(l.Units)
	}
	for _, unit := range l.left {
		amount += unit
	}
	return amount
}

// A place is one unit: its line and its number there.
type place struct{ line, unit int }

func (s *slow) amount(at place) int64 { return s.lines[at.line].left[at.unit] }

func (s *slow) amounts(units []place) (sum int64) {
	for _, at := range units {
		sum += s.amount(at)
	}
	return sum
}

// eligible returns the units that a promotion may touch.
func (s *slow) eligible(p promotion.Promotion) (units []place) {
	holds := p.When == nil || slices.ContainsFunc(s.lines, func(l slowLine) bool { return !l.Charge && s.holds(p.When, &l) })
	for i := range s.lines {
		l := &s.lines[i]
		touched := !l.Charge && s.holds(p.When, l)
		if p.On != nil || p.Charges {
			touched = l.Charge == p.Charges && s.holds(p.On, l)
		}
		for k := range l.left {
			if holds && touched && !l.NoDiscount {
				units = append(units, place{i, k})
			}
		}
	}
	return units
}

// pot takes an amount off units: over their lines, then over the units of each line, both by Allocate.
func (s *slow) pot(t require.TestingT, amount int64, units []place, off map[place]int64) {
	if amount <= 0 {
		return
	}
	units = slices.SortedFunc(slices.Values(units), func(a, b place) int { return cmp.Or(a.line-b.line, a.unit-b.unit) })
	var ids []int
	weights, caps := map[int]int64{}, map[int]int64{}
	for _, at := range units {
		if !slices.Contains(ids, at.line) {
			ids = append(ids, at.line)
		}
		weights[at.line] += s.amount(at)
		caps[at.line] += max(0, s.amount(at)-s.lines[at.line].floor)
	}
	var w []int64
	var c []pricing.Money
	for _, id := range ids {
		w, c = append(w, weights[id]), append(c, minor(caps[id]))
	}
	step := max(1, s.p.Step)
	if len(ids) == 1 {
		step = 1
	}
	parts, rest, err := pricing.Allocate(minor(amount), w, pricing.AllocateOptions{Caps: c, Step: step, Leftover: s.p.Leftover})
	require.NoError(t, err)
	if rest.Sign() > 0 {
		for i := range c {
			c[i] = minor(c[i].Minor() - parts[i].Minor())
		}
		more, _, err := pricing.Allocate(rest, w, pricing.AllocateOptions{Caps: c, Leftover: s.p.Leftover})
		require.NoError(t, err)
		for i := range parts {
			parts[i] = minor(parts[i].Minor() + more[i].Minor())
		}
	}
	for i, id := range ids {
		var own []place
		var w []int64
		var c []pricing.Money
		for _, at := range units {
			if at.line == id {
				own, w, c = append(own, at), append(w, s.amount(at)), append(c, minor(max(0, s.amount(at)-s.lines[id].floor)))
			}
		}
		cuts, rest, err := pricing.Allocate(parts[i], w, pricing.AllocateOptions{Caps: c, Leftover: s.p.Leftover})
		require.NoError(t, err)
		require.Zero(t, rest.Minor())
		for k, at := range own {
			off[at] += cuts[k].Minor()
		}
	}
}

// by orders units by what is left of them, ties by line.
func (s *slow) by(units []place, dearest bool) []place {
	return slices.SortedStableFunc(slices.Values(units), func(a, b place) int {
		order := cmp.Compare(s.amount(a), s.amount(b))
		if dearest {
			order = -order
		}
		return cmp.Or(order, a.line-b.line)
	})
}

// decimalOf returns a tier's decimal in minor units.
func minorOf(r *big.Rat) *big.Rat { return new(big.Rat).Mul(r, big.NewRat(100, 1)) }

// TestQuote_oracle: the engine's prices, shares, and what is wanted and granted are those of the slow quote.
func TestQuote_oracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := draw{t}
		c, p := d.cart(), d.policy()
		p.Combine = quote.Sequential
		promos := d.promotions(5)
		for i := range promos {
			m := &promos[i]
			m.Exclusive, m.Group, m.Code, m.Limits = promotion.Stackable, "", "", promotion.Limits{}
			if b, ok := m.Give.(promotion.AdvanceOff); ok {
				for k := range b.Bands {
					b.Bands[k].Quota = 0
				}
			}
		}
		got := quoted(t, c, p, promos...)
		s := newSlow(c, p)
		for _, step := range got.Trace {
			i := slices.IndexFunc(promos, func(m promotion.Promotion) bool { return m.Name == step.Promotion })
			wanted, granted := s.apply(t, promos[i])
			require.Equal(t, [2]int64{wanted, granted}, [2]int64{step.Wanted.Minor(), step.Granted.Minor()}, "%s\n%s\n%v", encoded(t, promos), encoded(t, got), s.lines)
		}
		for _, l := range s.lines {
			i := slices.IndexFunc(c.Lines, func(m quote.Line) bool { return m.ID == l.ID })
			require.Equal(t, l.shares, got.Lines[i].Shares, "%s\n%s\n%v", encoded(t, promos), encoded(t, got), s.lines)
			s.p.ThresholdsOnList = false
			require.Equal(t, s.measure(&l), got.Lines[i].Net.Minor())
			assert.Equal(t, l.floor, got.Lines[i].Floor.Minor())
		}
	})
}

// ratOf is a decimal as a fraction.
var ratOf = bound.Rat
