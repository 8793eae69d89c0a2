package lifetime

import "math"

// A bgFuture is the BG/NBD law of a new customer: rate λ ~ Gamma(r, alpha), chance to leave p ~ Beta(a, b).
// Given both, purchases at u have the density λ e^(-λpu).
type bgFuture struct{ r, alpha, a, b float64 }

// worse returns the law with the odds of leaving grown by 1 + e.
func (f bgFuture) worse(e float64) bgFuture {
	f.a *= 1 + e
	return f
}

func (bgFuture) whole() bool { return false }

// maxTerms is the most terms of a series before the mixture is the cheaper way.
const maxTerms = 600

func (f bgFuture) alive(t float64) float64 {
	if alive, _, ok := f.series(t); ok {
		return alive
	}
	var buffer [512]point
	y := t / f.alpha
	return betaMixture(buffer[:0], f.a, f.b, 1/(1+f.r*y+f.b), 1/(1+f.r), f.r, y).
		mean(func(p point) float64 { return math.Exp(-f.r * math.Log1p(p.value*y)) })
}

func (f bgFuture) purchases(t float64) float64 {
	if _, purchases, ok := f.series(t); ok {
		return purchases
	}
	var buffer [512]point
	y := t / f.alpha
	return betaMixture(buffer[:0], f.a, f.b, 1/(1+f.r*y+y+f.b), 1/(1+f.r), 1, 1+f.r*y+y+f.b).
		mean(func(p point) float64 { return -math.Expm1(-f.r*math.Log1p(p.value*y)) / p.value })
}

// series returns the probability to be there at t and the expected purchases up to t as means over the number n of
// purchases of one who stays, negative binomial: of the chance to stay through n, and of how many of n he is there
// for. All terms are positive. It reports whether the series is short.
func (f bgFuture) series(t float64) (alive, purchases float64, ok bool) {
	y := t / f.alpha
	z := t / (f.alpha + t)
	if f.r*y > 60 || z > 0.95 {
		return 0, 0, false
	}
	chance := math.Exp(-f.r * math.Log1p(y)) // of n
	stay, there := 1.0, 0.0                  // through n; the purchases he is there for
	for n := 0.0; n < maxTerms; n++ {
		alive += chance * stay
		term := chance * there
		purchases += term
		if term <= 1e-17*(1-z)*purchases && n > 2*f.r*y+1 {
			return alive, purchases, true
		}
		there += stay
		inverse := 1 / ((f.a + f.b + n) * (n + 1))
		stay *= (f.b + n) * (n + 1) * inverse
		chance *= z * (f.r + n) * (f.a + f.b + n) * inverse
	}
	return 0, 0, false
}

func (f bgFuture) pmf(t float64, n int) float64 {
	x := float64(n)
	v := math.Exp(lnStay(f.a, f.b, x)) * negativeBinomial(f.r, f.alpha, t, x)
	if n > 0 && t > 0 {
		leaves := math.Exp(lnStay(f.a, f.b, x-1)) * f.a / (f.a + f.b + x - 1)
		v += leaves * atLeast(f.r, f.alpha, t, x)
	}
	return v
}

func (f bgFuture) flow(delta, t float64) float64 {
	switch {
	case delta == 0 && math.IsInf(t, 1) && f.a <= 1:
		return t
	case delta == 0 && math.IsInf(t, 1):
		return (f.a + f.b - 1) / (f.a - 1)
	case delta == 0:
		return f.purchases(t)
	case math.IsInf(t, 1):
		return f.hazards(delta, func(rate float64, leaves mixture) (sum float64) {
			for _, p := range leaves {
				sum += p.weight / (rate*p.value + delta)
			}
			return sum
		})
	}
	return f.hazards(min(delta, 1/t), func(rate float64, leaves mixture) float64 {
		return leaves.mean(func(p point) float64 {
			h := rate*p.value + delta
			return -math.Expm1(-h*t) / h
		})
	})
}

func (f bgFuture) endless(delta, period, lead float64) float64 {
	discount := math.Exp(-delta * (period - lead))
	return f.hazards(min(delta, 1/period), func(rate float64, leaves mixture) float64 {
		return leaves.mean(func(p point) float64 {
			h := rate * p.value
			return discount * math.Expm1(-h*period) / (h * math.Expm1(-(h+delta)*period))
		})
	})
}

// hazards returns E[λ g(λp)], g constant well below low, for a mean that returns E[g(λp)] over p at a rate λ.
func (f bgFuture) hazards(low float64, mean func(rate float64, leaves mixture) float64) float64 {
	var rates, shares [512]point
	buys := f.r / f.alpha
	leaves := betaMixture(shares[:0], f.a, f.b, min(1, low/buys), 1, 1, max(1, buys/low))
	return buys * gammaMixture(rates[:0], f.r+1, f.alpha, low).
		mean(func(rate point) float64 { return mean(rate.value, leaves) })
}
