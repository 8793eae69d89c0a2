package swot

import (
	"encoding/json"

	"github.com/shopspring/decimal"
)

// An Aspect says which part of managing the service a factor belongs to. The set is open: any text of the caller's is an
// aspect too. The zero value says that the factor is not classified.
type Aspect string

// The five aspects of article 000 of package seeds.
const (
	AspectMaterial Aspect = "material" // material resources
	AspectProcess  Aspect = "process"  // commercial, operational and administrative processes
	AspectCustomer Aspect = "customer" // customers
	AspectEmployee Aspect = "employee" // employees
	AspectStrategy Aspect = "strategy" // the service strategy itself
)

// A Ref points to a part of an aggregate of another package, such as {"survey.finding", "<uuid>/Q1"}. Kind and ID are both
// given or both empty; the zero value points to nothing.
type Ref struct {
	Kind string `json:"kind" validate:"text_size=100,clean"`
	ID   string `json:"id" validate:"text_size=10000,clean"`
}

// Evidence is what shows that a factor is so: a reference, a source, a quote, or several of them. The zero value shows
// nothing and is invalid.
type Evidence struct {
	Ref    Ref    `json:"ref,omitzero"`
	Source string `json:"source,omitempty" validate:"text_size=10000,clean"`
	Quote  string `json:"quote,omitempty" validate:"text_size=10000,clean"`
}

// A Factor is one thing that helps or hurts the service, inside the firm or outside. The zero value is invalid.
type Factor struct {
	Code      string              `json:"code" validate:"required,text_size=64,clean"` // short and unique, such as "S1"; Kind counts, not its letter
	Kind      Kind                `json:"kind" validate:"required,max=4"`
	Text      string              `json:"text" validate:"required,text_size=10000,clean"`
	Aspect    Aspect              `json:"aspect,omitempty" validate:"text_size=100,clean"`
	Brand     string              `json:"brand,omitempty" validate:"text_size=100,clean"`  // "" for all brands; a provider fits too
	Market    string              `json:"market,omitempty" validate:"text_size=100,clean"` // "" for all markets
	Attribute Ref                 `json:"attribute,omitzero"`                              // the promise attribute that the factor classifies
	Weight    decimal.NullDecimal `json:"weight" validate:"dsize=18/9,dgte=0,dlte=1"`      // importance among the factors of its side, 0 to 1
	Rating    int                 `json:"rating,omitempty" validate:"min=0,max=4"`         // how well the firm answers it, 1 to 4; 0 for not rated
	Evidence  []Evidence          `json:"evidence,omitempty" validate:"max=1000,dive"`
	Assumed   bool                `json:"assumed,omitempty"` // inferred, not found in a source
	Note      string              `json:"note,omitempty" validate:"text_size=10000,clean"`
}

// MarshalJSON returns f with the digits of its weight as written, as a text. It returns [ErrRange] for a hostile decimal.
func (f Factor) MarshalJSON() ([]byte, error) {
	type plain Factor
	weight, err := nullDigits(f.Weight)
	if err != nil {
		return nil, err
	}
	return json.Marshal(struct {
		plain
		Weight *string `json:"weight"`
	}{plain(f), weight})
}
