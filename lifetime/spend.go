package lifetime

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/shopspring/decimal"
)

// A Spend is what a customer has paid: the number of purchases and the mean amount of one. Which purchases count is
// the caller's to say, the repeats alone, as the literature does, or all. The zero value is a customer who has
// not bought: [GammaGamma.Expected] then is the mean of all.
type Spend struct {
	X    int     `json:"x"`    // purchases, 1 to 1e6
	Mean float64 `json:"mean"` // amount of one, above 0, in money
}

// fault returns [ErrSpend] unless s is at least one purchase.
func (s Spend) fault() error {
	if s.X < 1 || s.X > maxRepeats || !(s.Mean >= minParameter && s.Mean <= maxParameter) {
		return fmt.Errorf("%d purchases of %v: %w", s.X, s.Mean, ErrSpend)
	}
	return nil
}

// GammaGamma is the gamma-gamma model of spend. What a customer pays at a purchase is Gamma(P, rate ν), ν his own and
// Gamma(Q, rate Gamma) over the customers, whatever the number of his purchases: [SpendCorrelation] tells whether
// that holds. The zero value is invalid.
//
// Every method returns [ErrParameter] for a parameter outside 1e-30 to 1e30 and [ErrSpend] for an impossible spend.
//
// References: Colombo, Jiang (1999), A Stochastic RFM Model, Journal of Interactive Marketing 13(3); Fader, Hardie
// (2013), The Gamma-Gamma Model of Monetary Value.
type GammaGamma struct {
	P     float64 `json:"p"`     // shape of one amount
	Q     float64 `json:"q"`     // shape of its rate over the customers; there is no mean for Q ≤ 1
	Gamma float64 `json:"gamma"` // rate of that rate, in money
}

// Mean returns the mean amount over all customers, p γ/(q-1), or [ErrNoMean] for q ≤ 1. Accuracy: 1e-15 relative.
func (g GammaGamma) Mean() (float64, error) { return g.Expected(Spend{}) }

// Expected returns the mean amount of a purchase to come of a customer with the spend s:
//
//	E[M | x, m] = p (γ + x m) / (p x + q - 1)
//
// between his own mean and that of all, which it is for the zero Spend. It returns [ErrNoMean] if p x + q ≤ 1.
// Accuracy: 1e-14 relative. Reference: Fader, Hardie (2013), equation (5).
func (g GammaGamma) Expected(s Spend) (float64, error) {
	v, err := g.expected(s)
	if err != nil {
		return 0, fmt.Errorf("lifetime: gamma-gamma: expected spend: %w", err)
	}
	return v, nil
}

func (g GammaGamma) expected(s Spend) (float64, error) {
	if err := checkParameters(g.P, g.Q, g.Gamma); err != nil {
		return 0, err
	}
	if s != (Spend{}) {
		if err := s.fault(); err != nil {
			return 0, err
		}
	}
	x := float64(s.X)
	below := g.P*x + (g.Q - 1)
	if below <= 0 {
		return 0, ErrNoMean
	}
	v := g.P / below * (g.Gamma + x*s.Mean)
	if math.IsInf(v, 0) {
		return 0, fmt.Errorf("result: %w", ErrLimit)
	}
	return v, nil
}

// Amount returns [GammaGamma.Expected] as money, rounded half away from zero to places decimal places, 0 to 12, else
// [ErrRange].
func (g GammaGamma) Amount(s Spend, places int32) (decimal.Decimal, error) {
	v, err := g.expected(s)
	if err == nil && (places < 0 || places > valuePlaces) {
		err = fmt.Errorf("%d places: %w", places, ErrRange)
	}
	if err != nil {
		return decimal.Decimal{}, fmt.Errorf("lifetime: gamma-gamma: amount: %w", err)
	}
	return decimal.NewFromFloat(v).Round(places), nil
}

// LogLikelihood returns ln of the density of the mean amount m of x purchases:
//
//	p x ln[m x/(γ+m x)] + q ln[γ/(γ+m x)] - ln m - ln B(p x, q)
//
// Accuracy: 1e-12 of the largest term. Reference: Fader, Hardie (2013), equation (1a).
func (g GammaGamma) LogLikelihood(s Spend) (float64, error) {
	err := checkParameters(g.P, g.Q, g.Gamma)
	if err == nil {
		err = s.fault()
	}
	if err != nil {
		return 0, fmt.Errorf("lifetime: gamma-gamma: log-likelihood: %w", err)
	}
	px, total := g.P*float64(s.X), s.Mean*float64(s.X)
	return -px*math.Log1p(g.Gamma/total) - g.Q*math.Log1p(total/g.Gamma) - math.Log(s.Mean) - lnBeta(px, g.Q), nil
}

// Simulate returns the spend of a random customer at x purchases, 1 to 1e6, from rng. An amount beyond float64 is
// [ErrLimit].
func (g GammaGamma) Simulate(rng *rand.Rand, x int) (Spend, error) {
	err := checkParameters(g.P, g.Q, g.Gamma)
	if err == nil && (x < 1 || x > maxRepeats) {
		err = fmt.Errorf("%d purchases: %w", x, ErrSpend)
	}
	if err != nil {
		return Spend{}, fmt.Errorf("lifetime: gamma-gamma: simulate: %w", err)
	}
	rate := logGamma(rng, g.Q) - math.Log(g.Gamma)
	s := Spend{X: x, Mean: math.Exp(logGamma(rng, g.P*float64(x)) - rate - math.Log(float64(x)))}
	if err := s.fault(); err != nil {
		return Spend{}, fmt.Errorf("lifetime: gamma-gamma: simulate: %w", ErrLimit)
	}
	return s, nil
}
