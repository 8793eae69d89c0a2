package actionplan

import (
	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/actionplan/calendar"
	"github.com/seed-4ccf82d5/servicequality/internal/enum"
)

// Kind says what an action is for. The zero value is Improvement.
type Kind uint8

const (
	Improvement Kind = iota // makes the service better
	Containment             // limits a harm at once
	Corrective              // removes the cause of a harm
	Preventive              // removes the cause of one that has not come yet
)

var kindNames = []string{"improvement", "containment", "corrective", "preventive"} // as ordered above

// String returns the name of k, and "?" for another value.
func (k Kind) String() string { return enum.String(kindNames, k) }

// MarshalText returns the name of k, or [ErrUnknown].
func (k Kind) MarshalText() ([]byte, error) {
	return enum.Marshal(kindNames, k, "actionplan: marshal kind", ErrUnknown)
}

// UnmarshalText sets k to the kind called text. For any other text it returns [ErrUnknown] and leaves k alone.
func (k *Kind) UnmarshalText(text []byte) error {
	return enum.Unmarshal(kindNames, k, text, "actionplan: parse kind", ErrUnknown)
}

// ParseKind returns the kind called text, or [ErrUnknown].
func ParseKind(text string) (Kind, error) {
	return enum.Parse[Kind](kindNames, text, "actionplan: parse kind", ErrUnknown)
}

// A Message tells somebody of the action: inside the firm, or outside where External. The zero value is invalid.
type Message struct {
	What     string        `json:"what" validate:"required,max=4096,clean"`
	To       string        `json:"to" validate:"required,max=4096,clean"`
	Channel  string        `json:"channel,omitempty" validate:"max=4096,clean"`
	Support  string        `json:"support,omitempty" validate:"max=4096,clean"` // who helps to tell it
	External bool          `json:"external,omitempty"`
	On       calendar.Date `json:"on,omitzero"`
}

// An Estimate is how long an action may take, in working days: 0 ≤ Optimistic ≤ Likely ≤ Pessimistic ≤ 10,000.
type Estimate struct {
	Optimistic  float64 `json:"optimistic" validate:"min=0,max=10000"`
	Likely      float64 `json:"likely" validate:"gtefield=Optimistic,max=10000"`
	Pessimistic float64 `json:"pessimistic" validate:"gtefield=Likely,max=10000"`
}

// An Action is one sheet of the plan: what, why, who, when, where, how, and what if it goes wrong. The zero value is
// invalid, as it has no code and no what.
type Action struct {
	Code Code `json:"code" validate:"required"`
	Kind Kind `json:"kind,omitempty" validate:"max=3"`

	What       []string `json:"what" validate:"min=1,max=100,dive,required,max=4096,clean"` // the first is the name in charts
	Why        []string `json:"why,omitempty" validate:"max=100,dive,required,max=4096,clean"`
	How        []string `json:"how,omitempty" validate:"max=100,dive,required,max=4096,clean"`
	Where      string   `json:"where,omitempty" validate:"max=4096,clean"`
	MeasuredAt string   `json:"measuredAt,omitempty" validate:"max=4096,clean"`

	Accountable string   `json:"accountable,omitempty" validate:"max=4096,clean"` // the one person who answers for it
	Responsible []string `json:"responsible,omitempty" validate:"max=1000,dive,required,max=4096,clean"`
	Consulted   []string `json:"consulted,omitempty" validate:"max=1000,dive,required,max=4096,clean"`
	Informed    []string `json:"informed,omitempty" validate:"max=1000,dive,required,max=4096,clean"`

	Start     calendar.Date `json:"start,omitzero"`                              // not before
	Due       calendar.Date `json:"due,omitzero"`                                // the commitment, that day included
	DueText   string        `json:"dueText,omitempty" validate:"max=4096,clean"` // as somebody wrote it
	Days      int           `json:"days,omitempty" validate:"min=0,max=10000"`   // working days; 0: from Start to Due
	Milestone bool          `json:"milestone,omitempty"`
	Estimate  *Estimate     `json:"estimate,omitempty"`

	Cost          *decimal.Decimal `json:"cost,omitempty" validate:"omitnil,dsize=12/18,dgte=0"` // how much
	Indicators    []Indicator      `json:"indicators,omitempty" validate:"max=1000,dive"`
	Contingencies []Contingency    `json:"contingencies,omitempty" validate:"max=1000,dive"`
	Messages      []Message        `json:"messages,omitempty" validate:"max=1000,dive"`
	Refs          []Ref            `json:"refs,omitempty" validate:"max=1000,dive"` // what the action answers, such as a strategy

	Gravity  int `json:"gravity,omitempty" validate:"min=0,max=5"` // each 1 to 5, or all 0: not scored
	Urgency  int `json:"urgency,omitempty" validate:"min=0,max=5"`
	Tendency int `json:"tendency,omitempty" validate:"min=0,max=5"`

	// The life of the action, written by Apply.
	Status   Status          `json:"status,omitempty" validate:"max=7"`
	Progress decimal.Decimal `json:"progress" validate:"dsize=12/18,dgte=0,dlte=1"` // 0 to 1
	Started  calendar.Date   `json:"started,omitzero"`
	Finished calendar.Date   `json:"finished,omitzero"`
	Log      []Event         `json:"log,omitempty" validate:"max=10000,dive"` // what happened, in order; written by Apply
}
