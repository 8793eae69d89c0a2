package swot

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/shopspring/decimal"
)

// An Objective says how it will show that a strategy works: an indicator, the value it is to reach, and the
// area that answers for it. Indicator and Area are mandatory, so the zero value is invalid. Target is
// mandatory too, in the sense that it is always there: it is a plain decimal, and 0 is a target like any
// other (no complaints).
type Objective struct {
	Indicator string `json:"indicator" validate:"required,text_size=10000,clean"`
	Unit      string `json:"unit,omitempty" validate:"text_size=10000,clean"` // of Baseline and Target
	// Baseline is where the indicator stands today, if that is known. It may be at Target (hold it) or worse,
	// not better.
	Baseline decimal.NullDecimal `json:"baseline,omitzero" validate:"dsize=18/9"`
	Target   decimal.Decimal     `json:"target" validate:"dsize=18/9"`
	// LowerIsBetter turns the direction: the target is met from above, as with complaints or minutes of delay.
	LowerIsBetter bool      `json:"lowerIsBetter,omitempty"`
	Due           time.Time `json:"due,omitzero"`                                     // zero = none
	Area          string    `json:"area" validate:"required,text_size=10000,clean"`   // where it is done and measured
	Owner         string    `json:"owner,omitempty" validate:"text_size=10000,clean"` // who answers for it
}

// Reached reports whether value, in the objective's Unit, meets or passes Target in its direction: value ≥
// Target, or value ≤ Target where lower is better. The baseline plays no part.
//
// It returns [ErrLimit] if value or Target has more than 18 places or lies beyond ±1e9.
func (o Objective) Reached(value decimal.Decimal) (bool, error) {
	for _, d := range [...]decimal.Decimal{value, o.Target} {
		if err := check(d); err != nil {
			return false, fmt.Errorf("swot: objective %.40q: %w: %w", o.Indicator, ErrLimit, err)
		}
	}
	if o.LowerIsBetter {
		return value.LessThanOrEqual(o.Target), nil
	}
	return value.GreaterThanOrEqual(o.Target), nil
}

// MarshalJSON writes o with its decimals as text with the digits they were given. It returns [ErrLimit] for
// one of more than 100 places or beyond 1e100.
func (o Objective) MarshalJSON() ([]byte, error) {
	type plain Objective
	return json.Marshal(struct {
		plain
		Baseline nullDigits `json:"baseline,omitzero"`
		Target   digits     `json:"target"`
	}{plain(o), nullDigits(o.Baseline), digits(o.Target)})
}

// A Strategy answers factors of the matrix. Code, Title, factors of which one is internal and one external,
// and an objective are mandatory, so the zero value is invalid.
type Strategy struct {
	Code  string `json:"code" validate:"required,text_size=10000,clean"` // unique among the strategies
	Title string `json:"title" validate:"required,text_size=10000,clean"`
	// Declared settles the quadrant of a strategy whose factors leave several; see [Matrix.Quadrant].
	Declared Quadrant `json:"declared,omitempty" validate:"max=4"`
	// Uses lists the codes of the factors that the strategy answers, without repeats.
	Uses       []string    `json:"uses,omitempty" validate:"max=10000,dive,text_size=10000,clean"`
	Objectives []Objective `json:"objectives,omitempty" validate:"max=10000,dive"` // at least one
	// Embodied points at the processes and procedures, refs of kind "process" or "procedure", in which the
	// strategy is carried out; other kinds are not refused.
	Embodied []Ref `json:"embodied,omitempty" validate:"max=10000,dive,required"`
	// Scores are what people gave the strategy on each criterion, by the criterion's code.
	Scores map[string]decimal.Decimal `json:"scores,omitempty" validate:"max=10000,dive,keys,required,text_size=10000,clean,endkeys,dsize=18/9"`
	Note   string                     `json:"note,omitempty" validate:"text_size=10000,clean"`
}

// MarshalJSON writes s with its decimals as text with the digits they were given. It returns [ErrLimit] for
// one of more than 100 places or beyond 1e100.
func (s Strategy) MarshalJSON() ([]byte, error) {
	type plain Strategy
	scores := make(map[string]digits, len(s.Scores))
	for code, score := range s.Scores {
		scores[code] = digits(score)
	}
	return json.Marshal(struct {
		plain
		Scores map[string]digits `json:"scores,omitempty"`
	}{plain(s), scores})
}

// clone returns s with slices and a map of its own.
func (s Strategy) clone() Strategy {
	s.Uses, s.Objectives, s.Embodied = slices.Clone(s.Uses), slices.Clone(s.Objectives), slices.Clone(s.Embodied)
	s.Scores = maps.Clone(s.Scores)
	return s
}
