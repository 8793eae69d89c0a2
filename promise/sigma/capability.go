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
	CpLow          *float64 `json:"cpLow"`
	CpHigh         *float64 `json:"cpHigh"`
	CpkLow         *float64 `json:"cpkLow"`
	CpkHigh        *float64 `json:"cpkHigh"`
	PpLow          *float64 `json:"ppLow"`
	PpHigh         *float64 `json:"ppHigh"`
	PpkLow         *float64 `json:"ppkLow"`
	PpkHigh        *float64 `json:"ppkHigh"`
}

// CapabilityOf returns the capability of single values in the order of time against l.
//
//	WithinSD = mean moving range/d2(2)    Pp·√(χ²(α/2; ν)/ν) to Pp·√(χ²(1-α/2; ν)/ν)    Ppk ± z √(1/(9n) + Ppk²/(2ν))
//
// with ν = n-1, α = 1-Level and z = Φ⁻¹(1-α/2); the intervals of Cp and Cpk likewise, with the degrees of freedom that
// WithinSD is worth, ν = 1/(2√(1+2r)-2) where r is its relative variance. They take the values as normal and independent;
// those of Ppk and Cpk are approximations for n of 20 and more. It returns [ErrLimits] or [ErrRange] for what is wrong with
// l, [ErrRange], with the index, for a value that is not a number within ±1e150 or an index beyond a float64, [ErrFew] for
// less than two values, [ErrConstant] where they are all equal, [ErrLevel], and [ErrUnknown] for a measure that single
// values do not have. Accuracy: 1e-12, intervals 1e-9. References: Montgomery (2013), chapter 8; Bissell (1990), How
// Reliable Is Your Capability Index?; Patnaik (1950), The Use of Mean Range as an Estimator of Variance; Cryer, Ryan (1990),
// The Estimation of Sigma for an X Chart; Chan, Cheng, Spiring (1988), A New Measure of Process Capability: Cpm.
func CapabilityOf(x []float64, l Limits, o CapabilityOptions) (Capability, error) {
	c, err := capability(x, l, o, func() (spread, error) {
		if o.Within != MovingRange {
			return spread{}, fmt.Errorf("%v of single values: %w", o.Within, ErrUnknown)
		}
		expected, sd := rangeMoments(2)
		m := float64(len(x) - 1)
		return spread{mean(movingRanges(x)) / expected, worth((m*sd*sd + 2*(m-1)*neighbours) / (m * expected * m * expected))}, nil
	})
	if err != nil {
		return Capability{}, fmt.Errorf("sigma: capability: %w", err)
	}
	return c, nil
}

// neighbours is the covariance of two moving ranges that share a value, of standard normal ones: 2√3/π + 1/3 - 4/π.
const neighbours = 2*1.7320508075688772/math.Pi + 1.0/3 - 4/math.Pi

// A spread is a standard deviation with its degrees of freedom.
type spread struct{ sd, free float64 }

// worth returns the degrees of freedom of a chi distribution with that relative variance.
func worth(r float64) float64 { return 1 / (2*math.Sqrt(1+2*r) - 2) }

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
		c, err = capability(slices.Concat(x...), l, o, func() (spread, error) { return within(x, n, o.Within) })
	}
	if err != nil {
		return Capability{}, fmt.Errorf("sigma: capability of groups: %w", err)
	}
	return c, nil
}

// within returns the spread inside groups of n.
func within(x [][]float64, n int, w Within) (spread, error) {
	spreads, groups := make([]float64, len(x)), float64(len(x))
	for i, group := range x {
		if w == SDMean || w == Pooled {
			spreads[i] = deviation(group)
		} else {
			spreads[i] = rangeOf(group)
		}
	}
	var expected, sd float64
	switch {
	case w > Pooled:
		return spread{}, fmt.Errorf("within %d: %w", w, ErrUnknown)
	case w == Pooled:
		for i, s := range spreads {
			spreads[i] = s * s
		}
		return spread{math.Sqrt(mean(spreads)), groups * float64(n-1)}, nil
	case w == SDMean:
		expected, sd = c4(n)
	case n > maxRange:
		return spread{}, fmt.Errorf("ranges of groups of %d, at most %d: %w", n, maxRange, ErrSizes)
	default:
		expected, sd = rangeMoments(n)
	}
	return spread{mean(spreads) / expected, worth(sd * sd / (groups * expected * expected))}, nil
}

// capability measures values, with the spread in the short time from a function that is called when they are known to vary.
func capability(x []float64, l Limits, o CapabilityOptions, short func() (spread, error)) (c Capability, err error) {
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
	inside, err := short()
	if err != nil {
		return c, err
	}
	if c.WithinSD = inside.sd; c.WithinSD == 0 {
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
	tail, free := (1-level)/2, float64(c.N-1)
	c.CpLow, c.CpHigh = around(c.Cp, inside.free, tail)
	c.PpLow, c.PpHigh = around(c.Pp, free, tail)
	c.CpkLow, c.CpkHigh = c.bissell(*c.Cpk, inside.free, tail)
	c.PpkLow, c.PpkHigh = c.bissell(*c.Ppk, free, tail)
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

// around returns the interval of an index that is inversely proportional to a standard deviation, nil for none.
func around(index *float64, free, tail float64) (low, high *float64) {
	if index == nil {
		return nil, nil
	}
	return new(*index * math.Sqrt(2*mathext.GammaIncRegInv(free/2, tail)/free)),
		new(*index * math.Sqrt(2*mathext.GammaIncRegCompInv(free/2, tail)/free))
}

// bissell returns the interval of an index of the nearer limit.
func (c *Capability) bissell(index, free, tail float64) (low, high *float64) {
	half := quantile(tail) * math.Sqrt(1/(9*float64(c.N))+index*index/(2*free))
	return new(index - half), new(index + half)
}

// finite returns [ErrRange] where an index is too large for a float64.
func (c Capability) finite() error {
	for _, index := range []*float64{c.Cp, c.Cpu, c.Cpl, c.Pp, c.Ppu, c.Ppl, c.Cpm, c.CpHigh, c.CpkLow, c.CpkHigh, c.PpHigh, c.PpkLow, c.PpkHigh} {
		if index != nil && (math.IsInf(*index, 0) || math.IsNaN(*index)) {
			return fmt.Errorf("index %v: %w", *index, ErrRange)
		}
	}
	return nil
}
