package lifetime

import (
	"fmt"
	"math"
)

// A Model is a law of repeat purchases with its parameters: how often customers buy, and when they silently leave.
// [BGNBD], [MBGNBD], [ParetoNBD], [NBD] and [BGBB] are models; callers may write others. Each method takes
// what is known of a customer up to T and speaks of the time after T; the zero [History] is a new customer.
type Model interface {
	// LogLikelihood returns ln L of the parameters given h, without the factors that no model depends on.
	LogLikelihood(h History) (float64, error)
	// Alive returns the probability that the customer has not left at T+t; t = 0 is now.
	Alive(h History, t Span) (float64, error)
	// Purchases returns the expected number of purchases in (T, T+t].
	Purchases(h History, t Span) (float64, error)
	// PMF returns the probability of exactly n purchases in (T, T+t]; of fewer than none it is 0.
	PMF(h History, t Span, n int) (float64, error)
	// DERT returns the discounted expected residual transactions: the expected number of all purchases after
	// T, each discounted to T. It returns ErrDivergent where that is infinite.
	DERT(h History, d Rate) (float64, error)
}

// A future is a law of the purchases of a customer who is alive: that of a new customer of the same family with the
// parameters that his history leaves. Times and forces of interest are in the unit of the model.
type future[F any] interface {
	// alive returns the probability of not having left at t.
	alive(t float64) float64
	// purchases returns the expected number of purchases up to t.
	purchases(t float64) float64
	// pmf returns the probability of n ≥ 0 purchases up to t while alive at the start.
	pmf(t float64, n int) float64
	// flow returns the expected purchases up to t, which may be infinite, discounted at force delta from
	// when they happen. Where delta is 0 and t infinite it may be infinite.
	flow(delta, t float64) float64
	// endless returns the expected purchases of all periods, each discounted at force delta > 0 from lead, at most a
	// period, before the end of its own.
	endless(delta, period, lead float64) float64
	// worse returns the law with the odds, or the rate, of leaving grown by 1 + e.
	worse(e float64) F
	// whole reports whether time goes by whole units.
	whole() bool
}

// maxOpportunities is the most units that a law of whole units is summed over.
const maxOpportunities = 10_000

// A posterior is what a model knows of a customer at T: the odds that he has left, and his future if he has not.
type posterior[F future[F]] struct {
	name string
	unit Span
	dead float64 // ln of the odds of having left, -Inf where nobody can have
	law  F
	err  error
}

// stays returns the probability of being alive at T.
func (p posterior[F]) stays() float64 { return 1 / (1 + math.Exp(p.dead)) }

// in returns t in units.
func (p posterior[F]) in(t Span) (float64, error) {
	if p.err != nil {
		return 0, p.err
	}
	u, err := t.In(p.unit)
	if err != nil || !p.law.whole() {
		return u, err
	}
	return wholeUnits(u)
}

// wholeUnits returns u rounded, or [ErrSpan] if it is not a whole number to 1e-9, or [ErrLimit].
func wholeUnits(u float64) (float64, error) {
	n := math.Round(u)
	if math.Abs(u-n) > 1e-9*max(1, n) {
		return 0, fmt.Errorf("%v is no whole number of units: %w", u, ErrSpan)
	}
	if n > maxOpportunities {
		return 0, fmt.Errorf("%v units: %w: at most %d", n, ErrLimit, maxOpportunities)
	}
	return n, nil
}

// result returns v, or the error under the name of what was asked; v beyond the float64s is [ErrLimit].
func (p posterior[F]) result(what string, v float64, err error) (float64, error) {
	if err == nil {
		v, err = representable(v)
	}
	if err != nil {
		return 0, fmt.Errorf("lifetime: %s: %s: %w", p.name, what, err)
	}
	return v, nil
}

// representable returns v, or [ErrLimit] if it is not finite.
func representable(v float64) (float64, error) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return 0, fmt.Errorf("result %v: %w", v, ErrLimit)
	}
	return v, nil
}

// alive is [Model] Alive.
func (p posterior[F]) alive(t Span) (float64, error) {
	if t == 0 && p.err == nil {
		return p.stays(), nil
	}
	u, err := p.in(t)
	if err != nil {
		return p.result("alive", 0, err)
	}
	return p.result("alive", p.stays()*p.law.alive(u), nil)
}

// logAlive is ln P(alive at T).
func (p posterior[F]) logAlive() (float64, error) {
	return p.result("ln alive", -logOnePlusExp(p.dead), p.err)
}

// purchases is [Model] Purchases.
func (p posterior[F]) purchases(t Span) (float64, error) {
	u, err := p.in(t)
	if err != nil {
		return p.result("purchases", 0, err)
	}
	return p.result("purchases", p.stays()*p.law.purchases(u), nil)
}

// pmf is [Model] PMF.
func (p posterior[F]) pmf(t Span, n int) (float64, error) {
	u, err := p.in(t)
	if err != nil || n < 0 {
		return p.result("pmf", 0, err)
	}
	v := p.stays() * p.law.pmf(u, n)
	if n == 0 {
		v += 1 / (1 + math.Exp(-p.dead))
	}
	return p.result("pmf", min(1, v), nil)
}

// dert is [Model] DERT.
func (p posterior[F]) dert(d Rate) (float64, error) {
	v, err := p.residual(d)
	return p.result("DERT", v, err)
}

// residual returns the expected purchases without end, discounted at d.
func (p posterior[F]) residual(d Rate) (float64, error) {
	if p.err != nil {
		return 0, p.err
	}
	delta, err := d.Force(p.unit)
	if err != nil {
		return 0, err
	}
	v := p.law.flow(delta, math.Inf(1))
	if math.IsInf(v, 1) && delta == 0 {
		return 0, ErrDivergent
	}
	return representable(p.stays() * v)
}

// checkUnit returns [ErrSpan] unless unit is a span above 0.
func checkUnit(unit Span) error {
	if !unit.valid() || unit == 0 {
		return fmt.Errorf("unit of %v: %w", unit, ErrSpan)
	}
	return nil
}

// The least and the greatest parameter of a model.
const (
	minParameter = 1e-30
	maxParameter = 1e30
)

// inLimits reports whether v lies within them; NaN does not.
func inLimits(v float64) bool { return v >= minParameter && v <= maxParameter }

// checkParameters returns [ErrParameter] unless all values lie within the limits.
func checkParameters(values ...float64) error {
	for i, v := range values {
		if !inLimits(v) {
			return fmt.Errorf("parameter %d is %v: %w", i+1, v, ErrParameter)
		}
	}
	return nil
}
