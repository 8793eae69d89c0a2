package quote

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/seed-4ccf82d5/servicequality/pricing"
)

// A quoting is one quote on its way, with the memory that its promotions share.
type quoting struct {
	e    *Engine
	c    *Cart
	used map[string]int64
	rounder
	spreader
	currency pricing.Money // some amount in the cart's
	unit     pricing.Money // one minor unit of it
	digits   int
	words    int

	lines                    []line
	goods, charges           set
	free, discountable       set      // free: not closed by one that applies alone
	atomAt                   []int32  // where the set of an atom is, or none
	atomSets                 []uint64 // and the sets
	stack                    []uint64 // of sets
	given                    []bool   // codes
	weekday                  time.Weekday
	minute                   int16
	departures               []departure
	granted, closed, onlyOne bool  // something; everything; no more than one may apply
	assumed                  int32 // the promotion that is quoted as if what a customer can still do were done, or none
	lenient                  bool  // it is this one's turn

	plan, best plan // of the promotion whose turn it is; of the best one so far
	clamps     uint64
	pieces     []piece
	open       []piece // a group that is not full yet
	members    []member
	parts      []part
	scratch    []run
	spareCuts  []cut
	bandLeft   []int32

	steps    []step
	causes   []Cause
	taken    []share
	counters []Counter
	done     []bool
}

// A share is what a promotion took off a line.
type share struct {
	line, promo   int32
	amount, units int64
	quota         string
}

// A step is one of the trace, its causes by their place.
type step struct {
	promo           int32
	reason          Reason
	wanted, granted int64
	from, to        int32
}

// A departure is what quotas are counted by.
type departure struct {
	market, brand string
	seconds       int64
	nanos         int
}

// newQuoting lays out a cart without faults.
func newQuoting(e *Engine, c *Cart, used map[string]int64) (*quoting, error) {
	q := &quoting{
		e: e, c: c, used: used, assumed: none, weekday: c.At.Weekday(), minute: minuteOfDay(c.At),
		rounder:  rounder{e.policy.Rounding, e.policy.step(), e.policy.RoundDiscount},
		spreader: spreader{how: e.policy.Leftover},
	}
	n := len(c.Lines)
	q.words = max(1, (n+63)/64)
	if n > 0 {
		q.currency = c.Lines[0].Unit
		q.unit, _ = pricing.FromMinor(1, q.currency.Currency())
		q.digits, _ = pricing.Digits(q.currency.Currency())
	}
	sets := make([]uint64, 4*q.words)
	q.goods, q.charges, q.free, q.discountable = sets[:q.words], sets[q.words:2*q.words], sets[2*q.words:3*q.words], sets[3*q.words:]
	if err := q.layOut(); err != nil {
		return nil, err
	}
	q.match()
	q.given = make([]bool, len(e.codes))
	for _, code := range c.Codes {
		if i, known := e.codes[fold(code)]; known {
			q.given[i] = true
		}
	}
	return q, nil
}

