package lifetime

import "math"

// MBGNBD is the modified beta-geometric/NBD model: [BGNBD], but a customer may leave right after his first purchase
// too, so P(alive) is below 1 for one who never came back. The zero value is invalid, and the errors are those of
// [BGNBD].
//
// References: Batislam, Denizel, Filiztekin (2007), Empirical validation and comparison of models for customer base
// analysis; Hoppe, Wagner (2007), Customer Base Analysis: The Case for a Central Variant of the BG/NBD Model.
type MBGNBD struct {
	Unit  Span    `json:"unit"`  // in days: the unit of time of Alpha
	R     float64 `json:"r"`     // shape of the purchase rate
	Alpha float64 `json:"alpha"` // its rate, in Unit
	A     float64 `json:"a"`     // of the chance to leave, whose mean is A/(A+B)
	B     float64 `json:"b"`
}

// LogLikelihood returns ln L of the parameters given h, in Unit, that of [BGNBD.LogLikelihood] with b+1 for b in
// the chance to stay. Accuracy: 1e-11 of the largest term.
func (m MBGNBD) LogLikelihood(h History) (float64, error) {
	p := m.posterior(h)
	x := float64(h.X)
	ln := lnRise(m.R, x) - m.R*math.Log1p((p.law.alpha-m.Alpha)/m.Alpha) - x*math.Log(p.law.alpha) +
		lnStay(m.A, m.B, x+1) + logOnePlusExp(p.dead)
	return p.result("log-likelihood", ln, p.err)
}

// Alive returns the probability that the customer has not left at T+t, in [0, 1]. At t = 0 that is
//
//	1 / (1 + a/(b+x) ((α+T)/(α+t))^(r+x))
//
// and later that of [BGNBD.Alive] with b' = b+x+1. Accuracy: 1e-11 relative.
func (m MBGNBD) Alive(h History, t Span) (float64, error) { return m.posterior(h).alive(t) }

// LogAlive returns ln P(alive at T), at most 0: finite where [MBGNBD.Alive] underflows to 0.
func (m MBGNBD) LogAlive(h History) (float64, error) { return m.posterior(h).logAlive() }

// Purchases returns the expected number of purchases in (T, T+t]: as [BGNBD.Purchases], since a customer who has
// survived his last purchase is one of BG/NBD with b' = b+x+1. Accuracy: 1e-11 relative.
func (m MBGNBD) Purchases(h History, t Span) (float64, error) { return m.posterior(h).purchases(t) }

// PMF returns the probability of exactly n purchases in (T, T+t], 0 for n < 0. Accuracy: 1e-10 relative for n up to
// 1e6.
func (m MBGNBD) PMF(h History, t Span, n int) (float64, error) { return m.posterior(h).pmf(t, n) }

// DERT returns the expected number of all purchases after T, discounted at d, as [BGNBD.DERT] with b' = b+x+1.
// Without discounting it is P(alive) (a+b+x)/(a-1), and [ErrDivergent] for a ≤ 1. Accuracy: 1e-10 relative.
func (m MBGNBD) DERT(h History, d Rate) (float64, error) { return m.posterior(h).dert(d) }

// posterior returns what m knows of h.
func (m MBGNBD) posterior(h History) posterior[bgFuture] {
	p := posterior[bgFuture]{name: "mbg/nbd", unit: m.Unit}
	x, tx, age, err := BGNBD(m).read(h)
	if err != nil {
		p.err = err
		return p
	}
	p.dead = math.Log(m.A/(m.B+x)) + (m.R+x)*math.Log1p(float64((h.T-h.Tx)/m.Unit)/(m.Alpha+tx))
	p.law = bgFuture{r: m.R + x, alpha: m.Alpha + age, a: m.A, b: m.B + x + 1}
	return p
}
