package quote

import (
	"slices"

	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
)

// decide takes the promotions in their order and applies those that grant something, as the policy combines them.
func (q *quoting) decide() error {
	switch q.e.policy.Combine {
	case Best:
		return q.decideBest()
	case First:
		q.onlyOne = true
		return q.inTurn(q.e.ranks)
	}
	return q.inTurn(q.e.order)
}

// inTurn decides promotions one after another.
func (q *quoting) inTurn(order []int32) error {
	summed := q.e.policy.Combine != Additive
	for _, i := range order {
		if !summed && q.e.promos[i].exclusive == promotion.Stackable {
			summed = true
			if err := q.sumUp(); err != nil {
				return err
			}
		}
		if q.done[i] {
			continue
		}
		if group := q.e.gates[i].group; group != none && !q.onlyOne {
			if err := q.decideGroup(q.e.groups[group]); err != nil {
				return err
			}
			continue
		}
		grants, err := q.judge(i)
		if err != nil {
			return err
		}
		if grants {
			q.apply(i)
		}
	}
	return nil
}

// record appends the step of a promotion whose plan is made.
func (q *quoting) record(i int32) {
	p := &q.plan
	q.done[i] = true
	s := Step{Promotion: q.e.gates[i].name, Reason: p.reason, Wanted: q.money(p.wanted), Granted: q.money(p.total)}
	if p.from < p.to {
		s.Causes = q.causes[p.from:p.to:p.to]
	}
	q.trace, q.turns = append(q.trace, s), append(q.turns, i)
}

// lose makes steps from one on, but that of the winner, lost ones if they would have granted something.
func (q *quoting) lose(from int, winner int32, reason Reason) {
	for k := from; k < len(q.trace); k++ {
		if s := &q.trace[k]; s.Granted.Sign() > 0 && q.turns[k] != winner {
			s.Reason, s.Granted, s.Causes = reason, q.zero, []Cause{{Reason: reason}}
		}
	}
}

// decideGroup applies the member of a group that takes most off, ties to the earlier one.
func (q *quoting) decideGroup(members []int32) error {
	winner, from := int32(none), len(q.trace)
	q.best.reset(0)
	for _, i := range members {
		grants, err := q.judge(i)
		if err != nil {
			return err
		}
		if grants && q.plan.total > q.best.total {
			q.plan, q.best = q.best, q.plan
			winner = i
		}
	}
	q.lose(from, winner, BeatenInGroup)
	if winner != none {
		q.plan, q.best = q.best, q.plan
		q.apply(winner)
	}
	return nil
}

// decideBest applies the promotion that alone gives the lowest total, ties to the earlier one.
func (q *quoting) decideBest() error {
	winner, least := int32(none), int64(0) // how much the total changes
	for _, i := range q.e.ranks {
		grants, err := q.judge(i)
		if err != nil {
			return err
		}
		if !grants {
			continue
		}
		if change := q.change(); winner == none || change < least {
			winner, least = i, change
			q.plan, q.best = q.best, q.plan
		}
	}
	q.lose(0, winner, NotBest)
	if winner != none {
		q.plan, q.best = q.best, q.plan
		q.apply(winner)
	}
	return nil
}

// change returns how much the plan changes the total: it falls by what is taken off, and by the tax on it where tax comes
// on top.
func (q *quoting) change() (change int64) {
	if !q.c.TaxExcluded {
		return -q.plan.total
	}
	slices.SortStableFunc(q.plan.cuts, byCut)
	for cuts := q.plan.cuts; len(cuts) > 0; {
		n := sameLine(cuts, func(c *cut) int32 { return c.line })
		l := &q.lines[cuts[0].line]
		net := l.left
		for _, c := range cuts[:n] {
			net -= c.off * c.count
		}
		cuts = cuts[n:]
		tax := q.c.Lines[l.at].Tax
		change += net - l.left + taxOf(net, tax, true, q.rule) - taxOf(l.left, tax, true, q.rule)
	}
	return change
}
