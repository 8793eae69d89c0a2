package swot

import (
	"encoding/json"
	"fmt"
	"iter"
	"slices"

	"github.com/google/uuid"
)

// A Matrix holds the factors of a service and the strategies that follow from them. ID and Title are
// mandatory, so the zero value is invalid; a matrix without factors, or without strategies, is not. A draft
// with faults can be rendered, covered and stored; [Matrix.Validate] says what it lacks.
type Matrix struct {
	ID         uuid.UUID  `json:"id" validate:"required"` // given by the caller
	Title      string     `json:"title" validate:"required,text_size=10000,clean"`
	Factors    []Factor   `json:"factors,omitempty" validate:"max=10000,dive"`
	Strategies []Strategy `json:"strategies,omitempty" validate:"max=10000,dive"`
	Relations  []Relation `json:"relations,omitempty" validate:"max=10000,dive"` // between the strategies
	Note       string     `json:"note,omitempty" validate:"text_size=10000,clean"`
}

// MarshalJSON writes m with every decimal as text with the digits it was given, "0.10" for 0.10, whatever the
// decimal package's globals say. Decoded and encoded again it gives the same bytes. It returns [ErrLimit] for
// a decimal of more than 100 places or beyond 1e100, [ErrUnknown] for a kind or quadrant that does not exist,
// and package json's own error for a due date beyond the year 9999.
func (m Matrix) MarshalJSON() ([]byte, error) {
	type plain Matrix // its factors and strategies keep their digits themselves
	text, err := json.Marshal(plain(m))
	if err != nil {
		return nil, fmt.Errorf("swot: marshal matrix: %w", err)
	}
	return text, nil
}

// Factor returns a copy of the factor with the code, or [ErrNotFound].
func (m Matrix) Factor(code string) (Factor, error) {
	if i := slices.IndexFunc(m.Factors, func(f Factor) bool { return f.Code == code }); i >= 0 {
		return m.Factors[i].clone(), nil
	}
	return Factor{}, fmt.Errorf("swot: factor %.40q: %w", code, ErrNotFound)
}

// Strategy returns a copy of the strategy with the code, or [ErrNotFound].
func (m Matrix) Strategy(code string) (Strategy, error) {
	if i := slices.IndexFunc(m.Strategies, func(s Strategy) bool { return s.Code == code }); i >= 0 {
		return m.Strategies[i].clone(), nil
	}
	return Strategy{}, fmt.Errorf("swot: strategy %.40q: %w", code, ErrNotFound)
}

// Quadrant returns the quadrant of the strategy with the code, derived from the kinds of the factors it uses;
// the order of Uses does not matter.
//
// Every pair of an internal and an external kind among them is possible. If one is, that is the quadrant; if
// several are, the strategy's Declared says which.
//
// It returns [ErrNotFound] if there is no such strategy or it uses a factor that does not exist, and
// [ErrInvalid], with the fault's code, if no pair is possible (tows_pair), if the declared one is not
// (quadrant_mismatch) or if several are and none is declared (quadrant_ambiguous). Reference: Weihrich
// (1982), The TOWS matrix, Long Range Planning 15(2).
func (m Matrix) Quadrant(code string) (Quadrant, error) {
	i := slices.IndexFunc(m.Strategies, func(s Strategy) bool { return s.Code == code })
	if i < 0 {
		return 0, fmt.Errorf("swot: quadrant of strategy %.40q: %w", code, ErrNotFound)
	}
	ks, unknown := m.Strategies[i].kinds(m.kinds())
	if len(unknown) > 0 {
		return 0, fmt.Errorf("swot: quadrant of strategy %.40q: factor %.40q: %w", code, unknown[0], ErrNotFound)
	}
	q, fault := ks.quadrant(m.Strategies[i].Declared)
	if fault != "" {
		return 0, fmt.Errorf("swot: quadrant of strategy %.40q: %w: %s", code, ErrInvalid, fault)
	}
	return q, nil
}

// kinds returns the kind of each factor by its code. Of factors with the same code it is the first's.
func (m Matrix) kinds() map[string]Kind {
	byCode := make(map[string]Kind, len(m.Factors))
	for _, f := range m.Factors {
		if _, dup := byCode[f.Code]; !dup && f.Code != "" {
			byCode[f.Code] = f.Kind
		}
	}
	return byCode
}

// kinds returns the kinds of the factors that s uses, and the codes that byCode does not know.
func (s Strategy) kinds(byCode map[string]Kind) (ks kinds, unknown []string) {
	for _, code := range s.Uses {
		kind, known := byCode[code]
		switch {
		case !known:
			unknown = append(unknown, code)
		case int(kind) < len(ks):
			ks[kind] = true
		}
	}
	return ks, unknown
}

// StrategyRef returns the ref by which an action plan names the strategy with the code:
// {"swot.strategy", "<uuid of the matrix>/<code>"}. It does not ask whether there is such a strategy.
func (m Matrix) StrategyRef(code string) Ref { return Ref{"swot.strategy", m.ID.String() + "/" + code} }

// FactorRef returns the ref by which others name the factor with the code:
// {"swot.factor", "<uuid of the matrix>/<code>"}. It does not ask whether there is such a factor.
func (m Matrix) FactorRef(code string) Ref { return Ref{"swot.factor", m.ID.String() + "/" + code} }

// Trace returns the pairs of a factor and a strategy that uses it: by factor, then by strategy, both in the
// order of the matrix. A strategy that names a factor twice makes one pair; a code that does not exist makes
// none. The pairs are copies.
func (m Matrix) Trace() iter.Seq2[Factor, Strategy] {
	return func(yield func(Factor, Strategy) bool) {
		users := m.users()
		for _, f := range m.Factors {
			for _, i := range users[f.Code] {
				if !yield(f.clone(), m.Strategies[i].clone()) {
					return
				}
			}
		}
	}
}

// users returns the indexes of the strategies that use each code, rising and without repeats.
func (m Matrix) users() map[string][]int {
	byCode := make(map[string][]int)
	for i, s := range m.Strategies {
		for _, code := range s.Uses {
			if is := byCode[code]; len(is) == 0 || is[len(is)-1] != i {
				byCode[code] = append(is, i)
			}
		}
	}
	return byCode
}
