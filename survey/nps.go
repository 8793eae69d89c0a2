package survey

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/seed-4ccf82d5/servicequality/internal/stat"
)

// Split returns how many promote (9 and 10), are passive (7 and 8) and detract (0 to 6). It returns [ErrKind] unless t is a
// tally of NPS.
func (t *Tally) Split() (promoters, passives, detractors int64, err error) {
	if t.kind != KindNPS {
		return 0, 0, 0, fmt.Errorf("survey: net promoter score: tally of %q: %w", t.kind, ErrKind)
	}
	for point, count := range t.counts {
		switch {
		case point >= 9:
			promoters += count
		case point >= 7:
			passives += count
		default:
			detractors += count
		}
	}
	return promoters, passives, detractors, nil
}

// NPS returns the net promoter score, in points from -100 to 100, with its interval.
//
//	NPS = 100·(P - D)    V = P + D - (P - D)²    P, D: shares of promoters and detractors
//	Wald          NPS ± 100·z·√(V/n)
//	AdjustedWald  the same after adding 3/4 to the promoters, 3/4 to the detractors and 3 to n; Value stays the raw score
//	TrinomialT    NPS ± 100·t·√(V/(n-1)), t of n-1 degrees of freedom
//
// MethodAuto is AdjustedWald. Wald has no width when all agree. The interval may leave -100 to 100: see [Interval.Clip]. It
// returns [ErrKind] unless t is a tally of NPS, [ErrNoAnswers] without answers, [ErrTooFew] for TrinomialT of one answer,
// [ErrRange] for a level that is neither 0 nor in (0, 1), and [ErrMethod] for a method of other figures. Accuracy: 1e-10
// points. Reference: Rocks (2016), Interval Estimation for the Net Promoter Score, The American Statistician 70(4).
func (t *Tally) NPS(o Options) (Estimate, error) {
	promoters, _, detractors, err := t.Split()
	if err != nil {
		return Estimate{}, err
	}
	e, err := npsOf(float64(promoters), float64(detractors), t.base.Answered, o)
	if err != nil {
		return Estimate{}, fmt.Errorf("survey: net promoter score: %w", err)
	}
	return e, nil
}

func npsOf(promoters, detractors float64, answers int64, o Options) (Estimate, error) {
	n := float64(answers)
	e, err := o.start(100*(promoters-detractors)/max(1, n), answers)
	if err != nil {
		return Estimate{}, err
	}
	spread := func(p, d, n float64) float64 { return (p+d)/n - (p-d)/n*(p-d)/n } // V
	switch o.Method {
	case MethodAuto, MethodAdjustedWald:
		p, d, m := promoters+0.75, detractors+0.75, n+3
		return e.around(100*(p-d)/m, 100*math.Sqrt(spread(p, d, m)/m), stat.Z(e.Interval.Level), MethodAdjustedWald), nil
	case MethodWald:
		return e.around(e.Value, 100*math.Sqrt(max(0, spread(promoters, detractors, n)/n)), stat.Z(e.Interval.Level), MethodWald), nil
	case MethodTrinomialT:
		if answers < 2 {
			return Estimate{}, fmt.Errorf("student's t of one answer: %w", ErrTooFew)
		}
		se := 100 * math.Sqrt(max(0, spread(promoters, detractors, n)/(n-1)))
		return e.around(e.Value, se, studentT(e.Interval.Level, n-1), MethodTrinomialT), nil
	}
	return Estimate{}, fmt.Errorf("score by %s: %w", o.Method, ErrMethod)
}

// studentT returns the quantile of Student's t at (1+level)/2, from the small tail.
func studentT(level, freedom float64) float64 {
	return -distuv.StudentsT{Mu: 0, Sigma: 1, Nu: freedom}.Quantile((1 - level) / 2)
}
