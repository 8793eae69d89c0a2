package actionplan

import (
	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/internal/bound"
)

// accepted is the limit of every decimal that comes into this package: 12 places, |d| ≤ 1e18.
func accepted() bound.Limit { return bound.Limit{Places: 12, Magnitude: 18} }

// An Indicator is what an action is measured by, with its goal and the area that is responsible. The zero value is invalid.
type Indicator struct {
	Code     Code             `json:"code" validate:"required"` // unique in the action
	Name     string           `json:"name" validate:"required,max=4096,clean"`
	Unit     string           `json:"unit,omitempty" validate:"max=4096,clean"`
	Area     string           `json:"area,omitempty" validate:"max=4096,clean"`
	Baseline *decimal.Decimal `json:"baseline,omitempty" validate:"omitnil,dsize=12/18"` // where it stands today
	Goal     decimal.Decimal  `json:"goal" validate:"dsize=12/18"`
	Lower    bool             `json:"lower,omitempty"` // lower is better
}

// Met reports whether value reaches the goal: at least Goal, or at most Goal if Lower. It is false for a hostile decimal.
func (i Indicator) Met(value decimal.Decimal) bool {
	if accepted().Check(value) != nil || accepted().Check(i.Goal) != nil {
		return false
	}
	if i.Lower {
		return value.LessThanOrEqual(i.Goal)
	}
	return value.GreaterThanOrEqual(i.Goal)
}
