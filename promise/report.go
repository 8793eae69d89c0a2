package promise

import (
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/seed-4ccf82d5/servicequality/internal/bound"
)

// A SpecResult is what the evidence says of one specification. Ratio and Budget are nil without evidence.
type SpecResult struct {
	Code     string        `json:"code"`
	Coverage Ratio         `json:"coverage"`
	Tally    Tally         `json:"tally"`
	Ratio    *float64      `json:"ratio"`
	Met      bool          `json:"met"` // the plain exact comparison of the tally, which may differ from the verdict
	Verdict  Verdict       `json:"verdict"`
	Interval Interval      `json:"interval"` // two-sided; [0, 1] without evidence
	Bounds   Interval      `json:"bounds"`   // the two one-sided bounds that decide; [0, 1] without evidence
	Budget   *Budget       `json:"budget"`
	Misses   []Observation `json:"misses,omitempty"` // examples, the earliest, their times in UTC
}

// An AttributeResult is what the evidence says of an attribute: Ratio is the least of its specifications, Shortfall the
// greatest max(0, coverage - ratio); both are nil if one of them is unmeasured.
type AttributeResult struct {
	Code      string       `json:"code"`
	Tier      Tier         `json:"tier"`
	Visible   bool         `json:"visible"`
	Ratio     *float64     `json:"ratio"`
	Shortfall *float64     `json:"shortfall"`
	Met       bool         `json:"met"` // every specification is
	Verdict   Verdict      `json:"verdict"`
	Specs     []SpecResult `json:"specs"`
}

// A Report is what the evidence says of a promise.
type Report struct {
	Promise         uuid.UUID         `json:"promise"`
	Version         int               `json:"version"`
	Key             Key               `json:"key"`
	Attributes      []AttributeResult `json:"attributes"`
	Base            Verdict           `json:"base"`
	Differentiating Verdict           `json:"differentiating"`
	Worst           string            `json:"worst,omitempty"` // the visible measured attribute of greatest shortfall, then of least ratio, then the first: it rules the impression
	Weighted        *float64          `json:"weighted"`        // weighted mean of the ratios of the attributes; nil if a weighted one is unmeasured
	Joint           *Interval         `json:"joint"`           // chance that a customer gets all of it, whatever the dependence: [max(0, Σr-(m-1)), min r]; nil unless all is measured (Fréchet 1935)
	Unmeasured      []string          `json:"unmeasured,omitempty"`
	Outside         int64             `json:"outside"`
}

// Spec returns the result of a specification, and false if the promise has none of that code.
func (r Report) Spec(code string) (SpecResult, bool) {
	for _, a := range r.Attributes {
		for _, s := range a.Specs {
			if s.Code == code {
				return s, true
			}
		}
	}
	return SpecResult{}, false
}

// report makes the report of what e has counted.
func (e *Evaluator) report(op string) (Report, error) {
	if e.at == nil {
		return Report{}, fmt.Errorf("%s: evaluator not made by NewEvaluator: %w", op, ErrInvalid)
	}
	p := e.promise
	report := Report{Promise: p.ID, Version: p.Version, Key: p.Key, Outside: e.outside}
	verdicts, next := map[Tier][]Verdict{}, 0
	for _, a := range p.Attributes {
		result := AttributeResult{Code: a.Code, Tier: a.Tier, Visible: a.Visible, Met: true}
		for _, s := range a.Specs {
			spec, err := e.specResult(s, e.counters[next])
			if err != nil {
				return Report{}, fmt.Errorf("%s: specification %.40q: %w", op, s.Code, err)
			}
			next++
			if spec.Ratio == nil {
				report.Unmeasured = append(report.Unmeasured, s.Code)
			}
			result.Met = result.Met && spec.Met
			result.Specs = append(result.Specs, spec)
			verdicts[a.Tier] = append(verdicts[a.Tier], spec.Verdict)
		}
		result.summarise()
		report.Attributes = append(report.Attributes, result)
	}
	report.Base, report.Differentiating = join(verdicts[Base]), join(verdicts[Differentiating])
	report.Worst = worst(report.Attributes)
	report.Weighted = weighted(p.Attributes, report.Attributes)
	report.Joint = joint(report.Attributes)
	return report, nil
}

// specResult says what one counter shows.
func (e *Evaluator) specResult(s Specification, c counter) (SpecResult, error) {
	result := SpecResult{Code: s.Code, Coverage: s.Coverage, Tally: c.tally, Interval: Interval{0, 1}, Misses: slices.Clone(c.misses)}
	var err error
	if result.Verdict, result.Bounds, err = e.options.decide(c.tally, s.Coverage, len(e.counters)); err != nil {
		return SpecResult{}, err
	}
	if ratio, ok := c.tally.Ratio(); ok {
		budget := budgetOf(s.Coverage, c.tally)
		result.Ratio, result.Met, result.Budget = &ratio, s.Coverage.Met(c.tally), &budget
		result.Interval, err = c.tally.Interval(e.options.Level, e.options.Method)
	}
	return result, err
}

// summarise fills in what follows from the specifications of an attribute.
func (a *AttributeResult) summarise() {
	var verdicts []Verdict
	least, greatest, measured := 1.0, 0.0, true
	for _, s := range a.Specs {
		verdicts = append(verdicts, s.Verdict)
		if s.Ratio == nil {
			measured = false
			continue
		}
		least, greatest = min(least, *s.Ratio), max(greatest, s.Coverage.Float64()-*s.Ratio)
	}
	a.Verdict = join(verdicts)
	if measured {
		a.Ratio, a.Shortfall = &least, &greatest
	}
}

// worst returns the code of the visible measured attribute that shows worst, "" if there is none.
func worst(attributes []AttributeResult) string {
	var found *AttributeResult
	for i := range attributes {
		a := &attributes[i]
		if !a.Visible || a.Ratio == nil {
			continue
		}
		if found == nil || *a.Shortfall > *found.Shortfall || *a.Shortfall == *found.Shortfall && *a.Ratio < *found.Ratio {
			found = a
		}
	}
	if found == nil {
		return ""
	}
	return found.Code
}

// weighted returns the weighted mean of the ratios, nil if an attribute of a weight above 0 is unmeasured.
func weighted(declared []Attribute, results []AttributeResult) *float64 {
	equal := true
	for _, a := range declared {
		equal = equal && a.Weight.Sign() == 0
	}
	sum, weights := 0.0, 0.0 // the weights are summed alike, so that ratios of 1 give 1 to the bit
	for i, a := range declared {
		weight := 1.0
		if !equal {
			weight, _ = bound.Rat(a.Weight).Float64()
		}
		if weight == 0 {
			continue
		}
		if results[i].Ratio == nil {
			return nil
		}
		sum, weights = sum+weight**results[i].Ratio, weights+weight
	}
	if weights == 0 { // no attribute
		return nil
	}
	mean := sum / weights
	return &mean
}

// joint returns the bounds of Fréchet on the chance that every specification is kept at once.
func joint(attributes []AttributeResult) *Interval {
	missing, least := 0.0, 1.0
	for _, a := range attributes {
		for _, s := range a.Specs {
			if s.Ratio == nil {
				return nil
			}
			missing += 1 - *s.Ratio
			least = min(least, *s.Ratio)
		}
	}
	return &Interval{max(0, 1-missing), least}
}
