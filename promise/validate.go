package promise

import (
	"fmt"
	"math"
	"sync"

	"github.com/go-playground/validator/v10"
	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/internal/bound"
	"github.com/seed-4ccf82d5/servicequality/internal/declare"
)

// Validate returns every fault of p at once, each a [validator.FieldError] under [ErrInvalid] with its JSON path, such as
// Promise.attributes[0].specs[1].coverage. Tags across fields: unique (a code that stands twice), sum1 (weights),
// coverage, target, finite, period (To not after From), variant (a variant without a season, or of itself), ref_half.
func (p Promise) Validate() error {
	return declare.Check(shared(), p, "promise: validate promise", ErrInvalid)
}

var shared = sync.OnceValue(func() *validator.Validate {
	v := declare.New()
	v.RegisterStructValidation(func(sl validator.StructLevel) { reportPromise(sl, sl.Current().Interface().(Promise)) }, Promise{})
	v.RegisterStructValidation(func(sl validator.StructLevel) { reportTarget(sl, sl.Current().Interface().(Target)) }, Target{})
	v.RegisterStructValidation(func(sl validator.StructLevel) {
		if s := sl.Current().Interface().(Specification); s.Coverage == (Ratio{}) {
			sl.ReportError(s.Coverage, "coverage", "Coverage", "coverage", "")
		}
	}, Specification{})
	v.RegisterStructValidation(func(sl validator.StructLevel) {
		if r := sl.Current().Interface().(Ref); (r.Kind == "") != (r.ID == "") {
			sl.ReportError(r.ID, "id", "ID", "ref_half", "")
		}
	}, Ref{})
	return v
})

// reportPromise reports what is wrong between the parts of a promise.
func reportPromise(sl validator.StructLevel, p Promise) {
	report := func(path, tag string) { sl.ReportError(nil, path, path, tag, "") }
	if !p.From.IsZero() && !p.To.IsZero() && !p.From.Before(p.To) {
		report("to", "period")
	}
	if p.Reduces != uuid.Nil && (p.Key.Season == "" || p.Reduces == p.ID) {
		report("reduces", "variant")
	}
	attributes, specs, count := map[string]bool{}, map[string]bool{}, 0
	for i, a := range p.Attributes {
		if attributes[a.Code] {
			report(fmt.Sprintf("attributes[%d].code", i), "unique")
		}
		attributes[a.Code] = true
		for k, s := range a.Specs {
			if specs[s.Code] {
				report(fmt.Sprintf("attributes[%d].specs[%d].code", i, k), "unique")
			}
			specs[s.Code] = true
			count++
		}
	}
	if count > 10_000 {
		report("attributes", "max")
	}
	if !p.weighed() {
		report("attributes", "sum1")
	}
}

// weighed reports whether the weights are all 0 or sum to exactly 1. A hostile weight is a fault of its own.
func (p Promise) weighed() bool {
	var weights []decimal.Decimal
	zero := true
	for _, a := range p.Attributes {
		if bound.Wide().Check(a.Weight) != nil {
			return true
		}
		weights = append(weights, a.Weight)
		zero = zero && a.Weight.Sign() == 0
	}
	return zero || declare.SumsToOne(weights...)
}

// reportTarget reports a target that cannot be compared with.
func reportTarget(sl validator.StructLevel, t Target) {
	if fault, field := t.fault(); fault != "" {
		sl.ReportError(nil, field, field, fault, "")
	}
}

// fault returns the tag and the field of what is wrong with t, "" if nothing is.
func (t Target) fault() (tag, field string) {
	finite := func(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
	switch {
	case !finite(t.Limit):
		return "finite", "limit"
	case !finite(t.High):
		return "finite", "high"
	case t.Op == Between && t.High < t.Limit:
		return "target", "high"
	case t.Op == OneOf && len(t.Choices) == 0, t.Op == Exactly && len(t.Choices) > 1:
		return "target", "choices"
	case t.Op != OneOf && t.Op != Exactly && len(t.Choices) > 0:
		return "target", "choices"
	}
	return "", ""
}

// evaluable returns [ErrInvalid] for what Evaluate cannot work with.
func (p Promise) evaluable() error {
	seen := map[string]bool{}
	for a, s := range p.Specifications() {
		_, fault := s.Target.fault()
		switch {
		case s.Target.Op == 0 || s.Target.Op > Yes || fault != "":
			return fmt.Errorf("specification %.40q: %w: target", s.Code, ErrInvalid)
		case s.Coverage == (Ratio{}):
			return fmt.Errorf("specification %.40q: %w: coverage", s.Code, ErrInvalid)
		case seen[s.Code]:
			return fmt.Errorf("specification %.40q: %w: unique", s.Code, ErrInvalid)
		case bound.Wide().Check(a.Weight) != nil || a.Weight.Sign() < 0:
			return fmt.Errorf("attribute %.40q: %w: weight", a.Code, ErrInvalid)
		}
		seen[s.Code] = true
	}
	if !p.weighed() {
		return fmt.Errorf("attributes: %w: sum1", ErrInvalid)
	}
	return nil
}
