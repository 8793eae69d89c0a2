package survey

import (
	"fmt"
	"math"
)

// Split returns how many promote (9 and 10), how many are passive (7 and 8) and how many detract (0 to 6). It returns
// [ErrKind] unless the kind is NPS.
func (t *Tally) Split() (promoters, passives, detractors int64, err error) {
	if err := t.wantsKind(KindNPS, "survey: split"); err != nil {
		return 0, 0, 0, err
	}
	promoters, passives, detractors = t.split()
	return promoters, passives, detractors, nil
}

// split is Split of a tally of kind NPS.
func (t *Tally) split() (promoters, passives, detractors int64) {
	promoters, passives = t.counts[9]+t.counts[10], t.counts[7]+t.counts[8]
	return promoters, passives, t.answered() - promoters - passives
}

// NPS returns the net promoter score in points from -100 to 100.
//
//	NPS = 100·(p - d)    s² = p + d - (p - d)²    p, d: shares of promoters and detractors among n answers
//
//	AdjustedWald  n + 3 for n, 3/4 more promoters and detractors; centred on the score of these (default)
//	Wald          NPS ± z·100·s/√n; has no width when all answers agree
//	TrinomialT    NPS ± t·100·s/√(n-1), t of Student's distribution with n-1 degrees of freedom
//
// Value is the raw score whatever the method, so for few answers the adjusted interval may leave it out; SE is the
// method's. Intervals are not cut to -100 and 100: [Interval.Clip] does it for display. NPS returns [ErrKind] unless
// the kind is NPS, [ErrNoAnswers], [ErrTooFew] for TrinomialT on one answer, [ErrMethod] for other methods and
// [ErrRange] for options out of range. Accuracy: 1e-9 points. References: Rocks (2016), Interval Estimation for the "Net Promoter Score", The American Statistician 70;
// Bonett, Price (2012), Adjusted Wald Confidence Interval for a Difference of Binomial Proportions.
func (t *Tally) NPS(o Options) (Estimate, error) {
	const op = "survey: net promoter score"
	o, err := o.resolve(op, MethodAdjustedWald)
	if err != nil {
		return Estimate{}, err
	}
	f, err := t.nps(op, o.Method)
	if err != nil {
		return Estimate{}, err
	}
	return o.estimate(f), nil
}

// nps returns the net promoter score as the method sees it.
func (t *Tally) nps(op string, m Method) (figure, error) {
	if err := t.wantsKind(KindNPS, op); err != nil {
		return figure{}, err
	}
	promoters, passives, detractors := t.split()
	p, q, d := float64(promoters), float64(passives), float64(detractors)
	f := figure{n: t.answered()}
	if f.n == 0 {
		return figure{}, fmt.Errorf("%s: %w", op, ErrNoAnswers)
	}
	n := float64(f.n)
	f.value = 100 * (p - d) / n
	f.centre = f.value
	switch m {
	case MethodWald:
		f.sd = 100 * spread(p, q, d)
	case MethodAdjustedWald:
		p, q, d, n = p+0.75, q+1.5, d+0.75, n+3
		f.centre, f.sd = 100*(p-d)/n, 100*spread(p, q, d)
	case MethodTrinomialT:
		if f.n == 1 {
			return figure{}, fmt.Errorf("%s by %v: %w", op, m, ErrTooFew)
		}
		f.df = n - 1
		f.sd = 100 * spread(p, q, d) * math.Sqrt(n/f.df)
	default:
		return figure{}, fmt.Errorf("%s by %v: %w", op, m, ErrMethod)
	}
	f.se = f.sd / math.Sqrt(n)
	return f, nil
}

// spread returns the standard deviation, divisor n, of p times +1, q times 0 and d times -1. The variance of the
// definition, P + D - (P - D)², is written without its cancellation where nearly all agree:
//
//	P(1-P) + D(1-D) + 2PD
func spread(p, q, d float64) float64 {
	n := p + q + d
	return math.Sqrt(p*(q+d)+d*(p+q)+2*p*d) / n
}

// CSAT returns the share of the two best points, 0 to 1, with the interval of [Proportion]. It returns [ErrKind]
// unless the kind is CSAT.
func (t *Tally) CSAT(o Options) (Estimate, error) {
	const op = "survey: customer satisfaction"
	if err := t.wantsKind(KindCSAT, op); err != nil {
		return Estimate{}, err
	}
	return proportion(op, Count{t.best(2), t.answered()}, o)
}

// CES returns the mean effort score, in points of the scale, with the interval of [Tally.Mean]. It returns [ErrKind]
// unless the kind is CES. Reference: Dixon, Freeman, Toman (2010), Stop Trying to Delight Your Customers, Harvard
// Business Review; the scale 1 to 7 is of a later edition.
func (t *Tally) CES(o Options) (Estimate, error) {
	const op = "survey: customer effort score"
	if err := t.wantsKind(KindCES, op); err != nil {
		return Estimate{}, err
	}
	return t.mean(op, o)
}

// Top returns how many answered one of the n best points, as scored, and how many answered. It returns [ErrKind] for a
// tally of options and [ErrRange] unless n is from 1 to the number of points.
func (t *Tally) Top(n int) (Count, error) {
	if err := t.box("survey: top box", n); err != nil {
		return Count{}, err
	}
	return Count{t.best(n), t.answered()}, nil
}

// Bottom returns how many answered one of the n worst points, as scored, and how many answered. Errors as of
// [Tally.Top].
func (t *Tally) Bottom(n int) (Count, error) {
	if err := t.box("survey: bottom box", n); err != nil {
		return Count{}, err
	}
	return Count{t.answered() - t.best(len(t.counts)-n), t.answered()}, nil
}

// box returns what is wrong with n points of t.
func (t *Tally) box(op string, n int) error {
	if err := t.wants(false, op); err != nil {
		return err
	}
	if n < 1 || n > len(t.counts) {
		return fmt.Errorf("%s: %d of %d points: %w", op, n, len(t.counts), ErrRange)
	}
	return nil
}

// best returns how many answered one of the n best points.
func (t *Tally) best(n int) (x int64) {
	for _, count := range t.counts[len(t.counts)-n:] {
		x += count
	}
	return x
}

// Option returns how many chose the option, alone or among others, and how many answered: shares of several choices
// may sum to more than 1. It returns [ErrKind] for a tally of points and [ErrNotFound] for an option that is not
// declared.
func (t *Tally) Option(name string) (Count, error) {
	const op = "survey: option"
	if err := t.wants(true, op); err != nil {
		return Count{}, err
	}
	i, ok := t.optionAt[name]
	if !ok {
		return Count{}, fmt.Errorf("%s %.40q: %w", op, name, ErrNotFound)
	}
	return Count{t.counts[i], t.answered()}, nil
}
