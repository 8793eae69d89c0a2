package pricing

import (
	"cmp"
	"fmt"
	"math"
	"math/bits"
	"slices"

	"github.com/seed-4ccf82d5/servicequality/internal/enum"
)

// Leftover says who gets the steps that are left when every exact share is cut down. The zero value is LargestRemainder.
type Leftover uint8

const (
	LargestRemainder Leftover = iota // whoever was cut most, ties to the earlier one (Hamilton's method)
	FirstLines                       // the first ones
	LastLines                        // the last ones
)

var leftoverNames = []string{"largest-remainder", "first-lines", "last-lines"} // as ordered above

// String returns the name of l, such as "first-lines", and "?" for another value.
func (l Leftover) String() string { return enum.String(leftoverNames, l) }

// MarshalText returns the name of l, or [ErrUnknown].
func (l Leftover) MarshalText() ([]byte, error) {
	return enum.Marshal(leftoverNames, l, "pricing: marshal leftover", ErrUnknown)
}

// UnmarshalText sets l to the method called text. For any other text it returns [ErrUnknown] and leaves l alone.
func (l *Leftover) UnmarshalText(text []byte) error {
	return enum.Unmarshal(leftoverNames, l, text, "pricing: parse leftover", ErrUnknown)
}

// ParseLeftover returns the method called text, or [ErrUnknown].
func ParseLeftover(text string) (Leftover, error) {
	return enum.Parse[Leftover](leftoverNames, text, "pricing: parse leftover", ErrUnknown)
}

// AllocateOptions say how [Allocate] divides. The zero value is the default.
type AllocateOptions struct {
	Caps     []Money  // the most that each part may be, without its sign, >= 0, one a weight. Defaults to none.
	Step     int64    // parts are multiples of so many minor units. Defaults to 1.
	Leftover Leftover // Defaults to LargestRemainder.
}

// Allocate divides total over weights so that parts and rest sum to total:
//
//	exact share i = min(cap i, λ·weight i), with λ such that the shares sum to total
//
// Each share is cut down to whole steps, then the steps that are left go one each by opt.Leftover, never beyond a cap and
// never to a weight of 0. The sign of total is carried through. The rest is what caps or a step leave over; it is total
// itself where all weights are 0. Without caps and with a step of 1 it is 0 for any weight above 0.
//
// It returns [ErrWeight] for a weight below 0, [ErrRange] for weights that sum beyond int64, a cap below 0, a step below
// 0 or a leftover that is none of the three, a [MismatchError] for a cap in another currency, and [ErrLimit] for caps that
// are not one a weight. Cost: n log n. Reference: Balinski, Young (1982), Fair Representation.
func Allocate(total Money, weights []int64, opt AllocateOptions) (parts []Money, rest Money, err error) {
	var lotRoom [16]lot // so that few weights need no memory but the parts
	var orderRoom [16]int32
	lots, order, err := lotsOf(lotRoom[:0], orderRoom[:0], total, weights, opt)
	if err != nil {
		return nil, Money{}, fmt.Errorf("pricing: allocate: %w", err)
	}
	step := uint64(max(1, opt.Step))
	if opt.Caps != nil {
		slices.SortFunc(order, func(a, b int32) int { return cmp.Or(capPerWeight(&lots[a], &lots[b]), cmp.Compare(a, b)) })
	}
	left := share(lots, order, magnitude(total.units), step)
	left = hand(lots, order, left, step, opt.Leftover)
	parts = make([]Money, len(weights))
	for i, l := range lots {
		units, _ := signed(0, l.steps*step, total.units < 0) // no more than total
		parts[i] = total.like(units)
	}
	units, _ := signed(0, left, total.units < 0)
	return parts, total.like(units), nil
}

// A lot is a weight on its way to a part.
type lot struct {
	weight    uint64
	most      uint64 // its cap in minor units
	steps     uint64 // what it has, in steps
	high, low uint64 // what was cut from its share, in units of 1/Σweights of a minor unit
}

