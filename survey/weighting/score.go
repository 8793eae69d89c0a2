package weighting

import (
	"fmt"
	"math"

	"github.com/seed-4ccf82d5/servicequality/internal/stat"
)

const (
	mostPoint = 1_000_000_000 // of a scale, in size
	mostSpan  = 1000
)

// A ScoreTally counts the answers to one question on whole points by the same cells as a [Table], with the design weights
// of those who answered, so that they can be weighted once the weights are known. It holds whole numbers, as a table does.
// Make it by [NewScoreTally]; the zero value refuses everything with [ErrInvalid]. A tally serves one goroutine while it
// changes.
type ScoreTally struct {
	low, high int
	grid      grid
	sums      sums // by cell, and in a cell by point
}

// An Estimate is a weighted figure with its uncertainty. EffectiveN is how many answers of equal weight tell as much, by
// Kish; N how many were given. The zero value estimates nothing.
type Estimate struct {
	Value, SE, EffectiveN, Low, High float64
	N                                int64
}

// NewScoreTally returns an empty tally of points from low to high, both included, high-low at most 1000. It returns
// [ErrInvalid] for a scale that is none, or has points beyond ±1e9, [ErrLimit] for a longer one or for more than a million
// cells times points, and the errors of [NewTable].
func NewScoreTally(low, high int, vars ...Variable) (*ScoreTally, error) {
	const op = "weighting: new score tally"
	points, err := pointsOf(int64(low), int64(high))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", op, err)
	}
	g, err := newGrid(vars, points)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", op, err)
	}
	return &ScoreTally{low, high, g, sums{cells: make([]cell, g.cells*points)}}, nil
}

// pointsOf returns how many points a scale has, or what is wrong with it.
func pointsOf(low, high int64) (int, error) {
	switch {
	case low >= high || low < -mostPoint || high > mostPoint:
		return 0, fmt.Errorf("scale from %d to %d: %w", low, high, ErrInvalid)
	case high-low > mostSpan:
		return 0, fmt.Errorf("scale from %d to %d: %w: at most %d points", low, high, ErrLimit, mostSpan+1)
	}
	return int(high-low) + 1, nil
}

// Add counts one answer, with the cell and the design weight of who gave it, as for [Table.Add]. It returns [ErrRange] for
// a value off the scale, the errors of [Table.Add], and counts nothing then.
func (t *ScoreTally) Add(cell []int, value int, design float64) error {
	const op = "weighting: add answer"
	at, ok := t.grid.at(cell)
	if !ok || t.sums.cells == nil {
		return fmt.Errorf("%s: %w", op, t.grid.fault(cell))
	}
	if value < t.low || value > t.high {
		return fmt.Errorf("%s: value %d from %d to %d: %w", op, value, t.low, t.high, ErrRange)
	}
	if err := t.sums.add(at*(t.high-t.low+1)+value-t.low, design); err != nil {
		return fmt.Errorf("%s: %w", op, err)
	}
	return nil
}

// Merge adds the answers of o to t. It returns [ErrMismatch] unless both have the same scale, variables and categories,
// [ErrLimit] where [ScoreTally.Add] would, and changes nothing then. o is not changed.
func (t *ScoreTally) Merge(o *ScoreTally) error {
	const op = "weighting: merge score tallies"
	if t.sums.cells == nil || o == nil || o.sums.cells == nil {
		return fmt.Errorf("%s: %w: not made by NewScoreTally", op, ErrInvalid)
	}
	if t.low != o.low || t.high != o.high || !t.grid.isSame(&o.grid) {
		return fmt.Errorf("%s: scale or variables: %w", op, ErrMismatch)
	}
	if err := t.sums.merge(&o.sums); err != nil {
		return fmt.Errorf("%s: %w", op, err)
	}
	return nil
}

// Mean returns the weighted mean of the answers, in points, with its interval at the level, 0 for 0.95.
//
//	ȳ = Σwy / Σw    SE = √(n/(n-1) Σ(w(y-ȳ))²) / Σw    interval = ȳ ± z·SE    EffectiveN = (Σw)² / Σw²
//
// A weight w is the design weight times the factor of the cell, and taken as fixed: what raking takes off the variance is
// not counted, which is on the safe side. It returns [ErrTooFew] below two answers with a weight above 0,
// [ErrMismatch] for weights of other variables or an answer in a cell that the weighted table did not have, [ErrInvalid]
// for weights that were not made by this package, and [ErrRange] for a level outside (0, 1). Accuracy: 1e-12 of the scale.
// Reference: Horvitz, Thompson (1952); Särndal, Swensson, Wretman (1992), Model Assisted Survey Sampling, 5.7.
func (t *ScoreTally) Mean(w *Weights, level float64) (Estimate, error) {
	e, z, err := t.estimate(w, level, func(step int) float64 { return float64(step) })
	if err != nil {
		return Estimate{}, fmt.Errorf("weighting: mean: %w", err)
	}
	e.Value += float64(t.low)
	return e.around(z), nil
}

