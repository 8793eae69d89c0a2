package lifetime

import (
	"fmt"
	"math"

	"github.com/shopspring/decimal"
)

// DET returns the discounted expected transactions of a customer after T: the purchases that m expects, each
// discounted to T at the rate of c and paid for as c says.
//
//	End, Mid, Start  Σ (E[X(kP)] - E[X((k-1)P)]) / (1+i)^(k-θ), k = 1..n, θ = 0, ½, 1; i the interest of a period P
//	Flow             ∫ e^(-δu) dE[X(u)] from 0 to nP, δ the force of interest
//
// Without end all purchases count, and Flow is [Model] DERT; it is [ErrDivergent] if that is infinite. A Period of 0
// is [ErrSpan], more than 1200 periods are [ErrLimit]; other errors are those of m and of c. For BG/BB the period
// is a whole number of units. Accuracy: 1e-10 relative for the models of this package; for others a Flow with an end
// is integrated numerically and periods without end are summed, at most 20,000 of them, else [ErrLimit].
func DET(m Model, h History, c Cash) (float64, error) {
	v, err := det(m, h, c)
	if err != nil {
		return 0, fmt.Errorf("lifetime: DET: %w", err)
	}
	return v, nil
}

func det(m Model, h History, c Cash) (float64, error) {
	s, err := c.schedule()
	if err != nil {
		return 0, err
	}
	if k, ok := m.(known); ok {
		return k.knows(h).discounted(s)
	}
	return foreign(m, h, c.Rate, s)
}

// CLV returns the customer lifetime value that is still to come: profit, the contribution of a purchase in money,
// times [DET]. A customer to be won has the zero [History]; his first purchase is not counted and comes on top. A
// negative profit is a loss. The errors are those of DET, and [ErrLimit] for a profit with over 30 places or above
// 1e15. The product is exact for the shortest decimal of DET, and rounded once, half away from zero, to 12 places.
func CLV(m Model, h History, profit decimal.Decimal, c Cash) (decimal.Decimal, error) {
	if err := check(profit, "profit"); err != nil {
		return decimal.Decimal{}, fmt.Errorf("lifetime: CLV: %w", err)
	}
	purchases, err := det(m, h, c)
	if err != nil {
		return decimal.Decimal{}, fmt.Errorf("lifetime: CLV: %w", err)
	}
	value, err := bounded(decimal.NewFromFloat(purchases).Mul(profit).Round(valuePlaces))
	if err != nil {
		return decimal.Decimal{}, fmt.Errorf("lifetime: CLV: %w", err)
	}
	return value, nil
}

// Erosion returns what worse service costs: [Model] DERT as it is, and if from T on the customer leaves the more
// readily by 1 + worse. What happened stays; in the future the odds of leaving grow (BG/NBD, MBG/NBD, BG/BB: a or γ
// is multiplied by 1 + worse), or the rate of leaving does (Pareto/NBD: β+T is divided by it). A worse below 0 is
// better service. NBD, whose customers never leave, is unchanged. It returns [ErrRange] unless -1 < worse ≤ 1e6,
// [ErrUnknown] for a model that is not of this package, and the errors of DERT for either.
func Erosion(m Model, h History, worse float64, d Rate) (before, after float64, err error) {
	k, ok := m.(known)
	switch {
	case !(worse > -1 && worse <= 1e6):
		err = fmt.Errorf("worse by %v: %w", worse, ErrRange)
	case !ok:
		err = fmt.Errorf("%w model %T", ErrUnknown, m)
	default:
		before, after, err = k.knows(h).eroded(worse, d)
	}
	if err != nil {
		return 0, 0, fmt.Errorf("lifetime: erosion: %w", err)
	}
	return before, after, nil
}

// A known model is one of this package: it says all that it knows of a history at once.
type known interface {
	Model
	knows(h History) knowledge
}

// Knowledge is a [posterior] of any future.
type knowledge interface {
	discounted(s schedule) (float64, error)
	eroded(worse float64, d Rate) (before, after float64, err error)
	predicted(t Span, s schedule) (Prediction, error)
}

func (m BGNBD) knows(h History) knowledge     { return m.posterior(h) }
func (m MBGNBD) knows(h History) knowledge    { return m.posterior(h) }
func (m ParetoNBD) knows(h History) knowledge { return m.posterior(h) }
func (m NBD) knows(h History) knowledge       { return m.posterior(h) }
func (m BGBB) knows(h History) knowledge      { return m.posterior(h) }

