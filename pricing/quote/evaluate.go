package quote

import (
	"math"
	"slices"
)

// denote sets dst to the lines of a universe, goods or charges, that a condition denotes.
func (q *quoting) denote(at int32, universe, dst set) {
	clear(dst)
	n := &q.e.nodes[at]
	switch n.op {
	case opAll:
		q.denote(n.kids[0], universe, dst)
		part := q.push()
		for _, kid := range n.kids[1:] {
			if !dst.any() {
				break
			}
			q.denote(kid, universe, part)
			dst.keep(part)
		}
		q.pop()
	case opAny:
		part := q.push()
		for _, kid := range n.kids {
			q.denote(kid, universe, part)
			dst.join(part)
		}
		q.pop()
	case opNot:
		part, lenient := q.push(), q.lenient
		q.lenient = false // what is excluded stays excluded
		q.denote(n.kids[0], universe, part)
		q.lenient = lenient
		dst.join(universe)
		dst.without(part)
		q.pop()
	case opMatch:
		q.denoteMatch(n, universe, dst)
	case opQuantity:
		if n.each {
			q.denoteEach(n, universe, dst)
			return
		}
		q.allIf(q.lenient || q.amountOver(n, universe) >= n.min, universe, dst)
	case opSpend:
		q.allIf(q.lenient || q.amountOver(n, universe) >= n.min, universe, dst)
	case opCustomer:
		q.allIf(q.inSegment(n) && q.orderHolds(n), universe, dst)
	case opFact:
		q.allIf(q.c.Facts[n.names[0]], universe, dst)
	case opCalendar:
		if !n.span.departure {
			q.allIf(n.span.holds(q.c.At, q.weekday, q.minute), universe, dst)
			return
		}
		for i := range universe.all {
			l := &q.lines[i]
			if l.departs && n.span.holds(q.c.Lines[l.at].Departs, l.weekday, l.minute) {
				dst.add(i)
			}
		}
	case opAdvance:
		for i := range universe.all {
			if l := &q.lines[i]; l.departs && (q.lenient || l.days >= n.min && !(n.hasMost && l.days > n.most)) {
				dst.add(i)
			}
		}
	}
}

// allIf sets dst, empty, to the universe if a condition holds.
func (q *quoting) allIf(holds bool, universe, dst set) {
	if holds {
		dst.join(universe)
	}
}

// denoteMatch sets dst to the lines that have an atom of each list.
func (q *quoting) denoteMatch(n *node, universe, dst set) {
	dst.join(universe)
	part := q.push()
	for _, list := range n.lists {
		clear(part)
		for _, a := range list {
			if lines := q.atom(a); lines != nil {
				part.join(lines)
			}
		}
		dst.keep(part)
	}
	q.pop()
}

// denoteEach sets dst to the lines that reach a quantity by themselves.
func (q *quoting) denoteEach(n *node, universe, dst set) {
	q.over(n, universe, dst)
	if q.lenient {
		return
	}
	for i := range dst.all {
		if q.lines[i].units < n.min {
			dst.drop(i)
		}
	}
}

// over sets dst to the lines that a threshold looks at.
func (q *quoting) over(n *node, universe, dst set) {
	if len(n.kids) > 0 {
		q.denote(n.kids[0], universe, dst)
		return
	}
	copy(dst, universe)
}

// amountOver returns the amount, or the units, that a threshold looks at.
func (q *quoting) amountOver(n *node, universe set) (amount int64) {
	of := q.push()
	q.over(n, universe, of)
	for i := range of.all {
		if n.op == opSpend {
			amount += q.lines[i].measure(q.e.policy.ThresholdsOnList)
		} else {
			amount += q.lines[i].units
		}
	}
	q.pop()
	return amount
}

// inSegment reports whether the customer is in one of the segments, where any are given.
func (q *quoting) inSegment(n *node) bool {
	return len(n.names) == 0 || slices.ContainsFunc(q.c.Segments, func(s string) bool { return slices.Contains(n.names, s) })
}

