package quote

import "github.com/seed-4ccf82d5/servicequality/pricing"

// effectiveFloor returns the least that a unit of l may cost and the reason that stands behind it: the highest of its
// Floor, of what keeps the margin over Cost, with tax where prices hold it, and of what the greatest depth leaves; at most
// its list price.
func effectiveFloor(l *Line, p *Policy, taxExcluded bool) (floor int64, reason Reason) {
	unit := l.Unit.Minor()
	floor, reason = l.Floor.Minor(), ClampedByFloor
	if cost := l.Cost.Minor(); p.MinMargin != nil && cost > 0 {
		num, den := p.MinMargin.Fraction()
		taxNum, taxDen := int64(0), int64(1)
		if !taxExcluded {
			taxNum, taxDen = l.Tax.Fraction()
		}
		gross := uint64(taxDen) + uint64(taxNum) // beyond int64 where both are near its end
		if least := ceiling(cost, [2]uint64{uint64(den), gross}, [2]uint64{uint64(den - num), uint64(taxDen)}, unit); least > floor {
			floor, reason = least, ClampedByMargin
		}
	}
	if p.MaxDepth != nil {
		num, den := p.MaxDepth.Fraction()
		if least := ceiling(unit, [2]uint64{uint64(den - num), 1}, [2]uint64{uint64(den), 1}, unit); least > floor {
			floor, reason = least, ClampedByDepth
		}
	}
	return min(floor, unit), reason
}

// taxOf returns the tax on a line's net: what it holds, or what comes on top.
func taxOf(net int64, tax pricing.Percent, excluded bool, rule pricing.Rounding) int64 {
	num, den := tax.Fraction()
	if num == 0 {
		return 0
	}
	if excluded {
		w := times(net, num)
		on, _ := rule.Div64(w.high, w.low, uint64(den)) // at most net
		return on
	}
	w := times(net, den)
	without, _ := rule.Div64(w.high, w.low, uint64(den)+uint64(num)) // at most net
	return net - without
}

// sum returns a + b, at most the largest int64; both are not negative.
func sum(a, b int64) int64 {
	if s := a + b; s >= 0 {
		return s
	}
	return 1<<63 - 1
}