// eroded returns the residual purchases under p, and with the odds or the rate of leaving grown by 1 + worse.
func (p posterior[F]) eroded(worse float64, d Rate) (before, after float64, err error) {
	if before, err = p.residual(d); err != nil {
		return 0, 0, err
	}
	p.law = p.law.worse(worse)
	after, err = p.residual(d)
	return before, after, err
}

// discounted returns the purchases under p as s pays for them.
func (p posterior[F]) discounted(s schedule) (float64, error) {
	period, err := p.in(s.period)
	if err != nil {
		return 0, err
	}
	v, err := p.paid(s, period)
	if err != nil {
		return 0, err
	}
	return representable(p.stays() * v)
}

// paid returns the purchases of somebody alive as s pays for them, for a period in units.
func (p posterior[F]) paid(s schedule, period float64) (float64, error) {
	delta := s.delta * float64(p.unit)
	switch {
	case s.periods == 0 && delta == 0:
		total := p.law.flow(0, math.Inf(1))
		if math.IsInf(total, 1) {
			return 0, ErrDivergent
		}
		return total, nil
	case s.periods == 0 && s.timing == Flow:
		return p.law.flow(delta, math.Inf(1)), nil
	case s.periods == 0:
		return p.law.endless(delta, period, period*s.lead()), nil
	case s.timing == Flow:
		end := period * float64(s.periods)
		if p.law.whole() && end > maxOpportunities {
			return 0, fmt.Errorf("%v units: %w: at most %d", end, ErrLimit, maxOpportunities)
		}
		return p.law.flow(delta, end), nil
	}
	var sum, before float64
	for k := 1; k <= s.periods; k++ {
		end := float64(k) * period
		if p.law.whole() && end > maxOpportunities {
			return 0, fmt.Errorf("%v units: %w: at most %d", end, ErrLimit, maxOpportunities)
		}
		upTo := p.law.purchases(end)
		sum += (upTo - before) * math.Exp(-delta*period*(float64(k)-s.lead()))
		before = upTo
	}
	return sum, nil
}

// maxForeign is the most periods that are summed for a model of the caller's.
const maxForeign = 20_000

// foreign returns the purchases of a model of the caller's as s pays for them, by its methods alone.
func foreign(m Model, h History, rate Rate, s schedule) (float64, error) {
	endless := s.periods == 0
	if endless && (s.timing == Flow || s.delta == 0) {
		return m.DERT(h, rate)
	}
	if s.timing == Flow {
		return flowing(m, h, s)
	}
	last := s.periods
	if endless {
		last = maxForeign
	}
	var sum, before float64
	for k := 1; k <= last; k++ {
		upTo, err := m.Purchases(h, s.period*Span(k))
		if err != nil {
			return 0, err
		}
		discount := math.Exp(-s.delta * float64(s.period) * (float64(k) - s.lead()))
		paid := (upTo - before) * discount
		sum += paid
		if endless && paid <= 1e-13*sum*-math.Expm1(-s.delta*float64(s.period)) {
			return sum, nil
		}
		before = upTo
	}
	if endless {
		return 0, fmt.Errorf("over %d periods: %w", maxForeign, ErrLimit)
	}
	return sum, nil
}

// flowing integrates e^(-δu) dE[X(u)] by parts, on panels that double from 2^-24 of the horizon, or of where
// nothing is left of a payment.
func flowing(m Model, h History, s schedule) (float64, error) {
	end := s.horizon()
	if s.delta > 0 {
		end = min(end, 45/s.delta)
	}
	total, err := m.Purchases(h, Span(end))
	if err != nil || s.delta == 0 {
		return total, err
	}
	sum := total * math.Exp(-s.delta*end)
	from := 0.0
	for k := 24; k >= 0; k-- {
		to := math.Ldexp(end, -k)
		middle, half := (from+to)/2, (to-from)/2
		for _, node := range gauss16 {
			for _, u := range [2]float64{middle - half*node[0], middle + half*node[0]} {
				upTo, err := m.Purchases(h, Span(u))
				if err != nil {
					return 0, err
				}
				sum += half * node[1] * s.delta * math.Exp(-s.delta*u) * upTo
			}
		}
		from = to
	}
	return sum, nil
}
