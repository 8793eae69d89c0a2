package quote

import "slices"

// buyGet takes a percentage off the units that are given for those that are bought.
func (q *quoting) buyGet(c *promo, g *give, lines set) {
	buy, get := q.within(c, g.buy, lines), q.within(c, g.get, lines)
	defer q.pop()
	defer q.pop()
	buyable, gettable, either := int64(0), int64(0), int64(0)
	for i := range q.pieces {
		p := &q.pieces[i]
		p.take = 0
		b, t := buy.has(int(p.line)), get.has(int(p.line))
		if b {
			buyable += p.count
		}
		if t {
			gettable += p.count
		}
		if b || t {
			either += p.count
		}
	}
	times := min(gettable/g.given, buyable/g.bought, either/(g.bought+g.given))
	if g.most > 0 {
		times = min(times, g.most)
	}
	if times == 0 {
		switch {
		case gettable < g.given:
			q.cause("give.getUnits", QuantityTooLow, g.given, gettable)
		case buyable < g.bought:
			q.cause("give.buyUnits", QuantityTooLow, g.bought, buyable)
		default:
			q.cause("give", QuantityTooLow, g.bought+g.given, either)
		}
		return
	}
	if g.grouped && slices.Equal(buy, get) {
		q.giveInGroups(g, get, times)
	} else {
		q.giveAway(g, buy, get, times, buyable)
	}
	_, left := q.selected()
	want := q.share(left, g.rate)
	q.plan.want(want, 1)
	q.pot(want, q.pieces)
}

// within returns the lines that a condition of a benefit denotes among those of the promotion, on the stack.
func (q *quoting) within(c *promo, at int32, lines set) set {
	s := q.push()
	if at == none {
		copy(s, lines)
		return s
	}
	universe := q.goods
	if c.charges {
		universe = q.charges
	}
	q.denote(at, universe, s)
	s.keep(lines)
	return s
}

// giveAway selects the units that are given: the cheapest, or the dearest, skipping one where it would leave too few to be
// bought. Taking them one by one is the best there is, as sets of units that can be given together form a matroid.
func (q *quoting) giveAway(g *give, buy, get set, times, buyable int64) {
	need := times * g.given
	spare := buyable - times*g.bought // units that can be bought or given, and need not be bought
	for _, i := range q.byAmount(g.dearest || g.grouped) {
		p := &q.pieces[i]
		if !get.has(int(p.line)) {
			continue
		}
		p.take = min(p.count, need)
		if buy.has(int(p.line)) {
			p.take = min(p.take, spare)
			spare -= p.take
		}
		need -= p.take
	}
}

// giveInGroups selects the cheapest, or the dearest, units of each group from the dearest down.
func (q *quoting) giveInGroups(g *give, get set, times int64) {
	size := g.bought + g.given
	from, to := g.bought, size // places within a group
	if g.dearest {
		from, to = 0, g.given
	}
	upTo := func(n int64) int64 { // how many of the first n places are given
		n = min(n, times*size)
		return n/size*g.given + min(to, max(from, n%size)) - from
	}
	at := int64(0)
	for _, i := range q.byAmount(true) {
		p := &q.pieces[i]
		if get.has(int(p.line)) {
			p.take = upTo(at+p.count) - upTo(at)
			at += p.count
		}
	}
}
