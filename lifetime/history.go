package lifetime

import (
	"cmp"
	"fmt"
	"math"
)

// maxRepeats is the largest number of repeat purchase days of one customer: a purchase a day for 2700 years.
const maxRepeats = 1_000_000

// A History is all that the models need to know of one customer's purchases: how many days of repeat purchase there
// were, when the last one was, and how long he has been observed, both measured from his first purchase. The
// first purchase itself is not counted. The zero value is a new customer, on the day of his first purchase.
type History struct {
	X  int  `json:"x"`  // repeat purchase days, 0 to 1e6
	Tx Span `json:"tx"` // first purchase to the last one, in days; 0 where X is 0
	T  Span `json:"t"`  // first purchase to the end of the observation, in days, at least Tx
}

// Check returns [ErrHistory] unless 0 ≤ X ≤ 1e6, 0 ≤ Tx ≤ T ≤ 1e9 days, and Tx is 0 where X is 0; so for NaN too.
func (h History) Check() error {
	if err := h.fault(); err != nil {
		return fmt.Errorf("lifetime: history: %w", err)
	}
	return nil
}

// fault returns what is wrong with h.
func (h History) fault() error {
	switch {
	case h.X < 0 || h.X > maxRepeats:
		return fmt.Errorf("%d repeat purchases: %w", h.X, ErrHistory)
	case !h.T.valid() || !h.Tx.valid() || h.Tx > h.T:
		return fmt.Errorf("last purchase at %v of %v: %w", h.Tx, h.T, ErrHistory)
	case h.X == 0 && h.Tx > 0:
		return fmt.Errorf("no repeat purchase, but the last at %v: %w", h.Tx, ErrHistory)
	}
	return nil
}

// HistoryAt returns the history at age of a customer who repeated his purchase at times, all measured from his first
// one: it counts the times up to age, so that one list gives the histories at any cut. The times ascend; no time
// is the history of somebody who has not come back. It returns [ErrHistory] if they do not ascend, if one is not a
// span or is 0, or if there are over 1e6 up to age.
func HistoryAt(times []Span, age Span) (History, error) {
	h := History{T: age}
	last := Span(0)
	for i, time := range times {
		if !time.valid() || time < last || time == 0 {
			return History{}, fmt.Errorf("lifetime: history at %v: time %d (%v) after %v: %w", age, i, time, last, ErrHistory)
		}
		last = time
		if time <= age {
			h.X, h.Tx = i+1, time
		}
	}
	if err := h.fault(); err != nil {
		return History{}, fmt.Errorf("lifetime: history at %v: %w", age, err)
	}
	return h, nil
}

// compareHistories orders by T, then Tx, then X.
func compareHistories(a, b History) int {
	return cmp.Or(cmp.Compare(a.T, b.T), cmp.Compare(a.Tx, b.Tx), cmp.Compare(a.X, b.X))
}

// in returns the history in units: the repeats, the time of the last, the age.
func (h History) in(unit Span) (x, tx, age float64, err error) {
	if err := h.fault(); err != nil {
		return 0, 0, 0, err
	}
	age = float64(h.T / unit)
	if math.IsInf(age, 0) {
		return 0, 0, 0, fmt.Errorf("%v in units of %v: %w", h.T, unit, ErrSpan)
	}
	return float64(h.X), float64(h.Tx / unit), age, nil
}
