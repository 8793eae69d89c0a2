package quote

import (
	"slices"

	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
)

// apply takes the cuts of the plan off the lines, counts them, and closes what a promotion that applies alone closes.
func (q *quoting) apply(i int32) {
	c, cuts := &q.e.promos[i], q.plan.cuts
	if !slices.IsSortedFunc(cuts, byCut) {
		slices.SortStableFunc(cuts, byCut)
	}
	for len(cuts) > 0 {
		n := sameLine(cuts, func(c *cut) int32 { return c.line })
		q.take(i, cuts[:n])
		if c.exclusive == promotion.AloneOnLine {
			q.free.drop(int(cuts[0].line))
		}
		cuts = cuts[n:]
	}
	q.granted = true
	q.closed = q.closed || c.exclusive == promotion.AloneInCart
	if c.limited {
		q.count(c)
	}
	for k := range q.plan.quotas {
		if u := &q.plan.quotas[k]; q.quotaUnits(int32(k)) > 0 {
			q.counters = append(q.counters, Counter{u.key, c.name, u.seen, q.quotaUnits(int32(k)), u.limit})
		}
	}
}

// sameLine returns how many of the first items are of one line.
func sameLine[T any](items []T, line func(*T) int32) int {
	n := 1
	for n < len(items) && line(&items[n]) == line(&items[0]) {
		n++
	}
	return n
}

// take takes the cuts of one line off it, and notes a share for each quota that they count against.
func (q *quoting) take(i int32, cuts []cut) {
	l := &q.lines[cuts[0].line]
	l.touched = true
	first := len(q.taken)
	for _, c := range cuts {
		quota := ""
		if c.quota != none {
			quota = q.plan.quotas[c.quota].key
		}
		k := first
		for k < len(q.taken) && q.taken[k].quota != quota {
			k++
		}
		if k == len(q.taken) {
			q.taken = append(q.taken, share{line: c.line, promo: i, quota: quota})
		}
		q.taken[k].amount += c.off * c.count
		q.taken[k].units += c.count
		l.left -= c.off * c.count
	}
	q.scratch = l.rebuild(cuts, q.scratch)
}

// quotaUnits returns how many units count against a quota of the plan.
func (q *quoting) quotaUnits(k int32) (units int64) {
	for _, c := range q.plan.cuts {
		if c.quota == k {
			units += c.count
		}
	}
	return units
}

// count appends the counters of a promotion's limits.
func (q *quoting) count(c *promo) {
	add := func(key string, units, limit int64) {
		if limit > 0 {
			q.counters = append(q.counters, Counter{key, c.name, q.used[key], units, limit})
		}
	}
	add(c.usesKey(), 1, int64(c.limits.Uses))
	if c.limits.PerCustomer > 0 {
		add(c.customerKey(q.c.Customer), 1, int64(c.limits.PerCustomer))
	}
	add(c.unitsKey(), q.plan.units, int64(c.limits.Units))
	add(c.budgetKey(), q.plan.total, c.limits.Budget.Minor())
}
