package sigma

import (
	"fmt"
	"math"
	"math/bits"
	"slices"

	"github.com/seed-4ccf82d5/servicequality/internal/enum"
)

// A Rule says which run of points on a chart is a signal of a special cause. A sigma is that of the point; every
// comparison is strict. The zero value is Beyond3.
type Rule uint8

const (
	Beyond3             Rule = iota // one point beyond its limits, three sigma unless the chart has another width
	NineSameSide                    // nine in a row on the same side of the center (Nelson)
	EightSameSide                   // eight in a row on the same side of the center (Western Electric)
	SixTrend                        // six in a row, each above the one before or each below
	FourteenAlternating             // fourteen in a row, up and down by turns
	TwoOfThreeBeyond2               // two of three beyond two sigma on the same side
	FourOfFiveBeyond1               // four of five beyond one sigma on the same side
	FifteenWithin1                  // fifteen in a row within one sigma
	EightOutside1                   // eight in a row beyond one sigma, on either side
)

var ruleNames = []string{ // as ordered above
	"beyond-3", "nine-same-side", "eight-same-side", "six-trend", "fourteen-alternating", "two-of-three-beyond-2",
	"four-of-five-beyond-1", "fifteen-within-1", "eight-outside-1",
}

// String returns the name of r, such as "nine-same-side", and "?" for another value.
func (r Rule) String() string { return enum.String(ruleNames, r) }

// MarshalText returns the name of r, or [ErrUnknown].
func (r Rule) MarshalText() ([]byte, error) {
	return enum.Marshal(ruleNames, r, "sigma: marshal rule", ErrUnknown)
}

// UnmarshalText sets r to the rule called text. For any other text it returns [ErrUnknown] and leaves r alone.
func (r *Rule) UnmarshalText(text []byte) error {
	return enum.Unmarshal(ruleNames, r, text, "sigma: parse rule", ErrUnknown)
}

// ParseRule returns the rule called text, such as nine-same-side, or [ErrUnknown].
func ParseRule(text string) (Rule, error) {
	return enum.Parse[Rule](ruleNames, text, "sigma: parse rule", ErrUnknown)
}

// NelsonRules returns the eight of Nelson (1984), The Shewhart Control Chart: Tests for Special Causes, in his order.
func NelsonRules() []Rule {
	return []Rule{
		Beyond3, NineSameSide, SixTrend, FourteenAlternating, TwoOfThreeBeyond2, FourOfFiveBeyond1, FifteenWithin1, EightOutside1,
	}
}

// WesternElectricRules returns the four of Western Electric (1956), Statistical Quality Control Handbook.
func WesternElectricRules() []Rule {
	return []Rule{Beyond3, TwoOfThreeBeyond2, FourOfFiveBeyond1, EightSameSide}
}

// A Signal is a window of points that a rule finds. The zero value is a first point beyond its limits.
type Signal struct {
	Index int  `json:"index"` // of the last point of the window, from 0
	Rule  Rule `json:"rule"`
}

// What can be said of a point, a bit each. A rule looks at two of them, one of each side.
const (
	aboveLimit = iota
	belowLimit
	above0
	below0
	above1
	below1
	above2
	below2
	rising
	falling
	turningUp // rising at an even point or falling at an odd one: ups and downs by turns become a run
	turningDown
	within1
	outside1
	never
)

// A scheme is how a rule is run: among the last window marks, need of one side are set. First is the first point at which
// the window is full.
type scheme struct {
	need, window, first int
	up, down            int
	zones               bool // asks how many sigma a point is off
}

// schemes are the rules in their order.
var schemes = [...]scheme{
	Beyond3:             {1, 1, 0, aboveLimit, belowLimit, false},
	NineSameSide:        {9, 9, 8, above0, below0, false},
	EightSameSide:       {8, 8, 7, above0, below0, false},
	SixTrend:            {5, 5, 5, rising, falling, false},
	FourteenAlternating: {13, 13, 13, turningUp, turningDown, false},
	TwoOfThreeBeyond2:   {2, 3, 2, above2, below2, true},
	FourOfFiveBeyond1:   {4, 5, 4, above1, below1, true},
	FifteenWithin1:      {15, 15, 14, within1, never, true},
	EightOutside1:       {8, 8, 7, outside1, never, true},
}

// marks returns what can be said of each point of c, of which the i-th has the i-th sigma.
func (c *Chart) marks(sigma []float64) []uint16 {
	all := make([]uint16, len(c.Points))
	before, even := math.NaN(), true // nothing rises or falls from NaN
	for i, x := range c.Points {
		off, far := x-c.Center[i], sigma[i]
		above, below, up, down := off > far, off < -far, x > before, x < before
		all[i] = bit(x > c.Upper[i], aboveLimit) | bit(x < c.Lower[i], belowLimit) |
			bit(off > 0, above0) | bit(off < 0, below0) | bit(above, above1) | bit(below, below1) |
			bit(off > 2*far, above2) | bit(off < -2*far, below2) | bit(up, rising) | bit(down, falling) |
			bit(off < far && off > -far, within1) | bit(above || below, outside1)
		if !even {
			up, down = down, up
		}
		all[i] |= bit(up, turningUp) | bit(down, turningDown)
		before, even = x, !even
	}
	return all
}

// bit returns the mark at a place if it is set.
func bit(set bool, place int) uint16 {
	var b uint16
	if set {
		b = 1
	}
	return b << place
}

// signals returns the signals by index, of one index in the order of the rules, each rule once.
func (c *Chart) signals(sigma []float64, rules []Rule) (found []Signal) {
	if len(rules) == 0 {
		return nil
	}
	marks := c.marks(sigma)
	for k, rule := range rules {
		if slices.Contains(rules[:k], rule) {
			continue
		}
		s := schemes[rule]
		window := uint32(1)<<s.window - 1
		var ups, downs uint32 // the last marks, the youngest in the lowest bit
		for i, mark := range marks {
			ups = (ups<<1 | uint32(mark>>s.up)&1) & window
			downs = (downs<<1 | uint32(mark>>s.down)&1) & window
			if max(bits.OnesCount32(ups), bits.OnesCount32(downs)) >= s.need && i >= s.first {
				found = append(found, Signal{i, rule})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b Signal) int { return a.Index - b.Index })
	return found
}

// checkRules returns [ErrUnknown] for a rule that is none.
func checkRules(rules []Rule) error {
	for _, rule := range rules {
		if int(rule) >= len(schemes) {
			return fmt.Errorf("rule %d: %w", rule, ErrUnknown)
		}
	}
	return nil
}

// withoutZones returns those of the rules that do not ask how many sigma a point is off.
func withoutZones(rules []Rule) []Rule {
	return slices.DeleteFunc(slices.Clone(rules), func(r Rule) bool { return schemes[r].zones })
}
