package quote

import (
	"cmp"
	"slices"

	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
)

// propose fills the plan with what a promotion would take off lines, within their floors.
func (q *quoting) propose(c *promo, lines set) error {
	q.clamps = 0
	g := &c.give
	if left := q.gather(lines); left == 0 {
		q.cause("give", NothingLeft, 0, 0)
		return nil
	}
	switch g.kind {
	case percentOff:
		q.percentOff(g)
	case amountOff:
		q.scoped(g.scope, func(int64) int64 { return g.amount })
	case fixedPrice:
		q.fixedPrice(g)
	case buyGet:
		q.buyGet(c, g, lines)
	case tiered:
		q.tiered(g)
	case advanceOff:
		return q.advanceOff(g)
	}
	return nil
}

// percentOff takes a percentage off the units that are selected.
func (q *quoting) percentOff(g *give) {
	if g.units > 0 {
		q.cheapest(g.scope == promotion.PerLine, g.units, g.dearest)
	}
	most := int64(1<<63 - 1)
	if g.amount > 0 {
		most = g.amount
	}
	if g.scope == promotion.PerOrder {
		q.scoped(g.scope, func(left int64) int64 { return min(most, q.share(left, g.rate)) })
		return
	}
	q.scoped(g.scope, func(left int64) int64 { return q.share(left, g.rate) })
	q.plan.wanted = min(q.plan.wanted, most)
	if q.plan.total > most {
		q.trim(most)
	}
}

// scoped takes off what is wanted of the amount that is left of the order, of each line, or of each unit.
func (q *quoting) scoped(scope promotion.Scope, wanted func(left int64) int64) {
	switch scope {
	case promotion.PerOrder:
		_, left := q.selected()
		want := wanted(left)
		q.plan.want(want, 1)
		q.pot(want, q.pieces)
	case promotion.PerLine:
		for pieces := q.pieces; len(pieces) > 0; {
			n, left := sameLine(pieces, lineOf), int64(0)
			for i := range n {
				left += pieces[i].take * pieces[i].amount
			}
			if left > 0 {
				want := wanted(left)
				q.plan.want(want, 1)
				q.pot(want, pieces[:n])
			}
			pieces = pieces[n:]
		}
	default:
		for i := range q.pieces {
			if p := &q.pieces[i]; p.amount > 0 {
				want := wanted(p.amount)
				q.plan.want(want, p.take)
				q.direct(p, p.take, want, none)
			}
		}
	}
}

// lineOf returns the line of a piece.
func lineOf(p *piece) int32 { return p.line }

// direct takes off so much from each of count units of a piece, within their floor.
func (q *quoting) direct(p *piece, count, off int64, quota int32) {
	if count == 0 {
		return
	}
	if off > p.amount {
		q.clamps |= 1 << ClampedByRest
		off = p.amount
	}
	l := &q.lines[p.line]
	if room := max(0, p.amount-l.floor); off > room {
		q.clamps |= 1 << l.bound
		off = room
	}
	q.plan.add(cut{p.line, p.run, quota, count, off})
}

// cheapest selects so many units, of each line or of all, the cheapest or the dearest.
func (q *quoting) cheapest(eachLine bool, units int64, dearest bool) {
	if !eachLine {
		for _, i := range q.byAmount(dearest) {
			p := &q.pieces[i]
			p.take = min(p.count, units)
			units -= p.take
		}
		return
	}
	for pieces := q.pieces; len(pieces) > 0; {
		line, left := pieces[:sameLine(pieces, lineOf)], units // dearest first
		pieces = pieces[len(line):]
		for i := range line {
			p := &line[i]
			if !dearest {
				p = &line[len(line)-1-i]
			}
			p.take = min(p.count, left)
			left -= p.take
		}
	}
}

// fixedPrice lets groups, from the dearest unit down, cost a price.
func (q *quoting) fixedPrice(g *give) {
	total, _ := q.selected()
	if total < g.units {
		q.cause("give.units", QuantityTooLow, g.units, total)
		return
	}
	order := slices.Clone(q.byAmount(true)) // divisions use the memory of the order
	open := q.open[:0]                      // the group that is not full yet
	missing, amount := g.units, int64(0)
	for _, i := range order {
		p := q.pieces[i]
		for p.count > 0 {
			if missing == g.units && p.count >= g.units { // whole groups of equal units
				p.take = p.count - p.count%g.units
				if more := p.amount*g.units - g.amount; more > 0 {
					q.group(more*(p.take/g.units), append(open, p))
				}
				p.count -= p.take
				continue
			}
			p.take = min(p.count, missing)
			open = append(open, p)
			amount += p.amount * p.take
			p.count -= p.take
			if missing -= p.take; missing == 0 {
				slices.SortFunc(open, func(a, b piece) int { return cmp.Or(cmp.Compare(a.line, b.line), cmp.Compare(a.run, b.run)) })
				q.group(amount-g.amount, open)
				open, missing, amount = open[:0], g.units, 0
			}
		}
	}
	q.open = open[:0]
}

// group takes off what a group costs more than its price.
func (q *quoting) group(more int64, pieces []piece) {
	if more > 0 {
		q.plan.want(more, 1)
		q.pot(more, pieces)
	}
}

// trim cuts the plan down to an amount below its total: each line, and each unit, in proportion to what it would get.
func (q *quoting) trim(amount int64) {
	slices.SortStableFunc(q.plan.cuts, byCut)
	q.members = q.members[:0]
	for _, c := range q.plan.cuts {
		q.members = append(q.members, member{c.line, c.run, c.quota, c.count, c.off, c.off})
	}
	q.plan.cancel()
	q.divide(amount, 1)
}

// trimUnits keeps so many units of the plan: those of the first lines, there the dearest.
func (q *quoting) trimUnits(units int64) {
	slices.SortStableFunc(q.plan.cuts, byCut)
	q.spareCuts = append(q.spareCuts[:0], q.plan.cuts...)
	q.plan.cancel()
	for _, c := range q.spareCuts {
		c.count = min(c.count, units)
		units -= c.count
		q.plan.add(c)
	}
}
