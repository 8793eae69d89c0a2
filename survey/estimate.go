package survey

import (
	"fmt"
	"math"

	"github.com/seed-4ccf82d5/servicequality/internal/enum"
	"github.com/seed-4ccf82d5/servicequality/internal/stat"
)

// Method puts an interval around a figure. The zero value is MethodAuto.
type Method uint8

const (
	MethodAuto           Method = iota // Wilson for shares, AdjustedWald for NPS, StudentT for means
	MethodWald                         // shares, NPS and means; for shares and NPS no width when all agree
	MethodWilson                       // shares
	MethodWilsonCC                     // shares, with continuity correction by the rule of R's prop.test
	MethodAgrestiCoull                 // shares, as published: may leave [0, 1]
	MethodClopperPearson               // shares, exact
	MethodJeffreys                     // shares
	MethodAdjustedWald                 // NPS, after adding three pseudo-answers
	MethodTrinomialT                   // NPS, with n-1 and Student's t
	MethodStudentT                     // means
)

var methodNames = []string{ // as ordered above
	"auto", "wald", "wilson", "wilson-cc", "agresti-coull", "clopper-pearson", "jeffreys", "adjusted-wald", "trinomial-t", "student-t",
}

// String returns the name of m, such as "adjusted-wald", and "?" for another value.
func (m Method) String() string { return enum.String(methodNames, m) }

// MarshalText returns the name of m, or [ErrUnknown].
func (m Method) MarshalText() ([]byte, error) {
	return enum.Marshal(methodNames, m, "survey: marshal method", ErrUnknown)
}

// UnmarshalText sets m to the method called text. For any other text it returns [ErrUnknown] and leaves m alone.
func (m *Method) UnmarshalText(text []byte) error {
	return enum.Unmarshal(methodNames, m, text, "survey: parse method", ErrUnknown)
}

// ParseMethod returns the method called text, or [ErrUnknown].
func ParseMethod(text string) (Method, error) {
	return enum.Parse[Method](methodNames, text, "survey: parse method", ErrUnknown)
}

// Options say how a figure is estimated. The zero value is the default.
type Options struct {
	Level  float64 // confidence, in (0, 1). Defaults to 0.95.
	Method Method  // Defaults to MethodAuto.
	Small  int64   // with fewer answers Estimate.Small is set. Defaults to 30; below 0 never.
}

// An Interval is closed, Low ≤ High, at a confidence level by a method.
type Interval struct {
	Low    float64 `json:"low"`
	High   float64 `json:"high"`
	Level  float64 `json:"level"`
	Method Method  `json:"method"`
}

// Clip returns i with its ends moved into [lower, upper], for show: an interval of the NPS may leave -100 to 100.
func (i Interval) Clip(lower, upper float64) Interval {
	i.Low, i.High = min(max(i.Low, lower), upper), min(max(i.High, lower), upper)
	return i
}

// An Estimate is a figure with its standard error, the number of answers behind it, and its interval. Small says that they
// are few.
type Estimate struct {
	Value    float64  `json:"value"`
	SE       float64  `json:"se"`
	N        int64    `json:"n"`
	Interval Interval `json:"interval"`
	Small    bool     `json:"small,omitempty"`
}

// A Count is X of N, 0 ≤ X ≤ N.
type Count struct {
	X int64 `json:"x"`
	N int64 `json:"n"`
}

// start returns the level and what every estimate has, or the error of an option or of no answers.
func (o Options) start(value float64, n int64) (Estimate, error) {
	level, err := stat.Level(o.Level)
	if err != nil {
		return Estimate{}, fmt.Errorf("level: %w: %w", ErrRange, err)
	}
	if n == 0 {
		return Estimate{}, ErrNoAnswers
	}
	small := o.Small
	if small == 0 {
		small = 30
	}
	return Estimate{Value: value, N: n, Small: n < small, Interval: Interval{Level: level}}, nil
}

// around sets the interval to centre ± quantile·se and the standard error to se.
func (e Estimate) around(centre, se, quantile float64, m Method) Estimate {
	e.SE = se
	e.Interval.Low, e.Interval.High, e.Interval.Method = centre-quantile*se, centre+quantile*se, m
	return e
}

// Proportion returns the share of c with its interval. SE is √(p(1-p)/n), whatever the method. MethodAuto is Wilson; Wald and
// Agresti-Coull may leave [0, 1]. Ends are right to 1e-12 up to a million answers and to 1e-9 up to 1e9. It returns
// [ErrNoAnswers] at N = 0, [ErrRange] unless 0 ≤ X ≤ N and for a level that is neither 0 nor in (0, 1), and [ErrMethod] for a
// method of other figures.
// References: Newcombe (1998), Two-Sided Confidence Intervals for the Single Proportion; Brown, Cai, DasGupta (2001),
// Interval Estimation for a Binomial Proportion.
func Proportion(c Count, o Options) (Estimate, error) {
	e, err := proportion(c, o)
	if err != nil {
		return Estimate{}, fmt.Errorf("survey: proportion: %w", err)
	}
	return e, nil
}

func proportion(c Count, o Options) (Estimate, error) {
	if c.X < 0 || c.X > c.N {
		return Estimate{}, fmt.Errorf("%d of %d: %w", c.X, c.N, ErrRange)
	}
	p := float64(c.X) / float64(max(1, c.N))
	e, err := o.start(p, c.N)
	if err != nil {
		return Estimate{}, err
	}
	var interval func(x, n int64, level float64) (stat.Interval, error)
	method := o.Method
	switch method {
	case MethodAuto, MethodWilson:
		interval, method = stat.Wilson, MethodWilson
	case MethodWald:
		interval = stat.Wald
	case MethodWilsonCC:
		interval = stat.WilsonCorrected
	case MethodAgrestiCoull:
		interval = stat.AgrestiCoull
	case MethodClopperPearson:
		interval = stat.ClopperPearson
	case MethodJeffreys:
		interval = stat.Jeffreys
	default:
		return Estimate{}, fmt.Errorf("share by %s: %w", method, ErrMethod)
	}
	ends, err := interval(c.X, c.N, e.Interval.Level)
	if err != nil {
		return Estimate{}, fmt.Errorf("%w: %w", ErrRange, err)
	}
	e.SE = math.Sqrt(p * (1 - p) / float64(c.N))
	e.Interval.Low, e.Interval.High, e.Interval.Method = ends.Low, ends.High, method
	return e, nil
}
