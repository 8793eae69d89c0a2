package servqual

import (
	"fmt"
	"math"
	"slices"
)

// A Tally adds up what respondents expect of a service and how they perceive it, item by item and dimension by dimension,
// all in whole numbers: a respondent's mean of a dimension is held as a multiple of one over the least common multiple of
// the numbers of items. So merging in any order and grouping gives the bits of one pass, and its size does not depend on
// the number of respondents. Make it by [NewTally]; the zero value refuses everything with [ErrInvalid]. A tally serves one
// goroutine; [Tally.Merge] joins what several have counted.
type Tally struct {
	dims      []Dimension
	low, high int
	unit      int64 // parts of a point in which dimensions are held
	most      int64 // respondents, so that no sum overflows

	n          int64 // respondents
	complete   int64 // of these, with all answers on both sides
	unweighted int64
	pointed    int64   // respondents whose points sum to 100
	points     []int64 // theirs, by dimension
	weighed    [2]struct{ n, sum int64 }
	items      []series // of all dimensions, in order
	means      []series // by dimension, of the respondents' means
}

// A series is what is known of an item or of a dimension: what was expected and perceived above the low end of the scale,
// and the gap of those who gave both.
type series struct {
	expected       total
	perceived, gap moment
}

const (
	ofGap = iota // which weighted figure
	ofPerformance
)

// NewTally returns an empty tally of 1 to 50 dimensions of 1 to 16 items each, answered on whole points from low to high.
// It returns [ErrInvalid] for a dimension without name or items, two of one name, or a scale that is none or has points
// beyond ±1e9, and [ErrLimit] for more dimensions or items, a longer name or a scale of more than 1001 points. A tally takes
// 2^63/(100 u (high-low)) respondents, u the least common multiple of 1 up to the most items: 250 trillion for the standard
// dimensions on seven points, 128 million at the worst.
func NewTally(dims []Dimension, low, high int) (*Tally, error) {
	t, err := newTally(dims, low, high)
	if err != nil {
		return nil, fmt.Errorf("servqual: new tally: %w", err)
	}
	return t, nil
}

func newTally(dims []Dimension, low, high int) (*Tally, error) {
	if err := check(dims, low, high); err != nil {
		return nil, err
	}
	items, widest := 0, 0
	for _, d := range dims {
		items += d.Items
		widest = max(widest, d.Items)
	}
	unit := commonMultiple(widest)
	return &Tally{
		dims: slices.Clone(dims), low: low, high: high, unit: unit, most: math.MaxInt64 / (100 * unit * int64(high-low)),
		points: make([]int64, len(dims)), items: make([]series, items), means: make([]series, len(dims)),
	}, nil
}

// Add counts one respondent. Expected and perceived are his answers to all items in the order of the dimensions, [Missing]
// where he gave none; expected is nil where expectations were not asked (SERVPERF). Points say how much each dimension
// matters to him: one number a dimension, none below 0, that sum to 100; nil where that was not asked.
//
// Points that do not sum to 100 are returned as [ErrRange], and the respondent counts all the same, in unweighted figures.
// Otherwise an error counts nothing: [ErrMismatch] for another number of answers or points, [ErrRange] naming an answer off
// the scale, [ErrLimit] for too many respondents.
func (t *Tally) Add(expected, perceived, points []int) error {
	const op = "servqual: add respondent"
	if t.dims == nil {
		return fmt.Errorf("%s: %w: tally not made by NewTally", op, ErrInvalid)
	}
	if len(perceived) != len(t.items) || expected != nil && len(expected) != len(t.items) {
		return fmt.Errorf("%s: %d and %d answers to %d items: %w", op, len(expected), len(perceived), len(t.items), ErrMismatch)
	}
	if points != nil && len(points) != len(t.dims) {
		return fmt.Errorf("%s: %d points for %d dimensions: %w", op, len(points), len(t.dims), ErrMismatch)
	}
	missing := 0
	for _, answers := range [...][]int{expected, perceived} {
		for i, v := range answers {
			if uint(v-t.low) <= uint(t.high-t.low) { // wraps for v far off, and lies beyond then
				continue
			}
			if v != Missing {
				return fmt.Errorf("%s: answer %d to item %d: %w", op, v, i+1, ErrRange)
			}
			missing++
		}
	}
	if t.n == t.most {
		return fmt.Errorf("%s: respondents: %w: at most %d", op, ErrLimit, t.most)
	}
	sound := sumTo100(points)
	weigh := points
	if !sound {
		weigh = nil
	}
	if expected != nil && missing == 0 {
		t.countComplete(expected, perceived, weigh)
	} else {
		t.count(expected, perceived, weigh)
	}
	if points != nil && !sound {
		return fmt.Errorf("%s: points do not sum to 100: %w", op, ErrRange)
	}
	return nil
}

// sumTo100 reports whether points are some, none below 0, that sum to 100.
func sumTo100(points []int) bool {
	sum := 0
	for _, p := range points {
		if p < 0 || p > 100-sum {
			return false
		}
		sum += p
	}
	return sum == 100
}

// Merge adds the respondents of o to t. It returns [ErrMismatch] unless both have the same dimensions in one order and the
// same scale, [ErrLimit] for too many respondents, and changes nothing then. o is not changed. The cost does not depend on
// the respondents.
func (t *Tally) Merge(o *Tally) error {
	const op = "servqual: merge tallies"
	if t.dims == nil || o == nil || o.dims == nil {
		return fmt.Errorf("%s: %w: tally not made by NewTally", op, ErrInvalid)
	}
	if t.low != o.low || t.high != o.high || !slices.Equal(t.dims, o.dims) {
		return fmt.Errorf("%s: dimensions or scale: %w", op, ErrMismatch)
	}
	if t.n > t.most-o.n {
		return fmt.Errorf("%s: respondents: %w: at most %d", op, ErrLimit, t.most)
	}
	t.n += o.n
	t.complete += o.complete
	t.unweighted += o.unweighted
	t.pointed += o.pointed
	for i, n := range o.points {
		t.points[i] += n
	}
	for i, w := range o.weighed {
		t.weighed[i].n += w.n
		t.weighed[i].sum += w.sum
	}
	for _, pair := range [...]struct{ into, from []series }{{t.items, o.items}, {t.means, o.means}} {
		for i, s := range pair.from {
			pair.into[i].expected.merge(s.expected)
			pair.into[i].perceived.merge(s.perceived)
			pair.into[i].gap.merge(s.gap)
		}
	}
	return nil
}
