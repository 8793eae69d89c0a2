package lifetime

import (
	"fmt"
	"math"
)

// BGBB is the beta-geometric/beta-Bernoulli model, for purchases that can happen only at regular opportunities: a
// yearly season ticket, a concert, a donation. At every opportunity a customer first leaves with a chance θ of his
// own, then, if there, buys with a chance p of his own. Over the customers p is Beta(Alpha, Beta) and θ is
// Beta(Gamma, Delta). There is one opportunity every Unit. The zero value is invalid.
//
// Besides the errors of [BGNBD], every method returns [ErrSpan] for a time that is not a whole number of units, to
// 1e-9, [ErrLimit] for more than 10,000 of them, and [ErrHistory] for more purchases than opportunities.
//
// Reference: Fader, Hardie, Shang (2010), Customer-Base Analysis in a Discrete-Time Noncontractual Setting,
// Marketing Science 29(6).
type BGBB struct {
	Unit  Span    `json:"unit"`  // in days: from one opportunity to the next
	Alpha float64 `json:"alpha"` // of the chance to buy, whose mean is Alpha/(Alpha+Beta)
	Beta  float64 `json:"beta"`
	Gamma float64 `json:"gamma"` // of the chance to leave, whose mean is Gamma/(Gamma+Delta)
	Delta float64 `json:"delta"`
}

// LogLikelihood returns ln L of the parameters given h, for one order of the purchases, n for the opportunities:
//
//	ln B(α+x,β+n-x) - ln B(α,β) + ln B(γ,δ+n) - ln B(γ,δ) - ln P(alive)
//
// It compares with another BG/BB only. The cost grows with the opportunities since the last purchase.
// Accuracy: 1e-11 of the largest term. Reference: as for [BGBB], equation (5).
func (m BGBB) LogLikelihood(h History) (float64, error) {
	p := m.posterior(h)
	if p.err != nil {
		return p.result("log-likelihood", 0, p.err)
	}
	x, n := float64(h.X), p.law.n
	ln := lnRise(m.Alpha, x) + lnRise(m.Beta, n-x) - lnRise(m.Alpha+m.Beta, n) + lnStay(m.Gamma, m.Delta, n) +
		logOnePlusExp(p.dead)
	return p.result("log-likelihood", ln, nil)
}

// Alive returns the probability that the customer has not left at T+t, in [0, 1]; t = 0 is alive at the last
// opportunity so far. Accuracy: 1e-11 relative. Reference: as for [BGBB], equation (11).
func (m BGBB) Alive(h History, t Span) (float64, error) { return m.posterior(h).alive(t) }

// Purchases returns the expected number of purchases at the opportunities in (T, T+t]:
//
//	P(alive) (α+x)/(α+β+n) Σ B(γ,δ+n+k)/B(γ,δ+n), k = 1 to t/Unit
//
// Accuracy: 1e-12 relative. Reference: as for [BGBB], equation (13).
func (m BGBB) Purchases(h History, t Span) (float64, error) { return m.posterior(h).purchases(t) }

// PMF returns the probability of exactly n purchases at the opportunities in (T, T+t], 0 for n < 0. The cost grows
// with t. Accuracy: 1e-10 relative. Reference: as for [BGBB], equation (12).
func (m BGBB) PMF(h History, t Span, n int) (float64, error) { return m.posterior(h).pmf(t, n) }

// DERT returns the expected number of all purchases after T, each discounted at d from its opportunity: those at the
// k-th next one by (1+d)^-k, d over Unit. Without discounting it is [ErrDivergent] for γ ≤ 1.
// Accuracy: 1e-11 relative. Reference: as for [BGBB], equation (14).
func (m BGBB) DERT(h History, d Rate) (float64, error) { return m.posterior(h).dert(d) }

// posterior returns what m knows of h.
func (m BGBB) posterior(h History) posterior[bbFuture] {
	p := posterior[bbFuture]{name: "bg/bb", unit: m.Unit}
	x, tx, n, err := BGNBD{Unit: m.Unit, R: m.Alpha, Alpha: m.Beta, A: m.Gamma, B: m.Delta}.read(h)
	if err == nil {
		tx, n, err = opportunities(x, tx, n)
	}
	if err != nil {
		p.err = err
		return p
	}
	p.dead, _ = opportunity{x: x, last: tx, all: n}.odds(m.Alpha, m.Beta, m.Gamma, m.Delta)
	p.law = bbFuture{alpha: m.Alpha + x, beta: m.Beta + n - x, gamma: m.Gamma, delta: m.Delta + n, n: n}
	return p
}

