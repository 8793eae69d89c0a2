package lifetime

import (
	"fmt"
	"math"

	"github.com/seed-4ccf82d5/servicequality/internal/enum"
)

// A Timing says when in its period a payment comes. The zero value is End.
type Timing int

// The timings.
const (
	End   Timing = iota // at the end of each period
	Mid                 // in the middle
	Start               // at the start: the first payment is today
	Flow                // continuously, when a purchase happens; not for [Retention], which pays by the period
)

var timingNames = [...]string{"end", "mid", "start", "flow"} // as ordered above

// String returns the name of t, "end", "mid", "start" or "flow", and "?" for any other value.
func (t Timing) String() string { return enum.String(timingNames[:], t) }

// MarshalText returns the name of t, or [ErrUnknown] if t is none of the constants.
func (t Timing) MarshalText() ([]byte, error) {
	return enum.Marshal(timingNames[:], t, "lifetime: marshal timing", ErrUnknown)
}

// UnmarshalText sets t to the timing called text. For any other text it returns [ErrUnknown] and leaves t alone.
func (t *Timing) UnmarshalText(text []byte) error {
	return enum.Unmarshal(timingNames[:], t, text, "lifetime: parse timing", ErrUnknown)
}

// ParseTiming returns the timing called text, or [ErrUnknown].
func ParseTiming(text string) (Timing, error) {
	return enum.Parse[Timing](timingNames[:], text, "lifetime: parse timing", ErrUnknown)
}

// A Cash says how payments over time become one present value: the rate of interest, the span of a period, how
// many periods there are and when in its period each payment comes. There is no default period, since every
// default has been mistaken for another: a Period of 0 is [ErrSpan] wherever there is interest to pay.
// The zero value discounts nothing and never ends; only [Retention] accepts it.
type Cash struct {
	Rate    Rate   `json:"rate"`
	Period  Span   `json:"period"`  // in days
	Periods int    `json:"periods"` // 0 is without end, at most 1200
	Timing  Timing `json:"timing"`
}

// A schedule is a checked [Cash] in numbers.
type schedule struct {
	delta   float64 // force of interest a day
	period  Span
	periods int // 0: without end
	timing  Timing
}

// schedule returns c in numbers, or what is wrong with it.
func (c Cash) schedule() (schedule, error) {
	if c.Timing < End || c.Timing > Flow {
		return schedule{}, fmt.Errorf("timing %v: %w", c.Timing, ErrTiming)
	}
	if err := c.count(); err != nil {
		return schedule{}, err
	}
	if !c.Period.valid() || c.Period == 0 {
		return schedule{}, fmt.Errorf("period of %v: %w", c.Period, ErrSpan)
	}
	delta, err := c.Rate.Force(Day)
	return schedule{delta, c.Period, c.Periods, c.Timing}, err
}

// count returns what is wrong with the number of periods.
func (c Cash) count() error {
	if c.Periods < 0 {
		return fmt.Errorf("%d periods: %w", c.Periods, ErrRange)
	}
	if c.Periods > maxPeriods {
		return fmt.Errorf("%d periods: %w: at most %d", c.Periods, ErrLimit, maxPeriods)
	}
	return nil
}

// horizon returns how long payments go on, +Inf without end.
func (s schedule) horizon() float64 {
	if s.periods == 0 {
		return math.Inf(1)
	}
	return float64(s.period) * float64(s.periods)
}

// lead returns by how much of a period payments come before its end.
func (s schedule) lead() float64 {
	switch s.timing {
	case Mid:
		return 0.5
	case Start:
		return 1
	default:
		return 0
	}
}
