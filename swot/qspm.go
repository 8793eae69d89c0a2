package swot

import (
	"math/big"
	"slices"
	"strings"
	"sync"

	"github.com/go-playground/validator/v10"

	"github.com/seed-4ccf82d5/servicequality/internal/declare"
)

// QSPM ranks strategies by the quantitative strategic planning matrix: attractiveness holds, by strategy and by
// factor, how much the factor speaks for the strategy, from 1, not, to 4, highly.
//
//	Score = Σ weight of the factor · attractiveness, exact
//
// The strategies that attractiveness holds are ranked, ties in the order of the matrix; each Part is a factor,
// in the order of the matrix, with its Value the attractiveness. A factor that no strategy is scored on is left
// out; one that only some are scored on would be counted against the others and is a fault. The weights need not
// sum to 1. There are no Points and no vetoes, and [Ranking.Close] and [Ranking.ByScore] take margins in units
// of this Score.
//
// It returns [ErrInvalid] with all faults: code_unknown at qspm.attractiveness.<strategy> or
// qspm.attractiveness.<strategy>.<factor>, score_range for a mark other than 1 to 4, score_missing for one that other
// strategies have, and at qspm.weight.<factor> required, weight_negative or dsize. Reference: David (1986), The
// strategic planning matrix, Long Range Planning 19(5).
func (m Matrix) QSPM(attractiveness map[string]map[string]int) (Ranking, error) {
	q := qspm{m, attractiveness}
	if err := declare.Check(qspmRules(), q, "swot: strategic planning matrix", ErrInvalid); err != nil {
		return Ranking{}, err
	}
	var places []Place
	var totals []*big.Int
	scored := q.scored()
	for _, s := range firstOf(m.Strategies, func(s Strategy) string { return s.Code }) {
		marks, ranked := attractiveness[s.Code]
		if !ranked {
			continue
		}
		p := Place{Code: s.Code}
		for _, f := range scored {
			part := partOf(f.Code, f.Weight.Decimal, marks[f.Code])
			p.Parts, p.Score = append(p.Parts, part), p.Score.Add(part.Product)
		}
		places, totals = append(places, p), append(totals, new(big.Int).Set(p.Score.Shift(18).BigInt()))
	}
	return Ranking{"quantitative strategic planning matrix", rank(places, func(i, j int) int { return totals[j].Cmp(totals[i]) })}, nil
}

// A qspm is what a strategic planning matrix is computed from.
type qspm struct {
	Matrix Matrix
	Marks  map[string]map[string]int
}

// scored returns the factors on which some strategy is scored, in the order of the matrix.
func (q qspm) scored() []Factor {
	some := make(map[string]bool)
	for _, marks := range q.Marks {
		for code := range marks {
			some[code] = true
		}
	}
	factors := firstOf(q.Matrix.Factors, func(f Factor) string { return f.Code })
	return slices.DeleteFunc(factors, func(f Factor) bool { return !some[f.Code] })
}

// firstOf returns the first of parts with each code, in a slice of its own.
func firstOf[P any](parts []P, code func(P) string) (firsts []P) {
	seen := make(map[string]bool, len(parts))
	for _, p := range parts {
		if c := code(p); !seen[c] {
			seen[c] = true
			firsts = append(firsts, p)
		}
	}
	return firsts
}

// qspmRules knows no rule but those of the matrix.
var qspmRules = sync.OnceValue(func() *validator.Validate {
	v := declare.New()
	v.SetTagName("evaluate")
	v.RegisterStructValidation(func(sl validator.StructLevel) {
		q := sl.Current().Interface().(qspm)
		factors, strategies := q.Matrix.kinds(), make(map[string]bool)
		for _, s := range q.Matrix.Strategies {
			strategies[s.Code] = true
		}
		scored := q.scored()
		for strategy, marks := range q.Marks {
			if !strategies[strategy] {
				q.report(sl, "code_unknown", strategy)
			}
			for factor, mark := range marks {
				if _, known := factors[factor]; !known {
					q.report(sl, "code_unknown", strategy, factor)
				}
				if mark < 1 || mark > 4 {
					q.report(sl, "score_range", strategy, factor)
				}
			}
			for _, f := range scored {
				if _, given := marks[f.Code]; !given {
					q.report(sl, "score_missing", strategy, f.Code)
				}
			}
		}
		for _, f := range scored {
			if fault := f.weightFault(); fault != "" {
				report(sl, f.Weight, fault, "", "weight.%s", f.Code)
			}
		}
	}, qspm{})
	return v
})

// report reports a fault of the attractiveness at path.
func (q qspm) report(sl validator.StructLevel, tag string, path ...string) {
	report(sl, nil, tag, "", "%s", "attractiveness."+strings.Join(path, "."))
}