// orderHolds reports whether this order's number is in the range.
func (q *quoting) orderHolds(n *node) bool {
	number := int64(q.c.Orders) + 1
	return number >= n.min && (n.most == 0 || number <= n.most)
}

// explain appends the causes for which a condition denotes no line.
func (q *quoting) explain(at int32, universe set) {
	n := &q.e.nodes[at]
	if !universe.any() {
		q.cause(n.path, NoLine, 0, 0)
		return
	}
	switch n.op {
	case opAll, opAny:
		q.explainKids(n, universe)
	case opNot:
		q.cause(n.path, ExcludedByNot, 0, 0)
	case opMatch:
		q.cause(n.path, NoLine, 0, 0)
	case opSpend:
		q.cause(n.path, SpendTooLow, n.min, q.amountOver(n, universe))
	case opQuantity:
		q.explainQuantity(n, universe)
	case opCustomer:
		if !q.inSegment(n) {
			q.cause(n.path, NotInSegment, 0, 0)
		}
		if number := int64(q.c.Orders) + 1; number < n.min {
			q.cause(n.path, WrongOrderNumber, n.min, number)
		} else if !q.orderHolds(n) {
			q.cause(n.path, WrongOrderNumber, n.most, number)
		}
	case opFact:
		q.cause(n.path, FactFalse, 0, 0)
	case opCalendar:
		if least, _ := q.daysOver(universe); n.span.departure && least == math.MaxInt64 {
			q.cause(n.path, NoDeparture, 0, 0)
		} else {
			q.cause(n.path, WrongTime, 0, 0)
		}
	case opAdvance:
		q.explainDays(n, universe)
	}
}

// explainKids appends the causes of the parts that denote nothing, or that no line is in all of them.
func (q *quoting) explainKids(n *node, universe set) {
	part, before := q.push(), len(q.causes)
	for _, kid := range n.kids {
		if q.denote(kid, universe, part); !part.any() {
			q.explain(kid, universe)
		}
	}
	q.pop()
	if len(q.causes) == before {
		q.cause(n.path, NoLine, 0, 0)
	}
}

// explainQuantity appends what is missing: over the lines that are looked at, or on the fullest of them.
func (q *quoting) explainQuantity(n *node, universe set) {
	have := int64(0)
	if !n.each {
		have = q.amountOver(n, universe)
	} else {
		of := q.push()
		q.over(n, universe, of)
		for i := range of.all {
			have = max(have, q.lines[i].units)
		}
		q.pop()
	}
	q.cause(n.path, QuantityTooLow, n.min, have)
}

// explainDays appends what is missing on the line that comes nearest.
func (q *quoting) explainDays(n *node, universe set) {
	least, most := q.daysOver(universe)
	switch {
	case least == math.MaxInt64:
		q.cause(n.path, NoDeparture, 0, 0)
	case most < n.min:
		q.cause(n.path, BookedTooLate, n.min, most)
	case n.hasMost && least > n.most:
		q.cause(n.path, BookedTooEarly, n.most, least)
	default: // some too late, the others too early
		most = math.MinInt64
		for i := range universe.all {
			if l := &q.lines[i]; l.departs && l.days < n.min {
				most = max(most, l.days)
			}
		}
		q.cause(n.path, BookedTooLate, n.min, most)
	}
}

// daysOver returns the least and the most days ahead of the lines that depart; least is the largest number for none.
func (q *quoting) daysOver(lines set) (least, most int64) {
	least, most = math.MaxInt64, math.MinInt64
	for i := range lines.all {
		if l := &q.lines[i]; l.departs {
			least, most = min(least, l.days), max(most, l.days)
		}
	}
	return least, most
}

// cause appends one cause.
func (q *quoting) cause(path string, reason Reason, need, have int64) {
	q.causes = append(q.causes, Cause{path, reason, need, have})
}
