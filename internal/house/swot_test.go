package house_test

import (
	"github.com/shopspring/decimal"

	"github.com/seed-4ccf82d5/servicequality/seeds"
	"github.com/seed-4ccf82d5/servicequality/swot"
	"github.com/seed-4ccf82d5/servicequality/swot/ahp"
	"github.com/seed-4ccf82d5/servicequality/swot/mcdm"
)

func matrixOf(d decimal.Decimal) swot.Matrix {
	return swot.Matrix{
		ID: anID, Title: "x",
		Factors: []swot.Factor{
			{Code: "S", Kind: swot.Strength, Text: "x", Weight: decimal.NewNullDecimal(d)}, {Code: "O", Kind: swot.Opportunity, Text: "x"},
		},
		Strategies: []swot.Strategy{{
			Code: "A", Title: "x", Uses: []string{"S", "O"}, Scores: map[string]decimal.Decimal{"c": d},
			Objectives: []swot.Objective{{Indicator: "x", Area: "x", Target: d, Baseline: decimal.NewNullDecimal(d)}},
		}},
	}
}

// criterionOf is a scale from least to most.
func criterionOf(weight, least, most decimal.Decimal, floor decimal.NullDecimal) swot.Criterion {
	return swot.Criterion{Code: "c", Weight: weight, Min: least, Max: most, Floor: floor}
}

// decisions are decisions with the decimal in each place.
func decisions(d decimal.Decimal) []swot.Decision {
	zero, ten, none := decimal.Decimal{}, decimal.New(10, 0), decimal.NullDecimal{}
	other := swot.Criterion{Code: "o", Weight: decimal.New(5, -1), Max: ten}
	decide := func(score decimal.Decimal, criteria ...swot.Criterion) swot.Decision {
		rows := [][]decimal.Decimal{{score}, {score}}
		if len(criteria) > 1 {
			rows = [][]decimal.Decimal{{score, units}, {units, ten}}
		}
		return swot.Decision{Criteria: criteria, Codes: []string{"A", "B"}, Scores: rows}
	}
	return []swot.Decision{
		decide(d, criterionOf(zero, zero, ten, none)),
		decide(units, criterionOf(d, zero, ten, none), other),
		decide(units, criterionOf(zero, d, ten, none)),
		decide(decimal.Decimal{}, criterionOf(zero, decimal.New(-1, 0), d, none)),
		decide(units, criterionOf(zero, zero, ten, decimal.NewNullDecimal(d))),
	}
}

func rankingOf(d decimal.Decimal) swot.Ranking {
	return swot.Ranking{Method: "x", Places: []swot.Place{{
		Code: "A", Rank: 1, Score: d, Points: decimal.NewNullDecimal(d), Parts: []swot.Part{{Code: "c", Weight: d, Value: d, Product: d}},
	}}}
}

