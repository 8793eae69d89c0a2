package lifetime_test

import (
	"math"
)

// The oracles of this file compute from the story of each model by integrating over the customers: a composite rule
// on ln λ, ln μ and the log-odds of p, finer and wider than what the package does. They use no
// formula of the papers and no special function but the gamma function of the densities.

// A grid holds values with the logarithms of their weights, which sum to 1.
type grid struct{ x, rest, ln []float64 }

// gammaGrid is a fine grid of Gamma(shape, rate), for likelihoods of so many events at it.
func gammaGrid(shape, rate float64, events int) grid {
	var g grid
	h := min(0.18, 0.45/math.Sqrt(shape+float64(events)))
	for s := -36/shape - 4; s <= 8; s += h {
		ln := shape * (s - math.Expm1(s))
		if ln > -36 || s > 0 && ln > -300-float64(events) {
			g.add(shape/rate*math.Exp(s), 0, ln)
		}
	}
	return g.normalised()
}

// betaGrid is a fine grid of Beta(a, b).
func betaGrid(a, b float64) grid {
	var g grid
	mode := math.Log(a / b)
	h := min(0.18, 0.45/math.Sqrt(a*b/(a+b)))
	peak := -a*math.Log1p(math.Exp(-mode)) - b*math.Log1p(math.Exp(mode))
	for u := mode - 36/a - 5; u <= mode+36/b+5; u += h {
		ln := -a*math.Log1p(math.Exp(-u)) - b*math.Log1p(math.Exp(u)) - peak
		if ln > -36 {
			g.add(1/(1+math.Exp(-u)), 1/(1+math.Exp(u)), ln)
		}
	}
	return g.normalised()
}

func (g *grid) add(x, rest, ln float64) {
	g.x, g.rest, g.ln = append(g.x, x), append(g.rest, rest), append(g.ln, ln)
}

func (g grid) normalised() grid {
	var sum float64
	for _, ln := range g.ln {
		sum += math.Exp(ln)
	}
	for i := range g.ln {
		g.ln[i] -= math.Log(sum)
	}
	return g
}

// A story is what one customer of known traits does: the likelihood of his history together with his being there or
// gone at T, and, if he is there, his chance to be there t later, his expected purchases up to then, the
// chance of n of them, and all his purchases discounted at force delta.
type story struct {
	there, gone        float64
	alive, expect, pmf float64
	flow               float64
}

// answers are the population's: sums of stories over the customers.
type answers struct{ lnL, alive, later, expect, pmf, dert float64 }

// overPopulation sums the stories over two independent traits. The likelihood of a story is in units of e^ln; what is
// e^-85 of the largest is left out.
func overPopulation(first, second grid, n int, ln func(x, y, rest float64) float64, tell func(x, y, rest float64) story) answers {
	top := math.Inf(-1)
	for i, x := range first.x {
		for j, y := range second.x {
			top = max(top, ln(x, y, second.rest[j])+first.ln[i]+second.ln[j])
		}
	}
	var l, alive, later, expect, pmf, dert float64
	for i, x := range first.x {
		for j, y := range second.x {
			w := ln(x, y, second.rest[j]) + first.ln[i] + second.ln[j] - top
			if w < -85 {
				continue
			}
			w = math.Exp(w)
			s := tell(x, y, second.rest[j])
			l += w * (s.there + s.gone)
			alive += w * s.there
			later += w * s.there * s.alive
			expect += w * s.there * s.expect
			dert += w * s.there * s.flow
			pmf += w * s.there * s.pmf
			if n == 0 {
				pmf += w * s.gone
			}
		}
	}
	return answers{math.Log(l) + top, alive / l, later / l, expect / l, pmf / l, dert / l}
}

// poisson returns e^-m m^n / n!.
func poisson(m float64, n int) float64 {
	lg, _ := math.Lgamma(float64(n) + 1)
	return math.Exp(float64(n)*math.Log(m) - m - lg)
}

// poissonTail returns P(N ≥ n), n ≥ 1, by summing.
func poissonTail(m float64, n int) float64 {
	if m > float64(n) {
		below := 0.0
		for k := range n {
			below += poisson(m, k)
		}
		return 1 - below
	}
	term := poisson(m, n)
	sum := term
	for k := n + 1; float64(k) < m || term > 1e-18*sum; k++ {
		term *= m / float64(k)
		sum += term
	}
	return sum
}

// slowBG answers for the beta-geometric models, times in units; first says that a customer may leave after the first
// purchase too. Each purchase is followed by leaving with chance p.
func slowBG(r, alpha, a, b float64, first bool, x int, tx, age, t float64, n int, delta float64) answers {
	chances := float64(x) // to leave, all not taken but perhaps the last
	if first {
		chances++
	}
	ln := func(rate, _, stay float64) float64 {
		return float64(x)*math.Log(rate) - rate*tx + max(0, chances-1)*math.Log(stay)
	}
	return overPopulation(gammaGrid(r, alpha, x+n), betaGrid(a, b), n, ln, func(rate, p, stay float64) story {
		s := story{there: math.Exp(-rate * (age - tx))}
		if chances > 0 {
			s.there, s.gone = s.there*stay, p
		}
		s.alive = math.Exp(-rate * p * t)
		s.expect = -math.Expm1(-rate*p*t) / p
		s.flow = rate / (rate*p + delta)
		s.pmf = math.Pow(stay, float64(n)) * poisson(rate*t, n)
		if n > 0 {
			s.pmf += p * math.Pow(stay, float64(n-1)) * poissonTail(rate*t, n)
		}
		return s
	})
}

// slowPareto answers for Pareto/NBD. A customer gone by T left at some time after tx, at rate mu.
func slowPareto(r, alpha, s, beta float64, x int, tx, age, t float64, n int, delta float64) answers {
	ln := func(rate, mu, _ float64) float64 { return float64(x)*math.Log(rate) - (rate+mu)*tx }
	return overPopulation(gammaGrid(r, alpha, x+n), gammaGrid(s, beta, 1), n, ln, func(rate, mu, _ float64) story {
		both := rate + mu
		at := story{there: math.Exp(-both * (age - tx)), gone: mu / both * -math.Expm1(-both*(age-tx))}
		at.alive = math.Exp(-mu * t)
		at.expect = rate / mu * -math.Expm1(-mu*t)
		at.flow = rate / (mu + delta)
		// stays and buys n times, or leaves at u < t after n purchases: mu rate^n/n! ∫ u^n e^-(rate+mu)u du
		at.pmf = math.Exp(-mu*t)*poisson(rate*t, n) + mu/both*math.Pow(rate/both, float64(n))*poissonTail(both*t, n+1)
		return at
	})
}
