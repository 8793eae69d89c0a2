package quote

import (
	"cmp"
	"math"
	"math/bits"
	"slices"

	"github.com/seed-4ccf82d5/servicequality/pricing"
)

// A plan is what a promotion would do: nothing is taken off before it is applied.
type plan struct {
	cuts   []cut
	wanted int64 // if nothing limited it; at most the largest int64
	total  int64 // Σ off·count of the cuts
	units  int64 // Σ count of the cuts
	reason Reason
	from   int32 // its causes
	to     int32
	quotas []quota
}

// A cut takes off so much from each of count units of a run. Quota is the place of the quota that they count against.
type cut struct {
	line, run, quota int32
	count, off       int64
}

// A quota is a band's for one departure.
type quota struct {
	band              int32
	key               string
	seen, limit, left int64
}

// reset empties p, keeping its memory.
func (p *plan) reset(causes int) {
	p.cuts, p.quotas = p.cuts[:0], p.quotas[:0]
	p.wanted, p.total, p.units, p.from, p.to = 0, 0, 0, int32(causes), int32(causes)
}

// cancel drops the cuts.
func (p *plan) cancel() { p.cuts, p.total, p.units = p.cuts[:0], 0, 0 }

// want adds to what is wanted.
func (p *plan) want(amount, times int64) {
	high, low := bits.Mul64(uint64(amount), uint64(times))
	if high != 0 || low > math.MaxInt64 {
		low = math.MaxInt64
	}
	p.wanted = sum(p.wanted, int64(low))
}

// add appends a cut unless it takes nothing.
func (p *plan) add(c cut) {
	if c.off > 0 && c.count > 0 {
		p.cuts = append(p.cuts, c)
		p.total += c.off * c.count
		p.units += c.count
	}
}

// A piece is a run of an eligible line; take of its units are selected.
type piece struct {
	line, run           int32
	amount, count, take int64
}

// A member is a run of a line that takes part in a division: what each of its units weighs and can take at most.
type member struct {
	line, run, quota    int32
	count, weight, most int64
}

// gather lays out the runs of lines, all their units selected, and returns the amount left to pay for them.
func (q *quoting) gather(lines set) (left int64) {
	q.pieces = q.pieces[:0]
	for i := range lines.all {
		l := &q.lines[i]
		left += l.left
		for r, run := range l.runs {
			q.pieces = append(q.pieces, piece{int32(i), int32(r), run.amount, run.count, run.count})
		}
	}
	return left
}

// selected returns how many units are selected, and what is left to pay for them.
func (q *quoting) selected() (units, amount int64) {
	for i := range q.pieces {
		p := &q.pieces[i]
		units += p.take
		amount += p.take * p.amount
	}
	return units, amount
}

// byAmount returns the places of the pieces, the dearest or the cheapest first, ties by line.
func (q *quoting) byAmount(dearest bool) []int32 {
	order := q.all(len(q.pieces))
	slices.SortFunc(order, func(a, b int32) int {
		x, y := q.pieces[a].amount, q.pieces[b].amount
		if dearest {
			x, y = y, x
		}
		return cmp.Or(cmp.Compare(x, y), cmp.Compare(a, b))
	})
	return order
}

// member appends units of a piece to the members of the next division.
func (q *quoting) member(p *piece, count int64) {
	if count > 0 {
		q.members = append(q.members, member{p.line, p.run, none, count, p.amount, max(0, p.amount-q.lines[p.line].floor)})
	}
}

// pot divides an amount over the selected units of pieces, which stand in the order of lines.
func (q *quoting) pot(amount int64, pieces []piece) {
	q.members = q.members[:0]
	for i := range pieces {
		q.member(&pieces[i], pieces[i].take)
	}
	q.divide(amount, q.step)
}

