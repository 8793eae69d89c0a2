package quote

// tiered takes off what the tier that is reached says, or each part at its own tier.
func (q *quoting) tiered(g *give) {
	tiers := g.tiers[q.digits]
	units, left := q.selected()
	have, reason := units, QuantityTooLow
	if g.bySpend {
		have, reason = left, SpendTooLow
		if q.e.policy.ThresholdsOnList {
			have = q.listed()
		}
	}
	reached := -1
	for i := range tiers {
		if have >= tiers[i].from {
			reached = i
		}
	}
	if reached < 0 && q.lenient {
		reached = 0
	}
	if reached < 0 {
		q.cause(tiers[0].path, reason, tiers[0].from, have)
		return
	}
	t := &tiers[reached]
	var want int64
	switch {
	case g.graduated && g.bySpend:
		want = q.off(left, graduatedSpend(tiers, left), g.rate.den)
	case g.graduated:
		want = q.graduatedUnits(g, tiers)
	case t.what == tierOff:
		want = q.off(left, times(left, t.num), g.rate.den)
	case t.what == tierAmount:
		want = t.amount
	default:
		want = q.unitPrice(g, t)
	}
	q.plan.want(want, 1)
	q.pot(want, q.pieces)
}

// listed returns the list price of the lines of the pieces.
func (q *quoting) listed() (list int64) {
	for i := range q.pieces {
		if i == 0 || q.pieces[i].line != q.pieces[i-1].line {
			list += q.lines[q.pieces[i].line].list
		}
	}
	return list
}

// unitPrice selects the units that are dearer than a price, and returns what they cost more.
func (q *quoting) unitPrice(g *give, t *tier) int64 {
	more := wide{}
	for i := range q.pieces {
		p := &q.pieces[i]
		if p.take = 0; p.amount > t.amount {
			p.take = p.count
			more = more.plus(dearer(p.amount, p.count, g, t))
		}
	}
	_, left := q.selected()
	return q.off(left, more, g.rate.den)
}

// dearer returns how much more than the price of a tier so many units cost, in parts of the benefit's denominator.
func dearer(amount, count int64, g *give, t *tier) wide {
	return times((amount-t.amount)*count, g.rate.den).minus(times(t.num, count))
}

// graduatedUnits selects the units that some tier makes cheaper, counted from the dearest down, and returns by how much.
func (q *quoting) graduatedUnits(g *give, tiers []tier) int64 {
	at, n := int64(0), 0 // units counted, and tiers that begin before the next one
	off := wide{}
	for _, i := range q.byAmount(true) {
		p := &q.pieces[i]
		p.take = 0
		for done := int64(0); done < p.count; {
			for n < len(tiers) && tiers[n].from <= at+1 {
				n++
			}
			count := p.count - done
			if n < len(tiers) {
				count = min(count, tiers[n].from-1-at)
			}
			at, done = at+count, done+count
			if n == 0 {
				continue
			}
			switch t := &tiers[n-1]; {
			case t.what == tierOff:
				off = off.plus(times(p.amount*count, t.num))
				p.take += count
			case p.amount > t.amount:
				off = off.plus(dearer(p.amount, count, g, t))
				p.take += count
			}
		}
	}
	_, left := q.selected()
	return q.off(left, off, g.rate.den)
}

// graduatedSpend returns what the tiers take off an amount, each off the part between it and the next.
func graduatedSpend(tiers []tier, left int64) (off wide) {
	for i := range tiers {
		to := left
		if i+1 < len(tiers) {
			to = min(left, tiers[i+1].from)
		}
		if part := to - tiers[i].from; part > 0 {
			off = off.plus(times(part, tiers[i].num))
		}
	}
	return off
}
