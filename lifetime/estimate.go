package lifetime

import (
	"fmt"
	"math"
	"slices"

	"github.com/seed-4ccf82d5/servicequality/internal/enum"
	"github.com/seed-4ccf82d5/servicequality/internal/stat"
)

// An Estimate is a quantity with its uncertainty. The zero value is 0 without any.
type Estimate struct {
	Name  string  `json:"name"` // of a parameter, as in JSON; "" for a prediction
	Value float64 `json:"value"`
	SE    float64 `json:"se"`   // standard error, on the natural scale
	Low   float64 `json:"low"`  // ends of the interval
	High  float64 `json:"high"` //
	Bound Bound   `json:"bound"`
}

// A Bound says where the maximum of a likelihood lies in one parameter. Outside Interior a parameter has no standard
// error, and SE, Low and High are 0. The zero value is Interior.
type Bound int

// The bounds.
const (
	Interior   Bound = iota // at a value with a curvature
	AtZero                  // at 0: the value is the smallest looked at
	AtInfinity              // at infinity: the value is the largest looked at
)

var boundNames = [...]string{"interior", "at-zero", "at-infinity"} // as ordered above

// String returns the name of b, "interior", "at-zero" or "at-infinity", and "?" for any other value.
func (b Bound) String() string { return enum.String(boundNames[:], b) }

// MarshalText returns the name of b, or [ErrUnknown] if b is none of the constants.
func (b Bound) MarshalText() ([]byte, error) {
	return enum.Marshal(boundNames[:], b, "lifetime: marshal bound", ErrUnknown)
}

// UnmarshalText sets b to the bound called text. For any other text it returns [ErrUnknown] and leaves b alone.
func (b *Bound) UnmarshalText(text []byte) error {
	return enum.Unmarshal(boundNames[:], b, text, "lifetime: parse bound", ErrUnknown)
}

// ParseBound returns the bound called text, or [ErrUnknown].
func ParseBound(text string) (Bound, error) {
	return enum.Parse[Bound](boundNames[:], text, "lifetime: parse bound", ErrUnknown)
}

// A Scale says where an interval is symmetric about its value. The zero value is Log.
type Scale int

// The scales.
const (
	Log     Scale = iota // on the logarithm: for quantities above 0
	Logit                // on the log-odds: for probabilities
	Natural              // on the quantity itself
)

var scaleNames = [...]string{"log", "logit", "natural"} // as ordered above

// String returns the name of s, "log", "logit" or "natural", and "?" for any other value.
func (s Scale) String() string { return enum.String(scaleNames[:], s) }

// MarshalText returns the name of s, or [ErrUnknown] if s is none of the constants.
func (s Scale) MarshalText() ([]byte, error) {
	return enum.Marshal(scaleNames[:], s, "lifetime: marshal scale", ErrUnknown)
}

// UnmarshalText sets s to the scale called text. For any other text it returns [ErrUnknown] and leaves s alone.
func (s *Scale) UnmarshalText(text []byte) error {
	return enum.Unmarshal(scaleNames[:], s, text, "lifetime: parse scale", ErrUnknown)
}

// ParseScale returns the scale called text, or [ErrUnknown].
func ParseScale(text string) (Scale, error) {
	return enum.Parse[Scale](scaleNames[:], text, "lifetime: parse scale", ErrUnknown)
}

// Parameters returns the parameters with their standard errors and intervals of the level, 0 for 0.95, else in (0, 1),
// in the order of the model's fields, symmetric on the log scale; an end beyond float64 is the largest of them. A
// parameter at a bound has its [Bound] and no interval. It returns [ErrRange] for another level, [ErrNoData] for the
// zero Fit, and [ErrSingular] if the likelihood does not tell the parameters apart. The intervals are Wald's, good for
// many customers.
func (f Fit[M]) Parameters(level float64) ([]Estimate, error) {
	z, err := quantile(level)
	switch {
	case err == nil && f.build == nil:
		err = ErrNoData
	case err == nil && f.cov == nil:
		err = ErrSingular
	}
	if err != nil {
		return nil, fmt.Errorf("lifetime: parameters: %w", err)
	}
	estimates := make([]Estimate, len(f.names))
	for i, name := range f.names {
		value := math.Exp(f.logTheta[i])
		estimates[i] = Estimate{Name: name, Value: value, Bound: f.bounds[i]}
		if f.bounds[i] == Interior {
			se := math.Sqrt(f.cov[i][i])
			estimates[i].SE = value * se
			estimates[i].Low, estimates[i].High = times(value, z*se)
		}
	}
	return estimates, nil
}

// quantile returns the normal quantile of a two-sided level.
func quantile(level float64) (float64, error) {
	level, err := stat.Level(level)
	if err != nil {
		return 0, fmt.Errorf("%w: %w", ErrRange, err)
	}
	return stat.Z(level), nil
}

// LogCovariance returns the covariance of the logarithms of the parameters, in the order of the model's fields: the
// inverse of the observed information. It returns [ErrBoundary] if a parameter is at a bound, [ErrSingular] if
// there is no inverse. Accuracy: 1e-6 relative.
func (f Fit[M]) LogCovariance() ([][]float64, error) {
	if err := f.curved(); err != nil {
		return nil, fmt.Errorf("lifetime: covariance: %w", err)
	}
	cov := make([][]float64, len(f.cov))
	for i, row := range f.cov {
		cov[i] = slices.Clone(row)
	}
	return cov, nil
}

