package swot

import (
	"sync"

	"github.com/go-playground/validator/v10"
	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/internal/declare"
)

// An Evaluation is what the factors of one side come to. The zero value is that of no factor.
type Evaluation struct {
	Total decimal.Decimal `json:"total"` // Σ weight · rating, 1 to 4; 2.5 is average
	Parts []Part          `json:"parts"` // a factor each, in the order of the matrix; Value is the rating
	// OffRule are the factors rated against the rule of the internal matrix: a strength below 3, a weakness
	// above 2. It is not used outside.
	OffRule []string `json:"offRule"`
}

// IFE returns the internal factor evaluation of m: the strengths and weaknesses, each with its weight and its
// rating, from 1 for a major weakness to 4 for a major strength.
//
//	Total = Σ weight · rating, exact
//
// Above 2.5 the service is strong inside. A rating on the wrong side of the rule is not refused but listed in
// OffRule.
//
// It returns [ErrInvalid] unless each factor of the side has a weight (required, weight_negative, dsize) and a
// rating of 1 to 4 (required, min, max) and the weights sum to exactly 1 (dsum1), with all faults and their
// paths as [Matrix.Validate] has them; the rest of m is not looked at. A side without factors has no sum.
// Reference: David, Strategic Management, chapter on the internal assessment.
func (m Matrix) IFE() (Evaluation, error) {
	e, err := m.evaluate(true, internalSide(), "swot: internal factor evaluation")
	for _, f := range m.Factors {
		if err == nil && (f.Kind == Strength && f.Rating < 3 || f.Kind == Weakness && f.Rating > 2) {
			e.OffRule = append(e.OffRule, f.Code)
		}
	}
	return e, err
}

// EFE returns the external factor evaluation of m: the opportunities and threats, each with its weight and a
// rating from 1, answered poorly, to 4, answered superbly. All else is as in [Matrix.IFE], without a rule for
// the ratings. Reference: David, Strategic Management, chapter on the external assessment.
func (m Matrix) EFE() (Evaluation, error) {
	return m.evaluate(false, externalSide(), "swot: external factor evaluation")
}

// evaluate returns the evaluation of one side of m, checked by v.
func (m Matrix) evaluate(internal bool, v *validator.Validate, op string) (Evaluation, error) {
	if err := declare.Check(v, m, op, ErrInvalid); err != nil {
		return Evaluation{}, err
	}
	var e Evaluation
	for _, f := range m.Factors {
		if f.onSide(internal) {
			p := partOf(f.Code, f.Weight.Decimal, f.Rating)
			e.Parts, e.Total = append(e.Parts, p), e.Total.Add(p.Product)
		}
	}
	return e, nil
}

// partOf returns weight times a mark.
func partOf(code string, weight decimal.Decimal, mark int) Part {
	value := decimal.New(int64(mark), 0)
	return Part{Code: code, Weight: weight, Value: value, Product: weight.Mul(value)}
}

// onSide reports whether f is internal, or external.
func (f Factor) onSide(internal bool) bool {
	return internal == f.Kind.Internal() && Strength <= f.Kind && f.Kind <= Threat
}

// The validators of the two sides know no rule but that of evaluations.
var (
	internalSide = sync.OnceValue(func() *validator.Validate { return sideValidator(true) })
	externalSide = sync.OnceValue(func() *validator.Validate { return sideValidator(false) })
)

func sideValidator(internal bool) *validator.Validate {
	v := declare.New()
	v.SetTagName("evaluate") // which no field has
	v.RegisterStructValidation(func(sl validator.StructLevel) {
		var weights []decimal.Decimal
		for i, f := range sl.Current().Interface().(Matrix).Factors {
			if !f.onSide(internal) {
				continue
			}
			if fault := f.weightFault(); fault != "" {
				report(sl, f.Weight, fault, "", "factors[%d].weight", i)
			}
			switch {
			case f.Rating == 0:
				report(sl, f.Rating, "required", "", "factors[%d].rating", i)
			case f.Rating < 0:
				report(sl, f.Rating, "min", "1", "factors[%d].rating", i)
			case f.Rating > 4:
				report(sl, f.Rating, "max", "4", "factors[%d].rating", i)
			}
			weights = append(weights, f.Weight.Decimal)
		}
		if fits(weights...) && !declare.SumsToOne(weights...) {
			report(sl, weights, "dsum1", "", "factors")
		}
	}, Matrix{})
	return v
}

// weightFault returns the code of what keeps the weight of f from being computed with.
func (f Factor) weightFault() string {
	switch {
	case !f.Weight.Valid:
		return "required"
	case !fits(f.Weight.Decimal):
		return "dsize"
	case f.Weight.Decimal.IsNegative():
		return "weight_negative"
	}
	return ""
}
