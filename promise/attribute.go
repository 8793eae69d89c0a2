package promise

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/internal/enum"
)

// Tier says which proposition an attribute belongs to. The zero value is invalid, text "".
type Tier uint8

const (
	Base            Tier = iota + 1 // what a customer always gets
	Differentiating                 // what sets the brand apart
)

var tierNames = []string{"", "base", "differentiating"} // as ordered above

// String returns the name of t, "" for the zero value and "?" for another value.
func (t Tier) String() string { return enum.String(tierNames, t) }

// MarshalText returns the name of t, or [ErrUnknown].
func (t Tier) MarshalText() ([]byte, error) {
	return enum.Marshal(tierNames, t, "promise: marshal tier", ErrUnknown)
}

// UnmarshalText sets t to the tier called text, and to zero for "". For any other text it returns [ErrUnknown] and leaves
// t alone.
func (t *Tier) UnmarshalText(text []byte) error {
	return enum.Unmarshal(tierNames, t, text, "promise: parse tier", ErrUnknown)
}

// ParseTier returns the tier called text, base or differentiating, or [ErrUnknown].
func ParseTier(text string) (Tier, error) {
	return enum.Parse[Tier](tierNames, text, "promise: parse tier", ErrUnknown)
}

// Class is how the brand tables of article 000 of package seeds class an offer or an attribute: F, O, D or A. The zero
// value is Unclassified.
type Class uint8

const (
	Unclassified Class = iota // nobody has classed it
	Strength                  // F, fortaleza
	Opportunity               // O, oportunidad
	Weakness                  // D, debilidad
	Threat                    // A, amenaza
)

var (
	classNames   = []string{"unclassified", "strength", "opportunity", "weakness", "threat"} // as ordered above
	classLetters = []string{"", "F", "O", "D", "A"}                                          // likewise
)

// Letter returns F, O, D or A, "" for Unclassified and "?" for another value.
func (c Class) Letter() string { return enum.String(classLetters, c) }

// String returns the name of c, such as "strength", and "?" for another value.
func (c Class) String() string { return enum.String(classNames, c) }

// MarshalText returns the name of c, or [ErrUnknown].
func (c Class) MarshalText() ([]byte, error) {
	return enum.Marshal(classNames, c, "promise: marshal class", ErrUnknown)
}

// UnmarshalText sets c to the class called text, a word or a letter. For any other text it returns [ErrUnknown] and leaves
// c alone.
func (c *Class) UnmarshalText(text []byte) error {
	parsed, err := ParseClass(string(text))
	if err == nil {
		*c = parsed
	}
	return err
}

// ParseClass returns the class of a word, such as "strength", or of a letter, F, O, D or A. For any other text it returns
// [ErrUnknown].
func ParseClass(text string) (Class, error) {
	if slices.Contains(classLetters[1:], text) {
		return enum.Parse[Class](classLetters, text, "promise: parse class", ErrUnknown)
	}
	return enum.Parse[Class](classNames, text, "promise: parse class", ErrUnknown)
}

// An Attribute groups the specifications of one thing that customers care about, such as punctuality. The zero value is
// invalid.
type Attribute struct {
	Code    string          `json:"code" validate:"required,text_size=64,clean"` // unique in the promise
	Name    string          `json:"name" validate:"required,text_size=4000,clean"`
	Tier    Tier            `json:"tier" validate:"required,max=2"`
	Weight  decimal.Decimal `json:"weight" validate:"dsize=18/9,dgte=0"` // all of a promise 0: equal; else they sum to exactly 1
	Visible bool            `json:"visible,omitempty"`                   // the customer sees it, so that it rules his impression
	Class   Class           `json:"class,omitempty" validate:"max=4"`
	Specs   []Specification `json:"specs" validate:"min=1,max=10000,dive"`
	Refs    []Ref           `json:"refs,omitempty" validate:"max=1000,dive"` // what it follows from, such as an action
}
