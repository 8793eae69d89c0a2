package sigma

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"
)

// CapabilityOptions say how capability is measured. The zero value is a level of 0.95, and the moving range for single
// values, the mean range for groups.
type CapabilityOptions struct {
	Level  float64 `json:"level"`  // of the intervals, in (0, 1). Defaults to 0.95
	Within Within  `json:"within"` // MovingRange for single values; the others for groups, where MovingRange stands for RangeMean
}

// A Capability is how well a process keeps within its limits. Cp to Cpk divide by WithinSD, the spread in the short time;
// Pp to Ppk, Cpm, ExpectedDefect and ZBench by Overall, the spread that customers meet. An index is nil where the limits
// given do not define it: those that need both, or the one that is absent. The zero value is of no process.
type Capability struct {
	N              int      `json:"n"`
	OutOfLimits    int      `json:"outOfLimits"` // values seen beyond a limit
	Mean           float64  `json:"mean"`
	Overall        float64  `json:"overall"`        // standard deviation of all values, with n-1
	WithinSD       float64  `json:"withinSD"`       // as the options say
	ExpectedDefect float64  `json:"expectedDefect"` // share beyond a limit if the values are normal, to all digits of its tails
	Cp             *float64 `json:"cp"`             // (U-L)/(6 WithinSD)
	Cpu            *float64 `json:"cpu"`            // (U-Mean)/(3 WithinSD)
	Cpl            *float64 `json:"cpl"`            // (Mean-L)/(3 WithinSD)
	Cpk            *float64 `json:"cpk"`            // the less of these two
	Pp             *float64 `json:"pp"`
	Ppu            *float64 `json:"ppu"`
	Ppl            *float64 `json:"ppl"`
	Ppk            *float64 `json:"ppk"`
	Cpm            *float64 `json:"cpm"`    // (U-L)/(6√(Overall² + (Mean-Target)²))
	ZBench         *float64 `json:"zBench"` // z with ExpectedDefect beyond it; nil where that is 0 or 1 to all digits
	PpLow          *float64 `json:"ppLow"`
	PpHigh         *float64 `json:"ppHigh"`
	PpkLow         *float64 `json:"ppkLow"`
	PpkHigh        *float64 `json:"ppkHigh"`
}

// CapabilityOf returns the capability of single values in the order of time against l.
//
//	WithinSD = mean moving range/d2(2)    Pp·√(χ²(α/2; n-1)/(n-1)) to Pp·√(χ²(1-α/2; n-1)/(n-1))
//	Ppk ± z √(1/(9n) + Ppk²/(2(n-1)))     α = 1-Level, z = Φ⁻¹(1-α/2)
//
// The intervals take the values as normal and independent; that of Ppk is an approximation for n of 20 and more. It
// returns [ErrLimits] or [ErrRange] for what is wrong with l, [ErrRange], with the index, for a value that is not a number
// within ±1e150 or an index beyond a float64, [ErrFew] for less than two values, [ErrConstant] where they are all equal,
// [ErrLevel], and [ErrUnknown] for a measure that single values do not have. Accuracy: 1e-12, intervals 1e-9. References:
// Montgomery (2013), chapter 8; Bissell (1990), How Reliable Is Your Capability Index?; Chan, Cheng, Spiring (1988), A New
// Measure of Process Capability: Cpm.
func CapabilityOf(x []float64, l Limits, o CapabilityOptions) (Capability, error) {
	c, err := capability(x, l, o, func() (float64, error) {
		if o.Within != MovingRange {
			return 0, fmt.Errorf("%v of single values: %w", o.Within, ErrUnknown)
		}
		expected, _ := rangeMoments(2)
		return mean(movingRanges(x)) / expected, nil
	})
	if err != nil {
		return Capability{}, fmt.Errorf("sigma: capability: %w", err)
	}
	return c, nil
}

// CapabilityOfGroups returns the capability of values in groups of one size, n ≥ 2, against l: as [CapabilityOf], with
// WithinSD from the groups.
//
//	RangeMean: mean range/d2(n), n ≤ 25    SDMean: mean deviation/c4(n)    Pooled: √(mean variance)
//
// Its errors are those of CapabilityOf, with [ErrFew] for no group, [ErrSizes] for groups of different sizes or too large
// for RangeMean, and [ErrConstant] where no group varies.
func CapabilityOfGroups(x [][]float64, l Limits, o CapabilityOptions) (Capability, error) {
	n, err := checkGroups(x)
	var c Capability
	if err == nil {
		c, err = capability(slices.Concat(x...), l, o, func() (float64, error) { return within(x, n, o.Within) })
	}
	if err != nil {
		return Capability{}, fmt.Errorf("sigma: capability of groups: %w", err)
	}
	return c, nil
}

