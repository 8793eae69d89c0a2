package promotion

import (
	"time"

	"github.com/google/uuid"

	"github.com/seed-4ccf82d5/servicequality/internal/enum"
	"github.com/seed-4ccf82d5/servicequality/pricing"
)

// A Promotion is what a seller announces: for whom and for what, when, how much is taken off, up to which limits, and
// what may be returned. The zero value is invalid: it has no name and gives nothing.
//
// Name is short and unique ("MX50"): it stands in traces and breaks ties. Code is to be named by the customer, in any
// case; without one the promotion applies by itself. It is sold in [From, Until), a zero time is an open end.
//
// When says whether it applies, nil for always; On to which lines, nil for those for which When holds. With Charges it
// takes from charge lines, such as delivery, in place of goods: On, nil for all, selects among them. Give is required.
//
// Of several promotions the one of higher Priority comes first; of a Group, "" for none, only the member that takes
// most off applies; Exclusive says beside which others.
//
// In JSON it is an object with the fields below that are not zero, always in one order, conditions and benefits with
// their type first; [Promotion.UnmarshalJSON] is strict.
type Promotion struct {
	ID   uuid.UUID `json:"id,omitzero"` // Nil: derived from Name, see Identity
	Name string    `json:"name,omitempty" validate:"required,text_size=100,clean"`
	Code string    `json:"code,omitempty" validate:"text_size=100,clean"`

	From  time.Time `json:"from,omitzero"`
	Until time.Time `json:"until,omitzero" validate:"omitzero,gtfield=From"`

	When    Condition `json:"when,omitempty" validate:"-"`
	On      Condition `json:"on,omitempty" validate:"-"`
	Charges bool      `json:"charges,omitempty"`
	Give    Benefit   `json:"give,omitempty" validate:"-"`

	Priority  int       `json:"priority,omitempty"`
	Group     string    `json:"group,omitempty" validate:"text_size=100,clean"`
	Exclusive Exclusive `json:"exclusive,omitempty" validate:"max=2"`

	Limits Limits        `json:"limits,omitzero"`
	Fence  Fence         `json:"fence,omitzero"`
	Refs   []pricing.Ref `json:"refs,omitempty" validate:"max=100"` // what it fulfils: a strategy, an action
}

// Exclusive says beside which others a promotion applies. The zero value is Stackable.
type Exclusive uint8

const (
	Stackable   Exclusive = iota // beside any other
	AloneOnLine                  // no other on the lines that it touches
	AloneInCart                  // no other at all
)

var exclusiveNames = []string{"stackable", "aloneOnLine", "aloneInCart"} // as ordered above

// String returns the name of e, such as "aloneOnLine", and "?" for another value.
func (e Exclusive) String() string { return enum.String(exclusiveNames, e) }

// MarshalText returns the name of e, or [ErrUnknown].
func (e Exclusive) MarshalText() ([]byte, error) {
	return enum.Marshal(exclusiveNames, e, "promotion: marshal exclusive", ErrUnknown)
}

// UnmarshalText sets e to the value called text. For any other text it returns [ErrUnknown] and leaves e alone.
func (e *Exclusive) UnmarshalText(text []byte) error {
	return enum.Unmarshal(exclusiveNames, e, text, "promotion: parse exclusive", ErrUnknown)
}

// ParseExclusive returns the value called text, or [ErrUnknown].
func ParseExclusive(text string) (Exclusive, error) {
	return enum.Parse[Exclusive](exclusiveNames, text, "promotion: parse exclusive", ErrUnknown)
}

// Limits bound what a promotion gives over all carts; whoever quotes counts against them. The zero value sets none, and
// so does each field.
type Limits struct {
	Uses int `json:"uses,omitempty" validate:"min=0"` // carts
	// carts of one customer, who must be known
	PerCustomer int           `json:"perCustomer,omitempty" validate:"min=0"`
	Units       int           `json:"units,omitempty" validate:"min=0"` // units with a discount
	Budget      pricing.Money `json:"budget,omitzero" validate:"omitzero,mpos"`
	Partial     bool          `json:"partial,omitempty"` // grant what is left of Budget or Units; else whole or nothing
}

// Fence says what becomes of a unit bought on promotion and returned. The zero value refunds in money at any time.
// NoRefund and Credit exclude each other.
type Fence struct {
	NoRefund bool `json:"noRefund,omitempty"`                                 // nothing is paid back
	Credit   bool `json:"credit,omitempty" validate:"excluded_with=NoRefund"` // a balance in place of money
	// returned at least so many days before departure
	UntilDays int  `json:"untilDays,omitempty" validate:"min=0,max=100000"`
	Reprice   bool `json:"reprice,omitempty"` // a transfer pays the day's full fare
}

// Identity returns the ID of p, or where it is Nil the UUID version 5 of the name, so that a promotion keeps its
// counters as long as it keeps its name.
func (p Promotion) Identity() uuid.UUID {
	if p.ID != uuid.Nil {
		return p.ID
	}
	return uuid.NewSHA1(uuid.NameSpaceURL, []byte("https://github.com/seed-4ccf82d5/servicequality/pricing/promotion/"+p.Name))
}

// Ref returns the reference by which an action or a strategy points to p: kind "pricing.promotion", and
// "<identity>/<name>".
func (p Promotion) Ref() pricing.Ref {
	return pricing.Ref{Kind: "pricing.promotion", ID: p.Identity().String() + "/" + p.Name}
}
