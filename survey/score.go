package survey

import (
	"fmt"
	"math"
	"slices"

	"github.com/seed-4ccf82d5/servicequality/internal/stat"
)

// points returns [ErrKind] unless t counts points.
func (t *Tally) points(what string) error {
	if !t.kind.scored() {
		return fmt.Errorf("survey: %s: %w", what, t.notScored())
	}
	return nil
}

// Top returns how many gave one of the n best points, after scoring, so a reversed scale has its best answers on top. It
// returns [ErrKind] for a tally of options and [ErrRange] unless 1 ≤ n ≤ the number of points.
func (t *Tally) Top(n int) (Count, error) {
	if err := t.points("top"); err != nil {
		return Count{}, err
	}
	if n < 1 || n > len(t.counts) {
		return Count{}, fmt.Errorf("survey: top %d of %d points: %w", n, len(t.counts), ErrRange)
	}
	return t.among(t.counts[len(t.counts)-n:]), nil
}

// Bottom returns how many gave one of the n worst points, with the errors of [Tally.Top].
func (t *Tally) Bottom(n int) (Count, error) {
	if err := t.points("bottom"); err != nil {
		return Count{}, err
	}
	if n < 1 || n > len(t.counts) {
		return Count{}, fmt.Errorf("survey: bottom %d of %d points: %w", n, len(t.counts), ErrRange)
	}
	return t.among(t.counts[:n]), nil
}

// among returns the sum of counts among all answers.
func (t *Tally) among(counts []int64) Count {
	c := Count{N: t.base.Answered}
	for _, count := range counts {
		c.X += count
	}
	return c
}

// Option returns how many chose an option, among those who answered; the options of a Multi may sum to more than all. It
// returns [ErrKind] for a tally of points and [ErrUnknown] for an option that is not there.
func (t *Tally) Option(name string) (Count, error) {
	if !t.kind.chosen() {
		return Count{}, fmt.Errorf("survey: option: %w", t.notChosen())
	}
	i := slices.Index(t.options, name)
	if i < 0 {
		return Count{}, fmt.Errorf("survey: %w option %.80q", ErrUnknown, name)
	}
	return Count{t.counts[i], t.base.Answered}, nil
}

// CSAT returns the share of the two best points with its interval, as [Proportion] does. It returns [ErrKind] unless t is a
// tally of CSAT.
func (t *Tally) CSAT(o Options) (Estimate, error) {
	if t.kind != KindCSAT {
		return Estimate{}, fmt.Errorf("survey: satisfaction: tally of %q: %w", t.kind, ErrKind)
	}
	top, err := t.Top(2)
	if err != nil {
		return Estimate{}, err
	}
	return Proportion(top, o)
}

// CES returns the mean effort with its interval, as [Tally.Mean] does. It returns [ErrKind] unless t is a tally of CES.
// Reference: Dixon, Freeman, Toman (2010), Stop Trying to Delight Your Customers, in its later form of 1 to 7.
func (t *Tally) CES(o Options) (Estimate, error) {
	if t.kind != KindCES {
		return Estimate{}, fmt.Errorf("survey: effort: tally of %q: %w", t.kind, ErrKind)
	}
	return t.Mean(o)
}

// sums returns the number of answers and the sum of their points above the least one: exact up to 9e12 answers on a scale
// of 1001 points, and right to 1e-13 beyond.
func (t *Tally) sums() (n, sum float64) {
	for i, count := range t.counts {
		sum += float64(count) * float64(i)
	}
	return float64(t.base.Answered), sum
}

// Mean returns the mean of the scored points with its interval, by Student's t (MethodAuto) or Wald. SE is the standard
// deviation, with n-1, by √n. It returns [ErrKind] for a tally of options, [ErrNoAnswers] without answers, [ErrTooFew] for one
// answer, [ErrRange] for a level that is neither 0 nor in (0, 1), and [ErrMethod] for a method of other figures. Accuracy:
// 1e-12 relative to the width of the scale.
func (t *Tally) Mean(o Options) (Estimate, error) {
	if err := t.points("mean"); err != nil {
		return Estimate{}, err
	}
	e, err := t.mean(o)
	if err != nil {
		return Estimate{}, fmt.Errorf("survey: mean: %w", err)
	}
	return e, nil
}

func (t *Tally) mean(o Options) (Estimate, error) {
	n, sum := t.sums()
	e, err := o.start(float64(t.scale.Min)+sum/max(1, n), t.base.Answered)
	if err != nil {
		return Estimate{}, err
	}
	if o.Method != MethodAuto && o.Method != MethodStudentT && o.Method != MethodWald {
		return Estimate{}, fmt.Errorf("mean by %s: %w", o.Method, ErrMethod)
	}
	sd, err := t.SD()
	if err != nil {
		return Estimate{}, err
	}
	if o.Method == MethodWald {
		return e.around(e.Value, sd/math.Sqrt(n), stat.Z(e.Interval.Level), MethodWald), nil
	}
	return e.around(e.Value, sd/math.Sqrt(n), studentT(e.Interval.Level, n-1), MethodStudentT), nil
}

// Index returns the mean on a scale from 0, all gave the worst point, to 100, all gave the best. It returns [ErrKind] for a
// tally of options and [ErrNoAnswers] without answers.
func (t *Tally) Index() (float64, error) {
	if err := t.points("index"); err != nil {
		return 0, err
	}
	n, sum := t.sums()
	if n == 0 {
		return 0, fmt.Errorf("survey: index: %w", ErrNoAnswers)
	}
	return 100 * (sum / n) / float64(t.scale.Max-t.scale.Min), nil
}

// Median returns the middle scored point, of an even number of answers the mean of the two in the middle. It returns
// [ErrKind] for a tally of options and [ErrNoAnswers] without answers.
func (t *Tally) Median() (float64, error) {
	if err := t.points("median"); err != nil {
		return 0, err
	}
	n := t.base.Answered
	if n == 0 {
		return 0, fmt.Errorf("survey: median: %w", ErrNoAnswers)
	}
	low, high := t.ranked((n-1)/2), t.ranked(n/2)
	return float64(t.scale.Min) + float64(low+high)/2, nil
}

// ranked returns the index of the point of the answer of rank k, counted from 0 in rising order.
func (t *Tally) ranked(k int64) int {
	for i, count := range t.counts {
		if k < count {
			return i
		}
		k -= count
	}
	return len(t.counts) - 1
}

// SD returns the standard deviation of the scored points, with n-1. It returns [ErrKind] for a tally of options,
// [ErrNoAnswers] without answers and [ErrTooFew] for one.
func (t *Tally) SD() (float64, error) {
	if err := t.points("standard deviation"); err != nil {
		return 0, err
	}
	n, sum := t.sums()
	switch {
	case n == 0:
		return 0, fmt.Errorf("survey: standard deviation: %w", ErrNoAnswers)
	case n == 1:
		return 0, fmt.Errorf("survey: standard deviation: %w", ErrTooFew)
	}
	mean, squares := sum/n, 0.0
	for i, count := range t.counts {
		squares += float64(count) * (float64(i) - mean) * (float64(i) - mean)
	}
	return math.Sqrt(squares / (n - 1)), nil
}
