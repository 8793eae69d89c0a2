package lifetime

import "math"

// ParetoNBD is the Pareto/NBD model. While he is there, a customer buys at random at a rate λ of his own, and he may
// leave at any time, at a rate μ of his own. Over the customers λ is Gamma(R, rate Alpha) and μ is Gamma(S, rate
// Beta). The zero value is invalid, and the errors are those of [BGNBD].
//
// References: Schmittlein, Morrison, Colombo (1987), Counting Your Customers: Who Are They and What Will They Do
// Next?, Management Science 33(1); Fader, Hardie (2005), A Note on Deriving the Pareto/NBD Model and Related
// Expressions.
type ParetoNBD struct {
	Unit  Span    `json:"unit"`  // in days: the unit of time of Alpha and Beta
	R     float64 `json:"r"`     // shape of the purchase rate
	Alpha float64 `json:"alpha"` // its rate, in Unit; R/Alpha is the mean number of purchases a Unit
	S     float64 `json:"s"`     // shape of the rate of leaving
	Beta  float64 `json:"beta"`  // its rate, in Unit; S/Beta is the mean rate of leaving a Unit
}

// LogLikelihood returns ln L of the parameters given h, in Unit:
//
//	ln Γ(r+x) - ln Γ(r) + r ln α - (r+x) ln(α+T) + s ln β - s ln(β+T) - ln P(alive)
//
// Accuracy: 1e-11 of the largest term. Reference: Fader, Hardie (2005).
func (m ParetoNBD) LogLikelihood(h History) (float64, error) {
	p := m.posterior(h)
	f := p.law
	x := float64(h.X)
	ln := lnRise(m.R, x) - m.R*math.Log1p((f.alpha-m.Alpha)/m.Alpha) - x*math.Log(f.alpha) -
		m.S*math.Log1p((f.beta-m.Beta)/m.Beta) + logOnePlusExp(p.dead)
	return p.result("log-likelihood", ln, p.err)
}

// Alive returns the probability that the customer has not left at T+t, in [0, 1]:
//
//	(β'/(β'+t))^s / (1 + s ∫ ((α+T)/(α+u))^(r+x) ((β+T)/(β+u))^(s+1) du/(β+T)), u from t_x to T, β' = β+T
//
// Accuracy: 1e-11 relative, at any size of x. Reference: Fader, Hardie (2005).
func (m ParetoNBD) Alive(h History, t Span) (float64, error) { return m.posterior(h).alive(t) }

// LogAlive returns ln P(alive at T), at most 0: finite where [ParetoNBD.Alive] underflows to 0.
func (m ParetoNBD) LogAlive(h History) (float64, error) { return m.posterior(h).logAlive() }

// Purchases returns the expected number of purchases in (T, T+t]:
//
//	P(alive) r'β'/(α'(s-1)) [1 - (β'/(β'+t))^(s-1)], r' = r+x, α' = α+T, β' = β+T
//
// and its limit at s = 1. Accuracy: 1e-11 relative. Reference: Fader, Hardie (2005).
func (m ParetoNBD) Purchases(h History, t Span) (float64, error) { return m.posterior(h).purchases(t) }

// PMF returns the probability of exactly n purchases in (T, T+t], 0 for n < 0: the customer stays and buys n times,
// or leaves after the n-th. Accuracy: 1e-10 relative for n up to 1e6.
// Reference: Fader, Hardie, Jerath (2007), Estimating CLV Using Aggregated Data: The Tuscan Lifestyles Case.
func (m ParetoNBD) PMF(h History, t Span, n int) (float64, error) { return m.posterior(h).pmf(t, n) }

// DERT returns the expected number of all purchases after T, discounted at d from when they happen:
//
//	P(alive) · (r+x)/(α+T) · E[1/(μ + δ)], δ the force of interest, μ ~ Gamma(s, β+T)
//
// Without discounting that is P(alive) (r+x)/(α+T) (β+T)/(s-1), and [ErrDivergent] for s ≤ 1.
// Accuracy: 1e-11 relative. Reference: Fader, Hardie, Lee (2005), RFM and CLV: Using Iso-Value Curves for Customer
// Base Analysis, Journal of Marketing Research 42(4), whose Ψ is this mean.
func (m ParetoNBD) DERT(h History, d Rate) (float64, error) { return m.posterior(h).dert(d) }

// posterior returns what m knows of h.
func (m ParetoNBD) posterior(h History) posterior[paretoFuture] {
	p := posterior[paretoFuture]{name: "pareto/nbd", unit: m.Unit}
	x, tx, age, err := BGNBD{Unit: m.Unit, R: m.R, Alpha: m.Alpha, A: m.S, B: m.Beta}.read(h)
	if err != nil {
		p.err = err
		return p
	}
	p.dead, _ = departure{
		rx: m.R + x, alpha: m.Alpha, s: m.S, beta: m.Beta, tx: tx, span: float64((h.T - h.Tx) / m.Unit),
	}.odds(false)
	p.law = paretoFuture{r: m.R + x, alpha: m.Alpha + age, s: m.S, beta: m.Beta + age}
	return p
}

