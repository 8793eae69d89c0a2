package lifetime

import "math"

// BGNBD is the beta-geometric/NBD model. While he is there, a customer buys at random at a rate λ of his own;
// after each repeat purchase he leaves with a chance p of his own. Over the customers λ is Gamma(R, rate Alpha)
// and p is Beta(A, B). He who has not yet come back cannot have left, so P(alive) is 1 at X = 0: that is the
// model's rule, and [MBGNBD] is the model without it. The zero value is invalid.
//
// Every method returns [ErrSpan] for a Unit that is no span above 0, [ErrParameter] for a parameter outside 1e-30 to
// 1e30, [ErrHistory] for an impossible history, and [ErrLimit] where a result is beyond float64.
//
// Reference: Fader, Hardie, Lee (2005), "Counting Your Customers" the Easy Way, Marketing Science 24(2).
type BGNBD struct {
	Unit  Span    `json:"unit"`  // in days: the unit of time of Alpha
	R     float64 `json:"r"`     // shape of the purchase rate
	Alpha float64 `json:"alpha"` // its rate, in Unit; R/Alpha is the mean number of purchases a Unit
	A     float64 `json:"a"`     // of the chance to leave, whose mean is A/(A+B)
	B     float64 `json:"b"`
}

// LogLikelihood returns ln L of the parameters given h, in Unit, with x, t, T for the fields of h:
//
//	ln Γ(r+x) - ln Γ(r) + r ln α - (r+x) ln(α+T) + ln B(a,b+x) - ln B(a,b) - ln P(alive)
//
// Accuracy: 1e-11 of the largest term. Reference: as for [BGNBD], equation (6).
func (m BGNBD) LogLikelihood(h History) (float64, error) {
	p := m.posterior(h)
	f := p.law
	x := float64(h.X)
	ln := lnRise(m.R, x) - m.R*math.Log1p((f.alpha-m.Alpha)/m.Alpha) - x*math.Log(f.alpha) +
		lnStay(m.A, m.B, x) + logOnePlusExp(p.dead)
	return p.result("log-likelihood", ln, p.err)
}

// Alive returns the probability that the customer has not left at T+t, in [0, 1]. At t = 0 that is
//
//	1 / (1 + [x>0] a/(b+x-1) ((α+T)/(α+t))^(r+x))
//
// times (α'/(α'+t))^r' ₂F₁(r', b'; a+b'; t/(α'+t)) later, with r' = r+x, α' = α+T, b' = b+x. Accuracy: 1e-11
// relative. Reference: Fader, Hardie, Lee (2008), Computing P(alive) Using the BG/NBD Model.
func (m BGNBD) Alive(h History, t Span) (float64, error) { return m.posterior(h).alive(t) }

// LogAlive returns ln P(alive at T), at most 0: finite where [BGNBD.Alive] underflows to 0.
func (m BGNBD) LogAlive(h History) (float64, error) { return m.posterior(h).logAlive() }

// Purchases returns the expected number of purchases in (T, T+t]: P(alive) times the mean over the number of
// purchases n that a customer who does not leave would make of Σ_{k<n} B(a,b'+k)/B(a,b'). That equals the
// closed form with a ₂F₁, which cancels for small t and has a pole at a = 1; this form has neither.
// Accuracy: 1e-11 relative. Reference: as for [BGNBD], equation (10).
func (m BGNBD) Purchases(h History, t Span) (float64, error) { return m.posterior(h).purchases(t) }

// PMF returns the probability of exactly n purchases in (T, T+t], 0 for n < 0. The customer buys n times and stays,
// or leaves right after the n-th. Accuracy: 1e-10 relative for n up to 1e6.
// Reference: as for [BGNBD], equation (8).
func (m BGNBD) PMF(h History, t Span, n int) (float64, error) { return m.posterior(h).pmf(t, n) }

// DERT returns the expected number of all purchases after T, discounted at d from when they happen:
//
//	P(alive) · E[λ/(λp + δ)], δ the force of interest, λ ~ Gamma(r+x, α+T), p ~ Beta(a, b+x)
//
// Without discounting that is P(alive) (a+b+x-1)/(a-1), and [ErrDivergent] for a ≤ 1. Accuracy: 1e-10 relative.
func (m BGNBD) DERT(h History, d Rate) (float64, error) { return m.posterior(h).dert(d) }

// posterior returns what m knows of h.
func (m BGNBD) posterior(h History) posterior[bgFuture] {
	p := posterior[bgFuture]{name: "bg/nbd", unit: m.Unit, dead: math.Inf(-1)}
	x, tx, age, err := m.read(h)
	if err != nil {
		p.err = err
		return p
	}
	if x > 0 {
		p.dead = math.Log(m.A/(m.B+x-1)) + (m.R+x)*math.Log1p(float64((h.T-h.Tx)/m.Unit)/(m.Alpha+tx))
	}
	p.law = bgFuture{r: m.R + x, alpha: m.Alpha + age, a: m.A, b: m.B + x}
	return p
}

// read checks m and h, and returns h in units.
func (m BGNBD) read(h History) (x, tx, age float64, err error) {
	if !(m.Unit > 0 && m.Unit <= maxSpan && inLimits(m.R) && inLimits(m.Alpha) && inLimits(m.A) && inLimits(m.B)) {
		if err := checkUnit(m.Unit); err != nil {
			return 0, 0, 0, err
		}
		return 0, 0, 0, checkParameters(m.R, m.Alpha, m.A, m.B)
	}
	return h.in(m.Unit)
}

// lnStay returns ln B(a, b+x)/B(a, b), the probability of staying through x purchases.
func lnStay(a, b, x float64) float64 {
	if x < a {
		return lnRise(b, x) - lnRise(a+b, x)
	}
	return lnRise(b, a) - lnRise(b+x, a)
}
