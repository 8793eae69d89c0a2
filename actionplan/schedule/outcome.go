package schedule

import (
	"fmt"
	"math"
	"slices"

	"github.com/seed-4ccf82d5/servicequality/internal/wire"
)

// An interval is the runs from low to high - 1.
type interval struct{ low, high int }

// An Outcome is what came of simulated runs: an accumulator that knows which runs it holds, so that no run counts twice. The
// zero value is empty, ready for [Outcome.Merge]; as long as it is empty every ok is false. An outcome serves one goroutine.
type Outcome struct {
	mark     [32]byte   // of network, estimates, distribution and seed
	runs     []interval // rising, with gaps between
	finishes []float64  // sorted
	critical []int64    // runs in which an activity was critical
}

// Merge adds the runs of other to o, in any order and grouping with the bits of one simulation. It returns [ErrNetwork] if
// network, estimates, distribution or seed differ and [ErrOverlap] if a run is in both, and leaves o alone then. An empty
// other, and none, adds nothing.
func (o *Outcome) Merge(other *Outcome) error {
	switch {
	case other == nil || len(other.finishes) == 0:
		return nil
	case len(o.finishes) == 0:
		*o = Outcome{other.mark, slices.Clone(other.runs), slices.Clone(other.finishes), slices.Clone(other.critical)}
		return nil
	case o.mark != other.mark, len(o.critical) != len(other.critical): // decoded ones may differ in either
		return fmt.Errorf("schedule: merge outcomes of other networks or seeds: %w", ErrNetwork)
	}
	runs, err := union(o.runs, other.runs)
	if err != nil {
		return fmt.Errorf("schedule: merge outcomes: %w", err)
	}
	o.runs, o.finishes = runs, mergeSorted(o.finishes, other.finishes)
	for i, count := range other.critical {
		o.critical[i] += count
	}
	return nil
}

// union returns the intervals of both lists, neighbours joined, or [ErrOverlap].
func union(a, b []interval) ([]interval, error) {
	all := slices.Concat(a, b)
	slices.SortFunc(all, func(a, b interval) int { return a.low - b.low })
	joined := all[:1]
	for _, next := range all[1:] {
		switch last := &joined[len(joined)-1]; {
		case next.low < last.high:
			return nil, fmt.Errorf("run %d: %w", next.low, ErrOverlap)
		case next.low == last.high:
			last.high = next.high
		default:
			joined = append(joined, next)
		}
	}
	return joined, nil
}

// mergeSorted returns the numbers of two sorted lists, sorted.
func mergeSorted(a, b []float64) []float64 {
	merged := make([]float64, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if b[0] < a[0] {
			a, b = b, a
		}
		merged, a = append(merged, a[0]), a[1:]
	}
	return append(append(merged, a...), b...)
}

// Runs returns how many runs o holds.
func (o *Outcome) Runs() int { return len(o.finishes) }

// Mean returns the mean finish, and false if o is empty. Its standard error is about the deviation of the finishes by the
// root of the runs. Accuracy: 1e-15.
func (o *Outcome) Mean() (float64, bool) {
	if len(o.finishes) == 0 {
		return 0, false
	}
	sum, lost := 0.0, 0.0 // Kahan (1965); the finishes are sorted and not below 0, so any order of merging gives the same
	for _, x := range o.finishes {
		x -= lost
		next := sum + x
		lost = next - sum - x
		sum = next
	}
	return sum / float64(len(o.finishes)), true
}

// P returns the share of runs that had finished by then, and false if o is empty or by is not a number.
func (o *Outcome) P(by float64) (float64, bool) {
	if len(o.finishes) == 0 || math.IsNaN(by) {
		return 0, false
	}
	late, _ := slices.BinarySearchFunc(o.finishes, by, func(x, by float64) int {
		if x <= by {
			return -1
		}
		return 1
	})
	return float64(late) / float64(len(o.finishes)), true
}

