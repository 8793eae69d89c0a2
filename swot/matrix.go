package swot

import (
	"fmt"
	"iter"

	"github.com/google/uuid"
)

// A Matrix holds the factors of a service and the strategies that come from them, in the order in which they were
// declared. One without strategies is valid. The zero value is invalid, as it has no ID and no title.
type Matrix struct {
	ID         uuid.UUID  `json:"id" validate:"required"`
	Title      string     `json:"title" validate:"required,text_size=10000,clean"`
	Factors    []Factor   `json:"factors" validate:"max=10000,dive"`
	Strategies []Strategy `json:"strategies,omitempty" validate:"max=10000,dive"`
	Note       string     `json:"note,omitempty" validate:"text_size=10000,clean"`
}

// Factor returns the factor of that code, or [ErrNotFound].
func (m Matrix) Factor(code string) (Factor, error) {
	for _, f := range m.Factors {
		if f.Code == code {
			return f, nil
		}
	}
	return Factor{}, fmt.Errorf("swot: factor %.40q: %w", code, ErrNotFound)
}

// Strategy returns the strategy of that code, or [ErrNotFound].
func (m Matrix) Strategy(code string) (Strategy, error) {
	for _, s := range m.Strategies {
		if s.Code == code {
			return s, nil
		}
	}
	return Strategy{}, fmt.Errorf("swot: strategy %.40q: %w", code, ErrNotFound)
}

// FactorRef returns a reference to a factor, {"swot.factor", "<uuid>/S1"}, whether it is there or not.
func (m Matrix) FactorRef(code string) Ref { return Ref{"swot.factor", m.ID.String() + "/" + code} }

// StrategyRef returns a reference to a strategy, {"swot.strategy", "<uuid>/SO1"}, whether it is there or not. An action
// plan stores it.
func (m Matrix) StrategyRef(code string) Ref { return Ref{"swot.strategy", m.ID.String() + "/" + code} }

// Quadrant returns the quadrant of a strategy, derived from the kinds of the factors it uses: every pair of an internal
// and an external kind among them is possible. Where several are, the declared one decides. It returns [ErrNotFound] for an
// unknown code, and [ErrInvalid] where Validate would report tows_pair, quadrant_mismatch or quadrant_ambiguous.
// Reference: Weihrich (1982), The TOWS Matrix, Long Range Planning 15(2).
func (m Matrix) Quadrant(code string) (Quadrant, error) {
	s, err := m.Strategy(code)
	if err != nil {
		return 0, err
	}
	quadrant, fault := derive(s, m.kinds())
	if fault != "" {
		return 0, fmt.Errorf("swot: quadrant of %.40q: %w: %s", code, ErrInvalid, fault)
	}
	return quadrant, nil
}

// kinds returns the kind of each factor by its code.
func (m Matrix) kinds() map[string]Kind {
	kinds := make(map[string]Kind, len(m.Factors))
	for _, f := range m.Factors {
		kinds[f.Code] = f.Kind
	}
	return kinds
}

// derive returns the quadrant of s, or the tag of the fault that it has none.
func derive(s Strategy, kinds map[string]Kind) (quadrant Quadrant, fault string) {
	var uses [Threat + 1]bool
	for _, code := range s.Uses {
		if kind := kinds[code]; kind <= Threat {
			uses[kind] = true
		}
	}
	possible := 0
	for _, internal := range []Kind{Strength, Weakness} {
		for _, external := range []Kind{Opportunity, Threat} {
			if !uses[internal] || !uses[external] {
				continue
			}
			possible++
			if q := quadrantOf(internal, external); quadrant == 0 || q == s.Declared {
				quadrant = q
			}
		}
	}
	switch {
	case possible == 0:
		return 0, "tows_pair"
	case s.Declared != 0 && s.Declared != quadrant:
		return 0, "quadrant_mismatch"
	case s.Declared == 0 && possible > 1:
		return 0, "quadrant_ambiguous"
	}
	return quadrant, ""
}

// Trace returns the pairs of a factor and a strategy that uses it, by factor, then by strategy, in the order of the
// matrix. A code that does not exist has no pair.
func (m Matrix) Trace() iter.Seq2[Factor, Strategy] {
	return func(yield func(Factor, Strategy) bool) {
		users := m.users()
		for _, f := range m.Factors {
			for _, i := range users[f.Code] {
				if !yield(f, m.Strategies[i]) {
					return
				}
			}
		}
	}
}

// users returns the indexes of the strategies that use each code, each once.
func (m Matrix) users() map[string][]int {
	users := map[string][]int{}
	for i, s := range m.Strategies {
		for _, code := range s.Uses {
			if n := len(users[code]); n == 0 || users[code][n-1] != i {
				users[code] = append(users[code], i)
			}
		}
	}
	return users
}
