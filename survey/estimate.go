package survey

import (
	"fmt"

	"github.com/seed-4ccf82d5/servicequality/internal/enum"
	"github.com/seed-4ccf82d5/servicequality/internal/stat"
)

// A Method is a way to put an interval around a figure. The zero value is Auto.
type Method uint8

const (
	MethodAuto            Method = iota // Wilson for a share, AdjustedWald for the NPS, StudentT for a mean
	MethodWald                          // share, NPS: plain normal approximation; has no width when all answers agree
	MethodWilson                        // share: score interval
	MethodWilsonCorrected               // share: score interval with continuity correction
	MethodAgrestiCoull                  // share: Wald after z²/2 pseudo-answers on either side; may leave [0, 1]
	MethodClopperPearson                // share: exact, never covers less than the level
	MethodJeffreys                      // share: equal-tailed, from the prior Beta(1/2, 1/2)
	MethodAdjustedWald                  // NPS: Wald after three pseudo-answers, a quarter of them passive
	MethodTrinomialT                    // NPS: Student's t on +1, 0, -1
	MethodStudentT                      // mean: Student's t
	MethodNewcombe                      // difference of two shares: from the Wilson interval of each
)

var methodNames = [...]string{
	"auto", "wald", "wilson", "wilson-corrected", "agresti-coull", "clopper-pearson", "jeffreys", "adjusted-wald",
	"trinomial-t", "student-t", "newcombe",
}

// String returns the name of m, or "?".
func (m Method) String() string { return enum.String(methodNames[:], m) }

// MarshalText returns the name of m. Its error wraps [ErrUnknown].
func (m Method) MarshalText() ([]byte, error) {
	return enum.Marshal(methodNames[:], m, "survey: marshal method", ErrUnknown)
}

// UnmarshalText sets m to the method called text. For any other text it returns [ErrUnknown] and leaves m alone.
func (m *Method) UnmarshalText(text []byte) error {
	return enum.Unmarshal(methodNames[:], m, text, "survey: parse method", ErrUnknown)
}

// ParseMethod returns the method called text, or [ErrUnknown].
func ParseMethod(text string) (Method, error) {
	return enum.Parse[Method](methodNames[:], text, "survey: parse method", ErrUnknown)
}

// Options say how an estimate tells its uncertainty. The zero value is the default.
type Options struct {
	Level  float64 // two-sided confidence, in (0, 1). Defaults to 0.95.
	Method Method  // Defaults to Auto, the method that the estimate's doc names.
	Small  int64   // below how many answers an estimate is marked Small. Defaults to 30; 1 marks none.
	Exact  bool    // P of CompareShares by Fisher's exact test; nothing else reads it. Defaults to false.
}

// resolve returns o with its defaults in place, method standing for Auto, or [ErrRange].
func (o Options) resolve(op string, method Method) (Options, error) {
	level, err := stat.Level(o.Level)
	if err != nil {
		return Options{}, fmt.Errorf("%s: %w: %w", op, ErrRange, err)
	}
	if o.Small < 0 {
		return Options{}, fmt.Errorf("%s: %w: small is below 0", op, ErrRange)
	}
	o.Level = level
	if o.Method == MethodAuto {
		o.Method = method
	}
	if o.Small == 0 {
		o.Small = 30
	}
	return o, nil
}

// An Interval is closed, Low ≤ High, at a two-sided confidence level. Method is the one used, never Auto. The zero
// value is the point 0 at no level.
type Interval struct {
	Low    float64 `json:"low"`
	High   float64 `json:"high"`
	Level  float64 `json:"level"`
	Method Method  `json:"method"`
}

// Clip returns i cut to [lower, upper], for display: some methods leave the range of the figure, and to cut them
// earlier would hide by how much. An interval wholly outside becomes the nearer bound. lower is at most upper.
func (i Interval) Clip(lower, upper float64) Interval {
	i.Low = min(max(i.Low, lower), upper)
	i.High = min(max(i.High, lower), upper)
	return i
}

// A Count is X of N, 0 ≤ X ≤ N. The zero value is none of nobody.
type Count struct {
	X int64 `json:"x"`
	N int64 `json:"n"`
}

// An Estimate is a figure with its uncertainty: Value and Interval in the figure's unit, its standard error SE in the
// same unit, and the number N of answers behind it. Small says that N is below [Options].Small. Value, SE and the ends
// are never NaN nor infinite. The zero value estimates nothing.
type Estimate struct {
	Value    float64  `json:"value"`
	SE       float64  `json:"se"`
	N        int64    `json:"n"`
	Interval Interval `json:"interval"`
	Small    bool     `json:"small,omitempty"`
}

// A figure is what an interval and a comparison need to know of n answers: the value and the centre of its interval,
// both less an origin that may be large, its standard error, the standard deviation of one answer, and the degrees of
// freedom of Student's t, 0 for the normal distribution.
type figure struct {
	n                             int64
	origin, value, centre, se, sd float64
	df                            float64
}

// estimate returns f with its interval; o is resolved.
func (o Options) estimate(f figure) Estimate {
	centre, half := f.origin+f.centre, quantile(o.Level, f.df)*f.se
	return Estimate{
		Value: f.origin + f.value, SE: f.se, N: f.n, Small: f.n < o.Small,
		Interval: Interval{Low: centre - half, High: centre + half, Level: o.Level, Method: o.Method},
	}
}
