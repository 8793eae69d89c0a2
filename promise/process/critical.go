package process

import (
	"fmt"
	"math"
	"slices"
	"time"
)

// maxPaths is how many critical paths a schedule names.
const maxPaths = 100

// A Slot is when a stage runs if each starts as soon as those before it are done, and when at the latest so that the whole
// is not late. The zero value is a stage that takes no time.
type Slot struct {
	Stage      string        `json:"stage"`
	Start      time.Duration `json:"start"` // from the beginning of the process
	Finish     time.Duration `json:"finish"`
	LateStart  time.Duration `json:"lateStart"`
	LateFinish time.Duration `json:"lateFinish"`
	Slack      time.Duration `json:"slack"`     // how long it may be late without the whole being so: 0 is critical
	FreeSlack  time.Duration `json:"freeSlack"` // without another stage being so
}

// A Schedule is the critical path of a process, from the mean times of its stages. The zero value is of no process.
type Schedule struct {
	Makespan time.Duration `json:"makespan"` // of the whole
	SD       time.Duration `json:"sd"`       // of the most variable critical path
	Slots    []Slot        `json:"slots"`    // in topological order
	Critical [][]string    `json:"critical"` // the longest paths, at most 100, in the order of the stages' declaration
	More     bool          `json:"more"`     // there are more than 100
}

// Topological returns all stages so that every flow edge leads forwards, of several that may come next the one declared
// first. Rework and win-back edges are left aside. It returns a [CycleError] if flow edges form a cycle.
func (g *Graph) Topological() ([]string, error) {
	order, err := g.order()
	if err != nil {
		return nil, fmt.Errorf("process: topological order: %w", err)
	}
	return g.codes(order), nil
}

// flow reports whether a way is a flow edge.
func (g *Graph) flow(a arc) bool { return g.b.Edges[a.edge].Kind == Flow }

// order returns the topological order, or a [CycleError].
func (g *Graph) order() ([]int, error) {
	waits := make([]int32, g.size())
	for _, a := range g.arcs {
		if g.flow(a) {
			waits[a.to]++
		}
	}
	var free heap
	for i, n := range waits {
		if n == 0 {
			free.push(i)
		}
	}
	order := make([]int, 0, len(waits))
	for len(free) > 0 {
		i := free.pop()
		order = append(order, i)
		for _, a := range g.out(i) {
			if g.flow(a) {
				if waits[a.to]--; waits[a.to] == 0 {
					free.push(int(a.to))
				}
			}
		}
	}
	if len(order) < len(waits) {
		return nil, CycleError{g.codes(g.cycle(waits))}
	}
	return order, nil
}

// cycle returns one cycle among the stages that still wait: each waits for one that waits too, so going back comes round.
func (g *Graph) cycle(waits []int32) []int {
	back := make([]int, len(waits))
	for i := range waits {
		for _, a := range g.out(i) {
			if g.flow(a) && waits[i] > 0 && waits[a.to] > 0 {
				back[a.to] = i
			}
		}
	}
	var path []int
	place := map[int]int{} // of a stage in the path
	for i := slices.IndexFunc(waits, func(n int32) bool { return n > 0 }); ; i = back[i] {
		if at, met := place[i]; met {
			path = path[at:]
			break
		}
		place[i], path = len(path), append(path, i)
	}
	slices.Reverse(path)
	lead := slices.Index(path, slices.Min(path))
	return slices.Concat(path[lead:], path[:lead])
}