// A paretoFuture is the Pareto/NBD law of a new customer: rate λ ~ Gamma(r, alpha), leaving at rate μ ~ Gamma(s, beta).
type paretoFuture struct{ r, alpha, s, beta float64 }

// worse returns the law with the rate of leaving grown by 1 + e.
func (f paretoFuture) worse(e float64) paretoFuture {
	f.beta /= 1 + e
	return f
}

func (paretoFuture) whole() bool { return false }

func (f paretoFuture) alive(t float64) float64 { return math.Exp(-f.s * math.Log1p(t/f.beta)) }

func (f paretoFuture) purchases(t float64) float64 {
	grown := math.Log1p(t / f.beta)
	if over := f.s - 1; over != 0 {
		grown = -math.Expm1(-over*grown) / over
	}
	return f.r / f.alpha * f.beta * grown
}

func (f paretoFuture) pmf(t float64, n int) float64 {
	if t == 0 {
		return float64(1 - min(n, 1))
	}
	x := float64(n)
	stays := negativeBinomial(f.r, f.alpha, t, x) * f.alive(t)
	if n == 0 {
		odds, _ := departure{rx: f.r, alpha: f.alpha, s: f.s, beta: f.beta, span: t}.odds(false)
		return stays + math.Exp(odds+math.Log(stays))
	}
	return stays + f.leaves(t, x)
}

// leaves returns the probability of n ≥ 1 purchases before leaving, and of leaving before t: the integral over u
// of the negative binomial probability at u and the density of leaving, in v = ln u, where it is log-concave.
func (f paretoFuture) leaves(t, n float64) float64 {
	slope := func(v float64) float64 {
		u := math.Exp(v)
		return n + 1 - (f.r+n)*u/(f.alpha+u) - (f.s+1)*u/(f.beta+u)
	}
	low, high := math.Log(t)-700, math.Log(t)
	mode := high
	if slope(high) < 0 {
		for range 200 {
			mode = low + (high-low)/2
			if mode == low || mode == high {
				break
			}
			if slope(mode) > 0 {
				low = mode
			} else {
				high = mode
			}
		}
	}
	peak := math.Exp(mode)
	f0 := negativeBinomial(f.r, f.alpha, peak, n) * f.s / f.beta * math.Exp(-(f.s+1)*math.Log1p(peak/f.beta)) * peak
	ln := func(v float64) float64 { // logarithm of the integrand, less that at the mode
		rise := math.Expm1(v - mode)
		return (n+1)*(v-mode) - (f.r+n)*math.Log1p(peak/(f.alpha+peak)*rise) - (f.s+1)*math.Log1p(peak/(f.beta+peak)*rise)
	}
	var sum float64
	for _, side := range [2]float64{-1, 1} {
		length := fall(ln, mode, side, math.Log(t))
		for k := range 4 {
			middle, half := mode+side*length*(float64(k)+0.5)/4, length/8
			for _, node := range gauss16 {
				sum += half * node[1] * (math.Exp(ln(middle-half*node[0])) + math.Exp(ln(middle+half*node[0])))
			}
		}
	}
	return f0 * sum
}

// fall returns how far to one side of its mode the log-concave ln has fallen by 37, but not beyond end.
func fall(ln func(v float64) float64, mode, side, end float64) float64 {
	far := 800.0
	if side > 0 {
		far = end - mode
	}
	if far <= 0 || ln(mode+side*far) > -37 {
		return max(0, far)
	}
	near := 0.0
	for range 60 {
		middle := near + (far-near)/2
		if ln(mode+side*middle) > -37 {
			near = middle
		} else {
			far = middle
		}
	}
	return far
}

func (f paretoFuture) flow(delta, t float64) float64 {
	rate := f.r / f.alpha
	switch {
	case delta == 0 && math.IsInf(t, 1) && f.s <= 1:
		return t
	case delta == 0 && math.IsInf(t, 1):
		return rate * f.beta / (f.s - 1)
	case delta == 0:
		return f.purchases(t)
	case math.IsInf(t, 1):
		return rate * f.hazards(delta, func(p point) float64 { return 1 / (p.value + delta) })
	}
	return rate * f.hazards(min(delta, 1/t), func(p point) float64 {
		return -math.Expm1(-(p.value+delta)*t) / (p.value + delta)
	})
}

func (f paretoFuture) endless(delta, period float64) float64 {
	discount := math.Exp(-delta * period)
	return f.r / f.alpha * f.hazards(min(delta, 1/period), func(p point) float64 {
		return discount * math.Expm1(-p.value*period) / (p.value * math.Expm1(-(p.value+delta)*period))
	})
}

// hazards returns E[g(μ)] for a g that is constant well below low.
func (f paretoFuture) hazards(low float64, g func(p point) float64) float64 {
	var buffer [512]point
	return gammaMixture(buffer[:0], f.s, f.beta, low).mean(g)
}
