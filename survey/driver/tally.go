package driver

import (
	"fmt"
	"math"
	"slices"
)

const mostWidth = 1<<16 - 1 // of a scale, so that a tally takes 2^31 rows at least

// A Tally adds up rows of answers, the response first and a driver after the other: counts, sums and sums of products,
// all in whole numbers. So merging in any order and grouping gives the bits of one pass, a row can be taken out again,
// and its size depends on the drivers only. Rows in which an answer is missing count as added and no more. Make it by
// [NewTally]; the zero value refuses everything with [ErrInvalid]. A tally serves one goroutine; [Tally.Merge] joins
// what several have counted.
type Tally struct {
	names  []string // the response first
	min    []int
	widths []int64
	most   int64 // rows, so that no sum overflows

	added    int64
	complete int64
	sums     []int64
	products []int64 // by pair: an upper triangle

	scores []int64 // of the row at hand, relative to min
}

// NewTally returns an empty tally of a response and 1 to 100 drivers, whose answers are whole points from low to high,
// both included; the first of each is that of the response. Scales that are reversed are to be scored before. It
// returns [ErrTooFew] or [ErrLimit] for another number of drivers, [ErrMismatch] unless low and high have a point for
// each, [ErrInvalid] for a name that is empty or comes twice and for a low that is not below its high or is [Missing],
// and [ErrLimit] for a name above 200 bytes or a scale above 65,536 points. It takes 2^63/w² rows, where w is the
// largest high-low: nine quadrillion for answers from 0 to 10, two billion at the worst.
func NewTally(response string, drivers []string, low, high []int) (*Tally, error) {
	t, err := newTally(response, drivers, low, high)
	if err != nil {
		return nil, fmt.Errorf("driver: new tally: %w", err)
	}
	return t, nil
}

func newTally(response string, drivers []string, low, high []int) (*Tally, error) {
	names, err := columns(response, drivers)
	if err != nil {
		return nil, err
	}
	m, widest := len(names), int64(1)
	if len(low) != m || len(high) != m {
		return nil, fmt.Errorf("%d and %d ends for %d scales: %w", len(low), len(high), m, ErrMismatch)
	}
	t := &Tally{
		names: names, min: slices.Clone(low), widths: make([]int64, m),
		sums: make([]int64, m), products: make([]int64, m*(m+1)/2), scores: make([]int64, m),
	}
	for i, name := range names {
		if low[i] >= high[i] || low[i] == Missing {
			return nil, fmt.Errorf("scale of %.40q from %d to %d: %w", name, low[i], high[i], ErrInvalid)
		}
		width := uint64(high[i]) - uint64(low[i]) // the difference of ints may overflow
		if width > mostWidth {
			return nil, fmt.Errorf("scale of %.40q: %w: at most %d points", name, ErrLimit, mostWidth+1)
		}
		t.widths[i] = int64(width)
		widest = max(widest, int64(width))
	}
	t.most = math.MaxInt64 / (widest * widest)
	return t, nil
}

// Add counts the answers of one customer, the response first; [Missing] stands for none. It returns [ErrMismatch] for a
// row of another length, [ErrRange] for an answer off its scale and [ErrLimit] if the tally is full, and counts nothing
// then. The cost is that of a product for each pair of columns.
func (t *Tally) Add(row []int) error {
	complete, err := t.read(row, "add row")
	if err != nil {
		return err
	}
	if t.added == t.most {
		return fmt.Errorf("driver: add row: %w: at most %d rows", ErrLimit, t.most)
	}
	t.count(complete, 1)
	return nil
}

// Remove takes out a row that was added, as when a customer asks to be forgotten. It returns the errors of [Tally.Add],
// and [ErrRange] for a row that cannot have been added, and takes out nothing then; of a row that was not added but
// might have been, it knows nothing.
func (t *Tally) Remove(row []int) error {
	complete, err := t.read(row, "remove row")
	if err != nil {
		return err
	}
	t.count(complete, -1)
	if !t.possible() {
		t.count(complete, 1)
		return fmt.Errorf("driver: remove row: was not added: %w", ErrRange)
	}
	return nil
}

// read checks a row, keeps its scores in t and reports whether no answer is missing.
func (t *Tally) read(row []int, op string) (complete bool, err error) {
	if t.isZero() {
		return false, fmt.Errorf("driver: %s: %w: tally not made by NewTally", op, ErrInvalid)
	}
	if len(row) != len(t.names) {
		return false, fmt.Errorf("driver: %s: %d answers for %d columns: %w", op, len(row), len(t.names), ErrMismatch)
	}
	complete = true
	for i, x := range row {
		score := uint64(x) - uint64(t.min[i]) // wraps for x far off, and lies beyond the width then
		if score > uint64(t.widths[i]) {
			if x != Missing {
				return false, fmt.Errorf("driver: %s: answer %d to %.40q: %w", op, x, t.names[i], ErrRange)
			}
			complete = false
		}
		t.scores[i] = int64(score)
	}
	return complete, nil
}

// count adds the row at hand sign times, so that -1 takes it out.
func (t *Tally) count(complete bool, sign int64) {
	t.added += sign
	if !complete {
		return
	}
	t.complete += sign
	products := t.products
	for i, score := range t.scores {
		score *= sign
		t.sums[i] += score
		rest := t.scores[i:]
		into := products[:len(rest)]
		for j, other := range rest {
			into[j] += score * other
		}
		products = products[len(rest):]
	}
}

// isZero reports whether t was not made by NewTally.
func (t *Tally) isZero() bool { return t == nil || len(t.names) == 0 }

// Rows returns how many rows were added, and how many of them have no answer missing.
func (t *Tally) Rows() (added, complete int64) {
	if t == nil {
		return 0, 0
	}
	return t.added, t.complete
}

// Merge adds the rows of o to t. It returns [ErrMismatch] unless both count the same response and drivers, in one order
// and on the same scales, [ErrLimit] if the rows are more than t takes, and leaves t alone then. The cost does not
// depend on the rows.
func (t *Tally) Merge(o *Tally) error {
	const op = "driver: merge"
	if t.isZero() || o.isZero() {
		return fmt.Errorf("%s: %w: tally not made by NewTally", op, ErrInvalid)
	}
	if !slices.Equal(t.names, o.names) || !slices.Equal(t.min, o.min) || !slices.Equal(t.widths, o.widths) {
		return fmt.Errorf("%s: names or scales: %w", op, ErrMismatch)
	}
	if t.added > t.most-o.added {
		return fmt.Errorf("%s: %w: at most %d rows", op, ErrLimit, t.most)
	}
	t.added += o.added
	t.complete += o.complete
	for i, n := range o.sums {
		t.sums[i] += n
	}
	for i, n := range o.products {
		t.products[i] += n
	}
	return nil
}
