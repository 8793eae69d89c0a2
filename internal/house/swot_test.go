package house_test

import (
	"math/big"

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

// evaluatedOf is a matrix whose two sides have two factors each, one with the weight, one with the rest of 1.
func evaluatedOf(d decimal.Decimal) (m swot.Matrix) {
	for _, kind := range []swot.Kind{swot.Strength, swot.Threat} {
		for _, weight := range []decimal.Decimal{d, decimal.New(5, -1)} {
			m.Factors = append(m.Factors, swot.Factor{Kind: kind, Weight: decimal.NewNullDecimal(weight), Rating: 3})
		}
	}
	return m
}

// fourfold is 2 for 0.50, and as hostile as a hostile decimal: no arithmetic is done on it.
func fourfold(d decimal.Decimal) decimal.Decimal {
	return decimal.NewFromBigInt(new(big.Int).Lsh(d.Coefficient(), 2), d.Exponent())
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
		"swot.Acceptability": decision(func(d swot.Decision) outcome { return refuses(swot.Acceptability(d, swot.AcceptabilityOptions{})) }),
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
		"swot.Decision.Floats": decision(func(d swot.Decision) outcome {
			values, weights, cost, err := d.Floats()
			return refuses([]any{values, weights, cost}, err)
		}),
		"swot.Decision.MarshalJSON": decision(func(d swot.Decision) outcome { return refuses(d.MarshalJSON()) }),
		"swot.Decision.Mermaid":     decision(func(d swot.Decision) outcome { return refuses(d.Mermaid("c", "c")) }),
		"swot.Decision.Validate":    decision(func(d swot.Decision) outcome { return refuses(nil, d.Validate()) }),
		"swot.Diff": {
			func(d decimal.Decimal) outcome { return refuses(swot.Diff(matrixOf(d), matrixOf(units))) },
			func(d decimal.Decimal) outcome { return refuses(swot.Diff(matrixOf(units), matrixOf(d))) },
		},
		"swot.Factor.MarshalJSON": matrix(func(m swot.Matrix) outcome { return refuses(m.Factors[0].MarshalJSON()) }),
		"swot.IE": {
			func(d decimal.Decimal) outcome { return refuses(swot.IE(fourfold(d), units)) },
			func(d decimal.Decimal) outcome { return refuses(swot.IE(units, fourfold(d))) },
		},
		"swot.Labels.Attributes": matrix(func(m swot.Matrix) outcome { return returns(english.Attributes(m)) }),
		"swot.Labels.Matrix":     matrix(func(m swot.Matrix) outcome { return returns(english.Matrix(m)) }),
		"swot.Labels.Ranking":    ranking(func(r swot.Ranking) outcome { return returns(english.Ranking(r)) }),
		"swot.Labels.TOWS":       matrix(func(m swot.Matrix) outcome { return returns(english.TOWS(m)) }),
		"swot.Matrix.Conflicts":  matrix(func(m swot.Matrix) outcome { found, _ := m.Conflicts([]string{"A"}); return returns(found) }),
		"swot.Matrix.Coverage":   matrix(func(m swot.Matrix) outcome { return returns(m.Coverage()) }),
		"swot.Matrix.Decision": {
			func(d decimal.Decimal) outcome {
				return refuses(matrixOf(d).Decision([]swot.Criterion{{Code: "c", Max: decimal.New(10, 0)}}))
			},
			func(d decimal.Decimal) outcome {
				return refuses(matrixOf(units).Decision([]swot.Criterion{{Code: "c", Min: d, Max: decimal.New(10, 0)}}))
			},
		},
		"swot.Matrix.EFE":         one(func(d decimal.Decimal) outcome { return refuses(evaluatedOf(d).EFE()) }),
		"swot.Matrix.Factor":      matrix(func(m swot.Matrix) outcome { f, _ := m.Factor("S"); return returns(f.Code) }),
		"swot.Matrix.FactorRef":   matrix(func(m swot.Matrix) outcome { return returns(m.FactorRef("S")) }),
		"swot.Matrix.IFE":         one(func(d decimal.Decimal) outcome { return refuses(evaluatedOf(d).IFE()) }),
		"swot.Matrix.Influence":   matrix(func(m swot.Matrix) outcome { codes, _, _ := m.Influence(); return returns(codes) }),
		"swot.Matrix.Levels":      matrix(func(m swot.Matrix) outcome { levels, _, _ := m.Levels(); return returns(levels) }),
		"swot.Matrix.Markdown":    matrix(func(m swot.Matrix) outcome { return returns(m.Markdown()) }),
		"swot.Matrix.MarshalJSON": matrix(func(m swot.Matrix) outcome { return refuses(m.MarshalJSON()) }),
		"swot.Matrix.Mermaid":     matrix(func(m swot.Matrix) outcome { return returns(m.Mermaid()) }),
		"swot.Matrix.QSPM": matrix(func(m swot.Matrix) outcome {
			return refuses(m.QSPM(map[string]map[string]int{"A": {"S": 3}}))
		}),
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
		"swot.Pareto": decision(func(d swot.Decision) outcome {
			front, by, err := swot.Pareto(d)
			return refuses([]any{front, by}, err)
		}),
		"swot.Pool": append(decision(func(d swot.Decision) outcome { return refuses(swot.Pool([]swot.Decision{d, d}, nil)) }),
			func(d decimal.Decimal) outcome {
				return refuses(swot.Pool([]swot.Decision{decisions(units)[0], decisions(units)[0]}, []decimal.Decimal{d, decimal.New(5, -1)}))
			}),
		"swot.Ranking.ByCount": ranking(func(r swot.Ranking) outcome { classed, _ := r.ByCount(1, 1); return returns(classed.Places[0].Class) }),
		"swot.Ranking.ByScore": {
			func(d decimal.Decimal) outcome { return refuses(rankingOf(d).ByScore(units, units)) },
			func(d decimal.Decimal) outcome { return refuses(rankingOf(units).ByScore(d, d)) },
		},
		"swot.Ranking.Close": {
			func(d decimal.Decimal) outcome { return returns(rankingOf(d).Close(units)) },
			func(d decimal.Decimal) outcome { return returns(rankingOf(units).Close(d)) },
		},
		"swot.Ranking.Markdown": ranking(func(r swot.Ranking) outcome { return returns(r.Markdown()) }),
		"swot.Robust":           decision(func(d swot.Decision) outcome { return refuses(swot.Robust(d)) }),
		"swot.Robustness.Markdown": one(func(d decimal.Decimal) outcome {
			return returns(swot.Robustness{
				Leaders: []string{"A"}, Margin: decimal.NewNullDecimal(d), Weights: []swot.Flip{{To: d, Change: d}},
				L1: []swot.WeightShift{{Distance: d, Weights: []decimal.Decimal{d}}},
			}.Markdown())
		}),
		"swot.Strategy.MarshalJSON": matrix(func(m swot.Matrix) outcome { return refuses(m.Strategies[0].MarshalJSON()) }),
		"swot.WeightedProduct": decision(func(d swot.Decision) outcome {
			for k := range d.Criteria { // its scales begin at 0 or above
				if d.Criteria[k].Min.IsNegative() {
					d.Criteria[k].Min = decimal.Decimal{}
				}
			}
			return refuses(swot.WeightedProduct(d))
		}),
		"swot.WeightedSum": decision(func(d swot.Decision) outcome { return refuses(swot.WeightedSum(d)) }),
	}
}