// lotsOf checks the arguments and returns a lot for each weight, with the places of those above 0.
func lotsOf(lots []lot, order []int32, total Money, weights []int64, opt AllocateOptions) ([]lot, []int32, error) {
	if opt.Step < 0 || opt.Leftover > LastLines {
		return nil, nil, fmt.Errorf("step or leftover: %w", ErrRange)
	}
	if len(weights) > math.MaxInt32 {
		return nil, nil, fmt.Errorf("weights: %w", ErrLimit)
	}
	if opt.Caps != nil && len(opt.Caps) != len(weights) {
		return nil, nil, fmt.Errorf("%d caps for %d weights: %w", len(opt.Caps), len(weights), ErrLimit)
	}
	sum := int64(0)
	for i, weight := range weights {
		if weight < 0 {
			return nil, nil, fmt.Errorf("weights[%d]: %w", i, ErrWeight)
		}
		if weight > math.MaxInt64-sum {
			return nil, nil, fmt.Errorf("sum of weights: %w", ErrRange)
		}
		sum += weight
		most := uint64(math.MaxUint64)
		if opt.Caps != nil {
			if err := total.meets(opt.Caps[i]); err != nil {
				return nil, nil, fmt.Errorf("caps[%d]: %w", i, err)
			}
			if opt.Caps[i].units < 0 {
				return nil, nil, fmt.Errorf("caps[%d] below 0: %w", i, ErrRange)
			}
			most = uint64(opt.Caps[i].units)
		}
		lots = append(lots, lot{weight: uint64(weight), most: most})
		if weight > 0 {
			order = append(order, int32(i))
		}
	}
	return lots, order, nil
}

// capPerWeight orders lots by cap/weight.
func capPerWeight(a, b *lot) int {
	highA, lowA := bits.Mul64(a.most, b.weight)
	highB, lowB := bits.Mul64(b.most, a.weight)
	return compare128(highA, lowA, highB, lowB)
}

// compare128 compares two numbers of 128 bits.
func compare128(highA, lowA, highB, lowB uint64) int {
	if highA != highB {
		return cmp.Compare(highA, highB)
	}
	return cmp.Compare(lowA, lowB)
}

// share gives each lot its exact share, cut down to whole steps, and returns what of total is left. Lots with the least cap
// a weight come first in order: if any cap binds theirs do, and filling them leaves the others no more to share than before.
func share(lots []lot, order []int32, total, step uint64) (left uint64) {
	weights := uint64(0)
	for _, i := range order {
		weights += lots[i].weight
	}
	left, open := total, total
	for _, i := range order {
		l := &lots[i]
		high, low := bits.Mul64(open, l.weight)
		capHigh, capLow := bits.Mul64(l.most, weights)
		if compare128(capHigh, capLow, high, low) <= 0 { // the cap binds
			open, weights = open-l.most, weights-l.weight
			l.steps = l.most / step
			left -= l.steps * step
			continue
		}
		l.steps, l.low = bits.Div64(high, low, weights) // weight ≤ weights, so the share is at most open
		if step > 1 {
			units, cut := l.steps, l.low
			l.steps = units / step
			var carry uint64
			l.high, l.low = bits.Mul64(units%step, weights)
			l.low, carry = bits.Add64(l.low, cut, 0)
			l.high += carry
		}
		left -= l.steps * step
	}
	return left
}

// hand gives the steps that are left, one each a round, and returns what of left no lot can take.
func hand(lots []lot, order []int32, left, step uint64, method Leftover) uint64 {
	if left < step {
		return left
	}
	slices.SortFunc(order, func(a, b int32) int {
		switch method {
		case FirstLines:
			return cmp.Compare(a, b)
		case LastLines:
			return cmp.Compare(b, a)
		}
		x, y := &lots[a], &lots[b]
		if more := compare128(y.high, y.low, x.high, x.low); more != 0 {
			return more
		}
		return cmp.Compare(a, b)
	})
	for left >= step {
		before := left
		for _, i := range order {
			if l := &lots[i]; left >= step && l.most-l.steps*step >= step {
				l.steps++
				left -= step
			}
		}
		if left == before {
			break
		}
	}
	return left
}