// Covariance returns the covariance of the parameters θ, which is diag(θ) LogCovariance diag(θ), with its errors.
func (f Fit[M]) Covariance() ([][]float64, error) {
	cov, err := f.LogCovariance()
	for i := range cov {
		for j := range cov[i] {
			cov[i][j] *= math.Exp(f.logTheta[i] + f.logTheta[j])
		}
	}
	return cov, err
}

// curved returns what keeps f from having a covariance.
func (f Fit[M]) curved() error {
	if f.build == nil {
		return ErrNoData
	}
	for i, b := range f.bounds {
		if b != Interior {
			return fmt.Errorf("%s %v: %w", f.names[i], b, ErrBoundary)
		}
	}
	if f.cov == nil {
		return ErrSingular
	}
	return nil
}

// Estimate returns any prediction q from the fitted model with its standard error and interval, by the delta method:
// the variance is gᵀCg, g the derivatives of q by the logarithms of the parameters, by central differences, C their
// covariance. It says how well the parameters tell the expectation, not how far one customer may be off it. A
// prediction that is the same whatever the parameters, such as a P(alive) of 1, is its own interval.
//
// It returns [ErrRange] for a level that is neither 0, for 0.95, nor in (0, 1), for a q that is not finite, and for
// one that has no place on the scale, [ErrUnknown] for a scale that is none, [ErrLimit] for an interval beyond float64,
// [ErrBoundary] and [ErrSingular] as LogCovariance does, and the errors of q. It calls q twice a parameter. Accuracy of
// SE: 1e-6 relative.
// Reference: Cox (1998), Delta Method, Encyclopedia of Biostatistics.
func (f Fit[M]) Estimate(level float64, on Scale, q func(M) (float64, error)) (Estimate, error) {
	value, variance, err := f.spread(q)
	if err == nil {
		var e Estimate
		if e, err = interval(value, variance, level, on); err == nil {
			return e, nil
		}
	}
	return Estimate{}, fmt.Errorf("lifetime: estimate: %w", err)
}

// EstimateJoint returns a prediction from two models that were fitted apart, such as a lifetime value from purchases
// and spend, as [Fit.Estimate] does: their variances add, since the fits are taken as independent.
func EstimateJoint[M, S any](
	a Fit[M], b Fit[S], level float64, on Scale, q func(M, S) (float64, error),
) (Estimate, error) {
	value, first, err := a.spread(func(m M) (float64, error) { return q(m, b.Model) })
	if err == nil {
		var second float64
		if _, second, err = b.spread(func(s S) (float64, error) { return q(a.Model, s) }); err == nil {
			var e Estimate
			if e, err = interval(value, first+second, level, on); err == nil {
				return e, nil
			}
		}
	}
	return Estimate{}, fmt.Errorf("lifetime: joint estimate: %w", err)
}

// spread returns q at the fit and its variance.
func (f Fit[M]) spread(q func(M) (float64, error)) (value, variance float64, err error) {
	if err := f.curved(); err != nil {
		return 0, 0, err
	}
	value, err = finiteResult(q(f.Model))
	if err != nil {
		return 0, 0, err
	}
	theta := make([]float64, len(f.logTheta))
	for i, x := range f.logTheta {
		theta[i] = math.Exp(x)
	}
	gradient := make([]float64, len(theta))
	for i, center := range theta {
		var ends [2]float64
		for k, step := range [2]float64{-difference, difference} {
			theta[i] = center * math.Exp(step)
			if ends[k], err = finiteResult(q(f.build(slices.Clone(theta)))); err != nil {
				return 0, 0, err
			}
		}
		theta[i] = center
		gradient[i] = (ends[1] - ends[0]) / (2 * difference)
	}
	for i, g := range gradient {
		for j, h := range gradient {
			variance += g * f.cov[i][j] * h
		}
	}
	return value, max(0, variance), nil
}

// finiteResult returns v, or [ErrRange] if it is not finite.
func finiteResult(v float64, err error) (float64, error) {
	if err == nil && (math.IsNaN(v) || math.IsInf(v, 0)) {
		err = fmt.Errorf("prediction %v: %w", v, ErrRange)
	}
	return v, err
}

// interval returns the interval about value.
func interval(value, variance, level float64, on Scale) (Estimate, error) {
	z, err := quantile(level)
	if err != nil {
		return Estimate{}, err
	}
	se := math.Sqrt(variance)
	e := Estimate{Value: value, SE: se, Low: value, High: value}
	switch {
	case on < Log || on > Natural:
		return Estimate{}, fmt.Errorf("scale %d: %w", on, ErrUnknown)
	case se == 0:
	case on == Natural:
		e.Low, e.High = value-z*se, value+z*se
	case on == Log && value > 0:
		e.Low, e.High = times(value, z*se/value)
	case on == Logit && value > 0 && value < 1:
		half := z * se / value / (1 - value)
		e.Low, e.High = value/(value+(1-value)*math.Exp(half)), value/(value+(1-value)*math.Exp(-half))
	default:
		return Estimate{}, fmt.Errorf("%v on the scale %v: %w", value, on, ErrRange)
	}
	if math.IsInf(se, 0) || math.IsInf(e.High, 0) || math.IsInf(e.Low, 0) {
		return Estimate{}, fmt.Errorf("interval of %v: %w", value, ErrLimit)
	}
	return e, nil
}

// times returns value divided by and times e^half, the latter at most the largest float64.
func times(value, half float64) (low, high float64) {
	return value * math.Exp(-half), min(value*math.Exp(half), math.MaxFloat64)
}
