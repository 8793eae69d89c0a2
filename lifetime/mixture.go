package lifetime

import "math"

// A mixture is a discrete distribution that stands for a continuous one. It comes of the trapezoidal rule on the
// logarithm (gamma) or the log-odds (beta), where these densities are entire and fall off exponentially, so that
// the error falls with e^(-1/step); a tail along which the caller's function is constant is summed as a
// geometric series into the last point. The means of smooth functions under it are good to 1e-12.
// Reference: Trefethen, Weideman (2014), The Exponentially Convergent Trapezoidal Rule, SIAM Review 56(3).
type mixture []point

// A point is a value with its complement 1 - value (of a share) and its weight; the weights sum to 1.
type point struct{ value, rest, weight float64 }

// lnRest returns ln(1 - value), precise also where rest is next to 1.
func (p point) lnRest() float64 {
	if p.value < 0.5 {
		return math.Log1p(-p.value)
	}
	return math.Log(p.rest)
}

const (
	negligible = 30    // a weight below e^-30 of the largest is left out
	flat       = 1e-7  // a function is taken as linear where its argument is this much below its scale
	lightest   = 1e-13 // e^-negligible
	sharp      = 1e10  // a distribution with a larger shape is a point
	maxPoints  = 1 << 14
)

// step returns the step of the rule for a density of the given shape: its Fourier transform is below e^-27 at 2π/step.
func step(shape float64) float64 { return 2 * math.Pi / (18 + 7.4*math.Sqrt(shape)) }

// tail returns the point that stands for those beyond p, step by step towards 0, where a function is linear and the
// density is a power, shape, of the value times 1 - bend value: it has their weight and their mean.
func (p point) tail(shape, step, bend float64) point {
	all, first := 1/math.Expm1(shape*step), 1/math.Expm1((shape+1)*step)
	bent := bend * p.value
	return point{p.value * first / all, p.rest, p.weight * ((1+bent)*all - bent*first)}
}

// betaMixture stands for a share p that is Beta(a, b) distributed, under functions of p that are constant for p
// well below low and for 1-p well below high. The tilt is an exponent r, and scale a y, if the function has a factor
// (1+py)^-r that moves the mass towards 0.
func betaMixture(buffer mixture, a, b, low, high, tilt, scale float64) mixture {
	p0, q0 := 1/(1+b/a), 1/(1+a/b)
	if 1/(1/a+1/b) > sharp {
		return append(buffer, point{p0, q0, 1})
	}
	h := step(1 / (1/a + 1/(b+tilt*min(1, scale))))
	low, high = min(low, 1/(a+b)), min(high, 1/(a+b))
	best := -tilt * math.Log1p(p0*scale)
	for _, side := range [2]float64{-1, 1} {
		for k := range maxPoints {
			if k == 0 && side > 0 {
				continue
			}
			s := side * h * float64(k)
			p, q, ln := oddsAt(a, b, p0, q0, s)
			product := ln - tilt*math.Log1p(p*scale)
			best = max(best, product)
			at := point{p, q, math.Exp(ln)}
			buffer = append(buffer, at)
			if side < 0 && p < flat*low {
				buffer = append(buffer, at.tail(a, h, a+b))
				break
			}
			if side > 0 && q < flat*high {
				end := point{q, p, at.weight}.tail(b, h, a+b)
				buffer = append(buffer, point{1 - end.value, end.value, end.weight})
				break
			}
			if ln < -negligible && product < best-negligible {
				break
			}
		}
	}
	return buffer.normalised()
}

// oddsAt returns the share whose log-odds lie s above those of the mode p0 = 1 - q0 = a/(a+b), its complement, and
// the logarithm of its density on the log-odds, less that of the mode.
func oddsAt(a, b, p0, q0, s float64) (p, q, ln float64) {
	if a+b < 1e5 {
		e := q0 * math.Exp(-s)
		sum := p0 + e
		return p0 / sum, e / sum, -(a+b)*math.Log(sum) - b*s
	}
	below, above := q0*math.Expm1(-s), p0*math.Expm1(s)
	return p0 / (1 + below), q0 / (1 + above), -a*math.Log1p(below) - b*math.Log1p(above)
}

// gammaMixture stands for a rate that is Gamma(shape, rate) distributed, under functions that are constant well
// below low and grow at most as the inverse of the rate where it is above.
func gammaMixture(buffer mixture, shape, rate, low float64) mixture {
	mode := shape / rate
	if shape > sharp {
		return append(buffer, point{value: mode, weight: 1})
	}
	h := step(shape)
	for k := range maxPoints {
		at := gammaAt(shape, mode, -h*float64(k))
		buffer = append(buffer, at)
		if at.value < flat*min(low, 1/rate) {
			buffer = append(buffer, at.tail(shape, h, rate))
			break
		}
		if at.weight < lightest*(low+at.value)/(low+mode) {
			break
		}
	}
	for k := 1; k < maxPoints; k++ {
		at := gammaAt(shape, mode, h*float64(k))
		buffer = append(buffer, at)
		if at.weight < lightest {
			break
		}
	}
	return buffer.normalised()
}

// gammaAt returns the point whose logarithm lies s above that of the mode, with its density on the logarithm, in units
// of that of the mode.
func gammaAt(shape, mode, s float64) point {
	e := math.Exp(s)
	rise := e - 1
	if shape > 100 { // where the rounding of e counts
		rise = math.Expm1(s)
	}
	return point{value: mode * e, weight: math.Exp(shape * (s - rise))}
}

// normalised makes the weights sum to 1, in place.
func (m mixture) normalised() mixture {
	var sum float64
	for _, at := range m {
		sum += at.weight
	}
	for i := range m {
		m[i].weight /= sum
	}
	return m
}

// mean returns the mean of f under m.
func (m mixture) mean(f func(at point) float64) float64 {
	var sum float64
	for _, at := range m {
		sum += at.weight * f(at)
	}
	return sum
}
