package swot

import (
	"encoding/json"
	"slices"

	"github.com/shopspring/decimal"
)

// An Aspect is the part of the service that a factor belongs to. The set is open: any text is an aspect, and
// the zero value "" is a factor that is not classed. The five constants are those by which article 000 sorts
// what is relevant inside the service.
type Aspect string

const (
	AspectMaterial Aspect = "material" // material resources: buses, seats, screens
	AspectProcess  Aspect = "process"  // commercial, operational and administrative processes
	AspectCustomer Aspect = "customer" // customers
	AspectEmployee Aspect = "employee" // employees
	AspectStrategy Aspect = "strategy" // the service strategy itself
)

// A Ref points at a part of another package's aggregate, or at anything outside: Kind says what it is, such
// as "promise.attribute" or "process", and ID which one, "<uuid of the aggregate>/<code of the part>". The
// zero value points at nothing; one half without the other is a fault.
type Ref struct {
	Kind string `json:"kind,omitempty" validate:"text_size=10000,clean"`
	ID   string `json:"id,omitempty" validate:"text_size=10000,clean"`
}

// Evidence is what shows that a factor is so. The zero value shows nothing and is a fault: at least one of
// the three is given.
type Evidence struct {
	Ref    Ref    `json:"ref,omitzero"`                                      // such as a finding of a survey
	Source string `json:"source,omitempty" validate:"text_size=10000,clean"` // a document, a place in it, a person
	Quote  string `json:"quote,omitempty" validate:"text_size=10000,clean"`  // its words
}

// A Factor is one point of the matrix: what helps or hurts the service. Code, Kind and Text are mandatory, so
// the zero value is invalid. Kind alone decides on which side the factor stands, whatever letter its code
// begins with.
type Factor struct {
	Code   string `json:"code" validate:"required,text_size=10000,clean"` // unique among the factors
	Kind   Kind   `json:"kind" validate:"required,max=4"`
	Text   string `json:"text" validate:"required,text_size=10000,clean"`
	Aspect Aspect `json:"aspect,omitempty" validate:"text_size=10000,clean"`
	// Brand and Market narrow the factor to a brand or provider and to a market; "" is all of them.
	Brand  string `json:"brand,omitempty" validate:"text_size=10000,clean"`
	Market string `json:"market,omitempty" validate:"text_size=10000,clean"`
	// Attribute is the attribute of a promise that the factor classifies, if it does.
	Attribute Ref `json:"attribute,omitzero"`
	// Weight is the importance of the factor, 0 to 1, and Rating how well the service answers it, 1 to 4, 0
	// for not rated. Both serve factor evaluation; neither is needed.
	Weight   decimal.NullDecimal `json:"weight,omitzero" validate:"dsize=18/9,weight_negative,dlte=1"`
	Rating   int                 `json:"rating,omitempty" validate:"min=0,max=4"`
	Evidence []Evidence          `json:"evidence,omitempty" validate:"max=10000,dive"`
	// Assumed marks a factor that nobody has shown, or that was inferred.
	Assumed bool   `json:"assumed,omitempty"`
	Note    string `json:"note,omitempty" validate:"text_size=10000,clean"`
}

// MarshalJSON writes f with its weight as text with the digits it was given, "0.10" for 0.10. It returns
// [ErrLimit] for a weight of more than 100 places or beyond 1e100.
func (f Factor) MarshalJSON() ([]byte, error) {
	type plain Factor
	return json.Marshal(struct {
		plain
		Weight nullDigits `json:"weight,omitzero"`
	}{plain(f), nullDigits(f.Weight)})
}

// clone returns f with a slice of its own.
func (f Factor) clone() Factor {
	f.Evidence = slices.Clone(f.Evidence)
	return f
}

// proven reports whether some evidence of f is not empty.
func (f Factor) proven() bool {
	return slices.ContainsFunc(f.Evidence, func(e Evidence) bool { return e != Evidence{} })
}
