package swot

import (
	"encoding/json"

	"github.com/go-playground/validator/v10"
	"github.com/shopspring/decimal"
)

// A Criterion is a scale on which people score strategies. Code, Min and a Max above it are mandatory, so the
// zero value is invalid. The scale is declared, never read off the data: what one strategy scores says
// nothing about another.
type Criterion struct {
	Code string `json:"code" validate:"required,text_size=10000,clean"` // unique among the criteria
	Name string `json:"name,omitempty" validate:"text_size=10000,clean"`
	// Weight is the importance of the criterion. The weights of a decision sum to exactly 1, or are all zero,
	// which stands for equal; [NormalizeWeights] turns points into weights.
	Weight decimal.Decimal `json:"weight" validate:"dsize=18/9,weight_negative"`
	Min    decimal.Decimal `json:"min" validate:"dsize=18/9"` // least score
	Max    decimal.Decimal `json:"max" validate:"dsize=18/9"` // greatest score
	// LowerIsBetter says that Min is the best score, as with cost or risk.
	LowerIsBetter bool `json:"lowerIsBetter,omitempty"`
	// Floor is the worst score allowed, if there is one: a worse score vetoes the strategy, whatever its
	// other scores.
	Floor decimal.NullDecimal `json:"floor,omitzero" validate:"dsize=18/9"`
	// Anchors say what scores mean, by the score as text, so that two judges mean the same by a 3. Nothing is
	// computed from them.
	Anchors map[string]string `json:"anchors,omitempty" validate:"max=10000,dive,keys,required,text_size=10000,clean,endkeys,text_size=10000,clean"`
}

// DefaultCriteria returns the three by which article 000 ranks strategies: impact, viability and need, in
// that order. The article gives no scale and no weights: 1 to 5 and equal weights are ours. The slice is
// fresh on every call.
func DefaultCriteria() []Criterion {
	scale := func(code, name string) Criterion {
		return Criterion{Code: code, Name: name, Min: decimal.New(1, 0), Max: decimal.New(5, 0)}
	}
	return []Criterion{scale("impact", "Impact"), scale("viability", "Viability"), scale("need", "Need")}
}

// MarshalJSON writes c with its decimals as text with the digits they were given. It returns [ErrLimit] for
// one of more than 100 places or beyond 1e100.
func (c Criterion) MarshalJSON() ([]byte, error) {
	type plain Criterion
	return json.Marshal(struct {
		plain
		Weight digits     `json:"weight"`
		Min    digits     `json:"min"`
		Max    digits     `json:"max"`
		Floor  nullDigits `json:"floor,omitzero"`
	}{plain(c), digits(c.Weight), digits(c.Min), digits(c.Max), nullDigits(c.Floor)})
}

// criterionFaults reports an empty scale, or a floor off it.
func criterionFaults(sl validator.StructLevel) {
	c := sl.Current().Interface().(Criterion)
	switch {
	case !fits(c.Min, c.Max):
	case !c.Min.LessThan(c.Max):
		report(sl, c.Max, "scale", "", "max")
	case c.Floor.Valid && fits(c.Floor.Decimal) && !c.holds(c.Floor.Decimal):
		report(sl, c.Floor, "floor_range", "", "floor")
	}
}

// holds reports whether score, within the limit, lies on the scale of c.
func (c Criterion) holds(score decimal.Decimal) bool {
	return compare(score, c.Min) >= 0 && compare(score, c.Max) <= 0
}

// vetoes reports whether score is worse than the floor of c.
func (c Criterion) vetoes(score decimal.Decimal) bool {
	if c.LowerIsBetter {
		return c.Floor.Valid && compare(score, c.Floor.Decimal) > 0
	}
	return c.Floor.Valid && compare(score, c.Floor.Decimal) < 0
}