// within returns the spread inside groups of n.
func within(x [][]float64, n int, w Within) (float64, error) {
	spreads := make([]float64, len(x))
	for i, group := range x {
		if w == SDMean || w == Pooled {
			spreads[i] = deviation(group)
		} else {
			spreads[i] = rangeOf(group)
		}
	}
	switch {
	case w > Pooled:
		return 0, fmt.Errorf("within %d: %w", w, ErrUnknown)
	case w == SDMean:
		expected, _ := c4(n)
		return mean(spreads) / expected, nil
	case w == Pooled:
		for i, spread := range spreads {
			spreads[i] = spread * spread
		}
		return math.Sqrt(mean(spreads)), nil
	case n > maxRange:
		return 0, fmt.Errorf("ranges of groups of %d, at most %d: %w", n, maxRange, ErrSizes)
	}
	expected, _ := rangeMoments(n)
	return mean(spreads) / expected, nil
}

// capability measures values, with the spread in the short time from a function that is called when they are known to vary.
func capability(x []float64, l Limits, o CapabilityOptions, short func() (float64, error)) (c Capability, err error) {
	level := o.Level
	if level == 0 {
		level = 0.95
	}
	switch err := checkValues(x); {
	case err != nil:
		return c, err
	case !(level > 0 && level < 1):
		return c, fmt.Errorf("level %v: %w", o.Level, ErrLevel)
	case len(x) < 2:
		return c, fmt.Errorf("%d values: %w", len(x), ErrFew)
	case rangeOf(x) == 0:
		return c, fmt.Errorf("all are %v: %w", x[0], ErrConstant)
	}
	if err := l.check(); err != nil {
		return c, err
	}
	c = Capability{N: len(x), Mean: mean(x), Overall: deviation(x)}
	if c.WithinSD, err = short(); err != nil {
		return c, err
	}
	if c.WithinSD == 0 {
		return c, fmt.Errorf("no group varies: %w", ErrConstant)
	}
	for _, value := range x {
		if l.outside(value) {
			c.OutOfLimits++
		}
	}
	expected := l.expected(c.Mean, c.Overall)
	c.ExpectedDefect = expected.Defect()
	if z, ok := expected.Sigma(Convention{}); ok {
		c.ZBench = &z
	}
	c.Cp, c.Cpu, c.Cpl, c.Cpk = l.indices(c.Mean, c.WithinSD)
	c.Pp, c.Ppu, c.Ppl, c.Ppk = l.indices(c.Mean, c.Overall)
	c.taguchi(l)
	c.intervals(level)
	return c, c.finite()
}

// indices returns the four indices for one spread.
func (l Limits) indices(center, sd float64) (both, above, below, least *float64) {
	if l.Upper != nil {
		above = new((*l.Upper - center) / sd / 3)
		least = above
	}
	if l.Lower != nil {
		below = new((center - *l.Lower) / sd / 3)
		if least == nil || *below < *least {
			least = below
		}
	}
	if l.Upper != nil && l.Lower != nil {
		both = new((*l.Upper - *l.Lower) / sd / 6)
	}
	return both, above, below, new(*least)
}

// taguchi fills in the index that counts what is off the target.
func (c *Capability) taguchi(l Limits) {
	if l.Lower == nil || l.Upper == nil {
		return
	}
	width := *l.Upper - *l.Lower
	target := *l.Lower + width/2
	if l.Target != nil {
		target = *l.Target
	}
	c.Cpm = new(width / math.Hypot(c.Overall, c.Mean-target) / 6)
}

// intervals fills in those of Pp and Ppk.
func (c *Capability) intervals(level float64) {
	free, tail := float64(c.N-1), (1-level)/2
	if c.Pp != nil {
		c.PpLow = new(*c.Pp * math.Sqrt(2*mathext.GammaIncRegInv(free/2, tail)/free))
		c.PpHigh = new(*c.Pp * math.Sqrt(2*mathext.GammaIncRegCompInv(free/2, tail)/free))
	}
	half := quantile(tail) * math.Sqrt(1/(9*float64(c.N))+*c.Ppk**c.Ppk/(2*free))
	c.PpkLow, c.PpkHigh = new(*c.Ppk-half), new(*c.Ppk+half)
}

// finite returns [ErrRange] where an index is too large for a float64.
func (c Capability) finite() error {
	for _, index := range []*float64{c.Cp, c.Cpu, c.Cpl, c.Pp, c.Ppu, c.Ppl, c.Cpm, c.PpHigh, c.PpkHigh, c.PpkLow} {
		if index != nil && (math.IsInf(*index, 0) || math.IsNaN(*index)) {
			return fmt.Errorf("index %v: %w", *index, ErrRange)
		}
	}
	return nil
}
