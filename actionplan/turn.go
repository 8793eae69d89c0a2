package actionplan

import (
	"fmt"
	"math"
	"slices"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
)

// NextTurn returns the plan of the next turn of the cycle, of version p.Version + 1: the actions of p that are neither closed
// nor cancelled, as drafts without a life, each with a reference to its former self. Dates, links among the actions that
// stay and all the rest of the sheet are kept. A contingency no longer affects an action that does not stay; if it affected
// no other, it makes nothing take longer.
//
// It returns [ErrInvalid] for an id that is unset or the one of p, the faults of p, and those of the result, such as one
// reference too many.
func NextTurn(p Plan, id uuid.UUID) (Plan, error) {
	if id == uuid.Nil || id == p.ID {
		return Plan{}, fmt.Errorf("actionplan: next turn: the identifier is not a new one: %w", ErrInvalid)
	}
	if err := p.Validate(); err != nil {
		return Plan{}, fmt.Errorf("actionplan: next turn: %w", err)
	}
	if p.Version == math.MaxInt {
		return Plan{}, fmt.Errorf("actionplan: next turn: version: %w", ErrRange)
	}
	next := p.clone()
	next.ID, next.Version = id, p.Version+1
	gone := map[Code]bool{}
	next.Actions = slices.DeleteFunc(next.Actions, func(a Action) bool {
		gone[a.Code] = a.Status == Closed || a.Status == Cancelled
		return gone[a.Code]
	})
	next.Links = slices.DeleteFunc(next.Links, func(l Link) bool { return gone[l.From] || gone[l.To] })
	for i := range next.Actions {
		a := &next.Actions[i]
		a.Status, a.Progress, a.Log = Draft, decimal.Decimal{}, nil
		a.Started, a.Finished = calendar.Date{}, calendar.Date{}
		a.Refs = append(a.Refs, p.ActionRef(a.Code))
		for k := range a.Contingencies {
			a.Contingencies[k].release(gone)
		}
	}
	if err := next.Validate(); err != nil {
		return Plan{}, fmt.Errorf("actionplan: next turn: %w", err)
	}
	return next, nil
}

// release takes actions that are gone out of what c affects.
func (c *Contingency) release(gone map[Code]bool) {
	if len(c.Affects) == 0 {
		return // its own action, which stays
	}
	c.Affects = slices.DeleteFunc(c.Affects, func(code Code) bool { return gone[code] })
	if len(c.Affects) == 0 { // none is not the same as its own
		c.Affects, c.Stretch, c.ExtraDays = nil, decimal.Decimal{}, 0
	}
}
