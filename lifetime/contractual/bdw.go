package contractual

import (
	"math/rand/v2"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
)

// BdW is the beta-discrete-Weibull model: [SBG], but the chance of one customer to leave changes with his tenure. He
// outlasts t renewals with the chance (1-θ)^(t^C): for C below 1 he leaves the less readily the longer he has
// stayed, for C above 1 the more, and C = 1 is sBG. The zero value is invalid, and the errors are those of SBG.
//
// Reference: Fader, Hardie, Liu, Davin, Steenburgh (2018), "How to Project Customer Retention" Revisited: The Role of
// Duration Dependence, Journal of Interactive Marketing 43.
type BdW struct {
	Period lifetime.Span `json:"period"` // in days: from one renewal to the next
	Alpha  float64       `json:"alpha"`  // of the chance to leave, whose mean is Alpha/(Alpha+Beta) at first
	Beta   float64       `json:"beta"`
	C      float64       `json:"c"` // power of the number of renewals
}

// LogLikelihood returns ln L of the parameters given the counts of y, as [SBG.LogLikelihood] does.
func (m BdW) LogLikelihood(y *Tally) (float64, error) { return m.ask().logLikelihood(y) }

// Survival returns S(t), the share of customers who outlast t renewals, B(α, β+t^c)/B(α, β), as [SBG.Survival] does.
func (m BdW) Survival(t int) (float64, error) { return m.ask().survival(t) }

// Retention returns S(t)/S(t-1), as [SBG.Retention] does; for c > 1 it may fall at first.
func (m BdW) Retention(t int) (float64, error) { return m.ask().retention(t) }

// Churn returns S(t-1) - S(t), as [SBG.Churn] does.
func (m BdW) Churn(t int) (float64, error) { return m.ask().churn(t) }

// DEL returns the discounted expected lifetime of a new customer, as [SBG.DEL] does; without discounting it is
// [lifetime.ErrDivergent] for cα ≤ 1.
func (m BdW) DEL(d lifetime.Rate) (float64, error) { return m.ask().residual("DEL", d, 0, 0) }

// DERL returns the discounted expected residual lifetime of a customer who has paid so many times, as [SBG.DERL] does.
func (m BdW) DERL(d lifetime.Rate, paid int) (float64, error) {
	return m.ask().residual("DERL", d, paid, 1)
}

// Elasticity returns the change of DEL or DERL with all later retention rates, as [SBG.Elasticity] does; without
// discounting it is [lifetime.ErrDivergent] for cα ≤ 2.
func (m BdW) Elasticity(d lifetime.Rate, paid int) (float64, error) {
	return m.ask().elasticity(d, paid)
}

// Erosion returns DEL or DERL as it is and with α multiplied by 1 + worse, as [SBG.Erosion] does.
func (m BdW) Erosion(d lifetime.Rate, paid int, worse float64) (before, after float64, err error) {
	return m.ask().erosion(d, paid, worse)
}

// Simulate returns the renewal at which a random new customer leaves, as [SBG.Simulate] does.
func (m BdW) Simulate(rng *rand.Rand) (int, error) { return m.ask().draw(rng) }

// ask returns the question of m.
func (m BdW) ask() question { return ask("BdW", m.Period, m.Alpha, m.Beta, m.C) }