// opportunities returns the last purchase and the age as whole numbers, if that is what they are.
func opportunities(x, tx, age float64) (last, n float64, err error) {
	if last, err = wholeUnits(tx); err != nil {
		return 0, 0, err
	}
	if n, err = wholeUnits(age); err != nil {
		return 0, 0, err
	}
	if x > last {
		return 0, 0, fmt.Errorf("%v purchases at %v opportunities: %w", x, last, ErrHistory)
	}
	return last, n, nil
}

// A bbFuture is the BG/BB law of a new customer: he buys with chance p ~ Beta(alpha, beta) at an opportunity, before
// which he leaves with chance θ ~ Beta(gamma, delta). The opportunities so far are n.
type bbFuture struct{ alpha, beta, gamma, delta, n float64 }

// worse returns the law with the odds of leaving grown by 1 + e.
func (f bbFuture) worse(e float64) bbFuture {
	f.gamma *= 1 + e
	return f
}

func (bbFuture) whole() bool { return true }

// buys returns the mean chance to buy at an opportunity.
func (f bbFuture) buys() float64 { return 1 / (1 + f.beta/f.alpha) }

func (f bbFuture) alive(t float64) float64 { return math.Exp(lnStay(f.gamma, f.delta, t)) }

func (f bbFuture) purchases(t float64) float64 {
	var sum float64
	stay := 1.0
	for k := range int(t) {
		stay *= (f.delta + float64(k)) / (f.gamma + f.delta + float64(k))
		sum += stay
	}
	return f.buys() * sum
}

func (f bbFuture) pmf(t float64, n int) float64 {
	if float64(n) > t {
		return 0
	}
	x := float64(n)
	// exactly is the chance of x purchases in i opportunities and stay that of being there, for i = x, x+1, ...,
	// both relative to those at i = x
	lnScale := lnRise(f.alpha, x) - lnRise(f.alpha+f.beta, x) + lnStay(f.gamma, f.delta, x)
	exactly, stay, sum := 1.0, 1.0, 0.0
	for i := x; i < t; i++ {
		sum += exactly * stay * f.gamma / (f.gamma + f.delta + i) // leaves before opportunity i+1
		stay *= (f.delta + i) / (f.gamma + f.delta + i)
		exactly *= (i + 1) / (i + 1 - x) * (f.beta + i - x) / (f.alpha + f.beta + i)
		if exactly > 1e200 {
			exactly, sum, lnScale = exactly*1e-200, sum*1e-200, lnScale+200*math.Ln10
		}
	}
	return math.Exp(lnScale) * (sum + exactly*stay)
}

func (f bbFuture) flow(delta, t float64) float64 {
	d := math.Expm1(delta)
	switch {
	case delta == 0 && math.IsInf(t, 1) && f.gamma <= 1:
		return t
	case delta == 0 && math.IsInf(t, 1):
		return f.buys() * f.delta / (f.gamma - 1)
	case delta == 0:
		return f.purchases(t)
	}
	// at θ: Σ (1-θ)^k e^(-δk), k = 1..t
	return f.buys() * f.leaving(d, func(p point) float64 {
		return p.rest * -math.Expm1(t*(p.lnRest()-delta)) / (d + p.value)
	})
}

func (f bbFuture) endless(delta, period, lead float64) float64 {
	discount, interest := math.Exp(-delta*period), -math.Expm1(-delta*period)
	return math.Exp(-delta*(period-lead)) * f.buys() * f.leaving(min(1/period, interest/period), func(p point) float64 {
		lost := -math.Expm1(period * p.lnRest()) // chance to leave within a period
		return p.rest / p.value * lost / (interest + discount*lost)
	})
}

// leaving returns E[g(θ)] for a g that is constant well below low.
func (f bbFuture) leaving(low float64, g func(p point) float64) float64 {
	var buffer [512]point
	return betaMixture(buffer[:0], f.gamma, f.delta, min(1, low), 1, 1, max(1, 1/low)).mean(g)
}