// divide divides an amount, at most what is left of all members, over their lines and each line's share over its units,
// and notes what clamped it.
func (q *quoting) divide(amount, step int64) {
	if amount <= 0 {
		return
	}
	q.parts = q.parts[:0]
	left, room := int64(0), int64(0)
	for ms := q.members; len(ms) > 0; {
		n, p := sameLine(ms, memberLine), part{}
		for i := range n {
			p.weight += ms[i].weight * ms[i].count
			p.most += ms[i].most * ms[i].count
		}
		left, room = left+p.weight, room+p.most
		q.parts = append(q.parts, p)
		ms = ms[n:]
	}
	if amount > left {
		q.clamps |= 1 << ClampedByRest
		amount = left
	}
	if amount > room {
		q.clamped()
		amount = room
	}
	q.split(amount, step)
	ms := q.members
	for i := range q.parts {
		n := sameLine(ms, memberLine)
		q.unitShares(ms[:n], q.parts[i].got)
		ms = ms[n:]
	}
}

// memberLine returns the line of a member.
func memberLine(m *member) int32 { return m.line }

// split divides an amount, at most the room, over the parts: in multiples of step, then what is less in minor units.
func (q *quoting) split(amount, step int64) {
	if len(q.parts) == 1 {
		q.parts[0].got = amount
		return
	}
	rest := q.spread(q.parts, amount, step)
	if rest == 0 {
		return
	}
	n := len(q.parts)
	for i := range n { // beside the first round: what is left of each
		p := q.parts[i]
		q.parts = append(q.parts, part{weight: p.weight, most: p.most - p.got})
	}
	q.spread(q.parts[n:], rest, 1)
	for i := range n {
		q.parts[i].got += q.parts[n+i].got
	}
	q.parts = q.parts[:n]
}

// clamped notes why the first line that is held has no more room.
func (q *quoting) clamped() {
	for i := range q.members {
		if m := &q.members[i]; m.most < m.weight {
			q.clamps |= 1 << q.lines[m.line].bound
			return
		}
	}
}

// unitShares divides a line's share over its units, dearest first, by what is left of each, and cuts it off.
func (q *quoting) unitShares(ms []member, amount int64) {
	if amount == 0 {
		return
	}
	if len(ms) == 1 && ms[0].count == 1 {
		q.plan.add(cut{ms[0].line, ms[0].run, ms[0].quota, 1, amount})
		return
	}
	weights := int64(0)
	for i := range ms {
		weights += ms[i].weight * ms[i].count
	}
	n, left := len(q.parts), amount
	for range ms {
		q.parts = append(q.parts, part{}) // beside the parts of the lines
	}
	parts := q.parts[n:]
	for i := len(ms) - 1; i >= 0; i-- { // the cheapest have the least room for what they weigh
		m, p := &ms[i], &parts[i]
		if m.weight == 0 {
			continue
		}
		exact := times(amount, m.weight)
		if times(m.most, weights).compare(exact) <= 0 {
			p.got = m.most
			amount, weights = amount-m.most*m.count, weights-m.weight*m.count
		} else {
			whole, cut := bits.Div64(exact.high, exact.low, uint64(weights))
			p.got, p.cut = int64(whole), wide{0, cut}
		}
		left -= p.got * m.count
	}
	for left > 0 {
		left = q.unitRest(ms, parts, left)
	}
	for i := range ms {
		m, p := &ms[i], &parts[i]
		more := cut{m.line, m.run, m.quota, p.weight, p.got + 1} // weight: how many of its units got one more
		rest := cut{m.line, m.run, m.quota, m.count - p.weight, p.got}
		if q.how == pricing.LastLines {
			more, rest = rest, more
		}
		q.plan.add(more)
		q.plan.add(rest)
	}
	q.parts = q.parts[:n]
}

// unitRest gives one minor unit more to as many units as can take one and have not got one, as far as left goes.
func (q *quoting) unitRest(ms []member, parts []part, left int64) int64 {
	order := q.all(len(ms))
	switch {
	case len(ms) == 1 || q.how == pricing.FirstLines:
	case q.how == pricing.LastLines:
		slices.Reverse(order)
	default:
		slices.SortFunc(order, func(a, b int32) int {
			return cmp.Or(parts[b].cut.compare(parts[a].cut), cmp.Compare(a, b))
		})
	}
	for _, i := range order {
		m, p := &ms[i], &parts[i]
		if p.weight == m.count && p.got+1 < m.most { // another round
			p.got, p.weight = p.got+1, 0
		}
		if p.got < m.most && m.weight > 0 {
			more := min(left, m.count-p.weight)
			p.weight += more
			left -= more
		}
	}
	return left
}
