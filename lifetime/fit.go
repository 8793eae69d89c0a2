package lifetime

import (
	"fmt"
	"math"
)

// FitOptions say how a model is fitted. The zero value is the default.
type FitOptions struct {
	Unit          Span      `json:"unit"`          // the unit of time of the model. Defaults to Week; FitBGBB needs one
	Penalty       float64   `json:"penalty"`       // λ ≥ 0, see [Maximize]. Defaults to none
	MaxIterations int       `json:"maxIterations"` // of the search, 0 to 100,000. Defaults to 200
	Start         []float64 `json:"start"`         // parameters in the order of the model's fields. Defaults to an own start
}

// A Problem is a likelihood to be maximised over positive parameters: what [Maximize] needs. Its zero value is
// invalid.
type Problem[M any] struct {
	Names     []string  // of the parameters, in the order of the model's fields
	Start     []float64 // where to begin, above 0
	Customers int64     // that the likelihood is of, at least 1
	// Eval returns the log-likelihood at the logarithms of the parameters and sets gradient to its derivatives
	// by them. It must not keep or change logTheta, and gives the same bits for the same arguments.
	Eval func(logTheta, gradient []float64) float64
	// Build returns the model with the parameters theta, which it must not keep.
	Build func(theta []float64) M

	shift []float64 // logarithm of the unit that each parameter is scaled by; nil for none
}

// A Fit is a model with the parameters that make the data most likely, and how well they are known. It is immutable.
// The zero value is invalid.
type Fit[M any] struct {
	Model         M       `json:"model"`
	LogLikelihood float64 `json:"logLikelihood"` // without the penalty, in the unit of the model
	Customers     int64   `json:"customers"`
	Evaluations   int     `json:"evaluations"` // of the likelihood with its gradient
	Converged     bool    `json:"converged"`   // false if the search ended at its limit of iterations

	names    []string
	build    func(theta []float64) M
	logTheta []float64
	bounds   []Bound
	cov      [][]float64 // of the logarithms, zero for parameters at a bound; nil if singular
}

// AIC returns Akaike's information criterion, 2k - 2 ln L for k parameters. The smaller is the better, among models of
// the same data in the same unit. Reference: Akaike (1974), A new look at the statistical model identification.
func (f Fit[M]) AIC() float64 { return 2*float64(len(f.names)) - 2*f.LogLikelihood }

// BIC returns the Bayesian information criterion, k ln n - 2 ln L for k parameters and n customers, to be compared as
// [Fit.AIC] is; 0 for the zero Fit. Reference: Schwarz (1978), Estimating the dimension of a model.
func (f Fit[M]) BIC() float64 {
	if f.Customers == 0 {
		return 0
	}
	return float64(len(f.names))*math.Log(float64(f.Customers)) - 2*f.LogLikelihood
}

// unit returns the unit of time, by default a week.
func (o FitOptions) unit() (Span, error) {
	if o.Unit == 0 {
		return Week, nil
	}
	return o.Unit, checkUnit(o.Unit)
}

// check returns what is wrong with o for a model of k parameters.
func (o FitOptions) check(k int) error {
	if !(o.Penalty >= 0 && o.Penalty <= 1e6) {
		return fmt.Errorf("penalty %v outside [0, 1e6]: %w", o.Penalty, ErrRange)
	}
	if o.MaxIterations < 0 || o.MaxIterations > 100_000 {
		return fmt.Errorf("%d iterations: %w", o.MaxIterations, ErrRange)
	}
	if len(o.Start) != 0 && len(o.Start) != k {
		return fmt.Errorf("%d parameters to start from, not %d: %w", len(o.Start), k, ErrRange)
	}
	return nil
}
