package earned

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
)

// maxPeriods bounds a curve.
const maxPeriods = 100_000

// TimeMeasures say how far the work has come in time, in periods of the curve. A nil pointer is undefined. The zero value
// says nothing.
type TimeMeasures struct {
	Planned  decimal.Decimal  `json:"planned"`            // planned duration
	Earned   decimal.Decimal  `json:"earned"`             // earned schedule: when the work done by now was to be done
	Variance decimal.Decimal  `json:"variance"`           // Earned less the time that has passed, below 0: late
	Index    *decimal.Decimal `json:"index,omitempty"`    // Earned by the time that has passed; nil at time 0
	Forecast *decimal.Decimal `json:"forecast,omitempty"` // duration at this pace, Planned·at/Earned; nil where nothing is earned
}

// Schedule returns the earned schedule of an earned value ev, where pv is the planned value at the end of each period,
// cumulative, and at the number of periods that have passed, whole or not:
//
//	Earned = C + (ev - PV_C)/(PV_C+1 - PV_C), C the greatest period with PV_C ≤ ev, PV_0 = 0
//
// Periods after the last planned work are cut off first. It returns [ErrCurve] for no planned values, falling ones, or
// only 0, with the period; [ErrAmount] for an amount below 0 or beyond 1e36, and an ev above the last planned value;
// [ErrRange] for the time, the scale, and over 100,000 periods. Reference: Lipke (2003).
func Schedule(pv []decimal.Decimal, ev, at decimal.Decimal, o Options) (TimeMeasures, error) {
	places, err := o.scale()
	if err == nil {
		err = checkCurve(pv, ev, at)
	}
	if err != nil {
		return TimeMeasures{}, fmt.Errorf("earned: schedule: %w", err)
	}
	last := pv[len(pv)-1]
	planned := 1 + slices.IndexFunc(pv, last.Equal)
	whole, part, step := decimal.New(int64(planned), 0), decimal.Decimal{}, decimal.New(1, 0) // Earned = whole + part/step
	if !ev.Equal(last) {
		c, _ := slices.BinarySearchFunc(pv, ev, func(planned, ev decimal.Decimal) int {
			if planned.LessThanOrEqual(ev) {
				return -1
			}
			return 1
		})
		reached := decimal.Decimal{}
		if c > 0 {
			reached = pv[c-1]
		}
		whole, part, step = decimal.New(int64(c), 0), ev.Sub(reached), pv[c].Sub(reached)
	}
	earned := whole.Mul(step).Add(part) // times step
	t := TimeMeasures{
		Planned:  decimal.New(int64(planned), 0),
		Earned:   earned.DivRound(step, places),
		Variance: earned.Sub(at.Mul(step)).DivRound(step, places),
	}
	if at.Sign() > 0 {
		t.Index = new(earned.DivRound(at.Mul(step), places))
	}
	if earned.Sign() > 0 {
		t.Forecast = new(t.Planned.Mul(at).Mul(step).DivRound(earned, places))
	}
	return t, nil
}

// checkCurve names what is wrong with a curve, or with what was earned of it.
func checkCurve(pv []decimal.Decimal, ev, at decimal.Decimal) error {
	if len(pv) > maxPeriods {
		return fmt.Errorf("%d periods: %w", len(pv), ErrRange)
	}
	for i, v := range pv {
		if err := checkAmount(fmt.Sprintf("pv[%d]", i), v, accepted()); err != nil {
			return err
		}
		if i > 0 && v.LessThan(pv[i-1]) {
			return fmt.Errorf("pv[%d] falls: %w", i, ErrCurve)
		}
	}
	if len(pv) == 0 || pv[len(pv)-1].Sign() == 0 {
		return fmt.Errorf("%d periods without planned value: %w", len(pv), ErrCurve)
	}
	if err := checkAmount("ev", ev, accepted()); err != nil {
		return err
	}
	if ev.GreaterThan(pv[len(pv)-1]) {
		return fmt.Errorf("ev above the last planned value: %w", ErrAmount)
	}
	if accepted().Check(at) != nil || at.Sign() < 0 {
		return fmt.Errorf("at is not 0 to 1e36: %w", ErrRange)
	}
	return nil
}