// Quantile returns the least time by which a share of at least q of the runs had finished, so P(Quantile(q)) ≥ q. It is the
// first finish for q = 0. It returns false if o is empty or q is not in [0, 1].
func (o *Outcome) Quantile(q float64) (float64, bool) {
	if len(o.finishes) == 0 || !(q >= 0 && q <= 1) {
		return 0, false
	}
	n := float64(len(o.finishes))
	k := max(1, math.Ceil(q*n))
	for k < n && k/n < q { // rounding
		k++
	}
	for k > 1 && (k-1)/n >= q {
		k--
	}
	return o.finishes[int(k)-1], true
}

// Criticality returns the share of runs in which activity i was critical, and false if o is empty or has no such activity.
func (o *Outcome) Criticality(i int) (float64, bool) {
	if i < 0 || i >= len(o.critical) || len(o.finishes) == 0 {
		return 0, false
	}
	return float64(o.critical[i]) / float64(len(o.finishes)), true
}

// outcomeForm names the binary form.
const outcomeForm, outcomeVersion = "schedule.outcome", 1

// MarshalBinary returns the canonical binary form of o: equal outcomes have equal bytes. It returns no error.
func (o *Outcome) MarshalBinary() ([]byte, error) {
	w := wire.NewWriter(outcomeForm, outcomeVersion)
	w.Uvarint(uint64(len(o.runs)))
	if len(o.runs) == 0 {
		return w.Bytes(), nil
	}
	w.String(string(o.mark[:]))
	for _, r := range o.runs {
		w.Uvarint(uint64(r.low))
		w.Uvarint(uint64(r.high))
	}
	w.Uvarint(uint64(len(o.critical)))
	for _, count := range o.critical {
		w.Uvarint(uint64(count))
	}
	w.Uvarint(uint64(len(o.finishes)))
	for _, x := range o.finishes {
		w.Float64(x)
	}
	return w.Bytes(), nil
}

// UnmarshalBinary sets o to what [Outcome.MarshalBinary] wrote. It returns [ErrDecode] for any other bytes, and leaves o
// alone then.
func (o *Outcome) UnmarshalBinary(data []byte) error {
	r := wire.NewReader(data, outcomeForm, outcomeVersion)
	var read Outcome
	if count := r.Count(2); count > 0 {
		mark := r.String()
		if copy(read.mark[:], mark); len(mark) != len(read.mark) {
			r.Refuse("a fingerprint of another length")
		}
		read.readRuns(r, count)
		read.readCounts(r)
	}
	if err := r.Close(); err != nil {
		return fmt.Errorf("schedule: decode outcome: %w: %w", ErrDecode, err)
	}
	*o = read
	return nil
}

// readRuns reads the intervals.
func (o *Outcome) readRuns(r *wire.Reader, count int) {
	for range count {
		low, high := r.Uvarint(), r.Uvarint()
		gap := len(o.runs) == 0 || low > uint64(o.runs[len(o.runs)-1].high)
		if !gap || low >= high || high > math.MaxInt {
			r.Refuse("runs out of order")
			return
		}
		o.runs = append(o.runs, interval{int(low), int(high)})
	}
}

// readCounts reads the counts and the finishes, and checks them against the intervals.
func (o *Outcome) readCounts(r *wire.Reader) {
	for range r.Count(1) {
		o.critical = append(o.critical, int64(min(r.Uvarint(), math.MaxInt64)))
	}
	n := r.Count(8)
	o.finishes = make([]float64, 0, n)
	for last := 0.0; len(o.finishes) < n; {
		x := r.Float64()
		if !(x >= last && x <= most) || math.Signbit(x) {
			r.Refuse("finishes out of order")
			return
		}
		o.finishes, last = append(o.finishes, x), x
	}
	for _, run := range o.runs {
		n -= min(n+1, run.high-run.low) // -1: more runs than finishes
	}
	if n != 0 {
		r.Refuse("another number of runs")
	}
	if slices.ContainsFunc(o.critical, func(count int64) bool { return count > int64(len(o.finishes)) }) {
		r.Refuse("more critical runs than runs")
	}
}
