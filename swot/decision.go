package swot

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/go-playground/validator/v10"
	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/internal/declare"
)

// A Decision is what a ranking is computed from: criteria, the codes of the strategies, and Scores[i][k], the
// score of Codes[i] on Criteria[k]. [Matrix.Decision] makes one. The zero value has no criteria and is
// invalid; a decision about no strategy is valid.
type Decision struct {
	Criteria []Criterion         `json:"criteria" validate:"max=64,dive"`
	Codes    []string            `json:"codes" validate:"max=10000,dive,required,text_size=10000,clean"`
	Scores   [][]decimal.Decimal `json:"scores"`
}

// absent stands for a score that a strategy does not have. No limit accepts it, so nothing is computed with
// it.
func absent() decimal.Decimal { return decimal.New(0, math.MinInt32) }

// Decision returns the decision about the strategies of m, in their order, by the criteria, with the scores
// that the strategies carry. Scores on other criteria are left aside. The result shares nothing with m or
// criteria.
//
// It asks of m no more than it needs, so a draft can be ranked: [Matrix.Validate] is a matter of its own.
// Otherwise its error is that of [Decision.Validate] on the result; a score that the strategy at index i
// lacks on criterion k is score_missing at Decision.scores[i][k].
func (m Matrix) Decision(criteria []Criterion) (Decision, error) {
	d := Decision{Criteria: criteria}.clone()
	for _, s := range m.Strategies {
		row := make([]decimal.Decimal, len(criteria))
		for k, c := range criteria {
			score, given := s.Scores[c.Code]
			if !given {
				score = absent()
			}
			row[k] = score
		}
		d.Codes, d.Scores = append(d.Codes, s.Code), append(d.Scores, row)
	}
	if err := d.Validate(); err != nil {
		return Decision{}, err
	}
	return d, nil
}

// clone returns d with slices and maps of its own.
func (d Decision) clone() Decision {
	d.Criteria, d.Codes, d.Scores = slices.Clone(d.Criteria), slices.Clone(d.Codes), slices.Clone(d.Scores)
	for k, c := range d.Criteria {
		d.Criteria[k].Anchors = maps.Clone(c.Anchors)
	}
	for i, row := range d.Scores {
		d.Scores[i] = slices.Clone(row)
	}
	return d
}

// Validate returns every fault of d at once, sorted by path, or nil. The error unwraps to [ErrInvalid] and to
// validator.ValidationErrors, in which each fault has its JSON path as Namespace, such as
// Decision.scores[0][2], and one of these codes as Tag:
//
//	required         no criterion, or a code is missing
//	code_dup         a code that an earlier criterion or strategy has
//	dsum1            at criteria: the weights are not all zero and do not sum to exactly 1
//	weight_negative  a weight below 0
//	scale            at max: Max is not above Min
//	floor_range      the floor lies off the scale
//	score_range      a score off the scale
//	score_missing    a score that is not there, or a row of them
//	score_extra      a score without a criterion, or a row without a strategy
//	dsize            a decimal of more than 18 places or beyond ±1e9
//	text_size        a text of more than 10,000 bytes
//	clean            a text that is not UTF-8 or has control characters other than tab and newline
//	max              more than 64 criteria, or more than 10,000 strategies or anchors
func (d Decision) Validate() error {
	return declare.Check(shared(), d, "swot: validate decision", ErrInvalid)
}

// MarshalJSON writes d with every decimal as text with the digits it was given, whatever the decimal
// package's globals say. Decoded and encoded again it gives the same bytes. It returns [ErrLimit] for a
// decimal of more than 100 places or beyond 1e100.
func (d Decision) MarshalJSON() ([]byte, error) {
	type plain Decision
	var scores [][]digits
	for _, row := range d.Scores {
		line := make([]digits, len(row))
		for k, score := range row {
			line[k] = digits(score)
		}
		scores = append(scores, line)
	}
	text, err := json.Marshal(struct {
		plain
		Scores [][]digits `json:"scores"`
	}{plain(d), scores})
	if err != nil {
		return nil, fmt.Errorf("swot: marshal decision: %w", err)
	}
	return text, nil
}

// decisionFaults reports what is wrong between the parts of a decision.
func decisionFaults(sl validator.StructLevel) {
	d := sl.Current().Interface().(Decision)
	if len(d.Criteria) == 0 {
		report(sl, d.Criteria, "required", "", "criteria")
	}
	seen := make(map[string]bool, len(d.Criteria))
	for k, c := range d.Criteria {
		if seen[c.Code] {
			report(sl, c.Code, "code_dup", c.Code, "criteria[%d].code", k)
		}
		seen[c.Code] = c.Code != ""
	}
	seen = make(map[string]bool, len(d.Codes))
	for i, code := range d.Codes {
		if seen[code] {
			report(sl, code, "code_dup", code, "codes[%d]", i)
		}
		seen[code] = code != ""
	}
	if weights, sized := weightsOf(d.Criteria); sized && !allZero(weights) && !declare.SumsToOne(weights...) {
		report(sl, weights, "dsum1", "", "criteria")
	}
	judged := make([]bool, len(d.Criteria))
	for k, c := range d.Criteria {
		judged[k] = fits(c.Min, c.Max) && c.Min.LessThan(c.Max)
	}
	for i := range max(len(d.Codes), len(d.Scores)) {
		rowFaults(sl, d, i, judged)
	}
}

// rowFaults reports what is wrong with row i of the scores of d. Judged says which criteria have a scale to
// judge by.
func rowFaults(sl validator.StructLevel, d Decision, i int, judged []bool) {
	switch {
	case i >= len(d.Scores):
		report(sl, nil, "score_missing", d.Codes[i], "scores[%d]", i)
		return
	case i >= len(d.Codes):
		report(sl, nil, "score_extra", "", "scores[%d]", i)
		return
	}
	row := d.Scores[i]
	for k := range max(len(row), len(d.Criteria)) {
		var tag string
		switch {
		case k >= len(d.Criteria):
			tag = "score_extra"
		case k >= len(row), row[k].Exponent() == math.MinInt32:
			tag = "score_missing"
		case !fits(row[k]):
			tag = "dsize"
		case judged[k] && !d.Criteria[k].holds(row[k]):
			tag = "score_range"
		default:
			continue
		}
		report(sl, nil, tag, d.Codes[i], "scores[%d][%d]", i, k)
	}
}

// weightsOf returns the weights of criteria, and whether they all lie within the limit.
func weightsOf(criteria []Criterion) (weights []decimal.Decimal, sized bool) {
	for _, c := range criteria {
		weights = append(weights, c.Weight)
	}
	return weights, fits(weights...)
}

// allZero reports whether every weight, within the limit, is zero: the sign of equal weights.
func allZero(weights []decimal.Decimal) bool {
	for _, w := range weights {
		if !w.IsZero() {
			return false
		}
	}
	return true
}
