package quote

import (
	"slices"

	"github.com/seed-4ccf82d5/servicequality/pricing"
	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
)

// Quote quotes one cart: [New] and [Engine.Quote] in one, with the errors of both. For many carts make the engine once.
func Quote(c Cart, promos []promotion.Promotion, used map[string]int64, p Policy) (Result, error) {
	e, err := New(promos, p)
	if err != nil {
		return Result{}, err
	}
	return e.Quote(c, used)
}

// Quote returns what a cart costs and why. Used holds the values of the counters of [Engine.CounterKeys], a missing one is
// 0; it is only read. The result does not depend on the order of lines, promotions, codes or tags, except that it keeps
// the lines in their order.
//
// It returns the faults of [Cart.Validate], a [pricing.MismatchError] for two currencies, [ErrRange] for a cart of more
// than 2^61 minor units, and [ErrInvalid] for a counter below 0. Cost: lines times promotions.
func (e *Engine) Quote(c Cart, used map[string]int64) (Result, error) {
	q, err := e.quote(&c, used, none)
	if err != nil {
		return Result{}, err
	}
	r := q.result()
	q.end()
	return r, nil
}

// quote decides a cart, with one promotion quoted as if what a customer can still do were done, or none.
func (e *Engine) quote(c *Cart, used map[string]int64, assumed int32) (*quoting, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	q, err := e.begin(c, used)
	if err != nil {
		return nil, err
	}
	q.assumed = assumed
	if err := q.decide(); err != nil {
		q.end()
		return nil, err
	}
	return q, nil
}

// money returns minor units of the cart's currency.
func (q *quoting) money(units int64) pricing.Money {
	if units == 0 {
		return q.zero
	}
	m, _ := q.unit.Mul(units)
	return m
}

// result writes the receipt.
func (q *quoting) result() Result {
	var counters []Counter
	if len(q.counters) > 0 {
		counters = slices.Clone(q.counters)
	}
	r := Result{
		Cart: q.c.clone(), Policy: q.e.policy.clone(), Lines: make([]LineResult, len(q.lines)), Counters: counters, Trace: q.trace,
		UnknownCodes: q.unknownCodes(),
	}
	q.shareOut(r.Lines)
	list, discount, tax, total := int64(0), int64(0), int64(0), int64(0)
	ahead := make([]int, len(q.lines))
	for i := range q.lines {
		l := &q.lines[i]
		of, out := &q.c.Lines[l.at], &r.Lines[l.at]
		lineTax := taxOf(l.left, of.Tax, q.c.TaxExcluded, q.rule)
		list, discount, tax, total = list+l.list, discount+l.list-l.left, tax+lineTax, total+l.left
		out.ID, out.List, out.Discount = of.ID, q.money(l.list), q.money(l.list-l.left)
		out.Net, out.Tax, out.Floor = q.money(l.left), q.money(lineTax), q.money(l.floor)
		if l.departs {
			ahead[i] = int(l.days)
			out.Days = &ahead[i]
		}
	}
	if q.c.TaxExcluded {
		total += tax
	}
	r.List, r.Discount, r.Tax, r.Total = q.money(list), q.money(discount), q.money(tax), q.money(total)
	return r
}
