package schedule

import (
	"fmt"
	"math"

	"github.com/seed-4ccf82d5/servicequality/actionplan"
)

// A Link makes activity To wait for activity From, both indexes of the network, with Lag between them, a lead where it is
// below 0. The zero value links activity 0 to itself, which is a cycle.
type Link struct {
	From, To int
	Type     actionplan.LinkType
	Lag      float64
}

// A Network is activities with their durations and links, in any one unit of time; whole numbers stay exact. NotBefore and
// NotAfter bound the start and the finish of each activity: nil for none, or one each, 0 and +Inf for no bound. The zero
// value is a network without activities.
type Network struct {
	Duration            []float64
	Links               []Link
	NotBefore, NotAfter []float64
}

// most is the sum from which on whole numbers are not exact.
const most = 1 << 53

// check returns [ErrNetwork] unless n, with durations in place of its own, can be computed with.
func (n Network) check(durations []float64) error {
	sum := 0.0
	for i, d := range durations {
		if !(d >= 0 && d <= most) {
			return fmt.Errorf("duration %v of activity %d: %w", d, i, ErrNetwork)
		}
		sum += d
	}
	for i, l := range n.Links {
		if l.From < 0 || l.From >= len(durations) || l.To < 0 || l.To >= len(durations) {
			return fmt.Errorf("link %d from %d to %d of %d activities: %w", i, l.From, l.To, len(durations), ErrNetwork)
		}
		if l.Type > actionplan.StartFinish || !(math.Abs(l.Lag) <= most) {
			return fmt.Errorf("link %d of type %d with lag %v: %w", i, l.Type, l.Lag, ErrNetwork)
		}
		sum += math.Abs(l.Lag)
	}
	latest := 0.0
	for i, bound := range n.NotBefore {
		if !(bound >= 0 && bound <= most) {
			return fmt.Errorf("not before %v of activity %d: %w", bound, i, ErrNetwork)
		}
		latest = max(latest, bound)
	}
	for i, bound := range n.NotAfter {
		if !(bound >= -most) || bound > most && !math.IsInf(bound, 1) {
			return fmt.Errorf("not after %v of activity %d: %w", bound, i, ErrNetwork)
		}
	}
	switch {
	case n.NotBefore != nil && len(n.NotBefore) != len(durations), n.NotAfter != nil && len(n.NotAfter) != len(durations):
		return fmt.Errorf("%d and %d bounds of %d activities: %w", len(n.NotBefore), len(n.NotAfter), len(durations), ErrNetwork)
	case sum+latest >= most:
		return fmt.Errorf("durations and lags of %v: %w", sum+latest, ErrNetwork)
	case max(len(durations), len(n.Links)) >= math.MaxInt32:
		return fmt.Errorf("%d activities, %d links: %w", len(durations), len(n.Links), ErrNetwork)
	}
	return nil
}

// CPMOptions say by when [CPM] shall be done. The zero value is the default.
type CPMOptions struct {
	Deadline *float64 // bound of every late finish, of either sign. Defaults to the early finish of the network.
}

// CPM returns the early and late dates of a network by the critical path method, for the four types of links:
//
//	FS  ES_j ≥ EF_i + L          LF_i ≤ LS_j - L
//	SS  ES_j ≥ ES_i + L          LF_i ≤ LS_j - L + d_i
//	FF  ES_j ≥ EF_i + L - d_j    LF_i ≤ LF_j - L
//	SF  ES_j ≥ ES_i + L - d_j    LF_i ≤ LF_j - L + d_i
//
// ES is the least solution with ES ≥ 0 and NotBefore, EF = ES + d; LF is the greatest with LF ≤ NotAfter and the deadline,
// which holds every activity and not only the last. A lead pulls no start before 0; no activity is split. The network
// without activities finishes at 0.
//
// It returns [ErrNetwork] and [CycleError]. Exact for whole numbers, else to about 1e-16 of the finish an activity on the
// path. Cost: O(activities + links). Reference: Kelley, Walker (1959), Critical-path planning and scheduling; for the types
// of links Crandall (1973), Project planning with precedence lead/lag factors.
func CPM(n Network, o CPMOptions) (*Times, error) {
	t, _, err := n.times(o)
	if err != nil {
		return nil, fmt.Errorf("schedule: critical path: %w", err)
	}
	return t, nil
}

// times returns the dates of n, and n as a graph.
func (n Network) times(o CPMOptions) (*Times, *graph, error) {
	if err := n.check(n.Duration); err != nil {
		return nil, nil, err
	}
	if o.Deadline != nil && !(math.Abs(*o.Deadline) <= most) {
		return nil, nil, fmt.Errorf("deadline %v: %w", *o.Deadline, ErrNetwork)
	}
	g, err := newGraph(n.Duration, n.Links)
	if err != nil {
		return nil, nil, err
	}
	t := newTimes(len(n.Duration))
	t.Order = g.order
	copy(t.EarlyStart, n.NotBefore)
	g.forward(t.EarlyStart)
	t.Finish = finishes(t.EarlyFinish, t.EarlyStart, n.Duration)
	limit := t.Finish
	if o.Deadline != nil {
		limit = *o.Deadline
	}
	n.latest(t.LateStart, n.Duration, limit)
	g.backward(t.LateStart)
	for i, start := range t.LateStart {
		t.LateFinish[i] = min(start+n.Duration[i], limit) // rounding may leave more
	}
	t.drive(n, t.floats(g))
	return t, g, nil
}

// finishes fills in the finishes, and returns the greatest, 0 for none.
func finishes(ef, es, duration []float64) float64 {
	greatest := 0.0
	for i, start := range es {
		finish := start + duration[i]
		if ef[i] = finish; finish > greatest { // the built-in max looks for NaN, and takes thrice as long
			greatest = finish
		}
	}
	return greatest
}

// latest fills in the late starts that the activities' own bounds and a limit allow.
func (n Network) latest(ls, duration []float64, limit float64) {
	for i, d := range duration {
		ls[i] = limit - d
	}
	for i, bound := range n.NotAfter {
		ls[i] = min(limit, bound) - duration[i]
	}
}
