package promise

import (
	"fmt"
	"math"
	"math/bits"
)

// A Budget is how many misses a coverage below [Always] allows among the cases of a tally, in cases, and how many there
// were. The zero value allows none.
type Budget struct {
	Allowed   float64  `json:"allowed"`   // (1-c)·n
	Remaining float64  `json:"remaining"` // Allowed - Spent, below 0 when overspent
	Spent     int64    `json:"spent"`     // misses
	Consumed  *float64 `json:"consumed"`  // Spent/Allowed: the share of the budget that is gone, and the burn rate of these cases; nil for Always, which has no budget to burn
}

// BudgetOf returns the error budget of a coverage for the cases of t.
//
//	Allowed = (1-c)·n    Spent = n-k    Consumed = Spent/Allowed = (Spent/n)/(1-c)
//
// The last equation says that the share consumed is also the burn rate: at 1 the misses of these cases spend just what
// these cases allow. [Window] tells what a rate over a short time means for a long period. Each figure is rounded at most
// twice. It returns [ErrNoEvidence] for an empty tally, [ErrRange] for one that is no share and [ErrRatio] for the zero
// ratio. Reference: Beyer and others (2018), The Site Reliability Workbook, ch. 2 and 5.
func BudgetOf(target Ratio, t Tally) (Budget, error) {
	const op = "promise: budget"
	switch err := t.check(); {
	case err != nil:
		return Budget{}, fmt.Errorf("%s: %w", op, err)
	case target == Ratio{}:
		return Budget{}, fmt.Errorf("%s: %w", op, ErrRatio)
	case t.Total == 0:
		return Budget{}, fmt.Errorf("%s: %w", op, ErrNoEvidence)
	}
	return budgetOf(target, t), nil
}

// budgetOf is BudgetOf for a tally that has cases and a target that is set.
func budgetOf(target Ratio, t Tally) Budget {
	high, low := bits.Mul64(uint64(target.den-target.num), uint64(t.Total)) // exact below 2^53
	allowed := (math.Ldexp(float64(high), 64) + float64(low)) / float64(target.den)
	budget := Budget{Allowed: allowed, Spent: t.Total - t.Kept}
	budget.Remaining = allowed - float64(budget.Spent)
	if !target.IsAlways() {
		consumed := float64(budget.Spent) / allowed
		budget.Consumed = &consumed
	}
	return budget
}
