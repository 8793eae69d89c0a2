package contractual

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/seed-4ccf82d5/servicequality/lifetime"
)

// farRenewal is as far as a simulated customer stays.
const farRenewal = 1e9

// A question is what a model is asked; both models ask it of their common law.
type question struct {
	law
	name   string
	period lifetime.Span
	err    error
}

// ask returns the question of a model.
func ask(name string, period lifetime.Span, alpha, beta, c float64) question {
	l, err := newLaw(period, alpha, beta, c)
	return question{l, name, period, err}
}

// answer returns v, or err under the name of what was asked.
func (q question) answer(what string, v float64, err error) (float64, error) {
	if err == nil && (math.IsNaN(v) || math.IsInf(v, 0)) {
		err = fmt.Errorf("result %v: %w", v, ErrLimit)
	}
	if err != nil {
		return 0, fmt.Errorf("contractual: %s: %s: %w", q.name, what, err)
	}
	return v, nil
}

// renewal returns the first error of q, or [ErrRange] if t is before the first renewal asked for.
func (q question) renewal(t, first int) error {
	if q.err == nil && t < first {
		return fmt.Errorf("renewal %d: %w", t, ErrRange)
	}
	return q.err
}

func (q question) logLikelihood(y *Tally) (float64, error) {
	if q.err != nil || y == nil {
		return q.answer("log-likelihood", 0, q.err)
	}
	ln, _ := q.likelihood(y)
	return q.answer("log-likelihood", ln, nil)
}

func (q question) survival(t int) (float64, error) {
	if err := q.renewal(t, 0); err != nil {
		return q.answer("survival", 0, err)
	}
	return q.answer("survival", q.at(float64(t), 0), nil)
}

func (q question) retention(t int) (float64, error) {
	if err := q.renewal(t, 1); err != nil {
		return q.answer("retention", 0, err)
	}
	return q.answer("retention", math.Exp(q.lnStep(float64(t))), nil)
}

func (q question) churn(t int) (float64, error) {
	if err := q.renewal(t, 1); err != nil {
		return q.answer("churn", 0, err)
	}
	return q.answer("churn", q.at(float64(t)-1, 0)*q.leaves(float64(t)), nil)
}

// residual returns the annuity of customers who have paid so many times, at least from.
func (q question) residual(what string, d lifetime.Rate, paid, from int) (float64, error) {
	err := q.err
	if err == nil && paid < from {
		err = fmt.Errorf("%d payments: %w", paid, ErrRange)
	}
	var v float64
	if err == nil {
		v, err = q.worth(d, paid)
	}
	return q.answer(what, v, err)
}

// worth returns the sum of the annuity.
func (q question) worth(d lifetime.Rate, paid int) (float64, error) {
	a, err := newAnnuity(q.law, d, q.period, paid)
	if err != nil {
		return 0, err
	}
	return a.value()
}

func (q question) elasticity(d lifetime.Rate, paid int) (float64, error) {
	if q.err != nil {
		return q.answer("elasticity", 0, q.err)
	}
	a, err := newAnnuity(q.law, d, q.period, paid)
	if err != nil {
		return q.answer("elasticity", 0, err)
	}
	whole, err := a.value()
	if err != nil {
		return q.answer("elasticity", 0, err)
	}
	a.power = 1
	weighted, err := a.value()
	return q.answer("elasticity", weighted/whole, err)
}

func (q question) erosion(d lifetime.Rate, paid int, worse float64) (before, after float64, err error) {
	if err = q.err; err == nil && !(worse > -1 && worse <= 1e6) {
		err = fmt.Errorf("worse by %v: %w", worse, ErrRange)
	}
	if err == nil {
		before, err = q.worth(d, paid)
	}
	if err == nil {
		q.alpha *= 1 + worse
		after, err = q.worth(d, paid)
	}
	if err != nil {
		return 0, 0, fmt.Errorf("contractual: %s: erosion: %w", q.name, err)
	}
	return before, after, nil
}

func (q question) draw(rng *rand.Rand) (int, error) {
	if q.err != nil {
		return 0, fmt.Errorf("contractual: %s: simulate: %w", q.name, q.err)
	}
	return q.simulate(rng), nil
}
