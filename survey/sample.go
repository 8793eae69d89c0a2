package survey

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/seed-4ccf82d5/servicequality/internal/stat"
)

const mostSample = 1 << 53 // answers, up to which a float64 counts each

// SampleOptions say for whom a sample speaks. The zero value is the default.
type SampleOptions struct {
	Level      float64 // two-sided confidence, in (0, 1). Defaults to 0.95.
	Population int64   // how many there are in all. Defaults to 0, so many that it does not matter.
}

// resolve returns z of the level, or [ErrRange].
func (o SampleOptions) resolve(op string) (z float64, err error) {
	level, err := stat.Level(o.Level)
	if err != nil {
		return 0, fmt.Errorf("%s: %w: %w", op, ErrRange, err)
	}
	if o.Population < 0 {
		return 0, fmt.Errorf("%s: population %d: %w", op, o.Population, ErrRange)
	}
	return stat.Z(level), nil
}

// SampleSize returns how many answers give a share a half width of margin, both in (0, 1): 385 for 0.5 and 0.05.
//
//	n0 = z²·p(1-p)/e²    n = n0/(1 + (n0 - 1)/N) of a population of N    rounded up, N at most
//
// 0.5 is the share that needs most. Those who do not answer are to be added. It returns [ErrRange], naming the
// argument, and [ErrLimit] beyond 2^53. Reference: Cochran (1977), Sampling Techniques, 4.4.
func SampleSize(share, margin float64, o SampleOptions) (int64, error) {
	const op = "survey: sample size"
	if err := within(op, "share", share, 1); err != nil {
		return 0, err
	}
	if err := within(op, "margin", margin, 1); err != nil {
		return 0, err
	}
	return o.size(op, share*(1-share), margin)
}

// SampleSizeNPS returns how many answers give the net promoter score a half width of marginPoints, in (0, 100), where
// these shares promote and detract: [SampleSize] with p + d - (p - d)² in place of p(1-p) and marginPoints/100 of e.
// Half promoters and half detractors need most. It returns [ErrRange] for shares outside [0, 1] or over 1 together,
// [ErrNoVariance] where all are of one group, and what SampleSize returns.
func SampleSizeNPS(promoters, detractors, marginPoints float64, o SampleOptions) (int64, error) {
	const op = "survey: sample size of net promoter score"
	for _, share := range []struct {
		name  string
		value float64
	}{{"promoters", promoters}, {"detractors", detractors}, {"promoters and detractors", promoters + detractors}} {
		if !(share.value >= 0 && share.value <= 1+1e-12) { // shares of 1 may sum to a little more
			return 0, fmt.Errorf("%s: %s %v: %w", op, share.name, share.value, ErrRange)
		}
	}
	if err := within(op, "margin", marginPoints, 100); err != nil {
		return 0, err
	}
	sd := spread(promoters, max(0, 1-promoters-detractors), detractors)
	if sd == 0 {
		return 0, fmt.Errorf("%s: %w", op, ErrNoVariance)
	}
	return o.size(op, sd*sd, marginPoints/100)
}

// size returns how many answers of this variance give a half width of margin.
func (o SampleOptions) size(op string, variance, margin float64) (int64, error) {
	z, err := o.resolve(op)
	if err != nil {
		return 0, err
	}
	n := z / margin * variance * (z / margin)
	if o.Population > 0 && n > 0 {
		population := float64(o.Population)
		n = min(population, 1/((population-1)/population/n+1/population)) // n may be infinite here
	}
	if !(n <= mostSample) {
		return 0, fmt.Errorf("%s: %w", op, ErrLimit)
	}
	return max(1, int64(math.Ceil(n))), nil
}

// MarginOfError returns the half width of the Wald interval of a share, in (0, 1), of n answers.
//
//	e = z·√(p(1-p)/n)·√((N - n)/(N - 1)) of a population of N    0 where all have answered
//
// It returns [ErrRange], naming the argument, unless n is 1 to the population, if that is given. Reference: Cochran
// (1977), Sampling Techniques, 3.2.
func MarginOfError(share float64, n int64, o SampleOptions) (float64, error) {
	const op = "survey: margin of error"
	z, err := o.resolve(op)
	if err != nil {
		return 0, err
	}
	if err := within(op, "share", share, 1); err != nil {
		return 0, err
	}
	if n < 1 || o.Population > 0 && n > o.Population {
		return 0, fmt.Errorf("%s: %d answers of a population of %d: %w", op, n, o.Population, ErrRange)
	}
	margin := z * math.Sqrt(share*(1-share)/float64(n))
	switch {
	case n == o.Population:
		return 0, nil
	case o.Population > 0:
		margin *= math.Sqrt(float64(o.Population-n) / float64(o.Population-1))
	}
	return margin, nil
}

// SampleSizeTwoWaves returns how many answers each of two waves needs to tell a share before from one after, both in
// (0, 1) and different, by the test of [CompareShares] at the two-sided level, 0 being 0.95, with the chance power of
// finding the change.
//
//	n = ((z·√(2p(1-p)) + zb·√(p1(1-p1) + p2(1-p2)))/(p1 - p2))²    p: mean of p1 and p2    zb = Φ⁻¹(power)
//
// It is not rounded. It returns [ErrRange], naming the argument, also for a power so small that any n has it, and
// [ErrLimit] beyond 2^53.
// Reference: Fleiss, Levin, Paik (2003), Statistical Methods for Rates and Proportions, 4.2; R's power.prop.test.
func SampleSizeTwoWaves(before, after, level, power float64) (float64, error) {
	const op = "survey: sample size of two waves"
	z, err := SampleOptions{Level: level}.resolve(op)
	if err != nil {
		return 0, err
	}
	for _, share := range []struct {
		name  string
		value float64
	}{{"before", before}, {"after", after}, {"power", power}} {
		if err := within(op, share.name, share.value, 1); err != nil {
			return 0, err
		}
	}
	if before == after {
		return 0, fmt.Errorf("%s: after %v, the same as before: %w", op, after, ErrRange)
	}
	mean := before/2 + after/2
	zb := -distuv.UnitNormal.Quantile(1 - power)
	root := z*math.Sqrt(2*mean*(1-mean)) + zb*math.Sqrt(before*(1-before)+after*(1-after))
	if root <= 0 {
		return 0, fmt.Errorf("%s: power %v of any n: %w", op, power, ErrRange)
	}
	root /= before - after
	if !(root*root <= mostSample) {
		return 0, fmt.Errorf("%s: %w", op, ErrLimit)
	}
	return root * root, nil
}

// within returns an error that names the argument unless value lies in (0, upper).
func within(op, name string, value, upper float64) error {
	if value > 0 && value < upper {
		return nil
	}
	return fmt.Errorf("%s: %s %v: %w", op, name, value, ErrRange)
}
