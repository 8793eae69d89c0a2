package actionplan

import (
	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
)

// A Contingency is what to do if things turn against an action: a trigger, in words and where possible in data, and a
// response. Bounds are of the Metric, both inclusive; the season runs from From to To, both included, unset for open. The
// zero value is invalid.
type Contingency struct {
	Code      Code             `json:"code" validate:"required"` // unique in the plan, among actions too
	Trigger   string           `json:"trigger" validate:"required,max=4096,clean"`
	Metric    string           `json:"metric,omitempty" validate:"max=4096,clean"`
	AtLeast   *decimal.Decimal `json:"atLeast,omitempty" validate:"omitnil,dsize=12/18"`
	AtMost    *decimal.Decimal `json:"atMost,omitempty" validate:"omitnil,dsize=12/18"`
	From      calendar.Date    `json:"from,omitzero"`
	To        calendar.Date    `json:"to,omitzero"`
	Response  string           `json:"response" validate:"required,max=4096,clean"`
	Owner     string           `json:"owner,omitempty" validate:"max=4096,clean"`
	Standard  string           `json:"standard,omitempty" validate:"max=4096,clean"` // the standard of service in force meanwhile
	How       []string         `json:"how,omitempty" validate:"max=100,dive,required,max=4096,clean"`
	Affects   []Code           `json:"affects,omitempty" validate:"max=1000,dive,required"` // actions that take longer. Defaults to its own
	Stretch   decimal.Decimal  `json:"stretch" validate:"dsize=12/18,dgte=0,dlte=100"`      // factor on the days left; 0 reads as 1
	ExtraDays int              `json:"extraDays,omitempty" validate:"min=0,max=10000"`
	Cost      *decimal.Decimal `json:"cost,omitempty" validate:"omitnil,dsize=12/18,dgte=0"`
}
