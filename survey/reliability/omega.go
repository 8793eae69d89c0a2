package reliability

import (
	"fmt"
	"math"
)

const (
	singularity = 1e-10 // what is left of the variance of an item that the others explain
	leastUnique = 0.005
)

// An Omega is the reliability of a sum of items that measure one thing each in its own measure, as
// [Covariance.Omega] returns it. The zero value tells nothing.
type Omega struct {
	Loadings     []float64 // correlation of each item with the factor; their sum is not below 0
	Uniquenesses []float64 // what the factor leaves of the variance of each standardised item, 0.005 to 1
	Standardised float64   // omega of the standardised items, in [0, 1]
	Raw          float64   // omega of the items as they are, in [0, 1]
	RawObserved  float64   // Raw over the observed variance of the sum; near Raw where one factor fits
	Heywood      bool      // some uniqueness is at its bound: too few rows, or not one factor
	Iterations   int       // of Newton's method
}

// Omega returns McDonald's omega from one factor fitted by maximum likelihood.
//
//	R ≈ λλᵀ + Ψ                  Standardised = (Σλ)² / ((Σλ)² + ΣΨ)
//	with d the deviations        Raw = (Σdλ)² / ((Σdλ)² + Σd²Ψ)      RawObserved = (Σdλ)² / sum C
//
// λ are the Loadings, Ψ the Uniquenesses. Where no factor is better than none, all loadings are 0. The likelihood may
// have several peaks; Omega takes the higher of those reached from two starts, which for a dozen rows of items with
// little in common need not be the highest. It takes the matrix as it is; how many rows it stands for does not matter.
//
// Omega returns [ErrTooFew] for two items, which do not determine a factor, [ErrNoVariance] naming an item that does
// not vary, [ErrSingular] naming an item that those before it explain but for 1e-10, [ErrNoConvergence] after
// MaxIterations, [ErrRange] for an option out of its range and [ErrInvalid] for the zero Covariance. Accuracy: at
// Tolerance 1e-8 loadings to about 1e-8. Cost: k³ an iteration, mostly four to ten: 0.2 ms for ten items, seconds for
// 500. Reference: Jöreskog (1967); McDonald (1999), Test Theory, ch. 6; Clarke (1970) for the second derivatives.
func (c Covariance) Omega(o Options) (Omega, error) {
	omega, err := c.omega(o)
	if err != nil {
		return Omega{}, fmt.Errorf("reliability: omega: %w", err)
	}
	return omega, nil
}

func (c Covariance) omega(o Options) (Omega, error) {
	if c.isZero() {
		return Omega{}, fmt.Errorf("%w: covariance not made by a constructor", ErrInvalid)
	}
	o, err := o.resolve()
	if err != nil {
		return Omega{}, err
	}
	k := len(c.names)
	if k < 3 {
		return Omega{}, fmt.Errorf("%d items for a factor: %w", k, ErrTooFew)
	}
	r, constant := c.correlations()
	if constant >= 0 {
		return Omega{}, fmt.Errorf("item %.40q: %w", c.names[constant], ErrNoVariance)
	}
	lower, singular := cholesky(r, k, singularity)
	if singular >= 0 {
		return Omega{}, fmt.Errorf("item %.40q: %w", c.names[singular], ErrSingular)
	}
	f, iterations, err := fit(r, inverseDiagonal(lower, k), o)
	if err != nil {
		return Omega{}, err
	}
	return c.omegaOf(f, iterations), nil
}

// resolve returns o with its defaults in place, or [ErrRange].
func (o Options) resolve() (Options, error) {
	if o.Tolerance == 0 {
		o.Tolerance = 1e-8
	}
	if o.MaxIterations == 0 {
		o.MaxIterations = 1000
	}
	if !(o.Tolerance > 0 && o.Tolerance < 1) {
		return Options{}, fmt.Errorf("tolerance %g: %w", o.Tolerance, ErrRange)
	}
	if o.MaxIterations < 0 {
		return Options{}, fmt.Errorf("%d iterations: %w", o.MaxIterations, ErrRange)
	}
	return o, nil
}

// omegaOf returns the figures of the factor.
func (c Covariance) omegaOf(f *factor, iterations int) Omega {
	k := len(c.names)
	omega := Omega{Loadings: f.loadings(), Uniquenesses: make([]float64, k), Iterations: iterations}
	common, unique, rawCommon, rawUnique := 0.0, 0.0, 0.0, 0.0
	for i, loading := range omega.Loadings {
		own := math.Exp(f.x[i])
		if f.x[i] == floor {
			own, omega.Heywood = leastUnique, true
		}
		omega.Uniquenesses[i] = own
		sd := math.Sqrt(c.s[i*k+i])
		common += loading
		unique += own
		rawCommon += sd * loading
		rawUnique += sd * sd * own
	}
	omega.Standardised = common * common / (common*common + unique)
	omega.Raw = rawCommon * rawCommon / (rawCommon*rawCommon + rawUnique)
	omega.RawObserved = rawCommon * rawCommon / sum(c.s)
	return omega
}