func swotTable() map[string]places {
	matrix := func(call func(m swot.Matrix) outcome) places {
		return one(func(d decimal.Decimal) outcome { return call(matrixOf(d)) })
	}
	decision := func(call func(d swot.Decision) outcome) (all places) {
		for i := range decisions(units) {
			all = append(all, func(d decimal.Decimal) outcome { return call(decisions(d)[i]) })
		}
		return all
	}
	ranking := func(call func(r swot.Ranking) outcome) places {
		return one(func(d decimal.Decimal) outcome { return call(rankingOf(d)) })
	}
	english := swot.Labels(nil)
	return map[string]places{
		"swot.Criterion.MarshalJSON": {
			func(d decimal.Decimal) outcome {
				return refuses(criterionOf(d, units, units, decimal.NullDecimal{}).MarshalJSON())
			},
			func(d decimal.Decimal) outcome {
				return refuses(criterionOf(units, d, units, decimal.NullDecimal{}).MarshalJSON())
			},
			func(d decimal.Decimal) outcome {
				return refuses(criterionOf(units, units, d, decimal.NullDecimal{}).MarshalJSON())
			},
			func(d decimal.Decimal) outcome {
				return refuses(criterionOf(units, units, units, decimal.NewNullDecimal(d)).MarshalJSON())
			},
		},
		"swot.Decision.MarshalJSON": decision(func(d swot.Decision) outcome { return refuses(d.MarshalJSON()) }),
		"swot.Decision.Mermaid":     decision(func(d swot.Decision) outcome { return refuses(d.Mermaid("c", "c")) }),
		"swot.Decision.Validate":    decision(func(d swot.Decision) outcome { return refuses(nil, d.Validate()) }),
		"swot.Factor.MarshalJSON":   matrix(func(m swot.Matrix) outcome { return refuses(m.Factors[0].MarshalJSON()) }),
		"swot.Labels.Attributes":    matrix(func(m swot.Matrix) outcome { return returns(english.Attributes(m)) }),
		"swot.Labels.Matrix":        matrix(func(m swot.Matrix) outcome { return returns(english.Matrix(m)) }),
		"swot.Labels.Ranking":       ranking(func(r swot.Ranking) outcome { return returns(english.Ranking(r)) }),
		"swot.Labels.TOWS":          matrix(func(m swot.Matrix) outcome { return returns(english.TOWS(m)) }),
		"swot.Matrix.Coverage":      matrix(func(m swot.Matrix) outcome { return returns(m.Coverage()) }),
		"swot.Matrix.Decision": {
			func(d decimal.Decimal) outcome {
				return refuses(matrixOf(d).Decision([]swot.Criterion{{Code: "c", Max: decimal.New(10, 0)}}))
			},
			func(d decimal.Decimal) outcome {
				return refuses(matrixOf(units).Decision([]swot.Criterion{{Code: "c", Min: d, Max: decimal.New(10, 0)}}))
			},
		},
		"swot.Matrix.Factor":      matrix(func(m swot.Matrix) outcome { f, _ := m.Factor("S"); return returns(f.Code) }),
		"swot.Matrix.FactorRef":   matrix(func(m swot.Matrix) outcome { return returns(m.FactorRef("S")) }),
		"swot.Matrix.Markdown":    matrix(func(m swot.Matrix) outcome { return returns(m.Markdown()) }),
		"swot.Matrix.MarshalJSON": matrix(func(m swot.Matrix) outcome { return refuses(m.MarshalJSON()) }),
		"swot.Matrix.Mermaid":     matrix(func(m swot.Matrix) outcome { return returns(m.Mermaid()) }),
		"swot.Matrix.Quadrant":    matrix(func(m swot.Matrix) outcome { q, _ := m.Quadrant("A"); return returns(q) }),
		"swot.Matrix.Strategy":    matrix(func(m swot.Matrix) outcome { s, _ := m.Strategy("A"); return returns(s.Code) }),
		"swot.Matrix.StrategyRef": matrix(func(m swot.Matrix) outcome { return returns(m.StrategyRef("A")) }),
		"swot.Matrix.Trace":       matrix(func(m swot.Matrix) outcome { return returns(count2(m.Trace())) }),
		"swot.Matrix.Validate":    matrix(func(m swot.Matrix) outcome { return refuses(nil, m.Validate()) }),
		"swot.NormalizeWeights": one(func(d decimal.Decimal) outcome {
			return refuses(swot.NormalizeWeights([]decimal.Decimal{units, d, units}, 3))
		}),
		"swot.Objective.MarshalJSON": {
			func(d decimal.Decimal) outcome { return refuses(swot.Objective{Target: d}.MarshalJSON()) },
			func(d decimal.Decimal) outcome {
				return refuses(swot.Objective{Baseline: decimal.NewNullDecimal(d)}.MarshalJSON())
			},
		},
		"swot.Objective.Reached": {
			func(d decimal.Decimal) outcome { return refuses(swot.Objective{Target: d}.Reached(units)) },
			func(d decimal.Decimal) outcome { return refuses(swot.Objective{Target: units}.Reached(d)) },
		},
		"swot.Ranking.ByCount": ranking(func(r swot.Ranking) outcome { classed, _ := r.ByCount(1, 1); return returns(classed.Places[0].Class) }),
		"swot.Ranking.ByScore": {
			func(d decimal.Decimal) outcome { return refuses(rankingOf(d).ByScore(units, units)) },
			func(d decimal.Decimal) outcome { return refuses(rankingOf(units).ByScore(d, d)) },
		},
		"swot.Ranking.Close": {
			func(d decimal.Decimal) outcome { return returns(rankingOf(d).Close(units)) },
			func(d decimal.Decimal) outcome { return returns(rankingOf(units).Close(d)) },
		},
		"swot.Ranking.Markdown":     ranking(func(r swot.Ranking) outcome { return returns(r.Markdown()) }),
		"swot.Strategy.MarshalJSON": matrix(func(m swot.Matrix) outcome { return refuses(m.Strategies[0].MarshalJSON()) }),
		"swot.WeightedSum":          decision(func(d swot.Decision) outcome { return refuses(swot.WeightedSum(d)) }),
	}
}

func swotStructs() map[string]any {
	matrix := seeds.ADOMatrix()
	decision, _ := matrix.Decision(swot.DefaultCriteria()) // the tests of seeds show that it is valid
	ranking, _ := swot.WeightedSum(decision)
	return map[string]any{
		"swot/mcdm.Agreement":     mcdm.Agreement{},
		"swot/mcdm.Influence":     mcdm.Influence{},
		"swot/mcdm.Preference":    mcdm.Preference{Shape: mcdm.Linear},
		"swot/mcdm.Problem":       mcdm.Problem{Values: [][]float64{{0.1, 2}}},
		"swot/mcdm.Result":        mcdm.Result{},
		"swot/mcdm.TOPSISOptions": mcdm.TOPSISOptions{},
		"swot.Coverage":           matrix.Coverage(),
		"swot.Criterion":          decision.Criteria[0],
		"swot.Decision":           decision,
		"swot.Evidence":           matrix.Factors[0].Evidence[0],
		"swot.Factor":             matrix.Factors[0],
		"swot.Matrix":             matrix,
		"swot.Objective":          matrix.Strategies[0].Objectives[0],
		"swot.Part":               ranking.Places[0].Parts[0],
		"swot.Place":              ranking.Places[0],
		"swot.Ranking":            ranking,
		"swot.Ref":                matrix.Strategies[0].Embodied[0],
		"swot.Strategy":           matrix.Strategies[0],
		"swot/ahp.AWOTResult":     ahp.AWOTResult{}, "swot/ahp.FactorPriority": ahp.FactorPriority{}, "swot/ahp.Flip": ahp.Flip{},
		"swot/ahp.Judgement": ahp.Judgement{A: "a", B: "b", Value: 3}, "swot/ahp.Node": ahp.Node{Name: "a", Measured: map[string]float64{"x": 0.1}},
		"swot/ahp.Options": ahp.Options{Index: ahp.Saaty1980}, "swot/ahp.Repair": ahp.Repair{}, "swot/ahp.Result": ahp.Result{CR: new(0.1)},
		"swot/ahp.Synthesis": ahp.Synthesis{}, "swot/ahp.Triad": ahp.Triad{},
	}
}
