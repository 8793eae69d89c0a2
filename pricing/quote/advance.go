package quote

import "math"

// advanceOff takes off each unit what the deepest band says that it reaches and that has quota.
func (q *quoting) advanceOff(g *give) error {
	reached, departs := false, false
	nearest, most := int64(math.MaxInt64), int64(math.MinInt64) // the band that asks least, the days of the earliest buyer
	for b := range g.bands {
		nearest = min(nearest, g.bands[b].days)
	}
	if g.departureQuota {
		q.bandLeft = append(q.bandLeft[:0], make([]int32, len(g.bands)*len(q.departures))...)
	}
	for i := range q.pieces {
		p := &q.pieces[i]
		l := &q.lines[p.line]
		if !l.departs {
			continue
		}
		departs, most = true, max(most, l.days)
		ahead := l.days
		if q.lenient {
			ahead = max(ahead, nearest)
		}
		if ahead < nearest || p.amount == 0 {
			continue
		}
		reached = true
		if err := q.bands(g, p, l, ahead); err != nil {
			return err
		}
	}
	switch {
	case !departs:
		q.cause("give", NoDeparture, 0, 0)
	case !reached && most < nearest:
		q.cause("give", BookedTooLate, nearest, most)
	}
	return nil
}

// bands takes off the units of a piece what the bands say.
func (q *quoting) bands(g *give, p *piece, l *line, ahead int64) error {
	count, first := p.count, true
	for b := range g.bands {
		if g.bands[b].days > ahead {
			continue
		}
		off := q.share(p.amount, g.bands[b].rate)
		if first {
			q.plan.want(off, p.count)
			first = false
		}
		take, quota := count, int32(none)
		if g.bands[b].quota > 0 {
			var err error
			if quota, err = q.quotaOf(g, int32(b), l.dep); err != nil {
				return err
			}
			k := &q.plan.quotas[quota]
			if take = min(count, k.left); take < count {
				q.clamps |= 1 << ClampedByQuota
			}
			if off > 0 && p.amount > l.floor {
				k.left -= take
			}
		}
		q.direct(p, take, off, quota)
		if count -= take; count == 0 {
			break
		}
	}
	return nil
}

// quotaOf returns the place of a band's quota for a departure.
func (q *quoting) quotaOf(g *give, b, dep int32) (int32, error) {
	at := &q.bandLeft[int(b)*len(q.departures)+int(dep)]
	if *at == 0 {
		key := q.departures[dep].key(&g.bands[b])
		seen, err := q.seen(key)
		if err != nil {
			return 0, err
		}
		limit := g.bands[b].quota
		q.plan.quotas = append(q.plan.quotas, quota{b, key, seen, limit, max(0, limit-seen)})
		*at = int32(len(q.plan.quotas))
	}
	return *at - 1, nil
}
