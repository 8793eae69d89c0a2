package schedule

import (
	"iter"
	"math/bits"
	"slices"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
)

// Times are the dates of a network, one of each an activity, in its unit of time from its start. TotalFloat is LateStart -
// EarlyStart, below 0 if a deadline cannot be met. FreeFloat is how far an activity may slip without moving another or the
// finish. Order is topological, of several that may come next the least index. Finish is the greatest EarlyFinish. The zero
// value is the times of a network without activities.
type Times struct {
	EarlyStart, EarlyFinish []float64
	LateStart, LateFinish   []float64
	TotalFloat, FreeFloat   []float64
	Order                   []int
	Finish                  float64

	ends     []int32 // activities that end at Finish
	driverAt []int32 // the drivers of activity i are drivers[driverAt[i]:driverAt[i+1]]
	drivers  []driver
}

// A driver is a link that holds an early start, by index, and the activity that it comes from.
type driver struct{ link, from int32 }

// newTimes returns times for n activities, all 0.
func newTimes(n int) *Times {
	all := make([]float64, 6*n)
	part := func(k int) []float64 { return all[k*n : (k+1)*n : (k+1)*n] }
	return &Times{
		EarlyStart: part(0), EarlyFinish: part(1), LateStart: part(2), LateFinish: part(3),
		TotalFloat: part(4), FreeFloat: part(5), driverAt: make([]int32, n+1),
	}
}

// tolerance is the difference that counts as none in a network that takes finish.
func tolerance(finish float64) float64 { return 1e-9 * max(1, finish) }

// floats fills in the total and the free floats. It returns the set of links that hold a start, a bit each.
func (t *Times) floats(g *graph) (holding []uint64) {
	holding = make([]uint64, (len(g.edges)+63)/64)
	near := tolerance(t.Finish)
	for i, start := range t.EarlyStart {
		t.TotalFloat[i] = t.LateStart[i] - start
		free := t.Finish - t.EarlyFinish[i]
		if free <= near {
			t.ends = append(t.ends, int32(i))
		}
		for _, e := range g.out(i) {
			slack := t.EarlyStart[e.to] - start - e.gap
			if slack < free {
				free = slack
			}
			if slack <= near {
				holding[e.link/64] |= 1 << (e.link % 64)
				t.driverAt[e.to+1]++
			}
		}
		t.FreeFloat[i] = max(0, free) // rounding may leave less
	}
	return holding
}

// drive sorts the links that hold a start by that activity.
func (t *Times) drive(n Network, holding []uint64) {
	for i := range t.EarlyStart {
		t.driverAt[i+1] += t.driverAt[i]
	}
	t.drivers = make([]driver, t.driverAt[len(t.EarlyStart)])
	for word, set := range holding {
		for ; set != 0; set &= set - 1 { // driverAt[i] runs to the end of its row, and is set back below
			k := word*64 + bits.TrailingZeros64(set)
			l := &n.Links[k]
			t.drivers[t.driverAt[l.To]] = driver{int32(k), int32(l.From)}
			t.driverAt[l.To]++
		}
	}
	copy(t.driverAt[1:], t.driverAt)
	t.driverAt[0] = 0
}

// Critical reports whether activity i may not slip: its total float is at most 1e-9 of the finish, or of 1 where that is
// less. It is false for an i that is no activity.
func (t *Times) Critical(i int) bool {
	return i >= 0 && i < len(t.TotalFloat) && t.TotalFloat[i] <= tolerance(t.Finish)
}

// driversOf returns the drivers of activity i.
func (t *Times) driversOf(i int) []driver {
	if i < 0 || i+1 >= len(t.driverAt) {
		return nil
	}
	return t.drivers[t.driverAt[i]:t.driverAt[i+1]]
}

// Drivers returns the indexes of the links that hold the early start of activity i, in rising order: those without which it
// could be earlier if no other held it. There are none where it is held by NotBefore or the start of the network alone.
func (t *Times) Drivers(i int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for _, d := range t.driversOf(i) {
			if !yield(int(d.link)) {
				return
			}
		}
	}
}

// longest returns which activities lie on a chain of drivers that ends at the finish.
func (t *Times) longest() []bool {
	on := make([]bool, max(0, len(t.driverAt)-1))
	todo := slices.Clone(t.ends)
	for _, i := range todo {
		on[i] = true
	}
	for len(todo) > 0 {
		i := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, d := range t.driversOf(int(i)) {
			if !on[d.from] {
				on[d.from] = true
				todo = append(todo, d.from)
			}
		}
	}
	return on
}

// lasts returns the activities that end a longest path: they end at the finish, and drive none that leads there.
func (t *Times) lasts() (ends []int) {
	drives := make([]bool, len(t.EarlyStart))
	for i, on := range t.longest() {
		for _, d := range t.driversOf(i) {
			drives[d.from] = drives[d.from] || on
		}
	}
	for _, i := range t.ends {
		if !drives[i] {
			ends = append(ends, int(i))
		}
	}
	return ends
}

// Paths returns every longest path, one at a time: chains of activities, each driven by the one before it, from one that no
// link drives to one that ends at the finish and drives none that does. They come in the order of their indexes. A deadline
// moves none of them. There may be more paths than anybody can walk, 2^n for n pairs one after another; each costs its
// length.
func (t *Times) Paths() iter.Seq[[]int] {
	return func(yield func([]int) bool) {
		on := t.longest()
		head, next := t.successors(on)
		var path []int
		var at []int32 // place in the successors of each activity of the path
		for i := range on {
			if !on[i] || len(t.driversOf(i)) > 0 {
				continue
			}
			for path, at = append(path, i), append(at, head[i]); len(path) > 0; {
				last := len(path) - 1
				i := path[last]
				if head[i] == head[i+1] && !yield(slices.Clone(path)) {
					return
				}
				if at[last] == head[i+1] {
					path, at = path[:last], at[:last]
					continue
				}
				k := int(next[at[last]])
				at[last]++
				path, at = append(path, k), append(at, head[k])
			}
		}
	}
}

// successors returns what each activity drives, among those that are on the way, in compressed rows and rising order, each
// once.
func (t *Times) successors(on []bool) (head, next []int32) {
	pairs := func(visit func(from int32, to int)) {
		seen := make([]int, len(on)) // the last activity, counted from 1, that each was seen to drive
		for to := range on {
			for _, d := range t.driversOf(to) {
				if on[to] && seen[d.from] != to+1 {
					seen[d.from] = to + 1
					visit(d.from, to)
				}
			}
		}
	}
	head = make([]int32, len(on)+1)
	pairs(func(from int32, _ int) { head[from+1]++ })
	for i := range on {
		head[i+1] += head[i]
	}
	next = make([]int32, head[len(on)])
	at := slices.Clone(head)
	pairs(func(from int32, to int) {
		next[at[from]] = int32(to)
		at[from]++
	})
	return head, next
}

// isFinishStart reports whether all links of n are of that type.
func (n Network) isFinishStart() bool {
	return !slices.ContainsFunc(n.Links, func(l Link) bool { return l.Type != actionplan.FinishStart })
}
