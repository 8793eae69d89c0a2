package survey

import (
	"fmt"
	"math"

	"github.com/seed-4ccf82d5/servicequality/internal/stat"
)

// Proportion returns the share X/N, 0 to 1, with its interval: Wilson's unless o names Wald, WilsonCorrected,
// AgrestiCoull, ClopperPearson or Jeffreys. SE is √(p(1-p)/N) for each. Wald and AgrestiCoull may leave [0, 1]; the
// others lie inside.
//
// WilsonCorrected corrects by min(1/2, |X - N/2|) as R's prop.test does; Newcombe's method 4 takes 1/2 always, which
// differs only where X lies within 1/2 of N/2.
//
// It returns [ErrRange] unless 0 ≤ X ≤ N, or for options out of range, [ErrNoAnswers] for 0 of 0 and [ErrMethod] for
// other methods. Accuracy: 1e-12 up to N = 1e6, 1e-9 up to 1e9, for levels from 0.4. References: Newcombe (1998),
// Two-Sided Confidence Intervals for the Single Proportion; Brown, Cai, DasGupta (2001), Interval Estimation for a
// Binomial Proportion.
func Proportion(c Count, o Options) (Estimate, error) { return proportion("survey: proportion", c, o) }

// proportion is Proportion in the name of op.
func proportion(op string, c Count, o Options) (Estimate, error) {
	o, err := o.resolve(op, MethodWilson)
	if err != nil {
		return Estimate{}, err
	}
	between, ok := shareMethod(o.Method)
	if !ok {
		return Estimate{}, fmt.Errorf("%s by %v: %w", op, o.Method, ErrMethod)
	}
	if c == (Count{}) {
		return Estimate{}, fmt.Errorf("%s: %w", op, ErrNoAnswers)
	}
	interval, err := between(c.X, c.N, o.Level)
	if err != nil { // of the count: the level is resolved
		return Estimate{}, fmt.Errorf("%s: %d of %d: %w: %w", op, c.X, c.N, ErrRange, err)
	}
	x, n := float64(c.X), float64(c.N)
	return Estimate{
		Value: x / n, SE: math.Sqrt(x / n * (float64(c.N-c.X) / n) / n), N: c.N, Small: c.N < o.Small,
		Interval: Interval{interval.Low, interval.High, o.Level, o.Method},
	}, nil
}

// shareMethod returns how m puts an interval around x of n, and whether it does.
func shareMethod(m Method) (between func(x, n int64, level float64) (stat.Interval, error), ok bool) {
	switch m {
	case MethodWald:
		return stat.Wald, true
	case MethodWilson:
		return stat.Wilson, true
	case MethodWilsonCorrected:
		return stat.WilsonCorrected, true
	case MethodAgrestiCoull:
		return stat.AgrestiCoull, true
	case MethodClopperPearson:
		return stat.ClopperPearson, true
	case MethodJeffreys:
		return stat.Jeffreys, true
	}
	return nil, false
}
