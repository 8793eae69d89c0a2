package quote

import (
	"math"

	"github.com/seed-4ccf82d5/servicequality/pricing/promotion"
)

// A gate is what tells fast that a promotion does not apply: its window in whole seconds, its code, and atoms of which one
// is needed on some line. It stands apart from the rest, so that thousands of them pass through the processor's cache: it
// is the index that leaves the conditions of most promotions alone.
type gate struct {
	from, until int64
	code, group int32
	atom        int32   // the first of the atoms, none for any
	path        int32   // to the atoms, among those of the engine
	atoms       []int32 // the others
	name        string
}

// A bar is what a gate keeps a promotion out for, a bit each.
type bar uint8

const (
	barFrom bar = 1 << iota
	barUntil
	barCode
	barLine
)

// causes returns the causes of bars at gates whose atoms stand at a path; of says where those of one bar are. They are
// laid out so that each set of them, in the order of its bits, is a piece: a step takes its piece and writes nothing.
func causes(path string) []Cause {
	from, until := Cause{Path: "from", Reason: NotStarted}, Cause{Path: "until", Reason: Ended}
	code, line := Cause{Path: "code", Reason: CodeMissing}, Cause{Path: path, Reason: NoLine}
	return []Cause{from, code, line, until, code, line, from, line, until, line}
}

var pieces = [...]struct{ from, to uint8 }{
	barFrom: {0, 1}, barFrom | barCode: {0, 2}, barFrom | barCode | barLine: {0, 3}, barCode: {1, 2}, barCode | barLine: {1, 3},
	barLine: {2, 3}, barUntil: {3, 4}, barUntil | barCode: {3, 5}, barUntil | barCode | barLine: {3, 6},
	barFrom | barLine: {6, 8}, barUntil | barLine: {8, 10},
}

// gate compiles the gate of the i-th promotion, whose conditions are compiled.
func (e *Engine) gate(i int, p *promotion.Promotion, paths map[string]int32) {
	c, g := &e.promos[i], &e.gates[i]
	*g = gate{from: math.MinInt64, until: math.MaxInt64, code: c.code, group: c.group, atom: none, name: p.Name}
	if !p.From.IsZero() {
		g.from = p.From.Unix()
	}
	if !p.Until.IsZero() {
		g.until = p.Until.Unix()
	}
	atoms, path := e.gateOf(c.when)
	if len(atoms) > 0 {
		g.atom, g.atoms = atoms[0], atoms[1:]
	}
	at, known := paths[path]
	if !known {
		at = int32(len(e.paths))
		paths[path] = at
		e.paths = append(e.paths, path)
	}
	g.path = at
}

// gateOf returns the atoms of which a condition needs one on some line, where that is easy to see.
func (e *Engine) gateOf(n int32) (atoms []int32, path string) {
	if n == none {
		return nil, ""
	}
	switch c := &e.nodes[n]; c.op {
	case opMatch:
		if len(c.lists) > 0 {
			return c.lists[0], c.path
		}
	case opAll:
		for _, kid := range c.kids {
			if atoms, path := e.gateOf(kid); atoms != nil {
				return atoms, path
			}
		}
	}
	return nil, ""
}

// barred returns what keeps a promotion out at its gate, 0 for nothing.
func (q *quoting) barred(i int32) (b bar) {
	g := &q.e.gates[i]
	if q.now < g.from {
		b = barFrom
	}
	if q.now > g.until {
		b = barUntil
	}
	if g.code != none && !q.given[g.code] && q.assumed != i {
		b |= barCode
	}
	if g.atom != none && q.atomAt[g.atom] == none && !q.matched(g.atoms) {
		b |= barLine
	}
	return b
}

// matched reports whether some line has one of the atoms.
func (q *quoting) matched(atoms []int32) bool {
	for _, a := range atoms {
		if q.atomAt[a] != none {
			return true
		}
	}
	return false
}

// bar records the step of a promotion that its gate keeps out. It is field by field, and its causes are shared with the
// other steps of this result, because there may be thousands; the engine keeps none of them.
func (q *quoting) bar(i int32, b bar) {
	g := &q.e.gates[i]
	all := q.bars[g.path]
	if all == nil {
		all = causes(q.e.paths[g.path])
		q.bars[g.path] = all
	}
	p := pieces[b]
	n := len(q.trace)
	q.trace = q.trace[:n+1] // there is one step for each promotion
	s := &q.trace[n]
	s.Promotion, s.Causes = g.name, all[p.from:p.to:p.to]
	s.Reason, s.Wanted, s.Granted = s.Causes[0].Reason, q.zero, q.zero
	q.turns = append(q.turns, i)
	q.done[i] = true
}
