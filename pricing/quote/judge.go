package quote

import (
	"math/bits"
	"time"

	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
)

// judge judges a promotion and records its step. It reports whether the promotion would grant something: then the plan is
// what it would do.
func (q *quoting) judge(i int32) (grants bool, err error) {
	if b := q.barred(i); b != 0 {
		q.bar(i, b)
		return false, nil
	}
	if err := q.consider(i); err != nil {
		return false, err
	}
	q.record(i)
	return q.plan.total > 0, nil
}

// consider fills the plan with what a promotion behind its gate would do now, and with the reason and the causes.
func (q *quoting) consider(i int32) error {
	c := &q.e.promos[i]
	q.lenient = q.assumed == i
	q.plan.reset(len(q.causes))
	lines := q.push()
	defer q.pop()
	holds, err := q.eligible(i, lines)
	if err != nil {
		return err
	}
	if holds {
		if err := q.limit(c, lines); err != nil {
			return err
		}
	}
	p := &q.plan
	p.to = int32(len(q.causes))
	p.reason = Applied
	if p.to > p.from {
		p.reason = q.causes[p.from].Reason
	}
	return nil
}

// eligible sets lines to those that a promotion behind its gate may touch, whether they are closed or not; else it appends
// the causes.
func (q *quoting) eligible(i int32, lines set) (bool, error) {
	c, before := &q.e.promos[i], len(q.causes)
	switch { // within the second of its gate
	case !within(q.c.At, c.from, time.Time{}):
		q.cause("from", NotStarted, 0, 0)
	case !within(q.c.At, time.Time{}, c.until):
		q.cause("until", Ended, 0, 0)
	}
	if c.currency != (pricing.Money{}) && len(q.lines) > 0 && !alike(c.currency, q.currency) {
		q.cause("", CurrencyDiffers, 0, 0)
		return false, nil
	}
	if c.limited {
		if err := q.uses(c); err != nil {
			return false, err
		}
	}
	q.target(c, lines)
	if len(q.causes) > before {
		return false, nil
	}
	if lines.keep(q.discountable); !lines.any() {
		q.cause("on", NoLine, 0, 0)
		return false, nil
	}
	return true, nil
}

// target sets lines to those that the conditions select, and appends causes if there are none.
func (q *quoting) target(c *promo, lines set) {
	clear(lines)
	if c.when == none {
		lines.join(q.goods)
	} else if q.denote(c.when, q.goods, lines); !lines.any() {
		q.explain(c.when, q.goods)
		return
	}
	universe := q.goods
	if c.charges {
		universe = q.charges
		clear(lines)
		lines.join(universe)
	}
	if c.on != none {
		if q.denote(c.on, universe, lines); !lines.any() {
			q.explain(c.on, universe)
		}
	} else if !lines.any() {
		q.cause("on", NoLine, 0, 0)
	}
}

// uses appends the limits that carts before this one have reached.
func (q *quoting) uses(c *promo) error {
	if most := int64(c.limits.Uses); most > 0 {
		seen, err := q.seen(c.usesKey())
		if err != nil {
			return err
		}
		if seen >= most {
			q.cause("limits.uses", UsesSpent, most, seen)
		}
	}
	most := int64(c.limits.PerCustomer)
	if most == 0 {
		return nil
	}
	if q.c.Customer == "" {
		q.cause("limits.perCustomer", NoCustomer, 0, 0)
		return nil
	}
	seen, err := q.seen(c.customerKey(q.c.Customer))
	if err == nil && seen >= most {
		q.cause("limits.perCustomer", CustomerUsesSpent, most, seen)
	}
	return err
}

// limit fills the plan for eligible lines: for those that are free, or to know what is wanted for all of them, and within
// the budget and the units that are left.
func (q *quoting) limit(c *promo, lines set) error {
	blocked := BlockedByExclusive
	if q.onlyOne {
		blocked = NotBest
	}
	isBlocked := q.closed || q.granted && (q.onlyOne || c.exclusive == promotion.AloneInCart)
	if !isBlocked {
		free := q.push()
		copy(free, q.free)
		if c.exclusive == promotion.AloneOnLine {
			for i := range free.all {
				if q.lines[i].touched {
					free.drop(i)
				}
			}
		}
		free.keep(lines)
		if isBlocked = !free.any(); !isBlocked {
			lines = free
		}
		defer q.pop()
	}
	if err := q.propose(c, lines); err != nil {
		return err
	}
	if isBlocked {
		if q.plan.total > 0 {
			q.plan.cancel()
			q.clamps = 0
			q.cause("", blocked, 0, 0)
		}
	} else if err := q.spend(c); err != nil {
		return err
	}
	q.explainClamps()
	return nil
}

// An allowance is what a promotion may give over all carts: units, or an amount.
type allowance struct {
	units        bool
	most         int64 // 0 for any
	key, path    string
	spent, clamp Reason
}

// spend holds the plan against the units and the budget that are left.
func (q *quoting) spend(c *promo) error {
	if !c.limited {
		return nil
	}
	units, budget := int64(c.limits.Units), c.limits.Budget.Minor()
	if err := q.allow(c, allowance{true, units, c.unitsKey(), "limits.units", UnitsSpent, ClampedByQuota}); err != nil {
		return err
	}
	return q.allow(c, allowance{false, budget, c.budgetKey(), "limits.budget", BudgetSpent, ClampedByBudget})
}

// allow cuts the plan down to what is left of an allowance, or drops it.
func (q *quoting) allow(c *promo, a allowance) error {
	if a.most == 0 {
		return nil
	}
	seen, err := q.seen(a.key)
	if err != nil {
		return err
	}
	left, wants := max(0, a.most-seen), q.plan.total
	if a.units {
		wants = q.plan.units
	}
	switch {
	case wants <= left:
	case left == 0 || !c.limits.Partial:
		q.plan.cancel()
		q.clamps = 0
		q.cause(a.path, a.spent, wants, left)
	case a.units:
		q.trimUnits(left)
		q.clamps |= 1 << a.clamp
	default:
		q.trim(left)
		q.clamps |= 1 << a.clamp
	}
	return nil
}

// explainClamps appends what kept the plan below what is wanted, or that there is nothing to take.
func (q *quoting) explainClamps() {
	p := &q.plan
	if len(q.causes) > int(p.from) {
		return
	}
	if p.total == 0 {
		q.clamps &^= 1 << ClampedByRest
		if q.clamps&(1<<ClampedByQuota) != 0 {
			q.clamps &^= 1 << ClampedByQuota
			units, _ := q.selected()
			q.cause("give", UnitsSpent, units, 0)
		}
		if q.clamps == 0 && len(q.causes) == int(p.from) {
			q.cause("give", NothingLeft, 0, 0)
		}
	}
	if p.total == p.wanted {
		return
	}
	for clamps := q.clamps; clamps != 0; clamps &= clamps - 1 {
		q.cause("give", Reason(bits.TrailingZeros64(clamps)), p.wanted, p.total)
	}
}
