package survey

import (
	"fmt"
	"math"
)

// CompareNPS compares the net promoter scores of two tallies, in points.
//
//	SE = √(SE1² + SE2²)    Statistic = (c2 - c1)/SE    interval = c2 - c1 ± z·SE    Effect = Difference/√((s1² + s2²)/2)
//
// Difference is that of the raw scores; c are the scores that the method centres on, SE1 and SE2 its errors and s its
// standard deviations of one answer (see [Tally.NPS]): AdjustedWald, the default, adjusts both sides alike and answers
// whatever the counts. TrinomialT takes Student's t with Satterthwaite's degrees of freedom.
//
// It returns [ErrKind] unless the kind of both is NPS, a [MismatchError] where that of one is, [ErrNoAnswers],
// [ErrTooFew] for TrinomialT on one answer, [ErrNoVariance] where Wald and TrinomialT find no variance on either side
// but different scores, [ErrMethod] and [ErrRange]. With no variance and the same score the statistic is 0 and P is 1.
// Reference: Rocks (2016), Interval Estimation for the "Net Promoter Score".
func CompareNPS(before, after *Tally, o Options) (Change, error) {
	return compare("survey: compare net promoter scores", before, after, o, MethodAdjustedWald, (*Tally).nps)
}

// CompareMeans compares the means of two tallies on the same scale by Welch's test, in points.
//
//	t = (m2 - m1)/SE    SE = √(s1²/n1 + s2²/n2)    Effect = (m2 - m1)/√((s1² + s2²)/2)
//
// DF is Satterthwaite's. It returns a [MismatchError] when kind or scale differ, [ErrKind] for tallies of options,
// [ErrNoAnswers], [ErrTooFew] for one answer on a side, [ErrNoVariance] where all of each side agree, on different
// points, [ErrMethod] for other methods than StudentT and [ErrRange] for options out of range. Where all of both sides
// agree on one point, t is 0 and P is 1. Accuracy: P to 1e-9 of itself, where SE is above 1e-6 of the scale.
//
// References: Welch (1947), The Generalization of "Student's" Problem When Several Different Population Variances Are
// Involved; Cohen (1988), Statistical Power Analysis, 2.2: the effect d.
func CompareMeans(before, after *Tally, o Options) (Change, error) {
	return compare("survey: compare means", before, after, o, MethodStudentT, (*Tally).average)
}

// compare compares a figure of two tallies of the same kind and scale.
func compare(
	op string, before, after *Tally, o Options, auto Method, figureOf func(*Tally, string, Method) (figure, error),
) (Change, error) {
	o, err := o.resolve(op, auto)
	if err != nil {
		return Change{}, err
	}
	if err := before.comparable(after, op); err != nil {
		return Change{}, err
	}
	first, err := figureOf(before, "before", o.Method)
	if err != nil {
		return Change{}, fmt.Errorf("%s: %w", op, err)
	}
	second, err := figureOf(after, "after", o.Method)
	if err != nil {
		return Change{}, fmt.Errorf("%s: %w", op, err)
	}
	return o.change(op, first, second)
}

// comparable returns what keeps the points of t and o from being compared.
func (t *Tally) comparable(o *Tally, op string) error {
	err := t.wants(false, "before")
	if err == nil {
		err = o.wants(false, "after")
	}
	if err != nil {
		return fmt.Errorf("%s: %w", op, err)
	}
	return t.matches(o, op)
}

// CompareRanks compares two tallies on the same scale by the order of their answers alone, with the test of Mann and
// Whitney, as fits points that are no distances.
//
//	Difference = Effect = δ = (pairs with after above before - pairs with after below)/(n1·n2)    from -1 to 1
//	Statistic = z = δ·n1·n2/(2σ)    σ² = n1·n2/12·(N + 1 - Σ(t³ - t)/(N(N - 1)))    N = n1 + n2, t: answers of a point
//
// δ is Cliff's; there is no continuity correction. The values of Before and After are the medians; all standard errors
// and intervals, and DF, stay zero. Where all answers are one point, z is 0 and P is 1. It returns a [MismatchError]
// when kind or scale differ, [ErrKind] for tallies of options, [ErrNoAnswers], [ErrMethod] for a method other than
// Auto, [ErrRange] for options out of range and [ErrLimit] beyond 2^63-1 answers together. P is that of the normal
// approximation: right from about ten answers a side. Cost: the points of the scale, however many answers.
//
// References: Mann, Whitney (1947), On a Test of Whether One of Two Random Variables Is Stochastically Larger Than the
// Other; Lehmann (1975), Nonparametrics, 1.4: ties; Cliff (1993), Dominance Statistics.
func CompareRanks(before, after *Tally, o Options) (Change, error) {
	const op = "survey: compare ranks"
	o, err := o.resolve(op, MethodAuto)
	if err != nil {
		return Change{}, err
	}
	if o.Method != MethodAuto {
		return Change{}, fmt.Errorf("%s by %v: %w", op, o.Method, ErrMethod)
	}
	if err := before.comparable(after, op); err != nil {
		return Change{}, err
	}
	var c Change
	if c.Before, err = before.middle("before", o.Small); err != nil {
		return Change{}, fmt.Errorf("%s: %w", op, err)
	}
	if c.After, err = after.middle("after", o.Small); err != nil {
		return Change{}, fmt.Errorf("%s: %w", op, err)
	}
	if c.Before.N > math.MaxInt64-c.After.N {
		return Change{}, fmt.Errorf("%s: answers: %w", op, ErrLimit)
	}
	n1, n2, n := float64(c.Before.N), float64(c.After.N), float64(c.Before.N+c.After.N)
	var below1, below2, wins, losses, ties float64
	for i, count := range before.counts {
		x1, x2 := float64(count), float64(after.counts[i])
		wins += x2 * below1
		losses += x1 * below2
		below1, below2 = below1+x1, below2+x2
		ties += (x1 + x2) * (float64(c.Before.N-count+c.After.N-after.counts[i]) / n) * ((n + x1 + x2) / n)
	}
	c.Difference = (wins - losses) / (n1 * n2)
	c.Effect = c.Difference
	if ties > 0 { // N³ - Σt³ = Σt(N - t)(N + t), here over N², without a difference of large sums
		c.Statistic = c.Difference * math.Sqrt(3*n1*n2*(n-1)/(n*ties))
	}
	c.P = twoSided(c.Statistic, 0)
	c.AdjustedP = c.P
	return c, nil
}

// middle returns the median as an estimate without an interval.
func (t *Tally) middle(op string, small int64) (Estimate, error) {
	median, err := t.median(op)
	n := t.answered()
	return Estimate{Value: median, N: n, Small: n < small}, err
}