func swotStructs() map[string]any {
	matrix := seeds.ADOMatrix()
	decision, _ := matrix.Decision(swot.DefaultCriteria()) // the tests of seeds show that it is valid
	ranking, _ := swot.WeightedSum(decision)
	robust, _ := swot.Robust(decision)
	shares, _ := swot.Acceptability(decision, swot.AcceptabilityOptions{})
	return map[string]any{
		"swot/mcdm.Agreement":       mcdm.Agreement{},
		"swot/mcdm.Influence":       mcdm.Influence{},
		"swot/mcdm.Preference":      mcdm.Preference{Shape: mcdm.Linear},
		"swot/mcdm.Problem":         mcdm.Problem{Values: [][]float64{{0.1, 2}}},
		"swot/mcdm.Result":          mcdm.Result{},
		"swot/mcdm.TOPSISOptions":   mcdm.TOPSISOptions{},
		"swot.AcceptabilityOptions": swot.AcceptabilityOptions{Samples: 5, Seed: 1 << 63, Ordered: true},
		"swot.Change":               swot.Change{Path: "title", After: "x"},
		"swot.Coverage":             matrix.Coverage(),
		"swot.Criterion":            decision.Criteria[0],
		"swot.Decision":             decision,
		"swot.Evaluation":           swot.Evaluation{Total: units, Parts: ranking.Places[0].Parts},
		"swot.Evidence":             matrix.Factors[0].Evidence[0],
		"swot.Factor":               matrix.Factors[0],
		"swot.Flip":                 robust.Scores[0],
		"swot.Matrix":               matrix,
		"swot.Objective":            matrix.Strategies[0].Objectives[0],
		"swot.Part":                 ranking.Places[0].Parts[0],
		"swot.Place":                ranking.Places[0],
		"swot.Position":             swot.Position{X: units, Y: units, Name: "IX", Advice: "harvest or divest"},
		"swot.Ranking":              ranking,
		"swot.Ref":                  matrix.Strategies[0].Embodied[0],
		"swot.Relation":             matrix.Relations[0],
		"swot.Robustness":           robust,
		"swot.Share":                shares[0],
		"swot.Strategy":             matrix.Strategies[0],
		"swot.WeightShift":          robust.L1[0],
		"swot/ahp.AWOTResult":       ahp.AWOTResult{}, "swot/ahp.FactorPriority": ahp.FactorPriority{}, "swot/ahp.Flip": ahp.Flip{},
		"swot/ahp.Judgement": ahp.Judgement{A: "a", B: "b", Value: 3}, "swot/ahp.Node": ahp.Node{Name: "a", Measured: map[string]float64{"x": 0.1}},
		"swot/ahp.Options": ahp.Options{Index: ahp.Saaty1980}, "swot/ahp.Repair": ahp.Repair{}, "swot/ahp.Result": ahp.Result{CR: new(0.1)},
		"swot/ahp.Synthesis": ahp.Synthesis{}, "swot/ahp.Triad": ahp.Triad{},
	}
}
