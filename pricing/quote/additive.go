package quote

// A summand is a promotion whose percentage is summed, and the lines that it touches.
type summand struct {
	promo           int32
	lines           set
	wanted, granted int64
	bound           Reason
}

// sumUp decides the percentages that are summed: on each line their sum, at most 100 %, is taken once off the list price,
// and divided among them in proportion.
func (q *quoting) sumUp() error {
	var all []summand
	for _, i := range q.e.order {
		if !q.e.promos[i].additive || q.closed {
			continue
		}
		s := summand{promo: i, lines: make(set, q.words)}
		q.lenient = q.assumed == i
		before := len(q.causes)
		holds := q.barred(i) == 0
		if holds {
			var err error
			if holds, err = q.eligible(i, s.lines); err != nil {
				return err
			}
		}
		q.causes = q.causes[:before] // it is judged in its turn, which says why not
		if s.lines.keep(q.free); holds && s.lines.any() {
			all = append(all, s)
		}
	}
	for i := range q.lines {
		q.sumOn(int32(i), all)
	}
	for _, s := range all {
		q.plan.reset(len(q.causes))
		p := &q.plan
		p.wanted, p.total, p.reason = s.wanted, s.granted, Applied
		switch {
		case s.wanted == 0:
			p.reason = NothingLeft
		case s.granted < s.wanted:
			p.reason = s.bound
		}
		if p.reason != Applied {
			q.cause("give", p.reason, s.wanted, s.granted)
		}
		p.to = int32(len(q.causes))
		q.record(s.promo)
		if c := &q.e.promos[s.promo]; c.limited && s.granted > 0 {
			q.count(c)
		}
		q.granted = q.granted || s.granted > 0
	}
	return nil
}

// sumOn takes the sum of percentages off one line.
func (q *quoting) sumOn(i int32, all []summand) {
	l := &q.lines[i]
	num := int64(0)
	var touching []int
	for k := range all {
		if s := &all[k]; s.lines.has(int(i)) {
			touching = append(touching, k)
			num = sum(num, q.e.summed(s.promo))
		}
	}
	if num == 0 {
		return
	}
	wanted := min(l.left, q.off(l.list, times(l.list, min(num, q.e.shared)), q.e.shared))
	granted := min(wanted, max(0, l.left-l.floor*l.units))
	shares := make([]part, len(touching))
	for n, k := range touching {
		shares[n] = part{weight: q.e.summed(all[k].promo), most: wanted}
	}
	q.spread(shares, wanted, 1)
	for n, k := range touching {
		all[k].wanted += shares[n].got
	}
	if granted < wanted {
		for n := range shares {
			shares[n].most = shares[n].got // never more than is wanted
		}
		q.spread(shares, granted, 1)
	}
	q.sumCuts(i, granted)
	for n, k := range touching {
		s := &all[k]
		if s.granted += shares[n].got; granted < wanted && s.bound == 0 {
			s.bound = l.bound
		}
		if shares[n].got > 0 {
			q.taken = append(q.taken, share{line: i, promo: s.promo, amount: shares[n].got, units: q.plan.units})
		}
	}
}

// sumCuts takes an amount off a line.
func (q *quoting) sumCuts(i int32, amount int64) {
	l := &q.lines[i]
	q.plan.reset(len(q.causes))
	q.members = q.members[:0]
	for r, run := range l.runs {
		q.members = append(q.members, member{i, int32(r), none, run.count, run.amount, max(0, run.amount-l.floor)})
	}
	q.divide(amount, 1)
	if len(q.plan.cuts) == 0 {
		return
	}
	l.touched = true
	l.left -= q.plan.total
	q.scratch = l.rebuild(q.plan.cuts, q.scratch)
}

// summed returns a promotion's percentage in parts of the common denominator.
func (e *Engine) summed(i int32) int64 {
	r := e.promos[i].give.rate
	return r.num * (e.shared / r.den)
}
