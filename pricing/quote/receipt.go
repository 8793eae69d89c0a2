package quote

import (
	"maps"
	"slices"
	"strings"

	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
)

// shareOut gives each line its shares, in the order in which they were taken, and the fence that they put around it.
func (q *quoting) shareOut(lines []LineResult) {
	if len(q.taken) == 0 {
		return
	}
	next := make([]int, len(q.lines)+1)
	for i := range q.taken {
		next[q.taken[i].line+1]++
	}
	for i := range q.lines {
		next[i+1] += next[i]
	}
	shares := make([]Share, len(q.taken))
	for i := range q.lines {
		if from, to := next[i], next[i+1]; from < to {
			lines[q.lines[i].at].Shares = shares[from:to:to]
		}
	}
	for _, s := range q.taken {
		c := &q.e.promos[s.promo]
		shares[next[s.line]] = Share{c.name, q.money(s.amount), int(s.units), s.quota}
		next[s.line]++
		out := &lines[q.lines[s.line].at]
		out.Fence = stricter(out.Fence, c.fence)
	}
}

// stricter returns the fence that holds what both do.
func stricter(a, b promotion.Fence) promotion.Fence {
	f := promotion.Fence{
		NoRefund: a.NoRefund || b.NoRefund, Credit: a.Credit || b.Credit,
		UntilDays: max(a.UntilDays, b.UntilDays), Reprice: a.Reprice || b.Reprice,
	}
	f.Credit = f.Credit && !f.NoRefund
	return f
}

// unknownCodes returns the codes of the cart that no promotion has, in their order.
func (q *quoting) unknownCodes() (unknown []string) {
	for _, code := range q.c.Codes {
		if _, known := q.e.codes[fold(code)]; !known && !slices.Contains(unknown, code) {
			unknown = append(unknown, code)
		}
	}
	return unknown
}

// clone returns c with slices and maps of its own.
func (c *Cart) clone() Cart {
	d := *c
	d.Lines, d.Segments, d.Codes, d.Facts = slices.Clone(c.Lines), slices.Clone(c.Segments), slices.Clone(c.Codes), maps.Clone(c.Facts)
	n := 0
	for i := range d.Lines {
		n += len(d.Lines[i].Tags)
	}
	tags := make([]string, 0, n)
	for i := range d.Lines {
		if l := &d.Lines[i]; l.Tags != nil {
			from := len(tags)
			tags = append(tags, l.Tags...)
			l.Tags = tags[from:len(tags):len(tags)]
		}
	}
	return d
}

// CounterKeys returns the keys of the counters that a quote of c may look at, in their order: load these first. It leaves
// out promotions that are not sold at that time or whose code is not named. Its errors are those of [Cart.Validate].
func (e *Engine) CounterKeys(c Cart) ([]string, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	q, err := e.begin(&c, nil)
	if err != nil {
		return nil, err
	}
	defer q.end()
	var keys []string
	for i := range e.promos {
		p := &e.promos[i]
		if !within(c.At, p.from, p.until) || p.code != none && !q.given[p.code] {
			continue
		}
		keys = append(keys, q.keys(p)...)
	}
	slices.SortFunc(keys, strings.Compare)
	return slices.Compact(keys), nil
}

// keys returns the keys of the counters of a promotion.
func (q *quoting) keys(p *promo) (keys []string) {
	if p.limits.Uses > 0 {
		keys = append(keys, p.usesKey())
	}
	if p.limits.PerCustomer > 0 && q.c.Customer != "" {
		keys = append(keys, p.customerKey(q.c.Customer))
	}
	if p.limits.Units > 0 {
		keys = append(keys, p.unitsKey())
	}
	if p.limits.Budget.Minor() > 0 {
		keys = append(keys, p.budgetKey())
	}
	if !p.give.departureQuota {
		return keys
	}
	for i := range q.lines {
		l := &q.lines[i]
		for b := range p.give.bands {
			if band := &p.give.bands[b]; l.departs && band.quota > 0 && l.days >= band.days {
				keys = append(keys, q.departures[l.dep].key(band))
			}
		}
	}
	return keys
}