// CriticalPath returns when each stage runs and which may not be late, if every flow edge is read as "must come before" and
// every stage takes its mean time: alternatives that exclude each other are for [Graph.Chain]. Rework and win-back edges
// are left aside. It returns a [CycleError], and [ErrOverflow] where the times add up to more than 292 years. Times are
// whole nanoseconds, so that nothing is rounded but SD. Cost: O(stages log stages + edges), and each critical path its
// length. Reference: Kelley, Walker (1959), Critical-Path Planning and Scheduling.
func (g *Graph) CriticalPath() (Schedule, error) {
	order, err := g.order()
	if err != nil {
		return Schedule{}, fmt.Errorf("process: critical path: %w", err)
	}
	var sum time.Duration
	for _, s := range g.b.Stages {
		if s.Span.Mean > math.MaxInt64-sum {
			return Schedule{}, fmt.Errorf("process: critical path: all stages together: %w", ErrOverflow)
		}
		sum += s.Span.Mean
	}
	slots := make([]Slot, g.size()) // by stage
	var s Schedule
	for _, i := range order {
		slots[i].Finish = slots[i].Start + g.b.Stages[i].Span.Mean
		s.Makespan = max(s.Makespan, slots[i].Finish)
		for _, a := range g.out(i) {
			if g.flow(a) {
				slots[a.to].Start = max(slots[a.to].Start, slots[i].Finish)
			}
		}
	}
	for _, i := range slices.Backward(order) {
		late, free := s.Makespan, s.Makespan
		for _, a := range g.out(i) {
			if g.flow(a) {
				late, free = min(late, slots[a.to].LateStart), min(free, slots[a.to].Start)
			}
		}
		slot := &slots[i]
		slot.Stage, slot.LateFinish, slot.LateStart = g.code(i), late, late-g.b.Stages[i].Span.Mean
		slot.Slack, slot.FreeSlack = slot.LateStart-slot.Start, free-slot.Finish
	}
	g.longest(&s, order, slots)
	for _, i := range order {
		s.Slots = append(s.Slots, slots[i])
	}
	return s, nil
}

// longest fills in the critical paths and the greatest standard deviation of one.
func (g *Graph) longest(s *Schedule, order []int, slots []Slot) {
	leads := func(i int, a arc) bool { // whether a critical path goes this way
		return g.flow(a) && slots[i].Slack == 0 && slots[a.to].Slack == 0 && slots[a.to].Start == slots[i].Finish
	}
	begun, before := make([]bool, g.size()), make([]float64, g.size()) // whether a path comes here, and its greatest variance
	for _, i := range order {
		sd := float64(g.b.Stages[i].Span.SD)
		before[i] += sd * sd
		for _, a := range g.out(i) {
			if leads(i, a) {
				begun[a.to], before[a.to] = true, max(before[a.to], before[i])
			}
		}
		if slots[i].Slack == 0 && slots[i].Finish == s.Makespan {
			s.SD = max(s.SD, time.Duration(min(math.Round(math.Sqrt(before[i])), math.MaxInt64/2)))
		}
	}
	var path []int
	var walk func(i int)
	walk = func(i int) { // every way leads to the end, so the cost is that of the paths
		if s.More {
			return
		}
		path = append(path, i)
		last := true
		for _, a := range g.out(i) {
			if leads(i, a) {
				last = false
				walk(int(a.to))
			}
		}
		if last && !s.More {
			if s.More = len(s.Critical) == maxPaths; !s.More {
				s.Critical = append(s.Critical, g.codes(path))
			}
		}
		path = path[:len(path)-1]
	}
	for i := range slots {
		if slots[i].Slack == 0 && !begun[i] {
			walk(i)
		}
	}
}

// DoneBy returns the chance that the whole is done by t, if its time is normal with Makespan and SD: a step where SD is 0.
// That is optimistic where several paths are nearly as long, because one of them may well turn out the longest. It returns
// [ErrRange] for a t below 0. Accuracy: 1e-15. Reference: MacCrimmon, Ryavec (1964), An Analytical Study of the PERT
// Assumptions.
func (s Schedule) DoneBy(t time.Duration) (float64, error) {
	switch {
	case t < 0:
		return 0, fmt.Errorf("process: done by %v: %w", t, ErrRange)
	case s.SD > 0:
		return math.Erfc((float64(s.Makespan)-float64(t))/(float64(s.SD)*math.Sqrt2)) / 2, nil
	case t >= s.Makespan:
		return 1, nil
	}
	return 0, nil
}

// A heap gives out the least of its numbers.
type heap []int

// push puts in a number.
func (h *heap) push(x int) {
	*h = append(*h, x)
	s := *h
	for i := len(s) - 1; i > 0 && s[(i-1)/2] > s[i]; i = (i - 1) / 2 {
		s[i], s[(i-1)/2] = s[(i-1)/2], s[i]
	}
}

// pop takes out the least.
func (h *heap) pop() int {
	s := *h
	least, last := s[0], len(s)-1
	s[0] = s[last]
	*h = s[:last]
	s = *h
	for i := 0; ; {
		child := 2*i + 1
		if child >= len(s) {
			return least
		}
		if child+1 < len(s) && s[child+1] < s[child] {
			child++
		}
		if s[i] <= s[child] {
			return least
		}
		s[i], s[child] = s[child], s[i]
		i = child
	}
}