// layOut puts the lines in the order of their IDs.
func (q *quoting) layOut() error {
	c := q.c
	q.lines = make([]line, len(c.Lines))
	total := int64(0)
	for i := range c.Lines {
		q.lines[i].at = int32(i)
	}
	byID := func(a, b line) int { return strings.Compare(c.Lines[a.at].ID, c.Lines[b.at].ID) }
	if !slices.IsSortedFunc(q.lines, byID) {
		slices.SortFunc(q.lines, byID)
	}
	const roomy = 4 // runs that a line may have before it needs more memory
	runs, depAt := make([]run, roomy*len(c.Lines)), map[departure]int32(nil)
	for i := range q.lines {
		l := &q.lines[i]
		of := &c.Lines[l.at]
		if i > 0 && of.ID == c.Lines[q.lines[i-1].at].ID {
			return c.Validate()
		}
		l.units = int64(of.Units)
		list, err := of.Unit.Mul(l.units)
		total += list.Minor()
		if err != nil || list.Minor() > mostTotal || total > mostTotal {
			return fmt.Errorf("quote: %w", ErrRange)
		}
		l.list, l.left = list.Minor(), list.Minor()
		l.floor, l.bound = effectiveFloor(of, &q.e.policy, c.TaxExcluded)
		l.runs = append(runs[roomy*i:roomy*i:roomy*i+roomy], run{of.Unit.Minor(), l.units})
		if of.Charge {
			q.charges.add(i)
		} else {
			q.goods.add(i)
		}
		q.free.add(i)
		if !of.NoDiscount {
			q.discountable.add(i)
		}
		if of.Departs.IsZero() {
			continue
		}
		l.departs, l.days = true, days(of.Departs, c.At)
		if q.e.clocks {
			l.weekday, l.minute = of.Departs.Weekday(), minuteOfDay(of.Departs)
		}
		if q.e.deps {
			if depAt == nil {
				depAt = map[departure]int32{}
			}
			d := departure{of.Market, of.Brand, of.Departs.Unix(), of.Departs.Nanosecond()}
			at, known := depAt[d]
			if !known {
				at = int32(len(q.departures))
				depAt[d] = at
				q.departures = append(q.departures, d)
			}
			l.dep = at
		}
	}
	return nil
}

// mostTotal is the most that a cart may list, so that tax on top and a rounding step still fit.
const mostTotal = 1 << 61

// match makes the sets of the atoms that some line has.
func (q *quoting) match() {
	e := q.e
	if len(e.atoms) == 0 {
		return
	}
	q.atomAt = make([]int32, len(e.atoms))
	for i := range q.atomAt {
		q.atomAt[i] = none
	}
	for i := range q.lines {
		of := &q.c.Lines[q.lines[i].at]
		for p, value := range [...]string{market: of.Market, brand: of.Brand, lineID: of.ID} {
			if e.asked[p] && value != "" {
				q.mark(i, atom{property(p), value})
			}
		}
		if e.asked[tag] {
			for _, value := range of.Tags {
				q.mark(i, atom{tag, value})
			}
		}
	}
}

// mark adds a line to the set of an atom.
func (q *quoting) mark(i int, a atom) {
	n, ok := q.e.atoms[a]
	if !ok {
		return
	}
	if q.atomAt[n] == none {
		q.atomAt[n] = int32(len(q.atomSets))
		for range q.words {
			q.atomSets = append(q.atomSets, 0)
		}
	}
	q.atom(n).add(i)
}

// atom returns the lines that have an atom, nil for none.
func (q *quoting) atom(n int32) set {
	at := q.atomAt[n]
	if at == none {
		return nil
	}
	return q.atomSets[at : int(at)+q.words]
}

// key returns the counter of a departure in a band.
func (d departure) key(b *band) string {
	at := time.Unix(d.seconds, int64(d.nanos)).UTC().Format(time.RFC3339Nano)
	return b.key + url.PathEscape(d.market) + "/" + url.PathEscape(d.brand) + "/" + at
}

// push returns an empty set on the stack; pop gives it back.
func (q *quoting) push() set {
	n := len(q.stack)
	if cap(q.stack) < n+q.words {
		q.stack = slices.Grow(q.stack, max(24*q.words, n))
	}
	q.stack = q.stack[:n+q.words]
	s := set(q.stack[n:])
	clear(s)
	return s
}

// pop takes the last set off the stack.
func (q *quoting) pop() { q.stack = q.stack[:len(q.stack)-q.words] }

// seen returns the value of a counter.
func (q *quoting) seen(key string) (int64, error) {
	n := q.used[key]
	if n < 0 {
		return 0, fmt.Errorf("quote: counter %.200q: %w: below 0", key, ErrInvalid)
	}
	return n, nil
}

// byCut orders cuts by line, then by run.
func byCut(a, b cut) int { return cmp.Or(cmp.Compare(a.line, b.line), cmp.Compare(a.run, b.run)) }
