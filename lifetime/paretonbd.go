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
	if n == 0 { // stays without buying, or has left by then
		odds, _ := departure{rx: f.r, alpha: f.alpha, s: f.s, beta: f.beta, span: t}.odds(false)
		stays := -f.r*math.Log1p(t/f.alpha) - f.s*math.Log1p(t/f.beta)
		return math.Exp(stays) + math.Exp(odds+stays)
	}
	x := float64(n)
	return negativeBinomial(f.r, f.alpha, t, x)*f.alive(t) + f.leaves(t, x)
}

// leaves returns the probability of n ≥ 1 purchases before leaving, and of leaving before t: the integral over u
// of the negative binomial probability at u and the density of leaving, in w = ln u less that of its mode, where it
// is log-concave.
func (f paretoFuture) leaves(t, n float64) float64 {
	peak := min(t, f.likeliest(n))
	b := bell{
		powers: [3]float64{n + 1, f.r + n, f.s + 1},
		shares: [2]float64{1 / (1 + f.alpha/peak), 1 / (1 + f.beta/peak)},
	}
	top := negativeBinomial(f.r, f.alpha, peak, n) * f.s / f.beta * math.Exp(-(f.s+1)*math.Log1p(peak/f.beta)) * peak
	return top * (b.side(-1, math.Inf(1)) + b.side(1, math.Log(t/peak)))
}

// likeliest returns the u at which that integrand has its mode, the root above 0 of a quadratic.
func (f paretoFuture) likeliest(n float64) float64 {
	linear := (1-f.r)*f.beta + (n-f.s)*f.alpha
	constant := (n + 1) * f.alpha * f.beta
	root := math.Sqrt(linear*linear + 4*(f.r+f.s)*constant)
	if linear < 0 {
		return 2 * constant / (root - linear)
	}
	return (root + linear) / (2 * (f.r + f.s))
}

// A bell is e^(aw) / ((1+k(e^w-1))^b (1+l(e^w-1))^c), powers a, b, c and shares k, l: 1 at w = 0, its mode or
// the end of its range.
type bell struct {
	powers [3]float64
	shares [2]float64
}

// at returns the bell at w, e = e^w.
func (b bell) at(w, e float64) float64 {
	if b.powers[1]+b.powers[2] > 1000 { // where the rounding of e counts
		rise := math.Expm1(w)
		return math.Exp(b.powers[0]*w - b.powers[1]*math.Log1p(b.shares[0]*rise) - b.powers[2]*math.Log1p(b.shares[1]*rise))
	}
	return math.Exp(b.powers[0]*w - b.powers[1]*math.Log(1+b.shares[0]*(e-1)) - b.powers[2]*math.Log(1+b.shares[1]*(e-1)))
}

// side returns the integral from 0 to where nothing is left of the bell on that side, or to end.
func (b bell) side(sign, end float64) float64 {
	const panels = 3
	if end <= 0 {
		return 0
	}
	length := min(end, 3/math.Sqrt(b.powers[0]))
	for length < end && b.at(sign*length, math.Exp(sign*length)) > 1e-15 {
		length = min(end, length*1.3)
	}
	var sum float64
	half := length / (2 * panels)
	for k := range panels {
		middle := sign * half * float64(2*k+1)
		center := math.Exp(middle)
		for _, node := range gauss16 {
			apart := math.Exp(half * node[0])
			sum += half * node[1] * (b.at(middle+half*node[0], center*apart) + b.at(middle-half*node[0], center/apart))
		}
	}
	return sum
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

func (f paretoFuture) endless(delta, period, lead float64) float64 {
	discount := math.Exp(-delta * (period - lead))
	return f.r / f.alpha * f.hazards(min(delta, 1/period), func(p point) float64 {
		return discount * math.Expm1(-p.value*period) / (p.value * math.Expm1(-(p.value+delta)*period))
	})
}

// hazards returns E[g(μ)] for a g that is constant well below low.
func (f paretoFuture) hazards(low float64, g func(p point) float64) float64 {
	var buffer [512]point
	return gammaMixture(buffer[:0], f.s, f.beta, low).mean(g)
}
