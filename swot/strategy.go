package swot

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/internal/bound"
)

// accepted is the limit of every decimal that comes into this package: 18 places, |d| ≤ 1e9.
func accepted() bound.Limit { return bound.Limit{Places: 18, Magnitude: 9} }

// An Objective makes a strategy measurable: an indicator, where it is to stand, by when, and whose area that is. Indicator
// and Area are mandatory; Target is always there, and 0 is a target too. The zero value is invalid.
type Objective struct {
	Indicator     string              `json:"indicator" validate:"required,text_size=10000,clean"`
	Unit          string              `json:"unit,omitempty" validate:"text_size=100,clean"`
	Baseline      decimal.NullDecimal `json:"baseline" validate:"dsize=18/9"` // where the indicator stands today, on the far side of Target
	Target        decimal.Decimal     `json:"target" validate:"dsize=18/9"`
	LowerIsBetter bool                `json:"lowerIsBetter,omitempty"`
	Due           time.Time           `json:"due,omitzero"` // the zero time says that none is set
	Area          string              `json:"area" validate:"required,text_size=10000,clean"`
	Owner         string              `json:"owner,omitempty" validate:"text_size=10000,clean"`
}

// Reached reports whether value meets the target, or passes it in its direction. It returns [ErrRange] for a value or a
// target of more than 18 places or beyond 1e9.
func (o Objective) Reached(value decimal.Decimal) (bool, error) {
	for _, d := range []decimal.Decimal{value, o.Target} {
		if err := accepted().Check(d); err != nil {
			return false, fmt.Errorf("swot: objective reached: %w: %w", ErrRange, err)
		}
	}
	if o.LowerIsBetter {
		return value.LessThanOrEqual(o.Target), nil
	}
	return value.GreaterThanOrEqual(o.Target), nil
}

// MarshalJSON returns o with the digits of its decimals as written, as texts. It returns [ErrRange] for a hostile decimal.
func (o Objective) MarshalJSON() ([]byte, error) {
	type plain Objective
	baseline, err := nullDigits(o.Baseline)
	if err != nil {
		return nil, err
	}
	target, err := digits(o.Target)
	if err != nil {
		return nil, err
	}
	return json.Marshal(struct {
		plain
		Baseline *string `json:"baseline"`
		Target   string  `json:"target"`
	}{plain(o), baseline, target})
}

// A Strategy answers internal factors with external ones in view. The zero value is invalid.
type Strategy struct {
	Code       string                     `json:"code" validate:"required,text_size=64,clean"` // short and unique, such as "SO1"
	Title      string                     `json:"title" validate:"required,text_size=10000,clean"`
	Declared   Quadrant                   `json:"declared,omitempty" validate:"max=4"` // settles which quadrant a strategy of several belongs to
	Uses       []string                   `json:"uses" validate:"max=10000"`           // codes of the factors it answers, none twice
	Objectives []Objective                `json:"objectives" validate:"max=1000,dive"` // one or more
	Embodied   []Ref                      `json:"embodied,omitempty" validate:"max=1000,dive"`
	Scores     map[string]decimal.Decimal `json:"scores,omitempty" validate:"max=64"` // by the code of the criterion
	Note       string                     `json:"note,omitempty" validate:"text_size=10000,clean"`
}

// MarshalJSON returns s with the digits of its scores as written, as texts. It returns [ErrRange] for a hostile decimal.
func (s Strategy) MarshalJSON() ([]byte, error) {
	type plain Strategy
	var scores map[string]string
	if s.Scores != nil {
		scores = make(map[string]string, len(s.Scores))
	}
	for code, score := range s.Scores {
		text, err := digits(score)
		if err != nil {
			return nil, err
		}
		scores[code] = text
	}
	return json.Marshal(struct {
		plain
		Scores map[string]string `json:"scores,omitempty"`
	}{plain(s), scores})
}

// digits returns d with its digits as written, or [ErrRange].
func digits(d decimal.Decimal) (string, error) {
	if err := accepted().Check(d); err != nil {
		return "", fmt.Errorf("swot: marshal decimal: %w: %w", ErrRange, err)
	}
	return bound.Digits(d), nil
}

// nullDigits is digits for a decimal that may be absent.
func nullDigits(d decimal.NullDecimal) (*string, error) {
	if !d.Valid {
		return nil, nil
	}
	text, err := digits(d.Decimal)
	return &text, err
}
