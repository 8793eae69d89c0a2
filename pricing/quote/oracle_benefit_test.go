package quote_test

import (
	"cmp"
	"math/big"
	"slices"

	"github.com/stretchr/testify/require"

	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
	"github.com/seed-4ccf82d5/servicequality/pricing/quote"
)

// apply takes off what a promotion gives and returns what it wanted and what it took.
func (s *slow) apply(t require.TestingT, p promotion.Promotion) (wanted, granted int64) {
	units := s.eligible(p)
	if len(units) == 0 || s.amounts(units) == 0 {
		return 0, 0
	}
	off := map[place]int64{}
	switch b := p.Give.(type) {
	case promotion.PercentOff:
		wanted = s.percent(t, b, units, off)
	case promotion.AmountOff:
		wanted = s.scoped(t, b.Scope, units, off, func(int64) int64 { return b.Amount.Minor() })
	case promotion.FixedPrice:
		size := max(1, b.Units)
		order := s.by(units, true)
		for ; len(order) >= size; order = order[size:] {
			if more := s.amounts(order[:size]) - b.Price.Minor(); more > 0 {
				wanted += more
				s.pot(t, more, order[:size], off)
			}
		}
	case promotion.BuyGet:
		given := s.given(b, units)
		left := s.amounts(given)
		wanted = s.off(left, new(big.Rat).Mul(new(big.Rat).SetInt64(left), share(b.Off)))
		s.pot(t, wanted, given, off)
	case promotion.Tiered:
		wanted = s.tiered(t, b, units, off)
	case promotion.AdvanceOff:
		for _, at := range units {
			if amount := s.advance(b, at); amount > 0 {
				wanted += amount
				off[at] = max(0, min(amount, s.amount(at)-s.lines[at.line].floor))
			}
		}
	}
	for i := range s.lines {
		l, took := &s.lines[i], quote.Share{Promotion: p.Name, Amount: minor(0)}
		for k := range l.left {
			if cut := off[place{i, k}]; cut > 0 {
				l.left[k] -= cut
				took.Amount, took.Units = minor(took.Amount.Minor()+cut), took.Units+1
				granted += cut
			}
		}
		slices.SortFunc(l.left, func(a, b int64) int { return cmp.Compare(b, a) })
		if took.Units > 0 {
			l.shares = append(l.shares, took)
		}
	}
	return wanted, granted
}

// scoped takes off units what is wanted of the order, of each line, or of each unit.
func (s *slow) scoped(t require.TestingT, scope promotion.Scope, units []place, off map[place]int64, of func(left int64) int64) (wanted int64) {
	var groups [][]place
	for _, at := range units {
		last := len(groups) - 1
		if scope == promotion.PerUnit || last < 0 || scope == promotion.PerLine && groups[last][0].line != at.line {
			groups = append(groups, nil)
			last++
		}
		groups[last] = append(groups[last], at)
	}
	for _, group := range groups {
		left := s.amounts(group)
		if left == 0 {
			continue
		}
		want := of(left)
		wanted += want
		room := int64(0)
		for _, at := range group {
			room += max(0, s.amount(at)-s.lines[at.line].floor)
		}
		s.pot(t, min(want, room), group, off)
	}
	return wanted
}

func (s *slow) percent(t require.TestingT, b promotion.PercentOff, units []place, off map[place]int64) int64 {
	if b.Units > 0 {
		taken, all := map[int]int{}, 0
		var some []place
		for _, at := range s.by(units, b.Dearest) {
			if b.Scope == promotion.PerLine && taken[at.line] < b.Units || b.Scope != promotion.PerLine && all < b.Units {
				some = append(some, at)
				taken[at.line]++
				all++
			}
		}
		units = slices.SortedFunc(slices.Values(some), func(x, y place) int { return cmp.Or(x.line-y.line, x.unit-y.unit) })
	}
	of := func(left int64) int64 {
		return s.off(left, new(big.Rat).Mul(new(big.Rat).SetInt64(left), share(b.Off)))
	}
	most := b.Max.Minor()
	if b.Scope == promotion.PerOrder && most > 0 {
		return s.scoped(t, b.Scope, units, off, func(left int64) int64 { return min(most, of(left)) })
	}
	wanted := s.scoped(t, b.Scope, units, off, of)
	total := int64(0)
	for _, cut := range off {
		total += cut
	}
	if most > 0 && total > most { // cut down: each line, then each unit, in proportion to what it would get
		s.trim(t, most, off)
	}
	if most > 0 {
		return min(most, wanted)
	}
	return wanted
}

// trim cuts what is taken off down to an amount.
func (s *slow) trim(t require.TestingT, amount int64, off map[place]int64) {
	line := make([]int64, len(s.lines))
	for at, cut := range off {
		line[at.line] += cut
	}
	parts, _, err := pricing.Allocate(minor(amount), line, pricing.AllocateOptions{Leftover: s.p.Leftover})
	require.NoError(t, err)
	for i := range s.lines {
		cuts := make([]int64, len(s.lines[i].left))
		for k := range cuts {
			cuts[k] = off[place{i, k}]
		}
		each, _, err := pricing.Allocate(parts[i], cuts, pricing.AllocateOptions{Leftover: s.p.Leftover})
		require.NoError(t, err)
		for k := range cuts {
			off[place{i, k}] = each[k].Minor()
		}
	}
}

