package lifetime

import "math"

// NBD is the negative binomial model of purchases: a customer buys at random at a rate λ of his own, Gamma(R, rate
// Alpha) over the customers, and nobody ever leaves. It is the baseline that the other models must beat. The zero
// value is invalid, and the errors are those of [BGNBD].
//
// Reference: Ehrenberg (1959), The Pattern of Consumer Purchases, Applied Statistics 8(1).
type NBD struct {
	Unit  Span    `json:"unit"`  // in days: the unit of time of Alpha
	R     float64 `json:"r"`     // shape of the purchase rate
	Alpha float64 `json:"alpha"` // its rate, in Unit
}

// LogLikelihood returns ln L of the parameters given h, in Unit, which does not depend on when the last purchase was:
//
//	ln Γ(r+x) - ln Γ(r) + r ln α - (r+x) ln(α+T)
//
// Accuracy: 1e-11 of the largest term.
func (m NBD) LogLikelihood(h History) (float64, error) {
	p := m.posterior(h)
	x := float64(h.X)
	ln := lnRise(m.R, x) - m.R*math.Log1p((p.law.alpha-m.Alpha)/m.Alpha) - x*math.Log(p.law.alpha)
	return p.result("log-likelihood", ln, p.err)
}

// Alive returns 1: nobody leaves.
func (m NBD) Alive(h History, t Span) (float64, error) { return m.posterior(h).alive(t) }

// Purchases returns the expected number of purchases in (T, T+t], (r+x)/(α+T) · t. Accuracy: 1e-15 relative.
func (m NBD) Purchases(h History, t Span) (float64, error) { return m.posterior(h).purchases(t) }

// PMF returns the probability of exactly n purchases in (T, T+t], negative binomial; 0 for n < 0.
// Accuracy: 1e-12 relative for n up to 1e6.
func (m NBD) PMF(h History, t Span, n int) (float64, error) { return m.posterior(h).pmf(t, n) }

// DERT returns the expected number of all purchases after T, discounted at d from when they happen: (r+x)/(α+T)/δ,
// δ the force of interest a Unit. Without discounting it is [ErrDivergent]. Accuracy: 1e-14 relative.
func (m NBD) DERT(h History, d Rate) (float64, error) { return m.posterior(h).dert(d) }

// posterior returns what m knows of h.
func (m NBD) posterior(h History) posterior[nbdFuture] {
	p := posterior[nbdFuture]{name: "nbd", unit: m.Unit, dead: math.Inf(-1)}
	x, _, age, err := BGNBD{Unit: m.Unit, R: m.R, Alpha: m.Alpha, A: 1, B: 1}.read(h)
	p.err = err
	p.law = nbdFuture{r: m.R + x, alpha: m.Alpha + age}
	return p
}

// An nbdFuture is the law of somebody who never leaves and whose rate is Gamma(r, alpha).
type nbdFuture struct{ r, alpha float64 }

// worse returns f: nobody leaves, however bad the service.
func (f nbdFuture) worse(float64) nbdFuture { return f }

func (nbdFuture) whole() bool { return false }

func (f nbdFuture) alive(float64) float64 { return 1 }

func (f nbdFuture) purchases(t float64) float64 { return f.r / f.alpha * t }

func (f nbdFuture) pmf(t float64, n int) float64 {
	return negativeBinomial(f.r, f.alpha, t, float64(n))
}

func (f nbdFuture) flow(delta, t float64) float64 {
	if delta == 0 {
		return f.r / f.alpha * t
	}
	return f.r / f.alpha * -math.Expm1(-delta*t) / delta
}

func (f nbdFuture) endless(delta, period, lead float64) float64 {
	return f.r / f.alpha * period * math.Exp(-delta*(period-lead)) / -math.Expm1(-delta*period)
}
