package actionplan

import (
	"github.com/google/uuid"

	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
)

// A Code names an action, an indicator or a contingency: 1 to 64 letters, digits, "-", "_" and ".", the first a letter or a
// digit. The zero value is invalid.
type Code string

// valid reports whether c is a code.
func (c Code) valid() bool {
	for i, r := range []byte(c) {
		letter := 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
		if !letter && (i == 0 || r != '-' && r != '_' && r != '.') {
			return false
		}
	}
	return c != "" && len(c) <= 64
}

// A Ref points to a part of an aggregate of another package, such as {"swot.strategy", "<uuid>/SO1"}. It is kept verbatim,
// whatever its kind. The zero value points to nothing.
type Ref struct {
	Kind string `json:"kind" validate:"required,max=4096,clean"`
	ID   string `json:"id" validate:"required,max=4096,clean"`
}

// A Plan is a list of actions with the links between them, on a calendar. The zero value is invalid.
type Plan struct {
	ID       uuid.UUID         `json:"id" validate:"required"`
	Version  int               `json:"version" validate:"min=1"`
	Title    string            `json:"title,omitempty" validate:"max=4096,clean"`
	Notes    []string          `json:"notes,omitempty" validate:"max=10000,dive,max=4096,clean"`
	Currency string            `json:"currency,omitempty" validate:"omitempty,iso4217"` // of every cost
	Calendar calendar.Calendar `json:"calendar,omitzero" validate:"structonly"`
	Actions  []Action          `json:"actions,omitempty" validate:"max=200000,dive"`
	Links    []Link            `json:"links,omitempty" validate:"max=1000000,dive"`
	Refs     []Ref             `json:"refs,omitempty" validate:"max=10000,dive"` // what the whole plan answers
}

// Action returns the action of that code, and false if there is none.
func (p Plan) Action(c Code) (Action, bool) {
	for _, a := range p.Actions {
		if a.Code == c {
			return a, true
		}
	}
	return Action{}, false
}

// ActionRef returns a reference to an action, {"actionplan.action", "<uuid>/A1"}, whether it is there or not. A promise
// that follows from the action stores it.
func (p Plan) ActionRef(c Code) Ref { return Ref{"actionplan.action", p.ID.String() + "/" + string(c)} }
