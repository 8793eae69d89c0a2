package swot

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/go-playground/validator/v10"
	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/internal/declare"
)

// A Criterion is what strategies are scored by, on a scale that is declared and not read off the scores, so that two
// strategies never change places because a third comes or goes. The zero value is invalid.
type Criterion struct {
	Code          string              `json:"code" validate:"required,text_size=64,clean"`
	Name          string              `json:"name,omitempty" validate:"text_size=10000,clean"`
	Weight        decimal.Decimal     `json:"weight" validate:"dsize=18/9"` // all of a decision 0: equal; else they sum to exactly 1
	Min           decimal.Decimal     `json:"min" validate:"dsize=18/9"`    // least score
	Max           decimal.Decimal     `json:"max" validate:"dsize=18/9"`    // greatest score, above Min
	LowerIsBetter bool                `json:"lowerIsBetter,omitempty"`
	Floor         decimal.NullDecimal `json:"floor" validate:"dsize=18/9"` // worst score allowed; a worse one ranks the strategy last
	Anchors       map[string]string   `json:"anchors,omitempty" validate:"max=1000,dive,text_size=10000,clean"`
}

// MarshalJSON returns c with the digits of its decimals as written, as texts. It returns [ErrRange] for a hostile decimal.
func (c Criterion) MarshalJSON() ([]byte, error) {
	type plain Criterion
	var texts [3]string
	for i, d := range []decimal.Decimal{c.Weight, c.Min, c.Max} {
		text, err := digits(d)
		if err != nil {
			return nil, err
		}
		texts[i] = text
	}
	floor, err := nullDigits(c.Floor)
	if err != nil {
		return nil, err
	}
	return json.Marshal(struct {
		plain
		Weight string  `json:"weight"`
		Min    string  `json:"min"`
		Max    string  `json:"max"`
		Floor  *string `json:"floor"`
	}{plain(c), texts[0], texts[1], texts[2], floor})
}

// DefaultCriteria returns impact, viability and need, by which article 000 of package seeds ranks strategies. It gives
// neither weights nor a scale: equal weights and 1 to 5 are ours.
func DefaultCriteria() []Criterion {
	criterion := func(code, name string) Criterion {
		return Criterion{Code: code, Name: name, Min: decimal.New(1, 0), Max: decimal.New(5, 0)}
	}
	return []Criterion{criterion("impact", "Impact"), criterion("viability", "Viability"), criterion("need", "Need to apply")}
}

// A Decision is what a ranking is computed from: strategies by code, each scored by every criterion. The zero value is
// invalid, as it has no criterion.
type Decision struct {
	Criteria []Criterion         `json:"criteria" validate:"min=1,max=64,dive"`
	Codes    []string            `json:"codes" validate:"max=10000"`
	Scores   [][]decimal.Decimal `json:"scores" validate:"max=10000"` // Scores[i][k] of Codes[i] by Criteria[k]
}

// Decision returns the scores of all strategies of m by criteria. It returns the faults of [Decision.Validate], under a
// path such as Decision.scores[1][0] for a strategy that has no score by a criterion.
func (m Matrix) Decision(criteria []Criterion) (Decision, error) {
	d := Decision{Criteria: slices.Clone(criteria)}
	for _, s := range m.Strategies {
		var row []decimal.Decimal
		for _, c := range criteria {
			score, ok := s.Scores[c.Code]
			if !ok {
				break // a short row, which Validate reports as score_missing
			}
			row = append(row, score)
		}
		d.Codes = append(d.Codes, s.Code)
		d.Scores = append(d.Scores, row)
	}
	if err := d.Validate(); err != nil {
		return Decision{}, err
	}
	return d, nil
}

// MarshalJSON returns d with the digits of its decimals as written, as texts. It returns [ErrRange] for a hostile decimal.
func (d Decision) MarshalJSON() ([]byte, error) {
	type plain Decision
	var scores [][]string
	for _, row := range d.Scores {
		texts := []string{}
		for _, score := range row {
			text, err := digits(score)
			if err != nil {
				return nil, err
			}
			texts = append(texts, text)
		}
		scores = append(scores, texts)
	}
	return json.Marshal(struct {
		plain
		Scores [][]string `json:"scores"`
	}{plain(d), scores})
}

// reportDecision reports what is wrong between the parts of a decision.
func reportDecision(sl validator.StructLevel, d Decision) {
	report := reporter(sl)
	reportCriteria(d.Criteria, report)
	seen := map[string]bool{}
	for i, code := range d.Codes {
		if seen[code] {
			report(fmt.Sprintf("codes[%d]", i), "code_dup", code)
		}
		seen[code] = true
	}
	if len(d.Scores) != len(d.Codes) {
		report("scores", "score_missing", nil)
	}
	for i, row := range d.Scores {
		for k := range max(len(row), len(d.Criteria)) {
			path := fmt.Sprintf("scores[%d][%d]", i, k)
			switch {
			case k >= len(row):
				report(path, "score_missing", nil)
			case k >= len(d.Criteria):
				report(path, "code_unknown", nil)
			case accepted().Check(row[k]) != nil:
				report(path, "dsize", nil)
			case d.Criteria[k].safe() && (row[k].LessThan(d.Criteria[k].Min) || row[k].GreaterThan(d.Criteria[k].Max)):
				report(path, "score_range", nil)
			}
		}
	}
}

// reportCriteria reports what is wrong with the scales and weights.
func reportCriteria(criteria []Criterion, report func(path, tag string, value any)) {
	var weights []decimal.Decimal
	seen := map[string]bool{}
	safe, zero := true, true
	for k, c := range criteria {
		path := fmt.Sprintf("criteria[%d]", k)
		if seen[c.Code] {
			report(path+".code", "code_dup", c.Code)
		}
		seen[c.Code] = true
		if !c.safe() {
			safe = false
			continue
		}
		weights = append(weights, c.Weight)
		zero = zero && c.Weight.Sign() == 0
		if c.Weight.Sign() < 0 {
			report(path+".weight", "weight_negative", nil)
		}
		if c.Max.LessThanOrEqual(c.Min) {
			report(path+".max", "scale", nil)
		}
		if c.Floor.Valid && (c.Floor.Decimal.LessThan(c.Min) || c.Floor.Decimal.GreaterThan(c.Max)) {
			report(path+".floor", "floor_range", nil)
		}
	}
	if safe && !zero && !declare.SumsToOne(weights...) {
		report("criteria", "dsum1", nil)
	}
}

// safe reports whether every decimal of c is within the limit, so that it may be computed with.
func (c Criterion) safe() bool {
	for _, d := range []decimal.Decimal{c.Weight, c.Min, c.Max, c.Floor.Decimal} {
		if accepted().Check(d) != nil {
			return false
		}
	}
	return true
}
