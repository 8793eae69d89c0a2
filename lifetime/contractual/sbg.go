package contractual

import (
	"math/rand/v2"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
)

// SBG is the shifted-beta-geometric model: at every renewal a customer leaves with a chance θ of his own, Beta(Alpha,
// Beta) over the customers. The zero value is invalid.
//
// Every method returns [lifetime.ErrSpan] for a Period that is no span above 0, and [lifetime.ErrParameter] for a
// parameter outside 1e-30 to 1e30.
//
// References: Fader, Hardie (2007), How to Project Customer Retention, Journal of Interactive Marketing 21(1); Fader,
// Hardie (2010), Customer-Base Valuation in a Contractual Setting: The Perils of Ignoring Heterogeneity, Marketing
// Science 29(1).
type SBG struct {
	Period lifetime.Span `json:"period"` // in days: from one renewal to the next
	Alpha  float64       `json:"alpha"`  // of the chance to leave, whose mean is Alpha/(Alpha+Beta) at first
	Beta   float64       `json:"beta"`
}

// LogLikelihood returns ln L of the parameters given the counts of y: the sum over those lost at t of ln [S(t-1) - S(t)],
// and over those active after t of ln S(t). Of an empty or nil tally it is 0. Accuracy: 1e-11 of the largest term.
func (m SBG) LogLikelihood(y *Tally) (float64, error) { return m.ask().logLikelihood(y) }

// Survival returns S(t), the share of customers who outlast t renewals, B(α, β+t)/B(α, β); S(0) is 1. It returns
// [ErrRange] for t below 0. Accuracy: 1e-12 relative.
func (m SBG) Survival(t int) (float64, error) { return m.ask().survival(t) }

// Retention returns the share of those who outlasted renewal t-1 who outlast renewal t, S(t)/S(t-1) =
// (β+t-1)/(α+β+t-1): it rises with t, since those who leave easily have left. It returns [ErrRange] for t below 1.
// Accuracy: 1e-12 relative.
func (m SBG) Retention(t int) (float64, error) { return m.ask().retention(t) }

// Churn returns the share of all customers who leave at renewal t, S(t-1) - S(t). It returns [ErrRange] for t below 1.
// Accuracy: 1e-11 relative.
func (m SBG) Churn(t int) (float64, error) { return m.ask().churn(t) }

// DEL returns the discounted expected lifetime of a new customer, in payments, the first of which is today: the sum over
// t ≥ 0 of S(t)/(1+d)^t, d over a period. Without discounting it is [lifetime.ErrDivergent] for α ≤ 1. The errors
// are those of d besides. Accuracy: 1e-10 relative. Reference: Fader, Hardie (2010).
func (m SBG) DEL(d lifetime.Rate) (float64, error) { return m.ask().residual("DEL", d, 0, 0) }

// DERL returns the discounted expected residual lifetime, in payments, of a customer who has paid so many times, 1 to
// 10,000, just before his next renewal: the sum over t ≥ n of S(t)/S(n-1)/(1+d)^(t-n), n for paid. It returns
// [ErrRange] for another paid; else as [SBG.DEL]. Reference: Fader, Hardie (2010), equation (6).
func (m SBG) DERL(d lifetime.Rate, paid int) (float64, error) {
	return m.ask().residual("DERL", d, paid, 1)
}

// Elasticity returns by how many percent DEL, for paid = 0, or else DERL changes if every later retention rate changes
// by 1 %: the mean number of rates that a payment depends on, weighted by its worth. Without discounting it is
// [lifetime.ErrDivergent] for α ≤ 2. Accuracy: 1e-10 relative. Reference: Fader, Hardie (2010), section 4.
func (m SBG) Elasticity(d lifetime.Rate, paid int) (float64, error) {
	return m.ask().elasticity(d, paid)
}

// Erosion returns what worse service costs: DEL, for paid = 0, or else DERL, as it is, and if from now on α, the odds of
// leaving, is multiplied by 1 + worse; what happened stays. A worse below 0 is better service. It returns [ErrRange]
// unless -1 < worse ≤ 1e6, and the errors of [SBG.DERL] for either.
func (m SBG) Erosion(d lifetime.Rate, paid int, worse float64) (before, after float64, err error) {
	return m.ask().erosion(d, paid, worse)
}

// Simulate returns the renewal, from 1, at which a random new customer leaves, from rng; one who stays longer than 1e9
// renewals leaves then.
func (m SBG) Simulate(rng *rand.Rand) (int, error) { return m.ask().draw(rng) }

// ask returns the question of m.
func (m SBG) ask() question { return ask("sBG", m.Period, m.Alpha, m.Beta, 1) }