// NPS returns the weighted net promoter score, from -100 to 100, with the interval of [ScoreTally.Mean], which is not cut
// to that range. It returns [ErrMismatch] unless the scale is 0 to 10, and the errors of Mean.
func (t *ScoreTally) NPS(w *Weights, level float64) (Estimate, error) {
	const op = "weighting: net promoter score"
	if t.sums.cells != nil && (t.low != 0 || t.high != 10) {
		return Estimate{}, fmt.Errorf("%s: scale from %d to %d: %w", op, t.low, t.high, ErrMismatch)
	}
	e, z, err := t.estimate(w, level, func(step int) float64 {
		switch {
		case step >= 9:
			return 100
		case step >= 7:
			return 0
		}
		return -100
	})
	if err != nil {
		return Estimate{}, fmt.Errorf("%s: %w", op, err)
	}
	return e.around(z), nil
}

// Share returns the weighted share of the answers that are at least a point of the scale, 0 to 1. Its interval is Wilson's
// with the effective number of answers in place of their number, which lies inside [0, 1] and has a width where all agree.
// It returns [ErrRange] for a point off the scale, and the errors of [ScoreTally.Mean]. Reference: Kish (1965), Survey
// Sampling, 8.1.
func (t *ScoreTally) Share(w *Weights, atLeast int, level float64) (Estimate, error) {
	const op = "weighting: share"
	if t.sums.cells != nil && (atLeast < t.low || atLeast > t.high) {
		return Estimate{}, fmt.Errorf("%s: point %d from %d to %d: %w", op, atLeast, t.low, t.high, ErrRange)
	}
	e, _, err := t.estimate(w, level, func(step int) float64 {
		if step >= atLeast-t.low {
			return 1
		}
		return 0
	})
	if err != nil {
		return Estimate{}, fmt.Errorf("%s: %w", op, err)
	}
	confidence, _ := stat.Level(level) // which estimate has checked
	interval := stat.WilsonOf(e.Value*e.EffectiveN, e.EffectiveN, confidence)
	e.Low, e.High = max(0, interval.Low), min(1, interval.High)
	return e, nil
}

// around returns e with the interval of z standard errors.
func (e Estimate) around(z float64) Estimate {
	e.Low, e.High = e.Value-z*e.SE, e.Value+z*e.SE
	return e
}

// estimate returns the weighted mean of what a step above the low end is worth, without interval, and z.
func (t *ScoreTally) estimate(w *Weights, level float64, worth func(step int) float64) (Estimate, float64, error) {
	switch {
	case t.sums.cells == nil:
		return Estimate{}, 0, fmt.Errorf("%w: not made by NewScoreTally", ErrInvalid)
	case w == nil || w.factors == nil:
		return Estimate{}, 0, fmt.Errorf("%w: weights not made by this package", ErrInvalid)
	case !t.grid.isSame(&w.grid):
		return Estimate{}, 0, fmt.Errorf("variables: %w", ErrMismatch)
	}
	level, err := stat.Level(level)
	if err != nil {
		return Estimate{}, 0, fmt.Errorf("%w: %w", ErrRange, err)
	}
	points, largest, given := t.high-t.low+1, 0.0, 0
	for i, c := range t.sums.cells {
		if c.sum == (wide{}) {
			continue
		}
		f := w.factors[i/points]
		if f < 0 {
			return Estimate{}, 0, fmt.Errorf("answers in cell %d, of which the weighted table has no weight: %w", i/points, ErrMismatch)
		}
		largest = max(largest, f)
		if f > 0 {
			given = min(2, given+c.weighed())
		}
	}
	if given < 2 {
		return Estimate{}, 0, fmt.Errorf("%d answers with a weight: %w", given, ErrTooFew)
	}
	total, weighted, squares := 0.0, 0.0, 0.0
	for i, c := range t.sums.cells {
		if c.sum != (wide{}) {
			f := w.factors[i/points] / largest // only ratios matter, and the square of a small one would be 0
			mass := f * c.sum.float(unit)
			total += mass
			weighted += mass * worth(i%points)
			squares += f * f * c.squares.float(unit*unit)
		}
	}
	e := Estimate{Value: weighted / total, N: t.sums.n, EffectiveN: total / squares * total}
	spread := 0.0
	for i, c := range t.sums.cells {
		if c.sum != (wide{}) {
			off := w.factors[i/points] / largest * (worth(i%points) - e.Value)
			spread += off * off * c.squares.float(unit*unit)
		}
	}
	n := float64(t.sums.n)
	e.SE = math.Sqrt(n/(n-1)*spread) / total
	return e, stat.Z(level), nil
}
