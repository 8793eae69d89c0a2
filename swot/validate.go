package swot

import (
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/go-playground/validator/v10"

	"github.com/seed-4ccf82d5/servicequality/internal/declare"
)

// Validate returns every fault of m at once, each a [validator.FieldError] under [ErrInvalid] with its JSON path, such as
// Matrix.strategies[3].uses[1]. Tags across fields: code_dup, code_unknown, use_dup, tows_pair, quadrant_mismatch,
// quadrant_ambiguous, objective_missing, baseline_side, ref_half, evidence_empty, scale; sizes are dsize and text_size.
func (m Matrix) Validate() error {
	return declare.Check(shared(), m, "swot: validate matrix", ErrInvalid)
}

// Validate returns every fault of d at once, as [Matrix.Validate] does, with paths such as Decision.scores[1][0]. Tags
// across fields: code_dup, dsum1, weight_negative, scale, floor_range, score_missing, score_range, dsize.
func (d Decision) Validate() error {
	return declare.Check(shared(), d, "swot: validate decision", ErrInvalid)
}

var shared = sync.OnceValue(func() *validator.Validate {
	v := declare.New()
	v.RegisterStructValidation(func(sl validator.StructLevel) { reportMatrix(sl, sl.Current().Interface().(Matrix)) }, Matrix{})
	v.RegisterStructValidation(func(sl validator.StructLevel) { reportObjective(sl, sl.Current().Interface().(Objective)) }, Objective{})
	v.RegisterStructValidation(func(sl validator.StructLevel) {
		if r := sl.Current().Interface().(Ref); (r.Kind == "") != (r.ID == "") {
			sl.ReportError(r.ID, "id", "ID", "ref_half", "")
		}
	}, Ref{})
	v.RegisterStructValidation(func(sl validator.StructLevel) {
		if e := sl.Current().Interface().(Evidence); e == (Evidence{}) {
			sl.ReportError(e.Source, "source", "Source", "evidence_empty", "")
		}
	}, Evidence{})
	v.RegisterStructValidation(func(sl validator.StructLevel) { reportDecision(sl, sl.Current().Interface().(Decision)) }, Decision{})
	return v
})

// reporter returns a function that reports a fault at a path below the struct under validation.
func reporter(sl validator.StructLevel) func(path, tag string, value any) {
	return func(path, tag string, value any) { sl.ReportError(value, path, path, tag, "") }
}

// reportMatrix reports what is wrong between the parts of a matrix.
func reportMatrix(sl validator.StructLevel, m Matrix) {
	report := reporter(sl)
	seen := map[string]bool{}
	for i, f := range m.Factors {
		if seen[f.Code] {
			report(fmt.Sprintf("factors[%d].code", i), "code_dup", f.Code)
		}
		seen[f.Code] = true
	}
	kinds := m.kinds()
	strategies := map[string]bool{}
	for i, s := range m.Strategies {
		path := fmt.Sprintf("strategies[%d]", i)
		if strategies[s.Code] {
			report(path+".code", "code_dup", s.Code)
		}
		strategies[s.Code] = true
		reportUses(s, kinds, path, report)
		if len(s.Objectives) == 0 {
			report(path+".objectives", "objective_missing", nil)
		}
		for _, criterion := range slices.Sorted(maps.Keys(s.Scores)) {
			if accepted().Check(s.Scores[criterion]) != nil {
				report(fmt.Sprintf("%s.scores[%.64s]", path, criterion), "dsize", nil)
			}
		}
	}
}

// reportUses reports what is wrong with the factors that a strategy uses.
func reportUses(s Strategy, kinds map[string]Kind, path string, report func(path, tag string, value any)) {
	used := map[string]bool{}
	unknown := false
	for k, code := range s.Uses {
		if _, known := kinds[code]; !known {
			unknown = true
			report(fmt.Sprintf("%s.uses[%d]", path, k), "code_unknown", code)
		}
		if used[code] {
			report(fmt.Sprintf("%s.uses[%d]", path, k), "use_dup", code)
		}
		used[code] = true
	}
	_, fault := derive(s, kinds)
	switch {
	case fault == "":
	case fault == "tows_pair" && unknown: // the unknown code may have been the other half
	case fault == "tows_pair":
		report(path+".uses", fault, nil)
	default:
		report(path+".declared", fault, s.Declared)
	}
}

// reportObjective reports a baseline on the wrong side of its target.
func reportObjective(sl validator.StructLevel, o Objective) {
	if !o.Baseline.Valid || accepted().Check(o.Baseline.Decimal) != nil || accepted().Check(o.Target) != nil {
		return
	}
	if order := o.Baseline.Decimal.Cmp(o.Target); order > 0 && !o.LowerIsBetter || order < 0 && o.LowerIsBetter {
		reporter(sl)("baseline", "baseline_side", nil)
	}
}
