package promotion

import (
	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/internal/enum"
	"github.com/seed-4ccf82d5/servicequality/pricing"
)

// A Benefit says how much a promotion takes off its lines. It is one of [PercentOff], [AmountOff], [FixedPrice],
// [BuyGet], [Tiered] and [AdvanceOff], by value, as with a [Condition]. In JSON it is an object whose "type" comes
// first: {"type":"percentOff","off":"20"}; plain encoding/json leaves the type out.
type Benefit interface{ benefit() }

// Scope says over what a benefit is reckoned and rounded. The zero value is PerOrder.
type Scope uint8

const (
	PerOrder Scope = iota // once over all lines, as "10 % off your order" announces
	PerLine               // each line
	PerUnit               // each unit
)

var scopeNames = []string{"perOrder", "perLine", "perUnit"} // as ordered above

// String returns the name of s, such as "perOrder", and "?" for another value.
func (s Scope) String() string { return enum.String(scopeNames, s) }

// MarshalText returns the name of s, or [ErrUnknown].
func (s Scope) MarshalText() ([]byte, error) {
	return enum.Marshal(scopeNames, s, "promotion: marshal scope", ErrUnknown)
}

// UnmarshalText sets s to the scope called text. For any other text it returns [ErrUnknown] and leaves s alone.
func (s *Scope) UnmarshalText(text []byte) error {
	return enum.Unmarshal(scopeNames, s, text, "promotion: parse scope", ErrUnknown)
}

// ParseScope returns the scope called text, or [ErrUnknown].
func ParseScope(text string) (Scope, error) {
	return enum.Parse[Scope](scopeNames, text, "promotion: parse scope", ErrUnknown)
}

// PercentOff takes a percentage off all units, or off so many, the cheapest first unless Dearest, and at most Max,
// "percentOff". The zero value is invalid: Off is above 0.
type PercentOff struct {
	Off   pricing.Percent `json:"off,omitzero" validate:"required,pct100"`
	Scope Scope           `json:"scope,omitempty" validate:"max=2"`
	// in each line with PerLine, else over all; 0: all
	Units   int           `json:"units,omitempty" validate:"min=0"`
	Dearest bool          `json:"dearest,omitempty"`
	Max     pricing.Money `json:"max,omitzero" validate:"omitzero,mpos"` // zero: none
}

// AmountOff takes an amount off the order, each line or each unit, "amountOff". The zero value is invalid.
type AmountOff struct {
	Amount pricing.Money `json:"amount,omitzero" validate:"mpos"`
	Scope  Scope         `json:"scope,omitempty" validate:"max=2"`
}

// FixedPrice lets every so many units cost Price together, never more than they do, "fixedPrice". The zero value is
// invalid: a price of 0 has its currency too.
type FixedPrice struct {
	Price pricing.Money `json:"price,omitzero" validate:"required,mnneg"`
	Units int           `json:"units,omitempty" validate:"min=0,max=1000000"` // 0: 1
}

// BuyGet takes a percentage off GetUnits of the set Get for every BuyUnits bought of the set Buy, "buyGet". Both sets
// lie within the lines of the promotion, nil for all of them. The zero value is invalid.
type BuyGet struct {
	Buy      Condition       `json:"buy,omitempty" validate:"-"`
	Get      Condition       `json:"get,omitempty" validate:"-"`
	BuyUnits int             `json:"buyUnits,omitempty" validate:"min=1,max=1000000"`
	GetUnits int             `json:"getUnits,omitempty" validate:"min=1,max=1000000"`
	Off      pricing.Percent `json:"off,omitzero" validate:"required,pct100"` // 100 is free
	// take it off the dearest units, not off the cheapest
	Dearest bool `json:"dearest,omitempty"`
	// pick within groups from the dearest down, not over all units
	Grouped bool `json:"grouped,omitempty"`
	Max     int  `json:"max,omitempty" validate:"min=0"` // times; 0: no maximum
}

// Tiered takes off what the tier says that the units, or BySpend the amount, reach: volume pricing, all at the tier
// reached, or Graduated, each part at its own tier, "tiered". Tiers ascend. The zero value is invalid.
type Tiered struct {
	BySpend   bool   `json:"bySpend,omitempty"`
	Graduated bool   `json:"graduated,omitempty"`
	Tiers     []Tier `json:"tiers,omitempty" validate:"min=1,max=100,dive"`
}

// Tier begins at From units, whole, or at From of the currency's major unit, itself included, and has exactly one of
// the three others. The zero value is invalid.
type Tier struct {
	From decimal.Decimal  `json:"from,omitzero" validate:"dsize=12/18,dgte=0"`
	Off  *pricing.Percent `json:"off,omitempty" validate:"omitnil,pct100"`
	// taken off once; not if Graduated
	Amount *pricing.Money `json:"amount,omitempty" validate:"omitnil,mpos"`
	// price of a unit, may be finer than a minor unit; not if Graduated by spend
	Unit *decimal.Decimal `json:"unit,omitempty" validate:"omitnil,dsize=12/18,dgte=0"`
}

// AdvanceOff takes a percentage off by how many days ahead of departure a line is bought, "advanceOff". A unit gets the
// deepest band that it reaches and that has quota. The zero value is invalid.
type AdvanceOff struct {
	Bands []Band `json:"bands,omitempty" validate:"min=1,max=32,unique=MinDays,dive"`
}

// Band is reached MinDays before departure or earlier. The zero value is invalid: Off is above 0.
type Band struct {
	MinDays int             `json:"minDays,omitempty" validate:"min=0,max=100000"`
	Off     pricing.Percent `json:"off,omitzero" validate:"required,pct100"`
	Quota   int             `json:"quota,omitempty" validate:"min=0"` // units a departure; 0: none set
}

func (PercentOff) benefit() {}
func (AmountOff) benefit()  {}
func (FixedPrice) benefit() {}
func (BuyGet) benefit()     {}
func (Tiered) benefit()     {}
func (AdvanceOff) benefit() {}
