// Package swot sorts what is known of a service into strengths, weaknesses, opportunities and threats, derives strategies
// from them, and ranks the strategies so that the order can be defended.
//
// A bus operator's new buses are a strength, its old ones a weakness; cheaper competitors are a threat, passengers who plan
// ahead an opportunity. Two strategies answer them. Each says which factors it uses, so its quadrant follows, and what it
// is measured by:
//
//	m := swot.Matrix{
//		ID:    uuid.MustParse("5f0c7f8e-7d3b-4b56-9d0c-0a4b9d1c2e3f"),
//		Title: "Bus operator",
//		Factors: []swot.Factor{
//			{Code: "S1", Kind: swot.Strength, Text: "new comfortable buses", Aspect: swot.AspectMaterial},
//			{Code: "W1", Kind: swot.Weakness, Text: "old buses of the base brand"},
//			{Code: "O1", Kind: swot.Opportunity, Text: "passengers who plan ahead", Assumed: true},
//			{Code: "T1", Kind: swot.Threat, Text: "far cheaper competitors"},
//		},
//		Strategies: []swot.Strategy{
//			{
//				Code: "ST1", Title: "advance purchase", Uses: []string{"S1", "T1"},
//				Objectives: []swot.Objective{{Indicator: "tickets bought early", Unit: "%", Target: decimal.New(30, 0), Area: "windows"}},
//				Scores:     map[string]decimal.Decimal{"impact": decimal.New(5, 0), "viability": decimal.New(5, 0), "need": decimal.New(5, 0)},
//			},
//			{
//				Code: "WO1", Title: "ask the passengers", Uses: []string{"W1", "O1"},
//				Objectives: []swot.Objective{{Indicator: "content passengers", Unit: "%", Target: decimal.New(70, 0), Area: "operations"}},
//				Scores:     map[string]decimal.Decimal{"impact": decimal.New(4, 0), "viability": decimal.New(3, 0), "need": decimal.New(5, 0)},
//			},
//		},
//	}
//	decision, err := m.Decision(swot.DefaultCriteria())
//	if err != nil {
//		panic(err)
//	}
//	ranking, err := swot.WeightedSum(decision)
//	if err != nil {
//		panic(err)
//	}
//	fmt.Print(ranking.Markdown())
//	// | Rank | Strategy | Score | Points | Contributions | Priority |
//	// | ---: | --- | ---: | ---: | --- | --- |
//	// | 1 | ST1 | 1 | 5 | impact 0.3333, viability 0.3333, need 0.3333 |  |
//	// | 2 | WO1 | 0.75 | 4 | impact 0.25, viability 0.1667, need 0.3333 |  |
//
// # Definitions
//
//   - Internal factors are strengths and weaknesses, external ones opportunities and threats. The kind counts, whatever
//     letter the code begins with. In everyday words an "opportunity to improve" is a weakness.
//   - TOWS: a strategy sets internal factors against external ones, and its quadrant, SO, WO, ST or WT, follows from their
//     kinds. Where several are possible the declared one decides.
//   - Weighted sum: Σ w·u with u = (x-Min)/(Max-Min) on the declared scale, or its mirror where lower is better. The scale is
//     never read off the scores, so the order of two strategies does not depend on a third.
//   - Weights are all 0, which means equal, or sum to exactly 1; they are never normalised in silence. See
//     [NormalizeWeights].
//
// That the ranking is by impact, viability and need is article 000's of package seeds; equal weights, scales of 1 to 5 and
// the classes of priority are this package's.
//
// # Numbers
//
// Weights, scores and targets are decimals of at most 18 places and up to 1e9. Scores are compared as exact fractions and
// shown to 16 places: 0.1+0.2 ties with 0.3. Limits: 10,000 factors and strategies, 64 criteria, 10,000 bytes a text.
//
// # Errors
//
// Validate returns every fault at once under [ErrInvalid], each with its JSON path and a stable tag. Look-ups return
// [ErrNotFound], numbers out of range [ErrRange], unknown texts [ErrUnknown].
//
// # References
//
// Weihrich (1982), The TOWS Matrix: A Tool for Situational Analysis, Long Range Planning 15(2).
package swot
