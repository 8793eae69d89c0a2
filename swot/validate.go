package swot

import (
	"fmt"
	"sync"

	"github.com/go-playground/validator/v10"

	"github.com/seed-4ccf82d5/servicequality/internal/declare"
)

// shared is the validator of this package's declarations.
var shared = sync.OnceValue(func() *validator.Validate {
	v := declare.New()
	v.RegisterAlias("weight_negative", "dgte=0")
	v.RegisterStructValidation(matrixFaults, Matrix{})
	v.RegisterStructValidation(refFaults, Ref{})
	v.RegisterStructValidation(factorFaults, Factor{})
	v.RegisterStructValidation(objectiveFaults, Objective{})
	v.RegisterStructValidation(criterionFaults, Criterion{})
	v.RegisterStructValidation(decisionFaults, Decision{})
	return v
})

// Validate returns every fault of m at once, sorted by path, or nil. The error unwraps to [ErrInvalid] and to
// validator.ValidationErrors, in which each fault has its JSON path as Namespace, such as
// Matrix.strategies[3].uses[1], and one of these codes as Tag:
//
//	required            a mandatory text, kind, ID or ref is missing
//	code_dup            a code that an earlier factor or strategy has
//	code_unknown        a code that no factor, or in a relation no strategy, has
//	use_dup             a factor used twice by one strategy
//	tows_pair           no internal, or no external, factor used
//	quadrant_mismatch   the declared quadrant is not one that the factors allow
//	quadrant_ambiguous  the factors allow several quadrants and none is declared
//	objective_missing   a strategy without an objective cannot be measured
//	baseline_side       the baseline is better than the target
//	ref_half            a ref with one half only, at the missing half
//	evidence_empty      evidence without ref, source and quote
//	relation_self       a strategy related to itself
//	relation_dup        the same relation once more, whatever its strength; of conflicts from the other side too
//	weight_negative     a factor's weight below 0; above 1 it is dlte
//	dsize               a decimal of more than 18 places or beyond ±1e9
//	text_size           a text of more than 10,000 bytes
//	clean               a text that is not UTF-8 or has control characters other than tab and newline
//	min, max            a rating or a strength outside 0 to 4, an enumeration's value that does not exist, more than 10,000 parts
//
// A strategy that uses an unknown code, or a factor without a valid kind, is not asked for its quadrant.
func (m Matrix) Validate() error {
	return declare.Check(shared(), m, "swot: validate matrix", ErrInvalid)
}

// report reports a fault at path, relative to the struct under validation.
func report(sl validator.StructLevel, value any, tag, param, path string, at ...any) {
	path = fmt.Sprintf(path, at...)
	sl.ReportError(value, path, path, tag, param)
}

// matrixFaults reports what is wrong between the parts of a matrix.
func matrixFaults(sl validator.StructLevel) {
	m := sl.Current().Interface().(Matrix)
	seen := make(map[string]bool, len(m.Factors))
	for i, f := range m.Factors {
		if seen[f.Code] {
			report(sl, f.Code, "code_dup", f.Code, "factors[%d].code", i)
		}
		seen[f.Code] = f.Code != ""
	}
	byCode := m.kinds()
	seen = make(map[string]bool, len(m.Strategies))
	for i, s := range m.Strategies {
		if seen[s.Code] {
			report(sl, s.Code, "code_dup", s.Code, "strategies[%d].code", i)
		}
		seen[s.Code] = s.Code != ""
		if len(s.Objectives) == 0 {
			report(sl, s.Objectives, "objective_missing", "", "strategies[%d].objectives", i)
		}
		usesFaults(sl, i, s, byCode)
	}
	relationFaults(sl, m.Relations, seen)
}

// relationFaults reports what is wrong between relations and with the strategies they join, whose codes are known.
func relationFaults(sl validator.StructLevel, relations []Relation, known map[string]bool) {
	seen := make(map[Relation]bool, len(relations))
	for i, r := range relations {
		if !known[r.From] {
			report(sl, r.From, "code_unknown", r.From, "relations[%d].from", i)
		}
		if !known[r.To] {
			report(sl, r.To, "code_unknown", r.To, "relations[%d].to", i)
		}
		if r.From == r.To && known[r.To] {
			report(sl, r.To, "relation_self", r.To, "relations[%d].to", i)
		}
		r.Strength = 0
		if r.Type == Conflicts && r.From > r.To {
			r.From, r.To = r.To, r.From
		}
		if seen[r] {
			report(sl, r, "relation_dup", "", "relations[%d]", i)
		}
		seen[r] = true
	}
}

// usesFaults reports what is wrong with the factors that s, the strategy at index i, uses, and with its
// quadrant.
func usesFaults(sl validator.StructLevel, i int, s Strategy, byCode map[string]Kind) {
	seen, settled := make(map[string]bool, len(s.Uses)), true
	for j, code := range s.Uses {
		kind, known := byCode[code]
		switch {
		case !known:
			report(sl, code, "code_unknown", code, "strategies[%d].uses[%d]", i, j)
		case seen[code]:
			report(sl, code, "use_dup", code, "strategies[%d].uses[%d]", i, j)
		}
		seen[code] = true
		settled = settled && known && (kind.Internal() || kind == Opportunity || kind == Threat)
	}
	if !settled || s.Declared > WT {
		return
	}
	ks, _ := s.kinds(byCode)
	switch _, fault := ks.quadrant(s.Declared); fault {
	case "":
	case faultPair:
		report(sl, s.Uses, fault, "", "strategies[%d].uses", i)
	default:
		report(sl, s.Declared, fault, "", "strategies[%d].declared", i)
	}
}

// refFaults reports the missing half of a ref.
func refFaults(sl validator.StructLevel) {
	switch r := sl.Current().Interface().(Ref); {
	case r.Kind != "" && r.ID == "":
		report(sl, r.ID, "ref_half", "", "id")
	case r.Kind == "" && r.ID != "":
		report(sl, r.Kind, "ref_half", "", "kind")
	}
}

// factorFaults reports evidence that shows nothing.
func factorFaults(sl validator.StructLevel) {
	for i, e := range sl.Current().Interface().(Factor).Evidence {
		if (e == Evidence{}) {
			report(sl, e, "evidence_empty", "", "evidence[%d]", i)
		}
	}
}

// objectiveFaults reports a baseline that is better than the target.
func objectiveFaults(sl validator.StructLevel) {
	o := sl.Current().Interface().(Objective)
	if !o.Baseline.Valid || !fits(o.Baseline.Decimal, o.Target) {
		return
	}
	order := o.Baseline.Decimal.Cmp(o.Target)
	if o.LowerIsBetter && order < 0 || !o.LowerIsBetter && order > 0 {
		report(sl, o.Baseline, "baseline_side", "", "baseline")
	}
}
