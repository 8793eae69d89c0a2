package survey

import (
	"fmt"
	"math"
)

// Mean returns the mean of the scored points with its interval by Student's t, in points of the scale.
//
//	m ± t·s/√n    s² = Σ(x - m)²/(n - 1)    t: quantile of (1+Level)/2 with n-1 degrees of freedom
//
// It returns [ErrKind] for a tally of options, [ErrNoAnswers], [ErrTooFew] on one answer, [ErrMethod] for other
// methods than StudentT and [ErrRange] for options out of range. Accuracy: 1e-9 of the width of the scale, up to
// 1e9 answers.
func (t *Tally) Mean(o Options) (Estimate, error) { return t.mean("survey: mean", o) }

// mean is Mean in the name of op.
func (t *Tally) mean(op string, o Options) (Estimate, error) {
	o, err := o.resolve(op, MethodStudentT)
	if err != nil {
		return Estimate{}, err
	}
	f, err := t.average(op, o.Method)
	if err != nil {
		return Estimate{}, err
	}
	return o.estimate(f), nil
}

// average returns the mean as the method sees it.
func (t *Tally) average(op string, method Method) (figure, error) {
	if method != MethodStudentT {
		return figure{}, fmt.Errorf("%s by %v: %w", op, method, ErrMethod)
	}
	m, err := t.steps(op)
	if err != nil {
		return figure{}, err
	}
	s, err := t.deviation(op, m)
	if err != nil {
		return figure{}, err
	}
	n := t.answered()
	return figure{
		n: n, origin: float64(t.scale.Min), value: m, centre: m, se: s / math.Sqrt(float64(n)), sd: s, df: float64(n - 1),
	}, nil
}

// Index returns the mean of the scored points put on 0 to 100: 100·(mean - Min)/(Max - Min). It returns [ErrKind] for
// a tally of options, and [ErrNoAnswers].
func (t *Tally) Index() (float64, error) {
	m, err := t.steps("survey: index")
	if err != nil {
		return 0, err
	}
	return 100 * m / float64(len(t.counts)-1), nil
}

// Median returns the middle one of the scored points in order, for an even number of answers the mean of the two in
// the middle. It returns [ErrKind] for a tally of options, and [ErrNoAnswers].
func (t *Tally) Median() (float64, error) { return t.median("survey: median") }

// median is Median in the name of op.
func (t *Tally) median(op string) (float64, error) {
	if _, err := t.steps(op); err != nil {
		return 0, err
	}
	n := t.answered()
	low, high := t.rank((n-1)/2), t.rank(n/2)
	return float64(t.scale.Min) + float64(low+high)/2, nil
}

// SD returns the standard deviation of the scored points, with divisor n-1. It returns [ErrKind] for a tally of
// options, [ErrNoAnswers], and [ErrTooFew] on one answer.
func (t *Tally) SD() (float64, error) {
	const op = "survey: standard deviation"
	m, err := t.steps(op)
	if err != nil {
		return 0, err
	}
	return t.deviation(op, m)
}

// steps returns the mean number of steps above Min. It is kept apart from Min, which may be large.
func (t *Tally) steps(op string) (float64, error) {
	if err := t.wants(false, op); err != nil {
		return 0, err
	}
	if t.answered() == 0 {
		return 0, fmt.Errorf("%s: %w", op, ErrNoAnswers)
	}
	sum := 0.0
	for i, n := range t.counts {
		sum += float64(i) * float64(n)
	}
	return sum / float64(t.answered()), nil
}

// deviation returns the standard deviation around m steps.
func (t *Tally) deviation(op string, m float64) (float64, error) {
	if t.answered() < 2 {
		return 0, fmt.Errorf("%s: %w", op, ErrTooFew)
	}
	sum := 0.0
	for i, n := range t.counts {
		sum += (float64(i) - m) * (float64(i) - m) * float64(n)
	}
	return math.Sqrt(sum / float64(t.answered()-1)), nil
}

// rank returns the step of the answer at i, one of those given, counted from 0 in rising order.
func (t *Tally) rank(i int64) int {
	step := 0
	for ; i >= t.counts[step]; step++ {
		i -= t.counts[step]
	}
	return step
}
