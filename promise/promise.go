package promise

import (
	"iter"
	"strings"
	"time"

	"github.com/google/uuid"
)

// A Ref points to a part of an aggregate of another package, such as {"actionplan.action", "<uuid>/A1"}. Kind and ID are
// both given or both empty; the zero value points to nothing.
type Ref struct {
	Kind string `json:"kind" validate:"text_size=100,clean"`
	ID   string `json:"id" validate:"text_size=4000,clean"`
}

// A Key says whose promise it is: of a brand, in a market, in a season, "" for the normal one. It is a map key. The zero
// value is invalid, as it names no brand.
type Key struct {
	Brand  string `json:"brand" validate:"required,text_size=4000,clean"`
	Market string `json:"market,omitempty" validate:"text_size=4000,clean"`
	Season string `json:"season,omitempty" validate:"text_size=4000,clean"`
}

// A Promise is what the customers of a brand in a market get. The zero value is invalid.
type Promise struct {
	ID           uuid.UUID   `json:"id" validate:"required"`
	Key          Key         `json:"key"`
	Version      int         `json:"version" validate:"min=1"`
	Reduces      uuid.UUID   `json:"reduces,omitzero"`      // the promise that this variant for a contingency reduces; Nil for a full one
	From         time.Time   `json:"from,omitzero"`         // in force from then; the zero time: always was
	To           time.Time   `json:"to,omitzero"`           // and until before then; the zero time: without end
	Communicated time.Time   `json:"communicated,omitzero"` // when customers were told; the zero time: not yet
	Class        Class       `json:"class,omitempty" validate:"max=4"`
	Attributes   []Attribute `json:"attributes" validate:"min=1,max=1000,dive"`
	Notes        []string    `json:"notes,omitempty" validate:"max=1000,dive,text_size=4000,clean"`
	Refs         []Ref       `json:"refs,omitempty" validate:"max=1000,dive"`
}

// AttributeRef returns a reference to an attribute, {"promise.attribute", "<uuid>/punctuality"}, whether it is there or
// not.
func (p Promise) AttributeRef(code string) Ref {
	return Ref{"promise.attribute", p.ID.String() + "/" + code}
}

// SpecificationRef returns a reference to a specification, {"promise.specification", "<uuid>/delay"}, whether it is there
// or not.
func (p Promise) SpecificationRef(code string) Ref {
	return Ref{"promise.specification", p.ID.String() + "/" + code}
}

// Proposition returns the attributes of one tier in the order of declaration: the base proposition or the differentiating
// one.
func (p Promise) Proposition(t Tier) iter.Seq[Attribute] {
	return func(yield func(Attribute) bool) {
		for _, a := range p.Attributes {
			if a.Tier == t && !yield(a) {
				return
			}
		}
	}
}

// Specifications returns the specifications with their attributes, in the order of declaration.
func (p Promise) Specifications() iter.Seq2[Attribute, Specification] {
	return func(yield func(Attribute, Specification) bool) {
		for _, a := range p.Attributes {
			for _, s := range a.Specs {
				if !yield(a, s) {
					return
				}
			}
		}
	}
}

// SWOTItems returns the attributes that are classed, with their class, in the order of declaration: the caller builds
// factors of a SWOT matrix from them. An attribute that is not classed itself is left out, even where the offer is.
func (p Promise) SWOTItems() iter.Seq2[Class, Attribute] {
	return func(yield func(Class, Attribute) bool) {
		for _, a := range p.Attributes {
			if a.Class != Unclassified && !yield(a.Class, a) {
				return
			}
		}
	}
}

// InForce reports whether p holds at a moment: From ≤ at < To, where the zero time is open.
func (p Promise) InForce(at time.Time) bool {
	return (p.From.IsZero() || !at.Before(p.From)) && (p.To.IsZero() || at.Before(p.To))
}

// Pick returns the promise of that key in force at a moment, of several the one of the highest version, of equal versions
// the first. Where none of that season is in force it falls back to the normal season. It is false where there is none.
func Pick(promises []Promise, k Key, at time.Time) (picked Promise, ok bool) {
	for _, p := range promises {
		if p.Key == k && p.InForce(at) && (!ok || p.Version > picked.Version) {
			picked, ok = p, true
		}
	}
	if !ok && k.Season != "" {
		k.Season = ""
		return Pick(promises, k, at)
	}
	return picked, ok
}

// label returns the key for people: brand, market and season.
func (k Key) label() string {
	var parts []string
	for _, part := range []string{k.Brand, k.Market, k.Season} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}
