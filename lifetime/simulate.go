package lifetime

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// logGamma returns the logarithm of a Gamma(shape, rate 1) variate, finite also where the variate underflows.
// Reference: Marsaglia, Tsang (2000), A Simple Method for Generating Gamma Variables.
func logGamma(rng *rand.Rand, shape float64) float64 {
	var boost float64
	if shape < 1 {
		boost = math.Log1p(-rng.Float64()) / shape // ln U^(1/shape), U in (0, 1]
		shape++
	}
	d := shape - 1.0/3
	c := 1 / math.Sqrt(9*d)
	for {
		z := rng.NormFloat64()
		v := 1 + c*z
		if v <= 0 {
			continue
		}
		v = v * v * v
		if u := 1 - rng.Float64(); math.Log(u) < z*z/2+d*(1-v+math.Log(v)) {
			return math.Log(d*v) + boost
		}
	}
}

// beta returns a Beta(a, b) variate.
func beta(rng *rand.Rand, a, b float64) float64 {
	first, second := logGamma(rng, a), logGamma(rng, b)
	return 1 / (1 + math.Exp(second-first))
}

// A clock makes the repeat purchase times of one simulated customer, in units.
type clock struct {
	unit  Span
	until float64
	times []Span
}

// newClock returns a clock that runs until a span, checked.
func newClock(unit, until Span) (*clock, error) {
	end, err := until.In(unit)
	return &clock{unit: unit, until: end}, err
}

// tick notes a purchase at time and reports whether there may be more; over 1e6 of them are [ErrLimit].
func (c *clock) tick(time float64) (more bool, err error) {
	at := Span(time) * c.unit
	if !(time <= c.until) || at == 0 {
		return false, nil
	}
	if len(c.times) == maxRepeats {
		return false, fmt.Errorf("over %d purchases: %w", maxRepeats, ErrLimit)
	}
	c.times = append(c.times, at)
	return true, nil
}

// simulate runs next, which returns the time of the next purchase, +Inf for none.
func simulate(name string, check error, unit, until Span, next func() float64) ([]Span, error) {
	err := check
	var c *clock
	if err == nil {
		c, err = newClock(unit, until)
	}
	for more := err == nil; more && err == nil; {
		more, err = c.tick(next())
	}
	if err != nil {
		return nil, fmt.Errorf("lifetime: %s: simulate: %w", name, err)
	}
	return c.times, nil
}

// Simulate returns the times of the repeat purchases of a random new customer until then, ascending, from rng, which
// is advanced. They feed [HistoryAt]. Over 1e6 purchases are [ErrLimit].
func (m BGNBD) Simulate(rng *rand.Rand, until Span) ([]Span, error) {
	return m.simulate(rng, until, "bg/nbd", false)
}

// Simulate returns repeat purchase times, as [BGNBD.Simulate] does.
func (m MBGNBD) Simulate(rng *rand.Rand, until Span) ([]Span, error) {
	return BGNBD(m).simulate(rng, until, "mbg/nbd", true)
}

// simulate lets the customer leave after each purchase, if first is set after the first one too.
func (m BGNBD) simulate(rng *rand.Rand, until Span, name string, first bool) ([]Span, error) {
	_, _, _, err := m.read(History{})
	if err != nil {
		return simulate(name, err, 0, 0, nil)
	}
	rate := math.Exp(logGamma(rng, m.R)) / m.Alpha
	leave := beta(rng, m.A, m.B)
	gone := first && rng.Float64() < leave
	var now float64
	return simulate(name, nil, m.Unit, until, func() float64 {
		if gone {
			return math.Inf(1)
		}
		now += rng.ExpFloat64() / rate
		gone = rng.Float64() < leave
		return now
	})
}

// Simulate returns repeat purchase times, as [BGNBD.Simulate] does.
func (m ParetoNBD) Simulate(rng *rand.Rand, until Span) ([]Span, error) {
	p := m.posterior(History{})
	if p.err != nil {
		return simulate(p.name, p.err, 0, 0, nil)
	}
	rate := math.Exp(logGamma(rng, m.R)) / m.Alpha
	leaves := rng.ExpFloat64() / (math.Exp(logGamma(rng, m.S)) / m.Beta)
	var now float64
	return simulate(p.name, nil, m.Unit, until, func() float64 {
		if now += rng.ExpFloat64() / rate; now > leaves {
			return math.Inf(1)
		}
		return now
	})
}

// Simulate returns repeat purchase times, as [BGNBD.Simulate] does.
func (m NBD) Simulate(rng *rand.Rand, until Span) ([]Span, error) {
	p := m.posterior(History{})
	if p.err != nil {
		return simulate(p.name, p.err, 0, 0, nil)
	}
	rate := math.Exp(logGamma(rng, m.R)) / m.Alpha
	var now float64
	return simulate(p.name, nil, m.Unit, until, func() float64 {
		now += rng.ExpFloat64() / rate
		return now
	})
}

// Simulate returns repeat purchase times, whole units, as [BGNBD.Simulate] does. Until may be any time; over 10,000
// opportunities are [ErrLimit].
func (m BGBB) Simulate(rng *rand.Rand, until Span) ([]Span, error) {
	p := m.posterior(History{})
	if n, err := until.In(m.Unit); p.err == nil && err == nil && n >= maxOpportunities+1 {
		p.err = fmt.Errorf("%v units: %w: at most %d", n, ErrLimit, maxOpportunities)
	}
	if p.err != nil {
		return simulate(p.name, p.err, 0, 0, nil)
	}
	buy, leave := beta(rng, m.Alpha, m.Beta), beta(rng, m.Gamma, m.Delta)
	var now float64
	return simulate(p.name, nil, m.Unit, until, func() float64 {
		for now <= maxOpportunities {
			if rng.Float64() < leave {
				break
			}
			now++
			if rng.Float64() < buy {
				return now
			}
		}
		return math.Inf(1)
	})
}