// given returns the units that are given, by the rule for groups, or one by one.
func (s *slow) given(b promotion.BuyGet, units []place) (given []place) {
	buys := func(at place) bool { return s.holds(b.Buy, &s.lines[at.line]) }
	gets := func(at place) bool { return s.holds(b.Get, &s.lines[at.line]) }
	count := func(which func(place) bool) (n int) {
		for _, at := range units {
			if which(at) {
				n++
			}
		}
		return n
	}
	same := count(func(at place) bool { return buys(at) != gets(at) }) == 0
	either := count(func(at place) bool { return buys(at) || gets(at) })
	times := min(count(gets)/b.GetUnits, count(buys)/b.BuyUnits, either/(b.BuyUnits+b.GetUnits))
	if b.Max > 0 {
		times = min(times, b.Max)
	}
	if b.Grouped && same {
		var order []place
		for _, at := range s.by(units, true) {
			if gets(at) {
				order = append(order, at)
			}
		}
		for n := range times {
			group := order[n*(b.BuyUnits+b.GetUnits):][:b.BuyUnits+b.GetUnits]
			if b.Dearest {
				given = append(given, group[:b.GetUnits]...)
			} else {
				given = append(given, group[b.BuyUnits:]...)
			}
		}
		return given
	}
	spare := count(buys) - times*b.BuyUnits
	for _, at := range s.by(units, b.Dearest || b.Grouped) {
		if !gets(at) || len(given) == times*b.GetUnits || buys(at) && spare == 0 {
			continue
		}
		if buys(at) {
			spare--
		}
		given = append(given, at)
	}
	return given
}

func (s *slow) tiered(t require.TestingT, b promotion.Tiered, units []place, off map[place]int64) int64 {
	have := new(big.Rat).SetInt64(int64(len(units)))
	if b.BySpend {
		list, seen := int64(0), map[int]bool{}
		for _, at := range units {
			if !seen[at.line] {
				list += s.measure(&s.lines[at.line])
			}
			seen[at.line] = true
		}
		have = new(big.Rat).Quo(new(big.Rat).SetInt64(list), big.NewRat(100, 1))
	}
	tierAt := func(reached *big.Rat) (found *promotion.Tier) {
		for i := range b.Tiers {
			if ratOf(b.Tiers[i].From).Cmp(reached) <= 0 {
				found = &b.Tiers[i]
			}
		}
		return found
	}
	if tierAt(have) == nil {
		return 0
	}
	exact, counted := new(big.Rat), []place{}
	dearer := func(at place, tier *promotion.Tier) *big.Rat {
		return new(big.Rat).Sub(new(big.Rat).SetInt64(s.amount(at)), minorOf(ratOf(*tier.Unit)))
	}
	part := func(at place, tier *promotion.Tier) {
		switch {
		case tier == nil:
		case tier.Off != nil:
			exact.Add(exact, new(big.Rat).Mul(new(big.Rat).SetInt64(s.amount(at)), share(*tier.Off)))
			counted = append(counted, at)
		case tier.Unit != nil && dearer(at, tier).Cmp(new(big.Rat)) > 0 && s.amount(at) > minorFloor(tier):
			exact.Add(exact, dearer(at, tier))
			counted = append(counted, at)
		}
	}
	tier := tierAt(have)
	switch {
	case b.Graduated && b.BySpend:
		left := new(big.Rat).Quo(new(big.Rat).SetInt64(s.amounts(units)), big.NewRat(100, 1))
		for i, tier := range b.Tiers {
			to := left
			if i+1 < len(b.Tiers) && ratOf(b.Tiers[i+1].From).Cmp(left) < 0 {
				to = ratOf(b.Tiers[i+1].From)
			}
			if width := new(big.Rat).Sub(to, ratOf(tier.From)); width.Sign() > 0 {
				exact.Add(exact, minorOf(width.Mul(width, share(*tier.Off))))
			}
		}
		counted = units
	case b.Graduated:
		for n, at := range s.by(units, true) {
			part(at, tierAt(big.NewRat(int64(n)+1, 1)))
		}
	case tier.Amount != nil:
		wanted := tier.Amount.Minor()
		return s.scoped(t, promotion.PerOrder, units, off, func(int64) int64 { return wanted })
	default:
		for _, at := range units {
			part(at, tier)
		}
	}
	counted = slices.SortedFunc(slices.Values(counted), func(x, y place) int { return cmp.Or(x.line-y.line, x.unit-y.unit) })
	if s.amounts(counted) == 0 {
		return 0
	}
	wanted := s.off(s.amounts(counted), exact)
	return s.scoped(t, promotion.PerOrder, counted, off, func(int64) int64 { return wanted })
}

// minorFloor returns the whole minor units of a tier's price.
func minorFloor(tier *promotion.Tier) int64 {
	r := minorOf(ratOf(*tier.Unit))
	return new(big.Int).Quo(r.Num(), r.Denom()).Int64()
}

// advance returns what the deepest band that is reached takes off a unit.
func (s *slow) advance(b promotion.AdvanceOff, at place) int64 {
	l := &s.lines[at.line]
	if l.Departs.IsZero() {
		return 0
	}
	var deepest *pricing.Percent
	for _, band := range b.Bands {
		if s.days(l) >= band.MinDays && (deepest == nil || band.Off.Cmp(*deepest) > 0) {
			deepest = &band.Off
		}
	}
	if deepest == nil {
		return 0
	}
	amount := s.amount(at)
	return s.off(amount, new(big.Rat).Mul(new(big.Rat).SetInt64(amount), share(*deepest)))
}
