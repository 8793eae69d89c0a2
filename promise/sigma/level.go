package sigma

import (
	"encoding/json"
	"fmt"
	"math"
	"math/bits"
)

// A Level is the quality of a process: the share of what it does that is defective, and the share that is good. Both
// are kept, so that neither is lost where the other is 1 to all digits of a float64. A level has no convention inside:
// name one to read it in sigmas. Levels compare with ==. The zero value is invalid: both shares are 0, and it has no
// sigma.
type Level struct{ defect, yield float64 }

// FromSigma returns the level of a process that runs at s sigmas under a convention of shift δ.
//
//	OneSided: defect = Q(s-δ)    TwoSided: defect = Q(s-δ) + Q(s+δ)    Q(z) = erfc(z/√2)/2
//
// It returns [ErrRange] unless -38 ≤ s-δ ≤ 38 and, with TwoSided, s ≥ 0, and for a convention out of its ranges; so for
// NaN too. Accuracy: 1e-12 relative on both shares up to |s-δ| = 37.5; beyond, the smaller share is a subnormal number
// and loses digits. Reference: Montgomery (2013), Introduction to Statistical Quality Control, section 1.2.
func FromSigma(s float64, c Convention) (Level, error) {
	z := s - c.Shift
	if !c.valid() || !(z >= -38 && z <= 38) || c.Sides == TwoSided && s < 0 {
		return Level{}, fmt.Errorf("sigma: from %v sigma with shift %v, %v: %w", s, c.Shift, c.Sides, ErrRange)
	}
	if c.Sides == TwoSided {
		return Level{outside(s, c.Shift), inside(s, c.Shift)}, nil
	}
	return Level{upper(z), upper(-z)}, nil
}

// FromDPMO returns the level of d defects per million opportunities, or [ErrRange] unless 0 ≤ d ≤ 1e6.
func FromDPMO(d float64) (Level, error) {
	if !(d >= 0 && d <= 1e6) {
		return Level{}, fmt.Errorf("sigma: from %v DPMO: %w", d, ErrRange)
	}
	return Level{d / 1e6, (1e6 - d) / 1e6}, nil
}

// FromDefect returns the level of a share of defects, or [ErrRange] unless 0 ≤ share ≤ 1.
func FromDefect(share float64) (Level, error) {
	if !(share >= 0 && share <= 1) {
		return Level{}, fmt.Errorf("sigma: from defects of %v: %w", share, ErrRange)
	}
	return Level{share, 1 - share}, nil
}

// FromYield returns the level of a share of good outcomes, or [ErrRange] unless 0 ≤ share ≤ 1. A yield near 1 cannot carry
// a share of defects below 1e-16: use [FromDefect] or [FromDPMO] for that.
func FromYield(share float64) (Level, error) {
	if !(share >= 0 && share <= 1) {
		return Level{}, fmt.Errorf("sigma: from a yield of %v: %w", share, ErrRange)
	}
	return Level{1 - share, share}, nil
}

// FromCounts returns the level of so many defects in units that have so many opportunities each, both counted exactly. It
// returns [ErrRange] unless units and opportunities are at least 1 and the defects are 0 to their product. Accuracy: 4e-16
// relative.
func FromCounts(defects, units, opportunities int64) (Level, error) {
	high, low := bits.Mul64(uint64(max(0, units)), uint64(max(0, opportunities)))
	if defects < 0 || high == 0 && uint64(defects) > low || high == 0 && low == 0 {
		return Level{}, fmt.Errorf("sigma: from %d defects in %d units of %d opportunities: %w", defects, units, opportunities, ErrRange)
	}
	goodLow, borrow := bits.Sub64(low, uint64(defects), 0)
	all := wide(high, low)
	return Level{float64(defects) / all, wide(high-borrow, goodLow) / all}, nil
}

// wide returns a whole number of 128 bits.
func wide(high, low uint64) float64 { return math.Ldexp(float64(high), 64) + float64(low) }

// Defect returns the share of defects, 0 to 1.
func (l Level) Defect() float64 { return l.defect }

// Yield returns the share of good outcomes, 0 to 1.
func (l Level) Yield() float64 { return l.yield }

// DPMO returns the defects per million opportunities, 0 to 1e6.
func (l Level) DPMO() float64 { return l.defect * 1e6 }

// Sigma returns the number of sigmas of l under a convention: what [FromSigma] makes l of. It is false where there is no
// such number: no defect or no good outcome at all, the zero value, or a convention out of its ranges. A two-sided level
// is at least 0. Accuracy: 1e-12, relative or absolute, where the smaller share is above 1e-307.
func (l Level) Sigma(c Convention) (float64, bool) {
	switch {
	case !c.valid() || !(l.defect > 0 && l.yield > 0):
		return 0, false
	case c.Sides == TwoSided:
		return l.twoSided(c.Shift), true
	case l.defect <= l.yield:
		return c.Shift + quantile(l.defect), true
	}
	return c.Shift - quantile(l.yield), true
}

// twoSided solves Q(s-δ) + Q(s+δ) = defect for s by Newton on the logarithm of the smaller share. Both logarithms are
// concave in s, so that the steps go one way from a start on the right side of the root: from above for the defects, of
// which the nearer tail is at least half, from below for the yield.
func (l Level) twoSided(shift float64) float64 {
	if l.defect <= l.yield {
		return solve(max(0, shift+quantile(l.defect/2)), l.defect, -1, func(s float64) float64 { return outside(s, shift) }, shift)
	}
	start := shift - quantile(l.yield) // one tail alone is at most all
	if start <= 0 {
		start = min(l.yield/(2*density(shift)), shift+1)
	}
	return solve(start, l.yield, 1, func(s float64) float64 { return inside(s, shift) }, shift)
}

// solve returns s with share(s) = want, where share rises with s if sign is 1 and falls if it is -1.
func solve(s, want, sign float64, share func(float64) float64, shift float64) float64 {
	for range 100 {
		at := share(s)
		slope := sign * (density(s-shift) + density(s+shift)) / at
		next := s - math.Log(at/want)/slope
		if !(next > 0) {
			next = s / 2
		}
		if math.Abs(next-s) <= 1e-9*next { // the error is of the order of the square
			return next
		}
		s = next
	}
	return s
}

// A levelJSON is the JSON form of a level.
type levelJSON struct {
	Defect float64 `json:"defect"`
	Yield  float64 `json:"yield"`
}

// MarshalJSON returns both shares, {"defect":0.1,"yield":0.9}, so that no tail is lost.
func (l Level) MarshalJSON() ([]byte, error) { return json.Marshal(levelJSON{l.defect, l.yield}) }

// UnmarshalJSON sets l to what MarshalJSON wrote. It returns [ErrDecode], and leaves l alone, unless both shares lie in
// [0, 1] and sum to 1 within 1e-12, or both are 0.
func (l *Level) UnmarshalJSON(data []byte) error {
	var form levelJSON
	if err := json.Unmarshal(data, &form); err != nil {
		return fmt.Errorf("sigma: read level: %w: %w", ErrDecode, err)
	}
	if form != (levelJSON{}) && !(form.Defect >= 0 && form.Yield >= 0 && math.Abs(form.Defect+form.Yield-1) <= 1e-12) {
		return fmt.Errorf("sigma: read level: %w: shares %v and %v", ErrDecode, form.Defect, form.Yield)
	}
	*l = Level{form.Defect, form.Yield}
	return nil
}
