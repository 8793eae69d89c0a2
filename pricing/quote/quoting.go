package quote

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/seed-4ccf82d5/servicequality/pricing"
)

// A quoting is one quote on its way.
type quoting struct {
	e    *Engine
	c    *Cart
	used map[string]int64
	rounder
	currency     pricing.Money // some amount in the cart's
	unit, zero   pricing.Money // one minor unit of it, and none
	digits       int
	words        int
	now          int64 // seconds since 1970
	weekday      time.Weekday
	minute       int16
	granted      bool   // something
	closed       bool   // everything
	onlyOne      bool   // no more than one may apply
	lenient      bool   // it is the assumed one's turn
	assumed      int32  // the promotion that is quoted as if what a customer can still do were done, or none
	clamps       uint64 // of the plan, a bit for each reason
	goods        set
	charges      set
	free         set // not closed by one that applies alone
	discountable set
	trace        []Step  // of the result
	causes       []Cause // of the result too: what a step has of them is not changed again
	memory
}

// A memory is what a quoting works in, and leaves to the next one of its engine.
type memory struct {
	spreader
	lines      []line
	arena      []run // the first runs of each line
	sets       []uint64
	atomAt     []int32  // where the set of an atom is, or none
	atomSets   []uint64 // and the sets
	stack      []uint64 // of sets
	given      []bool   // codes
	departures []departure
	depAt      map[departure]int32

	plan, best plan    // of the promotion whose turn it is; of the best one so far
	pieces     []piece // of the promotion's lines
	open       []piece // a group that is not full yet
	members    []member
	parts      []part
	scratch    []run
	spareCuts  []cut
	bandLeft   []int32

	turns    []int32 // the promotions, in the order of decision
	taken    []share
	counters []Counter
	done     []bool
	bars     [][]Cause // by the path of gates, of the result; nil where no step has one yet
}

// A share is what a promotion took off a line.
type share struct {
	line, promo   int32
	amount, units int64
	quota         string
}

// A departure is what quotas are counted by.
type departure struct {
	market, brand string
	seconds       int64
	nanos         int
}

// begin lays out a cart without faults.
func (e *Engine) begin(c *Cart, used map[string]int64) (*quoting, error) {
	q, warm := e.pool.Get().(*quoting)
	if !warm {
		q = new(quoting)
	}
	*q = quoting{
		e: e, c: c, used: used, assumed: none, now: c.At.Unix(), weekday: c.At.Weekday(), minute: minuteOfDay(c.At),
		rounder: rounder{e.policy.Rounding, e.policy.step(), e.policy.RoundDiscount}, memory: q.memory,
	}
	q.how = e.policy.Leftover
	n := len(c.Lines)
	q.words = max(1, (n+63)/64)
	if n > 0 {
		q.currency = c.Lines[0].Unit
		q.unit, _ = pricing.FromMinor(1, q.currency.Currency())
		q.zero, _ = q.currency.Mul(0)
		q.digits, _ = pricing.Digits(q.currency.Currency())
	}
	q.sets = fresh(q.sets, 4*q.words)
	q.goods, q.charges, q.free, q.discountable = q.sets[:q.words], q.sets[q.words:2*q.words], q.sets[2*q.words:3*q.words], q.sets[3*q.words:]
	q.stack, q.departures, q.turns, q.taken = q.stack[:0], q.departures[:0], q.turns[:0], q.taken[:0]
	q.counters, q.atomSets = q.counters[:0], q.atomSets[:0]
	if len(e.promos) > 0 {
		q.trace = make([]Step, 0, len(e.promos))
	}
	q.done, q.bars = fresh(q.done, len(e.promos)), fresh(q.bars, len(e.paths))
	if err := q.layOut(); err != nil {
		q.end()
		return nil, err
	}
	q.match()
	q.given = fresh(q.given, len(e.codes))
	for _, code := range c.Codes {
		if i, known := e.codes[fold(code)]; known {
			q.given[i] = true
		}
	}
	return q, nil
}

// end leaves the memory to the next quote.
func (q *quoting) end() {
	e := q.e
	q.c, q.used, q.trace, q.causes = nil, nil, nil, nil
	clear(q.bars)
	e.pool.Put(q)
}

// fresh returns n zero values in the memory of s, if that is large enough.
func fresh[T any](s []T, n int) []T {
	s = slices.Grow(s[:0], n)[:n]
	clear(s)
	return s
}

// layOut puts the lines in the order of their IDs.
func (q *quoting) layOut() error {
	c := q.c
	q.lines = fresh(q.lines, len(c.Lines))
	for i := range c.Lines {
		q.lines[i].at = int32(i)
	}
	byID := func(a, b line) int { return strings.Compare(c.Lines[a.at].ID, c.Lines[b.at].ID) }
	if !slices.IsSortedFunc(q.lines, byID) {
		slices.SortFunc(q.lines, byID)
	}
	const roomy = 4 // runs that a line may have before it needs memory of its own
	q.arena = fresh(q.arena, roomy*len(c.Lines))
	clear(q.depAt)
	total := int64(0)
	for i := range q.lines {
		l := &q.lines[i]
		of := &c.Lines[l.at]
		if i > 0 && of.ID == c.Lines[q.lines[i-1].at].ID {
			return c.Validate()
		}
		l.units = int64(of.Units)
		list, err := of.Unit.Mul(l.units)
		if total += list.Minor(); err != nil || list.Minor() > mostTotal || total > mostTotal {
			return fmt.Errorf("quote: %w", ErrRange)
		}
		l.list, l.left = list.Minor(), list.Minor()
		l.floor, l.bound = effectiveFloor(of, &q.e.policy, c.TaxExcluded)
		l.runs = q.arena[roomy*i : roomy*i+1 : roomy*i+roomy]
		l.runs[0] = run{of.Unit.Minor(), l.units}
		if of.Charge {
			q.charges.add(i)
		} else {
			q.goods.add(i)
		}
		q.free.add(i)
		if !of.NoDiscount {
			q.discountable.add(i)
		}
		if !of.Departs.IsZero() {
			q.depart(l, of)
		}
	}
	return nil
}

// depart notes what the departure of a line is asked for.
func (q *quoting) depart(l *line, of *Line) {
	l.departs, l.days = true, days(of.Departs, q.c.At)
	if q.e.clocks {
		l.weekday, l.minute = of.Departs.Weekday(), minuteOfDay(of.Departs)
	}
	if !q.e.deps {
		return
	}
	if q.depAt == nil {
		q.depAt = map[departure]int32{}
	}
	d := departure{of.Market, of.Brand, of.Departs.Unix(), of.Departs.Nanosecond()}
	at, known := q.depAt[d]
	if !known {
		at = int32(len(q.departures))
		q.depAt[d] = at
		q.departures = append(q.departures, d)
	}
	l.dep = at
}

// mostTotal is the most that a cart may list, so that tax on top and a rounding step still fit.
const mostTotal = 1 << 61

// match makes the sets of the atoms that some line has.
func (q *quoting) match() {
	e := q.e
	if len(e.atoms) == 0 {
		return
	}
	q.atomAt = fresh(q.atomAt, len(e.atoms))
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
