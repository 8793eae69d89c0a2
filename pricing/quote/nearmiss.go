package quote

import (
	"cmp"
	"slices"
)

// NearMisses returns the promotions that c misses only by something the customer can still do, the largest saving first,
// ties in the order of decision. Each is quoted as if its failing thresholds, its code and its days were met, with the
// same lines; it is listed if the total falls. For booking too late it says what booking earlier would have given.
//
// A buy-get that lacks units is not listed: what would be given is not in the cart. Counters of promotions whose code is
// missing are not among [Engine.CounterKeys]; they count as 0 unless used holds them. The errors are those of
// [Engine.Quote]. Cost: a quote for each candidate.
func (e *Engine) NearMisses(c Cart, used map[string]int64) ([]NearMiss, error) {
	q, err := e.quote(&c, used, none)
	if err != nil {
		return nil, err
	}
	defer q.end()
	before := q.total()
	var misses []NearMiss
	for k, s := range q.trace {
		if s.Granted.Sign() > 0 || slices.ContainsFunc(s.Causes, func(c Cause) bool { return !c.Reason.near() }) {
			continue
		}
		met, err := e.quote(&c, used, q.turns[k])
		if err != nil {
			return nil, err
		}
		saves := before - met.total()
		met.end()
		if saves > 0 {
			misses = append(misses, NearMiss{s.Promotion, s.Causes[0], q.money(saves)})
		}
	}
	slices.SortStableFunc(misses, func(a, b NearMiss) int { return cmp.Compare(b.Saves.Minor(), a.Saves.Minor()) })
	return misses, nil
}

// total returns what the customer pays.
func (q *quoting) total() (total int64) {
	for i := range q.lines {
		l := &q.lines[i]
		total += l.left
		if q.c.TaxExcluded {
			total += taxOf(l.left, q.c.Lines[l.at].Tax, true, q.rule)
		}
	}
	return total
}
