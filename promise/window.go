package promise

import (
	"fmt"
	"math/big"
	"time"
)

// A Window is a rule for an alarm: it fires while the budget of a period burns so fast that a share of it would be gone
// within the long window, and still burns so in the short one, so that the alarm ends soon after the trouble. The zero
// value never fires.
type Window struct {
	Period time.Duration `json:"period"` // that the budget is for
	Long   time.Duration `json:"long"`
	Short  time.Duration `json:"short"`
	Share  Ratio         `json:"share"`  // of the period's budget, gone within Long
	Urgent bool          `json:"urgent"` // wake somebody, rather than open a ticket
}

// BurnWindows returns the four windows of the Site Reliability Workbook in its order: 2 % of the budget in an hour (5
// minutes), 5 % in 6 hours (30 minutes), both urgent, 10 % in a day (2 hours) and 10 % in 3 days (6 hours). At a period of
// 30 days they burn at 14.4, 6, 3 and 1; for another period the windows stay and the rates scale with it. It returns
// [ErrRange] for a period below 3 days.
// Reference: Beyer and others (2018), The Site Reliability Workbook.
func BurnWindows(period time.Duration) ([]Window, error) {
	const day = 24 * time.Hour
	if period < 3*day {
		return nil, fmt.Errorf("promise: burn windows of %v: %w: at least 3 days", period, ErrRange)
	}
	return []Window{
		{Period: period, Long: time.Hour, Short: 5 * time.Minute, Share: Ratio{1, 50}, Urgent: true},
		{Period: period, Long: 6 * time.Hour, Short: 30 * time.Minute, Share: Ratio{1, 20}, Urgent: true},
		{Period: period, Long: day, Short: 2 * time.Hour, Share: Ratio{1, 10}},
		{Period: period, Long: 3 * day, Short: 6 * time.Hour, Share: Ratio{1, 10}},
	}, nil
}

// rate returns Share·Period/Long as a fraction, false for a window that is none.
func (w Window) rate() (*big.Rat, bool) {
	if w.Share == (Ratio{}) || w.Period <= 0 || w.Long <= 0 {
		return nil, false
	}
	rate := big.NewRat(w.Share.num, w.Share.den)
	return rate.Mul(rate, big.NewRat(int64(w.Period), int64(w.Long))), true
}

// BurnRate returns the rate at which w fires, Share·Period/Long, rounded once: 1 spends the budget just within the
// period. It is 0 for a window that never fires.
func (w Window) BurnRate() float64 {
	rate, ok := w.rate()
	if !ok {
		return 0
	}
	x, _ := rate.Float64()
	return x
}

// threshold returns BurnRate·(1-c), the share of misses above which w fires.
func (w Window) threshold(target Ratio) (*big.Rat, bool) {
	rate, ok := w.rate()
	if !ok || target == (Ratio{}) {
		return nil, false
	}
	return rate.Mul(rate, big.NewRat(target.den-target.num, target.den)), true
}

// CanFire reports whether w can fire for a coverage at all: BurnRate·(1-c) < 1, compared exactly. At 14.4 a coverage of
// 90 % never fires, as not more than all cases can be missed.
func (w Window) CanFire(target Ratio) bool {
	threshold, ok := w.threshold(target)
	return ok && threshold.Cmp(big.NewRat(1, 1)) < 0
}

// Fires reports whether the tallies of the long and of the short window that end now both burn strictly faster than
// BurnRate, compared exactly: a burn of just the threshold does not fire. For [Always] a miss in both fires. It is false
// for a tally that is empty or no share, for the zero ratio and the zero window.
func (w Window) Fires(target Ratio, long, short Tally) bool {
	threshold, ok := w.threshold(target)
	if !ok {
		return false
	}
	for _, t := range []Tally{long, short} {
		if t.check() != nil || t.Total == 0 || big.NewRat(t.Total-t.Kept, t.Total).Cmp(threshold) <= 0 {
			return false
		}
	}
	return true
}
